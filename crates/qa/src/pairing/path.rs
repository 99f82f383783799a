//! The best way of groups through two tracks, and how much better each of its groups is than doing without it.
//!
//! Every way takes each cue in exactly one group. So the best way without a group is the best one on which its first
//! cue is in another, and that is found from the best scores up to each node and from each node on.

use super::band::Band;
use super::score::{Block, LARGEST, NEVER, Terms};
use super::side::Unit;

/// One group of the way: so many cues of the first track, so many of the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) p: usize,
    pub(super) q: usize,
    /// By how much the best way is better than the best one without this group, in hundredths of a nat.
    pub(super) margin: i32,
}

/// The shapes of a group, simple ones first: of two that are worth the same the first is taken.
const SHAPES: [(usize, usize); 13] =
    [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1)];

/// Two tracks to be paired.
pub(super) struct Lattice<'l> {
    pub(super) units: [&'l [Unit]; 2],
    pub(super) blocks: [&'l [[Block; LARGEST]]; 2],
    pub(super) band: &'l Band,
    /// What the words of each two cues answer, by the node in front of both.
    pub(super) words: &'l [i32],
    pub(super) terms: Terms,
}

/// The worth of each shape at a node.
type Worths = [i32; SHAPES.len()];

impl Lattice<'_> {
    /// The best way, with its margins where they are asked for.
    pub(super) fn best(&self, margins: bool) -> Vec<Step> {
        let [a, b] = self.units;
        let worths = self.worths();
        let ahead = self.ahead(&worths);
        let mut steps = Vec::with_capacity(a.len().max(b.len()));
        let (mut i, mut j) = (0, 0);
        let mut firsts = Vec::with_capacity(a.len().max(b.len()));
        while i < a.len() || j < b.len() {
            // The first of the best.
            let best = self.options(&worths, &ahead, i, j).reduce(|x, y| if y.1 > x.1 { y } else { x });
            let Some(((p, q), _)) = best else { break };
            firsts.push((i, j));
            steps.push(Step { p, q, margin: 0 });
            (i, j) = (i + p, j + q);
        }
        if margins {
            self.margins(&worths, &ahead, &firsts, &mut steps);
        }
        steps
    }

    /// The shapes a node may go on with, and what the way is worth from there.
    fn options<'s>(
        &'s self,
        worths: &'s [Worths],
        ahead: &'s [i64],
        i: usize,
        j: usize,
    ) -> impl Iterator<Item = ((usize, usize), i64)> + 's {
        let here = self.band.node(i, j).and_then(|node| worths.get(node));
        let shapes = SHAPES.iter().zip(here.into_iter().flatten());
        shapes.filter(|(_, worth)| **worth > NEVER).filter_map(move |((p, q), worth)| {
            let node = self.band.node(i + p, j + q)?;
            let rest = ahead.get(node).copied().filter(|rest| *rest > i64::MIN)?;
            Some(((*p, *q), rest + i64::from(*worth)))
        })
    }

    /// What every shape is worth at every node; [`NEVER`] where it leaves the band.
    fn worths(&self) -> Vec<Worths> {
        let [a, _] = self.units;
        let mut out = Vec::with_capacity(self.band.nodes());
        for i in 0..=a.len() {
            for j in self.band.row(i) {
                out.push(self.worths_at(i, j));
            }
        }
        out
    }

    fn worths_at(&self, i: usize, j: usize) -> Worths {
        let [a, b] = self.units;
        let before = (i.checked_sub(1).and_then(|i| a.get(i)), j.checked_sub(1).and_then(|j| b.get(j)));
        let behind = (a.get(i), b.get(j));
        // What it costs to begin a group here is part of every group's worth.
        let cut = self.terms.cut(before, behind);
        let [ours, theirs] = [self.blocks[0].get(i), self.blocks[1].get(j)];
        let answers = |p: usize, q: usize| -> i32 {
            let of_row = |i: usize| -> i32 {
                let first = self.band.node(i, j.max(self.band.row(i).start));
                let count = (j + q).saturating_sub(j.max(self.band.row(i).start));
                let of = |first: usize| self.words.get(first..(first + count).min(self.words.len()));
                first.and_then(of).unwrap_or_default().iter().sum()
            };
            (i..i + p).map(of_row).sum()
        };
        SHAPES.map(|(p, q)| {
            if i + p > a.len() || j + q > b.len() {
                return NEVER;
            }
            if p == 0 || q == 0 {
                return self.terms.single + cut;
            }
            let ours = ours.and_then(|blocks| blocks.get(p - 1));
            let theirs = theirs.and_then(|blocks| blocks.get(q - 1));
            let (Some(ours), Some(theirs)) = (ours, theirs) else { return NEVER };
            match self.terms.link((ours, p), (theirs, q), || answers(p, q)) {
                NEVER => NEVER,
                worth => worth + cut,
            }
        })
    }

    /// For every node the best worth of a way from there to the end.
    fn ahead(&self, worths: &[Worths]) -> Vec<i64> {
        let [a, b] = self.units;
        let mut ahead = vec![i64::MIN; self.band.nodes()];
        for i in (0..=a.len()).rev() {
            for j in self.band.row(i).rev() {
                let best = if i == a.len() && j == b.len() {
                    Some(0)
                } else {
                    self.options(worths, &ahead, i, j).map(|it| it.1).max()
                };
                if let Some(slot) = self.band.node(i, j).and_then(|node| ahead.get_mut(node)) {
                    *slot = best.unwrap_or(i64::MIN);
                }
            }
        }
        ahead
    }

    /// Fills in the margins of the steps, which begin at `firsts`.
    fn margins(&self, worths: &[Worths], ahead: &[i64], firsts: &[(usize, usize)], steps: &mut [Step]) {
        let [a, b] = self.units;
        let best = ahead.first().copied().unwrap_or(0);
        // The best way on which a cue is in another group than on the best of all.
        let mut others = [vec![i64::MIN; a.len()], vec![i64::MIN; b.len()]];
        let [of_a, of_b] = &mut others;
        let mut taken = firsts.iter().zip(steps.iter()).peekable();
        // A cue that stands alone does so wherever the way passes it.
        let mut alone = [vec![false; a.len()], vec![false; b.len()]];
        for ((i, j), step) in firsts.iter().zip(steps.iter()) {
            let slot = match (step.p, step.q) {
                (_, 0) => alone[0].get_mut(*i),
                (0, _) => alone[1].get_mut(*j),
                _ => None,
            };
            if let Some(slot) = slot {
                *slot = true;
            }
        }
        let is_alone = |track: usize, at: usize| alone[track].get(at).copied().unwrap_or(false);
        let mut back = vec![i64::MIN; self.band.nodes()];
        if let Some(first) = back.first_mut() {
            *first = 0;
        }
        for i in 0..=a.len() {
            for j in self.band.row(i) {
                while taken.next_if(|((x, y), _)| (*x, *y) < (i, j)).is_some() {}
                let chosen =
                    taken.peek().filter(|((x, y), _)| (*x, *y) == (i, j)).map(|(_, step)| (step.p, step.q));
                let so_far = self.band.node(i, j).and_then(|node| back.get(node)).copied();
                let Some(so_far) = so_far.filter(|it| *it > i64::MIN) else { continue };
                for ((p, q), onward) in self.options(worths, ahead, i, j) {
                    let whole = so_far + onward;
                    if let Some(node) = self.band.node(i + p, j + q) {
                        let rest = ahead.get(node).copied().unwrap_or(0);
                        if let Some(slot) = back.get_mut(node) {
                            *slot = (*slot).max(whole - rest);
                        }
                    }
                    let same = match (p, q) {
                        (_, 0) => is_alone(0, i),
                        (0, _) => is_alone(1, j),
                        shape => chosen == Some(shape),
                    };
                    if same {
                        continue;
                    }
                    for slot in of_a.get_mut(i..i + p).unwrap_or_default() {
                        *slot = whole.max(*slot);
                    }
                    for slot in of_b.get_mut(j..j + q).unwrap_or_default() {
                        *slot = whole.max(*slot);
                    }
                }
            }
        }
        for (step, (i, j)) in steps.iter_mut().zip(firsts) {
            let other = if step.p > 0 { of_a.get(*i) } else { of_b.get(*j) };
            let other = other.copied().filter(|other| *other > i64::MIN);
            let margin = other.map_or(i64::from(i32::MAX), |other| best - other);
            step.margin = i32::try_from(margin.max(0)).unwrap_or(i32::MAX);
        }
    }
}
