//! Which in-times of two tracks belong together, when nothing is known of how far apart they are.
//!
//! In every stretch of neighbouring cues each in-time votes for its distances from the reference's in-times nearby;
//! the distance with most votes is the stretch's. At the right speed stretches agree, at a wrong one they do not, so
//! the usual speeds are tried where the track's own finds no agreement.

use super::fit::{RATES, distance};
use crate::retime::Speed;
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
    let reference: Vec<i64> = reference.iter().map(|time| time.ticks()).collect();
    let votes = Votes { reference: &reference, search: search.ticks(), tolerance: tolerance.ticks().max(0) };
    let at = |speed: Speed| -> Vec<i64> {
        // What the in-time is at another speed: its distance from zero.
        own.iter().map(|time| distance(*time, Time::ZERO, speed).saturating_neg()).collect()
    };
    let plain = at(Speed::ONE);
    // Most tracks are together, and need no search.
    let near = plain.iter().filter(|start| votes.nearest(**start).is_some()).count();
    if near * 5 >= plain.len() * 4 {
        return votes.pairs(own, &plain, |_| Some(0));
    }
    let agree = |starts: &[i64]| -> usize {
        let stretches =
            starts.chunks(STRETCH).step_by(if starts.len() > STRETCH * SAMPLE * 4 { SAMPLE } else { 1 });
        stretches.filter_map(|stretch| votes.distance(stretch)).map(|(_, votes)| votes).sum()
    };
    let mut best = (agree(&plain), plain);
    for (from, to) in RATES.iter().flat_map(|from| RATES.iter().map(move |to| (*from, *to))) {
        let starts = at(Speed::between(from, to));
        let count = agree(&starts);
        if count * 10 > best.0 * 11 {
            best = (count, starts);
        }
    }
    let starts = best.1;
    votes.pairs(own, &starts, |stretch| votes.distance(stretch).map(|(distance, _)| distance))
}

struct Votes<'v> {
    reference: &'v [i64],
    search: i64,
    tolerance: i64,
}

impl Votes<'_> {
    /// The distance most of these in-times have from the reference, and how many have it; none without a majority.
    fn distance(&self, starts: &[i64]) -> Option<(i64, usize)> {
        let mut all: Vec<i64> = Vec::with_capacity(starts.len() * NEAREST);
        for start in starts {
            let middle = self.reference.partition_point(|r| r < start);
            let range = middle.saturating_sub(NEAREST)..(middle + NEAREST).min(self.reference.len());
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

    /// The in-time of the reference nearest to this one, where it is near enough.
    fn nearest(&self, start: i64) -> Option<i64> {
        let after = self.reference.partition_point(|r| *r < start);
        let around = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let near = around.filter_map(|at| self.reference.get(at).copied());
        near.min_by_key(|r| r.abs_diff(start)).filter(|r| r.abs_diff(start) <= self.tolerance.unsigned_abs())
    }

    /// Each in-time with the reference's that its stretch's distance leads to.
    fn pairs(
        &self,
        own: &[Time],
        starts: &[i64],
        distance: impl Fn(&[i64]) -> Option<i64>,
    ) -> Vec<(Time, Time)> {
        let mut out = Vec::with_capacity(own.len());
        for (times, stretch) in own.chunks(STRETCH).zip(starts.chunks(STRETCH)) {
            let Some(distance) = distance(stretch) else { continue };
            for (time, start) in times.iter().zip(stretch) {
                let other = self.nearest(start.saturating_sub(distance));
                out.extend(other.map(|other| (*time, Time::from_ticks(other))));
            }
        }
        out
    }
}
