//! Words that only Kazakh has, by their letters.

use super::{Listener, NINE, SMALL, code, has_nothing_latin};
use crate::language::letters;
use crate::language::scan::WORD_ROOM;

/// Looks for a word that is certainly no name, and not quoted, and has a letter that only Kazakh has: nearly every cue of a
/// Kazakh track has one.
pub(super) struct Own {
    plain: bool,
    pub(super) found: bool,
    /// Of the word so far.
    letters: u64,
    first: u8,
}

impl Own {
    pub(super) const NEW: Self = Self { plain: true, found: false, letters: 0, first: 0 };
}

impl Listener for Own {
    #[inline]
    fn letter(&mut self, told: u8) {
        self.first = if self.letters == 0 { told } else { self.first };
        self.letters |= 1 << (told & 63);
    }

    #[inline]
    fn end(&mut self, _: usize) -> bool {
        self.found = self.plain && self.first & SMALL != 0 && self.letters & NINE != 0;
        self.letters = 0;
        !self.found
    }

    fn quote(&mut self) {
        self.plain = false;
    }
}

/// Whether a text has such a word, where nothing in it is Latin, as in most: only words with such a letter are looked at. False also
/// where that cannot be told so.
pub(super) fn has_own_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let own = |at: usize| {
        // The eight of them begin with these two bytes.
        let [lead, second, ..] = bytes.get(at..)? else { return None };
        let mut first = code(*lead, *second);
        if !(letters::FIRST_OF_NINE..letters::DOTTED_I).contains(&(first & !SMALL)) {
            return None;
        }
        let mut before = bytes.get(..at)?;
        // Of a longer word no more is looked at.
        for _ in 1..WORD_ROOM {
            let [rest @ .., lead @ 0xd0..=0xd3, second] = before else { break };
            let code = code(*lead, *second);
            if code == 0 {
                break;
            }
            (first, before) = (code, rest);
        }
        let parted = matches!(before, [] | [.., ..=0x7f] | [.., 0xe2, 0x80, 0x93 | 0x94 | 0xa6]);
        Some(parted && first & SMALL != 0 && is_unquoted(before))
    };
    has_nothing_latin(bytes) && memchr::memchr2_iter(0xd2, 0xd3, bytes).any(|at| own(at) == Some(true))
}

/// Whether no quotation mark stands in what is before a word.
fn is_unquoted(before: &[u8]) -> bool {
    let mark = |at: usize| {
        !matches!(before.get(at..), Some([0xe2, 0x99, ..] | [0xe2, 0x80, 0x93 | 0x94 | 0xa6, ..]))
    };
    !memchr::memchr3_iter(b'"', 0xc2, 0xe2, before).any(mark)
}
