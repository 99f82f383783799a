//! Places in a file, in every unit that a form may want.

use serde::Serialize;
use tregua_parse::base::Span;
use tregua_parse::source::LineIndex;
use tregua_parse::syntax::Document;

/// Bytes from one counted place to the next.
const STEP: usize = 1024;

/// A stretch of a file. Lines and columns count from 1, columns in characters; bytes count the file as it is on disk. A
/// byte order mark at the beginning is no character.
#[derive(Serialize, Clone, Copy, Default, Debug)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
    pub(crate) byte_start: u32,
    pub(crate) byte_end: u32,
    /// Characters before it in the file, from 0.
    #[serde(skip)]
    pub(crate) char_start: u32,
    #[serde(skip)]
    pub(crate) char_end: u32,
    /// In the decoded text.
    #[serde(skip)]
    pub(crate) span: Span,
    /// A byte order mark is part of it, so that its bytes are more than its characters.
    #[serde(skip)]
    pub(crate) with_mark: bool,
}

/// What stands in a file before a window of it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Base {
    /// Lines that have ended.
    lines: u32,
    bytes: u32,
    characters: u32,
    pub(crate) cues: usize,
    /// What the window's document begins with is the beginning of the file: places in these bytes are what they are.
    head: u32,
}

impl Base {
    /// Whether nothing does.
    pub(crate) fn is_zero(&self) -> bool {
        self.bytes == 0
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes as usize
    }

    pub(crate) fn lines(&self) -> usize {
        self.lines as usize
    }

    /// What stands in a window's document before the byte `at`, where a line begins, in UTF-8.
    pub(crate) fn before(document: &Document<'_>, at: usize) -> Self {
        let text = document.source.text();
        let at = Span::empty(at.min(text.len())).start;
        // The mark is one character, which does not count.
        let from = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            lines: LineIndex::new(text).place(text, at).line.saturating_sub(1),
            bytes: document.source.to_raw(Span { start: at, end: at }).start,
            characters: count(text, from, at as usize),
            cues: document.cues.partition_point(|cue| cue.block().start < at),
            head: 0,
        }
    }

    /// Without what stands before the same document's byte `head`, with which the next window's document begins too.
    pub(crate) fn without(self, document: &Document<'_>, head: usize) -> Self {
        let head = Self::before(document, head);
        Self {
            lines: self.lines.saturating_sub(head.lines),
            bytes: self.bytes.saturating_sub(head.bytes),
            characters: self.characters.saturating_sub(head.characters),
            cues: self.cues.saturating_sub(head.cues),
            head: head.bytes,
        }
    }

    /// Whether a place of the window's document is one of the beginning of the file.
    pub(crate) fn is_in_head(&self, place: &Place) -> bool {
        place.byte_start < self.head
    }

    /// The two one behind the other.
    pub(crate) fn and(self, behind: Self) -> Self {
        Self {
            lines: self.lines.saturating_add(behind.lines),
            bytes: self.bytes.saturating_add(behind.bytes),
            characters: self.characters.saturating_add(behind.characters),
            cues: self.cues + behind.cues,
            head: behind.head,
        }
    }
}

impl Place {
    /// The same place in the file, where it was one of a window.
    pub(super) fn move_behind(&mut self, base: &Base) {
        if base.is_in_head(self) {
            return;
        }
        let by = |it: &mut u32, more: u32| *it = it.saturating_add(more);
        by(&mut self.line, base.lines);
        by(&mut self.end_line, base.lines);
        by(&mut self.byte_start, base.bytes);
        by(&mut self.byte_end, base.bytes);
        by(&mut self.char_start, base.characters);
        by(&mut self.char_end, base.characters);
        by(&mut self.span.start, base.bytes);
        by(&mut self.span.end, base.bytes);
    }
}

/// Finds places in one document.
pub(super) struct Places<'d> {
    document: &'d Document<'d>,
    lines: LineIndex,
    /// The characters before every `STEP`th byte, or the edge of a character just before it.
    counted: Vec<(usize, u32)>,
}

impl<'d> Places<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        let text = document.source.text();
        // The mark is one character, which does not count.
        let (mut at, mut characters) = (if text.starts_with('\u{feff}') { 3 } else { 0 }, 0);
        let mut counted = vec![(at, characters)];
        while text.len() - at > STEP {
            let mut next = at + STEP;
            while !text.is_char_boundary(next) {
                next -= 1;
            }
            characters += count(text, at, next);
            at = next;
            counted.push((at, characters));
        }
        Self { document, lines: LineIndex::new(text), counted }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let raw = self.document.source.to_raw(span);
        let (char_start, char_end) = (self.characters(span.start), self.characters(span.end));
        let (line, column) = self.line(span.start, char_start);
        let (end_line, end_column) = self.line(span.end, char_end);
        Place {
            line,
            column,
            end_line,
            end_column,
            byte_start: raw.start,
            byte_end: raw.end,
            char_start,
            char_end,
            span,
            with_mark: self.counted.first().is_some_and(|(mark, _)| (span.start as usize) < *mark),
        }
    }

    /// Characters before a byte of the text.
    fn characters(&self, at: u32) -> u32 {
        let at = at as usize;
        let after = self.counted.partition_point(|(place, _)| *place <= at);
        match after.checked_sub(1).and_then(|i| self.counted.get(i)) {
            Some((from, before)) => before + count(self.document.source.text(), *from, at),
            None => 0,
        }
    }

    fn line(&self, at: u32, characters: u32) -> (u32, u32) {
        let text = self.document.source.text();
        let line = self.lines.place(text, at).line;
        let start = self.characters(self.lines.line(text, line).start);
        (line, characters.saturating_sub(start).saturating_add(1))
    }
}

fn count(text: &str, from: usize, to: usize) -> u32 {
    let piece = text.as_bytes().get(from..to.min(text.len())).unwrap_or_default();
    // Every byte that continues no character begins one.
    u32::try_from(piece.iter().filter(|b| (**b & 0xc0) != 0x80).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    #[test]
    fn places_are_those_of_a_plain_count() {
        let long = "Қаз\u{feff}ақ 🎬 ".repeat(400);
        for bom in ["", "\u{feff}"] {
            let text = format!("{bom}1\r\n00:00:01,000 --> 00:00:02,000\r{long}\n{long}\n");
            let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
            let places = Places::new(&document);
            let seen: Vec<(usize, char)> = text.char_indices().skip(bom.chars().count()).collect();
            let (mut line, mut column) = (1, 1);
            for (n, (at, c)) in seen.iter().enumerate() {
                let place = places.place(Span::new(*at, at + c.len_utf8()));
                assert_eq!((place.line, place.column), (line, column), "{at}");
                assert_eq!((place.char_start as usize, place.char_end as usize), (n, n + 1), "{at}");
                let ends = *c == '\n' || *c == '\r' && !text[at + 1..].starts_with('\n');
                (line, column) = if ends { (line + 1, 1) } else { (line, column + 1) };
            }
            let end = places.place(Span::empty(text.len()));
            assert_eq!((end.char_start as usize, end.line, end.column), (seen.len(), line, column));
        }
    }

    #[test]
    fn bytes_are_those_of_the_file() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nҚайда?\n";
        let raw: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let raw = [&b"\xff\xfe"[..], &raw].concat();
        let document = srt::parse(Source::open(&raw, None, None).unwrap());
        let at = document.source.text().find("Қайда").unwrap();
        let place = Places::new(&document).place(Span::new(at, at + "Қай".len()));
        assert_eq!((place.byte_start, place.byte_end), (2 + 2 * 32, 2 + 2 * 35));
        assert_eq!((place.line, place.column, place.end_column), (3, 1, 4));
        assert_eq!((place.char_start, place.char_end), (32, 35));
    }

    #[test]
    fn places_of_windows_are_those_of_the_file() {
        let (head, first, second) = (
            "\u{feff}WEBVTT ¿qué?\n\n",
            "00:01.000 --> 00:02.000\nСәлем!\n\n",
            "00:03.000 --> 00:04.000\nҚайда?\n\n",
        );
        let parse = |text| tregua_parse::format::vtt::parse(Source::open(text, None, None).unwrap());
        let (whole, raw) = (format!("{head}{first}{second}"), format!("{head}{second}"));
        let (whole, window) = (parse(whole.as_bytes()), parse(raw.as_bytes()));
        let first = parse(&whole.source.raw()[..head.len() + first.len()]);
        let base = Base::default().and(Base::before(&first, usize::MAX).without(&first, head.len()));
        assert_eq!(base.cues, 1);
        for (what, moves) in [("Қай", true), ("¿qué", false), ("WEBVTT", false), ("00:03", true)] {
            let place = |document: &Document<'_>| {
                let at = document.source.text().find(what).unwrap();
                Places::new(document).place(Span::new(at, at + what.len()))
            };
            let (mut ours, theirs) = (place(&window), place(&whole));
            assert_eq!(base.is_in_head(&ours), !moves, "{what}");
            ours.move_behind(&base);
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{what}");
        }
    }
}
