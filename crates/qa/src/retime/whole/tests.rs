use super::*;
use crate::retime::{BelowZero, Speed, Unreadable};
use proptest::prelude::*;
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::{Encoding, Source, encode};

fn ms(n: i64) -> Time {
    Time::from_millis(n).unwrap()
}

fn document<'r>(raw: &'r [u8], format: &str, encoding: Encoding) -> Document<'r> {
    let source = Source::open(raw, Some(encoding), None).unwrap();
    (by_name(format).unwrap().parse)(source, &ReadOptions::default())
}

/// The new bytes by the short way.
fn short(raw: &[u8], format: &str, encoding: Encoding, map: &TimeMap) -> Option<(Vec<u8>, Report)> {
    let mut out = b"before".to_vec();
    let report = over_stamps(&mut out, &document(raw, format, encoding), map);
    assert!(out.starts_with(b"before") && (report.is_some() || out.len() == 6), "{out:?}");
    report.map(|report| (out.split_off(6), report))
}

/// By the long one.
fn long(
    raw: &[u8],
    format: &str,
    encoding: Encoding,
    map: &TimeMap,
    options: Options,
) -> Result<(Vec<u8>, Report), RetimeError> {
    let done = retime(&document(raw, format, encoding), map, options)?;
    Ok((splice(raw, &done.edits).unwrap(), done.report))
}

#[test]
fn what_most_tracks_are_goes_the_short_way() {
    let srt = "1\n00:00:01,000 --> 00:00:02,500\nОтпусти меня, ұлым.\n\n2\n00:00:03,000 --> 00:00:04,000\nVale.\n\n";
    let vtt = "WEBVTT\n\nuno\n00:00:01.000 --> 00:00:02.500 align:left\nHola, <00:00:01.500>Vera\n\n";
    let map = TimeMap::shift(ms(3700));
    let cases = [
        ("srt", srt.to_owned(), Encoding::Utf8, 4),
        ("srt", format!("\u{feff}{}", srt.replace('\n', "\r\n")), Encoding::Utf8, 4),
        ("srt", srt.replace('ұ', "у"), Encoding::WINDOWS_1251, 4),
        // Loosely written, and still of stamps.
        ("srt", srt.replace("\n\n2\n", "\n\n\n\n2 \n"), Encoding::Utf8, 4),
        ("vtt", vtt.to_owned(), Encoding::Utf8, 3),
    ];
    for (format, text, encoding, moved) in cases {
        let raw = encode(&text, encoding).unwrap();
        let (bytes, report) = short(&raw, format, encoding, &map).expect(&text);
        assert_eq!(report.moved, moved, "{text}");
        assert_ne!(bytes, raw);
        assert_eq!(Ok((bytes, report)), long(&raw, format, encoding, &map, Options::default()), "{text}");
    }
}

#[test]
fn what_cannot_simply_be_moved_goes_the_long_way() {
    let cue = "1\n00:00:01,000 --> 00:00:02,500\nHola\n\n";
    let shift = |by| TimeMap::shift(ms(by));
    let cases = [
        ("srt", cue.to_owned(), Encoding::Utf8, shift(-1001)),
        ("srt", cue.to_owned(), Encoding::Utf16Le, shift(1000)),
        ("srt", cue.to_owned(), Encoding::Utf8, shift(100 * 3_600_000)),
        ("srt", cue.to_owned(), Encoding::Utf8, TimeMap::shift(Time::from_ticks(i64::MAX))),
        ("srt", cue.replace("02,500", "02,5"), Encoding::Utf8, shift(1000)),
        ("srt", cue.replace("02,500", "O2,500"), Encoding::Utf8, shift(1000)),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHola\n".to_owned(), Encoding::Utf8, shift(1000)),
        ("mpl2", "[10][20]Hola\n".to_owned(), Encoding::Utf8, shift(1000)),
    ];
    for (format, text, encoding, map) in cases {
        let raw = encode(&text, encoding).unwrap();
        assert_eq!(short(&raw, format, encoding, &map), None, "{text}");
        // And what it says there is what is said.
        let options = Options { below_zero: BelowZero::Refuse, unreadable: Unreadable::Keep };
        let whole = retime_bytes(document(&raw, format, encoding), &map, options);
        let whole = whole.map(|it| (it.bytes, it.report));
        assert_eq!(whole, long(&raw, format, encoding, &map, options), "{text}");
    }
    let malformed = cue.replace("Hola", "Ho\u{1}a").into_bytes();
    let malformed: Vec<u8> = malformed.iter().map(|b| if *b == 1 { 0xff } else { *b }).collect();
    assert_eq!(short(&malformed, "srt", Encoding::Utf8, &shift(1000)), None);
}

/// Lines of which a file of either format may be made.
const LINES: &[&str] = &[
    "1\n",
    "2\r\n",
    "\n",
    "\r\n",
    "Отпусти меня.\n",
    "<00:00:01.500>Vera <00:00:00.500>no\n",
    "00:00:01,000 --> 00:00:02,500\n",
    "00:00:03,000 --> 00:00:04,000\r\n",
    "00:00:01.000 --> 00:00:02.500 align:left\n",
    "99:59:58,999 --> 99:59:59,999\n",
    "00:00:01,000 --> 00:00:02,5\n",
    "00:00:0l,000 --> 00:00:02,500\n",
    "01:01.250 --> 01:02.250\n",
    "-00:00:01,000 --> 00:00:02,500\n",
    "WEBVTT\n",
    "NOTE\n",
    "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n",
    "\0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn both_ways_lead_to_the_same_bytes(
        lines in proptest::collection::vec(0..LINES.len(), 0..24),
        clean in any::<bool>(),
        vtt in any::<bool>(),
        by in -4000i64..4000,
        speed in prop_oneof![2 => Just((1, 1)), 1 => Just((1001, 960)), 1 => Just((24, 25))],
        broken in any::<bool>(),
        letters in any::<bool>(),
    ) {
        let mut text = if vtt { "WEBVTT\n\n".to_owned() } else { String::new() };
        if clean {
            let mark = if vtt { '.' } else { ',' };
            for at in &lines {
                text.push_str(&format!("{at}\n00:00:{at:02}{mark}250 --> 00:00:{at:02}{mark}999\nСиньор {at}\n\n"));
            }
        } else {
            lines.iter().for_each(|at| text.push_str(LINES[*at]));
        }
        let encoding = if letters { Encoding::WINDOWS_1251 } else { Encoding::Utf8 };
        let format = if vtt { "vtt" } else { "srt" };
        let raw = encode(&text, encoding).unwrap();
        let first = crate::retime::Piece {
            from: Time::ZERO, at: Time::ZERO, to: ms(by), speed: Speed::new(speed.0, speed.1).unwrap(),
        };
        let later = crate::retime::Piece { from: ms(2000), at: ms(2000), to: ms(9000), speed: Speed::ONE };
        let pieces = if broken { vec![first, later] } else { vec![first] };
        let map = TimeMap::from_pieces(pieces).unwrap();
        let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
        let by_long = long(&raw, format, encoding, &map, options);
        if let Some(done) = short(&raw, format, encoding, &map) {
            prop_assert_eq!(&Ok(done), &by_long);
        }
        let whole = retime_bytes(document(&raw, format, encoding), &map, options);
        prop_assert_eq!(whole.map(|it| (it.bytes, it.report)), by_long);
    }
}
