//! Reels: one track for each part of a film, each on a clock of its own, and back.
//!
//! A reel of digital cinema counts from 00:00:00:00. A cue over a change of reels is shown in both, and is one again when
//! the reels are joined.

use super::blocks::{self, Apart};
use super::joining::{Moved, outside};
use super::recut::{FAR, Recut, RecutError, Stretch};
use crate::retime::{Options, RetimeError};
use std::fmt;
use tregua_parse::base::{Edit, Span};
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Timecode};

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

/// Reels put behind one another.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Which of the tracks the edits are of: the first that holds a cue.
    pub into: usize,
    /// Edits of its raw bytes, in order.
    pub edits: Vec<Edit>,
    /// Cues of the film.
    pub cues: usize,
    /// Cues that were in two reels and are one again, by their names in the first of them.
    pub healed: Vec<String>,
    /// Cues that go on where their reel has ended, with the reel counted from 1.
    pub beyond: Vec<(usize, String)>,
    /// Reels, counted from 1, that have other things outside of their cues (a header, styles, notes) than the first track:
    /// those were left behind.
    pub left: Vec<usize>,
}

/// Puts the tracks of reels behind one another, on the film's time line; `None` is a reel without a track.
///
/// The first track that holds a cue takes the cues of the others in; what stands outside of their cues is left behind.
///
/// # Errors
/// [`ReelError`]; nothing is changed then.
pub fn join(reels: &Reels, tracks: &[Option<&Document<'_>>], options: Options) -> Result<Joined, ReelError> {
    if reels.all.len() != tracks.len() {
        return Err(ReelError::Tracks { reels: reels.all.len(), tracks: tracks.len() });
    }
    let here: Vec<(usize, Reel, &Document<'_>)> = (reels.all.iter().zip(tracks).enumerate())
        .filter_map(|(n, (reel, track))| Some((n, *reel, (*track)?)))
        .filter(|(.., track)| !track.cues.is_empty())
        .collect();
    let Some((into, _, first)) = here.first().copied() else { return Err(ReelError::Nothing) };
    let Some(kind) = blocks::apart(first.format) else { return Err(ReelError::NoBlocks(first.format)) };
    let what = |d: &Document<'_>| format!("{} in {}", d.format, d.source.encoding());
    for (n, _, track) in &here {
        if what(track) != what(first) {
            return Err(ReelError::Other { reel: n + 1, is: what(track), first: what(first) });
        }
    }
    let mut out =
        Joined { into, edits: Vec::new(), cues: 0, healed: Vec::new(), beyond: Vec::new(), left: Vec::new() };
    // From the last to the first, so that a cue over several changes becomes one.
    let mut moved: Vec<Moved<'_, '_>> = Vec::with_capacity(here.len());
    for (n, reel, document) in here.iter().rev().copied() {
        let mut track = Moved::new(n, reel, document, reels.rate);
        if let Some(next) = moved.last_mut().filter(|next| next.number == n + 1) {
            out.healed.extend(track.heal(next));
        }
        moved.push(track);
    }
    moved.reverse();
    out.healed.reverse();
    let Some((base, others)) = moved.split_first() else { return Err(ReelError::Nothing) };
    let (mut edits, spans) = base.edits(options)?;
    let raw = base.document.source.raw();
    let end = spans.iter().flatten().map(|span| span.end).max().unwrap_or_default() as usize;
    let first_outside = outside(base.document, &spans);
    let blank = kind == Apart::Blank;
    let newline = blocks::newline(base.document).map_err(|why| ReelError::Retime { reel: into + 1, why })?;
    let mut tail = blocks::lead(raw.get(..end).unwrap_or_default(), &newline, blank);
    // The film's last cue ends as it does in its reel.
    let mut left: usize = others.iter().map(Moved::kept).sum();
    for other in others {
        let (edits, spans) = other.edits(options)?;
        let own = other.document.source.raw();
        if outside(other.document, &spans) != first_outside {
            out.left.push(other.number + 1);
        }
        for (cue, span) in spans.iter().enumerate() {
            let Some(span) = span.filter(|_| other.is_kept(cue)) else { continue };
            left = left.saturating_sub(1);
            let ends = if left == 0 { 0 } else { 1 + usize::from(blank) };
            tail.extend(blocks::block(own, span, &edits, &newline, ends));
        }
    }
    if others.iter().any(|other| other.kept() > 0) {
        edits.push(Edit::new(Span::empty(end), tail));
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    }
    out.edits = edits;
    out.cues = moved.iter().map(Moved::kept).sum();
    for track in &moved {
        out.beyond.extend(track.beyond().map(|name| (track.number + 1, name)));
    }
    Ok(out)
}
