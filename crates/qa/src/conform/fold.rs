//! What two reels have of the same at the change between them: cues that both carry, and cues that reach into one another.

use super::joining::{Moved, follows};
use crate::diff::tolerance;
use std::collections::HashMap;
use tregua_parse::model::{Cue, Track};
use tregua_parse::time::Time;

/// Cues of the same words that a cue is held against; dialogue has one or two, hostile files may have more.
const LOOK: usize = 16;

/// A cue that both reels had, and that the film has once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folded {
    /// The reel before the change, counted from 1, whose cue stays.
    pub reel: usize,
    /// That cue.
    pub kept: String,
    /// The next reel's cue, which went.
    pub gone: String,
    /// The kept cue's times in the film.
    pub times: (Time, Time),
    /// The times that the other one had.
    pub were: (Time, Time),
    /// The other one has the same words, but is not set as the kept one is (style, line breaks, place).
    pub otherwise: bool,
}

/// Cues on both sides of a change that are shown at once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reaching {
    /// The reel before the change, counted from 1.
    pub reel: usize,
    /// Its cue.
    pub cue: String,
    /// The next reel's cue.
    pub next: String,
    /// For how long.
    pub by: Time,
}

/// Folds what both reels carry: the same words at times that overlap, each edge within `tolerance` of the other's or cut
/// at the change. The film keeps the first reel's cue, with the later out-time where the change had cut it.
pub(super) fn fold(before: &mut Moved<'_, '_>, next: &mut Moved<'_, '_>, tolerance: Time) -> Vec<Folded> {
    let change = before.change();
    let near = |a: Time, b: Time| {
        let (low, high) = (a.min(b), a.max(b));
        high.checked_sub(low).is_some_and(|distance| distance <= tolerance)
    };
    // Only what is shown near the change or behind it can be in the next reel too, and the other way round.
    let first_in = earliest(next);
    let last_out = latest(before);
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for cue in kept(next).filter(|cue| next.film_times(*cue).is_some_and(|times| times.0 <= last_out)) {
        if let Some(words) = words_of(next, cue) {
            waiting.entry(words).or_default().push(cue);
        }
    }
    let mut folded = Vec::new();
    for cue in kept(before).collect::<Vec<_>>() {
        let Some(a) = before.film_times(cue).filter(|times| times.1 >= first_in) else { continue };
        let Some(all) = words_of(before, cue).and_then(|words| waiting.get_mut(&words)) else { continue };
        let same = |other: &usize| {
            let Some(b) = next.film_times(*other) else { return false };
            let cut = near(a.1, change) && near(b.0, change);
            let touches = a.1 >= b.0 || (cut && a.1.to_millis() + 1 >= b.0.to_millis());
            let shown = a.1 > b.0 && b.1 > a.0
                || cut && touches && !follows(before.document, cue, next.document, *other);
            let starts = near(a.0, b.0) || near(b.0, change) && a.0 <= b.0;
            let ends = near(a.1, b.1) || near(a.1, change) && a.1 <= b.1;
            shown && starts && ends
        };
        let Some(place) = all.iter().take(LOOK).position(same) else { continue };
        let other = all.remove(place);
        let Some(were) = next.film_times(other) else { continue };
        let otherwise = looks(before, cue) != looks(next, other);
        if !near(a.1, were.1) {
            before.lasts_to(cue, were.1);
        }
        next.take(other);
        folded.push(Folded {
            reel: before.number + 1,
            kept: before.document.cue_name(cue),
            gone: next.document.cue_name(other),
            times: before.film_times(cue).unwrap_or(a),
            were,
            otherwise,
        });
    }
    folded
}

/// Cues of two reels that are shown at once. Reels of one film have their times rounded one by one, so that a cue may seem to
/// begin a little before the one ends that it follows.
pub(super) fn reaching(before: &Moved<'_, '_>, next: &Moved<'_, '_>) -> Vec<Reaching> {
    let rounding = tolerance(before.document, next.document);
    let last_out = latest(before);
    let mut theirs: Vec<((Time, Time), usize)> = kept(next)
        .filter_map(|cue| Some((next.film_times(cue)?, cue)))
        .filter(|(times, _)| times.0 < last_out)
        .collect();
    theirs.sort_unstable();
    let first_in = theirs.first().map(|(times, _)| times.0);
    let mut found = Vec::new();
    for cue in kept(before) {
        let Some(a) = before.film_times(cue).filter(|times| first_in.is_some_and(|first| times.1 > first))
        else {
            continue;
        };
        let shared = |b: (Time, Time)| a.1.min(b.1).saturating_sub(a.0.max(b.0));
        let at_once = |b: (Time, Time)| b.0 < a.1 && a.0 < b.1 && shared(b) >= rounding;
        let over = theirs.iter().filter(|(b, _)| at_once(*b)).take(LOOK);
        found.extend(over.map(|(b, other)| Reaching {
            reel: before.number + 1,
            cue: before.document.cue_name(cue),
            next: next.document.cue_name(*other),
            by: shared(*b),
        }));
    }
    found
}

fn kept<'k>(moved: &'k Moved<'_, '_>) -> impl Iterator<Item = usize> + 'k {
    (0..moved.document.cues.len()).filter(|cue| moved.is_kept(*cue))
}

fn earliest(moved: &Moved<'_, '_>) -> Time {
    let starts = kept(moved).filter_map(|cue| moved.film_times(cue)).map(|times| times.0);
    // Half a frame of one grid may lie between a reel's end and the next one's beginning.
    starts.min().map_or(Time::from_ticks(i64::MAX), |first| first.saturating_sub(TOUCH))
}

fn latest(moved: &Moved<'_, '_>) -> Time {
    let ends = kept(moved).filter_map(|cue| moved.film_times(cue)).map(|times| times.1);
    ends.max().map_or(Time::from_ticks(i64::MIN), |last| last.saturating_sub(TOUCH.negate()))
}

/// A millisecond and a bit.
const TOUCH: Time = Time::from_ticks(tregua_parse::time::TICKS_PER_SECOND / 500);

/// A cue's words as shown, whatever their line breaks; `None` where it shows none.
fn words_of(moved: &Moved<'_, '_>, cue: usize) -> Option<String> {
    let track = moved.track()?;
    let cue = track.cues.get(cue)?;
    let lines = track.lines_of(cue).iter().map(|line| track.text_of(line));
    let text = lines.collect::<Vec<_>>().join(" ");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// All that is seen of a cue: lines and runs with their styles, and its place.
fn looks(moved: &Moved<'_, '_>, cue: usize) -> Option<String> {
    let track = moved.track()?;
    let cue = track.cues.get(cue)?;
    Some(format!(
        "{} {:?} {:?}",
        runs(track, cue),
        cue.align,
        cue.details.as_deref().map(|it| (it.place, it.forced))
    ))
}

fn runs(track: &Track<'_>, cue: &Cue<'_>) -> String {
    let run = |line| {
        let runs = track.runs_of(line).iter();
        runs.map(|run| format!("{:?}{}", run.style, run.text)).collect::<String>()
    };
    track.lines_of(cue).iter().map(run).collect::<Vec<_>>().join("\n")
}
