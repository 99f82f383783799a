//! Which kinds of character a cue's text has, and which stand side by side: one look at every byte, so that most rules look at few
//! cues.

mod table;

use crate::chars::points;
use std::ops::{BitOr, BitOrAssign};
use table::{EDGE, KINDS, LONG, ROWS, of_char};

/// A set of kinds of character, and of pairs of them.
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
    /// `Ã`, `Â`, `Ð`, `Ñ`, `â`, `Ò` or `Ó`, which the first byte of a letter in UTF-8 becomes: beside the kind of the letter.
    FIRST_HALF = 40;
    /// A mark with something beside it that may not stand there: a blank before it, another behind a comma, a letter behind any.
    MARK_AMISS = 48;
    /// A blank that may be behind `¿` or `¡`; also behind a few letters.
    INVERTED_APART = 49;
    /// A full stop behind another, or behind a blank.
    STOPS = 50;
    /// A letter or digit of ASCII behind a full stop; `@`.
    INNER_STOP = 51;
    /// What Spanish short forms have: `Sr`, `Dr`, `Ud`, `Vd`, `EE`; a capital behind a full stop; something behind a digit.
    SHORT_FORM = 52;
    /// A blank at an end of a line, or behind another.
    BLANKS = 53;
    /// A line begins with S, T or C, as credits in Latin letters do.
    MAY_BE_CREDIT = 54;
    /// A line begins with a hyphen, a dash or a blank before one; also with a few other signs.
    LINE_DASH = 55;
}

impl Traits {
    /// None.
    pub const NONE: Self = Self(0);

    /// Everything that two bytes may tell which stand side by side: what must be believed where a line is not read as a whole.
    pub(super) const PAIRS: Self = Self(0xffff << 48);

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
            | Self::CURLY.0
            | Self::DASH.0
            | Self::ELLIPSIS.0
            | Self::NUMERO.0
            | Self::FIRST_HALF.0
            | Self::PAIRS.0,
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

    /// The kinds of a text, not of its pairs.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Self::counted(text).0.0 & !Self::PAIRS.0)
    }

    /// The kinds of a line, and its code points.
    pub(super) fn counted(line: &str) -> (Self, u32) {
        let mut bits = 0u64;
        let mut row = ROWS[usize::from(EDGE)];
        for byte in line.bytes() {
            bits |= KINDS[(usize::from(row) | usize::from(byte)) % KINDS.len()];
            row = ROWS[usize::from(byte)];
        }
        if bits & LONG != 0 {
            // Characters of three and four bytes are few.
            bits &= !LONG;
            for (at, _) in line.bytes().enumerate().filter(|(_, byte)| *byte >= 0xe0) {
                bits |= of_char(line, at).0;
            }
        }
        let end = KINDS[(usize::from(row) | usize::from(EDGE)) % KINDS.len()] & Self::PAIRS.0;
        (Self(bits | end), points(line))
    }
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
    fn pairs() {
        for (text, pairs) in [
            ("Bien, 5 km. No: ¿qué? 7", Traits::SHORT_FORM),
            ("Hola", Traits::NONE),
            ("Да ,нет", Traits::MARK_AMISS),
            ("Да,нет", Traits::MARK_AMISS),
            ("No,, ya", Traits::MARK_AMISS),
            ("¿ Qué", Traits::INVERTED_APART | Traits::LINE_DASH),
            ("–No", Traits::LINE_DASH),
            ("No... ya", Traits::STOPS),
            ("a . . .", Traits::STOPS | Traits::MARK_AMISS),
            ("www.cine", Traits::INNER_STOP | Traits::MARK_AMISS),
            ("El Sr. Ruiz", Traits::SHORT_FORM),
            ("N.K.V.D.", Traits::SHORT_FORM | Traits::MARK_AMISS | Traits::INNER_STOP),
            (" a", Traits::BLANKS | Traits::LINE_DASH),
            ("a  b", Traits::BLANKS),
            ("a\t", Traits::BLANKS),
            ("Cine", Traits::MAY_BE_CREDIT),
        ] {
            let found = Traits::counted(text).0;
            assert_eq!(Traits(found.0 & Traits::PAIRS.0), pairs, "{text:?}");
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
            prop_assert_eq!(Traits::of(&text), parts);
            prop_assert_eq!(Traits::counted(&text).1, text.chars().count() as u32);
        }
    }
}
