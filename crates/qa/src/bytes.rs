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
    // Many letters at once, while there are nothing but usual ones.
    while let Some(some) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let some = u32::from_le_bytes(*some);
        if !are_cyrillic(some) && !are_ascii(some) {
            break;
        }
        at += 4;
    }
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

/// Whether four bytes are two letters of Cyrillic.
#[inline]
const fn are_cyrillic(bytes: u32) -> bool {
    // Read from the end: each lead stands below what follows it.
    bytes & 0xc0fc_c0fc == 0x80d0_80d0
}

/// Whether four bytes are letters of ASCII.
#[inline]
const fn are_ascii(bytes: u32) -> bool {
    let small = bytes | 0x2020_2020;
    // With the upper bit of each byte clear, no sum runs over into the next.
    bytes & 0x8080_8080 == 0
        && small.wrapping_add(0x1f1f_1f1f) & 0x8080_8080 == 0x8080_8080
        && small.wrapping_add(0x0505_0505) & 0x8080_8080 == 0
}

/// The first byte from `at` on that is wanted, of those that [`may_be_sign`] knows.
#[inline]
pub(crate) fn next_sign(bytes: &[u8], mut at: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    loop {
        let rest = bytes.get(at..)?;
        let Some(eight) = rest.first_chunk() else {
            return rest.iter().position(|b| wanted(*b)).map(|step| at + step);
        };
        if may_be_sign(u64::from_le_bytes(*eight))
            && let Some(step) = eight.iter().position(|b| wanted(*b))
        {
            return Some(at + step);
        }
        at += 8;
    }
}

/// Whether any of eight bytes is one of the signs below the letters that is no blank, or begins a sign of Latin-1: `¿`, `«`.
#[inline]
const fn may_be_sign(eight: u64) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // The upper bit of each byte that is none but zeros.
    const fn zeros(bytes: u64) -> u64 {
        !((bytes & !HIGH).wrapping_add(!HIGH) | bytes) & HIGH
    }
    let low = !(eight | eight << 1) & HIGH;
    let blanks = zeros(eight ^ 0x2020_2020_2020_2020);
    let latin = zeros(eight ^ 0xc2c2_c2c2_c2c2_c2c2);
    (low & !blanks) | latin != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_ends_at_the_first_byte_that_is_no_letter(text in "[a-zA-ZñÁа-яәқҢ@`{\\[\u{7f} .¿…\u{301}]{0,20}", from in 0usize..8) {
            let at = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let bytes = text.as_bytes();
            let end = (at..bytes.len()).find(|at| !is_letter(bytes[*at])).unwrap_or(bytes.len());
            prop_assert_eq!(word_end(bytes, at), end);
        }

        #[test]
        fn every_sign_is_met(text in "[a-cя \\t\u{a0}\u{a3}¿«….,:;!?'0@`]{0,30}") {
            let bytes = text.as_bytes();
            let wanted = |b: u8| matches!(b, b'!' | b',' | b'.' | b':' | b';' | b'?' | 0xc2);
            let (mut met, mut at) = (Vec::new(), 0);
            while let Some(sign) = next_sign(bytes, at, wanted) {
                met.push(sign);
                at = sign + 1;
            }
            let all: Vec<usize> = (0..bytes.len()).filter(|at| wanted(bytes[*at])).collect();
            prop_assert_eq!(met, all);
        }
    }
}
