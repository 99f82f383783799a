//! What is to be written, and where.

use super::read::Input;
use std::path::Path;

/// Bytes and where they go.
#[derive(Debug, Clone, Copy)]
pub struct Output<'a> {
    /// Where to.
    pub target: Target<'a>,
    /// All the bytes of the file.
    pub bytes: &'a [u8],
}

/// Where an output goes.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// In the place of a file that was read.
    Replace(&'a Input),
    /// To a file by name. The output stream (`/dev/stdout`) and character devices (`/dev/null`) are simply written to.
    Create {
        /// The name.
        path: &'a Path,
        /// Whether a file that is there may be replaced.
        overwrite: bool,
    },
}
