//! The language of single cues, on sentences that nobody looked at when the identification was made.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "part of a test, though the compiler cannot know it"
)]

use std::collections::BTreeMap;
use std::path::Path;
use tregua_parse::format::{ReadOptions, by_name};
use tregua_parse::source::Source;
use tregua_qa::language::{Tongue, identify};
use tregua_tests::corpus::{files, root, shared};

/// Letters a cue must have more than to count.
const LETTERS: usize = 15;

fn lines(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The feature's own dialogue.
fn feature() -> Vec<(Tongue, String)> {
    let rows = lines(&root().join("fixtures/feature/script.tsv"));
    let tongues = [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian];
    let cells = rows.iter().filter(|row| !row.starts_with('#')).flat_map(|row| {
        let cells: Vec<String> = row.split('\t').skip(1).map(|cell| cell.replace('|', "\n")).collect();
        tongues.into_iter().zip(cells)
    });
    cells.collect()
}

/// Sentences of the shared folder: read aloud by volunteers (es, kk, ru), and the cues of English tracks.
fn held_out() -> Vec<(Tongue, String)> {
    let Some(shared) = shared() else { return Vec::new() };
    let corpora = shared.join("corpora");
    let mut out = Vec::new();
    for (file, tongue) in [
        ("text-common-voice/es-sentence-collector.txt", Tongue::Spanish),
        ("text-common-voice/kk-sentence-collector.txt", Tongue::Kazakh),
        ("text-common-voice/ru-bakwc1.txt", Tongue::Russian),
        ("text-common-voice/ru-highsource-de-ru-translations.txt", Tongue::Russian),
        ("text-udhr/kaz.txt", Tongue::Kazakh),
        ("text-udhr/rus.txt", Tongue::Russian),
        ("text-udhr/spa.txt", Tongue::Spanish),
    ] {
        out.extend(lines(&corpora.join(file)).into_iter().map(|line| (tongue, line)));
    }
    // Tracks made by people: the language is in the file's name, or is the folder's.
    for folder in ["tracks-ableplayer", "tracks-elephantsdream", "tracks-morevna-courses/output"] {
        for path in files(&corpora.join(folder)) {
            let Some(tongue) = tongue_of(&path) else { continue };
            let raw = std::fs::read(&path).unwrap_or_default();
            let format = by_name(if path.extension().is_some_and(|e| e == "vtt") { "vtt" } else { "srt" });
            let source = Source::open(&raw, None, None).unwrap();
            let format = format.unwrap();
            let document = (format.parse)(source, &ReadOptions::default());
            let track = (format.lower)(&document);
            for cue in &track.cues {
                let text: Vec<String> = track.lines_of(cue).iter().map(|line| track.text_of(line)).collect();
                out.push((tongue, text.join("\n")));
            }
        }
    }
    out
}

fn tongue_of(path: &Path) -> Option<Tongue> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent()?.file_name()?.to_string_lossy().into_owned();
    match folder.as_str() {
        "eng" if name.ends_with(".srt") => Some(Tongue::English),
        "rus" if name.ends_with(".srt") => Some(Tongue::Russian),
        "spa" if name.ends_with(".srt") => Some(Tongue::Spanish),
        _ if name.ends_with("_en.vtt") || name.ends_with(".en.vtt") => Some(Tongue::English),
        _ => None,
    }
}

#[derive(Default, Clone, Copy)]
struct Score {
    all: usize,
    right: usize,
    silent: usize,
}

impl Score {
    /// Per mille.
    fn share(self) -> usize {
        self.right * 1000 / self.all.max(1)
    }
}

fn judge(name: &str, sentences: &[(Tongue, String)]) -> BTreeMap<&'static str, Score> {
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let (mut slavic, mut crossed) = (0, 0);
    for (tongue, text) in
        sentences.iter().filter(|(_, t)| t.chars().filter(|c| c.is_alphabetic()).count() > LETTERS)
    {
        let found = identify(text).tongue;
        let score = scores.entry(tongue.tag()).or_default();
        score.all += 1;
        score.right += usize::from(found == Some(*tongue));
        score.silent += usize::from(found.is_none());
        let pair = [Tongue::Kazakh, Tongue::Russian];
        if pair.contains(tongue) {
            slavic += 1;
            crossed += usize::from(found != Some(*tongue) && found.is_some_and(|it| pair.contains(&it)));
        }
        if found != Some(*tongue) && std::env::var("SHOW").is_ok() {
            eprintln!("{name}: {} taken for {found:?}: {}", tongue.tag(), text.replace('\n', " | "));
        }
    }
    for (tag, score) in &scores {
        let Score { all, right, silent } = *score;
        eprintln!(
            "{name}: {tag}: {right} of {all} right ({} per mille), {silent} without an answer",
            score.share()
        );
    }
    eprintln!("{name}: {crossed} of {slavic} Kazakh and Russian sentences taken for the other");
    assert!(crossed * 100 <= slavic, "{name}: Kazakh and Russian: {crossed} of {slavic}");
    scores
}

#[test]
fn the_features_dialogue_is_told() {
    let scores = judge("feature", &feature());
    assert_eq!(scores.len(), 3);
    assert!(scores.values().all(|score| score.all > 500 && score.share() >= 970));
}

#[test]
fn held_out_sentences_are_told() {
    let sentences = held_out();
    eprintln!("held_out_sentences_are_told: {} sentences of the shared folder", sentences.len());
    if sentences.is_empty() {
        return;
    }
    let scores = judge("held out", &sentences);
    assert_eq!(scores.len(), 4);
    assert!(scores.values().all(|score| score.all > 200 && score.share() >= 970));
}
