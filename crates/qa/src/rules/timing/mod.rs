//! Rules about when cues stand.

pub(crate) mod beyond_programme;
pub(crate) mod first_too_early;
pub(crate) mod flash;
pub(crate) mod gap_in_chaining_zone;
pub(crate) mod gap_too_short;
pub(crate) mod in_time_off_cut;
pub(super) mod no_duration;
pub(crate) mod off_grid;
pub(super) mod out_of_order;
pub(crate) mod out_time_off_cut;
pub(super) mod overlap;
pub(crate) mod reading_too_fast;
pub(super) mod speed_jump;
pub(crate) mod too_brief;
pub(crate) mod too_long;

use crate::rule::{Context, TimedCue};
use tregua_parse::time::Time;

/// Whether two cues that do not overlap are nearer than the smallest gap.
fn is_short(context: &Context<'_>, before: TimedCue, cue: TimedCue, min_frames: i64, min_ms: i64) -> bool {
    if cue.start < before.end {
        return false;
    }
    match context.frames_between(before, cue) {
        Some(frames) => frames < min_frames,
        None => cue.start.saturating_sub(before.end) < Time::from_millis(min_ms).unwrap_or_default(),
    }
}
