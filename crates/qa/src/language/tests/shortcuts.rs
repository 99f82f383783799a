//! Most texts are settled without counting; what is said of them is what counting says.

use super::super::letters::{is_capital, is_small};
use super::super::*;
use proptest::prelude::*;

/// What is said by the whole way.
fn accused(text: &str, expected: &str) -> bool {
    let verdict = identify(text);
    let tongue = verdict.tongue.filter(|&tongue| tongue != Tongue::Other);
    tongue.is_some_and(|tongue| tongue.tag() != expected && verdict.confidence >= CERTAIN)
}

const WORDS: &[&str] = &[
    "қайда",
    "Қайда",
    "үй",
    "«үй»",
    "да",
    "не",
    "знаю",
    "Иван",
    "потому",
    "что",
    "они",
    "I",
    "know",
    "the",
    "no",
    "que",
    "niño",
    "¿quién",
    "weather",
    "is",
    "nice",
    "und",
    "nicht",
    "7",
    "\n",
    "-",
    "…",
    "Elena.es",
    "WHAT",
    "қ\u{301}",
    "пқ.",
    "\"",
    "Qazaq",
    "tilinde",
    "söz",
    "сөз.com",
    "і",
    "МЕН",
    "about",
    "something",
    "somethings",
    "people",
    "así",
    "théthe",
    "the…",
    "¿the",
    "the×",
    "árboles",
    "Well,",
    "tonight",
    "<i>",
    "</i>",
    "<i",
    "«",
    "»",
    "кто:",
    "қызԥ",
    "тама\u{5d0}",
    "дай\u{65e5}",
    "что\u{2c30}",
    "болды",
    "емес",
    "қыз.7",
    "№",
    "ли\u{306}",
    "потомуԥ",
    "мама",
    "бардым",
    "ḁḃḉ",
    "ǎěǐ",
    "♪",
    "♫",
    "1945",
    "қыз.5",
    "болды.",
    "„үй“",
    "“дом”",
    "(потому",
    "что)",
    "[МЕН]",
];

const ENGLISH: &[&str] = &[
    "the",
    "people",
    "I",
    "something",
    "together",
    "it's",
    "shouldn't",
    "of",
    "weather",
    "Never,",
    "you…",
    "<i>why</i>",
];

proptest! {
    #[test]
    fn they_accuse_nobody_else(words in prop::collection::vec(prop::sample::select(WORDS), 0..9)) {
        let text = words.join(" ");
        for expected in ["es", "kk", "ru", "en"] {
            prop_assert_eq!(wrong_language(&text, expected).is_some(), accused(&text, expected), "{} {}", expected, text);
        }
    }

    /// English words behind Spanish ones, and beside what may or may not end a word.
    #[test]
    fn english_is_found(
        before in "[a-zA-ZáéñÑ ,.¿…«<>i/-]{0,24}",
        words in prop::collection::vec(prop::sample::select(ENGLISH), 1..8),
        behind in "[a-zá .…']{0,9}",
    ) {
        let text = format!("{before} {}{behind}", words.join(" "));
        prop_assert_eq!(wrong_language(&text, "es").is_some(), accused(&text, "es"), "{}", text);
    }

    /// What speaks for Kazakh comes late, when much has spoken for Russian.
    #[test]
    fn nobody_stops_too_early(
        russian in prop::collection::vec(prop::sample::select(vec!["что", "это", "Да", "знаю", "мама"]), 0..5),
        kazakh in prop::collection::vec(prop::sample::select(vec!["бар", "болды", "емес", "керек", "баласы", "Ол"]), 0..20),
        between in prop::sample::select(vec![" ", ", ", "\n", " <i>"]),
    ) {
        let text = [russian, kazakh].concat().join(between);
        for expected in ["kk", "ru"] {
            prop_assert_eq!(wrong_language(&text, expected).is_some(), accused(&text, expected), "{} {}", expected, text);
        }
    }

    #[test]
    fn any_text(text in "([a-zA-Zа-яА-ЯәғқңөұүһіӘҒҚ ñ¿.,:;!?«»“”„♪0-9()\\[\\]<>/\"'@-]|<i>|</i>|<b>){0,60}") {
        for expected in ["es", "kk", "ru", "en"] {
            prop_assert_eq!(wrong_language(&text, expected).is_some(), accused(&text, expected), "{} {}", expected, text);
        }
    }
}

#[test]
fn cases_of_letters() {
    for c in ('\0'..'\u{3000}').filter(|c| c.is_alphabetic()) {
        assert_eq!((is_small(c), is_capital(c)), (c.is_lowercase(), c.is_uppercase()), "{c}");
    }
}
