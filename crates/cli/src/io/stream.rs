//! The output stream: every byte or a failure, and never into a file that is being read.

use super::fault::{Fault, FaultKind};
use super::name::shown;
use super::read::Input;
use super::stamp;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// How the output stream is called in messages.
pub const STDOUT: &str = "standard output";

/// How writing to a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Sent {
    /// Every byte was taken.
    All,
    /// The reader has gone (`| head`): end quietly, with exit code 0 or 141.
    ReaderGone,
}

/// Writes all `bytes` to the output stream, after what was printed to it before.
///
/// `inputs` are the files this run has read; a stream that leads into one of them (`tool a.srt >> a.srt`) is refused.
///
/// # Errors
/// When not every byte could be written: a full disk behind `>` is a failure, never a short file and exit code 0.
pub fn write_stdout(inputs: &[&Input], bytes: &[u8]) -> Result<Sent, Fault> {
    let mut out = io::stdout().lock();
    // A duplicate is a file that can be asked what it is, and writing to it leaves out the line buffer, which is
    // flushed first.
    let file = out.as_fd().try_clone_to_owned().map(File::from);
    let done = file.and_then(|file| {
        let meta = file.metadata()?;
        let into = inputs.iter().find(|i| meta.is_file() && i.is(stamp::id(&meta)));
        match into {
            Some(input) => Ok(Err(*input)),
            None => out.flush().and_then(|()| pump(&file, bytes)).map(Ok),
        }
    });
    match done {
        Ok(Ok(())) => Ok(Sent::All),
        Ok(Err(input)) => {
            let text = format!("leads into {}, which was read; send it to another file", shown(&input.path));
            Err(Fault::about(FaultKind::Exists, Path::new(STDOUT), text))
        }
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Sent::ReaderGone),
        Err(e) => Err(Fault::cut_short(Path::new(STDOUT), &e)),
    }
}

/// Whether a name means the output stream itself, whatever that is connected to.
pub(super) fn is_stdout(path: &Path) -> bool {
    ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Writes to the output stream or a character device by name; as [`write_stdout`].
///
/// # Errors
/// As [`write_stdout`], and when the name is no longer a device's.
pub fn write_to(inputs: &[&Input], path: &Path, bytes: &[u8]) -> Result<Sent, Fault> {
    if is_stdout(path) {
        return write_stdout(inputs, bytes);
    }
    match device(path).and_then(|file| pump(&file, bytes)) {
        Ok(()) => Ok(Sent::All),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Sent::ReaderGone),
        Err(e) => Err(Fault::cut_short(path, &e)),
    }
}

fn device(path: &Path) -> io::Result<File> {
    // Never creates, never truncates, and must be a device still: the name was looked at earlier.
    if !fs::metadata(path)?.file_type().is_char_device() {
        return Err(io::Error::other("it is no longer a device"));
    }
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = File::from(retry_on_intr(|| open(path, flags, Mode::empty()))?);
    match file.metadata()?.file_type().is_char_device() {
        true => Ok(file),
        false => Err(io::Error::other("it is no longer a device")),
    }
}

fn pump(to: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody made the terminal or pipe non-blocking; the reader will come.
            Err(Errno::AGAIN) => sleep(Duration::from_millis(5)),
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}
