//! Which cues of the three versions are one another's.

use crate::diff::{Diff, Kind};
use std::ops::Range;

/// What one side made of the base's cues.
pub(super) struct Links {
    /// For each cue of the base, its link.
    of: Vec<usize>,
    links: Vec<Link>,
    /// Cues that only this side has: before which cue of the base, and their index.
    pub(super) added: Vec<(usize, usize)>,
    /// For each place between cues of the base, the side's cue that stands there.
    before: Vec<usize>,
}

#[derive(Clone)]
struct Link {
    old: Range<usize>,
    new: Range<usize>,
    moved: bool,
}

impl Links {
    /// `stays` says which moved cues may be taken as gone and come again: those the other side left alone.
    pub(super) fn new(diff: &Diff, base: usize, stays: &dyn Fn(usize, usize) -> bool) -> Self {
        let wide = |range: &Range<u32>| range.start as usize..range.end as usize;
        let mut links = Vec::with_capacity(diff.changes.len());
        let mut added = Vec::new();
        let mut before = vec![0; base.saturating_add(1)];
        let mut gap = 0;
        for change in &diff.changes {
            let (old, mut new) = (wide(&change.old), wide(&change.new));
            if change.kind == Kind::Added {
                added.push((gap, new.start));
                continue;
            }
            if change.moved && stays(old.start, new.start) {
                added.push((gap, new.start));
                new = 0..0;
            } else if !change.moved {
                gap = old.end;
                if let Some(it) = before.get_mut(gap) {
                    *it = new.end.max(*it);
                }
            }
            links.push(Link { moved: change.moved && !new.is_empty(), old, new });
        }
        let mut last = 0;
        for it in &mut before {
            last = last.max(*it);
            *it = last;
        }
        let mut of = vec![usize::MAX; base];
        for (at, link) in links.iter().enumerate() {
            for i in link.old.clone() {
                if let Some(it) = of.get_mut(i) {
                    *it = at;
                }
            }
        }
        Self { of, links, added, before }
    }

    fn link(&self, base: usize) -> Option<&Link> {
        self.links.get(*self.of.get(base)?)
    }

    /// Where the link of a cue of the base ends.
    fn end(&self, base: usize) -> usize {
        self.link(base).map_or(base.saturating_add(1), |link| link.old.end)
    }

    /// This side's cues for some of the base's.
    pub(super) fn cues(&self, base: &Range<usize>) -> Vec<usize> {
        let mut out = Vec::new();
        let mut last = usize::MAX;
        for at in base.clone().filter_map(|at| self.of.get(at).copied()) {
            if at != last {
                out.extend(self.links.get(at).into_iter().flat_map(|link| link.new.clone()));
            }
            last = at;
        }
        out
    }

    /// Whether each of the base's cues is still one cue.
    pub(super) fn keeps(&self, base: &Range<usize>) -> bool {
        base.clone().all(|at| self.link(at).is_some_and(|link| link.old.len() == 1 && link.new.len() == 1))
    }

    /// Whether a cue of the base stands elsewhere among the others.
    pub(super) fn is_moved(&self, base: usize) -> bool {
        self.link(base).is_some_and(|link| link.moved)
    }

    /// The side's cue at a place between cues of the base.
    pub(super) fn at(&self, gap: usize) -> usize {
        self.before.get(gap).copied().unwrap_or(0)
    }
}

/// The cues of the base that belong together from `from` on: no link of either side crosses the end.
pub(super) fn together(ours: &Links, theirs: &Links, from: usize) -> Range<usize> {
    let mut end = from.saturating_add(1);
    let mut at = from;
    while at < end {
        end = end.max(ours.end(at)).max(theirs.end(at));
        at = at.saturating_add(1);
    }
    from..end
}
