//! Endings that Russian and Kazakh hang on names. Spanish hangs none.

use crate::language::Tongue;
use crate::language::kazakh::PERSONS;

/// Places at which an ending may begin that a word may have.
pub(super) const PLACES: usize = 6;

/// Russian cases, singular and plural, and those of surnames that are declined like adjectives.
const RUSSIAN: [&str; 27] = [
    "а", "у", "ом", "ем", "ём", "е", "ы", "и", "ой", "ей", "ою", "ею", "ю", "я", "ым", "им", "ых", "их",
    "ого", "его", "ому", "ему", "ую", "юю", "ью", "ием", "ией",
];

/// Kazakh cases in all their harmonies.
const CASES: [&str; 40] = [
    "ның", "нің", "дың", "дің", "тың", "тің", "ны", "ні", "ды", "ді", "ты", "ті", "ға", "ге", "қа", "ке",
    "да", "де", "та", "те", "нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "дағы", "дегі",
    "тағы", "тегі", "дай", "дей", "тай", "тей", "ша", "ше", "сыз",
];

/// Kazakh plurals, and the owner of something.
const OWNERS: [&str; 24] = [
    "лар",
    "лер",
    "дар",
    "дер",
    "тар",
    "тер",
    "нікі",
    "дікі",
    "тікі",
    "лық",
    "лік",
    "дық",
    "дік",
    "тық",
    "тік",
    "жан",
    "лықтар",
    "ліктер",
    "ларға",
    "лерге",
    "лардың",
    "лердің",
    "лары",
    "лері",
];

/// Where endings may begin in a word, in bytes; at least three letters go before.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Places {
    at: [usize; PLACES],
    count: usize,
}

impl Places {
    pub(super) fn of(word: &str, tongue: Tongue) -> Self {
        let mut out = Self::default();
        let head = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        match tongue {
            Tongue::Russian => {
                for ending in RUSSIAN {
                    out.push(word, ending, head);
                }
            }
            Tongue::Kazakh => {
                for ending in CASES.iter().chain(&PERSONS).chain(&OWNERS) {
                    let Some(stem) = out.push(word, ending, head) else { continue };
                    // A person behind a case: Валенсияданмын.
                    for case in CASES.iter().filter(|_| PERSONS.contains(ending) || OWNERS.contains(ending)) {
                        out.push(stem, case, head);
                    }
                }
            }
            Tongue::Spanish | Tongue::English | Tongue::Other => {}
        }
        out
    }

    pub(super) fn as_slice(&self) -> &[usize] {
        self.at.get(..self.count).unwrap_or_default()
    }

    fn push<'w>(&mut self, word: &'w str, ending: &str, head: usize) -> Option<&'w str> {
        // The last two letters tell most endings from the word's.
        let (end, own) = (word.as_bytes(), ending.as_bytes());
        let alike = match own.last_chunk::<4>() {
            Some(last) => end.last_chunk::<4>() == Some(last),
            None => end.last_chunk::<2>() == own.last_chunk::<2>(),
        };
        if !alike {
            return None;
        }
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > head)?;
        if let Some(slot) = self.at.get_mut(self.count) {
            *slot = stem.len();
            self.count += 1;
        }
        Some(stem)
    }
}
