//! Findings as GitLab's Code Quality report.

use super::json::indented;
use super::report::{FileReport, Finding};
use anyhow::Result;
use serde::Serialize;
use tregua_parse::base::Severity;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// A file's issues as members of a list, with commas between them.
pub(super) fn part(file: &FileReport) -> Result<String> {
    let mut all = Vec::new();
    if let Some(why) = &file.failed {
        all.push(Issue {
            description: why.clone(),
            check_name: "tregua/unreadable",
            fingerprint: format!("unreadable:{}", file.path),
            severity: "blocker",
            location: Location { path: &file.location.path, lines: Lines { begin: 1, end: 1 } },
        });
    }
    all.extend(file.findings.iter().map(|finding| issue(file, finding)));
    let each = all.iter().map(|issue| indented(&serde_json::to_string_pretty(issue)?, "  "));
    Ok(each.collect::<Result<Vec<_>>>()?.join(","))
}

fn issue<'r>(file: &'r FileReport, finding: &'r Finding) -> Issue<'r> {
    let place = &finding.place;
    let (begin, end) = if file.has_lines() { (place.line, place.end_line) } else { (1, 1) };
    let mut description = file.said(finding);
    if let Some(help) = &finding.help {
        description.push_str("; ");
        description.push_str(help);
    }
    Issue {
        description,
        check_name: finding.rule,
        fingerprint: finding.fingerprint.to_string(),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path: &file.location.path, lines: Lines { begin, end } },
    }
}
