//! Folders for results.

use super::fault::Fault;
use super::object;
use super::remote::Remote;
use rustix::fs::{Dir, Mode, OFlags, open};
use rustix::io::retry_on_intr;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Makes a folder, and those above it that are missing. One that is there is left as it is; in the cloud none is needed.
///
/// # Errors
/// When something else has the name, or the folder may not be made.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    if let Some(remote) = Remote::of(path)? {
        return object::writable(&remote, path);
    }
    fs::create_dir_all(path).map_err(|error| Fault::writing(path, false, &error))
}

/// What is in a folder, in the order of names; nothing where it cannot be read.
#[must_use]
pub fn list(path: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = names_in(path, |_| true).into_iter().map(|name| path.join(name)).collect();
    out.sort();
    out
}

/// The names in a folder that are wanted, as far as it can be read.
///
/// Not by the standard library, which panics where a folder cannot be closed.
pub(super) fn names_in(path: &Path, wanted: impl Fn(&OsStr) -> bool) -> Vec<OsString> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let dir = retry_on_intr(|| open(path, flags, Mode::empty())).and_then(Dir::new);
    let mut out = Vec::new();
    for entry in dir.into_iter().flatten() {
        let Ok(entry) = entry else { break };
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name != "." && name != ".." && wanted(name) {
            out.push(name.to_owned());
        }
    }
    out
}
