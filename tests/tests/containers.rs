//! Films: what comes out of them is what went in, cue by cue, and reads as the format it is said to be.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::fs;
use std::io::Cursor;
use tregua_containers::{Content, Extracted, TrackInfo, extract, is_container, list, pick};
use tregua_parse::format::{self, ReadOptions};
use tregua_parse::source::Source;
use tregua_tests::corpus::root;

fn film(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures/containers").join(name)).unwrap()
}

fn source(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures/containers/source").join(name)).unwrap()
}

fn tracks(film: &[u8]) -> Vec<TrackInfo> {
    list(Cursor::new(film)).unwrap()
}

/// The track that a selector means.
fn take(film: &[u8], selector: Option<&str>) -> Extracted {
    let index = pick(&tracks(film), selector).unwrap();
    extract(Cursor::new(film), index).unwrap()
}

/// Times in thousandths, and text with its markup, as the reader of the format finds them.
fn cues(raw: &[u8], id: &str) -> Vec<(i64, i64, String)> {
    let format = format::by_name(id).unwrap();
    let document = (format.parse)(Source::open(raw, None, None).unwrap(), &ReadOptions::default());
    assert!(document.problems.is_empty(), "{:?}\n{}", document.problems, String::from_utf8_lossy(raw));
    let track = (format.lower)(&document);
    let text = document.source.text();
    let cue = |(n, cue): (usize, &tregua_parse::model::Cue<'_>)| {
        let (start, end) = cue.times.unwrap();
        (start.to_millis(), end.to_millis(), document.cues[n].text.of(text).trim_end().to_owned())
    };
    track.cues.iter().enumerate().map(cue).collect()
}

#[test]
fn subrip_comes_out_as_it_went_in() {
    let (kazakh, spanish) = (cues(&source("kk.srt"), "srt"), cues(&source("es.srt"), "srt"));
    for (name, selector, want, shift) in [
        ("tracks.mkv", "1", &kazakh, 0),
        ("tracks.mkv", "spa", &spanish, 0),
        ("film.mkv", "kk", &kazakh, 0),
        ("film.mkv", "2", &spanish, 0),
        ("tx3g.mp4", "kaz", &kazakh, 0),
        ("tx3g.mp4", "es", &spanish, 0),
        ("chapters.mp4", "kk-KZ", &kazakh, 0),
        ("fragments.mp4", "kk", &kazakh, -1000),
        ("late.mov", "kk", &kazakh, 2000),
    ] {
        let film = film(name);
        let out = take(&film, Some(selector));
        let moved: Vec<_> = want.iter().map(|(a, b, text)| (a + shift, b + shift, text.clone())).collect();
        assert_eq!(cues(&out.bytes, out.format.id()), moved, "{name}#{selector}");
        assert!(out.notes.is_empty(), "{name}: {:?}", out.notes);
        println!("{name}#{selector}: {} cues", moved.len());
    }
}

#[test]
fn webvtt_comes_out_as_it_went_in() {
    for (name, selector, from) in [("tracks.mkv", Some("ru"), "ru.vtt"), ("old.webm", None, "simple.vtt")] {
        let out = take(&film(name), selector);
        assert_eq!(String::from_utf8(out.bytes).unwrap(), String::from_utf8(source(from)).unwrap(), "{name}");
        assert_eq!(out.lang.as_deref(), Some("ru"));
    }
}

#[test]
fn ass_comes_out_as_it_went_in() {
    let out = take(&film("tracks.mkv"), Some("kk-sdh"));
    assert_eq!(String::from_utf8(out.bytes).unwrap(), String::from_utf8(source("kk.ass")).unwrap());
    assert!(out.notes.is_empty() && out.name.as_deref() == Some("Titles"));
}

#[test]
fn ttml_is_the_document_of_the_film() {
    let out = take(&film("stpp.mp4"), None);
    let text = String::from_utf8(out.bytes).unwrap();
    assert!(text.starts_with("<?xml") && text.trim_end().ends_with("</tt>") && out.more.is_empty());
    let times = |cues: Vec<(i64, i64, String)>| cues.into_iter().map(|(a, b, _)| (a, b)).collect::<Vec<_>>();
    assert_eq!(times(cues(text.as_bytes(), "ttml")), times(cues(&source("kk.srt"), "srt")));
    assert!(text.contains("Қарағандыға пойыз таң ата жүреді."));
}

#[test]
fn tracks_are_told_apart() {
    let film = film("tracks.mkv");
    let all = tracks(&film);
    let shown: Vec<String> = all.iter().map(TrackInfo::describe).collect();
    let want = [
        "kk \u{201c}Қазақша\u{201d}, srt (S_TEXT/UTF8), default",
        "es-ES \u{201c}Español\u{201d}, srt (S_TEXT/UTF8)",
        "ru \u{201c}Надписи\u{201d}, srt (S_TEXT/UTF8), forced",
        "kk \u{201c}Titles\u{201d}, ass (S_TEXT/ASS), hearing impaired",
        "ru, vtt (S_TEXT/WEBVTT)",
    ];
    assert_eq!(shown, want);
    assert!(pick(&all, None).unwrap_err().is_ambiguous());
    let forced = take(&film, Some("rus-forced"));
    assert!(forced.forced);
    assert_eq!(cues(&forced.bytes, "srt"), cues(&source("ru-forced.srt"), "srt"));
    let chapters = tracks(&self::film("chapters.mp4"));
    assert_eq!(chapters[1].content, Content::Chapters);
}

#[test]
fn no_subtitle_file_is_taken_for_a_film() {
    let mut seen = 0;
    for path in tregua_tests::corpus::files(&root().join("fixtures")) {
        let raw = fs::read(&path).unwrap();
        let film = ["mkv", "webm", "mp4", "mov", "m4a"]
            .iter()
            .any(|end| path.extension().is_some_and(|e| e == *end));
        assert_eq!(is_container(&raw).is_some(), film, "{}", path.display());
        seen += 1;
    }
    if let Some(shared) = tregua_tests::corpus::shared() {
        for path in tregua_tests::corpus::files(&shared) {
            let raw = fs::read(&path).unwrap();
            // One of them is a film under a subtitle's name, on purpose: it gives an answer.
            if is_container(&raw).is_some() {
                let answer = list(Cursor::new(&raw)).map(|tracks| tracks.len());
                println!("{}: {answer:?}", path.display());
                assert!(path.to_string_lossy().contains("matroska"), "{}", path.display());
            }
            seen += 1;
        }
    }
    println!("{seen} files are no films");
    // And a film is no text.
    assert!(String::from_utf8(film("tracks.mkv")).is_err());
}
