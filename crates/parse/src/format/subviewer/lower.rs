//! From blocks to what a viewer reads.

use crate::base::Span;
use crate::format::common::{Builder, Styles};
use crate::model::{LossKind, Track};
use crate::syntax::{Document, is_blank, scan};
use std::borrow::Cow;

/// The entries of the head: key, value, and the line's place.
pub(super) fn head<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (&'d str, &'d str, Span)> {
    let text = document.source.text();
    let end = document.cues.first().map_or(text.len(), |cue| cue.timing.start as usize);
    let head = text.get(..end).unwrap_or_default();
    let mut at = 0;
    head.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = at;
        at += line.len();
        let line = line.trim_end().trim_start_matches('\u{feff}');
        let (key, value) = line.strip_prefix('[')?.split_once(']')?;
        Some((key, value.trim(), Span::new(start, start + line.len())))
    })
}

/// Between the lines of a text.
const BREAK: &str = "[br]";

pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for (key, value, _) in head(document).filter(|(_, value, _)| !value.is_empty()) {
        let kind = match key.to_ascii_uppercase().as_str() {
            "TITLE" => {
                builder.track.title = Some(Cow::Borrowed(value));
                continue;
            }
            "COLF" | "STYLE" | "SIZE" | "FONT" => LossKind::Font,
            "DELAY" | "CD TRACK" if value == "0" => continue,
            _ => LossKind::Metadata,
        };
        builder.lose_whole(kind, format!("[{key}] {value}"));
    }
    let mut styles = Styles::default();
    for node in &document.cues {
        let body = node.text.of(text);
        scan(body.as_bytes(), |l| {
            let line = body.get(l.start..l.end).unwrap_or_default();
            if is_blank(line.as_bytes()) {
                return;
            }
            let start = node.text.start as usize + l.start;
            for part in parts(line) {
                let span = part.offset(start);
                builder.tagged(span, &mut styles);
                builder.end_line(span);
            }
        });
        builder.finish(&mut styles);
        builder.end_cue(node, None, None);
    }
    builder.track
}

/// Where `[br]` stands, in any letter case.
pub(super) fn breaks(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'[', bytes).filter(move |at| {
        bytes.get(*at..at + BREAK.len()).is_some_and(|it| it.eq_ignore_ascii_case(BREAK.as_bytes()))
    })
}

/// A line's parts between the breaks.
fn parts(line: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    breaks(line).chain([line.len()]).map(move |at| {
        let span = Span::new(from, at);
        from = at + BREAK.len();
        span
    })
}
