//! What the fuzzer found once holds: every input of `fuzz/corpus` (small, kept because each reaches code of its own) and
//! of `fuzz/regressions` (each broke a law once) is held against the law of its target.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tregua_tests::corpus::{files, root};
use tregua_tests::fuzz::{law, targets};

/// As in the fuzzer: an input of a target, and what it does to its law.
fn replay(folder: &str) -> usize {
    let all: Vec<_> = targets()
        .into_iter()
        .flat_map(|target| {
            files(&root().join("fuzz").join(folder).join(target)).into_iter().map(move |f| (target, f))
        })
        .collect();
    let told = tregua_qa::par::map(&all, |(target, path)| {
        let raw = fs::read(path).unwrap();
        let held = catch_unwind(AssertUnwindSafe(|| law(target, &raw)));
        let why = held.unwrap_or_else(|_| Err("panicked".to_owned())).err()?;
        Some(format!("{target}: {}: {why}", path.file_name()?.to_string_lossy()))
    });
    let told: Vec<String> = told.into_iter().flatten().collect();
    eprintln!("{folder}: {} inputs", all.len());
    assert!(told.is_empty(), "{} of {}:\n{}", told.len(), all.len(), told.join("\n"));
    all.len()
}

#[test]
fn the_corpora_hold() {
    assert!(replay("corpus") >= 20 * targets().len(), "corpora are missing");
}

#[test]
fn what_was_found_once_stays_mended() {
    replay("regressions");
}

#[test]
fn every_law_has_a_target_and_small_inputs() {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    let bins: BTreeSet<&str> =
        manifest.split("[[bin]]\nname = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(bins, targets().into_iter().collect());
    for folder in ["corpus", "regressions"] {
        for path in files(&root().join("fuzz").join(folder)) {
            let target = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
            assert!(bins.contains(&*target), "{}: no such target", path.display());
            let most = if folder == "corpus" { 4 << 10 } else { 64 << 10 };
            assert!(fs::metadata(&path).unwrap().len() <= most, "{} is too large", path.display());
        }
    }
}
