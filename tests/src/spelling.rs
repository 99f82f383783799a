//! Dictionaries of this machine, texts as tracks, and misspellings planted in them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "part of tests, though the compiler cannot know it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tregua_parse::base::Lang;
use tregua_qa::spelling::{Dictionary, Hunspell, Shelf};

/// The dictionaries of this machine for the three languages.
#[derive(Debug)]
pub struct Installed(BTreeMap<&'static str, Arc<dyn Dictionary>>);

impl Installed {
    /// Reads them from the usual folders, or from the one that `TREGUA_DICTIONARIES` names; says which are not there.
    #[must_use]
    pub fn find(test: &str) -> Self {
        let usual = ["/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell"];
        let named = std::env::var_os("TREGUA_DICTIONARIES").map(PathBuf::from);
        let folders = named.map_or_else(|| usual.map(PathBuf::from).to_vec(), |folder| vec![folder]);
        let mut found = BTreeMap::new();
        for (lang, name) in [("es", "es_ES"), ("ru", "ru_RU"), ("kk", "kk_KZ")] {
            let path = |end: &str| {
                let all = folders.iter().map(|folder| folder.join(format!("{name}.{end}")));
                all.into_iter().find(|path| path.is_file())
            };
            match (path("aff"), path("dic")) {
                (Some(aff), Some(dic)) => {
                    let read = Hunspell::new(&fs::read(aff).unwrap(), &fs::read(dic).unwrap(), lang);
                    let dictionary: Arc<dyn Dictionary> = Arc::new(read.unwrap());
                    found.insert(lang, dictionary);
                }
                _ => eprintln!("{test}: no dictionary {name}: install hunspell-{lang} to have it tried"),
            }
        }
        Self(found)
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, lang: &str) -> Option<Arc<dyn Dictionary>> {
        self.0.get(lang).cloned()
    }
}

impl Shelf for Installed {
    fn dictionary(&self, lang: &Lang) -> Option<Arc<dyn Dictionary>> {
        self.get(lang.language())
    }
}

/// A SubRip file with a cue for each sentence.
#[must_use]
pub fn as_track<'s>(sentences: impl Iterator<Item = &'s str>) -> String {
    let mut out = String::new();
    for (n, sentence) in sentences.enumerate() {
        let (minute, second) = (n / 60 % 60, n % 60);
        let hour = n / 3600;
        out.push_str(&format!(
            "{}\n{hour:02}:{minute:02}:{second:02},000 --> {hour:02}:{minute:02}:{second:02},900\n{sentence}\n\n",
            n + 1
        ));
    }
    out
}

/// The places of words in small letters of four and more, away from hyphens and tags.
#[must_use]
pub fn words_of(raw: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    let mut before = ' ';
    for (at, c) in raw.char_indices().chain([(raw.len(), ' ')]) {
        match (start, c.is_alphabetic()) {
            (None, true) => start = Some((at, before)),
            (Some((from, edge)), false) => {
                start = None;
                let word = &raw[from..at];
                let plain = word.chars().count() > 3 && word.chars().all(char::is_lowercase);
                if plain && ![edge, c].iter().any(|c| matches!(c, '-' | '<' | '/' | '\u{2010}'..='\u{2015}'))
                {
                    out.push((from, at));
                }
            }
            _ => {}
        }
        before = c;
    }
    out
}

/// Numbers that come the same way on every machine.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// With a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// A number under `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// A kind of slip.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Slip {
    /// Two letters change places.
    Swapped,
    /// A letter is missing.
    Dropped,
    /// A letter stands twice.
    Doubled,
    /// A letter stands for another.
    Replaced,
}

impl Slip {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Swapped, Self::Dropped, Self::Doubled, Self::Replaced];

    /// The word with a slip of this kind; none where nothing would change.
    pub fn of(self, word: &str, lang: &str, dice: &mut Dice) -> Option<String> {
        let letters = match lang {
            "es" => "abcdefghijlmnñopqrstuvyzáéíóú",
            "ru" => "абвгдежзийклмнопрстуфхцчшщыьэюя",
            _ => "аәбвгғдежзийкқлмнңоөпрстуұүшыі",
        };
        let mut out: Vec<char> = word.chars().collect();
        let at = dice.below(out.len().checked_sub(1)?);
        match self {
            Self::Swapped => out.swap(at, at + 1),
            Self::Dropped => {
                out.remove(at);
            }
            Self::Doubled => out.insert(at, out[at]),
            Self::Replaced => {
                let all: Vec<char> = letters.chars().collect();
                out[at] = all[dice.below(all.len())];
            }
        }
        let out: String = out.into_iter().collect();
        (out != word).then_some(out)
    }
}
