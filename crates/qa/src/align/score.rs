//! What a distance to the nearest time of the reference says for a belonging, and what against: the logarithm of how much
//! likelier it is among cues that belong than among those that do not. What chance gives is counted in the tracks
//! themselves, at distances that mean nothing; what belonging gives is learnt from the cues that were found.

/// Beyond this a distance says nothing, in milliseconds.
pub(super) const FAR: f64 = 1500.0;
/// A cell of the tables, in milliseconds.
const CELL: f64 = 5.0;
const CELLS: usize = (FAR / CELL) as usize;
/// Counts that the model of even times is worth: it carries tracks of a few cues.
const MODEL: f64 = 2000.0;
/// So many cues is what is usual worth beside them.
const USUAL: f64 = 3.0;

/// How the distances of cues that belong are spread: two falling curves over what chance gives.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Spread {
    /// The share of cues that have a counterpart.
    pub(super) found: f64,
    /// The share of those that are close.
    pub(super) close: f64,
    /// Mean distance of the close ones, in milliseconds.
    pub(super) near: f64,
    /// Mean distance of the others, in milliseconds.
    pub(super) wide: f64,
}

impl Spread {
    pub(super) const FIRST: Self = Self { found: 0.6, close: 0.55, near: 25.0, wide: 140.0 };
    /// Out-times follow the language's length, and agree less.
    pub(super) const FIRST_OUT: Self = Self { found: 0.4, close: 0.4, near: 30.0, wide: 250.0 };

    fn density(&self, distance: f64) -> (f64, f64) {
        let near = self.close / self.near * (-distance / self.near).exp();
        let wide = (1.0 - self.close) / self.wide * (-distance / self.wide).exp();
        (near, wide)
    }
}

/// What a distance is worth, by the millisecond.
#[derive(Clone)]
pub(super) struct Table {
    /// What chance gives, by cell: a density for each millisecond.
    chance: Vec<f64>,
    worth: Vec<f32>,
    pub(super) spread: Spread,
    /// What is usual.
    first: Spread,
}

impl Table {
    /// The table for `own` against `reference`, both in order; `spots` are distances that mean nothing.
    pub(super) fn new(own: &[f64], reference: &[f64], spots: &[f64], spread: Spread) -> Self {
        let mut counts = vec![0.0f64; CELLS];
        let mut all = 0.0;
        for spot in spots {
            let mut next = 0;
            for time in own {
                let Some(distance) = nearest(reference, time + spot, &mut next).map(|(d, _)| d.abs()) else {
                    break;
                };
                all += 1.0;
                if let Some(count) = counts.get_mut((distance / CELL) as usize) {
                    *count += 1.0;
                }
            }
        }
        let span = reference.last().zip(reference.first()).map_or(1.0, |(last, first)| last - first);
        // Times of one place are one time.
        let dense = (reference.len() as f64 / span.max(1000.0)).clamp(1e-6, 1e-3);
        let model = |cell: usize| 2.0 * dense * (-2.0 * dense * (cell as f64 + 0.5) * CELL).exp();
        let smooth = |cell: usize| {
            let (from, to) = (cell.saturating_sub(6), (cell + 7).min(CELLS));
            let part = counts.get(from..to).unwrap_or_default();
            part.iter().sum::<f64>() / part.len().max(1) as f64
        };
        let density = |cell: usize| (smooth(cell) / CELL + MODEL * model(cell)) / (all + MODEL);
        let mut table =
            Self { chance: (0..CELLS).map(density).collect(), worth: Vec::new(), spread, first: spread };
        table.set(spread);
        table
    }

    /// Takes another spread for what belongs.
    pub(super) fn set(&mut self, spread: Spread) {
        self.spread = spread;
        let worth = |(cell, chance): (usize, &f64)| {
            let (near, wide) = spread.density((cell as f64 + 0.5) * CELL);
            ((1.0 - spread.found) + spread.found * (near + wide) / chance.max(1e-9)).ln() as f32
        };
        self.worth = self.chance.iter().enumerate().map(worth).collect();
    }

    /// What a distance in milliseconds is worth; nothing where it is far.
    pub(super) fn worth(&self, distance: f64) -> f32 {
        self.worth.get((distance.abs() / CELL) as usize).copied().unwrap_or(0.0)
    }

    /// Learns the spread from the distances of cues along a way that was found.
    pub(super) fn learn(&mut self, distances: &[f64]) {
        let mut spread = self.spread;
        let first = self.first;
        for _ in 0..6 {
            // The shares of each in which every distance is of the one kind or the other.
            let (mut found, mut near, mut near_sum, mut wide, mut wide_sum) = (0.0, 0.0, 0.0, 0.0, 0.0);
            let mut all = 0.0;
            for distance in distances.iter().map(|d| d.abs()).filter(|d| *d < FAR) {
                let chance = self.chance.get((distance / CELL) as usize).copied().unwrap_or(1e-6).max(1e-9);
                let (a, b) = spread.density(distance);
                let (a, b, c) = (spread.found * a, spread.found * b, (1.0 - spread.found) * chance);
                let sum = (a + b + c).max(1e-12);
                all += 1.0;
                found += (a + b) / sum;
                near += a / sum;
                near_sum += a / sum * distance;
                wide += b / sum;
                wide_sum += b / sum * distance;
            }
            if all < 1.0 {
                return;
            }
            // What a few cues say is held against what is usual.
            if all < super::HANDFUL as f64 {
                all += USUAL;
                found += USUAL * first.found;
                let (close, loose) =
                    (USUAL * first.found * first.close, USUAL * first.found * (1.0 - first.close));
                near += close;
                near_sum += close * first.near;
                wide += loose;
                wide_sum += loose * first.wide;
            }
            spread = Spread {
                found: (found / all).clamp(0.1, 0.95),
                close: (near / found.max(1e-9)).clamp(0.02, 0.98),
                near: (near_sum / near.max(1e-9)).clamp(6.0, 60.0),
                wide: (wide_sum / wide.max(1e-9)).clamp(60.0, 350.0),
            };
        }
        self.set(spread);
    }
}

/// The signed distance from `time` to the nearest of `times`, and which; `next` walks along where times grow.
pub(super) fn nearest(times: &[f64], time: f64, next: &mut usize) -> Option<(f64, usize)> {
    while next.checked_sub(1).and_then(|at| times.get(at)).is_some_and(|it| *it >= time) {
        *next -= 1;
    }
    while times.get(*next).is_some_and(|it| *it < time) {
        *next += 1;
    }
    let after = times.get(*next).map(|it| (it - time, *next));
    let before = next.checked_sub(1).and_then(|at| times.get(at).map(|it| (it - time, at)));
    match (before, after) {
        (Some(before), Some(after)) if -before.0 < after.0 => Some(before),
        (before, None) => before,
        (_, after) => after,
    }
}
