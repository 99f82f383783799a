//! A file that grows while a run is at work, under a temporary name, and gets its own when it is whole.

use super::fault::{Fault, FaultKind};
use super::growing::Growing;
use super::interrupt;
use super::plan::{Action, Job, plan};
use super::publish::Step;
use super::read::Input;
use super::remote::is_remote;
use super::stream;
use super::target::{Output, Target};
use super::write::{Written, publish_all};
use std::path::{Path, PathBuf};

/// What is there is replaced whatever it holds: two files of no bytes are not the same.
const SOME: &[u8] = b"\n";

/// A file on its way. One that is dropped leaves nothing, and what was there before stays as it was.
#[derive(Debug)]
pub struct Spool<'a>(Kind<'a>);

#[derive(Debug)]
enum Kind<'a> {
    /// A device or the output stream.
    Stream(&'a Path),
    File(Box<(Job<'a>, Growing)>),
}

impl<'a> Spool<'a> {
    /// Begins a file. `overwrite` says whether one that is there may be replaced.
    ///
    /// # Errors
    /// As [`super::write_all`] refuses: the file is there already, its folder cannot be written to, and the like.
    pub fn new(path: &'a Path, overwrite: bool) -> Result<Self, Fault> {
        if is_remote(path) {
            let text = "reports are written to files of this machine; write it to one, and copy that";
            return Err(Fault::about(FaultKind::NotRegular, path, text));
        }
        let output = Output { target: Target::Create { path, overwrite }, bytes: SOME };
        Self::over(&[], output)
    }

    /// Begins what takes the place that `target` says, of which `inputs` may be one ([`super::Pieces::open`]).
    ///
    /// # Errors
    /// As [`super::write_all`] refuses.
    pub fn to(inputs: &[&'a Input], target: Target<'a>) -> Result<Self, Fault> {
        interrupt::watch();
        Self::over(inputs, Output { target, bytes: SOME })
    }

    fn over(inputs: &[&'a Input], output: Output<'a>) -> Result<Self, Fault> {
        let path = match output.target {
            Target::Replace(input) => input.path.as_path(),
            Target::Create { path, .. } => path,
        };
        match plan(inputs, &[output])?.pop() {
            Some(Action::File(job)) => {
                let growing = Growing::begin(path, &job.real, job.old.as_ref().map(|old| &old.file))?;
                Ok(Self(Kind::File(Box::new((job, growing)))))
            }
            Some(Action::Stream(path, _)) => Ok(Self(Kind::Stream(path))),
            Some(Action::Nothing) | None => {
                Err(Fault::about(FaultKind::Exists, path, "is in use by this run already"))
            }
        }
    }

    /// The device or output stream it goes to, where it is none to a file.
    #[must_use]
    pub fn stream(&self) -> Option<&'a Path> {
        match &self.0 {
            Kind::Stream(path) => Some(path),
            Kind::File(_) => None,
        }
    }

    /// Whether it takes the place of this file.
    #[must_use]
    pub fn replaces(&self, input: &Input) -> bool {
        match &self.0 {
            Kind::Stream(_) => false,
            Kind::File(file) => file.0.old.as_ref().is_some_and(|old| input.is(old.stamp.id())),
        }
    }

    /// Gives the file up. A temporary file that could not be removed is named.
    #[must_use]
    pub fn discard(self) -> Option<PathBuf> {
        match self.0 {
            Kind::Stream(_) => None,
            Kind::File(file) => file.1.discard(),
        }
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// When not every byte could be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match &mut self.0 {
            Kind::Stream(path) => stream::write_to(&[], path, bytes).map(|_| ()),
            Kind::File(file) => {
                let (job, growing) = file.as_mut();
                growing.put(bytes).map_err(|e| job.failed(&e))
            }
        }
    }
}

/// Gives finished files their names, all or none.
///
/// # Errors
/// As [`super::write_all`]; then every file is as it was.
pub fn finish_all(spools: Vec<Spool<'_>>) -> Result<Written, Fault> {
    let mut steps = Vec::new();
    for Spool(kind) in spools {
        if let Kind::File(file) = kind {
            let (job, growing) = *file;
            let temp = growing.finish(job.path, job.old.as_ref().map(|old| &old.file))?;
            steps.push(Step::finished(job, temp));
        }
    }
    publish_all(steps)
}
