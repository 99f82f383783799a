use super::{is_short, shown};
use crate::rule::{Context, Sink};

declare_rule! {
    /// The gap between two cues is too short to be seen.
    ///
    /// ## What it does
    ///
    /// Measures from the latest out-time before a cue to its in-time, in frames where the frame rate is known.
    /// Cues that overlap are another rule's.
    ///
    /// ## Why
    ///
    /// Without a moment of empty screen the eye does not notice that the text has changed.
    ///
    /// ```srt,bad fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:02,042 --> 00:00:03,000
    /// Soy yo.
    /// ```
    ///
    /// ```srt,good fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:02,083 --> 00:00:03,000
    /// Soy yo.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix Subtitle Timing Guidelines: 2 frames at any frame rate. 83 ms is Subtitle Edit's constant.
    "timing/gap-too-short", Error, fix: None,
    params {
        /// smallest gap in frames
        min_frames: i64,
        /// smallest gap in milliseconds, for films whose frame rate is not known
        min_ms: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (before, cue) in context.neighbours() {
        if is_short(context, before, cue, params.min_frames, params.min_ms) {
            let gap = match before.end == cue.start {
                true => "no gap".to_owned(),
                false => format!("a gap of {}", shown(context, before.end, cue.start)),
            };
            let least = match context.rate() {
                Some(_) => format!("{} frames", params.min_frames),
                None => format!("{} ms", params.min_ms),
            };
            let name = sink.name(before.index);
            sink.cue(
                cue.index,
                context.timing_of(cue.index),
                format!("{gap} after {name}, the smallest is {least}"),
            )
            .label(context.timing_of(before.index), format!("stays until {}", before.end));
        }
    }
}
