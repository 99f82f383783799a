//! The spelling engine with the dictionaries of this machine: the feature, planted misspellings, Kazakh without its
//! letters, and the texts of the folder beside the repository. What is not installed is said and left out.
//!
//! `docs/spelling.md` shows the tables that these tests print.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_qa::language::kazakh::plain;
use tregua_qa::spelling::{Budget, Guess, Look, Loss, Spelling, Stripped, WordList};
use tregua_tests::corpus::{files, root, shared};
use tregua_tests::spelling::{Dice, Installed, Slip, as_track, words_of};

/// The feature's tracks: the tag in the file's name, and the language's dictionary.
const TRACKS: [(&str, &str); 3] = [("es-ES", "es"), ("kk", "kk"), ("ru", "ru")];

fn feature(tag: &str) -> String {
    fs::read_to_string(root().join(format!("fixtures/feature/tregua-feature.{tag}.srt"))).unwrap()
}

/// Looks through a SubRip file without asking for suggestions.
fn look(shelf: &Installed, words: &WordList, raw: &str, lang: &str) -> Option<Look> {
    let lang = Lang::parse(lang).unwrap();
    let document = srt::parse(Source::open(raw.as_bytes(), None, Some(lang.language())).unwrap());
    let track = srt::lower(&document);
    let found = Spelling::new(shelf, words).with_budget(Budget::NONE).look(&track, &lang);
    for place in found.iter().flat_map(|look| &look.unknown).flat_map(|unknown| &unknown.places) {
        assert!(!place.span.of(raw).is_empty());
    }
    found
}

fn stripped(shelf: &Installed, raw: &str) -> Option<Stripped> {
    let lang = Lang::parse("kk").unwrap();
    let document = srt::parse(Source::open(raw.as_bytes(), None, Some("kk")).unwrap());
    Spelling::new(shelf, &WordList::default()).stripped(&srt::lower(&document), &lang)
}

fn misspelt(look: &Look) -> Vec<&str> {
    let all = look.unknown.iter().filter(|unknown| unknown.guess == Guess::Misspelt);
    all.map(|unknown| unknown.word.as_str()).collect()
}

/// The share in thousandths.
fn per_mille(part: usize, whole: usize) -> usize {
    part * 1000 / whole.max(1)
}

fn percent(part: usize, whole: usize) -> String {
    let tenths = per_mille(part, whole);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[test]
fn the_feature_has_few_unknown_words() {
    let shelf = Installed::find("the_feature_has_few_unknown_words");
    let list = WordList::parse(&fs::read_to_string(root().join("fixtures/feature/words.txt")).unwrap());
    for (tag, lang) in TRACKS {
        let raw = feature(tag);
        let Some(bare) = look(&shelf, &WordList::default(), &raw, tag) else { continue };
        let known = look(&shelf, &list, &raw, tag).unwrap();
        eprintln!(
            "{tag}: {} words, {} different; unknown {} without the film's word list, {} with it; {} forms of names learnt",
            bare.words,
            bare.different,
            bare.unknown.len(),
            known.unknown.len(),
            bare.names.len()
        );
        eprintln!(
            "  unknown: {}",
            bare.unknown.iter().map(|u| u.word.as_str()).collect::<Vec<_>>().join(" ")
        );
        assert!(bare.unknown.len() <= 30, "{lang}");
        let left: Vec<&str> = known.unknown.iter().map(|unknown| unknown.word.as_str()).collect();
        assert!(left.is_empty(), "{tag}: {left:?}");
    }
}

#[test]
fn planted_misspellings_are_found() {
    let shelf = Installed::find("planted_misspellings_are_found");
    let list = WordList::parse(&fs::read_to_string(root().join("fixtures/feature/words.txt")).unwrap());
    let mut table = String::from(
        "| track | slip | planted | other words | found | of non-words | false |\n|---|---|---|---|---|---|---|\n",
    );
    for (tag, lang) in TRACKS {
        let Some(dictionary) = shelf.get(lang) else { continue };
        let raw = feature(tag);
        let clean = look(&shelf, &list, &raw, tag).unwrap();
        let unknown: BTreeSet<String> = clean.unknown.iter().map(|u| u.word.to_lowercase()).collect();
        let words = words_of(&raw);
        let mut dice = Dice::new(20_261_128);
        let (mut planted_all, mut real_all, mut found_all, mut false_all) = (0, 0, 0, 0);
        for slip in Slip::ALL {
            let mut planted: BTreeMap<(usize, usize), String> = BTreeMap::new();
            while planted.len() < 300 {
                let (start, end) = words[dice.below(words.len())];
                if let Some(wrong) = slip.of(&raw[start..end], lang, &mut dice) {
                    planted.insert((start, end), wrong);
                }
            }
            let mut copy = String::new();
            let mut at = 0;
            for ((start, end), wrong) in &planted {
                copy.push_str(&raw[at..*start]);
                copy.push_str(wrong);
                at = *end;
            }
            copy.push_str(&raw[at..]);
            let found = look(&shelf, &list, &copy, tag).unwrap();
            let said: BTreeSet<String> = found.unknown.iter().map(|u| u.word.to_lowercase()).collect();
            // A slip that makes another word of the language is nothing a word list could find.
            let real = planted.values().filter(|wrong| dictionary.has(wrong)).count();
            let right = planted.values().filter(|wrong| said.contains(*wrong)).count();
            let wrongs: BTreeSet<&String> = planted.values().collect();
            let others =
                said.iter().filter(|word| !wrongs.contains(word) && !unknown.contains(*word)).count();
            table.push_str(&format!(
                "| {tag} | {slip:?} | {} | {real} | {right} | {} | {others} |\n",
                planted.len(),
                percent(right, planted.len() - real)
            ));
            planted_all += planted.len();
            (real_all, found_all, false_all) = (real_all + real, found_all + right, false_all + others);
        }
        table.push_str(&format!(
            "| {tag} | all | {planted_all} | {real_all} | {found_all} | {} | {false_all} |\n",
            percent(found_all, planted_all - real_all)
        ));
        let recall = per_mille(found_all, planted_all - real_all);
        assert!(recall >= if lang == "kk" { 940 } else { 980 }, "{tag}: {recall} of 1000 found\n{table}");
        let precision = per_mille(found_all, found_all + false_all);
        assert!(precision >= 980, "{tag}: {precision} of 1000 right\n{table}");
    }
    eprintln!("{table}");
}

#[test]
fn kazakh_suffixes_are_taken_off() {
    let shelf = Installed::find("kazakh_suffixes_are_taken_off");
    let Some(dictionary) = shelf.get("kk") else { return };
    let mut texts = vec![("the feature".to_owned(), feature("kk"), 20)];
    if let Some(base) = shared() {
        let read = |path: &str| fs::read_to_string(base.join("corpora").join(path)).unwrap_or_default();
        texts.push(("the Universal Declaration".to_owned(), as_track(read("text-udhr/kaz.txt").lines()), 30));
        // The other half was looked at while the suffixes were written.
        let voices = read("text-common-voice/kk-sentence-collector.txt");
        texts.push(("Common Voice, every second line".to_owned(), as_track(voices.lines().step_by(2)), 20));
    }
    eprintln!(
        "| text | words of four letters and more | unknown to the dictionary | with suffixes taken off |\n|---|---|---|---|"
    );
    for (name, raw, most) in texts.iter().filter(|(_, raw, _)| !raw.is_empty()) {
        let found = look(&shelf, &WordList::default(), raw, "kk").unwrap();
        let said: BTreeSet<String> = found.unknown.iter().map(|u| u.word.to_lowercase()).collect();
        let words: Vec<&str> = words_of(raw).into_iter().map(|(a, b)| &raw[a..b]).collect();
        let (all, alone) = (words.len(), words.iter().filter(|word| !dictionary.has(word)).count());
        let left = words.iter().filter(|word| said.contains(**word)).count();
        eprintln!("| {name} | {all} | {} | {} |", percent(alone, all), percent(left, all));
        assert!(per_mille(left, all) <= *most, "{name}: {:?}", misspelt(&found));
        assert!(
            per_mille(alone, all) >= 100,
            "the dictionary became a better one: say so in docs/spelling.md"
        );
    }
}

/// What a Kazakh text looks like after a code page without these letters.
fn without(text: &str, lost: &str) -> String {
    text.chars()
        .map(|c| if c.to_lowercase().any(|small| lost.contains(small)) { plain(c) } else { c })
        .collect()
}

#[test]
fn kazakh_letters_are_missed() {
    let shelf = Installed::find("kazakh_letters_are_missed");
    let raw = feature("kk");
    let Some(sound) = stripped(&shelf, &raw) else { return };
    eprintln!(
        "| letters lost | of 1000 letters one of the nine | verdict | words | restored, certain | as they were |\n|---|---|---|---|---|---|"
    );
    assert_eq!((sound.loss, sound.words.len()), (Loss::Words, 0), "{:?}", sound.words);
    for (lost, loss) in [("әғқңөұүһі", Loss::Track), ("әғқңөұүһ", Loss::Letters), ("қ", Loss::Letters)]
    {
        let bare = without(&raw, lost);
        let found = stripped(&shelf, &bare).unwrap();
        // The same letters in the same order, so that words pair by their places.
        let meant: Vec<&str> = words_of(&raw).into_iter().map(|(a, b)| &raw[a..b]).collect();
        let written: Vec<&str> = words_of(&bare).into_iter().map(|(a, b)| &bare[a..b]).collect();
        let pairs: BTreeMap<&str, &str> = written.into_iter().zip(meant).filter(|(a, b)| a != b).collect();
        let sure: BTreeMap<&str, &str> =
            found.words.iter().filter(|w| w.sure).map(|w| (w.word.as_str(), w.restored.as_str())).collect();
        let told = pairs.keys().filter(|word| sure.contains_key(*word)).count();
        let right = pairs.iter().filter(|(word, meant)| sure.get(*word) == Some(meant)).count();
        eprintln!(
            "| {lost} | {} | {:?} | {} | {} | {} |",
            found.per_mille(),
            found.loss,
            pairs.len(),
            percent(told, pairs.len()),
            percent(right, told)
        );
        assert_eq!(found.loss, loss, "{lost}");
        assert!(per_mille(told, pairs.len()) > 800 && per_mille(right, told) > 850, "{lost}: {told} {right}");
    }
}

/// All SubRip files of a language's folders, one behind the other.
fn joined(folder: &Path, lang: &str) -> String {
    let own = if lang == "es" { "spa" } else { "rus" };
    let all =
        files(folder).into_iter().filter(|path| path.parent().is_some_and(|parent| parent.ends_with(own)));
    let texts = all.map(|path| fs::read_to_string(path).unwrap().trim_start_matches('\u{feff}').to_owned());
    texts.map(|text| text + "\n\n").collect()
}

#[test]
fn real_texts_have_few_unknown_words() {
    let shelf = Installed::find("real_texts_have_few_unknown_words");
    let Some(base) = shared() else {
        eprintln!("real_texts_have_few_unknown_words: no folder of real texts");
        return;
    };
    let read = |path: &str| fs::read_to_string(base.join("corpora").join(path)).unwrap_or_default();
    eprintln!("| text | words | different | unknown | of them perhaps names |\n|---|---|---|---|---|");
    for (path, lang, most) in [
        ("text-udhr/spa.txt", "es", 5),
        ("text-udhr/rus.txt", "ru", 5),
        ("text-udhr/kaz.txt", "kk", 45),
        ("text-common-voice/es-sentence-collector.txt", "es", 35),
        ("text-common-voice/ru-highsource-de-ru-translations.txt", "ru", 20),
        ("text-common-voice/kk-sentence-collector.txt", "kk", 25),
        // Courses in the use of a program, with its English terms, and with many misspellings in Spanish.
        ("tracks-morevna-courses/output", "es", 120),
        ("tracks-morevna-courses/output", "ru", 35),
    ] {
        let raw = match path.ends_with(".txt") {
            true => as_track(read(path).lines()),
            false => joined(&base.join("corpora").join(path), lang),
        };
        let Some(found) = look(&shelf, &WordList::default(), &raw, lang).filter(|look| look.words > 0) else {
            continue;
        };
        let wrong = misspelt(&found);
        eprintln!(
            "| {path} | {} | {} | {} ({}) | {} |",
            found.words,
            found.different,
            found.unknown.len(),
            percent(found.unknown.len(), found.different),
            found.unknown.len() - wrong.len()
        );
        assert!(per_mille(found.unknown.len(), found.different) <= most, "{path}: {wrong:?}");
    }
}
