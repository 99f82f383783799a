//! Taking a cue out of a text whose cues are blocks with blank lines between them.

use crate::base::{Edit, Span};
use crate::syntax::Document;

/// The edits that take cues out, each with the blank lines behind it: up to the next cue, or to the end of the file.
/// Where no blank line stands before it, one is left, so that what follows stays set apart.
pub(super) fn blocks(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    cues.iter().map(|index| block(document, *index).ok_or(*index)).collect()
}

fn block(document: &Document<'_>, index: usize) -> Option<Edit> {
    let text = document.source.text();
    let start = document.cues.get(index)?.block().start as usize;
    let next = document.cues.get(index + 1).map(|cue| cue.block().start as usize);
    let before = text.get(..start).unwrap_or("");
    let apart = before.trim_start_matches('\u{feff}').is_empty()
        || ["\n\n", "\n\r\n", "\r\r"].iter().any(|ends| before.ends_with(ends));
    let newline = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
    let last = next.is_none() && !document.window.goes_on;
    let left = if apart || last { "" } else { newline };
    Some(Edit::new(Span::new(start, next.unwrap_or(text.len())), left))
}

/// The edits that take cues out of a text whose cues are one line each: the line with its line end.
pub(super) fn lines(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    cues.iter().map(|index| line(document, *index).ok_or(*index)).collect()
}

fn line(document: &Document<'_>, index: usize) -> Option<Edit> {
    let text = document.source.text();
    let block = document.cues.get(index)?.block();
    let start = text.get(..block.start as usize)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = text.get(block.end as usize..)?;
    let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let end = block.end as usize + len;
    let after = text.get(end..)?;
    let width = if after.starts_with("\r\n") { 2 } else { usize::from(!after.is_empty()) };
    Some(Edit::new(Span::new(start, end + width), *b""))
}
