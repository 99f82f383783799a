//! What a way is worth: an alignment with its evidence, or a refusal with its numbers.

use super::follow::{Way, others};
use super::order::{is_astray, straightened};
use super::path::{Scores, Stretch};
use super::score::nearest;
use super::side::Side;
use super::{FEW, HANDFUL, Options};
use crate::retime::{MapError, Piece, Speed, TimeMap};
use std::fmt;
use tregua_parse::time::Time;

/// Cues without which nothing is said.
pub(super) const FEWEST: usize = 4;
/// What a way has to be worth: as much as it takes to name it among all that could have been found; of a handful of cues
/// there are not so many.
const NEEDED: f64 = 9.0;
/// What a speed of no pair of frame rates has to be worth beyond that where few cues show it.
const ODD_OF_FEW: f64 = 15.0;
/// Another answer within this is as good.
const TIE: f64 = 4.0;
/// A distance so far from the one that was found is another, in milliseconds.
const OTHER: f64 = 700.0;
/// A track is left as it is where no cue would move further, in milliseconds: a frame is 42.
const IN_SYNC: f64 = 45.0;
/// The share of cues that must have a counterpart beyond what chance gives, in per mille.
pub(super) const SHARE: i64 = 150;
/// Of a way that went astray no more changes are believed.
const RECUTS: usize = 6;
/// A border may lie where the evidence for another place is weaker by no more than this.
const UNSURE: f32 = 3.0;

/// Where a track belongs, and how that is known.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// The map that puts it there; the identity where it is in sync.
    pub map: TimeMap,
    /// Whether it is in sync already: nothing is to be moved.
    pub in_sync: bool,
    /// Whether the cues speak for themselves: nothing else was looked for.
    pub(super) clear: bool,
    /// How sure, in per mille.
    pub confidence: u16,
    /// The evidence for it over chance, in tenths of natural units of information.
    pub evidence: i64,
    /// How much more than for the best other answer, in the same units.
    pub margin: i64,
    /// Cues of the track.
    pub cues: usize,
    /// Those that have a counterpart where they go, in per mille of those that the reference reaches.
    pub explained: u16,
    /// Cues that go before or behind all the reference has: they follow the nearest that does not.
    pub outside: usize,
    /// Half of those with a counterpart are out by no more than this.
    pub median: Time,
    /// Nine in ten of them are out by no more than this.
    pub most: Time,
    /// The speed of all pieces.
    pub speed: Speed,
    /// Whether that is the speed between two frame rates.
    pub usual: bool,
    /// Where the distance changes.
    pub splits: Vec<Split>,
    /// In-times of the track and what each is out by where it goes, for a picture; one for each cue that has a counterpart.
    pub residuals: Vec<(Time, Time)>,
}

/// A place where the distance changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Split {
    /// The first of the track's own times the new distance holds for.
    pub at: Time,
    /// The change may as well lie this early.
    pub earliest: Time,
    /// Or this late.
    pub latest: Time,
    /// By how much later everything from here on comes; negative for earlier.
    pub jump: Time,
}

/// Why nothing was moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Too few cues.
    TooFew,
    /// Nothing stands out from chance.
    Nothing,
    /// Two answers are as good.
    Tie,
    /// Too few of the cues have a counterpart.
    Share,
    /// The film's order would have to change in many places.
    Order,
    /// Less sure than was asked for.
    Unsure,
}

/// No alignment: the numbers, and what they mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// How sure the best answer is, in per mille.
    pub confidence: u16,
    /// What was asked for.
    pub asked: u16,
    /// The evidence for the best answer, in tenths of natural units of information.
    pub evidence: i64,
    /// How much more that is than for the second.
    pub margin: i64,
    /// Cues of the track and of the reference.
    pub cues: (usize, usize),
    /// The share of cues with a counterpart, in per mille.
    pub explained: u16,
}

impl Refusal {
    pub(super) fn too_few(own: usize, reference: usize) -> Self {
        Self { why: Why::TooFew, ..Self::nothing(own, reference) }
    }

    pub(super) fn nothing(own: usize, reference: usize) -> Self {
        Self {
            why: Why::Nothing,
            confidence: 0,
            asked: 0,
            evidence: 0,
            margin: 0,
            cues: (own, reference),
            explained: 0,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |n: i64| format!("{}.{}", n / 10, n.abs() % 10);
        let percent = |n: u16| format!("{}.{} %", n / 10, n % 10);
        let numbers = format!(
            "evidence {}, margin to the second-best answer {}, {} of cues explained",
            tenths(self.evidence),
            tenths(self.margin),
            percent(self.explained)
        );
        match self.why {
            Why::TooFew => write!(
                f,
                "too little to go by: {} cues against {}, and {FEWEST} are the fewest that can show a place",
                self.cues.0, self.cues.1
            ),
            Why::Nothing => write!(
                f,
                "nothing stands out from chance; these do not look like tracks of one film ({numbers})"
            ),
            Why::Tie => write!(f, "two answers are about as good as one another ({numbers})"),
            Why::Share => write!(
                f,
                "too few cues have a counterpart, {} of them; another film, or another cut of it",
                percent(self.explained)
            ),
            Why::Order => write!(
                f,
                "the best answer jumps to and fro in the film; these do not look like tracks of one film ({numbers})"
            ),
            Why::Unsure => write!(
                f,
                "the best answer is {} sure, and {} was asked for ({numbers})",
                percent(self.confidence),
                percent(self.asked)
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// Judges a way.
pub(super) fn judge(
    own: &Side,
    reference: &Side,
    way: Way,
    chance: &dyn Fn() -> f32,
    options: &Options,
) -> Result<Alignment, Refusal> {
    let astray = is_astray(reference, &way);
    let way = if astray { straightened(reference, way) } else { way };
    let first = way.stretches.first().map_or(0.0, |stretch| stretch.by);
    // Far distances are less likely before anything is known.
    let prior = (1.0 + first.abs() / 500.0).ln();
    // Where the cues do not speak for themselves, what the same search finds in a film that cannot be the right one says
    // how much it finds by chance.
    let clear = way.is_clear();
    // A handful of cues finds as much by chance as it can.
    let factor = if own.len().min(reference.len()) < HANDFUL { 1.0 } else { 1.5 };
    let pairs = own.len() as f64 * reference.len() as f64;
    let needed = (pairs.max(1.0).ln() + 2.0).min(NEEDED);
    let needed = if way.usual || own.len() >= FEW { needed } else { needed + ODD_OF_FEW };
    let evidence = f64::from(way.gain) - prior - needed;
    // Where nothing is left, chance need not be asked for.
    let by_chance = if clear || evidence <= 0.0 { 0.0 } else { f64::from(chance().max(0.0)) * factor };
    let evidence = evidence - by_chance;
    let taken: Vec<f64> = way
        .stretches
        .iter()
        .flat_map(|stretch| std::iter::repeat_n(stretch.by, stretch.to.saturating_sub(stretch.from)))
        .collect();
    let elsewhere = |scores: &Scores| scores.way_apart(&taken, OTHER).1;
    let second = elsewhere(&way.scores).max(elsewhere(&others(&way, reference)));
    let margin = f64::from(way.total - second.max(0.0)) - TIE;
    let residuals = residuals(reference, &way);
    let (explained, chance, outside) = explained(reference, &way);
    let beyond = (explained - chance) * 1000 / (1000 - chance).max(1);
    let least = evidence.min(margin);
    let confidence = if least > 0.0 { (999.9 * (1.0 - (-least / 3.0).exp())) as u16 } else { 0 };
    let per_mille = |n: i64| u16::try_from(n.clamp(0, 1000)).unwrap_or(0);
    let refusal = |why: Why| Refusal {
        why,
        confidence,
        asked: options.min_confidence,
        evidence: (evidence * 10.0) as i64,
        margin: (margin * 10.0) as i64,
        cues: (own.len(), reference.len()),
        explained: per_mille(explained),
    };
    if evidence <= 0.0 {
        return Err(refusal(Why::Nothing));
    }
    if margin <= 0.0 {
        return Err(refusal(Why::Tie));
    }
    if astray && way.stretches.len() > RECUTS + 1 {
        return Err(refusal(Why::Order));
    }
    if beyond < SHARE {
        return Err(refusal(Why::Share));
    }
    if confidence < options.min_confidence {
        return Err(refusal(Why::Unsure));
    }
    let map = map(own, &way).map_err(|_| refusal(Why::Nothing))?;
    let in_sync = is_in_sync(own, &way);
    let mut out: Vec<Time> = residuals.iter().map(|(_, out)| out.abs()).collect();
    out.sort_unstable();
    let quantile =
        |tenths: usize| out.get(out.len() * tenths / 10).or(out.last()).copied().unwrap_or(Time::ZERO);
    Ok(Alignment {
        map: if in_sync { TimeMap::shift(Time::ZERO) } else { map },
        in_sync,
        clear,
        confidence,
        evidence: (evidence * 10.0) as i64,
        margin: (margin * 10.0) as i64,
        cues: own.len(),
        explained: per_mille(explained),
        outside,
        median: quantile(5),
        most: quantile(9),
        speed: way.speed,
        usual: way.usual,
        splits: if in_sync { Vec::new() } else { splits(own, &way) },
        residuals,
    })
}

/// How far a counterpart may be, in milliseconds.
fn reach(way: &Way) -> f64 {
    (way.tables.ins.spread.wide * 2.0).clamp(150.0, 500.0)
}

fn residuals(reference: &Side, way: &Way) -> Vec<(Time, Time)> {
    let mut out = Vec::with_capacity(way.own.len());
    let reach = reach(way);
    for stretch in &way.stretches {
        let mut next = 0;
        let cues = way.own.starts.iter().zip(&way.own.times).take(stretch.to).skip(stretch.from);
        for (start, time) in cues {
            let near = nearest(&reference.starts, start + stretch.by, &mut next).map(|it| it.0);
            let near = near.filter(|distance| distance.abs() < reach).and_then(to_time);
            out.extend(near.map(|distance| (*time, distance)));
        }
    }
    out
}

/// The share of cues within the reference's time that have a counterpart, and the share that chance would give one, in per
/// mille.
fn explained(reference: &Side, way: &Way) -> (i64, i64, usize) {
    let reach = reach(way);
    let (Some(first), Some(last)) = (reference.starts.first(), reference.starts.last()) else {
        return (0, 0, 0);
    };
    let (mut all, mut found) = (0i64, 0i64);
    let mut by_chance = 0i64;
    for stretch in &way.stretches {
        let (mut next, mut other) = (0, 0);
        for start in way.own.starts.iter().take(stretch.to).skip(stretch.from) {
            let there = start + stretch.by;
            if there < first - reach || there > last + reach {
                continue;
            }
            all += 1;
            let near = nearest(&reference.starts, there, &mut next).is_some_and(|it| it.0.abs() < reach);
            found += i64::from(near);
            // Half a minute off means nothing.
            let near = nearest(&reference.starts, there + 31_337.7, &mut other);
            by_chance += i64::from(near.is_some_and(|it| it.0.abs() < reach));
        }
    }
    let outside = way.own.len() - usize::try_from(all).unwrap_or(0).min(way.own.len());
    (found * 1000 / all.max(1), by_chance * 1000 / all.max(1), outside)
}

fn is_in_sync(own: &Side, way: &Way) -> bool {
    let out = |cue: usize, stretch: &Stretch| {
        let there = way.own.starts.get(cue).zip(own.starts.get(cue));
        there.is_some_and(|(there, here)| (there + stretch.by - here).abs() > IN_SYNC)
    };
    !way.stretches
        .iter()
        .any(|stretch| out(stretch.from, stretch) || out(stretch.to.saturating_sub(1), stretch))
}

fn map(own: &Side, way: &Way) -> Result<TimeMap, MapError> {
    let (num, den) = way.speed.fraction();
    let mut pieces = Vec::with_capacity(way.stretches.len());
    for (index, stretch) in way.stretches.iter().enumerate() {
        let own_time = |cue: usize| own.times.get(cue).copied().unwrap_or(Time::ZERO);
        let at = if way.speed == Speed::ONE { Time::ZERO } else { own_time((stretch.from + stretch.to) / 2) };
        let scaled = i128::from(at.ticks()) * i128::from(num) / i128::from(den);
        let out = || MapError("the map leaves the range of times".to_owned());
        let scaled = i64::try_from(scaled).map_err(|_| out())?;
        // Times are written in milliseconds: a distance in parts of one would be made up.
        let by = Time::from_millis(stretch.by.round() as i64).ok_or_else(out)?;
        let to = Time::from_ticks(scaled).checked_add(by).ok_or_else(out)?;
        let from = if index == 0 { Time::ZERO } else { border(own, stretch.from) };
        pieces.push(Piece { from, at, to, speed: way.speed });
    }
    TimeMap::from_pieces(pieces)
}

/// The time between a cue and the one before it from which on another distance holds: the middle of the gap, or the later
/// in-time where there is none.
fn border(own: &Side, cue: usize) -> Time {
    let here = own.times.get(cue).copied().unwrap_or(Time::ZERO);
    let before = cue.checked_sub(1).and_then(|at| own.ends.get(at)).and_then(|end| to_time(*end));
    match before {
        Some(before) if before < here => {
            let gap = here.saturating_sub(before).to_millis() / 2;
            Time::from_millis(gap).map_or(here, |gap| here.saturating_sub(gap))
        }
        _ => here,
    }
}

fn splits(own: &Side, way: &Way) -> Vec<Split> {
    let pair = |two: &[Stretch]| {
        let [before, after] = two else { return None };
        let (a, b) = (way.scores.column(before.by), way.scores.column(after.by));
        let favour = |cue: usize| {
            let row = way.scores.row(cue);
            row.get(a).copied().unwrap_or(0.0) - row.get(b).copied().unwrap_or(0.0)
        };
        // How far the border may go either way before the evidence speaks against it.
        let (mut earliest, mut sum) = (after.from, 0.0);
        for cue in (before.from + 1..after.from).rev() {
            sum += favour(cue);
            if sum > UNSURE {
                break;
            }
            earliest = cue;
        }
        let (mut latest, mut sum) = (after.from, 0.0);
        for cue in after.from..after.to.saturating_sub(1) {
            sum -= favour(cue);
            if sum > UNSURE {
                break;
            }
            latest = cue + 1;
        }
        let start = |cue: usize| own.times.get(cue).copied().unwrap_or(Time::ZERO);
        let end = |cue: usize| own.ends.get(cue).and_then(|end| to_time(*end));
        let early = earliest.checked_sub(1).and_then(end).unwrap_or_else(|| start(earliest));
        Some(Split {
            at: border(own, after.from),
            earliest: early.min(border(own, after.from)),
            latest: start(latest),
            jump: to_time(after.by.round() - before.by.round())?,
        })
    };
    way.stretches.windows(2).filter_map(pair).collect()
}

fn to_time(ms: f64) -> Option<Time> {
    let unit = Time::from_millis(1)?.ticks() as f64;
    Some(Time::from_ticks((ms * unit).round() as i64))
}
