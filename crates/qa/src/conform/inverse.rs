//! The way back: what a change replaced, so that it can be put in again after the text was worked on.

use std::fmt;
use tregua_parse::base::{Edit, Span, splice};
use tregua_parse::syntax::Document;

/// One place that was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Back {
    /// The time that the place is near, counted among all times of the new file; one more than there are is its end.
    pub slot: usize,
    /// How many bytes behind that time's first byte it begins; negative before.
    pub off: i64,
    /// The bytes that stand there now.
    pub now: Vec<u8>,
    /// The bytes that stood there.
    pub was: Vec<u8>,
}

/// Everything that leads from the new file back to the old one.
///
/// A place is found by the time it is near, not by its distance from the file's beginning, so that texts may be corrected
/// in between; times and cues may not come or go.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Inverse {
    /// How many times the new file has.
    pub slots: usize,
    /// The places, in their order.
    pub back: Vec<Back>,
}

/// Why a change cannot be taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UndoError {
    /// The file has more or fewer times than it was written with.
    Slots {
        /// As written.
        then: usize,
        /// Now.
        now: usize,
    },
    /// What was written there is there no more.
    Changed {
        /// The cue, where the place is in one.
        cue: Option<String>,
    },
    /// The places overlap.
    Broken,
    /// Taken back, the file would not be what it was: its format cannot tell where.
    Inexact,
}

impl fmt::Display for UndoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slots { then, now } => write!(
                f,
                "it was written with {then} times and now has {now}: cues were added or taken out since, so that the \
                 plan's places cannot be found; undo on the file as it was written"
            ),
            Self::Changed { cue: Some(cue) } => {
                write!(
                    f,
                    "the times of {cue}, or what stands beside them, were changed since; nothing was undone"
                )
            }
            Self::Changed { cue: None } => {
                f.write_str("it was changed since at a place that the plan replaces")
            }
            Self::Broken => f.write_str("the plan's places overlap; it was damaged"),
            Self::Inexact => f.write_str(
                "the plan could not bring its old bytes back, so none is written; keep the old file instead",
            ),
        }
    }
}

impl std::error::Error for UndoError {}

/// Where the times of a file stand in its bytes.
fn places(document: &Document<'_>) -> Vec<Span> {
    let written = document.slots.iter().filter(|slot| !slot.span.is_empty());
    let mut places: Vec<Span> = written.map(|slot| document.source.to_raw(slot.span)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

impl Inverse {
    /// The way back from `new`, which `edits` made of `raw`.
    ///
    /// # Errors
    /// [`UndoError::Inexact`] where it would not lead to the same bytes.
    pub fn of(raw: &[u8], edits: &[Edit], new: &Document<'_>) -> Result<Self, UndoError> {
        let places = places(new);
        let end = new.source.raw().len();
        let mut back = Vec::with_capacity(edits.len());
        let (mut grown, mut shrunk) = (0usize, 0usize);
        for edit in edits {
            let at = (edit.span.start as usize + grown).checked_sub(shrunk).ok_or(UndoError::Inexact)?;
            (grown, shrunk) = (grown + edit.with.len(), shrunk + edit.span.len());
            let was = raw.get(edit.span.range()).ok_or(UndoError::Inexact)?.to_vec();
            // The time it is in, else the next one.
            let slot = places.partition_point(|place| place.end as usize <= at);
            let near = places.get(slot).map_or(end, |place| place.start as usize);
            let off = i64::try_from(at).ok().zip(i64::try_from(near).ok()).map(|(at, near)| at - near);
            back.push(Back { slot, off: off.ok_or(UndoError::Inexact)?, now: edit.with.to_vec(), was });
        }
        let inverse = Self { slots: places.len(), back };
        let same = inverse.undo(new).ok().and_then(|edits| splice(new.source.raw(), &edits).ok());
        if same.as_deref() == Some(raw) { Ok(inverse) } else { Err(UndoError::Inexact) }
    }

    /// The edits of the new file's bytes that make the old one of it.
    ///
    /// # Errors
    /// [`UndoError`] where the file is not the one that was written, but for its texts.
    pub fn undo(&self, document: &Document<'_>) -> Result<Vec<Edit>, UndoError> {
        let places = places(document);
        if places.len() != self.slots {
            return Err(UndoError::Slots { then: self.slots, now: places.len() });
        }
        let raw = document.source.raw();
        let mut edits: Vec<Edit> = Vec::with_capacity(self.back.len());
        let mut done = 0;
        for back in &self.back {
            let changed = || UndoError::Changed { cue: cue_at(document, places.get(back.slot).copied()) };
            let near = places.get(back.slot).map_or(raw.len(), |place| place.start as usize);
            let at = i64::try_from(near).ok().and_then(|near| near.checked_add(back.off));
            let at = at.and_then(|at| usize::try_from(at).ok()).ok_or_else(changed)?;
            let end = at.checked_add(back.now.len()).ok_or_else(changed)?;
            if raw.get(at..end) != Some(&back.now[..]) {
                return Err(changed());
            }
            if at < done {
                return Err(UndoError::Broken);
            }
            done = end;
            edits.push(Edit::new(Span::new(at, end), back.was.clone()));
        }
        Ok(edits)
    }
}

fn cue_at(document: &Document<'_>, place: Option<Span>) -> Option<String> {
    let place = place?;
    let holds = |cue: &tregua_parse::syntax::CueNode| {
        let block = document.source.to_raw(cue.block());
        block.start <= place.start && place.end <= block.end
    };
    document.cues.iter().position(holds).map(|index| document.cue_name(index))
}
