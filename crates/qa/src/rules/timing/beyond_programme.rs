use crate::rule::{Context, Sink, millis};
use tregua_parse::time::Time;

declare_rule! {
    /// The cue is on screen when the film is over, or before it begins.
    ///
    /// ## What it does
    ///
    /// Compares times with the length that `tregua.toml` gives the programme (`length = "02:30:00"`). Without a length only
    /// cues that begin before zero are found: before the programme's start, where that is known (`start = "10:00:00"`).
    ///
    /// ## Why
    ///
    /// What stands behind the end is never shown, and is a sign that the track was made for another version of the
    /// film: a longer cut, or another speed.
    ///
    /// ```srt,bad length=00:01:00
    /// 1
    /// 00:00:58,000 --> 00:01:02,000
    /// Fin.
    /// ```
    ///
    /// ```srt,good length=00:01:00
    /// 1
    /// 00:00:58,000 --> 00:00:59,900
    /// Fin.
    /// ```
    ///
    /// ## Sources
    ///
    /// Follows from the length of the programme.
    "timing/beyond-programme", Error, fix: None,
    params {
        /// how far behind the end a time may stand, in milliseconds, as lengths are given in whole seconds or frames
        tolerance_ms: i64,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let slack = millis(params.tolerance_ms);
    let end = context.programme.length;
    let early = |time: Time| time.is_negative();
    let last = end.map(|end| end.saturating_sub(slack.negate()));
    let late = |time: Time| last.is_some_and(|last| time > last);
    for cue in context.by_time() {
        if !early(cue.start) && !late(cue.start) && !late(cue.end) {
            continue;
        }
        let span = context.timing_of(cue.index);
        if early(cue.start) {
            let message = say!("before", time = cue.start.to_string());
            sink.cue(cue.index, span, message).help(say!("help-before"));
            continue;
        }
        let length = end.map(|end| end.to_string()).unwrap_or_default();
        let message = if late(cue.start) {
            say!("after", time = cue.start.to_string(), length = length)
        } else {
            say!("stays", time = cue.end.to_string(), length = length)
        };
        sink.cue(cue.index, span, message).help(say!("help"));
    }
}
