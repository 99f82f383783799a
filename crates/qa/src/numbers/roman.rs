//! Roman numerals: centuries, kings, parts.

use super::fold::{fold, next_word, word_before};
use crate::bytes::is_letter;

/// The value of a numeral in its one usual form; Cyrillic letters that look like its signs count as them.
pub(super) fn value(word: &str) -> Option<u64> {
    let mut total = 0u64;
    let mut before = 0u64;
    let mut count = 0;
    for c in word.chars().rev() {
        let one = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            'D' => 500,
            'M' | 'М' => 1000,
            _ => return None,
        };
        if one < before {
            total = total.checked_sub(one)?
        } else {
            total += one
        }
        before = before.max(one);
        count += 1;
    }
    let same = |spelt: &str| spelt.chars().eq(word.chars().map(latin));
    (count <= 15 && (1..4000).contains(&total) && same(&spell(total))).then_some(total)
}

fn latin(c: char) -> char {
    match c {
        'І' => 'I',
        'Х' => 'X',
        'С' => 'C',
        'М' => 'M',
        _ => c,
    }
}

fn spell(mut n: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// Whether a word that begins at `at` may be a numeral: two such signs, or one by itself.
pub(super) fn may_begin(bytes: &[u8], at: usize) -> bool {
    let sign = |at: usize| match bytes.get(at) {
        Some(b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M') => Some(1),
        Some(0xd0) => matches!(bytes.get(at + 1), Some(0x86 | 0xa5 | 0xa1 | 0x9c)).then_some(2),
        _ => None,
    };
    let Some(len) = sign(at) else { return false };
    sign(at + len).is_some() || !bytes.get(at + len).copied().is_some_and(is_letter)
}

/// Whether what stands around says that it is a numeral and no word: a century, a chapter, or, for more than one
/// sign, a name before it.
pub(super) fn is_told(text: &str, start: usize, end: usize) -> bool {
    let several = text.get(start..end).is_some_and(|word| word.chars().count() > 1);
    const BEFORE: [&str; 22] = [
        "siglo",
        "siglos",
        "capitulo",
        "tomo",
        "acto",
        "parte",
        "escena",
        "libro",
        "volumen",
        "century",
        "chapter",
        "part",
        "act",
        "book",
        "volume",
        "век",
        "глава",
        "том",
        "часть",
        "акт",
        "бөлім",
        "тарау",
    ];
    const AFTER: [&str; 16] = [
        "век",
        "века",
        "веке",
        "веком",
        "веку",
        "веков",
        "ғасыр",
        "ғасыры",
        "ғасырда",
        "ғасырдың",
        "ғасырдағы",
        "съезд",
        "съезда",
        "съезде",
        "century",
        "столетия",
    ];
    let before = word_before(text, start);
    if let Some(word) = before {
        let folded = word.folded();
        let name = || {
            let mut letters = word.text.chars();
            let first = letters.next().is_some_and(|c| fold(c) != c);
            first && letters.next().is_some_and(|c| fold(c) == c)
        };
        if BEFORE.contains(&folded.as_str()) || several && name() {
            return true;
        }
    }
    next_word(text, end).is_some_and(|word| AFTER.contains(&word.folded().as_str()))
}
