//! Work grows as the file does, whatever a file is made of: every hostile shape in two sizes through everything the
//! libraries do with it.
//!
//! What is measured is the processor time of the thread, which other programs do not lengthen much; where a curve is too
//! steep it is measured again, as the least of several runs counts. The bar is loose, as time is no count. The strict one,
//! 1.05, is held in instructions by `cargo xtask growth`.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use rustix::time::{ClockId, clock_gettime};
use std::collections::BTreeMap;
use std::hint::black_box;
use tregua_parse::base::{Applicability, Lang, splice};
use tregua_parse::format::write::{Target, write};
use tregua_parse::format::{Format, ReadOptions, Sniffed, by_name, sniff, sniff_bytes};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::check::{Context, FixInput, check, fix};
use tregua_qa::diff::diff;
use tregua_qa::language::Tongue;
use tregua_qa::pairing::{Side, pair};
use tregua_qa::profile::{Profile, RuleSet, Selection, for_language};
use tregua_qa::programme::Kind;
use tregua_qa::retime::{BelowZero, Options, TimeMap, Unreadable, retime};
use tregua_qa::three_way::{Labels, merge};
use tregua_tests::corpus::programme;
use xtask::growth::{Shape, shapes};

const SMALL: usize = 8 << 10;
const LARGE: usize = 8 * SMALL;
/// Steeper is a failure: quadratic work of any weight comes near 2.
const STEEP: f64 = 1.5;
/// Work below this tells nothing, in seconds.
const LEAST: f64 = 0.01;
/// How often a curve is measured before it is believed to be steep.
const TRIES: usize = 4;

/// Seconds that the processor spent in each stage.
type Spent = Vec<(&'static str, f64)>;

fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    #[allow(clippy::cast_precision_loss, reason = "seconds of a test")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}

fn stage<T>(spent: &mut Spent, name: &'static str, work: impl FnOnce() -> T) -> T {
    let begun = now();
    let done = black_box(work());
    spent.push((name, now() - begun));
    done
}

fn format_of(raw: &[u8], extension: &str) -> Option<&'static Format> {
    let found = match sniff_bytes(raw, Some(extension)) {
        Sniffed::Nothing => sniff(Source::open(raw, None, None).ok()?.text(), Some(extension)),
        found => found,
    };
    match found {
        Sniffed::Found(format, _) => Some(format),
        Sniffed::Tie([one, _]) => Some(one.0),
        Sniffed::Nothing => None,
    }
}

/// Everything that is done with one file; nothing where no format takes it for its own.
fn stages(shape: Shape, raw: &[u8]) -> Spent {
    let mut spent = Spent::new();
    let Some(format) = stage(&mut spent, "sniff", || format_of(raw, shape.extension)) else { return spent };
    let lang = ["ru", "kk"].into_iter().find(|it| shape.name.ends_with(&format!("-{it}"))).unwrap_or("es");
    let tongue = match lang {
        "ru" => Tongue::Russian,
        "kk" => Tongue::Kazakh,
        _ => Tongue::Spanish,
    };
    let lang = Lang::parse(lang).unwrap();
    let reading = ReadOptions { rate: "25".parse().ok(), ..ReadOptions::default() };
    let encoding = (format.id == "stl").then_some(Encoding::Bytes);
    let open = |raw| Source::open(raw, encoding, Some(lang.language())).unwrap();
    let document = stage(&mut spent, "parse", || (format.parse)(open(raw), &reading));
    let track = stage(&mut spent, "lower", || (format.lower)(&document));
    let film = programme();
    let rules = Profile::builtin(for_language(&lang)).unwrap();
    let rules = RuleSet::new(&rules, &BTreeMap::new(), &Selection::default()).unwrap();
    stage(&mut spent, "check", || {
        check(&Context::new(&document, &track, Some(&lang), Kind::Full, &film), &rules)
    });
    let moved = stage(&mut spent, "retime", || retimed(&document, raw));
    let _ = stage(&mut spent, "fix", || {
        let input = FixInput {
            raw,
            format,
            reading,
            encoding,
            lang: Some(&lang),
            kind: Kind::Full,
            programme: &film,
            counts: None,
        };
        fix(&input, &rules, Applicability::Unsafe)
    });
    for name in ["srt", "vtt", "ass", "stl", "imsc", "dcp", "scc"] {
        let rate = if name == "scc" { "29.97" } else { "25" };
        let target = Target { lang: Some(&lang), rate: rate.parse().ok(), ..Target::default() };
        let writer = by_name(name).and_then(|format| format.write).unwrap();
        let _ = stage(&mut spent, name, || write(&track, writer, &target));
    }
    let late = (format.parse)(open(&moved), &reading);
    stage(&mut spent, "diff", || diff(&document, &late));
    stage(&mut spent, "pair", || {
        let other = (format.lower)(&late);
        pair(&[Side::new(&track, tongue), Side::new(&other, tongue)], &tregua_qa::pairing::Options::default())
    });
    // One moved all of it, the other changed words in all of it.
    let edited: Vec<u8> = raw.iter().map(|byte| if *byte == b'o' { b'u' } else { *byte }).collect();
    let edited = (format.parse)(open(&edited), &reading);
    stage(&mut spent, "diff of words", || diff(&document, &edited));
    let _ = stage(&mut spent, "three-way", || merge(&document, &late, &edited, Labels::default()));
    spent
}

/// The file a second later, as far as it can be moved.
fn retimed(document: &Document<'_>, raw: &[u8]) -> Vec<u8> {
    let options = Options { below_zero: BelowZero::Clamp, unreadable: Unreadable::Keep };
    let moved = retime(document, &TimeMap::shift(Time::from_millis(1000).unwrap()), options);
    moved.ok().and_then(|moved| splice(raw, &moved.edits).ok()).unwrap_or_else(|| raw.to_vec())
}

/// The steepest curve of a shape: how steep, and of what.
fn steepest(shape: Shape) -> (f64, String) {
    let (small, large) = ((shape.make)(SMALL), (shape.make)(LARGE));
    #[allow(clippy::cast_precision_loss, reason = "a size of kilobytes")]
    let doublings = (large.len() as f64 / small.len() as f64).log2();
    let mut least: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut worst = (0.0, String::new());
    for _ in 0..TRIES {
        for (few, many) in stages(shape, &small).into_iter().zip(stages(shape, &large)) {
            let known = least.entry(few.0).or_insert((f64::MAX, f64::MAX));
            *known = (known.0.min(few.1), known.1.min(many.1));
        }
        worst = (0.0, String::new());
        for (stage, (few, many)) in &least {
            let exponent = (many / few.max(1e-6)).log2() / doublings;
            if *many > LEAST && exponent > worst.0 {
                worst = (exponent, format!("{}: {stage}: {few:.4} s, {many:.4} s", shape.name));
            }
        }
        if worst.0 <= STEEP {
            break;
        }
    }
    worst
}

#[test]
fn work_grows_as_the_file_does() {
    if cfg!(debug_assertions) && std::env::var_os("TREGUA_GROWTH").is_none() {
        eprintln!(
            "0 shapes: that takes minutes in a debug build; ask for it with --release, or TREGUA_GROWTH=1"
        );
        return;
    }
    let mut all = tregua_qa::par::map(&shapes(), |shape| steepest(*shape));
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (exponent, what) in all.iter().take(8) {
        eprintln!("{exponent:.2} {what}");
    }
    let steep: Vec<_> = all.iter().filter(|(exponent, _)| *exponent > STEEP).collect();
    assert!(steep.is_empty(), "work that grows faster than its file: {steep:#?}");
}
