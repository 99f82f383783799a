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

/// A word of Cyrillic letters under way.
struct Word {
    key: Key,
    len: usize,
    /// It begins with a small letter, so that it is no name.
    small: bool,
    /// The number of the letter before.
    before: u8,
    /// What its pairs of letters say for Kazakh.
    score: i32,
    /// It has one of the nine letters other than і; it has і.
    nine: bool,
    dotted: bool,
}

impl Word {
    const NEW: Self =
        Self { key: Key::NEW, len: 0, small: false, before: 0, score: 0, nine: false, dotted: false };
}

/// Between which bounds the sums of a text lie that scores of words are added up to: names may be left out.
#[derive(Default)]
struct Bounds {
    most_kazakh: i32,
    least_kazakh: i32,
    most_russian: i32,
    least_russian: i32,
    /// One of the nine letters other than і stands in it, and in a word that is certainly no name.
    nine: bool,
    sure: bool,
}

impl Bounds {
    /// Of a text of nothing but Cyrillic letters of the two alphabets and marks that end a word and nothing else. None
    /// where there is more: a letter of another script, a quotation mark, a digit, a tag may make words count less.
    fn of(text: &str) -> Option<Self> {
        let mut out = Self::default();
        let mut word = Word::NEW;
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                0xd0..=0xd3 => {
                    let second = bytes.next()?;
                    let code = CODES[usize::from(byte & 3) << 6 | usize::from(second & 0x3f)];
                    if code == 0 || word.len == WORD_ROOM {
                        return None;
                    }
                    if word.len == 0 {
                        word.small = code & SMALL != 0;
                    }
                    out.letter(&mut word, code & !SMALL);
                }
                b' ' | b'\n' | b'\r' | b'.' | b',' | b'!' | b'?' | b'-' => out.end(&mut word),
                // Dashes and the ellipsis.
                0xe2 => match (bytes.next(), bytes.next()) {
                    (Some(0x80), Some(0x93 | 0x94 | 0xa6)) => out.end(&mut word),
                    _ => return None,
                },
                _ => return None,
            }
        }
        out.end(&mut word);
        Some(out)
    }

    #[inline]
    fn letter(&mut self, word: &mut Word, code: u8) {
        word.len += 1;
        word.key = word.key.push(code);
        if code >= letters::FIRST_OF_NINE {
            // The pair with one of them is not asked.
            word.before = u8::MAX;
            word.dotted |= code == letters::DOTTED_I;
            word.nine |= code != letters::DOTTED_I;
            return;
        }
        word.score += letters::pair(word.before, code);
        word.before = code;
    }

    /// The same scores as [`Scan`](super::scan) gives.
    fn end(&mut self, word: &mut Word) {
        let Word { key, len, small, before, score, nine, dotted } = std::mem::replace(word, Word::NEW);
        if len == 0 {
            return;
        }
        self.nine |= nine;
        self.sure |= nine && small;
        let score = match words::cyrillic(key) {
            // It is certainly neither language then, and nobody is accused.
            Some(words::Cyrillic::Ukrainian) => 0,
            Some(words::Cyrillic::Kazakh) => WORD * 4 / 5,
            Some(words::Cyrillic::Russian) if len == 1 => -WORD * 2 / 5,
            Some(words::Cyrillic::Russian) => -WORD,
            // Да at the start of a sentence is Russian.
            Some(words::Cyrillic::Both) if !small => -WORD,
            Some(words::Cyrillic::Both) => 0,
            None if nine => WORD * 7 / 5,
            None => {
                let score = score + letters::pair(before, 0);
                if dotted { (score + WORD * 4 / 5).clamp(-WORD / 2, WORD) } else { score.clamp(-WORD, WORD) }
            }
        };
        let (kazakh, russian) = (score.max(0), (-score).max(0));
        self.most_kazakh += kazakh;
        self.most_russian += russian;
        if small {
            self.least_kazakh += kazakh;
            self.least_russian += russian;
        }
    }
}

/// Added to the numbers of small letters.
const SMALL: u8 = 0x80;

/// The numbers of the letters of two bytes, by the last bits of both.
static CODES: [u8; 256] = {
    let mut codes = [0; 256];
    let mut at = 0u32;
    while at < 256 {
        if let Some(c) = char::from_u32(0x400 + at) {
            let code = letters::cyrillic(c);
            // Kazakh capitals stand one before their small letters.
            let small = if at < 0x60 { at >= 0x30 } else { at % 2 == 1 };
            codes[at as usize] = if code != 0 && small { code | SMALL } else { code };
        }
        at += 1;
    }
    codes
};

/// A lead of so much is needed for certainty, as [`chance`](super::chance) has it.
const LEAD: i32 = 62;

/// Whether what can speak for a side at most is too little for certainty, given what speaks against it at least.
const fn falls_short(most: i32, against: i32) -> bool {
    most - against < LEAD || against * 3 > most
}

/// A word in small letters has a letter that only Kazakh has, or the words cannot be Russian for certain, whatever is a
/// name among them.
fn is_kazakh(text: &str) -> bool {
    Bounds::of(text).is_some_and(|it| it.sure || falls_short(it.most_russian, it.least_kazakh))
}

/// The words cannot be Kazakh for certain, whatever is a name among them.
fn is_no_kazakh(text: &str) -> bool {
    Bounds::of(text).is_some_and(|it| !it.nine && falls_short(it.most_kazakh, it.least_russian))
}

/// The numbers of the letters of Latin-1.
static LATIN: [u8; 256] = {
    let mut codes = [0; 256];
    let mut at = 0;
    while at < 256 {
        codes[at] = letters::latin(at as u8 as char);
        at += 1;
    }
    codes
};

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
            key = key.push(LATIN[u32::from(c) as usize & 0xff]);
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
