//! WebVTT (`.vtt`), as the W3C's standard parses it.
//!
//! The file level, time lines, settings, regions and cue text are read to the letter of the standard's algorithms:
//! [`conforming`], [`settings`], [`regions`] and [`cue_tree`] say what a player sees. Everything that players drop is
//! in the document too: cues with misspelt times are cues with a problem, lines of no cue are problems with their
//! place. Comments, styles and headers stay where they are.
//!
//! Lowered are tags, WebVTT's own colours, classes that a style sheet colours, ruby, voices, languages, and settings
//! with the regions they name. Lost are comments, other style rules, times inside the text, and metadata.

mod block;
mod css;
mod faults;
mod header;
mod lower;
mod number;
mod parse;
mod players;
mod reference;
mod region;
mod settings;
mod sniff;
mod take_out;
mod timing;
mod token;
mod tree;
mod window;
mod write;

use super::{Format, Look, ReadOptions};
use crate::source::Source;

pub use lower::lower;
pub use number::Number;
pub use parse::parse;
pub use players::{as_parsed, conforming, regions, settings};
pub use region::Region;
pub use settings::{Align, Anchor, LinePlace, Settings};
pub use tree::{Element, Node, NodeKind, Tree, cue_tree};

/// WebVTT.
pub static FORMAT: Format = Format {
    id: "vtt",
    name: "WebVTT",
    extensions: &["vtt", "webvtt"],
    sniff: Look::Text(sniff::sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse(source).take_off(options.start),
    lower,
    take_out: take_out::take_out,
    parts: None,
    programme_start: None,
    windows: Some(&window::WINDOWS),
    write: Some(&write::WRITER),
};

#[cfg(test)]
mod tests;
