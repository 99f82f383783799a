//! Parsing throughput of every format, each over the same feature.
//!
//! The input of a format is the Kazakh track as our own writer spells it, or the Spanish one where the format has no
//! Cyrillic (or no Kazakh) letters; SAMI and LRC, which we only read, are spelt here. `document` is the lossless document, from bytes; `document_and_track` is that and
//! the track a viewer sees. `rsubs_lib` is the nearest Rust parser for WebVTT and ASS; the others, which nobody should
//! have to build for a test, are beside it in `docs/benchmarks.md`. With `TREGUA_BENCH_INPUTS` set, the inputs are
//! written into that folder, for these others to read.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark is told by the environment where to put its inputs"
)]

use divan::counter::BytesCount;
use std::sync::LazyLock;
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Body, Target, write};
use tregua_parse::format::{Format, Look, ReadOptions, by_name, srt};
use tregua_parse::model::Track;
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_parse::time::FrameRate;

const IDS: [&str; 14] = [
    "srt",
    "vtt",
    "ass",
    "imsc",
    "scc",
    "stl",
    "microdvd",
    "subviewer",
    "sbv",
    "mpl2",
    "sami",
    "lrc",
    "dcp",
    "json",
];

/// A film as a format spells it.
struct Input {
    format: &'static Format,
    lang: &'static str,
    raw: Vec<u8>,
    cues: usize,
}

static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| IDS.iter().filter_map(|id| Input::new(id)).collect());

fn main() {
    #[allow(clippy::disallowed_methods)] // A benchmark may be told where to put things.
    if let Ok(folder) = std::env::var("TREGUA_BENCH_INPUTS") {
        export(&folder);
    }
    divan::main();
}

/// The film runs at 24; captions count at 29.97, and ebustl reads EBU STL of 25 and 30 only.
fn rate(id: &str) -> Option<FrameRate> {
    let rate = match id {
        "scc" => "29.97",
        "stl" => "25",
        _ => "24",
    };
    rate.parse().ok()
}

/// Parsed as the program parses it: nothing is known of a text's encoding.
fn read<'a>(format: &Format, raw: &'a [u8]) -> Option<Document<'a>> {
    let encoding = matches!(format.sniff, Look::Bytes(_)).then_some(Encoding::Bytes);
    let options = ReadOptions { rate: rate(format.id), ..ReadOptions::default() };
    Source::open(raw, encoding, None).ok().map(|source| (format.parse)(source, &options))
}

impl Input {
    fn new(id: &str) -> Option<Self> {
        ["kk", "es-ES"].into_iter().find_map(|lang| Self::spell(id, lang))
    }

    fn spell(id: &str, lang: &'static str) -> Option<Self> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/feature/tregua-feature");
        #[allow(clippy::disallowed_methods)] // A benchmark reads its input.
        let film = std::fs::read(format!("{root}.{lang}.srt")).unwrap_or_default();
        assert!(!film.is_empty(), "run `cargo xtask feature` first");
        let document = read(&srt::FORMAT, &film)?;
        let tag = Lang::parse(lang).ok()?;
        let target = Target { lang: Some(&tag), rate: rate(id), ..Target::default() };
        let writer = by_name(id)?;
        let track = srt::lower(&document);
        let raw = match writer.write {
            None => by_hand(id, &track).into_bytes(),
            Some(how) => match write(&track, how, &target).ok()?.body {
                Body::Text(text) => text.into_bytes(),
                Body::Bytes(bytes) => bytes,
            },
        };
        // What is only written here is read by another entry of the list.
        let format = match read(writer, &raw)?.format {
            read if read == writer.id => writer,
            read => by_name(read)?,
        };
        let cues = read(format, &raw)?.cues.len();
        Some(Self { format, lang, raw, cues })
    }

    fn of(id: &str) -> &'static Self {
        let at = IDS.iter().position(|other| *other == id);
        at.and_then(|at| INPUTS.get(at)).filter(|input| input.cues > 1800).unwrap_or_else(|| {
            unreachable!("{id} holds all cues of the feature, in Kazakh or Spanish");
        })
    }
}

/// The formats we only read, as plain as such files are.
fn by_hand(id: &str, track: &Track<'_>) -> String {
    let mut out = String::new();
    if id == "sami" {
        out += "<SAMI>\n<HEAD>\n<STYLE TYPE=\"text/css\">\n<!--\nP { text-align: center; }\n";
        out += ".KKCC { Name: Kazakh; lang: kk-KZ; SAMIType: CC; }\n-->\n</STYLE>\n</HEAD>\n<BODY>\n";
    }
    for cue in &track.cues {
        let text = |line| track.runs_of(line).iter().map(|run| run.text.as_ref()).collect::<String>();
        let lines: Vec<String> = track.lines_of(cue).iter().map(text).collect();
        let (from, to) = cue.times.map_or((0, 0), |(from, to)| (from.to_millis(), to.to_millis()));
        if id == "sami" {
            let text = lines.join("<br>");
            out +=
                &format!("<SYNC Start={from}><P Class=KKCC>{text}\n<SYNC Start={to}><P Class=KKCC>&nbsp;\n");
        } else {
            let (minutes, seconds, cents) = (from / 60_000, from / 1000 % 60, from / 10 % 100);
            out += &format!("[{minutes:02}:{seconds:02}.{cents:02}]{}\n", lines.join(" "));
        }
    }
    out + if id == "sami" { "</BODY>\n</SAMI>\n" } else { "" }
}

fn export(folder: &str) {
    let mut index = String::new();
    for (id, input) in IDS.iter().zip(INPUTS.iter()) {
        index += &format!("{id}\t{}\t{}\t{}\n", input.lang, input.raw.len(), input.cues);
        #[allow(clippy::disallowed_methods)] // As above.
        std::fs::write(format!("{folder}/{id}"), &input.raw).unwrap_or_default();
    }
    #[allow(clippy::disallowed_methods)] // As above.
    std::fs::write(format!("{folder}/index.tsv"), index).unwrap_or_default();
}

#[divan::bench(args = IDS)]
fn document(bencher: divan::Bencher<'_, '_>, id: &str) {
    let input = Input::of(id);
    bencher
        .counter(BytesCount::of_slice(&input.raw))
        .bench(|| read(input.format, divan::black_box(&input.raw)).map(|d| d.cues.len()));
}

#[divan::bench(args = IDS)]
fn document_and_track(bencher: divan::Bencher<'_, '_>, id: &str) {
    let input = Input::of(id);
    bencher.counter(BytesCount::of_slice(&input.raw)).bench(|| {
        read(input.format, divan::black_box(&input.raw)).map(|d| (input.format.lower)(&d).runs.len())
    });
}

/// From bytes, as ours is; the check it needs before it may be given a text is the fastest there is.
#[divan::bench(args = ["vtt", "ass"])]
fn rsubs_lib(bencher: divan::Bencher<'_, '_>, id: &str) {
    let input = Input::of(id);
    let cues = |raw: &[u8]| {
        let text = simdutf8::basic::from_utf8(raw).unwrap_or_default();
        match id {
            "vtt" => rsubs_lib::VTT::parse(text).map_or(0, |file| file.lines.len()),
            _ => rsubs_lib::SSA::parse(text).map_or(0, |file| file.events.len()),
        }
    };
    assert_eq!(cues(&input.raw), input.cues, "rsubs-lib reads all cues");
    bencher.counter(BytesCount::of_slice(&input.raw)).bench(|| cues(divan::black_box(&input.raw)));
}

/// As in `parse.rs`, so that SubRip's best peer is in the table.
#[divan::bench(args = ["srt"])]
fn srtlib(bencher: divan::Bencher<'_, '_>, id: &str) {
    let input = Input::of(id);
    let cues = |raw: &[u8]| {
        let text = simdutf8::basic::from_utf8(raw).map(str::to_owned).unwrap_or_default();
        srtlib::Subtitles::parse_from_str(text).map_or(0, |file| file.len())
    };
    assert_eq!(cues(&input.raw), input.cues, "srtlib reads all cues");
    bencher.counter(BytesCount::of_slice(&input.raw)).bench(|| cues(divan::black_box(&input.raw)));
}
