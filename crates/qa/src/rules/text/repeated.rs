use crate::rule::{Context, Sink, TimedCue, millis};

declare_rule! {
    /// The same text stands in two cues one after the other.
    ///
    /// ## Why
    ///
    /// Text that goes and comes again at once is seen as a flicker: one longer cue was meant, or a cue was copied. Where
    /// somebody says the same words twice, a pause between the cues tells so.
    ///
    /// ```srt,bad
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Nadie nos espera.
    ///
    /// 2
    /// 00:00:03,083 --> 00:00:05,000
    /// Nadie nos espera.
    /// ```
    ///
    /// ```srt,good
    /// 1
    /// 00:00:01,000 --> 00:00:05,000
    /// Nadie nos espera.
    /// ```
    ///
    /// ## Sources
    ///
    /// The project's own choice.
    "text/repeated", Info, fix: None,
    params {
        /// farther apart than this many milliseconds the words are said twice
        within_ms: i64,
        /// texts of fewer characters are calls and answers, and may be said twice
        least_characters: usize,
    },
    Track check
}

fn check(params: &Params, context: &Context<'_>, sink: &mut Sink<'_>) {
    let near = millis(params.within_ms);
    let mut last: Option<TimedCue> = None;
    for cue in context.by_time() {
        let before = last.replace(*cue);
        let Some(before) = before.filter(|b| cue.start.saturating_sub(b.end) <= near) else { continue };
        if !same(context, before.index, cue.index, params.least_characters) {
            continue;
        }
        let name = sink.name(before.index);
        let twice = (before.start, before.end) == (cue.start, cue.end);
        let message = if twice { say!("twice", cue = name) } else { say!("found", cue = name) };
        let finding = sink.cue(cue.index, context.timing_of(cue.index), message);
        if twice {
            finding.help(say!("help-twice"));
        } else {
            finding.help(say!("help"));
        }
    }
}

/// Whether two cues show the same words, and enough of them.
fn same(context: &Context<'_>, one: u32, other: u32, least: usize) -> bool {
    let cue = |index: u32| context.track.cues.get(index as usize);
    let (Some(one), Some(other)) = (cue(one), cue(other)) else { return false };
    // Most pairs part at the number or the length of their lines.
    let (one, other) = (context.shown(one), context.shown(other));
    let equal = one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.text == b.text);
    equal && one.iter().map(|line| line.text.trim().chars().count()).sum::<usize>() >= least
}
