//! The small text formats over fixtures, real files and hostile ones.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::panic, reason = "a test")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tregua_parse::base::{Severity, splice};
use tregua_parse::format::{FORMATS, Format, Look, ReadOptions, Sniffed, by_name, microdvd, sniff};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::Time;
use tregua_qa::retime::{BelowZero, Options, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{files, root, same_outside, shared};

const SMALL: [&str; 8] = ["microdvd", "subviewer", "subviewer1", "sbv", "mpl2", "lrc", "sami", "json"];

struct File {
    name: String,
    format: &'static Format,
    raw: Vec<u8>,
}

impl File {
    fn read(path: &Path, base: &Path, format: &'static Format) -> Self {
        let name = path.strip_prefix(base).unwrap_or(path).to_string_lossy().replace('\\', "/");
        Self { name, format, raw: fs::read(path).unwrap() }
    }

    fn document(&self) -> Document<'_> {
        self.parse(&self.raw)
    }

    fn parse<'a>(&self, raw: &'a [u8]) -> Document<'a> {
        (self.format.parse)(Source::open(raw, None, None).unwrap(), &ReadOptions::default())
    }
}

/// The files of the fixtures below `valid`, `messy` or `invalid`.
fn fixtures(kind: &str) -> Vec<File> {
    let mut out = Vec::new();
    for name in SMALL {
        let folder = root().join("fixtures").join(name).join(kind);
        let found = files(&folder);
        assert!(!found.is_empty(), "nothing in fixtures/{name}/{kind}");
        out.extend(found.iter().map(|path| File::read(path, &root(), by_name(name).unwrap())));
    }
    out
}

/// Every letter a viewer could see is in a cue, a time or a problem; heads and markup are not seen.
fn all_seen(file: &File, document: &Document<'_>, track: &Track<'_>) -> Result<(), String> {
    let text = document.source.text();
    let spans = document.cues.iter().flat_map(|cue| [cue.number, cue.timing, cue.text]);
    let spans = spans.chain(document.slots.iter().map(|slot| slot.span));
    let problems = document.problems.iter().chain(&track.problems).map(|p| p.span);
    let mut seen = vec![false; text.len()];
    spans.chain(problems).for_each(|span| seen[span.range()].fill(true));
    let first = document.cues.iter().map(|cue| cue.timing.start as usize).min().unwrap_or(0);
    let head = !matches!(file.format.id, "sbv" | "mpl2");
    let lost = text.char_indices().find(|(at, c)| c.is_alphabetic() && !seen[*at] && (!head || *at >= first));
    match lost {
        // Tags of LRC, the end of SubViewer 1, the tags of SAMI and the keys of JSON show nothing.
        Some(_) if matches!(file.format.id, "lrc" | "subviewer1" | "sami" | "json") => Ok(()),
        Some((at, _)) => {
            Err(format!("{:?} is in no cue and no problem", text[at..].chars().take(20).collect::<String>()))
        }
        None => Ok(()),
    }
}

#[test]
fn valid_files_have_nothing_wrong() {
    for file in fixtures("valid") {
        let document = file.document();
        let track = (file.format.lower)(&document);
        let wrong = document.problems.iter().chain(&track.problems).find(|problem| match problem.kind {
            ProblemKind::Own(fault) => fault.level > Severity::Info,
            _ => true,
        });
        assert_eq!(wrong, None, "{}", file.name);
        assert!(document.cues.len() > 1 && track.cues.iter().all(|cue| cue.times.is_some()), "{}", file.name);
        all_seen(&file, &document, &track).unwrap_or_else(|why| panic!("{}: {why}", file.name));
    }
}

#[test]
fn messy_files_are_reported_and_lose_nothing() {
    for file in fixtures("messy") {
        let document = file.document();
        let track = (file.format.lower)(&document);
        assert!(!document.cues.is_empty(), "{}", file.name);
        assert!(document.problems.len() + track.problems.len() > 0, "{}: nothing is said", file.name);
        all_seen(&file, &document, &track).unwrap_or_else(|why| panic!("{}: {why}", file.name));
    }
}

#[test]
fn invalid_files_hold_no_cue_and_say_so() {
    for file in fixtures("invalid") {
        let document = file.document();
        assert_eq!(document.cues.len(), 0, "{}", file.name);
        assert!(document.problems.iter().any(|p| p.kind == ProblemKind::NoCues), "{}", file.name);
    }
}

#[test]
fn each_file_is_its_own_format_and_no_other() {
    let mut all: Vec<File> = fixtures("valid");
    all.extend(fixtures("messy"));
    // Files of the other text formats are none of these.
    for format in FORMATS.iter().filter(|format| matches!(format.sniff, Look::Text(_))) {
        let folder = root().join("fixtures").join(format.id).join("valid");
        if !SMALL.contains(&format.id) {
            all.extend(files(&folder).iter().map(|path| File::read(path, &root(), format)));
        }
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &all {
        let source = Source::open(&file.raw, None, None).unwrap();
        let text = source.text();
        let mut scores: Vec<(u8, &str)> = Vec::new();
        for format in FORMATS {
            if let Look::Text(look) = format.sniff {
                scores.push((look(text).score, format.id));
            }
        }
        scores.sort_unstable_by(|a, b| b.cmp(a));
        let small = SMALL.contains(&file.format.id);
        // A folder of another format may hold its variants.
        let right = if small { scores[0].1 == file.format.id } else { !SMALL.contains(&scores[0].1) };
        assert!(right, "{}: {scores:?}", file.name);
        assert!(scores[0].0 > scores[1].0, "{}: {scores:?}", file.name);
        match sniff(text, None) {
            Sniffed::Found(format, found) => {
                assert!(format.id == scores[0].1 && !found.reason.is_empty(), "{}", file.name);
            }
            other => panic!("{}: {other:?}", file.name),
        }
        *count.entry(file.format.id).or_default() += 1;
    }
    eprintln!("sniffing: {count:?}");
}

#[test]
fn a_shift_changes_times_alone_and_comes_back() {
    let second = TimeMap::shift(Time::SECOND);
    let back = TimeMap::shift(Time::SECOND.negate());
    let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
    let mut all = fixtures("valid");
    all.extend(fixtures("messy"));
    for file in all {
        let old = file.document();
        let done = retime(&old, &second, options).unwrap_or_else(|e| panic!("{}: {e}", file.name));
        let moved = splice(&file.raw, &done.edits).unwrap();
        same_outside(&file.raw, &moved, &done.edits).unwrap();
        let new = file.parse(&moved);
        let exact = file.format.id != "microdvd" || !file.name.contains("23-976");
        let mut cues = 0;
        for (a, b) in old.cues.iter().zip(&new.cues) {
            if let (Some(a), Some(b)) = (old.times(a), new.times(b)) {
                let by = b.0.saturating_sub(a.0);
                assert!(
                    by == Time::SECOND || !exact && by.to_millis().abs_diff(1000) < 22,
                    "{}: {by}",
                    file.name
                );
                cues += 1;
            }
        }
        let known = !old.problems.iter().any(|p| p.kind == ProblemKind::Own(&microdvd::RATE_UNKNOWN));
        assert!(cues > 0 || !known, "{}", file.name);
        let negative = old.slots.iter().any(|slot| slot.time.is_negative());
        if !negative {
            let done = retime(&new, &back, options).unwrap();
            assert_eq!(splice(&moved, &done.edits).unwrap(), file.raw, "{}", file.name);
        }
    }
}

#[test]
fn cues_before_zero_are_dropped_whole() {
    for file in fixtures("valid") {
        let old = file.document();
        let starts: Vec<Time> = old.cues.iter().filter_map(|cue| old.time(cue.start)).collect();
        let first = starts.iter().min().unwrap();
        let map = TimeMap::shift(first.negate().checked_sub(Time::SECOND).unwrap());
        let options = Options { below_zero: BelowZero::Drop, unreadable: Unreadable::Refuse };
        let done = retime(&old, &map, options).unwrap_or_else(|e| panic!("{}: {e}", file.name));
        let new = splice(&file.raw, &done.edits).unwrap();
        let new = file.parse(&new);
        let gone = starts.iter().filter(|start| **start < first.checked_add(Time::SECOND).unwrap()).count();
        assert!(gone > 0 && new.cues.len() + gone == old.cues.len(), "{}: {}", file.name, new.source.text());
        assert!(
            new.slots.iter().all(|slot| !slot.time.is_negative()),
            "{}: {}",
            file.name,
            new.source.text()
        );
    }
}

#[test]
fn real_files_are_read() {
    let Some(folder) = shared().map(|it| it.join("corpora")) else {
        eprintln!("real files: no shared folder beside the repository");
        return;
    };
    let of_extension = |path: &Path| {
        let raw = fs::read(path).ok()?;
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        if !["sbv", "sub", "smi", "lrc", "mpl"].contains(&extension.as_str()) {
            return None;
        }
        let source = Source::open(&raw, None, None).ok()?;
        match sniff(source.text(), Some(&extension)) {
            Sniffed::Found(format, _) => Some(File::read(path, &folder, format)),
            _ => None,
        }
    };
    let all: Vec<File> = files(&folder).iter().filter_map(|path| of_extension(path)).collect();
    let mut cues = 0;
    for file in &all {
        let document = file.document();
        let track = (file.format.lower)(&document);
        let texts = track.cues.iter().filter(|cue| !track.is_empty(cue)).count();
        eprintln!(
            "{}: {}, {} cues, {texts} with text, {} problems",
            file.name,
            file.format.id,
            document.cues.len(),
            document.problems.len()
        );
        all_seen(file, &document, &track).unwrap_or_else(|why| panic!("{}: {why}", file.name));
        assert!(SMALL.contains(&file.format.id) && !document.cues.is_empty(), "{}", file.name);
        cues += document.cues.len();
    }
    eprintln!("real files: {} files, {cues} cues", all.len());
    assert!(all.len() >= 11, "only {} files were recognised", all.len());
}

#[test]
fn hostile_files_keep_what_must_survive() {
    let Some(folder) = shared().map(|it| it.join("torture")) else {
        eprintln!("hostile files: no shared folder beside the repository");
        return;
    };
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let wanted = ["microdvd", "sami", "mpl2", "subviewer", "lrc", "unknown"];
    let mut n = 0;
    for entry in manifest["files"].as_array().unwrap() {
        let (name, kind) = (entry["name"].as_str().unwrap(), entry["format"].as_str().unwrap());
        let Ok(raw) = fs::read(folder.join(name)) else { continue };
        if !wanted.contains(&kind) {
            continue;
        }
        n += 1;
        let source = Source::open(&raw, None, None).unwrap();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        let Sniffed::Found(format, _) = sniff(source.text(), extension) else {
            panic!("{name} is not recognised")
        };
        assert_eq!(format.id, if kind == "unknown" { "srt" } else { kind }, "{name}");
        let document = (format.parse)(source, &ReadOptions::default());
        let track = (format.lower)(&document);
        let place = |n: u64| {
            let holds = |cue: &usize| {
                let text: String =
                    track.runs_of_cue(&track.cues[*cue]).iter().map(|run| run.text.as_ref()).collect();
                text.contains(&format!("A{n:04}x")) && text.contains(&format!("Z{n:04}x"))
            };
            (0..track.cues.len()).filter(holds).collect::<Vec<_>>()
        };
        let expect = &entry["expect"];
        for n in expect["cues"].as_array().unwrap().iter().filter_map(Value::as_u64) {
            assert_eq!(place(n).len(), 1, "{name}: cue {n}");
        }
        for (n, want) in expect["times_ms"].as_object().unwrap() {
            let [at] = place(n.parse().unwrap())[..] else { panic!("{name}: no cue {n}") };
            let got = document.times(&document.cues[at]).map(|(a, b)| (a.to_millis(), b.to_millis()));
            let (a, b) = (want[0].as_i64().unwrap(), want[1].as_i64().unwrap());
            // The manifest's milliseconds stand between two frames of 40.
            let near = got.is_some_and(|(x, y)| x.abs_diff(a) <= 20 && y.abs_diff(b) <= 20);
            assert!(got == Some((a, b)) || kind == "microdvd" && near, "{name}: cue {n} is at {got:?}");
        }
        // That the encoding is not certain is said by whoever reads the words.
        let said =
            !document.problems.is_empty() || !track.problems.is_empty() || !document.source.is_decided();
        assert!(said || expect["diagnostic"] != true || !track.losses.is_empty(), "{name}: nothing is said");
    }
    eprintln!("hostile files: {n}");
    assert!(n >= 19, "{n}");
}

#[test]
fn ten_megabytes_of_one_sign_take_a_moment() {
    let heads = [
        ("microdvd", "{1}{1}25\n{50}{87}"),
        ("mpl2", "[10][20]"),
        ("lrc", "[00:01.00]"),
        ("subviewer1", "[00:00:01]\n"),
        ("subviewer", "00:00:01.00,00:00:02.00\n"),
        ("sbv", "0:00:01.000,0:00:02.000\n"),
        ("sami", "<SAMI><BODY><SYNC Start=1000><P>"),
        ("json", "{\"format\":\"tregua-track\",\"cues\":[{\"lines\":[\""),
    ];
    let size = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };
    for (name, head) in heads {
        let format = by_name(name).unwrap();
        for sign in ["{", "<", "[", "&", "<!--", "{y:", "\\", "[br", "<b>"] {
            let text = format!("{head}A0001x{}Z0001x\n", sign.repeat(size / sign.len()));
            let start = Instant::now();
            let document =
                (format.parse)(Source::open(text.as_bytes(), None, None).unwrap(), &ReadOptions::default());
            let track = (format.lower)(&document);
            assert!(
                matches!(sniff(&text, None), Sniffed::Found(found, _) if found.id == name),
                "{name} {sign}"
            );
            assert!(start.elapsed() < Duration::from_secs(10), "{name} {sign}: {:?}", start.elapsed());
            // What is cut off in JSON is a fault of the file.
            let shown: String = track.runs.iter().map(|run| run.text.as_ref()).collect();
            assert!(name == "json" || shown.contains("A0001x") && shown.contains("Z0001x"), "{name} {sign}");
        }
    }
}
