//! Taking cues out where a cue's in-time may end another cue.

use crate::base::Edit;
use crate::syntax::{Document, SlotId};
use crate::time::Notation;
use std::collections::BTreeSet;

/// The in-times that cues which stay end with, though they are not written for them.
pub(in crate::format) fn kept_ends(document: &Document<'_>, out: &[usize]) -> BTreeSet<SlotId> {
    let stays = |index: &usize| out.binary_search(index).is_err();
    let since = |end: SlotId| {
        let slot = document.slots.get(end.index()?)?;
        (slot.notation == Notation::Implied).then(|| document.base_of(slot).map(|base| base.since))?
    };
    let kept = document.cues.iter().enumerate().filter(|(index, _)| stays(index));
    // A last cue that nothing ends counts from its own in-time.
    kept.filter_map(|(_, cue)| since(cue.end).filter(|since| *since != cue.start)).collect()
}

/// Takes out cues that are a line each; a cue whose in-time ends one that stays cannot go.
pub(in crate::format) fn take_lines(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let kept = kept_ends(document, out);
    let ends = |index: &&usize| document.cues.get(**index).is_some_and(|cue| kept.contains(&cue.start));
    match out.iter().find(ends) {
        Some(index) => Err(*index),
        None => crate::format::take_out::lines(document, out),
    }
}
