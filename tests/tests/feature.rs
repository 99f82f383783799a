//! The feature film of `cargo xtask feature`: clean under its profiles, and its defective copy shows exactly what
//! was planted in it.

// A fixture that cannot be read is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use tregua_parse::base::{Diagnostic, Lang, Severity};
use tregua_parse::format::srt;
use tregua_parse::model::{Counting, Track, count};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_qa::check::{Context, check, check_set};
use tregua_qa::language::{mixed_words, wrong_language};
use tregua_qa::profile::{Profile, RuleSet, Selection, for_language};
use tregua_qa::project::Project;
use tregua_qa::rules;
use tregua_qa::shots::Told;
use tregua_tests::corpus::said;
use xtask::feature::{BRIEFEST, FOLDER, FPS, LINE, LONGEST, READ, TRACKS, script, stale};

fn root() -> PathBuf {
    xtask::root()
}

/// A finding as the manifest names it: rule, track, and the cue's place from 1.
type Key = (String, String, Option<u64>);

/// The files of a project, in its order, and its list of cuts.
fn files(folder: &str) -> (Project, Vec<Vec<u8>>) {
    let folder = root().join(folder);
    let mut project = Project::parse(&std::fs::read_to_string(folder.join("tregua.toml")).unwrap()).unwrap();
    let list = std::fs::read_to_string(folder.join(&project.shots.as_ref().unwrap().file)).unwrap();
    let told =
        Told { rate: project.programme.frame_rate, length: project.programme.length, ..Told::default() };
    let listed = tregua_qa::shots::read(&list, &told).unwrap();
    assert!(listed.problems.is_empty(), "{:?}", listed.problems);
    project.programme.shots = Some(listed.shots);
    let bytes = project.tracks.iter().map(|entry| std::fs::read(folder.join(&entry.file)).unwrap()).collect();
    (project, bytes)
}

/// Checks a project as `tregua check` does: each track by itself, then all of them together.
fn run(folder: &str) -> Vec<(Lang, Diagnostic)> {
    let (project, bytes) = files(folder);
    let documents: Vec<Document<'_>> = project
        .tracks
        .iter()
        .zip(&bytes)
        .map(|(entry, bytes)| srt::parse(Source::open(bytes, None, Some(entry.lang.language())).unwrap()))
        .collect();
    let tracks: Vec<Track<'_>> = documents.iter().map(srt::lower).collect();
    let contexts: Vec<Context<'_>> = project
        .tracks
        .iter()
        .zip(documents.iter().zip(&tracks))
        .map(|(entry, (document, track))| {
            Context::new(document, track, Some(&entry.lang), entry.kind, &project.programme)
        })
        .collect();
    let sets: Vec<RuleSet> = project
        .tracks
        .iter()
        .map(|entry| {
            let name = entry.profile.as_deref().unwrap_or_else(|| for_language(&entry.lang));
            RuleSet::new(&Profile::builtin(name).unwrap(), &project.rules, &Selection::default()).unwrap()
        })
        .collect();
    let together = check_set(&contexts, &sets.iter().collect::<Vec<_>>());
    let mut out = Vec::new();
    for (((entry, context), set), more) in project.tracks.iter().zip(&contexts).zip(&sets).zip(together) {
        out.extend(check(context, set).into_iter().chain(more).map(|found| (entry.lang.clone(), found)));
    }
    out
}

#[test]
fn the_film_is_clean() {
    let allowed = allowed();
    let bad: Vec<String> = run("")
        .into_iter()
        .filter(|(_, found)| found.severity >= Severity::Warning || !allowed.contains(found.rule))
        .map(|(lang, found)| {
            format!("{lang:?}, cue {:?}: {}: {}", found.cue.map(|c| c + 1), found.rule, said(&found.message))
        })
        .collect();
    assert!(bad.is_empty(), "{} findings:\n{}", bad.len(), bad.join("\n"));
}

/// The manifest.
fn listed() -> toml::Table {
    let path = root().join(FOLDER).join("defects/manifest.toml");
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Rules that may inform of more than was planted: what the film itself has that is worth knowing and not wrong.
fn allowed() -> BTreeSet<String> {
    let table = listed();
    let all = table.get("allowed").and_then(toml::Value::as_array).into_iter().flatten();
    all.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
}

/// What the manifest lists, with its notes. Rules that do not exist are left out, and named.
fn manifest() -> BTreeMap<Key, Vec<String>> {
    let table = listed();
    let mut out: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for finding in table["finding"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        if rules::find(&text("rule")).is_none() {
            unknown.insert(text("rule"));
            continue;
        }
        let cue = finding.get("cue").map(|cue| u64::try_from(cue.as_integer().unwrap()).unwrap());
        out.entry((text("rule"), text("track"), cue)).or_default().push(text("note"));
    }
    if !unknown.is_empty() {
        eprintln!(
            "left out, as there are no such rules: {}",
            unknown.into_iter().collect::<Vec<_>>().join(", ")
        );
    }
    out
}

#[test]
fn every_planted_defect_is_found_and_nothing_else() {
    let (planted, allowed) = (manifest(), allowed());
    let mut found: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for (lang, one) in run(&format!("{FOLDER}/defects")) {
        let key = (one.rule.to_owned(), lang.as_str().to_owned(), one.cue.map(|cue| u64::from(cue) + 1));
        let informs = one.severity == Severity::Info && allowed.contains(one.rule);
        if informs && !planted.contains_key(&key) {
            continue;
        }
        found.entry(key).or_default().push(said(&one.message));
    }
    let mut diff = String::new();
    for key in planted.keys().chain(found.keys()).collect::<BTreeSet<_>>() {
        let none = Vec::new();
        let (want, got) = (planted.get(key).unwrap_or(&none), found.get(key).unwrap_or(&none));
        if want.len() == got.len() {
            continue;
        }
        let (rule, track, cue) = key;
        let place = cue.map_or_else(|| "the file".to_owned(), |cue| format!("cue {cue}"));
        let _ = writeln!(diff, "{rule}, {track}, {place}: {} planted, {} found", want.len(), got.len());
        for (sign, list) in [('-', want), ('+', got)] {
            for text in list {
                let _ = writeln!(diff, "  {sign} {text}");
            }
        }
    }
    assert!(diff.is_empty(), "planted (-) and found (+) differ:\n{diff}");
}

#[test]
fn every_rule_has_a_defect() {
    let planted: BTreeSet<String> = manifest().into_keys().map(|(rule, ..)| rule).collect();
    // SubRip has no standard to break: `file/form` is tried by every other format's messy files. Rules that ask a whole
    // track are tried on whole tracks in `language.rs` and `slots.rs`, what clients ask of other formats in `demands.rs`.
    // A cue in another of these three languages is found in one track alone, so `set/untranslated` is tried with others
    // on its page.
    let elsewhere = [
        "file/byte-order-mark",
        "file/demand-unmet",
        "file/form",
        "file/merge-conflict",
        "file/name-pattern",
        "file/too-large",
        "language/kazakh-harmony",
        "language/kazakh-stripped",
        "language/spanish-variant",
        "language/spelling",
        "language/wrong-track",
        "set/forced-missing",
        "set/frame-rates-differ",
        "set/untranslated",
        "set/wrong-file",
    ];
    let without = rules::ids().filter(|id| !planted.contains(*id) && !elsewhere.contains(id));
    let without: Vec<&str> = without.collect();
    assert!(without.is_empty(), "nothing is planted for {without:?}");
}

#[test]
fn a_strict_reader_refuses_what_the_manifest_says() {
    let table = listed();
    let listed: BTreeSet<&str> = table["finding"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"].as_str() == Some("file/strict-reader"))
        .filter(|finding| finding["note"].as_str().is_some_and(|note| note.contains("refuses")))
        .map(|finding| finding["track"].as_str().unwrap())
        .collect();
    for (folder, listed) in [(String::new(), BTreeSet::new()), (format!("{FOLDER}/defects"), listed)] {
        let (project, bytes) = files(&folder);
        for (entry, bytes) in project.tracks.iter().zip(&bytes) {
            let source = Source::open(bytes, None, None).unwrap();
            let refused = srtlib::Subtitles::parse_from_str(source.text().to_owned()).is_err();
            assert_eq!(refused, listed.contains(entry.lang.as_str()), "{folder}, {}", entry.lang.as_str());
        }
    }
}

#[test]
fn what_is_on_disk_is_what_the_chore_writes() {
    let stale = stale(&root()).unwrap();
    assert!(stale.is_empty(), "run `cargo xtask feature`; not up to date: {stale:?}");
}

#[test]
fn the_script_keeps_every_limit() {
    let script = script(&root()).unwrap();
    let distinct: BTreeSet<&[Vec<String>; 3]> = script.rows().map(|row| &row.lines).collect();
    assert!(distinct.len() >= 400, "{} lines", distinct.len());
    for row in script.rows() {
        for (track, lines) in row.lines.iter().enumerate() {
            let lang = TRACKS[track].lang;
            let length = |line: &String| count(line, Counting::default()) as usize;
            assert!((1..=2).contains(&lines.len()), "{lang}: {lines:?}");
            for line in lines {
                assert!((1..=LINE[track]).contains(&length(line)), "{lang}: {line}");
                assert!(line.trim() == line && !line.contains("  "), "{lang}: {line}");
            }
            assert_eq!(
                row.kind == "dash",
                lines.iter().all(|line| line.starts_with("- ")),
                "{lang}: {lines:?}"
            );
            let frames = i64::try_from(lines.iter().map(length).sum::<usize>()).unwrap() * FPS / READ + 2;
            assert!(frames.max(BRIEFEST) <= LONGEST, "{lang}: {lines:?}");
            let language = Lang::parse(lang).unwrap();
            let text = lines.join("\n");
            assert_eq!(mixed_words(&text, track == 1).next(), None, "{lang}: {text}");
            let other = wrong_language(&text, language.language());
            assert!(other.is_none(), "{lang}: {text}: {other:?}");
        }
    }
}
