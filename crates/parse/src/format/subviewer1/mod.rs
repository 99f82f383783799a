//! SubViewer 1.0 (`.sub`): a line `[HH:MM:SS]`, a line of text with `|` between its lines, a line `[HH:MM:SS]` when
//! it goes.
//!
//! Times are whole seconds. A stamp with text below it begins a cue, one without ends the last; a cue that nothing
//! ends before the next one is ended by it. The head's delay is whole seconds too, and counts: the numbers in the file
//! stand for instants that much later.

mod parse;
mod write;

use super::common::{Builder, Styles, kept_ends, share};
use super::{Format, Look, ReadOptions, Sniff};
use crate::base::{Edit, Span};
use crate::model::{LossKind, Track};
use crate::source::Source;
use crate::syntax::{Document, SlotId, is_blank, scan};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// SubViewer 1.0.
pub static FORMAT: Format = Format {
    id: "subviewer1",
    name: "SubViewer 1.0",
    extensions: &["sub"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse::parse(source, options).take_off(options.start),
    lower,
    take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&write::WRITER),
};

fn sniff(text: &str) -> Sniff {
    match share(text, |line| parse::stamp(line).is_some()) {
        (_, 0) => Sniff::NO,
        (all, hits) if hits * 4 >= all => {
            Sniff { score: 90, reason: "times of whole seconds in brackets, alone on their lines" }
        }
        _ => Sniff { score: 25, reason: "a few times in brackets, alone on their lines" },
    }
}

fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for (key, value, _) in parse::head(document).filter(|(_, value, _)| !value.is_empty()) {
        match key.to_ascii_uppercase().as_str() {
            "TITLE" => builder.track.title = Some(Cow::Borrowed(value)),
            "DELAY" | "BEGIN" => {}
            "CD TRACK" if value == "0" => {}
            _ => builder.lose_whole(LossKind::Metadata, format!("[{key}] {value}")),
        }
    }
    let mut styles = Styles::default();
    for node in &document.cues {
        let body = node.text.of(text);
        scan(body.as_bytes(), |l| {
            let line = body.get(l.start..l.end).unwrap_or_default();
            if is_blank(line.as_bytes()) {
                return;
            }
            let mut at = node.text.start as usize + l.start;
            for part in line.split('|') {
                let span = Span::new(at, at + part.len());
                at += part.len() + 1;
                builder.tagged(span, &mut styles);
                builder.end_line(span);
            }
        });
        builder.finish(&mut styles);
        builder.end_cue(node, None, None);
    }
    builder.track
}

/// From each cue's own stamp to behind the one that ends it. A stamp that ends a cue which stays is left.
fn take_out(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let kept = kept_ends(document, out);
    out.iter().map(|index| one(document, *index, &kept).ok_or(*index)).collect()
}

fn one(document: &Document<'_>, index: usize, kept: &BTreeSet<SlotId>) -> Option<Edit> {
    let text = document.source.text();
    let node = document.cues.get(index)?;
    let end = document.slots.get(node.end.index().unwrap_or(usize::MAX)).filter(|end| !end.span.is_empty());
    let last = end.map_or(node.block().end, |end| end.span.end) as usize;
    let rest = text.get(last..)?;
    // The bracket behind the stamp, and the blank lines behind that.
    let close = if end.is_some() && rest.starts_with(']') { 1 } else { 0 };
    if kept.contains(&node.start) {
        return Some(Edit::new(Span::new(node.text.start as usize, last + close), *b""));
    }
    let tail = rest.get(close..)?;
    let blank = tail.len() - tail.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    Some(Edit::new(Span::new(node.timing.start as usize, last + close + blank), *b""))
}

#[cfg(test)]
mod tests;
