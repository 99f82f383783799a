//! English in a text of Latin letters.

use super::tag;
use crate::language::letters;
use crate::language::scan::WORD_ROOM;
use crate::language::words::{self, Key};

/// The numbers of the letters of ASCII and, at the last byte of those of Latin-1, of these.
static LATIN: [u8; 256] = {
    let mut codes = [0; 256];
    let mut at = 0;
    while at < 256 {
        let letter = if at < 0x80 { at } else { at | 0x40 };
        let sign = letter == 0xd7 || letter == 0xf7;
        codes[at] = if at < 0xc0 && !sign { letters::latin(letter as u8 as char) } else { 0 };
        at += 1;
    }
    codes
};

/// No word is usual in English: without one there is no certainty, and no other Latin language is ever accused.
pub(super) fn is_absent(text: &str) -> bool {
    let mut bytes = text.as_bytes();
    loop {
        let (mut key, mut len) = (Key::NEW, 0usize);
        loop {
            let code = match bytes {
                [byte @ (b'a'..=b'z' | b'A'..=b'Z'), rest @ ..] => {
                    bytes = rest;
                    LATIN[usize::from(*byte)]
                }
                // × and ÷ are no letters.
                [0xc3, last, rest @ ..] if !matches!(last, 0x97 | 0xb7) => {
                    bytes = rest;
                    LATIN[usize::from(*last)]
                }
                _ => break,
            };
            (key, len) = (key.push(code), len + 1);
        }
        if len > WORD_ROOM || words::is_english(key) {
            return false;
        }
        bytes = match bytes {
            [] => return true,
            // An apostrophe may join two words.
            [b'\'', ..] => return false,
            // A tag is no word.
            [b'<', rest @ ..] => tag(rest).and_then(|len| rest.get(len + 1..)).unwrap_or(rest),
            [..=0x7f, rest @ ..] => rest,
            // Signs of Latin-1.
            [0xc2 | 0xc3, _, rest @ ..] => rest,
            // Dashes, quotation marks, the ellipsis and notes.
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c..=0x9e | 0xa6, rest @ ..]
            | [0xe2, 0x99, 0xaa | 0xab, rest @ ..] => rest,
            _ => return false,
        };
    }
}
