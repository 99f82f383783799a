//! What is known about the film itself.

use crate::shots::Shots;
use tregua_parse::time::{FrameRate, Time};

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
