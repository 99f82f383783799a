//! Kazakh words: a stem and up to six suffixes, taken off one by one.
//!
//! Hunspell's Kazakh dictionary has stems with one suffix each. Every seventh word of ordinary dialogue has more and
//! would be reported. Here suffixes are taken off in the order in which they may stand, each checked against the last
//! vowel and the last consonant of what it stands on, until a stem is left that the dictionary or our own list has.

pub(super) mod frequent;
pub(super) mod restore;
mod sounds;
mod stems;
mod strip;
mod suffixes;

/// What is only ever joined to a word by a hyphen.
pub(super) const PARTICLES: [&str; 8] = ["ақ", "ай", "ау", "мыс", "міс", "ды", "ді", "жан"];

/// Whether a word, in small letters, is a stem that `has_stem` or the supplement knows, or such a stem with suffixes.
pub(super) fn makes(word: &str, has_stem: &dyn Fn(&str) -> bool) -> bool {
    let has = |stem: &str| stems::is_listed(stem) || has_stem(stem);
    stems::is_listed(word) || strip::is_inflected(word, &has)
}

/// Whether a word, in small letters, is `stem` with suffixes.
pub(super) fn is_form_of(word: &str, stem: &str) -> bool {
    strip::is_inflected(word, &|candidate: &str| candidate == stem)
}

#[cfg(test)]
mod tests;
