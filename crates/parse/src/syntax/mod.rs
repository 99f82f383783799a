//! The lossless view of a file: an index over its bytes.

mod lines;
mod problem;
mod whole;

pub use lines::LineEnds;
pub(crate) use lines::{Line, is_blank, line_at, scan};
pub use problem::{Fault, Problem, ProblemKind, RATE_UNKNOWN};
pub(crate) use whole::whole;

use crate::base::Span;
use crate::source::Source;
use crate::time::{Clockwork, Notation, Respelt, Time};

/// A parsed file. It owns no text: every part is a span of the [`Source`]'s text.
#[derive(Debug)]
pub struct Document<'a> {
    /// The bytes and their decoded text.
    pub source: Source<'a>,
    /// The name of the format it was read as; [`by_name`](crate::format::by_name) gives the format.
    pub format: &'static str,
    /// Whether the format wants its cues counted from 1.
    pub numbered: bool,
    /// The cues in the order of the file.
    pub cues: Vec<CueNode>,
    /// Every place where a time is written, in the order of the file.
    pub slots: Vec<TimeSlot>,
    /// What relative slots are counted from; [`TimeSlot::base`] points here.
    pub bases: Vec<Base>,
    /// What frames, ticks and labels count by.
    pub clockwork: Clockwork,
    /// What had to be recovered, in the order of the file.
    pub problems: Vec<Problem>,
    /// The line ends it has; of formats that are no lines, none.
    pub ends: LineEnds,
    /// Where it stands in its file; that is the whole file for all but [windows](crate::format::srt::last_cut).
    pub window: Window,
    /// Reading has shown that it is nothing but cues in the strict shape of SubRip, one behind the other. Where that was not found
    /// out, it may be so none the less.
    pub strict: bool,
}

/// Where a document stands in a file that is read in windows.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Window {
    /// Cues of the file before this document's first.
    pub cues_before: usize,
    /// Another cue follows right behind this document's last byte.
    pub goes_on: bool,
}

/// A slot's index in [`Document::slots`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SlotId(u32);

impl SlotId {
    /// No slot: the time is missing or could not be read.
    pub const NONE: Self = Self(u32::MAX);
    /// No slot, and none is wanted: the format lets a cue stay until something else ends it.
    pub const OPEN: Self = Self(u32::MAX - 1);

    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The slot at an index.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self::new(index)
    }

    /// The index, where there is a slot.
    #[must_use]
    pub fn index(self) -> Option<usize> {
        (self != Self::NONE && self != Self::OPEN).then_some(self.0 as usize)
    }
}

/// One cue's places in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CueNode {
    /// The counter; empty where it is missing.
    pub number: Span,
    /// The line with the times, without its line end.
    pub timing: Span,
    /// The text, from its first line to the end of its last, without the last line end.
    pub text: Span,
    /// In-time.
    pub start: SlotId,
    /// Out-time.
    pub end: SlotId,
}

impl CueNode {
    /// From the counter to the end of the text.
    #[must_use]
    pub fn block(&self) -> Span {
        let head = if self.number.is_empty() { self.timing } else { self.number.cover(self.timing) };
        if self.text.is_empty() { head } else { head.cover(self.text) }
    }
}

/// A place where a time is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimeSlot {
    /// The spelling; empty for a time that is [`Notation::Implied`].
    pub span: Span,
    /// The instant it stands for, on the document's time line, whatever it is counted from.
    pub time: Time,
    /// What the number is counted from.
    pub base: BaseId,
    /// How it is spelt.
    pub notation: Notation,
}

/// What a slot's number is counted from: an index in [`Document::bases`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BaseId(u32);

impl BaseId {
    /// The zero of the document's time line: the number is the instant itself.
    pub const ZERO: Self = Self(u32::MAX);

    /// The base at an index.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A starting point for relative times. What is written in a slot is
/// `slot.time` − the time of `since` − `offset`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Base {
    /// The slot that it moves with; [`SlotId::NONE`] for a fixed point.
    pub since: SlotId,
    /// A constant part: a header's start timecode, what a caption takes to load.
    pub offset: Time,
}

impl<'a> Document<'a> {
    /// A document without anything in it yet.
    pub(crate) fn new(source: Source<'a>, format: &'static str) -> Self {
        Self {
            source,
            format,
            numbered: false,
            cues: Vec::new(),
            slots: Vec::new(),
            bases: Vec::new(),
            clockwork: Clockwork::default(),
            problems: Vec::new(),
            ends: LineEnds::default(),
            strict: false,
            window: Window::default(),
        }
    }

    /// Counts all times from `start` on the file's own clock. What is spelt stays: the start becomes a part of what each
    /// time is counted from. A start that would take a time out of range changes nothing.
    pub(crate) fn take_off(mut self, start: Option<Time>) -> Self {
        let Some(start) = start.filter(|start| *start != Time::ZERO) else { return self };
        let moved: Option<Vec<Time>> = self.slots.iter().map(|slot| slot.time.checked_sub(start)).collect();
        let Some(moved) = moved else { return self };
        let fixed: Option<Vec<Base>> = self
            .bases
            .iter()
            .map(|base| match base.since {
                SlotId::NONE => Some(Base { offset: base.offset.checked_sub(start)?, ..*base }),
                _ => Some(*base),
            })
            .collect();
        let Some(fixed) = fixed else { return self };
        self.bases = fixed;
        let zero = self.base(Base { since: SlotId::NONE, offset: start.negate() });
        for (slot, time) in self.slots.iter_mut().zip(moved) {
            slot.time = time;
            if slot.base == BaseId::ZERO {
                slot.base = zero;
            }
        }
        self
    }

    /// Adds a base and gives its id; equal neighbours share one.
    pub(crate) fn base(&mut self, base: Base) -> BaseId {
        if self.bases.last() != Some(&base) {
            self.bases.push(base);
        }
        BaseId::new(self.bases.len() - 1)
    }
}

impl Document<'_> {
    /// What a slot is counted from; `None` for the zero of the time line.
    #[must_use]
    pub fn base_of(&self, slot: &TimeSlot) -> Option<&Base> {
        self.bases.get(slot.base.0 as usize)
    }

    /// Spells a slot's new number, counted from what the slot is counted from, in its author's spelling.
    #[must_use]
    pub fn respell(&self, slot: &TimeSlot, number: Time) -> Option<Respelt> {
        slot.notation.respell(slot.span.of(self.source.text()), number, &self.clockwork)
    }

    /// The same with the rounding error, for a stamp that is and stays in SubRip's strict spelling with two digits of hours, or in the
    /// same with a point, as nearly all are. `None` for every other.
    #[inline]
    #[must_use]
    pub fn respell_strict(&self, slot: &TimeSlot, number: Time) -> Option<([u8; 12], Time)> {
        // Reading has seen every one of them.
        if self.strict && slot.notation == Notation::SubRip && slot.span.len() == 12 {
            return Notation::spell_strict(number);
        }
        slot.notation.respell_strict(slot.span.of(self.source.text()), number, &self.clockwork)
    }

    /// The time in a slot; `None` where it could not be read.
    #[must_use]
    pub fn time(&self, slot: SlotId) -> Option<Time> {
        self.slots.get(slot.index()?).map(|slot| slot.time)
    }

    /// A cue's in- and out-time, where both could be read.
    #[must_use]
    pub fn times(&self, cue: &CueNode) -> Option<(Time, Time)> {
        Some((self.time(cue.start)?, self.time(cue.end)?))
    }

    /// A name for a cue that people can find: its counter where it has one, else its place.
    #[must_use]
    pub fn cue_name(&self, index: usize) -> String {
        match self.cue_number(index) {
            Some(number) => format!("cue {number}"),
            None => format!("the cue at place {}", self.window.cues_before.saturating_add(index) + 1),
        }
    }

    /// A cue's counter as it is written, where it is a plain number of at most 12 digits.
    #[must_use]
    pub fn cue_number(&self, index: usize) -> Option<&str> {
        let number = self.cues.get(index)?.number.of(self.source.text()).trim();
        let number = number.trim_start_matches('\u{feff}');
        let plain = !number.is_empty() && number.len() <= 12 && number.bytes().all(|b| b.is_ascii_digit());
        plain.then_some(number)
    }
}
