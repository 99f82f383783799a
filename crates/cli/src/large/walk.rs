//! A large file window by window.

use super::{LONGEST, Large};
use crate::io;
use anyhow::Result;
use std::ops::Range;
use std::path::Path;
use tregua_parse::format::Windows;

/// Blocks that are seen before and behind a window, where any are: more than rules look on from a cue.
const BLOCKS: usize = 64;

/// A window, with what stands around it, behind the file's head.
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    /// Bytes of the head.
    pub(crate) head: usize,
    /// The window itself; that of the first begins with the head.
    pub(crate) core: Range<usize>,
    /// Where the next one's bytes begin, but for the head.
    pub(crate) next: usize,
    pub(crate) last: bool,
}

/// What comes next.
pub(crate) enum Next {
    Part(Part),
    End,
    /// There is no place to cut it.
    Uncut,
}

/// A walk through a file.
pub(crate) struct Walk<'f> {
    path: &'f Path,
    pieces: io::Pieces,
    windows: &'static Windows,
    head: Vec<u8>,
    window: usize,
    beside: usize,
    /// How many of the bytes that are next belong to the window before, or are the head.
    before: usize,
    begun: bool,
    ended: bool,
}

impl<'f> Walk<'f> {
    /// A walk whose windows come with so many bytes before and behind them.
    pub(crate) fn new(path: &'f Path, begun: Large, beside: usize) -> Self {
        let Large { pieces, windows, head, window, .. } = begun;
        let before = head.len();
        let window = window.max(1);
        Self { path, pieces, windows, head, window, beside, before, begun: false, ended: false }
    }

    /// The next window.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn next(&mut self) -> Result<Next> {
        if self.ended {
            return Ok(Next::End);
        }
        // The first window has the head as it stands in the file.
        let head = if self.begun { self.head.as_slice() } else { &[] };
        let (windows, beside, before) = (self.windows, self.beside, self.before);
        let mut room = self.window;
        let (bytes, core, last) = loop {
            let (raw, last) = self.pieces.look(before + room + beside, self.path)?;
            let seen = |end| seen_from(windows, beside, raw.get(..end)?).filter(|at| *at > before);
            let ends = match last {
                true => Some((raw.len(), raw.len())),
                // Enough must be seen behind the window.
                false => (windows.last_cut)(raw).and_then(|end| Some((end, seen(end)?))),
            };
            if let Some((end, core)) = ends {
                break ([head, raw.get(..end).unwrap_or_default()].concat(), core, last);
            }
            if room >= LONGEST {
                return Ok(Next::Uncut);
            }
            room = room.saturating_mul(2);
        };
        let cues = bytes.get(self.head.len()..).unwrap_or_default();
        if !(windows.is_apart)(cues) {
            return Ok(Next::Uncut);
        }
        // The next one begins so far before the end of this one, and behind the head.
        let start = self.head.len() - head.len();
        let inside = bytes.get(self.head.len()..head.len() + core).unwrap_or_default();
        let next = match last {
            true => bytes.len() - head.len(),
            false => start + seen_from(windows, beside, inside).unwrap_or(0),
        };
        self.pieces.take(next);
        let from = if self.begun { head.len() + before } else { 0 };
        let core = from..head.len() + core;
        let part = Part { head: self.head.len(), next: head.len() + next, last, bytes, core };
        (self.before, self.begun, self.ended) = (part.core.end - part.next, true, last);
        Ok(Next::Part(part))
    }

    /// After the last window: makes sure that the file is what it was when it was opened.
    ///
    /// # Errors
    /// Where it is not.
    pub(crate) fn end(&self) -> Result<()> {
        self.pieces.sum(self.path)?;
        Ok(())
    }
}

/// The last place to cut with at least so many bytes of these behind it, and so many blocks: rules count by cues, and a cue of a
/// script may be as long as a hundred others. Where nothing is to be seen, their end.
fn seen_from(windows: &Windows, beside: usize, raw: &[u8]) -> Option<usize> {
    let (mut at, mut blocks) = (raw.len(), 0);
    while beside > 0 && (blocks < BLOCKS || raw.len() - at < beside) {
        at = (windows.last_cut)(raw.get(..at)?)?;
        blocks += 1;
    }
    Some(at)
}
