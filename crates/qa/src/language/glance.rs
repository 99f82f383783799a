//! Looks at the bytes of a cue that show that it is in the language it should be in, or at least that nobody could be
//! certain of another. Most cues are settled here, and never counted letter by letter.

use super::Tongue;
use super::letters;
use super::scan::{WORD, WORD_ROOM};
use super::words::{self, Key};

/// A cue is shorter.
const LONGEST: usize = 1000;

/// Whether a text is certainly not taken for another language than the expected one; false where only counting tells.
pub(super) fn is_at_home(text: &str, expected: Tongue) -> bool {
    text.len() <= LONGEST
        && match expected {
            Tongue::Kazakh => is_kazakh(text),
            Tongue::Russian => is_no_kazakh(text),
            Tongue::Spanish => is_no_english(text),
            Tongue::English | Tongue::Other => false,
        }
}

/// What is told the words of a text one after another.
trait Listener {
    /// A word: the numbers of its letters, with [`SMALL`] added to those of small ones.
    fn word(&mut self, letters: &[u8]);

    /// What follows is quoted, or may be.
    fn quote(&mut self);
}

/// Reads a text of nothing but Cyrillic letters of the two alphabets, marks that end a word and nothing else, and short
/// tags. None where there is more: a letter of another script, a digit, another quotation mark may make words count less;
/// or a word with too many letters.
#[inline]
fn read(text: &str, to: &mut impl Listener) -> Option<()> {
    let mut bytes = text.as_bytes();
    while let [byte, rest @ ..] = bytes {
        bytes = match byte {
            0xd0..=0xd3 => {
                let (mut word, mut len) = ([0; WORD_ROOM], 0usize);
                while let [lead @ 0xd0..=0xd3, second, rest @ ..] = bytes {
                    let code = CODES[usize::from(lead & 3) << 6 | usize::from(second & 0x3f)];
                    *word.get_mut(len).filter(|_| code != 0)? = code;
                    len += 1;
                    bytes = rest;
                }
                to.word(word.get(..len)?);
                bytes
            }
            b' ' | b'\n' | b'\r' | b'.' | b',' | b'!' | b'?' | b'-' | b':' | b';' => rest,
            // Dashes and the ellipsis.
            0xe2 => match rest {
                [0x80, 0x93 | 0x94 | 0xa6, rest @ ..] => rest,
                _ => return None,
            },
            b'<' => rest.get(tag(rest)? + 1..)?,
            // « and ».
            0xc2 => match rest {
                [0xab | 0xbb, rest @ ..] => {
                    to.quote();
                    rest
                }
                _ => return None,
            },
            _ => return None,
        };
    }
    Some(())
}

/// The place of the sign that closes a tag of one letter, where one begins before `rest`.
fn tag(rest: &[u8]) -> Option<usize> {
    match rest {
        [letter, b'>', ..] if letter.is_ascii_alphabetic() => Some(1),
        [b'/', letter, b'>', ..] if letter.is_ascii_alphabetic() => Some(2),
        _ => None,
    }
}

/// The bit of і among the letters of a word, and those of the other eight that only Kazakh has.
const DOTTED: u64 = 1 << letters::DOTTED_I;
const NINE: u64 = DOTTED - (1 << letters::FIRST_OF_NINE);

/// Between which bounds the sums of a text lie that scores of words are added up to: names and what is quoted may be left
/// out.
struct Bounds {
    most_kazakh: i32,
    least_kazakh: i32,
    most_russian: i32,
    least_russian: i32,
    /// One of the nine letters other than і stands in it.
    nine: bool,
    /// Nothing is quoted so far.
    plain: bool,
}

impl Bounds {
    fn of(text: &str) -> Option<Self> {
        let mut out = Self {
            most_kazakh: 0,
            least_kazakh: 0,
            most_russian: 0,
            least_russian: 0,
            nine: false,
            plain: true,
        };
        read(text, &mut out)?;
        Some(out)
    }
}

impl Listener for Bounds {
    /// The same scores as [`Scan`](super::scan) gives.
    #[inline]
    fn word(&mut self, word: &[u8]) {
        let (mut key, mut before, mut score, mut letters) = (Key::NEW, 0, 0i32, 0u64);
        for code in word {
            let code = code & !SMALL;
            key = key.push(code);
            // A bit for each number.
            letters |= 1 << (code & 63);
            // Nothing is known of pairs with one of the nine. So few small numbers do not overflow.
            score = score.wrapping_add(letters::pair(before, code));
            before = code;
        }
        let len = word.len();
        // It begins with a small letter, so that it is no name.
        let small = word.first().is_some_and(|first| first & SMALL != 0);
        let (nine, dotted) = (letters & NINE != 0, letters & DOTTED != 0);
        self.nine |= nine;
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
        if small && self.plain {
            self.least_kazakh += kazakh;
            self.least_russian += russian;
        }
    }

    fn quote(&mut self) {
        self.plain = false;
    }
}

/// Whether a word that is certainly no name, and not quoted, has a letter that only Kazakh has: nearly every cue of a
/// Kazakh track has one.
struct Own {
    plain: bool,
    found: bool,
}

impl Listener for Own {
    #[inline]
    fn word(&mut self, letters: &[u8]) {
        let counts = self.plain && letters.first().is_some_and(|first| first & SMALL != 0);
        let bits = letters.iter().fold(0u64, |bits, code| bits | 1 << (code & 63));
        self.found |= counts && bits & NINE != 0;
    }

    fn quote(&mut self) {
        self.plain = false;
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
    let mut own = Own { plain: true, found: false };
    if read(text, &mut own).is_none() {
        return false;
    }
    own.found || Bounds::of(text).is_some_and(|it| falls_short(it.most_russian, it.least_kazakh))
}

/// The words cannot be Kazakh for certain, whatever is a name among them.
fn is_no_kazakh(text: &str) -> bool {
    Bounds::of(text).is_some_and(|it| !it.nine && falls_short(it.most_kazakh, it.least_russian))
}

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
fn is_no_english(text: &str) -> bool {
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
        if len > WORD_ROOM || len > 0 && words::latin(key) == Some(words::Latin::English) {
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
            // Dashes, quotation marks and the ellipsis.
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, rest @ ..] => rest,
            _ => return false,
        };
    }
}
