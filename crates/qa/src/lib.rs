//! Retiming, checking and merging of subtitle tracks.
//!
//! Everything here is a pure function over documents and sets of documents: no files, no clock, no environment,
//! no printing. Front ends read the bytes, call this crate, and write what it returns.

pub mod align;
mod bytes;
mod chars;
pub mod check;
pub mod conform;
pub mod diff;
pub mod drift;
pub mod fit;
pub mod language;
pub mod merge;
pub mod message;
pub mod names;
pub mod numbers;
pub mod pairing;
pub mod pairs;
pub mod par;
pub mod profile;
pub mod programme;
pub mod project;
pub mod retime;
#[macro_use]
pub mod rule;
pub mod rules;
pub mod script;
pub mod shots;
pub mod spelling;
pub mod split;
pub mod three_way;
