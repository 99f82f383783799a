//! What the program says and writes about every file here, held against what was accepted before.
//!
//! Fourteen commands, each one run over all files: the fixtures, and what the fuzzers found worth keeping. Of each file and command
//! a digest stands in `accepted.tsv`, so that a change that shows anywhere is in the diff of the commit that makes it, file by
//! file, and cannot go unseen. Of files that are not part of the repository (`shared` beside it, or what `TREGUA_SHARED` names:
//! real and hostile ones) `elsewhere.tsv` has the digests, under the digests of their names and bytes; a clone without them passes.
//!
//! Where something differs: `cargo xtask ecosystem OLD NEW FOLDER…` shows the lines of two builds. What is meant to be so is
//! accepted by `TREGUA_ACCEPT=1 cargo test -p tregua --test outputs`.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::panic, reason = "a test")]

mod files;
mod runs;

use files::{File, Folder};
use runs::{Digests, RUNS};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn list(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs").join(name)
}

#[test]
fn nothing_else_is_said_or_written_about_the_files_of_the_repository() {
    let files =
        files::below(&root(), &["fixtures", "fuzz/corpus", "fuzz/regressions"], |path, _| path.to_owned());
    assert!(files.len() > 1_000, "only {} files", files.len());
    let found = digests("here", &files);
    hold(&list("accepted.tsv"), &found, true);
}

#[test]
fn nothing_else_is_said_or_written_about_files_elsewhere() {
    let named = std::env::var_os("TREGUA_SHARED").map(PathBuf::from);
    let Some(shared) = Some(named.unwrap_or_else(|| root().join("../shared"))).filter(|it| it.is_dir())
    else {
        eprintln!("outputs: no files elsewhere");
        return;
    };
    let files = files::below(&shared, &["corpora", "torture"], |path, raw| {
        // Its name counts, as it may say the language.
        files::digest(&[path.rsplit('/').next().unwrap_or(path).as_bytes(), raw])
    });
    let found = digests("elsewhere", &files);
    hold(&list("elsewhere.tsv"), &found, false);
}

/// What every command says and writes about each file.
fn digests(name: &str, files: &[File]) -> BTreeMap<String, Digests> {
    let folder = Folder::with(name, files);
    let mut out: BTreeMap<String, Digests> =
        files.iter().map(|it| (it.key.clone(), Digests::default())).collect();
    for (at, run) in RUNS.iter().enumerate() {
        for (key, digest) in run.over(&folder, files) {
            out.get_mut(&key).unwrap()[at] = digest;
        }
    }
    out
}

/// Holds digests against those of a list, or accepts them. Of files that are not `all` there, only those are looked at that are.
fn hold(list: &Path, found: &BTreeMap<String, Digests>, all: bool) {
    if std::env::var_os("TREGUA_ACCEPT").is_some() {
        fs::write(list, written(found)).unwrap();
        return;
    }
    let accepted = read(&fs::read_to_string(list).unwrap_or_default());
    let known = found.keys().filter(|key| accepted.contains_key(*key)).count();
    eprintln!("outputs: {known} of {} files are held to {}", found.len(), list.display());
    let mut wrong = String::new();
    for (at, run) in RUNS.iter().enumerate() {
        let differ = |(key, digests): &(&String, &Digests)| {
            accepted.get(*key).is_some_and(|accepted| accepted[at] != digests[at])
        };
        tell(&mut wrong, run.name, "says or writes something else about", found.iter().filter(differ));
    }
    if all {
        let new = |(key, _): &(&String, &Digests)| !accepted.contains_key(*key);
        tell(&mut wrong, "the list", "does not have yet", found.iter().filter(new));
        let gone = |(key, _): &(&String, &Digests)| !found.contains_key(*key);
        tell(&mut wrong, "the list", "has, though there is none,", accepted.iter().filter(gone));
    }
    assert!(
        wrong.is_empty(),
        "{wrong}`cargo xtask ecosystem OLD NEW FOLDER…` shows what two builds say. If it is meant to be so, \
         `TREGUA_ACCEPT=1 cargo test -p tregua --test outputs` accepts it, and the commit says why."
    );
}

fn tell<'a>(out: &mut String, who: &str, what: &str, files: impl Iterator<Item = (&'a String, &'a Digests)>) {
    const SHOWN: usize = 8;
    let keys: Vec<&str> = files.map(|(key, _)| key.as_str()).collect();
    if !keys.is_empty() {
        let more = if keys.len() > SHOWN { " …" } else { "" };
        let shown = keys[..keys.len().min(SHOWN)].join(" ");
        let _ = writeln!(out, "{who} {what} {} files: {shown}{more}", keys.len());
    }
}

fn written(found: &BTreeMap<String, Digests>) -> String {
    let names: Vec<&str> = RUNS.iter().map(|run| run.name).collect();
    let mut out = format!("file\t{}\n", names.join("\t"));
    for (key, digests) in found {
        let _ = writeln!(out, "{key}\t{}", digests.join("\t"));
    }
    out
}

fn read(text: &str) -> BTreeMap<String, Digests> {
    let lines = text.lines().skip(1).filter_map(|line| {
        let mut parts = line.split('\t').map(str::to_owned);
        Some((parts.next()?, parts.collect::<Vec<_>>().try_into().ok()?))
    });
    lines.collect()
}

#[test]
fn a_list_is_read_as_it_was_written_and_what_differs_is_told() {
    let mut one = Digests::default();
    one[3] = "0a1b2c".to_owned();
    let all = BTreeMap::from([("a b".to_owned(), Digests::default()), ("c".to_owned(), one)]);
    assert_eq!(read(&written(&all)), all);
    let mut out = String::new();
    tell(&mut out, "check", "differs on", all.iter());
    assert_eq!(out, "check differs on 2 files: a b c\n");
}
