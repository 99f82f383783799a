//! The tracks of one film beside one another: what set rules ask for more than once, found when the first one asks.

use super::Context;
use crate::language::Tongue;
use crate::names::{NameTable, Names, names};
use crate::numbers::Counted;
use crate::pairs::{Pairs, Rows, Tie, TimedCue, rows, tie};
use crate::programme::Kind;
use std::cell::OnceCell;
use std::ops::{Deref, Range};
use tregua_parse::base::Span;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Edges of cues no further apart count as one where cues are paired.
const TOLERANCE: Time = Time::from_ticks(TICKS_PER_SECOND / 5);

/// All tracks of a film; where a slice of their contexts is wanted, it is one.
#[derive(Debug)]
pub struct Set<'s, 'c> {
    contexts: &'s [Context<'c>],
    ground: OnceCell<Ground>,
    numbers: Vec<OnceCell<Counted>>,
    names: Vec<OnceCell<Names<'c>>>,
    pairs: Vec<OnceCell<Pairs>>,
    tables: Vec<OnceCell<NameTable>>,
}

/// The tracks that can be compared, on one time line.
#[derive(Debug)]
struct Ground {
    /// Their places in the set, the reference first.
    sides: Vec<usize>,
    /// Each one's cues on the reference's time line, where that is not its own.
    moved: Vec<Option<Vec<TimedCue>>>,
    ties: Vec<Tie>,
    rows: Rows,
}

impl<'c> Deref for Set<'_, 'c> {
    type Target = [Context<'c>];

    fn deref(&self) -> &[Context<'c>] {
        self.contexts
    }
}

fn cells<T>(count: usize) -> Vec<OnceCell<T>> {
    std::iter::repeat_with(OnceCell::new).take(count).collect()
}

impl<'s, 'c> Set<'s, 'c> {
    /// Costs nothing before a rule asks.
    #[must_use]
    pub fn new(contexts: &'s [Context<'c>]) -> Self {
        let n = contexts.len();
        Self {
            contexts,
            ground: OnceCell::new(),
            numbers: cells(n),
            names: cells(n),
            pairs: cells(n * n),
            tables: cells(n * n),
        }
    }

    /// Full tracks are compared; forced ones have next to nothing to compare. The first is the reference, or the first
    /// that most others can be brought to.
    fn ground(&self) -> &Ground {
        self.ground.get_or_init(|| {
            let full: Vec<usize> =
                (0..).zip(self.iter()).filter(|(_, c)| is_full(c)).map(|(at, _)| at).collect();
            let cues = |at: usize| self.get(at).map(Context::by_time).unwrap_or_default();
            let mut best: Vec<(usize, Tie)> = Vec::new();
            for base in &full {
                let of = |at: &usize| if at == base { Tie::Same } else { tie(cues(*at), cues(*base)) };
                let ties = full.iter().map(|at| (*at, of(at))).filter(|(_, tie)| *tie != Tie::Lost);
                let mut ties: Vec<(usize, Tie)> = ties.collect();
                if ties.len() > best.len() {
                    ties.sort_by_key(|(at, _)| at != base);
                    best = ties;
                }
                if best.len() * 2 > full.len() {
                    break;
                }
            }
            let (sides, ties): (Vec<usize>, Vec<Tie>) = best.into_iter().unzip();
            let moved: Vec<Option<Vec<TimedCue>>> =
                sides.iter().zip(&ties).map(|(at, tie)| through(cues(*at), tie)).collect();
            let times: Vec<&[TimedCue]> =
                sides.iter().zip(&moved).map(|(at, moved)| moved.as_deref().unwrap_or(cues(*at))).collect();
            let rows = rows(&times, TOLERANCE);
            Ground { sides, moved, ties, rows }
        })
    }

    /// The places in the set of the tracks that can be compared, the reference first.
    #[must_use]
    pub fn sides(&self) -> &[usize] {
        &self.ground().sides
    }

    /// Every two of them.
    pub fn couples(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let count = self.sides().len();
        (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
    }

    /// Which of their cues answer one another. Tracks are asked for by their place among [`sides`](Self::sides).
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.ground().rows
    }

    /// The track at a place among [`sides`](Self::sides).
    #[must_use]
    pub fn side(&self, side: usize) -> Option<&'s Context<'c>> {
        self.contexts.get(*self.sides().get(side)?)
    }

    /// Its cues on the reference's time line, by in-time.
    #[must_use]
    pub fn times(&self, side: usize) -> &[TimedCue] {
        let moved = self.ground().moved.get(side).and_then(Option::as_deref);
        moved.unwrap_or_else(|| self.side(side).map(Context::by_time).unwrap_or_default())
    }

    /// Some cues of a side on the reference's time line.
    #[must_use]
    pub fn through(&self, side: usize, cues: Vec<TimedCue>) -> Vec<TimedCue> {
        self.ground().ties.get(side).and_then(|tie| through(&cues, tie)).unwrap_or(cues)
    }

    /// The groups of two sides, one for each row.
    #[must_use]
    pub fn pairs(&self, a: usize, b: usize) -> Option<&Pairs> {
        let cell = self.pairs.get(a * self.contexts.len() + b)?;
        Some(cell.get_or_init(|| self.rows().pairs(a, b)))
    }

    /// The language of a side, as far as names and numbers are concerned.
    #[must_use]
    pub fn tongue(&self, side: usize) -> Tongue {
        self.side(side).and_then(Context::language).map_or(Tongue::Other, Tongue::of_tag)
    }

    /// The numbers of a side.
    #[must_use]
    pub fn numbers(&self, side: usize) -> Option<&Counted> {
        let context = self.side(side)?;
        Some(self.numbers.get(side)?.get_or_init(|| Counted::of(context.track, self.tongue(side))))
    }

    /// The names of a side.
    #[must_use]
    pub fn names(&self, side: usize) -> Option<&Names<'c>> {
        let context = self.side(side)?;
        Some(self.names.get(side)?.get_or_init(|| names(context.track, self.tongue(side))))
    }

    /// Which names of one side answer which of another.
    #[must_use]
    pub fn table(&self, a: usize, b: usize) -> Option<&NameTable> {
        let cell = self.tables.get(a * self.contexts.len() + b)?;
        if let Some(table) = cell.get() {
            return Some(table);
        }
        let table = NameTable::learn(self.names(a)?, self.names(b)?, self.pairs(a, b)?);
        Some(cell.get_or_init(|| table))
    }

    /// Where a part of the text of some cues stands, the text being what [`text_of`](crate::numbers::text_of) gives:
    /// the cue, and the bytes.
    #[must_use]
    pub fn place(&self, side: usize, cues: &[u32], range: &Range<usize>) -> Option<(u32, Span)> {
        let context = self.side(side)?;
        let mut from = 0;
        for index in cues {
            let Some(cue) = context.track.cues.get(*index as usize) else { continue };
            for line in context.shown(cue) {
                let end = from + line.text.len();
                if range.start <= end {
                    let part = range.start.saturating_sub(from)..range.end.min(end).saturating_sub(from);
                    return Some((*index, line.span(part)));
                }
                from = end + 1;
            }
        }
        self.whole(side, cues)
    }

    /// The first of some cues, and all its text.
    #[must_use]
    pub fn whole(&self, side: usize, cues: &[u32]) -> Option<(u32, Span)> {
        let (context, first) = (self.side(side)?, *cues.first()?);
        let cue = context.track.cues.get(first as usize)?;
        let lines = context.track.lines_of(cue);
        match (lines.first(), lines.last()) {
            (Some(one), Some(last)) => Some((first, Span { start: one.span.start, end: last.span.end })),
            _ => Some((first, context.timing_of(first))),
        }
    }
}

fn is_full(context: &Context<'_>) -> bool {
    context.kind != Kind::Forced && !context.by_time().is_empty()
}

fn through(cues: &[TimedCue], tie: &Tie) -> Option<Vec<TimedCue>> {
    let Tie::Moved(map) = tie else { return None };
    let at = |time: Time| map.apply(time).unwrap_or(time);
    // A cue keeps its length: one that touches a cut is not stretched over it.
    let moved = |cue: &TimedCue| {
        let start = at(cue.start);
        let lasts = cue.end.saturating_sub(cue.start);
        TimedCue { start, index: cue.index, end: start.saturating_sub(lasts.negate()) }
    };
    let mut out: Vec<TimedCue> = cues.iter().map(moved).collect();
    if !out.is_sorted() {
        out.sort_unstable();
    }
    Some(out)
}

/// The sides that differ from the most others, given what each says: those of the smaller party, or, where both are
/// alike, the later ones. Each comes with a side it differs from. A side that says nothing has no part in it.
pub fn odd<T: PartialEq>(said: &[Option<T>]) -> impl Iterator<Item = (usize, usize)> {
    let count = |value: &T| said.iter().flatten().filter(|other| *other == value).count();
    // Of several as frequent the first.
    let most = said.iter().enumerate().rev().filter_map(|(at, value)| Some((at, count(value.as_ref()?))));
    let usual = most.max_by_key(|(_, count)| *count).map(|(at, _)| at);
    let value = usual.and_then(|at| said.get(at)).and_then(Option::as_ref);
    let differs =
        said.iter().enumerate().filter(move |(_, other)| other.is_some() && other.as_ref() != value);
    differs.filter_map(move |(at, _)| Some((at, usual?)))
}

/// Whether more than half of at least three sides say the same, so that it is plain which one is odd.
pub fn is_sure<T: PartialEq>(said: &[Option<T>]) -> bool {
    let all = said.iter().flatten().count();
    let most =
        said.iter().flatten().map(|value| said.iter().flatten().filter(|other| *other == value).count());
    all >= 3 && most.max().unwrap_or(0) * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_odd_one_is_found() {
        let odd = |said: &[Option<bool>]| odd(said).collect::<Vec<_>>();
        assert_eq!(odd(&[Some(true), Some(false)]), [(1, 0)]);
        assert_eq!(odd(&[Some(true), Some(false), Some(false)]), [(0, 1)]);
        assert_eq!(odd(&[Some(true), None, Some(true)]), []);
        assert_eq!(odd(&[None, None]), []);
        assert!(is_sure(&[Some(1), Some(2), Some(2)]));
        assert!(!is_sure(&[Some(1), Some(2), None]) && !is_sure(&[Some(1), Some(2), Some(3)]));
    }
}
