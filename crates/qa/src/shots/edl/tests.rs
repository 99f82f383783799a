use crate::shots::{Listed, Moment, ReadError, Told, read};
use tregua_parse::time::Time;

fn told(rate: &str) -> Told {
    Told { rate: rate.parse().ok(), ..Told::default() }
}

fn numbers(list: &Listed) -> &[i64] {
    list.shots.frames().unwrap().numbers()
}

const REEL: &str = "TITLE: LA ESTEPA Y EL MAR
FCM: NON-DROP FRAME

001  A001     V     C        01:00:00:00 01:00:03:18 10:00:00:00 10:00:03:18
* FROM CLIP NAME:  ESTEPA AL ALBA
002  A001     V     C        01:00:03:18 01:00:03:18 10:00:03:18 10:00:03:18
002  A012     V     D    024 02:00:10:00 02:00:14:00 10:00:03:18 10:00:05:11
M2   A012       050.0                02:00:10:00
* FROM CLIP NAME:  ESTEPA AL ALBA
* TO CLIP NAME:  PUERTO
>>> SOURCE A012 A012 02:00:00:00
003  A002     A2    C        01:00:20:00 01:00:24:00 10:00:04:00 10:00:07:00
004  BL       AA/V  C        00:00:00:00 00:00:00:12 10:00:05:11 10:00:05:23
AUD  3    4
005  A003     B     W001 012 01:10:00:00 01:10:02:00 10:00:08:08 10:00:12:22
006  A003     V     K B      01:10:00:00 01:10:02:00 10:00:12:22 10:00:14:22
006  T001     V     K    012 01:10:00:00 01:10:02:00 10:00:13:00 10:00:14:00
";

#[test]
fn record_ins_of_pictures() {
    let told = Told { start: Time::from_millis(36_000_000), ..told("24") };
    let list = read(REEL, &told).unwrap();
    assert_eq!((list.reader.id, list.reason), ("edl", "events with four timecodes"));
    // The dissolve counts from its start; the programme's own first frame is no change.
    assert_eq!(numbers(&list), [90, 131, 200, 310]);
    assert!(list.problems.is_empty(), "{:?}", list.problems);
}

#[test]
fn where_the_list_starts() {
    // Nobody said where, so it stays on its own clock, and that is said.
    let list = read(REEL, &told("24")).unwrap();
    assert_eq!(numbers(&list)[1], 864_090);
    assert!(list.problems[0].text.contains("--shots-start 10:00:00:00"), "{:?}", list.problems);
    // At 23.976 the label 10:00:00:00 is the frame 864 000, not ten hours of time.
    for start in [Moment::parse("10:00:00:00"), Moment::parse("10:00:00")] {
        let told = Told { own_start: start.ok(), ..told("23.976") };
        assert_eq!(numbers(&read(REEL, &told).unwrap()), [90, 131, 200, 310]);
    }
    let told = Told { start: Time::from_millis(36_000_000), ..told("23.976") };
    assert_eq!(numbers(&read(REEL, &told).unwrap()), [90, 131, 200, 310]);
    // A start of its own outdoes the programme's; everything before it is a problem.
    let told = Told { own_start: Moment::parse("10:00:08:00").ok(), ..told };
    let list = read(REEL, &told).unwrap();
    assert_eq!(numbers(&list), [8, 118]);
    assert_eq!(list.problems.len(), 4);
    let late = Told { own_start: Moment::parse("11:00:00:00").ok(), ..told };
    let error = read(REEL, &late).unwrap_err();
    assert!(error.to_string().contains("before the programme's first frame"), "{error}");
}

#[test]
fn drop_frame() {
    let event = |code: &str| format!("001 A V C {code} {code} {code} {code}\n");
    let frames = |text: &str, rate: &str| numbers(&read(text, &told(rate)).unwrap()).to_vec();
    let drop = format!("FCM: DROP FRAME\n{}", event("00:01:00:02"));
    let full = format!("FCM: NON-DROP FRAME\n{}", event("00:01:00:02"));
    for rate in ["29.97", "29.97df"] {
        assert_eq!(frames(&drop, rate), [1800]);
        assert_eq!(frames(&full, rate), [1802]);
        assert_eq!(frames(&event("00:01:00;02"), rate), [1800]);
        assert_eq!(frames(&event("00:01:00,02"), rate), [1800]);
        assert_eq!(frames(&event("00:01:00.02"), rate), [1802]);
    }
    // The mode holds for what stands below it.
    assert_eq!(frames(&format!("{full}{drop}"), "29.97"), [1800, 1802]);
    // The start of such a list is counted as its events are.
    let told_of = Told { start: Time::from_millis(36_000_000), ..told("29.97") };
    let late = format!("FCM: DROP FRAME\n{}", event("10:01:00:02"));
    assert_eq!(numbers(&read(&late, &told_of).unwrap()), [1800]);
    let list = read(&format!("{drop}{}", event("00:02:00:00")), &told("29.97")).unwrap();
    assert!(list.problems[0].text.contains("no such label"), "{:?}", list.problems);
    let error = read(&drop, &told("25")).unwrap_err();
    assert!(error.to_string().contains("written as drop-frame, which 25"), "{error}");
}

#[test]
fn what_cannot_be_read() {
    let error = read(REEL, &told("")).unwrap_err();
    assert!(matches!(error, ReadError::NoRate { line: 4 }), "{error}");
    let text = format!(
        "{REEL}007  A003     V     C        01:10:00:00 01:10:02:00\n008  A003     V     C        01:10:00:00 01:10:02:00 10:00:xx:00 10:00:14:00\n009  A003     V     Q        01:10:00:00 01:10:02:00 10:00:13:00 10:00:14:00\n010  A003     V     C        01:10:00:00 01:10:02:00 10:00:13:24 10:00:14:00\n011  A003     V     C    cut off\n"
    );
    let told = Told { start: Time::from_millis(36_000_000), ..told("24") };
    let list = read(&text, &told).unwrap();
    assert_eq!(numbers(&list), [90, 131, 200, 310]);
    let lines: Vec<_> = list.problems.iter().map(|p| p.line.unwrap()).collect();
    assert_eq!(lines, [18, 19, 20, 21, 22]);
    let why: Vec<_> = list.problems.iter().map(|p| p.text.rsplit(": ").next().unwrap()).collect();
    assert_eq!(
        why,
        [
            "an event without four timecodes",
            "its record-in is no timecode",
            "an event without a transition",
            "a field is too large for a timecode at 24 frames a second",
            "an event without timecodes"
        ]
    );
}

#[test]
fn lists_of_py_scene_detect() {
    let text = "* CREATED WITH PYSCENEDETECT 0.7.2\nTITLE: c24\nFCM: NON-DROP FRAME\n\n001  AX V     C        00:00:00:00 00:00:03:18 00:00:00:00 00:00:03:18\n002  AX V     C        00:00:03:18 00:00:05:10 00:00:03:18 00:00:05:10\n";
    let list = read(text, &told("24")).unwrap();
    assert_eq!(numbers(&list), [90]);
    assert!(list.problems[0].text.contains("list-scenes"), "{:?}", list.problems);
}
