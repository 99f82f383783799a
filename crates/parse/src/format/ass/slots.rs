//! The times of a script as they are found.

use crate::base::Span;
use crate::syntax::{Base, BaseId, SlotId, TimeSlot};
use crate::time::{Notation, Time};

/// The slots so far, and what the relative ones are counted from.
#[derive(Default)]
pub(super) struct Slots {
    pub(super) slots: Vec<TimeSlot>,
    pub(super) relative: Vec<(usize, Base)>,
}

impl Slots {
    pub(super) fn push(&mut self, span: Span, time: Time, notation: Notation, base: Option<Base>) -> SlotId {
        let at = self.slots.len();
        self.relative.extend(base.map(|base| (at, base)));
        self.slots.push(TimeSlot { span, time, base: BaseId::ZERO, notation });
        SlotId::from_index(at)
    }

    pub(super) fn time(&self, slot: SlotId) -> Option<Time> {
        self.slots.get(slot.index()?).map(|slot| slot.time)
    }
}
