//! Writing many files, each by itself, with one wait for the disk.
//!
//! A file that is synced alone makes the disk write and the journal turn for it alone, and once more for its name. New files
//! of a handful are handed to the disk one after the other, waited for together, given their names, and their folders are
//! synced once. Of each of them holds what holds of one that is written alone; only they take less time.

use super::access::parent;
use super::fault::{Fault, FaultKind};
use super::interrupt;
use super::object;
use super::plan::{Action, Job, plan};
use super::publish::Step;
use super::read::Input;
use super::target::Output;
use super::temp::Unsynced;
use super::write::{Dir, Outcome, Written, kept_instead, write_all};

/// A file to be written, and what was read for it.
pub type One<'a> = (Vec<&'a Input>, Output<'a>);

/// How far a file has come.
enum State<'a> {
    Done(Result<Written, Fault>),
    /// It is on its way to the disk.
    Begun(Job<'a>, Unsynced),
    /// It is there, under a temporary name.
    Synced(Step<'a>),
    /// It has its name, the folder of which is not synced.
    Named(Step<'a>),
    /// It was in the way of others, or others in its way.
    Alone,
}

/// Writes files, each as [`write_all`] would write it alone: what stops one of them stops no other. New files are finished when a
/// signal comes; what was to take the place of another is not begun then.
pub fn write_each(all: &[One<'_>]) -> Vec<Result<Written, Fault>> {
    interrupt::watch();
    let mut dirs = Vec::<Dir>::new();
    let mut states: Vec<State<'_>> = Vec::with_capacity(all.len());
    for (inputs, output) in all {
        // What is far away is sent once.
        if let Some(written) = object::write(inputs, &[*output]) {
            states.push(State::Done(written));
            continue;
        }
        let first = !states.iter().any(|state| matches!(state, State::Begun(..)));
        states.push(match begin(inputs, *output, &mut dirs) {
            Ok(state) => state,
            Err(fault) if first => State::Done(Err(fault)),
            // There may be too little room for several at once.
            Err(_) => State::Alone,
        });
    }
    let synced = states.into_iter().map(|state| match state {
        State::Begun(job, temp) => sync(job, temp),
        other => other,
    });
    // All are waited for before the first gets its name: a name that changes in between makes the journal turn again.
    let synced: Vec<State<'_>> = synced.collect();
    let named = synced.into_iter().map(|state| match state {
        State::Synced(step) => name(step),
        other => other,
    });
    let mut states: Vec<State<'_>> = named.collect();
    for dir in dirs {
        let Err(error) = dir.sync() else { continue };
        for state in &mut states {
            if matches!(state, State::Named(step) if parent(&step.job.real) == dir.path)
                && let State::Named(mut step) = std::mem::replace(state, State::Alone)
            {
                let fault = step.job.failed(&error);
                *state = State::Done(Err(match step.undo() {
                    Ok(()) => fault,
                    Err(kept) => fault.and(kept_instead(step.job.path, &kept)),
                }));
            }
        }
        // The names are gone in memory; if the disk fails again there is nothing more to be done.
        let _ = dir.sync();
    }
    let each = states.into_iter().zip(all);
    let done = each.map(|(state, (inputs, output))| match state {
        State::Done(done) => done,
        State::Named(step) => {
            Ok(Written { outcomes: vec![Outcome::Created], left: step.commit().into_iter().collect() })
        }
        State::Begun(..) | State::Synced(_) | State::Alone => write_all(inputs, &[*output]),
    });
    done.collect()
}

/// Hands a new file to the disk. Whatever takes the place of another is written alone, so that no two files of others are
/// held at once.
///
/// # Errors
/// When it could not be written; what refuses it is a state.
fn begin<'a>(inputs: &[&'a Input], output: Output<'a>, dirs: &mut Vec<Dir>) -> Result<State<'a>, Fault> {
    let job = match plan(inputs, &[output]).map(|mut plan| plan.pop()) {
        Ok(Some(Action::File(job))) if job.old.is_none() => job,
        Ok(_) => return Ok(State::Alone),
        Err(fault) => return Ok(State::Done(Err(fault))),
    };
    let folder = parent(&job.real);
    if !dirs.iter().any(|dir| dir.path == folder) {
        dirs.push(Dir::open(folder).map_err(|e| job.failed(&e))?);
    }
    let temp = Unsynced::write(job.path, &job.real, job.bytes, None)?;
    temp.start();
    Ok(State::Begun(job, temp))
}

/// Waits for a file to be on the disk.
fn sync(job: Job<'_>, temp: Unsynced) -> State<'_> {
    match temp.finish(job.path, job.bytes, false) {
        Ok(temp) => State::Synced(Step::finished(job, temp)),
        Err(fault) => State::Done(Err(fault)),
    }
}

/// Gives a file its name.
fn name(mut step: Step<'_>) -> State<'_> {
    match step.publish() {
        Ok(()) => State::Named(step),
        // Another of these files may lie there by now; alone it is told so.
        Err(fault) if fault.kind() == FaultKind::Exists => State::Alone,
        Err(fault) => State::Done(Err(fault)),
    }
}
