//! Single cuts and inserts, as people name them.

use super::clock::Clock;
use super::recut::{FAR, Recut, RecutError, Stretch};
use crate::shots::{Moment, MomentError};
use std::fmt;

/// A cut or an insert that cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CutError {
    /// Of another form than it should be.
    Form {
        /// What was written.
        text: String,
        /// How it should be.
        like: &'static str,
    },
    /// One of its moments is none.
    Moment {
        /// What was written.
        text: String,
        /// Why.
        why: MomentError,
    },
    /// It ends before it begins, or holds no frame.
    Empty {
        /// What was written.
        text: String,
    },
    /// It begins before the picture.
    Before {
        /// What was written.
        text: String,
    },
    /// Two cuts take the same frames.
    Twice {
        /// The first frame both take.
        frame: i64,
    },
    /// What is left is no film.
    Recut(RecutError),
}

impl fmt::Display for CutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { text, like } => write!(f, "\u{201c}{text}\u{201d}: write it like {like}"),
            Self::Moment { text, why } => write!(f, "\u{201c}{text}\u{201d}: {why}"),
            Self::Empty { text } => write!(f, "\u{201c}{text}\u{201d} holds no frame"),
            Self::Before { text } => {
                write!(f, "\u{201c}{text}\u{201d} begins before the picture\u{2019}s first frame")
            }
            Self::Twice { frame } => {
                write!(f, "two cuts take frame {frame} of the old picture; make one of them")
            }
            Self::Recut(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CutError {}

fn moment(text: &str, part: &str, clock: &Clock) -> Result<i64, CutError> {
    let fail = |why| CutError::Moment { text: text.to_owned(), why };
    Moment::parse(part).and_then(|moment| clock.frame(moment)).map_err(fail)
}

/// Reads `FROM..TO`, both on the old picture's clock: the frames from the first up to, and without, the second.
///
/// # Errors
/// [`CutError`] saying what is wrong with it.
pub fn parse_cut(text: &str, clock: &Clock) -> Result<(i64, i64), CutError> {
    let form = || CutError::Form { text: text.to_owned(), like: "01:12:30:00..01:15:02:11" };
    let (from, to) = text.split_once("..").ok_or_else(form)?;
    let (from, to) = (moment(text, from, clock)?, moment(text, to, clock)?);
    if from < 0 {
        return Err(CutError::Before { text: text.to_owned() });
    }
    if to <= from || to > FAR {
        return Err(CutError::Empty { text: text.to_owned() });
    }
    Ok((from, to))
}

/// Reads `AT+LENGTH`: new picture of that length before the frame AT of the old one.
///
/// # Errors
/// [`CutError`] saying what is wrong with it.
pub fn parse_insert(text: &str, clock: &Clock) -> Result<(i64, i64), CutError> {
    let form = || CutError::Form { text: text.to_owned(), like: "01:12:30:00+00:00:04:12" };
    let (at, length) = text.split_once('+').ok_or_else(form)?;
    let own = Clock { start: None, ..*clock };
    let (at, length) = (moment(text, at, clock)?, moment(text, length, &own)?);
    if at < 0 {
        return Err(CutError::Before { text: text.to_owned() });
    }
    if length <= 0 || length > FAR || at > FAR {
        return Err(CutError::Empty { text: text.to_owned() });
    }
    Ok((at, length))
}

/// The film without `cuts` and with `inserts`. An insert inside of a cut stands in its place.
///
/// # Errors
/// [`CutError`] where cuts overlap or nothing is left.
pub fn with_cuts(clock: &Clock, cuts: &[(i64, i64)], inserts: &[(i64, i64)]) -> Result<Recut, CutError> {
    let mut cuts = cuts.to_vec();
    cuts.sort_unstable();
    if let Some(pair) = cuts.windows(2).find(|pair| matches!(pair, [a, b] if b.0 < a.1)) {
        return Err(CutError::Twice { frame: pair.last().map_or(0, |cut| cut.0) });
    }
    let mut inserts = inserts.to_vec();
    inserts.sort_unstable();
    let mut inserts = inserts.into_iter().peekable();
    let mut stretches = Vec::new();
    let (mut from, mut shift) = (-FAR, 0i64);
    let mut keep = |from: i64, to: i64, shift: i64| {
        if to > from {
            stretches.push(Stretch { from, to, at: from.saturating_add(shift) });
        }
    };
    for (out, back) in cuts.into_iter().chain([(FAR, FAR)]) {
        while let Some((at, length)) = inserts.next_if(|(at, _)| *at <= back) {
            // At the edge of a cut or inside of it, the new picture takes its place.
            let at = at.min(out);
            keep(from, at, shift);
            (from, shift) = (from.max(at), shift.saturating_add(length));
        }
        keep(from, out, shift);
        from = back;
        shift = shift.saturating_sub(back - out);
    }
    Recut::new(clock.rate, stretches).map_err(CutError::Recut)
}
