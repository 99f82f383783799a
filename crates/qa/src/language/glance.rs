//! Looks at the bytes of a cue that show that it is in the language it should be in, or at least that nobody could be
//! certain of another. Most cues are settled here, and never counted letter by letter.

use super::letters;
use super::scan::{WORD, WORD_ROOM};
use super::words::{self, Key};

/// A cue is shorter.
const LONGEST: usize = 1000;

/// Whether a text is certainly not taken for another language than the expected one; false where only counting tells.
pub(super) fn is_at_home(text: &str, expected: &str) -> bool {
    text.len() <= LONGEST
        && match expected {
            "kk" => is_kazakh(text),
            "ru" => is_no_kazakh(text),
            "es" => is_no_english(text),
            _ => false,
        }
}

/// A sign of plain text.
enum Sign {
    /// A Cyrillic letter of two bytes.
    Letter(char),
    /// A blank or a mark that ends a word and nothing else.
    Gap,
    /// A letter of another script, a quotation mark, a digit, a tag: what may make a word count less.
    Other,
}

/// The signs of a text in Cyrillic letters.
fn signs(text: &str) -> impl Iterator<Item = Sign> {
    let mut bytes = text.bytes();
    std::iter::from_fn(move || {
        Some(match bytes.next()? {
            b' ' | b'\n' | b'\r' | b'.' | b',' | b'!' | b'?' | b'-' => Sign::Gap,
            byte @ 0xd0..=0xd3 => {
                let scalar = u32::from(byte & 0x1f) << 6 | u32::from(bytes.next()? & 0x3f);
                char::from_u32(scalar)
                    .filter(|c| letters::cyrillic(*c) != 0)
                    .map_or(Sign::Other, Sign::Letter)
            }
            // Dashes and the ellipsis.
            0xe2 => match (bytes.next(), bytes.next()) {
                (Some(0x80), Some(0x93 | 0x94 | 0xa6)) => Sign::Gap,
                _ => Sign::Other,
            },
            _ => Sign::Other,
        })
    })
}

/// A word in small letters has a letter that only Kazakh has: no certainty that it is Russian is left.
fn is_kazakh(text: &str) -> bool {
    let (mut sure, mut small, mut len) = (false, false, 0);
    for sign in signs(text) {
        match sign {
            Sign::Gap => len = 0,
            Sign::Letter(c) => {
                small = if len == 0 { letters::is_small(c) } else { small };
                len += 1;
                // Not the dotted і, which others have.
                let code = letters::cyrillic(c);
                sure |= small && (letters::FIRST_OF_NINE..letters::DOTTED_I).contains(&code);
                if len > WORD_ROOM {
                    return false;
                }
            }
            Sign::Other => return false,
        }
    }
    sure
}

/// So many words are usual in Russian that the others cannot speak for Kazakh with certainty, whatever they are.
fn is_no_kazakh(text: &str) -> bool {
    let (mut key, mut len, mut small) = (Key::default(), 0, false);
    // The most that can speak for Kazakh, and the least that speaks for Russian.
    let (mut most, mut least) = (0, 0);
    let mut end = |key: Key, len: usize, small: bool| {
        if len > 0 {
            // Words that begin with a capital may be left out as names.
            match words::cyrillic(key).filter(|_| small) {
                Some(words::Cyrillic::Russian) if len == 1 => least += WORD * 2 / 5,
                Some(words::Cyrillic::Russian) => least += WORD,
                _ => most += WORD,
            }
        }
    };
    for sign in signs(text) {
        match sign {
            Sign::Gap => {
                end(key, len, small);
                (key, len) = (Key::default(), 0);
            }
            Sign::Letter(c) => {
                small = if len == 0 { letters::is_small(c) } else { small };
                len += 1;
                let code = letters::cyrillic(c);
                if code >= letters::FIRST_OF_NINE || len > WORD_ROOM {
                    return false;
                }
                key = key.push(code);
            }
            Sign::Other => return false,
        }
    }
    end(key, len, small);
    least * 3 > most
}

/// No word is usual in English: without one there is no certainty, and no other Latin language is ever accused.
fn is_no_english(text: &str) -> bool {
    let (mut key, mut len) = (Key::default(), 0);
    let mut bytes = text.bytes();
    loop {
        let next = bytes.next();
        let letter = match next {
            Some(byte) if byte.is_ascii_alphabetic() => Some(char::from(byte)),
            // An apostrophe may join two words.
            Some(b'\'') => return false,
            None | Some(..=0x7f) => None,
            // Signs of Latin-1, and its letters.
            Some(0xc2) => bytes.next().and(None),
            Some(0xc3) => {
                let c = char::from(bytes.next().unwrap_or_default() | 0x40);
                (!matches!(c, '×' | '÷')).then_some(c)
            }
            // Dashes, quotation marks and the ellipsis.
            Some(0xe2) => match (bytes.next(), bytes.next()) {
                (Some(0x80), Some(0x93 | 0x94 | 0x9c | 0x9d | 0xa6)) => None,
                _ => return false,
            },
            Some(_) => return false,
        };
        if let Some(c) = letter {
            len += 1;
            key = key.push(letters::latin(c));
            if len > WORD_ROOM {
                return false;
            }
            continue;
        }
        if len > 0 && words::latin(key) == Some(words::Latin::English) {
            return false;
        }
        if next.is_none() {
            return true;
        }
        (key, len) = (Key::default(), 0);
    }
}
