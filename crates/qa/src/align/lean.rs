//! How a track's speed leans away from the one it was tried at, and which distances its stretches agree on then.

use super::votes::Peak;

/// Distances nearer than this are one, in milliseconds.
const BIN: f64 = 250.0;
/// How far the ends of a track may be out by one step of the search, in milliseconds.
const STEP: f64 = 60.0;
/// Distances that are followed further.
const OFFSETS: usize = 72;

/// A lean, and how well the stretches agree at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lean {
    /// What is added for each millisecond of the track.
    pub(super) slope: f64,
    /// The squares of what the distances have for them, summed.
    pub(super) score: f64,
}

/// The lean within `±most` at which the stretches' distances fall together best.
pub(super) fn lean(peaks: &[Peak], most: f64) -> Option<Lean> {
    let (first, last) = (peaks.first()?, peaks.last()?);
    let centre = (first.at + last.at) / 2.0;
    let half = ((last.at - first.at) / 2.0).max(1.0);
    let (least, greatest) = peaks.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.by), b.max(p.by)));
    let room = half * most + BIN * 2.0;
    let count = (((greatest - least) + 2.0 * room) / BIN) as usize + 2;
    if count > 1 << 22 {
        return None;
    }
    let mut bins = vec![0.0f64; count];
    let steps = (half * most / STEP).ceil().min(400.0) as i32;
    let mut best: Option<Lean> = None;
    for step in -steps..=steps {
        let slope = if steps == 0 { 0.0 } else { most * f64::from(step) / f64::from(steps) };
        let mut score = 0.0;
        // Two rows of bins, the second half a bin on: nothing falls between two in both.
        for shift in [0.0, BIN / 2.0] {
            let bin = |peak: &Peak| {
                ((peak.by - slope * (peak.at - centre) - least + room + shift) * (1.0 / BIN)) as usize
            };
            for peak in peaks {
                if let Some(sum) = bins.get_mut(bin(peak)) {
                    score += (2.0 * *sum + peak.weight) * peak.weight;
                    *sum += peak.weight;
                }
            }
            for peak in peaks {
                if let Some(sum) = bins.get_mut(bin(peak)) {
                    *sum = 0.0;
                }
            }
        }
        let nearer = |best: &Lean| slope.abs() < best.slope.abs() && score == best.score;
        if best.as_ref().is_none_or(|best| score > best.score || nearer(best)) {
            best = Some(Lean { slope, score });
        }
    }
    best
}

/// The distances, at time zero of the track, that stretches have most for them once `slope` is taken off.
pub(super) fn offsets(peaks: &[Peak], slope: f64) -> Vec<f64> {
    let mut all: Vec<(f64, f64)> =
        peaks.iter().map(|peak| (peak.by - slope * peak.at, peak.weight)).collect();
    all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    // What is within a bin of the heaviest is one distance; what is left is looked at again.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let mut to = from + 1;
        while all.get(to).zip(all.get(to - 1)).is_some_and(|(next, last)| next.0 - last.0 < BIN / 3.0) {
            to += 1;
        }
        let part = all.get(from..to).unwrap_or_default();
        split(part, &mut groups);
        from = to;
    }
    groups.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.total_cmp(&b.0)));
    groups.truncate(OFFSETS);
    groups.into_iter().map(|group| group.0).collect()
}

/// A run of near distances as its weighted middles, none wider than a bin.
fn split(part: &[(f64, f64)], groups: &mut Vec<(f64, f64)>) {
    let Some((first, last)) = part.first().zip(part.last()) else { return };
    let pieces = ((last.0 - first.0) / BIN).ceil().max(1.0) as usize;
    let width = ((last.0 - first.0) / pieces as f64).max(1.0);
    let mut sums = vec![(0.0f64, 0.0f64); pieces];
    for (by, weight) in part {
        let at = (((by - first.0) / width) as usize).min(pieces - 1);
        if let Some(sum) = sums.get_mut(at) {
            sum.0 += by * weight;
            sum.1 += weight;
        }
    }
    groups.extend(sums.iter().filter(|sum| sum.1 > 0.0).map(|sum| (sum.0 / sum.1, sum.1)));
}
