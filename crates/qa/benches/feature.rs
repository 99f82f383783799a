//! What the program does with the feature's tracks, in process: retime, check, merge.

use divan::counter::BytesCount;
use std::collections::BTreeMap;
use tregua_parse::base::{Lang, splice};
use tregua_parse::format::srt;
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::{Context, check};
use tregua_qa::merge::{GroupOptions, Input, StackOptions, group, stack, to_srt};
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
        let groups = group(divan::black_box(&inputs), &GroupOptions::default());
        to_srt(&stack(&inputs, &groups, &StackOptions::default())).len()
    });
}
