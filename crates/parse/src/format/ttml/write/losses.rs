//! What a writer of TTML had to change, collected.

use super::times::Fit;
use crate::model::{Loss, LossKind};

/// The losses so far.
#[derive(Debug, Default)]
pub(super) struct Losses {
    all: Vec<Loss>,
    /// Times that were moved a little to be shown from the frame that was meant.
    on_frames: usize,
}

impl Losses {
    pub(super) fn cue(
        &mut self,
        kind: LossKind,
        cue: usize,
        what: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        self.all.push(Loss::cue(kind, cue, what));
    }

    pub(super) fn track(&mut self, kind: LossKind, what: impl Into<std::borrow::Cow<'static, str>>) {
        self.all.push(Loss::track(kind, what));
    }

    /// How a time was written.
    pub(super) fn time(&mut self, cue: usize, fit: Fit) {
        match fit {
            Fit::Exact => {}
            Fit::Frame => self.on_frames += 1,
            Fit::Rounded(said) => self.cue(LossKind::Time, cue, format!("rounded to {said}")),
        }
    }

    pub(super) fn into_all(mut self) -> Vec<Loss> {
        if self.on_frames > 0 {
            let what = format!(
                "written as the millisecond in which their frame begins, so that players show that frame ({} in all)",
                self.on_frames
            );
            self.track(LossKind::Time, what);
        }
        self.all
    }
}
