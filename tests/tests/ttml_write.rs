//! The written forms of TTML: the feature, every SubRip file and every TTML file there is, written in each and read
//! again.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::PathBuf;
use tregua_parse::base::{Lang, Severity};
use tregua_parse::format::write::{Body, Target, WriteError, write};
use tregua_parse::format::{Format, ReadOptions, by_name, lower, srt};
use tregua_parse::model::{Colour, LossKind, Style, Track};
use tregua_parse::source::Source;
use tregua_parse::syntax::{Document, ProblemKind};
use tregua_parse::time::{FrameRate, Time};
use tregua_tests::corpus::{everything, files, root, shared};

const FORMS: [&str; 4] = ["imsc", "ebu-tt-d", "netflix-ttml", "itt"];

fn form(id: &str) -> &'static Format {
    by_name(id).unwrap()
}

/// The track in a form; `None` where it holds a time before zero.
fn spelt(track: &Track<'_>, id: &str, lang: &str, rate: Option<FrameRate>) -> Option<String> {
    let lang = Lang::parse(lang).unwrap();
    let target = Target { lang: Some(&lang), rate, ..Target::default() };
    match write(track, form(id).write.unwrap(), &target) {
        Ok(written) => match written.body {
            Body::Text(text) => Some(text),
            Body::Bytes(_) => panic!("bytes"),
        },
        Err(WriteError::Time { .. }) => None,
        Err(error) => panic!("{id}: {error}"),
    }
}

fn read(text: &str) -> Document<'_> {
    (by_name("ttml").unwrap().parse)(
        Source::open(text.as_bytes(), None, None).unwrap(),
        &ReadOptions::default(),
    )
}

/// What is said of a written file above "info", but that it is empty where it must be.
fn wrong(document: &Document<'_>, track: &Track<'_>) -> Vec<String> {
    let graver = |kind: ProblemKind| match kind {
        ProblemKind::Own(fault) => fault.level == Severity::Error,
        ProblemKind::NoCues => !document.cues.is_empty(),
        _ => true,
    };
    let all = document.problems.iter().chain(&track.problems).filter(|problem| graver(problem.kind));
    all.map(|problem| format!("{} at {}", problem.kind.message(), problem.span.of(document.source.text())))
        .collect()
}

/// The text of each cue that has times, line by line, with its times. Without signs XML does not have.
fn shown(track: &Track<'_>) -> Vec<(Time, Time, Vec<String>)> {
    let line = |line| {
        let text = track.text_of(line);
        text.chars()
            .filter(|c| *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || *c == '\t')
            .collect::<String>()
    };
    let cues = track.cues.iter().filter_map(|cue| {
        let (start, end) = cue.times?;
        // An empty line alone is no line.
        let lines: Vec<String> = track.lines_of(cue).iter().map(line).collect();
        Some((start, end, if lines == [""] { Vec::new() } else { lines }))
    });
    cues.collect()
}

/// How far times may be off: cut off to the millisecond, or moved to a frame.
fn compare(name: &str, id: &str, track: &Track<'_>, back: &Track<'_>, rate: Option<FrameRate>) {
    let (old, new) = (shown(track), shown(back));
    assert_eq!(old.len(), new.len(), "{name} as {id}");
    let frame = rate.filter(|_| id == "itt").and_then(|rate| rate.time_of(1));
    let most = frame.unwrap_or(Time::from_millis(if rate.is_some() { 2 } else { 1 }).unwrap());
    for (a, b) in old.iter().zip(&new) {
        assert_eq!(a.2, b.2, "{name} as {id}");
        for (a, b) in [(a.0, b.0), (a.1, b.1)] {
            assert!(a.saturating_sub(b).abs() < most, "{name} as {id}: {a} is {b}");
        }
    }
}

/// Letters in their looks. White is where three of the forms begin.
fn looks(track: &Track<'_>) -> Vec<(String, Style)> {
    let mut out: Vec<(String, Style)> = Vec::new();
    for run in &track.runs {
        let colour = run.style.colour.filter(|colour| *colour != Colour::WHITE);
        let style = Style { colour, ..run.style };
        match out.last_mut() {
            Some((text, last)) if *last == style => text.push_str(&run.text),
            _ => out.push((run.text.to_string(), style)),
        }
    }
    out
}

#[test]
fn the_feature_is_written_and_read_again() {
    for lang in ["kk", "ru", "es-ES"] {
        let raw = fs::read(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
        let source = srt::parse(Source::open(&raw, None, None).unwrap());
        let track = srt::lower(&source);
        for id in FORMS {
            for rate in [None, Some(FrameRate::F24)] {
                if id == "itt" && rate.is_none() {
                    continue;
                }
                let file = spelt(&track, id, lang, rate).unwrap();
                let document = read(&file);
                let back = lower(&document);
                assert_eq!(wrong(&document, &back), [] as [String; 0], "{id} {lang}");
                compare(lang, id, &track, &back, rate);
                assert_eq!(looks(&track), looks(&back), "{id} {lang}");
                assert_eq!(back.lang.as_deref(), Some(lang));
                let aligns = |track: &Track<'_>| -> Vec<u8> {
                    track.cues.iter().map(|cue| cue.align.unwrap_or(2)).collect()
                };
                assert_eq!(aligns(&track), aligns(&back), "{id} {lang}");
                if rate.is_none() {
                    assert_eq!(shown(&track), shown(&back), "{id} {lang}: not exact");
                }
                // Every time is on the frame it was meant for, by the rule of IMSC.
                for (a, b) in track.cues.iter().zip(&back.cues).filter(|_| rate.is_some()) {
                    let ((a1, a2), (b1, b2)) = (a.times.unwrap(), b.times.unwrap());
                    for (a, b) in [(a1, b1), (a2, b2)] {
                        assert_eq!(
                            FrameRate::F24.nearest_frame(a),
                            FrameRate::F24.frames_at_least(b),
                            "{id}: {a}"
                        );
                    }
                }
                eprintln!("{id}: {} cues of {lang} in {} bytes", back.cues.len(), file.len());
            }
        }
    }
}

#[test]
fn every_subrip_file_is_written_and_read_again() {
    let (mut tried, mut cues) = (0, 0);
    for sample in everything("ttml_write") {
        let source = sample.document();
        // Letters that could not be read for certain are not written.
        if !source.source.is_decided() {
            continue;
        }
        let track = srt::lower(&source);
        for id in FORMS {
            let rate = (id == "itt").then_some(FrameRate::F25);
            let Some(file) = spelt(&track, id, "kk", rate) else { continue };
            let document = read(&file);
            let back = lower(&document);
            let wrong = wrong(&document, &back);
            assert_eq!(wrong, [] as [String; 0], "{} as {id}", sample.name);
            compare(&sample.name, id, &track, &back, rate);
            (tried, cues) = (tried + 1, cues + back.cues.len());
        }
    }
    eprintln!("ttml_write: {tried} files with {cues} cues");
}

/// TTML files of the fixtures and of the folder beside the repository.
fn ttml() -> Vec<PathBuf> {
    let mut all = files(&root().join("fixtures"));
    all.extend(shared().iter().flat_map(|shared| files(&shared.join("corpora"))));
    let ttml = |path: &PathBuf| {
        let extension = path.extension().map(|it| it.to_ascii_lowercase());
        extension.is_some_and(|it| ["ttml", "xml", "dfxp", "itt"].iter().any(|own| it == *own))
    };
    all.into_iter().filter(ttml).collect()
}

#[test]
fn every_ttml_file_is_written_and_read_again() {
    let (mut tried, mut cues, mut places) = (0, 0, 0);
    for path in ttml() {
        let (name, raw) = (path.to_string_lossy().into_owned(), fs::read(&path).unwrap());
        let Ok(source) = Source::open(&raw, None, None) else { continue };
        let ttml = by_name("ttml").unwrap();
        let source = (ttml.parse)(source, &ReadOptions::default());
        if !source.source.is_decided() || source.cues.is_empty() {
            continue;
        }
        let track = lower(&source);
        for id in FORMS {
            let rate = (id == "itt").then_some(FrameRate::F25);
            let Some(file) = spelt(&track, id, "en", rate) else { continue };
            let document = read(&file);
            let back = lower(&document);
            assert_eq!(wrong(&document, &back), [] as [String; 0], "{name} as {id}\n{file}");
            let texts = |track: &Track<'_>| shown(track).into_iter().map(|cue| cue.2).collect::<Vec<_>>();
            if id == "imsc" {
                assert_eq!(texts(&track), texts(&back), "{name} as {id}\n{file}");
                places += track
                    .cues
                    .iter()
                    .filter(|cue| cue.details.as_ref().is_some_and(|it| !it.place.is_plain()))
                    .count();
            }
            (tried, cues) = (tried + 1, cues + back.cues.len());
        }
    }
    eprintln!("ttml_write: {tried} TTML files with {cues} cues, {places} of them with places");
}

#[test]
fn regions_that_are_shown_together_never_touch() {
    let mut checked = 0;
    for path in ttml() {
        let raw = fs::read(&path).unwrap();
        let Ok(source) = Source::open(&raw, None, None) else { continue };
        let source = (by_name("ttml").unwrap().parse)(source, &ReadOptions::default());
        if !source.source.is_decided() {
            continue;
        }
        let track = lower(&source);
        let Some(file) = spelt(&track, "imsc", "en", None) else { continue };
        let field = |part: &str, name: &str| {
            let rest = part.split_once(&format!(" {name}=\""))?.1;
            rest.split('"').next().map(str::to_owned)
        };
        // In thousandths of a percent.
        let numbers = |text: String| -> Vec<i64> {
            let number = |n: &str| {
                let (whole, part) =
                    n.trim_end_matches('%').split_once('.').unwrap_or((n.trim_end_matches('%'), ""));
                whole.parse::<i64>().unwrap() * 1000 + format!("{part:0<3}").parse::<i64>().unwrap()
            };
            text.split(' ').map(number).collect()
        };
        let regions: Vec<(String, Vec<i64>, Vec<i64>)> = (file.split("<region").skip(1))
            .map(|part| {
                let get = |name: &str| field(part, name).unwrap();
                (get("xml:id"), numbers(get("tts:origin")), numbers(get("tts:extent")))
            })
            .collect();
        let cues: Vec<(String, String, String)> = (file.split("<p ").skip(1))
            .map(|part| {
                let part = format!(" {part}");
                let get = |name: &str| field(&part, name).unwrap();
                (get("begin"), get("end"), get("region"))
            })
            .collect();
        for (begin, _, _) in &cues {
            let mut on: Vec<&String> =
                cues.iter().filter(|cue| cue.0 <= *begin && *begin < cue.1).map(|cue| &cue.2).collect();
            on.sort();
            on.dedup();
            assert!(on.len() <= 4, "{}: {on:?}", path.display());
            let on: Vec<_> = regions.iter().filter(|region| on.contains(&&region.0)).collect();
            for (n, a) in on.iter().enumerate() {
                for b in &on[n + 1..] {
                    let meet = |i: usize| a.1[i] < b.1[i] + b.2[i] && b.1[i] < a.1[i] + a.2[i];
                    assert!(!(meet(0) && meet(1)), "{}: {} and {}", path.display(), a.0, b.0);
                    checked += 1;
                }
            }
        }
    }
    eprintln!("ttml_write: {checked} pairs of regions");
}

#[test]
fn what_is_lost_is_said() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\n<s>Тоқта!</s>\n\n2\n00:00:03,001 --> 00:00:04,000\n{\\an4}Кім бұл?\n";
    let source = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
    let track = srt::lower(&source);
    let lang = Lang::parse("kk").unwrap();
    let target = Target { lang: Some(&lang), rate: Some(FrameRate::F25), ..Target::default() };
    let lost = |id: &str| -> Vec<(LossKind, Option<u32>)> {
        let written = write(&track, form(id).write.unwrap(), &target).unwrap();
        written.losses.iter().map(|loss| (loss.kind, loss.cue)).collect()
    };
    use LossKind::{Align, Strike, Time};
    assert_eq!(lost("imsc"), []);
    assert_eq!(lost("netflix-ttml"), [(Strike, Some(0))]);
    assert_eq!(lost("itt"), [(Strike, Some(0)), (Time, Some(1)), (Align, Some(1))]);
}
