//! Taking a cue out.

use super::block::{Kind, Scanner};
use crate::base::{Edit, Span};
use crate::syntax::Document;

/// The edit that takes a cue out with the blank lines behind it, and nothing else: comments and styles behind it stay.
/// `None` where that would bring a style or region block to life that players ignore behind a first cue.
pub(super) fn take_out(document: &Document<'_>, index: usize) -> Option<Vec<Edit>> {
    let text = document.source.text();
    let node = document.cues.get(index)?;
    let block = node.block();
    let mut scanner = Scanner::new(text);
    scanner.head();
    let mut earlier = false;
    let mut ours = false;
    while let Some(next) = scanner.block() {
        match next.kind {
            Kind::Cue { line, times: Some(_), .. } if line == node.timing => ours = true,
            Kind::Cue { times: Some(_), .. } if ours => break,
            Kind::Cue { times: Some(_), .. } => earlier = true,
            Kind::Late if ours && !earlier => return None,
            _ => {}
        }
        if earlier {
            break;
        }
    }
    let (start, mut end) = (block.start as usize, block.end as usize);
    let mut blank = 0;
    while let Some(rest) = text.get(end..) {
        let width = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
        if width == 0 {
            break;
        }
        end += width;
        blank += 1;
    }
    // The line end of the last line, and at least one blank line, stood behind it: what follows stays set apart from
    // what stands before. Where there was none before, one is left.
    let before = text.get(..start)?;
    let apart = before.trim_start_matches('\u{feff}').is_empty()
        || ["\n\n", "\n\r\n", "\r\r", "\n\r"].iter().any(|ends| before.ends_with(ends));
    let newline = match before {
        _ if before.ends_with("\r\n") => "\r\n",
        _ if before.ends_with('\r') => "\r",
        _ => "\n",
    };
    let left = if apart || blank < 2 || end == text.len() { "" } else { newline };
    Some(vec![Edit::new(Span::new(start, end), left)])
}
