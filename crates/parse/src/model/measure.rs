//! How long a text is, as style guides count: extended grapheme clusters of the NFC text.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// What counts as a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counting {
    /// Blanks count (they do for Netflix).
    pub spaces: bool,
    /// Punctuation counts (it does for Netflix).
    pub punctuation: bool,
    /// What a line break counts as in the length of a whole cue.
    pub line_breaks: LineBreaks,
}

/// A line break inside a cue, for reading speed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineBreaks {
    /// Nothing, as Subtitle Edit counts.
    Nothing,
    /// One blank, as other readers of Netflix's page count.
    Space,
}

impl Default for Counting {
    /// Netflix's: blanks and punctuation count, line breaks do not.
    fn default() -> Self {
        Self { spaces: true, punctuation: true, line_breaks: LineBreaks::Nothing }
    }
}

/// Number of characters in a piece of shown text without line breaks: grapheme clusters after NFC, without
/// what nobody sees (soft hyphen, zero-width space, byte order mark, direction marks).
///
/// ```
/// use tregua_parse::model::{Counting, count};
/// assert_eq!(count("Қазақстан", Counting::default()), 9);
/// assert_eq!(count("ма\u{438}\u{306}", Counting::default()), 3);
/// ```
#[must_use]
pub fn count(text: &str, counting: Counting) -> u32 {
    if text.chars().all(is_plain) {
        if counting.spaces && counting.punctuation {
            // None of them is unseen.
            return u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        }
        return sum(text.chars().map(|c| counts(c, counting)));
    }
    let clusters =
        |text: &str| sum(text.graphemes(true).map(|g| g.chars().next().is_some_and(|c| counts(c, counting))));
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        clusters(text)
    } else {
        clusters(&text.nfc().collect::<String>())
    }
}

fn sum(each: impl Iterator<Item = bool>) -> u32 {
    each.fold(0u32, |n, yes| n.saturating_add(u32::from(yes)))
}

/// Characters that never join with a neighbour and are NFC by themselves: ASCII, Latin-1 letters, the letters
/// of Cyrillic, and the punctuation subtitles use.
#[inline]
fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201f}' | '\u{2026}' | '\u{2116}' | '\u{266a}')
}

#[inline]
fn counts(c: char, counting: Counting) -> bool {
    let unseen = matches!(c,
        '\0'..='\u{1f}' | '\u{7f}' | '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}');
    if unseen {
        return false;
    }
    (counting.spaces || !c.is_whitespace())
        && (counting.punctuation || c.is_alphanumeric() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_not_code_points() {
        let count = |t| count(t, Counting::default());
        for (text, n) in [
            ("", 0),
            ("¿Qué?", 5),
            ("e\u{301}n\u{303}", 2),
            ("\u{438}\u{306}", 1),
            ("♪ ән ♪", 6),
            ("👩‍👩‍👧", 1),
            ("a\u{ad}b\u{200b}c\u{feff}", 3),
            ("a\u{a0}b", 3),
        ] {
            assert_eq!(count(text), n, "{text}");
        }
        let letters = Counting { spaces: false, punctuation: false, ..Counting::default() };
        assert_eq!(super::count("- Да, я.", letters), 3);
    }

    #[test]
    fn the_fast_path_agrees_with_the_slow_one() {
        for c in (0u32..0x3000).filter_map(char::from_u32).filter(|c| is_plain(*c)) {
            for other in ['a', 'я', 'қ', '\u{301}'] {
                let pair = format!("{c}{other}");
                let slow = pair.nfc().collect::<String>().graphemes(true).count();
                if is_plain(other) {
                    assert_eq!(count(&pair, Counting::default()) as usize, slow, "U+{:04X}", u32::from(c));
                }
            }
        }
    }
}
