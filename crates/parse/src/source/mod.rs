//! Bytes and the text they spell: decoding, the way back, and how sure the reading is.

mod decode;
mod detect;
mod encode;
mod encoding;
mod kazakh;
mod lines;
mod map;

pub use detect::{BAR, Candidate, Detection, by_beginning, detect};
pub use encode::Unencodable;
pub use encoding::Encoding;
pub use lines::{LineCol, LineIndex};

use crate::base::{Edit, Span};
use map::OffsetMap;
use std::borrow::Cow;
use std::fmt;

/// A file's bytes, its decoded text, and the map between them.
///
/// The raw bytes are kept as they are. UTF-8 text is borrowed from them, never copied, and positions in text
/// and file are the same numbers. A BOM stays in the text as U+FEFF.
#[derive(Debug)]
pub struct Source<'a> {
    raw: &'a [u8],
    text: Cow<'a, str>,
    map: OffsetMap,
    detection: Detection,
    malformed: Vec<Malformed>,
}

/// Bytes that spell nothing in the file's encoding. The text shows U+FFFD; the bytes are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// Where in the file.
    pub raw: Span,
    /// The replacement character's place in the text.
    pub text: Span,
}

/// A file too large to be addressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLarge {
    /// Its size in bytes.
    pub len: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes are too many: a subtitle file may have up to 4 GiB", self.len)
    }
}

impl std::error::Error for TooLarge {}

/// Why an edit of the text cannot be made in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EditError {
    /// A letter the file's encoding does not have.
    Unencodable(Unencodable),
    /// The edit would replace bytes that could not be read.
    Malformed(Malformed),
    /// The encoding is not known, so only ASCII can be written.
    Undecided(char),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unencodable(it) => it.fmt(f),
            Self::Malformed(it) => {
                write!(f, "the bytes at {} could not be read, so they are not replaced", it.raw.start)
            }
            Self::Undecided(c) => {
                write!(
                    f,
                    "the file's encoding is not certain, so \u{201c}{c}\u{201d} cannot be written; name it with --encoding"
                )
            }
        }
    }
}

impl std::error::Error for EditError {}

impl<'a> Source<'a> {
    /// Decodes `raw`. `encoding` is what the user says it is; without it the bytes are asked. `language` is a
    /// hint (primary subtag) that settles ties between 8-bit encodings.
    ///
    /// Decoding itself never fails: where the encoding stays uncertain the detection says so and the text
    /// carries placeholders for what is not ASCII (see [`is_decided`](Self::is_decided)).
    ///
    /// # Errors
    /// [`TooLarge`] for 4 GiB and more.
    pub fn open(raw: &'a [u8], encoding: Option<Encoding>, language: Option<&str>) -> Result<Self, TooLarge> {
        if u32::try_from(raw.len()).is_err() {
            return Err(TooLarge { len: raw.len() });
        }
        let decode = |detection: Detection| {
            let decoded = decode::decode(raw, detection.encoding);
            (detection, decoded)
        };
        let (detection, decoded) = match encoding {
            Some(encoding) => decode(Detection::named(encoding, raw)),
            None => detect::plain_utf8(raw).unwrap_or_else(|| decode(detect::detect(raw, language))),
        };
        let decode::Decoded { text, map, malformed } = decoded;
        Ok(Self { raw, text, map, detection, malformed })
    }

    /// The file's bytes.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The decoded text; spans of a document count its bytes.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The encoding the text was read in.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.detection.encoding
    }

    /// How the encoding was found, and how sure that is.
    #[must_use]
    pub fn detection(&self) -> &Detection {
        &self.detection
    }

    /// Whether the encoding is certain enough to trust letters. Where it is not, digits and ASCII signs still
    /// are: every candidate spells them with the same bytes.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.detection.encoding != Encoding::Unknown
    }

    /// Bytes that spell nothing, in order of place.
    #[must_use]
    pub fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// The bytes a span of the text was read from. A position inside a character moves outward to its edge.
    #[must_use]
    pub fn to_raw(&self, span: Span) -> Span {
        self.map.to_raw(span)
    }

    /// As [`to_raw`](Self::to_raw) for spans that come in the order of their places, for which it is faster: `run` remembers where
    /// the last one was, and is 0 at first. Spans in any other order get the same answers.
    #[must_use]
    pub fn to_raw_behind(&self, span: Span, run: &mut usize) -> Span {
        self.map.to_raw_behind(span, run)
    }

    /// Turns edits of the text into edits of the file, encoded as the file is.
    ///
    /// # Errors
    /// [`EditError`] with the index of the first edit that cannot be made.
    pub fn to_raw_edits(&self, mut edits: Vec<Edit>) -> Result<Vec<Edit>, (usize, EditError)> {
        if self.map.is_identity() && self.encoding() == Encoding::Utf8 {
            return Ok(edits);
        }
        let keeps_ascii = self.encoding().keeps_ascii();
        let mut run = 0;
        for (i, edit) in edits.iter_mut().enumerate() {
            let from = self.malformed.partition_point(|m| m.text.end <= edit.span.start);
            let hit = self.malformed.get(from).filter(|m| m.text.start < edit.span.end);
            // What is taken away as a whole need not be readable.
            if let Some(hit) = hit.filter(|_| !edit.with.is_empty()) {
                return Err((i, EditError::Malformed(*hit)));
            }
            edit.span = self.map.to_raw_behind(edit.span, &mut run);
            // Stamps are, and stay as they are.
            if keeps_ascii && edit.with.is_ascii() {
                continue;
            }
            let with = String::from_utf8_lossy(&edit.with);
            let bytes = encode::encode(&with, self.encoding()).map_err(|bad| {
                let error = match self.is_decided() {
                    true => EditError::Unencodable(bad),
                    false => EditError::Undecided(bad.letter),
                };
                (i, error)
            })?;
            *edit = Edit::new(edit.span, bytes);
        }
        Ok(edits)
    }
}

/// Encodes `text`, or names the first letter the encoding lacks. Nothing is ever substituted.
///
/// # Errors
/// [`Unencodable`] with the letter and its place.
pub fn encode(text: &str, encoding: Encoding) -> Result<Vec<u8>, Unencodable> {
    encode::encode(text, encoding)
}

#[cfg(test)]
mod tests;
