//! From a file to its index: one slot for each timecode, and what follows from it.
//!
//! A line's timecode says when its first word is sent. What matters to a viewer is the instant its first code takes
//! effect, so that is the slot's time, and the frames before it are the slot's base: a retime puts that instant where it
//! belongs and spells the timecode that many frames earlier. Other instants of the same line follow the slot at a
//! constant distance.

use super::decode::{CodeLine, Decoded, decode};
use super::lines;
use super::machine::Event;
use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::open_ends;
use crate::source::Source;
use crate::syntax::{Base, BaseId, CueNode, Document, LineEnds, Problem, ProblemKind, SlotId, TimeSlot};
use crate::time::{FrameRate, Notation, Time};
use std::collections::HashMap;

/// Indexes an SCC text.
#[must_use]
pub fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    let decoded = decode(source.text());
    let mut document = Document::new(source, super::FORMAT.id);
    let Some(rate) = lines::rate(false) else { return document };
    document.clockwork.rate = Some(rate);
    let start = options.start.unwrap_or(Time::ZERO);
    let slots = slots(&decoded, &mut document, rate, start);
    let slot = |event: usize| slots.get(event).copied().unwrap_or(SlotId::NONE);
    for caption in &decoded.captions {
        let line = decoded.events.get(caption.start).and_then(|event| decoded.lines.get(event.line));
        let timing = line.map_or(Span::default(), |line| line.label);
        let text = caption.rows.iter().map(|row| row.span).reduce(Span::cover);
        document.cues.push(CueNode {
            number: Span::empty(timing.start as usize),
            timing,
            text: text.unwrap_or_else(|| Span::empty(timing.end as usize)),
            start: slot(caption.start),
            end: caption.end.map_or(SlotId::OPEN, slot),
        });
    }
    document.problems = problems(&decoded, document.source.text());
    open_ends::close(&mut document);
    document
}

/// Makes the slots; gives back the slot of each event.
fn slots(decoded: &Decoded, document: &mut Document<'_>, rate: FrameRate, start: Time) -> Vec<SlotId> {
    let mut of_events = Vec::with_capacity(decoded.events.len());
    let mut events = decoded.events.iter().enumerate().peekable();
    for (index, line) in decoded.lines.iter().enumerate() {
        let lead = events.peek().filter(|(_, event)| event.line == index).map_or(0, |(_, e)| e.offset);
        let own = line_slot(document, line, lead, rate, start);
        while let Some((_, event)) = events.next_if(|(_, event)| event.line == index) {
            of_events.push(match own {
                Some(own) if event.offset != lead => {
                    implied(document, own, event, lead, rate).unwrap_or(SlotId::NONE)
                }
                Some(own) => own,
                None => SlotId::NONE,
            });
        }
    }
    of_events
}

/// The slot of a line's timecode, at the instant that is `lead` frames later.
fn line_slot(
    document: &mut Document<'_>,
    line: &CodeLine,
    lead: i64,
    rate: FrameRate,
    start: Time,
) -> Option<SlotId> {
    let offset = rate.time_of(lead)?.checked_sub(start)?;
    let time = rate.time_of(line.frame?)?.checked_add(offset)?;
    let base = match offset {
        Time::ZERO => BaseId::ZERO,
        _ => document.base(Base { since: SlotId::NONE, offset }),
    };
    document.slots.push(TimeSlot { span: line.label, time, base, notation: Notation::Label });
    Some(SlotId::new(document.slots.len() - 1))
}

/// A slot for another instant of a line, at a constant distance from the line's own.
fn implied(
    document: &mut Document<'_>,
    own: SlotId,
    event: &Event,
    lead: i64,
    rate: FrameRate,
) -> Option<SlotId> {
    let offset = rate.time_of(event.offset.checked_sub(lead)?)?;
    let time = document.time(own)?.checked_add(offset)?;
    let base = document.base(Base { since: own, offset });
    let span = Span::empty(event.word.start as usize);
    document.slots.push(TimeSlot { span, time, base, notation: Notation::Implied });
    Some(SlotId::new(document.slots.len() - 1))
}

/// What the decoder found, and what is odd about the file as a text.
fn problems(decoded: &Decoded, text: &str) -> Vec<Problem> {
    let mut problems = decoded.problems.clone();
    // A timecode that cannot be read belongs to the first caption that begins on its line.
    let mut first: HashMap<Span, u32> = HashMap::new();
    for (index, caption) in (0..).zip(&decoded.captions) {
        let line = decoded.events.get(caption.start).and_then(|event| decoded.lines.get(event.line));
        if let Some(line) = line.filter(|line| line.frame.is_none()) {
            first.entry(line.label).or_insert(index);
        }
    }
    for problem in problems.iter_mut().filter(|p| p.kind == ProblemKind::StampUnreadable) {
        problem.cue = first.get(&problem.span).copied();
    }
    let mut whole = |kind, span| problems.push(Problem { kind, span, cue: None });
    if decoded.captions.is_empty() {
        whole(ProblemKind::NoCues, Span::new(0, text.chars().next().map_or(0, char::len_utf8)));
    }
    let LineEnds { cr, .. } = decoded.ends;
    if decoded.ends.mixed() {
        whole(ProblemKind::LineEndsMixed, Span::empty(0));
    } else if cr {
        whole(ProblemKind::LineEndsCr, Span::empty(0));
    }
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        whole(ProblemKind::Nul, Span::new(at, at + 1));
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(at) = memchr::memmem::find(body.as_bytes(), "\u{feff}".as_bytes()) {
        let at = at + text.len() - body.len();
        whole(ProblemKind::BomInside, Span::new(at, at + 3));
    }
    problems.sort_by_key(|p| p.span);
    problems
}
