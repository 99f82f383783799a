//! Recall and precision of each rule over random mutations of the clean feature.
//!
//! `TREGUA_WRITE=1` writes the table to `docs/rules-measured.md`; without it the page is held to what is measured.
//! `TREGUA_RULES=set/` measures only the rules whose ids begin so, and leaves the page alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use tregua_qa::rules;
use tregua_tests::corpus::root;
use tregua_tests::mutate::{Class, Film, MUTATIONS, SEED, Score, Scores, all, classes, mutations};

/// Rules that no mutation of a clean SubRip track can provoke, and why.
const OUTSIDE: &[(&str, &str)] = &[
    ("file/byte-order-mark", "asks the first three bytes; its page's examples"),
    ("file/demand-unmet", "about other formats; `tests/tests/demands.rs`"),
    ("file/form", "SubRip has no standard to break; the other formats' messy fixtures provoke it"),
    ("file/merge-conflict", "markers of a merge; its page's examples and `qa/src/three_way/tests`"),
    ("file/name-pattern", "asks the file's name; its page's examples"),
    ("file/strict-reader", "another program's opinion of the same faults"),
    ("file/too-large", "asks the file's size; its page's examples"),
    ("language/kazakh-harmony", "asks a whole track; `tests/tests/language.rs`"),
    ("language/kazakh-stripped", "asks a whole track; `tests/tests/language.rs`"),
    ("language/spanish-variant", "asks a whole track; `tests/tests/language.rs`"),
    ("language/spelling", "asks dictionaries; `tests/tests/spelling.rs`, `docs/spelling.md`"),
    ("language/wrong-track", "asks a whole track; `tests/tests/language.rs`"),
    ("set/forced-missing", "asks a forced track; `tests/tests/slots.rs`"),
    ("set/frame-rates-differ", "SubRip states no frame rate; `tests/tests/slots.rs`"),
    (
        "set/untranslated",
        "among these three languages `language/wrong-language` speaks first; the rule's page and its tests",
    ),
];

#[derive(Default)]
struct Line {
    planted: usize,
    found: usize,
    strange: usize,
}

/// The scores of all classes, rule by rule. A finding that nothing accounts for counts against the rule that made it.
fn by_rule(scores: &Scores) -> BTreeMap<&'static str, Line> {
    let mut out: BTreeMap<&'static str, Line> = BTreeMap::new();
    for (class, score) in scores {
        let line = out.entry(class.rule).or_default();
        line.planted += score.planted;
        line.found += score.found;
        for (rule, n) in &score.false_findings {
            out.entry(rule).or_default().strange += n;
        }
    }
    out
}

fn per_mille(n: usize, of: usize) -> usize {
    n * 1000 / of.max(1)
}

fn share(n: usize) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}

/// What a rule must reach, in per mille.
fn wanted(rule: &str) -> usize {
    if rule.starts_with("text/") || rule.starts_with("language/") { 950 } else { 990 }
}

fn page(scores: &Scores) -> String {
    let mut out = format!(
        "# What the rules find, measured\n\n\
         The clean feature (`fixtures/feature`: three tracks of 1 886 cues and more) is changed at random places, {MUTATIONS} \
         times for each class of fault, each time so that it is a fault for certain, and checked with the language's Netflix \
         profile. Faults stand at least five cues apart. The seed is {SEED}; the same seed gives the same table. Written by\n\n\
         ```console\n$ TREGUA_WRITE=1 cargo test -p tregua-tests --test mutations\n```\n\n\
         and held to what is measured by the same test without `TREGUA_WRITE`. The classes are in `tests/src/mutate`; a rule \
         without one is measured by its entries in `fixtures/feature/defects.toml`.\n\n\
         * **found**: the rule speaks at the changed cue or the one beside it;\n\
         * **strange**: findings of the rule, in any class, that are a warning or worse (or at any level in the rule's own \
         classes), that the clean film does not have, and that are neither the planted fault nor declared as its direct \
         consequence;\n\
         * **recall** is found / mutations, **precision** is found / (found + strange).\n\n\
         | rule | mutations | found | strange | recall | precision |\n|---|---:|---:|---:|---:|---:|\n"
    );
    for (rule, line) in by_rule(scores) {
        let Line { planted, found, strange } = line;
        let recall = share(per_mille(found, planted));
        let precision = share(per_mille(found, found + strange));
        let _ = writeln!(out, "| `{rule}` | {planted} | {found} | {strange} | {recall} | {precision} |");
    }
    out.push_str("\n## The classes\n\n| rule | what is done | mutations | found | strange | may bring |\n|---|---|---:|---:|---:|---|\n");
    for (class, score) in scores {
        let brings: Vec<String> = class.brings.iter().map(|rule| format!("`{rule}`")).collect();
        let strange: usize = score.false_findings.values().sum();
        let Score { planted, found, .. } = score;
        let (rule, what, brings) = (class.rule, class.what, brings.join(", "));
        let _ = writeln!(out, "| `{rule}` | {what} | {planted} | {found} | {strange} | {brings} |");
    }
    out.push_str("\nNot measured here: ");
    let outside: Vec<String> = OUTSIDE.iter().map(|(rule, why)| format!("`{rule}` ({why})")).collect();
    let _ = writeln!(out, "{}.", outside.join(", "));
    out
}

#[test]
fn rules_find_what_is_planted_and_nothing_else() {
    let start = std::time::Instant::now();
    let film = Film::read(&root());
    let only = std::env::var("TREGUA_RULES").ok();
    let asked = |class: &Class| only.as_ref().is_none_or(|only| class.rule.starts_with(only.as_str()));
    let scores = all(&film, classes(&root()).into_iter().filter(asked).collect());
    let page = page(&scores);
    eprintln!("{:?}, seed {SEED}\n{page}", start.elapsed());
    let mut bad = String::new();
    for (class, score) in &scores {
        let name = format!("{}: {}", class.rule, class.what);
        if score.planted < mutations() {
            let _ = writeln!(bad, "{name}: only {} mutations", score.planted);
        }
        eprintln!("{:6} ms {name}", score.took.as_millis());
        for missed in &score.missed {
            eprintln!("{name}: missed: {missed}");
        }
        for strange in &score.strange {
            eprintln!("{name}: strange: {strange}");
        }
    }
    for (rule, line) in by_rule(&scores) {
        let recall = per_mille(line.found, line.planted);
        let precision = per_mille(line.found, line.found + line.strange);
        if line.planted > 0 && (recall < wanted(rule) || precision < wanted(rule)) || line.planted == 0 {
            let _ = writeln!(bad, "{rule}: recall {}, precision {}", share(recall), share(precision));
        }
    }
    assert!(bad.is_empty(), "{bad}");
    if only.is_some() || mutations() != MUTATIONS {
        return;
    }
    let path = root().join("docs/rules-measured.md");
    if std::env::var_os("TREGUA_WRITE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let stands = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stands == page,
        "docs/rules-measured.md is not what is measured; run this test with TREGUA_WRITE=1"
    );
}

#[test]
fn every_rule_is_measured() {
    let classes = classes(&root());
    let outside = |id: &str| OUTSIDE.iter().any(|(rule, _)| *rule == id);
    let without: Vec<&str> =
        rules::ids().filter(|id| !outside(id) && !classes.iter().any(|class| class.rule == *id)).collect();
    assert!(without.is_empty(), "no mutation provokes {without:?}");
}
