//! Small words that tell Spanish from English where accents are too few to do so.

const SPANISH: [&str; 44] = [
    "al", "algo", "aqui", "bien", "casa", "como", "con", "de", "del", "donde", "el", "en", "ella", "era",
    "es", "esa", "eso", "esta", "este", "estoy", "gracias", "hay", "la", "las", "le", "les", "lo", "los",
    "muy", "nada", "para", "pero", "por", "porque", "que", "quiero", "se", "su", "tengo", "todo", "una",
    "un", "y", "yo",
];

const ENGLISH: [&str; 30] = [
    "a", "and", "are", "at", "be", "by", "for", "from", "had", "have", "he", "her", "his", "in", "is", "it",
    "not", "of", "on", "or", "she", "that", "the", "they", "this", "to", "was", "we", "with", "you",
];

/// Whether the ASCII words speak for Spanish (or a close relative) rather than English.
pub(super) fn is_spanish(raw: &[u8]) -> bool {
    let head = &raw[..raw.len().min(64 << 10)];
    let (mut spanish, mut english) = (0usize, 0usize);
    for word in head.split(|b| !b.is_ascii_alphabetic() && *b < 0x80) {
        let Ok(word) = std::str::from_utf8(word) else { continue };
        let word = word.to_ascii_lowercase();
        spanish += usize::from(SPANISH.contains(&word.as_str()));
        english += usize::from(ENGLISH.contains(&word.as_str()));
    }
    spanish >= 2 && spanish > 2 * english
}
