//! A parser: whatever the bytes are, everything it points at is there, and no cue is lost on the way to the model.

use super::{Verdict, input};
use std::borrow::Cow;
use tregua_parse::base::Span;
use tregua_parse::format::Format;
use tregua_parse::model::Track;
use tregua_parse::syntax::{Document, Problem, SlotId};

pub(super) fn law(format: &'static Format, raw: &[u8]) -> Verdict {
    let document = input::parse(format, raw);
    points(&document)?;
    let track = (format.lower)(&document);
    model(&document, &track)?;
    let parts = tregua_parse::format::parts(&document);
    if !parts.is_empty() && parts.len() != document.cues.len() {
        return Err(format!("{} parts of {} cues", parts.len(), document.cues.len()));
    }
    super::retime::stays(&document)
}

/// Every span of a document is a place in its text, and every number one of its list.
pub(super) fn points(document: &Document<'_>) -> Verdict {
    let text = document.source.text();
    let there = |what: &str, span: Span| match text.get(span.range()) {
        Some(_) => Ok(()),
        None => Err(format!("{what} at {span:?} of {} bytes is nowhere", text.len())),
    };
    for (n, slot) in document.slots.iter().enumerate() {
        there("a time", slot.span)?;
        if let Some(since) = document.base_of(slot).and_then(|base| base.since.index()) {
            // What is counted from another time comes after it, so that nothing goes round in a circle.
            if since >= document.slots.len() || since == n {
                return Err(format!("time {n} is counted from time {since}"));
            }
        }
    }
    for (n, cue) in document.cues.iter().enumerate() {
        [cue.number, cue.timing, cue.text].into_iter().try_for_each(|span| there("a cue", span))?;
        there("a whole cue", cue.block())?;
        for slot in [cue.start, cue.end] {
            let good = slot == SlotId::NONE || slot.index().is_none_or(|at| at < document.slots.len());
            if !good {
                return Err(format!("a time of cue {n} is in no list: {slot:?}"));
            }
        }
        let _ = (document.cue_name(n), document.cue_number(n));
    }
    for problem in &document.problems {
        there("a problem", problem.span)?;
        if problem.cue.is_some_and(|cue| cue as usize >= document.cues.len()) {
            return Err(format!("{problem:?} is of no cue"));
        }
    }
    Ok(())
}

/// The model has every cue, and every run its place.
pub(super) fn model(document: &Document<'_>, track: &Track<'_>) -> Verdict {
    let text = document.source.text();
    if track.cues.len() != document.cues.len() {
        return Err(format!("{} cues became {}", document.cues.len(), track.cues.len()));
    }
    for cue in &track.cues {
        if cue.lines.start > cue.lines.end || cue.lines.end as usize > track.lines.len() {
            return Err(format!("lines {:?} of {}", cue.lines, track.lines.len()));
        }
    }
    for line in &track.lines {
        if line.runs.start > line.runs.end || line.runs.end as usize > track.runs.len() {
            return Err(format!("runs {:?} of {}", line.runs, track.runs.len()));
        }
        text.get(line.span.range()).ok_or_else(|| format!("a line at {:?} is nowhere", line.span))?;
    }
    for run in &track.runs {
        let there = text.get(run.span.range()).ok_or_else(|| format!("{:?} is no place", run.span))?;
        let borrowed = matches!(run.text, Cow::Borrowed(_));
        if borrowed && run.span.len() == run.text.len() && there != run.text {
            return Err(format!("{:?} stands where {there:?} is", run.text));
        }
        if run.text.contains(['\n', '\r']) {
            return Err(format!("a line end inside {:?}", run.text));
        }
    }
    let of_none = |p: &Problem| p.cue.is_some_and(|cue| cue as usize >= track.cues.len());
    match track.problems.iter().find(|p| of_none(p) || text.get(p.span.range()).is_none()) {
        Some(problem) => Err(format!("{problem:?} is nowhere, or of no cue")),
        None => Ok(()),
    }
}
