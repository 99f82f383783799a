//! What a dictionary is asked, and where dictionaries come from.

use std::fmt::Debug;
use std::sync::Arc;
use tregua_parse::base::{Lang, Script};

/// A dictionary of one language.
pub trait Dictionary: Send + Sync + Debug {
    /// Whether the word is in it as it is written, by the case rules of Hunspell: an entry in small letters also
    /// covers the word with a capital and in capitals.
    fn has(&self, word: &str) -> bool;

    /// Whether a word, in small letters, stands in it by itself and not only as a form that its suffixes make.
    /// Kazakh, whose dictionaries know one suffix of a word's five, is checked by its stems.
    fn has_stem(&self, word: &str) -> bool {
        self.has(word)
    }

    /// Words that may have been meant. `far` also looks for those with more than a letter or two in common, which
    /// goes through the whole dictionary and takes a hundred times as long.
    fn suggest(&self, word: &str, far: bool) -> Vec<String>;
}

/// Where the dictionary of a language is got from: a front end's business, as libraries read no files.
pub trait Shelf: Send + Sync {
    /// The dictionary of a language, if there is one. Asked once for a track, from several threads.
    fn dictionary(&self, lang: &Lang) -> Option<Arc<dyn Dictionary>>;
}

/// A shelf without dictionaries.
#[derive(Clone, Copy, Default, Debug)]
pub struct NoShelf;

impl Shelf for NoShelf {
    fn dictionary(&self, _: &Lang) -> Option<Arc<dyn Dictionary>> {
        None
    }
}

/// What has to be known of a language beyond its dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Speech {
    Spanish,
    Russian,
    Kazakh,
    /// Nothing: the dictionary says it all.
    Plain,
}

impl Speech {
    pub(super) fn of(lang: &Lang) -> Self {
        match lang.language() {
            "es" => Self::Spanish,
            "ru" => Self::Russian,
            "kk" => Self::Kazakh,
            _ => Self::Plain,
        }
    }

    /// Whether a word with this letter may be of the language. One with a letter of the same script that is not in its
    /// alphabet is foreign or wrong in a way that other rules tell.
    pub(super) fn has_letter(self, c: char, script: Script) -> bool {
        match self {
            Self::Russian => matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'),
            Self::Kazakh => {
                matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
                    || matches!(c, 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і')
                    || matches!(c, 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' | 'І')
            }
            Self::Spanish => c.is_ascii_alphabetic() || "áéíóúüñÁÉÍÓÚÜÑ".contains(c),
            Self::Plain => match script {
                Script::Latin => {
                    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
                }
                Script::Cyrillic => matches!(c, '\u{400}'..='\u{52f}'),
                Script::Other => true,
            },
        }
    }

    /// The small letters of the language: what a mistyped letter may have been.
    pub(super) const fn letters(self) -> &'static str {
        match self {
            Self::Spanish => "abcdefghijklmnñopqrstuvwxyzáéíóúü",
            Self::Russian => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            Self::Kazakh => "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
            Self::Plain => "abcdefghijklmnopqrstuvwxyz",
        }
    }
}
