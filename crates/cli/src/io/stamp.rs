//! What tells one version of a file from another without reading it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

/// What tells one version of a file from another without reading it.
///
/// Two equal stamps mean: the same file, and nobody has written to it or renamed it in between (to the grain of the
/// file system's clock; the size is there for writes within one tick).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    dev: u64,
    ino: u64,
    size: u64,
    mtime: (i64, i64),
    ctime: (i64, i64),
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Self {
        Self {
            dev: meta.dev(),
            ino: meta.ino(),
            size: meta.size(),
            mtime: (meta.mtime(), meta.mtime_nsec()),
            ctime: (meta.ctime(), meta.ctime_nsec()),
        }
    }

    /// The identity of the file, whatever it is called: device and inode.
    pub(super) fn id(&self) -> (u64, u64) {
        (self.dev, self.ino)
    }

    /// The size in bytes when the stamp was taken.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Equal but for ctime, which our own swap changes on the file it displaces.
    pub(super) fn same_content(&self, other: &Self) -> bool {
        self.id() == other.id() && self.size == other.size && self.mtime == other.mtime
    }
}

/// Device and inode of what `meta` describes.
pub(super) fn id(meta: &Metadata) -> (u64, u64) {
    (meta.dev(), meta.ino())
}
