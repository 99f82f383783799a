//! Cues that are one line each and begin with two whole numbers in brackets: `{24}{48}text`, `[10][20]text`.

use super::{ended_by, ended_by_nothing, index, slot};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::{
    BaseId, CueNode, Document, Fault, LineEnds, Problem, ProblemKind, SlotId, is_blank, line_at, whole,
};
use crate::time::{ClockFault, Clockwork, Notation, Time, Unit};
use std::ops::Range;

static CONTINUED: Fault = Fault::warning(
    "common-continued",
    "this line has no times of its own; it is taken as part of the cue above it, and players drop it",
);

/// What tells formats of this kind apart.
pub(in crate::format) struct Counted {
    pub(in crate::format) id: &'static str,
    pub(in crate::format) brackets: [u8; 2],
    pub(in crate::format) unit: Unit,
}

/// The two numbers at the start of a line, without their brackets and the blanks inside, and where the text begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::format) struct Fields {
    pub(in crate::format) start: Range<usize>,
    pub(in crate::format) end: Range<usize>,
    pub(in crate::format) len: usize,
}

/// Reads the two numbers at the start of a line; either may be missing from its brackets.
pub(in crate::format) fn fields(line: &[u8], brackets: [u8; 2]) -> Option<Fields> {
    let blanks = line.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let (start, at) = field(line, blanks, brackets)?;
    let (end, len) = field(line, at, brackets)?;
    Some(Fields { start, end, len })
}

fn field(line: &[u8], at: usize, [open, close]: [u8; 2]) -> Option<(Range<usize>, usize)> {
    let rest = line.get(at..)?.strip_prefix(&[open])?;
    let blanks = |part: &[u8]| part.iter().take_while(|b| **b == b' ').count();
    let before = blanks(rest);
    let number = rest.get(before..)?;
    let sign = usize::from(number.first() == Some(&b'-'));
    let digits = number.get(sign..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    let len = if digits == 0 { 0 } else { sign + digits };
    let tail = number.get(len..)?;
    let after = blanks(tail);
    (tail.get(after) == Some(&close)).then_some(())?;
    let start = at + 1 + before;
    Some((start..start + len, start + len + after + 1))
}

/// Indexes a text. `header` is asked about each line with two numbers before the first cue, and says whether it is
/// no cue; it may set the clockwork.
pub(in crate::format) fn read_counted<'a>(
    source: Source<'a>,
    how: &Counted,
    clockwork: Clockwork,
    mut header: impl FnMut(&mut Document<'a>, &Fields, Span) -> bool,
) -> Document<'a> {
    let mut document = Document { clockwork, ..Document::new(source, how.id) };
    let mut ends = LineEnds::default();
    let mut open = None;
    let mut junk = Span::default();
    let mut at = if document.source.text().starts_with('\u{feff}') { 3 } else { 0 };
    while let Some(line) = line_at(document.source.text().as_bytes(), at, &mut ends) {
        at = line.next;
        let body = document.source.text().as_bytes().get(line.start..line.end).unwrap_or_default();
        if is_blank(body) {
            continue;
        }
        let here = Span::new(line.start, line.end);
        match fields(body, how.brackets) {
            Some(fields) if document.cues.is_empty() && header(&mut document, &fields, here) => {}
            Some(fields) => cue(&mut document, how.unit, &fields, here, &mut open),
            None => match document.cues.last_mut() {
                Some(last) => {
                    last.text = if last.text.is_empty() { here } else { last.text.cover(here) };
                    let cue = Some(index(document.cues.len() - 1));
                    document.problems.push(Problem { kind: ProblemKind::Own(&CONTINUED), span: here, cue });
                }
                None => junk = if junk.is_empty() { here } else { junk.cover(here) },
            },
        }
    }
    if let Some((cue, start, _)) = open {
        let end = ended_by_nothing(&mut document, cue, start);
        if let Some(node) = document.cues.get_mut(cue) {
            node.end = end;
        }
    }
    if !junk.is_empty() {
        document.problems.push(Problem { kind: ProblemKind::JunkBefore, span: junk, cue: None });
    }
    whole(&mut document, ends);
    document
}

/// The last cue, where it has no out-time of its own: its index, its in-time and that slot's place.
type Open = Option<(usize, SlotId, Time)>;

fn cue(document: &mut Document<'_>, unit: Unit, fields: &Fields, here: Span, open: &mut Open) {
    let at = here.start as usize;
    let n = document.cues.len();
    let span = |range: &Range<usize>| Span::new(at + range.start, at + range.end);
    let (from, to) = (span(&fields.start), span(&fields.end));
    let timing = Span::new(at, at + fields.len);
    let tell = |document: &mut Document<'_>, kind, span| {
        document.problems.push(Problem { kind, span, cue: Some(index(n)) })
    };
    let time = |document: &Document<'_>, span: Span| -> Option<Time> {
        let per_second = unit.per_second(&document.clockwork)?;
        per_second.time_of(span.of(document.source.text()).parse().ok()?)
    };
    // Without a rate nothing is readable, and that is said once for the whole file.
    let counts = unit.per_second(&document.clockwork).is_some();
    let (start_time, end_time) = (time(document, from), time(document, to));
    if let Some(now) = start_time
        && let Some((last, since, then)) = open.take()
    {
        let end = if now > then {
            let since_next = SlotId::new(document.slots.len() + 1);
            ended_by(document, from.start, since_next, now)
        } else {
            ended_by_nothing(document, last, since)
        };
        if let Some(node) = document.cues.get_mut(last) {
            node.end = end;
        }
    }
    let written = |document: &mut Document<'_>, span: Span, time: Option<Time>| match time {
        Some(time) => {
            if time.is_negative() {
                tell(document, ProblemKind::StampLoose(ClockFault::Negative), span);
            }
            slot(document, span, time, BaseId::ZERO, Notation::Count(unit))
        }
        None => {
            let whole = if span.is_empty() { timing } else { span };
            if counts {
                tell(document, ProblemKind::StampUnreadable, whole);
            }
            SlotId::NONE
        }
    };
    let start = written(document, from, start_time);
    let end = if to.is_empty() && start != SlotId::NONE {
        document.problems.push(Problem {
            kind: ProblemKind::StampMissing,
            span: timing,
            cue: Some(index(n)),
        });
        *open = start_time.map(|time| (n, start, time));
        SlotId::OPEN
    } else {
        written(document, to, end_time)
    };
    let text = Span::new(at + fields.len, here.end as usize);
    document.cues.push(CueNode { number: Span::empty(at), timing, text, start, end });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_in_brackets() {
        let read = |text: &str| fields(text.as_bytes(), *b"{}").map(|f| (f.start, f.end, f.len));
        assert_eq!(read("{24}{48}Hola"), Some((1..3, 5..7, 8)));
        assert_eq!(read(" {-1}{ 48 }"), Some((2..4, 7..9, 11)));
        assert_eq!(read("{24}{}x"), Some((1..3, 5..5, 6)));
        for text in ["", "{24}", "{24}48", "{24}{4a}", "{y:i}{1}", "[1][2]", "{-}{1}"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
