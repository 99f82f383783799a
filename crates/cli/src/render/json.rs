//! Findings for programs: one JSON document, stable keys.

use super::words;
use serde::Serialize;
use tregua_parse::base::{Diagnostic, Span};
use tregua_parse::source::LineIndex;
use tregua_parse::syntax::Document;

/// The whole report.
#[derive(Serialize)]
pub(crate) struct Report {
    /// The version of this form.
    pub(crate) version: u32,
    pub(crate) files: Vec<File>,
    pub(crate) summary: Summary,
}

/// Counts over all files.
#[derive(Serialize, Clone, Copy, Default)]
pub(crate) struct Summary {
    pub(crate) files: usize,
    pub(crate) failed: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) fixable: usize,
}

/// One file.
#[derive(Serialize, Default)]
pub(crate) struct File {
    pub(crate) path: String,
    /// Why the file could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile: Option<String>,
    pub(crate) cues: usize,
    pub(crate) findings: Vec<Finding>,
}

/// One finding. Bytes count the file as it is on disk; lines and columns count from 1, columns in characters.
#[derive(Serialize)]
pub(crate) struct Finding {
    rule: &'static str,
    severity: &'static str,
    message: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    byte_start: u32,
    byte_end: u32,
    /// The cue's place in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Fix {
    title: String,
    applicability: &'static str,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    byte_start: u32,
    byte_end: u32,
    text: String,
}

/// A file's findings.
pub(crate) fn findings(document: &Document<'_>, found: &[Diagnostic]) -> Vec<Finding> {
    let text = document.source.text();
    let lines = LineIndex::new(text);
    let raw = |span: Span| document.source.to_raw(span);
    let one = |d: &Diagnostic| {
        let (start, end) = (lines.place(text, d.span.start), lines.place(text, d.span.end));
        let bytes = raw(d.span);
        let fix = d.fix.as_ref().map(|fix| Fix {
            title: words(&fix.title),
            applicability: fix.applicability.name(),
            edits: fix
                .edits
                .iter()
                .map(|e| Edit {
                    byte_start: raw(e.span).start,
                    byte_end: raw(e.span).end,
                    text: String::from_utf8_lossy(&e.with).into_owned(),
                })
                .collect(),
        });
        Finding {
            rule: d.rule,
            severity: d.severity.name(),
            message: words(&d.message),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: bytes.start,
            byte_end: bytes.end,
            cue: d.cue.map(|c| c.saturating_add(1)),
            help: d.help.as_ref().map(words),
            fix,
        }
    };
    found.iter().map(one).collect()
}
