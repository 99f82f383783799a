//! Reading: a regular file of bounded size, and the lock for one that is to be rewritten.

use super::access::{open_regular, parent, replaceable, resolve};
use super::fault::{Fault, FaultKind};
use super::hold::{Held, hold};
use super::object::{self, Version};
use super::remote::{Remote, is_remote};
use super::stamp::{self, Stamp};
use super::trace::looked_for;
use rustix::buffer::spare_capacity;
use rustix::io::retry_on_intr;
use std::fs::{self, File, Metadata};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

/// A file that was read: its bytes, and what is needed to replace it later without losing anybody's work.
#[derive(Debug)]
pub struct Input {
    /// The name as the user gave it.
    pub path: PathBuf,
    /// All its bytes.
    pub bytes: Vec<u8>,
    pub(super) source: Source,
}

/// Where bytes were read from.
#[derive(Debug)]
pub(super) enum Source {
    /// A file, as it was then; held where it is to be rewritten.
    File(Stamp, Option<Held>),
    /// An object in the cloud, and which version of it.
    Object(Version),
}

impl Input {
    /// How the file was when its bytes were read; objects have no such thing.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        match self.source {
            Source::File(stamp, _) => Some(stamp),
            Source::Object(_) => None,
        }
    }

    /// The file behind the links of `path`; known only when it was read for a rewrite.
    #[must_use]
    pub fn real(&self) -> Option<&Path> {
        self.held().map(|h| h.real.as_path())
    }

    pub(super) fn held(&self) -> Option<&Held> {
        match &self.source {
            Source::File(_, held) => held.as_ref(),
            Source::Object(_) => None,
        }
    }

    /// Whether it is the file with this device and inode.
    pub(super) fn is(&self, id: (u64, u64)) -> bool {
        self.stamp().is_some_and(|stamp| stamp.id() == id)
    }
}

/// Reads a regular file of at most `max_size` bytes, or an object of that size.
///
/// # Errors
/// When there is no such file, it is a directory, FIFO, socket or device (none of which is opened), it is too large
/// (said before reading), or it grew or shrank while it was read.
pub fn read(path: &Path, max_size: u64) -> Result<Input, Fault> {
    if let Some(remote) = Remote::of(path)? {
        return read_object(&remote, path, max_size);
    }
    Opened::at(path)?.read(max_size)
}

/// As [`read`]; `None` where there is no such file or object.
///
/// # Errors
/// As [`read`], but that it is not there.
pub fn read_if_there(path: &Path, max_size: u64) -> Result<Option<Input>, Fault> {
    if !is_remote(path) {
        return path.is_file().then(|| read(path, max_size)).transpose();
    }
    match read(path, max_size) {
        Err(fault) if fault.kind() == FaultKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

fn read_object(remote: &Remote, path: &Path, max_size: u64) -> Result<Input, Fault> {
    let (bytes, version) = object::read(remote, path, max_size)?;
    Ok(Input { path: path.to_path_buf(), bytes, source: Source::Object(version) })
}

/// A regular file of any size that was opened, and may be read whole, or here and there as a film is.
#[derive(Debug)]
pub struct Opened {
    path: PathBuf,
    file: File,
    meta: Metadata,
}

impl Opened {
    /// Opens a file.
    ///
    /// # Errors
    /// When there is no such file, or it is a directory, FIFO, socket or device.
    pub fn at(path: &Path) -> Result<Self, Fault> {
        looked_for(path);
        let (file, meta) = open_regular(path, path)?;
        Ok(Self { path: path.to_path_buf(), file, meta })
    }

    /// Its first bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn first_bytes(&self, most: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let mut file = &self.file;
        let read = file.by_ref().take(most).read_to_end(&mut bytes).and_then(|_| file.rewind());
        read.map(|()| bytes).map_err(|e| Fault::reading(&self.path, &e))
    }

    /// The open file itself.
    #[must_use]
    pub fn into_file(self) -> File {
        self.file
    }

    /// All of it, as [`read`](fn@read).
    ///
    /// # Errors
    /// When it is too large, or grew or shrank since it was opened.
    pub fn read(self, max_size: u64) -> Result<Input, Fault> {
        let (bytes, stamp) = read_bytes(&self.file, &self.path, &self.meta, max_size)?;
        Ok(Input { path: self.path, bytes, source: Source::File(stamp, None) })
    }
}

/// Opens a regular file of any size for reading here and there: a film is never read whole.
///
/// # Errors
/// When there is no such file, or it is a directory, FIFO, socket or device.
pub fn open_film(path: &Path) -> Result<File, Fault> {
    Opened::at(path).map(Opened::into_file)
}

/// Reads a file that is to be rewritten in place, and keeps it locked while the [`Input`] lives.
///
/// Waits up to 30 seconds for another run that has the same file, then reads what that run wrote. Links are followed:
/// the file behind them is the one read and replaced. One file handle is kept per input; a batch should read, write and
/// drop file by file. To hold several at once use [`read_set_for_rewrite`], which cannot lock itself out.
///
/// # Errors
/// As [`read`], and when the file could not be replaced later without loss: it or its folder is not writable, or it has
/// a second name (hard link).
pub fn read_for_rewrite(path: &Path, max_size: u64) -> Result<Input, Fault> {
    if let Some(remote) = Remote::of(path)? {
        // Nobody can hold an object: it is written only where it is as it was read.
        object::writable(&remote, path)?;
        return read_object(&remote, path, max_size);
    }
    let (held, meta) = hold(path)?;
    replaceable(path, &held.real, &meta)?;
    let (bytes, stamp) = read_bytes(&held.file, path, &meta, max_size)?;
    Ok(Input { path: path.to_path_buf(), bytes, source: Source::File(stamp, Some(held)) })
}

/// Reads the files of one set for a rewrite, in the order given.
///
/// They are locked in an order that does not depend on the one given, so that two runs on the same files cannot each
/// hold what the other waits for.
///
/// # Errors
/// As [`read_for_rewrite`] for the first file that fails, and when two names lead to one file.
pub fn read_set_for_rewrite(paths: &[&Path], max_size: u64) -> Result<Vec<Input>, Fault> {
    if let Some(path) = paths.iter().find(|path| is_remote(path)) {
        return match paths {
            [one] => read_for_rewrite(one, max_size).map(|input| vec![input]),
            _ => Err(object::not_in_a_set(path)),
        };
    }
    let mut order = Vec::with_capacity(paths.len());
    for (nth, &path) in paths.iter().enumerate() {
        let place = resolve(path).and_then(|real| {
            let dir = fs::metadata(parent(&real))?;
            Ok((stamp::id(&dir), real.file_name().map(ToOwned::to_owned), stamp::id(&fs::metadata(&real)?)))
        });
        match place {
            Ok((dir, name, id)) => order.push((dir, name, id, nth, path)),
            // Opening it gives the same fault in better words.
            Err(e) => return Err(open_regular(path, path).err().unwrap_or_else(|| Fault::reading(path, &e))),
        }
    }
    order.sort();
    for (n, (.., id, nth, path)) in order.iter().enumerate() {
        if let Some((.., first_nth, first)) = order.iter().take(n).find(|(.., other, _, _)| other == id) {
            let (first, second) = if first_nth < nth { (*first, *path) } else { (*path, *first) };
            let text = format!("is the same file as {}; name it once", super::shown(first));
            return Err(Fault::about(FaultKind::Duplicate, second, text));
        }
    }
    let mut inputs = Vec::with_capacity(paths.len());
    for (.., nth, path) in order {
        inputs.push((nth, read_for_rewrite(path, max_size)?));
    }
    inputs.sort_by_key(|(nth, _)| *nth);
    Ok(inputs.into_iter().map(|(_, input)| input).collect())
}

fn read_bytes(file: &File, path: &Path, meta: &Metadata, max_size: u64) -> Result<(Vec<u8>, Stamp), Fault> {
    let stamp = Stamp::of(meta);
    let size = stamp.size();
    if size > max_size {
        let text = format!(
            "has {size} bytes, over the limit of {max_size}; raise the limit if it is a subtitle file"
        );
        return Err(Fault::about(FaultKind::TooLarge, path, text));
    }
    let mut bytes = Vec::new();
    let room = usize::try_from(size).ok().and_then(|n| n.checked_add(1));
    if room.is_none_or(|n| bytes.try_reserve_exact(n).is_err()) {
        let text = format!("has {size} bytes, more than there is memory for");
        return Err(Fault::about(FaultKind::TooLarge, path, text));
    }
    // Room for one byte more than it should have: enough to see that it grew, and a bound however fast it grows. Most files are
    // read in one go, and not in ever larger pieces.
    while bytes.len() < bytes.capacity() {
        let read = retry_on_intr(|| rustix::io::read(file, spare_capacity(&mut bytes)));
        if read.map_err(|e| Fault::reading(path, &e.into()))? == 0 {
            break;
        }
    }
    let after = file.metadata().map_err(|e| Fault::reading(path, &e))?;
    // ctime is left out: it moves when another run swaps the file away, and then these bytes are still one whole version.
    if u64::try_from(bytes.len()) != Ok(size) || !Stamp::of(&after).same_content(&stamp) {
        return Err(changed(path));
    }
    Ok((bytes, stamp))
}

/// Reads once more a file that is held, for a copy of its old version.
pub(super) fn again(mut file: &File, path: &Path, stamp: Stamp) -> Result<Vec<u8>, Fault> {
    file.rewind().map_err(|e| Fault::reading(path, &e))?;
    let meta = file.metadata().map_err(|e| Fault::reading(path, &e))?;
    let (bytes, now) = read_bytes(file, path, &meta, stamp.size())?;
    if now.same_content(&stamp) { Ok(bytes) } else { Err(changed(path)) }
}

/// The fault of a file that is another one by now.
pub(super) fn changed(path: &Path) -> Fault {
    let text = "was changed while it was read; run again when the other program has finished";
    Fault::about(FaultKind::Changed, path, text)
}
