//! The caller's reader, as the decoder wants it: with a length, and with an eye on how far it has been read.

use std::io::{Read, Result, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use symphonia::core::io::MediaSource;

/// A reader that tells how far it has been read.
pub(crate) struct Watched<R> {
    inner: R,
    length: Option<u64>,
    at: u64,
    seen: Arc<AtomicU64>,
}

impl<R: Read + Seek> Watched<R> {
    /// Puts the reader at its beginning and learns its length.
    pub(crate) fn new(mut inner: R) -> Result<(Self, Arc<AtomicU64>, u64)> {
        let length = inner.seek(SeekFrom::End(0))?;
        inner.seek(SeekFrom::Start(0))?;
        let seen = Arc::new(AtomicU64::new(0));
        Ok((Self { inner, length: Some(length), at: 0, seen: Arc::clone(&seen) }, seen, length))
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.inner.read(into)?;
        self.at = self.at.saturating_add(read as u64);
        self.seen.store(self.at, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Watched<R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.at = self.inner.seek(to)?;
        self.seen.store(self.at, Ordering::Relaxed);
        Ok(self.at)
    }
}

impl<R: Read + Seek + Send + Sync> MediaSource for Watched<R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        self.length
    }
}
