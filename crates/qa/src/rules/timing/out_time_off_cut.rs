use crate::rule::{Context, Side, Sink, off_cut};

declare_rule! {
    /// The out-time stands beside a change of shot.
    ///
    /// ## What it does
    ///
    /// Needs the film's changes of shot (`--shots`, or `shots` in `tregua.toml`) and its frame rate. An out-time less
    /// than half a second before a cut belongs two frames before it; one on a cut, or less than half a second after
    /// it, belongs two frames before the cut or half a second after it.
    ///
    /// ## Why
    ///
    /// A subtitle that goes a few frames beside a cut is seen as a flicker, and one that hangs over it draws the eye
    /// back to the text.
    ///
    /// ```srt,bad fps=24 profile=netflix/base shots=96
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good fps=24 profile=netflix/base shots=96
    /// 1
    /// 00:00:01,000 --> 00:00:03,917
    /// ¿Quién es?
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix moves the out-time by less than half a second: unsafe.
    ///
    /// ## Sources
    ///
    /// Netflix Subtitle Timing Guidelines, in readings of 2026.
    "timing/out-time-off-cut", Warning, fix: Some(Unsafe),
    params {
        /// how many frames before a cut an out-time stands that is in step with it
        gap_frames: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    // Where an in-time before a cut goes does not matter to out-times.
    off_cut(context, sink, Side::Out, params.gap_frames, 0);
}
