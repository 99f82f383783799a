//! What is heard besides speech.

use crate::RATE;
use std::f32::consts::TAU;

/// What is heard besides speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Nothing at all.
    Silence,
    /// All frequencies alike.
    White,
    /// Less of the high ones, like wind, traffic and crowds.
    Pink,
    /// Chords with an attack, a bass and drums.
    Music,
    /// Pink noise and music by turns and together, swelling and fading, as in a film.
    Film,
}

impl Background {
    /// The background of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "silence" => Self::Silence,
            "white" => Self::White,
            "pink" => Self::Pink,
            "music" => Self::Music,
            "film" => Self::Film,
            _ => return None,
        })
    }
}

/// Plays a background of a given loudness for as long as one likes.
pub(crate) struct Band {
    background: Background,
    loud: f32,
    seed: u64,
    at: u64,
    pink: [f32; 3],
    beat: u64,
    chord: [f32; 4],
    phases: [f32; 4],
    filtered: f32,
}

impl Band {
    pub(crate) fn new(background: Background, loud: f32, seed: u64) -> Self {
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self {
            background,
            loud,
            seed,
            at: 0,
            pink: [0.0; 3],
            beat: u64::MAX,
            chord: [220.0; 4],
            phases: [0.0; 4],
            filtered: 0.0,
        }
    }

    /// Adds the next samples to `into`.
    pub(crate) fn play(&mut self, into: &mut [f32]) {
        for sample in into {
            let seconds = self.at as f32 / RATE as f32;
            *sample += self.loud
                * match self.background {
                    Background::Silence => 0.0,
                    Background::White => self.noise() * 1.73,
                    Background::Pink => self.pink(),
                    Background::Music => self.music(),
                    Background::Film => {
                        let swell = |period: f32, turn: f32| {
                            (0.5 + 0.5 * (TAU * (seconds / period + turn)).sin()).powi(2)
                        };
                        let (music, wind) = (self.music(), self.pink());
                        1.2 * music * swell(47.0, 0.0) + wind * swell(31.0, 0.4) + 0.1 * wind
                    }
                };
            self.at += 1;
        }
    }

    /// From -1 to 1.
    fn noise(&mut self) -> f32 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    }

    fn pink(&mut self) -> f32 {
        let white = self.noise() * 1.73;
        let [a, b, c] = &mut self.pink;
        *a = 0.997 * *a + 0.029_591 * white;
        *b = 0.985 * *b + 0.032_534 * white;
        *c = 0.95 * *c + 0.048_056 * white;
        (*a + *b + *c + 0.05 * white) * 1.8
    }

    /// 110 beats a minute; a new chord every other beat, bass on each, a kick, a snare and hats.
    fn music(&mut self) -> f32 {
        let long = u64::from(RATE) * 60 / 110;
        let beat = self.at / long;
        if beat != self.beat {
            self.beat = beat;
            if beat.is_multiple_of(2) {
                let root = 110.0 * 2_f32.powf(((self.noise() + 1.0) * 6.0).floor() / 12.0);
                let third = if self.noise() > 0.0 { 4.0 } else { 3.0 };
                self.chord = [0.0, third, 7.0, 12.0].map(|step: f32| 2.0 * root * 2_f32.powf(step / 12.0));
            }
        }
        let in_beat = (self.at % long) as f32 / RATE as f32;
        let in_chord = in_beat + if beat.is_multiple_of(2) { 0.0 } else { 60.0 / 110.0 };
        // A saw has the partials of strings and brass.
        let fade = (in_chord / 0.012).min(1.0) * (-1.3 * in_chord).exp();
        let mut saw = 0.0;
        for (phase, tone) in self.phases.iter_mut().zip(self.chord) {
            *phase = (*phase + tone / RATE as f32).fract();
            saw += *phase - 0.5;
        }
        self.filtered += 0.35 * (saw - self.filtered);
        let bass = (TAU * self.chord[0] / 4.0 * in_beat).sin() * (-3.0 * in_beat).exp();
        let kick = (TAU * 50.0 * in_beat).sin() * (-18.0 * in_beat).exp();
        let hit = self.noise();
        let snare = if beat % 2 == 1 { hit * (-16.0 * in_beat).exp() } else { 0.0 };
        let half = in_beat % (30.0 / 110.0);
        let hat = hit * (-60.0 * half).exp();
        1.6 * self.filtered * fade + 0.9 * bass + 1.2 * kick + 0.8 * snare + 0.35 * hat
    }
}
