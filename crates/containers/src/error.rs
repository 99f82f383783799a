//! Why a container, or a track of it, could not be read.

use std::fmt;

/// Why a container, or a track of it, could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ContainerError {
    /// The reader failed.
    Io(std::io::Error),
    /// Neither Matroska nor MP4.
    NotAContainer,
    /// The file breaks its format where the reader could not go on.
    Broken {
        /// What is wrong.
        what: &'static str,
        /// Where, in bytes from the start of the file.
        at: u64,
    },
    /// More than any subtitle track has; most likely damage.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
    /// The file says that it needs something this reader lacks.
    Unsupported {
        /// What it needs.
        what: String,
    },
    /// No track stands at that place of the list.
    NoSuchTrack {
        /// The place asked for.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The track holds no text that could be taken out.
    NotText {
        /// What the track holds.
        what: String,
    },
}

impl fmt::Display for ContainerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => {
                // The system's words without its number, which tells nobody anything.
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or(&text);
                write!(f, "the film could not be read: {text}")
            }
            Self::NotAContainer => write!(f, "neither a Matroska nor an MP4 file"),
            Self::Broken { what, at } => write!(f, "the film is damaged at byte {at}: {what}"),
            Self::TooLarge { what } => write!(f, "{what}; the film seems to be damaged"),
            Self::Unsupported { what } => write!(f, "{what} is not supported"),
            Self::NoSuchTrack { index, count } => {
                write!(f, "no track {}; the film has {count} subtitle tracks", index.saturating_add(1))
            }
            Self::NotText { what } => write!(f, "the track holds no text: {what}"),
        }
    }
}

impl std::error::Error for ContainerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for ContainerError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// The result of reading a container.
pub(crate) type Result<T> = std::result::Result<T, ContainerError>;

/// The film breaks its format at a byte.
pub(crate) fn broken<T>(what: &'static str, at: u64) -> Result<T> {
    Err(ContainerError::Broken { what, at })
}
