//! What is known about the film itself.

use crate::shots::Shots;
use tregua_parse::time::{FrameRate, Time, parse_signed};

/// The picture that tracks are made for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Programme {
    /// Its title.
    pub title: Option<String>,
    /// Its frame rate. Where it is known, times are judged in frames.
    pub frame_rate: Option<FrameRate>,
    /// Its first frame on the tracks' time line.
    pub start: Option<Time>,
    /// How long it runs.
    pub length: Option<Time>,
    /// Whom it is for.
    pub audience: Audience,
    /// Where its shots change, counted from its first frame; `None` where nobody said.
    pub shots: Option<Shots>,
}

impl Programme {
    /// Reads where a programme starts: a time of day, or a timecode whose frames are none, as their rate may not be known.
    ///
    /// # Errors
    /// What is wrong with the text.
    ///
    /// ```
    /// use tregua_qa::programme::Programme;
    /// assert_eq!(Programme::read_start("10:00:00:00"), Programme::read_start("10:00:00"));
    /// assert!(Programme::read_start("10:00:00:12").is_err());
    /// ```
    pub fn read_start(text: &str) -> Result<Time, String> {
        let whole = text.strip_suffix(":00").or_else(|| text.strip_suffix(";00")).unwrap_or(text);
        let clock = if text.matches([':', ';']).count() == 3 { whole } else { text };
        parse_signed(clock).map_err(|e| e.to_string())
    }
}

/// Whom a programme is for; children read more slowly.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Audience {
    /// Adults.
    #[default]
    Adults,
    /// Children.
    Children,
}

/// What a track carries.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Kind {
    /// All dialogue.
    #[default]
    Full,
    /// Forced narratives only.
    Forced,
    /// For the deaf and hard of hearing.
    Sdh,
}

impl Kind {
    /// Reads `full`, `forced` or `sdh`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "full" => Some(Self::Full),
            "forced" => Some(Self::Forced),
            "sdh" => Some(Self::Sdh),
            _ => None,
        }
    }
}
