//! The reader: stamps alone on their lines, and what stands between them.

use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::{ended_by, ended_by_nothing, index, slot};
use crate::source::Source;
use crate::syntax::{
    Base, BaseId, CueNode, Document, Fault, LineEnds, Problem, ProblemKind, SlotId, is_blank, line_at, whole,
};
use crate::time::{Clock, ClockFault, Decimal, Notation, Time};
use std::ops::Range;

const NOTATION: Notation = Notation::Decimal(Decimal::SECONDS);

static LOOSE: Fault = Fault::warning("subviewer1-loose", "this time is not spelt [HH:MM:SS]");
static END_ALONE: Fault = Fault::warning("subviewer1-end-alone", "an out-time where no cue is open");

/// A line that is one clock in brackets: the clock's place in it. The clock may be unreadable.
pub(super) fn stamp(line: &[u8]) -> Option<Range<usize>> {
    let start = line.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let body = line.get(start..)?.trim_ascii_end();
    let inner = body.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let like = inner.len() <= 24
        && inner.iter().filter(|b| **b == b':').count() == 2
        && inner.iter().all(|b| b.is_ascii_digit() || b":., -".contains(b))
        && inner.iter().any(u8::is_ascii_digit);
    like.then_some(start + 1..start + 1 + inner.len())
}

fn clock(text: &str) -> Option<Clock> {
    NOTATION.read(text.as_bytes()).filter(|clock| clock.len == text.len())
}

/// The entries of the head: key, value (which may stand on the line below), and the key's place. A text without cues
/// is no head.
pub(super) fn head<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (&'d str, &'d str, Span)> {
    let end = document.cues.first().map_or(0, |cue| cue.timing.start as usize);
    entries(document.source.text(), end).into_iter()
}

fn entries(text: &str, end: usize) -> Vec<(&str, &str, Span)> {
    let mut out: Vec<(&str, &str, Span)> = Vec::new();
    let mut at = 0;
    for line in text.get(..end).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let line = line.trim().trim_start_matches('\u{feff}');
        if let Some((key, value)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            out.push((key, value.trim(), Span::new(start, start + line.len())));
        } else if let Some(last) = out.last_mut().filter(|last| last.1.is_empty() && !line.is_empty()) {
            last.1 = line;
        }
    }
    out
}

/// A stamp, and whether text stands below it.
struct Stamp {
    line: Span,
    span: Span,
    text: Span,
    blank_first: bool,
}

pub(super) fn parse<'a>(source: Source<'a>, _: &ReadOptions) -> Document<'a> {
    let text = source.text();
    let mut ends = LineEnds::default();
    let (mut stamps, mut junk): (Vec<Stamp>, Span) = (Vec::new(), Span::default());
    let (mut at, mut in_head, mut closed) = (0, false, false);
    while let Some(line) = line_at(text.as_bytes(), at, &mut ends) {
        at = line.next;
        let here = Span::new(line.start, line.end);
        let body = here.of(text).trim_start_matches('\u{feff}');
        if is_blank(body.as_bytes()) {
            if let Some(last) = stamps.last_mut().filter(|last| last.text.is_empty()) {
                last.blank_first = true;
            }
            continue;
        }
        if let Some(inner) = stamp(body.as_bytes()) {
            let from = line.end - body.len();
            let span = Span::new(inner.start, inner.end).offset(from);
            stamps.push(Stamp { line: here, span, text: Span::empty(line.end), blank_first: false });
            closed = false;
            continue;
        }
        let tag = body.trim().starts_with('[');
        match stamps.last_mut() {
            // `[END]` and the line of stars below it.
            Some(_) if closed || body.trim().eq_ignore_ascii_case("[END]") => closed = true,
            Some(last) => last.text = if last.text.is_empty() { here } else { last.text.cover(here) },
            // What stands below an entry of the head is its value.
            None if tag || in_head => in_head = true,
            None => junk = if junk.is_empty() { here } else { junk.cover(here) },
        }
    }
    let first = stamps.first().map_or(0, |s| s.line.start as usize);
    let delay =
        entries(text, first).iter().find(|(key, ..)| key.eq_ignore_ascii_case("DELAY")).and_then(|it| {
            let seconds: i64 = it.1.parse().ok()?;
            Time::from_millis(seconds.checked_mul(1000)?)
        });
    let mut document = Document::new(source, super::FORMAT.id);
    index_stamps(&mut document, &stamps, delay.unwrap_or_default());
    if !junk.is_empty() {
        document.problems.push(Problem { kind: ProblemKind::JunkBefore, span: junk, cue: None });
    }
    whole(&mut document, ends);
    document
}

fn index_stamps(document: &mut Document<'_>, stamps: &[Stamp], delay: Time) {
    let base = match delay {
        Time::ZERO => BaseId::ZERO,
        // The number says an instant that much earlier than it stands for.
        delay => document.base(Base { since: SlotId::NONE, offset: delay }),
    };
    let mut open: Option<usize> = None;
    for stamp in stamps {
        let begins = !stamp.text.is_empty();
        let read = clock(stamp.span.of(document.source.text()))
            .and_then(|clock| Some((clock, clock.time.checked_add(delay)?)));
        let cue = if begins { document.cues.len() } else { open.unwrap_or(document.cues.len()) };
        let of = (begins || open.is_some()).then(|| index(cue));
        let tell = |document: &mut Document<'_>, kind, span| {
            document.problems.push(Problem { kind, span, cue: of });
        };
        if begins
            && let Some(last) = open.take()
            && let Some((_, time)) = read
        {
            // The new cue ends the open one.
            let next = SlotId::new(document.slots.len() + 1);
            let end = ended_by(document, stamp.span.start, next, time);
            if let Some(node) = document.cues.get_mut(last) {
                node.end = end;
            }
        }
        let id = match read {
            Some((clock, time)) => {
                for fault in [ClockFault::Above59, ClockFault::Negative].into_iter().filter(|f| clock.has(*f))
                {
                    tell(document, ProblemKind::StampLoose(fault), stamp.span);
                }
                if clock.has(ClockFault::Width)
                    || !clock.has(ClockFault::NoFraction)
                    || clock.has(ClockFault::Blanks)
                {
                    tell(document, ProblemKind::Own(&LOOSE), stamp.span);
                }
                slot(document, stamp.span, time, base, NOTATION)
            }
            None => {
                tell(document, ProblemKind::StampUnreadable, stamp.span);
                SlotId::NONE
            }
        };
        if begins {
            if stamp.blank_first {
                let kind = ProblemKind::BlankBeforeText;
                tell(document, kind, Span::empty(stamp.text.start as usize));
            }
            let number = Span::empty(stamp.line.start as usize);
            let node = CueNode { number, timing: stamp.line, text: stamp.text, start: id, end: SlotId::NONE };
            document.cues.push(node);
            open = Some(cue);
        } else if let Some(node) = open.take().and_then(|last| document.cues.get_mut(last)) {
            node.end = id;
        } else {
            document.problems.push(Problem {
                kind: ProblemKind::Own(&END_ALONE),
                span: stamp.span,
                cue: None,
            });
        }
    }
    if let Some(last) = open
        && let Some(start) = document.cues.get(last).map(|node| node.start)
    {
        let end = ended_by_nothing(document, last, start);
        if let Some(node) = document.cues.get_mut(last) {
            node.end = end;
        }
    }
}
