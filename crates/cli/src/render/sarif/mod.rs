//! Findings as SARIF 2.1.0, which code scanning and editors read.
//!
//! What GitHub refuses is kept out here: more than 25 000 results in a run, more than 1000 places of one result. What is
//! left out is the mildest, and a notification says how much it is.

mod log;
mod manual;

use super::json::pretty;
use super::report::{FileReport, Finding, Place, Whence};
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

/// What a log will hold, as files come in. It is bounded: a result beyond the most there may be takes the place of the
/// mildest.
pub(super) struct Collected {
    most: usize,
    /// Errors, warnings and infos, each with its place among all results.
    levels: [Vec<(usize, Outcome)>; 3],
    seen: usize,
    refused: usize,
    notifications: Vec<Notification>,
    artifacts: Artifacts,
    rules: BTreeSet<&'static str>,
}

impl Collected {
    pub(super) fn new() -> Self {
        Self::of(MOST_RESULTS)
    }

    fn of(most: usize) -> Self {
        Self {
            most,
            levels: Default::default(),
            seen: 0,
            refused: 0,
            notifications: Vec::new(),
            artifacts: Artifacts::default(),
            rules: BTreeSet::new(),
        }
    }

    pub(super) fn add(&mut self, file: &FileReport) {
        let at = self.artifacts.at(file);
        if let Some(why) = &file.failed {
            let locations = vec![location(at.clone(), None)];
            self.notifications.push(Notification { level: "error", message: message(why), locations });
        }
        self.rules.extend(&file.ran);
        for finding in &file.findings {
            self.rules.insert(finding.rule);
            self.take(file, finding, &at);
        }
    }

    fn take(&mut self, file: &FileReport, finding: &Finding, at: &ArtifactLocation) {
        let level = match finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        let held: usize = self.levels.iter().map(Vec::len).sum();
        if held >= self.most {
            self.refused += 1;
            // The last of the mildest level goes, if this one is graver.
            let mildest =
                (level + 1..3).rev().find(|it| self.levels.get(*it).is_some_and(|it| !it.is_empty()));
            let Some(mildest) = mildest.and_then(|it| self.levels.get_mut(it)) else { return };
            mildest.pop();
        }
        if let Some(list) = self.levels.get_mut(level) {
            list.push((self.seen, result(file, finding, at)));
            self.seen += 1;
        }
    }

    /// The log. `successful` says that every file could be checked.
    pub(super) fn document(self, successful: bool) -> Result<String> {
        pretty(&self.log(successful))
    }

    fn log(self, successful: bool) -> Log {
        let Self { most, levels, refused, mut notifications, artifacts, rules, .. } = self;
        let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let mut results: Vec<(usize, Outcome)> = levels.into_iter().flatten().collect();
        results.sort_by_key(|(place, _)| *place);
        let numbered = |(_, mut result): (usize, Outcome)| {
            result.rule_index = index.get(result.rule_id).copied().unwrap_or(0);
            result
        };
        if refused > 0 {
            let text = format!("{refused} further findings are left out: a run may have {most} results");
            let message = message(&text);
            notifications.push(Notification { level: "warning", message, locations: Vec::new() });
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
                execution_successful: successful,
                tool_execution_notifications: notifications,
            }],
            artifacts: artifacts.all,
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: results.into_iter().map(numbered).collect(),
        };
        Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
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

/// A result; the number of its rule is not known yet.
fn result(file: &FileReport, finding: &Finding, at: &ArtifactLocation) -> Outcome {
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
        rule_index: 0,
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
