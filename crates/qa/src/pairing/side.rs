//! A track as the pairing sees it: its cues by in-time, what their text shows, their words.

use super::Shift;
use super::words::{Reader, Words};
use crate::language::Tongue;
use tregua_parse::model::Track;
use tregua_parse::time::Time;

/// Times beyond count as this many milliseconds: no film has them, and sums of a few of them stay in range.
const BEYOND: i64 = 200_000_000;

/// One track, ready to be paired.
#[derive(Clone, Debug)]
pub struct Side {
    /// How many cues it has, with times or without.
    pub(super) cues: usize,
    /// Its cues with times, by in-time; those of one in-time by the file.
    pub(super) order: Vec<u32>,
    /// The same cues.
    pub(super) units: Vec<Unit>,
    pub(super) words: Words,
    /// Their times as they are.
    pub(super) times: Vec<(Time, Time)>,
}

/// A cue, or cues that are one by now.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Unit {
    /// In-time, in milliseconds.
    pub(super) start: i32,
    /// Out-time, never before the in-time.
    pub(super) end: i32,
    /// Near a place where the offset jumps: how much later both are by the other offset.
    pub(super) turn: i32,
    /// How long its text is, in parts of the track's mean.
    pub(super) letters: i32,
    /// What its text shows, of [`SIGNS`].
    pub(super) signs: u8,
}

/// It asks.
pub(super) const ASKS: u8 = 1;
/// It exclaims.
pub(super) const EXCLAIMS: u8 = 2;
/// It breaks off.
pub(super) const BREAKS_OFF: u8 = 4;
/// Two speak.
const DIALOGUE: u8 = 8;
/// It is sung.
pub(super) const SUNG: u8 = 16;
/// It has digits.
pub(super) const DIGITS: u8 = 32;

/// Each sign with what it is worth in hundredths of a nat where both have it, and where only one has.
pub(super) const SIGNS: [(u8, i16, i16); 6] = [
    (ASKS, 80, -35),
    (EXCLAIMS, 60, -15),
    (BREAKS_OFF, 50, -15),
    (DIALOGUE, 70, -40),
    (SUNG, 150, -60),
    (DIGITS, 90, -20),
];

/// The mean length of a text, whatever its language.
pub(super) const MEAN: i64 = 1000;

impl Side {
    /// Reads a track; `tongue` tells how its numbers are spelt. Of a cue without readable times no more is kept than
    /// its place.
    #[must_use]
    pub fn new(track: &Track<'_>, tongue: Tongue) -> Self {
        let timed = |cue: u32| track.cues.get(cue as usize).and_then(|cue| cue.times);
        let mut order: Vec<u32> =
            (0u32..).zip(&track.cues).filter(|(_, cue)| cue.times.is_some()).map(|(at, _)| at).collect();
        order.sort_by_key(|cue| timed(*cue).map(|times| times.0));
        let mut units: Vec<Unit> = Vec::with_capacity(order.len());
        let mut total = 0i64;
        let mut reader = Reader::new(track, tongue, order.len());
        for cue in &order {
            let shown = reader.cue(track, *cue);
            let letters = shown.letters;
            let signs = if shown.dashes >= 2 { shown.signs | DIALOGUE } else { shown.signs };
            total = total.saturating_add(i64::from(letters));
            let (start, end) = timed(*cue).unwrap_or_default();
            let (start, end) = (millis(start), millis(end));
            units.push(Unit { start, end: end.max(start), turn: 0, letters, signs });
        }
        let mean = (total / i64::try_from(units.len().max(1)).unwrap_or(1)).max(1);
        for unit in &mut units {
            let scaled = (i64::from(unit.letters) * MEAN / mean).min(100 * MEAN);
            unit.letters = i32::try_from(scaled).unwrap_or(0);
        }
        let words = reader.done();
        let times = order.iter().filter_map(|cue| timed(*cue)).collect();
        Self { cues: track.cues.len(), order, units, words, times }
    }

    /// The cues with their times moved onto the line of the track that is paired by.
    pub(super) fn moved(&self, shifts: &[Shift]) -> Vec<Unit> {
        let moved = |(unit, shift): (&Unit, &Shift)| Unit {
            start: unit.start + shift.by,
            end: unit.end + shift.by,
            turn: shift.turn,
            ..*unit
        };
        self.units.iter().zip(shifts).map(moved).collect()
    }
}

fn millis(time: Time) -> i32 {
    i32::try_from(time.to_millis().clamp(-BEYOND, BEYOND)).unwrap_or(0)
}
