//! Writing a set of outputs, all or none.

use super::access::parent;
use super::fault::{Fault, FaultKind};
use super::interrupt;
use super::name::shown;
use super::object;
use super::plan::{Action, plan};
use super::publish::Step;
use super::read::Input;
use super::stream;
use super::target::Output;
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What became of one output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The file had these bytes already and was not touched: same inode, same times.
    Unchanged,
    /// The file was replaced.
    Replaced,
    /// The file is new.
    Created,
    /// A device or the output stream was written to.
    Streamed,
    /// The output stream's reader has gone; not an error.
    ReaderGone,
}

/// What a successful [`write_all`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Written {
    /// One for each output, in their order.
    pub outcomes: Vec<Outcome>,
    /// Old versions under temporary names that could not be removed; worth a mention.
    pub left: Vec<PathBuf>,
}

/// Writes a set of outputs, all or none.
///
/// `inputs` are all files this run has read, so that an output that is an input by another name (path, link, bind mount)
/// is taken for a rewrite in place: it must be unchanged since it was read. Inputs named in a [`Target::Replace`](super::Target::Replace) need not
/// be repeated.
///
/// 1. All refusals come first, and every temporary file is complete on disk before the first target changes.
/// 2. Every target is looked at once more; one that changed since it was read stops the set.
/// 3. Each temporary file changes places with its target in one step. If a later one fails, the earlier are put back.
/// 4. The folders are synced, and only then are the old versions removed.
///
/// # Errors
/// When anything fails, every file is as it was; an object in the cloud is written alone, not in a set. In the one case where an earlier file cannot be put back the message says
/// so and names where its old version is kept.
pub fn write_all<'a>(inputs: &[&'a Input], outputs: &[Output<'a>]) -> Result<Written, Fault> {
    interrupt::watch();
    if let Some(written) = object::write(inputs, outputs) {
        return written;
    }
    let Prepared { mut steps, dirs, outcomes } =
        prepare(inputs, outputs).map_err(|fault| fault.in_set_of(outputs.len()))?;
    if let Err(fault) = swap(&mut steps, &dirs) {
        return Err(roll_back(&mut steps, &dirs, fault));
    }
    Ok(Written { outcomes, left: steps.into_iter().filter_map(Step::commit).collect() })
}

/// Gives finished temporary files their names, all or none.
pub(super) fn publish_all(mut steps: Vec<Step<'_>>) -> Result<Written, Fault> {
    interrupt::watch();
    let mut dirs = Vec::<Dir>::new();
    for step in &steps {
        let dir = parent(&step.job.real);
        if !dirs.iter().any(|d| d.path == dir) {
            dirs.push(Dir::open(dir).map_err(|e| step.job.failed(&e))?);
        }
        step.job.unchanged()?;
    }
    let outcome = |step: &Step<'_>| if step.job.old.is_some() { Outcome::Replaced } else { Outcome::Created };
    let outcomes = steps.iter().map(outcome).collect();
    if let Err(fault) = swap(&mut steps, &dirs) {
        return Err(roll_back(&mut steps, &dirs, fault));
    }
    Ok(Written { outcomes, left: steps.into_iter().filter_map(Step::commit).collect() })
}

/// All that can be done before the first target changes.
struct Prepared<'a> {
    steps: Vec<Step<'a>>,
    dirs: Vec<Dir>,
    outcomes: Vec<Outcome>,
}

fn prepare<'a>(inputs: &[&'a Input], outputs: &[Output<'a>]) -> Result<Prepared<'a>, Fault> {
    let mut outcomes = Vec::with_capacity(outputs.len());
    let (mut steps, mut streams, mut dirs) = (Vec::new(), Vec::new(), Vec::<Dir>::new());
    for action in plan(inputs, outputs)? {
        outcomes.push(match action {
            Action::Nothing => Outcome::Unchanged,
            Action::Stream(path, bytes) => {
                streams.push((outcomes.len(), path, bytes));
                Outcome::Streamed
            }
            Action::File(job) => {
                let outcome = if job.old.is_some() { Outcome::Replaced } else { Outcome::Created };
                let dir = parent(&job.real);
                if !dirs.iter().any(|d| d.path == dir) {
                    dirs.push(Dir::open(dir).map_err(|e| job.failed(&e))?);
                }
                go_on(job.path)?;
                steps.push(Step::prepare(job)?);
                outcome
            }
        });
    }
    // What is written to a stream cannot be taken back, so it comes after all that usually fails, and before the swaps,
    // which can.
    for (nth, path, bytes) in streams {
        if stream::write_to(inputs, path, bytes)? == stream::Sent::ReaderGone
            && let Some(outcome) = outcomes.get_mut(nth)
        {
            *outcome = Outcome::ReaderGone;
        }
    }
    for step in &steps {
        step.job.unchanged()?;
    }
    Ok(Prepared { steps, dirs, outcomes })
}

fn swap(steps: &mut [Step<'_>], dirs: &[Dir]) -> Result<(), Fault> {
    for step in &mut *steps {
        go_on(step.job.path)?;
        step.publish()?;
    }
    for dir in dirs {
        dir.sync().map_err(|e| {
            let whose = steps.iter().find(|s| parent(&s.job.real) == dir.path);
            whose.map_or_else(|| Fault::reading(&dir.path, &e), |s| s.job.failed(&e))
        })?;
    }
    steps.iter().try_for_each(Step::displaced)
}

/// Turns back when a signal has come.
///
/// # Errors
/// When one has; nothing was written then.
pub fn go_on(path: &Path) -> Result<(), Fault> {
    match interrupt::came() {
        true => Err(Fault::untouched(FaultKind::Interrupted, path, true, "the run was interrupted")),
        false => Ok(()),
    }
}

/// What is said of a file that could not be put back.
pub(super) fn kept_instead(path: &Path, kept: &str) -> String {
    format!("{} could not be put back: {kept}; look at both before going on", shown(path))
}

/// Puts everything back, the last first, and tells what could not be.
fn roll_back(steps: &mut [Step<'_>], dirs: &[Dir], fault: Fault) -> Fault {
    let mut stuck = Vec::new();
    for step in steps.iter_mut().rev() {
        if let Err(kept) = step.undo() {
            stuck.push(kept_instead(step.job.path, &kept));
        }
    }
    for dir in dirs {
        // The names are back in memory; if the disk fails again there is no further way back than the one taken.
        let _ = dir.sync();
    }
    if stuck.is_empty() { fault.in_set_of(steps.len()) } else { fault.and(stuck.join("; ")) }
}

/// A folder whose entries change.
pub(super) struct Dir {
    pub(super) path: PathBuf,
    file: File,
}

impl Dir {
    /// Opened before anything changes: that it cannot be opened must not come up after the swap.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let file = File::from(retry_on_intr(|| open(path, flags, Mode::empty()))?);
        Ok(Self { path: path.to_path_buf(), file })
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        match self.file.sync_all() {
            // This file system does not sync folders; there is nothing to wait for.
            Err(e)
                if matches!(Errno::from_io_error(&e), Some(Errno::INVAL | Errno::NOTSUP | Errno::NOSYS)) =>
            {
                Ok(())
            }
            done => done,
        }
    }
}
