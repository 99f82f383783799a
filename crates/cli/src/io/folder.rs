//! Folders for results.

use super::fault::Fault;
use std::fs;
use std::path::Path;

/// Makes a folder, and those above it that are missing. One that is there is left as it is.
///
/// # Errors
/// When something else has the name, or the folder may not be made.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    fs::create_dir_all(path).map_err(|error| Fault::writing(path, false, &error))
}
