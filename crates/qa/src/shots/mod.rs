//! Changes of shot as data: read from the lists that editing and detection programs write, looked up by time or frame,
//! and what they ask of the times of cues.
//!
//! Everything here is a pure function over text and numbers. `docs/shots.md` tells users which lists are read and how to
//! make one.

#![deny(clippy::float_arithmetic)]

mod demand;
pub(crate) mod edl;
mod ffmpeg;
mod ffprobe;
pub(crate) mod lines;
mod list;
mod moment;
mod number;
mod plain;
mod pyscenedetect;
mod read;
mod sink;
mod subtitle_edit;
#[cfg(test)]
mod tests;

pub use demand::{Breach, Demand, Stance, Zones, in_time, out_time, zone};
pub use list::{Frames, Shots};
pub use moment::{Label, Moment, MomentError};
pub use read::{Listed, READERS, ReadError, Reader, Told, by_id, read};
pub use sink::Problem;
