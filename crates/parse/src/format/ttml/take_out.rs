//! Taking cues out: the element with the line it stands on.

use super::names::Tag;
use super::tree::Tree;
use crate::base::{Edit, Span};
use crate::syntax::Document;

/// The edits that take cues out; the first that others depend on is named instead.
pub(super) fn cues(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    let text = document.source.text();
    let tree = Tree::read(text);
    let plans = tree.plans();
    let mut edits: Vec<Edit> = Vec::new();
    for index in cues.iter().copied() {
        let plan = plans.get(index).ok_or(index)?;
        let element = tree.xml.element(plan.element).ok_or(index)?;
        // What follows in a sequence begins when this ends.
        let depends = element.parent().is_some_and(|it| tree.is_sequence(it));
        // Timed spans inside are cues of their own, and may stay.
        let parts: Vec<usize> = plans
            .iter()
            .enumerate()
            .skip(index + 1)
            .take_while(|(_, inner)| {
                tree.xml.element(inner.element).is_some_and(|it| it.span().end <= element.span().end)
            })
            .map(|(i, _)| i)
            .collect();
        let all_go = parts.iter().all(|part| cues.binary_search(part).is_ok());
        if depends || !all_go || element.end_tag().is_empty() && !element.start_tag().of(text).ends_with("/>")
        {
            return Err(index);
        }
        let span =
            if tree.tag(element) == Tag::Span { element.span() } else { with_line(text, element.span()) };
        if edits.last().is_none_or(|edit| edit.span.end <= span.start) {
            edits.push(Edit::new(span, *b""));
        }
    }
    Ok(edits)
}

/// An element with its indent and line end, where it has its lines for itself.
fn with_line(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let blank = |c: char| matches!(c, ' ' | '\t');
    let indent = before.len() - before.trim_end_matches(blank).len();
    let head = before.get(..before.len() - indent).unwrap_or_default();
    let tail = after.trim_start_matches(blank);
    let width = if tail.starts_with("\r\n") { 2 } else { usize::from(tail.starts_with(['\n', '\r'])) };
    if width == 0 || !head.ends_with(['\n', '\r']) {
        return span;
    }
    Span::new(head.len(), span.end as usize + (after.len() - tail.len()) + width)
}
