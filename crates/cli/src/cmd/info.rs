//! `tregua info`: what a file is, with the evidence.

use crate::Outcome;
use crate::args::{Form, Info};
use crate::load::{self, name};
use crate::open::{Known, Opened, language_of, open};
use crate::render;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::model::{Counting, count};
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND, Time};
use tregua_qa::language::Tongue;

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
    let bytes = load::read(path, &args.reading)?;
    let named = load::lang_of(path).or_else(|| bytes.lang());
    let known = Known::new(&args.reading, named.as_ref());
    let Opened { document, format, sniff } = open(path, bytes.bytes(), known)?;
    let track = (format.lower)(&document);
    let verdict = language_of(&track);
    let detection = document.source.detection();
    let times: Vec<(Time, Time)> = track.cues.iter().filter_map(|cue| cue.times).collect();
    let mut speeds: Vec<i64> = track
        .cues
        .iter()
        .filter_map(|cue| {
            let (start, end) = cue.times.filter(|(start, end)| start < end)?;
            let n: u32 =
                track.lines_of(cue).iter().map(|l| count(&track.text_of(l), Counting::default())).sum();
            let tenths = i128::from(n) * 10 * i128::from(TICKS_PER_SECOND)
                / i128::from(end.saturating_sub(start).ticks());
            i64::try_from(tenths).ok()
        })
        .collect();
    speeds.sort_unstable();
    let at = |percent: usize| speeds.get((speeds.len().saturating_sub(1)) * percent / 100).copied();
    let reading =
        [50u8, 90, 99, 100].into_iter().filter_map(|p| at(usize::from(p)).map(|s| (p, s))).collect();
    Ok(Facts {
        path: name(path),
        bytes: bytes.bytes().len(),
        format: format.name,
        format_evidence: sniff.reason,
        encoding: detection.encoding.name(),
        encoding_confidence: detection.confidence,
        encoding_evidence: detection.evidence.to_string(),
        byte_order_mark: detection.bom,
        encoding_candidates: detection
            .candidates
            .iter()
            .map(|c| (c.encoding.to_string(), c.confidence))
            .collect(),
        malformed_bytes: document.source.malformed().iter().map(|m| m.raw.len()).sum(),
        language_of_name: named.as_ref().map(Lang::canonical),
        language_of_text: verdict.tongue.map(Tongue::tag),
        language_confidence: verdict.confidence,
        language_evidence: verdict.evidence.to_string(),
        cues: document.cues.len(),
        cues_without_times: document.cues.len() - times.len(),
        lines: track.lines.len(),
        first_in: times.iter().map(|t| t.0).min().map(|t| t.to_string()),
        last_out: times.iter().map(|t| t.1).max().map(|t| t.to_string()),
        reading_speed_tenths: reading,
        on_frames: on_frames(&times),
        oddities: document.problems.len() + track.problems.len(),
    })
}

fn on_frames(times: &[(Time, Time)]) -> Vec<(String, usize)> {
    let ms = Time::from_millis(1).unwrap_or_default();
    let all = || times.iter().flat_map(|(a, b)| [*a, *b]);
    let rates = ["23.976", "24", "25", "29.97"].into_iter().filter_map(|r| r.parse::<FrameRate>().ok());
    rates
        .map(|rate| {
            let fits = |t: &Time| {
                rate.time_of(rate.nearest_frame(*t)).is_some_and(|f| t.saturating_sub(f).abs() <= ms)
            };
            (rate.to_string(), all().filter(fits).count() * 100 / (times.len() * 2).max(1))
        })
        .collect()
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
