//! What several small text formats share. No format itself: each of them uses it, and it uses none of them.

mod blocks;
mod builder;
mod clocks;
mod counted;
pub(super) mod open_ends;
mod outs;
mod tags;
#[cfg(test)]
pub(super) mod tests;
mod writing;

pub(super) use blocks::{Blocks, read_blocks};
pub(super) use builder::Builder;
pub(super) use clocks::{read_pair, spell_clock};
pub(super) use counted::{Counted, Fields, fields, read_counted};
pub(super) use outs::{kept_ends, take_lines};
pub(super) use tags::{Mark, Styles, TagSet, attribute, mark, spell_tags};
pub(super) use writing::{common_style, lines_of, no_times, start_with, times_of, without};

use crate::base::Span;
use crate::syntax::{Base, BaseId, Document, Fault, Problem, ProblemKind, SlotId, TimeSlot};
use crate::time::{Notation, Time};

/// How long the last cue of a file is shown where nothing says when it ends.
const LAST_SECONDS: i64 = 5;

/// The last cue of a format in which the next cue ends the one before it.
pub(super) static LAST_CUE: Fault = Fault::info(
    "common-last-cue",
    "nothing says when the last cue ends; it is taken to be shown for 5 seconds",
);

/// A cue's index as problems have it.
pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Adds a slot that is written in the text.
pub(super) fn slot(
    document: &mut Document<'_>,
    span: Span,
    time: Time,
    base: BaseId,
    notation: Notation,
) -> SlotId {
    let id = SlotId::new(document.slots.len());
    document.slots.push(TimeSlot { span, time, base, notation });
    id
}

/// Adds the out-time of a cue that another slot's time ends.
pub(super) fn ended_by(document: &mut Document<'_>, at: u32, since: SlotId, time: Time) -> SlotId {
    let base = document.base(Base { since, offset: Time::ZERO });
    slot(document, Span::empty(at as usize), time, base, Notation::Implied)
}

/// Adds the out-time of a last cue that nothing ends, and says so.
pub(super) fn ended_by_nothing(document: &mut Document<'_>, cue: usize, start: SlotId) -> SlotId {
    let Some(from) = start.index().and_then(|i| document.slots.get(i)).copied() else { return SlotId::NONE };
    let offset = Time::from_ticks(crate::time::TICKS_PER_SECOND * LAST_SECONDS);
    // At the very end of the range it ends where it begins.
    let (time, offset) = from.time.checked_add(offset).map_or((from.time, Time::ZERO), |time| (time, offset));
    document.problems.push(Problem {
        kind: ProblemKind::Own(&LAST_CUE),
        span: from.span,
        cue: Some(index(cue)),
    });
    let base = document.base(Base { since: start, offset });
    slot(document, Span::empty(from.span.end as usize), time, base, Notation::Implied)
}

/// The head of a text that sniffing looks at.
pub(super) fn head(text: &str) -> &[u8] {
    let bytes = text.trim_start_matches('\u{feff}').as_bytes();
    bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes)
}

/// How many lines that are not blank the head of a text has, and how many of them fit.
pub(super) fn share(text: &str, fits: impl Fn(&[u8]) -> bool) -> (usize, usize) {
    let head = head(text);
    let (mut all, mut hits) = (0, 0);
    crate::syntax::scan(head, |line| {
        let body = head.get(line.start..line.end).unwrap_or_default();
        if !crate::syntax::is_blank(body) {
            all += 1;
            hits += usize::from(fits(body));
        }
    });
    (all, hits)
}
