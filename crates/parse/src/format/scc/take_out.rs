//! Taking a caption out: the lines that load and show it, where nothing else depends on them.

use super::decode::{Decoded, decode};
use super::machine::{Caption, CaptionKind};
use super::screen::{ShownRow, Stretch};
use crate::base::{Edit, Span, splice};
use crate::syntax::Document;

/// The edit that takes out the one line that loads and shows a pop-on caption. The erasing code that ended it stays and
/// then erases nothing.
///
/// `None` where anything else would change: captions painted or rolled up, spread over lines, sharing a line with
/// another, or ending the one before by appearing. That is found out by decoding what would be left.
pub(super) fn take_out(document: &Document<'_>, index: usize) -> Option<Vec<Edit>> {
    let text = document.source.text();
    let cue = document.cues.get(index)?;
    let start = text.get(..cue.timing.start as usize)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let tail = text.get(start..)?;
    let line = tail.find(['\n', '\r']).unwrap_or(tail.len());
    // The blank lines behind it go too.
    let after = tail.get(line..)?;
    let end = start + line + after.len() - after.trim_start_matches(['\n', '\r']).len();
    let last = end == text.len();
    let edit = Edit::new(Span::new(start, if last { start + line } else { end }), *b"");
    let old = decode(text);
    if old.captions.get(index)?.kind != CaptionKind::Pop {
        return None;
    }
    let left = splice(text.as_bytes(), std::slice::from_ref(&edit)).ok()?;
    let new = decode(std::str::from_utf8(&left).ok()?);
    same(&old, &new, index).then(|| vec![edit])
}

/// Whether `new` has the captions of `old` but one.
fn same(old: &Decoded, new: &Decoded, but: usize) -> bool {
    if old.captions.len() != new.captions.len() + 1 {
        return false;
    }
    let kept = old.captions.iter().enumerate().filter(|(i, _)| *i != but).map(|(_, caption)| caption);
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
