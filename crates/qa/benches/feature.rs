//! What the program does with the feature's tracks, in process: retime, check, merge.

use divan::counter::BytesCount;
use std::collections::BTreeMap;
use tregua_parse::base::{Lang, splice};
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::{Context, check, check_set};
use tregua_qa::drift;
use tregua_qa::language::Tongue;
use tregua_qa::merge::{AnswerOptions, Input, StackOptions, answers, stack, to_srt};
use tregua_qa::names::{NameTable, misfits, names};
use tregua_qa::numbers::{Counted, between};
use tregua_qa::pairs::pair;
use tregua_qa::profile::{Profile, RuleSet, Selection, for_language};
use tregua_qa::programme::{Kind, Programme};
use tregua_qa::retime::{Options, TimeMap, retime};

fn main() {
    divan::main();
}

const LANGS: [&str; 3] = ["es-ES", "kk", "ru"];

fn bytes(lang: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/feature/tregua-feature");
    #[allow(clippy::disallowed_methods)] // A benchmark reads its input.
    let raw = std::fs::read(format!("{root}.{lang}.srt")).unwrap_or_default();
    assert!(!raw.is_empty(), "run `cargo xtask feature` first");
    raw
}

fn parse(raw: &[u8]) -> Option<Document<'_>> {
    Source::open(raw, None, None).map(srt::parse).ok()
}

/// From bytes to shifted bytes.
#[divan::bench(args = LANGS)]
fn shift(bencher: divan::Bencher<'_, '_>, lang: &str) {
    let raw = bytes(lang);
    let map = TimeMap::shift(Time::SECOND);
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| {
        let document = parse(divan::black_box(&raw))?;
        let edits = retime(&document, &map, Options::default()).ok()?.edits;
        splice(&raw, &edits).ok()
    });
}

/// From bytes to findings, with every rule of the language's profile.
#[divan::bench(args = LANGS)]
fn all_rules(bencher: divan::Bencher<'_, '_>, lang: &str) {
    let raw = bytes(lang);
    let programme = Programme { frame_rate: Some(FrameRate::F24), ..Programme::default() };
    let tag = Lang::parse(lang).ok();
    let profile = tag.as_ref().map_or("netflix/base", for_language);
    let rules = Profile::builtin(profile)
        .and_then(|p| RuleSet::new(&p, &BTreeMap::new(), &Selection::default()))
        .ok();
    bencher.counter(BytesCount::of_slice(&raw)).bench(|| {
        let document = parse(divan::black_box(&raw))?;
        let track = srt::lower(&document);
        let context = Context::new(&document, &track, tag.as_ref(), Kind::Full, &programme);
        rules.as_ref().map(|rules| check(&context, rules).len())
    });
}

/// The set rules over the three tracks: one by itself with what it needs, and all.
#[divan::bench(args = ["set", "set/names-differ", "set/numbers-differ", "set/marks-differ", "set/styles-differ", "set/times-differ", "set/untranslated", "set/no-counterpart", "set/drift"])]
fn set_rules(bencher: divan::Bencher<'_, '_>, which: &str) {
    let raw = LANGS.map(bytes);
    let programme = Programme { frame_rate: Some(FrameRate::F24), ..Programme::default() };
    let documents: Vec<Document<'_>> = raw.iter().filter_map(|raw| parse(raw)).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let langs: Vec<Lang> = LANGS.iter().filter_map(|lang| Lang::parse(lang).ok()).collect();
    let selection = Selection { select: vec![which.to_owned()], ..Selection::default() };
    let rules = Profile::builtin("structure").and_then(|p| RuleSet::new(&p, &BTreeMap::new(), &selection));
    let Ok(rules) = rules else { return };
    let each = documents.iter().zip(&tracks).zip(&langs);
    let contexts: Vec<_> =
        each.map(|((d, track), lang)| Context::new(d, track, Some(lang), Kind::Full, &programme)).collect();
    // What single rules have found already.
    for context in &contexts {
        let _ = (context.traits(0), context.lines().count());
    }
    bencher.bench_local(|| check_set(&contexts, &[&rules, &rules, &rules]).len());
}

/// Three documents in one track.
#[divan::bench]
fn merge(bencher: divan::Bencher<'_, '_>) {
    let raw = LANGS.map(bytes);
    let documents: Vec<Document<'_>> = raw.iter().filter_map(|raw| parse(raw)).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .zip(&tracks)
        .zip(LANGS)
        .filter_map(|((document, track), lang)| {
            Some(Input { lang: Lang::parse(lang).ok()?, document, track })
        })
        .collect();
    bencher.bench(|| {
        let found = answers(divan::black_box(&inputs), &AnswerOptions::default());
        let options = StackOptions { times: found.times, ..StackOptions::default() };
        to_srt(&stack(&inputs, &found.groups, &options)).len()
    });
}

const TONGUES: [Tongue; 3] = [Tongue::Spanish, Tongue::Kazakh, Tongue::Russian];

/// Every track with every other one.
const BOTH: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];

/// Times, documents and tracks of the three, ready for what compares them.
fn compared(check: impl FnOnce(&[Context<'_>])) {
    let raw = LANGS.map(bytes);
    let programme = Programme::default();
    let documents: Vec<Document<'_>> = raw.iter().filter_map(|raw| parse(raw)).collect();
    let tracks: Vec<_> = documents.iter().map(srt::lower).collect();
    let contexts = documents.iter().zip(&tracks);
    let contexts =
        contexts.map(|(document, track)| Context::new(document, track, None, Kind::Full, &programme));
    check(&contexts.collect::<Vec<_>>());
}

const TOLERANCE_MS: i64 = 200;

/// Which cues answer which, three times two tracks.
#[divan::bench]
fn pairs(bencher: divan::Bencher<'_, '_>) {
    let tolerance = Time::from_millis(TOLERANCE_MS).unwrap_or_default();
    compared(|c| {
        bencher.bench(|| BOTH.map(|(a, b)| pair(c[a].by_time(), c[b].by_time(), tolerance).len()));
    });
}

/// Numbers of three tracks, and what differs between each two.
#[divan::bench]
fn numbers(bencher: divan::Bencher<'_, '_>) {
    let tolerance = Time::from_millis(TOLERANCE_MS).unwrap_or_default();
    compared(|c| {
        let pairs = BOTH.map(|(a, b)| pair(c[a].by_time(), c[b].by_time(), tolerance));
        bencher.bench(|| {
            let counted = [0, 1, 2].map(|n| Counted::of(c[n].track, TONGUES[n]));
            let each = BOTH.iter().zip(&pairs);
            each.map(|((a, b), pairs)| {
                between((c[*a].track, &counted[*a]), (c[*b].track, &counted[*b]), pairs).len()
            })
            .sum::<usize>()
        });
    });
}

/// Names of three tracks, which answers which, and what does not fit.
#[divan::bench]
fn proper_names(bencher: divan::Bencher<'_, '_>) {
    let tolerance = Time::from_millis(TOLERANCE_MS).unwrap_or_default();
    compared(|c| {
        let pairs = BOTH.map(|(a, b)| pair(c[a].by_time(), c[b].by_time(), tolerance));
        bencher.bench(|| {
            let found = [0, 1, 2].map(|n| names(c[n].track, TONGUES[n]));
            let each = BOTH.iter().zip(&pairs);
            each.map(|((a, b), pairs)| {
                let table = NameTable::learn(&found[*a], &found[*b], pairs);
                misfits(&found[*a], &found[*b], pairs, &table).len()
            })
            .sum::<usize>()
        });
    });
}

/// How two tracks of the film run apart: together, and with the second late from the middle on.
#[divan::bench(args = [0, 2500])]
fn drift_shape(bencher: divan::Bencher<'_, '_>, late_ms: i64) {
    let tolerance = Time::from_millis(150).unwrap_or_default();
    let late = Time::from_millis(late_ms).unwrap_or_default();
    compared(|c| {
        let starts = |n: usize| c[n].by_time().iter().map(|cue| cue.start).collect::<Vec<_>>();
        let (reference, mut own) = (starts(0), starts(2));
        let middle = own.len() / 2;
        for time in own.iter_mut().skip(middle) {
            *time = time.checked_add(late).unwrap_or(*time);
        }
        bencher.bench(|| {
            let pairs = drift::meet(divan::black_box(&own), &reference, Time::SECOND, tolerance);
            drift::shape(&pairs, tolerance).fitting
        });
    });
}
