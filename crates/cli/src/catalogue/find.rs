//! Finding files: in folders, by patterns, in lists. In one order whatever the file system's, and a few at a time.

use super::named::{Named, One};
use super::names;
use super::objects::Objects;
use super::packets::FULL;
use super::unfound::{Unfound, is_gone, unread};
use crate::io;
use globset::GlobMatcher;
use ignore::{Walk, WalkBuilder};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Cursor};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file by this name says what of its folder is passed over, in the form of `.gitignore`.
const IGNORE: &str = ".treguaignore";

/// Bytes of a list that is not on this machine.
const LONGEST: u64 = 256 << 20;

/// A film's project.
const PROJECT: &str = "tregua.toml";

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
    /// How many bytes it will take. An object whose name was given, and not listed, is asked for it now.
    pub(crate) fn weight(&self) -> u64 {
        if self.named && io::is_remote(&self.path) { io::size_of(&self.path) } else { self.size }
    }

    /// The same where it is to become the new file `place` together with others; what is far away goes alone.
    pub(crate) fn weight_to(&self, place: &Path) -> u64 {
        if io::is_remote(&self.path) || io::is_remote(place) { FULL } else { self.size }
    }

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
            objects: HashSet::new(),
            passed: Passed::default(),
            near: false,
            more: false,
        }
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
    /// Sums of the names of every object that was found.
    objects: HashSet<u128>,
    passed: Passed,
    /// Only what need not be asked for over the network is found from now on.
    near: bool,
    /// There was more than that.
    more: bool,
}

enum Now {
    Nothing,
    Walk { walk: Box<Walk>, under: PathBuf, pattern: Option<GlobMatcher>, any: bool, named: PathBuf },
    List { lines: Box<dyn BufRead + Send>, name: PathBuf, end: Option<u8> },
    Objects(Objects),
}

impl Found {
    /// What was passed over until now.
    pub(crate) fn passed(&self) -> Passed {
        self.passed
    }

    /// How many files there are still; and whether there may be more, as nobody lists a bucket to its end for a number.
    pub(crate) fn rest(&mut self) -> (usize, bool) {
        self.near = true;
        let rest = self.by_ref().filter(Result::is_ok).count();
        (rest, self.more)
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
                    false if io::is_remote(&path) => {
                        let input = io::read(&path, LONGEST).map_err(|e| Unfound::told(&e))?;
                        Box::new(Cursor::new(input.bytes))
                    }
                    false => Box::new(BufReader::new(io::open_film(&path).map_err(|e| Unfound::told(&e))?)),
                };
                self.now = Now::List { lines, name: path, end: None };
                return Ok(None);
            }
            One::Objects(_) if self.near => {
                self.more = true;
                return Ok(None);
            }
            One::Objects(path) => {
                let objects = Objects::of(&path).map_err(|why| Unfound { path, why })?;
                self.now = Now::Objects(objects);
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
        if io::is_remote(&path) {
            if !self.is_new(&path) {
                return None;
            }
            let under = path.parent().map(Path::to_path_buf).unwrap_or_default();
            // How large it is, whoever works on it asks.
            return Some(Item { path, under, named: true, project: false, size: 0 });
        }
        let known = io::identity(&path);
        if known.is_some_and(|(id, _)| !self.seen.insert(id)) {
            self.passed.repeated += 1;
            return None;
        }
        let under = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let size = known.map_or(0, |(_, size)| size);
        Some(Item { path, under, named: true, project: false, size })
    }

    /// Whether an object was not found before.
    fn is_new(&mut self, path: &Path) -> bool {
        let new = self.objects.insert(io::key(path.as_os_str().as_bytes(), 0));
        self.passed.repeated += usize::from(!new);
        new
    }

    /// A file that was come across; `None` where it is passed over.
    fn met(
        &mut self,
        entry: &ignore::DirEntry,
        under: &Path,
        pattern: Option<&GlobMatcher>,
    ) -> Option<Result<Item, Unfound>> {
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
        let meta = match entry.metadata() {
            Ok(meta) if meant && meta.is_file() => meta,
            // A file that nobody can look at is none that holds no subtitles; one that has gone is not there.
            Err(error) if meant && !is_gone(&error) => return Some(Err(unread(&error, path))),
            _ => {
                self.passed.others += 1;
                return None;
            }
        };
        if !self.seen.insert((meta.dev(), meta.ino())) {
            self.passed.repeated += 1;
            return None;
        }
        let path = if pattern.is_some() { bare.to_path_buf() } else { path.to_path_buf() };
        let size = meta.len();
        Some(Ok(Item { path, under: under.to_path_buf(), named: false, project: false, size }))
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
                        Ok(entry) => self.met(&entry, &under, pattern.as_ref()),
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
                        let path = match io::veil(path.as_os_str()) {
                            Ok(path) => PathBuf::from(path),
                            Err(fault) => return Some(Err(Unfound::told(&fault))),
                        };
                        if let Some(item) = self.named(path) {
                            // A result stands as the list has it: many folders may hold a file of one name.
                            return Some(Ok(Item { under: PathBuf::new(), ..item }));
                        }
                    }
                    Err(error) => return Some(Err(Unfound::new(&name, &format!("{error:#}")))),
                },
                Now::Objects(_) if self.near => self.more = true,
                Now::Objects(mut objects) => {
                    let before = self.passed.repeated;
                    let found = objects.next(&mut self.passed);
                    let Some(found) = found else {
                        self.ready.extend(objects.none().map(Err));
                        continue;
                    };
                    let found =
                        found.transpose().filter(|it| it.as_ref().map_or(true, |it| self.is_new(&it.path)));
                    self.ready.extend(found);
                    objects.any |= !self.ready.is_empty() || self.passed.repeated > before;
                    self.now = Now::Objects(objects);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
