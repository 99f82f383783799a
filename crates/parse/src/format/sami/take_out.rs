//! Taking out paragraphs, with their SYNC where nothing else stands in it.

use super::lower::tag_before;
use super::tokens::{Token, Tokens};
use crate::base::{Edit, Span};
use crate::format::common::kept_ends;
use crate::syntax::{CueNode, Document};

/// A paragraph whose SYNC ends one that stays becomes empty; others go.
pub(super) fn take_out(document: &Document<'_>, out: &[usize]) -> Result<Vec<Edit>, usize> {
    let kept = kept_ends(document, out);
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(index) = out.get(at).copied() {
        let node = document.cues.get(index).ok_or(index)?;
        // All cues of this SYNC, and those of them that go.
        let same = |n: &usize| document.cues.get(*n).is_some_and(|it| it.timing == node.timing);
        let first = (0..index).rev().take_while(same).last().unwrap_or(index);
        let all = (first..document.cues.len()).take_while(same).count();
        let gone: Vec<usize> = out.iter().skip(at).copied().take_while(same).collect();
        at += gone.len().max(1);
        let inside = Inside::look(document.source.text(), node);
        if gone.len() == all && inside.paragraphs <= all && !kept.contains(&node.start) {
            edits.push(Edit::new(Span::new(node.timing.start as usize, inside.end), *b""));
            continue;
        }
        for index in gone {
            let node = document.cues.get(index).ok_or(index)?;
            if kept.contains(&node.start) {
                edits.push(Edit::new(node.text, *b"&nbsp;"));
                continue;
            }
            let next = document.cues.get(index + 1).filter(|_| same(&(index + 1)));
            edits.push(Edit::new(paragraph(document.source.text(), node, next, inside.end), *b""));
        }
    }
    Ok(edits)
}

/// What stands in a SYNC: up to the next, or to the end of the body.
struct Inside {
    paragraphs: usize,
    end: usize,
}

impl Inside {
    fn look(text: &str, node: &CueNode) -> Self {
        let mut out = Self { paragraphs: 0, end: text.len() };
        for token in Tokens::new(text, Span::new(node.timing.end as usize, text.len())) {
            let Token::Tag(mark, span) = token else { continue };
            if mark.is("sync") && !mark.closing || mark.closing && (mark.is("body") || mark.is("sami")) {
                out.end = span.start as usize;
                break;
            }
            out.paragraphs += usize::from(mark.is("p") && !mark.closing);
        }
        out
    }
}

/// A paragraph with its tags.
fn paragraph(text: &str, node: &CueNode, next: Option<&CueNode>, end: usize) -> Span {
    let start = tag_before(text, node.text.start as usize).map_or(node.text.start as usize, |(at, _)| at);
    let from = node.text.end as usize;
    // What closes it comes before the next paragraph, which may have no tag of its own.
    let to = next.map_or(end, |next| (next.text.start as usize).min(end));
    let closing = Tokens::new(text, Span::new(from, to)).find_map(|token| match token {
        Token::Tag(mark, span) if mark.is("p") => Some(if mark.closing { span.end } else { span.start }),
        _ => None,
    });
    Span::new(start, closing.unwrap_or(node.text.end) as usize)
}
