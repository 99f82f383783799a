mod lists;
mod model;
mod reels;
mod seams;

use super::*;
use crate::shots::Moment;
use proptest::prelude::*;
use tregua_parse::base::splice;
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::FrameRate;

const EDL: &str = include_str!("../../../../fixtures/conform/recut.edl");
const SEGMENTS: &str = include_str!("../../../../fixtures/conform/recut.segments");
const OTIO: &str = include_str!("../../../../fixtures/conform/recut.otio");

fn told() -> Telling {
    let start = Moment::parse("01:00:00:00").ok();
    Telling { rate: FrameRate::F24, start, programme: None, first_cue: None, new_start: None, source: None }
}

fn open<'a>(raw: &'a [u8], format: &str) -> Document<'a> {
    let source = Source::open(raw, None, None).unwrap();
    (by_name(format).unwrap().parse)(source, &ReadOptions::default())
}

fn stretch(from: i64, to: i64, at: i64) -> Stretch {
    Stretch { from, to, at }
}

fn srt(cues: &[(i64, i64)]) -> String {
    let clock = |n: i64| tregua_parse::time::Time::from_millis(n).unwrap().to_string().replace('.', ",");
    let one = |(n, (a, b)): (usize, &(i64, i64))| {
        format!("{}\n{} --> {}\nЛиния {n}\n\n", n + 1, clock(*a), clock(*b))
    };
    cues.iter().enumerate().map(one).collect()
}

fn done(raw: &str, recut: &Recut, settings: &Settings) -> (String, Summary) {
    let document = open(raw.as_bytes(), "srt");
    let conformed = conform(&document, recut, settings).unwrap();
    let new = splice(raw.as_bytes(), &conformed.edits).unwrap();
    (String::from_utf8(new).unwrap(), conformed.summary)
}

#[test]
fn three_forms_say_the_same() {
    let want = [stretch(0, 240, 0), stretch(480, 720, 240), stretch(720, 1440, 600)];
    for (text, form) in
        [(EDL, "an edit decision list"), (SEGMENTS, "a list of segments"), (OTIO, "an OpenTimelineIO file")]
    {
        let listed = read(text, &told()).unwrap();
        assert_eq!((listed.recut.stretches(), listed.form), (&want[..], form));
        assert_eq!(listed.recut.removed(), [(None, Some(0)), (Some(240), Some(480)), (Some(1440), None)]);
    }
}

#[test]
fn what_a_list_may_not_say() {
    let fail = |text: &str| read(text, &told()).unwrap_err().to_string();
    assert!(fail("hola").contains("neither an edit decision list"));
    let fast = EDL.replace("004  BL", "M2   MASTER       048.0                01:00:20:00\n004  BL");
    assert!(fail(&fast).contains("line 8: a speed effect"), "{}", fail(&fast));
    let own = EDL.replace("004  BL", "M2   MASTER       024.0                01:00:20:00\n004  BL");
    assert!(read(&own, &told()).is_ok());
    let longer = EDL.replace("01:00:25:00 01:00:55:00", "01:00:25:00 01:00:56:00");
    assert!(fail(&longer).contains("720 frames of source fill 744 frames"), "{}", fail(&longer));
    let two = EDL.replacen("003  MASTER", "003  NEW   ", 1);
    assert!(fail(&two).contains("--reel"));
    let one = Telling { source: Some("master".to_owned()), ..told() };
    assert_eq!(read(&two, &one).unwrap().recut.stretches(), [stretch(0, 240, 0), stretch(720, 1440, 600)]);
    let label = EDL.replace("01:00:10:00 01:00:00:00 01:00:10:00", "01:00:10:24 01:00:00:00 01:00:10:00");
    assert!(fail(&label).contains("source-out: a field is too large"), "{}", fail(&label));
}

#[test]
fn cuts_and_inserts_are_a_list_too() {
    let clock = Clock { rate: FrameRate::F24, start: Moment::parse("01:00:00:00").ok() };
    let cut = parse_cut("01:00:10:00..01:00:20:00", &clock).unwrap();
    let insert = parse_insert("01:00:30:00+00:00:05:00", &clock).unwrap();
    let recut = with_cuts(&clock, &[cut], &[insert]).unwrap();
    assert_eq!((recut.stretches()[1], recut.stretches()[2].at), (stretch(480, 720, 240), 600));
    assert!(parse_cut("01:00:20:00..01:00:10:00", &clock).is_err());
    assert!(with_cuts(&clock, &[(0, 10), (5, 20)], &[]).is_err());
    // An insert in a cut's place, and drop-frame labels.
    assert_eq!(with_cuts(&clock, &[(10, 20)], &[(15, 4)]).unwrap().stretches()[1].at, 14);
    let df = Clock { rate: "29.97df".parse().unwrap(), start: None };
    assert_eq!(parse_cut("00:00:59;29..00:01:00;02", &df), Ok((1799, 1800)));
}

#[test]
fn every_fate() {
    let recut = read(EDL, &told()).unwrap().recut;
    let raw = srt(&[
        (1_000, 2_000),
        (9_000, 12_000),
        (12_000, 14_000),
        (19_900, 21_000),
        (28_000, 31_000),
        (40_000, 41_010),
    ]);
    let (new, summary) = done(&raw, &recut, &Settings { minimum: 20, ..Settings::default() });
    let what: Vec<(usize, What)> = summary.entries.iter().map(|e| (e.cue, e.what)).collect();
    assert_eq!(what, [(1, What::Trimmed), (2, What::Removed), (3, What::Trimmed), (4, What::OnLongest)]);
    assert_eq!((summary.whole, summary.moved), (2, 1));
    for stamp in [
        "1\n00:00:01,000 --> 00:00:02,000",
        "2\n00:00:09,000 --> 00:00:10,000",
        "4\n00:00:10,000 --> 00:00:11,000",
        "5\n00:00:18,000 --> 00:00:20,000",
        "6\n00:00:35,000 --> 00:00:36,010",
    ] {
        assert!(new.contains(stamp), "{stamp} in {new}");
    }
    let (new, summary) = done(&raw, &recut, &Settings { split: true, ..Settings::default() });
    assert!(new.contains("00:00:20,000\nЛиния 4\n\n5\n00:00:25,000 --> 00:00:26,000\nЛиния 4"), "{new}");
    assert!(summary.entries.iter().any(|e| e.what == What::Split));
    let (_, summary) = done(&raw, &recut, &Settings { minimum: 30, ..Settings::default() });
    assert!(summary.entries.iter().any(|e| e.cue == 1 && e.what == What::TooShort));
    let (_, summary) = done(&raw, &recut, &Settings { minimum: 30, keep_short: true, ..Settings::default() });
    assert!(summary.entries.iter().any(|e| e.cue == 1 && e.what == What::Short));
}

#[test]
fn scenes_in_another_order_and_twice() {
    let raw = srt(&[(1_000, 2_000), (11_000, 12_000), (21_000, 22_000)]);
    let recut = Recut::new(FrameRate::F24, vec![stretch(240, 720, 0), stretch(0, 240, 480)]).unwrap();
    let (new, summary) = done(&raw, &recut, &Settings::default());
    let stamps =
        ["00:00:01,000 --> 00:00:02,000", "00:00:11,000 --> 00:00:12,000", "00:00:21,000 --> 00:00:22,000"];
    let at: Vec<usize> = stamps.iter().map(|s| new.find(s).unwrap()).collect();
    assert!(at.is_sorted(), "{new}");
    assert!(new.starts_with("2\n") && summary.reordered == 1);
    let twice = Recut::new(FrameRate::F24, vec![stretch(0, 480, 0), stretch(0, 240, 480)]).unwrap();
    let document = open(raw.as_bytes(), "srt");
    let error = conform(&document, &twice, &Settings::default()).unwrap_err();
    assert!(error.to_string().contains("--repeat-cues"), "{error}");
    let (new, summary) = done(&raw, &twice, &Settings { reuse: true, ..Settings::default() });
    assert!(new.contains("1\n00:00:21,000 --> 00:00:22,000"), "{new}");
    assert_eq!(summary.entries.iter().map(|e| e.what).collect::<Vec<_>>(), [What::Repeated, What::Removed]);
}

#[test]
fn fades_keep_their_length() {
    let raw = include_str!("../../../../fixtures/dcp/valid/ru.interop-ticks.xml");
    let document = open(raw.as_bytes(), "dcp-interop");
    let clock = Clock { rate: FrameRate::F25, start: None };
    let recut = with_cuts(&clock, &[(14 * 25, 16 * 25)], &[]).unwrap();
    let done = conform(&document, &recut, &Settings::default()).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &done.edits).unwrap()).unwrap();
    let want = raw
        .replace("TimeOut=\"00:00:15:094\"", "TimeOut=\"00:00:14:000\"")
        .replace("00:00:26:104", "00:00:24:104")
        .replace("00:00:28:240", "00:00:26:240")
        .replace("00:00:30:020", "00:00:28:020")
        .replace("00:00:33:010", "00:00:31:010");
    assert_eq!(new, want);
}

#[test]
fn undo_lets_texts_be_corrected_and_nothing_else() {
    let recut = read(EDL, &told()).unwrap().recut;
    let raw = srt(&[(1_000, 2_000), (12_000, 14_000), (28_000, 31_000)]);
    let document = open(raw.as_bytes(), "srt");
    let conformed = conform(&document, &recut, &Settings::default()).unwrap();
    let new = String::from_utf8(splice(raw.as_bytes(), &conformed.edits).unwrap()).unwrap();
    let inverse = Inverse::of(raw.as_bytes(), &conformed.edits, &open(new.as_bytes(), "srt")).unwrap();
    let plan = Plan { recut, files: vec![Archive { name: "a.srt".to_owned(), inverse }] };
    let text = write_plan(&plan, &[&conformed.summary]);
    assert_eq!(read_plan(&text).unwrap(), plan, "{text}");
    let undo = |now: &str| {
        let edits = plan.files[0].inverse.undo(&open(now.as_bytes(), "srt"))?;
        Ok::<_, UndoError>(String::from_utf8(splice(now.as_bytes(), &edits).unwrap()).unwrap())
    };
    assert_eq!(undo(&new).unwrap(), raw);
    assert_eq!(
        undo(&new.replace("Линия 0", "Первая линия")).unwrap(),
        raw.replace("Линия 0", "Первая линия")
    );
    assert!(undo(&new.replace("18,000", "18,100")).is_err());
}

fn film() -> impl Strategy<Value = Vec<Stretch>> {
    let one = (0i64..400, 1i64..200, 0i64..60);
    proptest::collection::vec(one, 1..8).prop_map(|all| {
        let mut at = 0;
        let place = |(from, length, gap): (i64, i64, i64)| {
            let stretch = Stretch { from, to: from + length, at: at + gap };
            at = stretch.end();
            stretch
        };
        all.into_iter().map(place).collect()
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_all_comes_back(
        stretches in film(),
        cues in proptest::collection::vec((0i64..600, 0i64..120), 1..12),
        which in 0usize..4, split: bool, reuse: bool, keep_short: bool, minimum in 0i64..30,
    ) {
        let mut cues: Vec<(i64, i64)> = cues.into_iter().map(|(a, d)| (a * 40, a * 40 + d * 40)).collect();
        cues.sort_unstable();
        let mut raw = srt(&cues);
        let format = ["srt", "vtt", "ass", "sbv"][which];
        match format {
            "vtt" => raw = format!("WEBVTT\n\n{}", raw.replace(',', ".")),
            "ass" => {
                let lines = cues.iter().map(|(a, b)| format!("Dialogue: 0,0:00:{:02}.{:02},0:00:{:02}.{:02},Default,,0,0,0,,Hola\n", a / 1000, a % 1000 / 10, b / 1000, b % 1000 / 10));
                raw = format!("[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n{}", lines.collect::<String>());
            }
            "sbv" => {
                let stamp = |n: i64| format!("0:{:02}:{:02}.{:03}", n / 60_000, n / 1000 % 60, n % 1000);
                raw = cues.iter().map(|(a, b)| format!("{},{}\nHola\n\n", stamp(*a), stamp(*b))).collect();
            }
            _ => {}
        }
        let recut = Recut::new(FrameRate::F25, stretches).unwrap();
        let document = open(raw.as_bytes(), format);
        prop_assert_eq!(document.cues.len(), cues.len());
        let settings = Settings { minimum, keep_short, split, reuse, ..Settings::default() };
        match conform(&document, &recut, &settings) {
            Err(ConformError::Reused { .. }) => prop_assert!(recut.is_reused() && !reuse),
            Err(ConformError::Retime(_) | ConformError::Stuck { .. }) if format == "vtt" => {}
            Err(error) => prop_assert!(false, "{}", error),
            Ok(done) => {
                let s = &done.summary;
                prop_assert_eq!(s.whole + s.entries.len(), s.cues);
                let new = splice(raw.as_bytes(), &done.edits).unwrap();
                let after = open(&new, format);
                let shown = s.whole + s.entries.iter().map(|e| e.new.len()).sum::<usize>();
                prop_assert_eq!(after.cues.len(), shown);
                if let Ok(inverse) = Inverse::of(raw.as_bytes(), &done.edits, &after) {
                    let back = splice(&new, &inverse.undo(&after).unwrap()).unwrap();
                    prop_assert_eq!(back, raw.as_bytes());
                } else {
                    prop_assert!(false, "no way back");
                }
                // Where a frame goes is what the list says.
                for cue in &after.cues {
                    let (start, end) = after.times(cue).unwrap();
                    prop_assert!(start <= end);
                }
            }
        }
    }

    #[test]
    fn no_list_panics(text in "\\PC{0,200}|(\\{\"OTIO_SCHEMA\": ?\"(Timeline|Track|Stack|Clip)\\.1\"[^}]{0,80}\\})|(<a Destination_tc=\"[0-9:]{0,12}\" Start_tc=\"[0-9:]{0,12}\" End_tc=\"[0-9:]{0,12}\"/>)|([0-9]{1,3} [A-Z]{1,4} [VABK]{1,2} [CDK] [0-9:;]{6,14} [0-9:;]{6,14} [0-9:;]{6,14} [0-9:;]{6,14}\\n){1,5}") {
        let _ = read(&text, &told());
        let _ = read_plan(&text);
    }
}

#[test]
fn long_and_deep_lists_take_their_time_and_no_more() {
    let deep = format!("{{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":{}", "[".repeat(100_000));
    assert!(read(&deep, &told()).is_err());
    let xml = format!("<a>{}Destination_tc", "<b>".repeat(200_000));
    assert!(read(&xml, &told()).is_err());
    let many: Vec<Stretch> = (0..100_000).map(|n| stretch(0, 5000, n * 5000)).collect();
    let recut = Recut::new(FrameRate::F24, many).unwrap();
    let raw = srt(&(0..200).map(|n| (n * 1000, n * 1000 + 900)).collect::<Vec<_>>());
    let reuse = Settings { reuse: true, ..Settings::default() };
    assert_eq!(conform(&open(raw.as_bytes(), "srt"), &recut, &reuse).unwrap_err(), ConformError::TooMany);
}
