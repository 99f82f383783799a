use crate::rule::Fraction;
use crate::rule::{Context, Sink, distance, seconds};
use tregua_parse::time::Time;

declare_rule! {
    /// A cue is on the screen for too short a time.
    ///
    /// ## What it does
    ///
    /// Where the frame rate is known, the duration is counted in frames: 833 ms is 20 frames at 24 fps and
    /// legal. Without one, 1 ms of rounding is allowed.
    ///
    /// ## Why
    ///
    /// The eye needs about a second to find a subtitle; a shorter one is seen as a flash.
    ///
    /// ```srt,bad fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:01,792
    /// ¡No!
    /// ```
    ///
    /// ```srt,good fps=24 profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:01,833
    /// ¡No!
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: 5/6 of a second.
    "timing/too-brief", Error, fix: None,
    params {
        /// shortest duration in seconds, a whole number or a fraction
        min_seconds: Fraction,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let min = params.min_seconds.seconds();
    let frames = context.rate().map(|rate| rate.frames_at_least(min));
    let slack = Time::from_millis(1).unwrap_or_default();
    // A cue without any duration is another fault.
    for cue in context.by_time().iter().filter(|cue| cue.end > cue.start) {
        let brief = match (context.frames(cue.start, cue.end), frames) {
            (Some(lasts), Some(needed)) => lasts < needed,
            _ => cue.end.saturating_sub(cue.start).saturating_sub(min) < slack.negate(),
        };
        if brief {
            let limit = match frames {
                Some(n) => say!(common: "frames-s", frames = n, seconds = params.min_seconds.to_string()),
                None => say!(common: "seconds", seconds = seconds(min)),
            };
            let lasts = distance(context, cue.start, cue.end);
            let span = context.timing_of(cue.index);
            sink.cue(cue.index, span, say!("found", lasts = lasts, limit = limit));
        }
    }
}
