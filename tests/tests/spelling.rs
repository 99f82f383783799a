//! The spelling engine over real dictionaries, where they are installed.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fs;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_qa::spelling::{Budget, Guess, Look, Spelling, WordList};
use tregua_tests::corpus::{root, shared};
use tregua_tests::spelling::{Installed, as_track};

fn look(shelf: &Installed, words: &WordList, raw: &[u8], lang: &str) -> Option<Look> {
    let lang = Lang::parse(lang).unwrap();
    let document = srt::parse(Source::open(raw, None, Some(lang.language())).unwrap());
    let track = srt::lower(&document);
    Spelling::new(shelf, words).with_budget(Budget::NONE).look(&track, &lang)
}

fn show(what: &str, look: &Look) {
    let of = |guess: fn(&Guess) -> bool| -> Vec<String> {
        let all = look.unknown.iter().filter(|unknown| guess(&unknown.guess));
        all.map(|unknown| format!("{}\u{d7}{}", unknown.word, unknown.count())).collect()
    };
    let wrong = of(|guess| *guess == Guess::Misspelt);
    let names = of(|guess| *guess == Guess::Name);
    let stripped = of(|guess| matches!(guess, Guess::Stripped(_)));
    eprintln!(
        "{what}: {} words, {} different: {} unknown, {} perhaps names, {} stripped; {} names learnt\n  {}\n  names: {}\n  stripped: {}\n  learnt: {}",
        look.words,
        look.different,
        wrong.len(),
        names.len(),
        stripped.len(),
        look.names.len(),
        wrong.join(" "),
        names.join(" "),
        stripped.join(" "),
        look.names.join(" ")
    );
}

#[test]
fn the_feature() {
    let shelf = Installed::find("the_feature");
    for lang in ["es-ES", "ru", "kk"] {
        let raw = fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
        let Some(found) = look(&shelf, &WordList::default(), &raw, lang) else { continue };
        show(lang, &found);
    }
}

#[test]
fn corpora() {
    let shelf = Installed::find("corpora");
    let Some(base) = shared() else { return };
    for (file, lang) in [
        ("text-udhr/kaz.txt", "kk"),
        ("text-udhr/rus.txt", "ru"),
        ("text-udhr/spa.txt", "es"),
        ("text-common-voice/kk-sentence-collector.txt", "kk"),
        ("text-common-voice/es-sentence-collector.txt", "es"),
        ("text-common-voice/ru-highsource-de-ru-translations.txt", "ru"),
        ("text-common-voice/ru-bakwc1.txt", "ru"),
    ] {
        let text = fs::read_to_string(base.join("corpora").join(file)).unwrap();
        let track = as_track(text.lines().filter(|l| !l.trim().is_empty()));
        let Some(found) = look(&shelf, &WordList::default(), track.as_bytes(), lang) else { continue };
        show(file, &found);
    }
}
