//! Number words of each language, folded as [`fold`](super::fold) folds them.

mod english;
mod kazakh;
mod russian;
mod spanish;

use super::sum::Entry;
use crate::language::Tongue;

/// The value of a Russian ordinal in any form.
pub(super) fn russian_ordinal(word: &str) -> Option<u64> {
    russian::ordinal(word)
}

/// The number word, where this is one.
pub(super) fn look(word: &str, tongue: Tongue) -> Option<Entry> {
    match tongue {
        Tongue::Spanish => spanish::look(word),
        Tongue::Russian => russian::look(word),
        Tongue::Kazakh => kazakh::look(word),
        Tongue::English => english::look(word),
        Tongue::Other => None,
    }
}

/// How the number words of a language begin: three letters, or a whole word of two.
pub(super) const fn heads(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Spanish => spanish::HEADS,
        Tongue::Russian => russian::HEADS,
        Tongue::Kazakh => kazakh::HEADS,
        Tongue::English => english::HEADS,
        Tongue::Other => "",
    }
}
