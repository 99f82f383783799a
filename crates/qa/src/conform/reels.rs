//! Reels: one track for each part of a film, each on a clock of its own, and back.
//!
//! A reel of digital cinema counts from 00:00:00:00. A cue over a change of reels is shown in both, and is one again when
//! the reels are joined.

use super::recut::{FAR, Recut, RecutError, Stretch};
use crate::retime::RetimeError;
use std::fmt;
use tregua_parse::time::{FrameRate, Time, Timecode};

/// More reels has no film.
const MOST: usize = 200;

/// A reel, in frames.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reel {
    /// Its first frame in the film.
    pub from: i64,
    /// The film's first frame behind it.
    pub to: i64,
    /// What its own clock shows at its first frame.
    pub start: i64,
}

/// A film's reels, one behind the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reels {
    rate: FrameRate,
    all: Vec<Reel>,
}

/// Why there are no such reels, or why they cannot be joined.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReelError {
    /// There are none, or too many.
    Count(usize),
    /// One of them, counted from 1, holds no frames or is too long.
    Length(usize),
    /// Starts were given, but not one for each.
    Starts {
        /// How many reels there are.
        reels: usize,
        /// How many starts.
        starts: usize,
    },
    /// There are more or fewer tracks than reels.
    Tracks {
        /// How many reels there are.
        reels: usize,
        /// How many tracks.
        tracks: usize,
    },
    /// A track is of another format or encoding than the first.
    Other {
        /// The reel, counted from 1.
        reel: usize,
        /// What it is.
        is: String,
        /// What the first one is.
        first: String,
    },
    /// Cues of this format hang on one another, so that tracks cannot be put behind one another.
    NoBlocks(&'static str),
    /// No track holds a cue.
    Nothing,
    /// A reel's cues cannot be moved.
    Retime {
        /// The reel, counted from 1.
        reel: usize,
        /// Why.
        why: RetimeError,
    },
    /// A reel's cue that cannot be taken from its place.
    Stuck {
        /// The reel, counted from 1.
        reel: usize,
        /// The cue's name.
        cue: String,
    },
    /// A cue that would be shown before the film begins.
    BeforeZero {
        /// The reel, counted from 1.
        reel: usize,
        /// The cue's name.
        cue: String,
        /// When it would begin.
        at: Time,
    },
    /// A reel is no stretch of a film.
    Recut(RecutError),
}

impl fmt::Display for ReelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => write!(f, "a film has 1 to {MOST} reels, not {n}"),
            Self::Length(n) => write!(f, "the length of reel {n} is none: it must hold frames, and end"),
            Self::Starts { reels, starts } => {
                write!(f, "{reels} reels need as many starts, or none; there are {starts} of them")
            }
            Self::Tracks { reels, tracks } => {
                write!(f, "{reels} reels need as many tracks, one for each in their order; named: {tracks}")
            }
            Self::Other { reel, is, first } => {
                write!(f, "reel {reel} is {is}, and the first one {first}; convert it first")
            }
            Self::NoBlocks(format) => write!(
                f,
                "tracks are put behind one another in SubRip, WebVTT, SBV, SubViewer, ASS and SSA; in {format} cues hang \
                 on what stands around them: convert them first"
            ),
            Self::Nothing => f.write_str("none of the reels holds a cue"),
            Self::Retime { reel, why } => write!(f, "reel {reel}: {why}"),
            Self::Stuck { reel, cue } => {
                write!(f, "reel {reel}: {cue} cannot be taken from its place without a change to others")
            }
            Self::BeforeZero { reel, cue, at } => {
                write!(f, "reel {reel}: {cue} would begin before the film, at {at}")
            }
            Self::Recut(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for ReelError {}

impl Reels {
    /// Reels of these lengths in frames; `starts` are what their clocks show at their first frames, zero where there are
    /// none.
    ///
    /// # Errors
    /// [`ReelError`] where they are not a film's.
    pub fn new(rate: FrameRate, lengths: &[i64], starts: &[i64]) -> Result<Self, ReelError> {
        if lengths.is_empty() || lengths.len() > MOST {
            return Err(ReelError::Count(lengths.len()));
        }
        if !starts.is_empty() && starts.len() != lengths.len() {
            return Err(ReelError::Starts { reels: lengths.len(), starts: starts.len() });
        }
        let mut from = 0;
        let mut all = Vec::with_capacity(lengths.len());
        for (n, length) in lengths.iter().enumerate() {
            let start = starts.get(n).copied().unwrap_or(0);
            if !(1..FAR / 1024).contains(length) || !(0..FAR / 1024).contains(&start) {
                return Err(ReelError::Length(n + 1));
            }
            all.push(Reel { from, to: from + length, start });
            from += length;
        }
        Ok(Self { rate, all })
    }

    /// Frames a second.
    #[must_use]
    pub fn rate(&self) -> FrameRate {
        self.rate
    }

    /// The reels in their order.
    #[must_use]
    pub fn all(&self) -> &[Reel] {
        &self.all
    }

    /// What becomes of the film where only this reel is kept. The first one keeps what stands before it.
    ///
    /// # Errors
    /// [`ReelError::Recut`], which reels of a film never are.
    pub fn recut(&self, reel: Reel) -> Result<Recut, ReelError> {
        let from = if reel.from == 0 { -FAR } else { reel.from };
        let at = reel.start - reel.from + from;
        Recut::new(self.rate, vec![Stretch { from, to: reel.to, at }]).map_err(ReelError::Recut)
    }

    /// How long the film is, as a timecode.
    #[must_use]
    pub fn end(&self) -> Option<Timecode> {
        Timecode::from_frame(self.all.last()?.to, self.rate)
    }
}
