//! A document's cues into the solver, and its answer into edits of the stamps.

use super::ask::Asked;
use super::demand::{Limits, MOST};
use super::explain::{Conflict, conflicts};
use super::items::{Cue, Fitted, Room, fit_cues};
use crate::check::Context;
use crate::retime::{Options, RetimeError, Unreadable, retime_each};
use std::fmt;
use tregua_parse::base::Edit;
use tregua_parse::syntax::{CueNode, Document, SlotId};
use tregua_parse::time::{FrameRate, Notation, TICKS_PER_SECOND, Time};

/// The largest cap, in frames. The work grows with its square.
pub const WIDEST_CAP: i64 = 1000;

/// A document's fitted times.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Edits of the raw bytes, in order.
    pub edits: Vec<Edit>,
    /// How many cues there are.
    pub cues: usize,
    /// How many of them moved.
    pub moved: usize,
    /// The movement of all in-times and out-times together.
    pub total: Time,
    /// The largest movement of one time, and the cue it belongs to.
    pub largest: Option<(Time, u32)>,
    /// What could not be met.
    pub conflicts: Vec<Conflict>,
    /// Cues that cross one another and are left where they are, in groups.
    pub crossing: Vec<Vec<u32>>,
    /// Cues whose times cannot be written by themselves, or not be read.
    pub fixed: Vec<u32>,
}

impl Fit {
    /// Nothing was left unmet, crossing or fixed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.conflicts.is_empty() && self.crossing.is_empty() && self.fixed.is_empty()
    }
}

/// Why nothing was fitted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FitError {
    /// Rules about frames need the film's frame rate.
    NoRate,
    /// More frames than [`WIDEST_CAP`], or fewer than none.
    Cap(i64),
    /// More cues than are fitted together.
    TooMany,
    /// The times cannot be written.
    Retime(RetimeError),
}

impl fmt::Display for FitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRate => f.write_str("the film's frame rate is not known; name it with --fps"),
            Self::Cap(frames) => {
                write!(f, "times may move by 0 to {WIDEST_CAP} frames, not by {frames}")
            }
            Self::TooMany => write!(f, "more than {MOST} cues"),
            Self::Retime(RetimeError::BelowZero { cues, earliest }) => write!(
                f,
                "{} of its cues would be before zero (the earliest at {earliest}); give them times from zero on first",
                cues.len()
            ),
            Self::Retime(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FitError {}

/// Fits a track to what is asked; no time moves by more than `most` frames.
///
/// Times inside of a cue (karaoke, inner stamps) follow its in-time or out-time where they stood on it, or where the
/// whole cue moves; others keep to the sound and are held inside of the cue.
///
/// # Errors
/// [`FitError`]; nothing is changed then.
pub fn fit(context: &Context<'_>, asked: &Asked, most: i64) -> Result<Fit, FitError> {
    let rate = context.rate().ok_or(FitError::NoRate)?;
    if !(0..=WIDEST_CAP).contains(&most) {
        return Err(FitError::Cap(most));
    }
    if context.by_time().len() > MOST {
        return Err(FitError::TooMany);
    }
    let track = FilmTrack { context, asked, rate, grain: grain(context.document) };
    let limits = asked.limits(context.programme, rate);
    let cues = track.cues();
    let room = Room { most, apart: asked.apart(), clock: &|frame| track.written(frame).ticks() };
    let fitted = fit_cues(&cues, &limits, &room);
    track.finish(&cues, &fitted, &limits)
}

/// One track with its film and what is asked of it.
struct FilmTrack<'f, 'c> {
    context: &'f Context<'c>,
    asked: &'f Asked,
    rate: FrameRate,
    /// Parts of a second that stamps are rounded to; `None` where they hold every frame.
    grain: Option<u32>,
}

/// What times are rounded to when they are written.
fn grain(document: &Document<'_>) -> Option<u32> {
    let slot = document.cues.iter().find_map(|cue| document.slots.get(cue.start.index()?))?;
    match slot.notation {
        Notation::SubRip => Some(1000),
        Notation::Decimal(form) => 10u32.checked_pow(u32::from(form.digits)),
        _ => None,
    }
}

impl FilmTrack<'_, '_> {
    /// The instant that is written for a frame.
    fn written(&self, frame: i64) -> Time {
        let time = self.rate.time_of(frame).unwrap_or_default();
        let Some(grain) = self.grain else { return time };
        Time::from_fraction(i128::from(time.to_unit(grain)), i128::from(grain)).unwrap_or(time)
    }

    /// Whether a time may stay as it is written when it stays on its frame.
    fn may_stay(&self, time: Time) -> bool {
        let inside = self.asked.last(self.context.programme).is_none_or(|last| time <= last);
        let frame = self.rate.time_of(self.rate.nearest_frame(time)).unwrap_or(time);
        // No spelling is nearer than half a grain.
        let half =
            Time::from_ticks(self.grain.map_or(0, |grain| TICKS_PER_SECOND / (2 * i64::from(grain)) + 1));
        let near = |tolerance: Time| time.saturating_sub(frame).abs() <= tolerance.max(half);
        !time.is_negative() && inside && self.asked.tolerance().is_none_or(near)
    }

    /// The time of a frame for a slot that had `time`.
    fn new_time(&self, time: Time, frame: i64) -> Time {
        if frame == self.rate.nearest_frame(time) && self.may_stay(time) {
            return time;
        }
        self.rate.time_of(frame).unwrap_or(time)
    }

    fn cues(&self) -> Vec<Cue> {
        let shared = shared(self.context.document);
        let cue = |cue: &crate::pairs::TimedCue| {
            let frames = (self.rate.nearest_frame(cue.start), self.rate.nearest_frame(cue.end));
            let at = |time: Time, frame: i64| match self.may_stay(time) {
                true => time.ticks(),
                false => self.written(frame).ticks(),
            };
            Cue {
                index: cue.index,
                start: frames.0,
                end: frames.1,
                stays: (at(cue.start, frames.0), at(cue.end, frames.1)),
                need: self.asked.need(self.context, cue.index),
                fixed: self.is_fixed(cue, &shared),
            }
        };
        let mut cues: Vec<Cue> = self.context.by_time().iter().map(cue).collect();
        // In the order that a check of the result has them in.
        cues.sort_by_key(|cue| (cue.stays.0, cue.index));
        cues
    }

    /// A time that is not written, or not for this cue alone, cannot move by itself.
    fn is_fixed(&self, cue: &crate::pairs::TimedCue, shared: &[bool]) -> bool {
        let document = self.context.document;
        let Some(node) = document.cues.get(cue.index as usize) else { return true };
        let own = |id: SlotId, time: Time| {
            let slot = id.index().and_then(|at| document.slots.get(at).zip(shared.get(at)));
            slot.is_some_and(|(slot, shared)| {
                !shared && slot.notation != Notation::Implied && slot.time == time
            })
        };
        !(own(node.start, cue.start) && own(node.end, cue.end))
    }

    fn finish(&self, cues: &[Cue], fitted: &Fitted, limits: &Limits) -> Result<Fit, FitError> {
        let document = self.context.document;
        let mut place: Vec<Option<(i64, i64)>> = vec![None; document.cues.len()];
        for cue in cues.iter().filter(|cue| !cue.fixed) {
            if let Some(it) = place.get_mut(cue.index as usize) {
                *it = Some((cue.start, cue.end));
            }
        }
        for (item, choice) in fitted.items.iter().zip(&fitted.solution.choices).filter(|(it, _)| !it.held) {
            for cue in &item.cues {
                if let Some(it) = place.get_mut(*cue as usize) {
                    *it = Some((choice.start.frame, choice.end.frame));
                }
            }
        }
        let mut new: Vec<Option<Time>> = vec![None; document.slots.len()];
        let mut fit = Fit {
            edits: Vec::new(),
            cues: document.cues.len(),
            moved: 0,
            total: Time::ZERO,
            largest: None,
            conflicts: conflicts(fitted, limits),
            crossing: (fitted.items.iter().filter(|item| item.held && item.cues.len() > 1))
                .map(|item| item.cues.clone())
                .collect(),
            fixed: cues.iter().filter(|cue| cue.fixed).map(|cue| cue.index).collect(),
        };
        fit.crossing.extend(self.together(fitted));
        fit.crossing.sort_unstable();
        if limits.is_empty() {
            // Every time goes to its frame, whatever crosses what.
            fit.crossing.clear();
        }
        for ((index, node), place) in (0u32..).zip(&document.cues).zip(&place) {
            let Some((start, end)) = *place else { continue };
            let moves = self.moved(node, start, end, &mut new);
            let far = moves.0.abs().max(moves.1.abs());
            if far == Time::ZERO {
                continue;
            }
            fit.moved += 1;
            fit.total =
                fit.total.saturating_sub(moves.0.abs().negate()).saturating_sub(moves.1.abs().negate());
            if fit.largest.is_none_or(|(largest, _)| far > largest) {
                fit.largest = Some((far, index));
            }
        }
        let to = |index: usize, slot: &tregua_parse::syntax::TimeSlot| {
            Some(new.get(index).copied().flatten().unwrap_or(slot.time))
        };
        let options = Options { unreadable: Unreadable::Keep, ..Options::default() };
        fit.edits = retime_each(document, &to, &[], options).map_err(FitError::Retime)?.edits;
        Ok(fit)
    }

    /// Cues with the same two times, where cues may not be on the screen at once.
    fn together<'a>(&self, fitted: &'a Fitted) -> impl Iterator<Item = Vec<u32>> + 'a {
        let apart = self.asked.apart();
        let several = fitted.items.iter().filter(move |item| apart && !item.held && item.cues.len() > 1);
        several.map(|item| item.cues.clone())
    }

    /// The new times of a cue's slots, and how far its in-time and out-time move.
    fn moved(&self, node: &CueNode, start: i64, end: i64, new: &mut [Option<Time>]) -> (Time, Time) {
        let document = self.context.document;
        let (Some(from), Some(to)) = (document.time(node.start), document.time(node.end)) else {
            return (Time::ZERO, Time::ZERO);
        };
        let (first, last) = (self.new_time(from, start), self.new_time(to, end));
        let by = (first.saturating_sub(from), last.saturating_sub(to));
        if by == (Time::ZERO, Time::ZERO) {
            return by;
        }
        let whole = end.saturating_sub(start)
            == self.rate.nearest_frame(to).saturating_sub(self.rate.nearest_frame(from));
        let block = node.block();
        let begin = document.slots.partition_point(|slot| slot.span.start < block.start);
        for (slot, new) in document.slots.iter().zip(new.iter_mut()).skip(begin) {
            if slot.span.start > block.end {
                break;
            }
            let time = slot.time;
            *new = Some(match time {
                _ if time <= from => time.saturating_sub(by.0.negate()).min(first),
                _ if time >= to => time.saturating_sub(by.1.negate()).max(last),
                _ if whole => time.saturating_sub(by.0.negate()).clamp(first, last.max(first)),
                _ => time.clamp(first, last.max(first)),
            });
        }
        for (slot, time) in [(node.start, first), (node.end, last)] {
            if let Some(it) = slot.index().and_then(|at| new.get_mut(at)) {
                *it = Some(time);
            }
        }
        by
    }
}

/// Which slots belong to cues whose other slot is not the same.
fn shared(document: &Document<'_>) -> Vec<bool> {
    let mut owner: Vec<Option<(SlotId, SlotId)>> = vec![None; document.slots.len()];
    let mut shared = vec![false; document.slots.len()];
    for node in &document.cues {
        let both = (node.start, node.end);
        for at in [node.start, node.end].into_iter().filter_map(SlotId::index) {
            let (Some(owner), Some(shared)) = (owner.get_mut(at), shared.get_mut(at)) else { continue };
            *shared = *shared || owner.is_some_and(|owner| owner != both) || node.start == node.end;
            *owner = Some(both);
        }
    }
    shared
}
