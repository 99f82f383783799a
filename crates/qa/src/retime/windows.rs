//! A retime of a file that is too large to be held: its windows come one after another, and what is done, counted and
//! refused is what the whole would have got.

use super::whole::over_stamps;
use super::{Options, Refused, Report, RetimeError, Stage, Staged, TimeMap, staged};
use std::fmt;
use tregua_parse::base::splice_into;
use tregua_parse::source::EditError;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

/// Names of cues: the first thousand, and how many there are.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Names {
    first: Vec<String>,
    count: usize,
}

impl Names {
    const KEPT: usize = 1000;

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The names themselves, the first thousand of them.
    #[must_use]
    pub fn first(&self) -> &[String] {
        &self.first
    }

    fn add(&mut self, more: Self) {
        self.count += more.count;
        let room = Self::KEPT.saturating_sub(self.first.len());
        self.first.extend(more.first.into_iter().take(room));
    }
}

impl From<Vec<String>> for Names {
    fn from(mut first: Vec<String>) -> Self {
        let count = first.len();
        first.truncate(Self::KEPT);
        Self { first, count }
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.first.join(", "))?;
        match self.count.saturating_sub(self.first.len()) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// What a retime did to a whole file; as [`Report`], whatever its size.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Totals {
    /// Cues in the file.
    pub cues: usize,
    /// Stamps in the file.
    pub slots: usize,
    /// Stamps written anew.
    pub moved: usize,
    /// The largest difference between a stamp as written and the exact time.
    pub largest_error: Time,
    /// Stamps that got more digits.
    pub widened: usize,
    /// Cues that were held at zero.
    pub clamped: Names,
    /// Those of them of which nothing is left to see.
    pub invisible: Names,
    /// Cues that were taken out.
    pub dropped: Names,
    /// Cues that stayed where they are.
    pub unreadable: Names,
}

impl From<Report> for Totals {
    fn from(report: Report) -> Self {
        Self {
            cues: report.cues,
            slots: report.slots,
            moved: report.moved,
            largest_error: report.largest_error,
            widened: report.widened,
            clamped: report.clamped.into(),
            invisible: report.invisible.into(),
            dropped: report.dropped.into(),
            unreadable: report.unreadable.into(),
        }
    }
}

impl Totals {
    fn add(&mut self, more: Self) {
        self.cues += more.cues;
        self.slots += more.slots;
        self.moved += more.moved;
        self.largest_error = self.largest_error.max(more.largest_error);
        self.widened += more.widened;
        self.clamped.add(more.clamped);
        self.invisible.add(more.invisible);
        self.dropped.add(more.dropped);
        self.unreadable.add(more.unreadable);
    }
}

/// Why a whole file is not retimed; as [`RetimeError`], however many cues it is about.
#[derive(Clone, Debug)]
pub struct Refusal {
    stage: Stage,
    error: RetimeError,
    /// How many cues it is about.
    count: usize,
}

impl Refusal {
    fn new(stage: Stage, mut error: RetimeError) -> Self {
        let count = error.cues().map_or(0, |cues| {
            let count = cues.len();
            cues.truncate(Names::KEPT);
            count
        });
        Self { stage, error, count }
    }

    /// Of two windows' refusals the one of the earlier stage counts; those of one stage are told together.
    fn join(&mut self, mut more: Self) {
        if more.stage < self.stage {
            *self = more;
        } else if more.stage == self.stage {
            self.count += more.count;
            if let (Some(cues), Some(more)) = (self.error.cues(), more.error.cues()) {
                let room = Names::KEPT.saturating_sub(cues.len());
                cues.extend(more.drain(..).take(room));
            }
        }
    }

    /// Whether it names a place by its distance from the beginning of the window, and so says nothing of the file.
    #[must_use]
    pub fn is_of_the_window(&self) -> bool {
        matches!(self.error, RetimeError::Edit(_) | RetimeError::Splice(_))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.tell(f, Some(self.count))
    }
}

impl std::error::Error for Refusal {}

/// A retime of a file that comes in windows ([`tregua_parse::format::srt::last_cut`] says where they may end).
#[derive(Debug)]
pub struct Windows<'m> {
    map: &'m TimeMap,
    options: Options,
    totals: Totals,
    refusal: Option<Refusal>,
    earliest: Time,
    /// The bytes of the windows so far.
    bytes: usize,
}

impl<'m> Windows<'m> {
    /// Begins with a file.
    #[must_use]
    pub fn new(map: &'m TimeMap, options: Options) -> Self {
        Self { map, options, totals: Totals::default(), refusal: None, earliest: Time::ZERO, bytes: 0 }
    }

    /// Puts the new bytes of the next window behind `out` and says whether they are others; `None` as soon as it is certain that
    /// the file is refused. The other windows must come all the same, as what is refused is told of the whole file.
    pub fn next(&mut self, document: &Document<'_>, out: &mut Vec<u8>) -> Option<bool> {
        let raw = document.source.raw();
        let before = self.bytes;
        self.bytes += raw.len();
        if self.map.is_identity() {
            self.totals.cues += document.cues.len();
            self.totals.slots += document.slots.len();
            out.extend_from_slice(raw);
            return Some(false);
        }
        if let Some(report) = over_stamps(out, document, self.map) {
            let changed = report.moved > 0;
            self.totals.add(report.into());
            return self.refusal.is_none().then_some(changed);
        }
        let done = staged(document, &|_, slot| self.map.apply(slot.time), &[], self.options);
        let done = done.and_then(|done| match splice_into(out, raw, &done.retimed.edits) {
            Ok(()) => Ok(done),
            Err(error) => {
                let error = RetimeError::Splice(error);
                Err(Refused { stage: Stage::Editing, error, earliest: done.earliest })
            }
        });
        match done {
            Ok(Staged { retimed, earliest }) => {
                self.earliest = self.earliest.min(earliest);
                self.totals.add(retimed.report.into());
                self.refusal.is_none().then_some(!retimed.edits.is_empty())
            }
            Err(mut refused) => {
                // Places count from the beginning of the file.
                if let RetimeError::Edit(EditError::Malformed(it)) = &mut refused.error {
                    it.raw = it.raw.offset(before);
                }
                self.earliest = self.earliest.min(refused.earliest);
                let refusal = Refusal::new(refused.stage, refused.error);
                match &mut self.refusal {
                    Some(first) => first.join(refusal),
                    None => self.refusal = Some(refusal),
                }
                None
            }
        }
    }

    /// What was done, after the last window.
    ///
    /// # Errors
    /// [`Refusal`] of the whole file: nothing of what [`next`](Self::next) gave may be written then.
    pub fn finish(self) -> Result<Totals, Refusal> {
        match self.refusal {
            None => Ok(self.totals),
            Some(mut refusal) => {
                if let RetimeError::BelowZero { earliest, .. } = &mut refusal.error {
                    *earliest = self.earliest;
                }
                Err(refusal)
            }
        }
    }
}
