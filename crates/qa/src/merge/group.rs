//! Which cues of several tracks answer one another.
//!
//! Links are taken up from the best to the worst, twice over. The first round only makes pairs (triples, …)
//! of one cue a track, the most alike first. The second adds cues that are left over, and joins what a
//! dividing cue holds together. Two rules keep dense dialogue from running into one giant group:
//!
//! * A cue that is already answered in a language joins a further cue of that language only for a part of
//!   itself, at least the share, that its own group does not answer.
//! * A group lasts at most twice as long as its longest cue. All cues that answer one long cue fit in that;
//!   a chain of cues that each overlap the next does not.
//!
//! Last, [`Places`] takes out cues that would break the order of their own track.

use super::link::{Extent, Lane, Link, covered, links};
use super::untangle::Places;
use super::{Group, Times};
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// How [`group_times`] decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct GroupOptions {
    /// Edges of different tracks no further apart than this count as one edge: an overlap this short links
    /// nothing, a piece this short that sticks out parts nothing.
    pub tolerance: Time,
    /// Percent of the shorter cue the longer one must cover to answer it; above 100 is read as 100.
    pub share: u8,
}

impl Default for GroupOptions {
    /// 0.2 s and half of the shorter cue.
    fn default() -> Self {
        Self { tolerance: Time::from_ticks(TICKS_PER_SECOND / 5), share: 50 }
    }
}

/// Finds which cues answer one another in tracks of which nothing but the times is known.
///
/// Every cue of every track is in exactly one group; a group may hold none of some tracks. Groups are ordered
/// by in-time. A cue without readable times joins the group of the cue before it in its own file; where it has
/// none before it, it gets a group of its own, ahead of all others.
pub(crate) fn group_times(tracks: &[Vec<Times>], options: &GroupOptions) -> Vec<Group> {
    let lanes: Vec<Lane> = tracks.iter().map(|times| Lane::new(times)).collect();
    let mut found = links(&lanes, options);
    let mut pool = Pool::new(&lanes, options);
    found.sort_unstable_by(Link::by_likeness);
    found.dedup();
    for link in &found {
        pool.pair(link);
    }
    found.sort_unstable_by(Link::by_cover);
    for link in &found {
        pool.join(link);
    }
    let home = (0..pool.parent.len()).map(|node| pool.root(node)).collect();
    gather(tracks, &lanes, home)
}

/// Whether two cues answer each other where there is no third one.
pub(crate) fn is_pair(a: (Time, Time), b: (Time, Time), options: &GroupOptions) -> bool {
    let extent = |(start, end): (Time, Time)| Extent::new(start.ticks(), end.ticks());
    let (a, b) = (extent(a), extent(b));
    let tolerance = i128::from(options.tolerance.ticks().max(0));
    covered(a, b, options).is_some() && !lasts_too_long(a.cover(b), a.len().max(b.len()), tolerance)
}

/// Whether a group would last too long for its longest cue.
pub(super) fn lasts_too_long(span: Extent, longest: i128, tolerance: i128) -> bool {
    span.len() > (longest + tolerance) * 2
}

/// The groups in the making: a forest over the cues of all tracks.
struct Pool<'l> {
    lanes: &'l [Lane],
    /// The first node of each track.
    base: Vec<usize>,
    parent: Vec<usize>,
    size: Vec<u32>,
    span: Vec<Extent>,
    longest: Vec<i128>,
    /// For each root and each track, from the first in-time to the last out-time.
    hulls: Vec<Option<Extent>>,
    share: i128,
    tolerance: i128,
}

impl<'l> Pool<'l> {
    fn new(lanes: &'l [Lane], options: &GroupOptions) -> Self {
        let mut span = Vec::new();
        let mut hulls = Vec::new();
        for (track, lane) in lanes.iter().enumerate() {
            for node in &lane.nodes {
                span.push(node.extent);
                hulls.extend((0..lanes.len()).map(|t| (t == track).then_some(node.extent)));
            }
        }
        Self {
            lanes,
            base: bases(lanes),
            parent: (0..span.len()).collect(),
            size: vec![1; span.len()],
            longest: span.iter().map(|e| e.len()).collect(),
            span,
            hulls,
            share: i128::from(options.share.min(100)),
            tolerance: i128::from(options.tolerance.ticks().max(0)),
        }
    }

    fn node(&self, (track, place): (u32, u32)) -> Option<(usize, Extent)> {
        let node = self.lanes.get(track as usize)?.nodes.get(place as usize)?;
        Some((self.base.get(track as usize)? + place as usize, node.extent))
    }

    fn root(&mut self, mut node: usize) -> usize {
        while let Some(up) = self.parent.get(node).copied().filter(|up| *up != node) {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(node) {
                *slot = above;
            }
            node = above;
        }
        node
    }

    fn hulls_of(&self, root: usize) -> &[Option<Extent>] {
        let tracks = self.lanes.len();
        self.hulls.get(root * tracks..(root + 1) * tracks).unwrap_or_default()
    }

    /// Whether the group made of two would last too long for its longest cue.
    fn too_long(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.span.get(a), self.span.get(b)) else { return true };
        let longest = self.longest.get(a).max(self.longest.get(b)).copied().unwrap_or(0);
        lasts_too_long(x.cover(*y), longest, self.tolerance)
    }

    /// First round: joins two groups that have no track in common.
    fn pair(&mut self, link: &Link) {
        let Some((a, b)) = self.roots(link) else { return };
        let both = self.hulls_of(a).iter().zip(self.hulls_of(b)).any(|(x, y)| x.is_some() && y.is_some());
        if !both && !self.too_long(a, b) {
            self.unite(a, b);
        }
    }

    /// Second round: joins two groups where one of the cues needs the other.
    fn join(&mut self, link: &Link) {
        let Some((a, b)) = self.roots(link) else { return };
        let [x, y] = link.ends;
        let (Some((_, first)), Some((_, second))) = (self.node(x), self.node(y)) else { return };
        let needed = self.needs(a, first, second, y.0) || self.needs(b, second, first, x.0);
        if needed && !self.too_long(a, b) {
            self.unite(a, b);
        }
    }

    /// The roots of a link's ends, where they differ.
    fn roots(&mut self, link: &Link) -> Option<(usize, usize)> {
        let [x, y] = link.ends;
        let (a, b) = (self.node(x)?.0, self.node(y)?.0);
        let (a, b) = (self.root(a), self.root(b));
        (a != b).then_some((a, b))
    }

    /// Whether `cue`, in the group `root`, is answered by `peer` of `track` for a share of its time for which
    /// its own group has nothing of that track.
    fn needs(&self, root: usize, cue: Extent, peer: Extent, track: u32) -> bool {
        let hull = self.hulls_of(root).get(track as usize).copied().flatten();
        let Some(hull) = hull else {
            // That the shorter one is covered well enough is what made the link.
            return cue.len() <= peer.len() || cue.overlap(peer) * 100 >= self.share * cue.len();
        };
        let (start, end) = (cue.start.max(peer.start), cue.end.min(peer.end));
        let before = i128::from(end.min(hull.start)) - i128::from(start);
        let after = i128::from(end) - i128::from(start.max(hull.end));
        let open = before.max(0) + after.max(0);
        open > self.tolerance && open * 100 >= self.share * cue.len()
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (Some(x), Some(y)) = (self.size.get(a).copied(), self.size.get(b).copied()) else { return };
        let (keep, drop) = if x >= y { (a, b) } else { (b, a) };
        let (span, longest) = (self.span.get(drop).copied(), self.longest.get(drop).copied());
        for track in 0..self.lanes.len() {
            let from = self.hulls_of(drop).get(track).copied().flatten();
            let Some(to) = self.hulls.get_mut(keep * self.lanes.len() + track) else { continue };
            *to = match (*to, from) {
                (Some(mine), Some(more)) => Some(mine.cover(more)),
                (one, other) => one.or(other),
            };
        }
        if let (Some(mine), Some(span)) = (self.span.get_mut(keep), span) {
            *mine = mine.cover(span);
        }
        if let (Some(mine), Some(longest)) = (self.longest.get_mut(keep), longest) {
            *mine = longest.max(*mine);
        }
        if let Some(size) = self.size.get_mut(keep) {
            *size = x.saturating_add(y);
        }
        if let Some(parent) = self.parent.get_mut(drop) {
            *parent = keep;
        }
    }
}

/// Lists the groups in the order of their in-times, and puts the cues without times where they belong.
/// `home` names the group of each timed cue, track by track, by a number below the number of such cues.
pub(super) fn gather(tracks: &[Vec<Times>], lanes: &[Lane], home: Vec<usize>) -> Vec<Group> {
    let base = bases(lanes);
    let places = Places::new(lanes, &base, home);
    let mut groups = Vec::with_capacity(places.spans.len());
    for (track, times) in tracks.iter().enumerate() {
        let lead = untimed_from(times, 0);
        if !lead.is_empty() {
            let mut members = vec![Vec::new(); tracks.len()];
            if let Some(list) = members.get_mut(track) {
                list.extend(lead);
            }
            groups.push(Group { members, times: None });
        }
    }
    let leads = groups.len();
    groups.extend(places.spans.iter().map(|span| Group {
        members: vec![Vec::new(); tracks.len()],
        times: Some((Time::from_ticks(span.start), Time::from_ticks(span.end))),
    }));
    for (track, ((lane, times), first)) in lanes.iter().zip(tracks).zip(&base).enumerate() {
        for (node, home) in lane.nodes.iter().zip(places.home.iter().skip(*first)) {
            let list = groups.get_mut(leads + home).and_then(|group| group.members.get_mut(track));
            if let Some(list) = list {
                list.push(node.cue);
                list.extend(untimed_from(times, node.cue as usize + 1));
            }
        }
    }
    groups
}

/// The number of each track's first timed cue, counted over all tracks.
pub(super) fn bases(lanes: &[Lane]) -> Vec<usize> {
    let mut next = 0;
    let mut first = |lane: &Lane| {
        let here = next;
        next += lane.nodes.len();
        here
    };
    lanes.iter().map(&mut first).collect()
}

/// The unbroken run of cues without times that begins at `first`.
fn untimed_from(times: &[Times], first: usize) -> std::ops::Range<u32> {
    let rest = times.get(first..).unwrap_or_default();
    let count = rest.iter().take_while(|times| times.is_none()).count();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    at(first)..at(first + count)
}
