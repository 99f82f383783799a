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
    let mut last: Option<TimedCue> = None;
    for cue in context.by_time().iter().copied() {
        let before = last.replace(cue);
        // Most cues are too far from the one before, or too slow however their characters are counted.
        let Some(before) = before
            .filter(|it| cue.start >= it.end && cue.start.saturating_sub(it.end) <= near)
            .filter(|_| cue.end > cue.start && reaches(cue, most(context, cue), params.least_speed))
        else {
            continue;
        };
        let Some((slow, speed)) = read(context, before, params).zip(read(context, cue, params)) else {
            continue;
        };
        if speed >= i64::from(params.least_speed).saturating_mul(10)
            && speed.saturating_mul(100) >= slow.saturating_mul(i64::from(params.percent))
        {
            let name = sink.name(before.index);
            let message = say!("found", from = tenths(slow), to = tenths(speed), cue = name);
            sink.cue(cue.index, context.timing_of(cue.index), message).help(say!("help"));
        }
    }
}

/// How many characters a cue has at most.
fn most(context: &Context<'_>, cue: TimedCue) -> u32 {
    let shown = context.track.cues.get(cue.index as usize);
    shown.map_or(0, |shown| context.characters_at_most(cue.index, shown, Counting::default()))
}

/// The speed of a cue that is read rather than seen: characters in ten seconds.
fn read(context: &Context<'_>, cue: TimedCue, params: &Params) -> Option<i64> {
    let lasts = cue.end.saturating_sub(cue.start).ticks();
    let shown = context.track.cues.get(cue.index as usize)?;
    let count = context.characters(shown, Counting::default());
    (lasts > 0 && count >= params.least_characters)
        .then(|| i64::from(count).saturating_mul(10 * TICKS_PER_SECOND) / lasts)
}

/// Whether it is so many characters a second or more.
fn reaches(cue: TimedCue, count: u32, least: u32) -> bool {
    let lasts = cue.end.saturating_sub(cue.start).ticks();
    i128::from(count) * i128::from(TICKS_PER_SECOND) >= i128::from(least) * i128::from(lasts)
}
