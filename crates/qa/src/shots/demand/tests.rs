use super::*;
use crate::shots::Shots;
use proptest::prelude::*;

/// At 24: half a second, two frames, and Subtitle Edit's three quarters of it.
const ZONES: Zones = Zones { half: 12, gap: 2, snap: 8 };

fn frames(list: &[i64]) -> Frames {
    let times = list.iter().map(|n| FrameRate::F24.time_of(*n).unwrap()).collect();
    Shots::new(times, Some(FrameRate::F24)).frames().unwrap().clone()
}

fn broken(demand: Demand, cut: i64, to: i64, or: Option<i64>) -> Stance {
    Stance::Broken(Breach { demand, cut, to, or })
}

#[test]
fn half_a_second() {
    for (rate, half) in [
        ("23.976", 12),
        ("24", 12),
        ("25", 13),
        ("29.97", 15),
        ("29.97df", 15),
        ("30", 15),
        ("50", 25),
        ("59.94", 30),
        ("60", 30),
    ] {
        assert_eq!(zone(rate.parse().unwrap()), half, "{rate}");
    }
}

#[test]
fn in_times_around_one_cut() {
    use Demand::{InAfter, InBefore};
    let shots = frames(&[100]);
    for (frame, want) in [
        (88, Stance::Free),
        (89, broken(InBefore, 100, 88, Some(100))),
        (91, broken(InBefore, 100, 88, Some(100))),
        (92, broken(InBefore, 100, 100, Some(88))),
        (99, broken(InBefore, 100, 100, Some(88))),
        (100, Stance::InStep(100)),
        (101, broken(InAfter, 100, 100, None)),
        (111, broken(InAfter, 100, 100, None)),
        (112, Stance::Free),
    ] {
        assert_eq!(in_time(frame, &shots, ZONES), want, "{frame}");
    }
}

#[test]
fn out_times_around_one_cut() {
    use Demand::{OutAfter, OutBefore};
    let shots = frames(&[100]);
    for (frame, want) in [
        (88, Stance::Free),
        (89, broken(OutBefore, 100, 98, None)),
        (97, broken(OutBefore, 100, 98, None)),
        (98, Stance::InStep(100)),
        (99, broken(OutBefore, 100, 98, None)),
        (100, broken(OutAfter, 100, 98, Some(112))),
        (105, broken(OutAfter, 100, 98, Some(112))),
        (106, broken(OutAfter, 100, 112, Some(98))),
        (111, broken(OutAfter, 100, 112, Some(98))),
        (112, Stance::Free),
    ] {
        assert_eq!(out_time(frame, &shots, ZONES), want, "{frame}");
    }
}

#[test]
fn between_two_cuts_the_nearer_is_meant() {
    use Demand::{InAfter, InBefore, OutAfter, OutBefore};
    let shots = frames(&[100, 110]);
    assert_eq!(in_time(104, &shots, ZONES), broken(InAfter, 100, 100, Some(110)));
    assert_eq!(in_time(105, &shots, ZONES), broken(InAfter, 100, 100, Some(110)));
    assert_eq!(in_time(106, &shots, ZONES), broken(InBefore, 110, 110, Some(100)));
    assert_eq!(out_time(101, &shots, ZONES), broken(OutAfter, 100, 98, Some(108)));
    assert_eq!(out_time(105, &shots, ZONES), broken(OutBefore, 110, 108, Some(98)));
    assert_eq!(out_time(109, &shots, ZONES), broken(OutBefore, 110, 108, Some(98)));
    // In step with one of them is enough.
    assert_eq!(in_time(100, &shots, ZONES), Stance::InStep(100));
    assert_eq!(out_time(108, &shots, ZONES), Stance::InStep(110));
    // Half a second after the first would be too near to the second.
    let shots = frames(&[100, 120]);
    assert_eq!(out_time(107, &shots, ZONES), broken(OutAfter, 100, 98, Some(118)));
    assert_eq!(out_time(109, &shots, ZONES), broken(OutBefore, 120, 118, Some(98)));
    // Half a second before the second would be too near to the first.
    assert_eq!(in_time(113, &shots, ZONES), broken(InBefore, 120, 120, None));
}

#[test]
fn nothing_before_the_first_frame() {
    use Demand::{InBefore, OutAfter};
    let shots = frames(&[1, 40]);
    assert_eq!(out_time(3, &shots, ZONES), broken(OutAfter, 1, 13, Some(38)));
    assert_eq!(in_time(0, &shots, ZONES), broken(InBefore, 1, 1, None));
    assert_eq!(in_time(5, &frames(&[]), ZONES), Stance::Free);
}

/// The demands once more, as the guideline words them, by a walk over all cuts.
fn breaks(list: &[i64], frame: i64, out: bool, zones: Zones) -> bool {
    let step = if out { frame + zones.gap } else { frame };
    let near = |cut: &i64| (cut - frame).abs() < zones.half;
    !list.contains(&step) && list.iter().any(near)
}

proptest! {
    #[test]
    fn a_cured_time_breaks_no_demand(
        list in prop::collection::btree_set(1i64..300, 0..25),
        frame in 0i64..320,
        half in 4i64..31,
        gap in 1i64..4,
        snap in 0i64..31,
    ) {
        let zones = Zones { half, gap, snap };
        let list: Vec<i64> = list.into_iter().collect();
        let shots = frames(&list);
        for out in [false, true] {
            let stance = if out { out_time(frame, &shots, zones) } else { in_time(frame, &shots, zones) };
            prop_assert_eq!(stance.breach().is_some(), breaks(&list, frame, out, zones), "{:?}", stance);
            let Some(breach) = stance.breach() else { continue };
            // Only an out-time that no cue can have (at the first frame, a cut on the second) has no place.
            prop_assume!(breach.to >= 0);
            prop_assert!(list.contains(&breach.cut));
            prop_assert!((breach.cut - frame).abs() < half || out, "{:?}", breach);
            for to in [Some(breach.to), breach.or].into_iter().flatten() {
                prop_assert!(to >= 0 && to != frame && !breaks(&list, to, out, zones), "{}: {:?}", to, breach);
            }
            prop_assert!(breach.or != Some(breach.to));
        }
    }

    #[test]
    fn no_arithmetic_overflows(frame in any::<i64>(), half in any::<i64>(), gap in any::<i64>(), snap in any::<i64>()) {
        let zones = Zones { half, gap, snap };
        let shots = frames(&[1, 2, 1_000_000_000]);
        let _ = (in_time(frame, &shots, zones), out_time(frame, &shots, zones));
    }
}
