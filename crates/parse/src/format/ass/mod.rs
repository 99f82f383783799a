//! Advanced SubStation Alpha (`.ass`) and SubStation Alpha v4 (`.ssa`).
//!
//! There is no standard; what the players libass and VSFilter do is one. Sections hold lines of fields, and `Format:`
//! lines say in which order. Read and kept: every section, known or not. Moved by a retime: the times of events shown
//! or not, and every time inside their text. Lowered to the model: letters in italics, bold, underlined, struck out
//! and coloured, places, fades, who speaks. Everything else (fonts, borders, movement, drawings, karaoke) is listed as
//! a loss. Attached fonts and pictures are never decoded, and their names never used.
//!
//! Both formats are read alike, as players read them: a tag of the later one counts in a script of the older one. They
//! are written each in its own way; `write` says how.

mod codes;
mod columns;
mod faults;
mod head;
mod inner;
mod lower;
mod parse;
mod parts;
mod script;
mod slots;
mod stamp;
mod styles;
mod tags;
mod text;
mod version;
mod window;
mod write;

use super::{Format, Look};
use crate::source::Source;
use crate::syntax::Document;
use version::{Version, look};

pub use lower::lower;

/// Advanced SubStation Alpha.
pub static FORMAT: Format = Format {
    id: "ass",
    name: "Advanced SubStation Alpha",
    extensions: &["ass"],
    sniff: Look::Text(|text| look(text).of_version(Version::Ass)),
    parse: |source, options| parse::parse(source, Version::Ass).take_off(options.start),
    lower,
    take_out: super::take_out::lines,
    parts: Some(parts::parts),
    programme_start: None,
    windows: Some(&window::WINDOWS),
    write: Some(&write::ASS),
};

/// SubStation Alpha v4.
pub static SSA: Format = Format {
    id: "ssa",
    name: "SubStation Alpha v4",
    extensions: &["ssa"],
    sniff: Look::Text(|text| look(text).of_version(Version::Ssa)),
    parse: |source, options| parse::parse(source, Version::Ssa).take_off(options.start),
    lower,
    take_out: super::take_out::lines,
    parts: Some(parts::parts),
    programme_start: None,
    windows: Some(&window::WINDOWS),
    write: Some(&write::SSA),
};

/// Indexes a script of either version; one that does not say which is taken for the later one.
#[must_use]
pub fn parse(source: Source<'_>) -> Document<'_> {
    parse::parse(source, Version::Ass)
}

#[cfg(test)]
mod tests;
