use super::*;
use crate::time::Time;
use proptest::prelude::*;

fn film(rate: u64, num: u64, den: u64) -> Clockwork {
    Clockwork {
        frames: PerSecond::new(rate * num, den),
        nominal: u32::try_from(rate).ok(),
        sub_frames: Some(4),
        ticks: PerSecond::new(10_000_000, 1),
        ..Clockwork::default()
    }
}

fn smpte(rate: u32, num: u64, den: u64, drop: Drop) -> Clockwork {
    Clockwork { labels: Some(Labels { frames: rate, drop }), ..film(rate.into(), num, den) }
}

fn micros(text: &str, clockwork: &Clockwork) -> i64 {
    read(text, clockwork).unwrap().time.to_unit(1_000_000)
}

#[test]
fn expressions() {
    let film = film(24, 1000, 1001);
    for (text, want) in [
        ("00:00:01.5", 1_500_000),
        ("00:00:01:12", 1_500_500),
        ("00:00:01:12.2", 1_521_354),
        ("100:00:00", 360_000_000_000),
        ("1.5s", 1_500_000),
        ("2m", 120_000_000),
        ("0.5h", 1_800_000_000),
        ("20ms", 20_000),
        ("24f", 1_001_000),
        ("10000000t", 1_000_000),
        ("00:00:00.00000000000000000001", 0),
    ] {
        assert_eq!(micros(text, &film), want, "{text}");
        assert_eq!(read(text, &film).unwrap().fault, None, "{text}");
    }
    for (text, fault) in [
        ("00:00:61", TtmlFault::Above59),
        ("00:60:00", TtmlFault::Above59),
        ("00:75:00", TtmlFault::Above59),
        ("0:00:01", TtmlFault::Loose),
        ("00:00:01,5", TtmlFault::Loose),
    ] {
        assert_eq!(read(text, &film).unwrap().fault, Some(fault), "{text}");
    }
    for (text, fault) in [
        ("", TtmlFault::Unreadable),
        ("5", TtmlFault::Unreadable),
        ("-5s", TtmlFault::Unreadable),
        ("1.5.5s", TtmlFault::Unreadable),
        ("00:00", TtmlFault::Unreadable),
        (" 1s", TtmlFault::Unreadable),
        ("1 s", TtmlFault::Unreadable),
        ("1.s", TtmlFault::Unreadable),
        ("1e400s", TtmlFault::Unreadable),
        ("99999999999999999999h", TtmlFault::Unreadable),
        ("999999999999999999h", TtmlFault::Unreadable),
        ("00:00:01:24", TtmlFault::Frames),
        ("00:00:01:12.4", TtmlFault::SubFrames),
        ("wallclock(\"2020-01-01\")", TtmlFault::WallClock),
    ] {
        assert_eq!(read(text, &film), Err(fault), "{text}");
    }
    assert_eq!(read("5f", &Clockwork::default()), Err(TtmlFault::NoRate));
}

#[test]
fn labels() {
    let ntsc = smpte(30, 1000, 1001, Drop::None);
    assert_eq!(micros("01:00:00:00", &ntsc), 3_603_600_000);
    let drop = smpte(30, 1000, 1001, Drop::Ntsc);
    assert_eq!(micros("01:00:00:00", &drop), 107_892 * 1_001_000 / 30);
    assert_eq!(read("00:01:00:00", &drop).unwrap().fault, Some(TtmlFault::Dropped));
    assert_eq!(read("00:10:00:00", &drop).unwrap().fault, None);
}

#[test]
fn authors_keep_their_spelling() {
    let film = film(24, 1000, 1001);
    let respell = |old: &str, ms: i64| {
        let it = respell(old, Time::from_millis(ms).unwrap(), &film).unwrap();
        (it.text, it.error.to_unit(1_000_000), it.widened)
    };
    for (old, ms, text, error, widened) in [
        ("00:00:01.5", 3_601_500, "01:00:01.5", 0, false),
        ("00:00:01.5", 3_601_250, "01:00:01.250", 0, true),
        ("00:00:01", 2_000, "00:00:02", 0, false),
        ("00:00:01", 2_040, "00:00:02.040", 0, true),
        ("00:00:01:12", 3_601_500, "01:00:01:12", 500, false),
        ("00:00:01:12.2", 2_000, "00:00:02:00.0", 0, false),
        ("00:00:01:12", 1_999, "00:00:02:00", 1000, false),
        ("1.5s", 2_250, "2.250s", 0, true),
        ("5s", 12_000, "12s", 0, false),
        ("007s", 12_000, "012s", 0, false),
        ("1m", 90_000, "1.500000m", 0, true),
        ("24f", 2_002, "48f", 0, false),
        ("10000000t", 1_500, "15000000t", 0, false),
        ("20ms", 3_600_020, "3600020ms", 0, false),
    ] {
        assert_eq!(respell(old, ms), (text.to_owned(), error, widened), "{old}");
    }
    assert_eq!(super::respell("1s", Time::from_millis(-1).unwrap(), &film), None);
}

#[test]
fn what_stands_behind_the_seconds_stays_when_whole_seconds_pass() {
    // More digits than a time can hold are their author's all the same.
    let film = film(24, 1000, 1001);
    for (old, ms, want) in [
        ("00:00:01.75000000000000000000", 3_601_750, "01:00:01.75000000000000000000"),
        ("00:00:01.75000000000000000000", 750, "00:00:00.75000000000000000000"),
        ("00:00:01.00000000000000000000", 2_000, "00:00:02.00000000000000000000"),
    ] {
        let it = respell(old, Time::from_millis(ms).unwrap(), &film).unwrap();
        assert_eq!((it.text.as_str(), it.error, it.widened), (want, Time::ZERO, false), "{old}");
    }
}

fn clockworks() -> Vec<Clockwork> {
    vec![
        film(24, 1000, 1001),
        film(25, 1, 1),
        film(30, 1, 1),
        smpte(30, 1000, 1001, Drop::None),
        smpte(30, 1000, 1001, Drop::Ntsc),
        smpte(30, 1000, 1001, Drop::Pal),
        smpte(25, 1, 1, Drop::None),
    ]
}

proptest! {
    #[test]
    fn what_is_spelt_is_read_again(
        old in prop::sample::select(vec!["00:00:01", "00:00:01.5", "00:00:01.123456", "00:00:01:05", "00:00:01:05.1", "3s", "3.25s", "9m", "1.5h", "7ms", "12f", "5t"]),
        which in 0usize..7,
        ticks in 0i64..7_000_000_000_000,
    ) {
        let clockwork = clockworks()[which];
        let new = Time::from_ticks(ticks);
        let it = respell(old, new, &clockwork).unwrap();
        let again = read(&it.text, &clockwork).unwrap();
        prop_assert_eq!(again.time.checked_sub(new), Some(it.error));
        // Never further off than the grain of what is written, or a millisecond.
        prop_assert!(it.error.abs() <= Time::from_millis(25).unwrap(), "{} {:?}", it.text, it.error);
        prop_assert_eq!(again.fault, None, "{}", it.text);
        prop_assert_eq!(respell(&it.text, again.time, &clockwork).unwrap().text, it.text);
    }

    #[test]
    fn plain_clocks_are_read_as_any(text in "[0-9]{1,3}:[0-6][0-9]:[0-6][0-9][.,:;]?[0-9]{0,4}") {
        for clockwork in clockworks() {
            prop_assert_eq!(read(&text, &clockwork), read_any(&text, &clockwork));
        }
    }

    #[test]
    fn labels_and_frames_are_inverse(n in 0i128..20_000_000, which in 3usize..7) {
        let labels = clockworks()[which].labels.unwrap();
        let (h, m, s, f) = labels.label(n);
        prop_assert_eq!((h * 3600 + m * 60 + s) * i128::from(labels.frames) + f - labels.dropped(h, m), n);
        prop_assert!(!labels.is_dropped(m, s, f) && s < 60 && f < i128::from(labels.frames), "{h}:{m}:{s}:{f}");
    }

    #[test]
    fn any_text(text in "[0-9:.,;hmsft() -]{0,24}", ticks in any::<i64>()) {
        for clockwork in clockworks() {
            let _ = read(&text, &clockwork);
            let _ = respell(&text, Time::from_ticks(ticks), &clockwork);
        }
    }
}
