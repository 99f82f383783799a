//! The best way through the lines that stand together.

use super::learn::{Learnt, alone as best_alone, clusters_of};
use super::score::First;
use super::units::Unit;

/// The language of a line.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Way {
    pub(super) language: usize,
    /// How much worse the best way is that gives it to another, in hundredths of a nat.
    pub(super) margin: i32,
}

/// What it costs to go against a separator: more than any text says.
const AGAINST: i32 = 2500;

/// Each line by itself.
pub(super) fn alone(first: &[First]) -> Vec<Way> {
    first.iter().map(best_alone).collect()
}

/// The best way through each cluster.
pub(super) fn through(units: &[Unit], scores: &[First], learnt: &Learnt) -> Vec<Way> {
    let mut out = Vec::with_capacity(units.len());
    for range in clusters_of(units) {
        let mut scores = scores.get(range.clone()).unwrap_or_default().to_vec();
        if scores.len() == 1 {
            out.extend(scores.iter().map(best_alone));
            continue;
        }
        let own = units.get(range).unwrap_or_default();
        let expected = learnt.expects(own);
        for (line, expected) in scores.iter_mut().zip(expected) {
            let Some((language, worth)) = expected else { continue };
            if let Some(score) = line.scores.get_mut(language) {
                *score += worth;
            }
        }
        let is_parted = own.last().is_some_and(|unit| unit.part > 0);
        let parts: Vec<usize> = own.iter().filter(|_| is_parted).map(|unit| unit.part).collect();
        cluster(&scores, &parts, learnt, &mut out);
    }
    out
}

/// Forwards and backwards through one cluster: what each line is worth in each language with the best of all others.
/// `parts` says between which separators each line stands; empty where there is none.
fn cluster(scores: &[First], parts: &[usize], learnt: &Learnt, out: &mut Vec<Way>) {
    let costs = Costs::new(learnt);
    // From the line before this one to it: one language between two separators, another behind each.
    let go = |to_line: usize, from: usize, to: usize| {
        let before = to_line.checked_sub(1).and_then(|at| parts.get(at));
        let against = match (before, parts.get(to_line)) {
            (Some(a), Some(b)) => (a == b) != (from == to),
            _ => false,
        };
        costs.step(from, to).saturating_add(if against { AGAINST } else { 0 })
    };
    let languages = learnt.order.len();
    let mut there: Vec<Vec<i32>> = Vec::with_capacity(scores.len());
    for (at, line) in scores.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| there.get(at));
        let row = (0..languages).map(|language| {
            let way = match before {
                None => costs.begin(language),
                Some(before) => step(before, |from| go(at, from, language)),
            };
            way.saturating_add(line.scores.get(language).copied().unwrap_or(0))
        });
        there.push(row.collect());
    }
    let mut back: Vec<i32> = (0..languages).map(|language| costs.end(language)).collect();
    let first = out.len();
    for (at, (line, there)) in scores.iter().zip(&there).enumerate().rev() {
        let whole: Vec<i32> = there.iter().zip(&back).map(|(a, b)| a.saturating_add(*b)).collect();
        let (language, margin) = super::score::best(&whole).unwrap_or_default();
        out.push(Way { language, margin });
        let with: Vec<i32> = line.scores.iter().zip(&back).map(|(a, b)| a.saturating_add(*b)).collect();
        back = (0..languages).map(|from| step(&with, |to| go(at, from, to))).collect();
    }
    out.get_mut(first..).unwrap_or_default().reverse();
}

fn step(values: &[i32], cost: impl Fn(usize) -> i32) -> i32 {
    let all = values.iter().enumerate().map(|(at, value)| value.saturating_sub(cost(at)));
    all.max().unwrap_or(0)
}

/// What it costs to go on from one language to another.
struct Costs<'l> {
    learnt: &'l Learnt,
    /// For each language its place in the order.
    rank: Vec<usize>,
}

impl<'l> Costs<'l> {
    fn new(learnt: &'l Learnt) -> Self {
        let place = |language: usize| learnt.order.iter().position(|it| *it == language).unwrap_or(language);
        Self { learnt, rank: (0..learnt.order.len()).map(place).collect() }
    }

    /// What it costs that the languages of some ranks are not there.
    fn absent(&self, ranks: std::ops::Range<usize>) -> i32 {
        let cost = |rank: usize| self.learnt.order.get(rank).and_then(|it| self.learnt.presence.get(*it));
        ranks.filter_map(|rank| cost(rank).map(|it| it.1 - it.0)).sum()
    }

    fn rank(&self, language: usize) -> usize {
        self.rank.get(language).copied().unwrap_or(0)
    }

    fn begin(&self, language: usize) -> i32 {
        -self.absent(0..self.rank(language))
    }

    fn end(&self, language: usize) -> i32 {
        -self.absent(self.rank(language) + 1..self.rank.len())
    }

    fn step(&self, from: usize, to: usize) -> i32 {
        let (a, b) = (self.rank(from), self.rank(to));
        match a.cmp(&b) {
            std::cmp::Ordering::Equal => self.learnt.again,
            std::cmp::Ordering::Less => self.absent(a + 1..b),
            std::cmp::Ordering::Greater => self.learnt.back,
        }
    }
}
