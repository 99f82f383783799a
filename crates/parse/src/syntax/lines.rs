//! Lines of bytes, found with memchr.

use super::ProblemKind;

/// One line: from `start` to `end` without its line end; `next` is where the following one starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
}

/// Which line ends a text has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LineEnds {
    pub(crate) lf: bool,
    pub(crate) crlf: bool,
    pub(crate) cr: bool,
    /// CR CR LF, what a text-mode conversion done twice leaves behind; counted as one line end.
    pub(crate) crcrlf: bool,
}

impl LineEnds {
    /// Those of two parts of one text.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            lf: self.lf || other.lf,
            crlf: self.crlf || other.crlf,
            cr: self.cr || other.cr,
            crcrlf: self.crcrlf || other.crcrlf,
        }
    }

    /// What a reader has to say of them.
    #[must_use]
    pub fn problem(self) -> Option<ProblemKind> {
        if self.mixed() {
            return Some(ProblemKind::LineEndsMixed);
        }
        self.cr.then_some(ProblemKind::LineEndsCr)
    }

    pub(crate) fn mixed(self) -> bool {
        self.crcrlf || u8::from(self.lf) + u8::from(self.crlf) + u8::from(self.cr) > 1
    }
}

/// Calls `each` for every line of `bytes`.
///
/// The common cases, no CR at all and every line end CR LF, look for one byte only.
#[inline]
pub(crate) fn scan(bytes: &[u8], mut each: impl FnMut(Line)) -> LineEnds {
    if memchr::memchr(b'\r', bytes).is_none() {
        let mut start = 0;
        for at in memchr::memchr_iter(b'\n', bytes) {
            each(Line { start, end: at, next: at + 1 });
            start = at + 1;
        }
        if start < bytes.len() {
            each(Line { start, end: bytes.len(), next: bytes.len() });
        }
        return LineEnds { lf: start > 0, ..LineEnds::default() };
    }
    let mut ends = LineEnds::default();
    let mut at = 0;
    while let Some(line) = line_at(bytes, at, &mut ends) {
        at = line.next;
        each(line);
    }
    ends
}

/// The line that starts at `at`; `None` at the end of `bytes`. Its line end is noted in `ends`.
#[inline]
pub(crate) fn line_at(bytes: &[u8], at: usize, ends: &mut LineEnds) -> Option<Line> {
    let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
    let Some(len) = memchr::memchr2(b'\n', b'\r', rest) else {
        return Some(Line { start: at, end: bytes.len(), next: bytes.len() });
    };
    let (kind, width) = match rest.get(len..)? {
        [b'\n', ..] => (&mut ends.lf, 1),
        [_, b'\n', ..] => (&mut ends.crlf, 2),
        [_, b'\r', b'\n', ..] => (&mut ends.crcrlf, 3),
        _ => (&mut ends.cr, 1),
    };
    *kind = true;
    let end = at + len;
    Some(Line { start: at, end, next: end + width })
}

/// Nothing a viewer could see: blanks, tabs, no-break spaces, zero-width marks, zero bytes.
#[inline]
pub(crate) fn is_blank(line: &[u8]) -> bool {
    match line.first() {
        None => true,
        // Letters of any script and ASCII signs, save the lead bytes of U+00A0, U+200B and U+FEFF.
        Some(b) if *b > b' ' && !matches!(b, 0xc2 | 0xe2 | 0xef) => false,
        Some(_) => is_blank_slowly(line),
    }
}

#[cold]
fn is_blank_slowly(line: &[u8]) -> bool {
    let mut rest = line;
    loop {
        rest = match rest {
            [] => return true,
            [0 | b'\t' | 0x0b | 0x0c | b' ', tail @ ..]
            | [0xc2, 0xa0, tail @ ..]
            | [0xe2, 0x80, 0x8b, tail @ ..]
            | [0xef, 0xbb, 0xbf, tail @ ..] => tail,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> (Vec<&str>, LineEnds) {
        let mut out = Vec::new();
        let ends = scan(text.as_bytes(), |l| out.push(&text[l.start..l.end]));
        (out, ends)
    }

    #[test]
    fn all_kinds_of_line_end() {
        assert_eq!(lines("a\nb").0, ["a", "b"]);
        assert_eq!(lines("a\nb\n").0, ["a", "b"]);
        assert_eq!(lines("").0, [""; 0]);
        assert_eq!(lines("a\r\n\r\nb\r\n").0, ["a", "", "b"]);
        assert_eq!(lines("a\rb\r\rc").0, ["a", "b", "", "c"]);
        assert_eq!(lines("a\r\r\nb\r\r\n").0, ["a", "b"]);
        assert_eq!(lines("a\nb\r\nc\rd").0, ["a", "b", "c", "d"]);
        assert!(lines("a\nb\r\n").1.mixed());
        assert!(!lines("a\r\nb\r\n").1.mixed());
        assert!(is_blank(b"") && is_blank(b" \t\0") && is_blank("\u{a0}\u{feff}\u{200b}".as_bytes()));
        assert!(!is_blank("\u{a0}x".as_bytes()) && !is_blank("é".as_bytes()) && !is_blank(b" -"));
    }
}
