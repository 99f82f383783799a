//! Speeds that nobody named: the straight line that old and new times lie on, within what is rounded.

use super::runs::{Pair, STRAY};
use crate::retime::Speed;

/// A time before and after, counted from the first.
type Point = (i128, i128);

/// Decimals of a speed that somebody chose.
const DECIMALS: u32 = 9;

/// Speeds that the pairs from the first on may run at, each with how far apart what is written may be from one another:
/// the slope through the first and the last that agree, and the line that all of them lie closest to.
pub(super) fn speeds(pairs: &[Pair], tolerance: i64) -> impl Iterator<Item = (Speed, i64)> {
    let (far, points) = cone(pairs, tolerance);
    // Where in-time and duration were rounded each by itself, out-times are off by twice as much.
    let twice = tolerance.saturating_mul(2);
    let line = far.and_then(|_| closest(&points, twice.into())).filter(|speed| *speed != Speed::ONE);
    far.map(|speed| (speed, tolerance)).into_iter().chain(line.map(|speed| (speed, twice)))
}

/// A speed that the pairs from the first on agree on, as far as they do, and the times of those that agree.
fn cone(pairs: &[Pair], tolerance: i64) -> (Option<Speed>, Vec<Point>) {
    let Some((x, y)) = pairs.first().map(|pair| pair.start) else { return (None, Vec::new()) };
    let wide = i128::from(tolerance).saturating_mul(2);
    let from_first =
        |(old, new): (i64, i64)| (i128::from(old) - i128::from(x), i128::from(new) - i128::from(y));
    // Bounds as fractions with positive denominators.
    let (mut low, mut high): ((i128, i128), (i128, i128)) = ((0, 1), (i128::from(i64::MAX), 1));
    let mut points = Vec::new();
    let mut best = None;
    let mut stray = 0usize;
    for pair in pairs {
        let (run, rise) = from_first(pair.end);
        if run <= 0 {
            continue;
        }
        let (from, to) = ((rise - wide, run), (rise + wide, run));
        let (lower, higher) =
            (if less(low, from) { from } else { low }, if less(to, high) { to } else { high });
        if less(higher, lower) {
            stray = stray.saturating_add(1);
            if stray > STRAY {
                break;
            }
            continue;
        }
        stray = 0;
        (low, high) = (lower, higher);
        points.extend([from_first(pair.start), (run, rise)]);
        best = Some((rise, run));
    }
    let speed = best.and_then(|(rise, run)| Speed::new(i64::try_from(rise).ok()?, i64::try_from(run).ok()?));
    (speed, points)
}

/// The slope of the line from which points are least far off, in the fewest decimals that keep them within `allowed` of
/// one another.
fn closest(points: &[Point], allowed: i128) -> Option<Speed> {
    let mut sorted = points.to_vec();
    sorted.sort_unstable();
    let (upper, lower) = (hull(&sorted, true), hull(&sorted, false));
    // Between two edges the distance changes evenly, so it is least along one of them.
    let edges = upper.iter().zip(upper.iter().skip(1)).chain(lower.iter().zip(lower.iter().skip(1)));
    let mut best: Option<(Point, i128)> = None;
    for (from, to) in edges {
        let slope = (to.0 - from.0, to.1 - from.1);
        if slope.0 <= 0 {
            continue;
        }
        let width = width(&upper, &lower, slope);
        // Widths are multiples of their runs.
        if best.is_none_or(|(other, least)| less((width, slope.0), (least, other.0))) {
            best = Some((slope, width));
        }
    }
    let ((run, rise), _) = best?;
    for decimals in 0..=DECIMALS {
        let den = 10i128.pow(decimals);
        let num = (rise.saturating_mul(den).saturating_mul(2) + run) / run.saturating_mul(2);
        if width(&upper, &lower, (den, num)) <= allowed.saturating_mul(den) {
            return Speed::new(i64::try_from(num).ok()?, i64::try_from(den).ok()?);
        }
    }
    Speed::new(i64::try_from(rise).ok()?, i64::try_from(run).ok()?)
}

/// How far the points of a hull are apart from one another above and below lines of this slope, times its run.
fn width(upper: &[Point], lower: &[Point], (run, rise): Point) -> i128 {
    let off = |point: &Point| point.1.saturating_mul(run).saturating_sub(point.0.saturating_mul(rise));
    let top = upper.iter().map(off).max().unwrap_or_default();
    let bottom = lower.iter().map(off).min().unwrap_or_default();
    top.saturating_sub(bottom)
}

/// The upper or the lower border of points in the order of old times.
fn hull(sorted: &[Point], upper: bool) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in sorted {
        while let [.., a, b] = out.as_slice() {
            let (along, across) = ((b.0 - a.0, b.1 - a.1), (point.0 - b.0, point.1 - b.1));
            let turn = along.0.saturating_mul(across.1).saturating_sub(along.1.saturating_mul(across.0));
            if if upper { turn < 0 } else { turn > 0 } {
                break;
            }
            out.pop();
        }
        out.push(*point);
    }
    out
}

/// Whether one fraction is less than another; their denominators are positive.
fn less(a: (i128, i128), b: (i128, i128)) -> bool {
    a.0.saturating_mul(b.1) < b.0.saturating_mul(a.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_speed_is_found_again() {
        for (num, den) in [(10_007, 10_000), (99_931, 100_000), (501, 500), (100_002, 100_000), (25, 24)] {
            let unit = 705_600;
            let points: Vec<Point> = (0..3000)
                .map(|n: i128| {
                    let x = n * 2917 + (n % 7) * 113;
                    (x * unit, (x * num * 2 + den) / (den * 2) * unit)
                })
                .collect();
            let speed = closest(&points, 2 * unit).unwrap();
            let off = (i128::from(speed.fraction().0) * den - num * i128::from(speed.fraction().1)).abs();
            // Over two and a half hours less than a millisecond.
            assert!(off * 9_000_000 <= den * i128::from(speed.fraction().1), "{num}/{den}: {speed}");
        }
    }
}
