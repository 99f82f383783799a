//! The speeds that are tried: those of frame rates first, any other where none of them explains the tracks.

use super::follow::{Way, follow, number, stairs, usual_speeds};
use super::lean::{Lean, lean};
use super::side::Side;
use super::votes::{Board, Peak, windows};

/// Stretches by which a speed is chosen: a few where they agree, else more.
const FEW_SAMPLES: usize = 8;
const SAMPLES: usize = 48;
/// Of the many odd speeds.
const ODD_SAMPLES: usize = 24;
/// How far a speed may lean away from the one it was tried at.
const LEAN: f64 = 0.0006;
/// Cues from which on stretches need not share any to be many.
const LONG: usize = 600;
/// The step of odd speeds, and how far they lean.
const ODD_STEP: f64 = 0.0024;
/// Slowest and fastest.
const ODD_LEAST: f64 = 0.9;
const ODD_STEPS: i32 = 84;

/// Speeds with what stretches of the track say for them, the best first.
fn ranked(
    own: &Side,
    reference: &Side,
    speeds: &[f64],
    (most, samples): (f64, usize),
    board: &mut Board,
) -> Vec<(f64, Lean)> {
    let windows = windows(own.len(), samples, true);
    let mut out: Vec<(f64, Lean)> = Vec::with_capacity(speeds.len());
    for speed in speeds {
        let starts: Vec<f64> = own.starts.iter().map(|start| start * speed).collect();
        let peaks = board.peaks(&starts, &reference.starts, &windows);
        out.extend(lean(&peaks, most).map(|lean| (*speed, lean)));
    }
    out.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
    out
}

/// All stretches at one speed, and how they lean.
fn all(
    own: &Side,
    reference: &Side,
    speed: f64,
    most: f64,
    shared: bool,
    board: &mut Board,
) -> Option<(Lean, Vec<Peak>)> {
    let starts: Vec<f64> = own.starts.iter().map(|start| start * speed).collect();
    let peaks = board.peaks(&starts, &reference.starts, &windows(own.len(), usize::MAX, shared));
    lean(&peaks, most).map(|lean| (lean, peaks))
}

/// The speeds that are tried together, and how far each may lean.
pub(super) struct Speeds {
    speeds: Vec<f64>,
    lean: f64,
    /// Stretches by which one is chosen.
    samples: usize,
    /// Fewer of them, each standing for those beside it.
    rough: Vec<f64>,
}

/// How far one rough speed stands for others: what a stretch's votes are smeared by is still less than a cell.
const ROUGH: f64 = 0.0015;

impl Speeds {
    /// Those between frame rates, or ones that lean from them a little.
    pub(super) fn usual() -> Self {
        Self::new(usual_speeds().into_iter().map(number).collect(), LEAN, SAMPLES)
    }

    /// Any.
    pub(super) fn odd() -> Self {
        let speeds = (0..=ODD_STEPS).map(|at| ODD_LEAST + ODD_STEP * f64::from(at)).collect();
        Self::new(speeds, ODD_STEP * 0.6, ODD_SAMPLES)
    }

    fn new(speeds: Vec<f64>, lean: f64, samples: usize) -> Self {
        let mut rough: Vec<f64> = Vec::with_capacity(speeds.len());
        for speed in &speeds {
            if rough.iter().all(|other| (speed / other - 1.0).abs() > ROUGH) {
                rough.push(*speed);
            }
        }
        Self { speeds, lean, samples, rough }
    }

    /// The way that speaks for itself, if a few stretches show one.
    pub(super) fn clear(&self, own: &Side, reference: &Side, board: &mut Board) -> Option<Way> {
        // Its neighbours may look as good yet, and lead to the same.
        let ranked = ranked(own, reference, &self.rough, (ROUGH, FEW_SAMPLES), board);
        self.best_of(own, reference, ranked.get(..1)?, ROUGH, board).filter(Way::is_clear)
    }

    /// The best way.
    pub(super) fn best(&self, own: &Side, reference: &Side, board: &mut Board) -> Option<Way> {
        let ranked = ranked(own, reference, &self.speeds, (self.lean, self.samples), board);
        self.best_of(own, reference, &ranked, self.lean, board)
    }

    fn best_of(
        &self,
        own: &Side,
        reference: &Side,
        ranked: &[(f64, Lean)],
        most: f64,
        board: &mut Board,
    ) -> Option<Way> {
        let top = ranked.first()?.1.score;
        let mut best: Option<Way> = None;
        for (speed, _) in ranked.iter().take(3).filter(|it| it.1.score > top * 0.6) {
            let Some((lean, peaks)) =
                all(own, reference, *speed, most, most < ROUGH || own.len() < LONG, board)
            else {
                continue;
            };
            let way = follow(own, reference, *speed, &lean, &peaks);
            if best.as_ref().is_none_or(|best| way.gain > best.gain) {
                best = Some(way);
            }
        }
        // A staircase is a speed that none of these was.
        for _ in 0..3 {
            let Some((way, slope)) = best.as_ref().and_then(|way| Some((way, stairs(way)?))) else { break };
            let speed = number(way.speed) * (1.0 + slope);
            let Some((lean, peaks)) = all(own, reference, speed, ODD_STEP, true, board) else { break };
            let way = follow(own, reference, speed, &lean, &peaks);
            if best.as_ref().is_some_and(|best| way.gain <= best.gain) {
                break;
            }
            best = Some(way);
        }
        best
    }
}
