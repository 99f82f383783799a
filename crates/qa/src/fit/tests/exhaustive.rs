//! Against trying everything.

use super::super::explain::{fits, place, waived};
use super::super::*;
use crate::shots::{Shots, Zones, in_time, out_time};
use proptest::prelude::*;
use tregua_parse::time::FrameRate;

/// The rules once more, each as its page says it, over all cues at once.
fn judge(cues: &[Cue], new: &[(i64, i64)], limits: &Limits) -> Option<([u32; 6], u64)> {
    let mut ranks = [0u32; 6];
    let mut moved = 0;
    let cuts = limits.shots.as_ref();
    let mut before: Option<i64> = None;
    for (n, (cue, (start, end))) in cues.iter().zip(new).enumerate() {
        if end <= start || before.is_some_and(|before| *start < before) {
            return None;
        }
        let mut count = |rank: usize, wrong: bool| ranks[rank] += u32::from(wrong);
        let last = limits.end.unwrap_or(i64::MAX);
        count(0, limits.from_zero && *start < 0);
        count(0, n == 0 && *start < limits.first.unwrap_or(i64::MIN));
        count(0, *end > last);
        if let Some(before) = before {
            let gap = start - before;
            count(1, gap < limits.gap.unwrap_or(i64::MIN));
            count(4, limits.chaining.is_some_and(|(least, below)| least < gap && gap < below));
        }
        count(1, end - start < limits.min.unwrap_or(i64::MIN));
        count(2, end - start > limits.max.unwrap_or(i64::MAX));
        if let (Some(zones), Some(cuts)) = (limits.in_zones, cuts) {
            count(3, in_time(*start, cuts, zones).breach().is_some());
        }
        if let (Some(zones), Some(cuts)) = (limits.out_zones, cuts) {
            count(3, out_time(*end, cuts, zones).breach().is_some());
        }
        count(5, (end - start) * 10 < cue.need);
        moved += start.abs_diff(cue.start) * IN_WEIGHT + end.abs_diff(cue.end) * OUT_WEIGHT;
        before = Some(*end);
    }
    Some((ranks, moved))
}

fn everything(cues: &[Cue], most: i64, limits: &Limits) -> Option<([u32; 6], u64)> {
    fn go(
        cues: &[Cue],
        most: i64,
        limits: &Limits,
        new: &mut Vec<(i64, i64)>,
        best: &mut Option<([u32; 6], u64)>,
    ) {
        let Some(cue) = cues.get(new.len()) else {
            if let Some(cost) = judge(cues, new, limits) {
                *best = Some(best.map_or(cost, |best| best.min(cost)));
            }
            return;
        };
        for start in cue.start - most..=cue.start + most {
            if new.last().is_some_and(|(_, end)| start < *end) {
                continue;
            }
            for end in (cue.end - most).max(start + 1)..=cue.end + most {
                new.push((start, end));
                go(cues, most, limits, new, best);
                new.pop();
            }
        }
    }
    let mut best = None;
    go(cues, most, limits, &mut Vec::new(), &mut best);
    best
}

prop_compose! {
    fn limits()(
        from_zero: bool,
        first in prop::option::of(0i64..5),
        end in prop::option::of(10i64..40),
        gap in prop::option::of(0i64..4),
        min in prop::option::of(1i64..6),
        max in prop::option::of(3i64..12),
        chaining in prop::option::of((0i64..3, 2i64..7)),
        half in 2i64..6,
        step in 0i64..3,
        snap in 0i64..6,
        cuts in (any::<bool>(), any::<bool>()),
        shots in prop::collection::vec(-3i64..45, 0..9),
    ) -> Limits {
        let zones = Zones { half, gap: step, snap };
        let times = shots.iter().map(|n| FrameRate::F24.time_of(*n).unwrap()).collect();
        Limits {
            from_zero, first, end, gap, min, max, chaining,
            in_zones: cuts.0.then_some(zones),
            out_zones: cuts.1.then_some(zones),
            shots: Shots::new(times, Some(FrameRate::F24)).frames().cloned(),
        }
    }
}

/// Cues behind one another; `over` lets some overlap or have no duration.
fn cues(most: usize, over: i64) -> impl Strategy<Value = Vec<Cue>> {
    prop::collection::vec((-over..7i64, 1 - over..9i64, 0i64..90), 1..=most).prop_map(|list| {
        let mut at = 0;
        let mut cues = Vec::new();
        for (index, (gap, lasts, need)) in (0u32..).zip(list) {
            let start = at + gap;
            at = start + lasts;
            cues.push(Cue { index, start, end: at, stays: (start * 10, at * 10), need, fixed: false });
        }
        cues.sort_by_key(|cue| (cue.start, cue.index));
        cues
    })
}

fn fitted(cues: &[Cue], most: i64, limits: &Limits) -> Fitted {
    fit_cues(cues, limits, &Room { most, apart: true, clock: &|frame| frame * 10 })
}

fn result(fitted: &Fitted, cues: &[Cue]) -> Vec<(i64, i64)> {
    let mut new = vec![(0, 0); cues.len()];
    for (item, choice) in fitted.items.iter().zip(&fitted.solution.choices) {
        for cue in &item.cues {
            let at = cues.iter().position(|it| it.index == *cue).unwrap();
            new[at] = match item.held {
                true => (cues[at].start, cues[at].end),
                false => (choice.start.frame, choice.end.frame),
            };
        }
    }
    new
}

/// Costs of the solver and of everything, with the places as witness.
fn compare(cues: &[Cue], most: i64, limits: &Limits) -> Result<(), TestCaseError> {
    let fitted = fitted(cues, most, limits);
    let new = result(&fitted, cues);
    prop_assert!(fitted.items.iter().all(|item| !item.held));
    let own = judge(cues, &new, limits);
    prop_assert_eq!(own, everything(cues, most, limits), "{:?} {:?}", cues, new);
    prop_assert_eq!(own.map(|(_, moved)| moved), Some(fitted.solution.cost.moved));
    let unmet = unmet(&fitted, limits);
    prop_assert_eq!(unmet.is_empty(), fitted.solution.cost.unmet == 0);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2500))]

    #[test]
    fn as_cheap_as_everything_tried_with_two_cues(
        cues in cues(2, 0), most in 0i64..5, limits in limits(),
    ) {
        compare(&cues, most, &limits)?;
    }

    #[test]
    fn as_cheap_as_everything_tried_with_three_cues(
        cues in cues(3, 0), most in 0i64..3, limits in limits(),
    ) {
        compare(&cues, most, &limits)?;
    }

    #[test]
    fn fitted_twice_is_fitted_once_where_all_is_met(cues in cues(12, 0), most in 0i64..12, limits in limits()) {
        let once = fitted(&cues, most, &limits);
        if once.solution.cost.unmet > 0 {
            return Ok(());
        }
        let new = result(&once, &cues);
        let again: Vec<Cue> = cues.iter().zip(&new).map(|(cue, (start, end))| Cue {
            start: *start, end: *end, stays: (start * 10, end * 10), ..*cue
        }).collect();
        let twice = fitted(&again, most, &limits);
        prop_assert_eq!(result(&twice, &again), new);
        prop_assert_eq!(twice.solution.cost, Cost::default());
    }

    #[test]
    fn a_conflict_is_one_and_is_smallest(cues in cues(6, 0), most in 0i64..6, limits in limits()) {
        let fitted = fitted(&cues, most, &limits);
        let all = unmet(&fitted, &limits);
        let found = conflicts(&fitted, &limits);
        // Every unmet demand is named, once.
        prop_assert_eq!(found.len(), all.len());
        let waived = waived(fitted.items.len(), &all);
        for ((at, unmet), conflict) in all.iter().zip(&found) {
            // The place cannot have all of it, and none of what it is said to be between can be left out.
            let (_, items) = place(&fitted.items, &waived, (*at, unmet.demand), &limits);
            let between = conflict.between.iter().fold(Demands::NONE, |all, one| all.with(*one, true));
            prop_assert!(!fits(&items, &limits, between), "{:?}", conflict);
            for one in &conflict.between {
                prop_assert!(fits(&items, &limits, between.without(*one)), "{:?} {:?}", one, conflict);
            }
            if let Some((needs, has)) = conflict.reading {
                prop_assert!(has < needs, "{:?}", conflict);
            }
        }
    }
}

/// A cue of which nothing is asked.
fn cue(index: u32, start: i64, end: i64) -> Cue {
    Cue { index, start, end, stays: (start * 10, end * 10), need: 0, fixed: false }
}

#[test]
fn cues_with_the_same_times_move_as_one() {
    let cues = [cue(0, 0, 10), cue(1, 0, 10), cue(2, 11, 20)];
    let limits = Limits { gap: Some(2), ..Limits::default() };
    let fitted = fitted(&cues, 3, &limits);
    // Two out-times weigh as much as one in-time: either way it costs the same.
    assert_eq!(fitted.solution.cost, Cost { unmet: 0, moved: 2 });
    assert_eq!(fitted.items[0].cues, [0, 1]);
}

#[test]
fn what_crosses_on_purpose_is_left() {
    let cues = [cue(0, 0, 40), cue(1, 20, 60), cue(2, 61, 80)];
    let limits = Limits { gap: Some(2), ..Limits::default() };
    let fitted = fitted(&cues, 5, &limits);
    assert!(fitted.items[0].held);
    assert_eq!(result(&fitted, &cues), [(0, 40), (20, 60), (62, 80)]);
}

proptest! {
    // Twelve cues take longer than all the other laws together.
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_cue_has_its_place_and_no_time_passes_its_cap(
        cues in cues(12, 4), most in 0i64..12, limits in limits(),
    ) {
        let fitted = fitted(&cues, most, &limits);
        let mut held: Vec<u32> = fitted.items.iter().flat_map(|item| item.cues.clone()).collect();
        held.sort_unstable();
        prop_assert_eq!(held, (0..u32::try_from(cues.len()).unwrap()).collect::<Vec<_>>());
        prop_assert_eq!(fitted.items.len(), fitted.solution.choices.len());
        for (cue, (start, end)) in cues.iter().zip(result(&fitted, &cues)) {
            prop_assert!(start.abs_diff(cue.start) <= most.unsigned_abs(), "{:?} {}", cue, start);
            prop_assert!(end.abs_diff(cue.end) <= most.unsigned_abs());
        }
        // Behind one another, but for those that are held together.
        let ends = fitted.solution.choices.windows(2);
        prop_assert!(ends.into_iter().all(|pair| pair[0].end.frame <= pair[1].start.frame));
        let _ = conflicts(&fitted, &limits);
    }
}
