//! Russian forms that dictionaries leave out.

/// What is only ever joined to a word by a hyphen.
pub(super) const PARTICLES: [&str; 8] = ["то", "либо", "нибудь", "ка", "таки", "кое", "де", "с"];

/// Whether a word, in small letters, is made of one that `has` knows.
pub(super) fn makes(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    without_dots(word).is_some_and(|plain| has(&plain))
        || in_a_way(word, has)
        || half(word, has)
        || denied(word, has)
}

/// ё written as е, as some dictionaries have it.
fn without_dots(word: &str) -> Option<String> {
    word.contains('ё').then(|| word.replace('ё', "е"))
}

/// по-казахски of казахский, по-нашему of нашему.
fn in_a_way(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let Some(manner) = word.strip_prefix("по-") else { return false };
    manner.ends_with("ски") && has(&format!("{manner}й"))
        || manner.ends_with("цки") && has(&format!("{manner}й"))
        || (manner.ends_with("ому") || manner.ends_with("ему")) && has(manner)
}

/// неполитического: не with an adjective or participle. A verb keeps its не apart, and незнаю is a mistake.
fn denied(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    const ADJECTIVE: [&str; 18] = [
        "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "ых", "их", "ую",
        "ыми", "ими",
    ];
    let Some(rest) = word.strip_prefix("не") else { return false };
    let bare = rest.strip_suffix("ся").unwrap_or(rest);
    rest.chars().count() > 4 && (bare != rest || ADJECTIVE.iter().any(|end| bare.ends_with(end))) && has(rest)
}

/// полпиалы, пол-литра, пол-апельсина: half of something, in the genitive.
fn half(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let Some(rest) = word.strip_prefix("пол") else { return false };
    let (rest, hyphen) = match rest.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let split = rest.starts_with(['л', 'а', 'е', 'ё', 'и', 'о', 'у', 'э', 'ю', 'я']);
    let genitive = rest.ends_with(['а', 'ы', 'и', 'я']);
    rest.chars().count() > 2 && hyphen == split && genitive && has(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_of_known_words() {
        let has = |word: &str| {
            ["казахский", "немецкий", "моему", "литра", "пиалы", "елка", "часа", "знаю", "ясного"]
                .contains(&word)
        };
        for word in "по-казахски по-немецки по-моему пол-литра полпиалы ёлка полчаса неясного".split(' ')
        {
            assert!(makes(word, &has), "{word}");
        }
        for word in "по-казаски поллитра пол-пиалы ёлки по-моиму казахски незнаю".split(' ')
        {
            assert!(!makes(word, &has), "{word}");
        }
    }
}
