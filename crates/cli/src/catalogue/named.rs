//! What a command line names: files, folders, patterns, lists, and objects in the cloud.

use crate::film;
use crate::io;
use anyhow::{Result, anyhow};
use globset::{GlobBuilder, GlobMatcher};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

/// What a command line names.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(super) all: Vec<One>,
    pub(super) follow: bool,
    /// A folder with a project is one item.
    pub(super) projects: bool,
}

#[derive(Clone, Debug)]
pub(super) enum One {
    File(PathBuf),
    Folder(PathBuf),
    /// A pattern, and the folder that it begins in.
    Pattern(PathBuf, GlobMatcher),
    /// Names in a file, or of standard input.
    List(PathBuf),
    /// Objects in the cloud, by how their names begin or by a pattern.
    Objects(PathBuf),
}

impl Named {
    /// What the arguments mean; `None` where all of them are plain files, which are worked on as a set.
    ///
    /// # Errors
    /// A pattern that is none.
    pub(crate) fn of(paths: &[PathBuf], follow: bool) -> Result<Option<Self>> {
        let named = Self::each(paths, follow)?;
        let files = named.all.iter().all(|one| matches!(one, One::File(_)));
        // No server writes several objects all or none.
        let objects = paths.len() > 1 && paths.iter().any(|path| io::is_remote(path));
        Ok((!files || objects).then_some(named))
    }

    /// The same for plain files too, each of which stands for itself.
    pub(crate) fn each(paths: &[PathBuf], follow: bool) -> Result<Self> {
        let all = paths.iter().map(|path| One::of(path)).collect::<Result<Vec<_>>>()?;
        Ok(Self { all, follow, projects: false })
    }

    /// A folder with a project is one item; otherwise its files are.
    pub(crate) fn with_projects(self) -> Self {
        Self { projects: true, ..self }
    }

    /// The same, to be counted; `None` where it can be read once only, or asking twice costs twice.
    pub(crate) fn again(&self) -> Option<Self> {
        let once = self.all.iter().any(|one| match one {
            One::List(path) => path == Path::new("-"),
            One::Objects(_) => true,
            _ => false,
        });
        (!once).then(|| self.clone())
    }
}

impl One {
    fn of(path: &Path) -> Result<Self> {
        // Brackets may stand in the name of a film whose track is meant.
        if path == Path::new("-") || path.is_file() || film::base(path).is_file() {
            return Ok(Self::File(path.to_path_buf()));
        }
        if io::is_remote(path) {
            let several = io::is_prefix(path) || io::is_pattern(path);
            return Ok(if several { Self::Objects } else { Self::File }(path.to_path_buf()));
        }
        if path.is_dir() {
            return Ok(Self::Folder(path.to_path_buf()));
        }
        let bytes = path.as_os_str().as_bytes();
        if let Some(list) = bytes.strip_prefix(b"@") {
            return Ok(Self::List(PathBuf::from(OsStr::from_bytes(list))));
        }
        if !bytes.iter().any(|b| matches!(b, b'*' | b'?' | b'[' | b'{')) {
            // Whatever it is, reading it says so best.
            return Ok(Self::File(path.to_path_buf()));
        }
        let pattern = path.to_str().ok_or_else(|| anyhow!("{}: a pattern must be UTF-8", io::shown(path)))?;
        let glob = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build();
        let glob = glob.map_err(|e| anyhow!("{}: is no pattern: {}", io::shown(path), e.kind()))?;
        let plain = |part: &Component<'_>| {
            !part.as_os_str().as_bytes().iter().any(|b| matches!(b, b'*' | b'?' | b'[' | b'{' | b'\\'))
        };
        let mut folder: PathBuf = path.components().take_while(plain).collect();
        if folder.as_os_str().is_empty() {
            folder.push(".");
        }
        Ok(Self::Pattern(folder, glob.compile_matcher()))
    }
}
