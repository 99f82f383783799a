//! Tregua's own JSON (`.json`): the whole model of a track, for programs. `docs/json.md` is its page.
//!
//! Times are clocks, `"00:00:01.000"`, with nine digits where milliseconds do not hold them: finer than the unit of
//! [`Time`](crate::time::Time), so every time is exact, one frame of 23.976 included. No JSON crate gives the places of
//! values, which a retime in place needs; so the tree is read here.

mod lower;
mod parse;
mod tree;
mod write;

use super::{Format, Look, Sniff};
use crate::base::{Edit, Span};
use crate::syntax::Document;

/// Tregua's JSON.
pub static FORMAT: Format = Format {
    id: "json",
    name: "Tregua JSON",
    extensions: &["json"],
    sniff: Look::Text(sniff),
    parse: parse::parse,
    lower: lower::lower,
    take_out,
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

/// The cue's object, and the comma that set it apart.
fn take_out(document: &Document<'_>, index: usize) -> Option<Vec<Edit>> {
    let tree = tree::Tree::read(document.source.text());
    let cues = parse::cues(&tree);
    let span = |n: usize| cues.get(n).and_then(|cue| tree.node(*cue)).map(|node| node.span);
    let this = span(index)?;
    let place = match (span(index + 1), index.checked_sub(1).and_then(span)) {
        (Some(next), _) => Span::new(this.start as usize, next.start as usize),
        (None, Some(before)) => Span::new(before.end as usize, this.end as usize),
        (None, None) => this,
    };
    Some(vec![Edit::new(place, *b"")])
}

#[cfg(test)]
mod tests;
