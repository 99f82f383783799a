//! From a file's lines to captions: which words are sent when, and what a decoder makes of them.
//!
//! Two bytes go with every frame. A word's instant is the frame of its line's timecode plus its place in the line,
//! words of the other data channel and filling included.

use super::code::{self, Code};
use super::faults;
use super::lines::{self, Kind, Label};
use super::machine::{Caption, Event, Machine};
use crate::base::Span;
use crate::syntax::{Fault, LineEnds, Problem, ProblemKind, scan};

/// What a file says.
#[derive(Default, Debug)]
pub(super) struct Decoded {
    /// Its lines with codes.
    pub(super) lines: Vec<CodeLine>,
    /// Every instant that begins or ends a caption, in the order of the file.
    pub(super) events: Vec<Event>,
    /// The captions in the order they begin.
    pub(super) captions: Vec<Caption>,
    /// What had to be recovered.
    pub(super) problems: Vec<Problem>,
    /// Which line ends it has.
    pub(super) ends: LineEnds,
}

/// A line with codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CodeLine {
    /// Its timecode; empty where there is none.
    pub(super) label: Span,
    /// The frame of its first word.
    pub(super) frame: Option<i64>,
}

/// Decodes a text. Never fails.
pub(super) fn decode(text: &str) -> Decoded {
    let mut reader = Reader { main: main_channel(text), ..Reader::default() };
    let ends = scan(text.as_bytes(), |line| {
        let span = Span::new(line.start, line.end);
        reader.line(span.of(text), line.start);
    });
    let Reader { lines, machine, headed, mut problems, .. } = reader;
    let (events, captions, found) = machine.finish();
    problems.extend(found);
    if !headed && !lines.is_empty() {
        problems.push(Problem {
            kind: ProblemKind::Own(&faults::NO_HEADER),
            span: Span::empty(0),
            cue: None,
        });
    }
    Decoded { lines, events, captions, problems, ends }
}

/// The data channel whose captions are read: the first, unless the file has none of its codes.
fn main_channel(text: &str) -> u8 {
    let mut second = false;
    let mut first = false;
    scan(text.as_bytes(), |line| {
        let line = Span::new(line.start, line.end).of(text);
        let from = match lines::kind(line) {
            Kind::Codes(_, from) if !first => from,
            Kind::Bare if !first => 0,
            _ => return,
        };
        for (_, pair) in lines::words(line.get(from..).unwrap_or("")) {
            match pair.map(|[b, _]| b & 0x7f) {
                Some(0x10..=0x17) => first = true,
                Some(0x18..=0x1f) => second = true,
                _ => {}
            }
        }
    });
    u8::from(second && !first)
}

#[derive(Default)]
struct Reader {
    main: u8,
    /// The data channel of the last control pair.
    channel: u8,
    machine: Machine,
    lines: Vec<CodeLine>,
    problems: Vec<Problem>,
    headed: bool,
    /// Anything but blank lines has been read.
    begun: bool,
    /// The last word was a control pair: which, and when. Sent again at once it is not acted on.
    last: Option<([u8; 2], Place)>,
    /// Extended data goes on.
    data: bool,
    /// The first label's kind, and whether another was met.
    drop: Option<bool>,
    mixed: bool,
    /// The frame after the last word.
    free: Option<i64>,
    latest: Option<i64>,
}

/// When a word is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Place {
    line: usize,
    offset: i64,
    frame: Option<i64>,
}

impl Place {
    /// Whether it is the frame after another.
    fn follows(self, other: Self) -> bool {
        if self.line == other.line {
            return self.offset == other.offset + 1;
        }
        matches!((self.frame, other.frame), (Some(a), Some(b)) if a == b + 1)
    }
}

impl Reader {
    fn line(&mut self, line: &str, start: usize) {
        let whole = Span::new(start, start + line.len());
        match lines::kind(line) {
            Kind::Blank => return,
            Kind::Header(good) if !self.begun => {
                self.headed = true;
                if !good {
                    self.report(ProblemKind::Own(&faults::HEADER), whole);
                }
            }
            Kind::Header(_) | Kind::Other => self.report(ProblemKind::Own(&faults::OTHER), whole),
            Kind::Bare => {
                self.report(ProblemKind::Own(&faults::BARE), whole);
                self.codes(line, start, CodeLine { label: Span::empty(start), frame: None });
            }
            Kind::Codes(label, from) => {
                let span = Span::new(start + label.from, start + label.to);
                self.label(label, span);
                let words = line.get(from..).unwrap_or("");
                self.codes(words, start + from, CodeLine { label: span, frame: label.frame });
            }
        }
        self.begun = true;
    }

    fn label(&mut self, label: Label, span: Span) {
        let Some(frame) = label.frame else {
            return self.report(ProblemKind::StampUnreadable, span);
        };
        if label.skipped {
            self.report(ProblemKind::Own(&faults::SKIPPED), span);
        }
        if *self.drop.get_or_insert(label.drop) != label.drop && !self.mixed {
            self.mixed = true;
            self.report(ProblemKind::Own(&faults::MIXED), span);
        }
        if self.latest.is_some_and(|latest| frame < latest) {
            self.report(ProblemKind::Own(&faults::BACKWARDS), span);
        } else if self.free.is_some_and(|free| frame < free) {
            self.report(ProblemKind::Own(&faults::BUSY), span);
        }
        self.latest = Some(frame);
    }

    fn codes(&mut self, text: &str, start: usize, line: CodeLine) {
        self.machine.begin_line();
        let index = self.lines.len();
        self.lines.push(line);
        let mut noted = Noted::default();
        let mut offset = 0;
        for (span, pair) in lines::words(text) {
            let span = span.offset(start);
            let frame = line.frame.map(|frame| frame + offset);
            match pair {
                None => noted.note(self, &faults::WORD, span),
                Some(pair) => self.word(pair, span, Place { line: index, offset, frame }, &mut noted),
            }
            offset += 1;
        }
        if let Some(frame) = line.frame {
            self.free = Some(frame + offset);
        }
    }

    fn word(&mut self, pair: [u8; 2], span: Span, place: Place, noted: &mut Noted) {
        if pair.iter().any(|byte| byte.count_ones() % 2 == 0) {
            noted.note(self, &faults::PARITY, span);
        }
        let pair = pair.map(|byte| byte & 0x7f);
        let (channel, code) = code::read(pair[0], pair[1]);
        let Some(channel) = channel else {
            // Filling does not come between a control pair and its repetition, other things do.
            self.last = match code {
                Code::Null => {
                    self.last.map(|(pair, when)| (pair, if place.follows(when) { place } else { when }))
                }
                _ => None,
            };
            return self.no_control(code, span, place, noted);
        };
        // Control pairs are sent twice, so that one may be lost.
        if self.last.take().is_some_and(|(last, when)| last == pair && place.follows(when)) {
            return;
        }
        self.last = Some((pair, place));
        self.channel = channel;
        self.data = false;
        if channel != self.main {
            return noted.note(self, &faults::CHANNEL, span);
        }
        if code == Code::Unknown {
            return self.report(ProblemKind::TagUnknown, span);
        }
        self.act(code, span, place, noted);
    }

    /// Letters, filling and extended data.
    fn no_control(&mut self, code: Code, span: Span, place: Place, noted: &mut Noted) {
        match code {
            Code::Data => {
                self.data = true;
                noted.note(self, &faults::DATA, span);
            }
            Code::Letters(..) if self.data => noted.note(self, &faults::DATA, span),
            Code::Letters(..) if self.channel != self.main => noted.note(self, &faults::CHANNEL, span),
            Code::Letters(..) => self.act(code, span, place, noted),
            _ => {}
        }
    }

    fn act(&mut self, code: Code, span: Span, place: Place, noted: &mut Noted) {
        let at = Event { line: place.line, offset: place.offset, word: span };
        if let Some(fault) = self.machine.act(code, at) {
            noted.note(self, fault, span);
        }
    }

    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.problems.push(Problem { kind, span, cue: None });
    }
}

/// Faults of one line, each told once, from its first word to its last.
#[derive(Default)]
struct Noted(Vec<(&'static Fault, usize)>);

impl Noted {
    fn note(&mut self, reader: &mut Reader, fault: &'static Fault, span: Span) {
        let known = self.0.iter().find(|(known, _)| std::ptr::eq(*known, fault));
        match known.and_then(|(_, at)| reader.problems.get_mut(*at)) {
            Some(problem) => problem.span = problem.span.cover(span),
            None => {
                self.0.push((fault, reader.problems.len()));
                reader.report(ProblemKind::Own(fault), span);
            }
        }
    }
}
