//! A large file window by window.

use super::{LONGEST, Large};
use crate::io;
use anyhow::Result;
use std::ops::Range;
use std::path::Path;
use tregua_parse::format::Windows;

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
        let mut room = self.window;
        let (bytes, core, last) = loop {
            let (raw, last) = self.pieces.look(self.before + room + self.beside, self.path)?;
            let cut = |end: usize| (self.windows.last_cut)(raw.get(..end)?).filter(|at| *at > self.before);
            let ends = match last {
                true => Some((raw.len(), raw.len())),
                false => cut(raw.len()).zip(cut(raw.len().saturating_sub(self.beside))),
            };
            // Something must be seen behind the window.
            let ends = ends.filter(|(end, core)| last || end - core >= self.beside / 2);
            if let Some((end, core)) = ends {
                break ([head, raw.get(..end).unwrap_or_default()].concat(), core, last);
            }
            if room >= LONGEST {
                return Ok(Next::Uncut);
            }
            room = room.saturating_mul(2);
        };
        let cues = bytes.get(self.head.len()..).unwrap_or_default();
        if !(self.windows.is_apart)(cues) {
            return Ok(Next::Uncut);
        }
        // The next one begins so far before the end of this one, and behind the head.
        let start = self.head.len() - head.len();
        let again = head.len() + core.saturating_sub(self.beside);
        let next =
            (self.windows.last_cut)(bytes.get(self.head.len()..again).unwrap_or_default()).unwrap_or(0);
        let next = match self.beside {
            _ if last => bytes.len() - head.len(),
            0 => core,
            _ => start + next,
        };
        self.pieces.take(next);
        let from = if self.begun { head.len() + self.before } else { 0 };
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
