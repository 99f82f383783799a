//! Points of a map as people give them: `00:01:00=00:01:02,500` or `#12=00:01:02,500`.

use std::fmt;
use tregua_parse::syntax::Document;
use tregua_parse::time::{Time, parse_signed};

/// One point: an old place and its new time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// An old time.
    At(Time, Time),
    /// The in-time of the cue with this counter.
    Cue(u64, Time),
}

/// A point that cannot be read, or names a cue that is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnchorError(String);

impl fmt::Display for AnchorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AnchorError {}

/// Reads `OLD=NEW`, where OLD is a time or `#` and a cue's counter.
///
/// # Errors
/// [`AnchorError`] saying what is wrong with the text.
pub fn parse_anchor(text: &str) -> Result<Anchor, AnchorError> {
    let fail = |why: String| AnchorError(format!("\u{201c}{text}\u{201d}: {why}"));
    let (old, new) = text
        .split_once('=')
        .ok_or_else(|| fail("write OLD=NEW, as in 00:10:00,000=00:10:02,500".to_owned()))?;
    let new = parse_signed(new).map_err(|e| fail(e.to_string()))?;
    match old.trim().strip_prefix('#') {
        Some(number) => {
            let number =
                number.trim().parse().map_err(|_| fail("behind # stands a cue's number".to_owned()))?;
            Ok(Anchor::Cue(number, new))
        }
        None => Ok(Anchor::At(parse_signed(old).map_err(|e| fail(e.to_string()))?, new)),
    }
}

impl Anchor {
    /// The point for one document; a point that is given by its time needs none.
    ///
    /// # Errors
    /// When no cue, or more than one, has the counter, or its in-time cannot be read.
    pub fn resolve(self, document: Option<&Document<'_>>) -> Result<(Time, Time), AnchorError> {
        let (number, new) = match self {
            Self::At(old, new) => return Ok((old, new)),
            Self::Cue(number, new) => (number, new),
        };
        let document = document
            .ok_or_else(|| AnchorError(format!("there is no cue {number} in a file without cues")))?;
        let text = document.source.text();
        let counter = |span: tregua_parse::base::Span| {
            span.of(text).trim().trim_start_matches('\u{feff}').parse::<u64>().ok()
        };
        let mut hits = document.cues.iter().filter(|cue| counter(cue.number) == Some(number));
        let Some(cue) = hits.next() else {
            return Err(AnchorError(format!("no cue has the number {number}")));
        };
        if hits.next().is_some() {
            return Err(AnchorError(format!(
                "more than one cue has the number {number}; give its time instead"
            )));
        }
        let old = document.time(cue.start);
        old.map(|old| (old, new))
            .ok_or_else(|| AnchorError(format!("the in-time of cue {number} cannot be read")))
    }
}
