use super::name;
use crate::check::{Context, Sink, TimedCue};
use crate::programme::Kind;
use tregua_parse::time::Time;

declare_rule! {
    /// Two tracks of one film run apart.
    ///
    /// ## What it does
    ///
    /// Pairs the in-times of every full track with the nearest ones of the first, takes the median difference over
    /// a window of neighbouring pairs, and reports each stretch where it is larger than the limit, once.
    ///
    /// ## Why
    ///
    /// A track made for another cut or frame rate is in sync at the start and seconds off at the end.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    ///
    /// 2
    /// 00:00:11,000 --> 00:00:12,000
    /// Dos.
    ///
    /// 3
    /// 00:00:21,000 --> 00:00:22,000
    /// Tres.
    /// [ru]
    /// 1
    /// 00:00:01,800 --> 00:00:02,800
    /// Раз.
    ///
    /// 2
    /// 00:00:11,800 --> 00:00:12,800
    /// Два.
    ///
    /// 3
    /// 00:00:21,800 --> 00:00:22,800
    /// Три.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Uno.
    /// [ru]
    /// 1
    /// 00:00:01,040 --> 00:00:02,040
    /// Раз.
    /// ```
    "set/drift", Error, fix: None,
    params {
        /// largest median difference in milliseconds
        max_ms: i64,
        /// in-times further apart than this many milliseconds are no pair
        pair_within_ms: i64,
        /// pairs in a window
        window: usize,
    },
    Set check
}

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let full = || contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced);
    let Some((base, reference)) = full().next() else { return };
    let limit = Time::from_millis(params.max_ms).unwrap_or_default();
    let within = Time::from_millis(params.pair_within_ms).unwrap_or_default();
    let window = params.window.max(1);
    for (here, context) in full().skip(1) {
        let pairs = pairs(context.by_time(), reference.by_time(), within);
        let mut apart = false;
        for chunk in pairs.chunks(window) {
            let mut differences: Vec<Time> = chunk.iter().map(|(_, d)| *d).collect();
            differences.sort_unstable();
            let median = differences.get(differences.len() / 2).copied().unwrap_or_default();
            // A few pairs alone prove nothing unless there are no more.
            let enough = chunk.len() * 2 >= window.min(pairs.len());
            let now = enough && median.abs() > limit;
            if now
                && !apart
                && let (Some((cue, _)), Some(sink)) = (chunk.first(), sinks.get_mut(here))
            {
                let side = if median.is_negative() { "ahead of" } else { "behind" };
                let ms = median.abs().to_millis();
                let message = format!("from here the track is {ms} ms {side} {}", name(contexts, base));
                sink.cue(cue.index, context.timing_of(cue.index), message).help(
                    "compare the cut and the frame rate of the two; `tregua retime` moves one onto the other",
                );
            }
            apart = now;
        }
    }
}

/// Each cue with its distance from the nearest in-time of the other track.
fn pairs(cues: &[TimedCue], others: &[TimedCue], within: Time) -> Vec<(TimedCue, Time)> {
    let mut at = 0;
    let mut out = Vec::new();
    for cue in cues {
        let distance = |i: usize| others.get(i).map(|o: &TimedCue| cue.start.saturating_sub(o.start));
        while let (Some(here), Some(next)) = (distance(at), distance(at + 1)) {
            if next.abs() > here.abs() {
                break;
            }
            at += 1;
        }
        if let Some(d) = distance(at).filter(|d| d.abs() <= within) {
            out.push((*cue, d));
        }
    }
    out
}
