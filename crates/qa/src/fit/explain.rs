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

/// A place where demands are at odds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The cues of the smallest place that has the conflict, in time order.
    pub cues: Vec<u32>,
    /// What is not met there.
    pub unmet: Vec<Unmet>,
    /// Demands that cannot all be met within the cap: of these, none can be left out.
    pub between: Vec<Demand>,
    /// Of a place that is about the reading speed: how long its cues must be seen, and how long they can be, in units of
    /// time.
    pub reading: Option<(i64, i64)>,
}

/// No conflict is looked for across more cues; a longer one is named with the cue alone.
const WIDEST: usize = 5;

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
            // What stands before it is the first one's neighbour; of several only some may be too fast to be read.
            let only_first = matches!(demand, Demand::Gap | Demand::Chaining | Demand::First);
            let reading = |which: usize| item.needs.get(which).copied().unwrap_or(item.need);
            for (which, cue) in item.cues.iter().enumerate() {
                let needs = if demand == Demand::Reading { reading(which) } else { needs };
                let slow = demand == Demand::Reading && has >= needs;
                if !(slow || only_first && which > 0) {
                    list.push((at, Unmet { cue: *cue, demand, has, needs }));
                }
            }
        }
        before = Some(*choice);
    }
    list
}

/// The places of all unmet demands, each with its smallest conflict.
#[must_use]
pub fn conflicts(fitted: &Fitted, limits: &Limits) -> Vec<Conflict> {
    let mut found: Vec<(usize, Conflict)> = Vec::new();
    for (at, unmet) in unmet(fitted, limits) {
        // Within a place that is named already.
        if let Some((end, last)) = found.last_mut()
            && at < *end
        {
            last.unmet.push(unmet);
            continue;
        }
        let (from, end) = place(&fitted.items, at, limits).unwrap_or((at, at.saturating_add(1)));
        let from = from.max(found.last().map_or(0, |(end, _)| *end));
        let items = fitted.items.get(from..end).unwrap_or_default();
        let between = smallest(items, unmet.demand, limits);
        let reading = (unmet.demand == Demand::Reading)
            .then(|| reading(items, at.saturating_sub(from), limits, between))
            .flatten();
        let cues = items.iter().flat_map(|item| item.cues.iter().copied()).collect();
        let between = between.iter().collect();
        found.push((end, Conflict { cues, unmet: vec![unmet], between, reading }));
    }
    found.into_iter().map(|(_, conflict)| conflict).collect()
}

/// Whether the items can meet what is asked by themselves.
fn fits(items: &[Item], limits: &Limits, asked: Demands) -> bool {
    least(items, limits, asked).is_some_and(|cost| cost.unmet == 0)
}

/// The smallest range of items around one that cannot meet all its demands.
fn place(items: &[Item], at: usize, limits: &Limits) -> Option<(usize, usize)> {
    let places = (1..=WIDEST).flat_map(|width| {
        // The nearer ones first: the cue alone, with the one before it, with the one behind it.
        (0..width).rev().filter_map(move |before| {
            let from = at.checked_sub(before)?;
            Some((from, from.saturating_add(width)))
        })
    });
    let mut places = places.filter(|(_, end)| *end <= items.len());
    places.find(|(from, end)| !fits(items.get(*from..*end).unwrap_or_default(), limits, Demands::ALL))
}

/// The demands that are left when every one is taken away without which the others cannot be met either.
fn smallest(items: &[Item], unmet: Demand, limits: &Limits) -> Demands {
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

/// How long the items must be seen to be read, and how long they can be when the cue at `at` takes what the
/// others leave.
fn reading(items: &[Item], at: usize, limits: &Limits, asked: Demands) -> Option<(i64, i64)> {
    let wanted = items.get(at)?.need;
    let all = items.iter().map(|item| item.need).fold(0i64, i64::saturating_add);
    let mut trial = items.to_vec();
    let mut fits_with = |need: i64| {
        if let Some(item) = trial.get_mut(at) {
            item.need = need;
        }
        fits(&trial, limits, asked)
    };
    let (mut low, mut high) = (0, wanted);
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
