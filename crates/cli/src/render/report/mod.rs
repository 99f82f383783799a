//! What a check found, as plain data: every form of the report is made of this and of nothing else.

mod fill;
mod location;
mod place;
mod remembered;

pub(crate) use fill::{Checked, failed, file};
pub(crate) use location::{Location, Whence};
pub(crate) use place::{Base, Place};
pub(crate) use remembered::Remembered;

use serde::{Deserialize, Serialize, Serializer};
use tregua_parse::base::{Applicability, Severity};
use tregua_qa::check::Fingerprint;

/// The version of what programs read. A new key may come within a version; a change of meaning makes a new one.
pub(super) const VERSION: u32 = 1;

/// Counts over findings, and over files where they are of several.
#[derive(Serialize, Deserialize, Clone, Copy, Default, Debug)]
pub(crate) struct Summary {
    pub(crate) files: usize,
    pub(crate) failed: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    pub(crate) fixable: usize,
}

impl Summary {
    /// The counts of one file's findings.
    pub(crate) fn of(found: &[Finding]) -> Self {
        let level = |s: Severity| found.iter().filter(|f| f.severity == s).count();
        Self {
            errors: level(Severity::Error),
            warnings: level(Severity::Warning),
            infos: level(Severity::Info),
            fixable: found.iter().filter(|f| f.fix.is_some()).count(),
            ..Self::default()
        }
    }

    /// With one more file.
    pub(crate) fn count(&mut self, failed: bool, counts: Self) {
        self.files += 1;
        self.failed += usize::from(failed);
        self.add(counts);
    }

    fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
    }
}

/// One file.
#[derive(Serialize, Clone, Default, Debug)]
pub(crate) struct FileReport {
    /// As the user named it.
    pub(crate) path: String,
    #[serde(skip)]
    pub(crate) location: Location,
    /// Why the file could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) profile: Option<String>,
    /// Its size.
    pub(crate) bytes: usize,
    pub(crate) cues: usize,
    pub(crate) findings: Vec<Finding>,
    /// Whether it has lines and columns; a binary format has bytes alone.
    #[serde(skip)]
    pub(crate) is_text: bool,
    /// The rules that looked at it, in the order of the manual.
    #[serde(skip)]
    pub(crate) ran: Vec<&'static str>,
}

impl FileReport {
    /// Whether a place in it is a line of a file that others can open: not in a binary format, not in a film.
    pub(crate) fn has_lines(&self) -> bool {
        self.is_text && self.location.whence == Whence::File
    }

    /// A finding's message on one line, with its place where the form cannot give it.
    pub(crate) fn said(&self, finding: &Finding) -> String {
        let said = finding.said();
        let (line, byte) = (finding.place.line, finding.place.byte_start);
        match (self.is_text, self.location.whence) {
            (false, _) => format!("{said} ({})", tell!("at-byte", byte = byte)),
            (true, Whence::File) => said,
            (true, Whence::Film) => format!("{}: {said} ({})", self.path, tell!("at-line", line = line)),
            (true, Whence::Stdin) => format!("{said} ({})", tell!("at-line", line = line)),
        }
    }
}

/// One finding.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    #[serde(serialize_with = "severity")]
    pub(crate) severity: Severity,
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    /// The cue's place in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cue: Option<u32>,
    /// What people call the cue: by its own number where it has one.
    #[serde(skip)]
    pub(crate) cue_name: Option<String>,
    /// The cue's in-time, `00:00:01.000`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) labels: Vec<Label>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fix: Option<Fix>,
    /// The key among all findings of the run.
    #[serde(serialize_with = "shown")]
    pub(crate) fingerprint: Fingerprint,
    /// The key among the findings of its file.
    #[serde(skip)]
    pub(crate) key: Fingerprint,
}

impl Finding {
    /// The message with its cue's name, for forms that have one line a finding.
    pub(crate) fn said(&self) -> String {
        match &self.cue_name {
            Some(cue) => format!("{cue}: {}", self.message),
            None => self.message.clone(),
        }
    }
}

impl Finding {
    /// Makes a finding of a window one of its file.
    pub(crate) fn move_behind(&mut self, base: &Base) {
        self.place.move_behind(base);
        self.labels.iter_mut().for_each(|it| it.place.move_behind(base));
        self.fix.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|it| it.place.move_behind(base));
        let before = u32::try_from(base.cues).unwrap_or(u32::MAX);
        self.cue = self.cue.map(|cue| cue.saturating_add(before));
    }
}

/// A second place.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Label {
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// What would settle a finding.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Fix {
    pub(crate) title: String,
    #[serde(serialize_with = "applicability")]
    pub(crate) applicability: Applicability,
    pub(crate) edits: Vec<Edit>,
}

/// One piece of a fix.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Edit {
    #[serde(flatten)]
    pub(crate) place: Place,
    /// What is to stand there.
    pub(crate) text: String,
}

fn severity<S: Serializer>(it: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}

fn applicability<S: Serializer>(it: &Applicability, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.name())
}

fn shown<S: Serializer>(it: &Fingerprint, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(it)
}
