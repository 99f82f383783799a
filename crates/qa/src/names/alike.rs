//! How alike two names sound: an edit distance over [`Phone`]s with a price for every change.
//!
//! The score is 1000 for the same sounds, less what the changes cost against the weight of the longer name. A
//! consonant weighs 1000, a vowel 600, й and h little. Changes that transliteration makes by rule (b and в, g and х,
//! ы and i) cost a part of that. Endings are cut off where that makes the two more alike.

use super::endings::Places;
use super::sound::{End, Phone, Sound, readings};
use crate::language::Tongue;

/// How alike two names are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Match {
    /// From 0 to 1000.
    pub score: u16,
}

impl Match {
    /// From here on two names of different scripts are one. Measured on the pairs in this module's tests.
    pub const SAME: u16 = 870;
    /// From here on they may be one name, wrongly spelt.
    pub const NEAR: u16 = 740;

    /// Whether the two are one name.
    #[must_use]
    pub const fn is_same(self) -> bool {
        self.score >= Self::SAME
    }
}

/// How alike two names are, each in the spelling and with the endings of its language. Names of several words are
/// compared word by word; where one has fewer, those it has must be there.
///
/// ```
/// use tregua_qa::language::Tongue::{Kazakh, Russian, Spanish};
/// use tregua_qa::names::same_name;
/// assert!(same_name("Guillermo", Spanish, "Гильермо", Russian).is_same());
/// assert!(same_name("Carlos", Spanish, "Карлостың", Kazakh).is_same());
/// assert!(!same_name("Carlos", Spanish, "Карла", Russian).is_same());
/// ```
#[must_use]
pub fn same_name(a: &str, tongue_a: Tongue, b: &str, tongue_b: Tongue) -> Match {
    Heard::of(a, tongue_a).like(&Heard::of(b, tongue_b))
}

/// How the words of a name sound: what costs most of a comparison, done once for every name.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    first: Word,
    /// The others of a name of several words.
    more: Vec<Word>,
}

type Word = (Sound, Option<Sound>);

impl Heard {
    pub(super) fn of(name: &str, tongue: Tongue) -> Self {
        let read = |word: &str| readings(word, tongue, Places::of(word, tongue).as_slice());
        let parts = |c: char| matches!(c, ' ' | '-' | '\u{a0}' | '\n');
        if !name.contains(parts) {
            return Self { first: read(name), more: Vec::new() };
        }
        // A name of more words is none.
        let mut words = name.split(parts).filter(|word| !word.is_empty()).take(8).map(read);
        Self { first: words.next().unwrap_or_else(|| read("")), more: words.collect() }
    }

    fn words(&self) -> impl Iterator<Item = &Word> {
        std::iter::once(&self.first).chain(&self.more)
    }

    pub(super) fn like(&self, other: &Self) -> Match {
        let (many, its) = (self.more.len(), other.more.len());
        if many == 0 && its == 0 {
            return Match { score: word_score(&self.first, &other.first) };
        }
        // Every word of the shorter name has to be there; of two of one length, every word of both.
        let all = |one: &Self, other: &Self| {
            let best = |word: &Word| other.words().map(|it| word_score(word, it)).max().unwrap_or(0);
            one.words().map(best).min().unwrap_or(0)
        };
        let score = match many.cmp(&its) {
            std::cmp::Ordering::Less => all(self, other),
            std::cmp::Ordering::Equal => all(self, other).min(all(other, self)),
            std::cmp::Ordering::Greater => all(other, self),
        };
        Match { score: score.saturating_sub(if many == its { 0 } else { 20 }) }
    }
}

/// Whether a word of one language is written as it sounds in the other.
pub(crate) fn same_sound(a: &str, tongue_a: Tongue, b: &str, tongue_b: Tongue) -> bool {
    let (one, other) = (readings(a, tongue_a, &[]), readings(b, tongue_b, &[]));
    let close = |x: &Sound, y: &Sound| x.phones() == y.phones() || whole(x, y) >= 930;
    let firsts = close(&one.0, &other.0);
    firsts || one.1.is_some_and(|x| close(&x, &other.0)) || other.1.is_some_and(|y| close(&one.0, &y))
}

fn whole(a: &Sound, b: &Sound) -> u16 {
    let table = Table::new(a, b);
    score(table.at(a.phones().len(), b.phones().len()), weight(a.phones()).max(weight(b.phones())))
}

/// The best score over the readings of both words.
fn word_score(one: &Word, other: &Word) -> u16 {
    let mut best = 0;
    for x in [Some(&one.0), one.1.as_ref()].into_iter().flatten() {
        for y in [Some(&other.0), other.1.as_ref()].into_iter().flatten() {
            best = best.max(compare(x, y));
        }
    }
    best
}

/// What it costs to cut an ending off.
const CUT: u32 = 40;

/// The best score of two words, each with or without an ending.
pub(super) fn compare(a: &Sound, b: &Sound) -> u16 {
    let table = Table::new(a, b);
    let (x, y) = (a.phones(), b.phones());
    let mut best = 0;
    for i in 2.min(x.len())..=x.len() {
        for j in 2.min(y.len())..=y.len() {
            let (Some(end_a), Some(end_b)) = (a.end(i), b.end(j)) else { continue };
            // A last vowel goes only against an ending.
            if matches!((end_a, end_b), (End::Drop, End::Whole | End::Drop) | (End::Whole, End::Drop)) {
                continue;
            }
            let cuts = u32::from(end_a != End::Whole) + u32::from(end_b != End::Whole);
            let weight = weight(x.get(..i).unwrap_or_default()).max(weight(y.get(..j).unwrap_or_default()));
            // A last vowel tells Daniela from Daniel.
            let vowel =
                |phones: &[Phone], at: usize| phones.get(at.wrapping_sub(1)).is_some_and(|p| p.is_vowel());
            let odd = cuts == 0 && vowel(x, i) != vowel(y, j);
            best = best.max(score(table.at(i, j) + cuts * CUT + if odd { 300 } else { 0 }, weight));
        }
    }
    best
}

fn score(cost: u32, weight: u32) -> u16 {
    let lost = (cost * 1000).checked_div(weight).unwrap_or(1000).min(1000);
    1000 - u16::try_from(lost).unwrap_or(1000)
}

fn weight(phones: &[Phone]) -> u32 {
    phones.iter().map(|phone| alone(*phone)).sum()
}

/// What it costs to leave out a word's sound at place `at`, counted from 1. Яна is not Ana, but Ева is Eva.
fn leave_out(phone: Phone, word: &[Phone], at: usize) -> u32 {
    let first = at == 1 && phone == Phone::J && word.get(1) != Some(&Phone::E);
    if first { 600 } else { alone(phone) }
}

/// What a sound weighs.
const fn alone(phone: Phone) -> u32 {
    match phone {
        Phone::J => 200,
        Phone::H => 300,
        _ if phone.is_vowel() => 600,
        _ => 1000,
    }
}

const SIDE: usize = 25;

/// Costs of all pairs of beginnings.
struct Table([[u16; SIDE]; SIDE]);

impl Table {
    fn new(a: &Sound, b: &Sound) -> Self {
        let mut costs = [[0u16; SIDE]; SIDE];
        let (x, y) = (a.phones(), b.phones());
        let fit = |cost: u32| u16::try_from(cost).unwrap_or(u16::MAX);
        let mut drops = [0u32; SIDE];
        for (at, (cost, phone)) in drops.iter_mut().zip(y).enumerate() {
            *cost = leave_out(*phone, y, at + 1);
        }
        let mut above = [0u16; SIDE];
        for (i, row) in costs.iter_mut().take(x.len() + 1).enumerate() {
            let Some((head, rest)) = row.split_first_mut() else { continue };
            let own =
                i.checked_sub(1).and_then(|at| x.get(at)).map(|phone| (*phone, leave_out(*phone, x, i)));
            if let Some((_, drop)) = own {
                *head = fit(u32::from(above[0]) + drop);
            }
            let mut left = *head;
            let before = above.iter().zip(above.iter().skip(1));
            for (((slot, phone), drop), (both, up)) in rest.iter_mut().zip(y).zip(&drops).zip(before) {
                let aside = u32::from(left) + drop;
                let least = own.map_or(aside, |(own, drop)| {
                    (u32::from(*both) + change(own, *phone)).min(u32::from(*up) + drop).min(aside)
                });
                *slot = fit(least);
                left = *slot;
            }
            above = *row;
        }
        Self(costs)
    }

    fn at(&self, i: usize, j: usize) -> u32 {
        self.0.get(i).and_then(|row| row.get(j)).copied().map_or(u32::from(u16::MAX), u32::from)
    }
}

/// What it costs to take one sound for another.
fn change(a: Phone, b: Phone) -> u32 {
    use Phone::*;
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    if a == b {
        return 0;
    }
    match (a, b) {
        (A, Ae) => 150,
        (Ae, E) => 250,
        (I, Y) => 150,
        (E, Y) => 400,
        (O, Oe) => 100,
        (U, Ue) => 80,
        (Oe, Ue) | (Oe, U) => 350,
        (E, Oe) | (A, Y) | (Y, U) | (I, Ue) => 450,
        (O, U) => 600,
        (E, I) => 700,
        (I, J) => 60,
        (Y, J) => 100,
        (E, J) => 300,
        (U, V) => 350,
        (U, J) => 500,
        (J, Zh | Dj) => 350,
        (H, X) => 80,
        (H, G) => 300,
        (G, X) => 280,
        (K, X) => 450,
        (K, G) => 500,
        (B, V) => 220,
        (F, V) => 350,
        (S, Z) => 350,
        (S, Ts) => 350,
        (Z, Ts) => 450,
        (Ts, Ch) => 450,
        (S, Sh) | (Z, Zh) | (Sh, Zh) => 500,
        (Sh, Ch) => 350,
        (Zh, Dj) => 120,
        (Ch, Dj) => 400,
        (Zh, X) | (Dj, X) => 500,
        (P, B) | (T, D) | (P, F) | (F, T) => 600,
        (N, Ng) => 80,
        (M, N) => 700,
        _ if a.is_vowel() && b.is_vowel() => 800,
        _ => 1000,
    }
}
