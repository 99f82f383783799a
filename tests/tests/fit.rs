//! After a fit every timing rule of the profile holds, but for what the fit names.

// A fixture that cannot be read is a failed test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Instant;
use tregua_parse::base::{Diagnostic, Lang, splice};
use tregua_parse::format::{ReadOptions, srt};
use tregua_parse::source::Source;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time};
use tregua_qa::check::{Context, check};
use tregua_qa::fit::{Asked, Demand, Fit, fit};
use tregua_qa::profile::{Profile, RuleSet, Selection};
use tregua_qa::programme::{Kind, Programme};
use tregua_qa::retime::{Options, retime_each};
use tregua_qa::shots::{Shots, Told};
use xtask::feature::{FOLDER, TRACKS};

/// A finding: its rule and the cue.
type Found = BTreeSet<(String, u32)>;

fn selection() -> Selection {
    // No guide names a number for a jump of the reading speed; a fit does not ask for it.
    Selection { select: vec!["timing".to_owned()], ignore: vec!["timing/speed-jump".to_owned()] }
}

/// The file's bytes when it is fitted, with what was done and what a check finds in it.
fn fitted(raw: &[u8], profile: &str, programme: &Programme, most: i64) -> (Vec<u8>, Fit, Found) {
    let profile = Profile::builtin(profile).unwrap();
    let asked = Asked::new(&profile.with(&BTreeMap::new()), &selection()).unwrap();
    let lang = Lang::parse("es-ES").unwrap();
    let document = srt::parse(Source::open(raw, None, Some("es")).unwrap());
    let track = srt::lower(&document);
    let context = Context::new(&document, &track, Some(&lang), Kind::Full, programme);
    let begun = Instant::now();
    let fit = fit(&context, &asked, most).unwrap();
    if document.cues.len() > 500 {
        eprintln!("{} cues fitted in {:?}", document.cues.len(), begun.elapsed());
    }
    let set = RuleSet::new(&profile, &BTreeMap::new(), &selection()).unwrap();
    // What stands in the file in another order than in time stays so: times move, and no cue.
    let disordered = |one: &Diagnostic| one.rule == "timing/out-of-order";
    let before: BTreeSet<u32> =
        check(&context, &set).iter().filter(|one| disordered(one)).filter_map(|one| one.cue).collect();
    let bytes = splice(raw, &fit.edits).unwrap();
    let document = srt::parse(Source::open(&bytes, None, Some("es")).unwrap());
    let track = srt::lower(&document);
    let context = Context::new(&document, &track, Some(&lang), Kind::Full, programme);
    let mut found = check(&context, &set);
    found.retain(|one| !(disordered(one) && one.cue.is_some_and(|cue| before.contains(&cue))));
    // A flash is the shortest of what is too brief: one demand.
    let rule = |rule: &str| rule.replace("timing/flash", Demand::Brief.rule());
    let found = found.iter().filter_map(|one| Some((rule(one.rule), one.cue?))).collect();
    (bytes, fit, found)
}

/// What the fit says it left.
fn named(fit: &Fit) -> Found {
    let unmet = fit.conflicts.iter().map(|conflict| conflict.unmet);
    unmet.map(|one| (one.demand.rule().to_owned(), one.cue)).collect()
}

/// Everything but the lines with times.
fn text(raw: &[u8]) -> Vec<&[u8]> {
    let lines = raw.split(|b| *b == b'\n');
    lines.filter(|line| !line.windows(3).any(|three| three == b"-->")).collect()
}

fn feature() -> Programme {
    let list = std::fs::read_to_string(xtask::root().join("fixtures/shots/film.frames.txt")).unwrap();
    let told = Told { rate: Some(FrameRate::F24), ..Told::default() };
    let shots = tregua_qa::shots::read(&list, &told).unwrap().shots;
    Programme { frame_rate: Some(FrameRate::F24), shots: Some(shots), ..Programme::default() }
}

/// The same times with up to `ms` milliseconds more or less, each its own.
fn jittered(raw: &[u8], ms: i64, mut seed: u64) -> Vec<u8> {
    let document: Document<'_> = srt::parse(Source::open(raw, None, Some("es")).unwrap());
    let mut each = Vec::new();
    for slot in &document.slots {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let by = i64::try_from(seed >> 33).unwrap() % (2 * ms + 1) - ms;
        each.push(slot.time.checked_add(Time::from_millis(by).unwrap()).unwrap().max(Time::ZERO));
    }
    let edits =
        retime_each(&document, &|index, _| each.get(index).copied(), &[], Options::default()).unwrap().edits;
    splice(raw, &edits).unwrap()
}

const PROFILES: [(&str, &str); 3] =
    [("es-ES", "netflix/es-es"), ("kk", "netflix/base"), ("ru", "netflix/ru")];

#[test]
fn the_feature_out_of_step_comes_back_into_step() {
    let programme = feature();
    for track in &TRACKS {
        let profile = PROFILES.iter().find(|(lang, _)| *lang == track.lang).unwrap().1;
        let clean = std::fs::read(xtask::root().join(FOLDER).join(track.file)).unwrap();
        let (same, fit, found) = fitted(&clean, profile, &programme, 12);
        assert!(same == clean && fit.moved == 0 && found.is_empty(), "{}: {found:?}", track.lang);
        for (ms, seed) in [(40, 1), (150, 2), (290, 3)] {
            let raw = jittered(&clean, ms, seed);
            let (bytes, fit, found) = fitted(&raw, profile, &programme, 12);
            eprintln!("{} \u{b1}{ms} ms: {} moved, {} conflicts", track.lang, fit.moved, fit.conflicts.len());
            // The clean film is within reach of every time but where cues crossed.
            assert!(fit.conflicts.is_empty() && fit.crossing.is_empty(), "{:?}", fit.conflicts);
            assert_eq!(found, Found::new());
            assert!(text(&bytes) == text(&clean));
            assert!(fit.largest.unwrap().0 <= FrameRate::F24.time_of(13).unwrap());
            let (again, second, _) = fitted(&bytes, profile, &programme, 12);
            assert!(again == bytes && second.moved == 0);
        }
    }
}

#[test]
fn what_the_feature_cannot_have_is_named() {
    // Twice as far out of step as times may move back.
    let programme = feature();
    let clean = std::fs::read(xtask::root().join(FOLDER).join(TRACKS[0].file)).unwrap();
    let raw = jittered(&clean, 500, 4);
    let (bytes, fit, found) = fitted(&raw, "netflix/es-es", &programme, 6);
    assert!(!fit.conflicts.is_empty());
    holds(&fit, &found);
    assert!(text(&bytes) == text(&clean));
}

#[test]
fn cues_that_stand_in_another_order_than_in_time_stay_so() {
    let programme = Programme { frame_rate: Some(FrameRate::F24), ..Programme::default() };
    let srt = "1\n00:00:02,000 --> 00:00:02,200\nE\n\n2\n00:00:01,979 --> 00:00:02,179\nE\n\n";
    let (bytes, fit, found) = fitted(srt.as_bytes(), "netflix/es-es", &programme, 4);
    holds(&fit, &found);
    assert!(text(&bytes) == text(srt.as_bytes()));
}

#[test]
fn of_cues_that_cross_the_last_time_counts_also_on_one_frame() {
    let rate: FrameRate = "23.976".parse().unwrap();
    let shots = Some(Shots::new(Vec::new(), Some(rate)));
    let programme = Programme { frame_rate: Some(rate), shots, ..Programme::default() };
    // The first two cross, and both end on frame 272: the second 22 ms later, and after the third has begun.
    let srt = "1\n00:00:09,388 --> 00:00:11,324\nE\n\n2\n00:00:11,123 --> 00:00:11,346\nE\n\n\
               3\n00:00:11,345 --> 00:00:11,545\nE\n\n";
    let (bytes, fit, found) = fitted(srt.as_bytes(), "bbc", &programme, 0);
    assert!(found.contains(&("timing/overlap".to_owned(), 2)), "{found:?}");
    assert_eq!(fit.crossing, [[0, 1, 2]]);
    holds(&fit, &found);
    assert!(text(&bytes) == text(srt.as_bytes()));
}

#[test]
fn of_cues_that_begin_on_one_frame_the_one_is_named_that_a_check_finds() {
    let rate: FrameRate = "23.976".parse().unwrap();
    let shots = Some(Shots::new(Vec::new(), Some(rate)));
    let programme = Programme { frame_rate: Some(rate), shots, ..Programme::default() };
    let srt = "1\n00:00:02,169 --> 00:00:02,651\nE\n\n2\n00:00:02,656 --> 00:00:02,882\nE\n\n\
               3\n00:00:02,655 --> 00:00:02,899\nE\n\n";
    let (_, fit, found) = fitted(srt.as_bytes(), "house", &programme, 0);
    assert!(named(&fit).contains(&("timing/gap-too-short".to_owned(), 1)), "{:?}", named(&fit));
    holds(&fit, &found);
}

/// A check finds what is named, and nothing else but between cues that are left as they cross.
fn holds(fit: &Fit, found: &Found) {
    let named = named(fit);
    let left: BTreeSet<u32> = fit.crossing.iter().flatten().chain(&fit.fixed).copied().collect();
    for one in found {
        assert!(named.contains(one) || left.contains(&one.1), "{one:?} is not named: {named:?}, {left:?}");
    }
    for one in &named {
        assert!(found.contains(one), "{one:?} is named and not found: {found:?}");
    }
}

prop_compose! {
    fn film()(
        cues in prop::collection::vec((-300i64..1500, 200i64..5000, 1usize..70), 1..14),
        shots in prop::collection::vec(0i64..1200, 0..25),
        rate in prop::sample::select(vec!["24", "25", "23.976", "29.97", "30"]),
        profile in prop::sample::select(vec!["netflix/es-es", "netflix/ru", "bbc", "ted", "dcp/smpte", "house"]),
        length in prop::option::of(10i64..60),
        most in 0i64..20,
    ) -> (String, Programme, &'static str, i64) {
        let mut srt = String::new();
        let mut at = 2000;
        let stamp = |ms: i64| Time::from_millis(ms.max(0)).unwrap().to_string().replace('.', ",");
        for (n, (gap, lasts, letters)) in cues.into_iter().enumerate() {
            let start = at + gap;
            at = start + lasts;
            let text: String = "El viento no pregunta de quién es la estepa que cruza de noche, hermano.".chars().take(letters).collect();
            write!(srt, "{}\n{} --> {}\n{}\n\n", n + 1, stamp(start), stamp(at), text).unwrap();
        }
        let rate: FrameRate = rate.parse().unwrap();
        let times = shots.into_iter().map(|n| rate.time_of(n).unwrap()).collect();
        let programme = Programme {
            frame_rate: Some(rate),
            length: length.map(|s| Time::from_millis(s * 1000).unwrap()),
            shots: Some(Shots::new(times, Some(rate))),
            ..Programme::default()
        };
        (srt, programme, profile, most)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_the_film_only_the_named_is_found((srt, programme, profile, most) in film()) {
        let (bytes, fit, found) = fitted(srt.as_bytes(), profile, &programme, most);
        holds(&fit, &found);
        prop_assert!(text(&bytes) == text(srt.as_bytes()));
        if fit.is_complete() {
            let (again, second, _) = fitted(&bytes, profile, &programme, most);
            prop_assert!(again == bytes && second.moved == 0);
        }
    }
}

/// A file of any format, fitted at 24 frames a second with a cut at each of these frames.
fn of_format(raw: &str, format: &str, cuts: &[i64]) -> (String, Fit) {
    let format = tregua_parse::format::by_name(format).unwrap();
    let document = (format.parse)(Source::open(raw.as_bytes(), None, None).unwrap(), &ReadOptions::default());
    let track = tregua_parse::format::lower(&document);
    let times = cuts.iter().map(|n| FrameRate::F24.time_of(*n).unwrap()).collect();
    let programme = Programme {
        frame_rate: Some(FrameRate::F24),
        shots: Some(Shots::new(times, Some(FrameRate::F24))),
        ..Programme::default()
    };
    let context = Context::new(&document, &track, None, Kind::Full, &programme);
    let profile = Profile::builtin("netflix/base").unwrap();
    let asked = Asked::new(&profile.with(&BTreeMap::new()), &selection()).unwrap();
    let fit = fit(&context, &asked, 12).unwrap();
    (String::from_utf8(splice(raw.as_bytes(), &fit.edits).unwrap()).unwrap(), fit)
}

#[test]
fn karaoke_keeps_to_the_song_and_stays_inside_its_cue() {
    const HEAD: &str = "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
    // The in-time goes from 1.04 s onto the cut at 1.25 s: the first syllable loses what is no longer seen.
    let line = |start: &str, end: &str, k: [u32; 3]| {
        let [a, b, c] = k;
        format!(
            "{HEAD}Dialogue: 0,0:00:0{start},0:00:0{end},Default,,0,0,0,,{{\\k{a}}}La {{\\k{b}}}este{{\\k{c}}}pa\n"
        )
    };
    let (got, fit) = of_format(&line("1.04", "3.00", [46, 50, 100]), "ass", &[30]);
    assert_eq!(got, line("1.25", "3.00", [25, 50, 100]));
    assert!(fit.is_complete(), "{fit:?}");
}

#[test]
fn inner_stamps_keep_to_the_voice() {
    let cue = |start: &str, inner: &str| {
        format!("WEBVTT\n\n00:0{start} --> 00:03.000 align:start\nLa <00:0{inner}>estepa <00:02.500>calla.\n")
    };
    // A stamp that would be before its cue comes with it, a later one keeps to the voice.
    let (got, _) = of_format(&cue("1.042", "1.100"), "vtt", &[30]);
    assert_eq!(got, cue("1.250", "1.250"));
    let (got, _) = of_format(&cue("1.042", "1.500"), "vtt", &[30]);
    assert_eq!(got, cue("1.250", "1.500"));
}

#[test]
fn a_duration_is_spelt_from_the_new_in_time() {
    let cue = |begin: &str, dur: &str| {
        format!(
            "<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"es\"><body><div><p begin=\"{begin}\" dur=\"{dur}\">La estepa.</p></div></body></tt>"
        )
    };
    let (got, fit) = of_format(&cue("1.042s", "1.958s"), "ttml", &[30]);
    assert_eq!(got, cue("1.250s", "1.750s"), "{fit:?}");
}
