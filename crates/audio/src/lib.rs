//! Where somebody speaks in a film.
//!
//! [`tracks`] names the audio tracks of a film or sound file, [`listen`] decodes one of them and gives the intervals in
//! which somebody speaks, to hold subtitles against. WAV, FLAC, Ogg, MP3, ADTS, Matroska, WebM, MP4 and QuickTime are
//! read; PCM, FLAC, Vorbis, MP3 and AAC-LC are decoded (by Symphonia); of AAC, every second packet after the first 20
//! minutes (see [`listen`]). Samples are never kept: of each hundredth of a
//! second 25 bytes of loudness stay, 22 MB for two and a half hours.
//!
//! The crate does no input or output of its own: it works on any [`Read`] + [`Seek`].
//!
//! ```no_run
//! # fn run(film: std::io::Cursor<Vec<u8>>) -> Result<(), tregua_audio::AudioError> {
//! use std::ops::ControlFlow;
//! let mut progress = |at: tregua_audio::Progress| {
//!     // A bar is drawn here; `Break` stops.
//!     let _per_cent = at.position * 100 / at.total.max(1);
//!     ControlFlow::Continue(())
//! };
//! let speech = tregua_audio::listen(film, None, &mut progress)?;
//! for interval in &speech.intervals {
//!     println!("{} ms to {} ms, sure by {} per mille", interval.start_ms, interval.end_ms, interval.weight);
//! }
//! # Ok(())
//! # }
//! ```

// Sound is measured, not counted: this is the one library with floating point, and no time is kept in it.
#![allow(clippy::cast_precision_loss)]

mod clock;
mod codec;
mod decode;
mod detect;
mod edits;
mod error;
mod features;
mod mono;
mod running;
mod source;
mod thrift;
mod timeline;
mod track;

pub use error::AudioError;
pub use track::AudioTrack;

use decode::{Film, Heard};
use features::Analyser;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// A stretch in which somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// When it begins, in milliseconds from the programme's beginning; true to about 10 ms over silence.
    pub start_ms: u64,
    /// When it ends, in milliseconds; true to about 100 ms. Always after the start.
    pub end_ms: u64,
    /// How surely this is speech, from 1 to 1000.
    pub weight: u16,
}

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// The intervals in the order of time; none touches another.
    pub intervals: Vec<Interval>,
    /// How long the track is, in milliseconds.
    pub length_ms: u64,
    /// How much of the track is speech, per mille.
    pub coverage: u16,
    /// How well speech stands out, per mille: 0 where nothing tells it from the rest, 1000 where it stands in silence.
    pub prominence: u16,
    /// The track that was heard.
    pub track: AudioTrack,
    /// Packets of AAC that were not decoded, as those around them tell enough; see [`listen`].
    pub left_out: u64,
    /// What could not be heard.
    pub damage: Damage,
}

/// What of a track could not be heard; silence of its length stands in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// Packets of the track.
    pub packets: u64,
    /// Packets that could not be decoded.
    pub undecodable: u64,
    /// Silence put where the track has a gap, in milliseconds; a track that begins late has one too.
    pub silence_ms: u64,
    /// Whether the file ends before it says it does.
    pub is_cut_short: bool,
}

/// How far listening has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file that have been gone through.
    pub position: u64,
    /// Bytes of the file.
    pub total: u64,
    /// Milliseconds of sound that have been heard.
    pub heard_ms: u64,
}

/// The audio tracks of a film or a sound file, in the file's order.
///
/// # Errors
/// [`AudioError`] where the file cannot be read or is no audio.
pub fn tracks(reader: impl Read + Seek + Send + Sync) -> Result<Vec<AudioTrack>, AudioError> {
    Ok(Film::open(reader)?.tracks())
}

/// Listens to one track, counted from 0 among audio tracks; `None` is the default one.
///
/// Of AAC at 44.1 kHz and more, only the first 20 minutes are decoded whole; of what follows every second packet is left out,
/// 21 to 23 ms that are taken to sound as what is around them: nearly half of the work less, and no time moves
/// ([`Speech::left_out`] counts them; [`listen_whole_for`] sets another bound).
///
/// `progress` is called a few times a second of work; when it breaks, listening stops with [`AudioError::Stopped`].
///
/// # Errors
/// [`AudioError`] where the file cannot be read, is no audio, has no such track, or the track's codec is not decoded
/// here. Damage inside the track is no error: see [`Speech::damage`].
pub fn listen(
    reader: impl Read + Seek + Send + Sync,
    track: Option<usize>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Speech, AudioError> {
    listen_whole_for(reader, track, thrift::WHOLE_MS, progress)
}

/// Listens as [`listen`] does, and leaves nothing out of the first `whole_ms` milliseconds: all is decoded with
/// [`u64::MAX`], as little as possible with 0.
///
/// # Errors
/// As with [`listen`].
pub fn listen_whole_for(
    reader: impl Read + Seek + Send + Sync,
    track: Option<usize>,
    whole_ms: u64,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Speech, AudioError> {
    let film = Film::open(reader)?;
    let tracks = film.tracks();
    let chosen = match track {
        Some(index) => tracks.get(index).ok_or(AudioError::NoSuchTrack { index, count: tracks.len() })?,
        None => track::choose(&tracks).ok_or(AudioError::NoTrack)?,
    };
    let mut analyser: Option<Analyser> = None;
    let (damage, left_out) =
        film.decode(chosen.index, whole_ms, progress, &mut |heard| match (heard, &mut analyser) {
            (Heard::Samples { rate, step, samples }, analyser) => {
                analyser.get_or_insert_with(|| Analyser::new(rate, step)).push(samples);
            }
            (Heard::LeftOut { at, count }, Some(analyser)) => analyser.leave_out(at, count),
            // Nothing is left out before something was heard.
            (Heard::LeftOut { .. }, None) => {}
        })?;
    let frames = analyser.map(Analyser::finish).unwrap_or_default();
    let found = detect::speech(&frames);
    Ok(Speech {
        intervals: found.intervals,
        length_ms: frames.len() as u64 * 10,
        coverage: found.coverage,
        prominence: found.prominence,
        track: chosen.clone(),
        left_out,
        damage,
    })
}
