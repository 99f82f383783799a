//! Taking out a paragraph, with its SYNC where nothing else stands in it.

use super::lower::tag_before;
use super::tokens::{Token, Tokens};
use crate::base::{Edit, Span};
use crate::syntax::Document;

pub(super) fn take_out(document: &Document<'_>, index: usize) -> Option<Vec<Edit>> {
    let text = document.source.text();
    let node = document.cues.get(index)?;
    // What stands in the SYNC: up to the next, or to the end of the body.
    let from = node.timing.end as usize;
    let (mut paragraphs, mut end, mut closed) = (0, text.len(), node.text.end as usize);
    for token in Tokens::new(text, Span::new(from, text.len())) {
        let Token::Tag(mark, span) = token else { continue };
        let stops = mark.is("sync") && !mark.closing || mark.closing && (mark.is("body") || mark.is("sami"));
        if stops {
            end = span.start as usize;
            break;
        }
        paragraphs += usize::from(mark.is("p") && !mark.closing);
        if mark.is("p") && mark.closing && span.start >= node.text.end && closed == node.text.end as usize {
            closed = span.end as usize;
        }
    }
    let same = |n: Option<usize>| n.and_then(|n| document.cues.get(n)).is_some_and(|it| it.timing == node.timing);
    let others = same(index.checked_sub(1)) || same(index.checked_add(1));
    if paragraphs <= 1 && !others {
        return Some(vec![Edit::new(Span::new(node.timing.start as usize, end), *b"")]);
    }
    let start = tag_before(text, node.text.start as usize).map_or(node.text.start as usize, |(at, _)| at);
    // The tag that ends the next paragraph is not this one's.
    let own = text.get(node.text.end as usize..closed).is_some_and(|between| !between.contains("<P") && !between.contains("<p"));
    Some(vec![Edit::new(Span::new(start, if own { closed } else { node.text.end as usize }), *b"")])
}
