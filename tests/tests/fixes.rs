//! A fix never makes it worse: fixes converge, make no new finding, and safe ones leave the words alone.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::sync::atomic::{AtomicUsize, Ordering};
use tregua_parse::base::Applicability;
use tregua_parse::format::srt;
use tregua_parse::model::is_unseen;
use tregua_parse::syntax::Document;
use tregua_qa::check::{FixInput, Fixed, fix};
use tregua_qa::profile::RuleSet;
use tregua_qa::programme::Kind;
use tregua_tests::corpus::{RuleBook, Sample, by_rule, fixtures, hold, programme, say};

fn fixed(sample: &Sample, raw: &[u8], rules: &RuleSet, least: Applicability) -> Fixed {
    let programme = programme();
    let input = FixInput {
        counts: None,
        reading: tregua_parse::format::ReadOptions::default(),
        raw,
        format: &srt::FORMAT,
        encoding: None,
        lang: sample.lang.as_ref(),
        kind: Kind::Full,
        programme: &programme,
    };
    fix(&input, rules, least).unwrap()
}

/// Files of a few kilobytes; the tracks of a whole film would tell the same at length.
fn small() -> Vec<Sample> {
    fixtures().into_iter().filter(|sample| sample.raw.len() < 16 << 10).collect()
}

fn converges(
    test: &str,
    least: Applicability,
    and: impl Fn(&Sample, &Fixed) -> Result<(), String> + Sync + Send,
) {
    let samples = small();
    say(test, samples.len(), 0);
    let book = RuleBook::new(&samples);
    let (settled, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    hold(&samples, |sample| {
        let rules = book.of(sample);
        let first = fixed(sample, &sample.raw, rules, least);
        let second = fixed(sample, &first.bytes, rules, least);
        if second.bytes != first.bytes {
            return Err(format!("a second fix goes on: settled {:?}", second.settled));
        }
        settled.fetch_add(first.settled.values().sum(), Ordering::Relaxed);
        refused.fetch_add(first.refused, Ordering::Relaxed);
        let (before, after) = (by_rule(&sample.check(&sample.raw, rules)), by_rule(&first.remaining));
        for (rule, n) in &after {
            let was = before.get(rule).copied().unwrap_or(0);
            if *n > was {
                return Err(format!("{rule}: {was} findings before, {n} after"));
            }
        }
        if by_rule(&sample.check(&first.bytes, rules)) != after {
            return Err("what it says remains is not what a check finds".to_owned());
        }
        if first.settled.is_empty() != (first.bytes == sample.raw) {
            return Err(format!("changed or not, and settled {:?}", first.settled));
        }
        and(sample, &first)
    });
    // No empty promise: many fixes are made, and some are left out since they would do harm.
    let (settled, refused) = (settled.into_inner(), refused.into_inner());
    eprintln!("{test}: {settled} findings settled, {refused} fixes left out");
    assert!(
        settled > 20 && (refused > 0 || least == Applicability::Safe),
        "{settled} settled, {refused} left out"
    );
}

#[test]
fn safe_fixes_converge_and_leave_the_words_alone() {
    converges("safe fixes", Applicability::Safe, |sample, fixed| {
        let (old, new) = (sample.document(), sample.parse(&fixed.bytes));
        let (before, after) = (words(&old), words(&new));
        if old.cues.len() != new.cues.len() {
            return Err(format!("{} cues became {}", old.cues.len(), new.cues.len()));
        }
        let times = |document: &Document<'_>| document.slots.iter().map(|s| s.time).collect::<Vec<_>>();
        if times(&old) != times(&new) {
            return Err("other times".to_owned());
        }
        match before.iter().zip(&after).find(|(a, b)| !same_to_the_eye(a, b)) {
            Some((a, b)) => Err(format!("{a:?} became {b:?}")),
            None => Ok(()),
        }
    });
}

#[test]
fn unsafe_fixes_converge() {
    converges("unsafe fixes", Applicability::Unsafe, |_, _| Ok(()));
}

/// The text of each cue as a viewer reads it, without what shows nothing.
fn words(document: &Document<'_>) -> Vec<String> {
    let track = srt::lower(document);
    let cue = |cue| track.runs_of_cue(cue).iter().flat_map(|run| run.text.chars()).filter(|c| !is_unseen(*c));
    track.cues.iter().map(|it| cue(it).collect()).collect()
}

/// The same letters, or each in the place of one from the other alphabet, which is how a look-alike is mended.
fn same_to_the_eye(a: &str, b: &str) -> bool {
    let alike = |(x, y): (char, char)| {
        x == y
            || x.is_alphabetic() && y.is_alphabetic() && !x.is_ascii() && !y.is_ascii()
            || x.is_ascii() != y.is_ascii()
    };
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(alike)
}

#[test]
fn the_eye_is_not_blind() {
    assert!(same_to_the_eye("cәлем", "сәлем") && same_to_the_eye("Cəлем", "Сәлем"));
    assert!(!same_to_the_eye("mar", "mas") && !same_to_the_eye("мар", "мары"));
}
