//! The SubRip reader: a loop over lines that never gives up.
//!
//! There is no look-ahead. A line that is no time line joins the open cue's text; when a time line comes, the
//! last line is taken back if it turns out to be that cue's counter. Each byte is looked at a fixed number of
//! times, whatever the input.

mod clean;

use super::timing::{self, Rest, Timing};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::{
    BaseId, CueNode, Document, Line, LineEnds, Problem, ProblemKind, SlotId, TimeSlot, is_blank, line_at,
    whole,
};
use crate::time::{Clock, ClockFault, Notation};

/// A counter that is no plain number must be one short word, or it is text.
const LONGEST_ODD_COUNTER: usize = 32;

/// Indexes a SubRip text.
#[must_use]
pub fn parse(source: Source<'_>) -> Document<'_> {
    index(source, true)
}

/// `shortcut` reads blocks in the clean shape without the state machine. What comes out is the same.
#[inline]
fn index(source: Source<'_>, shortcut: bool) -> Document<'_> {
    let text = source.text();
    let bytes = text.as_bytes();
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    // Cues take 70 (Latin letters) to 100 bytes (Cyrillic). A guess too low moves everything once, which costs
    // a third of the parsing; one too high reserves pages that are never touched.
    let guess = bytes.len() / 64 + 4;
    let mut reader = Reader {
        bytes,
        cues: Vec::with_capacity(guess),
        slots: Vec::with_capacity(guess * 2),
        problems: Vec::new(),
        ends: LineEnds::default(),
        open: false,
        number: Span::default(),
        timing: Span::default(),
        text: Span::default(),
        text_before_last: Span::default(),
        start: SlotId::NONE,
        end: SlotId::NONE,
        gap: None,
        gap_before_last: None,
        last: None,
        blanks: 0,
        dirty: false,
        odd: false,
    };
    let mut at = bom;
    let mut strict = false;
    loop {
        if shortcut {
            let from = at;
            at = reader.clean(at);
            strict = from == bom && at > from && at == bytes.len() && !reader.odd;
        }
        let Some(line) = line_at(bytes, at, &mut reader.ends) else { break };
        reader.line(line);
        at = line.next;
    }
    reader.finish();
    let Reader { cues, slots, problems, ends, .. } = reader;
    let mut document =
        Document { numbered: true, cues, slots, problems, strict, ..Document::new(source, super::FORMAT.id) };
    whole(&mut document, ends);
    document
}

/// The last line that was neither blank nor a time line.
#[derive(Clone, Copy)]
struct Last {
    line: Line,
    counter: bool,
    blanks_before: u32,
}

struct Reader<'t> {
    bytes: &'t [u8],
    cues: Vec<CueNode>,
    slots: Vec<TimeSlot>,
    problems: Vec<Problem>,
    ends: LineEnds,
    open: bool,
    number: Span,
    timing: Span,
    text: Span,
    text_before_last: Span,
    start: SlotId,
    end: SlotId,
    /// The first blank line inside the open cue's text, and what it was before the last line joined.
    gap: Option<usize>,
    gap_before_last: Option<usize>,
    last: Option<Last>,
    /// Blank lines since the last line that was not.
    blanks: u32,
    /// One of them holds something, though nobody sees it.
    dirty: bool,
    /// A cue of the clean shape has no text, or hours of many digits: what not every strict reader takes.
    odd: bool,
}

impl Reader<'_> {
    #[inline]
    fn line(&mut self, line: Line) {
        let body = &self.bytes[line.start..line.end];
        if is_blank(body) {
            self.blanks += 1;
            if !body.is_empty() {
                self.dirty = true;
                // A line of zero bytes is another matter, and reported as such.
                if body.iter().any(|b| *b != 0) {
                    let cue = self.open.then(|| u32::try_from(self.cues.len()).unwrap_or(u32::MAX));
                    self.report(ProblemKind::BlankNotEmpty, Span::new(line.start, line.end), cue);
                }
            }
            return;
        }
        if let Some(timing) = timing::read(body) {
            return self.time_line(line, &timing);
        }
        let after_counter = self.last.is_some_and(|l| l.counter) && self.blanks <= 1;
        let expected = after_counter || self.blanks > 0 || !self.open && self.last.is_none();
        if expected
            && could_be_damaged(body, after_counter)
            && let Some(timing) = timing::damaged(body, after_counter)
        {
            return self.time_line(line, &timing);
        }
        self.text_line(line, body);
    }

    #[inline]
    fn text_line(&mut self, line: Line, body: &[u8]) {
        let counter = is_counter(body);
        if memchr::memchr(b'>', body).is_some() && timing::inside_text(body) {
            let cue = self.open.then(|| u32::try_from(self.cues.len()).unwrap_or(u32::MAX));
            self.report(ProblemKind::ArrowInText, Span::new(line.start, line.end), cue);
        }
        if self.open {
            self.text_before_last = self.text;
            self.gap_before_last = self.gap;
            if self.text.is_empty() {
                self.text = Span::new(line.start, line.end);
                if self.blanks > 0 {
                    self.gap = Some(line.start);
                }
            } else {
                if self.blanks > 0 && self.gap.is_none() {
                    self.gap = Some(line.start);
                }
                self.text.end = Span::empty(line.end).end;
            }
        } else if self.cues.is_empty() {
            self.text_before_last = self.text;
            self.text = if self.text.is_empty() {
                Span::new(line.start, line.end)
            } else {
                self.text.cover(Span::new(line.start, line.end))
            };
        }
        self.last = Some(Last { line, counter, blanks_before: self.blanks });
        self.blanks = 0;
    }

    #[inline]
    fn time_line(&mut self, line: Line, timing: &Timing) {
        // Strict, counter right above, one blank line before it: nothing to report.
        let clean = matches!(self.last, Some(Last { counter: true, blanks_before, .. })
                if blanks_before == u32::from(self.open) && self.blanks == 0)
            && timing.strict
            && !self.dirty;
        let number = match self.last {
            Some(last) if clean => {
                self.take_back();
                Span::new(last.line.start, last.line.end)
            }
            _ => self.number_before(line),
        };
        self.close();
        let id = u32::try_from(self.cues.len()).unwrap_or(u32::MAX);
        self.open = true;
        self.number = number;
        self.timing = Span::new(line.start, line.end);
        self.text = Span::empty(line.end);
        self.text_before_last = self.text;
        self.start = self.slot(line.start, timing.start.as_ref());
        self.end = self.slot(line.start, timing.end.as_ref());
        self.gap = None;
        self.gap_before_last = None;
        self.last = None;
        self.blanks = 0;
        self.dirty = false;
        if !timing.strict {
            self.loose(id, line, timing);
        }
    }

    #[inline]
    fn slot(&mut self, base: usize, stamp: Option<&(std::ops::Range<usize>, Clock)>) -> SlotId {
        let Some((range, clock)) = stamp else { return SlotId::NONE };
        let id = SlotId::new(self.slots.len());
        let span = Span::new(base + range.start, base + range.end);
        self.slots.push(TimeSlot { span, time: clock.time, base: BaseId::ZERO, notation: Notation::SubRip });
        id
    }

    /// Takes the last line out of the open cue's text, or out of the junk before the first cue.
    #[inline]
    fn take_back(&mut self) {
        self.text = self.text_before_last;
        self.gap = self.gap_before_last;
    }

    /// Finds the counter above a time line in all but the clean case, and reports what is odd about it.
    #[cold]
    fn number_before(&mut self, line: Line) -> Span {
        let id = u32::try_from(self.cues.len() + usize::from(self.open)).unwrap_or(u32::MAX);
        let here = Span::new(line.start, line.end);
        let last = self.last.filter(|l| {
            let body = &self.bytes[l.line.start..l.line.end];
            // A lone word above a time line may be dialogue; with a digit in it, it is hardly that.
            let word = body.len() <= LONGEST_ODD_COUNTER
                && body.iter().any(|b| b.is_ascii_digit() || *b == b'#')
                && !body.trim_ascii().iter().any(u8::is_ascii_whitespace);
            let set_apart = l.blanks_before > 0 || !self.open;
            let above = l.counter && self.blanks <= 1 || self.blanks == 0 && set_apart && word;
            // "WEBVTT" is a header and not a counter.
            above && !(self.cues.is_empty() && !self.open && body.ends_with(b"WEBVTT"))
        });
        let mut blanks = self.blanks;
        let number = match last {
            None => {
                self.report(ProblemKind::NumberMissing, here, Some(id));
                Span::empty(line.start)
            }
            Some(last) => {
                self.take_back();
                let span = Span::new(last.line.start, last.line.end);
                if !last.counter {
                    self.report(ProblemKind::NumberMalformed, span, Some(id));
                }
                if self.blanks > 0 {
                    self.report(ProblemKind::BlankAfterNumber, Span::empty(last.line.next), Some(id));
                }
                blanks = last.blanks_before;
                span
            }
        };
        let top = if number.is_empty() { here } else { number };
        if self.open && blanks == 0 {
            self.report(ProblemKind::BlankMissing, top, Some(id));
        }
        // One blank line sets a cue apart from the cue, or the junk, before it.
        if blanks > u32::from(self.open || !self.text.is_empty()) {
            self.report(ProblemKind::BlankExtra, Span::empty(top.start as usize), Some(id));
        }
        number
    }

    /// Reports everything about a time line that is not SubRip's strict form.
    #[cold]
    fn loose(&mut self, id: u32, line: Line, timing: &Timing) {
        let body = &self.bytes[line.start..line.end];
        let at = |range: &std::ops::Range<usize>| Span::new(line.start + range.start, line.start + range.end);
        let cue = Some(id);
        for stamp in [&timing.start, &timing.end].into_iter().flatten() {
            for fault in ClockFault::ALL.into_iter().filter(|f| stamp.1.has(*f)) {
                self.report(ProblemKind::StampLoose(fault), at(&stamp.0), cue);
            }
        }
        let first = timing.start.as_ref().map_or(timing.arrow.start, |s| s.0.start);
        if timing.start.is_some() && first > 0 {
            self.report(ProblemKind::StampIndented, at(&(0..first)), cue);
        }
        let arrow = body.get(timing.arrow.clone()).unwrap_or_default();
        if timing.start.is_none() {
            self.report(ProblemKind::StampUnreadable, at(&(0..timing.arrow.start)), cue);
        }
        if timing.end.is_none() {
            let after = timing.arrow.end..body.len();
            let missing = is_blank(&body[after.clone()]);
            let kind = if missing { ProblemKind::StampMissing } else { ProblemKind::StampUnreadable };
            self.report(kind, if missing { at(&(0..body.len())) } else { at(&after) }, cue);
        } else if arrow != b" --> " && !arrow.is_empty() {
            self.report(ProblemKind::ArrowLoose, at(&timing.arrow), cue);
        }
        let rest = timing.rest..body.len();
        match timing::rest(&body[rest.clone()]) {
            Rest::Nothing => {}
            Rest::Coordinates => self.report(ProblemKind::Coordinates, at(&rest), cue),
            Rest::Settings => self.report(ProblemKind::Settings, at(&rest), cue),
            Rest::Other => self.report(ProblemKind::TimingRest, at(&rest), cue),
        }
    }

    #[cold]
    fn report(&mut self, kind: ProblemKind, span: Span, cue: Option<u32>) {
        self.problems.push(Problem { kind, span, cue });
    }

    /// Ends the open cue, or the junk before the first one.
    #[inline]
    fn close(&mut self) {
        if !self.open {
            if self.cues.is_empty() && !self.text.is_empty() {
                self.report(ProblemKind::JunkBefore, self.text, None);
            }
            return;
        }
        if let Some(at) = self.gap {
            let id = u32::try_from(self.cues.len()).ok();
            let first = at == self.text.start as usize;
            let kind = if first { ProblemKind::BlankBeforeText } else { ProblemKind::BlankInText };
            self.report(kind, Span::empty(at), id);
        }
        self.cues.push(CueNode {
            number: self.number,
            timing: self.timing,
            text: self.text,
            start: self.start,
            end: self.end,
        });
    }

    fn finish(&mut self) {
        // A counter behind a blank line with nothing after it: the file was cut off there.
        if let Some(last) = self.last.filter(|l| self.open && l.counter && l.blanks_before > 0) {
            self.take_back();
            let span = Span::new(last.line.start, last.line.end);
            self.report(ProblemKind::NumberAlone, span, None);
        }
        self.close();
        self.open = false;
    }
}

/// Digits only, with room for blanks around and a stray byte order mark.
#[inline]
fn is_counter(body: &[u8]) -> bool {
    match body.first() {
        Some(b'0'..=b'9') => body.trim_ascii_end().iter().all(u8::is_ascii_digit),
        Some(b' ' | b'\t' | 0xef) => {
            let body = body.trim_ascii();
            let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body).trim_ascii();
            !body.is_empty() && body.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

/// A cheap test before the thorough one: a time line has an arrow, or begins with a digit, behind blanks or signs nobody sees
/// where it has some.
fn could_be_damaged(body: &[u8], after_counter: bool) -> bool {
    let digit = || match body.first() {
        Some(b' ' | b'\t' | 0xe2 | 0xef) => body.iter().any(u8::is_ascii_digit),
        first => first.is_some_and(u8::is_ascii_digit),
    };
    (after_counter && digit()) || memchr::memchr(b'>', body).is_some()
}

#[cfg(test)]
mod tests;
