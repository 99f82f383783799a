//! From a track to a file of a format: what every writer is given and gives back.

mod language;
mod pieces;
mod place;
pub mod xml;

pub use language::{language, language_tag};
pub use pieces::{Piece, Shown, lines, pieces, shows};
pub use place::keypad;

use crate::base::Lang;
use crate::model::{Cue, Loss, LossKind, Ruby, Track};
use crate::time::{FrameRate, Time};
use std::borrow::Cow;
use std::fmt;

/// How a format is written.
pub struct Writer {
    /// What it can say beyond text and times.
    pub carries: Carries,
    /// Its standard allows no encoding but UTF-8.
    pub utf8_only: bool,
    /// What a template may be, for help texts; `None` where none is taken.
    pub template: Option<&'static str>,
    /// Spells a track. Losses of what `carries` lacks are listed by [`write()`]; the writer lists all others.
    pub write: fn(&Track<'_>, &Target<'_>) -> Result<Written, WriteError>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("carries", &self.carries).finish_non_exhaustive()
    }
}

/// The room for a result: all texts, and so many bytes for each cue and line beside. A text that grows as it is written is moved again and again.
pub(super) fn room(track: &Track<'_>, each: usize) -> String {
    let texts: usize = track.runs.iter().map(|run| run.text.len()).sum();
    String::with_capacity(texts + track.cues.len() * each + track.lines.len())
}

/// What a format can say beyond text and times. What it cannot is lost, and listed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "a table of abilities")]
pub struct Carries {
    /// Italics.
    pub italic: bool,
    /// Bold.
    pub bold: bool,
    /// Underline.
    pub underline: bool,
    /// Strike-through.
    pub strike: bool,
    /// The colour of letters.
    pub colour: bool,
    /// The colour behind letters.
    pub background: bool,
    /// Ruby. Where it cannot be said, the writer puts the explanation into brackets behind its base.
    pub ruby: bool,
    /// The nine places on the screen.
    pub align: bool,
    /// Positions finer than that, boxes, text in columns.
    pub place: bool,
    /// The language of the track.
    pub lang: bool,
    /// The language of a cue or of some words.
    pub foreign: bool,
    /// Who speaks.
    pub voice: bool,
    /// Names of cues.
    pub id: bool,
    /// The mark of a forced narrative.
    pub forced: bool,
    /// Fading in and out.
    pub fade: bool,
    /// The film's title.
    pub title: bool,
    /// Where the programme starts on the file's own clock.
    pub start: bool,
}

impl Carries {
    /// Text and times alone.
    pub const NONE: Self = Self {
        italic: false,
        bold: false,
        underline: false,
        strike: false,
        colour: false,
        background: false,
        ruby: false,
        align: false,
        place: false,
        lang: false,
        foreign: false,
        voice: false,
        id: false,
        forced: false,
        fade: false,
        title: false,
        start: false,
    };
}

/// What a writer is told beside the track.
#[derive(Clone, Copy, Default, Debug)]
pub struct Target<'o> {
    /// The track's language, where it is known better than by the track itself.
    pub lang: Option<&'o Lang>,
    /// The film's title.
    pub title: Option<&'o str>,
    /// The film's frame rate.
    pub rate: Option<FrameRate>,
    /// Where the programme starts on the written clock (10:00:00:00 in broadcasting): added to all times by formats
    /// that have such a clock.
    pub start: Option<Time>,
    /// A file whose head the result is to have: [`Writer::template`].
    pub template: Option<&'o str>,
    /// How many cues are written already, where a large file is written in parts. SubRip goes on counting from there; of the formats
    /// that are [read in windows](crate::format::Windows), and so can be written in parts, no other numbers its cues.
    pub before: usize,
}

/// A spelt track.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The file.
    pub body: Body,
    /// What it does not have.
    pub losses: Vec<Loss>,
}

/// What a file consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// Text with LF line ends and without byte order mark, still to be encoded.
    Text(String),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

/// Why a track cannot be spelt in a format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WriteError {
    /// The format counts frames and nobody said of what rate.
    FrameRate,
    /// The format cannot count at this rate.
    RateUnfit(FrameRate),
    /// The format must name a language and nobody said which.
    Language,
    /// Letters that the format's character sets lack, with the cue each is first in.
    Letters {
        /// The letters, each once, in the order of their codes, with the index of the first cue that has it.
        letters: Vec<(char, u32)>,
        /// The character set.
        set: &'static str,
        /// What to do instead.
        help: &'static str,
    },
    /// A time the format has no spelling for.
    Time {
        /// The cue.
        cue: u32,
        /// The time.
        time: Time,
        /// The limit, for people.
        limit: &'static str,
    },
    /// The template cannot be used.
    Template(String),
    /// Something else, for people.
    Other(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FrameRate => {
                f.write_str("this format counts frames; name the film's frame rate with --fps")
            }
            Self::RateUnfit(rate) => write!(f, "this format cannot count at {rate} frames a second"),
            Self::Language => f.write_str("this format must name the track's language; name it with --lang"),
            Self::Letters { letters, set, help } => {
                const SHOWN: usize = 12;
                write!(f, "{set} has no letter")?;
                for (i, (letter, cue)) in letters.iter().take(SHOWN).enumerate() {
                    let comma = if i == 0 { "" } else { "," };
                    write!(
                        f,
                        "{comma} \u{201c}{}\u{201d} (U+{:04X}, first in cue {})",
                        letter.escape_debug(),
                        u32::from(*letter),
                        cue + 1
                    )?;
                }
                match letters.len().saturating_sub(SHOWN) {
                    0 => {}
                    more => write!(f, " and {more} more")?,
                }
                if help.is_empty() { Ok(()) } else { write!(f, "; {help}") }
            }
            Self::Time { cue, time, limit } => {
                write!(f, "the time {time} of cue {} cannot be written: {limit}", cue + 1)
            }
            Self::Template(why) => write!(f, "the template cannot be used: {why}"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for WriteError {}

/// Spells `track`, and lists everything the result does not have: what the source file held beyond the model, what the
/// format cannot say, and what its writer had to change. In the order of cues, each kind once a cue.
///
/// # Errors
/// [`WriteError`] where the format cannot hold the track at all.
pub fn write(track: &Track<'_>, writer: &Writer, target: &Target<'_>) -> Result<Written, WriteError> {
    // What is asked for in so many words and cannot be had is refused; what the track has is listed.
    if target.template.is_some() && writer.template.is_none() {
        return Err(WriteError::Template("this format takes none".to_owned()));
    }
    if target.start.is_some() && !writer.carries.start {
        return Err(WriteError::Other(
            "this format has no clock that a programme could start at; leave --target-start out".to_owned(),
        ));
    }
    let Written { body, losses } = (writer.write)(track, target)?;
    let mut all = track.losses.clone();
    let title = target.title.or(track.title.as_deref()).filter(|title| !title.trim().is_empty());
    let unsaid = title.filter(|_| !writer.carries.title);
    all.extend(unsaid.map(|title| Loss::track(LossKind::Metadata, format!("the title, {title}"))));
    all.extend(cannot_say(track, writer.carries));
    all.extend(losses);
    all.sort_by(|a, b| (a.cue, a.kind, &a.what).cmp(&(b.cue, b.kind, &b.what)));
    all.dedup();
    Ok(Written { body, losses: all })
}

/// What of a track a format with these abilities cannot say.
fn cannot_say(track: &Track<'_>, can: Carries) -> Vec<Loss> {
    let mut out = Vec::new();
    if let Some(lang) = track.lang.as_ref().filter(|lang| !can.lang && !lang.is_empty()) {
        out.push(Loss::track(LossKind::Language, format!("the file says {lang}")));
    }
    for (index, cue) in track.cues.iter().enumerate() {
        let mut lose = |kind, what: String| out.push(Loss::cue(kind, index, what));
        if let Some(align) = cue.align.filter(|align| !can.align && *align != 2) {
            lose(LossKind::Align, format!("place {align}"));
        }
        if let Some(details) = &cue.details {
            if !can.place && !details.place.is_plain() {
                lose(LossKind::Position, "a finer position".to_owned());
            }
            // A layer's language is said by the layer.
            let of_layer = details.layer.and_then(|at| track.layers.get(usize::from(at))?.lang.as_deref());
            let foreign = |lang: &&Cow<'_, str>| !can.foreign && of_layer != Some(&***lang);
            if let Some(lang) = details.lang.as_ref().filter(foreign) {
                lose(LossKind::Foreign, lang.to_string());
            }
            if let Some(id) = details.id.as_ref().filter(|_| !can.id) {
                lose(LossKind::Id, id.to_string());
            }
            if details.forced && !can.forced {
                lose(LossKind::Forced, String::new());
            }
            if details.fade.is_some() && !can.fade {
                lose(LossKind::Fade, String::new());
            }
        }
        of_runs(track, cue, can, &mut lose);
    }
    out
}

fn of_runs(track: &Track<'_>, cue: &Cue<'_>, can: Carries, lose: &mut impl FnMut(LossKind, String)) {
    let mut told = Vec::new();
    let mut once = |kind: LossKind, what: String| {
        if !told.contains(&kind) {
            told.push(kind);
            lose(kind, what);
        }
    };
    for run in track.runs_of_cue(cue) {
        let style = run.style;
        for (is, can, kind) in [
            (style.italic, can.italic, LossKind::Italic),
            (style.bold, can.bold, LossKind::Bold),
            (style.underline, can.underline, LossKind::Underline),
            (style.strike, can.strike, LossKind::Strike),
            (style.ruby == Ruby::Text, can.ruby, LossKind::Ruby),
        ] {
            if is && !can {
                once(kind, String::new());
            }
        }
        if let Some(colour) = style.colour.filter(|_| !can.colour) {
            once(LossKind::Colour, colour.to_string());
        }
        if let Some(colour) = style.background.filter(|_| !can.background) {
            once(LossKind::Background, colour.to_string());
        }
        if let Some(details) = &run.details {
            if let Some(lang) = details.lang.as_ref().filter(|_| !can.foreign) {
                once(LossKind::Foreign, lang.to_string());
            }
            if let Some(voice) = details.voice.as_ref().filter(|_| !can.voice) {
                once(LossKind::Voice, voice.to_string());
            }
        }
    }
}
