//! Whether a track goes with a map that was found for others: tracks aligned together are moved together, and one of another
//! film among them would be carried away.

use super::judge::{Refusal, SHARE, Why};
use super::score::nearest;
use super::side::{Line, Side};
use crate::retime::TimeMap;

/// How near a counterpart has to be, in milliseconds.
const NEAR: f64 = 300.0;
/// A distance that means nothing, in milliseconds.
const ASIDE: f64 = 31_337.7;

/// Whether the cues `own`, moved by `map`, have counterparts in `reference` as no chance gives them.
///
/// # Errors
/// [`Refusal`] with the share of cues that have one.
pub fn belongs(own: &[Line], reference: &[Line], map: &TimeMap) -> Result<(), Refusal> {
    let moved = |line: &Line| {
        Some(Line { start: map.apply(line.start)?, end: map.apply(line.end)?, clue: line.clue })
    };
    let own: Vec<Line> = own.iter().filter_map(moved).collect();
    let (own, reference) = (Side::new(&own), Side::new(reference));
    let (Some(first), Some(last)) = (reference.starts.first(), reference.starts.last()) else {
        return Err(Refusal::nothing(own.len(), 0));
    };
    let (mut all, mut found, mut chance) = (0i64, 0i64, 0i64);
    let (mut next, mut other) = (0, 0);
    let near = |at: f64, next: &mut usize| {
        i64::from(nearest(&reference.starts, at, next).is_some_and(|it| it.0.abs() < NEAR))
    };
    for start in own.starts.iter().filter(|start| (first - NEAR..=last + NEAR).contains(*start)) {
        all += 1;
        found += near(*start, &mut next);
        chance += near(start + ASIDE, &mut other);
    }
    let per_mille = |n: i64| n * 1000 / all.max(1);
    let (found, chance) = (per_mille(found), per_mille(chance));
    let beyond = (found - chance) * 1000 / (1000 - chance).max(1);
    if all > 0 && beyond >= SHARE {
        return Ok(());
    }
    let explained = u16::try_from(found).unwrap_or(1000);
    Err(Refusal { why: Why::Share, explained, ..Refusal::nothing(own.len(), reference.len()) })
}
