//! Listing objects, a page at a time.

use super::super::fault::{Fault, FaultKind};
use super::super::name::shown;
use super::super::object::{Listed, Listing};
use super::super::remote::Remote;
use super::stores::{Store, open};
use super::{fault, line};
use object_store::list::{PaginatedListOptions, PaginatedListResult};
use object_store::path::Error as NameError;
use object_store::{Error, ObjectMeta};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Objects of one page; servers give no more.
const PAGE: usize = 1000;

/// The objects whose names begin with the part of `remote`'s that is no pattern.
pub(in crate::io) fn list(remote: Remote, path: &Path) -> Result<Listing, Fault> {
    let bucket = Remote { key: String::new(), ..remote.clone() };
    let (store, _) = open(&bucket, path)?;
    let (prefix, _) = remote.literal();
    let prefix = prefix.to_owned();
    Ok(Box::new(Pages {
        path: path.to_path_buf(),
        remote,
        store,
        prefix,
        ready: VecDeque::new(),
        token: None,
        last: None,
        size: PAGE,
        over: false,
    }))
}

struct Pages {
    /// What was asked for, as people call it.
    path: PathBuf,
    remote: Remote,
    store: Store,
    prefix: String,
    ready: VecDeque<ObjectMeta>,
    /// Where the next page begins.
    token: Option<String>,
    /// The last name that was come by; the next page begins behind it where there is no token.
    last: Option<String>,
    /// Objects of the next page. One with a name that cannot be worked on spoils a page, and is passed alone.
    size: usize,
    over: bool,
}

impl Iterator for Pages {
    type Item = Result<Listed, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(meta) = self.ready.pop_front() {
                let path = self.remote.sibling(meta.location.as_ref());
                return Some(Ok(Listed { path, size: meta.size }));
            }
            if self.over {
                return None;
            }
            match self.page() {
                Ok(Ok(page)) => {
                    self.over = page.page_token.is_none();
                    self.token = page.page_token;
                    self.ready.extend(page.result.objects);
                    self.last = self.ready.back().map(|meta| meta.location.to_string()).or(self.last.take());
                    self.size = self.size.saturating_mul(2).min(PAGE);
                }
                Ok(Err(Error::InvalidPath { source })) if self.remote.scheme.lists_in_order() => {
                    if let Some(passed) = self.pass(source) {
                        return Some(Err(passed));
                    }
                }
                Ok(Err(Error::InvalidPath { .. })) => return Some(Err(self.stuck())),
                Ok(Err(error)) => return Some(Err(self.end(fault::of(&error, &self.path)))),
                Err(hurry) => return Some(Err(self.end(fault::hurried(&hurry, &self.path)))),
            }
        }
    }
}

impl Pages {
    fn page(&self) -> Result<Result<PaginatedListResult, Error>, line::Hurry> {
        let options = PaginatedListOptions {
            page_token: self.token.clone(),
            offset: self.token.is_none().then(|| self.last.clone()).flatten(),
            max_keys: Some(self.size),
            ..PaginatedListOptions::default()
        };
        let prefix = Some(self.prefix.as_str()).filter(|prefix| !prefix.is_empty());
        match &self.store.pages {
            Some(pages) => line::wait(pages.list_paginated(prefix, options)),
            None => Ok(Err(Error::NotImplemented {
                operation: "listing".to_owned(),
                implementer: "a web server".to_owned(),
            })),
        }
    }

    /// Comes nearer to a name that cannot be worked on, or passes it and tells of it.
    fn pass(&mut self, why: NameError) -> Option<Fault> {
        if self.size > 1 {
            self.size = self.size.div_ceil(8).max(1);
            return None;
        }
        let (NameError::EmptySegment { path: key } | NameError::BadSegment { path: key, .. }) = why else {
            return Some(self.stuck());
        };
        // A name that does not lead on would be come by for ever.
        if self.last.as_ref().is_some_and(|last| *last >= key) {
            return Some(self.stuck());
        }
        let path = self.remote.sibling(&key);
        self.last = Some(key);
        self.token = None;
        let text = "has a control character, an empty part, `.` or `..` in its name, which cannot be asked for; give the \
                    object another name";
        Some(Fault::about(FaultKind::NotRegular, &path, text))
    }

    /// The names from here on are not to be had.
    fn stuck(&mut self) -> Fault {
        let behind = match &self.last {
            Some(last) => format!("behind {}", shown(&self.remote.sibling(last))),
            None => "at its beginning".to_owned(),
        };
        let text = format!(
            "could not be listed to its end: {behind} is an object with a name that cannot be asked for (a control \
             character, an empty part, `.` or `..`); give it another name"
        );
        let fault = Fault::about(FaultKind::Io, &self.path, text);
        self.end(fault)
    }

    fn end(&mut self, fault: Fault) -> Fault {
        self.over = true;
        fault
    }
}
