//! Lines and columns for people: counted from 1, columns in characters.

use crate::base::Span;

/// Where the lines of a text begin. LF, CR LF and a lone CR all end a line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A place as people write it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LineCol {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

impl LineIndex {
    /// Finds all lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let pair = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !pair {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { starts }
    }

    /// Line and column of a byte position.
    #[must_use]
    pub fn place(&self, text: &str, at: u32) -> LineCol {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = Span { start, end: at };
        let column = before.of(text).chars().filter(|c| *c != '\u{feff}').count() + 1;
        LineCol {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    /// The span of line `line` (from 1) with its line end; empty beyond the last.
    #[must_use]
    pub fn line(&self, text: &str, line: u32) -> Span {
        let i = (line as usize).saturating_sub(1);
        let end = self.starts.get(i + 1).map_or(text.len(), |s| *s as usize);
        self.starts.get(i).map_or(Span::empty(text.len()), |s| Span::new(*s as usize, end))
    }
}
