//! A temporary file that is written bit by bit, for results too large to be held.

use super::fault::Fault;
use super::meta;
use super::temp::Temp;
use rustix::fs::Mode;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_64;

/// Bytes that are gathered before they are written.
const GATHERED: usize = 256 * 1024;

/// A temporary file with what was put into it so far.
#[derive(Debug)]
pub(super) struct Growing {
    temp: Temp,
    file: File,
    waiting: Vec<u8>,
    /// Of all that was put in, to hold what the disk gives back against.
    hash: Sum,
    size: u64,
}

/// A sum over bytes, however they come.
struct Sum(XxHash3_64);

impl std::fmt::Debug for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0.finish())
    }
}

impl Growing {
    /// Begins a file beside `real`, which is to have the rights of `like`. `path` is what it is called in messages.
    pub(super) fn begin(path: &Path, real: &Path, like: Option<&File>) -> Result<Self, Fault> {
        let mode = Mode::from_raw_mode(if like.is_some() { 0o600 } else { 0o666 });
        let (temp, file) = Temp::create(real, mode).map_err(|e| Fault::writing(path, like.is_some(), &e))?;
        Ok(Self { temp, file, waiting: Vec::new(), hash: Sum(XxHash3_64::new()), size: 0 })
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.0.write(bytes);
        self.size += bytes.len() as u64;
        if self.waiting.is_empty() && bytes.len() >= GATHERED {
            return self.file.write_all(bytes);
        }
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() < GATHERED {
            return Ok(());
        }
        self.file.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    /// Takes it away; gives its name when that fails.
    pub(super) fn discard(mut self) -> Option<PathBuf> {
        self.temp.remove()
    }

    /// Down to the disk, and read back.
    pub(super) fn finish(mut self, path: &Path, like: Option<&File>) -> Result<Temp, Fault> {
        let fail = |e: io::Error| Fault::writing(path, like.is_some(), &e);
        self.file.write_all(&self.waiting).map_err(fail)?;
        if let Some(like) = like {
            meta::copy(like, &self.file, path)?;
        }
        self.file.sync_all().map_err(fail)?;
        drop(self.file);
        let mut back = self.temp.reopened().map_err(fail)?;
        let mut hash = XxHash3_64::new();
        let (mut buffer, mut size) = (vec![0; 64 * 1024], 0_u64);
        loop {
            match back.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => {
                    hash.write(buffer.get(..n).unwrap_or_default());
                    size += n as u64;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(fail(e)),
            }
        }
        if (size, hash.finish()) != (self.size, self.hash.0.finish()) {
            return Err(fail(io::Error::other("the disk gave back other bytes than were written")));
        }
        Ok(self.temp.locked(back))
    }
}
