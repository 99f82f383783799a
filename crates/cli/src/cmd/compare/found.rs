//! What a comparison found, in the terms of those who read it.

use super::read::{Cue, Told};
use std::collections::BTreeMap;
use tregua_parse::time::Time;
use tregua_qa::pairing::{Group, Offset, Pairing};

/// Tracks with what answers what in them.
pub(super) struct Comparison {
    pub(super) tracks: Vec<Told>,
    pub(super) pairing: Pairing,
    /// Groups that are less sure deserve a look, in per mille.
    pub(super) bar: u16,
}

/// What a group is like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Mark {
    /// One cue of each track.
    Even,
    /// Every track has something, one of them more than a cue.
    Uneven,
    /// A track has nothing, two others have.
    Gap,
    /// One track alone has something.
    Alone,
}

impl Comparison {
    pub(super) fn new(tracks: Vec<Told>, pairing: Pairing, bar: u16) -> Self {
        Self { tracks, pairing, bar }
    }

    /// Whether a group is to be looked at for its confidence.
    pub(super) fn is_unsure(&self, group: &Group) -> bool {
        group.confidence < self.bar
    }

    /// Whether a group deserves a look.
    pub(super) fn is_odd(&self, group: &Group) -> bool {
        mark(group) != Mark::Even || self.is_unsure(group)
    }

    /// A group's cues of a track, each with its place.
    pub(super) fn cues(&self, group: &Group, track: usize) -> Vec<(u32, &Cue)> {
        let all = self.tracks.get(track).map(|it| it.cues.as_slice()).unwrap_or_default();
        let places = group.cues.get(track).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| Some((*at, all.get(usize::try_from(*at).ok()?)?))).collect()
    }

    /// How many cues of a track nothing answers.
    pub(super) fn alone(&self, track: usize) -> usize {
        let alone = self.pairing.groups.iter().filter(|group| mark(group) == Mark::Alone);
        alone.filter_map(|group| group.cues.get(track)).map(Vec::len).sum()
    }

    /// How many groups there are of each kind, the most first.
    pub(super) fn kinds(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        // Nearly all are one to one, and need not be spelt one by one.
        let (mut even, mut first) = (0, None);
        for group in &self.pairing.groups {
            if mark(group) == Mark::Even {
                even += 1;
                first = first.or(Some(group));
            } else {
                *counts.entry(kind(group)).or_default() += 1;
            }
        }
        counts.extend(first.map(|group| (kind(group), even)));
        let mut kinds: Vec<(String, usize)> = counts.into_iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        kinds
    }

    /// How many groups are unsure, and in how many a track has nothing.
    pub(super) fn odd(&self) -> (usize, usize) {
        let count = |is: &dyn Fn(&&Group) -> bool| self.pairing.groups.iter().filter(is).count();
        (count(&|it| self.is_unsure(it)), count(&|it| mark(it) >= Mark::Gap))
    }

    /// How a track's times lie against those the others are laid to.
    pub(super) fn way(&self, track: usize) -> Way {
        if track == self.pairing.spine {
            return Way::Spine;
        }
        /// More steps than this are told by where they lie.
        const LISTED: usize = 4;
        let offsets = self.pairing.offsets.get(track).map(Vec::as_slice).unwrap_or_default();
        let steps: Vec<Step> = offsets.iter().map(step).collect();
        let by = || steps.iter().map(|it| it.later);
        match (by().min(), by().max()) {
            (Some(least), Some(most)) if steps.len() > LISTED => Way::Between(least, most, steps.len()),
            _ => Way::Steps(steps),
        }
    }
}

/// How a track's times lie against others.
pub(super) enum Way {
    /// The others are laid to its times.
    Spine,
    /// By so much later, each from its time on; the first holds from the beginning.
    Steps(Vec<Step>),
    /// From so much later to so much later, in so many steps.
    Between(i64, i64, usize),
}

/// From a time on a track is so much later.
pub(super) struct Step {
    pub(super) from: Time,
    /// In milliseconds, to the hundredth of a second: finer is the translators' hand.
    pub(super) later: i64,
}

fn step(offset: &Offset) -> Step {
    let by = offset.by.to_millis().saturating_neg();
    let half = if by < 0 { -5 } else { 5 };
    Step { from: offset.from, later: by.saturating_add(half) / 10 * 10 }
}

/// `1:2:0`.
pub(super) fn kind(group: &Group) -> String {
    let counts: Vec<String> = group.cues.iter().map(|cues| cues.len().to_string()).collect();
    counts.join(":")
}

pub(super) fn mark(group: &Group) -> Mark {
    let there = group.cues.iter().filter(|cues| !cues.is_empty()).count();
    match there {
        0 | 1 => Mark::Alone,
        n if n < group.cues.len() => Mark::Gap,
        _ if group.cues.iter().all(|cues| cues.len() == 1) => Mark::Even,
        _ => Mark::Uneven,
    }
}
