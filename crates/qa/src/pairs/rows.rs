//! Which cues of several tracks answer one another: rows, in which each track has none, one or several.

use super::{Pairs, TimedCue, pair};
use tregua_parse::time::Time;

/// Rows of cues by time. Every timed cue is in exactly one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Rows {
    sides: Vec<Side>,
    len: usize,
}

/// One track's cues, row by row.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Side {
    cues: Vec<u32>,
    /// For each row where its cues end.
    ends: Vec<u32>,
}

impl Side {
    fn row(&self, row: usize) -> &[u32] {
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(row).copied().unwrap_or(from);
        self.cues.get(from as usize..to as usize).unwrap_or_default()
    }
}

impl Rows {
    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The cues a track has in a row, by in-time.
    #[must_use]
    pub fn of(&self, side: usize, row: usize) -> &[u32] {
        self.sides.get(side).map(|side| side.row(row)).unwrap_or_default()
    }

    /// Two of the tracks: a group for each row, empty where neither has a cue.
    #[must_use]
    pub fn pairs(&self, a: usize, b: usize) -> Pairs {
        let side = |at: usize| self.sides.get(at).cloned().unwrap_or_default();
        let (a, b) = (side(a), side(b));
        let ranges = |ends: &[u32]| {
            let mut from = 0;
            ends.iter().map(|end| std::mem::replace(&mut from, *end)..*end).collect::<Vec<_>>()
        };
        let groups = ranges(&a.ends).into_iter().zip(ranges(&b.ends)).collect();
        Pairs { a: a.cues, b: b.cues, groups }
    }
}

/// The rows of some tracks, all by in-time and on one time line. The first is the one that the others are paired with:
/// what answers the same cue of it stands in one row.
#[must_use]
pub fn rows(tracks: &[&[TimedCue]], tolerance: Time) -> Rows {
    let Some((base, others)) = tracks.split_first() else { return Rows::default() };
    let mut links = Links::new(base);
    let pairs: Vec<Pairs> = others.iter().map(|track| pair(base, track, tolerance)).collect();
    for group in pairs.iter().flat_map(Pairs::iter) {
        links.join(group.a);
    }
    // Where each row begins: at the first of the base's cues, or where a cue stands that has no answer there.
    let mut begins: Vec<(Time, u32)> = Vec::with_capacity(base.len() + 64);
    for (rank, cue) in (0u32..).zip(*base) {
        if links.root(rank) == rank {
            begins.push((cue.start, rank));
        }
    }
    let mut name = u32::try_from(base.len()).unwrap_or(u32::MAX);
    let mut alone: Vec<Vec<u32>> = Vec::with_capacity(others.len());
    for (pairs, track) in pairs.iter().zip(others) {
        let mut names = Vec::new();
        let mut at = 0;
        for group in pairs.iter().filter(|group| group.a.is_empty()) {
            let Some(first) = group.b.first() else { continue };
            // Groups come by in-time, so the track is walked along once.
            while track.get(at).is_some_and(|cue| cue.index != *first) {
                at += 1;
            }
            begins.push((track.get(at).map_or(Time::ZERO, |cue| cue.start), name));
            names.push(name);
            name = name.saturating_add(1);
        }
        alone.push(names);
    }
    if !begins.is_sorted() {
        begins.sort_unstable();
    }
    let mut places = vec![0u32; name as usize];
    for (place, (_, name)) in (0u32..).zip(&begins) {
        if let Some(slot) = places.get_mut(*name as usize) {
            *slot = place;
        }
    }
    let place = |name: u32| places.get(name as usize).copied().unwrap_or(0);
    let own = (0u32..).zip(*base).map(|(rank, cue)| (place(links.root(rank)), cue.index)).collect();
    let mut sides = vec![side(own, begins.len())];
    for (pairs, names) in pairs.iter().zip(&alone) {
        let mut names = names.iter();
        let mut own = Vec::with_capacity(base.len());
        for group in pairs.iter().filter(|group| !group.b.is_empty()) {
            let name = match group.a.first() {
                Some(index) => links.root(links.rank(*index)),
                None => names.next().copied().unwrap_or(0),
            };
            own.extend(group.b.iter().map(|cue| (place(name), *cue)));
        }
        sides.push(side(own, begins.len()));
    }
    Rows { sides, len: begins.len() }
}

/// A track's cues with their rows.
fn side(mut cues: Vec<(u32, u32)>, rows: usize) -> Side {
    if !cues.is_sorted_by_key(|(row, _)| *row) {
        cues.sort_by_key(|(row, _)| *row);
    }
    let mut ends = Vec::with_capacity(rows);
    let mut at = 0usize;
    for row in 0..rows {
        while cues.get(at).is_some_and(|(of, _)| *of as usize <= row) {
            at += 1;
        }
        ends.push(u32::try_from(at).unwrap_or(u32::MAX));
    }
    Side { cues: cues.into_iter().map(|(_, cue)| cue).collect(), ends }
}

/// Which cues of the base stand in one row: each leads to the first of them.
struct Links {
    parents: Vec<u32>,
    ranks: Vec<u32>,
}

impl Links {
    fn new(base: &[TimedCue]) -> Self {
        let count = base.iter().map(|cue| cue.index as usize + 1).max().unwrap_or(0);
        let mut ranks = vec![0u32; count];
        for (rank, cue) in (0u32..).zip(base) {
            if let Some(slot) = ranks.get_mut(cue.index as usize) {
                *slot = rank;
            }
        }
        Self { parents: (0u32..).take(base.len()).collect(), ranks }
    }

    fn rank(&self, index: u32) -> u32 {
        self.ranks.get(index as usize).copied().unwrap_or(0)
    }

    fn root(&self, mut rank: u32) -> u32 {
        while let Some(parent) = self.parents.get(rank as usize).filter(|parent| **parent != rank) {
            rank = *parent;
        }
        rank
    }

    fn join(&mut self, cues: &[u32]) {
        for two in cues.windows(2) {
            let [one, other] = two else { continue };
            let (one, other) = (self.root(self.rank(*one)), self.root(self.rank(*other)));
            if let Some(parent) = self.parents.get_mut(one.max(other) as usize) {
                *parent = one.min(other);
            }
        }
    }
}
