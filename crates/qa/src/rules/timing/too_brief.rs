use crate::rule::Fraction;
use crate::rule::{Context, Sink, distance, seconds};
use tregua_parse::time::{FrameRate, Time};

declare_rule! {
    /// A cue is on the screen for too short a time.
    ///
    /// ## What it does
    ///
    /// Where the frame rate is known, the duration is counted in frames: 833 ms is 20 frames at 24 fps and
    /// legal. Without one, 1 ms of rounding is allowed. A guide that counts in frames gives their number; for a film
    /// whose frame rate is not known its seconds hold, or nothing.
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
    /// ```srt,bad fps=24 profile=dcp/smpte
    /// 1
    /// 00:00:05,000 --> 00:00:05,583
    /// ¡No!
    /// ```
    ///
    /// ```srt,good fps=24 profile=dcp/smpte
    /// 1
    /// 00:00:05,000 --> 00:00:05,625
    /// ¡No!
    /// ```
    ///
    /// ## Sources
    ///
    /// Netflix General Requirements: 5/6 of a second. SMPTE Bv2.1 for digital cinema: 15 frames.
    "timing/too-brief", Error, fix: None,
    valid: has_limit,
    params {
        /// shortest duration in seconds, a whole number or a fraction
        min_seconds: Option<Fraction>,
        /// shortest duration in frames, for guides that count them; goes before seconds where the frame rate is known
        min_frames: Option<i64>,
    },
    Track check
}

fn has_limit(params: &Params) -> Result<(), &'static str> {
    let one = params.min_seconds.is_some() || params.min_frames.is_some();
    if one { Ok(()) } else { Err("`min_seconds` or `min_frames` must be set") }
}

impl Params {
    /// The shortest duration in frames; `None` where there is none at a known rate.
    pub(crate) fn frames(&self, rate: FrameRate) -> Option<i64> {
        let by_time = || self.min_seconds.map(|min| rate.frames_at_least(min.seconds()));
        self.min_frames.or_else(by_time)
    }
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let min = params.min_seconds.map(Fraction::seconds);
    let frames = context.rate().and_then(|rate| params.frames(rate));
    let slack = Time::from_millis(1).unwrap_or_default();
    // A cue without any duration is another fault.
    for cue in context.by_time().iter().filter(|cue| cue.end > cue.start) {
        let brief = match (context.frames_of(*cue), frames, min) {
            (Some(lasts), Some(needed), _) => lasts < needed,
            (_, _, Some(min)) => cue.end.saturating_sub(cue.start).saturating_sub(min) < slack.negate(),
            _ => false,
        };
        if brief {
            let limit = match (frames, params.min_seconds) {
                (Some(n), Some(least)) if params.min_frames.is_none() => {
                    say!(common: "frames-s", frames = n, seconds = least.to_string())
                }
                (Some(n), _) => say!(common: "frames", frames = n),
                (None, _) => say!(common: "seconds", seconds = seconds(min.unwrap_or_default())),
            };
            let lasts = distance(context, cue.start, cue.end);
            let span = context.timing_of(cue.index);
            sink.cue(cue.index, span, say!("found", lasts = lasts, limit = limit));
        }
    }
}
