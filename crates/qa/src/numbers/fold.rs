//! Words of a text, folded: small letters, without accents, ё as е.

use crate::bytes::{is_letter, word_end};

/// Bytes a folded word may have; longer words are no numbers.
const LONGEST: usize = 48;

/// A word as the lists spell it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// Empty for a word that is too long.
    pub(super) fn of(word: &str) -> Self {
        let mut out = Self { bytes: [0; LONGEST], len: 0 };
        for c in word.chars() {
            let c = fold(c);
            if c == '\0' {
                continue;
            }
            let Some(room) = out.bytes.get_mut(out.len..).filter(|room| room.len() >= 4) else {
                out.len = 0;
                return out;
            };
            out.len += c.encode_utf8(room).len();
        }
        out
    }

    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or("")
    }
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

impl Word<'_> {
    pub(super) fn folded(&self) -> Folded {
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
