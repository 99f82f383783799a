use crate::format::{FORMATS, Format, ReadOptions, by_name, write};
use crate::model::{Cue, Line, LossKind, Run, Style, Track, is_unseen};
use crate::source::Source;
use crate::syntax::{Document, ProblemKind};
use crate::time::{FrameRate, Notation, Time};
use proptest::prelude::*;
use std::borrow::Cow;

/// The formats that are tried here.
const SMALL: [&str; 8] = ["microdvd", "subviewer", "subviewer1", "sbv", "mpl2", "lrc", "sami", "json"];

pub(in crate::format) fn document<'a>(format: &Format, text: &'a str) -> Document<'a> {
    (format.parse)(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default())
}

/// Cues as "start-end|line/line" in milliseconds, with `?` for what could not be read and `…` for what stays.
pub(in crate::format) fn cues(format: &Format, text: &str) -> Vec<String> {
    let doc = document(format, text);
    let track = (format.lower)(&doc);
    let ms = |slot| match doc.time(slot) {
        Some(time) => time.to_millis().to_string(),
        None if slot == crate::syntax::SlotId::OPEN => "…".to_owned(),
        None => "?".to_owned(),
    };
    let each = doc.cues.iter().zip(&track.cues).map(|(node, cue)| {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        format!("{}-{}|{}", ms(node.start), ms(node.end), lines.join("/"))
    });
    each.collect()
}

/// Runs as "ib#rrggbb:text".
pub(in crate::format) fn runs(format: &Format, text: &str) -> Vec<String> {
    let doc = document(format, text);
    let track = (format.lower)(&doc);
    track.runs.iter().map(|run| format!("{}:{}", look(run.style), run.text)).collect()
}

fn look(style: Style) -> String {
    let flags = [(style.italic, 'i'), (style.bold, 'b'), (style.underline, 'u'), (style.strike, 's')];
    let mut out: String = flags.into_iter().filter(|(on, _)| *on).map(|(_, sign)| sign).collect();
    out.extend(style.colour.map(|colour| colour.to_string()));
    out
}

/// What is wrong, in the order of the file: the document's problems, then the track's.
pub(in crate::format) fn problems(format: &Format, text: &str) -> Vec<ProblemKind> {
    let doc = document(format, text);
    let track = (format.lower)(&doc);
    doc.problems.iter().chain(&track.problems).map(|problem| problem.kind).collect()
}

/// What is lost on lowering.
pub(in crate::format) fn losses(format: &Format, text: &str) -> Vec<LossKind> {
    let doc = document(format, text);
    (format.lower)(&doc).losses.iter().map(|loss| loss.kind).collect()
}

/// The text without some cues.
pub(in crate::format) fn without(format: &Format, text: &str, out: &[usize]) -> Result<String, usize> {
    let doc = document(format, text);
    let edits = (format.take_out)(&doc, out)?;
    Ok(String::from_utf8(crate::base::splice(text.as_bytes(), &edits).unwrap()).unwrap())
}

/// What holds for any text whatsoever.
pub(in crate::format) fn holds(format: &Format, text: &str) {
    let doc = document(format, text);
    let track = (format.lower)(&doc);
    assert_eq!(doc.cues.len(), track.cues.len());
    let fits = |span: crate::base::Span| text.get(span.range()).is_some();
    for cue in &doc.cues {
        assert!(fits(cue.number) && fits(cue.timing) && fits(cue.text), "{cue:?}");
    }
    assert!(doc.slots.is_sorted_by_key(|slot| slot.span.start), "slots in the order of the file");
    for slot in &doc.slots {
        assert!(fits(slot.span));
        let base = doc.base_of(slot).copied();
        let since = base.map_or(Time::ZERO, |base| doc.time(base.since).unwrap_or_default());
        let offset = base.map_or(Time::ZERO, |base| base.offset);
        let number = slot.time.checked_sub(since).and_then(|time| time.checked_sub(offset)).unwrap();
        if slot.notation == Notation::Implied {
            assert!(slot.span.is_empty() && number == Time::ZERO || base.is_none());
        } else if let Some(again) = doc.respell(slot, number) {
            assert_eq!(again.error, Time::ZERO, "{}", slot.span.of(text));
        }
    }
    for problem in doc.problems.iter().chain(&track.problems) {
        assert!(fits(problem.span), "{problem:?}");
    }
    for line in &track.lines {
        assert!(!track.text_of(line).contains(['\n', '\r']));
    }
    for run in &track.runs {
        if let Cow::Borrowed(shown) = run.text {
            assert_eq!(run.span.of(text), shown);
        } else {
            assert!(fits(run.span));
        }
    }
    for index in 0..doc.cues.len().min(4) {
        if let Ok(edits) = (format.take_out)(&doc, &[index]) {
            assert!(crate::base::splice(text.as_bytes(), &edits).is_ok(), "{edits:?}");
        }
    }
    let all: Vec<usize> = (0..doc.cues.len()).collect();
    if let Ok(mut edits) = (format.take_out)(&doc, &all) {
        edits.sort_by_key(|edit| edit.span);
        assert!(crate::base::splice(text.as_bytes(), &edits).is_ok(), "{edits:?}");
    }
}

/// Every sign that shows something is in a cue, a time or a problem.
fn nothing_unsaid(format: &Format, text: &str) {
    let doc = document(format, text);
    let track = (format.lower)(&doc);
    if doc.cues.is_empty() {
        return;
    }
    let mut seen = vec![false; text.len()];
    let spans = doc.cues.iter().flat_map(|cue| [cue.timing, cue.text]);
    let spans = spans.chain(doc.slots.iter().map(|slot| slot.span));
    for span in spans.chain(doc.problems.iter().chain(&track.problems).map(|problem| problem.span)) {
        seen[span.range()].fill(true);
    }
    for (at, c) in text.char_indices().filter(|(at, _)| !seen[*at]) {
        assert!(is_unseen(c) || "[]{}<>".contains(c), "{c:?} at {at} of {text:?}");
    }
}

const PARTS: &[&str] = &[
    "{1}{1}25",
    "{1}{1}x",
    "{24}{48}",
    "{24}{}",
    "{-1}{5}",
    "{99999999999999999999}{1}",
    "[10][20]",
    "[10][]",
    "[INFORMATION]",
    "[TITLE]x",
    "[END]",
    "00:00:01.00,00:00:02.00",
    "0:00:01.000,0:00:02.000",
    "0:00:0x.000,0:00:02.000",
    "[00:00:01]",
    "[00:00:99]",
    "[00:01.00]",
    "[00:02.50][00:00.10]",
    "[offset:-500]",
    "[ti:x]",
    "[length:00:09]",
    "<00:01.10>",
    "<SAMI>",
    "<BODY>",
    "<SYNC Start=1000>",
    "<SYNC Start=x>",
    "<SYNC>",
    "<P Class=A>",
    "<P>",
    "</P>",
    "&nbsp;",
    "&amp;",
    "&x;",
    "<br>",
    "<i>",
    "</i>",
    "<font color=red>",
    "<!--",
    "-->",
    "{\"format\":\"tregua-track\",\"cues\":[",
    "{\"start\":\"00:00:01.000\",\"end\":\"00:00:02.000\",\"fade\":[\"00:00:00.100\",\"00:00:00.200\"],\"lines\":[\"a\\n\\u0416\"]}",
    ",",
    "]}",
    "\"",
    "\\",
    "|",
    "/",
    "[br]",
    "{y:i}",
    "{C:$0000FF}",
    "{P:0}",
    "{",
    "}",
    "Дала",
    "А",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "99:99:99.99,99:99:99.99",
];

proptest! {
    // Each case goes through eight formats.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_holds(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40)) {
        let text = parts.concat();
        for name in SMALL {
            holds(by_name(name).unwrap(), &text);
        }
    }

    #[test]
    fn any_bytes_hold(raw in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in SMALL {
            let format = by_name(name).unwrap();
            let doc = (format.parse)(Source::open(&raw, None, None).unwrap(), &ReadOptions::default());
            prop_assert_eq!((format.lower)(&doc).cues.len(), doc.cues.len());
        }
    }

    #[test]
    fn nothing_goes_unsaid(
        lines in prop::collection::vec(prop::sample::select(PARTS.iter().copied().filter(|p| {
            // Heads, comments and tags show nothing.
            !p.contains(['\n', '\r', '<', '-']) && !p.starts_with("[TITLE") && !p.starts_with("[INF")
                && !p.starts_with("[END") && !p.starts_with("[ti") && !p.starts_with("[off") && !p.starts_with("[len")
                && !p.starts_with("{1}{1}25")
        }).collect::<Vec<_>>()), 0..30),
        end in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
    ) {
        let text = lines.join(end);
        for name in ["microdvd", "subviewer", "sbv", "mpl2", "lrc"] {
            nothing_unsaid(by_name(name).unwrap(), &text);
        }
    }

    #[test]
    fn what_is_written_is_read_again(track in track()) {
        for name in ["microdvd", "subviewer", "subviewer1", "sbv", "mpl2", "json"] {
            round(by_name(name).unwrap(), &track);
        }
    }
}

const TEXTS: &[&str] = &[
    "Тоқта!",
    "¿Quién anda ahí?",
    "Кто там?",
    "a < b",
    "<i>",
    "{y:i}",
    "{Y:b}x",
    "/x",
    "_",
    "\\n",
    "|",
    "[br]",
    "[BR]",
    "{",
    "\"",
    "  x  ",
    "00:00:01.00,00:00:02.00",
    "[00:00:01]",
    "[10][20]",
    "{1}{1}25",
    "1984",
    "&amp;",
    "\u{a0}y",
    "😀",
];

type Drawn = (i64, i64, Vec<(usize, usize, u8)>);

fn track() -> impl Strategy<Value = Vec<Drawn>> {
    let line = (0..TEXTS.len(), 0..TEXTS.len(), 0u8..16);
    prop::collection::vec((0i64..20_000_000, 0i64..9000, prop::collection::vec(line, 1..4)), 0..8)
}

fn style(bits: u8) -> Style {
    let colour = (bits & 8 > 0).then_some(crate::model::Colour(255, 0, 128));
    Style { italic: bits & 1 > 0, bold: bits & 2 > 0, underline: bits & 4 > 0, colour, ..Style::default() }
}

/// Lines of one style each, as all formats can say them.
fn build(drawn: &[Drawn]) -> Track<'static> {
    let mut track = Track::default();
    for (start, length, lines) in drawn {
        let first = track.lines.len() as u32;
        for (a, b, bits) in lines {
            let text = Cow::Owned(format!("{}{}", TEXTS[*a], TEXTS[*b]));
            let run = track.runs.len() as u32;
            track.runs.push(Run { text, span: Default::default(), style: style(*bits), details: None });
            track.lines.push(Line { span: Default::default(), runs: run..run + 1 });
        }
        let time = |ms| Time::from_millis(ms).unwrap();
        let times = Some((time(*start), time(start + length)));
        let lines = first..track.lines.len() as u32;
        track.cues.push(Cue { times, lines, align: None, details: None });
    }
    track
}

/// Lines as "look:text", with the looks a format has.
fn said(track: &Track<'_>, cue: &Cue<'_>, can: write::Carries) -> Vec<String> {
    let masked = |s: Style| Style {
        italic: s.italic && can.italic,
        bold: s.bold && can.bold,
        underline: s.underline && can.underline,
        colour: s.colour.filter(|_| can.colour),
        ..Style::default()
    };
    let line = |line: &Line| {
        let mut out = String::new();
        let mut last = None;
        for run in track.runs_of(line).iter().filter(|run| !run.text.is_empty()) {
            let style = masked(run.style);
            if last != Some(style) {
                out.push_str(&format!("<{}>", look(style)));
            }
            out.push_str(&run.text);
            last = Some(style);
        }
        out
    };
    track.lines_of(cue).iter().map(line).collect()
}

fn round(format: &Format, drawn: &[Drawn]) {
    let track = build(drawn);
    let writer = format.write.unwrap();
    let target = write::Target { rate: Some(FrameRate::F23_976), ..Default::default() };
    let written = write::write(&track, writer, &target).unwrap();
    let write::Body::Text(text) = &written.body else { panic!("text expected") };
    let doc = document(format, text);
    assert_eq!(
        doc.problems.iter().map(|p| p.kind).filter(|k| *k != ProblemKind::NoCues).collect::<Vec<_>>(),
        [],
        "{text}"
    );
    let again = (format.lower)(&doc);
    let lost = |index: usize, kind: LossKind| {
        written.losses.iter().any(|loss| loss.kind == kind && loss.cue == u32::try_from(index).ok())
    };
    let kept: Vec<(usize, &Cue<'_>)> =
        track.cues.iter().enumerate().filter(|(index, _)| !lost(*index, LossKind::Cue)).collect();
    assert_eq!(kept.len(), again.cues.len(), "{} {text}", format.id);
    for ((index, old), new) in kept.into_iter().zip(&again.cues) {
        let near = |a: Time, b: Time, grain: i64| a.saturating_sub(b).abs().to_millis() <= grain / 2 + 1;
        let (old_times, new_times) = (old.times.unwrap(), new.times.unwrap());
        let grain = match format.id {
            "subviewer1" => 1000,
            "mpl2" => 100,
            "microdvd" => 42,
            "subviewer" => 10,
            _ => 0,
        };
        // A frame and the millisecond it is rounded to are one time.
        let same = old_times.0.same_millisecond(new_times.0) && old_times.1.same_millisecond(new_times.1);
        assert!(same || lost(index, LossKind::Time), "{} {text}", format.id);
        assert!(
            same || near(old_times.0, new_times.0, grain) && near(old_times.1, new_times.1, grain),
            "{text}"
        );
        if !lost(index, LossKind::Text) && !lost(index, LossKind::Lines) {
            assert_eq!(
                said(&track, old, writer.carries),
                said(&again, new, writer.carries),
                "{} {text}",
                format.id
            );
        }
    }
}

#[test]
fn their_names_are_in_the_list() {
    for name in SMALL {
        assert!(FORMATS.iter().any(|format| format.id == name), "{name}");
    }
}

#[test]
fn hostile_lengths_take_no_time() {
    // Each would take minutes if a sign cost more than its length.
    for piece in [
        "{",
        "[",
        "<",
        "<!--",
        "{y:",
        "<i>",
        "&",
        "[00:01.00]",
        "{1}{",
        "\"",
        "\\",
        "[[",
        "<P>",
        "[br",
        "(\n",
    ] {
        let body = piece.repeat(6_000 / piece.len());
        for head in [
            "{1}{1}25\n{50}{87}",
            "[10][20]",
            "[00:01.00]",
            "[00:00:01]\n",
            "00:00:01.00,00:00:02.00\n",
            "<SAMI><BODY><SYNC Start=1000><P>",
            "{\"format\":\"tregua-track\",\"cues\":[",
        ] {
            let text = format!("{head}{body}");
            for name in SMALL {
                let format = by_name(name).unwrap();
                let doc = document(format, &text);
                let _ = (format.lower)(&doc);
                let _ = crate::format::sniff(&text, None);
            }
        }
    }
    // What never ends, once a line.
    for line in ["{24}{}x\n", "{9}{}x\n", "[00:01.00]x\n", "<SYNC Start=5><P>x\n", "[00:00:01]\nx\n"] {
        let text = line.repeat(1_000);
        for name in SMALL {
            let format = by_name(name).unwrap();
            let doc = document(format, &text);
            let _ = (format.lower)(&doc);
        }
    }
}
