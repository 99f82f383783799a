//! A regular file that is read piece by piece, as it is too large to be held.

use super::access::{open_regular, replaceable};
use super::fault::{Fault, FaultKind};
use super::hold::hold;
use super::read::{Input, Source, changed};
use super::stamp::Stamp;
use super::trace::looked_for;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read as _, Seek as _};
use std::path::Path;
use twox_hash::XxHash3_64;

/// A file that is open, and what was read of it and not used yet.
pub struct Pieces {
    file: File,
    stamp: Stamp,
    buffer: Vec<u8>,
    /// What is read and not used yet.
    start: usize,
    filled: usize,
    ended: bool,
    /// Of all that was read.
    size: u64,
    hash: XxHash3_64,
}

impl Pieces {
    /// Opens a file; the [`Input`] stands for it where something is written in its place, and has no bytes. One that is to
    /// be rewritten is locked, as [`super::read_for_rewrite`] does.
    ///
    /// # Errors
    /// As [`super::read`] and [`super::read_for_rewrite`], but for what reading alone can tell.
    pub fn open(path: &Path, rewrite: bool) -> Result<(Self, Input), Fault> {
        looked_for(path);
        let (file, meta, held) = if rewrite {
            let (held, meta) = hold(path)?;
            replaceable(path, &held.real, &meta)?;
            let file = held.file.try_clone().map_err(|e| Fault::reading(path, &e))?;
            (file, meta, Some(held))
        } else {
            let (file, meta) = open_regular(path, path)?;
            (file, meta, None)
        };
        let stamp = Stamp::of(&meta);
        let input = Input { path: path.to_path_buf(), bytes: Vec::new(), source: Source::File(stamp, held) };
        let pieces = Self {
            file,
            stamp,
            buffer: Vec::new(),
            start: 0,
            filled: 0,
            ended: false,
            size: 0,
            hash: XxHash3_64::new(),
        };
        Ok((pieces, input))
    }

    /// What stands next in the file, `most` bytes of it where there are so many, and whether that is the rest of it.
    ///
    /// # Errors
    /// When it cannot be read, or grew while it was.
    pub fn look(&mut self, most: usize, path: &Path) -> Result<(&[u8], bool), Fault> {
        if self.filled - self.start < most && !self.ended {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
            if self.buffer.len() < most {
                self.buffer.resize(most, 0);
            }
            self.fill().map_err(|e| Fault::reading(path, &e))?;
            if self.size > self.stamp.size() {
                return Err(changed(path));
            }
        }
        let end = self.filled.min(self.start.saturating_add(most));
        let piece = self.buffer.get(self.start..end).unwrap_or_default();
        Ok((piece, self.ended && end == self.filled))
    }

    fn fill(&mut self) -> io::Result<()> {
        while let Some(room) = self.buffer.get_mut(self.filled..).filter(|room| !room.is_empty()) {
            match self.file.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => {
                    self.hash.write(room.get(..n).unwrap_or_default());
                    self.filled += n;
                    self.size += n as u64;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        // A file that fills the buffer to its end has ended too.
        self.ended = self.ended || self.size == self.stamp.size();
        Ok(())
    }

    /// Goes on behind so many bytes.
    pub fn take(&mut self, bytes: usize) {
        self.start = self.filled.min(self.start.saturating_add(bytes));
    }

    /// After all was read: a sum of it.
    ///
    /// # Errors
    /// When the file is not what it was when it was opened.
    pub fn sum(&self, path: &Path) -> Result<u64, Fault> {
        let meta = self.file.metadata().map_err(|e| Fault::reading(path, &e))?;
        if self.size != self.stamp.size() || !Stamp::of(&meta).same_content(&self.stamp) {
            return Err(changed(path));
        }
        Ok(self.hash.finish())
    }

    /// Back to the beginning.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rewind(&mut self, path: &Path) -> Result<(), Fault> {
        self.file.rewind().map_err(|e| Fault::reading(path, &e))?;
        (self.start, self.filled, self.ended, self.size) = (0, 0, false, 0);
        self.hash = XxHash3_64::new();
        Ok(())
    }

    /// All bytes of the file, for what only the whole can tell.
    ///
    /// # Errors
    /// As [`look`](Self::look).
    pub fn whole(&mut self, path: &Path) -> Result<Vec<u8>, Fault> {
        super::read::again(&self.file, path, self.stamp)
    }
}

/// What a stream was to take and another reading of the file does not give again.
///
/// # Errors
/// Always: that the file is another one by now.
pub fn was_changed(path: &Path) -> Fault {
    let text =
        "was changed while it was written to standard output, which holds a part of each version; run again";
    Fault::about(FaultKind::Changed, path, text)
}
