//! What became of the cues, for people and for programs.

use super::super::output;
use crate::Outcome;
use crate::args::Form;
use crate::io;
use crate::load::name;
use crate::render;
use anyhow::Result;
use std::path::Path;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::conform::{Entry, Line, Settings, Summary, What, lines};

/// What is told of a file.
pub(in crate::cmd::retime) struct Report {
    path: String,
    summary: Option<Summary>,
    lines: Vec<Line>,
    notes: Vec<String>,
}

impl Report {
    pub(in crate::cmd::retime) fn empty(path: &Path) -> Self {
        let notes = vec![format!("{}: holds no cue; copied as it is", name(path))];
        Self { path: name(path), summary: None, lines: Vec::new(), notes }
    }

    pub(in crate::cmd::retime) fn new(
        path: &Path,
        document: &Document<'_>,
        summary: Summary,
        rate: FrameRate,
        settings: &Settings,
    ) -> Self {
        let mut lines = lines(&summary, rate, settings, "a cut");
        let out = summary.entries.iter().filter(|entry| entry.what.is_out()).count();
        // A list of one reel, or of a trailer, leaves little of a film.
        if out.saturating_mul(2) > summary.cues {
            lines.push(Line {
                cues: render::count(out, "cue"),
                text: format!("taken out of {}; is this the new cut of the whole film?", summary.cues),
                flagged: true,
            });
        }
        Self { path: name(path), lines, notes: output::notes(path, document), summary: Some(summary) }
    }

    /// What is told of a reel.
    pub(in crate::cmd::retime) fn reel(
        path: &Path,
        summary: Summary,
        rate: FrameRate,
        settings: &Settings,
        notes: Vec<String>,
    ) -> Self {
        let lines = lines(&summary, rate, settings, "a change of reels");
        Self { path: name(path), summary: Some(summary), lines, notes }
    }

    /// Cues were taken out.
    pub(super) fn has_lost(&self) -> bool {
        self.summary.as_ref().is_some_and(|summary| summary.entries.iter().any(|entry| entry.what.is_out()))
    }

    fn is_flagged(&self) -> bool {
        let unread = self.summary.as_ref().is_some_and(|summary| !summary.unreadable.is_empty());
        unread || self.lines.iter().any(|line| line.flagged)
    }

    fn say(&self) {
        self.notes.iter().for_each(|note| render::message("warning", note));
        let Some(summary) = &self.summary else { return };
        for line in &self.lines {
            let text = format!("{}: {}: {}", self.path, line.cues, line.text);
            if line.flagged { render::message("warning", &text) } else { render::note(&text) }
        }
        if !summary.unreadable.is_empty() {
            let text = format!("{}: left where they are: {}", self.path, summary.unreadable.join(", "));
            render::message("warning", &text);
        }
        render::note(&format!("{}: {}", self.path, self.total(summary)));
    }

    fn total(&self, summary: &Summary) -> String {
        let count = |is: &dyn Fn(What) -> bool| summary.entries.iter().filter(|e| is(e.what)).count();
        let out = count(&What::is_out);
        let kept = summary.cues.saturating_sub(out);
        let mut line =
            format!("{kept} of {} kept, {} moved", render::count(summary.cues, "cue"), summary.moved);
        for (n, what) in [
            (out, "taken out"),
            (count(&|what| matches!(what, What::Trimmed | What::Short | What::OnLongest)), "trimmed"),
            (count(&|what| what == What::Split), "split"),
            (count(&|what| what == What::Repeated), "repeated"),
            (summary.reordered, "put at another place"),
            (self.lines.iter().filter(|line| line.flagged).count(), "to be looked at"),
        ] {
            if n > 0 {
                line.push_str(&format!(", {n} {what}"));
            }
        }
        line
    }

    fn json(&self) -> serde_json::Value {
        let Some(summary) = &self.summary else {
            return serde_json::json!({ "path": self.path, "cues": 0, "whole": 0, "moved": 0, "changed": [] });
        };
        let changed: Vec<_> = summary.entries.iter().map(entry).collect();
        serde_json::json!({
            "path": self.path,
            "cues": summary.cues,
            "whole": summary.whole,
            "moved": summary.moved,
            "reordered": summary.reordered,
            "unreadable": summary.unreadable,
            "changed": changed,
            "flagged": self.lines.iter().filter(|line| line.flagged).count(),
        })
    }
}

fn entry(entry: &Entry) -> serde_json::Value {
    let span = |(start, end): &(Time, Time)| [start.to_millis(), end.to_millis()];
    serde_json::json!({
        "cue": entry.cue.saturating_add(1),
        "name": entry.name,
        "what": entry.what.name(),
        "flagged": entry.what.is_flagged(),
        "was_ms": span(&entry.old),
        "now_ms": entry.new.iter().map(span).collect::<Vec<_>>(),
    })
}

/// Tells of all files, when they are written.
pub(in crate::cmd::retime) fn finish(
    reports: &[Report],
    form: Form,
    quiet: bool,
    recut: Option<serde_json::Value>,
) -> Result<Outcome> {
    if form == Form::Json {
        let files: Vec<_> = reports.iter().map(Report::json).collect();
        let json = serde_json::json!({ "version": 1, "recut": recut, "files": files });
        let text = render::json::pretty(&json)?;
        let _sent = io::write_stdout(&[], text.as_bytes())?;
    } else if !quiet {
        reports.iter().for_each(Report::say);
    }
    let flagged = reports.iter().any(Report::is_flagged);
    Ok(if flagged { Outcome::Findings } else { Outcome::Clean })
}
