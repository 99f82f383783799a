//! Rules look at few cues, told by kinds and pairs of characters. They must find what they would find if they looked at all.

use super::tests::texts;
use crate::check::check;
use crate::profile::{BUILTIN, Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::Source;

/// Parts that the rules have something to say of, and what stands between them.
const PARTS: [&str; 64] = [
    " ",
    " ",
    " ",
    ".",
    ",",
    ";",
    ":",
    "?",
    "!",
    "¿",
    "¡",
    "...",
    "…",
    ". . .",
    "-",
    "\u{a0}",
    "\t",
    "\u{202f}",
    "\u{85}",
    "<i>",
    "</i>",
    "\n",
    "\n",
    "a",
    "b",
    "D",
    "E",
    "E",
    "S",
    "r",
    "r",
    "d",
    "U",
    "V",
    "s",
    "1",
    "20",
    "km",
    "kms",
    "UU",
    "Sr",
    "Dra",
    "N.K.",
    "Hola",
    "está",
    "España",
    "MaÃ±ana",
    "Ñ",
    "Â¿",
    "РџСЂРёРІРµС‚",
    "мама",
    "Я",
    "қалай",
    "«",
    "»",
    "(",
    "@",
    "www.",
    ".com",
    "Subtítulos",
    "Субтитры",
    " por ",
    "://",
    "SUBTITLES BY ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn nothing_is_passed_over(
        cues in prop::collection::vec(prop::collection::vec(prop::sample::select(PARTS.to_vec()), 1..12), 1..4),
        lang in prop::sample::select(vec!["es", "ru", "kk"]),
        profile in prop::sample::select(BUILTIN),
    ) {
        let cues: Vec<String> = cues.iter().map(|parts| parts.concat()).collect();
        let text = texts(&cues.iter().map(String::as_str).collect::<Vec<_>>());
        let profile = Profile::builtin(profile.0).unwrap();
        let rules = RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap();
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let (lang, film) = (Lang::parse(lang).unwrap(), Programme::default());
        let context = || Context::new(&document, &track, Some(&lang), Kind::Full, &film);
        let (few, all) = (check(&context(), &rules), check(&context().looking_everywhere(), &rules));
        prop_assert_eq!(few, all, "{}", text);
    }
}
