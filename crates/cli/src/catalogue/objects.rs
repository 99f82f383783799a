//! Finding objects in the cloud: by how their names begin, or by a pattern, in the order of their names, a page at a time.

use super::find::{Item, Passed};
use super::names;
use super::unfound::Unfound;
use crate::io::{self, FaultKind, Listing, Remote};
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Path, PathBuf};

/// A project's name; of what is not on this machine none is read.
const PROJECT: &str = "tregua.toml";

/// A search.
pub(super) struct Objects {
    /// What was asked for.
    named: PathBuf,
    all: Listing,
    /// Results keep the way from here.
    under: PathBuf,
    pattern: Option<Pattern>,
    pub(super) any: bool,
}

struct Pattern {
    glob: GlobMatcher,
    /// The signs of a pattern may stand in an object's own name.
    whole: String,
    bucket: PathBuf,
}

impl Objects {
    /// What a prefix or a pattern means; `Err` says why it means nothing.
    pub(super) fn of(path: &Path) -> Result<Self, String> {
        let told = |fault: io::Fault| fault.to_string();
        let remote = Remote::of(path).map_err(told)?;
        let remote = remote.ok_or_else(|| format!("{}: is no object", io::shown(path)))?;
        let (_, folder) = remote.literal();
        let under = remote.sibling(folder);
        let pattern = match io::is_pattern(path) {
            false => None,
            true => {
                let glob =
                    GlobBuilder::new(&remote.key).literal_separator(true).backslash_escape(true).build();
                let glob = glob.map_err(|e| format!("{}: is no pattern: {}", io::shown(path), e.kind()))?;
                let bucket = remote.sibling("");
                Some(Pattern { glob: glob.compile_matcher(), whole: remote.key.clone(), bucket })
            }
        };
        let all = io::list_objects(path).map_err(told)?;
        Ok(Self { named: path.to_path_buf(), all, under, pattern, any: false })
    }

    /// The next object; `Some(Ok(None))` where it is passed over, `None` at the end.
    pub(super) fn next(&mut self, passed: &mut Passed) -> Option<Result<Option<Item>, Unfound>> {
        Some(match self.all.next()? {
            Ok(found) if self.is_meant(&found.path, passed) => {
                let io::Listed { path, size } = found;
                Ok(Some(Item { path, under: self.under.clone(), named: false, project: false, size }))
            }
            Ok(_) => Ok(None),
            // A name that cannot be asked for is nothing to tell of where no subtitles are behind it.
            Err(fault) if fault.kind() == FaultKind::NotRegular && !self.is_meant(fault.path(), passed) => {
                Ok(None)
            }
            Err(fault) => {
                self.any = true;
                Err(Unfound::told(&fault))
            }
        })
    }

    /// What is said where nothing was found.
    pub(super) fn none(&self) -> Option<Unfound> {
        (!self.any).then(|| match &self.pattern {
            Some(_) => Unfound::new(&self.named, "matches no object"),
            None => Unfound::new(
                &self.named,
                "no object begins so that is of subtitles by its ending (`tregua formats` lists them)",
            ),
        })
    }

    fn is_meant(&self, path: &Path, passed: &mut Passed) -> bool {
        if let Some(Pattern { glob, whole, bucket }) = &self.pattern {
            let key = path.strip_prefix(bucket).unwrap_or(path);
            return glob.is_match(key) || key == Path::new(whole);
        }
        let below = path.strip_prefix(&self.under).unwrap_or(path);
        let is_hidden = below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
        if is_hidden || path.file_name().is_some_and(|name| name == PROJECT) {
            return false;
        }
        let of_subtitles = names::is_of_subtitles(path);
        passed.others += usize::from(!of_subtitles);
        of_subtitles
    }
}
