//! Looks at the bytes of a cue that show that it is in the language it should be in, or at least that nobody could be
//! certain of another. Most cues are settled here, and never counted letter by letter.

mod english;
mod own;

use super::Tongue;
use super::letters;
use super::scan::{WORD, WORD_ROOM};
use super::words::{self, Key};
use own::{Own, has_own_word};

/// A cue is shorter.
const LONGEST: usize = 1000;

/// Whether a text is certainly not taken for another language than the expected one; false where only counting tells.
pub(super) fn is_at_home(text: &str, expected: Tongue) -> bool {
    text.len() <= LONGEST
        && match expected {
            Tongue::Kazakh => is_kazakh(text),
            Tongue::Russian => is_no_kazakh(text),
            Tongue::Spanish => english::is_absent(text),
            Tongue::English | Tongue::Other => false,
        }
}

/// What is told the letters and words of a text one after another.
trait Listener {
    /// A letter's number, with [`SMALL`] added to that of a small one.
    fn letter(&mut self, code: u8);

    /// The word of so many letters has ended. False where nothing more needs to be heard.
    fn end(&mut self, letters: usize) -> bool;

    /// What follows is quoted, or may be.
    fn quote(&mut self);
}

/// Reads a text of nothing but Cyrillic letters of the two alphabets, digits, marks that end a word and nothing else, and short
/// tags. None where there is more: a letter of another script, or what may be an address, may make words count less; or a
/// word with too many letters. Gives what stands behind the word that was enough.
#[inline]
fn read<'t>(mut bytes: &'t [u8], to: &mut impl Listener) -> Option<&'t [u8]> {
    while let [byte, rest @ ..] = bytes {
        bytes = match byte {
            0xd0..=0xd3 => {
                let before = bytes.len();
                while let [lead @ 0xd0..=0xd3, second, rest @ ..] = bytes {
                    let code = code(*lead, *second);
                    if code == 0 {
                        return None;
                    }
                    to.letter(code);
                    bytes = rest;
                }
                let letters = (before - bytes.len()) / 2;
                if letters > WORD_ROOM {
                    return None;
                }
                if !to.end(letters) {
                    return Some(bytes);
                }
                bytes
            }
            // A digit behind it may make an address of the word before.
            b'.' if rest.first().is_some_and(u8::is_ascii_digit) => return None,
            b' '
            | b'\n'
            | b'\r'
            | b'.'
            | b','
            | b'!'
            | b'?'
            | b'-'
            | b':'
            | b';'
            | b'('
            | b')'
            | b'['
            | b']'
            | b'0'..=b'9' => rest,
            b'"' => {
                to.quote();
                rest
            }
            0xe2 => match rest {
                // Dashes, the ellipsis and notes.
                [0x80, 0x93 | 0x94 | 0xa6, rest @ ..] | [0x99, 0xaa | 0xab, rest @ ..] => rest,
                // “, ” and „.
                [0x80, 0x9c..=0x9e, rest @ ..] => {
                    to.quote();
                    rest
                }
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
    Some(bytes)
}

/// The place of the sign that closes a tag of one letter, where one begins before `rest`.
fn tag(rest: &[u8]) -> Option<usize> {
    match rest {
        [letter, b'>', ..] if letter.is_ascii_alphabetic() => Some(1),
        [b'/', letter, b'>', ..] if letter.is_ascii_alphabetic() => Some(2),
        _ => None,
    }
}

/// Whether what stands behind the word that was enough changes nothing.
fn is_harmless(rest: &[u8]) -> bool {
    has_nothing_latin(rest) || read(rest, &mut Deaf).is_some()
}

/// Whether the word before has ended, and does not go on in letters of another script.
const fn ends_a_word(rest: &[u8]) -> bool {
    matches!(rest, [] | [..=0x7f | 0xc2, ..] | [0xe2, 0x80, ..])
}

/// No Latin letter, no digit, no mark over a letter: nothing that could make an address of the word that stands before, or have the
/// most letters.
fn has_nothing_latin(bytes: &[u8]) -> bool {
    // Without an end before the last byte, so that many bytes are looked at at once.
    !bytes.iter().fold(false, |any, byte| {
        any | byte.is_ascii_alphanumeric() | (0xc3..=0xcd).contains(byte) | (*byte == 0xe1)
    })
}

/// Who needs to hear nothing more.
struct Deaf;

impl Listener for Deaf {
    fn letter(&mut self, _: u8) {}

    fn end(&mut self, _: usize) -> bool {
        true
    }

    fn quote(&mut self) {}
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
    /// Nothing is quoted so far.
    plain: bool,
    word: Word,
    /// How many words may follow at most, where it may stop before the end.
    to_come: Option<i32>,
}

/// What is known of a word so far.
struct Word {
    key: Key,
    before: u8,
    score: i32,
    /// A bit for the number of each letter.
    letters: u64,
    /// The first letter, as it is told.
    first: u8,
}

impl Word {
    const NEW: Self = Self { key: Key::NEW, before: 0, score: 0, letters: 0, first: 0 };
}

impl Bounds {
    const NEW: Self = Self {
        most_kazakh: 0,
        least_kazakh: 0,
        most_russian: 0,
        least_russian: 0,
        plain: true,
        word: Word::NEW,
        to_come: None,
    };

    fn of(text: &str) -> Option<Self> {
        let mut out = Self::NEW;
        read(text.as_bytes(), &mut out)?;
        Some(out)
    }
}

impl Listener for Bounds {
    #[inline]
    fn letter(&mut self, told: u8) {
        let Word { key, before, score, letters, first } = &mut self.word;
        let code = told & !SMALL;
        *first = if *before == 0 { told } else { *first };
        *key = key.push(code);
        *letters |= 1 << (code & 63);
        // Nothing is known of pairs with one of the nine. So few small numbers do not overflow.
        *score = score.wrapping_add(letters::pair(*before, code));
        *before = code;
    }

    /// The same scores as [`Scan`](super::scan) gives.
    #[inline]
    fn end(&mut self, len: usize) -> bool {
        let Word { key, before, score, letters, first } = std::mem::replace(&mut self.word, Word::NEW);
        // It begins with a small letter, so that it is no name.
        let small = first & SMALL != 0;
        let (nine, dotted) = (letters & NINE != 0, letters & DOTTED != 0);
        let edge = score + letters::pair(before, 0);
        let none = match (nine, dotted) {
            (true, _) => WORD * 7 / 5,
            (false, true) => (edge + WORD * 4 / 5).clamp(-WORD / 2, WORD),
            (false, false) => edge.clamp(-WORD, WORD),
        };
        let listed = |list| match list {
            // It is certainly neither language then, and nobody is accused.
            words::Cyrillic::Ukrainian => 0,
            words::Cyrillic::Kazakh => WORD * 4 / 5,
            words::Cyrillic::Russian if len == 1 => -WORD * 2 / 5,
            words::Cyrillic::Russian => -WORD,
            // Да at the start of a sentence is Russian.
            words::Cyrillic::Both if !small => -WORD,
            words::Cyrillic::Both => 0,
        };
        let score = words::Cyrillic::pick(key, listed, none);
        let (kazakh, russian) = (score.max(0), (-score).max(0));
        self.most_kazakh += kazakh;
        self.most_russian += russian;
        if small && self.plain {
            self.least_kazakh += kazakh;
            self.least_russian += russian;
        }
        match &mut self.to_come {
            Some(words) => {
                *words = words.saturating_sub(1);
                let most = self.most_kazakh.saturating_add(words.saturating_mul(WORD));
                !weighs_too_much(self.least_russian, most)
            }
            None => true,
        }
    }

    fn quote(&mut self) {
        self.plain = false;
    }
}

/// Added to the numbers of small letters.
const SMALL: u8 = 0x80;

/// The number of a letter of two bytes, with [`SMALL`] added to that of a small one; 0 for what is of neither alphabet.
#[inline]
fn code(lead: u8, second: u8) -> u8 {
    CODES[usize::from(lead & 3) << 6 | usize::from(second & 0x3f)]
}

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
    most - against < LEAD || weighs_too_much(against, most)
}

/// Whether so much against a side leaves no certainty of it, whatever it leads by.
const fn weighs_too_much(against: i32, most: i32) -> bool {
    against.saturating_mul(3) > most
}

/// A word in small letters has a letter that only Kazakh has, so that nobody is certain of Russian whatever else is said; or
/// the words cannot be Russian for certain, whatever is a name among them.
fn is_kazakh(text: &str) -> bool {
    if has_own_word(text) {
        return true;
    }
    let mut own = Own::NEW;
    let rest = read(text.as_bytes(), &mut own);
    own.found && rest.is_some_and(is_harmless)
        || !own.found && Bounds::of(text).is_some_and(|it| falls_short(it.most_russian, it.least_kazakh))
}

/// The words cannot be Kazakh for certain, whatever is a name among them.
fn is_no_kazakh(text: &str) -> bool {
    // Where one of the nine letters stands, or another rare one, a word may say more; they begin with these bytes, і aside.
    let (rare, ends) = text.bytes().fold((false, 0i32), |(rare, ends), byte| {
        let letter = matches!(byte, 0x80..=0xbf | 0xd0 | 0xd1);
        (rare | matches!(byte, 0xd2 | 0xd3), ends.wrapping_add(i32::from(!letter)))
    });
    if rare {
        return false;
    }
    // Something stands between two words.
    let mut bounds = Bounds { to_come: Some(ends.saturating_add(1)), ..Bounds::NEW };
    match read(text.as_bytes(), &mut bounds) {
        Some([]) => falls_short(bounds.most_kazakh, bounds.least_russian),
        Some(rest) => ends_a_word(rest) && is_harmless(rest),
        None => false,
    }
}

/// Whether a stretch of a track can certainly not even lean to another language, whatever is a name in it. Only said of text that
/// should be Kazakh or Russian.
pub(super) fn leans_nowhere_else(text: &str, expected: Tongue) -> bool {
    /// A lead of so much is needed for an answer, as [`chance`](super::chance) has it.
    const LEAST: i32 = 35;
    let lead = |it: Bounds| match expected {
        Tongue::Kazakh => Some(it.most_russian - it.least_kazakh),
        Tongue::Russian => Some(it.most_kazakh - it.least_russian),
        _ => None,
    };
    text.len() <= LONGEST && Bounds::of(text).and_then(lead).is_some_and(|lead| lead < LEAST)
}
