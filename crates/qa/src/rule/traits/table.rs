//! What each byte adds to the kinds of a text, by the byte before it.

use super::Traits;

/// The kind of the character of three or four bytes that begins at `at`.
pub(super) fn of_char(text: &str, at: usize) -> Traits {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(Traits::OTHER, kind)
}

/// The kind of a character beyond ASCII.
const fn kind(c: char) -> Traits {
    match c {
        '\u{80}'..='\u{9f}' => Traits::CONTROL,
        '\u{a0}' => Traits::NO_BREAK,
        '¿' | '¡' => Traits::INVERTED,
        '«' | '»' => Traits::GUILLEMET,
        '\u{ad}' | '\u{61c}' => Traits::UNSEEN,
        '\u{a2}'..='\u{bf}' => Traits::LATIN_SIGN,
        '×' | '÷' => Traits::LATIN_SIGN,
        'Ã' | 'Â' | 'Ð' | 'Ñ' | 'â' | 'Ò' | 'Ó' => Traits(Traits::LATIN_1.0 | Traits::FIRST_HALF.0),
        '\u{c0}'..='\u{ff}' => Traits::LATIN_1,
        '\u{100}'..='\u{24f}' => Traits::LATIN_MORE,
        '\u{300}'..='\u{36f}' => Traits::COMBINING,
        '\u{370}'..='\u{3ff}' => Traits::GREEK,
        'ё' | 'а'..='я' => Traits(Traits::CYRILLIC.0 | Traits::SMALL.0),
        'Ё' | 'А'..='Я' => Traits::CYRILLIC,
        'Ә' | 'ә' | 'Ғ' | 'ғ' | 'Қ' | 'қ' | 'Ң' | 'ң' | 'Ө' | 'ө' | 'Ұ' | 'ұ' | 'Ү' | 'ү' | 'Һ' | 'һ'
        | 'І' | 'і' => Traits::KAZAKH,
        '\u{400}'..='\u{52f}' => Traits::CYRILLIC_MORE,
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{2028}' | '\u{2029}' => {
            Traits::ODD_BLANK
        }
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            Traits::UNSEEN
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Traits::DASH,
        '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}' => Traits::CURLY,
        '…' => Traits::ELLIPSIS,
        '\u{2669}'..='\u{266c}' => Traits::NOTE,
        '№' => Traits::NUMERO,
        '\u{fffd}' => Traits::REPLACEMENT,
        _ => Traits::OTHER,
    }
}

/// Where in [`KINDS`] the byte behind a byte is looked for: the bytes after which something may stand that a rule asks about have
/// a row each, and so have the beginnings of characters of two bytes, for what goes on with them; all others have the first.
pub(super) static ROWS: [u16; 256] = {
    let mut rows = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        rows[byte] = (row(byte as u8) as u16) << 8;
        byte += 1;
    }
    rows
};

/// The row of the beginning of a line, and of its end as a byte.
pub(super) const EDGE: u8 = b'\n';
const EDGE_ROW: usize = 1;
const BLANK: usize = 32;
const COMMA: usize = 33;
const STOP: usize = 34;
const MARK: usize = 35;
const AT: usize = 36;
const S_OR_D: usize = 37;
const U_OR_V: usize = 38;
const E: usize = 39;
const DIGIT: usize = 40;
const INVERTED: usize = 41;

const fn row(byte: u8) -> usize {
    match byte {
        EDGE => EDGE_ROW,
        b' ' | b'\t' => BLANK,
        b',' | b';' => COMMA,
        b'.' => STOP,
        b':' | b'?' | b'!' => MARK,
        b'@' => AT,
        b'S' | b'D' => S_OR_D,
        b'U' | b'V' => U_OR_V,
        b'E' => E,
        b'0'..=b'9' => DIGIT,
        // The last bytes of the inverted marks, and of a few letters.
        0xa1 | 0xbf => INVERTED,
        0xc2..=0xdf => (byte & 0x1f) as usize,
        _ => 0,
    }
}

/// Where the first byte of a character of three or four stands. No kind of its own: the character is looked at then.
pub(super) const LONG: u64 = 1 << 41;

/// What two bytes beside one another tell.
const fn pair(row: usize, byte: u8) -> u64 {
    let mut bits = if byte >= 0xe0 { LONG } else { 0 };
    let mark = matches!(byte, b'!' | b',' | b'.' | b':' | b';' | b'?');
    let blank = matches!(byte, b' ' | b'\t');
    let word = byte.is_ascii_alphabetic() || byte == b'(' || byte >= 0xc0;
    match row {
        BLANK if mark => bits |= Traits::MARK_AMISS.0,
        COMMA | STOP | MARK if word => bits |= Traits::MARK_AMISS.0,
        COMMA if mark => bits |= Traits::MARK_AMISS.0,
        INVERTED if blank => bits |= Traits::INVERTED_APART.0,
        _ => {}
    }
    if (row == STOP || row == BLANK) && byte == b'.' {
        bits |= Traits::STOPS.0;
    }
    if (row == STOP || row == AT) && byte.is_ascii_alphanumeric() || byte == b'@' {
        bits |= Traits::INNER_STOP.0;
    }
    let short = match row {
        S_OR_D => byte == b'r',
        U_OR_V => byte == b'd',
        E => byte == b'E',
        STOP => byte.is_ascii_uppercase(),
        DIGIT => blank || byte.is_ascii_alphabetic() || byte >= 0xc0,
        _ => false,
    };
    if short {
        bits |= Traits::SHORT_FORM.0;
    }
    if (row == BLANK || row == EDGE_ROW) && blank || row == BLANK && byte == EDGE {
        bits |= Traits::BLANKS.0;
    }
    if row == EDGE_ROW && matches!(byte, b's' | b'S' | b't' | b'T' | b'c' | b'C') {
        bits |= Traits::MAY_BE_CREDIT.0;
    }
    // The first bytes of dashes, and of blanks beyond ASCII.
    if row == EDGE_ROW && (byte == b'-' || matches!(byte, b' ' | 9..=13 | 0xc2 | 0xe1..=0xe3)) {
        bits |= Traits::LINE_DASH.0;
    }
    bits
}

/// Each row has what a byte is by itself, and what it is beside the byte before it: a byte is looked up without a question of
/// what it is, as letters and blanks come in no order that a processor could guess. In the rows of beginnings of two bytes stand
/// the kinds of the characters that go on so.
pub(super) static KINDS: [u64; 64 << 8] = {
    let mut table = [0; 64 << 8];
    let mut row = 0;
    while row <= INVERTED {
        let mut byte = 0;
        while byte < 0x100 {
            let letter = row >= 2 && row < 32;
            let bits = if byte < 0x80 {
                ASCII[byte as usize]
            } else if letter && byte < 0xc0 {
                match char::from_u32((row as u32) << 6 | byte & 0x3f) {
                    Some(c) => kind(c).0,
                    None => 0,
                }
            } else {
                0
            };
            table[row << 8 | byte as usize] = bits | pair(row, byte as u8);
            byte += 1;
        }
        row += 1;
    }
    table
};

const ASCII: [u64; 128] = {
    let mut table = [0; 128];
    let mut at = 0u8;
    while at < 128 {
        let kind = match at {
            b'A'..=b'Z' => Traits::UPPER,
            b'a'..=b'z' => Traits(Traits::LOWER.0 | Traits::SMALL.0),
            b'0'..=b'9' => Traits::DIGIT,
            b' ' => Traits::NONE,
            b'-' => Traits::HYPHEN,
            b'\'' => Traits::APOSTROPHE,
            b'"' => Traits::QUOTE,
            b'?' => Traits::QUESTION,
            b'!' => Traits::EXCLAMATION,
            b'.' => Traits::STOP,
            b',' => Traits::COMMA,
            b';' => Traits::SEMICOLON,
            b':' => Traits::COLON,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => Traits::BRACKET,
            b'/' | b'@' => Traits::ADDRESS,
            b'#' | b'*' | b'_' => Traits::HASH,
            b'\t' => Traits::TAB,
            b'<' | b'>' | b'&' | b'\\' => Traits::MARKUP,
            0..=31 | 127 => Traits::CONTROL,
            _ => Traits::SIGN,
        };
        table[at as usize] = kind.0;
        at += 1;
    }
    table
};
