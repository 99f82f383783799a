//! What is to be done for each output, and the refusals that come before anything is written.

use super::access::{dangling, parent, regular, replaceable, resolve, what, writable_dir};
use super::fault::{Fault, FaultKind};
use super::hold::hold;
use super::name::shown;
use super::read::Input;
use super::stamp::{self, Stamp};
use super::stream::is_stdout;
use super::target::{Output, Target};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

/// What is to be done for one output.
pub(super) enum Action<'a> {
    /// The file has these bytes already.
    Nothing,
    /// Written as it goes; nothing to swap.
    Stream(&'a Path, &'a [u8]),
    File(Job<'a>),
}

/// One file to make or replace.
#[derive(Debug)]
pub(super) struct Job<'a> {
    /// As the user named it.
    pub(super) path: &'a Path,
    /// The file behind the links.
    pub(super) real: PathBuf,
    pub(super) bytes: &'a [u8],
    /// What is there now, locked; `None` for a new file.
    pub(super) old: Option<Old>,
    /// Folder and name: where, by any spelling, this output goes.
    place: Place,
}

#[derive(PartialEq, Debug)]
struct Place((u64, u64), Option<OsString>);

impl Place {
    fn of(real: &Path) -> io::Result<Self> {
        let dir = fs::metadata(parent(real))?;
        Ok(Self(stamp::id(&dir), real.file_name().map(ToOwned::to_owned)))
    }
}

#[derive(Debug)]
pub(super) struct Old {
    pub(super) file: File,
    pub(super) stamp: Stamp,
}

/// Decides for each output what is to be done, and refuses what must not be.
pub(super) fn plan<'a>(inputs: &[&'a Input], outputs: &[Output<'a>]) -> Result<Vec<Action<'a>>, Fault> {
    let replaced = outputs.iter().filter_map(|o| match o.target {
        Target::Replace(input) => Some(input),
        Target::Create { .. } => None,
    });
    let inputs: Vec<_> = inputs.iter().copied().chain(replaced).collect();
    let mut actions: Vec<Action<'a>> = Vec::with_capacity(outputs.len());
    for output in outputs {
        let action = match output.target {
            Target::Replace(input) => replace(input, input.path.as_path(), output.bytes)?,
            Target::Create { path, overwrite } => create(&inputs, path, overwrite, output.bytes)?,
        };
        if let Action::File(job) = &action {
            let twin = actions.iter().find_map(|a| match a {
                Action::File(other) if other.same_target(job) => Some(other.path),
                _ => None,
            });
            if let Some(twin) = twin {
                let text = format!("it is the same file as {}, another output of this run", shown(twin));
                return Err(Fault::untouched(FaultKind::Duplicate, job.path, job.old.is_some(), text));
            }
        }
        actions.push(action);
    }
    Ok(actions)
}

fn replace<'a>(input: &'a Input, path: &'a Path, bytes: &'a [u8]) -> Result<Action<'a>, Fault> {
    if bytes == input.bytes {
        return Ok(Action::Nothing);
    }
    let fail = |e: io::Error| Fault::writing(path, true, &e);
    let (real, file, meta) = match input.held() {
        Some(held) => {
            let meta = held.file.metadata().map_err(fail)?;
            (held.real.clone(), held.file.try_clone().map_err(fail)?, meta)
        }
        None => {
            let (held, meta) = hold(path)?;
            (held.real, held.file, meta)
        }
    };
    let Some(stamp) = input.stamp() else {
        return Err(Fault::untouched(FaultKind::NotRegular, path, true, "it was read as an object"));
    };
    let job = Job::new(path, real, bytes, Some(Old { file, stamp }))?;
    job.unchanged()?;
    replaceable(path, &job.real, &meta)?;
    Ok(Action::File(job))
}

fn create<'a>(
    inputs: &[&'a Input],
    path: &'a Path,
    overwrite: bool,
    bytes: &'a [u8],
) -> Result<Action<'a>, Fault> {
    if is_stdout(path) {
        return Ok(Action::Stream(path, bytes));
    }
    let is_missing = |e: &io::Error| e.kind() == io::ErrorKind::NotFound;
    // Nearly always there is nothing, and no link to nowhere either: one look tells both.
    let meta = match fs::symlink_metadata(path) {
        Err(e) if is_missing(&e) => return new(path, bytes),
        Ok(meta) if meta.is_symlink() => fs::metadata(path),
        there => there,
    };
    let meta = match meta {
        Err(e) if is_missing(&e) => return Err(dangling(path)),
        Err(e) => return Err(Fault::writing(path, false, &e)),
        Ok(meta) => meta,
    };
    if meta.file_type().is_char_device() {
        return Ok(Action::Stream(path, bytes));
    }
    if !meta.is_file() {
        let text = format!("is {}; name a file to write to", what(meta.file_type()));
        return Err(Fault::about(FaultKind::NotRegular, path, text));
    }
    // By inode, or by place: another program may have put a new file under the input's name since it was read.
    let place = resolve(path).and_then(|real| Place::of(&real)).ok();
    let input = inputs.iter().find(|i| {
        i.is(stamp::id(&meta))
            || resolve(&i.path).and_then(|real| Place::of(&real)).ok().is_some_and(|p| Some(p) == place)
    });
    if !overwrite {
        let text = match input {
            Some(input) if input.path == path => {
                "is also an input; ask for the rewrite in place, or name another output".to_owned()
            }
            Some(input) => {
                format!("is the input {} by another name; name another output", shown(&input.path))
            }
            None => "exists already; replace it with --overwrite, or name another output".to_owned(),
        };
        return Err(Fault::about(FaultKind::Exists, path, text));
    }
    if let Some(input) = input {
        // In place by another name: what was read must still be there, and the same bytes are not written again. The
        // name given is the one whose link stays.
        return if input.held().is_some() {
            replace(input, &input.path, bytes)
        } else {
            replace(input, path, bytes)
        };
    }
    let (held, meta) = hold(path)?;
    regular(&meta, path)?;
    replaceable(path, &held.real, &meta)?;
    let old = Old { file: held.file, stamp: Stamp::of(&meta) };
    Ok(Action::File(Job::new(path, held.real, bytes, Some(old))?))
}

fn new<'a>(path: &'a Path, bytes: &'a [u8]) -> Result<Action<'a>, Fault> {
    if path.as_os_str().as_bytes().ends_with(b"/") || path.file_name().is_none() {
        return Err(Fault::about(FaultKind::NotRegular, path, "names a directory; name a file to write to"));
    }
    writable_dir(path, path, false)?;
    Ok(Action::File(Job::new(path, path.to_path_buf(), bytes, None)?))
}

impl<'a> Job<'a> {
    fn new(path: &'a Path, real: PathBuf, bytes: &'a [u8], old: Option<Old>) -> Result<Self, Fault> {
        let place = Place::of(&real).map_err(|e| Fault::writing(path, old.is_some(), &e))?;
        Ok(Self { path, real, bytes, old, place })
    }

    fn same_target(&self, other: &Self) -> bool {
        let ids = self.old.as_ref().zip(other.old.as_ref());
        self.place == other.place || ids.is_some_and(|(a, b)| a.stamp.id() == b.stamp.id())
    }

    /// Checks that the name still leads to what was read, and that nobody has written to it since.
    pub(super) fn unchanged(&self) -> Result<(), Fault> {
        let Some(old) = &self.old else { return Ok(()) };
        let real = fs::symlink_metadata(&self.real).map(|m| Stamp::of(&m));
        let named = fs::metadata(self.path).map(|m| stamp::id(&m));
        match (real, named) {
            (Ok(real), Ok(named)) if real == old.stamp && named == old.stamp.id() => Ok(()),
            // What cannot be looked at is not thereby changed.
            (Err(e), _) | (_, Err(e)) if e.kind() != io::ErrorKind::NotFound => Err(self.failed(&e)),
            _ => Err(self.changed()),
        }
    }

    pub(super) fn changed(&self) -> Fault {
        let text = "was not written: another program changed it after it was read; run again to work on the new version";
        Fault::sentence(FaultKind::Changed, self.path, text)
    }

    pub(super) fn failed(&self, error: &io::Error) -> Fault {
        Fault::writing(self.path, self.old.is_some(), error)
    }
}
