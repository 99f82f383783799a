//! From a comparison to what its HTML page shows.

use super::found::{Comparison, Mark, Way, kind, mark};
use super::read::Cue;
use crate::render::html::beside::{self, Column, DRAWN, Input, Lie, Row, Said, Sign, What};
use tregua_parse::base::Lang;

pub(super) fn input(found: &Comparison) -> Input {
    let column = |(at, track): (usize, &super::read::Told)| Column {
        label: track.label.clone(),
        path: track.path.clone(),
        language: track.lang.as_ref().map(Lang::canonical),
        cues: track.cues.len(),
        alone: found.alone(at),
        related: found.pairing.related.get(at).copied(),
        lie: match found.way(at) {
            Way::Spine => Lie::Spine,
            Way::Steps(steps) => Lie::Steps(steps.iter().map(|it| (it.from.to_millis(), it.later)).collect()),
            Way::Between(least, most, steps) => Lie::Between(least, most, steps),
        },
    };
    Input {
        what: What::Compare { bar: found.bar, kinds: found.kinds() },
        tracks: found.tracks.iter().enumerate().map(column).collect(),
        rows: found
            .pairing
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| row(found, group, at < DRAWN))
            .collect(),
    }
}

/// A group; with what its cues say where it is `drawn`.
fn row(found: &Comparison, group: &tregua_qa::pairing::Group, drawn: bool) -> Row {
    let said = |(_, cue): (u32, &Cue)| Said {
        number: cue.number.clone(),
        times: cue.times.map(|(start, end)| (start.to_millis(), end.to_millis())),
        text: vec![(beside::Mark::Kept, cue.text.clone())],
    };
    let sign = match mark(group) {
        Mark::Gap | Mark::Alone => Some(Sign::Gap),
        _ if found.is_unsure(group) => Some(Sign::Unsure),
        Mark::Uneven => Some(Sign::Uneven),
        Mark::Even => None,
    };
    let cues = |track: usize| found.cues(group, track);
    let all = 0..found.tracks.len();
    let uneven =
        all.clone().all(|track| !cues(track).is_empty()) && all.clone().any(|track| cues(track).len() > 1);
    Row {
        sign,
        uneven,
        kind: kind(group),
        sure: Some(group.confidence),
        unsure: found.is_unsure(group),
        notes: Vec::new(),
        cells: all
            .take(if drawn { usize::MAX } else { 0 })
            .map(|track| cues(track).into_iter().map(said).collect())
            .collect(),
    }
}
