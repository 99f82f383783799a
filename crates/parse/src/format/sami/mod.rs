//! SAMI (`.smi`), Microsoft's captions of 1998: `<SYNC Start=ms><P Class=…>text`, HTML of a kind. Read only.
//!
//! A SYNC begins what stands in it and ends what the last SYNC with a paragraph of the same class began; a paragraph of
//! nothing but `&nbsp;` only ends. A class is a language where the style sheet says so. Tags are read with tolerance: without
//! quotes, without ends, in any letter case. Blanks and line ends are one blank, `<br>` ends a line. Fonts and the style
//! sheet are not kept in the model.

mod entities;
mod head;
mod lower;
mod parse;
mod take_out;
mod tokens;

use super::{Format, Look, ReadOptions, Sniff};
use crate::source::Source;

/// SAMI.
pub static FORMAT: Format = Format {
    id: "sami",
    name: "SAMI",
    extensions: &["smi", "sami"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse::parse(source, options).take_off(options.start),
    lower: lower::lower,
    take_out: take_out::take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: None,
};

fn sniff(text: &str) -> Sniff {
    let head = super::common::head(text).to_ascii_lowercase();
    let has = |word: &str| memchr::memmem::find(&head, word.as_bytes()).is_some();
    let first = head.trim_ascii_start().starts_with(b"<sami");
    match (first, has("<sami"), has("<sync start") || has("<sync  start")) {
        (true, ..) => Sniff { score: 100, reason: "it begins with <SAMI>" },
        (_, true, true) => Sniff { score: 95, reason: "<SAMI> and <SYNC Start=…>" },
        (_, _, true) => Sniff { score: 85, reason: "<SYNC Start=…>" },
        _ => Sniff::NO,
    }
}

#[cfg(test)]
mod tests;
