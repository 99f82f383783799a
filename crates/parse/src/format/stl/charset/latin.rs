//! ISO 6937 as EBU STL has it. Two things are drawn differently by different decoders and decided here: 0xE3 and 0xEB
//! are ª and º (one table has Vietnamese letters there), and 0x24 is the dollar that everybody types (the edition of
//! 1983 has ¤ there and the dollar at 0xA4, which is read too, and written).

use super::{Bytes, Sign, fault};
use unicode_normalization::char::{compose, decompose_canonical};

/// 0xA0 to 0xFF; U+FFFD where there is no sign of its own.
const HIGH: &str = "\
    \u{a0}¡¢£$¥#§¤‘“«←↑→↓\
    °±²³×µ¶·÷’”»¼½¾¿\
    \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
    \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
    —¹®©™♪¬¦\u{fffd}\u{fffd}\u{fffd}\u{fffd}⅛⅜⅝⅞\
    ΩÆĐªĦ\u{fffd}ĲĿŁØŒºÞŦŊŉ\
    ĸæđðħıĳŀłøœßþŧŋ\u{ad}";

/// An accent: its byte, its mark, its sign where it stands alone, and the letters it is written on.
struct Accent {
    byte: u8,
    mark: char,
    alone: char,
    letters: &'static str,
}

const fn accent(byte: u8, mark: char, alone: char, letters: &'static str) -> Accent {
    Accent { byte, mark, alone, letters }
}

const ACCENTS: [Accent; 15] = [
    accent(0xc1, '\u{300}', '`', "AEIOUaeiou"),
    accent(0xc2, '\u{301}', '´', "ACEILNORSUYZaceilnorsuyz"),
    accent(0xc3, '\u{302}', '^', "ACEGHIJOSUWYaceghijosuwy"),
    accent(0xc4, '\u{303}', '~', "AINOUainou"),
    accent(0xc5, '\u{304}', '¯', "AEIOUaeiou"),
    accent(0xc6, '\u{306}', '˘', "AGUagu"),
    accent(0xc7, '\u{307}', '˙', "CEGIZcegz"),
    accent(0xc8, '\u{308}', '¨', "AEIOUYaeiouy"),
    // The umlaut had a code of its own once.
    accent(0xc9, '\u{308}', '¨', ""),
    accent(0xca, '\u{30a}', '˚', "AUau"),
    accent(0xcb, '\u{327}', '¸', "CGKLNRSTcgklnrst"),
    accent(0xcc, '\u{332}', '_', ""),
    accent(0xcd, '\u{30b}', '˝', "OUou"),
    accent(0xce, '\u{328}', '˛', "AEIUaeiu"),
    accent(0xcf, '\u{30c}', 'ˇ', "CDELNRSTZcdelnrstz"),
];

/// The signs of one byte.
pub(super) fn table(eth: bool) -> [Option<char>; 128] {
    let mut out = [None; 128];
    for (slot, sign) in out.iter_mut().skip(0x20).zip(HIGH.chars()) {
        let sign = if eth && sign == 'Đ' { 'Ð' } else { sign };
        *slot = Some(sign).filter(|c| *c != char::REPLACEMENT_CHARACTER);
    }
    out
}

/// An accent with what follows it; `None` where the byte is no accent.
pub(super) fn accented(byte: u8, next: Option<u8>) -> Option<Sign> {
    let accent = ACCENTS.iter().find(|accent| accent.byte == byte)?;
    let letter = next.map(char::from).filter(|c| c.is_ascii_alphabetic() || *c == ' ');
    Some(match letter {
        None => Sign { letter: (accent.alone, None), len: 1, fault: Some(&fault::ACCENT_ALONE) },
        Some(' ') => Sign { letter: (accent.alone, None), len: 2, fault: None },
        // The cedilla of a small g stands above it and was taken for an acute.
        Some('g') if accent.byte == 0xc2 => Sign { letter: ('ģ', None), len: 2, fault: None },
        Some(letter) => match compose(letter, accent.mark) {
            Some(both) => Sign { letter: (both, None), len: 2, fault: None },
            None => Sign { letter: (letter, Some(accent.mark)), len: 2, fault: Some(&fault::ACCENT_ODD) },
        },
    })
}

/// The bytes of what the table has not as a single byte from 0xA0 on, or should not have there.
pub(super) fn write(letter: char) -> Option<Bytes> {
    match letter {
        '$' => return Some(Bytes::One(0xa4)),
        '#' => return Some(Bytes::One(b'#')),
        // Two names of one sign.
        '\u{2126}' => return Some(Bytes::One(0xe0)),
        '―' => return Some(Bytes::One(0xd0)),
        'Ð' => return Some(Bytes::One(0xe2)),
        ' '..='~' => return u8::try_from(letter).ok().map(Bytes::One),
        _ => {}
    }
    if let Some(accent) = ACCENTS.iter().find(|accent| accent.alone == letter) {
        return Some(Bytes::Two(accent.byte, b' '));
    }
    let (mut parts, mut n) = (['\0'; 2], 0);
    decompose_canonical(letter, |part| {
        if let Some(slot) = parts.get_mut(n) {
            *slot = part;
        }
        n += 1;
    });
    let [base, mark] = parts;
    let accent =
        ACCENTS.iter().find(|accent| n == 2 && accent.mark == mark && accent.letters.contains(base))?;
    u8::try_from(base).ok().map(|base| Bytes::Two(accent.byte, base))
}
