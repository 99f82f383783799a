//! Parsing throughput: the full lossless document from bytes, beside the peers it is measured against.
//!
//! The tracks of the feature, some 1 900 cues each, with the line ends of both worlds.
//! `document` is ours: detection, validation, spans, slots, problems. `scanner` is the floor: validate, borrow
//! slices, read the stamps, trust everything. `srtlib` is the fastest parser a Rust program can depend on.

use divan::counter::BytesCount;
use std::fmt;
use tregua_parse::{format::srt, source::Source};

fn main() {
    divan::main();
}

/// A language of the feature and a line end.
#[derive(Clone, Copy)]
struct Track {
    name: &'static str,
    lang: &'static str,
    end: &'static str,
}

const TRACKS: [Track; 5] = [
    Track { name: "es, LF", lang: "es-ES", end: "\n" },
    Track { name: "kk, LF", lang: "kk", end: "\n" },
    Track { name: "kk, CRLF", lang: "kk", end: "\r\n" },
    Track { name: "ru, LF", lang: "ru", end: "\n" },
    Track { name: "ru, CRLF", lang: "ru", end: "\r\n" },
];

impl fmt::Display for Track {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Track {
    /// The track with these line ends and without byte order mark, so that all readers see the same.
    fn bytes(self) -> Vec<u8> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/feature/tregua-feature");
        #[allow(clippy::disallowed_methods)] // A benchmark reads its input.
        let text = std::fs::read_to_string(format!("{root}.{}.srt", self.lang)).unwrap_or_default();
        assert!(!text.is_empty(), "run `cargo xtask feature` first");
        let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        plain.replace('\n', self.end).into_bytes()
    }
}

#[divan::bench(args = TRACKS)]
fn document(bencher: divan::Bencher<'_, '_>, track: Track) {
    let raw = track.bytes();
    bencher
        .counter(BytesCount::of_slice(&raw))
        .bench(|| Source::open(divan::black_box(&raw), None, None).map(srt::parse).map(|d| d.cues.len()));
}

#[divan::bench(args = TRACKS)]
fn document_and_track(bencher: divan::Bencher<'_, '_>, track: Track) {
    let raw = track.bytes();
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| {
        let document = Source::open(divan::black_box(&raw), None, None).map(srt::parse).ok();
        document.map(|d| srt::lower(&d).runs.len())
    });
}

/// A cue as the scanner sees it: stamps in milliseconds and the text, borrowed.
struct Scanned<'t> {
    start: u32,
    end: u32,
    text: &'t str,
}

fn millis(b: &[u8]) -> u32 {
    let d = |i: usize| u32::from(b[i].wrapping_sub(b'0'));
    (((d(0) * 10 + d(1)) * 60 + d(3) * 10 + d(4)) * 60 + d(6) * 10 + d(7)) * 1000
        + d(9) * 100
        + d(10) * 10
        + d(11)
}

/// The minimal scanner: SIMD validation, lines by memchr, no check of what it reads.
fn scan(raw: &[u8]) -> Option<Vec<Scanned<'_>>> {
    let text = simdutf8::basic::from_utf8(raw).ok()?;
    let mut cues = Vec::with_capacity(raw.len() / 90);
    let (mut start, mut line) = (0, 0);
    let (mut stamps, mut body) = ((0, 0), 0..0);
    for at in memchr::memchr_iter(b'\n', raw) {
        let end = at - usize::from(at > start && raw[at - 1] == b'\r');
        match line {
            0 => {}
            1 => {
                let time = &raw[start..end];
                stamps = (millis(time.get(..12)?), millis(time.get(17..29)?));
                body = at + 1..at + 1;
            }
            _ if start == end => {
                cues.push(Scanned { start: stamps.0, end: stamps.1, text: &text[body.clone()] });
                (line, start) = (0, at + 1);
                continue;
            }
            _ => body.end = end,
        }
        (line, start) = (line + 1, at + 1);
    }
    Some(cues)
}

#[divan::bench(args = TRACKS)]
fn scanner(bencher: divan::Bencher<'_, '_>, track: Track) {
    let raw = track.bytes();
    let seen = scan(&raw).unwrap_or_default();
    assert!(seen.len() > 1800 && seen.iter().all(|c| c.start < c.end && !c.text.is_empty()));
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| scan(divan::black_box(&raw)).map(|c| c.len()));
}

/// From bytes, as ours is; the check it needs before it may be given a `String` is the fastest there is.
#[divan::bench(args = TRACKS)]
fn srtlib(bencher: divan::Bencher<'_, '_>, track: Track) {
    let raw = track.bytes();
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| {
        let text = simdutf8::basic::from_utf8(divan::black_box(&raw)).map(str::to_owned).unwrap_or_default();
        srtlib::Subtitles::parse_from_str(text).map(|s| s.len())
    });
}
