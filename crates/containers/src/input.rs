//! A film as something to look into: small windows at any place, never the whole. Every length is held against the
//! file's own before anything is allocated.

use crate::error::{ContainerError, Result, broken};
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// How much is read at once when only a few bytes are wanted: enough for the next few headers, little enough to
/// step over pictures and sound without reading them.
const WINDOW: usize = 4096;

/// The most that one piece (a sample, a table, a header) may have: far more than any text track's.
pub(crate) const MOST: u64 = 64 << 20;

/// A reader with its length and a small window.
pub(crate) struct Input<R> {
    inner: R,
    len: u64,
    window: Vec<u8>,
    /// Where the window stands.
    at: u64,
}

impl<R: Read + Seek> Input<R> {
    /// Asks the reader for its length.
    pub(crate) fn new(mut inner: R) -> Result<Self> {
        let len = inner.seek(SeekFrom::End(0))?;
        Ok(Self { inner, len, window: Vec::new(), at: 0 })
    }

    /// How long the file is.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// As many bytes as there are from a place on, up to the length of `out`.
    pub(crate) fn peek(&mut self, at: u64, out: &mut [u8]) -> Result<usize> {
        if out.len() > WINDOW {
            return self.read_from(at, out);
        }
        let inside = |window: &[u8], start: u64| -> Option<usize> {
            let skip = usize::try_from(at.checked_sub(start)?).ok()?;
            (skip <= window.len()).then_some(skip)
        };
        let enough = |window: &[u8], skip: usize| window.len() - skip >= out.len();
        if !inside(&self.window, self.at).is_some_and(|skip| enough(&self.window, skip)) {
            let mut window = std::mem::take(&mut self.window);
            window.resize(WINDOW, 0);
            let got = self.read_from(at, &mut window)?;
            window.truncate(got);
            (self.window, self.at) = (window, at);
        }
        let skip = inside(&self.window, self.at).unwrap_or(0);
        let here = self.window.get(skip..).unwrap_or_default();
        let n = here.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), here.get(..n)) {
            to.copy_from_slice(from);
        }
        Ok(n)
    }

    fn read_from(&mut self, at: u64, out: &mut [u8]) -> Result<usize> {
        if at >= self.len {
            return Ok(0);
        }
        self.inner.seek(SeekFrom::Start(at))?;
        let mut got = 0;
        while let Some(rest) = out.get_mut(got..).filter(|rest| !rest.is_empty()) {
            match self.inner.read(rest) {
                Ok(0) => break,
                Ok(n) => got = got.saturating_add(n),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(got.min(out.len()))
    }

    /// Exactly so many bytes; an error where the file ends before, or the piece is larger than any should be.
    pub(crate) fn piece(&mut self, at: u64, size: u64) -> Result<Vec<u8>> {
        let fits = at.checked_add(size).is_some_and(|end| end <= self.len);
        if !fits {
            return broken("a piece reaches beyond the end of the file", at);
        }
        if size > MOST {
            return Err(ContainerError::TooLarge { what: "a piece of the text track has more than 64 MiB" });
        }
        let mut out = vec![0; usize::try_from(size).unwrap_or(0)];
        if self.peek(at, &mut out)? < out.len() {
            return broken("the file ends inside a piece", at);
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn pieces_are_what_stands_there() {
        let data: Vec<u8> = (0..20_000u32).map(|n| (n % 251) as u8).collect();
        let mut input = Input::new(Cursor::new(&data)).unwrap();
        for (at, size) in [(0, 10), (4090, 20), (3, 4096), (100, 15_000), (19_990, 10), (0, 0), (20_000, 0)] {
            assert_eq!(
                input.piece(at, size).unwrap(),
                data[at as usize..(at + size) as usize],
                "{at} {size}"
            );
        }
        assert!(input.piece(19_990, 11).is_err() && input.piece(u64::MAX, 1).is_err());
        assert!(input.piece(1, u64::MAX).is_err());
    }
}
