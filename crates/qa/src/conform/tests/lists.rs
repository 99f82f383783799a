//! Clocks of lists, drop-frame labels, and archives of files in other encodings.

use super::*;
use tregua_parse::source::Encoding;

const DROP: &str = "TITLE: CORTE\nFCM: DROP FRAME\n\n\
    001  FILM     V     C        01:00:00;00 01:01:00;02 01:00:00;00 01:01:00;02\n\
    002  FILM     V     C        01:10:00;00 01:11:00;02 01:01:00;02 01:02:00;04\n";

fn ntsc(start: Option<&str>) -> Telling {
    let rate = "29.97".parse().unwrap();
    let start = start.map(|start| Moment::parse(start).unwrap());
    Telling { rate, start, ..told() }
}

#[test]
fn drop_frame_labels_are_the_lists_own() {
    let want = [stretch(0, 1800, 0), stretch(17_982, 19_782, 1800)];
    // Colons alone say nothing in a list that says it is drop-frame, nor does a start.
    let colons = DROP.replace(';', ":");
    for text in [DROP, &colons] {
        for start in ["01:00:00:00", "01:00:00;00"] {
            let listed = read(text, &ntsc(Some(start))).unwrap();
            assert_eq!(listed.recut.stretches(), want, "{start}");
            assert_eq!(listed.earliest.at.to_string(), "01:00:00;00");
        }
    }
    let skipped = DROP.replace("01:01:00;02 01:00:00;00", "01:01:00;01 01:00:00;00");
    let error = read(&skipped, &ntsc(Some("01:00:00:00"))).unwrap_err().to_string();
    assert!(error.contains("line 4") && error.contains("no such label"), "{error}");
    let film = read(DROP, &told()).unwrap_err().to_string();
    assert!(film.contains("drop-frame, which 24 frames a second is not"), "{film}");
    // The same labels without drop-frame are other frames.
    let non = colons.replace("DROP FRAME", "NON-DROP FRAME");
    let other = read(&non, &ntsc(Some("01:00:00:00"))).unwrap();
    assert_eq!(other.recut.stretches(), [stretch(0, 1802, 0), stretch(18_000, 19_802, 1802)]);
}

#[test]
fn a_clock_that_nobody_named_is_asked_for() {
    let nobody = Telling { start: None, ..told() };
    let error = read(EDL, &nobody).unwrap_err().to_string();
    for part in ["line 4", "source timecode 01:00:00:00", "--edl-start (perhaps 01:00:00:00)"] {
        assert!(error.contains(part), "{error}");
    }
    // A list on the tracks' own clock needs no word.
    let own = Telling { programme: told().start, ..nobody.clone() };
    assert_eq!(read(EDL, &own).unwrap().recut, read(EDL, &told()).unwrap().recut);
    let other = Telling { programme: Moment::parse("10:00:00:00").ok(), ..nobody };
    assert!(matches!(read(EDL, &other), Err(ListError::Clock { clock: ListClock::Source, .. })));
    // What was said is believed, but not that the film ends before it begins.
    let late = Telling { start: Moment::parse("02:00:00:00").ok(), ..told() };
    assert!(matches!(read(EDL, &late), Err(ListError::Clock { .. })));
    let dailies = EDL.replace(" 01:00:00:00 01:00:10:00\n", " 10:00:00:00 10:00:10:00\n");
    let dailies = dailies.replace("01:00:10:00 01:00:20:00\n", "10:00:10:00 10:00:20:00\n");
    let dailies = dailies.replace("01:00:25:00 01:00:55:00", "10:00:25:00 10:00:55:00");
    let error = read(&dailies, &told()).unwrap_err().to_string();
    assert!(error.contains("record timecode 10:00:00:00") && error.contains("--record-start"), "{error}");
    let said = Telling { new_start: Moment::parse("10:00:00:00").ok(), ..told() };
    assert_eq!(read(&dailies, &said).unwrap().recut, read(EDL, &told()).unwrap().recut);
    // Tracks on the same clock answer the question.
    let at = |ms| tregua_parse::time::Time::from_millis(ms);
    let cue = |ms| Telling { first_cue: at(ms), start: None, ..told() };
    let own = read(EDL, &cue(3_612_000)).unwrap().recut;
    assert_eq!(own.stretches()[1], stretch(86_400 + 480, 86_400 + 720, 86_400 + 240));
    assert!(read(EDL, &cue(12_000)).is_err() && read(EDL, &cue(3_600_000 + 1_801_000)).is_err());
    // What counts from the new picture's first frame does not say what clock that is on.
    assert!(read(OTIO, &cue(3_612_000)).is_err());
    // A leader before the first frame is no other clock.
    let leader = EDL.replacen(
        "01:00:00:00 01:00:10:00 01:00:00:00 01:00:10:00",
        "00:59:52:00 01:00:10:00 00:59:52:00 01:00:10:00",
        1,
    );
    assert_eq!(read(&leader, &told()).unwrap().recut.stretches()[0], stretch(-192, 240, -192));
}

#[test]
fn two_events_for_one_place_are_named() {
    let over = EDL.replace("01:00:25:00 01:00:55:00", "01:00:19:12 01:00:49:12");
    let error = read(&over, &told()).unwrap_err().to_string();
    assert!(error.contains("line 9") && error.contains("up to 01:00:20:00"), "{error}");
}

#[test]
fn segments_that_end_with_their_last_frame() {
    let last = SEGMENTS
        .replace("01:00:10:00</End", "01:00:09:23</End")
        .replace("01:00:30:00</End", "01:00:29:23</End");
    let last = last
        .replace("01:01:00:00</End", "01:00:59:23</End")
        .replace("01:00:25:00</Dest", "01:00:20:00</Dest");
    let listed = read(&last, &told()).unwrap();
    assert_eq!(listed.recut.stretches(), [stretch(0, 240, 0), stretch(480, 1440, 240)]);
    assert!(listed.notes.iter().any(|note| note.contains("last frames")), "{:?}", listed.notes);
    // The same fields as attributes.
    let flat = "<list><cut Start_tc=\"01:00:00:00\" End_tc=\"01:00:10:00\" Destination_tc=\"01:00:00:00\"/>\n\
        <cut Start_tc=\"01:00:20:00\" End_tc=\"01:00:30:00\" destination_TC=\"01:00:10:00\"/></list>";
    let listed = read(flat, &told()).unwrap();
    assert_eq!(listed.recut.stretches(), [stretch(0, 240, 0), stretch(480, 720, 240)]);
    assert!(listed.notes.is_empty());
    let half = SEGMENTS.replacen("<End_tc>01:00:10:00</End_tc>", "", 1);
    assert!(read(&half, &told()).unwrap_err().to_string().contains("line 3: a segment without"));
}

#[test]
fn an_otio_clip_is_named_by_its_place() {
    let nobody = Telling { start: None, ..told() };
    assert!(read(OTIO, &nobody).unwrap_err().to_string().contains("item 1"));
}

fn there_and_back(raw: &[u8], encoding: Option<Encoding>) -> String {
    let recut = read(EDL, &told()).unwrap().recut;
    let reading = |raw| {
        let source = Source::open(raw, encoding, None).unwrap();
        (by_name("srt").unwrap().parse)(source, &ReadOptions::default())
    };
    let document = reading(raw);
    let done = conform(&document, &recut, &Settings::default()).unwrap();
    assert!(done.summary.entries.iter().any(|entry| entry.what == What::Removed));
    let new = splice(raw, &done.edits).unwrap();
    let inverse = Inverse::of(raw, &done.edits, &reading(&new)).unwrap();
    let plan = Plan { recut, files: vec![Archive { name: "степь.srt".to_owned(), inverse }] };
    let text = write_plan(&plan, &[&done.summary]);
    let read = read_plan(&text).unwrap();
    assert_eq!(read, plan, "{text}");
    let back = splice(&new, &read.files[0].inverse.undo(&reading(&new)).unwrap()).unwrap();
    assert_eq!(back, raw);
    text
}

#[test]
fn archives_hold_bytes_of_any_encoding() {
    let raw = srt(&[(1_000, 2_000), (12_000, 14_000), (28_000, 31_000)]);
    assert!(!there_and_back(raw.as_bytes(), None).contains("hex:"));
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(raw.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let _text = there_and_back(&utf16, None);
    // Windows-1251: "Степь".
    let eight: Vec<u8> = raw
        .replace("Линия", "@")
        .bytes()
        .flat_map(|b| match b {
            b'@' => vec![0xd1, 0xf2, 0xe5, 0xef, 0xfc],
            b => vec![b],
        })
        .collect();
    let text = there_and_back(&eight, Encoding::from_label("windows-1251"));
    assert!(text.contains("hex:") && text.contains("d1f2e5effc"), "{text}");
    // Bytes that are wrong in their encoding come back too.
    let broken: Vec<u8> =
        raw.replace("Линия 1", "@").bytes().map(|b| if b == b'@' { 0xff } else { b }).collect();
    assert!(there_and_back(&broken, Encoding::from_label("utf-8")).contains("hex:"));
}

proptest! {
    #[test]
    fn any_bytes_stand_in_a_plan(
        back in proptest::collection::vec(
            (0usize..9, -9i64..9, proptest::collection::vec(any::<u8>(), 0..12), "(hex:|text:)?\\PC{0,8}"), 0..6),
        name in "\\PC{0,12}",
    ) {
        let back = back.into_iter().map(|(slot, off, now, was)| Back { slot, off, now, was: was.into_bytes() });
        let inverse = Inverse { slots: 2, back: back.collect() };
        let recut = read(EDL, &told()).unwrap().recut;
        let plan = Plan { recut, files: vec![Archive { name, inverse }] };
        // A plan that was made for nothing does nothing.
        let raw = srt(&[(1_000, 2_000)]);
        let _ = plan.files[0].inverse.undo(&open(raw.as_bytes(), "srt"));
        prop_assert_eq!(read_plan(&write_plan(&plan, &[])).unwrap(), plan);
    }
}
