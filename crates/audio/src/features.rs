//! A hundred times a second: how loud each band is, and how much of that is new.
//!
//! Loudness alone finds speech in silence and in even noise. Under music it does not: a chord is as loud as a voice.
//! So each line of the spectrum has a floor that follows it down at once and up slowly; what stands above its floor is
//! new. A held chord is absorbed within two tenths of a second, while a voice glides and breaks off several times a
//! second and stays new as long as it speaks.

use realfft::num_complex::Complex32;
use realfft::{RealFftPlanner, RealToComplex};
use std::sync::Arc;

/// Frames in a second.
pub(crate) const FRAMES: usize = 100;
/// Bands of loudness.
pub(crate) const BANDS: usize = 16;
/// Groups of bands in which news are counted.
pub(crate) const GROUPS: usize = 8;
/// Lines of the analysis.
const POINTS: usize = 512;
/// Edges of the bands in hertz, about a critical band each.
const EDGES: [f32; BANDS + 1] = [
    120.0, 220.0, 320.0, 430.0, 550.0, 690.0, 850.0, 1030.0, 1250.0, 1500.0, 1800.0, 2150.0, 2600.0, 3150.0,
    3850.0, 4800.0, 6800.0,
];
/// Power below which nothing is heard, so that the noise of a converter is silence too: about -80 dB in a band.
const QUIET: f32 = 1e-8;
/// How fast a line's floor rises, in factors of two a frame: 180 dB a second. Of 40, 80, 120, 180 and 270 this parts
/// speech from chords best (docs/audio.md).
const RISE: f32 = 0.6;

/// What is kept of a hundredth of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Loudness of each band in half decibels above -110 dB.
    pub(crate) loud: [u8; BANDS],
    /// What is new in each pair of bands, in quarter decibels above its floor, mean of its lines.
    pub(crate) news: [u8; GROUPS],
    /// Loudness of these ten milliseconds alone, in half decibels above -110 dB, high notes raised: for edges.
    pub(crate) sharp: u8,
}

/// Turns samples into frames.
pub(crate) struct Analyser {
    rate: usize,
    fft: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    lines: Vec<(usize, usize)>,
    held: Vec<f32>,
    /// Sample number, from the beginning, of the first one held.
    first: usize,
    lead: usize,
    input: Vec<f32>,
    spectrum: Vec<Complex32>,
    power: Vec<f32>,
    floor: Vec<f32>,
    new: Vec<f32>,
    scratch: Vec<Complex32>,
    frames: Vec<Frame>,
}

impl Analyser {
    /// For samples of `rate` a second.
    pub(crate) fn new(rate: usize) -> Self {
        let fft = RealFftPlanner::<f32>::new().plan_fft_forward(POINTS);
        let width = (rate / 40).clamp(2, POINTS);
        // A periodic Hann window of unit power gain, so that loudness does not depend on the rate.
        let window: Vec<f32> = (0..width)
            .map(|at| 0.5 - 0.5 * (std::f32::consts::TAU * (at as f32 + 0.5) / width as f32).cos())
            .collect();
        let gain = window.iter().map(|w| w * w).sum::<f32>() * POINTS as f32 / 2.0;
        let window = window.iter().map(|w| w / gain.sqrt()).collect();
        let line =
            |hertz: f32| ((hertz * POINTS as f32 / rate.max(1) as f32).round() as usize).min(POINTS / 2);
        let lines = EDGES.windows(2).map(|edge| (line(edge[0]).max(2), line(edge[1]))).collect();
        let lead = width / 2;
        let ahead = lead.saturating_sub(rate / FRAMES / 2);
        Self {
            rate,
            input: fft.make_input_vec(),
            spectrum: fft.make_output_vec(),
            scratch: fft.make_scratch_vec(),
            fft,
            window,
            lines,
            held: vec![0.0; ahead],
            first: 0,
            lead: ahead,
            power: vec![0.0; POINTS / 2 + 1],
            floor: vec![f32::MAX; POINTS / 2 + 1],
            new: vec![0.0; POINTS / 2 + 1],
            frames: Vec::new(),
        }
    }

    /// Takes samples in the order of time.
    pub(crate) fn push(&mut self, samples: &[f32]) {
        self.held.extend_from_slice(samples);
        while self.step() {}
        // The held samples before the next frame are of no more use.
        let next = self.start(self.frames.len()).saturating_sub(self.first);
        let gone = next.min(self.held.len());
        self.held.drain(..gone);
        self.first += gone;
    }

    /// All frames, the last ones filled up with silence.
    pub(crate) fn finish(mut self) -> Vec<Frame> {
        let rest = self.window.len();
        self.push(&vec![0.0; rest]);
        self.frames
    }

    /// First sample of a frame's window, counting the silence that stands before the programme.
    fn start(&self, frame: usize) -> usize {
        frame.saturating_mul(self.rate) / FRAMES
    }

    fn step(&mut self) -> bool {
        let at = self.start(self.frames.len()).saturating_sub(self.first);
        let Some(samples) = self.held.get(at..at + self.window.len()) else { return false };
        for ((into, sample), weight) in self.input.iter_mut().zip(samples).zip(&self.window) {
            *into = sample * weight;
        }
        self.input.iter_mut().skip(self.window.len()).for_each(|zero| *zero = 0.0);
        let tenth = (self.rate / FRAMES).max(1);
        let middle = samples.get(self.lead..self.lead + tenth).unwrap_or(samples);
        let steep =
            middle.windows(2).map(|pair| (pair[1] - 0.9 * pair[0]).powi(2)).sum::<f32>() / tenth as f32;
        // The lengths are the plan's own, so this cannot fail; silence is the harmless answer if it did.
        if self.fft.process_with_scratch(&mut self.input, &mut self.spectrum, &mut self.scratch).is_err() {
            self.spectrum.fill(Complex32::default());
        }
        for (power, line) in self.power.iter_mut().zip(&self.spectrum) {
            *power = line.re * line.re + line.im * line.im;
        }
        self.renew();
        let frame = self.frame(half_decibels(steep));
        self.frames.push(frame);
        true
    }

    /// Lets floors follow, and finds what stands above them.
    fn renew(&mut self) {
        let around = self.power.windows(3);
        for ((near, floor), new) in around.zip(self.floor.iter_mut().skip(1)).zip(self.new.iter_mut().skip(1))
        {
            let level = log2(0.25 * near[0] + 0.5 * near[1] + 0.25 * near[2] + QUIET * 0.03);
            *floor = level.min(*floor + RISE);
            *new = (level - *floor).min(10.0);
        }
    }

    fn frame(&self, sharp: u8) -> Frame {
        let mut frame = Frame { loud: [0; BANDS], news: [0; GROUPS], sharp };
        let mut news = [(0.0_f32, 0_usize); GROUPS];
        for (band, (&(from, to), loud)) in self.lines.iter().zip(&mut frame.loud).enumerate() {
            let power: f32 = self.power.get(from..to).unwrap_or_default().iter().sum();
            *loud = half_decibels(power);
            if let Some((sum, count)) = news.get_mut(band / 2) {
                *sum += self.new.get(from..to).unwrap_or_default().iter().sum::<f32>();
                *count += to.saturating_sub(from);
            }
        }
        for (new, (sum, count)) in frame.news.iter_mut().zip(news) {
            // A factor of two is twelve quarter decibels.
            *new = (sum * 12.04 / count.max(1) as f32) as u8;
        }
        frame
    }
}

/// Half decibels above -110 dB.
fn half_decibels(power: f32) -> u8 {
    (log2(power + QUIET) * 6.02 + 220.0) as u8
}

/// The logarithm to base two within 0.09, read off a number's own spelling. Not for numbers below zero.
fn log2(value: f32) -> f32 {
    value.to_bits() as f32 * (1.0 / 8_388_608.0) - 126.94
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near() {
        for value in [1e-9_f32, 0.3, 1.0, 7.7, 1e6] {
            assert!((log2(value) - value.log2()).abs() < 0.09, "{value}: {}", log2(value));
        }
    }

    #[test]
    fn a_click_is_in_its_own_frame_at_any_rate() {
        for rate in [8_000_usize, 11_025, 14_700, 16_000, 24_000] {
            let mut samples = vec![0.0; rate * 2];
            samples[rate + rate / 200] = 1.0;
            let mut analyser = Analyser::new(rate);
            samples.chunks(333).for_each(|piece| analyser.push(piece));
            let frames = analyser.finish();
            let loudest = frames.iter().enumerate().max_by_key(|(_, frame)| frame.sharp).map(|(at, _)| at);
            assert_eq!(loudest, Some(100), "{rate} Hz");
            assert!(frames.len().abs_diff(200) <= 2, "{rate} Hz: {} frames", frames.len());
        }
    }

    #[test]
    fn a_held_tone_is_absorbed_and_loudness_does_not_depend_on_the_rate() {
        let mut all = Vec::new();
        for rate in [12_000_usize, 16_000, 22_050] {
            let tone = |at: usize| (std::f32::consts::TAU * 1000.0 * at as f32 / rate as f32).sin() * 0.1;
            let mut analyser = Analyser::new(rate);
            analyser.push(&vec![0.0; rate]);
            analyser.push(&(0..rate * 2).map(tone).collect::<Vec<_>>());
            let frames = analyser.finish();
            let band =
                frames[250].loud.iter().position(|loud| loud == frames[250].loud.iter().max().unwrap());
            assert_eq!(band, Some(6), "{rate} Hz");
            assert!(frames[103].news[3] > 60, "{rate} Hz: new when it begins");
            assert!(frames[290].news[3] < 8, "{rate} Hz: old when it is held");
            all.push(frames[250].loud[6]);
        }
        assert!(all.iter().max().unwrap() - all.iter().min().unwrap() <= 3, "{all:?}");
    }
}
