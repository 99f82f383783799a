//! One optimum over all cues, by dynamic programming over frames.
//!
//! The state is the out-time of the cue before: everything that a cue asks of another is asked of neighbours. From out-time
//! to in-time the gap decides, from in-time to out-time the duration; each of the two steps tries every pair of frames
//! within the cap, but for gaps so wide that they break nothing, of which the best so far stands for all.

use super::demand::{Demand, Demands, Limits};

/// A frame on which a time may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The frame.
    pub frame: i64,
    /// The instant that is written for it, in units of time.
    pub at: i64,
    /// What moving there costs.
    pub moved: u64,
    /// What standing there breaks.
    pub breaks: Demands,
}

/// Cues that move as one, nearly always a single one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Item {
    /// Indices of the cues.
    pub cues: Vec<u32>,
    /// In-times, ascending.
    pub ins: Vec<Place>,
    /// Out-times, ascending.
    pub outs: Vec<Place>,
    /// How long it must be seen to be read, in units of time: the most of what its cues need.
    pub need: i64,
    /// What each of its cues needs; empty where nothing is asked of them.
    pub needs: Vec<i64>,
    /// What is not asked of it, whatever is asked of the others.
    pub waived: Demands,
    /// It crosses others and stays where it is, whatever it breaks.
    pub held: bool,
}

/// Unmet demands by rank, then movement: the order of the two decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Cost {
    /// Unmet demands: 21 bits for each rank, the firmest on top.
    pub unmet: u128,
    /// Weighted movement.
    pub moved: u64,
}

impl Cost {
    fn plus(self, unmet: u128, moved: u64) -> Self {
        Self { unmet: self.unmet.saturating_add(unmet), moved: self.moved.saturating_add(moved) }
    }
}

/// Where an item goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its in-time.
    pub start: Place,
    /// Its out-time.
    pub end: Place,
}

/// The best places for all items.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Solution {
    /// One for each item.
    pub choices: Vec<Choice>,
    /// What it costs.
    pub cost: Cost,
}

/// One step of the walk: for each out-time its cost, and the way there.
#[derive(Default)]
struct Step {
    best: Vec<Option<(Cost, usize)>>,
    /// For each in-time the out-time before it.
    from: Vec<usize>,
}

/// What an item breaks between its in-time and its out-time; `None` where it is no cue at all.
#[must_use]
pub(super) fn inner(item: &Item, start: &Place, end: &Place, limits: &Limits) -> Option<Demands> {
    if item.held {
        return Some(Demands::NONE);
    }
    let lasts = end.frame.saturating_sub(start.frame);
    let fast = end.at.saturating_sub(start.at) < item.need;
    (lasts > 0).then(|| limits.of_duration(lasts).with(Demand::Reading, fast))
}

/// Takes items one after another and keeps the best way to each of their out-times.
pub(super) struct Solver<'l> {
    limits: &'l Limits,
    asked: Demands,
    items: Vec<Item>,
    steps: Vec<Step>,
}

impl<'l> Solver<'l> {
    /// With every demand asked.
    #[must_use]
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, asked: Demands::ALL, items: Vec::new(), steps: Vec::new() }
    }

    /// Takes the next item.
    ///
    /// # Errors
    /// The item itself, where it cannot stand behind those before it without overlapping them.
    pub(super) fn push(&mut self, item: Item) -> Result<(), Item> {
        let before = self.items.last().zip(self.steps.last());
        let entry = enter(before, &item, self.limits, self.asked);
        let step = stay(entry, &item, self.limits, self.asked);
        if step.best.iter().all(Option::is_none) {
            return Err(item);
        }
        self.items.push(item);
        self.steps.push(step);
        Ok(())
    }

    /// Gives the last item back.
    pub(super) fn pop(&mut self) -> Option<Item> {
        self.steps.pop();
        self.items.pop()
    }

    /// The items and the best places for them.
    #[must_use]
    pub(super) fn finish(self) -> (Vec<Item>, Solution) {
        let solution = walk_back(&self.items, &self.steps);
        (self.items, solution)
    }
}

/// The least that items can cost under the demands of `asked`; `None` where they have no place beside one another.
#[must_use]
pub(super) fn least(items: &[Item], limits: &Limits, asked: Demands) -> Option<Cost> {
    let mut last: Option<(&Item, Step)> = None;
    for item in items {
        let entry = enter(last.as_ref().map(|(item, step)| (*item, step)), item, limits, asked);
        last = Some((item, stay(entry, item, limits, asked)));
    }
    let Some((_, step)) = last else { return Some(Cost::default()) };
    step.best.iter().flatten().map(|(cost, _)| *cost).min()
}

/// The cheapest way to each in-time.
type Entry = Vec<Option<(Cost, usize)>>;

fn enter(before: Option<(&Item, &Step)>, item: &Item, limits: &Limits, asked: Demands) -> Entry {
    let asked = asked.less(item.waived);
    let own = |place: &Place| (place.breaks.and(asked).price(), place.moved);
    let Some((before, step)) = before else {
        let first = |place: &Place| {
            let (unmet, moved) = own(place);
            Some((Cost::default().plus(unmet, moved), 0))
        };
        return item.ins.iter().map(first).collect();
    };
    let far = limits.free_gap();
    let outs: Vec<(i64, i64, Cost, usize)> = (before.outs.iter().zip(&step.best).enumerate())
        .filter_map(|(i, (place, best))| best.map(|(cost, _)| (place.frame, place.at, cost, i)))
        .collect();
    // Out-times that are far enough from this in-time, and so from all later ones.
    let mut rest = outs.as_slice();
    let mut free: Option<(Cost, usize)> = None;
    let mut entry = Vec::with_capacity(item.ins.len());
    for place in &item.ins {
        while let Some(((frame, _, cost, i), tail)) = rest.split_first()
            && place.frame.saturating_sub(*frame) >= far
        {
            if free.is_none_or(|(best, _)| *cost < best) {
                free = Some((*cost, *i));
            }
            rest = tail;
        }
        let mut best = free;
        for (frame, at, cost, i) in rest.iter().take_while(|(frame, ..)| *frame <= place.frame) {
            // Nothing is better than the best by breaking more.
            if best.is_some_and(|(best, _)| best <= *cost) {
                continue;
            }
            // Within one frame a time that stays as it is written may stand before one that moves.
            if *at > place.at {
                continue;
            }
            let breaks = limits.of_gap(place.frame.saturating_sub(*frame)).and(asked);
            let cost = cost.plus(breaks.price(), 0);
            if best.is_none_or(|(best, _)| cost < best) {
                best = Some((cost, *i));
            }
        }
        let (unmet, moved) = own(place);
        entry.push(best.map(|(cost, i)| (cost.plus(unmet, moved), i)));
    }
    entry
}

/// The cheapest way from an in-time to each out-time.
fn stay(entry: Entry, item: &Item, limits: &Limits, asked: Demands) -> Step {
    let asked = asked.less(item.waived);
    let mut best = Vec::with_capacity(item.outs.len());
    for out in &item.outs {
        let mut found: Option<(Cost, usize)> = None;
        for (i, (place, cost)) in item.ins.iter().zip(&entry).enumerate() {
            let Some((cost, _)) = *cost else { continue };
            if found.is_some_and(|(best, _)| best <= cost) {
                continue;
            }
            let Some(breaks) = inner(item, place, out, limits) else { continue };
            let cost = cost.plus(breaks.and(asked).price(), 0);
            if found.is_none_or(|(best, _)| cost < best) {
                found = Some((cost, i));
            }
        }
        let own = out.breaks.and(asked).price();
        best.push(found.map(|(cost, i)| (cost.plus(own, out.moved), i)));
    }
    Step { best, from: entry.into_iter().map(|way| way.map_or(0, |(_, i)| i)).collect() }
}

fn walk_back(items: &[Item], steps: &[Step]) -> Solution {
    let cheapest = |step: &Step| {
        let known = step.best.iter().enumerate().filter_map(|(i, best)| best.map(|(cost, _)| (cost, i)));
        known.min()
    };
    let Some((cost, mut at)) = steps.last().and_then(cheapest) else { return Solution::default() };
    let mut choices = Vec::with_capacity(items.len());
    for (item, step) in items.iter().zip(steps).rev() {
        let start = step.best.get(at).copied().flatten().map_or(0, |(_, i)| i);
        if let Some((start, end)) = item.ins.get(start).zip(item.outs.get(at)) {
            choices.push(Choice { start: *start, end: *end });
        }
        at = step.from.get(start).copied().unwrap_or(0);
    }
    choices.reverse();
    Solution { choices, cost }
}
