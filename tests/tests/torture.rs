//! The hostile files beside the repository, where they are: what their manifest says of each SubRip file is what
//! comes out.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use serde_json::Value;
use std::fs;
use tregua_parse::format::srt;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_tests::corpus::{Sample, hold, rules, shared};

/// What the manifest expects of a cue and we do otherwise: file, cue, why.
const OTHER_TIMES: &[(&str, u64, &str)] = &[(
    "srt-time-2p31-ms.srt",
    4,
    "2^53 ms is beyond the range of the exact time; the stamp is reported as unreadable",
)];

/// Files in which the manifest expects no cue and we find one: file, why.
const CUES_ALL_THE_SAME: &[(&str, &str)] = &[(
    "srt-is-zip.srt",
    "an archive that does not compress holds its file's words as they are, and reading never fails",
)];

/// Files in which there is nothing wrong in our eyes.
const NOTHING_WRONG: &[(&str, &str)] = &[
    ("srt-double-encoded.srt", "every byte is valid UTF-8; words are not judged"),
    ("srt-numeric-text.srt", "lines of digits are text like any other"),
    ("srt-ci-log-injection.srt", "text; what is printed of it is escaped by the program"),
    ("srt-zwj-chain.srt", "text, however long a sign is"),
    ("srt-tags-nested-5k.srt", "every tag has its partner"),
];

fn entries() -> Option<Vec<(Sample, Value)>> {
    let folder = shared()?.join("torture");
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).ok()?).unwrap();
    let of_file = |entry: &Value| {
        let name = entry["name"].as_str()?.to_owned();
        let raw = (entry["format"] == "srt").then(|| fs::read(folder.join(&name)).ok())??;
        Some((Sample { name, raw, lang: None }, entry.clone()))
    };
    Some(manifest["files"].as_array().unwrap().iter().filter_map(of_file).collect())
}

/// Every file with what is expected of it; without a shared folder there is nothing to hold.
fn each(
    test: &str,
    law: impl Fn(&Sample, &Value, &Document<'_>, &Track<'_>) -> Result<(), String> + Sync + Send,
) {
    let Some(entries) = entries() else {
        eprintln!("{test}: no shared folder with hostile files beside the repository");
        return;
    };
    eprintln!("{test}: 0 files of the fixtures, {} of shared/torture", entries.len());
    assert!(entries.len() > 50, "the manifest names files that are not there");
    let samples: Vec<Sample> = entries.iter().map(|(sample, _)| sample.clone()).collect();
    hold(&samples, |sample| {
        let (_, entry) =
            entries.iter().find(|(it, _)| it.name == sample.name).ok_or("not in the manifest")?;
        let document = sample.document();
        let track = srt::lower(&document);
        law(sample, &entry["expect"], &document, &track)
    });
}

fn expected(expect: &Value) -> Vec<u64> {
    expect["cues"].as_array().map(|all| all.iter().filter_map(Value::as_u64).collect()).unwrap_or_default()
}

/// The cues whose text holds the marker `A0001x`.
fn place(track: &Track<'_>, n: u64) -> Vec<usize> {
    let mark = format!("A{n:04}x");
    let holds = |cue| track.runs_of_cue(cue).iter().any(|run| run.text.contains(&mark));
    (0..track.cues.len()).filter(|i| holds(&track.cues[*i])).collect()
}

#[test]
fn every_cue_that_must_survive_does() {
    each("survivors", |sample, expect, document, track| {
        let mut last = None;
        let mut all = expected(expect);
        // Cues stay in the order of the file, whatever their times and numbers.
        all.sort_by_key(|n| document.source.text().find(&format!("A{n:04}x")));
        for n in all {
            let here = place(track, n);
            let [at] = here[..] else { return Err(format!("A{n:04}x is in the cues {here:?}")) };
            let text: String =
                track.runs_of_cue(&track.cues[at]).iter().map(|run| run.text.as_ref()).collect();
            if !text.contains(&format!("Z{n:04}x")) {
                return Err(format!("cue {n} lost its end: {text:?}"));
            }
            if last >= Some(at) {
                return Err(format!("cue {n} is out of its place"));
            }
            last = Some(at);
        }
        let none =
            expect["outcome"] == "error" && !CUES_ALL_THE_SAME.iter().any(|(file, _)| *file == sample.name);
        match document.cues.len() {
            n if none && n > 0 => Err(format!("{n} cues where there is none")),
            _ => Ok(()),
        }
    });
}

#[test]
fn no_marker_is_dropped() {
    // Whatever the manifest expects to survive at least: every marker in the file is in the text of some cue.
    each("markers", |sample, _, document, track| {
        let text = document.source.text();
        for n in 1..1000 {
            let inside = text.contains(&format!("A{n:04}x"));
            if inside && place(track, n).is_empty() && !document.cues.is_empty() {
                return Err(format!("A{n:04}x is in {} and in no cue", sample.name));
            }
        }
        Ok(())
    });
}

#[test]
fn times_are_what_the_file_says() {
    each("times", |sample, expect, document, track| {
        let Some(all) = expect["times_ms"].as_object() else { return Ok(()) };
        for (n, want) in all {
            let n: u64 = n.parse().map_err(|_| "a cue without number")?;
            let [at] = place(track, n)[..] else { return Err(format!("no cue {n}")) };
            let got = document.times(&document.cues[at]).map(|(a, b)| (a.to_millis(), b.to_millis()));
            let want = want[0].as_i64().zip(want[1].as_i64());
            let otherwise = OTHER_TIMES.iter().any(|(file, cue, _)| *file == sample.name && *cue == n);
            // What we do otherwise is never a wrong time: none is given at all.
            if got != if otherwise { None } else { want } {
                return Err(format!("cue {n} is at {got:?}, not at {want:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_wrong_is_said() {
    let structure = rules("structure");
    each("said", |sample, expect, document, track| {
        let found = sample.check(&sample.raw, &structure);
        let silent = document.problems.is_empty()
            && track.problems.is_empty()
            && document.source.malformed().is_empty()
            && found.is_empty();
        let excused = NOTHING_WRONG.iter().any(|(file, _)| *file == sample.name);
        match (expect["diagnostic"] == true, silent, excused) {
            (true, true, false) => Err("nothing is said".to_owned()),
            (_, false, true) => {
                Err(format!("something is said after all; strike it from the list: {found:?}"))
            }
            _ => Ok(()),
        }
    });
}

#[test]
fn the_lists_have_a_reason_each() {
    assert!(OTHER_TIMES.iter().all(|(.., why)| why.len() > 20));
    assert!(NOTHING_WRONG.iter().chain(CUES_ALL_THE_SAME).all(|(_, why)| why.len() > 20));
}
