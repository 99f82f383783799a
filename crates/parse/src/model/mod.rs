//! What a viewer would read: cues, lines and styled runs, each pointing back at its bytes.

mod layer;
mod loss;
mod measure;
mod place;
mod style;

pub use layer::Layer;
pub use loss::{Loss, LossKind};
pub use measure::{Counting, LineBreaks, count};
pub use place::{Percent, Place, Row, TextAlign, Vertical};
pub use style::{Colour, Ruby, Style};

use crate::base::Span;
use crate::syntax::Problem;
use crate::time::Time;
use std::borrow::Cow;
use std::ops::Range;

/// A track's cues. Lines and runs of all cues stand in two flat lists, so that a track of any size takes a
/// handful of allocations.
#[derive(Clone, Default, Debug)]
pub struct Track<'d> {
    /// The language the file itself names, as it is written there.
    pub lang: Option<Cow<'d, str>>,
    /// The title the file itself names.
    pub title: Option<Cow<'d, str>>,
    /// In the order of the file; as many as the document has.
    pub cues: Vec<Cue<'d>>,
    /// All lines, cue by cue.
    pub lines: Vec<Line>,
    /// All runs, line by line.
    pub runs: Vec<Run<'d>>,
    /// Parts of the screen that cues share out among them, where several tracks became one.
    pub layers: Vec<Layer>,
    /// What lowering had to recover from, such as unbalanced tags.
    pub problems: Vec<Problem>,
    /// What the file holds and this model does not.
    pub losses: Vec<Loss>,
}

/// One cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue<'d> {
    /// In-time and out-time, where both could be read.
    pub times: Option<(Time, Time)>,
    /// Its lines in [`Track::lines`].
    pub lines: Range<u32>,
    /// Where on the screen, as on a numeric keypad: 2 is bottom centre, 8 top centre. `None` is the player's choice,
    /// bottom centre as a rule.
    pub align: Option<u8>,
    /// What only few cues have.
    pub details: Option<Box<Details<'d>>>,
}

/// What only few cues have.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Details<'d> {
    /// Its name in the file, where that is more than a number.
    pub id: Option<Cow<'d, str>>,
    /// Its language, where it is not the track's.
    pub lang: Option<Cow<'d, str>>,
    /// Its place, where `align` does not say it all.
    pub place: Place,
    /// How long it takes to appear and to go.
    pub fade: Option<(Time, Time)>,
    /// Shown even where subtitles are off.
    pub forced: bool,
    /// Its layer in [`Track::layers`].
    pub layer: Option<u16>,
}

/// One line of a cue as shown; markup is no part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The line's bytes, markup included.
    pub span: Span,
    /// Its runs in [`Track::runs`].
    pub runs: Range<u32>,
}

/// A stretch of text in one style.
///
/// Its text is borrowed from the source wherever it stands there as it is shown. What is written otherwise (an
/// entity, an escape, a code page of a binary format) is a run of its own, so that a place inside a borrowed run is
/// always exact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run<'d> {
    /// The text as shown.
    pub text: Cow<'d, str>,
    /// Its bytes.
    pub span: Span,
    /// Its style.
    pub style: Style,
    /// What only few runs have.
    pub details: Option<Box<RunDetails<'d>>>,
}

/// What only few runs have.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct RunDetails<'d> {
    /// Its language, where it is not the cue's.
    pub lang: Option<Cow<'d, str>>,
    /// Who speaks.
    pub voice: Option<Cow<'d, str>>,
}

impl<'d> Run<'d> {
    /// A run that stands in the source as it is shown.
    #[inline]
    #[must_use]
    pub fn plain(text: &'d str, span: Span, style: Style) -> Self {
        Self { text: Cow::Borrowed(text), span, style, details: None }
    }

    /// The place of some bytes of the text in the source; `None` where the text is not written there as it is
    /// shown.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Option<Span> {
        let verbatim = matches!(self.text, Cow::Borrowed(_)) && self.span.len() == self.text.len();
        (verbatim && range.end <= self.text.len())
            .then(|| Span::new(range.start, range.end).offset(self.span.start as usize))
    }
}

impl<'d> Track<'d> {
    /// The lines of a cue.
    #[must_use]
    pub fn lines_of(&self, cue: &Cue<'_>) -> &[Line] {
        self.lines.get(cue.lines.start as usize..cue.lines.end as usize).unwrap_or_default()
    }

    /// The runs of a line.
    #[must_use]
    pub fn runs_of(&self, line: &Line) -> &[Run<'d>] {
        self.runs.get(line.runs.start as usize..line.runs.end as usize).unwrap_or_default()
    }

    /// The runs of a cue, over all its lines.
    pub fn runs_of_cue(&self, cue: &Cue<'_>) -> &[Run<'d>] {
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
        self.runs_of(line).iter().map(|run| run.text.as_ref()).collect()
    }

    /// Appends a cue of another track as it is, with its lines and runs; gives its place here.
    pub fn append(&mut self, from: &Track<'d>, cue: &Cue<'d>) -> u32 {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let first = count(self.lines.len());
        for line in from.lines_of(cue) {
            let runs = count(self.runs.len());
            self.runs.extend_from_slice(from.runs_of(line));
            self.lines.push(Line { span: line.span, runs: runs..count(self.runs.len()) });
        }
        self.cues.push(Cue { lines: first..count(self.lines.len()), ..cue.clone() });
        count(self.cues.len() - 1)
    }

    /// Whether a cue shows nothing: no line, or blanks only.
    #[must_use]
    pub fn is_empty(&self, cue: &Cue<'_>) -> bool {
        // Nearly every run begins with a letter.
        let seen = |byte: &u8| byte.is_ascii_graphic() || matches!(byte, 0xd0..=0xd3);
        let unseen = |text: &str| {
            !text.as_bytes().first().is_some_and(seen) && text.trim_matches(is_unseen).is_empty()
        };
        self.runs_of_cue(cue).iter().all(|run| unseen(&run.text))
    }
}

/// Blanks and signs that show nothing.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_appended_with_its_own_lines() {
        let line =
            |n| Line { span: Span::empty(n), runs: u32::try_from(n).unwrap()..u32::try_from(n).unwrap() + 1 };
        let run = |text| Run::plain(text, Span::empty(0), Style::default());
        let cue = |lines| Cue { times: None, lines, align: None, details: None };
        let from = Track {
            cues: vec![cue(0..1), cue(1..3)],
            lines: vec![line(0), line(1), line(2)],
            runs: vec![run("A"), run("B"), run("C")],
            ..Track::default()
        };
        let mut to = Track::default();
        assert_eq!(to.append(&from, &from.cues[1]), 0);
        assert_eq!(to.append(&from, &from.cues[0]), 1);
        let texts = |cue| to.lines_of(cue).iter().map(|line| to.text_of(line)).collect::<Vec<_>>();
        assert_eq!(
            (texts(&to.cues[0]), texts(&to.cues[1])),
            (vec!["B".into(), "C".into()], vec!["A".into()])
        );
    }

    #[test]
    fn words_have_a_place_only_where_the_source_has_them_as_they_are_shown() {
        let run = Run::plain("Дала", Span::new(10, 18), Style::default());
        assert_eq!(run.place(2..6), Some(Span::new(12, 16)));
        assert_eq!(run.place(4..10), None);
        // Decoded, and by chance as long as what is written; and with more in the source than is shown.
        let decoded = Run { text: Cow::Owned("Алма".to_owned()), ..run.clone() };
        let longer = Run { span: Span::new(10, 22), ..run.clone() };
        assert_eq!((decoded.place(2..6), longer.place(2..6)), (None, None));
    }

    #[test]
    fn a_cue_of_blanks_and_signs_that_show_nothing_is_empty() {
        let cue = |text: &'static str| {
            let run = Run::plain(text, Span::empty(0), Style::default());
            let line = Line { span: Span::empty(0), runs: 0..1 };
            let cue = Cue { times: None, lines: 0..1, align: None, details: None };
            Track { cues: vec![cue], lines: vec![line], runs: vec![run], ..Track::default() }
        };
        for (text, empty) in [
            ("", true),
            (" \t", true),
            ("\u{feff}\u{200b}\u{a0}", true),
            ("Дала", false),
            (" ¿", false),
            ("…", false),
        ] {
            let track = cue(text);
            assert_eq!(track.is_empty(&track.cues[0]), empty, "{text:?}");
        }
        let none = Cue { times: None, lines: 0..0, align: None, details: None };
        assert!(Track::default().is_empty(&none));
    }
}
