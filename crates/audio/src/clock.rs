//! Where each hundredth of a second stands among samples of which some were left out.

use crate::features::FRAMES;
use std::collections::VecDeque;

/// A stretch that was left out.
#[derive(Clone, Copy, Debug)]
struct Hole {
    /// Where it was, counting the samples before it that are there.
    at: u64,
    /// How many samples are lacking.
    count: u64,
}

/// One frame's window, or that of several which stand in the same hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its first sample, at the lower rate, counting the silence before the programme.
    pub(crate) start: usize,
    /// How many frames are alike, one at least.
    pub(crate) count: usize,
}

/// How far the frames have come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hand {
    /// The next frame.
    frame: u64,
    /// Holes behind it, of those that are kept.
    passed: usize,
    /// Samples lacking before it.
    lacking: u64,
}

/// The way from time to samples. It counts samples of the track's own rate, so that nothing drifts.
#[derive(Debug)]
pub(crate) struct Clock {
    rate: u64,
    step: u64,
    holes: VecDeque<Hole>,
    hand: Hand,
}

impl Clock {
    /// For a track of `rate` samples a second of which every `step`-th comes.
    pub(crate) fn new(rate: u32, step: usize) -> Self {
        Self {
            rate: u64::from(rate),
            step: step.max(1) as u64,
            holes: VecDeque::new(),
            hand: Hand::default(),
        }
    }

    /// Notes that behind `at` samples of the track `count` are left out.
    pub(crate) fn leave_out(&mut self, at: u64, count: u64) {
        self.holes.push_back(Hole { at, count });
    }

    /// Where the clock stands.
    pub(crate) fn hand(&self) -> Hand {
        self.hand
    }

    /// The window of the frame at `hand`, and where the hand stands behind it.
    pub(crate) fn place(&self, mut hand: Hand) -> (Place, Hand) {
        let (first, middle) = self.frame(hand.frame);
        while let Some(hole) = self.holes.get(hand.passed) {
            let begins = hole.at.saturating_add(hand.lacking);
            let ends = begins.saturating_add(hole.count);
            if middle < begins {
                break;
            }
            if middle < ends {
                // All frames whose middle is lacking are heard where the sound on both sides meets.
                let start = self.low((begins + first).saturating_sub(middle + hand.lacking));
                let mut count = 1;
                while self.frame(hand.frame + count).1 < ends {
                    count += 1;
                }
                hand.frame += count;
                return (Place { start, count: count as usize }, hand);
            }
            hand.lacking = hand.lacking.saturating_add(hole.count);
            hand.passed += 1;
        }
        let start = self.low(first.saturating_sub(hand.lacking));
        hand.frame += 1;
        (Place { start, count: 1 }, hand)
    }

    /// Moves the hand on; what lies behind it is forgotten.
    pub(crate) fn go(&mut self, mut hand: Hand) {
        self.holes.drain(..hand.passed.min(self.holes.len()));
        hand.passed = 0;
        self.hand = hand;
    }

    /// First sample of a frame's hundredth of a second, and its middle one.
    fn frame(&self, frame: u64) -> (u64, u64) {
        let first = frame.saturating_mul(self.rate) / FRAMES as u64;
        (first, first + self.rate / (2 * FRAMES as u64))
    }

    fn low(&self, sample: u64) -> usize {
        usize::try_from(sample / self.step).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the first frames, as many times as they are alike.
    fn places(clock: &mut Clock, frames: usize) -> Vec<usize> {
        let mut out = Vec::new();
        while out.len() < frames {
            let (place, hand) = clock.place(clock.hand());
            clock.go(hand);
            out.extend(std::iter::repeat_n(place.start, place.count));
        }
        out.truncate(frames);
        out
    }

    #[test]
    fn nothing_drifts_without_holes() {
        for (rate, step) in [(48_000, 3), (44_100, 3), (11_025, 1), (50_000, 3)] {
            let places = places(&mut Clock::new(rate, step), 6000);
            let last = 5999 * rate as usize / 100 / step;
            assert_eq!((places[0], places[5999]), (0, last), "{rate} Hz");
        }
    }

    #[test]
    fn frames_in_a_hole_are_alike_and_those_behind_it_are_in_their_places() {
        let mut clock = Clock::new(48_000, 3);
        // 25 ms are lacking behind 100 ms, and 10 ms behind 150 ms of what is there.
        clock.leave_out(4800, 1200);
        clock.leave_out(7200, 480);
        let places = places(&mut clock, 30);
        // The tenth begins at 100 ms, and its middle lacks: it is centred where the sound meets, 5 ms earlier.
        assert_eq!(places[8..13], [1280, 1440, 1520, 1520, 1520]);
        // At 130 ms, 25 ms lack before it.
        assert_eq!(places[13], (6240 - 1200) / 3);
        assert_eq!(places[29], (13_920 - 1680) / 3);
        assert!(places.windows(2).all(|two| two[0] <= two[1]), "{places:?}");
    }

    #[test]
    fn a_hole_as_long_as_a_programme_costs_one_place() {
        let mut clock = Clock::new(48_000, 3);
        clock.leave_out(0, 48_000 * 3600);
        let (place, hand) = clock.place(clock.hand());
        assert_eq!(place, Place { start: 0, count: 360_000 });
        clock.go(hand);
        assert_eq!(clock.place(clock.hand()).0.start, 0);
    }
}
