use crate::drift::are_strangers;
use crate::programme::Kind;
use crate::rule::{Context, Sink, TimedCue, track_name};
use tregua_parse::time::Time;

declare_rule! {
    /// A cue of one language has no cue of another at its time.
    ///
    /// ## What it does
    ///
    /// Compares every full track with every other one. A cue has a counterpart when a cue of the other track is on
    /// the screen at any moment of it, with a little room at both ends. Forced tracks are left out, and so are tracks that
    /// have nothing to do with one another: `set/wrong-file`.
    ///
    /// ## Why
    ///
    /// A line that is translated in one language and not in another was lost, or added late.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Quién es?
    ///
    /// 2
    /// 00:00:08,000 --> 00:00:09,000
    /// Soy yo.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// Кто там?
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:02,000
    /// ¿Quién es?
    /// [ru]
    /// 1
    /// 00:00:01,100 --> 00:00:02,100
    /// Кто там?
    /// ```
    "set/no-counterpart", Warning, fix: None,
    params {
        /// room at both ends of a cue, in milliseconds
        tolerance_ms: i64,
        /// in-times that differ by less than this many milliseconds count as one, when it is asked whether two tracks belong
        /// together
        meet_ms: i64,
    },
    Set check
}

fn check(params: &Params, contexts: &[Context<'_>], sinks: &mut [Sink<'_>]) {
    let room = Time::from_millis(params.tolerance_ms).unwrap_or_default();
    for (here, context) in contexts.iter().enumerate().filter(|(_, c)| c.kind != Kind::Forced) {
        for (there, other) in
            contexts.iter().enumerate().filter(|(i, c)| *i != here && c.kind != Kind::Forced)
        {
            // An empty track is one fault, not one for each cue.
            if other.by_time().is_empty() {
                continue;
            }
            let lonely = lonely(context.by_time(), &with_untimed(other), room);
            // Tracks of two films are reported once and elsewhere.
            if !lonely.is_empty() && of_two_films(context, other, params) {
                continue;
            }
            for cue in lonely {
                if let Some(sink) = sinks.get_mut(here) {
                    let span = context.timing_of(cue.index);
                    sink.cue(cue.index, span, say!("found", track = track_name(contexts, there)));
                }
            }
        }
    }
}

/// Whether two tracks have nothing to do with one another.
fn of_two_films(one: &Context<'_>, other: &Context<'_>, params: &Params) -> bool {
    let ms = |n| Time::from_millis(n).unwrap_or_default();
    are_strangers(&one.in_times(), &other.in_times(), ms(params.tolerance_ms), ms(params.meet_ms))
}

/// A track's cues, those without readable times among them: such a cue may stand anywhere between its neighbours in
/// the file, and its fault is reported once, where it is.
fn with_untimed(context: &Context<'_>) -> Vec<TimedCue> {
    let mut out = context.by_time().to_vec();
    let mut last = None;
    let mut open: Vec<u32> = Vec::new();
    let end_of_time = Time::from_ticks(i64::MAX);
    for (index, _, cue) in context.cues() {
        match cue.times {
            None => open.push(index),
            Some((start, end)) => {
                let from = last.unwrap_or(Time::ZERO);
                out.extend(open.drain(..).map(|index| TimedCue { start: from, index, end: start }));
                last = Some(end);
            }
        }
    }
    let from = last.unwrap_or(Time::ZERO);
    out.extend(open.drain(..).map(|index| TimedCue { start: from, index, end: end_of_time }));
    out.sort_unstable();
    out
}

/// The cues that no other is on the screen with. Both lists are in the order of their in-times.
fn lonely(cues: &[TimedCue], others: &[TimedCue], room: Time) -> Vec<TimedCue> {
    let mut next = 0;
    let mut latest: Option<Time> = None;
    let mut out = Vec::new();
    for cue in cues {
        let (begin, end) =
            (cue.start.saturating_sub(room), cue.end.max(cue.start).saturating_sub(room.negate()));
        while let Some(other) = others.get(next).filter(|o| o.start <= end) {
            latest = latest.max(Some(other.end.max(other.start)));
            next += 1;
        }
        if latest.is_none_or(|latest| latest < begin) {
            out.push(*cue);
        }
    }
    out
}
