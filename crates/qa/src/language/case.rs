//! Capitals.

/// A word with a capital at its beginning, the rest as it is.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.as_str().chars()).collect()
}

/// A word in small letters, in capitals or with a capital as the word is that it stands for.
pub(crate) fn in_capitals_of(other: &str, word: &str) -> String {
    let mut capitals = other.chars().map(char::is_uppercase);
    match (capitals.next(), capitals.next()) {
        (Some(true), Some(true)) => word.to_uppercase(),
        (Some(true), _) => capitalised(word),
        _ => word.to_owned(),
    }
}
