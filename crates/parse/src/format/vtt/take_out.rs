//! Taking cues out.

use super::block::{Kind, Scanner};
use crate::base::{Edit, Span};
use crate::syntax::Document;

/// The edits that take cues out, each with the blank lines behind it and nothing else: comments and styles behind it
/// stay. Refused where that would bring a style or region block to life that players ignore behind a first cue.
pub(super) fn take_out(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    if let Some(cue) = keeps_blocks_asleep(document, cues) {
        return Err(cue);
    }
    cues.iter().map(|index| edit(document, *index).ok_or(*index)).collect()
}

/// The last of the cues before which every cue goes, where a style or region block stands behind it.
fn keeps_blocks_asleep(document: &Document<'_>, cues: &[usize]) -> Option<usize> {
    let mut scanner = Scanner::new(document.source.text());
    scanner.head();
    let mut nodes = document.cues.iter().enumerate();
    let mut last = None;
    while let Some(block) = scanner.block() {
        match block.kind {
            Kind::Cue { line, times: Some(_), .. } => {
                let (index, _) = nodes.find(|(_, node)| node.timing == line)?;
                cues.binary_search(&index).ok()?;
                last = Some(index);
            }
            Kind::Late => return last,
            _ => {}
        }
    }
    None
}

fn edit(document: &Document<'_>, index: usize) -> Option<Edit> {
    let text = document.source.text();
    let block = document.cues.get(index)?.block();
    let (start, mut end) = (block.start as usize, block.end as usize);
    let mut ends = 0;
    while let Some(rest) = text.get(end..) {
        let width = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
        if width == 0 {
            break;
        }
        end += width;
        ends += 1;
    }
    // A blank line stands behind it, and none before: what follows stays set apart.
    let before = text.get(..start)?;
    let apart = before.trim_start_matches('\u{feff}').is_empty()
        || ["\n\n", "\n\r\n", "\r\r", "\n\r"].iter().any(|ends| before.ends_with(ends));
    let newline = match before {
        _ if before.ends_with("\r\n") => "\r\n",
        _ if before.ends_with('\r') => "\r",
        _ => "\n",
    };
    let left = if apart || ends < 2 || end == text.len() { "" } else { newline };
    Some(Edit::new(Span::new(start, end), left))
}
