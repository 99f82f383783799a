//! Whether the truth is true.

#![allow(clippy::unwrap_used, reason = "a test")]

use super::*;
use std::collections::BTreeSet;

/// Milliseconds that frames may take from a time, in both files and in the truth.
const ROUNDING: i64 = 45;

fn feature() -> Sources {
    Sources::read(&crate::root(), None).unwrap()
}

#[test]
fn every_class_that_is_not_about_real_films_is_made_from_the_feature_alone() {
    let sources = feature();
    for class in CLASSES {
        let count = pairs(&sources, class, 1, 2).len();
        let real = class.starts_with("real-") || class == "unrelated-real";
        assert_eq!(count, if real { 0 } else { 2 }, "{class}");
    }
}

#[test]
fn a_pair_depends_on_seed_class_and_number_alone() {
    let sources = feature();
    let text = |pair: &Pair| [srt(&pair.input), srt(&pair.reference), truth_tsv(pair), index_line(pair)];
    let [few, many, other] =
        [(7, 1), (7, 3), (8, 1)].map(|(seed, count)| pairs(&sources, "drift-splits", seed, count));
    assert_eq!(text(&few[0]), text(&many[0]));
    assert_ne!(text(&many[0]), text(&many[1]));
    assert_ne!(text(&few[0]), text(&other[0]));
}

#[test]
fn the_true_times_are_times_of_the_reference() {
    let sources = feature();
    for pair in CLASSES.iter().flat_map(|class| pairs(&sources, class, 2, 2)).filter(Pair::is_related) {
        let there: BTreeSet<i64> = pair.reference.iter().map(|cue| cue.start).collect();
        let known: Vec<i64> = pair.truth.iter().filter_map(|truth| Some(truth.times?.0)).collect();
        let is_there = |time: &&i64| there.range(**time - ROUNDING..=**time + ROUNDING).next().is_some();
        let share = 100 * known.iter().filter(is_there).count() / known.len().max(1);
        // What was dropped, described, merged or split on one side only has no partner.
        let least = if pair.class.starts_with("drop-40") { 45 } else { 65 };
        assert!(share >= least, "{}: {share} of 100 in-times", pair.name);
    }
}

#[test]
fn a_perfect_map_is_linear_between_the_splits_and_jumps_at_them() {
    let sources = feature();
    for pair in CLASSES.iter().flat_map(|class| pairs(&sources, class, 3, 3)).filter(Pair::is_related) {
        let (up, down) = (i128::from(pair.speed.0), i128::from(pair.speed.1));
        let offset = |start: i64, mapped: i64| {
            i64::try_from(i128::from(mapped) - i128::from(start) * up / down).unwrap()
        };
        let mut rest = pair.splits.iter().peekable();
        let mut now: Option<i64> = None;
        for (cue, truth) in pair.input.iter().zip(&pair.truth) {
            let Some(((true_start, _), mapped)) = truth.times.zip(truth.mapped) else { continue };
            assert!(
                (mapped - true_start).abs() <= pair.jitter * 12 / 10 + ROUNDING,
                "{}: {cue:?}",
                pair.name
            );
            let here = offset(cue.start, mapped);
            if let (Some(split), Some(before)) = (rest.next_if(|split| split.before == cue.start), now) {
                assert!((here - before - split.jump).abs() <= 2, "{}: {split:?}", pair.name);
            } else if let Some(before) = now {
                assert!((here - before).abs() <= 2, "{}: {cue:?} {before} {here}", pair.name);
            }
            now = Some(here);
        }
        assert!(rest.next().is_none(), "{}: a split that no cue begins", pair.name);
    }
}

#[test]
fn what_is_in_sync_is_in_sync_and_what_is_unrelated_has_no_truth() {
    let sources = feature();
    for pair in ["sync-same", "sync-other"].iter().flat_map(|class| pairs(&sources, class, 4, 4)) {
        assert!(pair.is_in_sync() && pair.splits.is_empty() && pair.speed == (1, 1));
        let off = |(cue, truth): (&Cue, &Truth)| {
            truth.times.map_or(i64::MAX, |(start, _)| (start - cue.start).abs())
        };
        assert!(pair.input.iter().zip(&pair.truth).map(off).max() <= Some(ROUNDING / 2), "{}", pair.name);
    }
    for pair in pairs(&sources, "unrelated-anew", 4, 4) {
        assert!(!pair.is_related() && pair.input.len() > 1_000 && pair.reference.len() > 1_000);
    }
}

#[test]
fn splits_are_as_many_and_as_large_as_the_class_says() {
    let sources = feature();
    for pair in pairs(&sources, "splits-9", 5, 6) {
        assert_eq!(pair.splits.len(), 9, "{}", pair.name);
    }
    for split in pairs(&sources, "splits-small", 5, 6).iter().flat_map(|pair| &pair.splits) {
        assert!((240..1_250).contains(&split.jump.abs()), "{split:?}");
    }
    let jumps: Vec<i64> = pairs(&sources, "splits", 5, 12)
        .iter()
        .flat_map(|pair| &pair.splits)
        .map(|split| split.jump)
        .collect();
    assert!(jumps.iter().any(|jump| *jump < -10_000) && jumps.iter().any(|jump| *jump > 10_000), "{jumps:?}");
    assert!(jumps.iter().all(|jump| (800..=225_000).contains(&jump.abs())), "{jumps:?}");
}
