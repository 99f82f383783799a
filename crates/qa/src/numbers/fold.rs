//! Words of a text, folded: small letters, without accents, ё as е.

use crate::bytes::{is_letter, word_end};

/// Bytes a folded word may have; longer words are no numbers.
const LONGEST: usize = 48;

/// A word as the lists spell it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Folded<'t> {
    /// As it is written.
    Same(&'t str),
    /// With other letters, so many bytes of them.
    Other([u8; LONGEST], usize),
}

impl<'t> Folded<'t> {
    /// Empty for a word that is too long.
    pub(super) fn of(word: &'t str) -> Self {
        if word.len() < LONGEST - 4 && is_folded(word) { Self::Same(word) } else { Self::other(word) }
    }

    fn other(word: &str) -> Self {
        let (mut bytes, mut len) = ([0; LONGEST], 0);
        for c in word.chars() {
            let c = fold(c);
            if c == '\0' {
                continue;
            }
            let Some(room) = bytes.get_mut(len..).filter(|room| room.len() >= 4) else {
                return Self::Other(bytes, 0);
            };
            len += c.encode_utf8(room).len();
        }
        Self::Other(bytes, len)
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Same(word) => word,
            Self::Other(bytes, len) => {
                bytes.get(..*len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or("")
            }
        }
    }
}

/// Whether nothing but small letters without accents stands there, told by the bytes of the usual ones.
fn is_folded(word: &str) -> bool {
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let same = match byte {
            b'a'..=b'z' => true,
            0xd0 => bytes.next() >= Some(0xb0),
            // ё is written as е; і stands behind it.
            0xd1 => matches!(bytes.next(), Some(0x80..=0x8f | 0x96)),
            // Kazakh small letters have odd numbers.
            0xd2 | 0xd3 => bytes.next().is_some_and(|next| next & 1 == 1),
            _ => false,
        };
        if !same {
            return false;
        }
    }
    true
}

/// A small letter without its accent; NUL for a mark that stands by itself. й and ñ are letters, not accents.
pub(super) const fn fold(c: char) -> char {
    match c {
        'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        'А'..='Я' => step(c, 0x20),
        'ё' | 'Ё' => 'е',
        'і' | 'І' => 'і',
        // Kazakh capitals stand one before their small letters.
        'Ғ' | 'Қ' | 'Ң' | 'Ү' | 'Ұ' | 'Һ' | 'Ә' | 'Ө' => step(c, 1),
        'á' | 'Á' => 'a',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'Ó' => 'o',
        'ú' | 'Ú' | 'ü' | 'Ü' => 'u',
        'Ñ' => 'ñ',
        '\u{300}'..='\u{36f}' => '\0',
        _ => c,
    }
}

const fn step(c: char, by: u32) -> char {
    match char::from_u32(c as u32 + by) {
        Some(c) => c,
        None => c,
    }
}

/// A word and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'t str,
}

impl<'t> Word<'t> {
    pub(super) fn folded(&self) -> Folded<'t> {
        Folded::of(self.text)
    }
}

/// The word that begins at `start`.
pub(super) fn word_at(text: &str, start: usize) -> Option<Word<'_>> {
    let end = word_end(text.as_bytes(), start);
    (end > start).then_some(Word { start, end, text: text.get(start..end)? })
}

/// The end of the blanks that begin at `at`: line ends and no-break ones among them.
pub(super) fn blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    rest.char_indices().find(|(_, c)| !is_blank(*c)).map_or(text.len(), |(n, _)| at + n)
}

pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The word after `at`, where nothing but blanks is between.
pub(super) fn next_word(text: &str, at: usize) -> Option<Word<'_>> {
    let start = blanks(text, at);
    if start == at { None } else { word_at(text, start) }
}

/// The word before `at`, where nothing but blanks is between.
pub(super) fn word_before(text: &str, at: usize) -> Option<Word<'_>> {
    let head = text.get(..at)?;
    let end = head.trim_end_matches(is_blank).len();
    let bytes = head.as_bytes();
    let mut start = end;
    while let Some(c) = head.get(..start).and_then(|head| head.chars().next_back()) {
        let from = start - c.len_utf8();
        if !bytes.get(from).copied().is_some_and(is_letter) {
            break;
        }
        start = from;
    }
    (start < end).then_some(Word { start, end, text: text.get(start..end)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_folded_letter_by_letter(word in "[a-cA-Cа-яА-ЯёЁәӘқҚіІңñÑáéüï\u{301}ҐґѢѣ]{0,30}") {
            let (short, whole) = (Folded::of(&word), Folded::other(&word));
            prop_assert_eq!(short.as_str(), whole.as_str());
        }
    }
}
