//! Losses for people, grouped by kind, and for programs.

use crate::load::name;
use crate::render::losses::{Lost, grouped};
use crate::render::{self, json as forms};
use anyhow::Result;
use serde::Serialize;
use std::path::Path;
use tregua_parse::format::Format;
use tregua_parse::model::{Loss, LossKind};
use tregua_parse::syntax::Document;

/// One file's losses.
#[derive(Serialize)]
pub(super) struct Losses {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'static str>,
    cues: usize,
    losses: Vec<One>,
}

/// One loss.
#[derive(Serialize)]
struct One {
    kind: &'static str,
    /// The cue's place in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<u32>,
    /// What people find it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    what: String,
    #[serde(skip)]
    order: LossKind,
}

impl Losses {
    pub(super) fn new(path: &Path, document: &Document<'_>, to: &Format, losses: Vec<Loss>) -> Self {
        let mut all = Self::of(path, document, to);
        all.add(document, losses);
        all
    }

    /// A file of which nothing was converted yet.
    pub(super) fn of(path: &Path, document: &Document<'_>, to: &Format) -> Self {
        let (from, to) = (Some(document.format), Some(to.id));
        Self { path: name(path), failed: None, from, to, cues: 0, losses: Vec::new() }
    }

    /// Adds a file's cues, or those of its next window, and their losses.
    pub(super) fn add(&mut self, document: &Document<'_>, losses: Vec<Loss>) {
        let before = u32::try_from(self.cues).unwrap_or(u32::MAX);
        let one = |loss: Loss| One {
            kind: loss.kind.name(),
            cue: loss.cue.map(|cue| cue.saturating_add(1).saturating_add(before)),
            name: loss.cue.map(|cue| document.cue_name(cue as usize)),
            what: loss.what.into_owned(),
            order: loss.kind,
        };
        self.losses.extend(losses.into_iter().map(one));
        self.cues += document.cues.len();
    }

    /// How many cues there are.
    pub(super) fn cues(&self) -> usize {
        self.cues
    }

    /// How many losses there are.
    pub(super) fn len(&self) -> usize {
        self.losses.len()
    }

    /// A file that could not be converted.
    pub(super) fn failed(path: &Path, why: &str) -> Self {
        let failed = Some(why.to_owned());
        Self { path: name(path), failed, from: None, to: None, cues: 0, losses: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// A line for each kind: how many, what, and the first cues.
    pub(super) fn print(&self) {
        let all: Vec<Lost<'_>> = self
            .losses
            .iter()
            .map(|one| Lost { kind: one.order, what: &one.what, name: one.name.as_deref().unwrap_or("") })
            .collect();
        for line in grouped(&all) {
            render::message("loss", &format!("{}: {line}", self.path));
        }
    }
}

/// What stands before the files of a report that is written file by file.
pub(super) const HEAD: &str = forms::HEAD;

/// A file's losses in such a report.
pub(super) fn part(losses: &Losses, first: bool) -> Result<String> {
    let text = forms::indented(&serde_json::to_string_pretty(losses)?, "    ")?;
    Ok(if first { text } else { format!(",{text}") })
}

/// What stands behind the files.
pub(super) fn foot(empty: bool) -> &'static str {
    if empty { "]\n}\n" } else { "\n  ]\n}\n" }
}

/// All files' losses as one document.
pub(super) fn json(all: &[Losses]) -> Result<String> {
    let mut out = HEAD.to_owned();
    for (nth, losses) in all.iter().enumerate() {
        out.push_str(&part(losses, nth == 0)?);
    }
    Ok(out + foot(all.is_empty()))
}
