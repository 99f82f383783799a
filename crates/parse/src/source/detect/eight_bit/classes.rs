//! What each byte of an encoding is to the price of a reading.

use super::letters;

/// The script an encoding is weighed for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Script {
    /// Russian, Kazakh and their neighbours.
    Cyrillic,
    /// Spanish.
    Latin,
}

/// The part a character plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// No letter: blanks, digits, and signs that may stand anywhere.
    Open,
    /// A blank as such, which opening marks do not stand before.
    Blank,
    /// A mark that begins something: no letter before it, no blank behind it.
    Begins,
    /// A mark that ends something: no letter behind it.
    Ends,
    /// A letter of the script's alphabet.
    Letter,
    /// An ASCII letter in a Cyrillic reading.
    Foreign,
    /// A letter no language weighed here has.
    Stranger,
}

/// A byte, read in an encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Class {
    pub(super) kind: Kind,
    /// Place in the alphabet; 0 for what is no letter of it.
    pub(super) at: u8,
    pub(super) upper: bool,
    /// Price of the character itself, in half bits.
    pub(super) cost: u8,
    /// What it costs more (or less) between two letters.
    pub(super) inside: i8,
}

/// Letters beyond the Kazakh table: Ukrainian ї є ґ and Belarusian ў. Their places follow the Kazakh ones.
pub(super) const UKRAINIAN: &str = "їєґў";

/// Classes of all 256 bytes.
pub(super) fn classes(table: &[Option<char>; 128], script: Script) -> [Class; 256] {
    let mut out = [sign(Kind::Open, 0); 256];
    for (byte, slot) in (0u8..0x80).zip(&mut out) {
        *slot = class(char::from(byte), script);
    }
    for (c, slot) in table.iter().zip(&mut out[128..]) {
        *slot = c.map_or(sign(Kind::Open, NEVER), |c| class(c, script));
    }
    out
}

/// Half bits for characters that text does not hold: control characters, box drawing.
const NEVER: u8 = 40;

/// Half bits for a sign between two letters: more likely a letter that was misread.
const IN_WORD: i8 = 16;

fn sign(kind: Kind, cost: u8) -> Class {
    Class { kind, at: 0, upper: false, cost, inside: if cost == 0 { 0 } else { IN_WORD } }
}

fn letter(kind: Kind, at: u8, upper: bool, cost: u8) -> Class {
    Class { kind, at, upper, cost, inside: 0 }
}

fn class(c: char, script: Script) -> Class {
    let alphabet = match script {
        Script::Cyrillic => letters::CYRILLIC.chars().chain(UKRAINIAN.chars()),
        Script::Latin => letters::LATIN.chars().chain("".chars()),
    };
    let small = c.to_lowercase().next().unwrap_or(c);
    let upper = small != c;
    if let Some(at) = (1u8..).zip(alphabet).find_map(|(i, own)| (own == small).then_some(i)) {
        let borrowed = script == Script::Cyrillic && UKRAINIAN.contains(small);
        return letter(Kind::Letter, at, upper, if borrowed { 4 } else { 0 });
    }
    match (c, script) {
        ('a'..='z' | 'A'..='Z', _) => letter(Kind::Foreign, 0, upper, 0),
        (' ' | '\t', _) => sign(Kind::Blank, 0),
        ('\0'..='\x7f', _) => sign(Kind::Open, 0),
        // Signs of ordinary subtitles.
        ('¿' | '¡', Script::Latin) => sign(Kind::Begins, 8),
        ('«' | '„', _) => sign(Kind::Begins, 14),
        ('»', _) => sign(Kind::Ends, 14),
        ('’', Script::Latin) => Class { inside: -12, ..sign(Kind::Open, 24) },
        ('’', Script::Cyrillic) => Class { inside: 6, ..sign(Kind::Open, 18) },
        ('‘', _) => sign(Kind::Open, 18),
        ('“', _) => sign(Kind::Open, 15),
        ('”', _) => sign(Kind::Ends, 15),
        ('–' | '—' | '…', _) => sign(Kind::Open, 12),
        ('\u{a0}', _) => sign(Kind::Blank, 18),
        // Signs that do occur now and then.
        ('№' | '°' | '€' | '§' | '•' | '©' | '®' | '™' | '±' | '·' | '\u{ad}' | '£' | '¢', _) => {
            sign(Kind::Open, 20)
        }
        ('º' | 'ª' | '²' | '³' | '¹' | '×' | '÷' | '‰' | '‚' | '‹' | '›' | '†' | '‡' | '¥' | '´', _) => {
            sign(Kind::Open, 24)
        }
        ('¡' | '¿' | '¤' | '¦' | '¬' | 'µ' | '¶' | '¯' | '¨' | '¸' | '½' | '¼' | '¾', _) => {
            sign(Kind::Open, 28)
        }
        _ if c.is_alphabetic() => letter(Kind::Stranger, 0, upper, 20),
        _ => sign(Kind::Open, NEVER),
    }
}

/// The letters of Spanish as the DOS code pages 437 and 850 have them; all other bytes are left out.
pub(super) fn dos_latin() -> [Option<char>; 128] {
    let mut out = [None; 128];
    let known = [
        (0x81, 'ü'),
        (0x82, 'é'),
        (0x87, 'ç'),
        (0xa0, 'á'),
        (0xa1, 'í'),
        (0xa2, 'ó'),
        (0xa3, 'ú'),
        (0xa4, 'ñ'),
        (0xa5, 'Ñ'),
        (0xa8, '¿'),
        (0xad, '¡'),
    ];
    for (byte, c) in known {
        out[byte - 0x80] = Some(c);
    }
    out
}
