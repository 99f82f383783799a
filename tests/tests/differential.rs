//! The crate srtlib reads the same files: where it accepts one, both readers find the same cues, times and words.
//!
//! Each deliberate difference is in [`DELIBERATE`] with its reason, a test that recognises it in a file, and an
//! example that keeps the test honest. A difference that nothing there explains fails.

#![allow(clippy::unwrap_used, reason = "a test")]

use srtlib::{Subtitle, Subtitles};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use tregua_parse::format::srt;
use tregua_parse::model::is_unseen;
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::{ClockFault, Time};
use tregua_tests::corpus::{everything, hold};

/// What one of the readers has and the other has not, or has otherwise. Cues are counted from 0.
enum Difference {
    /// A cue that srtlib does not have.
    Extra { ours: usize },
    /// A cue that we do not have.
    Missing { theirs: Subtitle },
    /// Other times.
    Times { ours: usize },
    /// Other words.
    Words { ours: usize, theirs: Subtitle },
    /// Another counter.
    Number { ours: usize, theirs: Subtitle },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Extra { ours } => write!(f, "only we have the cue at place {}", ours + 1),
            Self::Missing { theirs } => write!(f, "we do not have {theirs:?}"),
            Self::Times { ours } => write!(f, "other times at place {}", ours + 1),
            Self::Words { ours, theirs } => write!(f, "other words at place {}: {:?}", ours + 1, theirs.text),
            Self::Number { ours, theirs } => {
                write!(f, "another counter at place {}: {}", ours + 1, theirs.num)
            }
        }
    }
}

struct Deliberate {
    name: &'static str,
    /// Why we read it otherwise.
    reason: &'static str,
    /// Whether this is what happened.
    explains: fn(&Document<'_>, &Difference) -> bool,
    /// What behind [`HEAD`] makes a file in which it happens.
    example: &'static str,
}

const HEAD: &str = "1\n00:00:01,000 --> 00:00:02,000\nUno\n";

static DELIBERATE: &[Deliberate] = &[
    Deliberate {
        name: "fraction",
        reason: "a fraction of other than three digits is decimal for us, as players read it, and a count of \
                 milliseconds for srtlib",
        explains: |document, difference| {
            matches!(difference, Difference::Times { ours }
                if has(document, *ours, ProblemKind::StampLoose(ClockFault::FractionDigits)))
        },
        example: "\n2\n00:00:03,5 --> 00:00:04,000\nDos\n",
    },
    Deliberate {
        name: "swallowed cue",
        reason: "a cue without an empty line before it is a cue for us; srtlib takes it for words of the cue above",
        explains: |document, difference| match difference {
            Difference::Extra { ours } => *ours > 0 && !set_apart(document, *ours),
            Difference::Words { ours, theirs } => {
                let next =
                    document.cues.get(ours + 1).map_or("", |cue| cue.timing.of(document.source.text()));
                !next.is_empty()
                    && !set_apart(document, ours + 1)
                    && theirs.text.contains(next.trim_end_matches('\r'))
            }
            _ => false,
        },
        example: "2\n00:00:03,000 --> 00:00:04,000\nDos\n3\n00:00:05,000 --> 00:00:06,000\nTres\n",
    },
    Deliberate {
        name: "words behind an empty line",
        reason: "words behind an empty line inside a cue are kept by us; srtlib drops them where they hold no letter",
        explains: |document, difference| match difference {
            Difference::Words { ours, theirs } => {
                let text = document.cues[*ours].text.of(document.source.text()).replace('\r', "");
                let kept = text.split("\n\n").next().unwrap_or("");
                (has(document, *ours, ProblemKind::BlankInText)
                    || has(document, *ours, ProblemKind::BlankBeforeText))
                    && lines(kept) == lines(&theirs.text)
            }
            _ => false,
        },
        example: "\n2\n00:00:03,000 --> 00:00:04,000\nDos\n\n\u{266a}\n",
    },
    Deliberate {
        name: "carriage return",
        reason: "CR alone ends a line for us; srtlib takes every CR away and joins the lines",
        explains: |document, difference| {
            let joined = |text: &str| text.replace(['\r', '\n'], "");
            matches!(difference, Difference::Words { ours, theirs }
                if document.problems.iter().any(|p| p.kind == ProblemKind::LineEndsMixed)
                    && joined(document.cues[*ours].text.of(document.source.text())) == joined(&theirs.text))
        },
        example: "\n2\n00:00:03,000 --> 00:00:04,000\nDos\ry tres\n",
    },
];

/// Whether the reader reported this about a cue.
fn has(document: &Document<'_>, cue: usize, kind: ProblemKind) -> bool {
    let cue = u32::try_from(cue).ok();
    document.problems.iter().any(|p| p.kind == kind && p.cue == cue)
}

/// Whether a truly empty line stands right above a cue, or it begins the file.
fn set_apart(document: &Document<'_>, cue: usize) -> bool {
    let start = document.cues[cue].block().start as usize;
    let before = document.source.text()[..start].replace('\r', "");
    before.is_empty() || before == "\u{feff}" || before.ends_with("\n\n")
}

/// A text's lines without line ends, and without unseen lines at its edges, which belong to no cue for us.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let seen = |line: &&&str| !line.chars().all(is_unseen);
    let unseen_at_end = lines.iter().rev().take_while(|line| !seen(line)).count();
    let head = lines.iter().take_while(|line| !seen(line)).count();
    lines[head.min(lines.len() - unseen_at_end)..lines.len() - unseen_at_end]
        .iter()
        .map(|l| (*l).to_owned())
        .collect()
}

/// Pairs the cues of both readers by their place: a cue of srtlib is the next of ours with its in-time line.
fn differences(document: &Document<'_>, theirs: Vec<Subtitle>) -> Vec<Difference> {
    let text = document.source.text();
    let mut out = Vec::new();
    let mut at = 0;
    for other in theirs {
        let number = |i: usize| {
            let written = document.cues[i].number.of(text);
            written.trim_matches(is_unseen).parse::<usize>().ok()
        };
        let same_words = |i: usize| lines(document.cues[i].text.of(text)) == lines(&other.text);
        let same_start =
            |i: usize| document.time(document.cues[i].start) == Some(Time::from(&other.start_time));
        let fits = |i: &usize| number(*i) == Some(other.num) && (same_start(*i) || same_words(*i));
        let found = (at..document.cues.len()).find(fits).or_else(|| (at < document.cues.len()).then_some(at));
        let Some(here) = found.filter(|i| same_start(*i) || same_words(*i)) else {
            out.push(Difference::Missing { theirs: other });
            continue;
        };
        out.extend((at..here).map(|ours| Difference::Extra { ours }));
        let times = Some((Time::from(&other.start_time), Time::from(&other.end_time)));
        if document.times(&document.cues[here]) != times {
            out.push(Difference::Times { ours: here });
        }
        if number(here) != Some(other.num) {
            out.push(Difference::Number { ours: here, theirs: other.clone() });
        }
        if !same_words(here) {
            out.push(Difference::Words { ours: here, theirs: other });
        }
        at = here + 1;
    }
    out.extend((at..document.cues.len()).map(|ours| Difference::Extra { ours }));
    out
}

#[test]
fn both_readers_agree_wherever_srtlib_reads_at_all() {
    let samples = everything("srtlib");
    let tally: Mutex<BTreeMap<&str, usize>> = Mutex::default();
    let count = |what| *tally.lock().unwrap().entry(what).or_default() += 1;
    hold(&samples, |sample| {
        let document = sample.document();
        let Ok(theirs) = Subtitles::parse_from_str(document.source.text().to_owned()) else {
            count("files srtlib refuses");
            return Ok(());
        };
        count("files srtlib reads");
        for difference in differences(&document, theirs.to_vec()) {
            match DELIBERATE.iter().find(|it| (it.explains)(&document, &difference)) {
                Some(it) => count(it.name),
                None => return Err(format!("{difference} is explained by nothing")),
            }
        }
        Ok(())
    });
    eprintln!("srtlib: {:?}", tally.lock().unwrap());
    assert!(tally.lock().unwrap()["files srtlib reads"] >= 15, "srtlib reads next to nothing");
}

#[test]
fn every_deliberate_difference_is_there_and_explained_by_its_own_entry() {
    for entry in DELIBERATE {
        assert!(entry.reason.len() > 20, "{}", entry.name);
        let text = format!("{HEAD}{}", entry.example);
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let theirs = Subtitles::parse_from_str(text.clone()).unwrap().to_vec();
        let found = differences(&document, theirs);
        assert!(!found.is_empty(), "{}: no difference in {text:?}", entry.name);
        for difference in &found {
            assert!((entry.explains)(&document, difference), "{}: {difference}", entry.name);
        }
    }
}

#[test]
fn a_plain_file_shows_no_difference() {
    let text = format!("{HEAD}\n2\n00:00:03,000 --> 00:00:04,000\nDos\n<i>y tres</i>\n");
    for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let theirs = Subtitles::parse_from_str(text.clone()).unwrap().to_vec();
        assert_eq!(theirs.len(), 2);
        let found = differences(&document, theirs);
        let told: Vec<String> = found.iter().map(Difference::to_string).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}
