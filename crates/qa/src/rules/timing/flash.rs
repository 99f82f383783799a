use crate::rule::{Context, Sink, distance, millis};

declare_rule! {
    /// The cue is on screen for a frame or two.
    ///
    /// ## Why
    ///
    /// Nobody can read it; it is seen as a flash. Such cues are what is left of a cut, or of a time typed wrongly.
    /// Profiles with a shortest duration leave this to `timing/too-brief`.
    ///
    /// ```srt,bad fps=24
    /// 1
    /// 00:00:01,000 --> 00:00:01,042
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good fps=24
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// ```
    ///
    /// ## Sources
    ///
    /// The project's own choice of what is a flash for every client.
    "timing/flash", Warning, fix: None,
    params {
        /// cues of this many frames and fewer are flashes
        max_frames: i64,
        /// the same in milliseconds, for films whose frame rate is not known
        max_ms: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let longest = millis(params.max_ms);
    // A cue without any duration is another fault.
    for cue in context.by_time().iter().filter(|cue| cue.end > cue.start) {
        let flash = match context.frames_of(*cue) {
            Some(frames) => frames <= params.max_frames,
            None => cue.end.saturating_sub(cue.start) <= longest,
        };
        if flash {
            let lasts = distance(context, cue.start, cue.end);
            sink.cue(cue.index, context.timing_of(cue.index), say!("found", lasts = lasts))
                .help(say!("help"));
        }
    }
}
