//! Fixes and findings on files that once went wrong.

use super::*;
use crate::profile::{Profile, Selection};
use crate::programme::{Kind, Programme};
use std::collections::BTreeMap;
use tregua_parse::base::{Applicability, Lang};
use tregua_parse::format::srt;
use tregua_parse::model::Track;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;

const T: &str = "1\n00:00:01,000 --> 00:00:04,000\n";

fn rules(lang: &Lang) -> RuleSet {
    let profile = Profile::builtin(crate::profile::for_language(lang)).unwrap();
    RuleSet::new(&profile, &BTreeMap::new(), &Selection::default()).unwrap()
}

fn programme(fps: Option<&str>) -> Programme {
    Programme { frame_rate: fps.map(|f| f.parse().unwrap()), ..Programme::default() }
}

fn found(text: &str, lang: &str) -> Vec<(&'static str, String)> {
    let lang = Lang::parse(lang).unwrap();
    let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&document);
    let programme = programme(None);
    let context = Context::new(&document, &track, Some(&lang), Kind::Full, &programme);
    check(&context, &rules(&lang))
        .into_iter()
        .map(|d| (d.rule, crate::message::Catalogue::english().say(&d.message)))
        .collect()
}

/// A SubRip file to be fixed.
fn input<'a>(text: &'a str, lang: &'a Lang, film: &'a Programme) -> FixInput<'a> {
    FixInput {
        reading: tregua_parse::format::ReadOptions::default(),
        raw: text.as_bytes(),
        format: &srt::FORMAT,
        encoding: None,
        lang: Some(lang),
        kind: Kind::Full,
        programme: film,
        counts: None,
    }
}

fn fixed_at(text: &str, lang: &str, least: Applicability, fps: Option<&str>) -> (String, Fixed) {
    let lang = Lang::parse(lang).unwrap();
    let film = programme(fps);
    let input = input(text, &lang, &film);
    let once = fix(&input, &rules(&lang), least).unwrap();
    let again = fix(&FixInput { raw: &once.bytes, ..input }, &rules(&lang), least).unwrap();
    assert_eq!(again.bytes, once.bytes, "a second run changes nothing");
    (String::from_utf8(once.bytes.clone()).unwrap(), once)
}

fn safe(text: &str, lang: &str) -> String {
    fixed_at(text, lang, Applicability::Safe, None).0
}

fn all(text: &str, lang: &str) -> String {
    fixed_at(text, lang, Applicability::Unsafe, None).0
}

/// A finding may be known by its cue's words, as a baseline knows it: once they change it counts.
#[test]
fn what_counts_anew_is_no_harm() {
    let lang = Lang::parse("es").unwrap();
    let text = format!("{T}<i>Nadie  nos espera.\n");
    let counts = |document: &Document<'_>, _: &Track<'_>, found: Vec<Diagnostic>| {
        let known = document.source.text() == text;
        found.into_iter().filter(|one| one.rule != "text/markup" || !known).collect()
    };
    let film = programme(None);
    let input = FixInput { counts: Some(&counts), ..input(&text, &lang, &film) };
    let fixed = fix(&input, &rules(&lang), Applicability::Safe).unwrap();
    assert_eq!(fixed.bytes, format!("{T}<i>Nadie nos espera.\n").into_bytes());
    assert_eq!((fixed.refused, fixed.remaining.len()), (0, 1));
}

#[test]
fn a_fix_that_the_format_rounds_away_is_none() {
    // On the frames of a broadcast at 29.97; a film's 24 have no place among them.
    let text = "Scenarist_SCC V1.0\n\n00:00:01:02\t94ae 94ae 9420 9420 9470 9470 c8e9 942f 942f\n\n00:00:03:04\t942c 942c\n";
    let (lang, film) = (Lang::parse("en").unwrap(), programme(Some("24")));
    let input = FixInput { format: &tregua_parse::format::scc::FORMAT, ..input(text, &lang, &film) };
    let fixed = fix(&input, &rules(&lang), Applicability::Unsafe).unwrap();
    assert!(fixed.remaining.iter().any(|found| found.rule == "timing/off-grid"), "{:?}", fixed.remaining);
    assert_eq!(fixed.bytes, text.as_bytes());
    assert_eq!(fixed.settled, BTreeMap::new());
    assert!(fixed.refused > 0);
}

#[test]
fn the_largest_counter_is_no_overflow() {
    let text = "18446744073709551614\n00:00:01,000 --> 00:00:04,000\nA\n\n18446744073709551615\n00:00:05,000 --> 00:00:06,000\nB\n\n1a\n00:00:07,000 --> 00:00:08,000\nC\n";
    assert!(found(text, "es").iter().any(|(rule, _)| *rule == "file/numbering"));
}

#[test]
fn safe_fixes_take_no_words() {
    for text in [
        format!("{T}- ¿Vienes?\n\n¡No!\n00:00:05,000 --> 00:00:07,000\nAdiós\n"),
        "1\n00:00:01,000 -> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000 Hola amigo\nmío\n".to_owned(),
        format!("{T}Hola\n\n3a\n00:00:05,000 --> 00:00:07,000\nAdiós\n"),
    ] {
        let after = safe(&text, "es");
        for word in text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)) {
            assert!(after.contains(word), "{word} is gone from {after}");
        }
    }
    let glued = safe("1\n00:00:03,000 --> 00:00:04,000 Hola amigo\nmío\n", "es");
    assert!(glued.contains("00:00:04,000 Hola"), "{glued}");
}

#[test]
fn look_alikes_become_letters_of_the_tracks_language() {
    for (wrong, right) in [("HEТ", "НЕТ"), ("XAОC", "ХАОС"), ("хopo", "хоро"), ("PОCT", "РОСТ")]
    {
        assert_eq!(safe(&format!("{T}{wrong}, друзья мои\n"), "ru"), format!("{T}{right}, друзья мои\n"));
    }
    assert_eq!(safe(&format!("{T}El pоlvo del camino\n"), "es"), format!("{T}El polvo del camino\n"));
}

#[test]
fn one_change_closes_all_tags_of_a_cue() {
    let after = all(&format!("{T}<i>A\n<b>q\n"), "es");
    assert_eq!(after, format!("{T}<i>A\n<b>q</b></i>\n"));
    // What is taken away whole leaves no blank line.
    let text = format!(
        "{T}Hola\n\n2\n00:00:05,000 --> 00:00:07,000\n</i>\nA\n\n3\n00:00:08,000 --> 00:00:09,000\nB\n"
    );
    assert_eq!(all(&text, "es"), text.replace("</i>\n", ""));
}

#[test]
fn one_harmful_fix_does_not_stop_the_others() {
    // Letting the first cue stay longer would make it last more than seven seconds.
    let text = "1\n00:00:01,000 --> 00:00:08,000\nHola\n\n2\n00:00:08,250 --> 00:00:10,000\nAmigo\n\n3\n00:00:10,250 --> 00:00:12,000\nmío\n";
    let (after, fixed) = fixed_at(text, "es", Applicability::Unsafe, Some("24"));
    assert_eq!(after, text.replace("--> 00:00:10,000", "--> 00:00:10,167"));
    assert_eq!(fixed.settled.get("timing/gap-in-chaining-zone"), Some(&1));
}

#[test]
fn kazakh_read_in_the_wrong_code_page() {
    let text = format!("{T}јділдіктіѕ жјне жалпыєа, Їлкен їй\n");
    assert_eq!(all(&text, "kk"), format!("{T}әділдіктің және жалпыға, Үлкен үй\n"));
    assert!(found(&format!("{T}¥лы дала\n"), "kk").iter().any(|(rule, _)| *rule == "language/kazakh-letter"));
    // A Ukrainian letter alone does not say which Kazakh one was meant.
    let name = format!("{T}Бұл – Київ қаласы\n");
    assert_eq!(all(&name, "kk"), name);
}

#[test]
fn what_nobody_sees_does_not_count() {
    let lines = |text: &str| found(text, "es").iter().any(|(rule, _)| *rule == "text/too-many-lines");
    assert!(!lines(&format!("{T}{{\\an8}}\nHola\ntres\n")) && !lines(&format!("{T}Hola\n<i></i>\ntres\n")));
    let long = |text: &str| found(text, "es").iter().any(|(rule, _)| *rule == "text/line-too-long");
    let forty = "abcdefghi ".repeat(4);
    assert!(!long(&format!("{T}{forty}\\hy\n")) && long(&format!("{T}{forty}x\\hy\n")));
}

#[test]
fn a_rule_lists_so_many_findings_and_tells_how_many_more_there_are() {
    let text = format!("1\n{}", "00:00:01,000 --> 00:00:02,000\n".repeat(crate::rule::MOST + 20));
    let empty: Vec<_> =
        found(&text, "es").into_iter().filter(|(rule, _)| *rule == "text/empty-cue").collect();
    assert_eq!(empty.len(), crate::rule::MOST + 1);
    let told: Vec<_> = empty.iter().filter(|(_, said)| said.contains("not listed")).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].1.ends_with(": 20"), "{told:?}");
    // As many as are listed are all of them.
    let text = format!("1\n{}", "00:00:01,000 --> 00:00:02,000\n".repeat(crate::rule::MOST));
    assert!(!found(&text, "es").iter().any(|(_, said)| said.contains("not listed")));
}

#[test]
fn a_stretch_is_mended_in_one_piece() {
    let fix = |text: &str, rule: &str| {
        let lang = Lang::parse("es").unwrap();
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let programme = programme(None);
        let context = Context::new(&document, &track, Some(&lang), Kind::Full, &programme);
        let found = check(&context, &rules(&lang));
        let fix = found.into_iter().find(|it| it.rule == rule).and_then(|it| it.fix);
        fix.unwrap().edits.iter().map(|edit| (edit.span.len(), edit.with.len())).collect::<Vec<_>>()
    };
    let blanks = " ".repeat(5000);
    assert_eq!(fix(&format!("{T}Hola{blanks}mundo.\n"), "text/stray-space"), [(4999, 0)]);
    assert_eq!(
        fix(&format!("{T}Hola{blanks}<i>{blanks}mundo.</i>\n"), "text/stray-space"),
        [(4999, 0), (5000, 0)]
    );
    assert_eq!(fix(&format!("{T}Hola  <i>\t</i>\n"), "text/stray-space"), [(2, 0), (1, 0)]);
    assert_eq!(fix(&format!("{T}Hola <i> mundo.</i>\n"), "text/stray-space"), [(1, 0)]);
    // Each carriage return is a line end of its own; those in a row are one edit.
    let text = format!("{T}Hola.\n{}\n{}", "\r".repeat(3000), T.replace('1', "2"));
    assert_eq!(fix(&text, "file/line-ends").len(), 1);
}
