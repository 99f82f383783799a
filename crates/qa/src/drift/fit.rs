//! The speeds that come into question, and which of them explains the pairs best.

use super::segment::{Segment, median, segments};
use super::{Kind, Step};
use crate::retime::Speed;
use tregua_parse::time::{FrameRate, Time};

/// The rates a film is shown at; their ratios are the usual wrong speeds. 29.97 to 30 is as 23.976 to 24.
pub(super) const RATES: [FrameRate; 3] = [FrameRate::F24, FrameRate::F23_976, FrameRate::F25];

/// Residuals of the pairs at one speed, in stretches.
pub(super) struct Fit {
    speed: Speed,
    rates: Option<(FrameRate, FrameRate)>,
    distances: Vec<i64>,
    segments: Vec<Segment>,
    cost: i64,
}

/// The cheapest explanation of the pairs, which are in order.
pub(super) fn best(pairs: &[(Time, Time)], tolerance: Time) -> Option<Fit> {
    let cap = tolerance.ticks().saturating_mul(3);
    let as_it_is = Fit::new(pairs, Speed::ONE, None, cap);
    if as_it_is.is_flat(tolerance) {
        return Some(as_it_is);
    }
    let mut best = as_it_is;
    let steps = RATES.iter().flat_map(|from| RATES.iter().map(move |to| (*from, *to)));
    for (from, to) in steps.filter(|(from, to)| from != to) {
        let fit = Fit::new(pairs, Speed::between(from, to), Some((from, to)), cap);
        // Another speed is dearer than a step: it says more.
        if fit.cost.saturating_add(cap.saturating_mul(6)) < best.cost {
            best = Fit { cost: fit.cost.saturating_add(cap.saturating_mul(6)), ..fit };
        }
    }
    // A speed of its own must be clearly better than that of known rates.
    let own = slope(pairs).map(|speed| Fit::new(pairs, speed, None, cap));
    let own = own.filter(|fit| fit.cost.saturating_add(cap.saturating_mul(12)) < best.cost);
    Some(own.unwrap_or(best))
}

impl Fit {
    fn new(pairs: &[(Time, Time)], speed: Speed, rates: Option<(FrameRate, FrameRate)>, cap: i64) -> Self {
        let distances: Vec<i64> = pairs.iter().map(|(own, other)| distance(*own, *other, speed)).collect();
        let (segments, cost) = segments(&distances, cap);
        Self { speed, rates, distances, segments, cost }
    }

    /// One stretch, and almost every pair in it.
    fn is_flat(&self, tolerance: Time) -> bool {
        self.segments.len() == 1 && self.agreement(tolerance).0 * 20 >= self.distances.len() * 19
    }

    /// How many pairs fit, and how far half of them are out at most.
    pub(super) fn agreement(&self, tolerance: Time) -> (usize, Time) {
        let mut out: Vec<i64> = Vec::with_capacity(self.distances.len());
        for segment in &self.segments {
            let part = self.distances.get(segment.from..segment.to).unwrap_or_default();
            out.extend(part.iter().map(|d| d.saturating_sub(segment.by).saturating_abs()));
        }
        let fitting = out.iter().filter(|out| **out <= tolerance.ticks()).count();
        (fitting, Time::from_ticks(median(&mut out)))
    }

    pub(super) fn kind(&self, pairs: &[(Time, Time)]) -> Kind {
        let by = |segment: &Segment| Time::from_ticks(segment.by);
        match self.segments.as_slice() {
            [] => Kind::Unclear,
            [one] if self.speed == Speed::ONE => Kind::Constant { by: by(one) },
            [one] => Kind::Linear { speed: self.speed, rates: self.rates, by: by(one) },
            all => {
                let time = |place: usize| pairs.get(place).map_or(Time::ZERO, |(own, _)| *own);
                let step =
                    |s: &Segment| Step { from: time(s.from), to: time(s.to.saturating_sub(1)), by: by(s) };
                Kind::Steps { speed: self.speed, steps: all.iter().map(step).collect() }
            }
        }
    }
}

/// What has to be added to `own`, played at `speed`, to be `other`.
pub(super) fn distance(own: Time, other: Time, speed: Speed) -> i64 {
    let (num, den) = speed.fraction();
    let scaled = i128::from(own.ticks()).saturating_mul(i128::from(num)) / i128::from(den.max(1));
    let distance = i128::from(other.ticks()).saturating_sub(scaled);
    i64::try_from(distance).unwrap_or(if distance < 0 { i64::MIN } else { i64::MAX })
}

/// The median of the slopes between each pair and the one half the track further on: Theil's line with one slope a
/// pair. `None` beyond a tenth faster or slower, which is no version of the same film.
fn slope(pairs: &[(Time, Time)]) -> Option<Speed> {
    let half = pairs.len() / 2;
    let rises = pairs.iter().zip(pairs.iter().skip(half)).filter_map(|((x, y), (later, up))| {
        let run = later.checked_sub(*x)?.ticks();
        let rise = up.checked_sub(*y)?.ticks();
        (run > 0).then_some((rise, run))
    });
    let mut rises: Vec<(i64, i64)> = rises.collect();
    rises.sort_unstable_by(|(a, b), (c, d)| {
        (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
    });
    let (rise, run) = rises.get(rises.len() / 2).copied()?;
    let off = (i128::from(rise) - i128::from(run)).abs();
    if off * 10 > i128::from(run) { None } else { Speed::new(rise, run) }
}
