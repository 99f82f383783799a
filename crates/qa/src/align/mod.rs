//! The right times for a track, found by another track of the same film: by how much, at what speed, and
//! where the distance changes, all at once; and a refusal where the evidence does not bear it.
//!
//! In-times are the evidence, out-times and a few words help. Stretches of the track vote for distances (`votes`); the speed
//! at which they agree is chosen (`lean`, `search`); the best way of distances through the track is found by dynamic
//! programming over log-likelihoods whose background is counted in the tracks themselves (`score`, `path`); speed and
//! distances are sharpened by what was found (`follow`), and what it all is worth is judged (`judge`).

#![allow(
    clippy::float_arithmetic,
    reason = "statistics of the search; the times that come out are exact fractions"
)]

mod belongs;
mod evidence;
mod follow;
mod judge;
mod lean;
mod order;
mod path;
mod score;
mod search;
mod side;
mod votes;

pub use belongs::belongs;
pub use judge::{Alignment, Refusal, Split, Why};
pub use side::{Clue, Line};

use search::Speeds;
use side::Side;
use votes::Board;

/// Fewer cues do not tell an odd speed from chance.
const FEW: usize = 200;

/// Fewer cues are a handful.
const HANDFUL: usize = 20;
/// So many films are asked what a handful of cues finds by chance, fewer where a search takes long: where the pairs of
/// cues of all of them would be more than that.
const FILMS: usize = 8;
const PAIRS: usize = 200_000;

/// What is asked of an alignment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// The confidence below which nothing is moved, in per mille.
    pub min_confidence: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_confidence: 900 }
    }
}

/// Finds where the cues `own` belong on the time line of `reference`. Both may be in any order, in any language, cut
/// into cues otherwise, with a third of them missing on either side.
///
/// # Errors
/// [`Refusal`] with the numbers, where there is too little to go by, nothing that stands out from chance, or two answers
/// as good as one another.
///
/// ```
/// use tregua_parse::time::Time;
/// use tregua_qa::align::{Clue, Line, Options, align};
/// let ms = |n| Time::from_millis(n).unwrap();
/// let line = |n: i64, late: i64| {
///     let start = n * 4000 + n * n * n % 1009 * 3 + late;
///     Line { start: ms(start), end: ms(start + 900 + n * n % 1301), clue: Clue::default() }
/// };
/// let reference: Vec<_> = (0..200).map(|n| line(n, 0)).collect();
/// let late: Vec<_> = (0..200).map(|n| line(n, 3700)).collect();
/// let found = align(&late, &reference, &Options::default()).unwrap();
/// assert_eq!(found.map.apply(ms(100_000)), Some(ms(96_300)));
/// ```
pub fn align(own: &[Line], reference: &[Line], options: &Options) -> Result<Alignment, Refusal> {
    let (own, reference) = (Side::new(own), Side::new(reference));
    if own.len().min(reference.len()) < judge::FEWEST {
        return Err(Refusal::too_few(own.len(), reference.len()));
    }
    let mut board = Board::default();
    let all = [Speeds::usual(), Speeds::odd()];
    // What speaks for itself is found by a few stretches, and nothing else is looked for.
    for speeds in &all {
        if let Some(way) = speeds.clear(&own, &reference, &mut board)
            && let Ok(found) = judge::judge(&own, &reference, way, &|| 0.0, options)
        {
            return Ok(found);
        }
    }
    let (mut best, mut refused): (Option<Alignment>, Option<Refusal>) = (None, None);
    for speeds in &all {
        if best.as_ref().is_some_and(|best| best.clear || best.cues < FEW) {
            break;
        }
        let Some(way) = speeds.best(&own, &reference, &mut board) else { continue };
        let chance = || by_chance(speeds, &own, &reference);
        match judge::judge(&own, &reference, way, &chance, options) {
            Ok(found) if best.as_ref().is_none_or(|best| found.evidence > best.evidence) => {
                best = Some(found)
            }
            Err(refusal) if refused.is_none_or(|it| it.confidence < refusal.confidence) => {
                refused = Some(refusal);
            }
            _ => {}
        }
    }
    best.ok_or_else(|| refused.unwrap_or_else(|| Refusal::nothing(own.len(), reference.len())))
}

/// What the same search finds in a film with the same habits that cannot be the right one. In a handful of cues it may
/// find much once, and nothing in the next such film: then the mean of several counts.
fn by_chance(speeds: &Speeds, own: &Side, reference: &Side) -> f32 {
    let mut board = Board::default();
    let mut found = |other: &Side| speeds.best(own, other, &mut board).map_or(0.0, |way| way.gain);
    let other = reference.reversed();
    if own.len().min(reference.len()) >= HANDFUL {
        return found(&other);
    }
    let films = (PAIRS / own.len().max(1) / reference.len().max(1)).clamp(1, FILMS);
    let all: f32 = (0u32..).take(films).map(|number| found(&other.alike(number)).max(0.0)).sum();
    all / films as f32
}

#[cfg(test)]
mod tests;
