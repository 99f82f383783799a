//! A file's new bytes, and the short way to them.
//!
//! Nearly every track is SubRip or WebVTT with stamps of one width, all of which can be read and none of which moves before
//! zero. Its new bytes are its old ones with digits put over them; no list of edits is made. Whatever is otherwise goes the
//! long way, so the short one decides nothing.

use super::{Options, Report, RetimeError, TimeMap, retime};
use tregua_parse::base::splice;
use tregua_parse::format::{srt, vtt};
use tregua_parse::syntax::{Document, SlotId, TimeSlot};
use tregua_parse::time::{Notation, Time};

/// A file with its times moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Its new bytes.
    pub bytes: Vec<u8>,
    /// What was done.
    pub report: Report,
}

/// As [`retime`], up to the new bytes of the file.
///
/// # Errors
/// As [`retime`].
pub fn retime_bytes(document: Document<'_>, map: &TimeMap, options: Options) -> Result<Moved, RetimeError> {
    let raw = document.source.raw();
    let mut bytes = Vec::new();
    match over_stamps(&mut bytes, &document, map) {
        Some(report) => return Ok(Moved { bytes, report }),
        None => drop(bytes),
    }
    let retimed = retime(&document, map, options)?;
    // The edits are all that is needed: a large file's document need not lie beside its new bytes.
    drop(document);
    let bytes = splice(raw, &retimed.edits).map_err(RetimeError::Splice)?;
    Ok(Moved { bytes, report: retimed.report })
}

/// Puts the new bytes behind `out`, where the short way leads to them; else `out` is left as it is.
pub(super) fn over_stamps(out: &mut Vec<u8>, document: &Document<'_>, map: &TimeMap) -> Option<Report> {
    let source = &document.source;
    let of_stamps = document.format == srt::FORMAT.id || document.format == vtt::FORMAT.id;
    let read = document.cues.iter().all(|cue| cue.start != SlotId::NONE && cue.end != SlotId::NONE);
    if !of_stamps || !read || !source.encoding().keeps_ascii() || !source.malformed().is_empty() {
        return None;
    }
    // What cannot go this way mostly shows at the first stamp, before anything is copied.
    let plain = |slot: &TimeSlot| document.respell_strict(slot, map.apply(slot.time)?);
    if document.slots.first().is_some_and(|slot| plain(slot).is_none()) {
        return None;
    }
    let begin = out.len();
    out.extend_from_slice(source.raw());
    let new = out.get_mut(begin..).unwrap_or_default();
    let moved = match map.pieces() {
        [all] => stamps(new, document, |time| all.apply(time)),
        _ => stamps(new, document, |time| map.apply(time)),
    };
    if moved.is_none() {
        out.truncate(begin);
    }
    moved
}

/// Writes every stamp anew into the raw bytes `new`. `None` at the first that is not a plain one.
fn stamps(new: &mut [u8], document: &Document<'_>, to: impl Fn(Time) -> Option<Time>) -> Option<Report> {
    let mut report = Report { slots: document.slots.len(), cues: document.cues.len(), ..Report::default() };
    let (mut run, mut done) = (0, 0);
    for slot in &document.slots {
        if slot.notation == Notation::Implied || document.base_of(slot).is_some() {
            return None;
        }
        let time = to(slot.time).filter(|time| !time.is_negative())?;
        // What does not move is not written, however it is spelt.
        if time == slot.time {
            continue;
        }
        let (stamp, error) = document.respell_strict(slot, time)?;
        let place = document.source.to_raw_behind(slot.span, &mut run);
        if place.start < done || place.len() != stamp.len() {
            return None;
        }
        done = place.end;
        let old: &mut [u8; 12] = new.get_mut(place.range())?.first_chunk_mut()?;
        report.moved += usize::from(*old != stamp);
        report.largest_error = report.largest_error.max(error.abs());
        *old = stamp;
    }
    Some(report)
}

#[cfg(test)]
mod tests;
