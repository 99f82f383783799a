//! Objects in the cloud, behind the same calls as files: what may be asked of them, and what is refused.

use super::cloud;
use super::fault::{Fault, FaultKind};
use super::interrupt;
use super::read::{Input, Source};
use super::remote::{Remote, is_remote};
use super::target::{Output, Target};
use super::write::{Outcome, Written};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) use super::cloud::Version;

/// An object that was listed.
#[derive(Debug)]
pub struct Listed {
    /// Its whole name.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
}

/// What a listing comes to: an object, or a name that cannot be worked on. After any other failure it has ended.
pub type Listing = Box<dyn Iterator<Item = Result<Listed, Fault>> + Send>;

/// The objects that a prefix or a pattern may mean, in the order of their names, asked for a page at a time.
///
/// # Errors
/// A name that is none, or a program that was built without the cloud.
pub fn list_objects(path: &Path) -> Result<Listing, Fault> {
    let remote = Remote::of(path)?.ok_or_else(|| no_object(path))?;
    cloud::list(remote, path)
}

/// How large an object is, in bytes; 0 where that is not to be had, as reading it will say why.
#[must_use]
pub fn size_of(path: &Path) -> u64 {
    match Remote::of(path) {
        Ok(Some(remote)) => cloud::size(&remote, path).ok().flatten().unwrap_or(0),
        _ => 0,
    }
}

/// Whether there is such a file or object.
///
/// # Errors
/// When the server does not say.
pub fn is_there(path: &Path) -> Result<bool, Fault> {
    match Remote::of(path)? {
        Some(remote) => Ok(cloud::size(&remote, path)?.is_some()),
        None => Ok(path.is_file()),
    }
}

/// Nothing that is asked of a server takes longer from now on.
pub fn limit(time: Option<Duration>) {
    cloud::limit(time);
}

pub(super) fn read(remote: &Remote, path: &Path, most: u64) -> Result<(Vec<u8>, Version), Fault> {
    if !remote.scheme.is_web() && (remote.key.is_empty() || remote.key.ends_with('/')) {
        let text = "means all objects that begin so; name one of them here";
        return Err(Fault::about(FaultKind::NotRegular, path, text));
    }
    cloud::read(remote, path, most)
}

/// Refuses what can only be read.
pub(super) fn writable(remote: &Remote, path: &Path) -> Result<(), Fault> {
    if !remote.scheme.is_web() {
        return Ok(());
    }
    let text = "a web server is only read from; write to a file, or to s3://, gs:// or az://";
    Err(Fault::about(FaultKind::ReadOnly, path, text))
}

/// Several files are written all or none, which no server promises of objects.
pub(super) fn not_in_a_set(path: &Path) -> Fault {
    let text = "an object is written alone, as no server writes several all or none; work on one at a time, or name them \
                by their prefix, a pattern or a list, where each stands for itself";
    Fault::about(FaultKind::NotRegular, path, text)
}

fn no_object(path: &Path) -> Fault {
    Fault::about(FaultKind::NotRegular, path, "is no object")
}

/// Writes an output that is an object; `None` where all are files.
pub(super) fn write(inputs: &[&Input], outputs: &[Output<'_>]) -> Option<Result<Written, Fault>> {
    let named = |output: &Output<'_>| match output.target {
        Target::Replace(input) => matches!(input.source, Source::Object(_)).then(|| input.path.clone()),
        Target::Create { path, .. } => is_remote(path).then(|| path.to_path_buf()),
    };
    let path = outputs.iter().find_map(named)?;
    let [output] = outputs else { return Some(Err(not_in_a_set(&path))) };
    let done = one(inputs, output, &path);
    Some(done.map(|outcome| Written { outcomes: vec![outcome], left: Vec::new() }))
}

fn one(inputs: &[&Input], output: &Output<'_>, path: &Path) -> Result<Outcome, Fault> {
    let remote = Remote::of(path)?.ok_or_else(|| no_object(path))?;
    writable(&remote, path)?;
    if remote.key.is_empty() || remote.key.ends_with('/') {
        return Err(Fault::about(FaultKind::NotRegular, path, "names a folder; name an object to write to"));
    }
    if interrupt::came() {
        return Err(Fault::untouched(FaultKind::Interrupted, path, true, "the run was interrupted"));
    }
    let (input, overwrite) = match output.target {
        Target::Replace(input) => (Some(input), true),
        Target::Create { overwrite, .. } => {
            (inputs.iter().find(|input| input.path.as_os_str() == path.as_os_str()).copied(), overwrite)
        }
    };
    match input.map(|input| (input, &input.source)) {
        Some((input, Source::Object(version))) if overwrite => {
            if input.bytes == output.bytes {
                return Ok(Outcome::Unchanged);
            }
            cloud::replace(&remote, path, version, output.bytes).map(|()| Outcome::Replaced)
        }
        Some(_) => {
            let text = "is also an input; ask for the rewrite in place, or name another output";
            Err(Fault::about(FaultKind::Exists, path, text))
        }
        None => cloud::create(&remote, path, overwrite, output.bytes),
    }
}

/// What is said of an object that somebody wrote to since it was read.
#[cfg(feature = "cloud")]
pub(super) fn changed(path: &Path) -> Fault {
    let text =
        "was not written: somebody else changed it after it was read; run again to work on the new version";
    Fault::sentence(FaultKind::Changed, path, text)
}
