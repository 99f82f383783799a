//! Which cues of two tracks might answer each other, and how well.
//!
//! A cue looks at a fixed number of neighbours in every other track, so that the search stays linear when a
//! hostile file gives all its cues the same times. The neighbours are those nearest by in-time, those of the
//! same rank where many begin at once, and the one cue that began earlier and reaches furthest. A long cue need not find all the short ones it spans: each of
//! them finds the long one.

use super::group::GroupOptions;
use std::cmp::{Ordering, Reverse};
use tregua_parse::time::Time;

/// Neighbours looked at on either side.
const REACH: usize = 6;
/// Links one cue may propose towards one other track.
const PROPOSALS: usize = 4;

/// An in-time and an out-time in ticks; the out-time is never the smaller.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Extent {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Extent {
    pub(super) fn new(start: i64, end: i64) -> Self {
        Self { start, end: end.max(start) }
    }

    /// A cue whose out-time is before its in-time is taken to last no time at all.
    pub(super) fn of(times: Option<(Time, Time)>) -> Option<Self> {
        times.map(|(start, end)| Self::new(start.ticks(), end.ticks()))
    }

    pub(super) fn len(self) -> i128 {
        i128::from(self.end) - i128::from(self.start)
    }

    pub(super) fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What of it is inside the other; nothing, at the nearer edge, where it is outside.
    pub(super) fn within(self, other: Self) -> Self {
        let clamp = |edge: i64| edge.clamp(other.start, other.end);
        Self { start: clamp(self.start), end: clamp(self.end) }
    }

    /// How long both last at once; negative for the gap between them.
    pub(super) fn overlap(self, other: Self) -> i128 {
        i128::from(self.end.min(other.end)) - i128::from(self.start.max(other.start))
    }

    fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A cue with times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Its index in the track.
    pub(super) cue: u32,
    pub(super) extent: Extent,
    /// Its place among the cues of its track with the same in-time.
    pub(super) rank: u32,
}

/// The timed cues of one track by in-time; cues with the same in-time keep the order of the file.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) nodes: Vec<Node>,
    /// For each place, which of the cues up to it ends last.
    furthest: Vec<usize>,
}

impl Lane {
    pub(super) fn new(times: &[Option<(Time, Time)>]) -> Self {
        let mut nodes: Vec<Node> = (0u32..)
            .zip(times)
            .filter_map(|(cue, times)| Some(Node { cue, extent: Extent::of(*times)?, rank: 0 }))
            .collect();
        nodes.sort_by_key(|n| n.extent.start);
        let mut before: Option<(i64, u32)> = None;
        let mut last: Option<(i64, usize)> = None;
        let mut furthest = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter_mut().enumerate() {
            node.rank = match before {
                Some((start, rank)) if start == node.extent.start => rank.saturating_add(1),
                _ => 0,
            };
            before = Some((node.extent.start, node.rank));
            let here = match last {
                Some((end, place)) if end >= node.extent.end => (end, place),
                _ => (node.extent.end, at),
            };
            last = Some(here);
            furthest.push(here.1);
        }
        Self { nodes, furthest }
    }
}

/// Two cues that may answer each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link {
    /// Track and place of both, the lower track first.
    pub(super) ends: [(u32, u32); 2],
    /// Overlap by the time either is shown, in 2⁻³⁰.
    likeness: u32,
    /// The covered part of the shorter cue, in 2⁻³⁰.
    cover: u32,
    /// Distance of the in-times.
    apart: u64,
    /// Difference of the ranks among cues with the same in-time.
    skew: u32,
    start: i64,
}

impl Link {
    /// The pairs most alike first; of equal ones the earlier.
    pub(super) fn by_likeness(&self, other: &Self) -> Ordering {
        let key = |l: &Self| (Reverse(l.likeness), l.apart, l.skew, l.start, l.ends);
        key(self).cmp(&key(other))
    }

    /// The pairs first whose shorter cue is best covered.
    pub(super) fn by_cover(&self, other: &Self) -> Ordering {
        self.cover.cmp(&other.cover).reverse().then_with(|| self.by_likeness(other))
    }
}

/// All links worth a look between all tracks, in no special order and some of them twice.
pub(super) fn links(lanes: &[Lane], options: &GroupOptions) -> Vec<Link> {
    let mut found = Vec::new();
    let mut near = Vec::new();
    for (a, lane) in lanes.iter().enumerate() {
        for (b, other) in lanes.iter().enumerate().filter(|(b, _)| *b != a) {
            for (at, node) in lane.nodes.iter().enumerate() {
                near.clear();
                propose(node, other, options, |place, peer| {
                    let (Some(x), Some(y)) = (id(a, at), id(b, place)) else { return };
                    let ends = if a < b { [x, y] } else { [y, x] };
                    near.extend(link(node, peer, ends, options));
                });
                if near.len() > PROPOSALS {
                    near.sort_unstable_by(Link::by_cover);
                    // The pair most alike must not be crowded out by tiny cues that are fully covered.
                    let alike = near.iter().copied().min_by(Link::by_likeness);
                    near.truncate(PROPOSALS);
                    near.extend(alike);
                }
                found.append(&mut near);
            }
        }
    }
    found
}

fn id(track: usize, place: usize) -> Option<(u32, u32)> {
    Some((u32::try_from(track).ok()?, u32::try_from(place).ok()?))
}

/// Calls `each` for the neighbours of a cue in another track.
fn propose<'l>(node: &Node, other: &'l Lane, options: &GroupOptions, mut each: impl FnMut(usize, &'l Node)) {
    let nodes = &other.nodes;
    let start = node.extent.start;
    let first = nodes.partition_point(|n| n.extent.start < start);
    let after = first + nodes.get(first..).unwrap_or_default().partition_point(|n| n.extent.start == start);
    // Of several cues with this in-time, the one with the same rank: a track meets itself cue by cue.
    let middle = first.saturating_add(node.rank as usize).min(after);
    if let Some(twin) = nodes.get(middle).filter(|n| n.extent == node.extent) {
        return each(middle, twin);
    }
    let tolerance = options.tolerance.ticks();
    let from = middle.saturating_sub(REACH);
    let to = middle.saturating_add(REACH);
    for (place, peer) in nodes.iter().enumerate().take(to).skip(from) {
        if peer.extent.start > node.extent.end.saturating_add(tolerance) {
            break;
        }
        each(place, peer);
    }
    // Further off, those of this rank among the cues of the in-times next to this one, and the long one.
    let rank = node.rank as usize;
    let earlier = first.checked_sub(1).and_then(|i| Some(i - nodes.get(i)?.rank as usize + rank));
    let long = after.checked_sub(1).and_then(|i| other.furthest.get(i)).copied();
    let far = [earlier.filter(|i| *i < first), Some(after.saturating_add(rank)), long];
    for place in far.into_iter().flatten().filter(|i| !(from..to).contains(i)) {
        if let Some(peer) = nodes.get(place) {
            each(place, peer);
        }
    }
}

/// The link between two cues, where there is one.
fn link(a: &Node, b: &Node, ends: [(u32, u32); 2], options: &GroupOptions) -> Option<Link> {
    let cover = covered(a.extent, b.extent, options)?;
    let overlap = a.extent.overlap(b.extent).max(0);
    Some(Link {
        ends,
        likeness: part(overlap, a.extent.cover(b.extent).len()),
        cover,
        apart: a.extent.start.abs_diff(b.extent.start),
        skew: a.rank.abs_diff(b.rank),
        start: a.extent.start.min(b.extent.start),
    })
}

/// How much of the shorter cue the longer one covers; `None` where it is too little for a link.
pub(super) fn covered(a: Extent, b: Extent, options: &GroupOptions) -> Option<u32> {
    let tolerance = i128::from(options.tolerance.ticks().max(0));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let near = |x: i64, y: i64| i128::from(x.abs_diff(y)) <= tolerance;
    if long.contains(short) || near(a.start, b.start) && near(a.end, b.end) {
        return Some(part(1, 1));
    }
    if a.overlap(b) <= tolerance {
        return None;
    }
    // What sticks out by no more than the tolerance counts as covered.
    let out = |by: i128| if by > tolerance { by } else { 0 };
    let left = out(i128::from(long.start) - i128::from(short.start));
    let right = out(i128::from(short.end) - i128::from(long.end));
    let covered = short.len() - left - right;
    (covered * 100 >= i128::from(options.share.min(100)) * short.len()).then(|| part(covered, short.len()))
}

/// `some / all` in 2⁻³⁰.
fn part(some: i128, all: i128) -> u32 {
    let scaled = (some << 30).checked_div(all).unwrap_or(0);
    u32::try_from(scaled.clamp(0, 1 << 30)).unwrap_or(0)
}
