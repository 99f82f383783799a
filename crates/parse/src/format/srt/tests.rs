use super::*;
use crate::source::Source;
use crate::syntax::{Document, ProblemKind};
use crate::time::ClockFault;

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap())
}

/// Cues as "number|start-end|text" in milliseconds, with `?` for what could not be read.
fn cues(text: &str) -> Vec<String> {
    let doc = document(text);
    let ms = |slot| doc.time(slot).map_or("?".to_owned(), |t| t.to_millis().to_string());
    doc.cues
        .iter()
        .map(|c| {
            let text = c.text.of(doc.source.text()).replace('\n', "/").replace('\r', "");
            format!("{}|{}-{}|{text}", c.number.of(doc.source.text()).trim(), ms(c.start), ms(c.end))
        })
        .collect()
}

fn problems(text: &str) -> Vec<ProblemKind> {
    document(text).problems.iter().map(|p| p.kind).collect()
}

#[test]
fn the_strict_form_has_no_problem() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nHola\n¿Qué?\n\n2\n00:00:03,000 --> 00:00:04,000\n1984\n\n";
    assert_eq!(cues(text), ["1|1000-2000|Hola/¿Qué?", "2|3000-4000|1984"]);
    assert_eq!(problems(text), []);
    assert_eq!(problems(&text.replace('\n', "\r\n")), []);
    assert_eq!(problems(&format!("\u{feff}{text}")), []);
}

#[test]
fn recoveries() {
    use ProblemKind::*;
    let head = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n";
    let cases: Vec<(&str, Vec<&str>, Vec<ProblemKind>)> = vec![
        ("00:00:03,000 --> 00:00:04,000\nB\n", vec!["|3000-4000|B"], vec![NumberMissing]),
        ("#2.\n00:00:03,000 --> 00:00:04,000\nB\n", vec!["#2.|3000-4000|B"], vec![NumberMalformed]),
        ("2\n\n00:00:03,000 --> 00:00:04,000\nB\n", vec!["2|3000-4000|B"], vec![BlankAfterNumber]),
        ("2\n00:00:03,000 --> 00:00:04,000\n\nB\n", vec!["2|3000-4000|B"], vec![BlankBeforeText]),
        ("2\n00:00:03,000 --> 00:00:04,000\nB\n\nC\n", vec!["2|3000-4000|B//C"], vec![BlankInText]),
        (
            "2\n00:00:03,000 --> 00:00:04,000\nB\n3\n00:00:05,000 --> 00:00:06,000\nC\n",
            vec!["2|3000-4000|B", "3|5000-6000|C"],
            vec![BlankMissing],
        ),
        ("\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n", vec!["2|3000-4000|B"], vec![BlankExtra]),
        ("2\n00:00:03,000 -> 00:00:04,000\nB\n", vec!["2|3000-4000|B"], vec![ArrowLoose]),
        ("2\n00:00:03,000 \u{2013}> 00:00:04,000\nB\n", vec!["2|3000-4000|B"], vec![ArrowLoose]),
        ("2\n00:00:03,000-->00:00:04,000\nB\n", vec!["2|3000-4000|B"], vec![ArrowLoose]),
        (
            "2\n00:00:03.000 --> 00:00:04,000\nB\n",
            vec!["2|3000-4000|B"],
            vec![StampLoose(ClockFault::Separator)],
        ),
        (
            "2\n -00:00:03,000 --> 00:00:04,000\nB\n",
            vec!["2|-3000-4000|B"],
            vec![StampIndented, StampLoose(ClockFault::Negative)],
        ),
        (
            "2\n00:00:03,000 --> -00:00:04,000\nB\n",
            vec!["2|3000--4000|B"],
            vec![StampLoose(ClockFault::Negative)],
        ),
        (
            "2\n00:00:03,000 --> 00:00:04,000 X1:1 X2:2 Y1:3 Y2:4\nB\n",
            vec!["2|3000-4000|B"],
            vec![Coordinates],
        ),
        ("2\n00:00:03,000 --> 00:00:04,000 align:middle\nB\n", vec!["2|3000-4000|B"], vec![Settings]),
        ("2\n00:00:03,000 --> 00:00:04,000l\nB\n", vec!["2|3000-4000|B"], vec![TimingRest]),
        (
            "\u{200f}2\n\u{202b}00:00:03,000 --> 00:00:04,000\u{202c}\nB\n",
            vec!["\u{200f}2|3000-4000|B"],
            vec![NumberMalformed, StampIndented, TimingRest],
        ),
        (
            "2\n00:0x:03,000 --> 00:00:04,000 X1:1 X2:2 Y1:3 Y2:4\nB\n",
            vec!["2|?-4000|B"],
            vec![StampUnreadable, Coordinates],
        ),
        (
            "2\n00:0x:03,000 --> 00:00:04 500 line:1\nB\n",
            vec!["2|?-?|B"],
            vec![StampUnreadable, StampUnreadable],
        ),
        ("2\n00:00:03,000 --> \nB\n", vec!["2|3000-?|B"], vec![StampMissing]),
        ("2\n00:00:03,000\nB\n", vec!["2|3000-?|B"], vec![StampMissing]),
        ("2\n \t00:00:03,000\nB\n", vec!["2|3000-?|B"], vec![StampIndented, StampMissing]),
        ("2\n\u{202b}00:00:03,000\nB\n", vec!["2|3000-?|B"], vec![StampIndented, StampMissing]),
        ("2\n00:0\0:03,000 --> 00:00:04,000\nB\n", vec!["2|?-4000|B"], vec![StampUnreadable, Nul]),
        (
            "2\n99999999999999999999:00:00,000 --> 00:00:04,000\nB\n",
            vec!["2|?-4000|B"],
            vec![StampUnreadable],
        ),
        ("2\n٠٠:٠٠:٠٣,٠٠٠ --> ٠٠:٠٠:٠٤,٠٠٠\nB\n", vec!["2|?-?|B"], vec![StampUnreadable, StampUnreadable]),
        ("2\n00:00:03,0", vec!["2|?-?|"], vec![StampUnreadable, StampMissing, FinalNewlineMissing]),
        ("2\n", vec![], vec![NumberAlone]),
        ("2\n00:00:03,000 --> 00:00:04,000\n", vec!["2|3000-4000|"], vec![]),
        ("2\n00:00:03,000 --> 00:00:04,000\nB", vec!["2|3000-4000|B"], vec![FinalNewlineMissing]),
        ("2\n00:00:03,000 --> 00:00:04,000\n1984\n\n1985\n\n", vec!["2|3000-4000|1984"], vec![NumberAlone]),
        (
            "2\n00:00:03,000 --> 00:00:04,000\na --> b\n> 00:00:01,000 --> 00:00:02,000 <\n",
            vec!["2|3000-4000|a --> b/> 00:00:01,000 --> 00:00:02,000 <"],
            vec![ArrowInText],
        ),
        (
            "2\n00:00:03,000 --> 00:00:04,000\nB\n \t\n3\n00:00:05,000 --> 00:00:06,000\nC\n",
            vec!["2|3000-4000|B", "3|5000-6000|C"],
            vec![BlankNotEmpty],
        ),
        (
            "2\n00:00:03,000 --> 00:00:04,000\nB\n\0\0\0",
            vec!["2|3000-4000|B"],
            vec![Nul, FinalNewlineMissing],
        ),
        ("\u{feff}2\n00:00:03,000 --> 00:00:04,000\nB\n", vec!["\u{feff}2|3000-4000|B"], vec![BomInside]),
        ("2\r\n00:00:03,000 --> 00:00:04,000\r\nB\r\n", vec!["2|3000-4000|B"], vec![LineEndsMixed]),
    ];
    for (tail, want, kinds) in cases {
        let text = format!("{head}{tail}");
        let mut all = vec!["1|1000-2000|A"];
        all.extend(want);
        assert_eq!(cues(&text), all, "{tail:?}");
        let mut found = problems(&text);
        found.retain(|k| !matches!(k, ProblemKind::FinalNewlineMissing) || kinds.contains(k));
        let mut sorted = kinds.clone();
        sorted.sort_by_key(|k| format!("{k:?}"));
        found.sort_by_key(|k| format!("{k:?}"));
        assert_eq!(found, sorted, "{tail:?}");
    }
}

#[test]
fn nothing_before_the_first_cue_is_lost_silently() {
    assert_eq!(
        problems("http://x.test/\n# c\n\n1\n00:00:01,000 --> 00:00:02,000\nA\n"),
        [ProblemKind::JunkBefore]
    );
    let vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA\n";
    assert_eq!(cues(vtt), ["|1000-2000|A"]);
    assert!(problems(vtt).contains(&ProblemKind::JunkBefore));
    assert_eq!(problems(""), [ProblemKind::NoCues]);
    assert!(problems("<html>\n").contains(&ProblemKind::NoCues));
}

#[test]
fn old_line_ends() {
    let text = "1\r00:00:01,000 --> 00:00:02,000\rA\r\r2\r00:00:03,000 --> 00:00:04,000\rB\r";
    assert_eq!(cues(text), ["1|1000-2000|A", "2|3000-4000|B"]);
    assert_eq!(problems(text), [ProblemKind::LineEndsCr]);
    assert_eq!(cues(&text.replace('\r', "\r\r\n")), ["1|1000-2000|A", "2|3000-4000|B"]);
}

#[test]
fn markup_lowers_to_runs() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Uno <b>dos</b></i> < 5 >\n<FONT COLOR=\"#f00\">rojo</font> {y:b}b\n";
    let doc = document(text);
    let track = lower(&doc);
    let runs: Vec<(&str, bool, bool, bool)> = track
        .runs
        .iter()
        .map(|r| (r.text.as_ref(), r.style.italic, r.style.bold, r.style.colour.is_some()))
        .collect();
    assert_eq!(
        runs,
        [
            ("Uno ", true, false, false),
            ("dos", true, true, false),
            (" < 5 >", false, false, false),
            ("rojo", false, false, true),
            (" ", false, false, false),
            ("b", false, true, false),
        ]
    );
    assert_eq!(track.cues[0].align, Some(8));
    for run in &track.runs {
        assert_eq!(run.span.of(text), run.text);
    }
    let kinds = |body: &str| -> Vec<ProblemKind> {
        let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{body}\n");
        let doc = document(&text);
        lower(&doc).problems.iter().map(|p| p.kind).collect()
    };
    assert_eq!(kinds("<i>a</i>"), []);
    assert_eq!(kinds("<i>a"), [ProblemKind::TagUnbalanced]);
    assert_eq!(kinds("a</i>"), [ProblemKind::TagUnbalanced]);
    assert_eq!(kinds("<i>a<b>b</i>c</b>"), [ProblemKind::TagCrossed]);
    assert_eq!(kinds("<v Bob>a"), [ProblemKind::TagUnknown]);
    assert_eq!(kinds("I <3 you, x<y>z"), [ProblemKind::TagUnknown]);
}

#[test]
fn the_places_of_old_scripts_are_the_nine_places() {
    // SSA's own numbers: 1 to 3 at the bottom, 4 more at the top, 8 more in the middle.
    for (code, want) in [
        ("a1", Some(1)),
        ("a2", Some(2)),
        ("a5", Some(7)),
        ("a6", Some(8)),
        ("a7", Some(9)),
        ("a9", Some(4)),
        ("a10", Some(5)),
        ("a11", Some(6)),
        ("a4", None),
        ("a8", None),
        ("a12", None),
        ("an6", Some(6)),
    ] {
        let text = format!("1\n00:00:01,000 --> 00:00:02,000\n{{\\{code}}}Тоқта!\n\n");
        let doc = document(&text);
        assert_eq!(lower(&doc).cues[0].align, want, "{code}");
    }
}

#[test]
fn only_strict_stamps_with_two_digits_of_hours_are_respelt_as_such() {
    let second = crate::time::Time::SECOND;
    let first = |line: &str| {
        let text = format!("1\n{line}\nТоқта!\n\n");
        let doc = document(&text);
        doc.respell_strict(&doc.slots[0], second).map(|(stamp, _)| String::from_utf8(stamp.to_vec()).unwrap())
    };
    assert_eq!(first("00:00:03,000 --> 00:00:04,000"), Some("00:00:01,000".to_owned()));
    for other in [
        "100:00:03,000 --> 100:00:04,000",
        "00:00:03.000 --> 00:00:04.000",
        "0:00:03,0000 --> 0:00:04,0000",
        "-0:00:03,000 --> 00:00:04,000",
    ] {
        assert_eq!(first(other), None, "{other}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_keeps_its_letters(text in "[0-9:,> \\-\\n\\r<ib/{}\\\\a\u{439}]{0,200}") {
        let doc = document(&text);
        let track = lower(&doc);
        for run in &track.runs {
            proptest::prop_assert_eq!(run.span.of(&text), &run.text);
        }
        // Every byte that shows something is in a cue or in a problem's span.
        let mut seen = vec![false; text.len()];
        let spans = doc.cues.iter().map(crate::syntax::CueNode::block).chain(doc.problems.iter().map(|p| p.span));
        for span in spans {
            seen[span.range()].fill(true);
        }
        for (i, b) in text.bytes().enumerate() {
            proptest::prop_assert!(b <= b' ' || seen[i] || doc.cues.is_empty(), "byte {} of {:?}", i, text);
        }
    }

    #[test]
    fn any_bytes(raw in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let doc = parse(Source::open(&raw, None, None).unwrap());
        let _ = lower(&doc);
    }
}
