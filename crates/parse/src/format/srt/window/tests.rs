use super::last_cut;
use crate::base::Span;
use crate::format::srt::parse;
use crate::source::{Encoding, Source};
use crate::syntax::{CueNode, Document, LineEnds, Problem, ProblemKind, SlotId};
use crate::time::Time;
use proptest::prelude::*;

/// What files are made of here: clean blocks most often, and everything that makes a reader look twice.
const PIECES: &[&str] = &[
    "7\n00:00:01,000 --> 00:00:02,000\nHola, ¿qué tal?\n\n",
    "8\n00:00:03,000 --> 00:00:04,000\n- Сәлем!\n- Қайдасың?\n\n",
    "9\r\n00:00:05,000 --> 00:00:06,000\r\nОтпусти меня.\r\n\r\n",
    "10\n00:00:07,000 --> 00:00:08,000\n1984\n\n",
    "11\n00:00:07,000 --> 00:00:08,000\n\n",
    "12\n00:00:07,000 --> 00:00:08,000\nuno\n\ndos\n\n",
    "13\n00:00:07,000 --> 00:00:08,000\nuno\n\n1984\n\n",
    "14\n00:00:07.5 -> 00:00:08\nloose\n\n",
    "15\n00:00:1O,000 --> 00:00:08,000\ndamaged\n\n",
    "00:00:09,000 --> 00:00:10,000\nno number\n\n",
    "16\n00:00:07,000 --> 00:00:08,000\nno blank line behind\n",
    "17\r00:00:07,000 --> 00:00:08,000\rold\r\r",
    "18\r\r\n00:00:07,000 --> 00:00:08,000\r\r\ntwice\r\r\n\r\r\n",
    "19\n\n00:00:07,000 --> 00:00:08,000\nblank behind the number\n\n",
    "20\n00:00:07,000 --> 00:00:08,000\n00:00:07 --> in text\n\n",
    "21\n00:00:07,000 --> \n\n",
    "\u{feff}22\n00:00:07,000 --> 00:00:08,000\nmark\n\n",
    "WEBVTT\n\n",
    "\n",
    "\r\n",
    "\r",
    " \n",
    "\t\r\n",
    "\0\0\n",
    "\u{a0}\n",
    "5\n",
    "5",
    "text",
    "text.\n",
    "text.\n\n",
    "23\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "00:00:01,000 --> 00:00:02,000",
    "--> \n",
    "24\n123:00:01,000 --> 123:00:02,000\nun día.\n\n",
    "25\r\n1234:00:01,000 --> 12345:00:02,000\r\nmuchos días.\r\n\r\n",
    "26\n99:00:01,000 --> 100:00:02,000 \nblank behind.\n\n",
];

fn open(raw: &[u8]) -> Document<'_> {
    parse(Source::open(raw, Some(Encoding::Utf8), None).unwrap())
}

/// Where a file is cut that is read in windows of `size` bytes.
fn windows(raw: &[u8], size: usize) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let mut rest = raw;
    let mut room = size;
    while room < rest.len() {
        match last_cut(&rest[..room]).filter(|at| !open(&rest[..*at]).cues.is_empty()) {
            Some(at) => {
                out.push(&rest[..at]);
                rest = &rest[at..];
                room = size;
            }
            None => room *= 2,
        }
    }
    out.push(rest);
    out
}

/// Everything a document says, as of one that begins `bytes`, `cues` and `slots` later.
type Said = (Vec<CueNode>, Vec<(Span, Time)>, Vec<Problem>, LineEnds);

fn said(document: &Document<'_>, (bytes, cues, slots): (usize, usize, usize)) -> Said {
    let place = |span: Span| Span::new(span.start as usize + bytes, span.end as usize + bytes);
    let slot = |id: SlotId| id.index().map_or(id, |at| SlotId::from_index(at + slots));
    let cue = |cue: &CueNode| CueNode {
        number: place(cue.number),
        timing: place(cue.timing),
        text: place(cue.text),
        start: slot(cue.start),
        end: slot(cue.end),
    };
    let of_all = |p: &&Problem| !matches!(p.kind, ProblemKind::LineEndsMixed | ProblemKind::LineEndsCr);
    let problem = |p: &Problem| Problem {
        kind: p.kind,
        span: place(p.span),
        cue: p.cue.map(|at| at + u32::try_from(cues).unwrap()),
    };
    (
        document.cues.iter().map(cue).collect(),
        document.slots.iter().map(|slot| (place(slot.span), slot.time)).collect(),
        document.problems.iter().filter(of_all).map(problem).collect(),
        document.ends,
    )
}

fn in_windows(raw: &[u8], size: usize) -> (Said, usize) {
    let mut all: Said = Said::default();
    let mut at = 0;
    let parts = windows(raw, size);
    for part in &parts {
        let document = open(part);
        let one = said(&document, (at, all.0.len(), all.1.len()));
        all.0.extend(one.0);
        all.1.extend(one.1);
        all.2.extend(one.2);
        all.3 = all.3.join(one.3);
        at += part.len();
    }
    (all, parts.len())
}

/// The text of windows is that of the file only where decoding keeps places, as it does of UTF-8 without damage.
fn same(raw: &[u8], size: usize) -> usize {
    let (parts, cuts) = in_windows(raw, size);
    let whole = said(&open(raw), (0, 0, 0));
    assert_eq!(parts, whole, "{:?} in windows of {size}", String::from_utf8_lossy(raw));
    cuts
}

#[test]
fn a_clean_file_is_cut_before_nearly_every_block() {
    let text = PIECES[..3].concat().repeat(40);
    let cuts = same(text.as_bytes(), 200);
    assert!(cuts > text.len() / 300, "{cuts}");
}

#[test]
fn hours_of_three_digits_are_no_hindrance() {
    let text = "24\n123:00:01,000 --> 123:00:02,000\nun día.\n\n".repeat(50);
    assert!(same(text.as_bytes(), 200) > 10);
}

#[test]
fn what_would_be_read_otherwise_is_not_cut() {
    for (before, why) in [
        ("1\n00:00:01,000 --> 00:00:02,000\nuno\n", "no empty line"),
        ("1\n00:00:01,000 --> 00:00:02,000\nuno\n\n\n", "two of them"),
        ("1\n00:00:01,000 --> 00:00:02,000\nuno\n \n", "one with a blank"),
        ("1\n00:00:01,000 --> 00:00:02,000\nuno\n\n1984\n\n", "a number above"),
        ("1\n00:00:01,000 --> 00:00:02,000\nuno\r\r", "old line ends"),
    ] {
        let text = format!("{before}2\n00:00:03,000 --> 00:00:04,000\ndos\n\n");
        assert_eq!(last_cut(text.as_bytes()), None, "{why}");
    }
    assert_eq!(last_cut(b"2\n00:00:03,000 --> 00:00:04,000\ndos\n\n3\n00:00:05,000 -->"), None);
    assert_eq!(last_cut(b""), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn windows_say_what_the_whole_says(
        pieces in proptest::collection::vec(prop_oneof![4 => 0..5usize, 3 => 0..PIECES.len()], 0..40),
        size in 1..400usize,
    ) {
        let text: String = pieces.iter().map(|at| PIECES[*at]).collect();
        same(text.as_bytes(), size);
    }
}
