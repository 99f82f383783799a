//! Which in-times of two tracks belong together, when nothing is known of how far apart they are.
//!
//! In every stretch of neighbouring cues each in-time votes for its distances from the reference's in-times nearby;
//! the distance with most votes is the stretch's. At the right speed stretches agree, at a wrong one they do not, so
//! the usual speeds are tried where the track's own finds no agreement. Where one distance follows another, the cue
//! from which on the later one fits better is looked for, so that a turn is known to the cue.

use super::fit::{RATES, distance};
use crate::retime::Speed;
use std::ops::Range;
use tregua_parse::time::Time;

/// Cues in a stretch: enough to outvote chance, and short enough for a wrong speed not to blur it.
const STRETCH: usize = 20;
/// In-times of the reference a cue may vote for on either side; more only cost time on hostile files.
const NEAREST: usize = 40;
/// Of so many stretches one is looked at when a speed is tried.
const SAMPLE: usize = 4;

/// Pairs of in-times that belong together, the track's own first; what [`shape`](super::shape) wants. Both lists are in
/// order. Distances up to `search` are looked for, and in-times count as one up to `tolerance`.
///
/// ```
/// use tregua_parse::time::Time;
/// use tregua_qa::drift::{Kind, meet, shape};
/// let ms = |n| Time::from_millis(n).unwrap();
/// // Gaps like those of dialogue, and a track that is 2.5 seconds late.
/// let reference: Vec<_> = (0..80).map(|n: i64| ms(n * 4000 + n * n % 37 * 70)).collect();
/// let own: Vec<_> = reference.iter().map(|time| time.checked_add(ms(2500)).unwrap()).collect();
/// let pairs = meet(&own, &reference, ms(60_000), ms(150));
/// assert_eq!(shape(&pairs, ms(150)).kind, Kind::Constant { by: ms(-2500) });
/// ```
#[must_use]
pub fn meet(own: &[Time], reference: &[Time], search: Time, tolerance: Time) -> Vec<(Time, Time)> {
    let reference = ticks(reference);
    let votes = Votes {
        reference: &reference,
        search: search.ticks(),
        nearest: NEAREST,
        tolerance: tolerance.ticks().max(0),
    };
    let plain = ticks(own);
    let stretches = stretches(own.len());
    let near = near(&plain, &reference, &stretches, votes.tolerance);
    // Most tracks are together; only the stretches that are not need a search.
    if near.iter().filter(|near| **near).count() * 5 >= near.len() * 4 {
        let vote = |(stretch, near): (&Range<usize>, &bool)| {
            if *near { Some(0) } else { votes.distance(part(&plain, stretch)).map(|(distance, _)| distance) }
        };
        let distances: Vec<_> = stretches.iter().zip(&near).map(vote).collect();
        return votes.pairs(own, &plain, &stretches, &distances);
    }
    let agree = |starts: &[i64]| -> usize {
        let step = if starts.len() > STRETCH * SAMPLE * 4 { SAMPLE } else { 1 };
        let some = stretches.iter().step_by(step);
        some.filter_map(|stretch| votes.distance(part(starts, stretch))).map(|(_, votes)| votes).sum()
    };
    let mut best = (agree(&plain), plain);
    for (from, to) in RATES.iter().flat_map(|from| RATES.iter().map(move |to| (*from, *to))) {
        let starts = at_speed(own, Speed::between(from, to));
        let count = agree(&starts);
        if count * 10 > best.0 * 11 {
            best = (count, starts);
        }
    }
    let starts = best.1;
    let vote = |stretch| votes.distance(part(&starts, stretch)).map(|(distance, _)| distance);
    let distances: Vec<_> = stretches.iter().map(vote).collect();
    votes.pairs(own, &starts, &stretches, &distances)
}

/// Whether two tracks run together all the way: in every stretch of the one, four in-times of five have one of the
/// other's within the tolerance. Both lists are in order. Costs no search.
#[must_use]
pub fn together(one: &[Time], other: &[Time], tolerance: Time) -> bool {
    let (one, other) = (ticks(one), ticks(other));
    let all = |own: &[i64], reference: &[i64]| {
        near(own, reference, &stretches(own.len()), tolerance.ticks()).iter().all(|near| *near)
    };
    // A track for the deaf has cues that no other has.
    all(&one, &other) || all(&other, &one)
}

pub(super) fn ticks(times: &[Time]) -> Vec<i64> {
    times.iter().map(|time| time.ticks()).collect()
}

/// What the in-times are at another speed.
pub(super) fn at_speed(own: &[Time], speed: Speed) -> Vec<i64> {
    // The distance from zero, the other way round.
    own.iter().map(|time| distance(*time, Time::ZERO, speed).saturating_neg()).collect()
}

/// The places of stretches of about [`STRETCH`] cues, of one size or of two that differ by one.
pub(super) fn stretches(cues: usize) -> Vec<Range<usize>> {
    let count = ((cues + STRETCH / 2) / STRETCH).max(usize::from(cues > 0));
    let border = |n: usize| n * cues / count.max(1);
    (0..count).map(|n| border(n)..border(n + 1)).collect()
}

pub(super) fn part<'s>(starts: &'s [i64], stretch: &Range<usize>) -> &'s [i64] {
    starts.get(stretch.clone()).unwrap_or_default()
}

/// For each stretch, whether four of five in-times have one of the reference's within the tolerance.
fn near(starts: &[i64], reference: &[i64], stretches: &[Range<usize>], tolerance: i64) -> Vec<bool> {
    let mut next = 0;
    let mut is_near = |start: &i64| {
        while reference.get(next).is_some_and(|r| r < start) {
            next += 1;
        }
        let around = [next.checked_sub(1), Some(next)].into_iter().flatten();
        let mut around = around.filter_map(|at| reference.get(at));
        around.any(|r| r.abs_diff(*start) <= tolerance.unsigned_abs())
    };
    let of = |stretch: &Range<usize>| {
        let starts = part(starts, stretch);
        starts.iter().filter(|start| is_near(start)).count() * 5 >= starts.len() * 4
    };
    stretches.iter().map(of).collect()
}

/// In-times that vote for their distances from those of a reference.
pub(super) struct Votes<'v> {
    pub(super) reference: &'v [i64],
    /// The largest distance.
    pub(super) search: i64,
    /// In-times of the reference that each may vote for on either side.
    pub(super) nearest: usize,
    pub(super) tolerance: i64,
}

impl Votes<'_> {
    /// The distance most of these in-times have from the reference, and how many have it; none without a majority.
    pub(super) fn distance(&self, starts: &[i64]) -> Option<(i64, usize)> {
        let mut all: Vec<i64> = Vec::with_capacity(starts.len() * NEAREST);
        for start in starts {
            let middle = self.reference.partition_point(|r| r < start);
            let range = middle.saturating_sub(self.nearest)
                ..middle.saturating_add(self.nearest).min(self.reference.len());
            let near = self.reference.get(range).unwrap_or_default();
            all.extend(
                near.iter().map(|r| start.saturating_sub(*r)).filter(|d| d.saturating_abs() <= self.search),
            );
        }
        all.sort_unstable();
        let mut from = 0;
        let mut best: Option<(usize, i64, i64)> = None;
        for (to, last) in all.iter().enumerate() {
            while all.get(from).is_some_and(|first| last.saturating_sub(*first) > self.tolerance) {
                from += 1;
            }
            let votes = to + 1 - from;
            let median = all.get(from + (to - from) / 2).copied().unwrap_or(0);
            let size = median.saturating_abs();
            if best.is_none_or(|(most, least, _)| votes > most || votes == most && size < least) {
                best = Some((votes, size, median));
            }
        }
        best.filter(|(votes, ..)| votes * 2 > starts.len()).map(|(votes, _, median)| (median, votes))
    }

    /// The in-time of the reference nearest to this one.
    fn nearest(&self, start: i64) -> Option<i64> {
        let after = self.reference.partition_point(|r| *r < start);
        let around = [after.checked_sub(1), Some(after)].into_iter().flatten();
        around.filter_map(|at| self.reference.get(at).copied()).min_by_key(|r| r.abs_diff(start))
    }

    /// Each in-time with the reference's that the distance of its place leads to.
    fn pairs(
        &self,
        own: &[Time],
        starts: &[i64],
        stretches: &[Range<usize>],
        distances: &[Option<i64>],
    ) -> Vec<(Time, Time)> {
        let mut out = Vec::with_capacity(own.len());
        let mut pair = |places: Range<usize>, distance: i64| {
            let both = own.get(places.clone()).unwrap_or_default().iter().zip(part(starts, &places));
            for (time, start) in both {
                let want = start.saturating_sub(distance);
                let near = self.nearest(want).filter(|r| r.abs_diff(want) <= self.tolerance.unsigned_abs());
                out.extend(near.map(|other| (*time, Time::from_ticks(other))));
            }
        };
        let agreed = stretches.iter().zip(distances).filter_map(|(s, d)| d.map(|d| (s.clone(), d)));
        // What is settled goes up to `done`; `last` is the distance from there on, up to the end of its stretch.
        let (mut done, mut last): (usize, Option<(i64, usize)>) = (0, None);
        for (stretch, distance) in agreed {
            let border = match last {
                None => stretch.start,
                Some((before, _)) if before.abs_diff(distance) <= self.tolerance.unsigned_abs() => {
                    stretch.start
                }
                Some((before, _)) => self.turn(starts, done..stretch.end, before, distance),
            };
            if let Some((before, _)) = last {
                pair(done..border, before);
            }
            (done, last) = (border, Some((distance, stretch.end)));
        }
        if let Some((distance, end)) = last {
            pair(done..end, distance);
        }
        out
    }

    /// The place from which on the later distance fits better than the earlier. What fits neither stays with the earlier.
    fn turn(&self, starts: &[i64], range: Range<usize>, before: i64, after: i64) -> usize {
        let most = self.tolerance.saturating_mul(2);
        let out = |start: i64, distance: i64| {
            let want = start.saturating_sub(distance);
            self.nearest(want).map_or(most, |r| r.saturating_sub(want).saturating_abs().min(most))
        };
        let (mut sum, mut least, mut border) = (0i64, 0i64, range.start);
        for (place, start) in range.clone().zip(part(starts, &range)) {
            sum = sum.saturating_add(out(*start, before)).saturating_sub(out(*start, after));
            if sum <= least {
                (least, border) = (sum, place + 1);
            }
        }
        border
    }
}
