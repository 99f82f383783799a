//! Letters of the four languages, and how Kazakh and Russian differ in the pairs of letters they share.

/// Units of a score in one nat (natural logarithm of a likelihood ratio).
pub(super) const NAT: i32 = 12;

/// Code of the first of the nine letters that Kazakh has and Russian has not; і comes last.
pub(super) const FIRST_OF_NINE: u8 = 33;
/// Code of і, the one of the nine that Ukrainian and Belarusian have too.
pub(super) const DOTTED_I: u8 = 41;

/// The number of a Cyrillic letter in either case: 1 to 32 for the Russian ones (ё is е), 33 to 41 for the nine,
/// 0 for anything else.
pub(super) const fn cyrillic(c: char) -> u8 {
    match c {
        'а'..='я' => (c as u32 - 'а' as u32 + 1) as u8,
        'А'..='Я' => (c as u32 - 'А' as u32 + 1) as u8,
        'ё' | 'Ё' => 6,
        'ә' | 'Ә' => 33,
        'ғ' | 'Ғ' => 34,
        'қ' | 'Қ' => 35,
        'ң' | 'Ң' => 36,
        'ө' | 'Ө' => 37,
        'ұ' | 'Ұ' => 38,
        'ү' | 'Ү' => 39,
        'һ' | 'Һ' => 40,
        'і' | 'І' => DOTTED_I,
        _ => 0,
    }
}

/// The number of a letter of Spanish or English in either case, or of the apostrophe in "don't"; 0 for the rest.
pub(super) const fn latin(c: char) -> u8 {
    match c {
        'a'..='z' => (c as u32 - 'a' as u32 + 1) as u8,
        'A'..='Z' => (c as u32 - 'A' as u32 + 1) as u8,
        'á' | 'Á' => 27,
        'é' | 'É' => 28,
        'í' | 'Í' => 29,
        'ó' | 'Ó' => 30,
        'ú' | 'Ú' => 31,
        'ñ' | 'Ñ' => 32,
        'ü' | 'Ü' => 33,
        '\'' | '’' => 34,
        _ => 0,
    }
}

/// A Latin letter with the combining acute, tilde or diaeresis that follows it, where Spanish has the pair as one.
pub(super) const fn composed(base: char, mark: char) -> char {
    match (base, mark) {
        ('a' | 'A', '\u{301}') => 'á',
        ('e' | 'E', '\u{301}') => 'é',
        ('i' | 'I', '\u{301}') => 'í',
        ('o' | 'O', '\u{301}') => 'ó',
        ('u' | 'U', '\u{301}') => 'ú',
        ('n' | 'N', '\u{303}') => 'ñ',
        ('u' | 'U', '\u{308}') => 'ü',
        ('и' | 'И', '\u{306}') => 'й',
        _ => base,
    }
}

/// Whose a letter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// No letter.
    None,
    /// Latin, phonetic signs included.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// A letter of a third script.
    Other,
    /// A combining mark: part of the word it stands in.
    Mark,
}

/// Tells letters from the rest and Latin from Cyrillic; ordered so that usual text is settled by a comparison or two.
pub(super) fn kind(c: char) -> Kind {
    match c {
        '\u{0}'..='\u{7f}' if c.is_ascii_alphabetic() => Kind::Latin,
        // With the ordinal signs of 1º and 1ª.
        '\u{0}'..='\u{bf}' | '×' | '÷' => Kind::None,
        '\u{482}' | '\u{2000}'..='\u{2bff}' => Kind::None,
        '\u{483}'..='\u{489}' | '\u{300}'..='\u{36f}' => Kind::Mark,
        '\u{400}'..='\u{52f}' => Kind::Cyrillic,
        '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Kind::Latin,
        _ if c.is_alphabetic() => Kind::Other,
        _ => Kind::None,
    }
}

/// A small letter; the usual ones are known without a table.
#[inline]
pub(super) fn is_small(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{400}'..='\u{45f}' => c >= 'а',
        _ => c.is_lowercase(),
    }
}

/// A capital letter.
#[inline]
pub(super) fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{45f}' => c < 'а',
        _ => c.is_uppercase(),
    }
}

/// A letter Ukrainian or another Cyrillic alphabet has and neither Kazakh nor Russian.
pub(super) fn foreign_cyrillic(c: char) -> bool {
    let other_alphabet = matches!(c, '\u{400}'..='\u{40f}' | '\u{450}'..='\u{52f}');
    // Ё and the dotted і stand among them.
    other_alphabet && cyrillic(c) == 0
}

/// A Latin letter that neither Spanish nor English has.
pub(super) fn foreign_latin(c: char) -> bool {
    !c.is_ascii() && latin(c) == 0
}

/// How much more likely Kazakh is than Russian to put the second letter after the first, in [`NAT`]s.
/// Number 0 is the edge of a word. Pairs with one of the nine are not asked here.
pub(super) fn pair(before: u8, letter: u8) -> i32 {
    i32::from(ALL_PAIRS[usize::from(before & 63) << 6 | usize::from(letter & 63)])
}

/// The same table with room for every number of six bits: nothing is known of the pairs that are not in it.
static ALL_PAIRS: [i8; 64 * 64] = {
    let mut all = [0; 64 * 64];
    let mut row = 0;
    while row < PAIRS.len() {
        let mut column = 0;
        while column < PAIRS[row].len() {
            all[row << 6 | column] = PAIRS[row][column];
            column += 1;
        }
        row += 1;
    }
    all
};

/// Logarithm of P(letter | letter before) in Kazakh against Russian, times twelve, kept within five nats.
///
/// Measured on the Universal Declaration of Human Rights and four fifths of the Common Voice sentences (CC0):
/// 105 698 letters and word ends of Kazakh, 20 340 of Russian; capitalised words inside a sentence (names) left
/// out, ё counted as е, twelve observations' weight of the plain letter frequencies mixed in.
const PAIRS: [[i8; 33]; 33] = [
    [
        -20, 34, 16, -60, -39, -1, 10, 37, -22, -27, -40, 4, -48, -5, -24, -13, -33, -42, -8, 8, -33, -60,
        -8, -60, -60, 27, -60, -51, 46, -60, -60, -34, -60,
    ],
    [
        -3, -20, -3, -60, -44, 10, -60, -41, -10, -60, 24, -60, 3, 2, 6, -46, 16, 12, 6, -10, 36, -60, -60,
        -47, -60, 3, -30, -58, -11, -60, -60, -60, -14,
    ],
    [
        -37, 30, -41, -60, -30, -22, -1, -18, -24, -6, -19, -45, -57, -26, -47, 0, -35, -60, -54, -40, -31,
        -60, -60, -60, -60, -16, -60, -26, -20, -60, -60, -60, -60,
    ],
    [
        -2, -3, 57, -42, 46, 31, -12, 59, 15, -30, 57, 7, -3, 22, 0, -31, 17, 13, -3, 37, 0, -12, -11, 4,
        -35, 17, 6, -50, 5, -60, -8, -10, -13,
    ],
    [
        -35, -30, -9, -60, -19, -36, 38, 19, -14, -60, -8, -16, -55, -15, -46, -60, -24, -44, -28, -29, -60,
        -60, -46, -60, -60, -41, -60, -46, 12, -60, -60, -60, -44,
    ],
    [
        -55, 9, -39, -60, -28, -27, 0, -15, -22, -45, -16, -60, -60, -23, -60, -23, -32, -60, -60, -37, -54,
        -60, -60, -60, -60, -49, -60, -60, 17, -60, -60, -60, -60,
    ],
    [
        -1, -23, -11, -60, 3, 1, -60, -41, -7, -60, 3, 6, -1, -4, 3, -60, 1, 10, -1, -5, 24, -60, -46, -60,
        -60, 0, -60, -48, -1, -60, -60, -60, -42,
    ],
    [
        -32, 21, -33, -60, -32, -60, -7, -19, -26, -26, -21, -46, -40, -28, -60, 40, -36, -26, -28, -31, -5,
        -60, -59, -60, -60, -18, -60, -58, 48, -60, -60, -60, -56,
    ],
    [
        15, -9, 1, -60, 7, 5, 22, -38, 5, -60, -14, -47, -55, -33, -60, -34, -30, -53, 12, -35, -24, -60,
        -52, -60, -60, 16, -60, -51, 16, -60, -60, -60, -50,
    ],
    [
        -13, -1, -11, -60, 12, 14, 14, 1, -56, -60, -45, -9, -12, -9, -6, -39, -6, -7, 0, 12, 38, -60, -23,
        -26, -60, -7, -60, -19, 60, -60, -47, -60, 3,
    ],
    [
        -17, -12, 14, -60, 32, 35, 32, -18, 12, -14, -19, -3, 46, 20, -2, -52, -10, 34, -16, 9, 8, -60, 12,
        -60, -60, 9, -60, -56, 57, -60, -60, -60, -55,
    ],
    [
        -5, -46, -12, -60, -23, -1, 35, -48, -17, -31, -12, 39, -41, -19, -19, -57, 32, -48, 12, 1, -51, -60,
        -50, -19, -60, 46, -60, -49, 8, -60, -60, -60, -48,
    ],
    [
        10, 9, 2, -60, 35, 60, -7, -35, -53, -60, -15, 0, -14, 46, -59, -60, 15, -20, 16, 28, -11, -60, -53,
        -60, -60, 47, -60, -52, 35, -60, -60, -60, -60,
    ],
    [
        -9, 18, 13, -60, 34, 48, 2, -11, 6, -40, -13, -24, -7, -13, 0, -34, -27, -38, 13, 19, -50, -60, -51,
        -60, -60, 50, -60, -50, 4, -60, -60, -60, -60,
    ],
    [
        33, -8, 51, -60, 20, 37, -4, 19, -18, -48, -12, -20, -17, 35, -5, -60, -28, -18, -6, -9, -27, -60,
        -60, -60, -60, 60, -60, -50, 2, -60, -60, -60, -60,
    ],
    [
        -60, 7, -32, -60, -47, -36, -50, -26, 5, -60, 16, -33, 22, -19, 5, -38, -4, 7, -1, -2, -29, -60, -60,
        -25, -60, -8, -60, -32, 16, -60, -60, -60, -3,
    ],
    [
        52, 20, -4, -60, -15, -7, 6, -2, -9, -43, -4, 13, -56, -11, -37, -60, 21, -60, 31, 28, -60, -60, -42,
        -60, -60, 38, -56, -41, 15, -60, -60, -60, -60,
    ],
    [
        35, -12, 7, -60, 11, 42, -11, -35, 31, -36, -14, 44, 49, 15, -12, -51, -1, -24, 7, 17, -13, -60, -53,
        -60, -60, -13, -60, -52, 17, -60, -60, -60, -47,
    ],
    [
        17, 26, -12, -60, -23, -34, 5, -10, -17, -16, -12, -14, -60, -41, -60, -17, -10, -59, -4, -22, -8,
        -60, -60, -60, -60, 6, -60, -49, 43, -60, -60, -60, -60,
    ],
    [
        -4, 8, 24, -60, -20, -29, 1, -8, -15, -21, -9, 8, -36, -34, -60, -16, 36, -60, -6, 54, -7, -60, -48,
        -60, -60, 50, -60, -60, 27, -60, -60, -60, -60,
    ],
    [
        0, 27, -35, -60, -3, 1, 3, -60, 17, -43, -54, -45, 2, 4, -20, -30, -60, -8, -3, -59, -20, -60, -25,
        -12, -60, 1, -60, -42, 60, -60, -60, -60, -41,
    ],
    [
        12, 9, 23, -60, 12, 20, -15, 25, 18, -45, 23, 16, 3, -1, 16, -26, 7, 18, 15, 2, -18, -60, -15, -30,
        -60, 26, -29, -14, 33, -60, -43, -45, -13,
    ],
    [
        -36, 32, 17, -60, 6, 14, -1, 18, 12, -22, 17, 10, -3, 10, 5, -51, -16, -8, -13, 7, -17, -53, -21,
        -36, -60, 20, -35, -20, 27, -60, -49, -51, -19,
    ],
    [
        5, -5, 25, -60, 15, 22, -22, 27, 20, 0, 26, 0, 21, 19, 18, 0, 10, 20, 18, 15, -16, -44, -13, -60,
        -60, 29, -26, -12, -4, -60, -40, -42, -10,
    ],
    [
        32, 0, 43, -56, 32, 40, -24, 45, 38, -35, 43, 11, 10, 36, -7, 18, 28, 38, 35, -13, -12, -26, 5, -10,
        -49, -8, -9, 6, 53, -60, -23, -25, 7,
    ],
    [
        13, 9, 2, -60, -33, -25, -12, -20, -27, -46, -22, -12, -58, -46, -49, -16, 9, -27, 6, 11, 29, -60,
        -60, -60, -60, -19, -60, -59, 58, -60, -60, -60, -57,
    ],
    [
        20, -3, 25, -60, 14, 22, -34, 27, 20, -55, 25, 18, 21, 18, 18, 0, 10, 20, 18, 15, -30, -44, -13, -27,
        -60, 29, -26, -12, 60, -60, -40, -42, -10,
    ],
    [
        3, 10, 9, -60, -2, 6, -7, 10, 4, -30, 9, 1, 4, 2, 2, -16, -7, 4, 1, -1, -6, -60, -29, -44, -60, 12,
        -43, -28, 19, -60, -57, -59, -47,
    ],
    [
        0, -28, -27, -60, -4, 22, -60, -28, 56, -60, -35, -30, 3, -12, 41, -55, 6, 15, 2, -37, -44, -60, -60,
        -60, -60, 10, -60, -60, -19, -60, -60, -5, -60,
    ],
    [
        -15, 48, 24, -53, 35, 58, 17, 48, -2, -11, 46, -8, 41, 22, -13, 14, 13, 41, -12, 13, 32, -23, 8, -42,
        -60, -5, -6, 9, 57, -42, -20, -60, -49,
    ],
    [
        20, 27, 25, -60, 15, 23, 17, 27, 21, -13, 0, 5, 6, 2, 19, 1, -8, 21, 18, -34, 11, -60, -12, -27, -60,
        29, -26, -11, 36, -60, -40, -42, -10,
    ],
    [
        -8, 34, -1, -60, 22, -9, 15, 35, -5, -5, 33, 26, 13, 26, 26, 8, 0, 27, 0, -14, 18, -36, -5, -20, -60,
        36, -60, -4, 43, -55, -33, -35, -3,
    ],
    [
        -22, 23, 15, -60, -27, 2, -28, -16, -17, -23, 36, -17, 22, 4, 13, -10, 25, 41, 22, 4, 60, -54, -60,
        -60, -60, -17, -60, -22, 26, -60, -50, -60, -40,
    ],
];
