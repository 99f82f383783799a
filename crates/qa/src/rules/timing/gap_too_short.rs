use super::is_short;
use crate::rule::{Context, Sink, distance};

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
                true => say!("none"),
                false => say!("gap", gap = distance(context, before.end, cue.start)),
            };
            let least = match context.rate() {
                Some(_) => say!(common: "frames", frames = params.min_frames),
                None => say!(common: "ms", ms = params.min_ms),
            };
            let name = sink.name(before.index);
            sink.cue(
                cue.index,
                context.timing_of(cue.index),
                say!("found", gap = gap, cue = name, least = least),
            )
            .label(
                context.timing_of(before.index),
                say!(common: "stays-until", time = before.end.to_string()),
            );
        }
    }
}
