//! A bar on standard error while many files are checked, on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Files that are over before anybody could look at a bar.
const FEW: usize = 20;

pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    pub(super) fn new(files: usize) -> Self {
        if files < FEW || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(files as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}, {per_sec}, {eta}") {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    pub(super) fn step(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
