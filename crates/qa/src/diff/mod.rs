//! Two versions of a track, compared as cues and not as lines.
//!
//! Counters, spacing and the format itself are no differences: what is compared is what a viewer would see, and when.
//! Cues that are the same on both sides anchor the comparison (the longest chain of unique ones that keeps its order);
//! what stands between two anchors is matched by its words and times, which also finds cues that were split or
//! merged. Where one map of time explains how a run of cues moved, the map is told instead of every cue.
//!
//! ```
//! use tregua_parse::{format::srt, source::Source, time::Time};
//! use tregua_qa::diff::{Kind, diff};
//!
//! let old = "1\n00:00:01,000 --> 00:00:02,000\nСәлем!\n\n2\n00:00:03,000 --> 00:00:04,000\nБұл кім?\n";
//! let new = "1\n00:00:01,500 --> 00:00:02,500\nСәлем!\n\n2\n00:00:03,500 --> 00:00:04,500\nОл кім?\n";
//! let (old, new) = (Source::open(old.as_bytes(), None, None).unwrap(), Source::open(new.as_bytes(), None, None).unwrap());
//! let found = diff(&srt::parse(old), &srt::parse(new));
//! assert_eq!(found.changes.len(), 2);
//! assert!(found.changes.iter().all(|change| change.kind == Kind::Kept && change.explained));
//! assert_eq!(found.runs[0].by(), Some(Time::from_millis(500).unwrap()));
//! assert!(found.changes[1].text.is_some());
//! ```

#![deny(clippy::float_arithmetic)]

mod anchor;
mod gap;
mod line;
mod look;
mod runs;
mod side;
mod words;

pub use look::Look;
pub use runs::Run;
pub(crate) use runs::tolerance;
pub(crate) use words::steps;
pub use words::{Op, Piece};

use crate::retime::TimeMap;
use side::Side;
use std::ops::Range;
use tregua_parse::format::lower;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

/// What became of some cues.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One cue is still one cue.
    Kept,
    /// One cue became two or three.
    Split,
    /// Two or three cues became one.
    Merged,
    /// Only the new track has it.
    Added,
    /// Only the old track has it.
    Removed,
}

/// A time before and after; `None` where it cannot be read.
pub type Moved = (Option<Time>, Option<Time>);

/// Cues of both tracks that answer one another, and how they differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What became of them.
    pub kind: Kind,
    /// Their indices in the old track.
    pub old: Range<u32>,
    /// Their indices in the new track.
    pub new: Range<u32>,
    /// They stand elsewhere among the others.
    pub moved: bool,
    /// The in-time of the first, where it differs beyond what the formats round.
    pub start: Option<Moved>,
    /// The out-time of the last, where it differs so.
    pub end: Option<Moved>,
    /// The times differ, and by what one of [`Diff::runs`] says.
    pub explained: bool,
    /// The words, where they or their line breaks differ.
    pub text: Option<Vec<Piece>>,
    /// What else a viewer would see to be different.
    pub look: Vec<Look>,
}

impl Change {
    /// Nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.kind == Kind::Kept
            && !self.moved
            && self.start.is_none()
            && self.end.is_none()
            && self.text.is_none()
            && self.look.is_empty()
    }

    /// A time differs, and no run says by how much.
    #[must_use]
    pub fn is_retimed(&self) -> bool {
        (self.start.is_some() || self.end.is_some()) && !self.explained
    }
}

/// How two tracks differ.
#[derive(Clone, Debug)]
pub struct Diff {
    /// All cues of both tracks, each once: in the order of the new track, removed ones where they were.
    pub changes: Vec<Change>,
    /// Stretches of the old track whose times all moved by one rule, in order; those that did not move too.
    pub runs: Vec<Run>,
    /// The runs as one map from old times to new ones; `None` where no run moved.
    pub map: Option<TimeMap>,
    /// How far a time may be from what the map says and still count as explained: what the two formats round.
    pub tolerance: Time,
}

impl Diff {
    /// Nothing differs that a viewer could tell.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.changes.iter().all(Change::is_same)
    }

    /// One rule explains the times of every cue that both tracks have, and it moves them.
    #[must_use]
    pub fn is_one_map(&self) -> bool {
        self.map.is_some()
            && self.runs.len() == 1
            && self.changes.iter().all(|it| !it.is_retimed() || it.kind != Kind::Kept)
    }
}

/// Compares two documents, which may be of different formats.
#[must_use]
pub fn diff(old: &Document<'_>, new: &Document<'_>) -> Diff {
    diff_tracks((old, &lower(old)), (new, &lower(new)))
}

/// As [`diff()`], for tracks that are at hand. Each must have been lowered from the document beside it.
#[must_use]
pub fn diff_tracks(old: (&Document<'_>, &Track<'_>), new: (&Document<'_>, &Track<'_>)) -> Diff {
    let (a, b) = (Side::new(old.1), Side::new(new.1));
    let matched = gap::fill(&a, &b, &anchor::anchors(&a, &b));
    let tolerance = runs::tolerance(old.0, new.0);
    let same = if old.0.format == new.0.format { Time::ZERO } else { tolerance };
    let across = old.0.format != new.0.format;
    let (runs, map) = runs::find(&a, &b, &matched, tolerance, across);
    let changes = matched.into_iter().map(|link| {
        let (start, end) = times(&a, &b, &link, same);
        let explained = (start.is_some() || end.is_some())
            && map.as_ref().is_some_and(|map| runs::explains(map, &a, &b, &link, tolerance));
        let gap::Link { old: from, new: to, moved } = link;
        let kind = match (from.len(), to.len()) {
            (0, _) => Kind::Added,
            (_, 0) => Kind::Removed,
            (1, 1) => Kind::Kept,
            (1, _) => Kind::Split,
            _ => Kind::Merged,
        };
        let both = !matches!(kind, Kind::Added | Kind::Removed);
        let text = if both { words::compare(&a, &b, &from, &to) } else { None };
        let look = match kind == Kind::Kept {
            true => look::compare((old.1, from.start), (new.1, to.start), text.is_none(), across),
            false => Vec::new(),
        };
        Change { kind, old: from, new: to, moved, start, end, explained, text, look }
    });
    let changes = changes.collect();
    Diff { changes, runs, map, tolerance }
}

/// The outer times of a link, where they differ.
fn times(a: &Side, b: &Side, link: &gap::Link, same: Time) -> (Option<Moved>, Option<Moved>) {
    if link.old.is_empty() || link.new.is_empty() {
        return (None, None);
    }
    let differs = |(old, new): Moved| match (old, new) {
        (Some(old), Some(new)) => old.saturating_sub(new).abs() > same,
        (None, None) => false,
        _ => true,
    };
    let ((old, old_end), (new, new_end)) = (a.outer(&link.old), b.outer(&link.new));
    (Some((old, new)).filter(|it| differs(*it)), Some((old_end, new_end)).filter(|it| differs(*it)))
}

#[cfg(test)]
mod tests;
