//! Words in UTF-8, told by single bytes.

/// What a byte of UTF-8 is to a reader of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// The first byte of a letter, or a later byte of anything. Every sign of punctuation that subtitles use begins
    /// with another one.
    Letter,
    Digit,
    /// Anything else, of so many bytes.
    Other(u8),
}

const CLASSES: [Class; 256] = {
    let mut all = [Class::Other(1); 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xbf | 0xc3..=0xc9 | 0xcc | 0xcd | 0xd0..=0xd4 => {
                Class::Letter
            }
            b'0'..=b'9' => Class::Digit,
            0..=0x7f => Class::Other(1),
            0xe0..=0xef => Class::Other(3),
            0xf0..=0xff => Class::Other(4),
            _ => Class::Other(2),
        };
        byte += 1;
    }
    all
};

static LETTERS: [bool; 256] = {
    let mut all = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        all[byte] = matches!(CLASSES[byte], Class::Letter);
        byte += 1;
    }
    all
};

pub(crate) fn class(byte: u8) -> Class {
    static TABLE: [Class; 256] = CLASSES;
    TABLE[byte as usize]
}

/// Whether a letter begins with this byte, or goes on with it.
pub(crate) fn is_letter(byte: u8) -> bool {
    LETTERS[usize::from(byte)]
}

/// Where the word at `at` ends.
pub(crate) fn word_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(byte) = bytes.get(at) {
        match byte {
            // A Cyrillic letter goes on with one more byte.
            0xd0..=0xd4 => at += 2,
            byte if LETTERS[usize::from(*byte)] => at += 1,
            _ => return at,
        }
    }
    at
}
