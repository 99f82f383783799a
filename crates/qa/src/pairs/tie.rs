//! How the times of one track lie on the time line of another, found before their cues are paired.
//!
//! A track that is late, or runs at another speed, would meet wrong cues everywhere, and a hundred findings would say
//! what one about the drift says. So its times are brought over first; where nothing brings them, nothing is compared.

use super::TimedCue;
use crate::drift::{Kind, meet, shape};
use crate::retime::TimeMap;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Cues in a stretch: each must be in sync by itself.
const STRETCH: usize = 20;
/// In-times that are no further apart are one.
const TOLERANCE: Time = Time::from_ticks(TICKS_PER_SECOND * 3 / 20);
/// How far a track is looked for.
const SEARCH: Time = Time::from_ticks(TICKS_PER_SECOND * 60);
/// Where translators timed for themselves, in-times that answer one another are no further apart than this.
const LOOSE: Time = Time::from_ticks(TICKS_PER_SECOND / 2);

/// How a track lies on another's time line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tie {
    /// As it is.
    Same,
    /// Once its times went through this map.
    Moved(TimeMap),
    /// Nothing brings them together.
    Lost,
}

/// How the times of `own` lie on those of `reference`; both by in-time. In sync costs one walk along both.
#[must_use]
pub fn tie(own: &[TimedCue], reference: &[TimedCue]) -> Tie {
    let parts = parts(own, reference);
    if matches!(parts.as_slice(), [(_, true)]) {
        return Tie::Same;
    }
    let starts = |cues: &[TimedCue]| -> Vec<Time> { cues.iter().map(|cue| cue.start).collect() };
    let all = starts(reference);
    // Each part by itself, as a short one that is late is a slip where the whole film is looked at.
    let met = parts.iter().flat_map(|(part, _)| meet(&starts(part), &all, SEARCH, TOLERANCE));
    let mut pairs: Vec<(Time, Time)> = met.collect();
    let fewer = own.len().min(reference.len());
    if pairs.len() * 2 > fewer {
        fill(&starts(own), &all, &mut pairs);
        let shape = shape(&pairs, TOLERANCE);
        match &shape.kind {
            Kind::Constant { by } if by.abs() <= TOLERANCE => return Tie::Same,
            Kind::Unclear => {}
            _ => {
                if let Some(map) = shape.map() {
                    return Tie::Moved(map);
                }
            }
        }
    }
    // In sync, though everybody timed for himself; the shorter track decides.
    let near = if own.len() <= reference.len() {
        Near { reference, at: 0 }.count(own, LOOSE)
    } else {
        Near { reference: own, at: 0 }.count(reference, LOOSE)
    };
    if near * 5 >= fewer * 3 && fewer > 0 { Tie::Same } else { Tie::Lost }
}

/// Where a step falls into a stretch, no distance has a majority there: each of its cues is tried with those of the
/// nearest ones before and behind it.
fn fill(own: &[Time], reference: &[Time], pairs: &mut Vec<(Time, Time)>) {
    let near = |time: Time| {
        let at = reference.partition_point(|it| *it < time.saturating_sub(TOLERANCE));
        reference.get(at).copied().filter(|it| it.saturating_sub(time) <= TOLERANCE)
    };
    let (mut next, mut last) = (0, None);
    let mut found = Vec::new();
    for time in own {
        while let Some(pair) = pairs.get(next).filter(|(own, _)| own <= time) {
            (next, last) = (next + 1, Some(*pair));
        }
        if last.is_some_and(|(own, _)| own == *time) {
            continue;
        }
        let by = [last, pairs.get(next).copied()].into_iter().flatten();
        let there = by.filter_map(|(own, there)| near(time.saturating_sub(own.saturating_sub(there)))).next();
        found.extend(there.map(|there| (*time, there)));
    }
    pairs.extend(found);
}

/// A track in parts that are in sync with the reference and parts that are not, in turn. Stretches of neighbouring cues
/// decide by majority; what is left over at the end goes with the stretch before it.
fn parts<'t>(own: &'t [TimedCue], reference: &[TimedCue]) -> Vec<(&'t [TimedCue], bool)> {
    let mut near = Near { reference, at: 0 };
    let mut out: Vec<(usize, usize, bool)> = Vec::new();
    let mut at = 0;
    while at < own.len() {
        let end = if own.len() - at < STRETCH * 3 / 2 { own.len() } else { at + STRETCH };
        let part = own.get(at..end).unwrap_or_default();
        let together = near.count(part, TOLERANCE) * 2 > part.len();
        match out.last_mut().filter(|(.., before)| *before == together) {
            Some((_, last, _)) => *last = end,
            None => out.push((at, end, together)),
        }
        at = end;
    }
    out.iter().filter_map(|(from, to, together)| Some((own.get(*from..*to)?, *together))).collect()
}

/// A walk along a track.
struct Near<'t> {
    reference: &'t [TimedCue],
    at: usize,
}

impl Near<'_> {
    /// How many of these in-times have one of the reference near; asked in the order of time.
    fn count(&mut self, own: &[TimedCue], room: Time) -> usize {
        let met = own.iter().filter(|cue| {
            while self.reference.get(self.at).is_some_and(|it| it.start < cue.start.saturating_sub(room)) {
                self.at += 1;
            }
            self.reference.get(self.at).is_some_and(|it| it.start.saturating_sub(cue.start) <= room)
        });
        met.count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cues with gaps like those of dialogue, `late` by so much from the cue `from` on.
    fn track(from: i64, late: i64) -> Vec<TimedCue> {
        let ms = |n| Time::from_millis(n).unwrap();
        let start = |n: i64| n * 4000 + n * n % 37 * 70 + if n < from { 0 } else { late };
        (0..200)
            .map(|n| TimedCue {
                start: ms(start(n)),
                index: u32::try_from(n).unwrap(),
                end: ms(start(n) + 2000),
            })
            .collect()
    }

    #[test]
    fn a_track_that_is_together_stays_as_it_is() {
        assert_eq!(tie(&track(0, 0), &track(0, 0)), Tie::Same);
        assert_eq!(tie(&track(0, 80), &track(0, 0)), Tie::Same);
        assert_eq!(tie(&[], &track(0, 0)), Tie::Lost);
        assert_eq!(tie(&track(0, 0)[..1], &track(0, 0)), Tie::Same);
    }

    #[test]
    fn what_is_late_is_brought_over() {
        let moved = |from, late| match tie(&track(from, late), &track(0, 0)) {
            Tie::Moved(map) => {
                let times = |cues: Vec<TimedCue>| cues.into_iter().map(|cue| cue.start);
                let pairs = times(track(from, late)).zip(times(track(0, 0)));
                pairs.filter(|(own, other)| map.apply(*own) == Some(*other)).count()
            }
            _ => 0,
        };
        assert_eq!(moved(0, 2500), 200);
        assert!(moved(130, 417) > 195);
        assert!(moved(70, 9000) > 195);
    }

    #[test]
    fn another_film_is_lost() {
        let other: Vec<TimedCue> = track(0, 0)
            .into_iter()
            .map(|cue| {
                let n = i64::from(cue.index);
                let start = Time::from_millis(n * 3700 + n * n * n % 41 * 90).unwrap();
                TimedCue { start, end: start.checked_add(Time::SECOND).unwrap(), ..cue }
            })
            .collect();
        assert_eq!(tie(&other, &track(0, 0)), Tie::Lost);
    }
}
