//! What a parser had to recover from.

use crate::base::{Severity, Span};
use crate::time::ClockFault;

/// One recovery, with its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What it was.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// The cue it belongs to, counted from 0.
    pub cue: Option<u32>,
}

/// Something a format's own standard forbids or warns of, declared beside the reader that finds it.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    /// Its name, of which there is no other: `ttml-cut`. What catalogues of messages know it by.
    pub id: &'static str,
    /// How grave: an error is against the format's standard, a warning is what readers disagree on.
    pub level: Severity,
    /// What is wrong, for people, without a full stop.
    pub message: &'static str,
    /// What to do next; empty where nothing helps.
    pub help: &'static str,
}

impl Fault {
    /// Against the format's standard.
    #[must_use]
    pub const fn error(id: &'static str, message: &'static str) -> Self {
        Self { id, level: Severity::Error, message, help: "" }
    }

    /// Allowed or tolerated, and likely to go wrong somewhere.
    #[must_use]
    pub const fn warning(id: &'static str, message: &'static str) -> Self {
        Self { id, level: Severity::Warning, message, help: "" }
    }

    /// Worth knowing.
    #[must_use]
    pub const fn info(id: &'static str, message: &'static str) -> Self {
        Self { id, level: Severity::Info, message, help: "" }
    }

    /// With a word on what to do.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }
}

/// The format counts frames, the file does not say of what rate, and nobody else did: no time can be told.
pub static RATE_UNKNOWN: Fault =
    Fault::error("rate-unknown", "the frame rate is not known").help("name the film's frame rate with --fps");

/// Everything a reader may have to recover from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file holds no cue at all.
    NoCues,
    /// Lines before the first cue that belong to none.
    JunkBefore,
    /// A cue without its counter.
    NumberMissing,
    /// A counter that is not a plain number.
    NumberMalformed,
    /// A counter at the end of the file with no time line behind it.
    NumberAlone,
    /// A blank line between the counter and the time line.
    BlankAfterNumber,
    /// A blank line between the time line and the text.
    BlankBeforeText,
    /// A blank line inside a cue's text.
    BlankInText,
    /// No blank line before a cue.
    BlankMissing,
    /// More than one blank line before a cue.
    BlankExtra,
    /// A "blank" line that holds blanks, tabs or other unseen signs.
    BlankNotEmpty,
    /// A time that cannot be read, or is out of range.
    StampUnreadable,
    /// The out-time is missing.
    StampMissing,
    /// A time in another spelling than the format's.
    StampLoose(ClockFault),
    /// Another arrow than ` --> `.
    ArrowLoose,
    /// Blanks or unseen signs before the in-time.
    StampIndented,
    /// Screen coordinates (`X1:… Y2:…`) behind the out-time.
    Coordinates,
    /// WebVTT cue settings behind the out-time.
    Settings,
    /// Something else behind the out-time.
    TimingRest,
    /// A text line that holds an arrow and looks like a time line.
    ArrowInText,
    /// Zero bytes.
    Nul,
    /// A byte order mark that is not at the start.
    BomInside,
    /// Line ends of more than one kind, or CR CR LF.
    LineEndsMixed,
    /// Lines end with CR alone.
    LineEndsCr,
    /// The last line has no line end.
    FinalNewlineMissing,
    /// A tag that closes nothing, or is never closed.
    TagUnbalanced,
    /// Tags that cross: `<i><b></i></b>`.
    TagCrossed,
    /// A tag or code this format does not have, or one that cannot be read.
    TagUnknown,
    /// A fault of one format's own.
    Own(&'static Fault),
}

impl ProblemKind {
    /// Its name, of which there is no other. What catalogues of messages know it by.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoCues => "no-cues",
            Self::JunkBefore => "junk-before",
            Self::NumberMissing => "number-missing",
            Self::NumberMalformed => "number-malformed",
            Self::NumberAlone => "number-alone",
            Self::BlankAfterNumber => "blank-after-number",
            Self::BlankBeforeText => "blank-before-text",
            Self::BlankInText => "blank-in-text",
            Self::BlankMissing => "blank-missing",
            Self::BlankExtra => "blank-extra",
            Self::BlankNotEmpty => "blank-not-empty",
            Self::StampUnreadable => "stamp-unreadable",
            Self::StampMissing => "stamp-missing",
            Self::StampLoose(fault) => match fault {
                ClockFault::NoHours => "clock-no-hours",
                ClockFault::NoFraction => "clock-no-fraction",
                ClockFault::Separator => "clock-separator",
                ClockFault::FractionDigits => "clock-fraction-digits",
                ClockFault::Above59 => "clock-above-59",
                ClockFault::Width => "clock-width",
                ClockFault::Blanks => "clock-blanks",
                ClockFault::Negative => "clock-negative",
            },
            Self::ArrowLoose => "arrow-loose",
            Self::StampIndented => "stamp-indented",
            Self::Coordinates => "coordinates",
            Self::Settings => "settings",
            Self::TimingRest => "timing-rest",
            Self::ArrowInText => "arrow-in-text",
            Self::Nul => "nul",
            Self::BomInside => "bom-inside",
            Self::LineEndsMixed => "line-ends-mixed",
            Self::LineEndsCr => "line-ends-cr",
            Self::FinalNewlineMissing => "final-newline-missing",
            Self::TagUnbalanced => "tag-unbalanced",
            Self::TagCrossed => "tag-crossed",
            Self::TagUnknown => "tag-unknown",
            Self::Own(fault) => fault.id,
        }
    }

    /// What happened, for people, in English.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NoCues => "there is no subtitle in this file",
            Self::JunkBefore => "these lines stand before the first cue and belong to none",
            Self::NumberMissing => "the cue has no counter",
            Self::NumberMalformed => "the counter is not a plain number",
            Self::NumberAlone => "a counter without a time line; the file may be cut off",
            Self::BlankAfterNumber => "a blank line stands between the counter and the times",
            Self::BlankBeforeText => {
                "a blank line stands between the times and the text; many players show nothing"
            }
            Self::BlankInText => "a blank line inside the text; many players drop what follows it",
            Self::BlankMissing => "the blank line before this cue is missing; many players show it as text",
            Self::BlankExtra => "more than one blank line before this cue",
            Self::BlankNotEmpty => "the blank line is not empty; strict readers take it for text",
            Self::StampUnreadable => "this time cannot be read",
            Self::StampMissing => "the out-time is missing",
            Self::StampLoose(fault) => match fault {
                ClockFault::NoHours => "the time has no hours",
                ClockFault::NoFraction => "the time has no milliseconds",
                ClockFault::Separator => "the milliseconds are not set off by a comma",
                ClockFault::FractionDigits => {
                    "not three digits of milliseconds; readers disagree on what they mean"
                }
                ClockFault::Above59 => "minutes or seconds above 59",
                ClockFault::Width => "hours, minutes and seconds need two digits each",
                ClockFault::Blanks => "the time holds blanks",
                ClockFault::Negative => "the time is before zero",
            },
            Self::ArrowLoose => "the arrow between the times should be \u{201c} --> \u{201d}",
            Self::StampIndented => "the time line should begin with its first digit",
            Self::Coordinates => "screen coordinates behind the times; few players know them",
            Self::Settings => "WebVTT settings behind the times; SubRip has none",
            Self::TimingRest => "something stands behind the out-time",
            Self::ArrowInText => "this text looks like a time line",
            Self::Nul => "zero bytes; the file may be damaged",
            Self::BomInside => "a byte order mark inside the file; two files may have been joined",
            Self::LineEndsMixed => "the file mixes several kinds of line end",
            Self::LineEndsCr => "lines end with CR alone, which few players know",
            Self::FinalNewlineMissing => "the last line has no line end",
            Self::TagUnbalanced => "this tag has no partner",
            Self::TagCrossed => "these tags cross each other",
            Self::TagUnknown => "this tag is not one of the format's; players show it or drop it",
            Self::Own(fault) => fault.message,
        }
    }
}
