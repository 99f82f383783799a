//! Whether a word is right: the dictionary, the project's words, and the forms that dictionaries leave out.

use super::dictionary::{Dictionary, Speech};
use super::list::WordList;
use super::tokens::Traits;
use super::{kazakh, russian, spanish};

/// Everything a word is held against.
pub(super) struct Judge<'j> {
    pub(super) speech: Speech,
    pub(super) dictionary: &'j dyn Dictionary,
    pub(super) words: &'j WordList,
    pub(super) known: &'j (dyn Fn(&str) -> bool + Sync),
}

impl Judge<'_> {
    /// Whether a word is right wherever it stands.
    pub(super) fn is_right(&self, word: &str) -> bool {
        self.knows(word) || word.contains('-') && self.parts(word) || self.stretched(word)
    }

    /// Whether a word that is not right in itself is no mistake where it stands: broken off, or an abbreviation.
    pub(super) fn excuses(&self, word: &str, traits: Traits) -> bool {
        traits.cut
            || traits.elided
            || traits.stop && (is_abbreviation(word) || self.dictionary.has(&format!("{word}.")))
    }

    /// Whether a word is right by itself.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.dictionary.has(word) || self.words.has(word) || self.makes(word) || (self.known)(word)
    }

    /// Whether it is a form that the language makes of a known word.
    fn makes(&self, word: &str) -> bool {
        if self.speech == Speech::Plain {
            return false;
        }
        let small = word.to_lowercase();
        let has = |word: &str| self.dictionary.has(word) || self.words.has(word);
        match self.speech {
            Speech::Spanish => spanish::makes(&small, &has),
            Speech::Russian => russian::makes(&small, &has),
            Speech::Kazakh => kazakh::makes(&small, &|stem: &str| self.has_stem(stem)),
            Speech::Plain => false,
        }
    }

    /// Whether suffixes may be added to it. Kazakh ones go on names as well.
    fn has_stem(&self, stem: &str) -> bool {
        self.dictionary.has_stem(stem)
            || !self.words.is_empty() && self.words.has(&crate::language::capitalised(stem))
    }

    /// A word with hyphens: joined (a syllable spoken by itself, a line's end), or right in each part. A part that
    /// only stammers counts for nothing.
    fn parts(&self, word: &str) -> bool {
        let joined: String = word.split('-').collect();
        if self.knows(&joined) || self.knows(&squeezed(&joined, 1)) {
            return true;
        }
        let parts: Vec<&str> = word.split('-').filter(|part| !part.is_empty()).collect();
        let mut some = false;
        let right = parts.iter().enumerate().all(|(nth, part)| {
            let small = part.to_lowercase();
            let stammer = parts.get(nth + 1).is_some_and(|next| next.to_lowercase().starts_with(&small));
            if stammer && part.chars().count() < 3 || part.chars().nth(1).is_none() {
                return true;
            }
            some = true;
            self.knows(part) || self.particle(&small)
        });
        right && some
    }

    /// What is only ever joined to a word by a hyphen.
    fn particle(&self, part: &str) -> bool {
        match self.speech {
            Speech::Russian => russian::PARTICLES.contains(&part),
            Speech::Kazakh => kazakh::PARTICLES.contains(&part),
            Speech::Spanish | Speech::Plain => false,
        }
    }

    /// A word drawn out: Nooo, Хмммм; or a sound made of one or two letters. Three of a letter that is written twice
    /// anyway are a slip, and so are three that nobody can draw out.
    fn stretched(&self, word: &str) -> bool {
        const LONG: &str = "aeiouáéíóúаеёиоуыэюяәөұүімнршжзсхщшmnrszhf";
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        let longest = letters.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
        let Some(longest) = longest.filter(|run| run.first().is_some_and(|c| LONG.contains(*c))) else {
            return false;
        };
        let one = squeezed(word, 1);
        match longest.len() {
            ..3 => false,
            3 => one.chars().count() < 3 || self.knows(&one) && !self.knows(&squeezed(word, 2)),
            _ => one.chars().count() < 3 || self.knows(&one) || self.knows(&squeezed(word, 2)),
        }
    }
}

/// A word in small letters in which no letter stands more than so often in a row.
fn squeezed(word: &str, most: usize) -> String {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    letters.chunk_by(|a, b| a == b).flat_map(|run| run.iter().take(most)).collect()
}

/// Letters without a vowel before a full stop: стр. and cm. are, Srta. is not.
fn is_abbreviation(word: &str) -> bool {
    let vowel = |c: char| "aeiouyáéíóúüаеёиоуыэюяәөұүі".contains(c);
    word.chars().count() <= 3 && !word.chars().flat_map(char::to_lowercase).any(vowel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::tests::Few;

    #[test]
    fn words_as_they_are_said() {
        let few = Few::new("привет нет кто нибудь давай слово мама не");
        let (words, known) = (WordList::default(), |_: &str| false);
        let judge = Judge { speech: Speech::Russian, dictionary: &few, words: &words, known: &known };
        let right = |word: &str| judge.is_right(word);
        for word in "П-п-привет Нееет ма-ма сло-во кто-нибудь давай-ка Ааааа Хмммм не-е-ет".split(' ')
        {
            assert!(right(word), "{word}");
        }
        for word in "првиет давай-ко П-првиет ммн -".split(' ') {
            assert!(!right(word), "{word}");
        }
        let stop = Traits { stop: true, ..Traits::default() };
        assert!(judge.excuses("стр", stop) && !judge.excuses("стра", stop));
        assert!(judge.excuses("прив", Traits { cut: true, ..Traits::default() }));
    }
}
