use super::*;
use proptest::prelude::*;
use tregua_parse::time::{FrameRate, Time};

fn told() -> Told {
    Told { rate: Some(FrameRate::F24), ..Told::default() }
}

#[test]
fn what_is_no_list_is_named_with_what_was_seen() {
    for (text, says) in [
        ("", "it is empty"),
        ("\n \n# only a comment\n", "0 of its first 0 lines hold a time alone; it begins “# only a comment”"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHola\n\n", "1 of its first 3 lines"),
        ("Hola\nAdiós\n90\n", "it begins “Hola”"),
        ("TITLE: X\nFCM: NON-DROP FRAME\n", "it begins “TITLE: X”"),
    ] {
        let error = read(text, &told()).unwrap_err();
        assert!(matches!(error, ReadError::Unknown { .. }), "{text}: {error}");
        assert!(error.to_string().contains(says), "{text}: {error}");
    }
}

#[test]
fn every_reader_can_be_named() {
    for reader in READERS {
        assert!(std::ptr::eq(by_id(&reader.id.to_uppercase()).unwrap(), reader));
        // Forced upon a text of another form it finds nothing, and says so.
        let error = read("Hola\n", &Told { reader: Some(reader), ..told() }).unwrap_err();
        assert!(!error.to_string().is_empty(), "{}", reader.id);
    }
    assert!(by_id("photon").is_none());
}

#[test]
fn a_list_from_a_film_at_another_rate_is_noticed() {
    let at = |rate: FrameRate| {
        let lines = (1..60).map(|n| format!("{}\n", rate.time_of(n * 97).unwrap().to_millis()));
        lines.map(|ms| ms.replace('\n', "ms\n")).collect::<String>()
    };
    let list = read(&at(FrameRate::F24), &told()).unwrap();
    assert!(list.problems.is_empty(), "{:?}", list.problems);
    for other in [FrameRate::F25, FrameRate::F23_976] {
        let list = read(&at(other), &told()).unwrap();
        assert!(list.problems[0].text.contains("another rate than 24"), "{:?}", list.problems);
        let own = read(&at(other), &Told { rate: Some(other), ..Told::default() }).unwrap();
        assert!(own.problems.is_empty(), "{:?}", own.problems);
    }
}

#[test]
fn the_ends_of_the_programme() {
    let told = Told { length: Time::from_millis(10_000), start: Time::from_millis(3_600_000), ..told() };
    // Clock times are on the programme's clock, frames and seconds count from the picture's first frame.
    let list = read("01:00:00,000\n01:00:03,750\n131\n01:00:20,000\n00:59:59,000\n", &told).unwrap();
    assert_eq!(list.shots.frames().unwrap().numbers(), [90, 131]);
    let said: Vec<_> =
        list.problems.iter().map(|p| (p.line.unwrap(), p.text.rsplit(": ").next().unwrap())).collect();
    assert_eq!(said, [(4, "beyond the programme's end"), (5, "before the programme's first frame")]);
    // What is said of the list goes for all of it.
    let told = Told { own_start: Moment::parse("2s").ok(), start: None, ..told };
    assert_eq!(read("90\n5.458s\n", &told).unwrap().shots.frames().unwrap().numbers(), [42, 83]);
}

#[test]
fn problems_are_counted_and_not_kept_for_ever() {
    let text = "3.75\nx\n".repeat(50) + &"3.75\n".repeat(10);
    let list = read(&text, &told()).unwrap();
    assert_eq!((list.problems.len(), list.more_problems), (10, 40));
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "(\\PC|[\n\r\t]){0,200}", which in 0usize..7) {
        let reader = READERS.get(which).copied();
        let _ = read(&text, &Told { reader, ..told() });
    }

    #[test]
    fn nearly_lists_are_survived(
        text in "([0-9]{1,4}|[:;.,]|pts_time[:=]|frame[:,]|lavfi[.]scd[.]time[:=] ?|FCM: DROP|V C|Scene Number,Start Timecode|\n){0,60}",
        which in 0usize..7,
        rate in 0usize..4,
    ) {
        let reader = READERS.get(which).copied();
        let rate = ["", "24", "29.97df", "1000"][rate].parse().ok();
        let start = Time::from_millis(3_600_000);
        if let Ok(list) = read(&text, &Told { reader, rate, start, ..Told::default() }) {
            prop_assert!(list.shots.times().is_sorted() && !list.shots.times()[0].is_negative());
        }
    }

    #[test]
    fn a_list_written_in_frames_is_read_in_frames(
        frames in prop::collection::btree_set(1i64..500_000, 1..60),
        which in 0usize..5,
        form in 0usize..3,
    ) {
        let frames: Vec<i64> = frames.into_iter().collect();
        let rate: FrameRate = ["24", "25", "23.976", "29.97df", "59.94"][which].parse().unwrap();
        let line = |n: &i64| {
            let time = rate.time_of(*n).unwrap();
            match form {
                0 => format!("{n}\n"),
                1 => format!("{time}\n"),
                _ => format!("{}\n", tregua_parse::time::Timecode::from_frame(*n, rate).unwrap()),
            }
        };
        let text: String = frames.iter().map(line).collect();
        let read = read(&text, &Told { rate: Some(rate), ..Told::default() });
        prop_assume!(!matches!(read, Err(ReadError::EveryFrame { .. })));
        let list = read.unwrap();
        prop_assert_eq!(list.shots.frames().unwrap().numbers(), &frames[..]);
    }
}
