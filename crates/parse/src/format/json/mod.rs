//! Tregua's own JSON (`.json`): the whole model of a track, for programs. `docs/json.md` is its page.
//!
//! Times are clocks, `"00:00:01.000"`, with nine digits where milliseconds do not hold them: finer than the unit of
//! [`Time`](crate::time::Time), so every time is exact, one frame of 23.976 included. No JSON crate gives the places of
//! values, which a retime in place needs; so the tree is read here.

mod lower;
mod names;
mod parse;
mod tree;
mod write;

use super::{Format, Look, ReadOptions, Sniff};
use crate::base::{Edit, Span};
use crate::source::Source;
use crate::syntax::Document;

/// Tregua's JSON.
pub static FORMAT: Format = Format {
    id: "json",
    name: "Tregua JSON",
    extensions: &["json"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse::parse(source, options).take_off(options.start),
    lower: lower::lower,
    take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&write::WRITER),
};

/// The value of `format` in the root.
const KIND: &str = "tregua-track";

fn sniff(text: &str) -> Sniff {
    let head = super::common::head(text);
    let object = head.trim_ascii_start().starts_with(b"{");
    match object && memchr::memmem::find(head, KIND.as_bytes()).is_some() {
        true => Sniff { score: 100, reason: "a JSON object that says \"tregua-track\"" },
        false => Sniff::NO,
    }
}

/// The cues' objects, with the commas that set them apart.
fn take_out(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let tree = tree::Tree::read(document.source.text());
    let cues = parse::cues(&tree);
    let span = |n: usize| cues.get(n).and_then(|cue| tree.node(*cue)).map(|node| node.span);
    // The last ones go with the comma before them, the others with the one behind.
    let tail = out.iter().rev().zip((0..cues.len()).rev()).take_while(|(a, b)| **a == *b).count();
    let (others, last) = out.split_at(out.len() - tail);
    let mut edits = Vec::new();
    for index in others {
        let (this, next) = (span(*index).ok_or(*index)?, span(index + 1).ok_or(*index)?);
        edits.push(Edit::new(Span::new(this.start as usize, next.start as usize), *b""));
    }
    if let (Some(first), Some(end)) = (last.first(), last.last()) {
        let before = first.checked_sub(1).and_then(span).map(|span| span.end);
        let (this, end) = (span(*first).ok_or(*first)?, span(*end).ok_or(*first)?);
        let start = before.unwrap_or(this.start);
        edits.push(Edit::new(Span::new(start as usize, end.end as usize), *b""));
    }
    Ok(edits)
}

#[cfg(test)]
mod tests;
