use crate::rule::{Context, Side, Sink, off_cut};

declare_rule! {
    /// The in-time stands beside a change of shot, neither on it nor half a second away.
    ///
    /// ## What it does
    ///
    /// Needs the film's changes of shot (`--shots`, or `shots` in `tregua.toml`) and its frame rate. An in-time less
    /// than half a second after a cut belongs on it; one less than half a second before a cut belongs on it, or half a
    /// second before it.
    ///
    /// ## Why
    ///
    /// The eye takes a cut for a new subtitle. One that comes a few frames beside it is seen twice.
    ///
    /// ```srt,bad fps=24 profile=netflix/base shots=48
    /// 1
    /// 00:00:02,125 --> 00:00:04,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good fps=24 profile=netflix/base shots=48
    /// 1
    /// 00:00:02,000 --> 00:00:04,000
    /// ¿Quién es?
    /// ```
    ///
    /// ## Fix safety
    ///
    /// The fix moves the in-time by less than half a second: unsafe.
    ///
    /// ## Sources
    ///
    /// Netflix Subtitle Timing Guidelines, in readings of 2026. Which in-times before a cut move onto it and which move
    /// away from it is Subtitle Edit's choice.
    "timing/in-time-off-cut", Warning, fix: Some(Unsafe),
    params {
        /// so many frames before a cut, in percent of half a second, an in-time is better moved onto the cut
        snap_percent: i64,
        /// how many frames before a cut an out-time stands that is in step with it
        gap_frames: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    off_cut(context, sink, Side::In, params.gap_frames, params.snap_percent);
}
