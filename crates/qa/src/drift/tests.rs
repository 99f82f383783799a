use super::*;
use crate::retime::TimeMap;
use proptest::prelude::*;
use tregua_parse::time::parse_signed;

fn ms(n: i64) -> Time {
    Time::from_millis(n).unwrap()
}

/// A source of numbers that a test can repeat.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % n
    }
}

/// In-times of a made-up reference, irregular as dialogue is.
fn film(n: usize, dice: &mut Dice) -> Vec<i64> {
    let mut at = 12_000;
    let step = |dice: &mut Dice| {
        let most = if dice.below(20) == 0 { 40_000 } else { 6400 };
        1200 + dice.below(most)
    };
    (0..n)
        .map(|_| {
            at += step(dice);
            at
        })
        .collect()
}

/// Pairs of a track whose times `wrong` made of the film's, with jitter, holes and wrong pairs (in percent).
fn pairs(
    film: &[i64],
    noise: i64,
    bad: i64,
    dice: &mut Dice,
    wrong: impl Fn(i64) -> i64,
) -> Vec<(Time, Time)> {
    let mut out = Vec::new();
    for at in film {
        // Every eighth cue has no answer.
        if dice.below(8) == 0 {
            continue;
        }
        let own = wrong(*at) + dice.below(noise * 2 + 1) - noise;
        let other = if dice.below(100) < bad { at + dice.below(12_000) - 6000 } else { *at };
        out.push((ms(own), ms(other)));
    }
    out
}

const TOLERANCE: i64 = 150;

fn see(pairs: &[(Time, Time)]) -> Shape {
    shape(pairs, ms(TOLERANCE))
}

/// The share of the film's in-times that the cure brings within the tolerance.
fn cured(shape: &Shape, film: &[i64], wrong: impl Fn(i64) -> i64) -> usize {
    let map = shape.map().unwrap();
    let good =
        film.iter().filter(|at| (map.apply(ms(wrong(**at))).unwrap().to_millis() - **at).abs() <= TOLERANCE);
    good.count() * 100 / film.len()
}

#[test]
fn one_distance() {
    let mut dice = Dice(1);
    for by in [0, -2500, 417, 40_000] {
        let film = film(300, &mut dice);
        let found = see(&pairs(&film, 60, 25, &mut dice, |t| t - by));
        let Kind::Constant { by: got } = found.kind else { panic!("{by}: {found:?}") };
        assert!((got.to_millis() - by).abs() <= 20 && found.confidence >= 60, "{by}: {found:?}");
    }
    // Few pairs, few words.
    assert!(matches!(see(&[(ms(0), ms(0)); 3]).kind, Kind::Unclear));
    // Three that agree are enough where they are all there is; three that do not are nothing.
    let three =
        |by: [i64; 3]| [0, 1, 2].map(|n| (ms(n * 3000), ms(n * 3000 + by[usize::try_from(n).unwrap()])));
    assert_eq!(see(&three([700; 3])).kind, Kind::Constant { by: ms(700) });
    assert_eq!(see(&three([700, 0, 700])).kind, Kind::Unclear);
    let few: Vec<_> = (0..4).map(|n| (ms(n * 3000), ms(n * 3000 + 700))).collect();
    assert_eq!((see(&few).kind, see(&few).confidence), (Kind::Constant { by: ms(700) }, 65));
    assert!(matches!(see(&[]).kind, Kind::Unclear));
}

#[test]
fn known_frame_rates_are_named() {
    let mut dice = Dice(2);
    let rates = ["24", "23.976", "25"].map(|r| r.parse::<FrameRate>().unwrap());
    for from in rates {
        for to in rates.into_iter().filter(|to| *to != from) {
            for by in [0, 3200] {
                let film = film(1200, &mut dice);
                let map = TimeMap::rate(to, from);
                let wrong = |t: i64| map.apply(ms(t - by)).unwrap().to_millis();
                let found = see(&pairs(&film, 50, 20, &mut dice, wrong));
                let Kind::Linear { speed, rates, by: got } = &found.kind else {
                    panic!("{from} {to}: {found:?}")
                };
                assert_eq!(*speed, Speed::between(from, to));
                assert_eq!(*rates, Some((from, to)));
                assert!((got.to_millis() - by).abs() <= 30, "{from} {to} {by}: {found:?}");
                assert!(cured(&found, &film, wrong) >= 99);
                if by == 0 {
                    let want = format!("tregua retime rate --from {from} --to {to} a.srt");
                    assert_eq!(found.cure("a.srt").unwrap(), want);
                }
            }
        }
    }
}

#[test]
fn a_speed_of_its_own_has_points() {
    let mut dice = Dice(3);
    let film = film(1500, &mut dice);
    let wrong = |t: i64| t * 1_017 / 1_000 + 900;
    let found = see(&pairs(&film, 40, 15, &mut dice, wrong));
    assert!(matches!(found.kind, Kind::Linear { rates: None, .. }), "{found:?}");
    assert!(cured(&found, &film, wrong) >= 99, "{found:?}");
    assert!(found.cure("a.srt").unwrap().starts_with("tregua retime points --at "));
}

#[test]
fn steps_at_their_cue() {
    let mut dice = Dice(4);
    for (cuts, bad) in
        [(vec![2500], 0), (vec![2500], 25), (vec![-1800, 3000], 20), (vec![800, 800, -4000], 15)]
    {
        let film = film(1400, &mut dice);
        let borders: Vec<i64> = (1..=cuts.len()).map(|n| film[n * film.len() / (cuts.len() + 1)]).collect();
        let wrong = |t: i64| {
            let jumps = borders.iter().zip(&cuts).filter(|(at, _)| t >= **at);
            t + jumps.map(|(_, by)| *by).sum::<i64>()
        };
        let found = see(&pairs(&film, 50, bad, &mut dice, wrong));
        let Kind::Steps { speed, steps } = &found.kind else { panic!("{cuts:?}: {found:?}") };
        assert_eq!((*speed, steps.len()), (Speed::ONE, cuts.len() + 1), "{found:?}");
        for (step, border) in steps.iter().skip(1).zip(&borders) {
            // With wrong pairs about, a few cues next to the cut may be without a good one.
            let cues =
                film.iter().filter(|t| (*border.min(&step.from.to_millis())..wrong(*border)).contains(*t));
            assert!(cues.count() <= 6, "{border} {step:?}");
        }
        assert!(cured(&found, &film, wrong) >= 98, "{found:?}");
    }
}

#[test]
fn a_late_cut_of_a_few_cues_is_seen() {
    let mut dice = Dice(5);
    let film = film(1800, &mut dice);
    for last in [12, 30, 100] {
        let border = film[film.len() - last];
        let wrong = |t: i64| if t >= border { t + 5000 } else { t };
        let found = see(&pairs(&film, 40, 5, &mut dice, wrong));
        assert!(matches!(&found.kind, Kind::Steps { steps, .. } if steps.len() == 2), "{last}: {found:?}");
    }
}

#[test]
fn a_speed_and_a_cut_together() {
    let mut dice = Dice(6);
    let film = film(1600, &mut dice);
    let border = film[700];
    let map = TimeMap::rate(FrameRate::F24, FrameRate::F25);
    let wrong = |t: i64| map.apply(ms(t)).unwrap().to_millis() + if t >= border { 7000 } else { 0 };
    let found = see(&pairs(&film, 40, 10, &mut dice, wrong));
    let Kind::Steps { speed, steps } = &found.kind else { panic!("{found:?}") };
    assert_eq!((*speed, steps.len()), (Speed::between(FrameRate::F25, FrameRate::F24), 2));
    assert!(cured(&found, &film, wrong) >= 99);
}

#[test]
fn the_commands_say_what_they_mean() {
    let mut dice = Dice(7);
    let film = film(400, &mut dice);
    let border = film[200];
    for by in [-3000, 3000] {
        let wrong = |t: i64| if t >= border { t + by } else { t };
        let found = see(&pairs(&film, 0, 0, &mut dice, wrong));
        let command = found.cure("a.srt").unwrap();
        let points: Vec<(Time, Time)> = command
            .split(' ')
            .filter_map(|word| word.split_once('='))
            .map(|(old, new)| (parse_signed(old).unwrap(), parse_signed(new).unwrap()))
            .collect();
        let map = TimeMap::points(&points).unwrap();
        let mended = |t: i64| map.apply(ms(t)).unwrap().to_millis();
        for at in &film {
            assert_eq!(mended(wrong(*at)), *at, "{command}");
        }
        // The last cue before the step keeps its length as far as the next one leaves it room.
        let last = film[199];
        let room = (film[200] + by.min(0) - last - 2).clamp(0, 1500);
        assert_eq!(mended(last + room) - last, room, "{command}");
    }
    let shift = |by: i64| {
        let shape = see(&(0..9).map(|n| (ms(n * 3000), ms(n * 3000 + by))).collect::<Vec<_>>());
        shape.cure("x")
    };
    assert_eq!(shift(0), None);
    assert_eq!(shift(12_000).unwrap(), "tregua retime shift --by +12s x");
    assert_eq!(shift(-40).unwrap(), "tregua retime shift --by -0.04s x");
}

/// In-times alone, with nothing said of which belongs to which.
fn unpaired(film: &[i64], dice: &mut Dice, wrong: impl Fn(i64) -> i64) -> Shape {
    let mut own = Vec::new();
    for at in film {
        // Some cues are missing, some are split.
        match dice.below(12) {
            0 => {}
            1 => own.extend([wrong(*at) + dice.below(81) - 40, wrong(*at) + 1100]),
            _ => own.push(wrong(*at) + dice.below(81) - 40),
        }
    }
    own.sort_unstable();
    let times = |list: &[i64]| list.iter().map(|at| ms(*at)).collect::<Vec<_>>();
    shape(&meet(&times(&own), &times(film), ms(60_000), ms(TOLERANCE)), ms(TOLERANCE))
}

#[test]
fn in_times_find_one_another() {
    let mut dice = Dice(9);
    let film = film(1000, &mut dice);
    for by in [0, 700, -2500, 31_000] {
        let found = unpaired(&film, &mut dice, |t| t - by);
        let Kind::Constant { by: got } = found.kind else { panic!("{by}: {found:?}") };
        assert!((got.to_millis() - by).abs() <= 30, "{by}: {found:?}");
    }
    for (from, to) in [("25", "24"), ("24", "25"), ("23.976", "25"), ("25", "23.976")] {
        let (from, to): (FrameRate, FrameRate) = (from.parse().unwrap(), to.parse().unwrap());
        let map = TimeMap::rate(to, from);
        let found = unpaired(&film, &mut dice, |t| map.apply(ms(t)).unwrap().to_millis());
        assert!(matches!(found.kind, Kind::Linear { rates: Some(r), .. } if r == (from, to)), "{found:?}");
    }
    let border = film[600];
    let found = unpaired(&film, &mut dice, |t| if t >= border { t + 4000 } else { t });
    assert!(matches!(&found.kind, Kind::Steps { steps, .. } if steps.len() == 2), "{found:?}");
    assert!(cured(&found, &film, |t| if t >= border { t + 4000 } else { t }) >= 98);
}

#[test]
fn another_film_meets_nobody() {
    let mut dice = Dice(10);
    let (one, other) = (film(600, &mut dice), film(600, &mut dice));
    let times = |list: &[i64]| list.iter().map(|at| ms(*at)).collect::<Vec<_>>();
    let pairs = meet(&times(&one), &times(&other), ms(60_000), ms(TOLERANCE));
    assert_eq!(shape(&pairs, ms(TOLERANCE)).kind, Kind::Unclear, "{} pairs", pairs.len());
    assert!(
        meet(&[], &times(&one), ms(1), ms(1)).is_empty() && meet(&times(&one), &[], ms(1), ms(1)).is_empty()
    );
}

/// The in-times of a track that `wrong` made of the film's, a tenth of the cues missing, and its first cue at or behind a
/// place of the film.
fn track(film: &[i64], dice: &mut Dice, wrong: impl Fn(i64) -> i64) -> Vec<Time> {
    let one = |at: &i64| (dice.below(10) > 0).then(|| ms(wrong(*at) + dice.below(81) - 40));
    film.iter().filter_map(one).collect()
}

#[test]
fn a_turn_is_known_to_the_cue() {
    let mut dice = Dice(11);
    let mut exact = 0;
    for round in 0..40 {
        let film = film(200, &mut dice);
        let reference: Vec<Time> = film.iter().map(|at| ms(*at)).collect();
        let place = 30 + usize::try_from(dice.below(140)).unwrap();
        let by = [400, -700, 2500, 9000, 30_000][round % 5];
        let late = |t: i64| if t >= film[place] { t + by } else { t };
        let own: Vec<Time> = film.iter().map(|at| ms(late(*at) + dice.below(81) - 40)).collect();
        let Apart::By(shape) = apart(&own, &reference, ms(60_000), ms(TOLERANCE)) else { panic!("{round}") };
        let Kind::Steps { steps, .. } = &shape.kind else { panic!("{round}: {shape:?}") };
        assert_eq!(steps.len(), 2, "{round}: {shape:?}");
        let found = own.iter().position(|at| *at == steps[1].from).unwrap();
        assert!(found.abs_diff(place) <= 1, "{round}: {found} for {place}, {by}");
        exact += usize::from(found == place);
    }
    // Now and then a cue fits both sides of the turn by chance.
    assert!(exact >= 39, "{exact}");
}

#[test]
fn strangers_are_told_from_relations() {
    let mut dice = Dice(12);
    let (one, other) = (film(400, &mut dice), film(500, &mut dice));
    let search = ms(60_000);
    let now = |t: i64| t;
    let (a, b, c) = (track(&one, &mut dice, now), track(&one, &mut dice, now), track(&other, &mut dice, now));
    let seen = |x: &[Time], y: &[Time]| apart(x, y, search, ms(TOLERANCE));
    assert_eq!(
        (seen(&a, &b), seen(&a, &c), seen(&c, &a)),
        (Apart::Together, Apart::Strangers, Apart::Strangers)
    );
    // An hour off, at another speed, or both: still the same film.
    let speed = TimeMap::rate(FrameRate::F25, FrameRate::F23_976);
    let slow = |t: i64| speed.apply(ms(t)).unwrap().to_millis();
    for moved in [
        track(&one, &mut dice, |t| t + 3_600_000),
        track(&one, &mut dice, slow),
        track(&one, &mut dice, |t| slow(t) + 3_600_000),
    ] {
        let Apart::By(shape) = seen(&moved, &a) else { panic!("{:?}", seen(&moved, &a)) };
        let map = shape.map().unwrap();
        let near = |t: &&Time| {
            a.iter().any(|r| (map.apply(**t).unwrap().to_millis() - r.to_millis()).abs() <= TOLERANCE)
        };
        assert!(moved.iter().filter(near).count() * 10 >= moved.len() * 8, "{shape:?}");
    }
    // Other cues of the same dialogue: half a second here and there, some split.
    let loose: Vec<Time> = one.iter().map(|at| ms(at + dice.below(900) - 450)).collect();
    assert_ne!(seen(&loose, &a), Apart::Strangers);
    let set = |tracks: &[&Vec<Time>]| {
        strangers(&tracks.iter().map(|t| (*t).clone()).collect::<Vec<_>>(), search, ms(TOLERANCE), LONG)
    };
    assert_eq!(set(&[&a, &c]), [false, true]);
    assert_eq!(set(&[&c, &a, &b]), [true, false, false]);
    assert_eq!(set(&[&a, &b, &c]), [false, false, true]);
    assert_eq!(set(&[&a, &b]), [false, false]);
    // Too short to tell.
    assert_eq!(seen(&a[..30], &c), Apart::Unclear);
    assert_eq!(set(&[]).len(), 0);
}

#[test]
fn another_film_has_no_shape() {
    let mut dice = Dice(8);
    let (one, other) = (film(500, &mut dice), film(500, &mut dice));
    let pairs: Vec<_> = one.iter().zip(&other).map(|(a, b)| (ms(*a), ms(*b))).collect();
    assert_eq!(see(&pairs).kind, Kind::Unclear);
}

#[test]
fn the_ends_of_time_do_no_harm() {
    let far = |n: i64| Time::from_ticks(if n % 2 == 0 { i64::MIN } else { i64::MAX });
    let pairs: Vec<_> = (0..40).map(|n| (far(n), far(n / 2))).collect();
    let found = shape(&pairs, Time::from_ticks(i64::MAX));
    let _ = (found.map(), found.cure("x"));
    let _ = shape(&pairs, Time::ZERO);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_step_is_found(seed in any::<u64>(), at in 20usize..380, by in prop_oneof![-9000i64..-600, 600i64..9000]) {
        let mut dice = Dice(seed);
        let film = film(400, &mut dice);
        let border = film[at];
        let wrong = |t: i64| if t >= border { t + by } else { t };
        let found = see(&pairs(&film, 40, 15, &mut dice, wrong));
        prop_assert!(cured(&found, &film, wrong) >= 97, "{:?}", found);
    }

    #[test]
    fn the_order_of_the_pairs_does_not_matter(seed in any::<u64>(), by in -9000i64..9000) {
        let mut dice = Dice(seed);
        let film = film(60, &mut dice);
        let mut pairs = pairs(&film, 40, 20, &mut dice, |t| t + by);
        let one = see(&pairs);
        pairs.reverse();
        prop_assert_eq!(one, see(&pairs));
    }
}
