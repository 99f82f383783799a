//! Rules about when cues stand.

pub(super) mod gap_in_chaining_zone;
pub(super) mod gap_too_short;
pub(super) mod off_grid;
pub(super) mod out_of_order;
pub(super) mod overlap;
pub(super) mod reading_too_fast;
pub(super) mod too_brief;
pub(super) mod too_long;

use crate::rule::{Context, TimedCue};
use tregua_parse::time::Time;

/// A distance for messages: frames where the frame rate is known, and milliseconds.
fn shown(context: &Context<'_>, start: Time, end: Time) -> String {
    let ms = end.saturating_sub(start).to_millis();
    match context.frames(start, end) {
        Some(1) => format!("1 frame ({ms} ms)"),
        Some(frames) => format!("{frames} frames ({ms} ms)"),
        None => format!("{ms} ms"),
    }
}

/// `seconds` with up to three decimals, for messages.
fn seconds(time: Time) -> String {
    let ms = time.to_millis();
    let text = format!("{}.{:03}", ms / 1000, ms.unsigned_abs() % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether two cues that do not overlap are nearer than the smallest gap.
fn is_short(context: &Context<'_>, before: TimedCue, cue: TimedCue, min_frames: i64, min_ms: i64) -> bool {
    if cue.start < before.end {
        return false;
    }
    match context.frames(before.end, cue.start) {
        Some(frames) => frames < min_frames,
        None => cue.start.saturating_sub(before.end) < Time::from_millis(min_ms).unwrap_or_default(),
    }
}
