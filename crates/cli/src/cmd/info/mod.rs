//! `tregua info`: what a file is, with the evidence.

mod large;
mod tally;

use crate::Outcome;
use crate::args::{Form, Info};
use crate::load::{self, name};
use crate::open::{Known, Opened, language_of, open};
use crate::render;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;
use tally::Tally;
use tregua_parse::base::Lang;
use tregua_parse::format::{Format, Sniff};
use tregua_parse::source::Detection;
use tregua_qa::language::{Tongue, Verdict};

pub(crate) fn run(args: &Info) -> Result<Outcome> {
    let mut outcome = Outcome::Clean;
    let mut facts = Vec::new();
    for path in &args.files {
        match look(path, args) {
            Ok(found) => facts.push(found),
            Err(error) => {
                render::message("error", &format!("{error:#}"));
                outcome = Outcome::Failed;
            }
        }
    }
    let text = match args.format {
        Form::Json => render::json::pretty(&facts)?,
        Form::Human => facts.iter().map(draw).collect::<Vec<_>>().join("\n"),
    };
    render::stdout(&text)?;
    Ok(outcome)
}

/// What is known about one file.
#[derive(Serialize)]
struct Facts {
    path: String,
    bytes: usize,
    format: &'static str,
    format_evidence: &'static str,
    encoding: &'static str,
    encoding_confidence: u8,
    encoding_evidence: String,
    byte_order_mark: bool,
    encoding_candidates: Vec<(String, u8)>,
    malformed_bytes: usize,
    /// The language its name says, where it says one.
    language_of_name: Option<String>,
    language_of_text: Option<&'static str>,
    language_confidence: u8,
    language_evidence: String,
    cues: usize,
    cues_without_times: usize,
    lines: usize,
    first_in: Option<String>,
    last_out: Option<String>,
    /// Characters a second: the 50th, 90th, 99th and 100th percentile, in tenths.
    reading_speed_tenths: Vec<(u8, i64)>,
    /// Share of times, in percent, that stand on a frame of each common rate (1 ms allowed).
    on_frames: Vec<(String, usize)>,
    oddities: usize,
}

fn look(path: &Path, args: &Info) -> Result<Facts> {
    if let Some(facts) = large::look(path, args)? {
        return Ok(facts);
    }
    let bytes = load::read(path, &args.reading)?;
    let named = load::lang_of(path).or_else(|| bytes.lang());
    let known = Known::new(&args.reading, named.as_ref());
    let Opened { document, format, sniff } = open(path, bytes.bytes(), known)?;
    let track = (format.lower)(&document);
    let mut tally = Tally::default();
    tally.add(&document, &track);
    let whole = Whole {
        path,
        bytes: bytes.bytes().len(),
        format,
        sniff: &sniff,
        detection: document.source.detection(),
        malformed: document.source.malformed().iter().map(|m| m.raw.len()).sum(),
        named: named.as_ref(),
        verdict: language_of(&track),
    };
    Ok(whole.with(tally))
}

/// What is known of a file as a whole.
struct Whole<'w> {
    path: &'w Path,
    bytes: usize,
    format: &'static Format,
    sniff: &'w Sniff,
    detection: &'w Detection,
    /// Bytes that spell nothing.
    malformed: usize,
    /// The language its name says.
    named: Option<&'w Lang>,
    verdict: Verdict,
}

impl Whole<'_> {
    /// With what was counted over its cues.
    fn with(self, tally: Tally) -> Facts {
        let Self { path, bytes, format, sniff, detection, malformed, named, verdict } = self;
        let candidates = detection.candidates.iter().map(|c| (c.encoding.to_string(), c.confidence));
        Facts {
            path: name(path),
            bytes,
            format: format.name,
            format_evidence: sniff.reason,
            encoding: detection.encoding.name(),
            encoding_confidence: detection.confidence,
            encoding_evidence: detection.evidence.to_string(),
            byte_order_mark: detection.bom,
            encoding_candidates: candidates.collect(),
            malformed_bytes: malformed,
            language_of_name: named.map(Lang::canonical),
            language_of_text: verdict.tongue.map(Tongue::tag),
            language_confidence: verdict.confidence,
            language_evidence: verdict.evidence.to_string(),
            cues: tally.cues,
            cues_without_times: tally.cues - tally.timed,
            lines: tally.lines,
            first_in: tally.first_in.map(|t| t.to_string()),
            last_out: tally.last_out.map(|t| t.to_string()),
            on_frames: tally.on_frames(),
            oddities: tally.oddities(),
            reading_speed_tenths: tally.reading_speeds(),
        }
    }
}

fn draw(facts: &Facts) -> String {
    let mut out = String::new();
    let mut row = |key: &str, value: String| {
        let _ = writeln!(out, "  {key:14} {}", render::plain(&value));
    };
    row("format", format!("{} ({})", facts.format, facts.format_evidence));
    let bom = if facts.byte_order_mark { ", with byte order mark" } else { "" };
    let encoding = match facts.encoding {
        "bytes" => "the format's own; it is no text file".to_owned(),
        name => format!("{name}{bom}, {} % sure: {}", facts.encoding_confidence, facts.encoding_evidence),
    };
    row("encoding", encoding);
    if facts.encoding_candidates.len() > 1 {
        let list: Vec<String> =
            facts.encoding_candidates.iter().take(5).map(|(n, c)| format!("{n} {c} %")).collect();
        row("", format!("weighed: {}", list.join(", ")));
    }
    if facts.malformed_bytes > 0 {
        row("", format!("{} cannot be read", render::count(facts.malformed_bytes, "byte")));
    }
    let tongue = match facts.language_of_text {
        Some(tag) => format!("{tag}, {} % sure: {}", facts.language_confidence, facts.language_evidence),
        None => format!("not certain: {}", facts.language_evidence),
    };
    row("language", tongue);
    if let Some(named) = &facts.language_of_name {
        row("", format!("by its name {named}"));
    }
    let untimed = match facts.cues_without_times {
        0 => String::new(),
        n => format!(", {n} without readable times"),
    };
    let (cues, lines) = (render::count(facts.cues, "cue"), render::count(facts.lines, "line"));
    row("cues", format!("{cues} in {lines}{untimed}"));
    if let (Some(first), Some(last)) = (&facts.first_in, &facts.last_out) {
        row("span", format!("{first} to {last}"));
    }
    let speeds: Vec<String> = facts
        .reading_speed_tenths
        .iter()
        .map(|(p, s)| {
            let name = match p {
                50 => "median".to_owned(),
                100 => "fastest".to_owned(),
                p => format!("{p} % below"),
            };
            format!("{name} {}.{}", s / 10, s % 10)
        })
        .collect();
    if !speeds.is_empty() {
        row("reading speed", format!("characters a second: {}", speeds.join(", ")));
    }
    let grids: Vec<String> = facts.on_frames.iter().map(|(r, n)| format!("{r} fps {n} %")).collect();
    row("on frames of", grids.join(", "));
    if facts.oddities > 0 {
        row("oddities", format!("{}; `tregua check` names them", facts.oddities));
    }
    format!("{} ({} bytes)\n{out}", render::plain(&facts.path), facts.bytes)
}
