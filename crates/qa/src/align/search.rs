//! The speeds that are tried: those of frame rates first, any other where none of them explains the tracks.

use super::follow::{Way, follow, number, stairs, usual_speeds};
use super::lean::{Lean, lean};
use super::side::Side;
use super::votes::{Board, Peak, windows};

/// Stretches by which a speed is chosen.
const SAMPLES: usize = 48;
/// How far a speed may lean away from the one it was tried at.
const LEAN: f64 = 0.0006;
/// The step of odd speeds, and how far they lean.
const ODD_STEP: f64 = 0.0012;
/// Slowest and fastest.
const ODD_LEAST: f64 = 0.9;
const ODD_STEPS: i32 = 167;

/// Speeds with what stretches of the track say for them, the best first.
fn ranked(own: &Side, reference: &Side, speeds: &[f64], most: f64, board: &mut Board) -> Vec<(f64, Lean)> {
    let windows = windows(own.len(), SAMPLES);
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
fn all(own: &Side, reference: &Side, speed: f64, most: f64, board: &mut Board) -> Option<(Lean, Vec<Peak>)> {
    let starts: Vec<f64> = own.starts.iter().map(|start| start * speed).collect();
    let peaks = board.peaks(&starts, &reference.starts, &windows(own.len(), usize::MAX));
    lean(&peaks, most).map(|lean| (lean, peaks))
}

fn best_of(
    own: &Side,
    reference: &Side,
    ranked: &[(f64, Lean)],
    most: f64,
    board: &mut Board,
) -> Option<Way> {
    let top = ranked.first()?.1.score;
    let mut best: Option<Way> = None;
    for (speed, _) in ranked.iter().take(3).filter(|it| it.1.score > top * 0.6) {
        let Some((lean, peaks)) = all(own, reference, *speed, most, board) else { continue };
        let way = follow(own, reference, *speed, &lean, &peaks);
        if best.as_ref().is_none_or(|best| way.gain > best.gain) {
            best = Some(way);
        }
    }
    // A staircase is a speed that none of these was.
    for _ in 0..3 {
        let Some((way, slope)) = best.as_ref().and_then(|way| Some((way, stairs(way)?))) else { break };
        let speed = number(way.speed) * (1.0 + slope);
        let Some((lean, peaks)) = all(own, reference, speed, ODD_STEP, board) else { break };
        let way = follow(own, reference, speed, &lean, &peaks);
        if best.as_ref().is_some_and(|best| way.gain <= best.gain) {
            break;
        }
        best = Some(way);
    }
    best
}

/// The best way at the speeds of frame rates, or one that leans from them a little.
pub(super) fn usual(own: &Side, reference: &Side, board: &mut Board) -> Option<Way> {
    let speeds: Vec<f64> = usual_speeds().into_iter().map(number).collect();
    let ranked = ranked(own, reference, &speeds, LEAN, board);
    best_of(own, reference, &ranked, LEAN, board)
}

/// The best way at any speed.
pub(super) fn odd(own: &Side, reference: &Side, board: &mut Board) -> Option<Way> {
    let speeds: Vec<f64> = (0..=ODD_STEPS).map(|at| ODD_LEAST + ODD_STEP * f64::from(at)).collect();
    let ranked = ranked(own, reference, &speeds, ODD_STEP * 0.6, board);
    best_of(own, reference, &ranked, ODD_STEP * 0.6, board)
}
