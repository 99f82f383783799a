//! Whether a way keeps the film's order. A re-cut takes scenes out and puts some in; it hardly ever shows them in another
//! order, and never in dozens of places. What is fitted to chance alone jumps to and fro: all of a way where the films are
//! two, a part of it where the reference ends before the track does.

use super::follow::Way;
use super::path::Stretch;
use super::score::nearest;
use super::side::Side;

/// How near a counterpart has to be, in milliseconds.
const NEAR: f64 = 300.0;
/// Scenes that change places are rare, and few.
const RARE: usize = 2;
/// What goes back by less is an overlap at a cut, in milliseconds.
const BACK: f64 = 2000.0;

/// Between which times of the reference a stretch has counterparts.
fn reach(reference: &Side, own: &Side, stretch: &Stretch) -> Option<(f64, f64)> {
    let mut next = 0;
    let cues = own.starts.get(stretch.from..stretch.to)?;
    let mut found = cues
        .iter()
        .map(|start| start + stretch.by)
        .filter(|at| nearest(&reference.starts, *at, &mut next).is_some_and(|it| it.0.abs() < NEAR));
    let first = found.next()?;
    Some((first, found.last().unwrap_or(first)))
}

/// Whether a way changes to and fro as no film does.
pub(super) fn is_astray(reference: &Side, way: &Way) -> bool {
    let mut turns = 0;
    let mut before: Option<f64> = None;
    for (first, last) in way.stretches.iter().filter_map(|it| reach(reference, &way.own, it)) {
        turns += usize::from(before.is_some_and(|before| first < before - BACK));
        before = Some(last);
    }
    turns > RARE && turns * 3 > way.stretches.len().saturating_sub(1)
}

/// The best of a way that goes forward only: the stretches in the film's order that are worth most, the cues between them
/// with the one before. What lies outside of the reference says nothing.
pub(super) fn straightened(reference: &Side, mut way: Way) -> Way {
    let kept = forward(reference, &way);
    let mut stretches: Vec<Stretch> = Vec::with_capacity(kept.len());
    for mut stretch in kept {
        match stretches.last_mut() {
            Some(last) if (last.by - stretch.by).abs() < 40.0 => last.to = stretch.to,
            Some(last) => {
                last.to = stretch.from;
                stretches.push(stretch);
            }
            None => {
                stretch.from = 0;
                stretches.push(stretch);
            }
        }
    }
    if let Some(last) = stretches.last_mut() {
        last.to = way.own.len();
    }
    let odd = way.total - way.gain;
    way.total = worth(reference, &way, &mut stretches);
    way.gain = way.total - odd;
    way.stretches = stretches;
    way
}

/// The stretches one behind the other in the reference whose gains are most together.
fn forward(reference: &Side, way: &Way) -> Vec<Stretch> {
    let all: Vec<(Stretch, f64, f64)> = way
        .stretches
        .iter()
        .filter_map(|stretch| reach(reference, &way.own, stretch).map(|(a, b)| (*stretch, a, b)))
        .collect();
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(all.len());
    for (stretch, first, _) in &all {
        let before = best
            .iter()
            .zip(&all)
            .enumerate()
            .filter(|(_, (_, other))| other.2 - BACK <= *first)
            .max_by(|a, b| a.1.0.0.total_cmp(&b.1.0.0))
            .filter(|(_, (best, _))| best.0 > 0.0);
        best.push((stretch.gain + before.map_or(0.0, |it| it.1.0.0), before.map(|it| it.0)));
    }
    let mut at = best.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|it| it.0);
    let mut out = Vec::new();
    while let Some((stretch, back)) = at.and_then(|at| Some((all.get(at)?.0, best.get(at)?.1))) {
        out.push(stretch);
        at = back;
    }
    out.reverse();
    out
}

/// What the stretches' cues say for them, those beyond the reference's ends left out.
fn worth(reference: &Side, way: &Way, stretches: &mut [Stretch]) -> f32 {
    let (Some(first), Some(last)) = (reference.starts.first(), reference.starts.last()) else { return 0.0 };
    let mut total = 0.0;
    for stretch in stretches.iter_mut() {
        let column = way.scores.column(stretch.by);
        let cues = way.own.starts.iter().enumerate().take(stretch.to).skip(stretch.from);
        stretch.gain = cues
            .filter(|(_, start)| (first - BACK..=last + BACK).contains(&(*start + stretch.by)))
            .filter_map(|(cue, _)| way.scores.row(cue).get(column))
            .sum();
        total += stretch.gain;
    }
    let price = way.scores.price_of_change() * stretches.len().saturating_sub(1) as f32;
    total - price
}
