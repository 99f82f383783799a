//! Many channels to one, and a high rate to one that is enough for speech.
//!
//! No particular rate is made: whole steps of 1, 2, 3 … samples bring any rate to 11–24 kHz, which costs a tenth of what a
//! resampler costs, and bands are counted in hertz anyway. The filter is a triangle over two steps. It stands 22 to 45 dB
//! against what would fold onto 0–4 kHz, where films hold 30 dB less to begin with.

use symphonia::core::audio::{Channels, Position};

/// Weights of the channels of one frame, in their order. Speech in films is in the centre; effects are all around it.
pub(crate) fn weights(channels: &Channels) -> Vec<f32> {
    let count = channels.count();
    let even = || vec![1.0 / count.max(1) as f32; count];
    let Channels::Positioned(set) = channels else { return even() };
    if !set.contains(Position::FRONT_CENTER) || count < 3 {
        return even();
    }
    let all = set.bits();
    let places = (0..u64::BITS).map(|bit| 1_u64 << bit).filter(|place| all & place != 0);
    let weight = |place: u64| {
        let is = |position: Position| place == position.bits();
        if is(Position::FRONT_CENTER) {
            1.0
        } else if is(Position::FRONT_LEFT) || is(Position::FRONT_RIGHT) {
            0.3
        } else {
            0.0
        }
    };
    places.map(weight).collect()
}

/// Takes every n-th sample of a smoothed signal.
pub(crate) struct Decimator {
    step: usize,
    taps: Vec<f32>,
    held: Vec<f32>,
}

impl Decimator {
    /// For a signal of `rate` samples a second.
    pub(crate) fn new(rate: u32) -> Self {
        let step = ((rate + 8_000) / 16_000).max(1) as usize;
        let sum = (step * step) as f32;
        let ramp = (1..=step).chain((1..step).rev());
        let taps = ramp.map(|height| height as f32 / sum).collect::<Vec<_>>();
        // The filter's middle is its delay: as many zeros less stand before the first sample.
        let held = vec![0.0; step - 1];
        Self { step, taps, held }
    }

    /// Samples of the input to one of the output.
    pub(crate) fn step(&self) -> usize {
        self.step
    }

    /// Puts what comes of `input` behind `out`.
    pub(crate) fn push(&mut self, input: &[f32], out: &mut Vec<f32>) {
        if self.step == 1 {
            out.extend_from_slice(input);
            return;
        }
        self.held.extend_from_slice(input);
        let width = self.taps.len();
        let ready = (self.held.len() + self.step).saturating_sub(width) / self.step;
        let at = |taps: &[f32], window: &[f32]| {
            taps.iter().zip(window).map(|(tap, sample)| tap * sample).sum::<f32>()
        };
        match <&[f32; 5]>::try_from(self.taps.as_slice()) {
            // 48 and 44.1 kHz, nearly always: a width the compiler knows.
            Ok(taps) => out.extend(self.held.windows(5).step_by(3).map(|window| at(taps, window))),
            Err(_) => {
                out.extend(self.held.windows(width).step_by(self.step).map(|window| at(&self.taps, window)))
            }
        }
        self.held.drain(..(ready * self.step).min(self.held.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_rate_becomes_one_for_speech() {
        for rate in [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000] {
            let made = rate as usize / Decimator::new(rate).step();
            assert!((8_000..24_001).contains(&made), "{rate} Hz became {made} Hz");
        }
    }

    #[test]
    fn the_pieces_it_comes_in_do_not_matter_and_nothing_moves() {
        let signal: Vec<f32> = (0..1000).map(|at| if at == 300 { 1.0 } else { 0.0 }).collect();
        for rate in [32_000, 48_000, 96_000] {
            let mut whole = Vec::new();
            Decimator::new(rate).push(&signal, &mut whole);
            let mut pieces = Vec::new();
            let mut decimator = Decimator::new(rate);
            signal.chunks(7).for_each(|piece| decimator.push(piece, &mut pieces));
            assert_eq!(whole, pieces);
            let peak = whole.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at);
            assert_eq!(peak, Some(300 / decimator.step()));
        }
    }

    #[test]
    fn the_centre_speaks_loudest() {
        let five_one = Position::FRONT_LEFT | Position::FRONT_RIGHT | Position::FRONT_CENTER | Position::LFE1;
        assert_eq!(weights(&Channels::Positioned(five_one)), [0.3, 0.3, 1.0, 0.0]);
        assert_eq!(weights(&Channels::Positioned(Position::FRONT_LEFT | Position::FRONT_RIGHT)), [0.5, 0.5]);
        assert_eq!(weights(&Channels::Discrete(4)), [0.25; 4]);
    }
}
