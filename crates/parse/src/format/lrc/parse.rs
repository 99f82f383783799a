//! The reader: stamps, tags, and which stamp ends which cue.

use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::{ended_by_nothing, index};
use crate::source::Source;
use crate::syntax::{
    Base, BaseId, CueNode, Document, Fault, LineEnds, Problem, ProblemKind, SlotId, TimeSlot, is_blank,
    line_at, whole,
};
use crate::time::{Clock, Decimal, Notation, Time};

const NOTATION: Notation = Notation::Decimal(Decimal::CENTIS);

static NO_STAMP: Fault = Fault::warning("lrc-no-stamp", "this line has no time; players do not show it");
static OFFSET: Fault =
    Fault::error("lrc-offset", "the offset cannot be read; it should be a whole number of milliseconds");

/// A stamp at the start of `text`, between these brackets: its length with them, and its time where it can be read.
/// Minutes and seconds, with or without a fraction; three fields could be hours or hundredths, so they are none.
pub(super) fn stamp(text: &[u8], open: u8, close: u8) -> Option<(usize, Option<Clock>)> {
    let inner = text.strip_prefix(&[open])?;
    let len = inner.iter().take(24).position(|b| *b == close)?;
    let inner = inner.get(..len)?;
    let colon = memchr::memchr(b':', inner)?;
    let like = |part: &[u8]| part.iter().all(|b| b.is_ascii_digit() || b".:,-".contains(b));
    (colon > 0 && inner.first().is_some_and(|b| b.is_ascii_digit() || *b == b'-') && like(inner))
        .then_some(())?;
    let one_colon = inner.iter().filter(|b| **b == b':').count() == 1;
    let clock = NOTATION.read(inner).filter(|clock| one_colon && clock.len == inner.len());
    Some((len + 2, clock))
}

/// The tag that a line is: `[ar:Name]`.
pub(super) fn tag(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().strip_prefix('[')?.strip_suffix(']')?.split_once(':')?;
    let named = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.len() < 24;
    named.then_some((key.trim(), value.trim()))
}

/// The stamps inside a line: places and lengths.
pub(super) fn inner(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).filter_map(|at| {
        let (len, clock) = stamp(bytes.get(at..)?, b'<', b'>')?;
        clock.map(|_| (at, len))
    })
}

/// The stamp that ends a cue: its time, and its slot's index.
type Next = Option<(Time, usize)>;

/// A stamp before a text.
struct Stamp {
    bracket: Span,
    time: Option<Time>,
    text: Span,
    /// Nobody sees the text: the stamp ends a cue and begins none.
    blank: bool,
    /// Where the stamps inside the text are, for the last stamp of a line.
    inner: Vec<(Span, Time)>,
}

#[derive(Default)]
struct Reader {
    stamps: Vec<Stamp>,
    problems: Vec<Problem>,
    offset: Time,
    length: Option<Time>,
    cues: usize,
}

pub(super) fn parse<'a>(source: Source<'a>, _: &ReadOptions) -> Document<'a> {
    let text = source.text();
    let mut reader = Reader::default();
    let mut ends = LineEnds::default();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    while let Some(line) = line_at(text.as_bytes(), at, &mut ends) {
        at = line.next;
        reader.line(text, Span::new(line.start, line.end));
    }
    let mut document = Document::new(source, super::FORMAT.id);
    reader.index(&mut document);
    whole(&mut document, ends);
    document
}

impl Reader {
    fn tell(&mut self, kind: ProblemKind, span: Span, cue: Option<u32>) {
        self.problems.push(Problem { kind, span, cue });
    }

    fn line(&mut self, text: &str, here: Span) {
        let line = here.of(text);
        if is_blank(line.as_bytes()) {
            return;
        }
        if let Some((key, value)) = tag(line) {
            return self.tag(key, value, here);
        }
        let mut at = line.len() - line.trim_start().len();
        let first = self.stamps.len();
        while let Some((len, clock)) = line.as_bytes().get(at..).and_then(|rest| stamp(rest, b'[', b']')) {
            let bracket = Span::new(at, at + len).offset(here.start as usize);
            let time = clock.map(|clock| clock.time);
            self.stamps.push(Stamp { bracket, time, text: Span::default(), blank: false, inner: Vec::new() });
            at += len;
        }
        if self.stamps.len() == first {
            return self.tell(ProblemKind::Own(&NO_STAMP), here, None);
        }
        let rest = line.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start().len();
        let span = Span::new(at + blanks, line.len()).offset(here.start as usize);
        let body = span.of(text);
        let inner: Vec<(Span, Time)> = inner(body)
            .filter_map(|(at, len)| {
                let place = Span::new(at + 1, at + len - 1).offset(span.start as usize);
                Some((place, NOTATION.read(place.of(text).as_bytes())?.time))
            })
            .collect();
        let shown = body.len() - inner.iter().map(|(span, _)| span.len() + 2).sum::<usize>();
        let blank = shown == 0 || is_blank(body.as_bytes());
        for stamp in self.stamps.iter_mut().skip(first) {
            (stamp.text, stamp.blank) = (span, blank);
        }
        if let Some(last) = self.stamps.last_mut() {
            last.inner = inner;
        }
        for n in first..self.stamps.len() {
            let Some(stamp) = self.stamps.get(n) else { continue };
            let (bracket, unreadable) = (stamp.bracket, stamp.time.is_none());
            let cue = (!blank).then(|| index(self.cues));
            self.cues += usize::from(!blank);
            if unreadable {
                self.tell(ProblemKind::StampUnreadable, bracket, cue);
            }
        }
    }

    fn tag(&mut self, key: &str, value: &str, here: Span) {
        if key.eq_ignore_ascii_case("offset") {
            let ms = value.strip_prefix('+').unwrap_or(value).parse::<i64>().ok();
            match ms.and_then(Time::from_millis) {
                Some(offset) => self.offset = offset,
                None if value.is_empty() => {}
                None => self.tell(ProblemKind::Own(&OFFSET), here, None),
            }
        } else if key.eq_ignore_ascii_case("length") {
            self.length =
                NOTATION.read(value.as_bytes()).filter(|c| c.len == value.len()).map(|clock| clock.time);
        }
    }

    fn index(self, document: &mut Document<'_>) {
        let base = match self.offset {
            Time::ZERO => BaseId::ZERO,
            // The number says an instant that much later than it stands for.
            offset => document.base(Base { since: SlotId::NONE, offset: offset.negate() }),
        };
        let absolute = |time: Time| time.checked_sub(self.offset);
        document.problems = self.problems;
        // Where each stamp's slot will be: behind it a place for its cue's end, then the stamps inside its text.
        let mut place = 0;
        let mut timed: Vec<(Time, usize, usize)> = Vec::new();
        for (n, stamp) in self.stamps.iter().enumerate() {
            if let Some(time) = stamp.time.and_then(absolute) {
                timed.push((time, n, place));
                place += 1 + usize::from(!stamp.blank);
            }
            place += stamp.inner.iter().filter(|(_, time)| absolute(*time).is_some()).count();
        }
        timed.sort_by_key(|(time, n, _)| (*time, *n));
        // The next later stamp for each, from the last backwards.
        let mut ends: Vec<Next> = vec![None; self.stamps.len()];
        let (mut later, mut now): (Next, Next) = (None, None);
        for (time, n, slot) in timed.iter().rev() {
            if now.is_some_and(|(it, _)| it > *time) {
                later = now;
            }
            now = Some((*time, *slot));
            if let Some(end) = ends.get_mut(*n) {
                *end = later;
            }
        }
        for (stamp, end) in self.stamps.iter().zip(ends) {
            let timing = stamp.bracket;
            let span = Span::new(timing.start as usize + 1, (timing.end as usize).saturating_sub(1));
            let start = stamp.time.and_then(absolute).map(|time| push(document, span, time, base, NOTATION));
            if !stamp.blank {
                let number = Span::empty(timing.start as usize);
                let cue = document.cues.len();
                let end = start.map_or(SlotId::NONE, |start| self.length.ended(document, cue, start, end));
                let start = start.unwrap_or(SlotId::NONE);
                document.cues.push(CueNode { number, timing, text: stamp.text, start, end });
            }
            for (span, time) in &stamp.inner {
                if let Some(time) = absolute(*time) {
                    push(document, *span, time, base, NOTATION);
                }
            }
        }
    }
}

fn push(document: &mut Document<'_>, span: Span, time: Time, base: BaseId, notation: Notation) -> SlotId {
    let id = SlotId::new(document.slots.len());
    document.slots.push(TimeSlot { span, time, base, notation });
    id
}

/// How the last cue ends: with the song, where its length is known.
trait Ends {
    fn ended(self, document: &mut Document<'_>, cue: usize, start: SlotId, next: Next) -> SlotId;
}

impl Ends for Option<Time> {
    fn ended(self, document: &mut Document<'_>, cue: usize, start: SlotId, next: Next) -> SlotId {
        let Some(from) = start.index().and_then(|i| document.slots.get(i)).copied() else {
            return SlotId::NONE;
        };
        let here = Span::empty(from.span.end as usize);
        match (next, self.filter(|length| *length > from.time)) {
            (Some((time, slot)), _) => {
                let base = document.base(Base { since: SlotId::new(slot), offset: Time::ZERO });
                push(document, here, time, base, Notation::Implied)
            }
            (None, Some(length)) => {
                // It moves with the last line.
                let offset = length.saturating_sub(from.time);
                let base = document.base(Base { since: start, offset });
                push(document, here, length, base, Notation::Implied)
            }
            (None, None) => ended_by_nothing(document, cue, start),
        }
    }
}
