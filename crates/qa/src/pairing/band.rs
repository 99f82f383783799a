//! The part of the lattice of all pairings that is looked at: for each cue of one track those of the other that stand
//! near it, and a fixed number to either side where very many do. So the search is linear in cues.

use super::score::LARGEST;
use super::side::Unit;
use std::ops::Range;

/// Two cues further apart than this do not answer one another, in milliseconds.
const ROOM: i32 = 2000;
/// Nodes to either side of where a cue stands in the other track.
const BREADTH: usize = 6;

/// For each number of cues of the first track that are done, how many of the second may be.
#[derive(Clone, Debug)]
pub(super) struct Band {
    rows: Vec<Range<usize>>,
    /// The first node of each row, and the number of all.
    bases: Vec<usize>,
}

/// A row of the band.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Row {
    /// How many of the second track are done at its first node.
    start: usize,
    len: usize,
    base: usize,
}

impl Row {
    /// The place of a node, where it is in the row.
    #[inline]
    pub(super) fn node(&self, j: usize) -> Option<usize> {
        let at = j.wrapping_sub(self.start);
        (at < self.len).then(|| self.base + at)
    }

    /// How many of the second track are done at each node, and its place.
    #[inline]
    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + use<> {
        (self.start..self.start + self.len).zip(self.base..self.base + self.len)
    }

    /// How many of the second track are done at the row's first node behind `j` or at it, and the place of that node.
    #[inline]
    pub(super) fn from(&self, j: usize) -> Option<(usize, usize)> {
        let j = j.max(self.start);
        Some((j, self.node(j)?))
    }
}

impl Band {
    pub(super) fn new(a: &[Unit], b: &[Unit]) -> Self {
        let mut rows: Vec<Range<usize>> = Vec::with_capacity(a.len() + 1);
        let ranks = ranks(a, b);
        // Walks along the second track; all three only go forward.
        let (mut passed, mut reached) = (0, 0);
        // What of the second track has begun, and what of it has ended, all before it included.
        let (mut latest, mut furthest) = (i32::MIN / 2, i32::MIN / 2);
        let mut behind = i32::MIN / 2;
        for at in 0..=a.len() {
            let (before, here) = (at.checked_sub(1).and_then(|at| a.get(at)), a.get(at));
            if let Some(before) = before {
                behind = behind.max(before.start - before.turn.abs());
            }
            while let Some(unit) = b.get(passed) {
                latest = latest.max(unit.end);
                if before.is_none() || latest >= behind - ROOM {
                    break;
                }
                passed += 1;
            }
            if let Some(here) = here {
                furthest = furthest.max(here.end + here.turn.abs());
            }
            while b.get(reached).is_some_and(|unit| here.is_none() || unit.start <= furthest + ROOM) {
                reached += 1;
            }
            let rank = |at: usize| ranks.get(at).copied().unwrap_or(b.len());
            let from = passed.max(rank(at).saturating_sub(BREADTH)).min(b.len());
            let to = reached.min(rank(at + 1).saturating_add(BREADTH)).min(b.len());
            rows.push(from..to + 1);
        }
        Self::joined(rows, b.len())
    }

    /// Rows that only go forward, with a way from the first node to the last.
    fn joined(mut rows: Vec<Range<usize>>, last: usize) -> Self {
        let (mut from, mut to) = (0, 0);
        if let Some(first) = rows.first_mut() {
            first.start = 0;
        }
        if let Some(end) = rows.last_mut() {
            end.end = last + 1;
        }
        for row in &mut rows {
            from = from.max(row.start);
            to = to.max(row.end).max(from + 1);
            *row = from..to;
        }
        for at in 1..rows.len() {
            let next = rows.get(at).map_or(0, |row| row.start);
            if let Some(row) = rows.get_mut(at - 1) {
                row.end = row.end.max(next + 1);
            }
        }
        let mut bases = Vec::with_capacity(rows.len() + 1);
        let mut base = 0;
        for row in &rows {
            bases.push(base);
            base += row.len();
        }
        bases.push(base);
        Self { rows, bases }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.bases.last().copied().unwrap_or(0)
    }

    /// How many of the second track may be done where `i` of the first are.
    pub(super) fn row(&self, i: usize) -> Range<usize> {
        self.rows.get(i).cloned().unwrap_or(0..0)
    }

    /// The row of `i` and those behind it, as far as a group reaches.
    pub(super) fn rows(&self, i: usize) -> [Row; LARGEST + 1] {
        std::array::from_fn(|p| {
            let at = i + p;
            let (Some(row), Some(base)) = (self.rows.get(at), self.bases.get(at)) else {
                return Row::default();
            };
            Row { start: row.start, len: row.len(), base: *base }
        })
    }

    /// The place of a node, where it is in the band.
    pub(super) fn node(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        if !row.contains(&j) {
            return None;
        }
        Some(self.bases.get(i)? + j - row.start)
    }
}

/// For each cue of the first track how many of the second stand before it. Of cues of one time the first meet the
/// first.
fn ranks(a: &[Unit], b: &[Unit]) -> Vec<usize> {
    let mut out = Vec::with_capacity(a.len());
    let (mut time, mut below, mut upto, mut tied) = (i32::MIN / 2, 0, 0, 0);
    for unit in a {
        if unit.start > time {
            (time, tied) = (unit.start, 0);
            while b.get(below).is_some_and(|it| it.start < time) {
                below += 1;
            }
            upto = upto.max(below);
            while b.get(upto).is_some_and(|it| it.start <= time) {
                upto += 1;
            }
        }
        out.push((below + tied).min(upto));
        tied += 1;
    }
    out
}
