//! Rows: cues of several tracks that answer one another so far. A track is laid to them at a time, as a whole row may
//! be taken for one cue; so groups of three tracks never contradict one another.

use super::band::Band;
use super::lexicon::{Ask, Lexicon};
use super::path::{ALL, Lattice, SIMPLE, Step};
use super::score::{Blocks, Terms};
use super::side::{Side, Unit};
use std::collections::VecDeque;
use std::ops::Range;

/// What answers what so far, row by row.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    tracks: usize,
    /// For each row and each track its cues, as places by in-time.
    parts: Vec<Range<usize>>,
    /// The least margin of the links that made each row, as a confidence in per mille.
    pub(super) confidence: Vec<u16>,
    /// Each row as one cue, on the line of the track that is paired by.
    pub(super) units: Vec<Unit>,
}

impl Rows {
    fn new(tracks: usize, rows: usize) -> Self {
        let parts = Vec::with_capacity(tracks.saturating_mul(rows));
        Self { tracks, parts, confidence: Vec::with_capacity(rows), units: Vec::with_capacity(rows) }
    }

    /// Every cue of a track by itself.
    pub(super) fn singles(track: usize, tracks: usize, units: &[Unit]) -> Self {
        let mut out = Self::new(tracks, units.len());
        for (at, unit) in units.iter().enumerate() {
            out.parts.extend((0..tracks).map(|it| if it == track { at..at + 1 } else { 0..0 }));
            out.confidence.push(1000);
            out.units.push(*unit);
        }
        out
    }

    /// The cues of a row, track by track.
    pub(super) fn parts(&self, row: usize) -> &[Range<usize>] {
        self.parts.get(row * self.tracks..(row + 1) * self.tracks).unwrap_or_default()
    }

    fn part(&self, row: usize, track: usize) -> Range<usize> {
        self.parts(row).get(track).cloned().unwrap_or(0..0)
    }

    /// The track of a row that has cues of no other.
    fn alone(&self, row: usize) -> Option<usize> {
        let mut parts = self.parts(row).iter().enumerate().filter(|(_, part)| !part.is_empty());
        parts.next().filter(|_| parts.next().is_none()).map(|(track, _)| track)
    }

    /// Puts rows of a single track, between two rows of several, into the order of time: the search leaves it open.
    /// Those of one track stay in their order.
    fn in_time(self) -> Self {
        let mut order: Vec<usize> = Vec::with_capacity(self.units.len());
        let mut waiting: Vec<VecDeque<usize>> = vec![VecDeque::new(); self.tracks];
        let mut wait = 0usize;
        let flush = |waiting: &mut [VecDeque<usize>], order: &mut Vec<usize>, wait: &mut usize| {
            while *wait > 0 {
                let start = |row: usize| self.units.get(row).map(|unit| unit.start);
                let heads =
                    waiting.iter().enumerate().filter_map(|(at, rows)| Some((start(*rows.front()?)?, at)));
                let Some((_, first)) = heads.min() else { break };
                order.extend(waiting.get_mut(first).and_then(VecDeque::pop_front));
                *wait -= 1;
            }
        };
        for row in 0..self.units.len() {
            match self.alone(row).and_then(|track| waiting.get_mut(track)) {
                Some(list) => {
                    list.push_back(row);
                    wait += 1;
                }
                None => {
                    flush(&mut waiting, &mut order, &mut wait);
                    order.push(row);
                }
            }
        }
        flush(&mut waiting, &mut order, &mut wait);
        if order.iter().enumerate().all(|(at, row)| at == *row) {
            return self;
        }
        let mut out = Self::new(self.tracks, self.units.len());
        for row in order {
            out.parts.extend_from_slice(self.parts(row));
            out.confidence.extend(self.confidence.get(row));
            out.units.extend(self.units.get(row));
        }
        out
    }
}

/// What a track is laid to.
pub(super) struct Bed<'b> {
    pub(super) sides: &'b [Side],
    /// For each track its cues on the common line.
    pub(super) units: &'b [Vec<Unit>],
    /// For each track that stands in the rows by now the words it shares with the new one.
    pub(super) lexicons: Vec<(usize, &'b Lexicon)>,
    /// How much the new track has to do with them, in per mille.
    pub(super) related: i32,
}

impl Bed<'_> {
    /// The best way of the rows and a track's cues.
    pub(super) fn steps(&self, rows: &Rows, track: usize, margins: bool) -> Vec<Step> {
        let ours = rows.units.as_slice();
        let (Some(theirs), Some(side)) = (self.units.get(track), self.sides.get(track)) else {
            return Vec::new();
        };
        let band = Band::new(ours, theirs);
        let words = self.words(rows, side, &band);
        let hope = |row: usize| {
            let of = |(member, lexicon): &(usize, &Lexicon)| {
                rows.part(row, *member).map(|cue| lexicon.hope(0, cue)).sum::<i32>()
            };
            self.lexicons.iter().map(of).max().unwrap_or(0)
        };
        let its = |cue| self.lexicons.iter().map(|(_, lexicon)| lexicon.hope(1, cue)).max().unwrap_or(0);
        let one = Blocks::new(ours, (0..ours.len()).map(hope));
        let other = Blocks::new(theirs, (0..theirs.len()).map(its));
        let terms = Terms::new(self.related);
        let shapes = if margins { ALL } else { SIMPLE };
        Lattice { blocks: [&one, &other], band: &band, words: &words, terms, shapes }.best(margins)
    }

    /// What the words of each row and each cue near it answer.
    fn words(&self, rows: &Rows, side: &Side, band: &Band) -> Vec<i32> {
        let mut words = vec![0i32; band.nodes()];
        for (member, lexicon) in &self.lexicons {
            let Some(own) = self.sides.get(*member) else { continue };
            let mut ask = Ask::new(lexicon, &own.words, &side.words);
            for i in 0..rows.units.len() {
                ask.about(rows.part(i, *member));
                if ask.is_idle() {
                    continue;
                }
                let row = band.row(i);
                let Some(first) = band.node(i, row.start) else { continue };
                let slots = words.get_mut(first..first + row.len()).unwrap_or_default();
                for (answer, slot) in ask.answers(row).zip(slots) {
                    // Two languages say the same thing twice.
                    *slot = answer.max(*slot) + answer.min(*slot) / 2;
                }
            }
        }
        words
    }

    /// The rows with a track's cues laid to them.
    pub(super) fn lay(&self, rows: &Rows, track: usize, steps: &[Step]) -> Rows {
        let units = self.units.get(track).map(Vec::as_slice).unwrap_or_default();
        let tracks = self.sides.len();
        let mut out = Rows::new(tracks, steps.len());
        let (mut i, mut j) = (0, 0);
        for step in steps {
            let own = i..i + step.p;
            for at in 0..tracks {
                if at == track {
                    out.parts.push(j..j + step.q);
                    continue;
                }
                let members = own.clone().map(|row| rows.part(row, at)).filter(|part| !part.is_empty());
                let all = members.reduce(|first, last| first.start..last.end);
                out.parts.push(all.unwrap_or(0..0));
            }
            let sure = confidence(step.margin, self.related);
            let known = rows.confidence.get(own.clone()).unwrap_or_default();
            out.confidence.push(known.iter().copied().min().unwrap_or(1000).min(sure));
            let new = units.get(j..j + step.q).unwrap_or_default();
            let parts = out.parts.get(out.parts.len().saturating_sub(tracks)..).unwrap_or_default();
            let unit = self.mean(parts, rows.units.get(own).unwrap_or_default(), new);
            out.units.push(unit);
            (i, j) = (i + step.p, j + step.q);
        }
        out.in_time()
    }

    /// A row as one cue: in the middle of what each track says.
    fn mean(&self, parts: &[Range<usize>], own: &[Unit], new: &[Unit]) -> Unit {
        if new.is_empty()
            && let [unit] = own
        {
            return *unit;
        }
        if own.is_empty()
            && let [unit] = new
        {
            return *unit;
        }
        let (mut start, mut end, mut letters, mut count) = (0i64, 0i64, 0i64, 0i64);
        let mut unit = Unit::default();
        for (part, units) in parts.iter().zip(self.units) {
            let units = units.get(part.clone()).unwrap_or_default();
            let (Some(first), Some(last)) =
                (units.iter().map(|unit| unit.start).min(), units.iter().map(|unit| unit.end).max())
            else {
                continue;
            };
            start += i64::from(first);
            end += i64::from(last);
            letters += units.iter().map(|unit| i64::from(unit.letters)).sum::<i64>();
            count += 1;
            unit.signs |= units.iter().fold(0, |signs, unit| signs | unit.signs);
        }
        let mean = |sum: i64| i32::try_from(sum / count.max(1)).unwrap_or(0);
        Unit { start: mean(start), end: mean(end), letters: mean(letters), ..unit }
    }
}

/// How sure a group is by its margin, in per mille: a logistic curve, half as steep as the margin says, as what speaks
/// for a group is not independent. What is not related is not sure.
fn confidence(margin: i32, related: i32) -> u16 {
    /// By margins in steps of 50.
    const CURVE: [i32; 17] =
        [500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982];
    let at = usize::try_from(margin / 50).unwrap_or(0);
    let sure = match CURVE.get(at..at + 2) {
        Some([from, to]) => from + (to - from) * (margin % 50) / 50,
        // On to certainty, which nothing reaches.
        _ => (982 + (margin - 800) / 60).min(999),
    };
    u16::try_from(sure * related / 1000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::path::SURE;
    use super::confidence;

    #[test]
    fn margins_that_are_not_looked_at_make_no_difference() {
        for related in [0, 350, 800, 1000] {
            assert_eq!(confidence(SURE, related), confidence(i32::MAX, related));
        }
        assert!(confidence(SURE / 2, 1000) < confidence(SURE, 1000));
    }
}
