//! Moves in-times and out-times as little as possible so that every timing rule of a profile holds.
//!
//! One optimum over all cues, by dynamic programming over frames: first as few unmet demands as possible, the firmest
//! first ([`Demand::rank`]), then the least movement, in which an in-time weighs [`IN_WEIGHT`] and an out-time
//! [`OUT_WEIGHT`]. What is left unmet is named with the smallest set of demands that are at odds.

#![deny(clippy::float_arithmetic)]

mod ask;
mod demand;
mod explain;
mod items;
mod solve;
mod track;
mod words;

pub use ask::{Asked, Parts};
pub use demand::{Demand, Demands, Limits, MOST};
pub use explain::{Conflict, Unmet, conflicts, unmet};
pub use items::{Cue, Fitted, IN_WEIGHT, OUT_WEIGHT, Room, fit_cues};
pub use solve::{Choice, Cost, Item, Place, Solution};
pub use track::{Fit, FitError, WIDEST_CAP, fit};
pub use words::Told;

#[cfg(test)]
mod tests;
