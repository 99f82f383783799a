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
        Self { offsets: offsets.to_vec(), rows }
    }

    pub(super) fn row(&self, cue: usize) -> &[f32] {
        let width = self.offsets.len();
        self.rows.get(cue * width..(cue + 1) * width).unwrap_or_default()
    }

    /// The best way, and what it is worth with the price of its changes taken off. `masked` says which distances a cue may not have.
    pub(super) fn way(&self, masked: &dyn Fn(usize, f64) -> bool) -> (Vec<Stretch>, f32) {
        let width = self.offsets.len();
        let count = self.rows.len().checked_div(width).unwrap_or(0);
        let place = (count.max(2) as f32).ln() + CHANGE;
        let mut best = vec![0.0f32; width];
        let mut before = best.clone();
        // Where each distance came from at each cue.
        let mut from = vec![0u8; width * count];
        for cue in 0..count {
            std::mem::swap(&mut best, &mut before);
            let top = before.iter().copied().fold(f32::MIN, f32::max);
            // Only what is near the top may hand over: what is further down could as well have come from there.
            let reach = place + 14.0;
            let live: Vec<usize> =
                (0..width).filter(|at| cue > 0 && value(&before, *at) > top - reach).collect();
            for (at, score) in self.row(cue).iter().enumerate() {
                let by = self.offsets.get(at).copied().unwrap_or(0.0);
                let mut most = (value(&before, at), at);
                for other in &live {
                    let jump = (by - self.offsets.get(*other).copied().unwrap_or(0.0)).abs();
                    let total = value(&before, *other) - place;
                    if *other != at && total > most.0 {
                        let total = total - (1.0 + jump / 100.0).ln() as f32;
                        if total > most.0 {
                            most = (total, *other);
                        }
                    }
                }
                let score = if masked(cue, by) { LEAST } else { *score };
                if let Some(slot) = best.get_mut(at) {
                    *slot = most.0 + score;
                }
                if let Some(slot) = from.get_mut(cue * width + at) {
                    *slot = most.1 as u8;
                }
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
