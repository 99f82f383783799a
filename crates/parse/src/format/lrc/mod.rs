//! LRC (`.lrc`), lyrics: `[mm:ss.xx]text`, in-times alone. Read only.
//!
//! A line with several stamps is a cue for each. A cue ends when the next one, in time, begins, or at a stamp without
//! text; the last one at `[length:]`, which is a fact of the song and stays as it is in a retime. `[offset:+500]` makes everything half a second earlier: the numbers in the file
//! stand for instants that much before them. Stamps inside a line (`<mm:ss.xx>`) move with it; the model has no place for them.
//! `[ti:]` is the title; the other tags are noted as lost on conversion.

mod parse;

use super::common::{Builder, kept_ends, share};
use super::{Format, Look, ReadOptions, Sniff};
use crate::base::{Edit, Span};
use crate::model::{LossKind, Style, Track};
use crate::source::Source;
use crate::syntax::Document;
use std::borrow::Cow;

/// LRC.
pub static FORMAT: Format = Format {
    id: "lrc",
    name: "LRC lyrics",
    extensions: &["lrc"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse::parse(source, options).take_off(options.start),
    lower,
    take_out,
    parts: None,
    programme_start: None,
    windows: None,
    write: None,
};

fn sniff(text: &str) -> Sniff {
    let stamped = |line: &[u8]| parse::stamp(line, b'[', b']').is_some();
    let tag = |line: &[u8]| std::str::from_utf8(line).is_ok_and(|line| parse::tag(line).is_some());
    let ((all, stamps), (_, tags)) = (share(text, stamped), share(text, tag));
    match (stamps > 0, (stamps + tags) * 2 > all) {
        (true, true) => Sniff { score: 88, reason: "lines that begin with [mm:ss.xx]" },
        (true, false) => Sniff { score: 20, reason: "a few lines with [mm:ss.xx]" },
        _ => Sniff::NO,
    }
}

fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for line in text.split(['\n', '\r']) {
        match parse::tag(line.trim_start_matches('\u{feff}')) {
            Some((key, title)) if key.eq_ignore_ascii_case("ti") && !title.is_empty() => {
                builder.track.title = Some(Cow::Borrowed(title));
            }
            Some((key, value)) if !value.is_empty() && !key.eq_ignore_ascii_case("offset") => {
                builder.lose_whole(LossKind::Metadata, format!("[{key}:{value}]"));
            }
            _ => {}
        }
    }
    for node in &document.cues {
        let whole = node.text.of(text);
        let base = node.text.start as usize;
        let mut from = 0;
        for (at, len) in parse::inner(whole) {
            builder.verbatim(Span::new(base + from, base + at), Style::default());
            builder.lose(LossKind::InnerTimes, "");
            from = at + len;
        }
        builder.verbatim(Span::new(base + from, base + whole.len()), Style::default());
        builder.end_shown_line(node.text);
        builder.end_cue(node, None, None);
    }
    builder.track
}

/// The line, or some stamps of several. A stamp that ends a cue which stays is left without its text.
fn take_out(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let kept = kept_ends(document, out);
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(node) = out.get(at).and_then(|first| document.cues.get(*first)) {
        // The cues of one line stand side by side.
        let of_line = |index: &&usize| document.cues.get(**index).is_some_and(|cue| cue.text == node.text);
        let gone = out.get(at..).unwrap_or_default().iter().take_while(of_line).copied().collect::<Vec<_>>();
        at += gone.len().max(1);
        let (Some(first), Some(last)) = (gone.first().copied(), gone.last().copied()) else { continue };
        let stay = [first.checked_sub(1), last.checked_add(1)].into_iter().flatten().any(|n| of_line(&&n))
            || last - first + 1 > gone.len();
        let ends = |index: &usize| document.cues.get(*index).is_some_and(|cue| kept.contains(&cue.start));
        match (stay, gone.iter().copied().find(ends)) {
            (false, None) => edits.extend(super::take_out::lines(document, &[first])?),
            (false, Some(_)) => edits.push(Edit::new(node.text, *b"")),
            (true, None) => {
                let brackets = gone.iter().filter_map(|index| document.cues.get(*index));
                edits.extend(brackets.map(|cue| Edit::new(cue.timing, *b"")));
            }
            (true, Some(index)) => return Err(index),
        }
    }
    Ok(edits)
}

#[cfg(test)]
mod tests;
