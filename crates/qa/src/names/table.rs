//! Which name of one track answers which of another, learnt from where they stand, and where they do not fit.

use super::alike::{Match, same_name};
use super::find::{Names, Place};
use crate::pairs::{Group, Pairs};
use std::collections::HashMap;

/// Times two names must stand together before they are taken for one, if they do not sound alike.
const OFTEN: u32 = 3;

/// The names of two tracks of one film, matched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameTable {
    answers: [Vec<Option<Answer>>; 2],
}

/// What a name is called in the other track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The name's place in the other track's list.
    pub name: usize,
    /// How alike they sound.
    pub sound: Match,
    /// In how many groups of cues both stand.
    pub together: u32,
}

impl Answer {
    /// Whether more than one place speaks for it.
    const fn is_sure(self) -> bool {
        self.together >= 2
    }
}

/// A place where a name does not fit what stands at its time in the other track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misfit<'t> {
    /// The name in the first track, as a place in its list, and where.
    pub a: (usize, Place<'t>),
    /// The name in the second track that stands in its place.
    pub b: (usize, Place<'t>),
    /// What the second track calls it elsewhere, as a place in its list.
    pub usual: usize,
    /// What is wrong.
    pub kind: MisfitKind,
}

/// What is wrong with a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MisfitKind {
    /// It is somebody else's.
    Other,
    /// It is spelt otherwise than in the rest of the track.
    Spelling,
}

impl NameTable {
    /// Learns which names stand in cues that answer one another. Names that sound alike need one such place, others
    /// three, and must stand together most of the time. Each name has one answer.
    #[must_use]
    pub fn learn(a: &Names<'_>, b: &Names<'_>, pairs: &Pairs) -> Self {
        let mut together: HashMap<(usize, usize), u32> = HashMap::new();
        let mut seen = [vec![0u32; a.list.len()], vec![0u32; b.list.len()]];
        for group in pairs.iter() {
            let (of_a, of_b) = (list(a, group.a), list(b, group.b));
            // Counted where the other track says something at all.
            if !group.a.is_empty() && !group.b.is_empty() {
                for (names, seen) in [&of_a, &of_b].into_iter().zip(&mut seen) {
                    for name in names {
                        if let Some(count) = seen.get_mut(*name) {
                            *count += 1;
                        }
                    }
                }
            }
            for x in &of_a {
                for y in &of_b {
                    *together.entry((*x, *y)).or_insert(0) += 1;
                }
            }
        }
        let mut found: Vec<(u32, usize, usize, Answer)> = Vec::new();
        for ((x, y), count) in together {
            let (Some(one), Some(other)) = (a.list.get(x), b.list.get(y)) else { continue };
            let sound = same_name(one.text, a.tongue, other.text, b.tongue);
            let count_of =
                |side: usize, name: usize| seen.get(side).and_then(|s| s.get(name)).copied().unwrap_or(0);
            let both = count_of(0, x).saturating_add(count_of(1, y)).max(1);
            // How much of all their places they share, in per mille.
            let shared = count.saturating_mul(2000) / both;
            if sound.is_same() || count >= OFTEN && shared >= 600 {
                // Sound decides, then company.
                let weight = if sound.is_same() { 2000 } else { 0 } + shared + u32::from(sound.score) / 4;
                found.push((weight, x, y, Answer { name: y, sound, together: count }));
            }
        }
        found.sort_unstable_by_key(|(weight, x, y, _)| (std::cmp::Reverse(*weight), *x, *y));
        let mut table = Self { answers: [vec![None; a.list.len()], vec![None; b.list.len()]] };
        let [of_a, of_b] = &mut table.answers;
        for (_, x, y, answer) in found {
            if let (Some(one @ None), Some(other @ None)) = (of_a.get_mut(x), of_b.get_mut(y)) {
                *one = Some(answer);
                *other = Some(Answer { name: x, ..answer });
            }
        }
        table
    }

    /// What the second track calls a name of the first.
    #[must_use]
    pub fn answer(&self, name: usize) -> Option<Answer> {
        self.answers.first().and_then(|answers| answers.get(name)).copied().flatten()
    }

    /// What the first track calls a name of the second.
    #[must_use]
    pub fn asked(&self, name: usize) -> Option<Answer> {
        self.answers.last().and_then(|answers| answers.get(name)).copied().flatten()
    }
}

/// The names of some cues, each once.
fn list(names: &Names<'_>, cues: &[u32]) -> Vec<usize> {
    let mut out: Vec<usize> = cues.iter().flat_map(|cue| names.of_cue(*cue)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The places where a name of one track meets a name of the other that is not its own. A name that is missing is no
/// misfit: translators say "he". Names in the cues before and behind count as present.
#[must_use]
pub fn misfits<'t>(a: &Names<'t>, b: &Names<'t>, pairs: &Pairs, table: &NameTable) -> Vec<Misfit<'t>> {
    let look = Look { a, b, table };
    let groups: Vec<Group<'_>> = pairs.iter().collect();
    let of = |at: Option<usize>| {
        let group = at.and_then(|at| groups.get(at));
        group.map_or_else(Default::default, |group| (list(a, group.a), list(b, group.b)))
    };
    let mut out = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let (of_a, of_b) = of(Some(at));
        if of_a.is_empty() || of_b.is_empty() {
            continue;
        }
        let (before, behind) = (of(at.checked_sub(1)), of(Some(at + 1)));
        let near_a: Vec<usize> = [&of_a[..], &before.0, &behind.0].concat();
        let near_b: Vec<usize> = [&of_b[..], &before.1, &behind.1].concat();
        for x in &of_a {
            for y in &of_b {
                if let Some((usual, kind)) = look.misfit(*x, *y, &near_a, &near_b)
                    && let (Some(p), Some(q)) = (place(a, *x, group.a), place(b, *y, group.b))
                {
                    out.push(Misfit { a: (*x, p), b: (*y, q), usual, kind });
                }
            }
        }
    }
    out
}

/// The first place of a name in some cues.
fn place<'t>(names: &Names<'t>, name: usize, cues: &[u32]) -> Option<Place<'t>> {
    let places = &names.list.get(name)?.places;
    cues.iter().find_map(|cue| {
        let at = places.partition_point(|place| place.cue < *cue);
        places.get(at).filter(|place| place.cue == *cue).copied()
    })
}

struct Look<'l, 't> {
    a: &'l Names<'t>,
    b: &'l Names<'t>,
    table: &'l NameTable,
}

impl Look<'_, '_> {
    fn sound(&self, x: usize, y: usize) -> Match {
        match (self.a.list.get(x), self.b.list.get(y)) {
            (Some(x), Some(y)) => same_name(x.text, self.a.tongue, y.text, self.b.tongue),
            _ => Match { score: 0 },
        }
    }

    fn answers(&self, x: usize, y: usize) -> bool {
        self.table.answer(x).is_some_and(|answer| answer.name == y) || self.sound(x, y).is_same()
    }

    /// What the second track usually says for `x`, where `y` stands for it here.
    fn misfit(&self, x: usize, y: usize, near_a: &[usize], near_b: &[usize]) -> Option<(usize, MisfitKind)> {
        let usual = self.table.answer(x).filter(|answer| answer.is_sure() && answer.name != y)?;
        if near_b.contains(&usual.name) {
            return None;
        }
        let (this, that) = (self.b.list.get(y)?, self.b.list.get(usual.name)?);
        let owner = self.table.asked(y);
        let alike = same_name(this.text, self.b.tongue, that.text, self.b.tongue).score;
        let rare = this.count() * 4 <= that.count();
        // A spelling of the usual name, and nobody's own one.
        if owner.is_none() && rare && alike >= Match::NEAR && this.text != that.text {
            return Some((usual.name, MisfitKind::Spelling));
        }
        // Whoever else has an answer here is not meant.
        let free = !near_b.iter().any(|other| self.answers(x, *other))
            && !near_a.iter().any(|a| self.answers(*a, y));
        let other = owner.is_some_and(|owner| owner.is_sure() && owner.name != x);
        (free && other).then_some((usual.name, MisfitKind::Other))
    }
}
