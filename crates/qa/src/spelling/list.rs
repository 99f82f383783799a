//! The project's own words: a plain text, one word a line.

use std::collections::BTreeSet;

/// Words a project declares to be right, such as its names and invented words.
///
/// A text with one word a line; what follows `#` is a comment. Case counts as in Hunspell: an entry in small letters
/// also covers the word with a capital and in capitals, an entry with a capital covers itself and capitals.
///
/// ```
/// use tregua_qa::spelling::WordList;
/// let words = WordList::parse("# the village\nЖаңатас\nкумыс\n");
/// assert!(words.has("Жаңатас") && words.has("ЖАҢАТАС") && !words.has("жаңатас"));
/// assert!(words.has("кумыс") && words.has("Кумыс") && words.has("КУМЫС"));
/// ```
#[derive(Clone, Default, Debug)]
pub struct WordList {
    words: BTreeSet<String>,
    /// Capitalised entries in capitals.
    capitals: BTreeSet<String>,
}

impl WordList {
    /// Reads the text; empty lines and a BOM do not count.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut out = Self::default();
        for line in text.trim_start_matches('\u{feff}').lines() {
            out.add(line.split('#').next().unwrap_or_default().trim());
        }
        out
    }

    /// Adds one word.
    pub fn add(&mut self, word: &str) {
        if !word.is_empty() {
            let word = super::normal::normal(word);
            self.capitals.insert(word.to_uppercase());
            self.words.insert(word.into_owned());
        }
    }

    /// Adds the words of another list.
    pub fn extend(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.capitals.extend(other.capitals.iter().cloned());
    }

    /// Whether the word is covered by an entry.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        if self.words.contains(word) || self.capitals.contains(word) {
            return true;
        }
        // A capital at the beginning may be the sentence's.
        let mut letters = word.chars();
        let first = letters.next().filter(|c| c.is_uppercase());
        first.is_some_and(|first| {
            let rest = letters.as_str();
            let small: String = first.to_lowercase().chain(rest.chars()).collect();
            self.words.contains(&small)
        })
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// No entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The entries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_blanks_and_case() {
        let it =
            WordList::parse("\u{feff}# film\r\n  Айгерим  # the heroine\r\n\r\nKoldo\ne\u{301}lan\niPhone\n");
        assert_eq!(it.iter().collect::<Vec<_>>(), ["Koldo", "iPhone", "élan", "Айгерим"]);
        assert!(it.has("АЙГЕРИМ") && it.has("Élan") && it.has("IPHONE"));
        assert!(!it.has("айгерим") && !it.has("koldo") && !it.has("iphone") && !it.has("Film"));
        assert!(WordList::parse("# nothing\n").is_empty());
    }
}
