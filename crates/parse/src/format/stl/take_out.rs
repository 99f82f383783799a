//! Taking subtitles out of a file.

use super::header::{self, Field};
use super::layout::Layout;
use super::offsets::Offsets;
use crate::base::Edit;
use crate::syntax::Document;
use std::collections::HashSet;

/// The edits that take some cues out: their blocks go, and the header's numbers of blocks and subtitles become smaller
/// by as many. Subtitle numbers stay: gaps in them are allowed. A cue that is a part of a cumulative set stays: the
/// set's other parts build on it. So does one that parts two subtitles of one number, unfinished as they are.
pub(super) fn take_out(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    let raw = document.source.raw();
    let (layout, offsets) = (Layout::read(raw), Offsets::new(raw));
    let shown: Vec<_> = layout.shown().collect();
    let mut gone = Vec::new();
    for cue in cues {
        let node = document.cues.get(*cue).and(shown.get(*cue)).ok_or(*cue)?;
        let blocks = layout.blocks_of(node);
        if blocks.iter().any(|block| matches!(block.cumulative(), 1..=3)) {
            return Err(*cue);
        }
        gone.extend(blocks.iter().map(|block| offsets.span(block.at, block.at + block.bytes.len())));
    }
    if let Some(cue) = parting(&layout, cues) {
        return Err(cue);
    }
    let fewer = |field: Field, by: usize| {
        let left = field.number(raw)?.checked_sub(u32::try_from(by).ok()?)?;
        Some(Edit::new(field.span(&offsets), respell(field.of(raw), left)?))
    };
    let mut edits = Vec::new();
    edits.extend(fewer(header::TNB, gone.len()));
    edits.extend(fewer(header::TNS, cues.len()));
    edits.extend(gone.into_iter().map(|span| Edit::new(span, *b"")));
    Ok(edits)
}

/// A cue without which two subtitles that stay would be read as one: blocks of one number go on until the last says so.
fn parting(layout: &Layout<'_>, cues: &[usize]) -> Option<usize> {
    let gone: HashSet<usize> = cues.iter().copied().collect();
    let (mut shown, mut open, mut between) = (0.., None, None);
    for subtitle in &layout.subtitles {
        let cue = if subtitle.comment { None } else { shown.next() };
        if let Some(cue) = cue.filter(|cue| gone.contains(cue)) {
            between = Some(cue);
            continue;
        }
        let id = layout.blocks_of(subtitle).first().map(|block| block.id());
        if let Some(cue) = between.take().filter(|_| open.is_some() && open == id) {
            return Some(cue);
        }
        open = id.filter(|_| subtitle.unfinished);
    }
    None
}

/// A number of the header in the look of the old one: with leading zeros, or on the side where it stood.
fn respell(old: &[u8], number: u32) -> Option<String> {
    let text = std::str::from_utf8(old).ok()?;
    let digits = text.trim_matches([' ', '\0']);
    let (before, after) = text.split_once(digits)?;
    let was_padded = digits.starts_with('0') || digits.len() == text.len();
    let width = digits.len();
    let number = if was_padded { format!("{number:0width$}") } else { number.to_string() };
    let blanks = " ".repeat(width.saturating_sub(number.len()));
    let right = before.len() > after.len();
    let out = if right {
        format!("{before}{blanks}{number}{after}")
    } else {
        format!("{before}{number}{blanks}{after}")
    };
    (out.len() == old.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::respell;

    #[test]
    fn numbers_keep_their_look() {
        for (old, number, new) in [
            ("00010", 9, "00009"),
            ("10   ", 9, "9    "),
            ("   10", 9, "    9"),
            ("10000", 9999, "09999"),
            ("1144 ", 1143, "1143 "),
        ] {
            assert_eq!(respell(old.as_bytes(), number).as_deref(), Some(new));
        }
    }
}
