//! Moving times and nothing else.
//!
//! A [`TimeMap`] says where every instant goes. [`retime`] applies it to every slot of a document and returns
//! edits of the stamps alone; every other byte of the file stays as it is.

#![deny(clippy::float_arithmetic)]

mod anchors;
mod map;
mod plan;
mod report;
mod spelling;
mod staying;
mod whole;
mod windows;

pub use anchors::{Anchor, AnchorError, AnchorSearch, parse_anchor};
pub use map::{MapError, Piece, Speed, TimeMap};
pub use plan::{PlanError, read_plan, write_plan};
pub(crate) use report::some;
pub use report::{Report, RetimeError};
pub use whole::{Moved, retime_bytes};
pub use windows::{Names, Refusal, Totals, Windows};

use tregua_parse::base::{Edit, Span, splice};
use tregua_parse::format::{ReadOptions, by_name, dcp, lower, scc};
use tregua_parse::source::Source;
use tregua_parse::syntax::{CueNode, Document, SlotId, TimeSlot};
use tregua_parse::time::{Notation, Time};

/// What becomes of a cue that would begin before zero.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum BelowZero {
    /// Nothing is changed; the cues are listed.
    #[default]
    Refuse,
    /// Times that would move before zero become zero.
    Clamp,
    /// Cues that would begin before zero are taken out.
    Drop,
}

/// What becomes of a cue whose times cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Unreadable {
    /// Nothing is changed; the cues are listed. A track moved in part would be out of sync without a word.
    #[default]
    Refuse,
    /// They stay where they are.
    Keep,
}

/// How to treat the cues that cannot simply be moved.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Options {
    /// Cues before zero.
    pub below_zero: BelowZero,
    /// Cues without readable times.
    pub unreadable: Unreadable,
}

/// A document's new times.
#[derive(Clone, Debug)]
pub struct Retimed {
    /// Edits of the raw bytes, in order. Empty when nothing moves.
    pub edits: Vec<Edit>,
    /// What was done.
    pub report: Report,
}

/// Applies `map` to every time of `document`.
///
/// A slot whose value does not change is not rewritten; a rewritten one keeps its author's spelling. Rounding
/// happens once, to the grain of the spelling, and its largest error is reported.
///
/// # Errors
/// [`RetimeError`] when cues would begin before zero, cannot be read, or leave the range of times, unless
/// `options` says what to do with them. Nothing is changed then.
pub fn retime(document: &Document<'_>, map: &TimeMap, options: Options) -> Result<Retimed, RetimeError> {
    if map.is_identity() {
        let report = Report { slots: document.slots.len(), cues: document.cues.len(), ..Report::default() };
        return Ok(Retimed { edits: Vec::new(), report });
    }
    retime_each(document, &|_, slot| map.apply(slot.time), &[], options)
}

/// Gives every time of `document` the new time that `to` says, and takes out the cues `without` (their indices, in
/// order). Solvers and re-cuts move cues one by one; what holds for [`retime`] holds here: times alone change, a time
/// that stays is not rewritten, and what is counted from another time is spelt as the new distance.
///
/// # Errors
/// As [`retime`]; a `None` of `to` is a time out of range. [`RetimeError::Stays`] for a cue that its format cannot
/// take out.
pub fn retime_each(
    document: &Document<'_>,
    to: &dyn Fn(usize, &TimeSlot) -> Option<Time>,
    without: &[usize],
    options: Options,
) -> Result<Retimed, RetimeError> {
    staged(document, to, without, options).map(|done| done.retimed).map_err(|refused| refused.error)
}

/// How far a retime has come. Of several things that stop it, the first stage tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stage {
    Reading,
    Mapping,
    Edges,
    TakingOut,
    Spelling,
    Unwritten,
    Editing,
    Rereading,
}

/// Why a retime stopped, and where.
struct Refused {
    stage: Stage,
    error: RetimeError,
    /// The earliest of all new times, where they are known.
    earliest: Time,
}

/// A retime that was not stopped.
struct Staged {
    retimed: Retimed,
    /// The earliest of all new times.
    earliest: Time,
}

fn staged(
    document: &Document<'_>,
    to: &dyn Fn(usize, &TimeSlot) -> Option<Time>,
    without: &[usize],
    options: Options,
) -> Result<Staged, Refused> {
    let refused = |stage, error| Refused { stage, error, earliest: Time::ZERO };
    let mut report = Report { slots: document.slots.len(), cues: document.cues.len(), ..Report::default() };
    let names = |cues: &[usize]| cues.iter().map(|i| document.cue_name(*i)).collect::<Vec<_>>();
    let unreadable = indices(document, |cue| cue.start == SlotId::NONE || cue.end == SlotId::NONE);
    if !unreadable.is_empty() && options.unreadable == Unreadable::Refuse {
        return Err(refused(Stage::Reading, RetimeError::Unreadable { cues: names(&unreadable) }));
    }
    report.unreadable = names(&unreadable);
    report.dropped = names(without);

    let mut moved = Vec::with_capacity(document.slots.len());
    let mut stuck = Vec::new();
    for (index, slot) in document.slots.iter().enumerate() {
        // What follows from the format's defaults cannot move: there is no place to write another time.
        if slot.notation == Notation::Implied && document.base_of(slot).is_none() {
            if to(index, slot) != Some(slot.time) {
                stuck.push(SlotId::from_index(index));
            }
            moved.push(slot.time);
            continue;
        }
        let far = || refused(Stage::Mapping, RetimeError::OutOfRange { time: slot.time });
        let new = to(index, slot).ok_or_else(far)?;
        // What moves to less than half a millisecond before zero is written as zero.
        let zero = new != slot.time && new.is_negative() && new.to_millis() == 0;
        moved.push(if zero { Time::ZERO } else { new });
    }
    follow_stuck(document, &mut moved);
    hold_anchors(document, &mut moved);
    // Slots are in their order.
    let has_stuck = |cue: &CueNode| [cue.start, cue.end].iter().any(|slot| stuck.binary_search(slot).is_ok());
    let keeps = options.unreadable == Unreadable::Keep;
    let moves =
        |cue: &CueNode| cue.start != SlotId::NONE && cue.end != SlotId::NONE && !(keeps && has_stuck(cue));
    let mut skip = staying::slots(document, moves)
        .map_err(|index| RetimeError::Holds { cue: document.cue_name(index) })
        .map_err(|error| refused(Stage::Unwritten, error))?;
    let earliest = moved.iter().min().copied().unwrap_or(Time::ZERO);
    let refused = |stage, error| Refused { stage, error, earliest };
    let new = |slot: SlotId| slot.index().and_then(|i| moved.get(i)).copied();
    let starts_below = |cue: &CueNode| new(cue.start).or(new(cue.end)).is_some_and(Time::is_negative);
    let mut below = indices(document, |cue| {
        moves(cue) && (starts_below(cue) || new(cue.end).is_some_and(Time::is_negative))
    });
    below.retain(|i| without.binary_search(i).is_err());
    let mut hidden = hidden_below(document, &moved);
    hidden.retain(|slot| skip.get(*slot) == Some(&false));
    let mut gone = vec![false; document.cues.len()];
    without.iter().filter_map(|i| gone.get_mut(*i).map(|g| *g = true)).count();
    match options.below_zero {
        BelowZero::Refuse if !below.is_empty() || !hidden.is_empty() => {
            let mut cues = names(&below);
            if !hidden.is_empty() {
                cues.push("a time of something that is not shown".to_owned());
            }
            return Err(refused(Stage::Edges, RetimeError::BelowZero { cues, earliest }));
        }
        BelowZero::Refuse => {}
        BelowZero::Clamp => {
            // What is before zero and stays where it is was not put there by this change.
            let stays = |slot: SlotId| new(slot) == document.time(slot);
            below.retain(|i| document.cues.get(*i).is_some_and(|cue| !stays(cue.start) || !stays(cue.end)));
            report.clamped = names(&below);
            let unseen = |i: &&usize| {
                let cue = document.cues.get(**i);
                cue.is_some_and(|cue| new(cue.end).is_some_and(|end| end <= Time::ZERO))
            };
            report.invisible = names(&below.iter().filter(unseen).copied().collect::<Vec<_>>());
            let both = moved.iter_mut().zip(&document.slots);
            both.filter(|(t, slot)| t.is_negative() && **t != slot.time).for_each(|(t, _)| *t = Time::ZERO);
        }
        BelowZero::Drop => {
            report.dropped.extend(names(&below));
            below.iter().filter_map(|i| gone.get_mut(*i).map(|g| *g = true)).count();
        }
    }

    // What is not shown is held at zero in any case: it is no cue that could be taken out.
    for index in hidden {
        if let Some(time) = moved.get_mut(index) {
            *time = Time::ZERO;
        }
    }
    let gone: Vec<usize> = (0..document.cues.len()).filter(|i| gone.get(*i) == Some(&true)).collect();
    let taken_out = match by_name(document.format) {
        Some(format) if !gone.is_empty() => (format.take_out)(document, &gone)
            .map_err(|index| RetimeError::Stays { cue: document.cue_name(index) })
            .map_err(|error| refused(Stage::TakingOut, error))?,
        _ => Vec::new(),
    };
    skip_inside(document, &taken_out, &mut skip);
    let spelling = spelling::Spelling { document, moved: &moved, skip: &skip };
    let mut edits = spelling.edits(&mut report).map_err(|error| refused(Stage::Spelling, error))?;
    if !stuck.is_empty() {
        let cues = names(&indices(document, has_stuck));
        if options.unreadable == Unreadable::Refuse {
            return Err(refused(Stage::Unwritten, RetimeError::Unwritten { cues }));
        }
        report.unreadable.extend(cues);
    }
    edits.extend(taken_out);
    if !edits.is_sorted_by_key(|e| e.span) {
        edits.sort_by_key(|e| e.span);
    }
    let edits = document
        .source
        .to_raw_edits(edits)
        .map_err(|(_, error)| refused(Stage::Editing, RetimeError::Edit(error)))?;
    if may_be_others(document, &moved, &skip, &gone) && !leaves_the_others(document, &edits, gone.len()) {
        let error = match gone.first() {
            Some(first) => RetimeError::Stays { cue: document.cue_name(*first) },
            None if document.format == scc::FORMAT.id => RetimeError::Tangled,
            None => RetimeError::FrameRate { cue: document.cue_name(0) },
        };
        return Err(refused(Stage::Rereading, error));
    }
    if dcp::ignores_start(document) && again(document, &edits, dcp::ignores_start) != Some(true) {
        return Err(refused(Stage::Rereading, RetimeError::StartTime));
    }
    Ok(Staged { retimed: Retimed { edits, report }, earliest })
}

/// Whether new times alone may have made something else of a cue: where cues are taken out of a damaged file, what stood around
/// or inside of one may be another without it; and in MicroDVD a first cue at frame 0 or 1 whose text is a number is the
/// line that names the frame rate, unless the file has that line. Captions end one another in the order of their times, which may be
/// another one where some stay, or where a damaged file has them out of order and on one frame; and a code that is sent again in the next
/// frame is not acted on, whatever line it stands in.
fn may_be_others(document: &Document<'_>, moved: &[Time], skip: &[bool], gone: &[usize]) -> bool {
    // Where all go the same way, and are rounded to frames the same way, what follows what stays as it was.
    let mut ways = document.slots.iter().zip(moved).map(|(slot, new)| new.checked_sub(slot.time));
    let mut together = || ways.next().is_none_or(|first| ways.all(|way| way == first));
    !gone.is_empty()
        || document.format == "microdvd" && !document.clockwork.stated
        || document.format == scc::FORMAT.id && (skip.contains(&true) || !together())
}

/// Whether a reader of the new bytes finds every cue but those taken out, and captions with the words that they had.
fn leaves_the_others(document: &Document<'_>, edits: &[Edit], gone: usize) -> bool {
    let same_words =
        |new: &Document<'_>| document.format != scc::FORMAT.id || gone > 0 || words(new) == words(document);
    let left = document.cues.len().checked_sub(gone);
    again(document, edits, |new| Some(new.cues.len()) == left && same_words(new)) == Some(true)
}

/// What is shown of each cue.
fn words(document: &Document<'_>) -> Vec<String> {
    let track = lower(document);
    let cues =
        track.cues.iter().map(|cue| track.runs_of_cue(cue).iter().map(|run| run.text.as_ref()).collect());
    cues.collect()
}

/// What is seen in the document after the edits.
fn again<T>(document: &Document<'_>, edits: &[Edit], look: impl FnOnce(&Document<'_>) -> T) -> Option<T> {
    let format = by_name(document.format)?;
    let raw = splice(document.source.raw(), edits).ok()?;
    let source = Source::open(&raw, Some(document.source.encoding()), None).ok()?;
    let reading = ReadOptions { rate: document.clockwork.rate, start: None };
    Some(look(&(format.parse)(source, &reading)))
}

fn indices(document: &Document<'_>, wanted: impl Fn(&CueNode) -> bool) -> Vec<usize> {
    document.cues.iter().enumerate().filter(|(_, cue)| wanted(cue)).map(|(i, _)| i).collect()
}

/// Whatever times stand inside of what is taken out go with it, those of karaoke and inner stamps too.
fn skip_inside(document: &Document<'_>, taken_out: &[Edit], skip: &mut [bool]) {
    if taken_out.is_empty() {
        return;
    }
    let mut spans: Vec<Span> = taken_out.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    for (slot, skip) in document.slots.iter().zip(skip) {
        let after = spans.partition_point(|span| span.start <= slot.span.start);
        let around = after.checked_sub(1).and_then(|at| spans.get(at));
        *skip = *skip || around.is_some_and(|span| slot.span.end <= span.end);
    }
}

/// What follows from a time that cannot move stays with it.
fn follow_stuck(document: &Document<'_>, moved: &mut [Time]) {
    for (index, slot) in document.slots.iter().enumerate().filter(|(_, s)| s.notation == Notation::Implied) {
        let since = document.base_of(slot).and_then(|base| document.slots.get(base.since.index()?));
        let stuck = since.is_some_and(|s| s.notation == Notation::Implied && document.base_of(s).is_none());
        if let Some(time) = moved.get_mut(index).filter(|_| stuck) {
            *time = slot.time;
        }
    }
}

/// Times of no cue that others are counted from, such as the begin of a whole TTML body, are held at zero: what is counted
/// from them is written with the difference, so that nothing is seen to change.
fn hold_anchors(document: &Document<'_>, moved: &mut [Time]) {
    let below: Vec<usize> = hidden_below(document, moved);
    if below.is_empty() {
        return;
    }
    let mut anchors: Vec<usize> = document.bases.iter().filter_map(|base| base.since.index()).collect();
    anchors.sort_unstable();
    for index in below.into_iter().filter(|index| anchors.binary_search(index).is_ok()) {
        if let Some(time) = moved.get_mut(index) {
            *time = Time::ZERO;
        }
    }
}

/// Slots of no cue that would move before zero: times in comments and headers.
fn hidden_below(document: &Document<'_>, moved: &[Time]) -> Vec<usize> {
    if !moved.iter().any(|time| time.is_negative()) {
        return Vec::new();
    }
    let mut shown = vec![false; moved.len()];
    for slot in document.cues.iter().flat_map(|cue| [cue.start, cue.end]).filter_map(SlotId::index) {
        if let Some(it) = shown.get_mut(slot) {
            *it = true;
        }
    }
    let moves = |at: usize, time: Time| document.slots.get(at).is_none_or(|slot| slot.time != time);
    let all = moved.iter().zip(&shown).enumerate();
    let hidden = all.filter(|(at, (time, shown))| time.is_negative() && !**shown && moves(*at, **time));
    hidden.map(|(i, _)| i).collect()
}

#[cfg(test)]
mod tests;
