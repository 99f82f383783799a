//! What a change of shot asks of the in-times and out-times near it.
//!
//! A cue that begins or ends just beside a cut is read as a mistake: the eye takes the cut for a new cue. So a time is
//! either *in step* with a cut (an in-time on it, an out-time a set number of frames before it) or half a second away
//! from every cut. Where cuts come faster than that, being in step with one of them is enough; otherwise a
//! sequence of short shots would leave no lawful place at all. Frames count from 0, and an out-time is the first frame
//! without the cue.

use super::Frames;
use tregua_parse::time::FrameRate;

/// Half a second in frames, to the nearest, halves up: 12 at 24, 13 at 25, 15 at 29.97. A cut's zone reaches
/// so far to either side.
#[must_use]
pub fn zone(rate: FrameRate) -> i64 {
    rate.half_second()
}

/// How far a cut reaches, in frames. All numbers are a profile's, or follow from its rate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Zones {
    /// Half a second: [`zone`] of the film's rate.
    pub half: i64,
    /// How many frames before a cut an out-time that is in step with it stands.
    pub gap: i64,
    /// In-times so many frames before a cut or fewer are better moved onto it, earlier ones half a second before it.
    pub snap: i64,
}

impl Zones {
    /// At a frame rate. `snap_percent` is in percent of half a second.
    #[must_use]
    pub fn new(rate: FrameRate, gap: i64, snap_percent: i64) -> Self {
        let half = zone(rate);
        Self { half, gap, snap: half.saturating_mul(snap_percent) / 100 }
    }
}

/// How a time stands to the cuts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stance {
    /// Half a second from every cut.
    Free,
    /// In step with this cut.
    InStep(i64),
    /// Beside a cut.
    Broken(Breach),
}

impl Stance {
    /// What is wrong, where something is.
    #[must_use]
    pub fn breach(self) -> Option<Breach> {
        match self {
            Self::Broken(breach) => Some(breach),
            Self::Free | Self::InStep(_) => None,
        }
    }
}

/// A time that stands beside a cut, and where it ought to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Breach {
    /// What is asked of it.
    pub demand: Demand,
    /// The cut that asks it.
    pub cut: i64,
    /// The frame it ought to be on: lawful itself.
    pub to: i64,
    /// Another lawful frame, where there is one near.
    pub or: Option<i64>,
}

/// What a cut asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Demand {
    /// An in-time less than half a second after a cut belongs on it.
    InAfter,
    /// An in-time less than half a second before a cut belongs on it, or half a second before it.
    InBefore,
    /// An out-time less than half a second before a cut belongs just before it.
    OutBefore,
    /// An out-time on a cut or less than half a second after it belongs just before it, or half a second after it.
    OutAfter,
}

/// How an in-time stands to the cuts.
#[must_use]
pub fn in_time(frame: i64, shots: &Frames, zones: Zones) -> Stance {
    let Near { before, after } = Near::of(frame, shots, zones.half);
    if before == Some(frame) {
        return Stance::InStep(frame);
    }
    let broken = |demand, cut, to, or| Stance::Broken(Breach { demand, cut, to, or });
    match (before, after) {
        (None, None) => Stance::Free,
        (Some(cut), None) => broken(Demand::InAfter, cut, cut, None),
        (Some(cut), Some(next)) if next.saturating_sub(frame) < frame.saturating_sub(cut) => {
            broken(Demand::InBefore, next, next, Some(cut))
        }
        (Some(cut), Some(next)) => broken(Demand::InAfter, cut, cut, Some(next)),
        (None, Some(next)) => {
            let early = next.saturating_sub(zones.half);
            let free = shots.before(early).is_none_or(|cut| early.saturating_sub(cut) >= zones.half);
            let early = Some(early).filter(|early| *early >= 0 && free);
            match early {
                Some(early) if next.saturating_sub(frame) > zones.snap => {
                    broken(Demand::InBefore, next, early, Some(next))
                }
                _ => broken(Demand::InBefore, next, next, early),
            }
        }
    }
}

/// How an out-time stands to the cuts.
#[must_use]
pub fn out_time(frame: i64, shots: &Frames, zones: Zones) -> Stance {
    let in_step = frame.saturating_add(zones.gap);
    if shots.contains(in_step) {
        return Stance::InStep(in_step);
    }
    let Near { before, after } = Near::of(frame, shots, zones.half);
    let step = |cut: i64| cut.saturating_sub(zones.gap);
    let Some(cut) = before else {
        return after.map_or(Stance::Free, |next| {
            Stance::Broken(Breach { demand: Demand::OutBefore, cut: next, to: step(next), or: None })
        });
    };
    // Before this cut, half a second after it, or before the next one.
    let late = cut.saturating_add(zones.half);
    let next = shots.after(frame);
    let far = next.is_none_or(|next| next.saturating_sub(late) >= zones.half || step(next) == late);
    let places = [
        Some((Demand::OutAfter, cut, step(cut))).filter(|(.., to)| *to >= 0),
        Some((Demand::OutAfter, cut, late)).filter(|_| far),
        next.map(|next| (Demand::OutBefore, next, step(next))).filter(|(.., to)| *to >= 0),
    ];
    let away = |to: i64| to.abs_diff(frame);
    let nearest = |not: Option<i64>| {
        let places = places.iter().flatten().filter(move |(.., to)| Some(*to) != not);
        places.copied().min_by_key(|(.., to)| away(*to))
    };
    let (demand, asks, to) = nearest(None).unwrap_or((Demand::OutAfter, cut, late));
    // Only what is nearer than half a second is a demand of its own.
    let (demand, asks) = if after.is_none() { (Demand::OutAfter, cut) } else { (demand, asks) };
    Stance::Broken(Breach { demand, cut: asks, to, or: nearest(Some(to)).map(|(.., to)| to) })
}

/// The cuts nearer than half a second.
struct Near {
    /// At the frame or before it.
    before: Option<i64>,
    after: Option<i64>,
}

impl Near {
    fn of(frame: i64, shots: &Frames, half: i64) -> Self {
        let close = |cut: &i64| cut.saturating_sub(frame).saturating_abs() < half;
        // Both are beside one place.
        let numbers = shots.numbers();
        let after = numbers.partition_point(|one| *one <= frame);
        let before = after.checked_sub(1).and_then(|before| numbers.get(before));
        Self { before: before.copied().filter(close), after: numbers.get(after).copied().filter(close) }
    }
}

#[cfg(test)]
mod tests;
