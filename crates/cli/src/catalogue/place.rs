//! Where the results of a run over many files go: each to a place of its own.

use crate::io;
use crate::load::name;
use anyhow::{Result, anyhow, bail};
use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

/// The places of a run's results. No two results get the same one: of two files that would become one, the later is
/// refused, in the order in which the files are found.
#[derive(Default)]
pub(crate) struct Places {
    /// Sums of the places that are taken.
    taken: HashSet<u128>,
}

impl Places {
    /// Takes a place; `path` is the file whose result it is.
    pub(crate) fn take(&mut self, path: &Path, place: PathBuf) -> Result<PathBuf> {
        if self.taken.insert(io::key(place.as_os_str().as_encoded_bytes(), 0)) {
            return Ok(place);
        }
        bail!(
            "{}: {} is the result of an earlier file of this run; nothing was written",
            name(path),
            name(&place)
        )
    }
}

/// A file's way below a folder of results: from the folder in which it was searched for, or as a list has it.
pub(crate) fn below(folder: &Path, path: &Path, under: &Path) -> Result<PathBuf> {
    let way = match path.strip_prefix(under) {
        Ok(way) if !under.as_os_str().is_empty() => way,
        _ => io::way(path).unwrap_or(path),
    };
    let mut out = folder.to_path_buf();
    for part in way.components() {
        match part {
            Component::Normal(part) => out.push(part),
            // A list may name files from the root on; they stand below the folder in the same way.
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
            Component::ParentDir => {
                bail!("{}: has `..` in its name, which leads out of the folder of the results", name(path));
            }
        }
    }
    Ok(out)
}

/// Makes the folder that a result goes to.
pub(crate) fn make_room(place: &Path) -> Result<()> {
    let folder = place.parent().ok_or_else(|| anyhow!("{}: is in no folder", name(place)))?;
    if io::is_remote(place) {
        return Ok(());
    }
    if !folder.is_dir() {
        io::make_folder(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_as_the_files_do_and_never_outside() {
        let place = |path: &str, under: &str| {
            below(Path::new("out"), Path::new(path), Path::new(under)).ok().map(|it| it.display().to_string())
        };
        assert_eq!(place("films/a/x.srt", "films").as_deref(), Some("out/a/x.srt"));
        assert_eq!(place("films/a/x.srt", "").as_deref(), Some("out/films/a/x.srt"));
        assert_eq!(place("/films/a/x.srt", "").as_deref(), Some("out/films/a/x.srt"));
        assert_eq!(place("./x.srt", ".").as_deref(), Some("out/x.srt"));
        assert_eq!(place("../x.srt", ""), None);
        assert_eq!(place("../films/x.srt", "../films").as_deref(), Some("out/x.srt"));
        assert_eq!(place("s3://films/reels/a/x.srt", "s3://films/reels/").as_deref(), Some("out/a/x.srt"));
        assert_eq!(place("s3://films/a/x.srt", "").as_deref(), Some("out/films/a/x.srt"));
        assert_eq!(place("s3://films/../x.srt", "s3://films/"), None);
        let out = below(Path::new("s3://films/out/"), Path::new("reels/x.srt"), Path::new("reels")).unwrap();
        assert_eq!(out.as_os_str(), "s3://films/out/x.srt");
    }

    #[test]
    fn of_two_files_that_would_become_one_the_later_is_refused() {
        let mut places = Places::default();
        assert!(places.take(Path::new("a.srt"), "out/a.vtt".into()).is_ok());
        let error = places.take(Path::new("a.ass"), "out/a.vtt".into()).unwrap_err().to_string();
        assert!(error.contains("a.ass") && error.contains("out/a.vtt"), "{error}");
    }
}
