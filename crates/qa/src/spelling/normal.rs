//! One spelling for each word: composed letters, no stress marks, no signs that show nothing.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// A sign inside a word that shows nothing: soft hyphens, joiners, BOMs.
pub(super) fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A combining mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}')
}

/// An apostrophe in any of its forms.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

/// A hyphen inside a word; a dash is none.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A letter; the alphabets that most tracks are in are told by their ranges.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{2010}'..='\u{2027}' => false,
        _ => c.is_alphabetic(),
    }
}

/// A letter or a digit.
pub(super) fn is_letter_or_digit(c: char) -> bool {
    is_letter(c)
        || c.is_ascii_digit()
        || !c.is_ascii() && !matches!(c, '\u{2010}'..='\u{2027}') && c.is_numeric()
}

/// The word as dictionaries spell it; borrowed where it is already.
pub(super) fn normal(word: &str) -> Cow<'_, str> {
    let plain = |c: char| is_letter(c) || matches!(c, '-' | '\'');
    if word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfc().filter(|c| !is_nothing(*c)) {
        match c {
            // What did not melt into a letter marks the stress of a Cyrillic vowel.
            c if is_mark(c) || c == '\n' => {}
            c if is_apostrophe(c) => out.push('\''),
            c if is_hyphen(c) => out.push('-'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_one() {
        for (written, plain) in [
            ("ночь", "ночь"),
            ("здо\u{301}рово", "здорово"),
            ("и\u{306}од", "йод"),
            ("man\u{303}ana", "mañana"),
            ("don’t", "don't"),
            ("кто\u{2011}нибудь", "кто-нибудь"),
            ("сло\u{ad}во", "слово"),
            ("кто-\nнибудь", "кто-нибудь"),
        ] {
            assert_eq!(normal(written), plain);
        }
    }
}
