//! Points of a map as people give them: `00:01:00=00:01:02,500` or `#12=00:01:02,500`.

use std::collections::BTreeMap;
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
        let mut search = AnchorSearch::new(&[Self::Cue(number, new)]);
        search.look(document);
        search.resolve(self)
    }

    /// Whether the file has to be asked for the point's old time.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(self, Self::Cue(..))
    }
}

/// Finds the cues that points name, in one document or in the windows of a file, one after another.
#[derive(Clone, Debug)]
pub struct AnchorSearch(BTreeMap<u64, Vec<Option<Time>>>);

impl AnchorSearch {
    /// A search for the cues that these points name.
    #[must_use]
    pub fn new(anchors: &[Anchor]) -> Self {
        let numbers = anchors.iter().filter_map(|anchor| match anchor {
            Anchor::Cue(number, _) => Some((*number, Vec::new())),
            Anchor::At(..) => None,
        });
        Self(numbers.collect())
    }

    /// Looks through one more window.
    pub fn look(&mut self, document: &Document<'_>) {
        let text = document.source.text();
        for cue in &document.cues {
            let number = cue.number.of(text).trim().trim_start_matches('\u{feff}').parse::<u64>();
            // That there is a second is enough to know.
            if let Some(hits) = number.ok().and_then(|number| self.0.get_mut(&number))
                && hits.len() < 2
            {
                hits.push(document.time(cue.start));
            }
        }
    }

    /// The point, after all of the file was looked through.
    ///
    /// # Errors
    /// As [`Anchor::resolve`].
    pub fn resolve(&self, anchor: Anchor) -> Result<(Time, Time), AnchorError> {
        let (number, new) = match anchor {
            Anchor::At(old, new) => return Ok((old, new)),
            Anchor::Cue(number, new) => (number, new),
        };
        match self.0.get(&number).map_or(&[][..], Vec::as_slice) {
            [] => Err(AnchorError(format!("no cue has the number {number}"))),
            [Some(old)] => Ok((*old, new)),
            [None] => Err(AnchorError(format!("the in-time of cue {number} cannot be read"))),
            _ => {
                Err(AnchorError(format!("more than one cue has the number {number}; give its time instead")))
            }
        }
    }
}
