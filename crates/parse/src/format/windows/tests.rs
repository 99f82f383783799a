//! Windows say what the whole says, for any format that is read in them.

use crate::base::Span;
use crate::format::{Format, ReadOptions};
use crate::source::{Encoding, Source};
use crate::syntax::{CueNode, Document, Problem, ProblemKind, SlotId};
use crate::time::Time;

fn open<'a>(format: &Format, raw: &'a [u8]) -> Document<'a> {
    (format.parse)(Source::open(raw, Some(Encoding::Utf8), None).unwrap(), &ReadOptions::default())
}

/// A place, a time, and what that is counted from.
type Slot = (Span, Time, Option<(SlotId, Time)>);

/// What a document says: cues, times, what they are counted from, and what is wrong.
#[derive(PartialEq, Default, Debug)]
struct Said {
    cues: Vec<CueNode>,
    slots: Vec<Slot>,
    problems: Vec<Problem>,
}

/// All of it behind the head, as of a document that begins `bytes`, `cues` and `slots` later.
fn said(document: &Document<'_>, head: usize, bytes: usize, before: &Said) -> Said {
    let place = |span: Span| Span::new(span.start as usize + bytes, span.end as usize + bytes);
    let slot = |id: SlotId| id.index().map_or(id, |at| SlotId::from_index(at + before.slots.len()));
    let cues = document.cues.iter().map(|cue| CueNode {
        number: place(cue.number),
        timing: place(cue.timing),
        text: place(cue.text),
        start: slot(cue.start),
        end: slot(cue.end),
    });
    let slots = document.slots.iter().map(|it| {
        let base = document.base_of(it).map(|base| (slot(base.since), base.offset));
        (place(it.span), it.time, base)
    });
    let of_all = |p: &&Problem| !matches!(p.kind, ProblemKind::LineEndsMixed | ProblemKind::LineEndsCr);
    let behind = |p: &&Problem| p.span.start as usize >= head;
    let problems = document.problems.iter().filter(of_all).filter(behind).map(|p| Problem {
        kind: p.kind,
        span: place(p.span),
        cue: p.cue.map(|at| at + u32::try_from(before.cues.len()).unwrap()),
    });
    Said { cues: cues.collect(), slots: slots.collect(), problems: problems.collect() }
}

/// Reads a file in windows of `size` bytes; `None` where it is read as a whole.
fn in_windows(format: &Format, raw: &[u8], size: usize) -> Option<(Said, usize)> {
    let windows = format.windows.unwrap();
    let head = (windows.head)(raw)?;
    let (mut all, mut at, mut parts) = (Said::default(), 0, 0);
    let mut latest = None;
    while at < raw.len() {
        let least = if at == 0 { head } else { 0 };
        let rest = &raw[at..];
        let mut room = size;
        let end = loop {
            if room >= rest.len() {
                break rest.len();
            }
            let cut = (windows.last_cut)(&rest[..room]).filter(|cut| *cut > least);
            // The first window has a cue, or none is told of the file.
            match cut.filter(|cut| at > 0 || !open(format, &rest[..*cut]).cues.is_empty()) {
                Some(cut) => break cut,
                None => room *= 2,
            }
        };
        if !(windows.is_apart)(&rest[least..end]) {
            return None;
        }
        let window = if at == 0 { rest[..end].to_vec() } else { [&raw[..head], &rest[..end]].concat() };
        let document = open(format, &window);
        let starts = || document.cues.iter().filter_map(|cue| document.time(cue.start));
        if starts().min().zip(latest).is_some_and(|(first, latest)| first < latest) {
            return None;
        }
        latest = latest.max(starts().max());
        let one = match at {
            0 => said(&document, 0, 0, &all),
            _ => said(&document, head, at - head, &all),
        };
        all.cues.extend(one.cues);
        all.slots.extend(one.slots);
        all.problems.extend(one.problems);
        at += end;
        parts += 1;
    }
    Some((all, parts))
}

/// Holds the windows against the whole; how many there were.
pub(crate) fn cuts(format: &Format, raw: &[u8], size: usize) -> usize {
    let Some((parts, cuts)) = in_windows(format, raw, size) else { return 0 };
    let whole = said(&open(format, raw), 0, 0, &Said::default());
    assert_eq!(parts, whole, "{:?} in windows of {size}", String::from_utf8_lossy(raw));
    cuts
}

/// As [`cuts`], for properties.
pub(crate) fn same(format: &Format, raw: &[u8], size: usize) {
    cuts(format, raw, size);
}
