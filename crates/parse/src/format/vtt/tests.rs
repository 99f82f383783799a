mod marks;

use super::*;
use crate::base::splice;
use crate::format::{Sniffed, sniff};
use crate::model::{LossKind, Percent, Place, Ruby, TextAlign, Track};
use crate::syntax::Document;
use crate::syntax::{CueNode, Problem, ProblemKind};

fn document(text: &str) -> Document<'_> {
    parse(Source::open(text.as_bytes(), None, None).unwrap())
}

/// Cues as "id|start-end|text" in milliseconds, with `?` for what could not be read; those players drop in brackets.
fn cues(text: &str) -> Vec<String> {
    let doc = document(text);
    let kept = conforming(&doc).unwrap_or_default();
    let ms = |slot| doc.time(slot).map_or("?".to_owned(), |t| t.to_millis().to_string());
    let show = |(at, c): (usize, &CueNode)| {
        let words = as_parsed(c.text.of(text)).replace('\n', "/");
        let cue = format!("{}|{}-{}|{words}", c.number.of(text), ms(c.start), ms(c.end));
        if kept.contains(&at) { cue } else { format!("[{cue}]") }
    };
    doc.cues.iter().enumerate().map(show).collect()
}

fn problems(text: &str) -> Vec<(ProblemKind, String)> {
    document(text).problems.iter().map(|p| (p.kind, p.span.of(text).to_owned())).collect()
}

fn own(fault: &'static crate::syntax::Fault, words: &str) -> (ProblemKind, String) {
    (ProblemKind::Own(fault), words.to_owned())
}

const HEAD: &str = "WEBVTT\n\n";

#[test]
fn a_whole_file_has_no_problem() {
    let text = "WEBVTT - La estepa y el mar\nLanguage: es\n\nNOTE Capítulo 1\n\nSTYLE\n::cue(.ana) { color: #ff8800 }\n\n\
                REGION\nid:abajo\nwidth:40%\n\nuno\n00:01.000 --> 00:00:02.000 region:abajo\n<v Ana>Soy de Teruel.\n\n\
                00:00:03.000 --> 01:00:04.000 line:0 align:left\n¿Y tú?\nDe Bilbao.\n";
    assert_eq!(cues(text), ["uno|1000-2000|<v Ana>Soy de Teruel.", "|3000-3604000|¿Y tú?/De Bilbao."]);
    assert_eq!(problems(text), []);
    for other in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")] {
        assert_eq!(problems(&other), []);
        assert_eq!(cues(&other), cues(text));
    }
}

#[test]
fn what_players_drop_is_kept_and_said() {
    use ProblemKind::*;
    use faults::*;
    type Case = (&'static str, Vec<&'static str>, Vec<(ProblemKind, String)>);
    let cases: Vec<Case> = vec![
        (
            "00:00:01,000 --> 00:02,500\nA\n",
            vec!["[|1000-2500|A]"],
            vec![own(&COMMA, "00:00:01,000"), own(&COMMA, "00:02,500")],
        ),
        ("7\n00:01.000 -> 00:02.000\nA\n", vec!["[7|1000-2000|A]"], vec![own(&ARROW, "->")]),
        ("00:01.0 --> 00:02.000\nA\n", vec!["[|1000-2000|A]"], vec![own(&FRACTION, "00:01.0")]),
        ("00:01 --> 00:02.000\nA\n", vec!["[|1000-2000|A]"], vec![own(&FRACTION, "00:01")]),
        ("00:61.000 --> 01:02.000\nA\n", vec!["[|61000-62000|A]"], vec![own(&ABOVE_59, "00:61.000")]),
        ("-00:01.000 --> 01:02.000\nA\n", vec!["[|-1000-62000|A]"], vec![own(&NEGATIVE, "-00:01.000")]),
        ("0:01.000 --> 01:02.000\nA\n", vec!["[|1000-62000|A]"], vec![own(&TIME_FORM, "0:01.000")]),
        ("00:01.000 -->\nA\n", vec!["[|1000-?|A]"], vec![(StampMissing, "00:01.000 -->".to_owned())]),
        ("x1 --> 00:02.000\nA\n", vec!["[|?-2000|A]"], vec![(StampUnreadable, "x1 ".to_owned())]),
        (
            "\u{200b}00:01.000 --> 00:02.000\nA\n",
            vec!["[|1000-2000|A]"],
            vec![own(&TIME_REST, "\u{200b}00:01.000 --> 00:02.000")],
        ),
        ("a --> b\nA\n", vec![], vec![own(&STRAY_ARROW, "a --> b\nA"), (NoCues, "W".to_owned())]),
        ("A\nB\n", vec![], vec![own(&STRAY, "A\nB"), (NoCues, "W".to_owned())]),
        ("00:01.000 --> 00:02.000\n\nA\n", vec!["|1000-2000|"], vec![own(&STRAY, "A")]),
        (
            "00:01.000 --> 00:02.000\nA\n00:02.000 --> 00:03.000\nB\n",
            vec!["|1000-2000|A", "|2000-3000|B"],
            vec![own(&GLUED, "")],
        ),
        (
            "00:01.000-->00:02.000\nA\n\nSTYLE\n::cue {}\n",
            vec!["|1000-2000|A"],
            vec![own(&TIME_LINE_BLANKS, "00:01.000-->00:02.000"), own(&BLOCK_LATE, "STYLE\n::cue {}")],
        ),
        (
            "9999999999:00:00.000 --> 00:02.000\nA\n",
            vec!["|?-2000|A"],
            vec![own(&BEYOND, "9999999999:00:00.000")],
        ),
        (
            "00:05.000 --> 00:05.000 region:x\nA\n\n00:01.000 --> 00:02.000 size:x\nB -> C\n01:00 -> 02:00\n",
            vec!["|5000-5000|A", "|1000-2000|B -> C/01:00 -> 02:00"],
            vec![
                own(&END_BEFORE_START, "00:05.000"),
                own(&REGION_UNKNOWN, "region:x"),
                own(&UNSORTED, "00:01.000"),
                own(&SETTING_INVALID, "size:x"),
                (ArrowInText, "01:00 -> 02:00".to_owned()),
            ],
        ),
        (
            "00:01.000 --> 00:04.000\nA<00:02.000>B<00:00:03,000>C<00:01.500><9>\n",
            vec!["|1000-4000|A<00:02.000>B<00:00:03,000>C<00:01.500><9>"],
            vec![own(&INNER_BAD, "00:00:03,000"), own(&INNER_OUTSIDE, "00:01.500"), own(&INNER_BAD, "9")],
        ),
    ];
    for (tail, want, kinds) in cases {
        let text = format!("{HEAD}{tail}");
        assert_eq!(cues(&text), want, "{tail:?}");
        let mut found = problems(&text);
        let mut kinds = kinds;
        found.sort_by_key(|k| format!("{k:?}"));
        kinds.sort_by_key(|k| format!("{k:?}"));
        assert_eq!(found, kinds, "{tail:?}");
    }
}

#[test]
fn an_arrow_without_times_is_of_no_cue() {
    for text in ["WEBVTT\nahora --> luego", "WEBVTT\n\n00:01.000 --> 00:02.000\nHola\nahora --> 0 0\n"] {
        let document = document(text);
        let of_none = |p: &Problem| p.cue.is_some_and(|at| at as usize >= document.cues.len());
        assert!(!document.problems.iter().any(of_none), "{:?}", document.problems);
    }
}

#[test]
fn files_that_players_refuse() {
    let cue = "00:01.000 --> 00:02.000\nA\n";
    for head in [
        "",
        "webvtt\n\n",
        "WEBVTTX\n\n",
        "WEBVTT\u{a0}\n\n",
        "\u{feff}\u{feff}WEBVTT\n\n",
        "WEBSRT\n\n",
        "uno\n",
    ] {
        let text = format!("{head}{cue}");
        let doc = document(&text);
        assert_eq!(conforming(&doc), None, "{head:?}");
        assert_eq!(doc.cues.len(), 1, "{head:?}");
        assert!(doc.problems.iter().any(|p| p.kind == ProblemKind::Own(&faults::SIGNATURE)));
    }
    assert_eq!(document(&format!("uno\n{cue}")).cues[0].number.len(), 3);
    // The header swallows what stands in it, and says so.
    let text = "WEBVTT\nHola\n00:01.000 -> 00:02.000\nA\n\n";
    assert_eq!(cues(text), ["[|1000-2000|A]"]);
    assert_eq!(problems(text), [own(&faults::HEADER_TEXT, "Hola"), own(&faults::ARROW, "->")]);
    // A conversion done twice is read, and players see nothing of it.
    let text = format!("{HEAD}{cue}\n{cue}").replace('\n', "\r\r\n");
    let doc = document(&text);
    assert_eq!((doc.cues.len(), conforming(&doc)), (2, Some(vec![])));
    let track = lower(&doc);
    assert_eq!(track.lines.iter().map(|line| track.text_of(line)).collect::<Vec<_>>(), ["A", "A"]);
}

/// Runs as "text{style}".
fn runs(track: &Track<'_>) -> Vec<String> {
    let show = |run: &crate::model::Run<'_>| {
        let s = run.style;
        let mut marks = String::new();
        for (is, mark) in [(s.italic, "i"), (s.bold, "b"), (s.underline, "u"), (s.strike, "s")] {
            marks.push_str(if is { mark } else { "" });
        }
        marks.push_str(match s.ruby {
            Ruby::None => "",
            Ruby::Base => "base",
            Ruby::Text => "text",
        });
        marks.extend(s.colour.map(|c| c.to_string()));
        marks.extend(s.background.map(|c| format!("on{c}")));
        if let Some(details) = &run.details {
            marks.extend(details.voice.as_ref().map(|v| format!("({v})")));
            marks.extend(details.lang.as_ref().map(|l| format!("[{l}]")));
        }
        if marks.is_empty() { run.text.to_string() } else { format!("{}{{{marks}}}", run.text) }
    };
    track.runs.iter().map(show).collect()
}

#[test]
fn text_lowers_to_runs() {
    let cases = [
        ("Uno\nDos", vec!["Uno", "Dos"]),
        ("<i>Uno <b>dos</b></i> <u>tres", vec!["Uno {i}", "dos{ib}", " ", "tres{u}"]),
        ("Tom &amp; Ana", vec!["Tom ", "&", " Ana"]),
        (
            "<v Ana>Hola.</v> <v.red Luis &amp; Eva>¿Qué?",
            vec!["Hola.{(Ana)}", " ", "¿Qué?{#ff0000(Luis & Eva)}"],
        ),
        ("Soy <lang kk>қазақ</lang>", vec!["Soy ", "қазақ{[kk]}"]),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</ruby>!", vec!["漢{base}", "kan{text}", "字{base}", "ji{text}", "!"]),
        ("<c.yellow.bg_blue>a<c.x>b", vec!["a{#ffff00on#0000ff}", "b{#ffff00on#0000ff}"]),
        ("a<00:01.500>b", vec!["a", "b"]),
        ("<c.ana>a</c>", vec!["a{s#010203}"]),
        ("a\0b", vec!["a", "\u{fffd}", "b"]),
        ("1 < 2\ny <3", vec!["1 ", "<", " 2", "y ", "<", "3"]),
        ("a&#10;b&#xD;c", vec!["a", "b", " ", "c"]),
    ];
    for (text, want) in cases {
        let file = format!(
            "WEBVTT\n\nSTYLE\n::cue(.ana) {{ color: #010203; text-decoration: line-through }}\n\n00:01.000 --> 00:02.000\n{text}\n"
        );
        let doc = document(&file);
        let track = lower(&doc);
        assert_eq!(runs(&track), want, "{text}");
        for run in &track.runs {
            let verbatim = matches!(run.text, std::borrow::Cow::Borrowed(_));
            assert_eq!(verbatim, run.span.of(&file) == run.text, "{text}");
        }
    }
    let text = format!("{HEAD}1\n00:01.000 --> 00:02.000\n<lang ru>Кто <i>там</i>?</lang>\n");
    let doc = document(&text);
    let track = lower(&doc);
    let details = track.cues[0].details.as_ref().unwrap();
    assert_eq!((details.lang.as_deref(), details.id.as_deref()), (Some("ru"), None));
    assert_eq!(runs(&track), ["Кто ", "там{i}", "?"]);
}

#[test]
fn what_is_odd_in_text_is_said() {
    use ProblemKind::*;
    let kinds = |body: &str| -> Vec<ProblemKind> {
        let text = format!("{HEAD}00:01.000 --> 00:02.000\n{body}\n");
        let doc = document(&text);
        lower(&doc).problems.iter().map(|p| p.kind).collect()
    };
    assert_eq!(kinds("<v Ana>a <i>b</i>\n<ruby>a<rt>b</ruby>"), []);
    assert_eq!(kinds("<i>a"), [TagUnbalanced]);
    assert_eq!(kinds("a</i>"), [TagUnbalanced]);
    assert_eq!(kinds("<i>a<b>b</i>c</b>"), [TagUnbalanced, TagUnbalanced]);
    assert_eq!(kinds("<font color=red>a</font>"), [TagUnknown, TagUnknown]);
    assert_eq!(kinds("<rt>a"), [TagUnbalanced]);
    assert_eq!(kinds("1 < 2"), [Own(&faults::TAG_OPEN)]);
    assert_eq!(kinds("a & b &bogus; &amp;"), [Own(&faults::REFERENCE), Own(&faults::REFERENCE)]);
}

#[test]
fn settings_lower_to_places() {
    let percent = |n: i32| Some(Percent::from_milli(n));
    let plain = Place::default();
    let region = "REGION\nid:r\nwidth:40%\nlines:3\nregionanchor:50%,100%\nviewportanchor:30%,90%\n\n";
    for (settings, text, align, place) in [
        ("", "a", None, plain),
        ("line:0", "a", Some(8), plain),
        ("line:-1", "a", None, plain),
        ("line:50%,center", "a", Some(5), plain),
        ("align:start position:0%", "a", Some(1), plain),
        ("align:start", "שלום", Some(3), plain),
        ("align:right line:0", "a", Some(9), plain),
        ("line:-3", "a", Some(2), Place { row: Some(crate::model::Row { n: -3, of: None }), ..plain }),
        ("line:2", "a", Some(8), Place { row: Some(crate::model::Row { n: 2, of: None }), ..plain }),
        ("line:84%", "a", Some(8), Place { y: percent(84_000), ..plain }),
        (
            "line:10.5%,end position:20%,line-left size:35%",
            "a",
            Some(1),
            Place {
                x: percent(20_000),
                y: percent(10_500),
                width: percent(35_000),
                text: Some(TextAlign::Centre),
                ..plain
            },
        ),
        ("vertical:rl", "a", Some(4), Place { vertical: Some(crate::model::Vertical::RightToLeft), ..plain }),
        (
            "vertical:lr line:0 align:start",
            "a",
            Some(7),
            Place { vertical: Some(crate::model::Vertical::LeftToRight), ..plain },
        ),
        (
            "region:r",
            "a",
            Some(2),
            Place { x: percent(30_000), y: percent(90_000), width: percent(40_000), ..plain },
        ),
        (
            "region:r align:left",
            "a",
            Some(1),
            Place { x: percent(10_000), y: percent(90_000), width: percent(40_000), ..plain },
        ),
    ] {
        let file = format!("{HEAD}{region}00:01.000 --> 00:02.000 {settings}\n{text}\n");
        let doc = document(&file);
        let track = lower(&doc);
        let cue = &track.cues[0];
        let found = cue.details.as_ref().map_or(plain, |details| details.place);
        assert_eq!((cue.align, found), (align, place), "{settings}");
    }
}

#[test]
fn regions_are_found_by_their_last_name_and_left() {
    let text = "WEBVTT\n\nREGION\nid:r\nlines:1\n\nREGION\nid:r\nlines:2\n\n\
                00:01.000 --> 00:02.000 region:r\na\n\n00:01.000 --> 00:02.000 region:r line:0\na\n\n\
                00:01.000 --> 00:02.000 region:r region:x\na\n\n00:01.000 --> 00:02.000 region:r size:100.0%\na\n";
    let doc = document(text);
    let all = regions(&doc);
    let found: Vec<Option<&str>> =
        (0..4).map(|cue| settings(&doc, cue).region_in(&all).map(|it| it.lines.as_str())).collect();
    assert_eq!(found, [Some("2"), None, None, Some("2")]);
    let track = lower(&doc);
    assert_eq!(track.cues.iter().map(|cue| cue.align).collect::<Vec<_>>(), [None, Some(8), None, None]);
}

#[test]
fn what_the_model_lacks_is_listed() {
    let text = "WEBVTT some words\nKind: captions\n\nNOTE hola\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:r\n\n\
                00:01.000 --> 00:02.000 line:1.5\n<c.x>a<00:01.500>b<font x>< 5 >\n\nno cue\n";
    let doc = document(text);
    let mut kinds: Vec<(LossKind, String)> =
        lower(&doc).losses.iter().map(|l| (l.kind, l.what.to_string())).collect();
    kinds.sort();
    let want = [
        (LossKind::Text, "lines of no cue: no cue"),
        (LossKind::Text, "tag < 5 >"),
        (LossKind::Position, "line 1.5"),
        (LossKind::InnerTimes, "1 time inside the text"),
        (LossKind::Effect, "tag <font x>"),
        (LossKind::Font, "class x"),
        (LossKind::Font, "style ::cue"),
        (LossKind::Comment, "hola"),
        (LossKind::Metadata, "header: Kind: captions"),
        (LossKind::Metadata, "header: some words"),
        (LossKind::Metadata, "region r that no cue uses"),
    ];
    assert_eq!(kinds, want.map(|(kind, what)| (kind, what.to_owned())));
}

#[test]
fn inner_times_are_slots_and_keep_their_spelling() {
    let text = format!("{HEAD}59:59.000 --> 1:00:02.000\na<1:00:00.500>b\n");
    let doc = document(&text);
    let spelt: Vec<String> = doc
        .slots
        .iter()
        .map(|slot| {
            doc.respell(slot, slot.time.checked_add(crate::time::Time::SECOND).unwrap()).unwrap().text
        })
        .collect();
    assert_eq!(spelt, ["01:00:00.000", "1:00:03.000", "1:00:01.500"]);
}

#[test]
fn cues_are_taken_out_and_nothing_else() {
    let text = "WEBVTT\n00:01.000 --> 00:02.000\nA\n\nNOTE x\n\nid\n00:02.000 --> 00:03.000\nB\n00:03.000 --> 00:04.000\nC\n";
    let without = |text: &str, cues: &[usize]| {
        let doc = document(text);
        let edits = (FORMAT.take_out)(&doc, cues)?;
        Ok::<_, usize>(String::from_utf8(splice(text.as_bytes(), &edits).unwrap()).unwrap())
    };
    assert_eq!(
        without(text, &[0]).unwrap(),
        "WEBVTT\n\nNOTE x\n\nid\n00:02.000 --> 00:03.000\nB\n00:03.000 --> 00:04.000\nC\n"
    );
    assert_eq!(
        without(text, &[1]).unwrap(),
        "WEBVTT\n00:01.000 --> 00:02.000\nA\n\nNOTE x\n\n00:03.000 --> 00:04.000\nC\n"
    );
    assert_eq!(without(text, &[0, 1, 2]).unwrap(), "WEBVTT\n\nNOTE x\n\n");
    let late = "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\nSTYLE\n::cue {}\n\n00:02.000 --> 00:03.000\nB\n";
    assert_eq!(without(late, &[0]), Err(0));
    assert!(without(late, &[1]).is_ok());
}

#[test]
fn sniffing() {
    let of = |text: &str, extension: Option<&str>| match sniff(text, extension) {
        Sniffed::Found(format, sniff) => format!("{} {}", format.id, sniff.score),
        Sniffed::Tie(_) => "tie".to_owned(),
        Sniffed::Nothing => "nothing".to_owned(),
    };
    let cue = "00:01.000 --> 00:02.000\nA\n";
    assert_eq!(of(&format!("{HEAD}{cue}"), Some("srt")), "vtt 100");
    assert_eq!(of(&format!("webvtt\n\n{cue}"), None), "vtt 95");
    assert_eq!(of(cue, Some("vtt")), "vtt 90");
    assert_eq!(of(cue, Some("srt")), "srt 90");
    assert_eq!(of(cue, None), "tie");
    assert_eq!(of(&format!("1\n{cue}"), Some("vtt")), "srt 90");
    assert_eq!(of("1\n00:00:01,000 --> 00:00:02,000\nA\n", None), "srt 90");
    assert_eq!(of("hello", None), "nothing");
}

#[test]
fn no_shape_takes_more_than_its_length() {
    // Anything that grows with the square of the length would keep this test for a long time.
    let cue = "00:01.000 --> 00:02.000";
    let regions: String = (0..10_000).map(|n| format!("REGION\nid:r{n}\nlines:2\n\n")).collect();
    let cues: String = (0..10_000).map(|n| format!("{cue} region:r{n}\nx\n\n")).collect();
    let rules = "::cue(.x){color:red}\n".repeat(10_000);
    for body in [
        "-->\n".repeat(10_000),
        format!("{cue}\n").repeat(10_000),
        format!("{cue}\n{}{}", "<ruby><rt>a".repeat(10_000), "<".repeat(10_000)),
        format!("{cue}\n{}", "&".repeat(10_000)),
        format!("{cue}\n{}->", "->".repeat(10_000)),
        format!("STYLE\n{rules}\n{cue}\n{}", "<c.x>a".repeat(10_000)),
        format!("{regions}{cues}"),
    ] {
        let text = format!("{HEAD}{body}");
        let doc = document(&text);
        assert_eq!(lower(&doc).cues.len(), doc.cues.len());
    }
}

const LINES: &[&str] = &[
    "",
    "",
    "WEBVTT",
    "NOTE x",
    "STYLE",
    "REGION",
    "id:r lines:2",
    "::cue(.x) { color: red }",
    "1",
    "Дала кең",
    "a",
    "00:01.000 --> 00:02.000",
    "00:01.000 --> 00:02.000 region:r line:0 align:middle",
    "00:00:03,000 --> 00:00:04",
    "00:05.000 -> 00:06.000",
    "-->",
    "x --> y",
    "<i>a</b> & &lt; <00:01.500><v Ana>b",
    "<c.x><ruby>a<rt>b",
    "a\0b",
    "< x",
];

proptest::proptest! {
    #[test]
    fn any_lines(
        lines in proptest::collection::vec(proptest::sample::select(LINES.to_vec()), 0..40),
        end in proptest::sample::select(vec!["\n", "\n", "\r\n", "\r", "\r\r\n"]),
        head in proptest::bool::ANY,
    ) {
        let text = if head { format!("{HEAD}{}", lines.join("\n")) } else { lines.join("\n") }.replace('\n', end);
        holds(&text)?;
    }

    #[test]
    fn any_text(text in "[0-9:,.> \\-\\n\\r<ivc/&;a\u{439}]{0,200}", head in proptest::bool::ANY) {
        holds(&if head { format!("{HEAD}{text}") } else { text })?;
    }

    #[test]
    fn any_bytes(raw in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let doc = parse(Source::open(&raw, None, None).unwrap());
        proptest::prop_assert_eq!(lower(&doc).cues.len(), doc.cues.len());
    }
}

/// What is true of every text.
fn holds(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let doc = document(text);
    let track = lower(&doc);
    proptest::prop_assert_eq!(track.cues.len(), doc.cues.len());
    for run in &track.runs {
        proptest::prop_assert!(text.get(run.span.range()).is_some());
        if matches!(run.text, std::borrow::Cow::Borrowed(_)) {
            proptest::prop_assert_eq!(run.span.of(text), &run.text);
        }
    }
    for slot in &doc.slots {
        proptest::prop_assert!(text.get(slot.span.range()).is_some_and(|spelt| !spelt.is_empty()));
        proptest::prop_assert!(doc.respell(slot, slot.time).is_some_and(|it| it.text == slot.span.of(text)));
    }
    proptest::prop_assert!(doc.slots.is_sorted_by_key(|slot| slot.span.start));
    proptest::prop_assert!(doc.problems.iter().all(|p| text.get(p.span.range()).is_some()));
    // Every line that shows something is in a cue, in a problem, or in a block that is not meant to be seen.
    let mut seen = vec![false; text.len()];
    let spans = doc.cues.iter().map(CueNode::block).chain(doc.problems.iter().map(|p| p.span));
    for span in spans {
        seen[span.range()].fill(true);
    }
    let mut scanner = block::Scanner::new(text);
    let head = scanner.head();
    seen[head.line.range()].fill(true);
    seen[head.lines.range()].fill(true);
    while let Some(it) = scanner.block() {
        if matches!(it.kind, block::Kind::Note | block::Kind::Style | block::Kind::Region) {
            seen[it.span.range()].fill(true);
        }
    }
    for (i, b) in text.bytes().enumerate() {
        proptest::prop_assert!(b <= b' ' || seen[i], "byte {} of {:?}", i, text);
    }
    Ok(())
}
