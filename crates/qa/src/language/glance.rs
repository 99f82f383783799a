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

/// What is told the letters and words of a text one after another.
trait Listener {
    /// A letter of the word under way, by its number, with [`SMALL`] added. False where the word has too many.
    fn letter(&mut self, code: u8) -> bool;

    /// The word under way, if there is one, is over.
    fn end(&mut self);

    /// What follows is quoted, or may be.
    fn quote(&mut self);
}

/// Reads a text of nothing but Cyrillic letters of the two alphabets, marks that end a word and nothing else, and short
/// tags. None where there is more: a letter of another script, a digit, another quotation mark may make words count less.
fn read(text: &str, to: &mut impl Listener) -> Option<()> {
    let mut bytes = text.as_bytes().iter();
    while let Some(byte) = bytes.next() {
        match byte {
            0xd0..=0xd3 => {
                let second = bytes.next()?;
                let code = CODES[usize::from(byte & 3) << 6 | usize::from(second & 0x3f)];
                if code == 0 || !to.letter(code) {
                    return None;
                }
            }
            b' ' | b'\n' | b'\r' | b'.' | b',' | b'!' | b'?' | b'-' | b':' | b';' => to.end(),
            // Dashes and the ellipsis.
            0xe2 => match (bytes.next(), bytes.next()) {
                (Some(0x80), Some(0x93 | 0x94 | 0xa6)) => to.end(),
                _ => return None,
            },
            b'<' => {
                to.end();
                bytes.nth(tag(bytes.as_slice())?);
            }
            // « and ».
            0xc2 => {
                to.end();
                bytes.next().filter(|second| matches!(second, 0xab | 0xbb))?;
                to.quote();
            }
            _ => return None,
        }
    }
    to.end();
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
    /// A bit for each number of its letters.
    letters: u64,
}

impl Word {
    const NEW: Self = Self { key: Key::NEW, len: 0, small: false, before: 0, score: 0, letters: 0 };
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
    word: Word,
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
            word: Word::NEW,
        };
        read(text, &mut out)?;
        Some(out)
    }
}

impl Listener for Bounds {
    #[inline]
    fn letter(&mut self, code: u8) -> bool {
        let word = &mut self.word;
        if word.len == 0 {
            word.small = code & SMALL != 0;
        }
        let code = code & !SMALL;
        word.len += 1;
        word.key = word.key.push(code);
        word.letters |= 1 << (code & 63);
        // Nothing is known of pairs with one of the nine.
        word.score += letters::pair(word.before, code);
        word.before = code;
        word.len <= WORD_ROOM
    }

    /// The same scores as [`Scan`](super::scan) gives.
    #[inline]
    fn end(&mut self) {
        if self.word.len == 0 {
            return;
        }
        let Word { key, len, small, before, score, letters } = std::mem::replace(&mut self.word, Word::NEW);
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
    len: usize,
    counts: bool,
    plain: bool,
    found: bool,
}

impl Listener for Own {
    #[inline]
    fn letter(&mut self, code: u8) -> bool {
        if self.len == 0 {
            self.counts = code & SMALL != 0 && self.plain;
        }
        self.len += 1;
        self.found |= self.counts && NINE >> (code & 63) & 1 == 1;
        self.len <= WORD_ROOM
    }

    #[inline]
    fn end(&mut self) {
        self.len = 0;
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
    let mut own = Own { len: 0, counts: false, plain: true, found: false };
    if read(text, &mut own).is_none() {
        return false;
    }
    own.found || Bounds::of(text).is_some_and(|it| falls_short(it.most_russian, it.least_kazakh))
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
    let (mut key, mut len) = (Key::NEW, 0);
    let mut bytes = text.as_bytes().iter();
    let is_english = |key: Key, len: usize| len > 0 && words::latin(key) == Some(words::Latin::English);
    while let Some(byte) = bytes.next() {
        let code = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Some(LATIN[usize::from(*byte)]),
            // An apostrophe may join two words.
            b'\'' => return false,
            // A tag is no word.
            b'<' => {
                if let Some(len) = tag(bytes.as_slice()) {
                    bytes.nth(len);
                }
                None
            }
            ..=0x7f => None,
            // Signs of Latin-1, and its letters.
            0xc2 => bytes.next().and(None),
            0xc3 => {
                let c = bytes.next().copied().unwrap_or_default() | 0x40;
                (!matches!(char::from(c), '×' | '÷')).then(|| LATIN[usize::from(c)])
            }
            // Dashes, quotation marks and the ellipsis.
            0xe2 => match (bytes.next(), bytes.next()) {
                (Some(0x80), Some(0x93 | 0x94 | 0x9c | 0x9d | 0xa6)) => None,
                _ => return false,
            },
            _ => return false,
        };
        match code {
            Some(code) => {
                (key, len) = (key.push(code), len + 1);
                if len > WORD_ROOM {
                    return false;
                }
            }
            None if is_english(key, len) => return false,
            None => (key, len) = (Key::NEW, 0),
        }
    }
    !is_english(key, len)
}
