//! The order of slots whose times come from one language.
//!
//! Groups stand in an order in which every track can be read, by the in-times of all their cues. By the in-times of
//! one language another may come out; a slot then goes before those it shares no track with, and begins no sooner than
//! those it does.

use super::times::Slot;

/// How many slots one may pass.
const LOOK: usize = 32;

/// Orders slots by in-time without changing any track's order.
pub(super) fn arrange(slots: Vec<Slot>) -> Vec<Slot> {
    let mut out: Vec<Slot> = Vec::with_capacity(slots.len());
    for slot in slots {
        let passed = out
            .iter()
            .rev()
            .take(LOOK)
            .take_while(|before| before.start > slot.start && !before.shares_a_track(&slot))
            .count();
        out.insert(out.len() - passed, slot);
    }
    let mut latest = i64::MIN;
    for slot in &mut out {
        latest = latest.max(slot.start);
        slot.start = latest;
        slot.end = slot.end.max(latest);
    }
    out
}
