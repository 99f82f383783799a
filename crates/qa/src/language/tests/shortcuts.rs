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

const CUES: &[(&str, &[&str])] = &[
    (
        "es",
        &[
            "¿Quién es?",
            "No lo sé, pregúntale a tu madre cuando vuelva a casa.",
            "Nos llevaron en un tren durante nueve días.",
            "Y no, no, no.",
            "Es Alicante.",
            "La carta no llegó nunca.",
        ],
    ),
    (
        "en",
        &[
            "Who is it?",
            "I don't know, ask your mother when she comes home.",
            "They took us on a train for nine days.",
            "No, no, no.",
            "It is Alicante.",
            "The letter never came.",
        ],
    ),
    ("kk", &["Бұл кім екен?", "Хат ешқашан келген жоқ.", "Тоғыз күн бойы пойызбен жүрдік.", "Да, мен де."]),
    ("ru", &["Кто там?", "Письмо так и не пришло.", "Девять дней нас везли на поезде.", "Да, и я."]),
];

proptest! {
    /// A short track is looked at as a whole. What three in four of its cues are, and their stretches certainly, is not passed over;
    /// what is told of others is what their stretches say.
    #[test]
    fn no_track_is_passed_over(
        own in 0usize..4, other in 0usize..4, share in 0u32..=100,
        picks in prop::collection::vec((0u32..100, 0usize..100), 10..40),
    ) {
        let cues: Vec<(&str, &str)> = picks.iter().map(|(n, at)| {
            let (language, all) = CUES[if *n < share { other } else { own }];
            (language, all[at % all.len()])
        }).collect();
        let texts = || cues.iter().map(|(_, text)| *text);
        for (expected, _) in CUES {
            let verdict = identify_track(texts());
            let certain = verdict.tongue.filter(|it| *it != Tongue::Other && it.tag() != *expected);
            let certain = certain.filter(|_| verdict.confidence >= CERTAIN);
            let found = wrong_track(texts(), expected).and_then(|it| it.tongue);
            let strange = cues.iter().filter(|(language, _)| language != expected).count();
            if strange * 4 >= cues.len() * 3 {
                prop_assert_eq!(found, certain, "{} {:?}", expected, cues);
            } else {
                prop_assert!(found.is_none() || found == certain, "{} {:?}", expected, cues);
            }
        }
    }
}

#[test]
fn cases_of_letters() {
    for c in ('\0'..'\u{3000}').filter(|c| c.is_alphabetic()) {
        assert_eq!((is_small(c), is_capital(c)), (c.is_lowercase(), c.is_uppercase()), "{c}");
    }
}
