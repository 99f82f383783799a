//! Looking at what is there, before anything is written.

use super::access::open_regular;
use super::stamp;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Whether two names lead to the same file that is there.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => stamp::id(&a) == stamp::id(&b),
        _ => false,
    }
}

/// The first bytes of a regular file; `None` where there is none, or none that may be read.
#[must_use]
pub fn head(path: &Path, most: u64) -> Option<Vec<u8>> {
    let (file, _) = open_regular(path, path).ok()?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Device and inode of a regular file, whatever it is called, and its size in bytes.
#[must_use]
pub fn identity(path: &Path) -> Option<((u64, u64), u64)> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((super::stamp::id(&meta), meta.len()))
}

/// A short text that is another one when the file was written anew; `None` where there is no such file.
#[must_use]
pub fn version(path: &Path) -> Option<String> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(format!("{:?}", stamp::Stamp::of(&meta)))
}
