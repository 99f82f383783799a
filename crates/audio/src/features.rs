//! A hundred times a second: how loud each band is, and how much of that is new.
//!
//! Loudness alone finds speech in silence and in even noise. Under music it does not: a chord is as loud as a voice.
//! So each line of the spectrum has a floor that follows it down at once and up slowly; what stands above its floor is
//! new. A held chord is absorbed within two tenths of a second, while a voice glides and breaks off several times a
//! second and stays new as long as it speaks.

use crate::clock::Clock;
use rustfft::num_complex::Complex32;
use rustfft::{Fft, FftPlanner};
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
///
/// Two frames go through one transform, as its real and its imaginary part: half the work of two.
pub(crate) struct Analyser {
    rate: usize,
    fft: Arc<dyn Fft<f32>>,
    window: Vec<f32>,
    /// The lines of each band; the end is not in it.
    lines: Vec<(usize, usize)>,
    /// The first line that is looked at and the last one: those of all bands and one on each side.
    reach: (usize, usize),
    held: Vec<f32>,
    /// Sample number, from the beginning, of the first one held.
    first: usize,
    lead: usize,
    clock: Clock,
    /// How many frames the last spectrum stood for.
    lapse: usize,
    work: Vec<Complex32>,
    /// Of each line in reach, the first frame's power and the second's.
    powers: [Vec<f32>; 2],
    floor: Vec<f32>,
    new: Vec<f32>,
    scratch: Vec<Complex32>,
    frames: Vec<Frame>,
}

impl Analyser {
    /// For a track of `rate` samples a second of which every `step`-th comes.
    pub(crate) fn new(rate: u32, step: usize) -> Self {
        let clock = Clock::new(rate, step);
        let rate = rate as usize / step.max(1);
        let fft = FftPlanner::<f32>::new().plan_fft_forward(POINTS);
        let width = (rate / 40).clamp(2, POINTS);
        // A periodic Hann window of unit power gain, so that loudness does not depend on the rate.
        let window: Vec<f32> = (0..width)
            .map(|at| 0.5 - 0.5 * (std::f32::consts::TAU * (at as f32 + 0.5) / width as f32).cos())
            .collect();
        let gain = window.iter().map(|w| w * w).sum::<f32>() * POINTS as f32 / 2.0;
        let window = window.iter().map(|w| w / gain.sqrt()).collect();
        let line =
            |hertz: f32| ((hertz * POINTS as f32 / rate.max(1) as f32).round() as usize).min(POINTS / 2);
        let lines: Vec<_> = EDGES.windows(2).map(|edge| (line(edge[0]).max(2), line(edge[1]))).collect();
        let last = lines.iter().map(|(_, to)| *to).max().unwrap_or(1);
        let reach = (1, last.clamp(1, POINTS / 2));
        let count = reach.1 - reach.0 + 1;
        let lead = width / 2;
        let ahead = lead.saturating_sub(rate / FRAMES / 2);
        Self {
            rate,
            work: vec![Complex32::default(); POINTS],
            scratch: vec![Complex32::default(); fft.get_inplace_scratch_len()],
            fft,
            window,
            lines,
            reach,
            held: vec![0.0; ahead],
            first: 0,
            lead: ahead,
            clock,
            lapse: 1,
            powers: [vec![0.0; count], vec![0.0; count]],
            floor: vec![f32::MAX; count],
            new: vec![0.0; count],
            frames: Vec::new(),
        }
    }

    /// Takes samples in the order of time.
    pub(crate) fn push(&mut self, samples: &[f32]) {
        self.held.extend_from_slice(samples);
        while self.step(false) {}
        // The held samples before the next frame are of no more use.
        let next = self.clock.place(self.clock.hand()).0.start.saturating_sub(self.first);
        let gone = next.min(self.held.len());
        self.held.drain(..gone);
        self.first += gone;
    }

    /// Notes that `count` samples of the track are left out, behind `at` of them that came.
    pub(crate) fn leave_out(&mut self, at: u64, count: u64) {
        self.clock.leave_out(at, count);
    }

    /// All frames, the last ones filled up with silence.
    pub(crate) fn finish(mut self) -> Vec<Frame> {
        let rest = self.window.len();
        self.push(&vec![0.0; rest]);
        // The last one may have no second.
        self.step(true);
        self.frames
    }

    /// Makes the next two frames; at the end the last one alone. Whether there was enough for them.
    fn step(&mut self, is_end: bool) -> bool {
        let (first, behind) = self.clock.place(self.clock.hand());
        let (second, end) = self.clock.place(behind);
        let [one, two] = [first, second].map(|place| {
            let at = place.start.saturating_sub(self.first);
            self.held.get(at..at.saturating_add(self.window.len()))
        });
        let Some(one) = one else { return false };
        if two.is_none() && !is_end {
            return false;
        }
        // Alone, a frame is its own second.
        let other = two.unwrap_or(one);
        for (((into, re), im), weight) in self.work.iter_mut().zip(one).zip(other).zip(&self.window) {
            *into = Complex32::new(re * weight, im * weight);
        }
        self.work.iter_mut().skip(self.window.len()).for_each(|zero| *zero = Complex32::default());
        let tenth = (self.rate / FRAMES).max(1);
        let sharp = [one, other].map(|samples| {
            half_decibels(steepness(samples.get(self.lead..self.lead + tenth).unwrap_or(samples)))
        });
        let places = [Some(first), two.is_some().then_some(second)];
        self.clock.go(if two.is_some() { end } else { behind });
        self.fft.process_with_scratch(&mut self.work, &mut self.scratch);
        self.part();
        for ((place, power), sharp) in places.into_iter().flatten().zip(&self.powers).zip(sharp) {
            renew(power, RISE * self.lapse as f32, &mut self.floor, &mut self.new);
            self.lapse = place.count;
            let made = self.frame(power, sharp);
            self.frames.extend(std::iter::repeat_n(made, place.count));
        }
        true
    }

    /// Parts the two frames' spectra, which lie in one: what is the same in a line and its mirror is the first's.
    fn part(&mut self) {
        let (from, to) = self.reach;
        let near = self.work.get(from..=to).unwrap_or_default();
        let far = self.work.get(POINTS - to..=POINTS - from).unwrap_or_default();
        let [first, second] = &mut self.powers;
        for (((near, far), first), second) in near.iter().zip(far.iter().rev()).zip(first).zip(second) {
            *first =
                0.25 * ((near.re + far.re) * (near.re + far.re) + (near.im - far.im) * (near.im - far.im));
            *second =
                0.25 * ((near.im + far.im) * (near.im + far.im) + (near.re - far.re) * (near.re - far.re));
        }
    }

    fn frame(&self, power: &[f32], sharp: u8) -> Frame {
        let mut frame = Frame { loud: [0; BANDS], news: [0; GROUPS], sharp };
        let mut news = [(0.0_f32, 0_usize); GROUPS];
        for (band, (&(from, to), loud)) in self.lines.iter().zip(&mut frame.loud).enumerate() {
            let part = from.saturating_sub(self.reach.0)..to.saturating_sub(self.reach.0);
            *loud = half_decibels(sum(power.get(part.clone()).unwrap_or_default()));
            if let Some((all, count)) = news.get_mut(band / 2) {
                *all += sum(self.new.get(part).unwrap_or_default());
                *count += to.saturating_sub(from);
            }
        }
        for (new, (all, count)) in frame.news.iter_mut().zip(news) {
            // A factor of two is twelve quarter decibels.
            *new = (all * 12.04 / count.max(1) as f32) as u8;
        }
        frame
    }
}

/// Lets floors follow, and finds what stands above them.
fn renew(power: &[f32], rise: f32, floor: &mut [f32], new: &mut [f32]) {
    // Comparisons, not `min`, which asks after numbers that are none: this is a fifth of the work on a film.
    let least = |one: f32, other: f32| if one < other { one } else { other };
    let around = power.windows(3);
    for ((near, floor), new) in around.zip(floor.iter_mut().skip(1)).zip(new.iter_mut().skip(1)) {
        let level = log2(0.25 * near[0] + 0.5 * near[1] + 0.25 * near[2] + QUIET * 0.03);
        *floor = least(level, *floor + rise);
        *new = least(level - *floor, 10.0);
    }
}

/// Power of what changes from sample to sample, mean.
fn steepness(samples: &[f32]) -> f32 {
    let later = samples.get(1..).unwrap_or_default();
    sum_of(samples, later, |one, next| (next - 0.9 * one) * (next - 0.9 * one)) / samples.len().max(1) as f32
}

/// The sum of some numbers.
fn sum(of: &[f32]) -> f32 {
    sum_of(of, of, |one, _| one)
}

/// The sum of what `make` makes of each two numbers, eight at a time: one after another, each would wait for the last.
fn sum_of(one: &[f32], other: &[f32], make: impl Fn(f32, f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; 8];
    let count = one.len().min(other.len());
    let (one, other) = (one.get(..count).unwrap_or_default(), other.get(..count).unwrap_or_default());
    let (ones, others) = (one.chunks_exact(8), other.chunks_exact(8));
    let rest =
        ones.remainder().iter().zip(others.remainder()).map(|(one, other)| make(*one, *other)).sum::<f32>();
    for (one, other) in ones.zip(others) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += make(*one, *other);
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Half decibels above -110 dB.
fn half_decibels(power: f32) -> u8 {
    (log2(power + QUIET) * 6.02 + 220.0) as u8
}

/// The logarithm to base two within 0.09, read off a number's own spelling. Not for numbers below zero.
fn log2(value: f32) -> f32 {
    value.to_bits().cast_signed() as f32 * (1.0 / 8_388_608.0) - 126.94
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
            let mut analyser = Analyser::new(rate as u32, 1);
            samples.chunks(333).for_each(|piece| analyser.push(piece));
            let frames = analyser.finish();
            let loudest = frames.iter().enumerate().max_by_key(|(_, frame)| frame.sharp).map(|(at, _)| at);
            assert_eq!(loudest, Some(100), "{rate} Hz");
            assert!(frames.len().abs_diff(200) <= 2, "{rate} Hz: {} frames", frames.len());
        }
    }

    #[test]
    fn a_frame_does_not_hear_the_one_it_shares_a_transform_with() {
        let rate = 16_000;
        // Half a second of a tone that comes and goes; then the same, a frame later: what was first is second.
        let tone = |at: usize| (std::f32::consts::TAU * 700.0 * at as f32 / rate as f32).sin() * 0.2;
        let signal: Vec<f32> =
            (0..rate / 2).map(|at| if at / 500 % 3 == 0 { tone(at) } else { 0.0 }).collect();
        let frames = |before: usize| {
            let mut analyser = Analyser::new(rate as u32, 1);
            analyser.push(&vec![0.0; before]);
            analyser.push(&signal);
            analyser.finish()
        };
        let (here, later) = (frames(rate / 100), frames(rate / 50));
        assert_eq!(here.len() + 1, later.len());
        for (at, (one, other)) in here.iter().zip(later.iter().skip(1)).enumerate().skip(2) {
            let apart = one.loud.iter().zip(&other.loud).map(|(one, other)| one.abs_diff(*other)).max();
            assert!(apart <= Some(1), "frame {at}: {one:?} is not {other:?}");
            assert_eq!(one.sharp, other.sharp, "frame {at}");
        }
    }

    #[test]
    fn a_held_tone_is_absorbed_and_loudness_does_not_depend_on_the_rate() {
        let mut all = Vec::new();
        for rate in [12_000_usize, 16_000, 22_050] {
            let tone = |at: usize| (std::f32::consts::TAU * 1000.0 * at as f32 / rate as f32).sin() * 0.1;
            let mut analyser = Analyser::new(rate as u32, 1);
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
