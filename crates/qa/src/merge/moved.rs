//! A track's cues brought onto another track's time line.

use super::Times;
use crate::pairing::{Offset, Pairing};
use tregua_parse::time::Time;

/// Cues a stretch must have to be moved: fewer may be late for reasons of their own.
const LEAST: usize = 6;

/// How a track lies on another's line: from an in-time on, what to add.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Course(Vec<Offset>);

/// A part of a track with one offset.
pub(super) struct Stretch {
    /// The first in-time; none at the track's head.
    pub(super) from: Option<Time>,
    /// The first in-time behind it.
    pub(super) to: Option<Time>,
    /// What to add.
    pub(super) by: Time,
}

impl Course {
    /// Whether nothing moves.
    pub(super) fn is_still(&self) -> bool {
        self.0.iter().all(|offset| offset.by == Time::ZERO)
    }

    /// Stretch by stretch.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch> {
        self.0.iter().enumerate().map(|(at, offset)| Stretch {
            from: (at > 0).then_some(offset.from),
            to: self.0.get(at + 1).map(|next| next.from),
            by: offset.by,
        })
    }

    /// Where a time comes to stand.
    pub(super) fn put(&self, time: Time) -> Time {
        plus(time, self.at(time))
    }

    fn at(&self, time: Time) -> Time {
        let next = self.0.partition_point(|offset| offset.from <= time);
        self.0.get(next.saturating_sub(1)).map_or(Time::ZERO, |offset| offset.by)
    }
}

/// The way from one track, whose in-times these are, to another, over the line both were laid to. What is no more than
/// the tolerance is nothing, and a stretch of a few cues goes with the one before it.
pub(super) fn course(
    found: &Pairing,
    (track, own): (usize, &[Times]),
    leader: usize,
    tolerance: Time,
) -> Course {
    if track == leader {
        return Course::default();
    }
    let offsets = |track: usize| found.offsets.get(track).map(Vec::as_slice).unwrap_or_default();
    let mut starts: Vec<Time> = own.iter().flatten().map(|times| times.0).collect();
    starts.sort_unstable();
    let (own, theirs) = (Course(offsets(track).to_vec()), offsets(leader));
    let first = own.0.first().map_or(Time::from_ticks(i64::MIN), |offset| offset.from);
    // Where the offset may change: where the track's own does, and where the leader's does.
    let mut places: Vec<Time> = own.0.iter().map(|offset| offset.from).collect();
    if places.is_empty() {
        places.push(first);
    }
    for change in theirs {
        let there = plus(change.from, change.by);
        let back = |offset: &Offset| there.saturating_sub(offset.by);
        let here: Vec<Time> = match own.0.as_slice() {
            [] => vec![there],
            all => all.iter().map(back).filter(|at| own.at(*at) == there.saturating_sub(*at)).collect(),
        };
        places.extend(here.into_iter().filter(|at| *at > first));
    }
    places.sort_unstable();
    places.dedup();
    let mut out: Vec<Offset> = Vec::with_capacity(places.len());
    for from in places {
        let by = own.at(from);
        let by = by.saturating_sub(leading(theirs, plus(from, by)));
        let near = by <= tolerance && by.negate() <= tolerance;
        let by = if near { Time::ZERO } else { by };
        if out.last().is_none_or(|last| last.by != by) {
            out.push(Offset { from, by });
        }
    }
    Course(long_enough(out, &starts))
}

/// Leaves out the stretches that have too few cues.
fn long_enough(offsets: Vec<Offset>, starts: &[Time]) -> Vec<Offset> {
    let before = |at: Option<&Offset>| {
        at.map_or(starts.len(), |offset| starts.partition_point(|start| *start < offset.from))
    };
    let mut out: Vec<Offset> = Vec::with_capacity(offsets.len());
    for (at, offset) in offsets.iter().enumerate() {
        let from = if at == 0 { 0 } else { before(Some(offset)) };
        let enough = before(offsets.get(at + 1)).saturating_sub(from) >= LEAST;
        let by = match (enough, out.last()) {
            (true, _) => offset.by,
            (false, Some(last)) => last.by,
            (false, None) => Time::ZERO,
        };
        if out.last().is_none_or(|last| last.by != by) {
            out.push(Offset { from: offset.from, by });
        }
    }
    out
}

/// What is added to the leader's times around a time of the common line.
fn leading(offsets: &[Offset], time: Time) -> Time {
    let next = offsets.partition_point(|offset| plus(offset.from, offset.by) <= time);
    offsets.get(next.saturating_sub(1)).map_or(Time::ZERO, |offset| offset.by)
}

/// Moves cues. Where two stretches come closer to one another, the cues at their border share what is left, so that
/// none overlaps or overtakes one that it stood behind. What would begin before the programme does begins with it.
pub(super) fn moved(own: &[Times], way: &Course) -> Vec<Times> {
    let mut out = own.to_vec();
    let mut order: Vec<usize> =
        (0..own.len()).filter(|at| own.get(*at).is_some_and(Option::is_some)).collect();
    order.sort_by_key(|at| own.get(*at).copied().flatten().map(|times| times.0));
    let mut last: Option<usize> = None;
    for at in order {
        let Some((start, end)) = own.get(at).copied().flatten() else { continue };
        let by = way.at(start);
        let (mut from, mut to) = (plus(start, by), plus(end, by));
        // What would be over by then has no place there, and stays where it was brought.
        if from.is_negative() && !start.is_negative() && to > Time::ZERO {
            from = Time::ZERO;
        }
        if let Some(before) = last
            && let Some((_, end_before)) = own.get(before).copied().flatten()
            && let Some(Some((first, until))) = out.get_mut(before)
        {
            if start >= end_before && from < *until {
                // What would be over before the other begins has no time with it, and is given half of the other's.
                if to.max(from) <= *first {
                    to = *until;
                }
                let (low, high) = (from.max(*first), (*until).min(to.max(from)).max(*first));
                let border = middle(low.min(high), high);
                *until = border;
                from = border;
            }
            from = from.max(*first);
            if end >= start {
                to = to.max(from);
            }
        }
        if let Some(slot) = out.get_mut(at) {
            *slot = Some((from, to));
        }
        last = Some(at);
    }
    out
}

fn plus(a: Time, b: Time) -> Time {
    Time::from_ticks(a.ticks().saturating_add(b.ticks()))
}

fn middle(a: Time, b: Time) -> Time {
    let sum = i128::from(a.ticks()) + i128::from(b.ticks());
    Time::from_ticks(i64::try_from(sum / 2).unwrap_or(a.ticks()))
}
