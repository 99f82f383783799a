//! New instants into what is written in the file.
//!
//! A number may be counted from another slot: a duration from its in-time, a nested element from its parent. It is
//! spelt as the distance from what that slot *says* afterwards, its rounding included, so that no error adds up.

use super::{Report, RetimeError};
use tregua_parse::base::Edit;
use tregua_parse::syntax::{Document, SlotId, TimeSlot};
use tregua_parse::time::{Notation, Time};

/// What is to be written into the slots of a document.
pub(super) struct Spelling<'r> {
    pub(super) document: &'r Document<'r>,
    /// Where each slot's instant goes.
    pub(super) moved: &'r [Time],
    /// Slots that stay as they are.
    pub(super) skip: &'r [bool],
}

impl Spelling<'_> {
    /// The edits of all slots.
    pub(super) fn edits(&self, report: &mut Report) -> Result<Vec<Edit>, RetimeError> {
        let slots = &self.document.slots;
        let mut edits = Vec::with_capacity(slots.len());
        // Only documents with relative times need to remember what the others say.
        if self.document.bases.iter().all(|base| base.since == SlotId::NONE) {
            for index in 0..slots.len() {
                self.fate(index, &[], report, &mut edits)?;
            }
            return Ok(edits);
        }
        let mut says: Vec<Option<Time>> = vec![None; slots.len()];
        for index in 0..slots.len() {
            for at in self.chain(index, &says) {
                let time = self.fate(at, &says, report, &mut edits)?;
                if let Some(it) = says.get_mut(at) {
                    *it = Some(time);
                }
            }
        }
        Ok(edits)
    }

    /// The slots that must be spelt before and including this one, in that order. Most often the slot alone; none
    /// where it is done.
    fn chain(&self, index: usize, says: &[Option<Time>]) -> Vec<usize> {
        let done = |at: usize| says.get(at).is_some_and(Option::is_some);
        let mut chain = Vec::new();
        let mut at = Some(index).filter(|at| !done(*at));
        // No chain is longer than the document has slots, whatever a reader made of it.
        while let Some(here) = at.filter(|_| chain.len() < self.document.slots.len()) {
            chain.push(here);
            at = self.since(here).filter(|since| !done(*since) && *since != here);
        }
        chain.reverse();
        chain
    }

    fn since(&self, index: usize) -> Option<usize> {
        let slot = self.document.slots.get(index)?;
        self.document.base_of(slot)?.since.index()
    }

    /// What the file says of a slot afterwards; the edit that makes it say so, if one is needed, joins the others.
    fn fate(
        &self,
        index: usize,
        says: &[Option<Time>],
        report: &mut Report,
        edits: &mut Vec<Edit>,
    ) -> Result<Time, RetimeError> {
        let document = self.document;
        let (Some(slot), Some(new)) = (document.slots.get(index), self.moved.get(index).copied()) else {
            return Ok(Time::ZERO);
        };
        if self.skip.get(index) == Some(&true) {
            return Ok(slot.time);
        }
        let Some(base) = document.base_of(slot) else {
            if new == slot.time {
                return Ok(new);
            }
            return self.spell(slot, new, Time::ZERO, report, edits);
        };
        let far = |time| RetimeError::OutOfRange { time };
        let since = base.since.index();
        let was = since.map_or(Time::ZERO, |at| document.slots.get(at).map_or(Time::ZERO, |s| s.time));
        let is = since.map_or(Time::ZERO, |at| says.get(at).copied().flatten().unwrap_or(was));
        let from = |since: Time| since.checked_add(base.offset).ok_or(far(slot.time));
        let (was, is) = (from(was)?, from(is)?);
        let old = slot.time.checked_sub(was).ok_or(far(slot.time))?;
        let number = new.checked_sub(is).ok_or(far(new))?;
        // What keeps its distance from another slot keeps its number: the rounding of that slot is not its own.
        let kept = since.is_some_and(|at| {
            let (before, after) = (document.slots.get(at).map(|slot| slot.time), self.moved.get(at).copied());
            let distance = |since: Option<Time>, time: Time| since.and_then(|it| time.checked_sub(it));
            self.skip.get(at) != Some(&true) && distance(after, new) == distance(before, slot.time)
        });
        if number == old || kept {
            return is.checked_add(old).ok_or(far(new));
        }
        if slot.notation == Notation::Implied && since.is_some() {
            // It moves with the other slot, and by as much.
            let says = is.checked_add(old).ok_or(far(new))?;
            report.largest_error = report.largest_error.max(says.saturating_sub(new).abs());
            return Ok(says);
        }
        // What stands around the digits of a number is not written anew: neither `-1.5` nor `+-1` is a time that a reader takes.
        let rest =
            number.is_negative() && since.is_some() && !old.is_negative() && self.is_part(slot, base.offset);
        if rest {
            report.largest_error = report.largest_error.max(number.abs());
        }
        let number = if rest { Time::ZERO } else { number };
        self.spell(slot, number, is, report, edits)
    }

    /// Whether a slot is the digits behind a plus sign, or before a point and a fraction, which is the offset it is counted from.
    fn is_part(&self, slot: &TimeSlot, offset: Time) -> bool {
        let text = self.document.source.text().as_bytes();
        let before = text.get(..slot.span.start as usize).is_some_and(|it| it.ends_with(b"+"));
        before
            || offset != Time::ZERO
                && text.get(slot.span.end as usize..).is_some_and(|it| it.starts_with(b"."))
    }

    /// Writes `number`, which is counted from `from`, into a slot.
    fn spell(
        &self,
        slot: &TimeSlot,
        number: Time,
        from: Time,
        report: &mut Report,
        edits: &mut Vec<Edit>,
    ) -> Result<Time, RetimeError> {
        let old = slot.span.of(self.document.source.text()).as_bytes();
        let (error, edit) = match self.document.respell_strict(slot, number) {
            Some((stamp, error)) => {
                (error, (old.first_chunk() != Some(&stamp)).then(|| Edit::stamp(slot.span, stamp)))
            }
            None => {
                let Some(respelt) = self.document.respell(slot, number) else {
                    return Err(RetimeError::OutOfRange { time: number });
                };
                report.widened += usize::from(respelt.widened);
                let new = respelt.text.as_bytes();
                (respelt.error, (old != new).then(|| Edit::new(slot.span, new)))
            }
        };
        report.largest_error = report.largest_error.max(error.abs());
        report.moved += usize::from(edit.is_some());
        edits.extend(edit);
        match number.checked_add(error).and_then(|it| it.checked_add(from)) {
            Some(says) => Ok(says),
            None => Err(RetimeError::OutOfRange { time: number }),
        }
    }
}
