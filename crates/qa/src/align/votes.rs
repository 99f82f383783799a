//! Where stretches of one track lie on the other, whatever the distance: every pair of in-times votes for its distance, and
//! distances with more votes than chance gives are peaks.

use std::ops::Range;

/// In-times of a stretch: enough to stand out from chance, few enough that a wrong speed does not smear them.
const WINDOW: usize = 24;
/// How wide a cell of distances is, in milliseconds. Three neighbours are looked at together.
const CELL: f64 = 125.0;
/// Peaks of each stretch that are kept: a stretch may be found by its eighth best only, and by its neighbours for sure.
const PEAKS: usize = 8;
/// Cells at most: 72 hours of distances. What is further apart is no film.
const MOST_CELLS: f64 = 2_100_000.0;

/// A distance that one stretch of the track has more often than chance would give.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peak {
    /// The middle of the stretch on the track's own time line, at the speed in question, in milliseconds.
    pub(super) at: f64,
    /// What has to be added there, in milliseconds.
    pub(super) by: f64,
    /// How much more often than by chance: a log-likelihood ratio.
    pub(super) weight: f64,
}

/// Stretches of a track with that many in-times, each sharing half of them with the next; no more than `most`, spread evenly.
pub(super) fn windows(count: usize, most: usize) -> Vec<Range<usize>> {
    if count <= WINDOW + WINDOW / 2 {
        return std::iter::once(0..count).collect();
    }
    let hop = WINDOW / 2;
    let all = (count - WINDOW) / hop + 1;
    let step = all.div_ceil(most.max(1)).max(1);
    let mut out: Vec<_> = (0..all).step_by(step).map(|at| at * hop..at * hop + WINDOW).collect();
    if step == 1
        && let Some(last) = out.last_mut()
    {
        last.end = count;
    }
    out
}

/// The cells votes are counted in, kept between stretches.
#[derive(Default)]
pub(super) struct Board {
    cells: Vec<u8>,
    live: Vec<u32>,
}

impl Board {
    /// The peaks of the stretches `windows` of `own` against `reference`; both in order, in milliseconds.
    pub(super) fn peaks(&mut self, own: &[f64], reference: &[f64], windows: &[Range<usize>]) -> Vec<Peak> {
        let mut out = Vec::with_capacity(windows.len() * PEAKS);
        let (Some(first), Some(last)) = (reference.first(), reference.last()) else { return out };
        for window in windows {
            let part = own.get(window.clone()).unwrap_or_default();
            let (Some(early), Some(late)) = (part.first(), part.last()) else { continue };
            let least = first - late - 2.0 * CELL;
            let count = (last - early - least) / CELL + 4.0;
            if count > MOST_CELLS {
                continue;
            }
            self.cells.clear();
            self.cells.resize(count as usize, 0);
            self.live.clear();
            let dense = reference.len() as f64 / (last - first).max(10_000.0);
            let one = part.len() as f64 * dense * CELL;
            let least_votes = (one + 2.5 * one.sqrt() + 1.0).ceil().clamp(2.0, 200.0);
            let least_votes = if part.len() < 8 { 1 } else { least_votes as u8 };
            self.count(part, reference, least, least_votes);
            let at = part.iter().sum::<f64>() / part.len() as f64;
            self.best(at, least, 3.0 * one, &mut out);
        }
        out
    }

    fn count(&mut self, part: &[f64], reference: &[f64], least: f64, least_votes: u8) {
        for own in part {
            let base = own + least;
            for other in reference {
                let at = ((other - base) * (1.0 / CELL)) as usize;
                if let Some(cell) = self.cells.get_mut(at) {
                    *cell = cell.saturating_add(1);
                    if *cell == least_votes {
                        self.live.push(at as u32);
                    }
                }
            }
        }
    }

    /// The best of the cells that have votes enough, none beside another.
    fn best(&self, at: f64, least: f64, chance: f64, out: &mut Vec<Peak>) {
        let votes = |at: usize| f64::from(self.cells.get(at).copied().unwrap_or(0));
        let mut found: Vec<(f64, usize)> = Vec::with_capacity(self.live.len());
        for cell in &self.live {
            let cell = *cell as usize;
            let sum = votes(cell.wrapping_sub(1)) + votes(cell) + votes(cell + 1);
            let weight = sum * (sum / chance).ln() - (sum - chance);
            if sum > chance && weight > 0.0 {
                found.push((weight, cell));
            }
        }
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let begin = out.len();
        for (weight, cell) in found {
            let middle = |by: f64| ((by - least) / CELL) as usize;
            let taken = out.get(begin..).unwrap_or_default();
            if taken.iter().any(|peak: &Peak| middle(peak.by).abs_diff(cell) <= 2) {
                continue;
            }
            if taken.len() == PEAKS {
                break;
            }
            let (before, here, after) = (votes(cell.wrapping_sub(1)), votes(cell), votes(cell + 1));
            let lean = (after - before) / (before + here + after).max(1.0);
            let by = least + (cell as f64 + 0.5 + lean) * CELL;
            out.push(Peak { at, by, weight });
        }
    }
}
