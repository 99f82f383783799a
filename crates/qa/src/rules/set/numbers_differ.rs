use crate::numbers::{Difference, Number, between, text_of};
use crate::rule::{Finding, Set, Sink, track_name};
use tregua_parse::base::Severity;

declare_rule! {
    /// A number, a time or an amount differs between two languages.
    ///
    /// ## What it does
    ///
    /// Reads numbers in digits and in words, in Spanish, Russian, Kazakh and English, and compares the cues that answer
    /// one another: quantities, ordinals, years, times of day, percentages, money, units. The same amount in another
    /// unit is no difference, nor is a number that moved into the cue before or behind. What may be an article or part
    /// of an idiom (un, один, бір, dos palabras) accuses nobody. Of three tracks the one that differs from both others
    /// is reported; of two, the later one. A number against another number has the rule's level; a number against
    /// none only informs, as translators round and leave out.
    ///
    /// ## Why
    ///
    /// A wrong number is the mistake no viewer can tell and every client notices: an hour, a price, a year.
    ///
    /// ```set,bad
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Faltan treinta y ocho mantas.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Не хватает 39 одеял.
    /// ```
    ///
    /// ```set,good
    /// [es]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Faltan treinta y ocho mantas.
    /// [ru]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// Не хватает тридцати восьми одеял.
    /// [kk]
    /// 1
    /// 00:00:01,000 --> 00:00:03,000
    /// 38 көрпе жетпейді.
    /// ```
    "set/numbers-differ", Warning, fix: None,
    params {},
    Set check
}

/// A difference of two sides in a row.
struct Found {
    row: usize,
    sides: [usize; 2],
    difference: Difference,
}

fn check(_: &Params, set: &Set<'_, '_>, sinks: &mut [Sink<'_>]) {
    let mut all: Vec<Found> = Vec::new();
    for (a, b) in set.couples() {
        let (Some(one), Some(other)) = (set.side(a), set.side(b)) else { continue };
        let (Some(of_a), Some(of_b), Some(pairs)) = (set.numbers(a), set.numbers(b), set.pairs(a, b)) else {
            continue;
        };
        for group in between((one.track, of_a), (other.track, of_b), pairs) {
            let row = group.group;
            all.extend(group.differences.into_iter().map(|difference| Found {
                row,
                sides: [a, b],
                difference,
            }));
        }
    }
    all.sort_by_key(|found| (found.row, found.sides));
    for row in all.chunk_by(|a, b| a.row == b.row) {
        report(set, row, sinks);
    }
}

/// Everything that differs in one row, said once, at the side most others differ from.
fn report(set: &Set<'_, '_>, row: &[Found], sinks: &mut [Sink<'_>]) {
    let mut couples: Vec<[usize; 2]> = row.iter().map(|found| found.sides).collect();
    couples.dedup();
    let against = |side: usize| couples.iter().filter(|sides| sides.contains(&side)).count();
    let Some(here) = (0..set.sides().len()).max_by_key(|side| against(*side)) else { return };
    let Some(sides) = couples.iter().find(|sides| sides.contains(&here)) else { return };
    for found in row.iter().filter(|found| found.sides == *sides) {
        let Difference { a, b } = found.difference;
        let first = sides.first() == Some(&here);
        let (own, there) = if first { (a, b) } else { (b, a) };
        let other = sides.iter().find(|side| **side != here).copied().unwrap_or(0);
        say(set, found.row, (here, own), (other, there), sinks);
    }
}

fn say(
    set: &Set<'_, '_>,
    row: usize,
    (here, own): (usize, Option<Number>),
    (other, there): (usize, Option<Number>),
    sinks: &mut [Sink<'_>],
) -> Option<()> {
    let (at, track) = (*set.sides().get(here)?, *set.sides().get(other)?);
    let words = |side: usize, number: Number| -> Option<String> {
        let mut text = String::new();
        text_of(set.side(side)?.track, set.rows().of(side, row), &mut text);
        Some(text.get(number.range())?.replace('\n', " "))
    };
    let cues = set.rows().of(here, row);
    let (cue, span) = match own {
        Some(number) => set.place(here, cues, &number.range())?,
        None => set.whole(here, cues)?,
    };
    let track = track_name(set, track);
    let message = match (own, there) {
        (Some(own), Some(there)) => {
            say!("other", here = words(here, own)?, there = words(other, there)?, track = track)
        }
        (Some(own), None) => say!("added", here = words(here, own)?, track = track),
        (None, Some(there)) => say!("missing", there = words(other, there)?, track = track),
        (None, None) => return None,
    };
    let finding: Finding<'_> = sinks.get_mut(at)?.cue(cue, span, message);
    if own.is_none() || there.is_none() {
        finding.at_most(Severity::Info);
    }
    Some(())
}
