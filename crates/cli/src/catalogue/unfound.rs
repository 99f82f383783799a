//! What could not be searched, in words for whoever searches.

use crate::io;
use crate::load;
use std::path::{Path, PathBuf};

/// What could not be searched, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unfound {
    pub(crate) path: PathBuf,
    /// In words, the path included.
    pub(crate) why: String,
}

impl Unfound {
    pub(super) fn told(fault: &io::Fault) -> Self {
        Self { path: fault.path().to_path_buf(), why: fault.to_string() }
    }

    pub(super) fn new(path: &Path, why: &str) -> Self {
        Self { path: path.to_path_buf(), why: format!("{}: {why}", load::name(path)) }
    }
}

/// The system's own reason, inside of what the walk says of it.
fn cause(error: &ignore::Error) -> Option<std::io::Error> {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = Some(error.io_error()?);
    while let Some(error) = inner {
        let code = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::raw_os_error);
        if let Some(code) = code {
            return Some(std::io::Error::from_raw_os_error(code));
        }
        inner = error.source();
    }
    None
}

/// Whether it is not there any more.
pub(super) fn is_gone(error: &ignore::Error) -> bool {
    cause(error).is_some_and(|it| it.kind() == std::io::ErrorKind::NotFound)
}

/// A folder or file that cannot be read.
pub(super) fn unread(error: &ignore::Error, under: &Path) -> Unfound {
    use ignore::Error;
    match error {
        Error::WithPath { path, err } => unread(err, path),
        Error::WithDepth { err, .. } => unread(err, under),
        Error::Loop { child, .. } => {
            Unfound::new(child, "a link to a folder that holds it; what is below was searched already")
        }
        other => match cause(other) {
            Some(error) => Unfound::new(under, &format!("cannot be read: {}", io::reason(&error))),
            None => Unfound::new(under, &crate::render::plain(&other.to_string())),
        },
    }
}
