//! TTML, the W3C's Timed Text Markup Language, with its family: TTML 1 and 2, DFXP and the drafts before it, IMSC
//! Text, EBU-TT-D, SMPTE-TT, iTunes Timed Text and Netflix's profile.
//!
//! Standards: W3C TTML 1 (third edition) and TTML 2, IMSC 1.1, EBU Tech 3380, SMPTE ST 2052-1. Every `begin`, `end`
//! and `dur` is a slot, counted from what it stands in. A cue is a paragraph, or a timed span in one. Styles and
//! regions lower to the model's styles and places; fonts, animation, pictures, sounds and metadata stay in the file
//! and are listed as losses of a conversion. `xml:space` decides which blanks are shown.

mod asked;
mod faults;
mod head;
mod length;
mod losses;
mod lower;
mod names;
mod parse;
mod place;
mod sheet;
mod style;
mod take_out;
mod text;
mod timing;
mod tree;
mod valid;
pub mod write;

pub use asked::{EBU_TT_D, NETFLIX};

use super::{Format, Look, ReadOptions, Sniff};
use crate::model::Track;
use crate::source::Source;
use crate::syntax::Document;

/// TTML.
pub static FORMAT: Format = Format {
    id: "ttml",
    name: "TTML",
    extensions: &["ttml", "dfxp", "xml", "itt"],
    sniff: Look::Text(sniff),
    parse,
    lower,
    take_out: take_out::cues,
    parts: None,
    programme_start: Some(head::programme_start),
    windows: None,
    write: None,
};

/// Indexes a text as TTML.
#[must_use]
pub fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    parse::parse(source, options)
}

/// Lowers a TTML document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    lower::lower(document)
}

/// The root's name and namespace decide. Only the start of the file is looked at.
fn sniff(text: &str) -> Sniff {
    const HEAD: usize = 1 << 16;
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let xml = crate::xml::Xml::beginning(text.get(..end).unwrap_or_default());
    let Some(root) = xml.root() else {
        // A file that declares entities is refused later, and by whom is to be known.
        let named = xml.refused && text.contains("<tt") && text.contains("ttml");
        return if named { Sniff { score: 60, reason: "an element tt behind entities" } } else { Sniff::NO };
    };
    match (root.name(), names::edition(root.namespace())) {
        ("tt", Some(names::Edition::Current)) => Sniff { score: 100, reason: "the root tt of TTML" },
        ("tt", Some(names::Edition::Draft)) => Sniff { score: 100, reason: "the root tt of a TTML draft" },
        ("tt", Some(names::Edition::Missing)) => Sniff { score: 80, reason: "a root tt without namespace" },
        ("tt", None) => Sniff { score: 40, reason: "a root tt of an unknown namespace" },
        _ => Sniff::NO,
    }
}

#[cfg(test)]
mod tests;
