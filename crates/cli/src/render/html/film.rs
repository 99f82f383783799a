//! What all parts of the page ask for: cues in the order of time, the gravest finding of each, the film's length.

use super::model::{Cue, Input, Level, Track};
use super::scale::Axis;

/// More tracks than this make plots that nobody looks through and a page that nobody can send.
pub(super) const DRAWN: usize = 24;

/// The input, seen as a whole.
pub(super) struct Film<'i> {
    pub(super) input: &'i Input,
    pub(super) tracks: Vec<Seen<'i>>,
    /// The stretch of time that is drawn.
    pub(super) axis: Axis,
    /// Cues that are not on it.
    pub(super) outside: usize,
}

/// A track with what was worked out about it.
pub(super) struct Seen<'i> {
    pub(super) track: &'i Track,
    /// Its place among the tracks.
    pub(super) index: usize,
    /// What it is called beside plots. No other track is called so.
    pub(super) label: String,
    /// Its cues with times, by in-time.
    pub(super) timed: Vec<Timed>,
    /// The gravest finding of each cue.
    pub(super) worst: Vec<Option<Level>>,
}

/// A cue with times.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Timed {
    pub(super) start: i64,
    pub(super) index: usize,
    pub(super) end: i64,
}

impl<'i> Film<'i> {
    pub(super) fn new(input: &'i Input) -> Self {
        let tracks: Vec<Seen<'i>> =
            input.tracks.iter().enumerate().map(|(index, track)| Seen::new(input, track, index)).collect();
        let axis = axis(input.length, &tracks);
        let out = |it: &&Timed| !(axis.holds(it.start) && axis.holds(it.end));
        let outside = tracks.iter().map(|it| it.timed.iter().filter(out).count()).sum();
        Self { input, tracks, axis, outside }
    }

    /// The tracks that are drawn: of very many the first, and the page says so.
    pub(super) fn drawn(&self) -> &[Seen<'i>] {
        self.tracks.get(..DRAWN).unwrap_or(&self.tracks)
    }

    /// How many findings of a level all tracks have.
    pub(super) fn count(&self, level: Level) -> usize {
        self.input.tracks.iter().map(|track| track.count(level)).sum()
    }

    pub(super) fn findings(&self) -> usize {
        self.input.tracks.iter().map(|track| track.findings.len()).sum()
    }

    pub(super) fn cues(&self) -> usize {
        self.input.tracks.iter().map(|track| track.cues.len()).sum()
    }
}

impl<'i> Seen<'i> {
    fn new(input: &Input, track: &'i Track, index: usize) -> Self {
        let timed = track.cues.iter().enumerate();
        let mut timed: Vec<Timed> = timed
            .filter_map(|(index, cue)| cue.times.map(|(start, end)| Timed { start, index, end }))
            .collect();
        timed.sort_unstable();
        let mut worst = vec![None; track.cues.len()];
        for finding in &track.findings {
            if let Some(place) = finding.cue.and_then(|cue| worst.get_mut(cue)) {
                *place = Some(finding.level).max(*place);
            }
        }
        let alike = |it: &&Track| it.short() == track.short();
        let label = match (input.tracks.iter().filter(alike).count(), track.language.as_deref()) {
            (0 | 1, _) => track.short().to_owned(),
            (_, Some(language)) => format!("{language} \u{b7} {}", track.file()),
            (_, None) => track.path.clone(),
        };
        Self { track, index, label, timed, worst }
    }

    /// A cue of the track.
    pub(super) fn cue(&self, it: Timed) -> Option<&'i Cue> {
        self.track.cues.get(it.index)
    }

    /// Neighbours in time: the latest out-time before a cue, and the cue.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = (Timed, Timed)> {
        let mut longest: Option<Timed> = None;
        self.timed.iter().filter_map(move |cue| {
            let before = longest;
            if longest.is_none_or(|it| cue.end >= it.end) {
                longest = Some(*cue);
            }
            before.map(|before| (before, *cue))
        })
    }
}

/// From the film's beginning to its end. A clock that begins at 10:00:00 is drawn from there, and a few cues far
/// beyond all others do not press the film into a corner.
fn axis(length: Option<i64>, tracks: &[Seen<'_>]) -> Axis {
    let mut starts: Vec<i64> = tracks.iter().flat_map(|it| &it.timed).map(|it| it.start).collect();
    let mut ends: Vec<i64> = tracks.iter().flat_map(|it| &it.timed).map(|it| it.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let at = |list: &[i64], share: usize| list.get(list.len().saturating_mul(share) / 100).copied();
    let most = at(&ends, 98).unwrap_or(0).max(0);
    let likely = ends.iter().rev().find(|end| **end / 2 <= most).copied().unwrap_or(0);
    let to = match length {
        Some(length) if likely / 2 <= length => likely.max(length),
        _ => likely,
    };
    let early = at(&starts, 2).unwrap_or(0);
    let bound = early.saturating_sub(to.saturating_sub(early));
    let first = starts.iter().find(|it| **it >= bound).copied().unwrap_or(0);
    let from = if first > to.saturating_sub(first) { first / 60_000 * 60_000 } else { 0 };
    Axis::new(from, to.max(from.saturating_add(1000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(times: &[(i64, i64)], length: Option<i64>) -> Axis {
        let cue = |times: &(i64, i64)| Cue { times: Some(*times), ..Cue::default() };
        let track = Track { cues: times.iter().map(cue).collect(), ..Track::default() };
        let input = Input { tracks: vec![track], length, ..Input::default() };
        Film::new(&input).axis
    }

    #[test]
    fn the_axis_is_the_film() {
        let minute = |n: i64| (n * 60_000, n * 60_000 + 2_000);
        let cues: Vec<_> = (1..=90).map(minute).collect();
        assert_eq!(film(&cues, None), Axis::new(0, 90 * 60_000 + 2_000));
        assert_eq!(film(&cues, Some(6_000_000)), Axis::new(0, 6_000_000));
        let late: Vec<_> = cues.iter().map(|(a, b)| (a + 36_000_000, b + 36_000_000)).collect();
        assert_eq!(film(&late, Some(6_000_000)).from, 36_000_000 + 60_000);
        let mut stray = cues.clone();
        stray.push((360_000_000, 360_001_000));
        assert_eq!(film(&stray, None).to, 90 * 60_000 + 2_000);
        assert_eq!(film(&[], None), Axis::new(0, 1000));
        assert_eq!(film(&[(i64::MIN, i64::MAX)], None).from, 0);
    }
}
