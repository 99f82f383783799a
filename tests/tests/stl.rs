//! EBU STL over the fixtures, the shared corpora and the hostile files: the same cues as a second decoder's, and
//! nothing but times changed by a retime.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use serde_json::Value;
use std::fs;
use std::path::Path;
use tregua_parse::base::splice;
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{ReadOptions, Sniffed, sniff_bytes, stl};
use tregua_parse::model::{LossKind, Track};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::retime::{BelowZero, Options, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{files, root, same_outside, say, shared};

fn parse<'a>(raw: &'a [u8], options: &ReadOptions) -> Document<'a> {
    stl::parse(Source::open(raw, Some(Encoding::Bytes), None).unwrap(), options)
}

fn open(raw: &[u8]) -> Document<'_> {
    parse(raw, &ReadOptions::default())
}

fn is_stl(raw: &[u8]) -> bool {
    matches!(sniff_bytes(raw, Some("stl")), Sniffed::Found(format, _) if format.id == "stl")
}

/// Every `.stl` file below a folder, with its name.
fn below(base: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let named = |path: &Path| path.strip_prefix(base).unwrap().to_string_lossy().replace('\\', "/");
    let all = files(&base.join(folder)).into_iter();
    let all = all.filter(|path| path.extension().is_some_and(|e| e == "stl"));
    all.map(|path| (named(&path), fs::read(&path).unwrap())).collect()
}

fn everything(test: &str) -> Vec<(String, Vec<u8>)> {
    let mut out = below(&root(), "fixtures/stl");
    let own = out.len();
    assert!(own > 9, "the fixtures are missing");
    if let Some(base) = shared() {
        out.extend(below(&base, "corpora"));
        out.extend(below(&base, "torture"));
    }
    say(test, own, out.len() - own);
    out
}

/// In-time, out-time (-1 where it cannot be read) and text of each cue.
fn cues(raw: &[u8], options: &ReadOptions) -> Vec<(i64, i64, String)> {
    let doc = parse(raw, options);
    let track = stl::lower(&doc);
    assert_eq!(track.cues.len(), doc.cues.len());
    let ms = |slot| doc.time(slot).map_or(-1, Time::to_millis);
    let each = doc.cues.iter().zip(&track.cues).map(|(node, cue)| {
        let lines: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
        (ms(node.start), ms(node.end), lines.join("\n"))
    });
    each.collect()
}

fn fnv(text: &str) -> String {
    let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

fn table(name: &str) -> Vec<toml::Value> {
    let text = fs::read_to_string(root().join("fixtures/stl").join(name)).unwrap();
    let table: toml::Table = text.parse().unwrap();
    table["file"].as_array().unwrap().clone()
}

fn entry(value: &toml::Value) -> (i64, i64, String) {
    let all = value.as_array().unwrap();
    (all[0].as_integer().unwrap(), all[1].as_integer().unwrap(), all[2].as_str().unwrap().to_owned())
}

#[test]
fn the_fixtures_read_as_a_second_decoder_reads_them() {
    let known = table("texts.toml");
    assert_eq!(known.len() + 1, below(&root(), "fixtures/stl").len(), "all but the one without a rate");
    for file in known {
        let name = file["name"].as_str().unwrap();
        let raw = fs::read(root().join(name)).unwrap();
        let wanted: Vec<_> = file["cues"].as_array().unwrap().iter().map(entry).collect();
        assert_eq!(cues(&raw, &ReadOptions::default()), wanted, "{name}");
        let doc = open(&raw);
        let said = !doc.problems.is_empty() || !stl::lower(&doc).problems.is_empty();
        // What the header says of the programme's start is worth a word, and no fault.
        assert_eq!(
            said,
            !name.contains("/valid/") || name.ends_with("es.open.stl"),
            "{name}: {:?}",
            doc.problems
        );
    }
}

#[test]
fn the_corpora_read_as_a_second_decoder_reads_them() {
    let Some(base) = shared() else { return eprintln!("no shared folder") };
    let mut total = 0;
    for file in table("expected.toml") {
        let name = file["name"].as_str().unwrap();
        let Ok(raw) = fs::read(base.join(name)) else { continue };
        assert!(is_stl(&raw), "{name}");
        let got = cues(&raw, &ReadOptions::default());
        let got: Vec<_> = got.into_iter().map(|(start, end, text)| (start, end, fnv(&text))).collect();
        let wanted: Vec<_> = file["each"].as_array().unwrap().iter().map(entry).collect();
        assert_eq!(got, wanted, "{name}");
        assert_eq!(file["cues"].as_integer(), i64::try_from(got.len()).ok());
        total += got.len();
    }
    eprintln!("{total} cues of the corpora agree");
    // Two more files of that extension are in the text format of Spruce, and none of ours.
    let others: Vec<_> = below(&base, "corpora").into_iter().filter(|(_, raw)| !is_stl(raw)).collect();
    assert!(others.iter().all(|(name, _)| name.contains("files/stl")), "{others:?}");
}

/// ttconv 1.2.3 takes every rate of x/1001 for drop-frame. Of the label 01:00:00:00 at `STL23.01` it makes 3601.34775
/// s (86346 frames), at `STL30.01` 3599.9964 s. Nothing drops at 23.976, and `STL30.01` does not say that it does.
#[test]
fn rates_of_1000_in_1001_are_not_drop_frame() {
    for name in ["es.23976.stl", "es.2997.stl"] {
        let raw = fs::read(root().join("fixtures/stl/valid").join(name)).unwrap();
        assert_eq!(cues(&raw, &ReadOptions::default())[0].0, 3_603_600, "{name}");
        let told = ReadOptions { rate: "29.97df".parse().ok(), ..ReadOptions::default() };
        let start = if name.contains("2997") { 3_599_996 } else { 3_603_600 };
        assert_eq!(cues(&raw, &told)[0].0, start, "{name}");
    }
}

#[test]
fn a_programme_start_is_taken_off() {
    let raw = fs::read(root().join("fixtures/stl/valid/es.open.stl")).unwrap();
    let start = stl::programme_start(&open(&raw));
    assert_eq!(start, Time::from_millis(36_000_000));
    let options = ReadOptions { start, ..ReadOptions::default() };
    assert_eq!(cues(&raw, &options)[0].0, 12_200);
    // What is written is still the file's own clock.
    let doc = parse(&raw, &options);
    let map = TimeMap::shift(Time::SECOND);
    let moved = retime(&doc, &map, Options::default()).unwrap();
    let new = splice(&raw, &moved.edits).unwrap();
    assert_eq!(&new[264..272], b"10001305");
    assert_eq!(&new[1029..1033], [10, 0, 13, 5]);
}

fn hour(sign: i64) -> TimeMap {
    TimeMap::shift(Time::from_millis(sign * 3_600_000).unwrap())
}

#[test]
fn an_hour_there_and_back_changes_no_byte() {
    let options = Options { unreadable: Unreadable::Keep, below_zero: BelowZero::Refuse };
    let mut slots = 0;
    for (name, raw) in everything("an hour there and back") {
        // At rates of 1000 in 1001 an hour is no whole number of frames, and comes back all the same.
        let doc = open(&raw);
        slots += doc.slots.len();
        let none = retime(&doc, &TimeMap::shift(Time::ZERO), options).unwrap();
        assert!(none.edits.is_empty(), "{name}");
        let there = retime(&doc, &hour(1), options).unwrap();
        let moved = splice(&raw, &there.edits).unwrap();
        same_outside(&raw, &moved, &there.edits).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(moved.len(), raw.len(), "{name}");
        let again = open(&moved);
        assert_eq!(again.slots.len(), doc.slots.len(), "{name}");
        let back = retime(&again, &hour(-1), options).unwrap();
        assert!(splice(&moved, &back.edits).unwrap() == raw, "{name} did not come back");
    }
    eprintln!("{slots} slots");
}

#[test]
fn cues_before_zero_can_be_dropped() {
    let raw = fs::read(root().join("fixtures/stl/messy/es.aside.stl")).unwrap();
    let early = TimeMap::shift(Time::from_millis(-3_000).unwrap());
    let doc = open(&raw);
    assert!(retime(&doc, &early, Options::default()).is_err());
    let options = Options { below_zero: BelowZero::Drop, ..Options::default() };
    let done = retime(&doc, &early, options).unwrap();
    let new = splice(&raw, &done.edits).unwrap();
    // The subtitle of two blocks is gone, with both; the user's own block between them is not.
    assert_eq!(new.len(), raw.len() - 2 * 128);
    assert_eq!(&new[238..248], b"0007500000");
    assert_eq!(cues(&new, &ReadOptions::default()), [(1_000, 5_000, "¡Basta!".to_owned())]);
}

#[test]
fn the_first_in_cue_stays_with_a_cue_that_stays() {
    let options = Options { unreadable: Unreadable::Keep, ..Options::default() };
    let mut raw = fs::read(root().join("fixtures/stl/valid/es.open.stl")).unwrap();
    let first_in_cue = |raw: &[u8]| raw[264..272].to_vec();
    let moved = |raw: &[u8]| splice(raw, &retime(&open(raw), &hour(1), options).unwrap().edits).unwrap();
    assert_ne!(first_in_cue(&moved(&raw)), first_in_cue(&raw), "the header names the first cue");
    // The first subtitle's out-time is none: 255 hours.
    raw[1024 + 9] = 255;
    assert_eq!(first_in_cue(&moved(&raw)), first_in_cue(&raw));
    assert_eq!(open(&moved(&raw)).slots.len(), open(&raw).slots.len());
}

/// Words of the losses that the trip through our own writer may have: what the model does not hold, and what the
/// writer says of colours and cues seen together.
fn may_go(kind: LossKind) -> bool {
    use LossKind::{Colour, Comment, Effect, Font, Metadata, Overlap, Position, Time};
    matches!(kind, Colour | Comment | Effect | Font | Metadata | Overlap | Position | Time)
}

#[test]
fn what_is_read_can_be_written_and_read() {
    let mut n = 0;
    for (name, raw) in everything("written again") {
        let doc = open(&raw);
        let track: Track<'_> = stl::lower(&doc);
        let rate = doc.clockwork.rate.filter(|_| !track.cues.is_empty());
        let (Some(rate), true) = (rate, raw.len() < 1 << 20) else { continue };
        if name.contains("text-no-end") || name.contains("timecode-255") {
            continue;
        }
        let target = Target { rate: Some(rate), ..Target::default() };
        let written =
            write(&track, stl::FORMAT.write.unwrap(), &target).unwrap_or_else(|e| panic!("{name}: {e}"));
        let Body::Bytes(new) = &written.body else { panic!("text") };
        let gone = written.losses.iter().find(|loss| !may_go(loss.kind) && loss.kind != LossKind::Cue);
        assert_eq!(gone, None, "{name}");
        let mut wanted = cues(&raw, &ReadOptions::default());
        wanted.retain(|cue| cue.0 >= 0 && cue.1 >= 0);
        assert_eq!(cues(new, &ReadOptions::default()), wanted, "{name}");
        assert_eq!(
            open(new).problems.iter().filter(|p| p.kind.message().contains("block")).count(),
            0,
            "{name}"
        );
        n += 1;
    }
    eprintln!("{n} files written again");
}

fn torture() -> Option<Vec<(String, Vec<u8>, Value)>> {
    let folder = shared()?.join("torture");
    let manifest: Value = serde_json::from_slice(&fs::read(folder.join("manifest.json")).ok()?).unwrap();
    let of_file = |entry: &Value| {
        let name = entry["name"].as_str()?.to_owned();
        let raw = (entry["format"] == "stl").then(|| fs::read(folder.join(&name)).ok())??;
        Some((name, raw, entry["expect"].clone()))
    };
    Some(manifest["files"].as_array().unwrap().iter().filter_map(of_file).collect())
}

fn expected(expect: &Value) -> Vec<u64> {
    match &expect["cues"] {
        Value::Array(all) => all.iter().filter_map(Value::as_u64).collect(),
        range => (range["first"].as_u64().unwrap_or(1)..=range["last"].as_u64().unwrap_or(0)).collect(),
    }
}

#[test]
fn hostile_files_come_out_as_their_manifest_says() {
    let Some(all) = torture() else { return eprintln!("no shared folder") };
    eprintln!("{} hostile files", all.len());
    for (name, raw, expect) in all {
        let got = cues(&raw, &ReadOptions::default());
        if expect["outcome"] == "error" {
            assert!(got.is_empty(), "{name}");
        }
        let place = |n: u64, got: &[(i64, i64, String)]| {
            let mark = format!("A{n:04}x");
            let here: Vec<usize> = (0..got.len()).filter(|i| got[*i].2.contains(&mark)).collect();
            let [at] = here[..] else { panic!("{name}: {mark} is in {here:?}") };
            assert!(got[at].2.contains(&format!("Z{n:04}x")), "{name}: cue {n} lost its end");
            at
        };
        let want = expected(&expect);
        if want.len() > 1000 {
            // Looked for one by one, a million places would be looked at for each.
            assert!(got.len() >= want.len(), "{name}");
            assert!(got.iter().zip(&want).all(|(cue, n)| cue.2.contains(&format!("A{n:04}x"))), "{name}");
        } else {
            let places: Vec<usize> = want.iter().map(|n| place(*n, &got)).collect();
            assert!(places.is_sorted() || name.contains("order"), "{name}");
        }
        for (n, want) in expect["times_ms"].as_object().unwrap() {
            let at = place(n.parse().unwrap(), &got);
            let (start, end) = (want[0].as_i64().unwrap(), want[1].as_i64().unwrap());
            assert!(got[at].0 == start, "{name}: cue {n} begins at {}", got[at].0);
            // The manifest counts 12 frames at 25 a second as half a second.
            assert!((got[at].1 - end).abs() <= 20, "{name}: cue {n} ends at {}", got[at].1);
        }
        let doc = open(&raw);
        let silent = doc.problems.is_empty() && stl::lower(&doc).problems.is_empty();
        assert_eq!(silent, expect["diagnostic"] != true, "{name}: {:?}", doc.problems);
        // No marker that is in the file is in no cue.
        let kept: usize = got.iter().map(|cue| cue.2.matches('x').count()).sum();
        assert!(got.is_empty() || kept >= 2 * want.len(), "{name}");
    }
}
