//! Why a film gave no speech.

use std::fmt;

/// What stood in the way, and what to do next.
#[derive(Debug)]
#[non_exhaustive]
pub enum AudioError {
    /// The file could not be read.
    Read(std::io::Error),
    /// No container that is known, or its headers are damaged; with the reader's reason.
    NotAudio(String),
    /// The film has no audio track.
    NoTrack,
    /// There is no track of that number.
    NoSuchTrack {
        /// The number that was asked for, counted from 0 among audio tracks.
        index: usize,
        /// How many audio tracks there are.
        count: usize,
    },
    /// The track's codec is one that cannot be decoded here.
    Codec {
        /// The codec as people call it: `AC-3`, `Opus`.
        codec: String,
        /// The number of the track among audio tracks, from 0.
        index: usize,
    },
    /// Not one packet of the track could be decoded.
    Undecodable {
        /// How many packets were tried.
        packets: u64,
        /// What the decoder said of the last one.
        why: String,
    },
    /// The caller's progress function asked to stop.
    Stopped,
}

impl fmt::Display for AudioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the file cannot be read: {error}"),
            Self::NotAudio(why) => write!(
                f,
                "this is no audio or film that is understood ({why}); \
                 `ffmpeg -i FILE -map 0:a:0 -ac 1 -ar 16000 film.wav` makes one that is"
            ),
            Self::NoTrack => write!(f, "there is no audio track in this file"),
            Self::NoSuchTrack { index, count } => {
                write!(f, "there is no audio track {index}: the file has {count}, counted from 0")
            }
            Self::Codec { codec, index } => write!(
                f,
                "audio track {index} is {codec}, which is not decoded here; make a WAV of it and use that: \
                 `ffmpeg -i FILE -map 0:a:{index} -ac 1 -ar 16000 film.wav`"
            ),
            Self::Undecodable { packets, why } => write!(
                f,
                "none of {packets} audio packets could be decoded ({why}); \
                 try `ffmpeg -i FILE -map 0:a:0 -ac 1 -ar 16000 film.wav` and the WAV it makes"
            ),
            Self::Stopped => write!(f, "stopped before the end of the film"),
        }
    }
}

impl std::error::Error for AudioError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => Some(error),
            _ => None,
        }
    }
}

/// Shorthand for this crate's results.
pub(crate) type Result<T> = std::result::Result<T, AudioError>;
