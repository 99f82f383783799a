//! The way through a file that has nothing wrong with it.
//!
//! A block of the clean shape is a line of digits, a strict time line, lines of text and one blank line, all
//! with the same line end. Most files hold nothing else, so such blocks are read here without the state machine
//! of [`Reader::line`], whose result for them is known. At the first oddity the reader is put into the
//! state the machine would be in at that line, and the machine goes on. It comes back after a blank line.

use super::{Reader, is_counter};
use crate::base::Span;
use crate::format::srt::timing;
use crate::syntax::{BaseId, CueNode, SlotId, TimeSlot, is_blank};
use crate::time::{Notation, Time};

/// `00:00:01,000`.
const STAMP: usize = 12;
/// What stands between two of them.
const ARROW: usize = " --> ".len();
/// Hours have up to so many more digits than two.
const MORE: usize = 2;

/// The first two lines of a block.
struct Head {
    /// Where the time line begins.
    timing: usize,
    /// Where the counter ends.
    number: usize,
    times: (Time, Time),
    /// How many more digits the hours of both have than two.
    more: (usize, usize),
}

impl Head {
    /// The bytes of both stamps.
    const fn stamps(&self) -> (usize, usize) {
        (STAMP + self.more.0, STAMP + self.more.1)
    }

    /// Where the time line ends.
    const fn end(&self) -> usize {
        let (first, second) = self.stamps();
        self.timing + first + ARROW + second
    }
}

/// Where the lines of a cue's text stopped being plain.
struct Body {
    text: Span,
    /// Behind the blank line, or at the line that is not plain.
    next: usize,
    ended: bool,
}

impl Reader<'_> {
    /// Reads blocks of the clean shape from `at` on, a line's first byte. Gives the line where the state machine
    /// has to go on; `at` itself where it is in the middle of something, or the next block is not clean.
    #[inline]
    pub(super) fn clean(&mut self, at: usize) -> usize {
        let between = match self.open {
            true => self.blanks == 1 && !self.dirty,
            false => self.blanks == 0 && self.last.is_none() && self.cues.is_empty(),
        };
        if !between {
            return at;
        }
        if let Some(head) = head::<1>(self.bytes, at) {
            self.ends.lf = true;
            self.blocks::<1>(at, head)
        } else if let Some(head) = head::<2>(self.bytes, at) {
            self.ends.crlf = true;
            self.blocks::<2>(at, head)
        } else {
            at
        }
    }

    /// `W` is the width of the line ends.
    fn blocks<const W: usize>(&mut self, mut at: usize, mut head: Head) -> usize {
        self.close();
        loop {
            let (from, to) = head.times;
            let span = Span::new(head.timing, head.end());
            let slot = |first: usize, len: usize, time| TimeSlot {
                span: Span::new(first, first + len),
                time,
                base: BaseId::ZERO,
                notation: Notation::SubRip,
            };
            let stamps = head.stamps();
            let first = self.slots.len();
            self.slots.extend([
                slot(head.timing, stamps.0, from),
                slot(head.timing + stamps.0 + ARROW, stamps.1, to),
            ]);
            let body = body::<W>(self.bytes, head.end() + W);
            self.odd |= body.text.is_empty() || head.more != (0, 0);
            let node = CueNode {
                number: Span::new(at, head.number),
                timing: span,
                text: body.text,
                start: SlotId::new(first),
                end: SlotId::new(first + 1),
            };
            at = body.next;
            match if body.ended { self::head::<W>(self.bytes, at) } else { None } {
                Some(next) => {
                    self.cues.push(node);
                    head = next;
                }
                None => {
                    self.resume(node, &body);
                    return at;
                }
            }
        }
    }

    /// Puts the machine into the state it is in behind these lines. It takes no line back that is neither a
    /// counter nor set apart by blank lines, and none here is, so there is no last line to remember.
    #[cold]
    fn resume(&mut self, node: CueNode, body: &Body) {
        self.open = true;
        CueNode {
            number: self.number,
            timing: self.timing,
            text: self.text,
            start: self.start,
            end: self.end,
        } = node;
        self.gap = None;
        self.last = None;
        self.blanks = u32::from(body.ended);
    }
}

/// Whether a line end of the width `W` stands at `at`.
#[inline]
fn line_end<const W: usize>(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    if W == 1 { rest.first() == Some(&b'\n') } else { rest.starts_with(b"\r\n") }
}

/// A counter and a strict time line.
#[inline]
fn head<const W: usize>(bytes: &[u8], at: usize) -> Option<Head> {
    let rest = bytes.get(at..)?;
    // Up to eight digits, counted in one word; a longer counter is for the state machine.
    let word = u64::from_le_bytes(*rest.first_chunk()?) ^ u64::from_le_bytes(*b"00000000");
    let others = (word | word.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080;
    let digits = others.trailing_zeros() as usize / 8;
    let line = digits + W;
    if digits == 0 || !line_end::<W>(rest, digits) {
        return None;
    }
    let timing = rest.get(line..)?;
    let usual = Notation::strict_line(timing.first_chunk()?).map(|times| (times, (0, 0)));
    let (times, more) = match usual {
        Some(usual) => usual,
        None => long(timing)?,
    };
    let head = Head { timing: at + line, number: at + digits, times, more };
    line_end::<W>(bytes, head.end()).then_some(head)
}

/// The times of a strict time line of which one has hours of more than two digits, as a track of days has, and how many more.
#[cold]
fn long(line: &[u8]) -> Option<((Time, Time), (usize, usize))> {
    let stamp = |text: &[u8]| {
        let clock = Notation::SubRip.read(text).filter(|clock| clock.is_strict())?;
        let more = clock.len.checked_sub(STAMP).filter(|more| *more <= MORE)?;
        Some((clock.time, clock.len, more))
    };
    let (from, len, more) = stamp(line)?;
    let (to, _, more_behind) = stamp(line.get(len..)?.strip_prefix(b" --> ")?)?;
    Some(((from, to), (more, more_behind)))
}

/// The lines of text from `at` on.
#[inline]
fn body<const W: usize>(bytes: &[u8], at: usize) -> Body {
    // Before its first line a text is the empty place behind the time line.
    let mut body = Body { text: Span::empty(at - W), next: at, ended: false };
    loop {
        let start = body.next;
        if line_end::<W>(bytes, start) {
            body.next = start + W;
            body.ended = true;
            return body;
        }
        let Some(end) = text_line::<W>(bytes, start) else { return body };
        let first = if start == at { start } else { body.text.start as usize };
        body.text = Span::new(first, end);
        body.next = end + W;
    }
}

/// The end of a line that is text whatever stands around it: not blank, no counter, nothing like a time line.
#[inline]
fn text_line<const W: usize>(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let first = *rest.first()?;
    let mut end = memchr::memchr3(b'\n', b'\r', b'>', rest)?;
    let arrow = rest.get(end) == Some(&b'>');
    if arrow {
        end += memchr::memchr2(b'\n', b'\r', rest.get(end..)?)?;
    }
    if !line_end::<W>(rest, end) {
        return None;
    }
    let odd = first <= b' ' || first.is_ascii_digit() || matches!(first, 0xc2 | 0xe2 | 0xef);
    if (odd || arrow) && doubtful(rest.get(..end)?, arrow) {
        return None;
    }
    Some(start + end)
}

/// Whether a line needs the state machine. An arrow of any spelling at its start makes it a time line, `-->`
/// anywhere may be worth a report.
fn doubtful(line: &[u8], arrow: bool) -> bool {
    let long = |at: usize| line.get(..at).is_some_and(|before| before.ends_with(b"--"));
    is_blank(line)
        || is_counter(line)
        || arrow && (memchr::memchr_iter(b'>', line).any(long) || timing::read(line).is_some())
}
