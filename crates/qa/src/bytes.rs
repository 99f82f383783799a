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

static CLASSES: [Class; 256] = {
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

pub(crate) fn class(byte: u8) -> Class {
    CLASSES[byte as usize]
}

/// Whether a letter begins with this byte, or goes on with it.
pub(crate) fn is_letter(byte: u8) -> bool {
    class(byte) == Class::Letter
}

/// Where the word at `at` ends.
pub(crate) fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !is_letter(*byte)).unwrap_or(rest.len())
}
