//! From two tracks of a film and a list of what is wrong to a pair with its truth.

use super::cuts::{Cuts, Side};
use super::{Cue, Pair, Split, Truth};
use crate::feature::dice::Dice;

/// A cue never stands shorter than this, jitter or not.
const BRIEFEST: i64 = 200;

/// What is done to the time line.
#[derive(Clone, Debug)]
pub(super) struct Warp {
    /// How the pictures were cut.
    pub(super) cuts: Cuts,
    /// What the times of the input are to be multiplied by.
    pub(super) speed: (i64, i64),
    /// By how much the input is late, in milliseconds; negative: the reference is.
    pub(super) late: i64,
    /// Up to how many milliseconds each time of the input is off.
    pub(super) jitter: i64,
    /// Frames a second of the reference, where times stand on frames.
    pub(super) grid: Option<(i64, i64)>,
}

/// Puts the pair together. `tracks` are on the film's own time line, the input first.
pub(super) fn make(
    class: &'static str,
    number: usize,
    source: String,
    tracks: [&[Cue]; 2],
    warp: &Warp,
    dice: &mut Dice,
) -> Pair {
    // Neither file begins before zero.
    let (late, base) = (warp.late.max(0), (-warp.late).max(0));
    let (up, down) = warp.speed;
    let grids = [warp.grid.map(|(n, d)| (n * up, d * down)), warp.grid];
    let mut made = Vec::new();
    for cue in tracks[0] {
        let Some(start) = warp.cuts.place(Side::Input, cue.start) else { continue };
        let end = warp.cuts.place(Side::Input, cue.end).unwrap_or(start + cue.end - cue.start);
        let mut old = |time: i64| {
            let jitter = dice.between(-warp.jitter, warp.jitter);
            on_grid(divided(time * down, up) + late + jitter, grids[0]).max(0)
        };
        let [old_start, old_end] = [old(start), old(end)];
        let old_end = old_end.max(old_start + BRIEFEST);
        let right = warp.cuts.place(Side::Reference, cue.start).map(|time| {
            let end = warp.cuts.place(Side::Reference, cue.end).unwrap_or(time + cue.end - cue.start);
            let mapped = divided((old_start - late) * up, down) + time - start + base;
            (Truth { times: Some((time + base, end + base)), mapped: Some(mapped) }, time - start)
        });
        let (truth, offset) =
            right.map_or((Truth { times: None, mapped: None }, None), |(t, o)| (t, Some(o)));
        made.push((Cue { start: old_start, end: old_end, text: cue.text.clone() }, truth, offset));
    }
    made.sort_by_key(|(cue, ..)| (cue.start, cue.end));
    let reference = tracks[1].iter().filter_map(|cue| {
        let start = warp.cuts.place(Side::Reference, cue.start)?;
        let end = warp.cuts.place(Side::Reference, cue.end).unwrap_or(start + cue.end - cue.start);
        let [start, end] = [start, end].map(|time| on_grid(time + base, grids[1]));
        Some(Cue { start, end: end.max(start + BRIEFEST), text: cue.text.clone() })
    });
    Pair {
        class,
        name: format!("{class}-{number:02}"),
        source,
        reference: reference.collect(),
        splits: splits(&made),
        truth: made.iter().map(|(_, truth, _)| *truth).collect(),
        input: made.into_iter().map(|(cue, ..)| cue).collect(),
        speed: warp.speed,
        jitter: warp.jitter,
    }
}

/// Where the offset of the cues that have one changes. Cuts without such a cue between them are one split.
fn splits(made: &[(Cue, Truth, Option<i64>)]) -> Vec<Split> {
    let placed: Vec<(&Cue, i64)> =
        made.iter().filter_map(|(cue, _, offset)| Some((cue, (*offset)?))).collect();
    let changes = placed.windows(2).filter(|two| two[0].1 != two[1].1);
    changes
        .map(|two| Split { after: two[0].0.end, before: two[1].0.start, jump: two[1].1 - two[0].1 })
        .collect()
}

/// To the nearest whole number; halves go up.
fn divided(up: i64, down: i64) -> i64 {
    (2 * up + down).div_euclid(2 * down)
}

/// The nearest frame's time, to the nearest millisecond.
fn on_grid(ms: i64, rate: Option<(i64, i64)>) -> i64 {
    let Some((up, down)) = rate else { return ms };
    // 12 hours at 60 000 × 10 000 stay far below 2⁶³ only in wider numbers.
    let [ms, up, down] = [ms, up, down].map(i128::from);
    let frame = (2 * ms * up + 1_000 * down).div_euclid(2_000 * down);
    i64::try_from((2_000 * frame * down + up).div_euclid(2 * up)).unwrap_or(0)
}
