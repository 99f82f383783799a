//! The conversion matrix: every pair of formats that are written, there and back, over the feature. What is not the
//! same afterwards is in the lists of losses; nothing differs without a word.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use tregua_parse::base::Lang;
use tregua_parse::format::write::{Target, WriteError, Written, write};
use tregua_parse::format::{FORMATS, Format};
use tregua_parse::model::{LossKind, Style, Track};
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::par;
use tregua_qa::script::{Table, to_latin};
use tregua_tests::corpus::root;
use tregua_tests::formats::{bytes, parse};

/// One language of the feature, with what a plain track does not have put in at a few places.
struct Sample {
    lang: Lang,
    text: String,
}

/// How many cues of the feature go through the whole matrix; the first pairs take all of it.
const SOME: usize = 120;

fn sample(tag: &str, cues: usize) -> Sample {
    let path = root().join(format!("fixtures/feature/tregua-feature.{tag}.srt"));
    let all = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let mut text: String =
        all.trim_start_matches('\u{feff}').split_inclusive("\n\n").take(cues).collect::<String>();
    let words = match tag {
        "kk" => ["Сәлем", "жолдас", "Қарағанды"],
        "ru" => ["Привет", "товарищ", "Караганда"],
        _ => ["Hola", "camarada", "Karaganda"],
    };
    let [a, b, c] = words;
    let lines = [
        format!("{{\\an8}}{a}, {b}!"),
        format!("<b>{a}</b>, <u>{b}</u>."),
        format!("<i>{a}, <b>{b}</b></i> {c}"),
        format!("<font color=\"#ffff00\">{a}</font>\n- {b}"),
        format!("<s>{a}</s>"),
        format!("{{\\an5}}{a} & {b}"),
        format!("{a} < {b} > {c} --> {{{a}}}"),
        format!("{a}\\N{b}|{c} [br] /{a}"),
        format!("\u{266a} {a} {b} \u{266a}\n1984"),
    ];
    for (n, line) in lines.iter().enumerate() {
        let at = |s: usize, f: usize| format!("02:31:{s:02},{f:03}");
        let _ = write!(text, "{}\n{} --> {}\n{line}\n\n", 9000 + n, at(n * 3, 0), at(n * 3 + 2, 500));
    }
    Sample { lang: Lang::parse(tag).unwrap(), text }
}

/// The three languages, and Kazakh in Latin letters, which EBU STL can hold.
fn samples(cues: usize) -> [Sample; 4] {
    let latin = Sample {
        lang: Lang::parse("kk-Latn").unwrap(),
        text: to_latin(&sample("kk", cues).text, Table::Latin2021).text,
    };
    [sample("es-ES", cues), sample("kk", cues), sample("ru", cues), latin]
}

/// The rate a format is written at: captions count at 29.97, television at 25, the film runs at 24.
fn rate(format: &Format) -> FrameRate {
    let rate = match format.id {
        "scc" => "29.97",
        "stl" | "microdvd" => "25",
        _ => "24",
    };
    rate.parse().unwrap()
}

fn spell(track: &Track<'_>, format: &Format, lang: &Lang) -> Result<(Vec<u8>, Written), WriteError> {
    let target = Target { lang: Some(lang), rate: Some(rate(format)), ..Target::default() };
    let written = write(track, format.write.unwrap(), &target)?;
    Ok((bytes(&written), written))
}

/// What was lost of each cue, and of the whole.
struct Lost(BTreeSet<(Option<u32>, LossKind)>);

impl Lost {
    fn has(&self, cue: usize, kinds: &[LossKind]) -> bool {
        let cue = u32::try_from(cue).ok();
        kinds.iter().any(|kind| self.0.contains(&(cue, *kind)) || self.0.contains(&(None, *kind)))
    }
}

/// What a viewer sees of a cue: each visible character with its style.
fn letters(track: &Track<'_>, cue: usize) -> Vec<Vec<(char, Style)>> {
    let lines = track.lines_of(&track.cues[cue]).iter();
    lines
        .map(|line| {
            track.runs_of(line).iter().flat_map(|run| run.text.chars().map(|c| (c, run.style))).collect()
        })
        .collect()
}

fn differences(before: &Track<'_>, after: &Track<'_>, lost: &Lost) -> Vec<String> {
    use LossKind as K;
    let mut out = Vec::new();
    if before.cues.len() != after.cues.len() {
        if !lost.0.iter().any(|(_, kind)| matches!(kind, K::Cue | K::Overlap)) {
            out.push(format!("{} cues became {}", before.cues.len(), after.cues.len()));
        }
        return out;
    }
    for (i, (a, b)) in before.cues.iter().zip(&after.cues).enumerate() {
        // A frame and the millisecond it is rounded to are one time.
        let ms = |times: Option<(Time, Time)>| times.map(|(a, b)| (a.to_millis(), b.to_millis()));
        if ms(a.times) != ms(b.times) {
            let far = Time::from_millis(1001).unwrap();
            let near = a.times.zip(b.times).is_some_and(|(a, b)| {
                a.0.saturating_sub(b.0).abs() < far && a.1.saturating_sub(b.1).abs() < far
            });
            if !near || !lost.has(i, &[K::Time, K::Overlap]) {
                out.push(format!("cue {i}: times {:?} became {:?}", a.times, b.times));
            }
        }
        if a.align.unwrap_or(2) != b.align.unwrap_or(2) && !lost.has(i, &[K::Align, K::Position]) {
            out.push(format!("cue {i}: place {:?} became {:?}", a.align, b.align));
        }
        let (x, y) = (letters(before, i), letters(after, i));
        let text = |lines: &[Vec<(char, Style)>]| -> Vec<String> {
            lines.iter().map(|line| line.iter().map(|(c, _)| *c).collect()).collect()
        };
        if text(&x) != text(&y) {
            if !lost.has(i, &[K::Text, K::Lines, K::Ruby]) {
                out.push(format!("cue {i}: {:?} became {:?}", text(&x), text(&y)));
            }
            continue;
        }
        for ((c, was), (_, is)) in
            x.iter().flatten().zip(y.iter().flatten()).filter(|((c, _), _)| !c.is_whitespace())
        {
            let kinds = [
                (was.italic != is.italic, K::Italic),
                (was.bold != is.bold, K::Bold),
                (was.underline != is.underline && !c.is_whitespace(), K::Underline),
                (was.strike != is.strike, K::Strike),
                (was.colour != is.colour, K::Colour),
                (was.background != is.background, K::Background),
            ];
            if let Some((_, kind)) = kinds.iter().find(|(differs, kind)| *differs && !lost.has(i, &[*kind])) {
                out.push(format!("cue {i}: {} of {c:?}: {was:?} became {is:?}", kind.name()));
                break;
            }
        }
    }
    out
}

/// A → B → A, beginning with what A holds of the sample.
fn there_and_back(sample: &Sample, a: &Format, b: &Format) -> Result<Option<String>, String> {
    let srt = FORMATS.iter().find(|f| f.id == "srt").unwrap();
    let source = parse(srt, sample.text.as_bytes());
    let (first, _) = match spell(&(srt.lower)(&source), a, &sample.lang) {
        Ok(done) => done,
        Err(error) => return Ok(Some(format!("{} cannot hold it: {error}", a.id))),
    };
    let document = parse(a, &first);
    let before = (a.lower)(&document);
    let (there, to_b) = match spell(&before, b, &sample.lang) {
        Ok(done) => done,
        Err(error) => return Ok(Some(format!("{} cannot hold it: {error}", b.id))),
    };
    let middle = parse(b, &there);
    let between = (b.lower)(&middle);
    let (back, to_a) = spell(&between, a, &sample.lang).map_err(|e| format!("back: {e}"))?;
    let last = parse(a, &back);
    let after = (a.lower)(&last);
    let lost = Lost(to_b.losses.iter().chain(&to_a.losses).map(|l| (l.cue, l.kind)).collect());
    let told = differences(&before, &after, &lost);
    match told.as_slice() {
        [] => Ok(None),
        all => Err(format!("{} differences:\n      {}", all.len(), all[..all.len().min(4)].join("\n      "))),
    }
}

fn writable() -> Vec<&'static Format> {
    FORMATS.iter().copied().filter(|f| f.write.is_some()).collect()
}

fn hold(samples: &[Sample], pairs: &[(&'static Format, &'static Format)]) {
    let work: Vec<(&Sample, &Format, &Format)> =
        samples.iter().flat_map(|s| pairs.iter().map(move |(a, b)| (s, *a, *b))).collect();
    let done = par::map(&work, |(sample, a, b)| {
        let name = format!("{} {} -> {} -> {}", sample.lang, a.id, b.id, a.id);
        (name, there_and_back(sample, a, b))
    });
    let mut refused = BTreeSet::new();
    let mut told = Vec::new();
    let mut good = 0;
    for (name, result) in done {
        match result {
            Ok(None) => good += 1,
            Ok(Some(why)) => {
                let lang = name.split(' ').next().unwrap_or("");
                refused.insert(format!("{lang}: {}", why.chars().take(140).collect::<String>()));
            }
            Err(why) => told.push(format!("{name}: {why}")),
        }
    }
    eprintln!("matrix: {good} of {} trips come home; refused with a reason:", work.len());
    refused.iter().for_each(|line| eprintln!("   {line}"));
    assert!(told.is_empty(), "{} trips differ without a word:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_pair_of_formats() {
    let all = writable();
    let pairs: Vec<_> = all.iter().flat_map(|a| all.iter().map(|b| (*a, *b))).collect();
    let samples = samples(SOME);
    eprintln!("matrix: {} formats: {:?}", all.len(), all);
    hold(&samples, &pairs);
}

#[test]
fn the_whole_feature_through_every_format() {
    let all = writable();
    let srt = all.iter().copied().find(|f| f.id == "srt").unwrap();
    let pairs: Vec<_> = all.iter().map(|b| (srt, *b)).collect();
    let samples = samples(usize::MAX);
    hold(&samples, &pairs);
}
