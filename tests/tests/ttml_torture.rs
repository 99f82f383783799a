//! The hostile TTML files beside the repository, where they are: what their manifest says of each is what comes out.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use serde_json::Value;
use std::fs;
use tregua_parse::format::{ReadOptions, ttml};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_tests::corpus::shared;

/// Files of which the manifest asks for no word and we have one: file, why.
const SAID_ALL_THE_SAME: &[(&str, &str)] =
    &[("ttml-stylesheet-pi.ttml", "its root names no language, which TTML asks for")];

struct Entry {
    name: String,
    raw: Vec<u8>,
    expect: Value,
}

fn entries() -> Vec<Entry> {
    let Some(folder) = shared().map(|it| it.join("torture")) else { return Vec::new() };
    let Ok(manifest) = fs::read(folder.join("manifest.json")) else { return Vec::new() };
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let entry = |entry: &Value| {
        let name = entry["name"].as_str()?.to_owned();
        let raw = (entry["format"] == "ttml").then(|| fs::read(folder.join(&name)).ok())??;
        Some(Entry { name, raw, expect: entry["expect"].clone() })
    };
    manifest["files"].as_array().unwrap().iter().filter_map(entry).collect()
}

fn each(test: &str, law: impl Fn(&Entry, &Document<'_>, &Track<'_>) -> Result<(), String>) {
    let all = entries();
    eprintln!("{test}: {} TTML files of shared/torture", all.len());
    let mut told = Vec::new();
    for entry in &all {
        // A file's own declaration is what the program would decode it by.
        let document = ttml::parse(Source::open(&entry.raw, None, None).unwrap(), &ReadOptions::default());
        let track = ttml::lower(&document);
        assert_eq!(document.cues.len(), track.cues.len(), "{}", entry.name);
        told.extend(law(entry, &document, &track).err().map(|why| format!("{}: {why}", entry.name)));
    }
    assert!(told.is_empty(), "{} of {} files:\n{}", told.len(), all.len(), told.join("\n"));
}

fn text(track: &Track<'_>, cue: usize) -> String {
    track.runs_of_cue(&track.cues[cue]).iter().map(|run| run.text.as_ref()).collect()
}

/// The cues whose text holds the marker `A0001x`.
fn place(track: &Track<'_>, n: u64) -> Vec<usize> {
    let mark = format!("A{n:04}x");
    (0..track.cues.len()).filter(|i| text(track, *i).contains(&mark)).collect()
}

#[test]
fn every_cue_that_must_survive_does() {
    each("survivors", |entry, document, track| {
        let refused = document.cues.is_empty();
        match entry.expect["outcome"].as_str() {
            Some("error") if !refused => {
                return Err(format!("{} cues where there is none", track.cues.len()));
            }
            Some("recover") if refused => return Err("nothing is read".to_owned()),
            _ if refused => return Ok(()),
            _ => {}
        }
        for n in entry.expect["cues"].as_array().unwrap().iter().filter_map(Value::as_u64) {
            let [at] = place(track, n)[..] else {
                return Err(format!("A{n:04}x is in the cues {:?}", place(track, n)));
            };
            if !text(track, at).contains(&format!("Z{n:04}x")) {
                return Err(format!("cue {n} lost its end: {:?}", text(track, at)));
            }
        }
        Ok(())
    });
}

#[test]
fn times_are_what_the_file_says() {
    each("times", |entry, document, track| {
        for (n, want) in entry.expect["times_ms"].as_object().into_iter().flatten() {
            let n: u64 = n.parse().map_err(|_| "a cue without number")?;
            let [at] = place(track, n)[..] else { return Err(format!("no cue {n}")) };
            let got = document.times(&document.cues[at]).map(|(a, b)| (a.to_millis(), b.to_millis()));
            let want = want[0].as_i64().zip(want[1].as_i64());
            if got != want || track.cues[at].times != document.times(&document.cues[at]) {
                return Err(format!("cue {n} is at {got:?}, not at {want:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_wrong_is_said() {
    each("said", |entry, document, track| {
        let silent = document.problems.is_empty()
            && track.problems.is_empty()
            && document.source.malformed().is_empty();
        let excused = SAID_ALL_THE_SAME.iter().any(|(file, _)| *file == entry.name);
        match (entry.expect["diagnostic"] == true, silent, excused) {
            (true, true, false) => Err("nothing is said".to_owned()),
            (false, false, false) => Err(format!("something is said: {:?}", document.problems)),
            (false, true, true) => Err("nothing is said; strike it from the list".to_owned()),
            _ => Ok(()),
        }
    });
}

#[test]
fn nothing_is_fetched_and_nothing_expanded() {
    each("hostile", |_, document, track| {
        let all: String = (0..track.cues.len()).map(|i| text(track, i)).collect();
        if all.contains("root:") {
            return Err("a file of this machine was read".to_owned());
        }
        if all.len() > document.source.text().len() {
            return Err("the text grew".to_owned());
        }
        Ok(())
    });
}
