//! Findings for programs that read line by line: an object a line.

use super::json::line;
use super::report::{FileReport, Finding, Summary, VERSION};
use super::stream::End;
use crate::timings::Row;
use anyhow::Result;
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'r> {
    Finding {
        path: &'r str,
        #[serde(flatten)]
        finding: &'r Finding,
    },
    File {
        path: &'r str,
        #[serde(skip_serializing_if = "Option::is_none")]
        failed: Option<&'r str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'r str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        encoding: Option<&'r str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<&'r str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        profile: Option<&'r str>,
        bytes: usize,
        cues: usize,
        errors: usize,
        warnings: usize,
        infos: usize,
        fixable: usize,
    },
    Timing {
        #[serde(flatten)]
        row: &'r Row,
    },
    Summary {
        version: u32,
        #[serde(flatten)]
        summary: &'r Summary,
    },
}

/// A file as lines: its findings, then the file.
pub(super) fn part(file: &FileReport) -> Result<String> {
    let mut out = String::new();
    for finding in &file.findings {
        out.push_str(&line(&Line::Finding { path: &file.path, finding })?);
    }
    out.push_str(&line(&of(file))?);
    Ok(out)
}

/// What stands behind the files: where the time went, if that was asked, and a summary.
pub(super) fn foot(end: &End) -> Result<String> {
    let mut out = String::new();
    for row in end.timings.iter().flat_map(|table| &table.parts) {
        out.push_str(&line(&Line::Timing { row })?);
    }
    out.push_str(&line(&Line::Summary { version: VERSION, summary: &end.summary })?);
    Ok(out)
}

fn of(file: &FileReport) -> Line<'_> {
    let Summary { errors, warnings, infos, fixable, .. } = Summary::of(&file.findings);
    Line::File {
        path: &file.path,
        failed: file.failed.as_deref(),
        format: file.format,
        encoding: file.encoding,
        language: file.language.as_deref(),
        profile: file.profile.as_deref(),
        bytes: file.bytes,
        cues: file.cues,
        errors,
        warnings,
        infos,
        fixable,
    }
}
