//! The different words of a track, each with all its places.

use super::tokens::{Reader, Traits};
use std::collections::HashMap;
use tregua_parse::base::{Lang, Span};
use tregua_parse::model::Track;

/// One place of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The cue, by its index in the document.
    pub cue: u32,
    /// The word's bytes in the decoded text. Where it is not written as it is shown, those of the whole run.
    pub span: Span,
}

/// A word as it is spelt, with its places.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) places: Vec<(Place, Traits)>,
}

impl Form {
    /// Whether its capital is its own in at least one place: inside a sentence, and not in a line of capitals.
    pub(super) fn is_capital_inside(&self) -> bool {
        self.has_capital() && self.places.iter().any(|(_, traits)| !traits.first && !traits.loud)
    }

    pub(super) fn has_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// All words of a track in the order in which they appear.
#[derive(Default, Debug)]
pub(super) struct Forms {
    pub(super) list: Vec<Form>,
    by_text: HashMap<String, usize>,
}

impl Forms {
    pub(super) fn of(track: &Track<'_>, lang: &Lang) -> Self {
        let mut out = Self::default();
        let mut reader = Reader::default();
        for (cue, index) in track.cues.iter().zip(0u32..) {
            let own = cue.details.as_ref().and_then(|details| details.lang.as_deref());
            let other = own.and_then(|tag| Lang::parse(tag).ok());
            if other.is_some_and(|own| own.language() != lang.language()) {
                continue;
            }
            reader.read(track, cue, lang, &mut |token| {
                out.add(&token.text, Place { cue: index, span: token.span }, token.traits);
            });
        }
        out
    }

    fn add(&mut self, text: &str, place: Place, traits: Traits) {
        let nth = match self.by_text.get(text) {
            Some(nth) => *nth,
            None => {
                let nth = self.list.len();
                self.by_text.insert(text.to_owned(), nth);
                self.list.push(Form { text: text.to_owned(), places: Vec::new() });
                nth
            }
        };
        if let Some(form) = self.list.get_mut(nth) {
            form.places.push((place, traits));
        }
    }

    /// How often the track has a word, in exactly this spelling.
    pub(super) fn count(&self, text: &str) -> usize {
        self.get(text).map_or(0, |form| form.places.len())
    }

    pub(super) fn get(&self, text: &str) -> Option<&Form> {
        self.by_text.get(text).and_then(|nth| self.list.get(*nth))
    }
}
