//! No merged cue is too brief to be read.
//!
//! A cue that answers none of its neighbours well enough for a group, but overlaps both, is cut from both
//! sides when the times are settled, and may be left with a few frames or with nothing. Its group is then given
//! to the neighbour it overlaps longest. Only slots that stand next to each other are ever joined, and only
//! where the cues of the one come behind those of the other in every track: so the order of the slots and that
//! within each track stay as they are.

use super::arrange::arrange;
use super::times::{self, Slot};
use tregua_parse::time::TICKS_PER_SECOND;

/// How often groups are given away and the times settled again.
const ROUNDS: usize = 8;

/// Whether a cue of a length is shown for too short a time: less than 5/6 s, which is what publishers ask of
/// every cue, and less than half of its own.
pub(super) fn is_brief(shown: i128, length: i128) -> bool {
    shown * 6 < i128::from(TICKS_PER_SECOND) * 5 && shown * 2 < length
}

/// Settles the times of slots that are ordered by in-time, and joins slots that would only flash to a
/// neighbour. What still flashes then cannot be mended without harm to the order, or stands in a crowd where
/// a bounded number of rounds does not help.
pub(super) fn settle(mut slots: Vec<Slot>, min_gap: i64) -> Vec<Slot> {
    times::settle(&mut slots, min_gap);
    for _ in 0..ROUNDS {
        let before = slots.len();
        if !slots.iter().any(flashes) {
            break;
        }
        slots = give_away(slots);
        if slots.len() == before {
            break;
        }
        slots.iter_mut().for_each(Slot::reset);
        slots = arrange(slots);
        times::settle(&mut slots, min_gap);
    }
    slots
}

fn flashes(slot: &Slot) -> bool {
    let shown = i128::from(slot.end) - i128::from(slot.start);
    slot.deciding().any(|(_, member)| is_brief(shown, member.extent.len()))
}

/// Joins each slot that flashes to one of its neighbours. A slot is joined once: what the times are after that
/// is not known before they are settled.
fn give_away(slots: Vec<Slot>) -> Vec<Slot> {
    let mut kept: Vec<Slot> = Vec::with_capacity(slots.len());
    // The last of the kept was joined to another one.
    let mut joined = false;
    let mut rest = slots.into_iter().peekable();
    while let Some(mut slot) = rest.next() {
        let mut fresh = false;
        if flashes(&slot) {
            let back = kept.last().filter(|before| before.is_before(&slot)).and_then(|s| draw(&slot, s));
            let on = rest.peek().filter(|behind| slot.is_before(behind)).and_then(|s| draw(&slot, s));
            if back.is_some() && back > on {
                if !joined && let Some(before) = kept.last_mut() {
                    before.absorb(slot);
                    joined = true;
                    continue;
                }
            } else if on.is_some()
                && let Some(behind) = rest.next()
            {
                slot.absorb(behind);
                fresh = true;
            }
        }
        kept.push(slot);
        joined = fresh;
    }
    kept
}

/// How much a slot is drawn to a neighbour, if at all: by the time both last at once in their sources; of equal
/// ones to that which has nothing yet in its languages.
fn draw(slot: &Slot, other: &Slot) -> Option<(i128, bool)> {
    let overlap = slot.sources()?.overlap(other.sources()?);
    let alone = slot.timed.iter().zip(&other.timed).all(|(a, b)| a.is_empty() || b.is_empty());
    (overlap > 0).then_some((overlap, alone))
}
