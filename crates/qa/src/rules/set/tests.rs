//! What set rules share: the odd one of three speaks, a late track is brought over, a lost one is left alone.

use crate::check::check_set;
use crate::message::Catalogue;
use crate::profile::{Profile, RuleSet, Selection};
use crate::programme::{Kind, Programme};
use crate::rule::Context;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tregua_parse::base::Lang;
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::Source;

/// When a cue begins, in milliseconds: gaps like those of dialogue.
fn begins(n: usize) -> usize {
    n * 4000 + n * n % 37 * 70
}

/// A track, in its language: what it says, and when each cue begins.
type Spoken<'t> = (&'t str, &'t [&'t str], fn(usize) -> usize);

/// What the set rules say: language, cue from 1, text.
fn found(tracks: &[Spoken<'_>], ignore: &[&str]) -> Vec<String> {
    let stamp = |ms: usize| {
        format!("{:02}:{:02}:{:02},{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
    };
    let text = |(_, cues, begins): &Spoken<'_>| {
        let mut out = String::new();
        for (n, cue) in cues.iter().enumerate() {
            let (from, to) = (begins(n), begins(n) + 2000);
            let _ = write!(out, "{}\n{} --> {}\n{cue}\n\n", n + 1, stamp(from), stamp(to));
        }
        out
    };
    let texts: Vec<String> = tracks.iter().map(text).collect();
    let format = by_name("srt").unwrap();
    let documents: Vec<_> = texts
        .iter()
        .map(|text| Source::open(text.as_bytes(), None, None).unwrap())
        .map(|source| (format.parse)(source, &ReadOptions::default()))
        .collect();
    let lowered: Vec<_> = documents.iter().map(|document| (format.lower)(document)).collect();
    let langs: Vec<Lang> = tracks.iter().map(|(lang, ..)| Lang::parse(lang).unwrap()).collect();
    let programme = Programme::default();
    let each = documents.iter().zip(&lowered).zip(&langs);
    let contexts: Vec<_> = each
        .map(|((document, track), lang)| Context::new(document, track, Some(lang), Kind::Full, &programme))
        .collect();
    let ignore = ignore.iter().map(|rule| (*rule).to_owned()).collect();
    let selection = Selection { select: vec!["set".to_owned()], ignore };
    let rules = RuleSet::new(&Profile::builtin("structure").unwrap(), &BTreeMap::new(), &selection).unwrap();
    let say = |found: &tregua_parse::base::Diagnostic| Catalogue::english().say(&found.message);
    let all = check_set(&contexts, &[&rules]);
    let lists = langs.iter().zip(&all);
    lists
        .flat_map(|(lang, list)| {
            list.iter()
                .map(move |it| format!("{} {}: {}", lang.as_str(), it.cue.map_or(0, |cue| cue + 1), say(it)))
        })
        .collect()
}

/// Sixty cues, of which the fifth is `text`.
fn sixty<'t>(usual: &'t str, text: &'t str) -> Vec<&'t str> {
    let mut out = vec![usual; 60];
    out[4] = text;
    out
}

#[test]
fn the_odd_one_of_three_is_told_once() {
    let es = sixty("Ven.", "Son treinta.");
    let ru = sixty("Иди.", "Их тридцать.");
    let (kk, bad) = (sixty("Кел.", "Олар отыз."), sixty("Кел.", "Олар елу."));
    let run = |es: &[&str], ru: &[&str], kk: &[&str]| {
        found(&[("es", es, begins), ("ru", ru, begins), ("kk", kk, begins)], &[])
    };
    assert_eq!(run(&es, &ru, &kk), [""; 0]);
    assert_eq!(run(&es, &ru, &bad), ["kk 5: “елу” stands here, “treinta” in the es track"]);
    let es = sixty("Ven.", "Son noventa.");
    assert_eq!(run(&es, &ru, &kk), ["es 5: “noventa” stands here, “тридцать” in the ru track"]);
    let es = sixty("Ven.", "¿Treinta?");
    assert_eq!(run(&es, &ru, &kk), ["es 5: the cue ends in a question; the ru track asks nothing here"]);
}

#[test]
fn a_late_track_is_brought_over() {
    let es = sixty("Ven.", "Son treinta.");
    let ru = sixty("Иди.", "Их сорок.");
    let late: fn(usize) -> usize = |n| begins(n) + 2500;
    let drift = ["set/drift"];
    let wanted = ["ru 5: “сорок” stands here, “treinta” in the es track"];
    assert_eq!(found(&[("es", &es, begins), ("ru", &ru, late)], &drift), wanted);
    let from_the_middle: fn(usize) -> usize = |n| begins(n) + if n < 30 { 0 } else { 7000 };
    assert_eq!(found(&[("es", &es, begins), ("ru", &ru, from_the_middle)], &drift), wanted);
}

#[test]
fn a_track_of_another_film_is_left_alone() {
    let es = sixty("Ven.", "Son treinta.");
    let ru = sixty("Иди?", "Их сорок.");
    let other: fn(usize) -> usize = |n| 300 + n * 3650 + n * n * n % 41 * 90;
    assert_eq!(found(&[("es", &es, begins), ("ru", &ru, other)], &["set/drift", "set/wrong-file"]), [""; 0]);
}

#[test]
fn what_languages_share_is_not_untranslated() {
    let line = "Je ne regrette rien du tout.";
    let run = |tracks: [(&str, &str, &str); 3]| {
        let tracks = tracks.map(|(lang, usual, text)| (lang, sixty(usual, text)));
        let tracks: Vec<Spoken<'_>> = tracks
            .iter()
            .map(|(lang, cues)| (*lang, cues.as_slice(), begins as fn(usize) -> usize))
            .collect();
        found(&tracks, &[])
    };
    assert_eq!(run([("en", "Come.", line), ("de", "Komm.", line), ("pt", "Vem.", line)]), [""; 0]);
    let de = "Ich bereue das alles nicht.";
    let pt = "Não me arrependo de nada.";
    assert_eq!(
        run([
            ("en", "Come.", "Hotel Adlon, Berlin."),
            ("de", "Komm.", "Hotel Adlon, Berlin."),
            ("pt", "Vem.", pt)
        ]),
        [""; 0]
    );
    let en = "I do not regret any of it.";
    assert_eq!(
        run([("en", "Come.", en), ("de", "Komm.", de), ("pt", "Vem.", en)]),
        ["pt 5: the same text as in the en track"]
    );
}

#[test]
fn a_track_that_is_another_ones_is_told_once() {
    let en = ["I do not know.", "Where have you been?", "We have to leave now.", "Give me a hand with it."]
        .repeat(5);
    let tracks: [Spoken<'_>; 2] = [("en", &en, begins), ("fr", &en, begins)];
    assert_eq!(found(&tracks, &[]), ["fr 1: 20 of 20 cues say the same as the en track"]);
}
