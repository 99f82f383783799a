//! Speech whose truth is known: sentences spoken by `espeak-ng` at given times, over silence, noise or something like
//! music, as a WAV file. Development only.

mod background;
mod cues;
mod voice;
mod wav;

pub use background::Background;
pub use cues::{Cue, from_srt};
pub use voice::{Speaker, is_there};

use background::Band;
use std::io::{self, Seek, Write};

/// Samples a second of everything here: the rate `espeak-ng` speaks at.
pub const RATE: u32 = 22_050;
/// Loudness that speech is brought to: -20 dB.
const SPEECH: f32 = 0.1;

/// Where a sentence is really heard, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The first sound.
    pub start: u64,
    /// The last one.
    pub end: u64,
}

/// What a sound track is made of.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// What is heard besides.
    pub background: Background,
    /// How much louder speech is than that, in decibels.
    pub snr: f32,
    /// Which of many like it.
    pub seed: u64,
}

/// Writes a WAV in which every cue is spoken when it begins, and says where each is heard.
///
/// A sentence that would run into the next one is spoken faster, and cut when that is not enough. Cues without letters
/// are not spoken, and not in the answer.
///
/// # Errors
/// What `espeak-ng` or the writer say.
pub fn write(
    out: impl Write + Seek,
    cues: &[Cue],
    speaker: &Speaker,
    scene: Scene,
) -> io::Result<Vec<Heard>> {
    let end = cues.iter().map(|cue| cue.end).max().unwrap_or(0) + 2000;
    let mut band = Band::new(scene.background, SPEECH / 10_f32.powf(scene.snr / 20.0), scene.seed);
    let mut wav = wav::Writer::new(out, RATE)?;
    let mut heard = Vec::new();
    let mut coming = cues.iter().zip(cues.iter().skip(1).map(|next| next.start).chain([u64::MAX])).peekable();
    // What has been spoken and not yet written, from `at` on.
    let mut spoken: Vec<f32> = Vec::new();
    let (mut at, last) = (0_u64, samples(end));
    while at < last {
        let block = u64::from(RATE).min(last - at) as usize;
        while let Some((cue, next)) = coming.next_if(|(cue, _)| samples(cue.start) < at + block as u64) {
            let room = next.saturating_sub(cue.start).saturating_sub(120).clamp(300, 60_000);
            let sound = speaker.say(&cue.text, room)?;
            if sound.is_empty() {
                continue;
            }
            let from = samples(cue.start).saturating_sub(at) as usize;
            if spoken.len() < from + sound.len() {
                spoken.resize(from + sound.len(), 0.0);
            }
            spoken.iter_mut().skip(from).zip(&sound).for_each(|(sum, sample)| *sum += sample * SPEECH);
            let long = sound.len() as u64 * 1000 / u64::from(RATE);
            heard.push(Heard { start: cue.start, end: cue.start + long });
        }
        let mut mixed = vec![0.0; block];
        band.play(&mut mixed);
        mixed.iter_mut().zip(&spoken).for_each(|(sum, sample)| *sum += sample);
        spoken.drain(..block.min(spoken.len()));
        wav.push(&mixed)?;
        at += block as u64;
    }
    wav.finish()?;
    Ok(heard)
}

fn samples(ms: u64) -> u64 {
    ms * u64::from(RATE) / 1000
}
