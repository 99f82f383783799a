//! Rows: cues of several tracks that answer one another so far. A track is laid to them at a time, as a whole row may
//! be taken for one cue; so groups of three tracks never contradict one another.

use super::band::Band;
use super::lexicon::{Ask, Lexicon};
use super::path::{ALL, Lattice, SIMPLE, Step};
use super::score::{Terms, blocks};
use super::side::{Side, Unit};
use std::collections::VecDeque;
use std::ops::Range;

/// Cues that answer one another.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// For each track its cues, as places by in-time.
    pub(super) parts: Vec<Range<usize>>,
    /// The least margin of the links that made it, as a confidence in per mille.
    pub(super) confidence: u16,
    /// All of them as one, on the line of the track that is paired by.
    pub(super) unit: Unit,
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

/// Every cue of a track by itself.
pub(super) fn singles(track: usize, tracks: usize, units: &[Unit]) -> Vec<Row> {
    (0..units.len())
        .map(|at| {
            let mut parts = vec![0..0; tracks];
            set(&mut parts, track, at..at + 1);
            Row { parts, confidence: 1000, unit: units.get(at).copied().unwrap_or_default() }
        })
        .collect()
}

fn set(parts: &mut [Range<usize>], track: usize, part: Range<usize>) {
    if let Some(slot) = parts.get_mut(track) {
        *slot = part;
    }
}

impl Bed<'_> {
    /// The best way of the rows and a track's cues.
    pub(super) fn steps(&self, rows: &[Row], track: usize, margins: bool) -> Vec<Step> {
        let ours: Vec<Unit> = rows.iter().map(|row| row.unit).collect();
        let (Some(theirs), Some(side)) = (self.units.get(track), self.sides.get(track)) else {
            return Vec::new();
        };
        let band = Band::new(&ours, theirs);
        let words = self.words(rows, side, &band);
        let hope = |row: &Row| {
            let of = |(member, lexicon): &(usize, &Lexicon)| {
                let cues = row.parts.get(*member).cloned().unwrap_or_default();
                cues.map(|cue| lexicon.hope(0, cue)).sum::<i32>()
            };
            self.lexicons.iter().map(of).max().unwrap_or(0)
        };
        let its = |cue| self.lexicons.iter().map(|(_, lexicon)| lexicon.hope(1, cue)).max().unwrap_or(0);
        let blocks = [blocks(&ours, rows.iter().map(hope)), blocks(theirs, (0..theirs.len()).map(its))];
        let [one, other] = &blocks;
        let terms = Terms::new(self.related);
        let shapes = if margins { ALL } else { SIMPLE };
        Lattice { units: [&ours, theirs], blocks: [one, other], band: &band, words: &words, terms, shapes }
            .best(margins)
    }

    /// What the words of each row and each cue near it answer.
    fn words(&self, rows: &[Row], side: &Side, band: &Band) -> Vec<i32> {
        let mut words = vec![0i32; band.nodes()];
        for (member, lexicon) in &self.lexicons {
            let Some(own) = self.sides.get(*member) else { continue };
            let mut ask = Ask::new(lexicon, &own.words, &side.words);
            for (i, row) in rows.iter().enumerate() {
                ask.about(row.parts.get(*member).cloned().unwrap_or_default());
                if ask.is_idle() {
                    continue;
                }
                for j in band.row(i) {
                    if let Some(slot) = band.node(i, j).and_then(|node| words.get_mut(node)) {
                        // Two languages say the same thing twice.
                        let answer = ask.answer(j);
                        *slot = answer.max(*slot) + answer.min(*slot) / 2;
                    }
                }
            }
        }
        words
    }

    /// The rows with a track's cues laid to them.
    pub(super) fn lay(&self, rows: &[Row], track: usize, steps: &[Step]) -> Vec<Row> {
        let units = self.units.get(track).map(Vec::as_slice).unwrap_or_default();
        let mut out = Vec::with_capacity(steps.len());
        let (mut i, mut j) = (0, 0);
        for step in steps {
            let mut parts = vec![0..0; self.sides.len()];
            let sure = confidence(step.margin, self.related);
            let own = rows.get(i..i + step.p).unwrap_or_default();
            for (at, slot) in parts.iter_mut().enumerate() {
                let mut members =
                    own.iter().filter_map(|row| row.parts.get(at)).filter(|part| !part.is_empty());
                if let Some(first) = members.next() {
                    *slot = first.start..members.next_back().unwrap_or(first).end;
                }
            }
            set(&mut parts, track, j..j + step.q);
            let confidence = own.iter().map(|row| row.confidence).min().unwrap_or(1000).min(sure);
            let unit = self.mean(&parts, own, units.get(j..j + step.q).unwrap_or_default());
            out.push(Row { parts, confidence, unit });
            (i, j) = (i + step.p, j + step.q);
        }
        in_time(out, self.sides.len())
    }

    /// A row as one cue: in the middle of what each track says.
    fn mean(&self, parts: &[Range<usize>], own: &[Row], new: &[Unit]) -> Unit {
        if new.is_empty()
            && let [row] = own
        {
            return row.unit;
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

/// Puts rows of a single track, between two rows of several, into the order of time: the search leaves it open. Those
/// of one track stay in their order.
fn in_time(rows: Vec<Row>, tracks: usize) -> Vec<Row> {
    let alone = |row: &Row| {
        let mut parts = row.parts.iter().enumerate().filter(|(_, part)| !part.is_empty());
        parts.next().filter(|_| parts.next().is_none()).map(|(track, _)| track)
    };
    let mut out = Vec::with_capacity(rows.len());
    let mut waiting: Vec<VecDeque<Row>> = vec![VecDeque::new(); tracks];
    let flush = |waiting: &mut Vec<VecDeque<Row>>, out: &mut Vec<Row>| {
        loop {
            let heads =
                waiting.iter().enumerate().filter_map(|(at, rows)| Some((rows.front()?.unit.start, at)));
            let Some((_, first)) = heads.min() else { break };
            out.extend(waiting.get_mut(first).and_then(VecDeque::pop_front));
        }
    };
    for row in rows {
        match alone(&row).and_then(|track| waiting.get_mut(track)) {
            Some(list) => list.push_back(row),
            None => {
                flush(&mut waiting, &mut out);
                out.push(row);
            }
        }
    }
    flush(&mut waiting, &mut out);
    out
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
