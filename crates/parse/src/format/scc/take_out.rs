//! Taking captions out: the lines that load and show them, where nothing else depends on them.

use super::code::{self, Code, Command};
use super::decode::{Decoded, decode};
use super::lines::{Kind, kind, words};
use super::machine::{Caption, CaptionKind};
use super::screen::{ShownRow, Stretch};
use crate::base::{Edit, Span, splice};
use crate::syntax::Document;

/// The edits that take out the lines which load and show pop-on captions, and those which do nothing but erase them.
///
/// Refused where anything else would change: for captions painted or rolled up, spread over lines, sharing a line with
/// another, or ending one that stays by appearing. That is found out by decoding what would be left.
pub(super) fn take_out(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    let text = document.source.text();
    let old = decode(text);
    if let Some(edits) = attempt(text, &old, cues) {
        return Ok(edits);
    }
    // The first that cannot go, give or take: as many as can be are taken out before it.
    let (mut good, mut bad) = (0, cues.len());
    while bad - good > 1 {
        let middle = good.midpoint(bad);
        match attempt(text, &old, cues.get(..middle).unwrap_or(cues)) {
            Some(_) => good = middle,
            None => bad = middle,
        }
    }
    Err(cues.get(good).copied().unwrap_or(0))
}

/// The edits, where what they leave shows the other captions as before.
fn attempt(text: &str, old: &Decoded, cues: &[usize]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for index in cues {
        let caption = old.captions.get(*index).filter(|caption| caption.kind == CaptionKind::Pop)?;
        let start = old.events.get(caption.start)?.line;
        edits.push(line(text, old, start)?);
        let end = caption.end.and_then(|end| old.events.get(end)).filter(|end| end.line != start);
        if let Some(end) = end {
            edits.extend(line(text, old, end.line).filter(|edit| only_erases(edit.span.of(text))));
        }
    }
    // A line that erases one caption and shows the next may be named twice.
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let left = splice(text.as_bytes(), &edits).ok()?;
    let new = decode(std::str::from_utf8(&left).ok()?);
    same(old, &new, cues).then_some(edits)
}

/// The edit that takes out a line with codes, and the blank lines behind it.
fn line(text: &str, old: &Decoded, index: usize) -> Option<Edit> {
    let label = old.lines.get(index)?.label.start as usize;
    let start = text.get(..label)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let tail = text.get(start..)?;
    let len = tail.find(['\n', '\r']).unwrap_or(tail.len());
    let after = tail.get(len..)?;
    let blank = after.len() - after.trim_start_matches(['\n', '\r']).len();
    // The last line's end stays: it is the file's.
    let len = if blank == after.len() { len } else { len + blank };
    Some(Edit::new(Span::new(start, start + len), *b""))
}

/// Whether a line's codes erase the screen and do nothing else.
fn only_erases(line: &str) -> bool {
    let Kind::Codes(_, from) = kind(line) else { return false };
    words(line.get(from..).unwrap_or("")).all(|(_, pair)| {
        let code = pair.map(|[a, b]| code::read(a & 0x7f, b & 0x7f).1);
        matches!(code, Some(Code::Null | Code::Command(Command::EraseShown)))
    })
}

/// Whether `new` has the captions of `old` but some, given in rising order.
fn same(old: &Decoded, new: &Decoded, but: &[usize]) -> bool {
    if old.captions.len() != new.captions.len() + but.len() {
        return false;
    }
    let kept = old
        .captions
        .iter()
        .enumerate()
        .filter(|(i, _)| but.binary_search(i).is_err())
        .map(|(_, caption)| caption);
    let times = |it: &Decoded, caption: &Caption| {
        let frame = |event: usize| {
            let event = it.events.get(event)?;
            Some(it.lines.get(event.line)?.frame? + event.offset)
        };
        (frame(caption.start), caption.end.map(frame))
    };
    kept.zip(&new.captions).all(|(a, b)| {
        let rows = a.rows.len() == b.rows.len() && a.rows.iter().zip(&b.rows).all(|(a, b)| alike(a, b));
        rows && times(old, a) == times(new, b)
    })
}

/// Whether two rows look the same, wherever they were sent.
fn alike(a: &ShownRow, b: &ShownRow) -> bool {
    let look = |row: &ShownRow| (row.row, row.column, row.stretches.len());
    let same = |(a, b): (&Stretch, &Stretch)| (&a.text, a.style) == (&b.text, b.style);
    look(a) == look(b) && a.stretches.iter().zip(&b.stretches).all(same)
}
