//! The rules about languages on the feature film with its marks and letters taken away: all that is gone is found, and
//! what is put back is right.

// A fixture that cannot be read is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use tregua_parse::base::{Diagnostic, Lang, splice};
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_qa::check::{Context, check};
use tregua_qa::language::kazakh::plain;
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};

fn film(language: &str) -> String {
    let folder = xtask::root().join("fixtures/feature");
    std::fs::read_to_string(folder.join(format!("tregua-feature.{language}.srt"))).unwrap()
}

/// What one rule finds in a text.
fn found(rule: &str, language: &str, text: &str) -> Vec<Diagnostic> {
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let (lang, programme) = (Lang::parse(language).unwrap(), Programme::default());
    let context = Context::new(&document, &track, Some(&lang), Kind::Full, &programme);
    let rules =
        RuleSet::new(&Profile::builtin("structure").unwrap(), &BTreeMap::new(), &Selection::default())
            .unwrap();
    check(&context, &rules).into_iter().filter(|it| it.rule == rule).collect()
}

/// The text with all fixes.
fn fixed(text: &str, found: Vec<Diagnostic>) -> String {
    let edits: Vec<_> = found.into_iter().filter_map(|it| it.fix).flat_map(|fix| fix.edits).collect();
    String::from_utf8(splice(text.as_bytes(), &edits).unwrap()).unwrap()
}

#[test]
fn every_spanish_mark_that_is_gone_is_found() {
    const RULE: &str = "language/spanish-opening-mark";
    let whole = film("es-ES");
    assert!(found(RULE, "es-ES", &whole).is_empty());
    let marks = whole.matches(['¿', '¡']).count();
    let bare = whole.replace(['¿', '¡'], "");
    let all = found(RULE, "es-ES", &bare);
    assert_eq!(all.len(), marks);
    // Four of five can be put back with certainty, and ninety-nine of a hundred of those are where they were.
    let fixes = all.iter().filter(|it| it.fix.is_some()).count();
    assert!(fixes * 5 >= marks * 4, "{fixes} of {marks}");
    let mended = fixed(&bare, all);
    let lines = || whole.lines().zip(mended.lines());
    assert_eq!(whole.lines().count(), mended.lines().count());
    let count = |line: &str| line.matches(['¿', '¡']).count();
    let wrong = lines().filter(|(was, is)| was != is && count(was) == count(is)).count();
    assert!(wrong * 100 <= fixes, "{wrong} of {fixes}");
    // And the closing ones.
    let open: String = whole.chars().filter(|c| !matches!(c, '?' | '!')).collect();
    assert_eq!(found(RULE, "es-ES", &open).len(), marks);
}

#[test]
fn kazakh_without_its_letters_is_found_and_its_words_are_mended() {
    const RULE: &str = "language/kazakh-stripped";
    let whole = film("kk");
    assert!(found(RULE, "kk", &whole).is_empty());
    let bare: String = whole.chars().map(plain).collect();
    let all = found(RULE, "kk", &bare);
    assert_eq!(all.iter().filter(|it| it.message.part == "track").count(), 1);
    // A word is told once, however often it stands.
    assert!((100..400).contains(&all.len()), "{}", all.len());
    for other in ["language/wrong-track", "language/wrong-language", "language/kazakh-harmony"] {
        assert!(found(other, "kk", &bare).is_empty(), "{other}");
    }
    // Every word that was changed is the film's again.
    let mended = fixed(&bare, all);
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>();
    let (whole, bare, mended) = (words(&whole), words(&bare), words(&mended));
    assert_eq!(whole.len(), mended.len());
    for ((was, lost), is) in whole.iter().zip(&bare).zip(&mended) {
        assert!(is == lost || is == was, "{was} {lost} {is}");
    }
}

#[test]
fn a_film_named_as_another_language_is_told_once() {
    for (is, named) in [("ru", "kk"), ("es-ES", "ru"), ("kk", "es-419"), ("kk", "ru"), ("ru", "es-ES")] {
        let text = film(is);
        assert_eq!(found("language/wrong-track", named, &text).len(), 1, "{is} as {named}");
        for other in ["wrong-language", "kazakh-harmony", "spanish-opening-mark", "spanish-variant"] {
            assert!(found(&format!("language/{other}"), named, &text).is_empty(), "{other}: {is} as {named}");
        }
    }
    // Letters mixed up.
    let swapped: String = film("kk")
        .chars()
        .map(|c| match c {
            'ұ' => 'ү',
            'ү' => 'ұ',
            'о' => 'ө',
            'ө' => 'о',
            other => other,
        })
        .collect();
    assert_eq!(found("language/kazakh-harmony", "kk", &swapped).len(), 1);
}
