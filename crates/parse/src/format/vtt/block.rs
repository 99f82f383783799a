//! The blocks of a file, cut exactly as the standard's parser cuts them.
//!
//! A block ends at a blank line, or before a line with an arrow that is not one of its first two. Nothing here
//! fails: what the standard drops is a block too, of another kind.

use super::timing::{self, Timing};
use crate::base::Span;
use crate::syntax::Line;

/// What a block is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A cue: a line with an arrow, the first of the block or the one behind its id. The times are those the
    /// standard reads; `None` where it refuses the line and drops the block.
    Cue { id: Span, line: Span, times: Option<Timing> },
    /// A style sheet.
    Style,
    /// A region.
    Region,
    /// A comment.
    Note,
    /// A style sheet or region behind the first cue.
    Late,
    /// A style sheet or region without a line.
    Empty,
    /// Lines that belong to nothing.
    Stray,
}

/// A block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// All of it, without the last line end.
    pub(super) span: Span,
    /// What follows the first line, the id or the time line: a cue's text, a style sheet.
    pub(super) body: Span,
    /// No blank line before it.
    pub(super) glued: bool,
}

/// How a file begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signature {
    /// As the standard wants it.
    Good,
    /// Misspelt; the first line is taken for the header all the same.
    Misspelt,
    /// There is none: the file begins with a block.
    Missing,
}

/// The head of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) signature: Signature,
    /// The first line without its byte order mark; empty where there is no signature.
    pub(super) line: Span,
    /// The lines up to the first blank one.
    pub(super) lines: Span,
}

/// Goes through a text block by block.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    seen_cue: bool,
    /// CR CR LF is one line end, not two.
    triple: bool,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, seen_cue: false, triple: triple(text.as_bytes()) }
    }

    /// Every line of the file ends with CR CR LF.
    pub(super) fn is_triple(&self) -> bool {
        self.triple
    }

    fn line_at(&self, at: usize) -> Option<Line> {
        line_at(self.text.as_bytes(), at, self.triple)
    }

    fn bytes(&self, line: Line) -> &'t [u8] {
        self.text.as_bytes().get(line.start..line.end).unwrap_or_default()
    }

    fn has_arrow(&self, line: Line) -> bool {
        has_arrow(self.bytes(line))
    }

    /// Takes lines up to a blank one or one with an arrow, both left where they are.
    fn lines(&mut self) -> Span {
        let (start, mut end) = (self.at, self.at);
        while let Some(line) = self.line_at(self.at) {
            if line.start == line.end || self.has_arrow(line) {
                break;
            }
            end = line.end;
            self.at = line.next;
        }
        Span::new(start, end)
    }

    /// Reads the head. To be asked once, before the first block.
    pub(super) fn head(&mut self) -> Head {
        let start = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        self.at = start;
        let missing =
            Head { signature: Signature::Missing, line: Span::empty(start), lines: Span::empty(start) };
        let Some(line) = self.line_at(start) else { return missing };
        let span = Span::new(line.start, line.end);
        let signature = signature(span.of(self.text));
        if signature == Signature::Missing || signature == Signature::Misspelt && self.has_arrow(line) {
            return missing;
        }
        self.at = line.next;
        Head { signature, line: span, lines: self.lines() }
    }

    /// The next block; `None` at the end of the text.
    pub(super) fn block(&mut self) -> Option<Block> {
        let mut glued = true;
        let first = loop {
            let line = self.line_at(self.at)?;
            if line.start < line.end {
                break line;
            }
            glued = false;
            self.at = line.next;
        };
        glued = glued && first.start > 0;
        self.at = first.next;
        let second = self.line_at(first.next).filter(|line| line.start < line.end);
        let arrow = match second {
            _ if self.has_arrow(first) => Some((Span::empty(first.start), first)),
            Some(second) if self.has_arrow(second) => Some((Span::new(first.start, first.end), second)),
            _ => None,
        };
        let last = arrow.map_or(first, |(_, line)| line);
        self.at = last.next;
        let mut body = self.lines();
        if body.is_empty() {
            body = Span::empty(last.end);
        }
        let kind = match arrow {
            Some((id, line)) => {
                let times = timing::strict(self.bytes(line));
                self.seen_cue = self.seen_cue || times.is_some();
                Kind::Cue { id, line: Span::new(line.start, line.end), times }
            }
            None => self.kind(Span::new(first.start, first.end).of(self.text), body.is_empty()),
        };
        let end = if body.is_empty() { last.end } else { body.end as usize };
        Some(Block { kind, span: Span::new(first.start, end), body, glued })
    }

    fn kind(&self, first: &str, empty: bool) -> Kind {
        let blank = |rest: &str| rest.bytes().all(|b| matches!(b, b' ' | b'\t' | 0x0c));
        let style = first.strip_prefix("STYLE").is_some_and(blank);
        let region = first.strip_prefix("REGION").is_some_and(blank);
        let note =
            first.strip_prefix("NOTE").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        match (style, region) {
            _ if note => Kind::Note,
            (false, false) => Kind::Stray,
            _ if empty => Kind::Empty,
            _ if self.seen_cue => Kind::Late,
            (true, _) => Kind::Style,
            _ => Kind::Region,
        }
    }
}

/// Whether `-->` stands in a line.
pub(super) fn has_arrow(line: &[u8]) -> bool {
    memchr::memchr_iter(b'>', line).any(|at| line.get(..at).is_some_and(|before| before.ends_with(b"--")))
}

fn signature(line: &str) -> Signature {
    let good = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if line.strip_prefix("WEBVTT").is_some_and(good) {
        return Signature::Good;
    }
    let word = line.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{200b}' || c.is_whitespace());
    let like = |name: &str| word.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    if like("WEBVT") || like("WEBSRT") { Signature::Misspelt } else { Signature::Missing }
}

/// The line that starts at `at`: LF, CR LF and CR end one.
pub(super) fn line_at(bytes: &[u8], at: usize, triple: bool) -> Option<Line> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    let Some(len) = memchr::memchr2(b'\n', b'\r', rest) else {
        return Some(Line { start: at, end: bytes.len(), next: bytes.len() });
    };
    let width = match rest.get(len..)? {
        [b'\r', b'\r', b'\n', ..] if triple => 3,
        [b'\r', b'\n', ..] => 2,
        _ => 1,
    };
    Some(Line { start: at, end: at + len, next: at + len + width })
}

/// Whether all line ends, and more than one, are CR CR LF: a text-mode conversion done twice.
fn triple(bytes: &[u8]) -> bool {
    let Some(first) = memchr::memchr2(b'\n', b'\r', bytes) else { return false };
    if bytes.get(first..first + 3) != Some(b"\r\r\n") {
        return false;
    }
    let all = memchr::memmem::find_iter(bytes, b"\r\r\n").count();
    let (lf, cr) = (memchr::memchr_iter(b'\n', bytes).count(), memchr::memchr_iter(b'\r', bytes).count());
    all > 1 && lf == all && cr == 2 * all
}
