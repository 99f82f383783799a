//! D-Cinema subtitles: every fixture is read as it says, keeps every byte but its times, and is written and read again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::fs;
use tregua_parse::base::{Lang, Severity, splice};
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{Format, ReadOptions, Sniffed, by_name, sniff, srt};
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::retime::{Options, TimeMap, Unreadable, retime};
use tregua_tests::corpus::{files, root, same_outside};

fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let all = files(&root().join("fixtures/dcp").join(name));
    let each = all
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()));
    let out: Vec<_> = each.filter(|(name, _)| name.ends_with(".xml")).collect();
    assert!(!out.is_empty(), "nothing in {name}");
    out
}

fn read(raw: &[u8]) -> Document<'_> {
    let source = Source::open(raw, None, None).unwrap();
    let format = match sniff(source.text(), Some("xml")) {
        Sniffed::Found(format, _) if format.id.starts_with("dcp") => format,
        _ => by_name("dcp").unwrap(),
    };
    (format.parse)(source, &ReadOptions::default())
}

fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    tregua_parse::format::lower(document)
}

/// Everything that is said about a file: level and words.
fn said(document: &Document<'_>) -> Vec<(Severity, &'static str)> {
    let track = lower(document);
    let all = document.problems.iter().chain(&track.problems).map(|problem| match problem.kind {
        ProblemKind::Own(fault) => (fault.level, fault.message),
        kind => (Severity::Error, kind.message()),
    });
    all.collect()
}

#[test]
fn valid_files_have_nothing_wrong() {
    for (name, raw) in folder("valid") {
        let document = read(&raw);
        assert_eq!(said(&document), [], "{name}");
        assert!(!document.cues.is_empty() && lower(&document).cues.len() == document.cues.len(), "{name}");
        assert!(document.cues.iter().all(|cue| document.times(cue).is_some()), "{name}");
        assert_eq!(document.format == "dcp-interop", name.contains("interop"), "{name}");
    }
}

#[test]
fn messy_files_are_read_and_reported() {
    let words = [
        ("ampersand.xml", "an ampersand that opens no reference"),
        ("bare-count.xml", "write this time as HH:MM:SS:EE"),
        ("cut-off.xml", "never closed"),
        ("decimal.xml", "no decimal fractions"),
        ("head.xml", "IssueDate is missing"),
        ("in-missing.xml", "the in-time is missing"),
        ("inside.xml", "a Subtitle inside another"),
        ("letter-case.xml", ""),
        ("line-ends.xml", ""),
        ("namespace.xml", "none of the namespaces"),
        ("nothing.xml", "without Text or Image"),
        ("outside.xml", "text outside a Text element"),
        ("rate-missing.xml", "how many edit units"),
        ("rate-unreadable.xml", "this rate cannot be read"),
        ("short-ticks.xml", "may have meant frames"),
        ("stamp-missing.xml", "the out-time is missing"),
        ("stamp-unreadable.xml", "this time cannot be read"),
        ("start-ignored.xml", "counted from the start of the reel"),
        ("start-on-clock.xml", "all times were counted from it"),
        ("tag-unknown.xml", "not one of the format's"),
    ];
    let all = folder("messy");
    assert_eq!(all.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), words.map(|it| it.0));
    for ((name, raw), (_, words)) in all.iter().zip(words) {
        let document = read(raw);
        let said = said(&document);
        assert_eq!(said.is_empty(), words.is_empty(), "{name}: {said:?}");
        assert!(words.is_empty() || said.iter().any(|it| it.1.contains(words)), "{name}: {said:?}");
        let wanted = String::from_utf8_lossy(raw).matches("<Subtitle ").count();
        assert_eq!((document.cues.len(), lower(&document).cues.len()), (wanted, wanted), "{name}");
    }
}

#[test]
fn invalid_files_hold_no_cue_and_say_so() {
    for (name, raw) in folder("invalid") {
        let document = read(&raw);
        assert!(document.cues.is_empty(), "{name}");
        assert!(document.problems.iter().any(|p| p.kind == ProblemKind::NoCues), "{name}");
    }
}

#[test]
fn a_retime_touches_times_alone() {
    let keep = Options { unreadable: Unreadable::Keep, ..Options::default() };
    let (mut tried, mut edits) = (0, 0);
    for (name, raw) in folder("valid").into_iter().chain(folder("messy")) {
        let document = read(&raw);
        for map in [TimeMap::shift(Time::SECOND), TimeMap::rate(FrameRate::F24, FrameRate::F25)] {
            let done = retime(&document, &map, keep).unwrap_or_else(|error| panic!("{name}: {error}"));
            let new = splice(&raw, &done.edits).unwrap();
            same_outside(&raw, &new, &done.edits).unwrap_or_else(|error| panic!("{name}: {error}"));
            let moved = read(&new);
            let errors = |document: &Document<'_>| -> Vec<_> {
                said(document).into_iter().filter(|it| it.0 == Severity::Error).collect()
            };
            assert_eq!(errors(&moved), errors(&document), "{name}");
            // A cue of which one time cannot be read stays as a whole.
            let whole = document.cues.iter().all(|cue| document.times(cue).is_some());
            for (old, new) in document.slots.iter().zip(&moved.slots).filter(|_| whole) {
                let wanted = map.apply(old.time).unwrap();
                let error = new.time.saturating_sub(wanted).abs();
                assert!(error.to_millis() <= 21, "{name}: {wanted} is {}", new.time);
            }
            (tried, edits) = (tried + 1, edits + done.edits.len());
        }
        // There and back again: the same bytes.
        let there = retime(&document, &TimeMap::shift(Time::SECOND), keep).unwrap();
        let there = splice(&raw, &there.edits).unwrap();
        let back = retime(&read(&there), &TimeMap::shift(Time::SECOND.negate()), keep).unwrap();
        assert_eq!(splice(&there, &back.edits).unwrap(), raw, "{name}");
    }
    eprintln!("dcp: {tried} retimes with {edits} edits");
}

#[test]
fn every_prefix_is_read() {
    for (name, raw) in folder("valid") {
        for end in 0..raw.len() {
            let document = read(&raw[..end]);
            assert_eq!(lower(&document).cues.len(), document.cues.len(), "{name} up to {end}");
        }
    }
}

#[test]
fn cues_are_taken_out_whole() {
    for (name, raw) in folder("valid") {
        let document = read(&raw);
        let format = by_name(document.format).unwrap();
        for index in 0..document.cues.len() {
            let edits = (format.take_out)(&document, &[index]).unwrap();
            let less = splice(&raw, &edits).unwrap();
            let less = read(&less);
            let told = said(&less);
            assert_eq!(less.cues.len() + 1, document.cues.len(), "{name}");
            assert!(told.iter().all(|it| it.1 == ProblemKind::NoCues.message()), "{name}: {told:?}");
        }
    }
}

fn texts(track: &Track<'_>) -> Vec<Vec<String>> {
    let of = |cue| track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
    track.cues.iter().map(of).collect()
}

fn again(track: &Track<'_>, format: &Format, lang: &str) -> String {
    let lang = Lang::parse(lang).unwrap();
    let target = Target { lang: Some(&lang), rate: Some(FrameRate::F24), ..Target::default() };
    match write(track, format.write.unwrap(), &target).unwrap().body {
        Body::Text(text) => text,
        Body::Bytes(_) => panic!("bytes"),
    }
}

#[test]
fn what_was_read_is_written_and_read_again() {
    for (name, raw) in folder("valid") {
        let document = read(&raw);
        let track = lower(&document);
        // Of pictures nothing is written.
        if track.cues.iter().all(|cue| track.lines_of(cue).is_empty()) {
            continue;
        }
        let format = by_name(document.format).unwrap();
        let rate = document.clockwork.rate.filter(|_| format.id == "dcp");
        let target = Target { rate, ..Target::default() };
        let written = write(&track, format.write.unwrap(), &target).unwrap();
        let Body::Text(file) = written.body else { panic!("bytes") };
        let again = read(file.as_bytes());
        assert_eq!(said(&again), [], "{name}");
        let back = lower(&again);
        assert_eq!(
            (texts(&back), &back.lang, &back.title),
            (texts(&track), &track.lang, &track.title),
            "{name}"
        );
        for (a, b) in track.cues.iter().zip(&back.cues) {
            let off = |a: Time, b: Time| a.saturating_sub(b).abs().to_millis();
            let ((a1, a2), (b1, b2)) = (a.times.unwrap(), b.times.unwrap());
            assert!(off(a1, b1) <= 2 && off(a2, b2) <= 2, "{name}");
            // Place, fade and all.
            assert_eq!((a.align, &a.details), (b.align, &b.details), "{name}");
        }
    }
}

#[test]
fn the_feature_is_written_and_read_again() {
    for lang in ["kk", "ru", "es-ES"] {
        let raw = fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
        let source = srt::parse(Source::open(&raw, None, None).unwrap());
        let track = srt::lower(&source);
        for (id, off) in [("dcp", 1), ("dcp-interop", 4)] {
            let file = again(&track, by_name(id).unwrap(), lang);
            let document = read(file.as_bytes());
            assert_eq!((document.format, said(&document)), (id, vec![]));
            let back = lower(&document);
            assert_eq!(texts(&back), texts(&track), "{id} {lang}");
            for (a, b) in track.cues.iter().zip(&back.cues) {
                let ((a1, a2), (b1, b2)) = (a.times.unwrap(), b.times.unwrap());
                for (a, b) in [(a1, b1), (a2, b2)] {
                    assert!(b.saturating_sub(a).abs().to_millis() <= off, "{id} {lang}: {a} is {b}");
                    assert_eq!(FrameRate::F24.nearest_frame(a), FrameRate::F24.nearest_frame(b));
                }
            }
            // What was written once is written the same again.
            assert_eq!(
                again(&back, by_name(id).unwrap(), lang).replace("<ContentTitleText></ContentTitleText>", ""),
                file.replace("<ContentTitleText></ContentTitleText>", ""),
                "{id} {lang}"
            );
            eprintln!("{id}: {} cues of {lang} in {} bytes", back.cues.len(), file.len());
        }
    }
}
