//! The best way through a track: which distance holds at which cue. A change of distance costs what it takes to say where
//! and by how much, so that chance does not buy one.

use super::score::{Table, nearest};
use super::side::Side;

/// No cue speaks louder against a distance than this.
const LEAST: f32 = -0.8;
/// Beyond what it takes to say it, a change has to be worth this much.
const CHANGE: f32 = 2.0;
/// What out-times are worth beside in-times: they follow from them in part.
const OUT_SHARE: f32 = 0.6;

/// A stretch of cues with one distance.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Stretch {
    /// Its first cue.
    pub(super) from: usize,
    /// The cue behind its last.
    pub(super) to: usize,
    /// What is to be added, in milliseconds.
    pub(super) by: f64,
    /// What its cues say for it.
    pub(super) gain: f32,
}

/// What each cue says for each of some distances.
pub(super) struct Scores {
    pub(super) offsets: Vec<f64>,
    /// Cue after cue, a score for each distance.
    rows: Vec<f32>,
    /// From each distance to each, what it takes to name the change.
    prices: Vec<f32>,
}

impl Scores {
    pub(super) fn new(own: &Side, reference: &Side, offsets: &[f64], tables: &Tables) -> Self {
        let width = offsets.len();
        let mut rows = vec![0.0f32; width * own.len()];
        for (column, by) in offsets.iter().enumerate() {
            let (mut next, mut next_out) = (0, 0);
            let cells = rows.iter_mut().skip(column).step_by(width.max(1));
            for ((cell, (start, end)), clue) in cells.zip(own.starts.iter().zip(&own.ends)).zip(&own.clues) {
                let Some((distance, at)) = nearest(&reference.starts, start + by, &mut next) else {
                    continue;
                };
                let mut worth = tables.ins.worth(distance);
                if let Some((out, _)) = nearest(&reference.outs, end + by, &mut next_out) {
                    worth += OUT_SHARE * tables.outs.worth(out);
                }
                if worth > 0.0
                    && let Some(other) = reference.clues.get(at)
                {
                    worth += clue.worth(*other);
                }
                *cell = worth.max(LEAST);
            }
        }
        Self { offsets: offsets.to_vec(), rows, prices: prices(offsets) }
    }

    pub(super) fn row(&self, cue: usize) -> &[f32] {
        let width = self.offsets.len();
        self.rows.get(cue * width..(cue + 1) * width).unwrap_or_default()
    }

    /// The best way, and what it is worth with the price of its changes taken off.
    pub(super) fn way(&self) -> (Vec<Stretch>, f32) {
        self.way_apart(&[], 0.0)
    }

    /// The best way that is nowhere within `near` of the distances `avoid`, one for each cue.
    pub(super) fn way_apart(&self, avoid: &[f64], near: f64) -> (Vec<Stretch>, f32) {
        let width = self.offsets.len();
        let count = self.rows.len().checked_div(width).unwrap_or(0);
        let place = self.price_of_change();
        let mut best = vec![0.0f32; width];
        let mut before = best.clone();
        // Where each distance came from at each cue.
        let mut from = vec![0u8; width * count];
        let stay: Vec<u8> = (0..width).map(|at| at as u8).collect();
        for cue in 0..count {
            std::mem::swap(&mut best, &mut before);
            best.copy_from_slice(&before);
            let Some(came) = from.get_mut(cue * width..(cue + 1) * width) else { break };
            came.copy_from_slice(&stay);
            let most = before.iter().copied().fold(f32::MIN, f32::max);
            let top = before.iter().position(|have| *have == most);
            if let Some(top) = top.filter(|_| cue > 0) {
                // A change by way of another distance is never cheaper than the straight one, so that only what is not
                // further below the top than the step from there can hand over.
                let live = before.iter().zip(self.prices(top)).enumerate();
                for (other, (have, price)) in live {
                    if other != top && *have <= most - price {
                        continue;
                    }
                    let have = have - place;
                    let slots = best.iter_mut().zip(came.iter_mut()).zip(self.prices(other));
                    for ((slot, came), price) in slots {
                        let total = have - price;
                        let better = total > *slot;
                        *slot = if better { total } else { *slot };
                        *came = if better { other as u8 } else { *came };
                    }
                }
            }
            let slots = best.iter_mut().zip(self.row(cue));
            match avoid.get(cue) {
                None => slots.for_each(|(slot, score)| *slot += score),
                Some(avoid) => slots.zip(&self.offsets).for_each(|((slot, score), by)| {
                    *slot += if (by - avoid).abs() < near { LEAST } else { *score };
                }),
            }
        }
        let end = (0..width).max_by(|a, b| value(&best, *a).total_cmp(&value(&best, *b)).then(b.cmp(a)));
        let Some(end) = end else { return (Vec::new(), 0.0) };
        let total = value(&best, end);
        let mut out: Vec<Stretch> = Vec::new();
        let (mut at, mut to) = (end, count);
        for cue in (0..count).rev() {
            let came = usize::from(from.get(cue * width + at).copied().unwrap_or(0));
            if cue == 0 || came != at {
                let by = self.offsets.get(at).copied().unwrap_or(0.0);
                let gain = (cue..to).filter_map(|cue| self.row(cue).get(at)).sum();
                out.push(Stretch { from: cue, to, by, gain });
                to = cue;
            }
            at = came;
        }
        out.reverse();
        (out, total)
    }

    /// The column of the distance nearest to one.
    pub(super) fn column(&self, by: f64) -> usize {
        let away = |it: &f64| (it - by).abs();
        let all = self.offsets.iter().enumerate();
        all.min_by(|a, b| away(a.1).total_cmp(&away(b.1))).map_or(0, |it| it.0)
    }

    /// What any change costs before its size is named.
    pub(super) fn price_of_change(&self) -> f32 {
        let count = self.rows.len().checked_div(self.offsets.len()).unwrap_or(0);
        (count.max(2) as f32).ln() + CHANGE
    }

    /// What it takes to name the change from one distance to each of them.
    fn prices(&self, from: usize) -> &[f32] {
        let width = self.offsets.len();
        self.prices.get(from * width..(from + 1) * width).unwrap_or_default()
    }
}

fn prices(offsets: &[f64]) -> Vec<f32> {
    let width = offsets.len();
    let mut out = vec![0.0f32; width * width];
    for (from, by) in offsets.iter().enumerate() {
        for (to, other) in offsets.iter().enumerate().skip(from + 1) {
            let price = (1.0 + (by - other).abs() / 100.0).ln() as f32;
            for at in [from * width + to, to * width + from] {
                if let Some(slot) = out.get_mut(at) {
                    *slot = price;
                }
            }
        }
    }
    out
}

fn value(list: &[f32], at: usize) -> f32 {
    list.get(at).copied().unwrap_or(f32::MIN)
}

/// What in-times and out-times are worth.
#[derive(Clone)]
pub(super) struct Tables {
    pub(super) ins: Table,
    pub(super) outs: Table,
}
