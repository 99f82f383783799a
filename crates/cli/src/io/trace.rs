//! Which files a run has read or looked for, and how they were then: for who wants to know when one of them changes.

use super::remote::is_remote;
use super::stamp::Stamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// `None` where nobody wants to know.
static SEEN: Mutex<Option<Trace>> = Mutex::new(None);

/// Files by their whole names, each as it was when it was first looked at; `None` where it was not there.
#[derive(Debug, Clone, Default)]
pub struct Trace(BTreeMap<PathBuf, Option<Stamp>>);

/// Does the work, and tells what files it was done with. A part of traced work may be traced by itself.
pub fn traced<T>(work: impl FnOnce() -> T) -> (T, Trace) {
    let change = |new| std::mem::replace(&mut *SEEN.lock().unwrap_or_else(PoisonError::into_inner), new);
    let mut around = change(Some(Trace::default()));
    let done = work();
    let trace = change(None).unwrap_or_default();
    if let Some(Trace(files)) = &mut around {
        for (path, stamp) in &trace.0 {
            files.entry(path.clone()).or_insert(*stamp);
        }
        change(around);
    }
    (done, trace)
}

/// Remembers a file that a run is about to read, or would read if it were there.
pub fn looked_for(path: &Path) {
    if is_remote(path) {
        return;
    }
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(Trace(files)) = seen.as_mut()
        && let Ok(whole) = std::path::absolute(path)
    {
        files.entry(whole).or_insert_with(|| stamp(path));
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    std::fs::metadata(path).ok().map(|meta| Stamp::of(&meta))
}

impl Trace {
    /// The files' names.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }

    /// The first file that is no longer as it was: changed, replaced, gone or there at last.
    #[must_use]
    pub fn changed(&self) -> Option<&Path> {
        let same = |old: &Option<Stamp>, new: &Option<Stamp>| match (old, new) {
            // What changes beside the content, such as the number of a file's names, changes no finding.
            (Some(old), Some(new)) => old.same_content(new),
            (None, None) => true,
            _ => false,
        };
        self.0.iter().find(|(path, old)| !same(old, &stamp(path))).map(|(path, _)| path.as_path())
    }
}
