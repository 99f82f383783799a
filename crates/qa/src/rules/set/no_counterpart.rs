use crate::programme::Kind;
use crate::rule::{Context, Set, Sink, TimedCue, millis, track_name};
use std::borrow::Cow;
use tregua_parse::time::Time;

declare_rule! {
    /// A cue of one language has no cue of another at its time.
    ///
    /// ## What it does
    ///
    /// Compares every full track with every other one. A cue has a counterpart when a cue of the other track is on
    /// the screen at any moment of it, with a little room at both ends. Forced tracks are left out. A track that is
    /// late or runs at another speed is brought over first, sounds of an SDH track need no counterpart; one that nothing brings over is left out, as
    /// `set/drift` or `set/wrong-file` is about the whole of it.
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
    },
    Set check
}

fn check(params: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let room = millis(params.tolerance_ms);
    for (there, track) in set.sides().iter().enumerate() {
        let Some(other) = set.side(there) else { continue };
        let others = with_untimed(other);
        let others = if others.len() == other.by_time().len() {
            Cow::Borrowed(set.times(there))
        } else {
            Cow::Owned(set.through(there, others))
        };
        for (here, at) in set.sides().iter().enumerate().filter(|(here, _)| *here != there) {
            let (Some(context), Some(sink)) = (set.side(here), sinks.get_mut(*at)) else { continue };
            for cue in lonely(set.times(here), &others, room) {
                if context.kind == Kind::Sdh && is_sound(context, cue.index) {
                    continue;
                }
                let span = context.timing_of(cue.index);
                sink.cue(cue.index, span, say!("found", track = track_name(set, *track)));
            }
        }
    }
}

/// Whether a cue only describes what is heard: all of it stands in brackets or beside a note.
fn is_sound(context: &Context<'_>, cue: u32) -> bool {
    let Some(cue) = context.track.cues.get(cue as usize) else { return false };
    let mut lines = context.shown(cue).iter().map(|line| line.text.trim()).filter(|line| !line.is_empty());
    let (Some(first), last) = (lines.next(), lines.next_back()) else { return false };
    let last = last.unwrap_or(first);
    first.starts_with('[') && last.ends_with(']')
        || first.starts_with('(') && last.ends_with(')')
        || first.starts_with(['♪', '♫', '#'])
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
