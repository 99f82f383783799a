//! What a check says: findings with their place, and what could be done about them.

use super::{Edit, Message, Span};

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; never wrong by itself.
    Info,
    /// Probably wrong, or against a house style.
    Warning,
    /// Wrong: a deliverable with it would be sent back.
    Error,
}

impl Severity {
    /// The lower-case name used on the command line, in profiles and in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How far a fix may be trusted. Ordered: a run asks for "at least this".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicability {
    /// A person must choose; shown, never applied.
    Display,
    /// Changes what is seen, or when.
    Unsafe,
    /// No viewer could tell.
    Safe,
}

impl Applicability {
    /// The lower-case name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A change that would settle a finding. Its edits count bytes of the decoded text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, as a command: "write the Cyrillic а".
    pub title: Message,
    /// The change; applied whole or not at all.
    pub edits: Vec<Edit>,
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
}

/// A second place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where, in the decoded text.
    pub span: Span,
    /// What is there.
    pub text: Message,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The rule's id, such as `timing/gap-too-short`.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where, in the decoded text.
    pub span: Span,
    /// Index of the cue in the document, counted from 0, where the finding belongs to one.
    pub cue: Option<u32>,
    /// What is wrong, with the measured value and the limit.
    pub message: Message,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do next.
    pub help: Option<Message>,
    /// A change that would settle it.
    pub fix: Option<Fix>,
}
