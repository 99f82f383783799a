//! Which kinds of character a cue's text has: one look at every byte, so that most rules look at few cues.

use std::ops::{BitOr, BitOrAssign};

/// A set of kinds of character.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Traits(u64);

macro_rules! traits {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal;)+) => {
        impl Traits {
            $($(#[doc = $doc])+ pub const $name: Self = Self(1 << $bit);)+
        }
    };
}

traits! {
    /// ASCII capital letters.
    UPPER = 0;
    /// ASCII small letters.
    LOWER = 1;
    /// ASCII digits.
    DIGIT = 2;
    /// `-`.
    HYPHEN = 3;
    /// `'`.
    APOSTROPHE = 4;
    /// `"`.
    QUOTE = 5;
    /// `?`.
    QUESTION = 6;
    /// `!`.
    EXCLAMATION = 7;
    /// `.`.
    STOP = 8;
    /// `,`.
    COMMA = 9;
    /// `;`.
    SEMICOLON = 10;
    /// `:`.
    COLON = 11;
    /// `(`, `)`, `[`, `]`, `{` or `}`.
    BRACKET = 12;
    /// `/` or `@`: parts of addresses.
    ADDRESS = 13;
    /// `#`, `*` or `_`, which stand for music, or for markup of other formats.
    HASH = 14;
    /// Tabs.
    TAB = 15;
    /// Other control characters of ASCII and of U+0080 to U+009F.
    CONTROL = 16;
    /// `<`, `>`, `&` or `\` as shown text.
    MARKUP = 17;
    /// Any other sign of ASCII: `$`, `%`, `+`, `=`, `^`, `` ` ``, `|` or `~`.
    SIGN = 18;
    /// Small letters, of ASCII or Russian: beside the kind of the letter.
    SMALL = 19;
    /// `¿` or `¡`.
    INVERTED = 20;
    /// `«` or `»`.
    GUILLEMET = 21;
    /// The no-break blank.
    NO_BREAK = 22;
    /// Anything else of U+00A1 to U+00BF.
    LATIN_SIGN = 23;
    /// Letters of U+00C0 to U+00FF.
    LATIN_1 = 24;
    /// Letters of U+0100 to U+024F.
    LATIN_MORE = 25;
    /// Marks that stand over the letter before them, U+0300 to U+036F.
    COMBINING = 26;
    /// Letters U+0370 to U+03FF.
    GREEK = 27;
    /// The Russian letters: U+0410 to U+044F, Ё and ё.
    CYRILLIC = 28;
    /// The nine letters Kazakh adds to them.
    KAZAKH = 29;
    /// Any other Cyrillic letter.
    CYRILLIC_MORE = 30;
    /// Curly quotation marks and apostrophes, U+2018 to U+201F, U+2039 and U+203A.
    CURLY = 31;
    /// Dashes and hyphens of U+2010 to U+2015, and the minus sign.
    DASH = 32;
    /// `…`.
    ELLIPSIS = 33;
    /// `♪`, `♫` and their kin.
    NOTE = 34;
    /// What steers the direction of text or shows nothing: U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F, U+FEFF,
    /// the soft hyphen.
    UNSEEN = 35;
    /// Blanks of other widths: U+2000 to U+200A, U+202F, U+205F, U+3000, and line separators.
    ODD_BLANK = 36;
    /// U+FFFD.
    REPLACEMENT = 37;
    /// `№`.
    NUMERO = 38;
    /// Everything else.
    OTHER = 39;
}

impl Traits {
    /// None.
    pub const NONE: Self = Self(0);

    /// Letters of the Cyrillic alphabets.
    pub const ANY_CYRILLIC: Self = Self(Self::CYRILLIC.0 | Self::KAZAKH.0 | Self::CYRILLIC_MORE.0);

    /// Kinds whose characters are each counted as one, whatever stands beside them: not those that join, are not seen or
    /// may be an escape.
    const PLAIN: Self = Self(
        ((1 << 15) - 1)
            | Self::SIGN.0
            | Self::SMALL.0
            | Self::INVERTED.0
            | Self::GUILLEMET.0
            | Self::LATIN_SIGN.0
            | Self::LATIN_1.0
            | Self::CYRILLIC.0
            | Self::KAZAKH.0
            | Self::ELLIPSIS.0
            | Self::NUMERO.0,
    );

    /// Whether a text of these kinds has as many characters as code points.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        self.0 & !Self::PLAIN.0 == 0
    }

    /// Whether the two share a kind.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all kinds of the other are here.
    #[must_use]
    pub const fn all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::counted(text).0
    }

    /// The kinds of a text, and its code points.
    pub(super) fn counted(text: &str) -> (Self, u32) {
        let (mut bits, mut row) = (0u64, 0);
        for (at, byte) in text.bytes().enumerate() {
            if byte >= 0xe0 {
                // Characters of three and four bytes are few.
                bits |= of_char(text, at).0;
                row = 0;
                continue;
            }
            bits |= KINDS[(row | usize::from(byte)) % KINDS.len()];
            row = row_behind(byte);
        }
        (Self(bits), u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
    }
}

/// Where in [`KINDS`] the byte behind this one is looked for.
#[inline]
const fn row_behind(byte: u8) -> usize {
    let lead = (byte >= 0xc0) as usize;
    lead.wrapping_neg() & ((byte as usize & 0x1f) << 8)
}

impl BitOr for Traits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Traits {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.or(other);
    }
}

fn of_char(text: &str, at: usize) -> Traits {
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

/// What a byte adds to the kinds of a text, by the byte before it: the first row is for those behind no beginning of two bytes,
/// where ASCII has a kind and all else has none of its own; the others are for what goes on with a character that begins so. A
/// byte is looked up without a question of what it is, as letters and blanks come in no order that a processor could guess.
static KINDS: [u64; 32 << 8] = {
    let mut table = [0; 32 << 8];
    let mut at = 0;
    while at < 0x800 {
        if at < 0x80 {
            table[at as usize] = ASCII[at as usize];
        } else if let Some(c) = char::from_u32(at) {
            table[((at >> 6) << 8 | 0x80 | at & 0x3f) as usize] = kind(c).0;
        }
        at += 1;
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kinds() {
        for (text, kinds) in [
            ("", Traits::NONE),
            ("Hola, 5", Traits::UPPER | Traits::LOWER | Traits::SMALL | Traits::COMMA | Traits::DIGIT),
            ("¿«Я»", Traits::INVERTED | Traits::GUILLEMET | Traits::CYRILLIC),
            ("ёЁ", Traits::CYRILLIC | Traits::SMALL),
            ("әһІ", Traits::KAZAKH),
            ("ї", Traits::CYRILLIC_MORE),
            ("–\u{2212}…♪№", Traits::DASH | Traits::ELLIPSIS | Traits::NOTE | Traits::NUMERO),
            ("\u{a0}\u{202f}\u{200b}\u{ad}", Traits::NO_BREAK | Traits::ODD_BLANK | Traits::UNSEEN),
            ("\u{85}\t\u{7}", Traits::CONTROL | Traits::TAB),
            ("é\u{301}ğ😀", Traits::LATIN_1 | Traits::COMBINING | Traits::LATIN_MORE | Traits::OTHER),
        ] {
            assert_eq!(Traits::of(text), kinds, "{text:?}");
        }
    }

    #[test]
    fn plain_kinds_are_counted_as_code_points() {
        use tregua_parse::model::{Counting, count};
        let plain: Vec<char> =
            ('\0'..'\u{3000}').filter(|c| Traits::of(c.encode_utf8(&mut [0; 4])).is_plain()).collect();
        assert!(plain.len() > 250 && plain.contains(&'қ') && !plain.contains(&'\u{301}'));
        for c in &plain {
            for other in [' ', 'и', 'e', '…'] {
                assert_eq!(count(&format!("{other}{c}{other}"), Counting::default()), 3, "{c:?} {other:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_has_the_kinds_of_its_characters(text in "[a-c .яқ«…😀\n]{0,12}|\\PC{0,12}") {
            let parts = text.chars().fold(Traits::NONE, |all, c| all | Traits::of(&c.to_string()));
            prop_assert_eq!(Traits::counted(&text), (parts, text.chars().count() as u32));
        }
    }
}
