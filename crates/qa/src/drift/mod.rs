//! How one track runs apart from another: by one distance, at another speed, or in steps.
//!
//! What goes in are pairs of times that belong together, the track's own and the reference's, some of them wrong:
//! a cue may have met the wrong one, or a translator moved it. What comes out is the simplest shape that most of
//! them agree on, and the command that would put it right. The statistics are medians and capped distances, so that
//! a third of wrong pairs does no harm, and all of it is in whole numbers.

#![deny(clippy::float_arithmetic)]

mod apart;
mod cure;
mod fit;
mod grid;
mod meet;
mod segment;

pub use apart::{Apart, LONG, apart, strangers};
pub use grid::rate_of;
pub use meet::{meet, together};

use crate::retime::Speed;
use tregua_parse::time::{FrameRate, Time};

/// How the distance of two tracks goes over the film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// The shape.
    pub kind: Kind,
    /// How sure, in percent; 0 for [`Kind::Unclear`].
    pub confidence: u8,
    /// Pairs that fit it within the tolerance.
    pub fitting: usize,
    /// All pairs.
    pub pairs: usize,
    /// Half of the pairs are no further from the shape than this.
    pub spread: Time,
    /// The first and the last of the track's own times.
    pub range: (Time, Time),
}

/// A shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One distance all the way; zero where the tracks are together.
    Constant {
        /// What has to be added to the track's own times.
        by: Time,
    },
    /// Another speed.
    Linear {
        /// What the track's own times have to be multiplied by.
        speed: Speed,
        /// The frame rates whose ratio this is: made for the first, wanted for the second.
        rates: Option<(FrameRate, FrameRate)>,
        /// What has to be added then.
        by: Time,
    },
    /// Distances that hold for a while, as where a reel was cut.
    Steps {
        /// The speed of all of them, [`Speed::ONE`] as a rule.
        speed: Speed,
        /// At least two, in the order of time.
        steps: Vec<Step>,
    },
    /// Too few pairs, or too few of them that agree.
    Unclear,
}

/// A stretch with one distance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The first of the track's own times it holds for.
    pub from: Time,
    /// The last of them.
    pub to: Time,
    /// What has to be added from there on, once the speed is right.
    pub by: Time,
}

/// Pairs without which nothing is said.
const FEWEST: usize = 3;
/// Fewer than these must all agree, and on one distance.
const FEW: usize = 4;

/// The shape of pairs of times, the track's own first, in any order. Distances that differ by less than
/// `tolerance` count as one.
///
/// ```
/// use tregua_parse::time::Time;
/// use tregua_qa::drift::{Kind, shape};
/// let ms = |n| Time::from_millis(n).unwrap();
/// let pairs: Vec<_> = (0..60).map(|n| (ms(n * 4000), ms(n * 4000 - 2500))).collect();
/// let shape = shape(&pairs, ms(150));
/// assert_eq!(shape.kind, Kind::Constant { by: ms(-2500) });
/// assert_eq!(shape.cure("film.ru.srt").unwrap(), "tregua retime shift --by -2.5s film.ru.srt");
/// ```
#[must_use]
pub fn shape(pairs: &[(Time, Time)], tolerance: Time) -> Shape {
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    let range = match (pairs.first(), pairs.last()) {
        (Some(first), Some(last)) => (first.0, last.0),
        _ => (Time::ZERO, Time::ZERO),
    };
    let tolerance = tolerance.max(Time::from_ticks(1));
    let unclear = Shape {
        kind: Kind::Unclear,
        confidence: 0,
        fitting: 0,
        pairs: pairs.len(),
        spread: Time::ZERO,
        range,
    };
    if pairs.len() < FEWEST {
        return unclear;
    }
    let Some(best) = fit::best(&pairs, tolerance) else { return unclear };
    let (fitting, spread) = best.agreement(tolerance);
    // Half of the pairs may agree on anything by chance where the tolerance is wide.
    if fitting * 5 < pairs.len() * 3 {
        return Shape { fitting, spread, ..unclear };
    }
    let kind = best.kind(&pairs);
    if pairs.len() < FEW {
        let apart = pairs.windows(2).all(|two| two.first().map(|p| p.0) != two.last().map(|p| p.0));
        if !apart || fitting < pairs.len() || !matches!(kind, Kind::Constant { .. }) {
            return unclear;
        }
    }
    let share = fitting * 100 / pairs.len();
    // Few pairs cannot be sure of anything; thirty are as good as any number.
    let most = 60 + pairs.len().min(30) * 39 / 30;
    let confidence = u8::try_from(share.min(most)).unwrap_or(0);
    Shape { kind, confidence, fitting, pairs: pairs.len(), spread, range }
}

#[cfg(test)]
mod tests;
