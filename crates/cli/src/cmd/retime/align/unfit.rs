//! Why a track is not put anywhere.

use std::fmt;
use tregua_parse::time::Time;
use tregua_qa::align::Refusal;

/// A track that has no place in the reference's film.
#[derive(Clone, Copy, Debug)]
pub(in crate::cmd::retime) enum Unfit {
    /// The aligner's own refusal.
    Refused(Refusal),
    /// The tracks that were aligned together have a place, and this one of them is not there.
    Apart(Refusal),
    /// Its cues last longer than the sound by far.
    TooLong {
        /// From the first in-time to the last.
        span: Time,
        /// How long the sound is.
        length: Time,
    },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "not aligned: {refusal}"),
            Self::Apart(refusal) => write!(f, "does not go with the others: {refusal}"),
            Self::TooLong { span, length } => write!(
                f,
                "not aligned: the cues last {span} and the sound only {length}; \
                 a part of a film is no reference for all of it"
            ),
        }
    }
}

impl std::error::Error for Unfit {}
