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

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::source::Source;

    #[test]
    fn each_cue_has_the_style_of_its_own_line() {
        // Lines that are cut off or only comments are no cues, and have no part in it.
        let text = "[Events]\nFormat: Layer, Start, End, Style, Text\n\
            Dialogue: 0,0:00:01.00,0:00:02.00,Alto,Тоқта!\nDialogue: 0,?,?,Nada\n\
            Comment: 0,0:00:02.00,0:00:03.00,Nota,a\nDialogue: 0,0:00:03.00,0:00:04.00,Bajo,Кім бұл?\n\
            Dialogue: 0,0:00:05.00,0:00:06.00,,Fin\n";
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
        assert_eq!(document.cues.len(), 3);
        let styles = parts(&document);
        let styles: Vec<_> = styles.iter().map(Option::as_deref).collect();
        assert_eq!(styles, [Some("Alto"), Some("Bajo"), None]);
    }
}
