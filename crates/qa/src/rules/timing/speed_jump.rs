use crate::rule::{Context, Sink, TimedCue, millis, tenths};
use tregua_parse::model::Counting;
use tregua_parse::time::TICKS_PER_SECOND;

declare_rule! {
    /// From one cue to the next the reading speed jumps.
    ///
    /// ## What it does
    ///
    /// Compares each cue with the one right before it, where little or no time lies between them and both are long
    /// enough to be read rather than seen. Both may keep to the limit.
    ///
    /// ## Why
    ///
    /// A viewer settles into a speed. When a slow cue is followed at once by a fast one, the fast one is often
    /// missed, though time could have been moved from the first to the second.
    ///
    /// ```srt,bad profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:06,000
    /// Era una noche de invierno.
    ///
    /// 2
    /// 00:00:06,083 --> 00:00:08,000
    /// Nadie nos dijo el nombre del lugar.
    /// ```
    ///
    /// ```srt,good profile=netflix/base
    /// 1
    /// 00:00:01,000 --> 00:00:04,000
    /// Era una noche de invierno.
    ///
    /// 2
    /// 00:00:04,083 --> 00:00:08,000
    /// Nadie nos dijo el nombre del lugar.
    /// ```
    ///
    /// ## Sources
    ///
    /// The project's own choice; no guide seen names a number.
    "timing/speed-jump", Info, fix: None,
    params {
        /// a jump is this many percent of the earlier speed or more
        percent: u32,
        /// the faster cue's speed at least, in characters a second
        least_speed: u32,
        /// cues of fewer characters are seen rather than read
        least_characters: u32,
        /// farther apart than this many milliseconds they are not one flow
        within_ms: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let near = millis(params.within_ms);
    let mut last: Option<(TimedCue, u32)> = None;
    for cue in context.by_time() {
        let Some(shown) = context.track.cues.get(cue.index as usize) else { continue };
        if cue.end <= cue.start {
            last = None;
            continue;
        }
        let count = context.characters(shown, Counting::default());
        if count < params.least_characters {
            last = None;
            continue;
        }
        // Most cues are too far from the one before, or too slow, which is known without a division.
        if let Some((before, count_before)) = last
            && cue.start >= before.end
            && cue.start.saturating_sub(before.end) <= near
            && reaches(*cue, count, params.least_speed)
        {
            let (slow, speed) = (speed(before, count_before), speed(*cue, count));
            if speed.saturating_mul(100) >= slow.saturating_mul(i64::from(params.percent)) {
                let name = sink.name(before.index);
                let message = say!("found", from = tenths(slow), to = tenths(speed), cue = name);
                sink.cue(cue.index, context.timing_of(cue.index), message).help(say!("help"));
            }
        }
        last = Some((*cue, count));
    }
}

/// Characters in ten seconds.
fn speed(cue: TimedCue, count: u32) -> i64 {
    let lasts = cue.end.saturating_sub(cue.start).ticks().max(1);
    i64::from(count).saturating_mul(10 * TICKS_PER_SECOND) / lasts
}

/// Whether it is so many characters a second or more.
fn reaches(cue: TimedCue, count: u32, least: u32) -> bool {
    let lasts = cue.end.saturating_sub(cue.start).ticks();
    i128::from(count) * i128::from(TICKS_PER_SECOND) >= i128::from(least) * i128::from(lasts)
}
