//! The fixtures are what their folders and names say.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use tregua_parse::base::Severity;
use tregua_parse::format::srt;
use tregua_parse::model::is_unseen;
use tregua_parse::syntax::ProblemKind;
use tregua_parse::time::ClockFault;
use tregua_tests::corpus::{Sample, fixtures, hold, root, rules};

fn folder(name: &str) -> Vec<Sample> {
    let out: Vec<Sample> = fixtures().into_iter().filter(|s| s.name.starts_with(name)).collect();
    assert!(!out.is_empty(), "nothing in {name}");
    out
}

/// `StampLoose(NoHours)` → `stamp-loose-no-hours`.
fn file_stem(kind: &str) -> String {
    let mut out = String::new();
    for c in kind.chars().filter(|c| *c != ')') {
        match c {
            '(' => {}
            _ if c.is_uppercase() && !out.is_empty() => out.extend(['-', c.to_ascii_lowercase()]),
            _ => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}

/// The names of all kinds of problem, read from the source: the list cannot be forgotten.
fn kinds() -> BTreeSet<String> {
    let source = fs::read_to_string(root().join("crates/parse/src/syntax/problem.rs")).unwrap();
    let body = source.split_once("pub enum ProblemKind {").unwrap().1.split_once("\n}").unwrap().0;
    let names = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let mut out: BTreeSet<String> = names.map(|line| line.trim_end_matches(',').to_owned()).collect();
    // Faults of other formats are declared beside their readers.
    out.retain(|name| !name.starts_with("Own("));
    assert!(out.remove("StampLoose(ClockFault)") && out.len() > 20, "{out:?}");
    out.extend(ClockFault::ALL.iter().map(|fault| format!("{:?}", ProblemKind::StampLoose(*fault))));
    out
}

fn problems(sample: &Sample) -> BTreeSet<String> {
    let document = sample.document();
    let track = srt::lower(&document);
    document.problems.iter().chain(&track.problems).map(|p| format!("{:?}", p.kind)).collect()
}

#[test]
fn valid_files_have_nothing_wrong() {
    let rules = rules("structure");
    hold(&folder("fixtures/srt/valid/"), |sample| {
        let found = sample.check(&sample.raw, &rules);
        match found.iter().find(|d| d.severity > Severity::Info) {
            Some(d) => Err(format!("{}: {}", d.rule, tregua_tests::corpus::said(&d.message))),
            None => Ok(()),
        }
    });
}

#[test]
fn every_recovery_has_a_file_that_needs_it() {
    let messy = folder("fixtures/srt/messy/");
    for kind in kinds().iter().filter(|kind| *kind != "NoCues") {
        let name = format!("{}.srt", file_stem(kind));
        let sample = messy.iter().find(|sample| sample.file_name() == name);
        let sample = sample.unwrap_or_else(|| panic!("{kind} has no file fixtures/srt/messy/{name}"));
        let found = problems(sample);
        assert!(found.contains(kind), "{name}: {kind} is not among {found:?}");
    }
}

#[test]
fn every_messy_file_is_reported_and_loses_nothing() {
    let rules = rules("structure");
    hold(&folder("fixtures/srt/messy/"), |sample| {
        if sample.check(&sample.raw, &rules).is_empty() {
            return Err("nothing is said about it".to_owned());
        }
        let document = sample.document();
        let text = document.source.text();
        let spans = document.cues.iter().flat_map(|cue| [cue.number, cue.timing, cue.text]);
        let spans: Vec<_> = spans.chain(document.problems.iter().map(|p| p.span)).collect();
        // Every visible sign belongs to a cue or to a problem.
        let lost = text
            .char_indices()
            .find(|(at, c)| !is_unseen(*c) && !spans.iter().any(|span| span.range().contains(at)));
        match lost {
            Some((at, _)) => {
                Err(format!("{:?} is in no cue and no problem", &text[at..text.len().min(at + 20)]))
            }
            None => Ok(()),
        }
    });
}

#[test]
fn invalid_files_hold_no_cue_and_say_so() {
    let rules = rules("structure");
    hold(&folder("fixtures/srt/invalid/"), |sample| {
        let document = sample.document();
        let errors =
            sample.check(&sample.raw, &rules).iter().filter(|d| d.severity == Severity::Error).count();
        let told = document.problems.iter().any(|p| p.kind == ProblemKind::NoCues);
        match (document.cues.len(), told, errors > 0) {
            (0, true, true) => Ok(()),
            state => Err(format!("cues, told so, error: {state:?}")),
        }
    });
}
