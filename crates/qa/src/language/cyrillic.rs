//! Cyrillic words, cut out of a text without decoding it.

/// The words of Cyrillic letters in a text, marks over their letters included. Hyphens part them.
///
/// ```
/// use tregua_qa::language::cyrillic_words;
/// assert!(cyrillic_words("5 үй, OK — ҚАЙ-дан? ещё!").eq(["үй", "ҚАЙ", "дан", "ещё"]));
/// ```
pub fn cyrillic_words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // All of them, and the marks over them, take two bytes; no other character begins or goes on with these.
        while !matches!(bytes.get(at)?, 0xd0..=0xd4) {
            at += 1;
        }
        let start = at;
        while matches!(bytes.get(at), Some(0xd0..=0xd4 | 0xcc)) {
            at += 2;
        }
        text.get(start..at)
    })
}
