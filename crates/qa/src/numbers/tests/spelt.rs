//! What the other hand has written is read back.

use super::super::*;
use super::spell::{self, CASES};
use proptest::prelude::*;

/// One number, all of the text, with this value.
fn reads(text: &str, tongue: Tongue, value: u64) -> Result<(), TestCaseError> {
    let found = find(text, tongue);
    prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
    prop_assert_eq!(found[0].value.integer(), i64::try_from(value).ok(), "{}", text);
    prop_assert_eq!(found[0].range(), 0..text.len(), "{}", text);
    // Only what may be an article or a family is weak.
    prop_assert!(!found[0].weak || value <= 2 || matches!(value, 7 | 40 | 100 | 1000), "{}", text);
    Ok(())
}

/// Numbers of every size, round ones among them.
fn any() -> impl Strategy<Value = u64> {
    let round = (0u64..1000, 0u32..7).prop_map(|(n, zeros)| (n * 10u64.pow(zeros)).min(1_000_000_000));
    prop_oneof![0u64..130, 0u64..10_000, 0u64..=1_000_000_000, round]
}

#[test]
fn the_first_ten_thousand() {
    for n in 0..10_000 {
        for feminine in [false, true] {
            reads(&spell::spanish(n, feminine), Tongue::Spanish, n).unwrap();
        }
        reads(&spell::english(n), Tongue::English, n).unwrap();
        reads(&spell::kazakh(n), Tongue::Kazakh, n).unwrap();
        for case in CASES {
            reads(&spell::russian(n, case, usize::try_from(n % 3).unwrap()), Tongue::Russian, n).unwrap();
        }
    }
}

#[test]
fn round_numbers_in_the_middle() {
    for n in [1_001_000, 115_001_000, 1_000_001, 21_000_021, 900_009_000, 999_999_999, 1_000_000_000] {
        reads(&spell::spanish(n, false), Tongue::Spanish, n).unwrap();
        reads(&spell::english(n), Tongue::English, n).unwrap();
        reads(&spell::kazakh(n), Tongue::Kazakh, n).unwrap();
        for case in CASES {
            reads(&spell::russian(n, case, 0), Tongue::Russian, n).unwrap();
        }
    }
}

#[test]
fn ordinals() {
    for n in 1..3000 {
        for tail in 0..10 {
            // Round thousands have words of their own.
            if n % 1000 > 0 {
                reads(&spell::russian_ordinal(n, tail), Tongue::Russian, n).unwrap();
            }
        }
        reads(&spell::kazakh_ordinal(n), Tongue::Kazakh, n).unwrap();
    }
    for (text, n) in [
        ("двухтысячный", 2000),
        ("стотысячного", 100_000),
        ("девяностотысячная", 90_000),
        ("десятитысячным", 10_000),
        ("миллионная", 1_000_000),
    ] {
        reads(text, Tongue::Russian, n).unwrap();
    }
    for (text, n) in [
        ("tercero", 3),
        ("tercer", 3),
        ("quinta", 5),
        ("decimotercera", 13),
        ("décimo sexto", 16),
        ("vigésimo noveno", 29),
        ("trigésima tercera", 33),
        ("nonagésimo noveno", 99),
    ] {
        reads(text, Tongue::Spanish, n).unwrap();
    }
    for (text, n) in
        [("third", 3), ("twenty-first", 21), ("ninetieth", 90), ("one hundred and eleventh", 111)]
    {
        reads(text, Tongue::English, n).unwrap();
    }
}

#[test]
fn kazakh_endings() {
    for n in 3..3000 {
        for case in 0..5 {
            let text = spell::kazakh_case(n, case);
            // Ten with an ending is mostly a pronoun, and six mostly gold.
            let last = text.rsplit(' ').next().unwrap();
            if !matches!(last, "онда" | "онның") && text != "алтының" {
                reads(&text, Tongue::Kazakh, n).unwrap();
            }
        }
    }
}

proptest! {
    #[test]
    fn in_every_language(n in any(), case in 0usize..6, gender in 0usize..3) {
        reads(&spell::spanish(n, gender == 1), Tongue::Spanish, n)?;
        reads(&spell::english(n), Tongue::English, n)?;
        reads(&spell::kazakh(n), Tongue::Kazakh, n)?;
        reads(&spell::russian(n, CASES[case], gender), Tongue::Russian, n)?;
    }

    #[test]
    fn capitals_and_line_ends_do_not_matter(n in any()) {
        for (text, tongue) in [
            (spell::spanish(n, false), Tongue::Spanish),
            (spell::kazakh(n), Tongue::Kazakh),
            (spell::russian(n, CASES[0], 0), Tongue::Russian),
        ] {
            reads(&text.to_uppercase(), tongue, n)?;
            reads(&text.replace(' ', "\n"), tongue, n)?;
        }
    }

    #[test]
    fn digits_with_separators(n in 1_000u64..1_000_000_000_000, at in 0usize..5) {
        let plain = n.to_string();
        let separator = ["\u{a0}", "\u{202f}", " ", ".", ","][at];
        let mut grouped = String::new();
        for (place, digit) in plain.chars().enumerate() {
            if place > 0 && (plain.len() - place) % 3 == 0 {
                grouped.push_str(separator);
            }
            grouped.push(digit);
        }
        for tongue in [Tongue::Spanish, Tongue::Russian, Tongue::Kazakh] {
            let found = find(&grouped, tongue);
            prop_assert_eq!(found.len(), 1, "{}", grouped);
            let want = Some(Value::whole(n));
            prop_assert!(Some(found[0].value) == want || found[0].other == want, "{} {:?}", grouped, found);
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "[0-9a-zA-Zа-яёқңүұіөһ .,:/½%º«»–\\-\\n\u{a0}]{0,60}") {
        for tongue in [Tongue::Spanish, Tongue::Russian, Tongue::Kazakh, Tongue::English, Tongue::Other] {
            let found = find(&text, tongue);
            prop_assert!(may_hold(&text, tongue) || found.is_empty());
            for pair in found.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for number in &found {
                prop_assert!(text.get(number.range()).is_some_and(|part| !part.is_empty()));
            }
            let said = Said { text: &text, tongue };
            prop_assert!(differences(said, said).is_empty(), "{}", text);
        }
    }

    #[test]
    fn any_characters_are_read_without_harm(text in "\\PC{0,40}") {
        for tongue in [Tongue::Spanish, Tongue::Russian, Tongue::Kazakh, Tongue::English, Tongue::Other] {
            for number in find(&text, tongue) {
                prop_assert!(text.get(number.range()).is_some());
            }
        }
    }
}
