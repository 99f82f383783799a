//! How the times of one track lie on the time line of another, found before their cues are paired.
//!
//! A track that is late, or runs at another speed, would meet wrong cues everywhere, and a hundred findings would say
//! what one about the drift says. So its times are brought over first; where nothing brings them, nothing is compared.

use super::TimedCue;
use crate::drift::{Kind, meet, shape};
use crate::retime::TimeMap;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Cues in a stretch: each must be in sync by itself.
const STRETCH: usize = 20;
/// In-times that are no further apart are one.
const TOLERANCE: Time = Time::from_ticks(TICKS_PER_SECOND * 3 / 20);
/// How far a track is looked for.
const SEARCH: Time = Time::from_ticks(TICKS_PER_SECOND * 60);
/// Where translators timed for themselves, in-times that answer one another are no further apart than this.
const LOOSE: Time = Time::from_ticks(TICKS_PER_SECOND / 2);

/// How a track lies on another's time line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tie {
    /// As it is.
    Same,
    /// Once its times went through this map.
    Moved(TimeMap),
    /// Nothing brings them together.
    Lost,
}

/// How the times of `own` lie on those of `reference`; both by in-time. In sync costs one walk along both.
#[must_use]
pub fn tie(own: &[TimedCue], reference: &[TimedCue]) -> Tie {
    let mut near = Near { reference, at: 0 };
    let mut loose = Near { reference, at: 0 };
    // A part too short for a majority says nothing.
    let mut stretches = own.chunks(STRETCH).filter(|part| part.len() * 2 > STRETCH || own.len() < STRETCH);
    if stretches.all(|part| near.count(part, TOLERANCE) * 2 > part.len()) && !own.is_empty() {
        return Tie::Same;
    }
    let starts = |cues: &[TimedCue]| -> Vec<Time> { cues.iter().map(|cue| cue.start).collect() };
    let pairs = meet(&starts(own), &starts(reference), SEARCH, TOLERANCE);
    let fewer = own.len().min(reference.len());
    if pairs.len() * 2 > fewer {
        let shape = shape(&pairs, TOLERANCE);
        match &shape.kind {
            Kind::Constant { by } if by.abs() <= TOLERANCE => return Tie::Same,
            Kind::Unclear => {}
            _ => {
                if let Some(map) = shape.map() {
                    return Tie::Moved(map);
                }
            }
        }
    }
    // In sync, though everybody timed for himself; the shorter track decides.
    let near = if own.len() <= reference.len() {
        loose.count(own, LOOSE)
    } else {
        Near { reference: own, at: 0 }.count(reference, LOOSE)
    };
    if near * 5 >= fewer * 3 && fewer > 0 { Tie::Same } else { Tie::Lost }
}

/// A walk along a track.
struct Near<'t> {
    reference: &'t [TimedCue],
    at: usize,
}

impl Near<'_> {
    /// How many of these in-times have one of the reference near; asked in the order of time.
    fn count(&mut self, own: &[TimedCue], room: Time) -> usize {
        let met = own.iter().filter(|cue| {
            while self.reference.get(self.at).is_some_and(|it| it.start < cue.start.saturating_sub(room)) {
                self.at += 1;
            }
            self.reference.get(self.at).is_some_and(|it| it.start.saturating_sub(cue.start) <= room)
        });
        met.count()
    }
}
