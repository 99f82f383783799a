//! What the certain lines of a file teach about the others.

use super::balance::{Expected, expected};
use super::letters::Letters;
use super::log::chance;
use super::look::KINDS;
use super::path::Way;
use super::units::{Mode, Unit};
use super::{SURE, score};
use std::collections::HashMap;

/// What one kind of look may say at most, in hundredths of a nat.
const LOOK: i32 = 500;
/// What order and presence may cost at most.
const PLACE: i32 = 500;
/// What it is worth at most to be where as many speakers would put a line.
const BALANCE: i32 = 1000;

/// What was learnt.
#[derive(Debug)]
pub(super) struct Learnt {
    pub(super) letters: Letters,
    /// The languages in the order in which they stand.
    pub(super) order: Vec<usize>,
    /// What it costs, for each language, to be in a cluster and not to be.
    pub(super) presence: Vec<(i32, i32)>,
    /// What it costs to stand before a language that stands before it elsewhere.
    pub(super) back: i32,
    /// What it costs to stand twice in a cluster of cues.
    pub(super) again: i32,
    /// What it is worth to be where as many speakers would put a line, and where as many lines would.
    balance: (i32, i32),
    /// For each kind and each value the lines of each language.
    looks: Vec<HashMap<String, Vec<u64>>>,
    /// The certain lines of each language.
    sure: Vec<u64>,
}

impl Learnt {
    pub(super) fn new(units: &[Unit], ways: &[Way], languages: usize, mode: Mode) -> Self {
        let mut out = Self {
            letters: Letters::new(languages),
            order: (0..languages).collect(),
            presence: vec![(0, 0); languages],
            back: 0,
            again: if mode == Mode::Apart { 200 } else { 0 },
            balance: (0, 0),
            looks: vec![HashMap::new(); KINDS],
            sure: vec![0; languages],
        };
        let certain = |way: &Way| (way.margin >= SURE).then_some(way.language);
        for (unit, language) in units.iter().zip(ways).filter_map(|(unit, way)| Some((unit, certain(way)?))) {
            out.letters.add(&unit.text, language);
            if let Some(slot) = out.sure.get_mut(language) {
                *slot += 1;
            }
            for (looks, said) in out.looks.iter_mut().zip(&unit.look.said) {
                let counts = said.as_ref().map(|said| looks.entry(said.clone()));
                let counts = counts.map(|entry| entry.or_insert_with(|| vec![0; languages]));
                if let Some(slot) = counts.and_then(|counts| counts.get_mut(language)) {
                    *slot += 1;
                }
            }
        }
        out.places(units, ways, languages);
        if mode == Mode::Stacked {
            out.balances(units, ways);
        }
        out
    }

    /// How often a line is where it would be if the languages had as many speakers, or lines.
    fn balances(&mut self, units: &[Unit], ways: &[Way]) {
        let (mut speakers, mut lines) = ((0u64, 0u64), (0u64, 0u64));
        for range in clusters_of(units) {
            let (units, ways) = (units.get(range.clone()), ways.get(range));
            let (Some(units), Some(ways)) = (units, ways) else { continue };
            if ways.iter().any(|way| way.margin < SURE) {
                continue;
            }
            for (it, way) in expected(units, &self.order).into_iter().zip(ways) {
                let (language, (fits, all)) = match it {
                    Some(Expected::Speakers(language)) => (language, &mut speakers),
                    Some(Expected::Lines(language)) => (language, &mut lines),
                    None => continue,
                };
                *fits += u64::from(language == way.language);
                *all += 1;
            }
        }
        let worth = |(fits, all): (u64, u64)| (habit(fits, all) - habit(all - fits, all)).clamp(0, BALANCE);
        self.balance = (worth(speakers), worth(lines));
    }

    /// What the place in a cue is worth for each of its lines: the language, and how much.
    pub(super) fn expects(&self, units: &[Unit]) -> Vec<Option<(usize, i32)>> {
        let worth = |it: Option<Expected>| match it? {
            Expected::Speakers(language) => Some((language, self.balance.0)),
            Expected::Lines(language) => Some((language, self.balance.1)),
        };
        expected(units, &self.order).into_iter().map(worth).collect()
    }

    /// In which order the languages stand, and which are there.
    fn places(&mut self, units: &[Unit], ways: &[Way], languages: usize) {
        let mut before = vec![vec![0u64; languages]; languages];
        let (mut present, mut clusters) = (vec![0u64; languages], 0u64);
        for range in clusters_of(units) {
            let ways = ways.get(range).unwrap_or_default();
            if ways.len() < 2 || ways.iter().any(|way| way.margin < SURE) {
                continue;
            }
            clusters += 1;
            for (language, count) in present.iter_mut().enumerate() {
                *count += u64::from(ways.iter().any(|way| way.language == language));
            }
            for (at, way) in ways.iter().enumerate().take(16) {
                for later in ways.iter().skip(at + 1).take(16).filter(|it| it.language != way.language) {
                    let row = before.get_mut(way.language);
                    if let Some(slot) = row.and_then(|row| row.get_mut(later.language)) {
                        *slot += 1;
                    }
                }
            }
        }
        let count = |a: usize, b: usize| before.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
        // How often a language stands before another one rather than behind it.
        let wins = |a: usize| (0..languages).filter(|b| count(a, *b) > count(*b, a)).count();
        self.order.sort_by_key(|a| std::cmp::Reverse(wins(*a)));
        let (mut back, mut all) = (0, 0);
        for (at, a) in self.order.iter().enumerate() {
            for b in self.order.iter().skip(at + 1) {
                back += count(*b, *a);
                all += count(*a, *b) + count(*b, *a);
            }
        }
        if all > 0 {
            self.back = (-habit(back, all)).clamp(0, PLACE);
        }
        if clusters > 0 {
            let cost = |count: u64| (-habit(count, clusters)).clamp(0, PLACE);
            self.presence = present.iter().map(|count| (cost(*count), cost(clusters - count))).collect();
        }
    }

    /// What one kind of look says for a language, against the mean of all.
    pub(super) fn look(&self, unit: &Unit, kind: usize, language: usize) -> i32 {
        let said = unit.look.said.get(kind).and_then(Option::as_ref);
        let counts = said.and_then(|said| self.looks.get(kind)?.get(said));
        let Some(counts) = counts else { return 0 };
        let of = |language: usize| {
            let (count, all) = (counts.get(language), self.sure.get(language));
            chance(count.copied().unwrap_or(0), all.copied().unwrap_or(0))
        };
        let all: Vec<i32> = (0..self.sure.len()).map(of).collect();
        let top = all.iter().copied().max().unwrap_or(0);
        (of(language) - top).max(-LOOK)
    }

    /// Whether a kind of look parts the languages: whether nine in ten values stand with one language.
    pub(super) fn parts(&self, kind: usize) -> bool {
        let Some(looks) = self.looks.get(kind).filter(|looks| looks.len() > 1) else { return false };
        let (mut pure, mut all) = (0, 0);
        for counts in looks.values() {
            pure += counts.iter().copied().max().unwrap_or(0);
            all += counts.iter().sum::<u64>();
        }
        let most = self.sure.iter().copied().max().unwrap_or(0);
        // More than the most frequent language alone would give.
        all > 0 && pure * 10 >= all * 9 && pure > most + most / 20
    }
}

/// The chance of what a file does again and again; a few cues make no habit.
fn habit(some: u64, all: u64) -> i32 {
    chance(some + 2, all + 4)
}

/// The ranges of units that stand together.
pub(super) fn clusters_of(units: &[Unit]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = units.get(at)?;
        let rest = units.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|unit| unit.cluster == first.cluster).count().max(1);
        at += count;
        Some(at - count..at)
    })
}

/// The best language of each line by itself.
pub(super) fn alone(first: &score::First) -> Way {
    let (language, margin) = score::best(&first.scores).unwrap_or_default();
    Way { language, margin }
}
