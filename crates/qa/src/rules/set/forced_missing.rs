use crate::programme::Kind;
use crate::rule::{Context, Sink, TimedCue, millis, track_name};
use tregua_parse::base::Span;
use tregua_parse::model::Cue;
use tregua_parse::time::Time;

declare_rule! {
    /// A forced narrative is missing from the full track of its language.
    ///
    /// ## What it does
    ///
    /// Compares a forced track with the full ones and those for the deaf in the same language. A narrative is there when
    /// a cue of the other track is on the screen with it, or has its words nearby. Where most are missing, the track is
    /// reported once.
    ///
    /// ## Why
    ///
    /// Who watches with subtitles sees the full track only; a sign or a foreign line that stands in the forced track
    /// alone is lost to them.
    ///
    /// ```set,bad
    /// [es forced]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Cerrado por obras.
    /// [es]
    /// 1
    /// 00:00:08,000 --> 00:00:10,000
    /// ¿Quién es?
    /// ```
    ///
    /// ```set,good
    /// [es forced]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Cerrado por obras.
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Cerrado por obras.
    ///
    /// 2
    /// 00:00:08,000 --> 00:00:10,000
    /// ¿Quién es?
    /// ```
    "set/forced-missing", Warning, fix: None,
    params {
        /// room at both ends of a narrative, in milliseconds
        tolerance_ms: i64,
        /// how far off the same words may stand, in milliseconds
        search_ms: i64,
    },
    Set check
}

/// Narratives of which more than half are missing before they are reported together.
const MANY: usize = 6;

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    for (context, sink) in contexts.iter().zip(sinks) {
        if context.kind != Kind::Forced || context.language().is_none() {
            continue;
        }
        for (there, other) in contexts.iter().enumerate() {
            let answers = other.kind != Kind::Forced && other.language() == context.language();
            if !answers || other.by_time().is_empty() {
                continue;
            }
            let lost: Vec<TimedCue> = context
                .by_time()
                .iter()
                .filter(|cue| is_lost(params, context, cue, other))
                .copied()
                .collect();
            let all = context.by_time().len();
            let track = track_name(contexts, there);
            if lost.len() >= MANY && lost.len() * 2 > all {
                sink.report(Span::new(0, 0), say!("many", count = lost.len(), all = all, track = track))
                    .help(say!("help-many"));
                continue;
            }
            for cue in lost {
                sink.cue(cue.index, context.timing_of(cue.index), say!("found", track = track.clone()))
                    .help(say!("help"));
            }
        }
    }
}

/// Cues that are looked at backwards from a narrative: dialogue has no more within a minute, hostile files may.
const NEAREST: usize = 400;

/// Whether no cue of the full track is on the screen with the narrative, or has its words nearby.
fn is_lost(params: &Params, context: &Context<'_>, cue: &TimedCue, full: &Context<'_>) -> bool {
    let near = |room: Time| {
        let (from, to) = (cue.start.saturating_sub(room), cue.end.saturating_sub(room.negate()));
        let until = full.by_time().partition_point(|other| other.start <= to);
        let before = full.by_time().get(..until).unwrap_or_default();
        before.iter().rev().take(NEAREST).filter(move |other| other.end >= from)
    };
    if near(millis(params.tolerance_ms)).next().is_some() {
        return false;
    }
    let Some(own) = context.track.cues.get(cue.index as usize) else { return false };
    let own = words(context, own);
    // A narrative without a letter is a mark on the screen, and no text to miss.
    let says_it = |other: &TimedCue| {
        full.track.cues.get(other.index as usize).is_some_and(|other| words(full, other).contains(&own))
    };
    !own.is_empty() && !near(millis(params.search_ms)).any(says_it)
}

/// The letters and digits of a cue, in lower case.
fn words(context: &Context<'_>, cue: &Cue<'_>) -> String {
    let runs = context.track.lines_of(cue).iter().flat_map(|line| context.track.runs_of(line));
    runs.flat_map(|run| run.text.chars())
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
