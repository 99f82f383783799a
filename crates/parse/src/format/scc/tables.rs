//! The letters and colours of CEA-608 (47 CFR 15.119; the extended sets of CTA-608), both ways.
//!
//! The first table is ASCII with ten changes. The special and the extended letters are control pairs of their own; an
//! extended letter takes the place of the letter before it, which older decoders show instead.

use crate::model::Colour;

/// Signs that stand elsewhere than in ASCII: the code and the letter.
const CHANGED: [(u8, char); 11] = [
    (0x2a, 'á'),
    (0x5c, 'é'),
    (0x5e, 'í'),
    (0x5f, 'ó'),
    (0x60, 'ú'),
    (0x7b, 'ç'),
    (0x7c, '÷'),
    (0x7d, 'Ñ'),
    (0x7e, 'ñ'),
    (0x7f, '█'),
    // The apostrophe: the same code, written as people and other tools do.
    (0x27, '\''),
];

/// Codes 30 to 3f behind 11. The tenth shows what is behind it: the picture.
const SPECIAL: [char; 16] =
    ['®', '°', '½', '¿', '™', '¢', '£', '♪', 'à', TRANSPARENT, 'è', 'â', 'ê', 'î', 'ô', 'û'];

/// A cell of its own that nothing is drawn in.
pub(super) const TRANSPARENT: char = '\u{a0}';

/// Codes 20 to 3f behind 12: Spanish, signs, French; each with what older decoders show.
const SPANISH_FRENCH: [(char, u8); 32] = [
    ('Á', b'A'),
    ('É', b'E'),
    ('Ó', b'O'),
    ('Ú', b'U'),
    ('Ü', b'U'),
    ('ü', b'u'),
    ('‘', b'\''),
    ('¡', b'!'),
    ('*', b'.'),
    ('\'', b'\''),
    ('—', b'-'),
    ('©', b'c'),
    ('℠', b's'),
    ('•', b'.'),
    ('“', b'"'),
    ('”', b'"'),
    ('À', b'A'),
    ('Â', b'A'),
    ('Ç', b'C'),
    ('È', b'E'),
    ('Ê', b'E'),
    ('Ë', b'E'),
    ('ë', b'e'),
    ('Î', b'I'),
    ('Ï', b'I'),
    ('ï', b'i'),
    ('Ô', b'O'),
    ('Ù', b'U'),
    ('ù', b'u'),
    ('Û', b'U'),
    ('«', b'"'),
    ('»', b'"'),
];

/// Codes 20 to 3f behind 13: Portuguese, signs, German, Danish.
const PORTUGUESE_GERMAN_DANISH: [(char, u8); 32] = [
    ('Ã', b'A'),
    ('ã', b'a'),
    ('Í', b'I'),
    ('Ì', b'I'),
    ('ì', b'i'),
    ('Ò', b'O'),
    ('ò', b'o'),
    ('Õ', b'O'),
    ('õ', b'o'),
    ('{', b'('),
    ('}', b')'),
    ('\\', b'/'),
    ('^', b'/'),
    ('_', b'-'),
    ('|', b'/'),
    ('~', b'-'),
    ('Ä', b'A'),
    ('ä', b'a'),
    ('Ö', b'O'),
    ('ö', b'o'),
    ('ß', b's'),
    ('¥', b'Y'),
    ('¤', b'$'),
    ('│', b'/'),
    ('Å', b'A'),
    ('å', b'a'),
    ('Ø', b'O'),
    ('ø', b'o'),
    ('┌', b'+'),
    ('┐', b'+'),
    ('└', b'+'),
    ('┘', b'+'),
];

/// The letter of a code from 20 to 7f of the first table.
pub(super) fn basic(code: u8) -> char {
    CHANGED.iter().find(|(c, _)| *c == code).map_or(char::from(code), |(_, letter)| *letter)
}

/// The letter of a special code, 30 to 3f.
pub(super) fn special(code: u8) -> Option<char> {
    SPECIAL.get(usize::from(code.checked_sub(0x30)?)).copied()
}

/// The letter of an extended code, 20 to 3f, behind 12 (`set` 2) or 13 (`set` 3).
pub(super) fn extended(set: u8, code: u8) -> Option<char> {
    let table = if set == 2 { &SPANISH_FRENCH } else { &PORTUGUESE_GERMAN_DANISH };
    table.get(usize::from(code.checked_sub(0x20)?)).map(|(letter, _)| *letter)
}

/// How a letter is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sent {
    /// One byte of the first table.
    Basic(u8),
    /// A control pair.
    Special(u8, u8),
    /// A byte for older decoders, and the control pair that takes its place.
    Extended(u8, (u8, u8)),
}

/// How a letter is sent on the first data channel; `None` where 608 does not have it.
pub(super) fn sent(letter: char) -> Option<Sent> {
    if let Some((code, _)) = CHANGED.iter().find(|(_, l)| *l == letter) {
        return Some(Sent::Basic(*code));
    }
    let plain = u8::try_from(letter).ok().filter(|b| (0x20..0x7f).contains(b));
    if let Some(code) = plain.filter(|b| basic(*b) == letter) {
        return Some(Sent::Basic(code));
    }
    let at = |index: usize, from: u8| u8::try_from(index).unwrap_or(0) + from;
    let special = SPECIAL.iter().position(|l| *l == letter && letter != TRANSPARENT);
    if let Some(index) = special {
        return Some(Sent::Special(0x11, at(index, 0x30)));
    }
    for (set, table) in [(0x12, &SPANISH_FRENCH), (0x13, &PORTUGUESE_GERMAN_DANISH)] {
        let found = table.iter().enumerate().find(|(_, (l, _))| *l == letter);
        if let Some((index, (_, older))) = found {
            return Some(Sent::Extended(*older, (set, at(index, 0x20))));
        }
    }
    None
}

/// What is written in the place of a letter 608 lacks, where readers lose next to nothing by it.
pub(super) fn instead(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{2019}' | '\u{201a}' | '\u{2039}' | '\u{203a}' | '`' | '´' | '\u{2032}' | '\u{2bc}' => "'",
        '\u{201e}' | '\u{201f}' | '\u{2033}' => "\"",
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => "-",
        '\u{2015}' => "—",
        '\u{2026}' => "...",
        '\u{aa}' => "a",
        '\u{ba}' => "°",
        '♫' | '♬' | '♩' => "♪",
        '·' => "•",
        _ => return None,
    })
}

/// The colours of letters in the order of their codes. White is the decoder's own.
pub(super) const COLOURS: [Colour; 7] = [
    Colour::WHITE,
    Colour(0, 255, 0),
    Colour(0, 0, 255),
    Colour(0, 255, 255),
    Colour(255, 0, 0),
    Colour(255, 255, 0),
    Colour(255, 0, 255),
];

/// The colour of a code, 0 to 6; `None` for white, which is what letters have unasked.
pub(super) fn colour(code: u8) -> Option<Colour> {
    COLOURS.get(usize::from(code)).copied().filter(|c| *c != Colour::WHITE)
}

/// The code of the colour nearest to `wanted`, and whether it is that colour. Black, which could not be read in the
/// black box of a caption, becomes white.
pub(super) fn nearest(wanted: Colour) -> (u8, bool) {
    let on = |part: u8| if part >= 128 { 255 } else { 0 };
    let near = Colour(on(wanted.0), on(wanted.1), on(wanted.2));
    let at = COLOURS.iter().position(|c| *c == near).unwrap_or(0);
    (u8::try_from(at).unwrap_or(0), COLOURS.get(at) == Some(&wanted))
}

/// The row, counted from 0, that a preamble's first byte (10 to 17) and the 20 bit of its second say.
pub(super) fn row(first: u8, second: u8) -> u8 {
    let lower = u8::from(second & 0x20 != 0);
    match first & 7 {
        0 => 10,
        1 => lower,
        2 => 2 + lower,
        5 => 4 + lower,
        6 => 6 + lower,
        7 => 8 + lower,
        3 => 11 + lower,
        _ => 13 + lower,
    }
}

/// The first byte and the 40 or 60 of the second that say a row, counted from 0.
pub(super) fn preamble(row: u8) -> (u8, u8) {
    let lower = |above: u8| if row > above { 0x60 } else { 0x40 };
    match row {
        0 | 1 => (0x11, lower(0)),
        2 | 3 => (0x12, lower(2)),
        4 | 5 => (0x15, lower(4)),
        6 | 7 => (0x16, lower(6)),
        8 | 9 => (0x17, lower(8)),
        10 => (0x10, 0x40),
        11 | 12 => (0x13, lower(11)),
        _ => (0x14, lower(13)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_sent_as_it_is_read() {
        for code in 0x20..=0x7f {
            assert_eq!(sent(basic(code)), Some(Sent::Basic(code)), "{code:02x}");
        }
        for code in (0x30..0x40).filter(|c| *c != 0x39) {
            assert_eq!(sent(special(code).unwrap()), Some(Sent::Special(0x11, code)));
        }
        for (set, first) in [(2, 0x12), (3, 0x13)] {
            for code in 0x20..0x40 {
                let letter = extended(set, code).unwrap();
                match sent(letter).unwrap() {
                    // The plain quote is the apostrophe of the first table.
                    Sent::Basic(0x27) => assert_eq!((first, code), (0x12, 0x29)),
                    Sent::Extended(older, pair) => {
                        assert_eq!(pair, (first, code));
                        assert!(older.is_ascii_graphic() && basic(older).is_ascii(), "{letter}");
                    }
                    other => panic!("{letter}: {other:?}"),
                }
            }
        }
        for cyrillic in "абвқңөұәі".chars() {
            assert_eq!((sent(cyrillic), instead(cyrillic)), (None, None));
        }
        for letter in "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”—♪".chars() {
            assert!(sent(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn what_stands_instead_can_be_sent() {
        for code in 0x80..0x3000 {
            let letters = char::from_u32(code).and_then(instead).unwrap_or("");
            assert!(letters.chars().all(|c| sent(c).is_some()), "{code:04x}");
        }
    }

    #[test]
    fn rows() {
        for n in 0..15 {
            let (first, second) = preamble(n);
            assert_eq!(row(first, second), n);
        }
    }

    #[test]
    fn colours() {
        assert_eq!(nearest(Colour(255, 255, 0)), (5, true));
        assert_eq!(nearest(Colour(250, 240, 10)), (5, false));
        assert_eq!(nearest(Colour(0, 0, 0)), (0, false));
        assert_eq!((colour(0), colour(4)), (None, Some(Colour(255, 0, 0))));
    }
}
