//! Findings as SARIF 2.1.0, which code scanning and editors read.
//!
//! What GitHub refuses is kept out here: more than 25 000 results in a run, more than 1000 places of one result. What is
//! left out is the mildest, and a notification says how much it is.

mod log;
mod manual;

use super::json::pretty;
use super::report::{FileReport, Finding, Place, Report, Summary, Whence};
use super::spoken;
use anyhow::Result;
use log::{
    Artifact, ArtifactLocation, ByteRegion, Change, Content, Cue, Driver, Fingerprints, Fix, Invocation,
    Location, Log, Message, Notification, Outcome, PhysicalLocation, Region, Replacement, Run, TextRegion,
    Tool, Trust,
};
use std::collections::{BTreeMap, BTreeSet};
use tregua_parse::base::Severity;

/// Results that GitHub takes in one run.
const MOST_RESULTS: usize = 25_000;
/// Places that GitHub takes of one result, the first included.
const MOST_PLACES: usize = 1000;

/// The report as one log with one run.
pub(crate) fn report(report: &Report) -> Result<String> {
    pretty(&log(report, MOST_RESULTS))
}

fn log(report: &Report, most: usize) -> Log {
    let rules = rules(report);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let mut room = Room::new(&report.summary, most);
    let (mut results, mut notifications, mut artifacts) = (Vec::new(), Vec::new(), Artifacts::default());
    for file in &report.files {
        let at = artifacts.at(file);
        if let Some(why) = &file.failed {
            let locations = vec![location(at.clone(), None)];
            notifications.push(Notification { level: "error", message: message(why), locations });
        }
        for finding in file.findings.iter().filter(|finding| room.take(finding.severity)) {
            results.push(result(file, finding, &at, index.get(finding.rule).copied().unwrap_or(0)));
        }
    }
    if room.refused > 0 {
        let text = format!("{} further findings are left out: a run may have {most} results", room.refused);
        notifications.push(Notification { level: "warning", message: message(&text), locations: Vec::new() });
    }
    let driver = Driver {
        name: "tregua",
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: "en",
        rules: rules.into_iter().map(manual::describe).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        language: spoken().tag(),
        invocations: [Invocation {
            execution_successful: report.summary.failed == 0,
            tool_execution_notifications: notifications,
        }],
        artifacts: artifacts.all,
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results,
    };
    Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
}

/// How many findings of each level are still taken: the mildest are left out first.
struct Room {
    errors: usize,
    warnings: usize,
    infos: usize,
    refused: usize,
}

impl Room {
    fn new(found: &Summary, most: usize) -> Self {
        let errors = found.errors.min(most);
        let warnings = found.warnings.min(most - errors);
        let infos = found.infos.min(most - errors - warnings);
        Self { errors, warnings, infos, refused: 0 }
    }

    fn take(&mut self, severity: Severity) -> bool {
        let room = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        match room.checked_sub(1) {
            Some(less) => {
                *room = less;
                true
            }
            None => {
                self.refused += 1;
                false
            }
        }
    }
}

/// The files of the run, each once.
#[derive(Default)]
struct Artifacts {
    all: Vec<Artifact>,
    index: BTreeMap<String, usize>,
}

impl Artifacts {
    /// A file's own place in the list.
    fn at(&mut self, file: &FileReport) -> ArtifactLocation {
        let uri = &file.location.uri;
        let next = self.all.len();
        let index = *self.index.entry(uri.clone()).or_insert(next);
        if index == next {
            self.all.push(artifact(file));
        }
        ArtifactLocation { uri: uri.clone(), index: Some(index) }
    }
}

/// The rules that ran, in the order of the manual.
fn rules(report: &Report) -> Vec<&'static str> {
    let found = report.files.iter().flat_map(|file| file.findings.iter().map(|finding| finding.rule));
    let ran: BTreeSet<&'static str> =
        report.files.iter().flat_map(|file| file.ran.iter().copied()).chain(found).collect();
    ran.into_iter().collect()
}

fn artifact(file: &FileReport) -> Artifact {
    Artifact {
        location: ArtifactLocation { uri: file.location.uri.clone(), index: None },
        // Of a film only a track was read.
        length: (file.failed.is_none() && file.location.whence != Whence::Film).then_some(file.bytes),
        // Names that IANA does not have begin with `x-`.
        encoding: file.encoding.filter(|name| file.has_lines() && !name.starts_with("x-")),
        roles: ["analysisTarget"],
    }
}

fn result(file: &FileReport, finding: &Finding, at: &ArtifactLocation, rule_index: usize) -> Outcome {
    let place = |place: &Place| location(at.clone(), region(file, place));
    let related = finding.labels.iter().take(MOST_PLACES - 1).enumerate().map(|(n, label)| Location {
        id: Some(n + 1),
        message: Some(message(&label.message)),
        ..place(&label.place)
    });
    let mut said = file.said(finding);
    if let Some(help) = &finding.help {
        said.push('\n');
        said.push_str(help);
    }
    Outcome {
        rule_id: finding.rule,
        rule_index,
        level: level(finding.severity),
        message: message(&said),
        locations: [place(&finding.place)],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { cue_text: finding.key.to_string() },
        fixes: fix(file, finding, at).into_iter().collect(),
        properties: Cue { cue: finding.cue, in_time: finding.in_time.clone() },
    }
}

/// A fix as replacements of text, which the standard wants for text files: a byte order mark does not matter to them, and
/// the reader encodes what it inserts. So a fix of the mark cannot be told, nor one in a binary format.
fn fix(file: &FileReport, finding: &Finding, at: &ArtifactLocation) -> Option<Fix> {
    let fix = finding.fix.as_ref().filter(|fix| file.has_lines() && !fix.edits.is_empty())?;
    if fix.edits.iter().any(|edit| edit.place.with_mark) {
        return None;
    }
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: Region { text: Some(text_region(&edit.place)), bytes: None },
        inserted_content: Content { text: edit.text.clone() },
    });
    Some(Fix {
        description: message(&fix.title),
        artifact_changes: [Change { artifact_location: at.clone(), replacements: replacements.collect() }],
        properties: Trust { applicability: fix.applicability.name() },
    })
}

fn location(artifact_location: ArtifactLocation, region: Option<Region>) -> Location {
    Location { id: None, physical_location: PhysicalLocation { artifact_location, region }, message: None }
}

/// Where something is in a file; nothing where the file that was read stands inside another.
fn region(file: &FileReport, place: &Place) -> Option<Region> {
    if file.location.whence == Whence::Film {
        return None;
    }
    let bytes = ByteRegion {
        byte_offset: place.byte_start,
        byte_length: place.byte_end.saturating_sub(place.byte_start),
    };
    // Where both are given they must be the same stretch.
    let bytes = (!file.is_text || !place.with_mark).then_some(bytes);
    Some(Region { text: file.is_text.then(|| text_region(place)), bytes })
}

fn text_region(place: &Place) -> TextRegion {
    TextRegion {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        char_offset: place.char_start,
        char_length: place.char_end.saturating_sub(place.char_start),
    }
}

/// A message in which nothing is a placeholder or a link: braces are doubled, as the standard wants it, and no bracket
/// stands right before a parenthesis.
fn message(text: &str) -> Message {
    let text = super::plain(text).replace('{', "{{").replace('}', "}}").replace("](", "] (");
    Message { text, markdown: None }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests;
