//! Lines and columns for people: counted from 1, columns in characters.

use crate::base::Span;

/// Where the lines of a text begin. LF, CR LF and a lone CR all end a line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Places inside long lines, each with the characters before it on its line, so that a column is near one.
    inside: Vec<(u32, u32)>,
}

/// Bytes from one such place to the next.
const STEP: usize = 1024;

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
        let mut inside = Vec::new();
        let ends = starts.iter().skip(1).map(|s| *s as usize).chain([text.len()]);
        for (start, end) in starts.iter().map(|s| *s as usize).zip(ends) {
            let (mut at, mut characters) = (start, 0);
            while end.saturating_sub(at) > STEP {
                let next = floor(text, at + STEP);
                characters += columns(text.get(at..next).unwrap_or(""));
                at = next;
                inside.push((u32::try_from(at).unwrap_or(u32::MAX), characters));
            }
        }
        Self { starts, inside }
    }

    /// Line and column of a byte position.
    #[must_use]
    pub fn place(&self, text: &str, at: u32) -> LineCol {
        let line = self.starts.partition_point(|s| *s <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let after = self.inside.partition_point(|(place, _)| *place <= at);
        let near = after.checked_sub(1).and_then(|i| self.inside.get(i)).filter(|(place, _)| *place > start);
        let (from, characters) = near.copied().unwrap_or((start, 0));
        let before = Span { start: from, end: at };
        let column = characters.saturating_add(columns(before.of(text))).saturating_add(1);
        LineCol { line: u32::try_from(line).unwrap_or(u32::MAX), column }
    }

    /// The span of line `line` (from 1) with its line end; empty beyond the last.
    #[must_use]
    pub fn line(&self, text: &str, line: u32) -> Span {
        let i = (line as usize).saturating_sub(1);
        let end = self.starts.get(i + 1).map_or(text.len(), |s| *s as usize);
        self.starts.get(i).map_or(Span::empty(text.len()), |s| Span::new(*s as usize, end))
    }
}

/// Characters of a piece of a line, byte order marks left out.
fn columns(text: &str) -> u32 {
    u32::try_from(text.chars().filter(|c| *c != '\u{feff}').count()).unwrap_or(u32::MAX)
}

fn floor(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_long_lines_are_those_of_a_plain_count() {
        let line = "қaз\u{feff}ақ ".repeat(700);
        let text = format!("uno\n{line}\r\n{line}\rdos\n");
        let index = LineIndex::new(&text);
        for (at, _) in text.char_indices().step_by(37) {
            let before = &text[..at];
            let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
            let column = text[start..at].chars().filter(|c| *c != '\u{feff}').count() + 1;
            assert_eq!(index.place(&text, at as u32).column as usize, column, "{at}");
        }
    }
}
