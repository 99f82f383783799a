//! Which cues of two tracks answer one another, for rules that compare tracks.
//!
//! By the time both are on the screen, n cues to m, in two tracks of which nothing but the times is looked at:
//! [`pairing`](crate::pairing) knows more, and costs more. A film falls into stretches at moments at which neither track shows anything;
//! most stretches hold one cue of each, and need no search.

#![deny(clippy::float_arithmetic)]

mod rows;
mod tie;

pub use rows::{Rows, rows};
pub use tie::{Tie, tie};

use crate::merge::{GroupOptions, Times, group_times, is_pair};
use std::ops::Range;
use tregua_parse::time::Time;

/// A cue with readable times.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TimedCue {
    /// In-time.
    pub start: Time,
    /// Index in the document.
    pub index: u32,
    /// Out-time.
    pub end: Time,
}

/// Groups of cues of two tracks, by in-time. Every timed cue is in exactly one.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Pairs {
    a: Vec<u32>,
    b: Vec<u32>,
    groups: Vec<(Range<u32>, Range<u32>)>,
}

/// Cues that answer one another: none, one or several of each track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Group<'p> {
    /// The indices of the first track's cues, by in-time.
    pub a: &'p [u32],
    /// Those of the second.
    pub b: &'p [u32],
}

impl Pairs {
    /// The groups by in-time.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Group<'_>> + ExactSizeIterator {
        let part = |list, range: &Range<u32>| <[u32]>::get(list, range.start as usize..range.end as usize);
        self.groups.iter().map(move |(a, b)| Group {
            a: part(&self.a, a).unwrap_or_default(),
            b: part(&self.b, b).unwrap_or_default(),
        })
    }

    /// The same groups, seen from the second track.
    #[must_use]
    pub fn flipped(&self) -> Self {
        let groups = self.groups.iter().map(|(a, b)| (b.clone(), a.clone())).collect();
        Self { a: self.b.clone(), b: self.a.clone(), groups }
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether neither track has a timed cue.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    fn push(&mut self, a: impl Iterator<Item = u32>, b: impl Iterator<Item = u32>) {
        let group = (append(&mut self.a, a), append(&mut self.b, b));
        self.groups.push(group);
    }

    /// The groups of one stretch.
    fn search(&mut self, a: &[TimedCue], b: &[TimedCue], options: &GroupOptions) {
        match (a, b) {
            ([a], [b]) if is_pair((a.start, a.end), (b.start, b.end), options) => {
                self.push([a.index].into_iter(), [b.index].into_iter());
            }
            ([_], []) | ([], [_]) => self.push(a.iter().map(|cue| cue.index), b.iter().map(|cue| cue.index)),
            _ => {
                let times = |cues: &[TimedCue]| cues.iter().map(|cue| Some((cue.start, cue.end))).collect();
                let tracks: [Vec<Times>; 2] = [times(a), times(b)];
                for group in group_times(&tracks, options) {
                    let [x, y] = group.members.as_slice() else { continue };
                    let name =
                        |cues: &[TimedCue], place: &u32| cues.get(*place as usize).map(|cue| cue.index);
                    self.push(x.iter().filter_map(|at| name(a, at)), y.iter().filter_map(|at| name(b, at)));
                }
            }
        }
    }
}

fn append(list: &mut Vec<u32>, new: impl Iterator<Item = u32>) -> Range<u32> {
    let end = |list: &Vec<u32>| u32::try_from(list.len()).unwrap_or(u32::MAX);
    let from = end(list);
    list.extend(new);
    from..end(list)
}

/// Which cues of `a` answer which of `b`; both by in-time, as [`Context::by_time`](crate::rule::Context::by_time)
/// gives them. Edges no further apart than `tolerance` count as one.
///
/// ```
/// use tregua_parse::time::Time;
/// use tregua_qa::pairs::{TimedCue, pair};
/// let ms = |n| Time::from_millis(n).unwrap();
/// let cue = |index, start, end| TimedCue { start: ms(start), index, end: ms(end) };
/// let es = [cue(0, 1000, 4000), cue(1, 9000, 9900)];
/// let kk = [cue(0, 1000, 2400), cue(1, 2500, 4000)];
/// let pairs = pair(&es, &kk, ms(200));
/// let groups: Vec<_> = pairs.iter().map(|group| (group.a, group.b)).collect();
/// assert_eq!(groups, [(&[0][..], &[0, 1][..]), (&[1], &[])]);
/// ```
#[must_use]
pub fn pair(a: &[TimedCue], b: &[TimedCue], tolerance: Time) -> Pairs {
    let options = GroupOptions { tolerance, ..GroupOptions::default() };
    let mut pairs = Pairs {
        a: Vec::with_capacity(a.len()),
        b: Vec::with_capacity(b.len()),
        groups: Vec::with_capacity(a.len().max(b.len())),
    };
    let (mut a, mut b) = (a, b);
    while !a.is_empty() || !b.is_empty() {
        let (x, y) = stretch(a, b, tolerance);
        let ((one, rest_a), (other, rest_b)) = (a.split_at(x), b.split_at(y));
        pairs.search(one, other, &options);
        (a, b) = (rest_a, rest_b);
    }
    pairs
}

/// How many cues at the head of both lists nothing parts from one another.
fn stretch(a: &[TimedCue], b: &[TimedCue], tolerance: Time) -> (usize, usize) {
    let (mut x, mut y) = (0, 0);
    let mut open: Option<Time> = None;
    loop {
        let (next, first) = match (a.get(x), b.get(y)) {
            (Some(one), Some(other)) if one.start <= other.start => (one, true),
            (Some(one), None) => (one, true),
            (_, Some(other)) => (other, false),
            (None, None) => return (x, y),
        };
        // A cue of no length may stand at the very end of another.
        let parted = |end: Time| next.start > end || next.start == end && next.end > next.start;
        if open.is_some_and(parted) {
            return (x, y);
        }
        x += usize::from(first);
        y += usize::from(!first);
        open = open.max(Some(reach(*next, tolerance)));
    }
}

/// Up to when another cue may begin and answer this one. Two that are no longer than the tolerance may be the same
/// one without an overlap.
fn reach(cue: TimedCue, tolerance: Time) -> Time {
    let end = cue.end.max(cue.start);
    let room = Time::from_ticks(tolerance.ticks().saturating_add(1)).negate();
    if end.saturating_sub(cue.start) <= tolerance { end.max(cue.start.saturating_sub(room)) } else { end }
}

#[cfg(test)]
mod tests;
