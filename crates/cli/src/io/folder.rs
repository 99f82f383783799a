//! Folders for results.

use super::fault::Fault;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes a folder, and those above it that are missing. One that is there is left as it is.
///
/// # Errors
/// When something else has the name, or the folder may not be made.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    fs::create_dir_all(path).map_err(|error| Fault::writing(path, false, &error))
}

/// What is in a folder, in the order of names; nothing where it cannot be read.
#[must_use]
pub fn list(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut out: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    out.sort();
    out
}
