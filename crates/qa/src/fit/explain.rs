//! What could not be met, and what stands in its way.

use super::demand::{Demand, Demands, Limits};
use super::items::Fitted;
use super::solve::{Choice, Item, inner, least};

/// A demand that is not met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unmet {
    /// The index of the cue.
    pub cue: u32,
    /// The demand.
    pub demand: Demand,
    /// What the cue has: frames of a gap or a duration, the frame of a time; units of time for the reading speed.
    pub has: i64,
    /// What is asked, in the same measure; 0 for cuts, whose demand is a place.
    pub needs: i64,
}

/// A demand that is not met, and what stands in its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What is not met.
    pub unmet: Unmet,
    /// The cues of the smallest place that shows why, in time order.
    pub cues: Vec<u32>,
    /// Demands of that place that cannot all be met within the cap: of these, none can be left out. Empty where so much is
    /// unmet that no conflict was looked for.
    pub between: Vec<Demand>,
    /// Where it is about the reading speed: how long those cues must be seen, and how long they can be, in units of time.
    pub reading: Option<(i64, i64)>,
}

/// So many unmet demands are explained, as many as a film has cues; to find the conflict of one takes a hundred times as long as
/// to find its best place. Those behind them are listed with their cues alone.
const EXPLAINED: usize = 2000;

/// No conflict is looked for across more cues.
const WIDEST: usize = 6;

/// Every demand that is not met, in time order, with the index of its item.
#[must_use]
pub fn unmet(fitted: &Fitted, limits: &Limits) -> Vec<(usize, Unmet)> {
    let mut list = Vec::new();
    let mut before: Option<Choice> = None;
    for (at, (item, choice)) in fitted.items.iter().zip(&fitted.solution.choices).enumerate() {
        let Choice { start, end } = *choice;
        let lasts = end.frame.saturating_sub(start.frame);
        let mut broken = inner(item, &start, &end, limits).unwrap_or_default().iter().collect::<Vec<_>>();
        broken.extend(start.breaks.iter());
        broken.extend(end.breaks.iter());
        let gap = before.map(|before| start.frame.saturating_sub(before.end.frame));
        broken.extend(gap.map(|gap| limits.of_gap(gap)).unwrap_or_default().iter());
        broken.sort_unstable();
        broken.dedup();
        for demand in broken {
            let (has, needs) = match demand {
                Demand::Start => (start.frame, 0),
                Demand::First => (start.frame, limits.first.unwrap_or(0)),
                Demand::End => (end.frame, limits.end.unwrap_or(0)),
                Demand::Gap => (gap.unwrap_or(0), limits.gap.unwrap_or(0)),
                Demand::Brief => (lasts, limits.min.unwrap_or(0)),
                Demand::Long => (lasts, limits.max.unwrap_or(0)),
                Demand::InCut => (start.frame, 0),
                Demand::OutCut => (end.frame, 0),
                Demand::Chaining => (gap.unwrap_or(0), limits.chaining.map_or(0, |(_, below)| below)),
                Demand::Reading => (end.at.saturating_sub(start.at), item.need),
            };
            // What stands before it is the first one's neighbour, in the order of the file where all go to one frame; of several only
            // some may be too fast to be read.
            let only_first = matches!(demand, Demand::Gap | Demand::Chaining | Demand::First);
            let first = if start.moved == 0 { item.cues.first() } else { item.cues.iter().min() };
            let reading = |which: usize| item.needs.get(which).copied().unwrap_or(item.need);
            for (which, cue) in item.cues.iter().enumerate() {
                let needs = if demand == Demand::Reading { reading(which) } else { needs };
                let slow = demand == Demand::Reading && has >= needs;
                if !(slow || only_first && Some(cue) != first) {
                    list.push((at, Unmet { cue: *cue, demand, has, needs }));
                }
            }
        }
        before = Some(*choice);
    }
    list
}

/// Every unmet demand with its smallest conflict.
///
/// Each is held against what is met: of the other unmet demands nothing is asked. So there is always a conflict; had there
/// been none, the optimum would have met this one too.
#[must_use]
pub fn conflicts(fitted: &Fitted, limits: &Limits) -> Vec<Conflict> {
    let all = unmet(fitted, limits);
    let waived = waived(fitted.items.len(), &all);
    let conflict = |(nth, (at, unmet)): (usize, (usize, Unmet))| {
        if nth >= EXPLAINED {
            let cues = fitted.items.get(at).map(|item| item.cues.clone()).unwrap_or_default();
            return Conflict { unmet, cues, between: Vec::new(), reading: None };
        }
        let (from, items) = place(&fitted.items, &waived, (at, unmet.demand), limits);
        let between = smallest(&items, unmet.demand, limits);
        let reading = (unmet.demand == Demand::Reading)
            .then(|| reading(&items, (at.saturating_sub(from), unmet.has), limits))
            .flatten();
        let cues = items.iter().flat_map(|item| item.cues.iter().copied()).collect();
        Conflict { unmet, cues, between: between.iter().collect(), reading }
    };
    all.into_iter().enumerate().map(conflict).collect()
}

/// What is not met of each item.
pub(super) fn waived(items: usize, all: &[(usize, Unmet)]) -> Vec<Demands> {
    let mut waived = vec![Demands::NONE; items];
    for (at, unmet) in all {
        if let Some(it) = waived.get_mut(*at) {
            *it = it.with(unmet.demand, true);
        }
    }
    waived
}

/// Whether the items can meet what is asked by themselves.
pub(super) fn fits(items: &[Item], limits: &Limits, asked: Demands) -> bool {
    least(items, limits, asked).is_some_and(|cost| cost.unmet == 0)
}

/// The smallest range of items around one that cannot meet its demand and all that the others meet; the item alone where
/// that takes more than [`WIDEST`].
pub(super) fn place(
    items: &[Item],
    waived: &[Demands],
    at: (usize, Demand),
    limits: &Limits,
) -> (usize, Vec<Item>) {
    let (at, demand) = at;
    let range = |from: usize, width: usize| -> Option<Vec<Item>> {
        let end = from.saturating_add(width);
        let both = items.get(from..end)?.iter().zip(waived.get(from..end)?).enumerate();
        let item = |(nth, (item, waived)): (usize, (&Item, &Demands))| {
            let asked = from.saturating_add(nth) == at;
            let waived = if asked { waived.without(demand) } else { *waived };
            Item { waived, ..item.clone() }
        };
        Some(both.map(item).collect())
    };
    // The nearer ones first: the cue alone, with the one before it, with the one behind it.
    for width in 1..=WIDEST {
        for before in (0..width).rev() {
            let Some(from) = at.checked_sub(before) else { continue };
            if let Some(range) = range(from, width).filter(|items| !fits(items, limits, Demands::ALL)) {
                return (from, range);
            }
        }
    }
    (at, range(at, 1).unwrap_or_default())
}

/// The demands that are left when every one is taken away without which the others cannot be met either.
pub(super) fn smallest(items: &[Item], unmet: Demand, limits: &Limits) -> Demands {
    let mut asked = Demands::ALL;
    if fits(items, limits, asked) {
        return Demands::NONE.with(unmet, true);
    }
    for demand in Demand::ALL.into_iter().rev().filter(|demand| *demand != unmet) {
        let fewer = asked.without(demand);
        if !fits(items, limits, fewer) {
            asked = fewer;
        }
    }
    asked
}

/// How long the items must be seen to be read, and how long they can be when the cue at `at`, which is seen for
/// `has`, takes what the others leave.
fn reading(items: &[Item], (at, has): (usize, i64), limits: &Limits) -> Option<(i64, i64)> {
    let wanted = items.get(at)?.need;
    let asking = items.iter().filter(|item| !item.waived.has(Demand::Reading));
    let all = asking.map(|item| item.need).fold(0i64, i64::saturating_add);
    let mut trial = items.to_vec();
    let mut fits_with = |need: i64| {
        if let Some(item) = trial.get_mut(at) {
            item.need = need;
        }
        fits(&trial, limits, Demands::ALL)
    };
    let (mut low, mut high) = (has, wanted);
    if !fits_with(low) {
        return None;
    }
    // A hundredth of a second is near enough for a message.
    while high.saturating_sub(low) > tregua_parse::time::TICKS_PER_SECOND / 100 {
        let middle = low.saturating_add(high.saturating_sub(low) / 2);
        if fits_with(middle) { low = middle } else { high = middle }
    }
    Some((all, all.saturating_sub(wanted).saturating_add(low)))
}
