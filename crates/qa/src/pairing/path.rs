//! The best way of groups through two tracks, and how much better each of its groups is than doing without it.
//!
//! Every way takes each cue in exactly one group. So the best way without a group is the best one on which its first
//! cue is in another, and that is found from the best scores up to each node and from each node on.

use super::band::{Band, Row};
use super::score::{Block, LARGEST, NEVER, Terms, may_be_many};
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
    /// The shapes that groups may have: [`ALL`] or [`SIMPLE`].
    pub(super) shapes: u16,
}

/// Every shape.
pub(super) const ALL: u16 = shapes((LARGEST, LARGEST));
/// Those of two cues of a track at most, and one of the other: enough to learn from.
pub(super) const SIMPLE: u16 = shapes((1, 2)) | shapes((2, 1));

/// The worth of each shape at a node.
#[derive(Clone, Copy)]
struct Worths {
    /// A bit for each shape that leads on.
    live: u16,
    each: [i32; SHAPES.len()],
}

/// Bits for shapes with no more cues of each track than that.
const fn shapes(most: (usize, usize)) -> u16 {
    let (mut bits, mut at) = (0, 0);
    while at < SHAPES.len() {
        if SHAPES[at].0 <= most.0 && SHAPES[at].1 <= most.1 {
            bits |= 1 << at;
        }
        at += 1;
    }
    bits
}

/// The shapes whose bits are set, with their places.
#[inline]
fn each(mut bits: u16) -> impl Iterator<Item = (usize, (usize, usize))> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        let shape = *SHAPES.get(at)?;
        bits &= bits.wrapping_sub(1);
        Some((at, shape))
    })
}

/// What a node may go on with.
struct Onward {
    shape: (usize, usize),
    /// Where it leads.
    node: usize,
    /// What the way is worth from here.
    worth: i64,
}

/// The shapes a node may go on with, and what the way is worth from there. `rows` are those of the node and behind.
#[inline]
fn onward(
    rows: &[Row; LARGEST + 1],
    worths: Option<&Worths>,
    ahead: &[i64],
    j: usize,
) -> impl Iterator<Item = Onward> {
    let live = worths.map_or(0, |worths| worths.live);
    each(live).filter_map(move |(at, (p, q))| {
        let node = rows.get(p)?.node(j + q)?;
        let rest = ahead.get(node).copied().filter(|rest| *rest > i64::MIN)?;
        Some(Onward { shape: (p, q), node, worth: rest + i64::from(*worths?.each.get(at)?) })
    })
}

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
            let rows = self.band.rows(i);
            let here = self.band.node(i, j).and_then(|node| worths.get(node));
            // The first of the best.
            let best = onward(&rows, here, &ahead, j).reduce(|x, y| if y.worth > x.worth { y } else { x });
            let Some(Onward { shape: (p, q), .. }) = best else { break };
            firsts.push((i, j));
            steps.push(Step { p, q, margin: 0 });
            (i, j) = (i + p, j + q);
        }
        if margins {
            self.margins(&worths, &ahead, &firsts, &mut steps);
        }
        steps
    }

    /// What every shape is worth at every node; [`NEVER`] where it leaves the band.
    fn worths(&self) -> Vec<Worths> {
        let [a, _] = self.units;
        // What the words up to each node answer, put together.
        let mut sum = 0;
        let mut sums: Vec<i64> = Vec::with_capacity(self.words.len() + 1);
        sums.push(0);
        sums.extend(self.words.iter().map(|words| {
            sum += i64::from(*words);
            sum
        }));
        let mut out = Vec::with_capacity(self.band.nodes());
        for i in 0..=a.len() {
            let rows = self.band.rows(i);
            for j in self.band.row(i) {
                out.push(self.worths_at(i, j, &rows, &sums));
            }
        }
        out
    }

    fn worths_at(&self, i: usize, j: usize, rows: &[Row; LARGEST + 1], sums: &[i64]) -> Worths {
        let [a, b] = self.units;
        let before = (i.checked_sub(1).and_then(|i| a.get(i)), j.checked_sub(1).and_then(|j| b.get(j)));
        let behind = (a.get(i), b.get(j));
        // What it costs to begin a group here is part of every group's worth.
        let cut = self.terms.cut(before, behind);
        let single = self.terms.single + cut;
        let [ours, theirs] = [self.blocks[0].get(i), self.blocks[1].get(j)];
        let answers = |p: usize, q: usize| -> i32 {
            let of_row = |row: &Row| -> i64 {
                let Some((from, first)) = row.from(j) else { return 0 };
                let end = first + (j + q).saturating_sub(from);
                let up_to = |node: usize| sums.get(node).or(sums.last()).copied().unwrap_or(0);
                up_to(end) - up_to(first)
            };
            let all: i64 = rows.iter().take(p).map(of_row).sum();
            i32::try_from(all).unwrap_or(i32::MAX)
        };
        const FEW: [[u16; 2]; 2] =
            [[shapes((1, 1)), shapes((1, LARGEST))], [shapes((LARGEST, 1)), shapes((LARGEST, LARGEST))]];
        let (left, right) = (a.len() - i.min(a.len()), b.len() - j.min(b.len()));
        let both = ours.zip(theirs);
        let [p, q] = both.map_or([false; 2], |(ours, theirs)| may_be_many(ours, theirs));
        let mut out = Worths { live: 0, each: [NEVER; SHAPES.len()] };
        for (at, (p, q)) in each(FEW[usize::from(p)][usize::from(q)] & self.shapes) {
            if p > left || q > right {
                continue;
            }
            let worth = if p == 0 || q == 0 {
                Some(single)
            } else {
                both.and_then(|(ours, theirs)| {
                    let (ours, theirs) = (ours.get(p - 1)?, theirs.get(q - 1)?);
                    Some(self.terms.link((ours, p), (theirs, q), || answers(p, q))? + cut)
                })
            };
            if let (Some(worth), Some(slot)) = (worth.filter(|worth| *worth > NEVER), out.each.get_mut(at)) {
                *slot = worth;
                out.live |= 1 << at;
            }
        }
        out
    }

    /// For every node the best worth of a way from there to the end.
    fn ahead(&self, worths: &[Worths]) -> Vec<i64> {
        let [a, b] = self.units;
        let mut ahead = vec![i64::MIN; self.band.nodes()];
        for i in (0..=a.len()).rev() {
            let rows = self.band.rows(i);
            for j in self.band.row(i).rev() {
                let Some(node) = rows[0].node(j) else { continue };
                let best = if i == a.len() && j == b.len() {
                    Some(0)
                } else {
                    onward(&rows, worths.get(node), &ahead, j).map(|it| it.worth).max()
                };
                if let Some(slot) = ahead.get_mut(node) {
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
            let rows = self.band.rows(i);
            for j in self.band.row(i) {
                while taken.next_if(|((x, y), _)| (*x, *y) < (i, j)).is_some() {}
                let chosen =
                    taken.peek().filter(|((x, y), _)| (*x, *y) == (i, j)).map(|(_, step)| (step.p, step.q));
                let Some(here) = rows[0].node(j) else { continue };
                let so_far = back.get(here).copied();
                let Some(so_far) = so_far.filter(|it| *it > i64::MIN) else { continue };
                for Onward { shape: (p, q), node, worth } in onward(&rows, worths.get(here), ahead, j) {
                    let whole = so_far + worth;
                    let rest = ahead.get(node).copied().unwrap_or(0);
                    if let Some(slot) = back.get_mut(node) {
                        *slot = (*slot).max(whole - rest);
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
