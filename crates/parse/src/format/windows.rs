//! Reading a file that is too large to be held, a stretch of cues at a time.

use std::fmt;

/// How files of a format are read in windows: each is the beginning of the file, up to its first cue, and a stretch of cues.
///
/// What stands in a stretch is then read as it is in the whole file: its cues, times and problems are the same. What is wrong
/// with the beginning, or with the file as a whole, is told of each window. A file in which an in-time is earlier than one
/// before its window is to be read as a whole. All that holds for bytes in UTF-8 or another encoding
/// that [keeps ASCII](crate::source::Encoding::keeps_ascii).
pub struct Windows {
    /// How many bytes of the file every window begins with, by what it begins with; `None` where it is read as a whole.
    pub head: fn(&[u8]) -> Option<usize>,
    /// The last place at which bytes may be cut, counted from their beginning, which is no part of the head; `None` where
    /// there is none.
    pub last_cut: fn(&[u8]) -> Option<usize>,
    /// Whether nothing in a stretch counts beyond it.
    pub is_apart: fn(&[u8]) -> bool,
}

impl fmt::Debug for Windows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Windows")
    }
}

/// Whether each carriage return stands alone before a line feed: others may be a line end or the half of one, by what the
/// whole file is like.
pub(super) fn has_plain_ends(raw: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', raw).all(|at| raw.get(at + 1) == Some(&b'\n'))
}

/// Whether no line begins as a conflict of versions does: its end may stand anywhere behind.
pub(super) fn has_no_conflict(raw: &[u8]) -> bool {
    const BEGINS: &[u8] = b"<<<<<<<";
    !raw.starts_with(BEGINS)
        && memchr::memmem::find_iter(raw, BEGINS).all(|at| raw.get(at - 1) != Some(&b'\n'))
}

/// The places behind a line feed, from the last to the first.
pub(super) fn line_starts(raw: &[u8]) -> impl Iterator<Item = usize> {
    memchr::memrchr_iter(b'\n', raw).map(|at| at + 1)
}

#[cfg(test)]
pub(super) mod tests;
