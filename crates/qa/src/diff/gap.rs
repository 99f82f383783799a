//! What stands between two anchors, matched by words and times.

use super::anchor::{in_turn, longest_chain};
use super::side::{Lexicon, Side, alike, common};
use std::collections::HashMap;
use std::ops::Range;
use tregua_parse::time::Time;

/// Cues that answer one another; one side may be empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) old: Range<u32>,
    pub(super) new: Range<u32>,
    /// It stands elsewhere among the others.
    pub(super) moved: bool,
}

/// What two cues must share to be one: words count 6 parts, times 4, of 1000.
const BAR: i64 = 250;
/// What a cue alone between two anchors must share with the one that stands there now.
const ALONE: i64 = 150;
/// What every cue beyond the first costs where one becomes several: the simple explanation is preferred.
const EACH: i64 = 60;
/// How alike one cue and its parts together must be.
const PARTS: i64 = 750;
/// Cells of one table up to which everything is compared with everything.
const CELLS: usize = 40_000;
/// One anchor by time for so many cues is too few.
const FEW: usize = 16;
/// How far from the diagonal a larger table looks.
const BAND: usize = 24;

/// Links for all cues of both tracks: the anchors, and what is found between them.
pub(super) fn fill(a: &Side, b: &Side, anchors: &[(u32, u32)]) -> Vec<Link> {
    let mut gaps = Gaps { a, b, lexicon: Lexicon::default(), out: Vec::with_capacity(a.len().max(b.len())) };
    let (mut i, mut j) = (0, 0);
    let mut before = None;
    for pair @ (x, y) in anchors.iter().copied() {
        gaps.gap(i..x, j..y, [before, Some(pair)]);
        gaps.put(x..x.saturating_add(1), y..y.saturating_add(1));
        (i, j) = (x.saturating_add(1), y.saturating_add(1));
        before = Some(pair);
    }
    gaps.gap(i..index(a.len()), j..index(b.len()), [before, None]);
    gaps.moved()
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One step through a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Step {
    old: u8,
    new: u8,
}

/// The steps that may lead to a cell, simple ones first: of two that are as good the first is taken.
const STEPS: [Step; 5] = [
    Step { old: 1, new: 1 },
    Step { old: 1, new: 2 },
    Step { old: 2, new: 1 },
    Step { old: 1, new: 3 },
    Step { old: 3, new: 1 },
];

struct Gaps<'s> {
    a: &'s Side,
    b: &'s Side,
    lexicon: Lexicon,
    out: Vec<Link>,
}

impl Gaps<'_> {
    fn put(&mut self, old: Range<u32>, new: Range<u32>) {
        self.out.push(Link { old, new, moved: false });
    }

    fn gap(&mut self, old: Range<u32>, new: Range<u32>, anchors: [Option<(u32, u32)>; 2]) {
        if old.is_empty() || new.is_empty() {
            old.for_each(|i| self.put(i..i.saturating_add(1), 0..0));
            new.for_each(|j| self.put(0..0, j..j.saturating_add(1)));
            return;
        }
        let cells = old.len().saturating_mul(new.len());
        let chain = if cells > CELLS { self.same_times(&old, &new, anchors) } else { Vec::new() };
        // A few would part the gap into nearly as large ones, again and again.
        if chain.len().saturating_mul(FEW) < old.len().min(new.len()).max(1) {
            return self.table(old, new, anchors);
        }
        let (mut i, mut j) = (old.start, new.start);
        let mut before = anchors[0];
        for pair @ (x, y) in chain {
            self.gap(i..x, j..y, [before, Some(pair)]);
            self.put(x..x.saturating_add(1), y..y.saturating_add(1));
            (i, j) = (x.saturating_add(1), y.saturating_add(1));
            before = Some(pair);
        }
        self.gap(i..old.end, j..new.end, [before, anchors[1]]);
    }

    /// Cues with the same in-time, by the distance before the gap: anchors where the words give none.
    fn same_times(
        &self,
        old: &Range<u32>,
        new: &Range<u32>,
        anchors: [Option<(u32, u32)>; 2],
    ) -> Vec<(u32, u32)> {
        let by = self.distances(anchors).first().copied().unwrap_or(Time::ZERO);
        let start = |j: u32| Some((self.b.time(j as usize)?.0.to_millis(), j));
        let mut answer = in_turn(new.clone().filter_map(start).collect());
        let pairs: Vec<(u32, u32)> = old
            .clone()
            .filter_map(|i| {
                let (start, _) = self.a.time(i as usize)?;
                Some((i, answer(start.checked_add(by)?.to_millis())?))
            })
            .collect();
        longest_chain(&pairs)
    }

    /// How far the cues around the gap moved.
    fn distances(&self, anchors: [Option<(u32, u32)>; 2]) -> Vec<Time> {
        let mut out: Vec<Time> = Vec::with_capacity(3);
        for (i, j) in anchors.into_iter().flatten() {
            if let (Some(old), Some(new)) = (self.a.time(i as usize), self.b.time(j as usize)) {
                let by = new.0.saturating_sub(old.0);
                if !out.contains(&by) {
                    out.push(by);
                }
            }
        }
        if out.is_empty() {
            out.push(Time::ZERO);
        }
        out
    }

    /// The in-times of the anchors around the gap, old and new: between them time may run at another speed.
    fn ends(&self, anchors: [Option<(u32, u32)>; 2]) -> Option<[(Time, Time); 2]> {
        let start = |(i, j): (u32, u32)| Some((self.a.time(i as usize)?.0, self.b.time(j as usize)?.0));
        let [Some(before), Some(behind)] = anchors.map(|pair| pair.and_then(start)) else { return None };
        (before.0 < behind.0 && before.1 < behind.1).then_some([before, behind])
    }

    /// The best way through the table of a gap.
    fn table(&mut self, old: Range<u32>, new: Range<u32>, anchors: [Option<(u32, u32)>; 2]) {
        let distances = self.distances(anchors);
        let bags = |side: &Side, cues: &Range<u32>, lexicon: &mut Lexicon| -> Vec<Vec<u32>> {
            cues.clone().map(|at| lexicon.bag(side.text(at as usize))).collect()
        };
        let (of_old, of_new) = (bags(self.a, &old, &mut self.lexicon), bags(self.b, &new, &mut self.lexicon));
        let ends = self.ends(anchors);
        let table = Table { a: self.a, b: self.b, old, new, of_old, of_new, distances, ends };
        let found = table.best();
        if found.len() < 3 {
            return found.into_iter().for_each(|(old, new)| self.put(old, new));
        }
        // What is left alone between two pairs is looked at once more, from where these are.
        let pair = |at: Option<usize>| {
            let (old, new) = found.get(at?)?;
            (old.len() == 1 && new.len() == 1).then_some((old.start, new.start))
        };
        let mut at = 0usize;
        while let Some((old, new)) = found.get(at) {
            let next = found
                .get(at.saturating_add(1))
                .filter(|next| old.len() == 1 && new.is_empty() && next.0.is_empty());
            let before = at.checked_sub(1);
            let sides = [before, at.checked_add(2)];
            let bounded =
                sides.iter().all(|side| pair(*side).is_some() || side.is_none_or(|it| it >= found.len()));
            match next.filter(|_| bounded) {
                Some((_, added)) => {
                    let around = [pair(sides[0]).or(anchors[0]), pair(sides[1]).or(anchors[1])];
                    self.table(old.clone(), added.clone(), around);
                    at = at.saturating_add(2);
                }
                None => {
                    self.put(old.clone(), new.clone());
                    at = at.saturating_add(1);
                }
            }
        }
    }

    /// Cues that went on one side and came on the other with the same words: they moved.
    fn moved(mut self) -> Vec<Link> {
        let mut gone: HashMap<Vec<&str>, Option<usize>> = HashMap::new();
        let removed = |link: &Link| link.new.is_empty() && !link.old.is_empty();
        for (at, link) in self.out.iter().enumerate().filter(|(_, link)| removed(link)) {
            let words: Vec<&str> = self.a.text(link.old.start as usize).split_whitespace().collect();
            // One word alone is said too often to be known again.
            if words.len() > 1 {
                gone.entry(words).and_modify(|it| *it = None).or_insert(Some(at));
            }
        }
        if gone.is_empty() {
            return self.out;
        }
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (at, link) in self.out.iter().enumerate().filter(|(_, link)| link.old.is_empty()) {
            let words: Vec<&str> = self.b.text(link.new.start as usize).split_whitespace().collect();
            if let Some(from) = gone.get_mut(&words).and_then(Option::take) {
                joined.push((from, at));
            }
        }
        let mut drop = vec![false; self.out.len()];
        for (from, to) in joined {
            let old = self.out.get(from).map(|link| link.old.clone());
            if let (Some(old), Some(link), Some(drop)) = (old, self.out.get_mut(to), drop.get_mut(from)) {
                link.old = old;
                link.moved = true;
                *drop = true;
            }
        }
        let mut drop = drop.into_iter();
        self.out.retain(|_| drop.next() != Some(true));
        self.out
    }
}

/// A gap with what is compared.
struct Table<'s> {
    a: &'s Side,
    b: &'s Side,
    old: Range<u32>,
    new: Range<u32>,
    of_old: Vec<Vec<u32>>,
    of_new: Vec<Vec<u32>>,
    distances: Vec<Time>,
    ends: Option<[(Time, Time); 2]>,
}

/// A row of the table: from which column on, and for each the best sum and the last step. `None` is a skip.
struct Row {
    from: usize,
    cells: Vec<(i64, Option<Step>)>,
}

impl Row {
    fn get(&self, column: usize) -> Option<i64> {
        column.checked_sub(self.from).and_then(|at| self.cells.get(at)).map(|cell| cell.0)
    }
}

impl Table<'_> {
    fn best(&self) -> Vec<(Range<u32>, Range<u32>)> {
        let (n, m) = (self.of_old.len(), self.of_new.len());
        let narrow = n.saturating_mul(m) > CELLS;
        let reach = BAND.saturating_add(m / n.max(1));
        let mut rows: Vec<Row> = Vec::with_capacity(n.saturating_add(1));
        for i in 0..=n {
            let centre = i.saturating_mul(m) / n.max(1);
            let (from, to) = match narrow {
                true => (centre.saturating_sub(reach), centre.saturating_add(reach).min(m)),
                false => (0, m),
            };
            rows.push(Row { from, cells: Vec::with_capacity(to.saturating_sub(from).saturating_add(1)) });
            for j in from..=to {
                let cell = self.cell(&rows, i, j);
                if let Some(row) = rows.last_mut() {
                    row.cells.push(cell);
                }
            }
        }
        self.way_back(&rows, n, m)
    }

    fn cell(&self, rows: &[Row], i: usize, j: usize) -> (i64, Option<Step>) {
        let at = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j));
        let up = i.checked_sub(1).and_then(|i| at(i, j));
        let left = j.checked_sub(1).and_then(|j| at(i, j));
        let mut best = (up.max(left).unwrap_or(0), None);
        for step in STEPS {
            let (Some(x), Some(y)) = (i.checked_sub(step.old.into()), j.checked_sub(step.new.into())) else {
                continue;
            };
            let Some(before) = at(x, y) else { continue };
            let gain = self.gain(x..i, y..j);
            if gain > 0 && before.saturating_add(gain) > best.0 {
                best = (before.saturating_add(gain), Some(step));
            }
        }
        best
    }

    fn way_back(&self, rows: &[Row], n: usize, m: usize) -> Vec<(Range<u32>, Range<u32>)> {
        let (mut i, mut j) = (n, m);
        let mut out = Vec::new();
        let old = |from: usize, to: usize| {
            (self.old.start.saturating_add(index(from)))..(self.old.start.saturating_add(index(to)))
        };
        let new = |from: usize, to: usize| {
            (self.new.start.saturating_add(index(from)))..(self.new.start.saturating_add(index(to)))
        };
        while i > 0 || j > 0 {
            let row = rows.get(i);
            let cell = row.and_then(|row| row.cells.get(j.checked_sub(row.from)?)).copied();
            let (x, y) = match cell.and_then(|cell| cell.1) {
                Some(step) => (i.saturating_sub(step.old.into()), j.saturating_sub(step.new.into())),
                None => {
                    let up = i.checked_sub(1).and_then(|i| rows.get(i)).and_then(|row| row.get(j));
                    let left = j.checked_sub(1).and_then(|j| row.and_then(|row| row.get(j)));
                    // Read backwards: what was added stands behind what was removed.
                    if i == 0 || left.is_some() && left >= up {
                        (i, j.saturating_sub(1))
                    } else {
                        (i.saturating_sub(1), j)
                    }
                }
            };
            out.push((if x == i { 0..0 } else { old(x, i) }, if y == j { 0..0 } else { new(y, j) }));
            (i, j) = (x, y);
        }
        out.reverse();
        out
    }

    /// How sure it is that these cues are those; not above zero where it is not.
    fn gain(&self, old: Range<usize>, new: Range<usize>) -> i64 {
        let (Some(a), Some(b)) = (self.of_old.get(old.clone()), self.of_new.get(new.clone())) else {
            return 0;
        };
        let times = self.times(&old, &new);
        let (one, many) = if a.len() == 1 { (a, b) } else { (b, a) };
        let words = match (one, many) {
            ([x], [y]) => alike(common(x, y), x.len(), y.len()),
            ([x], parts) => {
                // Every part must come from the whole.
                if times == 0
                    || parts.iter().any(|part| common(x, part).saturating_mul(2) < part.len().max(1))
                {
                    return 0;
                }
                let mut all = parts.concat();
                all.sort_unstable();
                let words = alike(common(x, &all), x.len(), all.len());
                if words < PARTS {
                    return 0;
                }
                words
            }
            _ => return 0,
        };
        let bar = if self.of_old.len() == 1 && self.of_new.len() == 1 { ALONE } else { BAR };
        let more = i64::try_from(many.len()).unwrap_or(0).saturating_sub(1).saturating_mul(EACH);
        (words * 6 + times * 4) / 10 - bar - more
    }

    /// What the cues' times share of all they cover, per mille, at the best of the gap's distances.
    fn times(&self, old: &Range<usize>, new: &Range<usize>) -> i64 {
        let outer = |side: &Side, base: u32, cues: &Range<usize>| {
            let at = |i: usize| base.saturating_add(index(i));
            let (from, to) = side.outer(&(at(cues.start)..at(cues.end)));
            from.zip(to)
        };
        let (Some((from, to)), Some((start, end))) =
            (outer(self.a, self.old.start, old), outer(self.b, self.new.start, new))
        else {
            return 0;
        };
        let share = |from: i64, to: i64| {
            let (start, end) = (start.ticks(), end.ticks());
            let shared = i128::from(to.min(end)) - i128::from(from.max(start));
            let all = i128::from(to.max(end)) - i128::from(from.min(start));
            if all <= 0 || shared <= 0 {
                return i64::from(from == start && to == end) * 1000;
            }
            i64::try_from(shared * 1000 / all).unwrap_or(0)
        };
        let moved =
            |by: &Time| share(from.ticks().saturating_add(by.ticks()), to.ticks().saturating_add(by.ticks()));
        let shifted = self.distances.iter().map(moved).max().unwrap_or(0);
        let between = |[a, b]: [(Time, Time); 2]| {
            let (run, rise) = (
                i128::from(b.0.ticks()) - i128::from(a.0.ticks()),
                i128::from(b.1.ticks()) - i128::from(a.1.ticks()),
            );
            let one = |time: Time| {
                let far = (i128::from(time.ticks()) - i128::from(a.0.ticks()))
                    .checked_mul(rise)?
                    .checked_div(run)?;
                i64::try_from(far + i128::from(a.1.ticks())).ok()
            };
            Some(share(one(from)?, one(to)?))
        };
        shifted.max(self.ends.and_then(between).unwrap_or(0))
    }
}
