//! Whether a way keeps the film's order. A re-cut takes scenes out and puts some in; it hardly ever shows them in another
//! order, and never in dozens of places. What is fitted to chance alone jumps to and fro.

use super::follow::Way;
use super::score::nearest;
use super::side::Side;

/// How near a counterpart has to be, in milliseconds.
const NEAR: f64 = 300.0;
/// Scenes that change places are rare, and few.
const RARE: usize = 2;
/// What goes back by less is an overlap at a cut, in milliseconds.
const BACK: f64 = 2000.0;

/// How many of a way's changes go back behind what stands before them.
pub(super) fn turns(reference: &Side, way: &Way) -> usize {
    let mut turns = 0;
    let mut before: Option<f64> = None;
    for stretch in &way.stretches {
        let mut next = 0;
        let cues = way.own.starts.get(stretch.from..stretch.to).unwrap_or_default();
        let there = cues.iter().map(|start| start + stretch.by);
        let found: Vec<f64> = there
            .filter(|at| nearest(&reference.starts, *at, &mut next).is_some_and(|it| it.0.abs() < NEAR))
            .collect();
        let (Some(first), Some(last)) = (found.first(), found.last()) else { continue };
        turns += usize::from(before.is_some_and(|before| *first < before - BACK));
        before = Some(*last);
    }
    turns
}

/// Whether so many turns among so many changes are chance.
pub(super) fn is_astray(turns: usize, changes: usize) -> bool {
    turns > RARE && turns * 3 > changes
}
