use crate::rule::{Context, Sink, seconds};

declare_rule! {
    /// The out-time is at or before the in-time.
    ///
    /// ## Why
    ///
    /// A cue that ends when it begins, or before, is never seen. One of the two times is a slip of the pen; which
    /// one, only the sound can tell.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:01,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:03,000 --> 00:00:01,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// ```
    ///
    /// ## Sources
    ///
    /// Measured: 4 % of 210 real files have a cue without duration, 1.4 % one that ends before it begins.
    "timing/no-duration", Error, fix: None,
    params {},
    Track check
}

fn check(_: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    for cue in context.by_time().iter().filter(|cue| cue.end <= cue.start) {
        let span = context.timing_of(cue.index);
        let finding = match cue.end == cue.start {
            true => sink.cue(cue.index, span, say!("none")),
            false => {
                let before = seconds(cue.start.saturating_sub(cue.end));
                sink.cue(cue.index, span, say!("backwards", seconds = before))
            }
        };
        finding.help(say!("help"));
    }
}
