//! From a rough speed to the exact one, and to the distances that hold: what was found sharpens what is looked for.

use super::lean::{Lean, offsets};
use super::path::{Scores, Stretch, Tables};
use super::score::{Spread, Table, nearest};
use super::side::Side;
use super::votes::Peak;
use crate::retime::Speed;
use tregua_parse::time::FrameRate;

/// Rounds of sharpening; the second most often changes nothing.
const ROUNDS: usize = 4;
/// A line through the whole track that is out by less at its ends is the same line, in milliseconds.
const SAME: f64 = 3.0;
/// A frame, in milliseconds.
const FRAME: f64 = 42.0;
/// Steps that may be stairs.
const STAIRS: usize = 6;
/// Distances that do for a rough look.
const FEW: usize = 20;
/// Distances that are followed at once.
const MOST: usize = 200;
/// What a speed of no pair of frame rates has to be worth.
const ODD: f32 = 8.0;

/// From how many cues on a way leaves no doubt that is worth so much a cue: of two films chance gives 0.3 to long tracks.
const CLEAR: [(usize, f32); 2] = [(60, 2.0), (300, 1.0)];

/// A way that was followed to its end.
pub(super) struct Way {
    pub(super) speed: Speed,
    /// Whether the speed is that of two frame rates.
    pub(super) usual: bool,
    /// The track at that speed.
    pub(super) own: Side,
    pub(super) stretches: Vec<Stretch>,
    /// What it is worth, the price of its changes and its speed taken off.
    pub(super) gain: f32,
    /// The same without the price of its speed.
    pub(super) total: f32,
    pub(super) scores: Scores,
    pub(super) tables: Tables,
}

impl Way {
    /// Whether the cues speak for themselves.
    pub(super) fn is_clear(&self) -> bool {
        let cues = self.own.len();
        CLEAR.iter().any(|(least, worth)| cues >= *least && self.gain > worth * cues as f32)
    }
}

/// Follows a lean from the speed `base`.
pub(super) fn follow(own: &Side, reference: &Side, base: f64, lean: &Lean, peaks: &[Peak]) -> Way {
    let mut speed = base * (1.0 + lean.slope);
    let mut scaled = own.at_speed(speed);
    let mut tables = tables(&scaled, reference);
    let mut known = offsets(peaks, lean.slope);
    let rough = Scores::new(&scaled, reference, few(&known), &tables).way().0;
    learn(&mut tables, &scaled, reference, &rough);
    let mut found = Scores::new(&scaled, reference, &known, &tables).way();
    let mut line = None;
    for _ in 0..ROUNDS {
        line = Line::through(&scaled, reference, &found.0, &tables);
        let Some(line) = &line else { break };
        // The peaks lean with the line; what was found is taken along exactly.
        speed *= 1.0 + line.slope;
        scaled = own.at_speed(speed);
        known = offsets(peaks, speed / base - 1.0);
        let settled = (line.slope * line.half).abs() < SAME;
        let before = found.0.len();
        let sharp = sharpened(&scaled, reference, &found.0, line.slope);
        learn(&mut tables, &scaled, reference, &moved(&found.0, &scaled, line.slope));
        // Where a few do, the others wait until the speed is known.
        let some = beside(sharp, few(&known).to_vec());
        found = Scores::new(&scaled, reference, &some, &tables).way();
        if settled && found.0.len() == before {
            break;
        }
    }
    let at = |speed: Speed| {
        let scaled = own.at_speed(number(speed));
        let known = beside(sharpened(&scaled, reference, &found.0, 0.0), known.clone());
        let scores = Scores::new(&scaled, reference, &known, &tables);
        let (stretches, total) = scores.way();
        let stretches = settle(&scaled, reference, stretches);
        Way { speed, usual: true, own: scaled, stretches, gain: total, total, scores, tables: tables.clone() }
    };
    if let Some((usual, line)) = line.and_then(|line| Some((usual(speed, &line)?, line))) {
        let way = at(usual);
        // Where no cue would be seen to move, no odd speed is made up.
        let unseen = (speed / number(usual) - 1.0).abs() * line.half < FRAME;
        if way.gain >= found.1 - if unseen { ODD.max(found.1 * 0.05) } else { ODD } {
            return way;
        }
    }
    let way = at(exact(speed));
    Way { usual: false, gain: way.total - ODD, ..way }
}

/// The heaviest distances.
fn few(known: &[f64]) -> &[f64] {
    known.get(..FEW).unwrap_or(known)
}

/// Distances that were found, and those of the others that are none of them.
fn beside(mut found: Vec<f64>, others: Vec<f64>) -> Vec<f64> {
    let count = found.len();
    for other in others {
        if found.iter().take(count).all(|by| (by - other).abs() > 45.0) {
            found.push(other);
        }
    }
    found.truncate(MOST);
    found
}

/// Stretches whose cues lean by `slope` more than they did: the middle of each stays where it was.
fn moved(stretches: &[Stretch], own: &Side, slope: f64) -> Vec<Stretch> {
    let start = |cue: usize| own.starts.get(cue).copied().unwrap_or(0.0);
    let moved = |stretch: &Stretch| {
        let middle = (start(stretch.from) + start(stretch.to.saturating_sub(1))) / 2.0;
        Stretch { by: stretch.by - slope * middle, ..*stretch }
    };
    stretches.iter().map(moved).collect()
}

/// Learns the spreads from a way.
fn learn(tables: &mut Tables, own: &Side, reference: &Side, stretches: &[Stretch]) {
    let (mut ins, mut outs) = (Vec::with_capacity(own.len()), Vec::with_capacity(own.len()));
    for stretch in stretches {
        let (mut next, mut next_out) = (0, 0);
        for cue in stretch.from..stretch.to {
            let (Some(start), Some(end)) = (own.starts.get(cue), own.ends.get(cue)) else { continue };
            ins.extend(nearest(&reference.starts, start + stretch.by, &mut next).map(|it| it.0));
            outs.extend(nearest(&reference.outs, end + stretch.by, &mut next_out).map(|it| it.0));
        }
    }
    tables.ins.learn(&ins);
    tables.outs.learn(&outs);
}

fn tables(own: &Side, reference: &Side) -> Tables {
    let middle = |times: &[f64]| times.first().zip(times.last()).map_or(0.0, |(a, b)| (a + b) / 2.0);
    let span = |times: &[f64]| times.first().zip(times.last()).map_or(1.0, |(a, b)| b - a);
    let apart = middle(&reference.starts) - middle(&own.starts);
    // Distances that mean nothing: spread over a tenth of the track, at no round step.
    let step = (span(&own.starts) / 331.7).clamp(137.3, 31_337.7);
    let spots: Vec<f64> = (-16..16).map(|at| apart + (f64::from(at) + 0.5) * step).collect();
    Tables {
        ins: Table::new(&own.starts, &reference.starts, &spots, Spread::FIRST),
        outs: Table::new(&own.ends, &reference.outs, &spots, Spread::FIRST_OUT),
    }
}

/// What the whole track says for other distances, each of them put right by the cues near it.
pub(super) fn others(way: &Way, reference: &Side) -> Scores {
    let whole = |by: &f64| Stretch { from: 0, to: way.own.len(), by: *by, gain: 0.0 };
    let most = if way.is_clear() { way.stretches.len() + FEW } else { MOST };
    let offsets: Vec<f64> =
        way.scores.offsets.iter().take(most).map(|by| centre(&way.own, reference, &whole(by), *by)).collect();
    Scores::new(&way.own, reference, &offsets, &way.tables)
}

/// The middle of what each stretch's cues are out by, put right.
fn sharpened(own: &Side, reference: &Side, stretches: &[Stretch], slope: f64) -> Vec<f64> {
    let moved = moved(stretches, own, slope);
    let mut all: Vec<f64> = moved.iter().map(|stretch| centre(own, reference, stretch, stretch.by)).collect();
    all.sort_unstable_by(f64::total_cmp);
    all.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    all
}

/// Twice: the median of what is out by less than a third of a second, then of what is near that.
fn centre(own: &Side, reference: &Side, stretch: &Stretch, by: f64) -> f64 {
    let mut by = by;
    for reach in [330.0, 150.0] {
        let mut next = 0;
        let cues = own.starts.get(stretch.from..stretch.to).unwrap_or_default();
        let mut out: Vec<f64> = cues
            .iter()
            .filter_map(|start| nearest(&reference.starts, start + by, &mut next).map(|it| it.0))
            .filter(|distance| distance.abs() < reach)
            .collect();
        let middle = out.len() / 2;
        if out.len() >= 3 {
            by += *out.select_nth_unstable_by(middle, f64::total_cmp).1;
        }
    }
    by
}

/// The stretches with their exact distances; neighbours that come out as one are one.
fn settle(own: &Side, reference: &Side, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for mut stretch in stretches {
        stretch.by = centre(own, reference, &stretch, stretch.by);
        match out.last_mut() {
            Some(last) if (last.by - stretch.by).abs() < 40.0 => {
                last.to = stretch.to;
                last.gain += stretch.gain;
                last.by = centre(own, reference, last, last.by);
            }
            _ => out.push(stretch),
        }
    }
    out
}

/// What the cues are out by, as one line with a step at each change.
struct Line {
    slope: f64,
    /// What the slope may be out by.
    error: f64,
    /// Half of the longest track there is evidence for.
    half: f64,
}

impl Line {
    fn through(own: &Side, reference: &Side, stretches: &[Stretch], tables: &Tables) -> Option<Self> {
        // Beyond this a distance counts by its side, not by its size.
        let spread = &tables.ins.spread;
        let near = (spread.close * spread.near + (1.0 - spread.close) * spread.wide).max(15.0);
        let reach = (tables.ins.spread.wide * 3.0).clamp(150.0, 500.0);
        let (mut first, mut last) = (f64::MAX, f64::MIN);
        let mut parts: Vec<Vec<(f64, f64)>> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let mut next = 0;
            let mut part = Vec::new();
            for start in own.starts.get(stretch.from..stretch.to).unwrap_or_default() {
                let Some((out, _)) = nearest(&reference.starts, start + stretch.by, &mut next) else { break };
                if out.abs() < reach {
                    part.push((*start, out));
                    first = first.min(*start);
                    last = last.max(*start);
                }
            }
            if part.len() >= 3 {
                parts.push(part);
            }
        }
        let (mut slope, mut error) = (0.0, f64::MAX);
        let mut levels = vec![0.0; parts.len()];
        // What is far from the line counts less; what is far is known once there is a line.
        for _ in 0..6 {
            let (mut up, mut run, mut left) = (0.0, 0.0, 0.0);
            for (part, level) in parts.iter().zip(&mut levels) {
                let centre = part.iter().map(|p| p.0).sum::<f64>() / part.len() as f64;
                let off = |(at, out): (f64, f64), level: f64| out - level - slope * (at - centre);
                let weigh = |off: f64| near / off.abs().max(near);
                let weights = || part.iter().map(|p| (p, weigh(off(*p, *level))));
                let weight: f64 = weights().map(|(_, w)| w).sum::<f64>().max(1e-9);
                let middle = weights().map(|(p, w)| p.0 * w).sum::<f64>() / weight;
                let mean = weights().map(|(p, w)| p.1 * w).sum::<f64>() / weight;
                for (point, w) in weights() {
                    let (far, out) = (point.0 - middle, point.1 - mean);
                    up += w * far * out;
                    run += w * far * far;
                    // Of weighted points each counts with the square of its weight.
                    let lever = w * far * (out - slope * far);
                    left += lever * lever;
                }
                *level = mean - slope * (middle - centre);
            }
            if run <= 0.0 {
                return None;
            }
            (slope, error) = (up / run, left.sqrt() / run);
        }
        Some(Self { slope, error, half: ((last - first) / 2.0).max(1.0) })
    }
}

/// The slope that a staircase of small steps in one direction stands for: a speed that is not the right one yet.
pub(super) fn stairs(way: &Way) -> Option<f64> {
    let middle = |stretch: &Stretch| {
        let first = way.own.starts.get(stretch.from)?;
        let last = way.own.starts.get(stretch.to.checked_sub(1)?)?;
        Some((first + last) / 2.0)
    };
    let mut rises: Vec<f64> = Vec::with_capacity(way.stretches.len());
    for two in way.stretches.windows(2) {
        let [before, after] = two else { continue };
        let (Some(from), Some(to)) = (middle(before), middle(after)) else { continue };
        rises.push((after.by - before.by) / (to - from).max(1.0));
    }
    if rises.len() < STAIRS {
        return None;
    }
    let half = rises.len() / 2;
    let slope = *rises.select_nth_unstable_by(half, f64::total_cmp).1;
    let like = rises.iter().filter(|rise| (*rise - slope).abs() < slope.abs() * 0.5).count();
    (slope != 0.0 && like * 3 >= rises.len() && slope.abs() < 0.05).then_some(slope)
}

/// The speeds between the usual frame rates that a film is sped up or slowed down by, no change among them.
pub(super) fn usual_speeds() -> Vec<Speed> {
    let thirty = [FrameRate::new(30, true, false), FrameRate::new(30, false, false)];
    let rates: Vec<FrameRate> = [FrameRate::F24, FrameRate::F23_976, FrameRate::F25]
        .into_iter()
        .chain(thirty.into_iter().flatten())
        .collect();
    let mut out = vec![Speed::ONE];
    for (from, to) in rates.iter().flat_map(|from| rates.iter().map(move |to| (*from, *to))) {
        let speed = Speed::between(from, to);
        if (0.89..1.12).contains(&number(speed)) && !out.contains(&speed) {
            out.push(speed);
        }
    }
    out
}

/// The usual speed that the evidence cannot tell from this one.
fn usual(speed: f64, line: &Line) -> Option<Speed> {
    // What is nearer is tried, and what the cues then say decides.
    let slack = (4.0 * line.error).max(60.0 / line.half);
    let out = |usual: &Speed| (speed / number(*usual) - 1.0).abs();
    // Where it may be no change at all, it is none.
    if out(&Speed::ONE) <= slack {
        return Some(Speed::ONE);
    }
    let nearest = usual_speeds().into_iter().min_by(|a, b| out(a).total_cmp(&out(b)))?;
    (out(&nearest) <= slack).then_some(nearest)
}

pub(super) fn number(speed: Speed) -> f64 {
    let (num, den) = speed.fraction();
    num as f64 / den as f64
}

/// A speed as a fraction that is out by a millisecond in ten days.
fn exact(speed: f64) -> Speed {
    const DEN: i64 = 1_000_000_000;
    Speed::new((speed * DEN as f64).round() as i64, DEN).unwrap_or(Speed::ONE)
}
