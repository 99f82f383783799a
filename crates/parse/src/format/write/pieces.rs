//! A cue's lines as writers want them: neighbours of one look joined, ruby said with brackets where need be.

use crate::model::{Cue, Line, Ruby, Style, Track, is_unseen};
use std::borrow::Cow;

/// A stretch of a line in one look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece<'t> {
    /// The text, without line ends.
    pub text: Cow<'t, str>,
    /// Its style.
    pub style: Style,
    /// Its language, where it is not the cue's.
    pub lang: Option<&'t str>,
    /// Who speaks.
    pub voice: Option<&'t str>,
}

/// The pieces of a line. Without `ruby` its explanations stand in brackets behind their base, in the base's style.
#[must_use]
pub fn pieces<'t>(track: &'t Track<'_>, line: &Line, ruby: bool) -> Vec<Piece<'t>> {
    let runs = track.runs_of(line);
    // A line has one run as a rule; a cue may have millions of lines.
    let mut out: Vec<Piece<'t>> = Vec::with_capacity(runs.len());
    let mut open = false;
    for (at, run) in runs.iter().enumerate() {
        let details = run.details.as_deref();
        let explains = run.style.ruby == Ruby::Text && !ruby;
        let style = if ruby { run.style } else { Style { ruby: Ruby::None, ..run.style } };
        let mut text: Cow<'t, str> = Cow::Borrowed(&run.text);
        if explains {
            let goes_on = runs.get(at + 1).is_some_and(|next| next.style.ruby == Ruby::Text);
            let (before, after) = (if open { "" } else { "(" }, if goes_on { "" } else { ")" });
            text = Cow::Owned(format!("{before}{text}{after}"));
            open = goes_on;
        }
        let piece = Piece {
            text,
            style,
            lang: details.and_then(|d| d.lang.as_deref()),
            voice: details.and_then(|d| d.voice.as_deref()),
        };
        match out.last_mut() {
            _ if piece.text.is_empty() => {}
            Some(last) if (last.style, last.lang, last.voice) == (piece.style, piece.lang, piece.voice) => {
                last.text.to_mut().push_str(&piece.text);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Whether a line shows something.
#[must_use]
pub fn shows(line: &[Piece<'_>]) -> bool {
    line.iter().any(|piece| !piece.text.trim_matches(is_unseen).is_empty())
}

/// The lines of a cue that show something. Their pieces are made when they are asked for: a cue may have millions of lines.
#[derive(Clone, Debug)]
pub struct Shown<'t> {
    track: &'t Track<'t>,
    lines: Vec<&'t Line>,
    ruby: bool,
}

impl<'t> Shown<'t> {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The pieces of each line.
    pub fn iter(&self) -> impl Iterator<Item = Vec<Piece<'t>>> {
        self.lines.iter().map(|line| pieces(self.track, line, self.ruby))
    }
}

/// The lines of a cue that show something, and whether others were left out.
#[must_use]
pub fn lines<'t>(track: &'t Track<'t>, cue: &'t Cue<'t>, ruby: bool) -> (Shown<'t>, bool) {
    let all = track.lines_of(cue);
    let lines: Vec<&'t Line> = all.iter().filter(|line| shows(&pieces(track, line, ruby))).collect();
    let fewer = lines.len() < all.len();
    (Shown { track, lines, ruby }, fewer)
}
