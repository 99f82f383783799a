//! Which words a line break must not part: articles from their nouns, prepositions from what they govern, postpositions
//! and particles from the word they follow, titles and initials from names, numbers from their units.
//!
//! The lists hold words that nearly always need their neighbour. Where a word can also stand by itself (a pronoun that
//! looks like a determiner, an adverb that looks like a preposition), its group says when it does not count.

mod en;
mod es;
mod kk;
mod layout;
mod ru;

#[cfg(test)]
mod tests;

pub(crate) use layout::{Layout, Shape, layouts};

use crate::chars;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// What is known about one language's line breaks.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// Words that must not end a line.
    ends: &'static [Group],
    /// Words that must not start a line.
    starts: &'static [Group],
    /// Words a line may well start with, sorted: conjunctions and prepositions.
    opens: &'static [&'static str],
    /// Titles that stand before a name, sorted, each as it is written.
    titles: &'static [&'static str],
    /// Whether initials, `№` and units are looked at here: where no rule of the language's own keeps them together.
    initials: bool,
    /// Whether somebody published the lists. Where nobody did, what they find is a hint.
    published: bool,
    known: Known,
}

/// A bit for the shape of each word of the lists: most words of a text have a shape that none of these has. Drawn up at the first
/// question.
#[derive(Debug)]
struct Known(OnceLock<[u64; Self::ALL / 64]>);

impl Known {
    const ALL: usize = 1024;

    const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// By the length of a word, its second byte and its last two.
    fn shape(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte));
        let all =
            byte(1) << 24 | byte(bytes.len().wrapping_sub(2)) << 16 | byte(bytes.len().wrapping_sub(1)) << 8;
        let place = (all | bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            >> (64 - Self::ALL.trailing_zeros());
        (place as usize / 64, 1 << (place % 64))
    }

    /// Whether a word in lower case may be one of the groups'.
    fn may_be(&self, groups: [&'static [Group]; 2], word: &str) -> bool {
        let bits = self.0.get_or_init(|| {
            let mut bits = [0; Self::ALL / 64];
            for word in groups.into_iter().flatten().flat_map(|group| group.words) {
                let (at, bit) = Self::shape(word);
                if let Some(bits) = bits.get_mut(at) {
                    *bits |= bit;
                }
            }
            bits
        });
        let (at, bit) = Self::shape(word);
        bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// Words that share a condition.
#[derive(Debug)]
struct Group {
    /// In lower case, sorted.
    words: &'static [&'static str],
    /// Whether the word needs its neighbour here: given the text before the word and the text behind it, the line break
    /// left out.
    when: fn(&str, &str) -> bool,
    /// Whether it nearly always does.
    sure: bool,
}

/// What a line break parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Broken {
    /// What kind of thing.
    pub part: Part,
    /// The word at the break, in the line it stands in.
    pub word: Range<usize>,
    /// Whether it is a fault rather than a hint.
    pub sure: bool,
}

/// What a line break parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// The first line ends with a word that needs the next one.
    End,
    /// The second line starts with a word that needs the one before.
    Start,
    /// A title and a name, or an initial and a surname.
    Name,
    /// A number and its unit, or two parts of a number.
    Number,
}

/// The lists of a language; none for a language that has no list.
#[must_use]
pub(crate) fn of(language: Option<&str>) -> Option<&'static Phrases> {
    match language? {
        "es" => Some(&es::PHRASES),
        "en" => Some(&en::PHRASES),
        "ru" => Some(&ru::PHRASES),
        "kk" => Some(&kk::PHRASES),
        _ => None,
    }
}

impl Phrases {
    /// What a break between two lines parts, if anything.
    #[must_use]
    pub(crate) fn broken(&self, left: &str, right: &str) -> Option<Broken> {
        let (left, right) = (left.trim_end(), chars::trim_start(right));
        let found = |part, word, sure: bool| Some(Broken { part, word, sure: sure && self.published });
        let last = left.chars().next_back()?;
        if chars::is_alphabetic(last) {
            let from = word_start(left);
            let (before, word) = left.split_at_checked(from)?;
            // Elsewhere a capital makes a name of it.
            let start = begins_sentence(before);
            if let Some(group) = self.find(self.ends, word, start, before, right) {
                return found(Part::End, from..left.len(), group.sure);
            }
            let next = first_word(right);
            let group = self.find(self.starts, next, false, left, right.get(next.len()..).unwrap_or(""))?;
            return found(Part::Start, 0..next.len(), group.sure);
        }
        if last == '.' {
            let token = left.rsplit(char::is_whitespace).next().unwrap_or("");
            let from = left.len() - token.len();
            let named = right.chars().next().is_some_and(char::is_uppercase);
            if named && self.titles.binary_search(&token).is_ok() {
                return found(Part::Name, from..left.len(), true);
            }
            if named && self.initials && is_initial(token) && after_name(left.get(..from).unwrap_or("")) {
                return found(Part::Name, from..left.len(), true);
            }
            return None;
        }
        if last == '№' && self.initials && right.starts_with(|c: char| c.is_ascii_digit()) {
            return found(Part::Number, left.len() - last.len_utf8()..left.len(), true);
        }
        if last.is_ascii_digit() {
            let number =
                left.rsplit(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':'))).next()?;
            if self.initials && is_unit(right) || number.len() < 4 && is_thousands(right) {
                return found(Part::Number, left.len() - number.len()..left.len(), true);
            }
        }
        None
    }

    /// The group a word belongs to, where its condition holds. `capital` says whether it may have one.
    fn find(
        &self,
        groups: &'static [Group],
        word: &str,
        capital: bool,
        left: &str,
        right: &str,
    ) -> Option<&'static Group> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let mut lower = Cow::Borrowed(word);
        if word.chars().any(char::is_uppercase) {
            if !capital || word.chars().skip(1).any(char::is_uppercase) {
                return None;
            }
            lower = Cow::Owned(word.to_lowercase());
        }
        if !self.known.may_be([self.ends, self.starts], &lower) {
            return None;
        }
        let group = groups.iter().find(|group| group.words.binary_search(&&*lower).is_ok())?;
        (group.when)(left, right).then_some(group)
    }

    /// Whether a line may well start here: with a conjunction or a preposition.
    #[must_use]
    fn opens(&self, right: &str) -> bool {
        self.opens.binary_search(&first_word(right)).is_ok()
    }
}

/// The longest word of any list, in bytes.
const LONGEST: usize = 32;

/// Where the last word of a text starts. Hyphens and apostrophes inside belong to it.
fn word_start(text: &str) -> usize {
    let inside =
        |c: char| chars::is_alphanumeric(c) || matches!(c, '-' | '\'' | '\u{2019}' | '\u{300}'..='\u{36f}');
    text.char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(text.len(), |(at, _)| at)
}

/// The last word of a text, without what stands behind it; empty where punctuation stands there.
fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    text.get(word_start(text)..).unwrap_or("")
}

/// The first word of a text; empty where it starts with punctuation.
fn first_word(text: &str) -> &str {
    let inside =
        |c: char| chars::is_alphanumeric(c) || matches!(c, '-' | '\'' | '\u{2019}' | '\u{300}'..='\u{36f}');
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    text.get(..end).filter(|word| word.starts_with(chars::is_alphanumeric)).unwrap_or("")
}

/// Whether a word behind this text begins a sentence.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with(['.', '!', '?', '…', ':', '¿', '¡', '"', '“', '«', '(', '-', '–', '—'])
}

/// Whether a line ends a sentence, closing quotes and brackets aside.
#[must_use]
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | ']'));
    text.ends_with(['.', '!', '?', '…', '♪', '♫'])
}

/// A capital and a full stop, once or several times: `J.`, `А.С.`.
fn is_initial(token: &str) -> bool {
    let mut rest = token.trim_start_matches(['¿', '¡', '"', '“', '«', '(']).chars();
    let mut any = false;
    while let Some(c) = rest.next() {
        if !c.is_uppercase() || rest.next() != Some('.') {
            return false;
        }
        any = true;
    }
    any
}

/// Whether the text ends with a name, so that an initial behind it is part of that name: a capitalised word that does not
/// begin a sentence, or another initial. `Plan B.` is no name.
fn after_name(before: &str) -> bool {
    let before = before.trim_end();
    let token = before.rsplit(char::is_whitespace).next().unwrap_or("");
    if is_initial(token) {
        return true;
    }
    let head = before.get(..before.len() - token.len()).unwrap_or("");
    token.starts_with(char::is_uppercase) && token.ends_with(chars::is_alphabetic) && !begins_sentence(head)
}

/// Whether a text starts with the sign of a unit.
fn is_unit(right: &str) -> bool {
    // No `с` and no `т`, which are words of Russian.
    const UNITS: &[&str] = &[
        "cm", "g", "h", "ha", "kW", "kg", "km", "l", "m", "min", "ml", "mm", "s", "г", "га", "кг", "км", "л",
        "м", "мин", "мл", "мм", "сағ", "см", "тг", "ч",
    ];
    right.starts_with(['%', '€', '°', '₽', '₸']) || UNITS.binary_search(&first_word(right)).is_ok()
}

/// Whether a text starts with three digits that could be the rest of a number.
fn is_thousands(right: &str) -> bool {
    let digits = right.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && !right.get(digits..).is_some_and(|rest| rest.starts_with(chars::is_alphanumeric))
}

/// The word needs its neighbour whatever stands there.
fn always(_: &str, _: &str) -> bool {
    true
}

/// Whether a word of a sorted list is the last of a text.
fn after(list: &[&str], before: &str) -> bool {
    list.binary_search(&last_word(before)).is_ok()
}

/// Whether a word of a sorted list, or no word at all, is the first of a text.
fn before(list: &[&str], behind: &str) -> bool {
    let word = first_word(behind.trim_start().trim_start_matches(['¿', '¡', '"', '“', '«']));
    word.is_empty() || list.binary_search(&word).is_ok()
}
