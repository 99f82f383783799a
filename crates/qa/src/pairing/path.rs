//! The best way of groups through two tracks, and how much better each of its groups is than doing without it.
//!
//! Every way takes each cue in exactly one group. So the best way without a group is the best one on which its first
//! cue is in another, and that is found from the best scores up to each node and from each node on.

use super::band::{Band, Row};
use super::score::{Block, Blocks, LARGEST, NEVER, Terms, may_be_many};

/// One group of the way: so many cues of the first track, so many of the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) p: usize,
    pub(super) q: usize,
    /// By how much the best way is better than the best one without this group, in hundredths of a nat; at least
    /// [`SURE`] where it is that much.
    pub(super) margin: i32,
}

/// What is better by so much is as sure as anything gets; by how much more is not looked at.
pub(super) const SURE: i32 = 2000;

/// The shapes of a group, simple ones first: of two that are worth the same the first is taken.
const SHAPES: [(usize, usize); 13] =
    [(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1)];
/// The places of the three simplest, which are looked at everywhere.
const PAIR: u8 = 0;
const ALONE: u8 = 1;
const OTHER_ALONE: u8 = 2;
const SIMPLEST: u16 = 0b111;
/// Those with one cue of the first track, those with one of the second, and those with several of both.
const ONE_TO_MANY: u16 = shapes((1, LARGEST)) & !SIMPLEST;
const MANY_TO_ONE: u16 = shapes((LARGEST, 1)) & !SIMPLEST;
const MANY: u16 = ALL & !SIMPLEST & !ONE_TO_MANY & !MANY_TO_ONE;

/// Two tracks to be paired.
pub(super) struct Lattice<'l> {
    pub(super) blocks: [&'l Blocks; 2],
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
fn each(mut bits: u16) -> impl Iterator<Item = (u8, (usize, usize))> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros();
        let shape = *SHAPES.get(at as usize)?;
        bits &= bits.wrapping_sub(1);
        Some((at as u8, shape))
    })
}

/// What a node may go on with, where that leads to the end. There are some for each node, so they are kept small.
#[derive(Clone, Copy)]
struct Edge {
    /// What the group is worth: above [`NEVER`], and the sum of a few scores of hundreds.
    worth: i16,
    shape: u8,
}

/// What is known of every node once all were looked at, the last first.
struct Swept {
    /// The best worth of a way from there to the end.
    ahead: Vec<i64>,
    /// The first shape of that way.
    best: Vec<u8>,
    /// What each may go on with, the last node first; empty where no margins are wanted.
    edges: Vec<Edge>,
    /// For each node the end of its edges; they begin where those of the node behind it end.
    ends: Vec<u32>,
}

/// No shape.
const NONE: u8 = u8::MAX;

impl Swept {
    fn new(nodes: usize, margins: bool) -> Self {
        Self {
            ahead: vec![i64::MIN; nodes],
            best: vec![NONE; nodes],
            edges: Vec::with_capacity(if margins { nodes * 4 } else { 0 }),
            ends: vec![0; if margins { nodes + 1 } else { 0 }],
        }
    }

    fn edges_of(&self, node: usize) -> &[Edge] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        self.edges.get(end(node + 1)..end(node)).unwrap_or_default()
    }
}

/// A node while it is looked at.
struct Look<'s> {
    rows: &'s [Row; LARGEST + 1],
    ahead: &'s [i64],
    /// How many of the second track are done.
    j: usize,
    /// The best worth of a way from here, and the shape it begins with.
    worth: i64,
    shape: u8,
    /// Where the edges go, if they are wanted.
    edges: Option<&'s mut Vec<Edge>>,
}

impl Look<'_> {
    /// What the way is worth from where a shape leads; `None` where it leads nowhere.
    #[inline]
    fn onward(&self, p: usize, q: usize) -> Option<i64> {
        let node = self.rows.get(p)?.node(self.j + q)?;
        self.ahead.get(node).copied().filter(|rest| *rest > i64::MIN)
    }

    #[inline]
    fn take(&mut self, shape: u8, rest: i64, worth: i32) {
        let whole = rest.wrapping_add(i64::from(worth));
        if whole > self.worth {
            (self.worth, self.shape) = (whole, shape);
        }
        if let Some(edges) = &mut self.edges {
            let worth = worth.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            edges.push(Edge { worth, shape });
        }
    }
}

impl Lattice<'_> {
    /// The best way, with its margins where they are asked for.
    pub(super) fn best(&self, margins: bool) -> Vec<Step> {
        let [a, b] = self.lens();
        let swept = self.sweep(margins);
        let mut steps = Vec::with_capacity(a.max(b));
        let (mut i, mut j) = (0, 0);
        let mut taken: Vec<Taken> = Vec::with_capacity(if margins { a.max(b) } else { 0 });
        while i < a || j < b {
            let Some(node) = self.band.node(i, j) else { break };
            let shape = swept.best.get(node).copied().unwrap_or(NONE);
            let Some((p, q)) = SHAPES.get(usize::from(shape)).copied() else { break };
            if margins {
                taken.push(Taken { node, shape, i, j });
            }
            steps.push(Step { p, q, margin: 0 });
            (i, j) = (i + p, j + q);
        }
        if margins {
            self.margins(&swept, &taken, &mut steps);
        }
        steps
    }

    fn lens(&self) -> [usize; 2] {
        self.blocks.map(Blocks::len)
    }

    /// Looks at every node, the last first.
    fn sweep(&self, margins: bool) -> Swept {
        let [a, b] = self.lens();
        let Swept { mut ahead, mut best, mut edges, mut ends } = Swept::new(self.band.nodes(), margins);
        // What the words up to each node answer, put together. Differences are small, so sums may run over.
        let mut sums: Vec<i32> = Vec::with_capacity(self.words.len() + 1);
        let mut sum = 0i32;
        sums.push(0);
        sums.extend(self.words.iter().map(|words| {
            sum = sum.wrapping_add(*words);
            sum
        }));
        for i in (0..=a).rev() {
            let rows = self.band.rows(i);
            let mut ours = Ours {
                before: i.checked_sub(1).and_then(|i| self.blocks[0].one(i)),
                here: self.blocks[0].one(i),
                i,
                blocks: None,
            };
            for (j, node) in rows[0].nodes().rev() {
                let mut look = Look {
                    rows: &rows,
                    ahead: &ahead,
                    j,
                    worth: i64::MIN,
                    shape: NONE,
                    edges: margins.then_some(&mut edges),
                };
                if i == a && j == b {
                    look.worth = 0;
                } else {
                    self.look(&mut look, &mut ours, node, &sums);
                }
                let Look { worth, shape, .. } = look;
                if let (Some(ahead), Some(best)) = (ahead.get_mut(node), best.get_mut(node)) {
                    (*ahead, *best) = (worth, shape);
                }
                if margins && let Some(end) = ends.get_mut(node) {
                    *end = edges.len() as u32;
                }
            }
        }
        Swept { ahead, best, edges, ends }
    }

    /// Every shape at a node, in their order.
    #[inline]
    fn look(&self, look: &mut Look<'_>, ours: &mut Ours<'_>, node: usize, sums: &[i32]) {
        let j = look.j;
        let before = (ours.before, j.checked_sub(1).and_then(|j| self.blocks[1].one(j)));
        let here = (ours.here, self.blocks[1].one(j));
        // What it costs to begin a group here is part of every group's worth.
        let cut = self.terms.cut(before, here);
        if let (Some(one), Some(other)) = here
            && let Some(onward) = look.onward(1, 1)
        {
            let words = self.words.get(node).copied().unwrap_or(0);
            if let Some(worth) = self.terms.pair(one, other, words)
                && worth + cut > NEVER
            {
                look.take(PAIR, onward, worth + cut);
            }
        }
        let single = self.terms.single + cut;
        if let Some(onward) = look.onward(1, 0) {
            look.take(ALONE, onward, single);
        }
        if let Some(onward) = look.onward(0, 1) {
            look.take(OTHER_ALONE, onward, single);
        }
        let [one_to_many, many_to_one, many] = may_be_many(self.blocks, ours.i, j);
        if one_to_many || many_to_one || many {
            let some = |may: bool, shapes: u16| if may { shapes & self.shapes } else { 0 };
            let shapes = some(one_to_many, ONE_TO_MANY) | some(many_to_one, MANY_TO_ONE) | some(many, MANY);
            if shapes != 0 {
                self.look_at_many(look, ours, shapes, cut, sums);
            }
        }
    }

    /// The shapes with several cues of a track.
    fn look_at_many(&self, look: &mut Look<'_>, ours: &mut Ours<'_>, shapes: u16, cut: i32, sums: &[i32]) {
        let j = look.j;
        let theirs = self.blocks[1].up_to_four(j);
        let ours = ours.blocks.get_or_insert_with(|| self.blocks[0].up_to_four(ours.i));
        for (at, (p, q)) in each(shapes) {
            let Some(onward) = look.onward(p, q) else { continue };
            let (Some(one), Some(other)) = (ours.get(p - 1), theirs.get(q - 1)) else { continue };
            let words = || {
                let of_row = |row: &Row| {
                    let Some((from, first)) = row.from(j) else { return 0 };
                    let end = first + (j + q).saturating_sub(from);
                    let up_to = |node: usize| sums.get(node).or(sums.last()).copied().unwrap_or(0);
                    up_to(end).wrapping_sub(up_to(first))
                };
                look.rows.iter().take(p).map(of_row).sum::<i32>()
            };
            let worth = self.terms.link((one, p), (other, q), words).map(|worth| worth + cut);
            if let Some(worth) = worth.filter(|worth| *worth > NEVER) {
                look.take(at, onward, worth);
            }
        }
    }

    /// Fills in the margins of the steps.
    fn margins(&self, swept: &Swept, taken: &[Taken], steps: &mut [Step]) {
        let [a, b] = self.lens();
        let Some(best) = swept.ahead.first().copied() else { return };
        // A way that is worse than this is no rival of any group.
        let bar = best.saturating_sub(i64::from(SURE));
        // The best way on which a cue is in another group than on the best of all.
        let mut others = [vec![bar; a], vec![bar; b]];
        let [of_a, of_b] = &mut others;
        // A cue that stands alone does so wherever the way passes it.
        let mut alone = [vec![false; a], vec![false; b]];
        for it in taken {
            let slot = match it.shape {
                ALONE => alone[0].get_mut(it.i),
                OTHER_ALONE => alone[1].get_mut(it.j),
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
        let mut taken_on = taken.iter().peekable();
        for i in 0..=a {
            let rows = self.band.rows(i);
            for (j, here) in rows[0].nodes() {
                let (Some(so_far), Some(ahead)) = (back.get(here).copied(), swept.ahead.get(here).copied())
                else {
                    continue;
                };
                if so_far == i64::MIN || ahead == i64::MIN || so_far + ahead <= bar {
                    continue;
                }
                while taken_on.next_if(|it| it.node < here).is_some() {}
                let chosen = taken_on.peek().filter(|it| it.node == here).map(|it| it.shape);
                for Edge { worth, shape } in swept.edges_of(here) {
                    let reached = so_far + i64::from(*worth);
                    let Some((p, q)) = SHAPES.get(usize::from(*shape)).copied() else { continue };
                    let to = rows.get(p).and_then(|row| row.node(j + q)).unwrap_or(usize::MAX);
                    let (Some(back), Some(rest)) = (back.get_mut(to), swept.ahead.get(to)) else { continue };
                    *back = reached.max(*back);
                    let whole = reached + rest;
                    let same = match *shape {
                        ALONE => is_alone(0, i),
                        OTHER_ALONE => is_alone(1, j),
                        shape => chosen == Some(shape),
                    };
                    if same || whole <= bar {
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
        for (step, it) in steps.iter_mut().zip(taken) {
            let other = if step.p > 0 { of_a.get(it.i) } else { of_b.get(it.j) };
            let margin = best - other.copied().unwrap_or(bar);
            step.margin = i32::try_from(margin.max(0)).unwrap_or(SURE);
        }
    }
}

/// The first track's cues at a row.
struct Ours<'l> {
    before: Option<&'l Block>,
    here: Option<&'l Block>,
    i: usize,
    /// Those from here on as one, once they were asked for.
    blocks: Option<[Block; LARGEST]>,
}

/// A group of the best way, and where it begins.
struct Taken {
    node: usize,
    shape: u8,
    i: usize,
    j: usize,
}
