use crate::rule::{Context, Fraction, Sink};
use tregua_parse::time::Time;

declare_rule! {
    /// The first cue comes too soon after the start of the reel.
    ///
    /// ## Why
    ///
    /// Projectors need a moment to load subtitles; text in the first seconds of a reel may not be shown.
    ///
    /// ```srt,bad profile=dcp/smpte fps=24
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```srt,good profile=dcp/smpte fps=24
    /// 1
    /// 00:00:05,000 --> 00:00:07,000
    /// ¿Quién es?
    /// ```
    ///
    /// ## Sources
    ///
    /// SMPTE Bv2.1 section 7.2 as libdcp's verifier cites it: 4 seconds.
    "timing/first-too-early", Warning, fix: None,
    params {
        /// earliest in-time of the first cue, in seconds from the start of the reel
        min_seconds: Fraction,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let earliest = params.min_seconds.seconds();
    let slack = Time::from_millis(1).unwrap_or_default();
    let Some(first) = context.by_time().first() else { return };
    if first.start.saturating_sub(earliest) < slack.negate() {
        let message =
            say!("found", time = first.start.to_string(), earliest = params.min_seconds.to_string());
        sink.cue(first.index, context.timing_of(first.index), message);
    }
}
