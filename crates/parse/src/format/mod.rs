//! The formats: each in a file or folder of its own, all in one list.

#![deny(clippy::float_arithmetic)]

pub mod srt;

use crate::model::Track;
use crate::source::Source;
use crate::syntax::Document;
use std::fmt;

/// A subtitle format.
pub struct Format {
    /// The short name used on the command line.
    pub id: &'static str,
    /// The name people use.
    pub name: &'static str,
    /// File extensions, lower case, without the dot; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// How much a text looks like this format.
    pub sniff: fn(&str) -> Sniff,
    /// Indexes a source. Never fails.
    pub parse: for<'a> fn(Source<'a>) -> Document<'a>,
    /// What a viewer would read.
    pub lower: for<'d> fn(&'d Document<'_>) -> Track<'d>,
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// How much a text looks like a format: 0 (not at all) to 100, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sniff {
    /// 0 to 100.
    pub score: u8,
    /// What was seen.
    pub reason: &'static str,
}

/// Every format this crate reads.
pub static FORMATS: [&Format; 1] = [&srt::FORMAT];

/// What was found out about a text's format.
#[derive(Debug)]
pub enum Sniffed {
    /// One format fits best.
    Found(&'static Format, Sniff),
    /// Nothing fits.
    Nothing,
}

/// Finds the format of a text by its content.
#[must_use]
pub fn sniff(text: &str) -> Sniffed {
    let scored = FORMATS.iter().map(|format| (*format, (format.sniff)(text)));
    match scored.max_by_key(|(_, sniff)| sniff.score) {
        Some((format, sniff)) if sniff.score > 0 => Sniffed::Found(format, sniff),
        _ => Sniffed::Nothing,
    }
}

/// The format of that name or file extension.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    let name = name.to_ascii_lowercase();
    FORMATS.into_iter().find(|f| f.id == name || f.extensions.contains(&name.as_str()))
}

/// What a viewer would read, by the document's own format.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    by_name(document.format).map_or_else(Track::default, |format| (format.lower)(document))
}
