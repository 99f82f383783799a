//! Finding files: in folders, by patterns, in lists. In one order whatever the file system's, and a few at a time.

use super::names;
use crate::film;
use crate::io;
use crate::load;
use anyhow::{Result, anyhow};
use globset::{GlobBuilder, GlobMatcher};
use ignore::{Walk, WalkBuilder};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file by this name says what of its folder is passed over, in the form of `.gitignore`.
const IGNORE: &str = ".treguaignore";

/// A film's project.
const PROJECT: &str = "tregua.toml";

/// What a command line names.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    all: Vec<One>,
    follow: bool,
    /// A folder with a project is one item.
    projects: bool,
}

#[derive(Clone, Debug)]
enum One {
    File(PathBuf),
    Folder(PathBuf),
    /// A pattern, and the folder that it begins in.
    Pattern(PathBuf, GlobMatcher),
    /// Names in a file, or of standard input.
    List(PathBuf),
}

/// A file that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Item {
    pub(crate) path: PathBuf,
    /// The folder in which it was searched for; results keep the way from there.
    pub(crate) under: PathBuf,
    /// It was named, not found: whatever is in it is to be worked on.
    pub(crate) named: bool,
    /// It is a folder with a project.
    pub(crate) project: bool,
    /// In bytes.
    pub(crate) size: u64,
}

impl Item {
    fn project(path: PathBuf) -> Self {
        Self { under: path.clone(), path, named: false, project: true, size: 0 }
    }
}

/// What was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Passed {
    /// Files whose names are of no subtitles.
    pub(crate) others: usize,
    pub(crate) links: usize,
    /// Files that were found before, by another name perhaps.
    pub(crate) repeated: usize,
    /// Temporary files that interrupted runs left.
    pub(crate) leftovers: usize,
}

impl Named {
    /// What the arguments mean; `None` where all of them are plain files, which are worked on as a set.
    ///
    /// # Errors
    /// A pattern that is none.
    pub(crate) fn of(paths: &[PathBuf], follow: bool) -> Result<Option<Self>> {
        let all = paths.iter().map(|path| One::of(path)).collect::<Result<Vec<_>>>()?;
        let plain = all.iter().all(|one| matches!(one, One::File(_)));
        Ok((!plain).then_some(Self { all, follow, projects: false }))
    }

    /// A folder with a project is one item; otherwise its files are.
    pub(crate) fn with_projects(self) -> Self {
        Self { projects: true, ..self }
    }

    /// The same, to be counted; `None` where it can be read once only.
    pub(crate) fn again(&self) -> Option<Self> {
        let once = self.all.iter().any(|one| matches!(one, One::List(path) if path == Path::new("-")));
        (!once).then(|| self.clone())
    }

    /// Begins to search.
    pub(crate) fn find(self) -> Found {
        let Self { mut all, follow, projects } = self;
        all.reverse();
        Found {
            rest: all,
            now: Now::Nothing,
            follow,
            projects: projects.then(Arc::default),
            ready: VecDeque::new(),
            seen: HashSet::new(),
            passed: Passed::default(),
        }
    }
}

impl One {
    fn of(path: &Path) -> Result<Self> {
        // Brackets may stand in the name of a film whose track is meant.
        if path == Path::new("-") || path.is_file() || film::base(path).is_file() {
            return Ok(Self::File(path.to_path_buf()));
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

/// A search.
pub(crate) struct Found {
    /// What is still to be searched, the next last.
    rest: Vec<One>,
    now: Now,
    follow: bool,
    /// Folders with a project that the walk has come by, where those are items.
    projects: Option<Arc<Mutex<Vec<PathBuf>>>>,
    /// What was found and not handed on yet.
    ready: VecDeque<Result<Item, Unfound>>,
    /// Device and inode of every file that was found.
    seen: HashSet<(u64, u64)>,
    passed: Passed,
}

enum Now {
    Nothing,
    Walk { walk: Box<Walk>, under: PathBuf, pattern: Option<GlobMatcher>, any: bool, named: PathBuf },
    List { lines: Box<dyn BufRead + Send>, name: PathBuf, end: Option<u8> },
}

impl Found {
    /// What was passed over until now.
    pub(crate) fn passed(&self) -> Passed {
        self.passed
    }

    fn begin(&mut self, one: One) -> Result<Option<Item>, Unfound> {
        let (folder, pattern, named) = match one {
            One::File(path) => {
                if path == Path::new("-") {
                    return Ok(Some(Item {
                        path,
                        under: PathBuf::new(),
                        named: true,
                        project: false,
                        size: 0,
                    }));
                }
                return Ok(self.named(path));
            }
            One::List(path) => {
                let stdin = path == Path::new("-");
                let lines: Box<dyn BufRead + Send> = match stdin {
                    true => Box::new(BufReader::new(std::io::stdin())),
                    false => {
                        let file = io::open_film(&path);
                        let fail = |e: io::Fault| Unfound { path: path.clone(), why: e.to_string() };
                        Box::new(BufReader::new(file.map_err(fail)?))
                    }
                };
                self.now = Now::List { lines, name: path, end: None };
                return Ok(None);
            }
            One::Folder(folder) if self.projects.is_some() && folder.join(PROJECT).is_file() => {
                return Ok(Some(Item::project(folder)));
            }
            One::Folder(folder) => (folder.clone(), None, folder),
            One::Pattern(folder, glob) => {
                let named = PathBuf::from(glob.glob().glob());
                (folder, Some(glob), named)
            }
        };
        let mut walk = WalkBuilder::new(&folder);
        walk.standard_filters(false)
            .hidden(false)
            .add_custom_ignore_filename(IGNORE)
            .follow_links(self.follow)
            .sort_by_file_name(OsStr::cmp);
        let projects = self.projects.clone().filter(|_| pattern.is_none());
        walk.filter_entry(move |entry| {
            // What is hidden is left alone, but for what killed runs left behind, which is counted.
            let hidden = entry.depth() > 0 && entry.file_name().as_bytes().starts_with(b".");
            if hidden && !io::is_own_temp(entry.file_name()) {
                return false;
            }
            let Some(projects) = &projects else { return true };
            let is_project =
                entry.file_type().is_some_and(|kind| kind.is_dir()) && entry.path().join(PROJECT).is_file();
            if is_project {
                let mut waiting = projects.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.push(entry.path().to_path_buf());
            }
            !is_project
        });
        self.now = Now::Walk { walk: Box::new(walk.build()), under: folder, pattern, any: false, named };
        Ok(None)
    }

    /// The folders with a project that the walk has come by.
    fn projects(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let waiting = self.projects.as_ref();
        let all = waiting.map(|all| std::mem::take(&mut *all.lock().unwrap_or_else(PoisonError::into_inner)));
        all.into_iter().flatten()
    }

    /// A file whose name was given. What it is not, reading it says.
    fn named(&mut self, path: PathBuf) -> Option<Item> {
        let known = io::identity(&path);
        if known.is_some_and(|(id, _)| !self.seen.insert(id)) {
            self.passed.repeated += 1;
            return None;
        }
        let under = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let size = known.map_or(0, |(_, size)| size);
        Some(Item { path, under, named: true, project: false, size })
    }

    /// A file that was come across; `None` where it is passed over.
    fn met(&mut self, entry: &ignore::DirEntry, under: &Path, pattern: Option<&GlobMatcher>) -> Option<Item> {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return None;
        }
        if io::is_own_temp(entry.file_name()) {
            self.passed.leftovers += 1;
            return None;
        }
        let path = entry.path();
        // What the shell would have found: `./a.srt` is `a.srt` to a pattern that does not begin with a dot.
        let bare = path.strip_prefix(".").unwrap_or(path);
        if pattern.is_some_and(|glob| !glob.is_match(bare) && !glob.is_match(path)) {
            return None;
        }
        if kind.is_symlink() && !self.follow {
            self.passed.links += 1;
            return None;
        }
        if entry.file_name() == PROJECT {
            return None;
        }
        // A pattern says itself what is meant.
        let meant = pattern.is_some() || names::is_of_subtitles(path);
        let meta = entry.metadata().ok().filter(|meta| meant && meta.is_file());
        let Some(meta) = meta else {
            self.passed.others += 1;
            return None;
        };
        if !self.seen.insert((meta.dev(), meta.ino())) {
            self.passed.repeated += 1;
            return None;
        }
        let path = if pattern.is_some() { bare.to_path_buf() } else { path.to_path_buf() };
        let size = meta.len();
        Some(Item { path, under: under.to_path_buf(), named: false, project: false, size })
    }
}

/// What is said of a folder or pattern without a file.
fn nothing(pattern: bool) -> &'static str {
    match pattern {
        true => "matches no file",
        false => {
            "holds no subtitle files (`tregua formats` lists the endings that are looked for), and no tregua.toml"
        }
    }
}

/// What could not be searched, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unfound {
    pub(crate) path: PathBuf,
    /// In words, the path included.
    pub(crate) why: String,
}

impl Unfound {
    fn new(path: &Path, why: &str) -> Self {
        Self { path: path.to_path_buf(), why: format!("{}: {why}", load::name(path)) }
    }
}

impl Iterator for Found {
    type Item = Result<Item, Unfound>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match std::mem::replace(&mut self.now, Now::Nothing) {
                Now::Nothing => {
                    let one = self.rest.pop()?;
                    if let Some(item) = self.begin(one).transpose() {
                        return Some(item);
                    }
                }
                Now::Walk { mut walk, under, pattern, mut any, named } => {
                    let entry = walk.next();
                    // Folders with a project that the walk has come by stand before this entry.
                    self.ready.extend(self.projects().map(|path| Ok(Item::project(path))));
                    let Some(entry) = entry else {
                        if !any && self.ready.is_empty() {
                            self.ready.push_back(Err(Unfound::new(&named, nothing(pattern.is_some()))));
                        }
                        continue;
                    };
                    let before = self.passed.repeated;
                    let item = match entry {
                        Ok(entry) => self.met(&entry, &under, pattern.as_ref()).map(Ok),
                        Err(error) => Some(Err(unread(&error, &under))),
                    };
                    self.ready.extend(item);
                    any |= !self.ready.is_empty() || self.passed.repeated > before;
                    self.now = Now::Walk { walk, under, pattern, any, named };
                }
                Now::List { mut lines, name, mut end } => match names::line(&mut *lines, &mut end) {
                    Ok(None) => {}
                    Ok(Some(path)) => {
                        self.now = Now::List { lines, name, end };
                        if let Some(item) = self.named(path) {
                            return Some(Ok(item));
                        }
                    }
                    Err(error) => return Some(Err(Unfound::new(&name, &format!("{error:#}")))),
                },
            }
        }
    }
}

/// A folder that cannot be read.
fn unread(error: &ignore::Error, under: &Path) -> Unfound {
    use ignore::Error;
    match error {
        Error::WithPath { path, err } => unread(err, path),
        Error::WithDepth { err, .. } => unread(err, under),
        Error::Loop { child, .. } => {
            Unfound::new(child, "a link to a folder that holds it; what is below was searched already")
        }
        other => match other.io_error().and_then(std::io::Error::raw_os_error) {
            Some(code) => {
                let error = std::io::Error::from_raw_os_error(code);
                Unfound::new(under, &format!("cannot be read: {}", io::reason(&error)))
            }
            None => Unfound::new(under, &crate::render::plain(&other.to_string())),
        },
    }
}

#[cfg(test)]
mod tests;
