//! Where a file that is too large to be held may be cut, so that its parts are read as the whole would be.

use super::timing;
use crate::format::windows::{Windows, has_no_conflict};

/// SubRip has no head, and a cut decides for itself what a reader makes of it.
pub(super) static WINDOWS: Windows = Windows { head: |_| Some(0), last_cut, is_apart: has_no_conflict };

/// The last place at which `raw` may be cut, counted from its beginning; `None` where there is none. What stands before
/// it and what stands behind, each [parsed](super::parse()) by itself, have the cues, times and problems of the whole,
/// provided that the part before has a cue. What is wrong with a file as a whole is told of each part, save for line
/// ends, which differ from part to part: [`LineEnds::join`](crate::syntax::LineEnds::join) puts them together.
///
/// That is so before a block in the clean shape (a counter, a strict time line) with one empty line above it, and above
/// that a line with a visible ASCII character that is no digit. There the reader
///
/// * takes the counter for one, as the line above the time line, and closes the cue before it;
/// * remembers nothing of that cue behind the time line, but that there was one;
/// * did not take the last line of that cue for a counter, which at the end of a file would be reported.
///
/// The bytes may be of any encoding that [keeps ASCII](crate::source::Encoding::keeps_ascii).
#[must_use]
pub fn last_cut(raw: &[u8]) -> Option<usize> {
    let ends = memchr::memrchr_iter(b'\n', raw).map(|at| at + 1);
    ends.into_iter().find(|at| begins_block(raw, *at) && is_apart(raw.get(..*at).unwrap_or_default()))
}

/// Whether a block begins at `at` with a counter and a strict time line, each on a line of its own.
pub(super) fn begins_block(raw: &[u8], at: usize) -> bool {
    /// More than a counter, its line end and a time line of hours of many digits take.
    const HEAD: usize = 96;
    let rest = raw.get(at..).unwrap_or_default();
    let rest = rest.get(..HEAD).unwrap_or(rest);
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let Some((_, rest)) = rest.split_at_checked(digits).filter(|_| (1..=8).contains(&digits)) else {
        return false;
    };
    let line = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or_default();
    let Some(end) = memchr::memchr2(b'\n', b'\r', line) else { return false };
    let (line, end) = line.split_at(end);
    (end.starts_with(b"\n") || end.starts_with(b"\r\n")) && timing::read(line).is_some_and(|it| it.strict)
}

/// Whether a text ends with an empty line, and the line above that is seen and no counter.
fn is_apart(before: &[u8]) -> bool {
    let above = before.strip_suffix(b"\n\r\n").or_else(|| before.strip_suffix(b"\n\n"));
    let Some(above) = above else { return false };
    let above = above.strip_suffix(b"\r").unwrap_or(above);
    let line = above.iter().rev().take_while(|b| !matches!(b, b'\n' | b'\r'));
    line.into_iter().any(|b| b.is_ascii_graphic() && !b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
