//! A run over a catalogue: files are found, worked on side by side, and told of in one order, until there are no more, one
//! fails that must not, or a signal comes.

use super::find::{Item, Passed};
use super::named::Named;
use super::ordered::ordered;
use super::packets::{Bounds, FULL, packets};
use super::progress::Progress;
use super::unfound::Unfound;
use super::{jobs, tell_passed};
use crate::Outcome;
use crate::args::Batch;
use crate::io;
use crate::render;
use std::ops::ControlFlow;

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// It was worked on.
    Done {
        /// It could not be.
        failed: bool,
    },
    /// It was left alone: it holds no subtitles.
    Passed,
    /// It was left alone: an earlier run has done it.
    Earlier,
    /// It was left alone, as a signal came while it was in hand: the next run begins it.
    Undone,
    /// The run must end.
    Stop,
}

/// A run that is to be.
pub(crate) struct Run<'r> {
    batch: &'r Batch,
    progress: Progress,
}

/// How far a run came.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    pub(crate) done: usize,
    pub(crate) failed: usize,
    /// Those that an earlier run has done.
    pub(crate) earlier: usize,
    /// Files that were not begun when a signal came, or a failure ended the run.
    pub(crate) left: Option<usize>,
    /// There may be more of them, as a bucket was not listed to its end.
    pub(crate) more: bool,
    /// The first failure ended it.
    pub(crate) stopped: bool,
    pub(crate) passed: Passed,
}

impl<'r> Run<'r> {
    /// From now on a signal ends the run after the files in hand.
    pub(crate) fn new(batch: &'r Batch, named: &Named) -> Self {
        io::watch_signals();
        io::limit(batch.timeout());
        Self { batch, progress: Progress::counting(named) }
    }

    /// Works on every file, and tells `sink` what became of each, in the order in which they are found. `prepare` sees
    /// the files one by one in that order, before they are worked on.
    pub(crate) fn over<T: Send, R: Send>(
        self,
        named: Named,
        prepare: impl FnMut(Result<Item, Unfound>) -> T + Send,
        work: impl Fn(T) -> R + Sync,
        sink: impl FnMut(R) -> Step,
    ) -> End {
        let work = |one: Vec<T>| one.into_iter().map(&work).collect();
        // Of full weight each, so that each is a packet.
        self.over_packets(named, prepare, |_| FULL, work, sink)
    }

    /// The same, by the handful: `work` gets some files at once, and gives what became of each, in their order. `weight` tells
    /// how many bytes a file will take.
    pub(crate) fn over_packets<T: Send, R: Send>(
        self,
        named: Named,
        mut prepare: impl FnMut(Result<Item, Unfound>) -> T + Send,
        weight: impl Fn(&T) -> u64 + Sync,
        work: impl Fn(Vec<T>) -> Vec<R> + Sync,
        mut sink: impl FnMut(R) -> Step,
    ) -> End {
        let Self { batch, progress } = self;
        let mut found = named.find();
        let mut end = End {
            done: 0,
            failed: 0,
            earlier: 0,
            left: None,
            more: false,
            stopped: false,
            passed: Passed::default(),
        };
        let (mut stopped, mut undone) = (false, 0);
        // The signal is looked at before a file is taken, so that none is taken and dropped.
        let items =
            std::iter::from_fn(|| if io::interrupted() { None } else { found.next().map(&mut prepare) });
        let jobs = jobs(batch);
        // What must end at the first failure takes nothing else in hand.
        let weight = |item: &T| if batch.stops() { FULL } else { weight(item) };
        let bounds = Bounds::new(jobs, batch.memory(), io::files_at_once());
        ordered(packets(items, jobs, bounds, weight), Vec::len, jobs, work, |packet| {
            for result in packet {
                let step = progress.aside(|| sink(result));
                progress.step();
                match step {
                    Step::Done { failed } => {
                        end.done += 1;
                        end.failed += usize::from(failed);
                        end.stopped |= failed && batch.stops();
                        stopped |= end.stopped;
                    }
                    Step::Passed => end.passed.others += 1,
                    Step::Earlier => end.earlier += 1,
                    Step::Undone => undone += 1,
                    Step::Stop => stopped = true,
                }
            }
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        progress.finish();
        if io::interrupted() || stopped {
            let (left, more) = found.rest();
            (end.left, end.more) = (Some(left + undone), more);
        }
        let passed = found.passed();
        end.passed = Passed { others: passed.others + end.passed.others, ..passed };
        end
    }
}

impl End {
    /// Says how far the run came, where it did not come to its end, and what it passed over. `done` is the work in a word,
    /// `again` what another run would do.
    pub(crate) fn tell(&self, done: &str, again: &str) -> Outcome {
        let Self { left, more, earlier, passed, .. } = *self;
        if earlier > 0 {
            render::note(&format!("{} done by an earlier run", render::count(earlier, "file")));
        }
        let files = || {
            let left = match (more, left.unwrap_or(0)) {
                (false, left) => left.to_string(),
                (true, 0) => "others".to_owned(),
                (true, left) => format!("{left} and others"),
            };
            format!("{} {done}, {left} not begun", render::count(self.done, "file"))
        };
        if io::interrupted() {
            render::message("error", &format!("interrupted: {}{again}", files()));
            return Outcome::Interrupted;
        }
        if self.stopped && (more || left.is_some_and(|left| left > 0)) {
            render::message("error", &format!("stopped at the first failure: {}", files()));
        }
        tell_passed(passed);
        if self.failed > 0 { Outcome::Failed } else { Outcome::Clean }
    }
}
