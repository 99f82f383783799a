//! What a conversion could not carry over.

use std::borrow::Cow;

/// One thing that the result does not have, or has otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What kind of thing.
    pub kind: LossKind,
    /// The cue, counted from 0 in [`Track::cues`](super::Track::cues); `None` for the whole track.
    pub cue: Option<u32>,
    /// What exactly, for people: the letters, the tag, the old and the new time.
    pub what: Cow<'static, str>,
    /// It is told of all cues of the track together, by a count or by a list that may be cut: the same words about each part of a track
    /// need not hold for the whole.
    pub of_all_cues: bool,
}

impl Loss {
    /// A loss of one cue.
    #[must_use]
    pub fn cue(kind: LossKind, cue: usize, what: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, cue: u32::try_from(cue).ok(), what: what.into(), of_all_cues: false }
    }

    /// A loss of the whole track.
    #[must_use]
    pub fn track(kind: LossKind, what: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, cue: None, what: what.into(), of_all_cues: false }
    }

    /// A loss that is told of all cues of the track together.
    #[must_use]
    pub fn of_all_cues(kind: LossKind, what: impl Into<Cow<'static, str>>) -> Self {
        Self { of_all_cues: true, ..Self::track(kind, what) }
    }
}

/// What can be lost, in the order reports have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum LossKind {
    /// A whole cue: without readable times, or without anything to show where the target needs text.
    Cue,
    /// A time was rounded to the target's grain.
    Time,
    /// Letters were written otherwise, or text was left out.
    Text,
    /// A line break went, or was put in.
    Lines,
    /// Cues that are seen together were moved apart or joined.
    Overlap,
    /// Italics.
    Italic,
    /// Bold.
    Bold,
    /// Underline.
    Underline,
    /// Strike-through.
    Strike,
    /// The colour of letters.
    Colour,
    /// The colour behind letters.
    Background,
    /// Ruby: small letters beside others.
    Ruby,
    /// One of the nine places on the screen.
    Align,
    /// A finer position, a width, or text in columns.
    Position,
    /// The track's language.
    Language,
    /// The language of a cue or of some words in it.
    Foreign,
    /// Who speaks.
    Voice,
    /// A cue's name.
    Id,
    /// The mark of a forced narrative.
    Forced,
    /// Times inside a cue: karaoke, words that appear one after another.
    InnerTimes,
    /// Fading in and out.
    Fade,
    /// Movement, rotation, drawings, borders and other effects.
    Effect,
    /// The look of letters: font, size, outline, shadow, spacing.
    Font,
    /// Notes, comments and lines that are not shown.
    Comment,
    /// What the file says about itself: title, author, styles that are not used.
    Metadata,
    /// Pictures, fonts and other attachments.
    Attachment,
}

impl LossKind {
    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cue => "cue",
            Self::Time => "time",
            Self::Text => "text",
            Self::Lines => "lines",
            Self::Overlap => "overlap",
            Self::Italic => "italic",
            Self::Bold => "bold",
            Self::Underline => "underline",
            Self::Strike => "strike",
            Self::Colour => "colour",
            Self::Background => "background",
            Self::Ruby => "ruby",
            Self::Align => "align",
            Self::Position => "position",
            Self::Language => "language",
            Self::Foreign => "foreign",
            Self::Voice => "voice",
            Self::Id => "id",
            Self::Forced => "forced",
            Self::InnerTimes => "inner-times",
            Self::Fade => "fade",
            Self::Effect => "effect",
            Self::Font => "font",
            Self::Comment => "comment",
            Self::Metadata => "metadata",
            Self::Attachment => "attachment",
        }
    }
}
