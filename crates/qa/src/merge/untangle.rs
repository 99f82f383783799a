//! The order of the groups, and cues that stand in the way of it.
//!
//! Groups are ordered by in-time. Where long cues of two tracks overlap without answering each other, a later
//! cue of a third track may have joined the one that begins first, and an earlier cue the other. Its track
//! would then be read out of order; so such a cue leaves its group.

use super::link::{Extent, Lane};

/// How often the order is looked at anew after cues have changed groups.
const ROUNDS: usize = 4;

/// For every node the place of its group, groups counted by in-time, and the extents of the groups.
pub(super) struct Places {
    pub(super) home: Vec<usize>,
    pub(super) spans: Vec<Extent>,
}

impl Places {
    /// `home` names for each node its group by any number below the number of nodes; `base` is the first node
    /// of each track.
    pub(super) fn new(lanes: &[Lane], base: &[usize], home: Vec<usize>) -> Self {
        let mut order: Vec<(i64, u32, usize)> = Vec::with_capacity(home.len());
        for (lane, first) in lanes.iter().zip(base) {
            order.extend(lane.nodes.iter().zip(*first..).map(|(n, id)| (n.extent.start, n.rank, id)));
        }
        order.sort_unstable();
        let extents: Vec<Extent> =
            lanes.iter().flat_map(|lane| lane.nodes.iter().map(|n| n.extent)).collect();
        let mut places = Self { home, spans: Vec::new() };
        places.number(&order, &extents);
        // First a cue may go to the group it is shown with; where that brings others out of order, none may.
        for round in 0..2 * ROUNDS {
            if !places.untangle(lanes, base, round < ROUNDS) {
                return places;
            }
            places.number(&order, &extents);
        }
        if places.untangle(lanes, base, false) {
            // A knot that does not come undone: no cue is in a group.
            places.home = (0..places.home.len()).collect();
            places.number(&order, &extents);
        }
        places
    }

    /// Numbers the groups by in-time. Groups that begin at once stand in the order of the cues they begin
    /// with, so that a track in which several cues begin at once keeps the order of its file.
    fn number(&mut self, order: &[(i64, u32, usize)], extents: &[Extent]) {
        let names = self.home.iter().max().map_or(0, |name| name + 1);
        let mut seen: Vec<Option<usize>> = vec![None; names];
        let mut found: Vec<(i64, u32, usize, Extent)> = Vec::new();
        for (start, rank, id) in order {
            let (Some(name), Some(extent)) = (self.home.get(*id).copied(), extents.get(*id)) else {
                continue;
            };
            let Some(slot) = seen.get_mut(name) else { continue };
            let at = *slot.get_or_insert_with(|| {
                found.push((*start, *rank, name, *extent));
                found.len() - 1
            });
            let Some(group) = found.get_mut(at) else { continue };
            group.3 = group.3.cover(*extent);
            if group.0 == *start {
                group.1 = group.1.max(*rank);
            }
        }
        found.sort_by_key(|(start, rank, ..)| (*start, *rank));
        for (place, (_, _, name, _)) in found.iter().enumerate() {
            if let Some(slot) = seen.get_mut(*name) {
                *slot = Some(place);
            }
        }
        for home in &mut self.home {
            *home = seen.get(*home).copied().flatten().unwrap_or(0);
        }
        self.spans = found.into_iter().map(|(.., span)| span).collect();
    }

    /// Takes each cue out of its group that would come before one which ended before it began: into that
    /// one's group where it lies mostly within it, else into a group of its own. Says whether there was any.
    fn untangle(&mut self, lanes: &[Lane], base: &[usize], join: bool) -> bool {
        let mut fresh = self.spans.len();
        let mut moved = false;
        for (lane, first) in lanes.iter().zip(base) {
            let mut last: Option<(usize, i64)> = None;
            for (node, id) in lane.nodes.iter().zip(*first..) {
                let Some(home) = self.home.get_mut(id) else { continue };
                match last {
                    Some((place, end)) if *home < place => {
                        if node.extent.start < end {
                            continue;
                        }
                        let inside = join
                            && self.spans.get(place).is_some_and(|s| {
                                s.overlap(node.extent) >= 0 && s.overlap(node.extent) * 2 >= node.extent.len()
                            });
                        *home = if inside { place } else { fresh };
                        fresh += usize::from(!inside);
                        moved = true;
                    }
                    Some((place, end)) if *home == place => last = Some((place, end.max(node.extent.end))),
                    _ => last = Some((*home, node.extent.end)),
                }
            }
        }
        moved
    }
}
