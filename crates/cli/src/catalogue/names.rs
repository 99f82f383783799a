//! Names of files: in lists, and by their endings.

use crate::foreign;
use anyhow::{Result, bail};
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, Read};
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use tregua_parse::format::FORMATS;

/// The next name of a list: they end at a line end, or at a zero byte where the list has one (`find -print0`).
pub(super) fn line(lines: &mut dyn BufRead, end: &mut Option<u8>) -> Result<Option<PathBuf>> {
    /// No path is longer.
    const LONGEST: u64 = 1 << 16;
    loop {
        let by = match *end {
            Some(by) => by,
            None => {
                let ahead = lines.fill_buf()?;
                let by = if ahead.contains(&0) { 0 } else { b'\n' };
                *end.insert(by)
            }
        };
        let mut name = Vec::new();
        if (&mut *lines).take(LONGEST).read_until(by, &mut name)? == 0 {
            return Ok(None);
        }
        if name.last() == Some(&by) {
            name.pop();
        } else if name.len() as u64 == LONGEST {
            bail!("has a line that is too long for a name; a list has one name a line");
        }
        if by == b'\n' && name.last() == Some(&b'\r') {
            name.pop();
        }
        if !name.is_empty() {
            return Ok(Some(PathBuf::from(OsString::from_vec(name))));
        }
    }
}

/// Whether a name ends as those of a format do.
pub(super) fn is_of_subtitles(path: &Path) -> bool {
    let Some(extension) = path.extension().and_then(OsStr::to_str) else { return false };
    let extension = extension.to_ascii_lowercase();
    let extension = extension.as_str();
    FORMATS.iter().any(|format| format.extensions.contains(&extension)) || foreign::is_unread(extension)
}

/// Whether many files that are no subtitles have such an ending too.
pub(crate) fn is_ambiguous(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    matches!(extension.to_ascii_lowercase().as_str(), "xml" | "json" | "txt" | "sub")
}
