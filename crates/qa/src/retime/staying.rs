//! Which times stay with a cue that stays: one of which a time cannot be read, or cannot be written.

use tregua_parse::format::ttml;
use tregua_parse::syntax::{CueNode, Document, TimeSlot};

/// The slots that stay. A cue that does not move stays as a whole, but for what others need; the place of one that cannot,
/// because it would cut those that move, is given instead.
pub(super) fn slots(document: &Document<'_>, moves: impl Fn(&CueNode) -> bool) -> Result<Vec<bool>, usize> {
    let mut skip = vec![false; document.slots.len()];
    // Where the next cue that moves begins.
    let mut next = u32::MAX;
    // In TTML what ends an element ends all that stands in it.
    let nests = document.format == ttml::FORMAT.id;
    for (index, cue) in document.cues.iter().enumerate().rev() {
        if moves(cue) {
            next = cue.timing.start;
            continue;
        }
        for slot in [cue.start, cue.end] {
            let Some(at) = slot.index().filter(|at| !nests || is_own(document, cue, *at)) else { continue };
            if nests && slot == cue.end && next < cue.text.end {
                return Err(index);
            }
            if let Some(it) = skip.get_mut(at) {
                *it = true;
            }
        }
    }
    move_with_others(document, moves, &mut skip);
    stay_with_others(document, &mut skip);
    what_is_counted_stays(document, &mut skip);
    Ok(skip)
}

/// What is counted from a time that stays, as a fade is, stays too: its number would else take up the whole way.
fn what_is_counted_stays(document: &Document<'_>, skip: &mut [bool]) {
    if !skip.contains(&true) {
        return;
    }
    let since = |at: usize| document.slots.get(at).and_then(|slot| document.base_of(slot))?.since.index();
    let mut seen = vec![false; skip.len()];
    let mut way = Vec::new();
    for index in 0..skip.len() {
        let mut next = Some(index);
        let mut stays = false;
        while let Some(at) = next {
            stays = skip.get(at) == Some(&true);
            let Some(seen) = seen.get_mut(at).filter(|seen| !**seen && !stays) else { break };
            *seen = true;
            way.push(at);
            next = since(at);
        }
        for at in way.drain(..) {
            if let Some(it) = skip.get_mut(at) {
                *it = stays;
            }
        }
    }
}

/// Whether a time of a cue is written in its own tag. It may be that of an element around it, which is not the cue's alone.
fn is_own(document: &Document<'_>, cue: &CueNode, slot: usize) -> bool {
    let inside = |slot: &TimeSlot| cue.timing.start <= slot.span.start && slot.span.end <= cue.timing.end;
    document.slots.get(slot).is_some_and(inside)
}

/// A time of a cue that stays moves all the same where a cue that moves begins or ends at it, or is counted from it: in
/// formats in which a cue ends where the next one begins, the one before would else end at the old time.
fn move_with_others(document: &Document<'_>, moves: impl Fn(&CueNode) -> bool, skip: &mut [bool]) {
    if !skip.contains(&true) {
        return;
    }
    let mut seen = vec![false; skip.len()];
    for slot in document.cues.iter().filter(|cue| moves(cue)).flat_map(|cue| [cue.start, cue.end]) {
        let mut next = slot.index();
        while let Some(at) = next.filter(|at| seen.get(*at) == Some(&false)) {
            if let (Some(seen), Some(skip)) = (seen.get_mut(at), skip.get_mut(at)) {
                (*seen, *skip) = (true, false);
            }
            let base = document.slots.get(at).and_then(|slot| document.base_of(slot));
            next = base.and_then(|base| base.since.index());
        }
    }
}

/// A time of the head that names the in-time of a cue that stays, and of none that moves, stays with it.
fn stay_with_others(document: &Document<'_>, skip: &mut [bool]) {
    let stays = |cue: &CueNode| cue.start.index().is_some_and(|at| skip.get(at) == Some(&true));
    let starts = |staying: bool| {
        document
            .cues
            .iter()
            .filter(move |cue| stays(cue) == staying)
            .filter_map(|cue| document.time(cue.start))
    };
    // Other formats say nothing of their cues in a head.
    if document.format != "stl" || starts(true).next().is_none() {
        return;
    }
    let head = document.cues.iter().map(|cue| cue.block().start).min().unwrap_or_default();
    let named = |slot: &TimeSlot| {
        slot.span.end <= head
            && starts(true).any(|t| t == slot.time)
            && !starts(false).any(|t| t == slot.time)
    };
    let all: Vec<usize> =
        (0..).zip(&document.slots).filter(|(_, slot)| named(slot)).map(|(at, _)| at).collect();
    for at in all {
        if let Some(skip) =
            skip.get_mut(at).filter(|_| !document.bases.iter().any(|base| base.since.index() == Some(at)))
        {
            *skip = true;
        }
    }
}
