//! A film that was cut anew: what stayed of the old picture and where it stands in the new one, and what becomes of cues.
//!
//! A [`Recut`] is data, read from an edit decision list, `.segments` XML, OpenTimelineIO or from single cuts and inserts.
//! [`conform`] moves a track by it, to the frame: everything is kept, trimmed and listed, or taken out and listed.
//! [`Inverse`] is what an archived plan holds, so that the old bytes come back.

#![deny(clippy::float_arithmetic)]

mod blocks;
mod clock;
mod edl;
mod fate;
mod flags;
mod fold;
mod inverse;
mod join;
mod joining;
mod otio;
mod plan;
mod read;
mod recut;
mod reels;
mod segments;
mod starts;
#[cfg(test)]
mod tests;
mod track;
mod words;

pub use clock::Clock;
pub use fate::{Edge, Part};
pub use flags::{CutError, parse_cut, parse_insert, with_cuts};
pub use fold::{Folded, Reaching};
pub use inverse::{Back, Inverse, UndoError};
pub use join::{Joined, Seams, join, join_track, join_with, joins_bytes};
pub use plan::{Archive, Plan, read_plan, write_plan};
pub use read::{Begins, ListClock, ListError, Listed, Telling, read};
pub use recut::{FAR, Recut, RecutError, Stretch};
pub use reels::{Reel, ReelError, Reels};
pub use starts::{PlaceError, Placing, ReelFacts, place};
pub use track::{ConformError, Conformed, Entry, Settings, Summary, What, conform};
pub use words::{Line, lines};
