//! Temporary files: finished beside their target, gone when they are not used.

use super::access::parent;
use super::fault::Fault;
use super::hold::lock_new;
use super::meta;
use super::name::temp_name;
use super::stamp;
use rustix::buffer::spare_capacity;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, read, retry_on_intr};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Names to try before giving up; the second is already next to never needed.
const TRIES: usize = 16;

/// Bytes that are read back at once.
const BACK: usize = 32 * 1024;

/// A finished file under a temporary name; removed when dropped, unless it has been moved to its real name.
#[derive(Debug)]
pub(super) struct Temp {
    path: PathBuf,
    id: (u64, u64),
    armed: bool,
    /// Keeps other runs off the file once it has its real name.
    _lock: Option<File>,
}

impl Temp {
    /// Writes `bytes` beside `real`, with the metadata of `like`, down to the disk, and reads them back.
    ///
    /// `path` is what the target is called in messages. Nothing but the temporary file is touched.
    pub(super) fn write(path: &Path, real: &Path, bytes: &[u8], like: Option<&File>) -> Result<Self, Fault> {
        Unsynced::write(path, real, bytes, like)?.finish(path, bytes, like.is_some())
    }

    pub(super) fn create(real: &Path, mode: Mode) -> io::Result<(Self, File)> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        for _ in 0..TRIES {
            let path = parent(real).join(temp_name());
            let file = match retry_on_intr(|| open(&path, flags, mode)) {
                Ok(fd) => File::from(fd),
                Err(Errno::EXIST) => continue,
                Err(e) => return Err(e.into()),
            };
            let mut temp = Self { path, id: (0, 0), armed: true, _lock: None };
            temp.id = stamp::id(&file.metadata()?);
            return Ok((temp, file));
        }
        Err(Errno::EXIST.into())
    }

    /// A second name for the file at `real`, to put it back by.
    pub(super) fn link(real: &Path) -> io::Result<Self> {
        for _ in 0..TRIES {
            let path = parent(real).join(temp_name());
            match fs::hard_link(real, &path) {
                Ok(()) => {
                    let mut temp = Self { path, id: (0, 0), armed: true, _lock: None };
                    temp.id = stamp::id(&fs::symlink_metadata(&temp.path)?);
                    return Ok(temp);
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
        Err(Errno::EXIST.into())
    }

    /// The same file through a new handle.
    pub(super) fn reopened(&self) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        Ok(File::from(retry_on_intr(|| open(&self.path, flags, Mode::empty()))?))
    }

    /// Keeps other runs off the file once it has its real name.
    pub(super) fn locked(mut self, file: File) -> Self {
        lock_new(&file);
        self._lock = Some(file);
        self
    }

    fn read_back(&self, bytes: &[u8]) -> io::Result<File> {
        let file = self.reopened()?;
        let meta = file.metadata()?;
        let mut same = stamp::id(&meta) == self.id && Ok(meta.len()) == u64::try_from(bytes.len());
        let mut buffer = Vec::with_capacity(BACK);
        let mut rest = bytes;
        while same && !rest.is_empty() {
            buffer.clear();
            let n = retry_on_intr(|| read(&file, spare_capacity(&mut buffer)))?;
            same = n > 0 && rest.starts_with(&buffer);
            rest = rest.get(n..).unwrap_or_default();
        }
        if same {
            Ok(file)
        } else {
            Err(io::Error::other("the disk gave back other bytes than were written"))
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Device and inode of the file as it was made, whatever lies under the name now.
    pub(super) fn id(&self) -> (u64, u64) {
        self.id
    }

    /// There is nothing of ours (or nothing that may be removed) under the temporary name any more.
    pub(super) fn disarm(&mut self) {
        self.armed = false;
    }

    /// Removes what lies under the temporary name; gives the name when that fails.
    pub(super) fn remove(&mut self) -> Option<PathBuf> {
        if !std::mem::take(&mut self.armed) {
            return None;
        }
        match fs::remove_file(&self.path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Some(self.path.clone()),
            _ => None,
        }
    }
}

/// A temporary file with all of its bytes, which may not have come down to the disk.
#[derive(Debug)]
pub(super) struct Unsynced {
    temp: Temp,
    file: File,
}

impl Unsynced {
    /// As [`Temp::write`], without waiting for the disk.
    pub(super) fn write(path: &Path, real: &Path, bytes: &[u8], like: Option<&File>) -> Result<Self, Fault> {
        let fail = |e: io::Error| Fault::writing(path, like.is_some(), &e);
        // For a file that is replaced nobody may look in before the rights are set. A new file gets what the umask and
        // the folder's default access list give any new file.
        let mode = Mode::from_raw_mode(if like.is_some() { 0o600 } else { 0o666 });
        let (temp, mut file) = Temp::create(real, mode).map_err(fail)?;
        // Loops over short writes and interrupted calls.
        file.write_all(bytes).map_err(fail)?;
        if let Some(like) = like {
            meta::copy(like, &file, path)?;
        }
        Ok(Self { temp, file })
    }

    /// Has the bytes brought to the disk while something else is done. Where the system cannot be asked for that, they are
    /// brought there by [`finish`](Self::finish), as all are.
    pub(super) fn start(&self) {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // What is not on the disk yet cannot be let go, so the system begins to write it and keeps it.
        let _ = rustix::fs::fadvise(&self.file, 0, None, rustix::fs::Advice::DontNeed);
    }

    /// Waits for the disk and reads the bytes back.
    pub(super) fn finish(self, path: &Path, bytes: &[u8], replaces: bool) -> Result<Temp, Fault> {
        let fail = |e: io::Error| Fault::writing(path, replaces, &e);
        let Self { temp, file } = self;
        file.sync_all().map_err(fail)?;
        // Safe Rust cannot see what close() says. After a successful fsync a local file system or NFS has nothing left
        // to fail; for others (FUSE drivers that upload on close) the bytes are read back through a new handle.
        drop(file);
        let file = temp.read_back(bytes).map_err(fail)?;
        Ok(temp.locked(file))
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        // On the way out of a failure there is nobody to tell; the name is recognised later.
        let _ = self.remove();
    }
}
