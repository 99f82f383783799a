//! What a viewer would read: cues, lines and styled runs, each pointing back at its bytes.

mod measure;
mod style;

pub use measure::{Counting, LineBreaks, count};
pub use style::{Colour, Style};

use crate::base::Span;
use crate::syntax::Problem;
use crate::time::Time;
use std::ops::Range;

/// A track's cues. Lines and runs of all cues stand in two flat lists, so that a track of any size takes a
/// handful of allocations.
#[derive(Clone, Default, Debug)]
pub struct Track<'d> {
    /// In the order of the file; as many as the document has.
    pub cues: Vec<Cue>,
    /// All lines, cue by cue.
    pub lines: Vec<Line>,
    /// All runs, line by line.
    pub runs: Vec<Run<'d>>,
    /// What lowering had to recover from, such as unbalanced tags.
    pub problems: Vec<Problem>,
}

/// One cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// In-time and out-time, where both could be read.
    pub times: Option<(Time, Time)>,
    /// Its lines in [`Track::lines`].
    pub lines: Range<u32>,
    /// Where on the screen, as on a numeric keypad: 2 is bottom centre, 8 top centre.
    pub align: Option<u8>,
}

/// One line of a cue as shown; markup is no part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The line's bytes, markup included.
    pub span: Span,
    /// Its runs in [`Track::runs`].
    pub runs: Range<u32>,
}

/// A stretch of text in one style, borrowed from the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run<'d> {
    /// The text as shown.
    pub text: &'d str,
    /// Its bytes.
    pub span: Span,
    /// Its style.
    pub style: Style,
}

impl<'d> Track<'d> {
    /// The lines of a cue.
    #[must_use]
    pub fn lines_of(&self, cue: &Cue) -> &[Line] {
        self.lines.get(cue.lines.start as usize..cue.lines.end as usize).unwrap_or_default()
    }

    /// The runs of a line.
    #[must_use]
    pub fn runs_of(&self, line: &Line) -> &[Run<'d>] {
        self.runs.get(line.runs.start as usize..line.runs.end as usize).unwrap_or_default()
    }

    /// The runs of a cue, over all its lines.
    pub fn runs_of_cue(&self, cue: &Cue) -> &[Run<'d>] {
        let lines = self.lines_of(cue);
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => {
                self.runs.get(first.runs.start as usize..last.runs.end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// A line's text as shown, without markup.
    #[must_use]
    pub fn text_of(&self, line: &Line) -> String {
        self.runs_of(line).iter().map(|run| run.text).collect()
    }

    /// Whether a cue shows nothing: no line, or blanks only.
    #[must_use]
    pub fn is_empty(&self, cue: &Cue) -> bool {
        self.runs_of_cue(cue).iter().all(|run| run.text.trim_matches(is_unseen).is_empty())
    }
}

/// Blanks and signs that show nothing.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}' | '\0')
}
