//! The styles of a script's events, by name.

use super::columns::EventField;
use super::script::{Kind, Walker, What};
use crate::syntax::Document;
use std::borrow::Cow;

/// For each cue the style it names.
pub(super) fn parts<'d>(document: &'d Document<'_>) -> Vec<Option<Cow<'d, str>>> {
    let text = document.source.text();
    let mut out = Vec::with_capacity(document.cues.len());
    let mut walker = Walker::new(text);
    while let Some((line, what)) = walker.next() {
        let What::Event(event) = what else { continue };
        // The reader decides what is a cue.
        let cue = document.cues.get(out.len()).map(|cue| cue.number);
        let here = cue.is_some_and(|span| line.start <= span.start && span.end <= line.end);
        if event.kind == Kind::Dialogue && here {
            let style = event.get(EventField::Style).map(|span| span.of(text).trim());
            out.push(style.filter(|name| !name.is_empty()).map(Cow::Borrowed));
        }
    }
    out
}
