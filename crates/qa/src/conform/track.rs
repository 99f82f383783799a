//! A track conformed to a re-cut.

use super::blocks;
use super::fate::{Edge, Frames, Part, takes};
use super::recut::Recut;
use crate::retime::{Options, RetimeError, retime_each};
use std::fmt;
use tregua_parse::base::Edit;
use tregua_parse::syntax::{CueNode, Document, SlotId};
use tregua_parse::time::Time;

/// How a track is conformed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Settings {
    /// What a cut leaves of a cue must be so many frames long; a cue that was not cut may be as short as it was.
    pub minimum: i64,
    /// What is shorter is kept and listed instead of taken out.
    pub keep_short: bool,
    /// A cue whose parts were moved apart is shown over each of them; else it stays on the longest.
    pub split: bool,
    /// A cue over material that is seen again is shown again; else that is refused.
    pub reuse: bool,
    /// What cannot simply be moved.
    pub retime: Options,
}

/// What became of a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// All of it was removed.
    Removed,
    /// What was left of it was too short, and it was taken out.
    TooShort,
    /// A part of it was removed.
    Trimmed,
    /// What is left of it is too short; it was kept.
    Short,
    /// Its parts were moved apart, and it stays on the longest.
    OnLongest,
    /// Its parts were moved apart, and it is shown over each.
    Split,
    /// It is shown more than once.
    Repeated,
}

impl What {
    /// What it is called in plans and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::TooShort => "too-short",
            Self::Trimmed => "trimmed",
            Self::Short => "short",
            Self::OnLongest => "on-longest",
            Self::Split => "split",
            Self::Repeated => "repeated",
        }
    }

    /// A person should look at it: something of the cue was lost, or it is too short to be read.
    #[must_use]
    pub fn is_flagged(self) -> bool {
        matches!(self, Self::TooShort | Self::Short | Self::OnLongest)
    }

    /// The cue is not in the new track.
    #[must_use]
    pub fn is_out(self) -> bool {
        matches!(self, Self::Removed | Self::TooShort)
    }
}

/// A cue that was not simply moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its index in the old track.
    pub cue: usize,
    /// Its name there.
    pub name: String,
    /// What became of it.
    pub what: What,
    /// Its old in and out times.
    pub old: (Time, Time),
    /// Where it is now.
    pub new: Vec<(Time, Time)>,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Summary {
    /// Cues of the old track.
    pub cues: usize,
    /// Cues that were kept whole, moved or not.
    pub whole: usize,
    /// Those of them that were moved.
    pub moved: usize,
    /// All the others.
    pub entries: Vec<Entry>,
    /// Cues that stand at another place in the file, as the scenes have another order.
    pub reordered: usize,
    /// The largest difference between a stamp as written and the exact time.
    pub largest_error: Time,
    /// Cues whose times cannot be read, which stay as they are.
    pub unreadable: Vec<String>,
}

/// A document's new times, and what else changed.
#[derive(Clone, Debug)]
pub struct Conformed {
    /// Edits of the raw bytes, in order. Empty when nothing changes.
    pub edits: Vec<Edit>,
    /// What was done.
    pub summary: Summary,
}

/// Why nothing was conformed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ConformError {
    /// As in any retime.
    Retime(RetimeError),
    /// Cues are over material that is seen more than once.
    Reused {
        /// Their names.
        cues: Vec<String>,
    },
    /// The format has no place for a cue that is shown again, or stands in another order.
    NoBlocks {
        /// The format.
        format: &'static str,
        /// What would have to be done.
        what: &'static str,
    },
    /// A cue that cannot be taken from its place.
    Stuck {
        /// Its name.
        cue: String,
    },
    /// There would be more cues than any film has.
    TooMany,
}

impl fmt::Display for ConformError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Retime(error) => error.fmt(f),
            Self::Reused { cues } => write!(
                f,
                "{} of its cues are over picture that the new cut shows more than once ({}); --repeat-cues shows them \
                 each time",
                cues.len(),
                crate::retime::some(cues)
            ),
            Self::NoBlocks { format, what } => write!(
                f,
                "{what}, which is done in SubRip, WebVTT, SBV, SubViewer, ASS and SSA; in {format} cues hang on one \
                 another: convert it first"
            ),
            Self::Stuck { cue } => {
                write!(f, "{cue} cannot be taken from its place without a change to others")
            }
            Self::TooMany => f.write_str("the new cut shows its cues more often than any film does"),
        }
    }
}

impl std::error::Error for ConformError {}

impl From<RetimeError> for ConformError {
    fn from(error: RetimeError) -> Self {
        Self::Retime(error)
    }
}

/// One showing of a cue in the new track.
#[derive(Clone, Debug)]
pub(super) struct Showing {
    pub(super) cue: usize,
    pub(super) part: Part,
    pub(super) times: (Time, Time),
}

/// Conforms a track: its times count from the old picture's first frame.
///
/// Every cue is kept, or trimmed and listed, or taken out and listed. Nothing but the times of what is kept changes.
///
/// # Errors
/// [`ConformError`]; nothing is changed then.
pub fn conform(
    document: &Document<'_>,
    recut: &Recut,
    settings: &Settings,
) -> Result<Conformed, ConformError> {
    let rate = recut.rate();
    let frames: Vec<Option<Frames>> = document
        .cues
        .iter()
        .map(|cue| {
            let (start, end) = document.times(cue)?;
            let start = rate.nearest_frame(start);
            Some(Frames { start, end: rate.nearest_frame(end).max(start) })
        })
        .collect();
    let all = takes(recut, &frames).ok_or(ConformError::TooMany)?;
    let again: Vec<usize> = (0..all.len()).filter(|i| all.get(*i).is_some_and(|t| t.len() > 1)).collect();
    if !again.is_empty() && !settings.reuse {
        let seen_twice = |i: &&usize| all.get(**i).is_some_and(|takes| overlap(takes));
        let cues: Vec<String> = again.iter().filter(seen_twice).map(|i| document.cue_name(*i)).collect();
        if !cues.is_empty() {
            return Err(ConformError::Reused { cues });
        }
    }
    let mut summary = Summary { cues: document.cues.len(), ..Summary::default() };
    let mut showings = Vec::with_capacity(all.len());
    let mut without = Vec::new();
    for (index, takes) in all.into_iter().enumerate() {
        let (Some(cue), Some(Some(own))) = (document.cues.get(index), frames.get(index)) else { continue };
        let (kept, what) = chosen(takes, *own, settings);
        let old = document.times(cue).unwrap_or_default();
        let mut new = Vec::with_capacity(kept.len());
        for part in kept {
            let times = times_of(&part, old, recut).ok_or(RetimeError::OutOfRange { time: old.0 })?;
            new.push(times);
            showings.push(Showing { cue: index, part, times });
        }
        if new.is_empty() {
            without.push(index);
        }
        match what {
            Some(what) => {
                summary.entries.push(Entry { cue: index, name: document.cue_name(index), what, old, new });
            }
            None => {
                summary.whole += 1;
                summary.moved += usize::from(new.first() != Some(&old));
            }
        }
    }
    let plan = blocks::Plan { document, recut, settings, showings: &mut showings, without: &without };
    let edits = plan.edits(&mut summary)?;
    Ok(Conformed { edits, summary })
}

/// Two takes of a cue show the same frames; else it was only turned round.
fn overlap(takes: &[Vec<Part>]) -> bool {
    let mut spans: Vec<(i64, i64)> =
        takes.iter().flatten().flat_map(|p| &p.over).map(|s| (s.from, s.to)).collect();
    spans.sort_unstable();
    spans.windows(2).any(|pair| matches!(pair, [a, b] if b.0 < a.1 || (a == b)))
}

/// The parts of a cue that are shown, in the order of the new picture, and what to say of it.
fn chosen(takes: Vec<Vec<Part>>, own: Frames, settings: &Settings) -> (Vec<Part>, Option<What>) {
    let length = own.end - own.start;
    let apart = takes.iter().any(|take| take.len() > 1) || (takes.len() > 1 && !settings.reuse);
    let repeated = takes.len() > 1 && settings.reuse;
    let nothing = takes.is_empty();
    let mut parts: Vec<Part> = Vec::new();
    if settings.split {
        parts.extend(takes.into_iter().flatten());
    } else if settings.reuse {
        parts.extend(takes.into_iter().filter_map(longest));
    } else {
        parts.extend(longest(takes.into_iter().flatten().collect()));
    }
    let short = |part: &Part| part.is_cut(length) && part.frames() < settings.minimum;
    let any_short = parts.iter().any(short);
    if !settings.keep_short {
        parts.retain(|part| !short(part));
    }
    let what = match parts.as_slice() {
        _ if nothing => Some(What::Removed),
        [] => Some(What::TooShort),
        _ if any_short && settings.keep_short => Some(What::Short),
        [_, _, ..] if repeated => Some(What::Repeated),
        [_, _, ..] => Some(What::Split),
        [_] if apart => Some(What::OnLongest),
        [part] if part.is_cut(length) => Some(What::Trimmed),
        _ => None,
    };
    (parts, what)
}

/// The longest part, the first of several.
fn longest(parts: Vec<Part>) -> Option<Part> {
    let longest = parts.iter().map(Part::frames).max()?;
    parts.into_iter().find(|part| part.frames() == longest)
}

/// A part's exact times: what was only moved keeps its place between the frames.
fn times_of(part: &Part, old: (Time, Time), recut: &Recut) -> Option<(Time, Time)> {
    let at = |edge: Edge, own: Time| match edge {
        Edge::Moved(by) => own.checked_add(recut.span(by)?),
        Edge::Cut(frame) => recut.span(frame),
    };
    Some((not_before_zero(at(part.start, old.0)?, recut), not_before_zero(at(part.end, old.1)?, recut)))
}

/// What is on the first frame of a picture, but a little before its beginning, begins with it.
fn not_before_zero(time: Time, recut: &Recut) -> Time {
    if time.is_negative() && recut.rate().nearest_frame(time) >= 0 { Time::ZERO } else { time }
}

/// Which cue each slot belongs to: as its in- or out-time, or as something inside of its block.
pub(super) fn owners(document: &Document<'_>) -> Vec<Option<usize>> {
    let mut owners = vec![None; document.slots.len()];
    let mut blocks: Vec<(u32, u32, usize)> = Vec::with_capacity(document.cues.len());
    for (index, cue) in document.cues.iter().enumerate() {
        let block = cue.block();
        blocks.push((block.start, block.end, index));
    }
    blocks.sort_unstable();
    for (slot, owner) in document.slots.iter().zip(&mut owners) {
        let after = blocks.partition_point(|(start, ..)| *start <= slot.span.start);
        let around = after.checked_sub(1).and_then(|at| blocks.get(at));
        *owner = around.filter(|(_, end, _)| slot.span.end <= *end).map(|(.., index)| *index);
    }
    // An out-time may be the in-time of the next cue; it goes with that.
    let edges: [fn(&CueNode) -> SlotId; 2] = [|cue| cue.end, |cue| cue.start];
    for edge in edges {
        for (index, cue) in document.cues.iter().enumerate() {
            if let Some(owner) = edge(cue).index().and_then(|slot| owners.get_mut(slot)) {
                *owner = Some(index);
            }
        }
    }
    owners
}

/// The new times of all slots, where each cue is shown as `shown` says; the others stay.
pub(super) fn new_times(
    document: &Document<'_>,
    recut: &Recut,
    owners: &[Option<usize>],
    shown: &[Option<&Showing>],
) -> Option<Vec<Time>> {
    let rate = recut.rate();
    let whole = Part { start: Edge::Moved(0), end: Edge::Moved(0), over: recut.stretches().to_vec() };
    let mut times = Vec::with_capacity(document.slots.len());
    // Times of no cue are in comments and headers; they are few, and looked up among all stretches.
    let mut by_old = whole.over;
    by_old.sort_by_key(|s| s.from);
    for (slot, owner) in document.slots.iter().zip(owners) {
        let showing = owner.and_then(|cue| shown.get(cue)).copied().flatten();
        if let Some(time) = showing.and_then(|showing| outside(document, showing, slot.time)) {
            times.push(time);
            continue;
        }
        let frame = rate.nearest_frame(slot.time);
        let place = match (showing, owner) {
            (Some(showing), _) => showing.part.place(frame),
            (None, Some(_)) => frame,
            (None, None) => {
                let next = by_old.partition_point(|s| s.from <= frame);
                let near = [next.checked_sub(1), Some(next)];
                let over: Vec<_> =
                    near.into_iter().flatten().filter_map(|i| by_old.get(i)).copied().collect();
                Part { start: Edge::Moved(0), end: Edge::Moved(0), over }.place(frame)
            }
        };
        // What the cut took stands at its edge; what it left keeps its place between the frames.
        let by = recut.span(place.checked_sub(frame)?)?;
        let new = slot.time.checked_add(by)?;
        times.push(if slot.time.is_negative() { new } else { not_before_zero(new, recut) });
    }
    for showing in shown.iter().flatten() {
        let Some(cue) = document.cues.get(showing.cue) else { continue };
        for (slot, time) in [(cue.end, showing.times.1), (cue.start, showing.times.0)] {
            let own = |at: &usize| owners.get(*at) == Some(&Some(showing.cue));
            if let Some(it) = slot.index().filter(own).and_then(|at| times.get_mut(at)) {
                *it = time;
            }
        }
    }
    Some(times)
}

/// What does not lie inside of its cue, as a fade behind its out-time, keeps its distance from the cue's edge.
fn outside(document: &Document<'_>, showing: &Showing, time: Time) -> Option<Time> {
    let (start, end) = document.times(document.cues.get(showing.cue)?)?;
    let (old, new) = match (time <= start, time >= end) {
        (true, _) => (start, showing.times.0),
        (_, true) => (end, showing.times.1),
        _ => return None,
    };
    new.checked_add(time.checked_sub(old)?)
}

/// The edits of a document whose slots get `times`, without some cues.
pub(super) fn edits_of(
    document: &Document<'_>,
    times: &[Time],
    without: &[usize],
    options: Options,
) -> Result<crate::retime::Retimed, RetimeError> {
    retime_each(document, &|index, _| times.get(index).copied(), without, options)
}
