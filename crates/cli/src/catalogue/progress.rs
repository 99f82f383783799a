//! A bar on standard error while many files are worked on, on a terminal only.

use super::named::Named;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Files that are over before anybody could look at a bar.
const FEW: usize = 20;
/// While nobody knows how many files there are.
const COUNTING: &str = "{spinner} {pos} files, {per_sec}";
const COUNTED: &str = "{bar:30} {pos}/{len}, {per_sec}, {eta}";

pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// For files whose number is known.
    pub(crate) fn new(files: usize) -> Self {
        if files < FEW || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(files as u64);
        style(&bar, COUNTED);
        Self(Some(bar))
    }

    /// For files that are found as the run goes on: they are counted meanwhile, for the estimate.
    pub(crate) fn counting(named: &Named) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner();
        style(&bar, COUNTING);
        if let Some(named) = named.again() {
            let bar = bar.clone();
            // Nobody waits for it: when the run is over first, the number is not needed.
            std::thread::spawn(move || {
                let files = named.find().filter(Result::is_ok).count();
                bar.set_length(files as u64);
                style(&bar, COUNTED);
            });
        }
        Self(Some(bar))
    }

    pub(crate) fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Writes something without the bar being in its way.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

fn style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
