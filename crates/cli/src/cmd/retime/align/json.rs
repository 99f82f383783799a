//! An alignment for programs. Its keys are described in docs/json.md.

use super::super::Done;
use super::super::sound::Facts;
use super::{Aligner, Reference as Against, Unfit};
use crate::Outcome;
use crate::io;
use crate::load::name;
use crate::render::json::{clock, pretty};
use anyhow::{Error, Result};
use serde::Serialize;
use std::path::Path;
use tregua_qa::align::{Alignment, Refusal, Why};
use tregua_qa::retime::Totals;

/// What is told of a run, file by file.
#[derive(Serialize)]
pub(in crate::cmd::retime) struct Page {
    version: u32,
    reference: Reference,
    joint: bool,
    /// Whether tracks, or a plan, were written.
    written: bool,
    files: Vec<File>,
}

#[derive(Serialize)]
struct Reference {
    path: String,
    /// `track` or `sound`.
    kind: &'static str,
    /// Cues, or stretches of speech.
    lines: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sound: Option<Heard>,
}

#[derive(Serialize)]
struct Heard {
    track: usize,
    codec: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    length: String,
    /// In per mille, like the prominence.
    coverage: u16,
    prominence: u16,
    packets: u64,
    left_out: u64,
    undecodable: u64,
    cut_short: bool,
}

#[derive(Serialize)]
struct File {
    path: String,
    /// `aligned`, `in-sync` or `refused`.
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alignment: Option<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<Refused>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retimed: Option<Retimed>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Found {
    /// In per mille, like what is explained.
    confidence: u16,
    evidence: f64,
    margin: f64,
    cues: usize,
    explained: u16,
    outside: usize,
    residual_median_ms: i64,
    residual_90_percent_ms: i64,
    speed: String,
    standard_speed: bool,
    pieces: Vec<Piece>,
    splits: Vec<Split>,
    residuals: Vec<Residual>,
}

#[derive(Serialize)]
struct Piece {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    at: String,
    to: String,
    speed: String,
}

#[derive(Serialize)]
struct Split {
    at: String,
    earliest: String,
    latest: String,
    later_by: String,
}

#[derive(Serialize)]
struct Residual {
    at: String,
    ms: i64,
}

#[derive(Serialize)]
struct Refused {
    why: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Numbers>,
}

#[derive(Serialize)]
struct Numbers {
    /// In per mille, like what is asked for and explained.
    confidence: u16,
    asked: u16,
    evidence: f64,
    margin: f64,
    cues: usize,
    reference_lines: usize,
    explained: u16,
}

#[derive(Serialize)]
struct Retimed {
    cues: usize,
    times: usize,
    moved: usize,
    clamped: Vec<String>,
    invisible: Vec<String>,
    dropped: Vec<String>,
    unreadable: Vec<String>,
}

impl Page {
    pub(in crate::cmd::retime) fn new(aligner: &Aligner) -> Self {
        let sound = match &aligner.reference {
            Against::Track(_) => None,
            Against::Sound(heard) => Some(Heard::new(&heard.facts, clock(heard.length))),
        };
        Self {
            version: 1,
            reference: Reference {
                path: aligner.name.clone(),
                kind: if sound.is_some() { "sound" } else { "track" },
                lines: aligner.lines().len(),
                sound,
            },
            joint: aligner.joint.is_some(),
            written: false,
            files: Vec::new(),
        }
    }

    /// A file that was aligned.
    pub(in crate::cmd::retime) fn add(&mut self, path: &Path, done: &Done) {
        let alignment = done.found.as_ref().map(|(found, _)| found);
        self.files.push(File {
            path: name(path),
            result: if alignment.is_some_and(|it| it.in_sync) { "in-sync" } else { "aligned" },
            alignment: alignment.map(Found::new),
            refusal: None,
            retimed: Some(Retimed::new(&done.report)),
            notes: done.notes.clone(),
        });
    }

    /// A file that was refused.
    ///
    /// # Errors
    /// The error itself, where it is none of the aligner's.
    pub(in crate::cmd::retime) fn refuse(&mut self, path: &Path, error: Error) -> Result<()> {
        let Some(unfit) = error.downcast_ref::<Unfit>().copied() else { return Err(error) };
        let (why, refusal) = match unfit {
            Unfit::Refused(refusal) => (why(refusal.why), Some(refusal)),
            Unfit::Apart(refusal) => ("apart", Some(refusal)),
            Unfit::TooLong { .. } => ("too-long", None),
        };
        self.files.push(File {
            path: name(path),
            result: "refused",
            alignment: None,
            refusal: Some(Refused { why, message: unfit.to_string(), numbers: refusal.map(Numbers::new) }),
            retimed: None,
            notes: Vec::new(),
        });
        Ok(())
    }

    pub(in crate::cmd::retime) fn has_refused(&self) -> bool {
        self.files.iter().any(|file| file.refusal.is_some())
    }

    /// Tells of all files, when they are written; where one was refused, none is.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub(in crate::cmd::retime) fn finish(mut self, written: bool) -> Result<Outcome> {
        self.written = written;
        let _sent = io::write_stdout(&[], pretty(&self)?.as_bytes())?;
        Ok(if self.has_refused() { Outcome::Failed } else { Outcome::Clean })
    }
}

impl Heard {
    fn new(facts: &Facts, length: String) -> Self {
        Self {
            track: facts.track,
            codec: facts.codec.clone(),
            language: facts.language.clone(),
            length,
            coverage: facts.coverage,
            prominence: facts.prominence,
            packets: facts.packets,
            left_out: facts.left_out,
            undecodable: facts.undecodable,
            cut_short: facts.is_cut_short,
        }
    }
}

impl Found {
    fn new(found: &Alignment) -> Self {
        let pieces = found.map.pieces().iter().enumerate().map(|(at, piece)| Piece {
            from: (at > 0).then(|| clock(piece.from)),
            at: clock(piece.at),
            to: clock(piece.to),
            speed: piece.speed.to_string(),
        });
        let splits = found.splits.iter().map(|split| Split {
            at: clock(split.at),
            earliest: clock(split.earliest),
            latest: clock(split.latest),
            later_by: clock(split.jump),
        });
        let residuals =
            found.residuals.iter().map(|(at, out)| Residual { at: clock(*at), ms: out.to_millis() });
        Self {
            confidence: found.confidence,
            evidence: tenths(found.evidence),
            margin: tenths(found.margin),
            cues: found.cues,
            explained: found.explained,
            outside: found.outside,
            residual_median_ms: found.median.to_millis(),
            residual_90_percent_ms: found.most.to_millis(),
            speed: found.speed.to_string(),
            standard_speed: found.usual,
            pieces: pieces.collect(),
            splits: splits.collect(),
            residuals: residuals.collect(),
        }
    }
}

impl Numbers {
    fn new(refusal: Refusal) -> Self {
        Self {
            confidence: refusal.confidence,
            asked: refusal.asked,
            evidence: tenths(refusal.evidence),
            margin: tenths(refusal.margin),
            cues: refusal.cues.0,
            reference_lines: refusal.cues.1,
            explained: refusal.explained,
        }
    }
}

impl Retimed {
    fn new(report: &Totals) -> Self {
        Self {
            cues: report.cues,
            times: report.slots,
            moved: report.moved,
            clamped: report.clamped.first().to_vec(),
            invisible: report.invisible.first().to_vec(),
            dropped: report.dropped.first().to_vec(),
            unreadable: report.unreadable.first().to_vec(),
        }
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::TooFew => "too-few",
        Why::Nothing => "nothing",
        Why::Tie => "tie",
        Why::Share => "share",
        Why::Order => "order",
        Why::Unsure => "unsure",
    }
}

/// Tenths as a number; evidence is far below where that would round.
#[allow(clippy::cast_precision_loss, reason = "evidence has at most seven digits")]
fn tenths(n: i64) -> f64 {
    n as f64 / 10.0
}
