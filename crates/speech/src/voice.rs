//! `espeak-ng`, and what it has said before.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Words a minute, as fast as people speak in films.
const PACE: u64 = 175;
/// The fastest that is still speech.
const FASTEST: u64 = 320;

/// Whether `espeak-ng` is installed.
#[must_use]
pub fn is_there() -> bool {
    let run = Command::new("espeak-ng").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// A voice, and a folder that keeps what it has said.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// The language: `es`, `ru`, `kk`; `espeak-ng` variants as `es+f3` too.
    pub voice: String,
    /// Where sentences are kept, so that they are spoken once.
    pub cache: PathBuf,
}

impl Speaker {
    /// The voice of a language, keeping what it says in the folder for temporary files.
    #[must_use]
    pub fn new(voice: &str) -> Self {
        Self { voice: voice.to_owned(), cache: std::env::temp_dir().join("tregua-speech") }
    }

    /// Says something within `room` milliseconds, in samples of loudness 1, silence at both ends cut off.
    pub(crate) fn say(&self, text: &str, room: u64) -> io::Result<Vec<f32>> {
        if !text.chars().any(char::is_alphabetic) {
            return Ok(Vec::new());
        }
        let mut sound = self.at(text, PACE)?;
        let long = sound.len() as u64 * 1000 / u64::from(crate::RATE);
        if long > room {
            sound = self.at(text, (PACE * long / room + 8).min(FASTEST))?;
        }
        sound.truncate(crate::samples(room) as usize);
        let power = sound.iter().map(|sample| sample * sample).sum::<f32>() / sound.len().max(1) as f32;
        let gain = 1.0 / power.sqrt().max(1e-4);
        sound.iter_mut().for_each(|sample| *sample *= gain);
        Ok(sound)
    }

    fn at(&self, text: &str, pace: u64) -> io::Result<Vec<f32>> {
        let mut hash = DefaultHasher::new();
        (&self.voice, text, pace).hash(&mut hash);
        std::fs::create_dir_all(&self.cache)?;
        let file = self.cache.join(format!("{:016x}.wav", hash.finish()));
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(_) => {
                let speed = pace.to_string();
                let run = Command::new("espeak-ng")
                    .args(["-v", &self.voice, "-s", &speed, "--stdout", "--", text])
                    .stderr(Stdio::null())
                    .output()?;
                let part = file.with_extension(std::process::id().to_string());
                std::fs::write(&part, &run.stdout)?;
                std::fs::rename(&part, &file)?;
                run.stdout
            }
        };
        let samples = bytes.get(44..).unwrap_or_default().chunks_exact(2);
        let sound: Vec<f32> =
            samples.map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0).collect();
        // A fiftieth of the peak is the first sound that is heard.
        let peak = sound.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        let is_heard = |sample: &f32| sample.abs() > peak * 0.02;
        let first = sound.iter().position(is_heard).unwrap_or(0);
        let last = sound.iter().rposition(is_heard).map_or(0, |last| last + 1);
        Ok(sound.get(first..last).unwrap_or_default().to_vec())
    }
}
