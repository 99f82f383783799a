//! Taking out paragraphs, with their SYNC where nothing else stands in it.

use super::lower::tag_before;
use super::tokens::{Token, Tokens};
use crate::base::{Edit, Span};
use crate::format::common::kept_ends;
use crate::syntax::{CueNode, Document};

/// A paragraph whose SYNC ends one that stays becomes empty; others go.
pub(super) fn take_out(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let kept = kept_ends(document, out);
    let edit = |index: &usize| {
        let node = document.cues.get(*index).ok_or(*index)?;
        if kept.contains(&node.start) {
            return Ok(Edit::new(node.text, *b"&nbsp;"));
        }
        let same = |n: Option<usize>| {
            n.and_then(|n| document.cues.get(n)).is_some_and(|it| it.timing == node.timing)
        };
        let alone = !same(index.checked_sub(1)) && !same(index.checked_add(1));
        Ok(Edit::new(place(document.source.text(), node, alone), *b""))
    };
    out.iter().map(edit).collect()
}

fn place(text: &str, node: &CueNode, alone: bool) -> Span {
    // What stands in the SYNC: up to the next, or to the end of the body.
    let (mut paragraphs, mut end, mut closed) = (0, text.len(), None);
    for token in Tokens::new(text, Span::new(node.timing.end as usize, text.len())) {
        let Token::Tag(mark, span) = token else { continue };
        if mark.is("sync") && !mark.closing || mark.closing && (mark.is("body") || mark.is("sami")) {
            end = span.start as usize;
            break;
        }
        if mark.is("p") {
            paragraphs += usize::from(!mark.closing);
            // What closes this paragraph comes before any other opens.
            if span.start >= node.text.end && closed.is_none() {
                closed = Some(if mark.closing { span.end } else { span.start });
            }
        }
    }
    if paragraphs <= 1 && alone {
        return Span::new(node.timing.start as usize, end);
    }
    let start = tag_before(text, node.text.start as usize).map_or(node.text.start as usize, |(at, _)| at);
    Span::new(start, closed.unwrap_or(node.text.end) as usize)
}
