use crate::rule::Fraction;
use crate::rule::{Context, Sink, distance, seconds};
use tregua_parse::time::Time;

declare_rule! {
    /// A cue is on the screen for too long.
    ///
    /// ## What it does
    ///
    /// Where the frame rate is known, the duration is counted in whole frames: 168 frames at 23.976 fps are
    /// 7.007 s and within 7 s. Without one, 1 ms of rounding is allowed.
    ///
    /// ## Why
    ///
    /// Viewers read a text that stays a second time and believe they have missed something.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:09,000
    /// La estepa no termina nunca.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// La estepa no termina nunca.
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: 7 seconds.
    "timing/too-long", Error, fix: None,
    params {
        /// longest duration in seconds, a whole number or a fraction
        max_seconds: Fraction,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let max = params.max_seconds.seconds();
    let frames = context.rate().map(|rate| rate.frames_at_least(max));
    let slack = Time::from_millis(1).unwrap_or_default();
    for cue in context.by_time() {
        let long = match (context.frames_of(*cue), frames) {
            (Some(lasts), Some(allowed)) => lasts > allowed,
            _ => cue.end.saturating_sub(cue.start).saturating_sub(max) > slack,
        };
        if long {
            let lasts = distance(context, cue.start, cue.end);
            sink.cue(
                cue.index,
                context.timing_of(cue.index),
                say!("found", lasts = lasts, limit = seconds(max)),
            )
            .help(say!("help"));
        }
    }
}
