//! What went wrong with a file, in one line for people: what, where, why, and what to do next.

use super::name::shown;
use rustix::io::Errno;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What went wrong, for callers that decide by it. The line for people is the [`Fault`]'s `Display`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// No such file, no such folder, or a link that leads nowhere.
    NotFound,
    /// A directory, FIFO, socket or device where a file is needed.
    NotRegular,
    /// Larger than the limit given.
    TooLarge,
    /// Another program changed the file while this one was at work.
    Changed,
    /// The file, its folder or the file system may not be written.
    ReadOnly,
    /// The file has a second name, which a rewrite would part from it.
    HardLinked,
    /// The output exists and overwriting was not asked for.
    Exists,
    /// The same file is named twice.
    Duplicate,
    /// Another run holds the file.
    Busy,
    /// No right to read the file.
    Denied,
    /// Mode, owner or attributes could not be carried over.
    Metadata,
    /// A signal ended the run; nothing of the set was written.
    Interrupted,
    /// Anything else the operating system refused.
    Io,
}

/// Whether a signal is what ended the work on a file.
#[must_use]
pub fn is_interrupted(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Fault>().is_some_and(|fault| fault.kind() == FaultKind::Interrupted)
}

/// Why a file was not read or not written, as one line: what, where, why, and what to do next.
#[derive(Debug, Clone)]
pub struct Fault {
    kind: FaultKind,
    path: PathBuf,
    line: String,
}

impl Fault {
    /// What kind of fault it is.
    #[must_use]
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// The file it is about, as the user named it; `standard output` for the output stream.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// `PATH: TEXT`.
    pub(super) fn about(kind: FaultKind, path: &Path, text: impl fmt::Display) -> Self {
        Self { kind, path: path.to_path_buf(), line: format!("{}: {text}", shown(path)) }
    }

    /// `PATH TEXT`, for sentences that start with the file.
    pub(super) fn sentence(kind: FaultKind, path: &Path, text: impl fmt::Display) -> Self {
        Self { kind, path: path.to_path_buf(), line: format!("{} {text}", shown(path)) }
    }

    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => {
                return Self::about(FaultKind::NotFound, path, "no such file; check the name");
            }
            io::ErrorKind::PermissionDenied => FaultKind::Denied,
            _ => FaultKind::Io,
        };
        Self::about(kind, path, format_args!("could not be read: {}", reason(error)))
    }

    /// Standard input that cannot be read.
    #[must_use]
    pub fn stdin(error: &io::Error) -> Self {
        let text = format_args!("could not be read: {}", reason(error));
        Self::about(FaultKind::Io, Path::new("standard input"), text)
    }

    /// An output stream or device that did not take all it was given.
    #[must_use]
    pub fn cut_short(path: &Path, error: &io::Error) -> Self {
        Self::about(FaultKind::Io, path, format_args!("could not be written in full: {}", reason(error)))
    }

    /// A target that stays as it was: `existed` tells whether there was one.
    pub(super) fn writing(path: &Path, existed: bool, error: &io::Error) -> Self {
        let kind = match Errno::from_io_error(error) {
            Some(Errno::ACCESS | Errno::PERM | Errno::ROFS) => FaultKind::ReadOnly,
            _ => FaultKind::Io,
        };
        Self::untouched(kind, path, existed, reason(error))
    }

    /// As [`Fault::writing`], with the reason in words.
    pub(super) fn untouched(kind: FaultKind, path: &Path, existed: bool, why: impl fmt::Display) -> Self {
        let what = if existed { "was not written and is as it was" } else { "was not created" };
        Self::sentence(kind, path, format_args!("{what}: {why}"))
    }

    /// Adds what became of other files.
    pub(super) fn and(mut self, text: impl fmt::Display) -> Self {
        self.line = format!("{}; {text}", self.line);
        self
    }
}

impl Fault {
    /// The fault of one of `outputs` outputs, none of which was written.
    pub(super) fn in_set_of(self, outputs: usize) -> Self {
        if outputs > 1 { self.and("no file of this set was written") } else { self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)
    }
}

impl std::error::Error for Fault {}

/// The system's reason in plain words, with a way out where there is a usual one.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let (why, way_out) = match Errno::from_io_error(error) {
        Some(Errno::NOSPC) => ("no space left on device", "free some space and run again"),
        Some(Errno::DQUOT) => ("the disk quota is used up", "free some space and run again"),
        Some(Errno::FBIG) => (
            "the file would be larger than is allowed here",
            "raise the limit (ulimit -f) or write elsewhere",
        ),
        Some(Errno::ACCESS) => ("permission denied", "check the rights of the file and its folder"),
        Some(Errno::PERM) => {
            ("operation not permitted", "check the rights and attributes (lsattr) of the file and its folder")
        }
        Some(Errno::ROFS) => ("the file system is read-only", "write to another folder"),
        Some(Errno::IO) => {
            ("input/output error", "the disk may be failing: copy the file away, then check it")
        }
        Some(Errno::MFILE | Errno::NFILE) => ("too many open files", "raise the limit (ulimit -n)"),
        Some(Errno::LOOP) => ("its links lead in a circle", "name the file itself"),
        Some(Errno::XDEV | Errno::BUSY) => {
            ("the system will not rename here (a file mounted by itself?)", "write to another folder")
        }
        Some(Errno::NAMETOOLONG) => ("the name is too long", "use a shorter name"),
        Some(Errno::NOTDIR) => ("a part of the path is not a folder", "check the name"),
        _ => return plain(error),
    };
    format!("{why}; {way_out}")
}

/// The system's own words without the number, lower case like the rest of the line.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
