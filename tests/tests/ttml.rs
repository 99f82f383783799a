//! TTML against the corpora beside the repository, where they are: what the suites call valid has no error, what
//! they call invalid has one, and every time in every file can be spelt again.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tregua_parse::base::{Severity, splice};
use tregua_parse::format::{ReadOptions, Sniffed, by_name, sniff, ttml};
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::{Notation, Time};
use tregua_qa::retime::{BelowZero, Options, RetimeError, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{files, root, same_outside, shared};

const SETS: [&str; 10] = [
    "w3c-imsc-tests",
    "w3c-ttml2-tests",
    "skynav-ttt",
    "irt-ebu-tt-d-samples",
    "bbc-ttml-validator",
    "ttconv",
    "mantas-done-subtitles",
    "pysubs2",
    "go-astisub",
    "hostile-xml-defusedxml",
];

/// Sets whose folders and file names give a verdict.
const JUDGED: [&str; 4] = ["w3c-imsc-tests", "w3c-ttml2-tests", "skynav-ttt", "irt-ebu-tt-d-samples"];

fn is_xml(path: &Path) -> bool {
    let known = ["ttml", "xml", "dfxp", "itt"];
    path.extension().is_some_and(|it| known.iter().any(|known| it.eq_ignore_ascii_case(known)))
}

/// Every file of the sets, and of our own fixtures.
fn corpus() -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    let mut add = |base: &Path, folder: &str| {
        for path in files(&base.join(folder)).into_iter().filter(|path| is_xml(path)) {
            out.push((path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/"), path));
        }
    };
    add(&root().join("fixtures"), "ttml");
    if let Some(base) = shared() {
        SETS.iter().for_each(|set| add(&base.join("corpora"), set));
    }
    out
}

fn judged() -> Vec<(String, PathBuf)> {
    corpus().into_iter().filter(|(name, _)| JUDGED.contains(&name.split('/').next().unwrap())).collect()
}

fn read(raw: &[u8]) -> Document<'_> {
    ttml::parse(Source::open(raw, None, None).unwrap(), &ReadOptions::default())
}

/// The faults of an error's level, as text.
fn errors(document: &Document<'_>) -> Vec<String> {
    let own = |kind: ProblemKind| match kind {
        ProblemKind::Own(fault) if fault.level == Severity::Error => Some(fault.message),
        _ => None,
    };
    let text = document.source.text();
    let all = document.problems.iter();
    all.filter_map(|it| Some(format!("{}: {:?}", own(it.kind)?, it.span.of(text)))).collect()
}

fn is_invalid(name: &str) -> bool {
    name.contains("invalid") || name.contains("invld")
}

/// What an invalid file is invalid for, by its name.
fn class(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap();
    let any = |words: &[&str]| words.iter().any(|word| file.contains(word));
    if any(&["bad-resource", "simple-source"]) {
        "resources outside of the file"
    } else if any(&["non-well-formed", "encoding.xml"]) {
        "well-formedness and encoding"
    } else if any(&[
        "-begin-",
        "-dur-",
        "timing",
        "frames-",
        "ticks-",
        "frame-rate",
        "tick-rate",
        "sub-frame",
        "drop-mode",
        "marker-mode",
        "clock-mode",
    ]) {
        "time expressions and parameters of time"
    } else if file.starts_with("imsc1") {
        "what only IMSC forbids"
    } else if file.starts_with("st2052") {
        "SMPTE's own elements and attributes"
    } else if any(&["profile", "feature", "extension"]) {
        "names of profiles, features and extensions"
    } else if any(&[
        "idref",
        "disallowed",
        "unknown-attributes",
        "missing-lang",
        "non-unique",
        "root-html",
        "isd-",
        "bad-style-",
        "region-inline",
        "data-",
        "metadata-item",
        "unresolvable",
        "xlink",
        "inline-block-non-span",
        "non-animatable",
    ]) {
        "structure"
    } else {
        "values of attributes"
    }
}

/// The classes that are promised.
const PROMISED: [&str; 3] =
    ["time expressions and parameters of time", "structure", "well-formedness and encoding"];

#[test]
fn what_is_valid_has_no_error() {
    let mut told = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let all: Vec<_> = judged().into_iter().filter(|(name, _)| !is_invalid(name)).collect();
    for (name, path) in &all {
        let raw = fs::read(path).unwrap();
        let found = errors(&read(&raw));
        *counts.entry(JUDGED.iter().find(|set| name.starts_with(**set)).unwrap()).or_default() += 1;
        if !found.is_empty() {
            told.push(format!("{name}: {found:?}"));
        }
    }
    eprintln!("valid: {} files, {} with an error: {counts:?}", all.len(), told.len());
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn what_is_invalid_has_an_error() {
    let mut table: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for (name, path) in judged().into_iter().filter(|(name, _)| is_invalid(name)) {
        let raw = fs::read(&path).unwrap();
        let row = table.entry(class(&name)).or_default();
        row.0 += 1;
        if errors(&read(&raw)).is_empty() {
            row.1.push(name);
        }
    }
    let mut promised = (0, 0);
    eprintln!("| class | files | with an error |\n|---|---|---|");
    for (class, (all, missed)) in &table {
        eprintln!("| {class} | {all} | {} |", all - missed.len());
        if PROMISED.contains(class) {
            promised = (promised.0 + all, promised.1 + missed.len());
        }
    }
    for (class, (_, missed)) in &table {
        for name in missed {
            eprintln!("without an error ({class}): {name}");
        }
    }
    let (all, missed) = promised;
    eprintln!("promised classes: {} of {all} invalid files have an error", all - missed);
    assert!(missed * 10 <= all, "fewer than nine of ten are found");
}

#[test]
fn every_time_is_spelt_again_as_it_was() {
    let (mut count, mut slots) = (0, 0);
    for (name, path) in corpus() {
        let raw = fs::read(&path).unwrap();
        let document = read(&raw);
        count += 1;
        for slot in document.slots.iter().filter(|slot| slot.notation != Notation::Implied) {
            let base = document.base_of(slot);
            let since = base.and_then(|base| document.time(base.since)).unwrap_or(Time::ZERO);
            let offset = base.map_or(Time::ZERO, |base| base.offset);
            let from = since.checked_add(offset).unwrap();
            let number = slot.time.checked_sub(from).unwrap();
            let respelt = document.respell(slot, number).unwrap();
            assert_eq!(respelt.text, slot.span.of(document.source.text()), "{name}");
            assert_eq!((respelt.error, respelt.widened), (Time::ZERO, false), "{name}");
            slots += 1;
        }
    }
    eprintln!("respelt: {slots} times in {count} files");
}

#[test]
fn an_hour_more_is_an_hour_more() {
    let hour = TimeMap::shift(Time::HOUR);
    let keep = Options { below_zero: BelowZero::Refuse, unreadable: Unreadable::Keep };
    let (mut moved, mut rounded, mut held) = (0, 0, 0);
    for (name, path) in corpus() {
        let raw = fs::read(&path).unwrap();
        let document = read(&raw);
        let done = match retime(&document, &hour, keep) {
            Ok(done) => done,
            // A paragraph without an in-time, which ends the spans in it at fifteen seconds.
            Err(RetimeError::Holds { .. }) => {
                held += 1;
                continue;
            }
            Err(error) => panic!("{name}: {error}"),
        };
        let new = splice(&raw, &done.edits).unwrap();
        same_outside(&raw, &new, &done.edits).unwrap_or_else(|why| panic!("{name}: {why}"));
        let again = read(&new);
        let kept = done.report.unreadable.len();
        assert_eq!(again.slots.len(), document.slots.len(), "{name}");
        for (old, new) in document.slots.iter().zip(&again.slots) {
            let by = new.time.checked_sub(old.time).unwrap();
            // A time that no attribute spells stays where it is, and so does a cue with an unreadable one.
            if old.notation == Notation::Implied || by == Time::ZERO && kept > 0 {
                continue;
            }
            let off = by.checked_sub(Time::HOUR).unwrap().abs();
            assert!(off <= done.report.largest_error, "{name}: moved by {by}");
            moved += 1;
            rounded += usize::from(off > Time::ZERO);
        }
    }
    eprintln!(
        "an hour more: {moved} times, {rounded} of them rounded to a frame or tick; {held} files refused"
    );
    assert!(held < 2);
}

#[test]
fn every_document_is_known_for_what_it_is() {
    let mut others = Vec::new();
    for (name, path) in corpus() {
        let raw = fs::read(&path).unwrap();
        let source = Source::open(&raw, None, None).unwrap();
        match sniff(source.text(), Some("xml")) {
            Sniffed::Found(format, _) => assert_eq!(format.id, "ttml", "{name}"),
            _ => others.push(name),
        }
    }
    eprintln!("not taken for TTML: {}", others.join(", "));
    assert!(by_name("dfxp").is_some_and(|format| format.id == "ttml"));
}

#[test]
fn the_fixtures_are_what_they_say() {
    let mut count = 0;
    for (name, path) in corpus().into_iter().filter(|(name, _)| name.starts_with("ttml/")) {
        let raw = fs::read(&path).unwrap();
        let document = read(&raw);
        let found = errors(&document);
        let kind = name.split('/').nth(1).unwrap();
        let right = match kind {
            "valid" => document.problems.is_empty(),
            "invalid" => !found.is_empty(),
            _ => {
                !document.problems.is_empty() && document.cues.iter().all(|cue| document.times(cue).is_some())
            }
        };
        assert!(right, "{name}: {:?}", document.problems);
        assert!(!document.cues.is_empty() || name.ends_with("entities.ttml"), "{name}");
        count += 1;
    }
    assert!(count > 10, "the fixtures are missing");
}
