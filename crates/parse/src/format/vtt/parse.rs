//! The WebVTT reader: the standard's parser to the letter, and every block it would drop kept all the same.

use super::block::{Block, Head, Kind, Scanner, Signature, line_at};
use super::faults as fault;
use super::header;
use super::players::as_parsed;
use super::region::Region;
use super::settings::{Settings, words};
use super::timing::{self, Loose, NOTATION, Stamp, Timing};
use super::token::{Token, Tokens};
use crate::base::Span;
use crate::source::{Encoding, Source};
use crate::syntax::{
    BaseId, CueNode, Document, Fault, Problem, ProblemKind, SlotId, TimeSlot, line_at as any_line,
};
use crate::time::{Clock, ClockFault, Time};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Indexes a WebVTT text.
#[must_use]
pub fn parse(source: Source<'_>) -> Document<'_> {
    let text = source.text();
    let mut scanner = Scanner::new(text);
    let mut reader = Reader {
        text,
        cues: Vec::with_capacity(text.len() / 64 + 4),
        slots: Vec::with_capacity(text.len() / 32 + 8),
        problems: Vec::new(),
        regions: HashSet::new(),
        refused: false,
        latest: Time::ZERO,
    };
    reader.file(&source, scanner.is_triple());
    let head = scanner.head();
    reader.head(&head, scanner.is_triple());
    let mut first = true;
    while let Some(block) = scanner.block() {
        reader.block(block, first);
        first = false;
    }
    let Reader { cues, slots, mut problems, .. } = reader;
    if cues.is_empty() {
        let first = text.chars().next().map_or(0, char::len_utf8);
        problems.push(Problem { kind: ProblemKind::NoCues, span: Span::new(0, first), cue: None });
    }
    odd_bytes(text, &mut problems);
    problems.sort_by_key(|p| p.span);
    Document { cues, slots, problems, ..Document::new(source, super::FORMAT.id) }
}

/// Zero bytes and byte order marks where none belongs; the first of each run is reported.
fn odd_bytes(text: &str, problems: &mut Vec<Problem>) {
    let mut last = None;
    for at in memchr::memchr_iter(0, text.as_bytes()) {
        if last != Some(at.wrapping_sub(1)) {
            problems.push(Problem { kind: ProblemKind::Nul, span: Span::new(at, at + 1), cue: None });
        }
        last = Some(at);
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), "\u{feff}").filter(|at| *at > 0) {
        problems.push(Problem { kind: ProblemKind::BomInside, span: Span::new(at, at + 3), cue: None });
    }
}

struct Reader<'t> {
    text: &'t str,
    cues: Vec<CueNode>,
    slots: Vec<TimeSlot>,
    problems: Vec<Problem>,
    /// The names of the regions so far.
    regions: HashSet<Cow<'t, str>>,
    /// Players refuse the file.
    refused: bool,
    /// The latest in-time so far.
    latest: Time,
}

impl<'t> Reader<'t> {
    fn report(&mut self, kind: ProblemKind, span: Span, cue: Option<u32>) {
        self.problems.push(Problem { kind, span, cue });
    }

    fn fault(&mut self, fault: &'static Fault, span: Span, cue: Option<u32>) {
        self.report(ProblemKind::Own(fault), span, cue);
    }

    fn file(&mut self, source: &Source<'_>, triple: bool) {
        if !matches!(source.encoding(), Encoding::Utf8) {
            self.fault(&fault::NOT_UTF8, Span::empty(0), None);
        }
        if triple {
            self.fault(&fault::CR_CR_LF, Span::empty(0), None);
        }
    }

    /// The line that `at` is the start of, without its end, and where the next begins.
    fn line(&self, at: usize, end: usize) -> Option<(Span, usize)> {
        let bytes = self.text.as_bytes().get(..end)?;
        any_line(bytes, at, &mut Default::default()).map(|line| (Span::new(line.start, line.end), line.next))
    }

    fn head(&mut self, head: &Head, triple: bool) {
        if head.signature != Signature::Good {
            self.refused = true;
            let (first, _) = self.line(head.line.start as usize, self.text.len()).unwrap_or_default();
            self.fault(&fault::SIGNATURE, first, None);
        }
        let line = head.line.of(self.text);
        if line.contains("-->") {
            self.fault(&fault::HEADER_TEXT, head.line, None);
        }
        let end = head.lines.end as usize;
        let mut at = head.lines.start as usize;
        while let Some(line) = self.text.as_bytes().get(..end).and_then(|bytes| line_at(bytes, at, triple)) {
            let span = Span::new(line.start, line.end);
            let words = span.of(self.text);
            // A time line with a misspelt arrow: players take it and its text for the header.
            if let Some(loose) =
                memchr::memchr(b'>', words.as_bytes()).and_then(|_| timing::loose(words.as_bytes()))
            {
                let body = if line.next < end { Span::new(line.next, end) } else { Span::empty(line.end) };
                self.dropped(Span::empty(line.start), span, &loose, body);
                return;
            }
            match header::field(words) {
                Some(header::Field::TimestampMap(good)) => {
                    self.fault(
                        if good { &fault::TIMESTAMP_MAP } else { &fault::TIMESTAMP_MAP_BAD },
                        span,
                        None,
                    );
                }
                Some(_) => {}
                None if words.trim().is_empty() => {}
                None => self.fault(&fault::HEADER_TEXT, span, None),
            }
            at = line.next;
        }
    }

    fn block(&mut self, block: Block, first: bool) {
        match block.kind {
            Kind::Cue { id, line, times } => {
                let loose = if times.is_none() { timing::loose(line.of(self.text).as_bytes()) } else { None };
                if block.glued {
                    // An arrow without times is no cue, though it ends the block before it.
                    let cue = self.next_cue().filter(|_| times.is_some() || loose.is_some());
                    let fault = if first && !self.refused { &fault::HEADER_GLUED } else { &fault::GLUED };
                    self.fault(fault, Span::empty(block.span.start as usize), cue);
                }
                match (times, loose) {
                    (Some(times), _) => self.kept(id, line, &times, block.body),
                    (None, Some(loose)) => self.dropped(id, line, &loose, block.body),
                    (None, None) => self.fault(&fault::STRAY_ARROW, block.span, None),
                }
            }
            Kind::Region => {
                let (text, offset) = (block.body.of(self.text), block.body.start as usize);
                let mut found = Vec::new();
                let region = Region::read(text, block.body, &mut |fault, range| found.push((fault, range)));
                for (fault, range) in found {
                    self.fault(fault, Span::new(range.start, range.end).offset(offset), None);
                }
                self.regions.insert(as_parsed(region.id));
            }
            Kind::Late => self.fault(&fault::BLOCK_LATE, block.span, None),
            Kind::Empty => self.fault(&fault::BLOCK_EMPTY, block.span, None),
            Kind::Style => {
                let sheet = block.body.of(self.text).to_ascii_lowercase();
                if ["@import", "url(", "<"].iter().any(|sign| sheet.contains(sign)) {
                    self.fault(&fault::STYLE_OUTSIDE, block.body, None);
                }
            }
            Kind::Note => {}
            Kind::Stray => self.stray(block.span),
        }
    }

    /// A block without an arrow: a cue all the same where one of its first two lines is a time line with a
    /// misspelt arrow.
    fn stray(&mut self, span: Span) {
        let end = span.end as usize;
        let first = self.line(span.start as usize, end);
        let second = first.and_then(|(_, next)| self.line(next, end));
        let ids = [Span::empty(span.start as usize), first.unwrap_or_default().0];
        for (id, line) in ids.into_iter().zip([first, second]) {
            let Some((line, next)) = line else { continue };
            let bytes = line.of(self.text).as_bytes();
            if let Some(loose) = memchr::memchr(b'>', bytes).and_then(|_| timing::loose(bytes)) {
                let body = if next < end { Span::new(next, end) } else { Span::empty(line.end as usize) };
                return self.dropped(id, line, &loose, body);
            }
        }
        self.fault(&fault::STRAY, span, None);
    }

    fn next_cue(&self) -> Option<u32> {
        u32::try_from(self.cues.len()).ok()
    }

    fn slot(&mut self, span: Span, time: Time) -> SlotId {
        self.slots.push(TimeSlot { span, time, base: BaseId::ZERO, notation: NOTATION });
        SlotId::new(self.slots.len() - 1)
    }

    /// A cue that players show.
    fn kept(&mut self, id: Span, line: Span, times: &Timing, body: Span) {
        let cue = self.next_cue();
        let at = |range: &Range<usize>| Span::new(range.start, range.end).offset(line.start as usize);
        let mut slots = [SlotId::NONE; 2];
        for (slot, stamp) in slots.iter_mut().zip([&times.start, &times.end]) {
            match stamp.time {
                Some(time) => *slot = self.slot(at(&stamp.range), time),
                None => self.fault(&fault::BEYOND, at(&stamp.range), cue),
            }
        }
        if !times.tidy {
            self.fault(&fault::TIME_LINE_BLANKS, line, cue);
        }
        if let (Some(start), Some(end)) = (times.start.time, times.end.time)
            && end <= start
        {
            self.fault(&fault::END_BEFORE_START, at(&times.end.range), cue);
        }
        if let Some(start) = times.start.time {
            if start < self.latest {
                self.fault(&fault::UNSORTED, at(&times.start.range), cue);
            }
            self.latest = self.latest.max(start);
        }
        self.rest(id, line, slots, times.rest, body);
    }

    /// A cue that players drop, for its time line.
    fn dropped(&mut self, id: Span, line: Span, loose: &Loose, body: Span) {
        let cue = self.next_cue();
        let at = |range: &Range<usize>| Span::new(range.start, range.end).offset(line.start as usize);
        let bytes = line.of(self.text).as_bytes();
        let blank =
            |range: &Range<usize>| bytes.get(range.clone()).is_none_or(|part| part.trim_ascii().is_empty());
        let before = self.problems.len();
        let mut slots = [SlotId::NONE; 2];
        let stamps = [(&loose.start, &loose.before, false), (&loose.end, &loose.after, true)];
        for (slot, (stamp, whole, out)) in slots.iter_mut().zip(stamps) {
            match stamp {
                Some((range, clock)) => {
                    *slot = self.slot(at(range), clock.time);
                    for fault in misspelt(at(range).of(self.text), *clock) {
                        self.fault(fault, at(range), cue);
                    }
                }
                None if out && blank(whole) => self.report(ProblemKind::StampMissing, line, cue),
                None => {
                    let span = if blank(whole) { line } else { at(whole) };
                    self.report(ProblemKind::StampUnreadable, span, cue);
                }
            }
        }
        if bytes.get(loose.arrow.clone()) != Some(b"-->") {
            self.fault(&fault::ARROW, at(&loose.arrow), cue);
        }
        if self.problems.len() == before {
            self.fault(&fault::TIME_REST, line, cue);
        }
        self.rest(id, line, slots, loose.rest, body);
    }

    /// What a cue has beside its times.
    fn rest(&mut self, id: Span, line: Span, slots: [SlotId; 2], rest: usize, body: Span) {
        let cue = self.next_cue();
        let offset = line.start as usize + rest;
        let text = self.text.get(offset..line.end as usize).unwrap_or("");
        if !text.trim().is_empty() {
            self.settings(text, offset, cue);
        }
        let [start, end] = slots;
        self.cues.push(CueNode { number: id, timing: line, text: body, start, end });
        let words = body.of(self.text);
        let bytes = words.as_bytes();
        let (mut stamps, mut arrows) = (false, false);
        for at in memchr::memchr2_iter(b'<', b'>', bytes) {
            match bytes.get(at) {
                Some(b'<') => stamps |= bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
                _ => arrows |= bytes.get(..at).is_some_and(|before| before.ends_with(b"-")),
            }
        }
        if stamps {
            self.inner(words, body.start as usize, slots, cue);
        }
        if arrows {
            self.time_lines_in_text(body, cue);
        }
    }

    /// A time line whose arrow is misspelt is text to players.
    fn time_lines_in_text(&mut self, body: Span, cue: Option<u32>) {
        let mut at = body.start as usize;
        while let Some((line, next)) = self.line(at, body.end as usize) {
            if timing::loose(line.of(self.text).as_bytes())
                .is_some_and(|it| it.start.is_some() && it.end.is_some())
            {
                self.report(ProblemKind::ArrowInText, line, cue);
            }
            at = next;
        }
    }

    fn settings(&mut self, text: &'t str, offset: usize, cue: Option<u32>) {
        let mut found = Vec::new();
        let settings = Settings::read(text, &mut |fault, range| found.push((fault, range)));
        if let Some(name) = settings.region {
            let known = self.regions.contains(&as_parsed(name));
            let word = words(text).filter(|(word, _)| word.starts_with("region:")).last();
            if let Some((_, range)) = word {
                match (known, settings.leaves_region()) {
                    (false, _) => found.push((&fault::REGION_UNKNOWN, range)),
                    (true, true) => found.push((&fault::REGION_LEFT, range)),
                    (true, false) => {}
                }
            }
        }
        for (fault, range) in found {
            self.fault(fault, Span::new(range.start, range.end).offset(offset), cue);
        }
    }

    /// Times inside a cue's text.
    fn inner(&mut self, words: &str, offset: usize, slots: [SlotId; 2], cue: Option<u32>) {
        let time = |slot: SlotId| slot.index().and_then(|at| self.slots.get(at)).map(|slot| slot.time);
        let (mut last, end) = (time(slots[0]), time(slots[1]));
        for (token, range) in Tokens::new(words) {
            let Token::Stamp(text) = token else { continue };
            let span = Span::new(range.start + 1, range.start + 1 + text.len()).offset(offset);
            match timing::whole_stamp(text) {
                Some(Stamp { time: Some(time), .. }) => {
                    self.slot(span, time);
                    if last.is_some_and(|last| time <= last) || end.is_some_and(|end| time >= end) {
                        self.fault(&fault::INNER_OUTSIDE, span, cue);
                    }
                    last = Some(time);
                }
                Some(_) => self.fault(&fault::BEYOND, span, cue),
                None => {
                    let clock = NOTATION.read(text.as_bytes()).filter(|clock| clock.len == text.len());
                    if let Some(clock) = clock {
                        self.slot(span, clock.time);
                    }
                    self.fault(&fault::INNER_BAD, span, cue);
                }
            }
        }
    }
}

/// How a readable stamp is misspelt; nothing where the standard reads it too.
fn misspelt(spelt: &str, clock: Clock) -> Vec<&'static Fault> {
    if timing::whole_stamp(spelt).is_some() {
        return Vec::new();
    }
    let fraction = !clock.has(ClockFault::NoFraction);
    let sign = spelt.trim_end_matches(|c: char| c.is_ascii_digit()).chars().next_back();
    let mut out = Vec::new();
    for (is, fault) in [
        (clock.has(ClockFault::Negative), &fault::NEGATIVE),
        (clock.has(ClockFault::Above59), &fault::ABOVE_59),
        (!fraction || clock.has(ClockFault::FractionDigits), &fault::FRACTION),
        (fraction && sign != Some('.'), &fault::COMMA),
        (clock.has(ClockFault::Width) || clock.has(ClockFault::Blanks), &fault::TIME_FORM),
    ] {
        if is {
            out.push(fault);
        }
    }
    if out.is_empty() {
        out.push(&fault::TIME_FORM);
    }
    out
}
