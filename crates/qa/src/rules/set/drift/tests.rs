use super::*;

const PARAMS: Params = Params { max_ms: 300, search_ms: 60_000, tolerance_ms: 150, window: 20 };

/// In-times of a made-up film: irregular, as dialogue is.
fn film(n: usize) -> Vec<i64> {
    let mut seed = 7u64;
    let mut at = 12_000;
    let step = |seed: &mut u64| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        1500 + i64::try_from(*seed >> 33).unwrap() % 6400
    };
    (0..n)
        .map(|_| {
            at += step(&mut seed);
            at
        })
        .collect()
}

fn places(reference: &[i64], starts: &[i64]) -> Vec<(usize, i64)> {
    let votes = Votes::new(&PARAMS, reference);
    votes.places(starts, votes.stretches(starts))
}

fn cues(starts: &[i64]) -> Vec<TimedCue> {
    let time = |ms| Time::from_millis(ms).unwrap();
    (0u32..)
        .zip(starts)
        .map(|(index, ms)| TimedCue { start: time(*ms), index, end: time(ms + 1000) })
        .collect()
}

#[test]
fn a_shift_is_named_once_with_its_true_size() {
    let film = film(400);
    for by in [-30_000, -3000, 417, 800, 5000, 45_000] {
        let moved: Vec<i64> = film.iter().map(|t| t + by).collect();
        assert_eq!(places(&film, &moved), [(0, by)], "{by}");
    }
    assert_eq!(places(&film, &film), []);
}

#[test]
fn a_cut_is_named_at_its_cue() {
    let film = film(400);
    for from in [3, 37, 200, 207, 385] {
        let moved: Vec<i64> =
            film.iter().enumerate().map(|(i, t)| t + if i >= from { 2500 } else { 0 }).collect();
        let found = places(&film, &moved);
        assert_eq!(found.len(), 1, "{from}: {found:?}");
        assert!(found[0].0.abs_diff(from) <= 1 && found[0].1 == 2500, "{from}: {found:?}");
    }
}

#[test]
fn another_speed_is_named_with_its_rates() {
    let film = film(400);
    let votes = Votes::new(&PARAMS, &film);
    for (from, to) in [("24", "25"), ("25", "23.976"), ("23.976", "24")] {
        let (from, to): (FrameRate, FrameRate) = (from.parse().unwrap(), to.parse().unwrap());
        // Made for `from`, the film is at `to`: carried over, the track would fit.
        let map = TimeMap::rate(to, from);
        let own: Vec<i64> =
            film.iter().map(|ms| map.apply(Time::from_millis(*ms).unwrap()).unwrap().to_millis()).collect();
        let found = votes.other_speed(&cues(&own), &votes.stretches(&own));
        let speed = found.map(|(a, b)| Speed::between(a, b));
        assert_eq!(speed, Some(Speed::between(from, to)), "{from} {to}");
    }
    assert_eq!(votes.other_speed(&cues(&film), &votes.stretches(&film)), None);
}

#[test]
fn another_film_is_no_drift_of_a_size() {
    let (one, other) = (film(300), film(700));
    let other: Vec<i64> = other.iter().skip(123).map(|t| t * 13 / 11).collect();
    assert!(places(&one, &other).len() <= 2);
}

proptest::proptest! {
    #[test]
    fn a_look_nearby_finds_what_a_look_everywhere_finds(
        gaps in proptest::collection::vec(1i64..3000, 1..60),
        off in proptest::collection::vec(-400i64..400, 1..20),
        from in 0usize..40,
    ) {
        let reference: Vec<i64> = gaps.iter().scan(0, |at, gap| { *at += gap; Some(*at) }).collect();
        let mut own: Vec<i64> = reference.iter().skip(from).zip(&off).map(|(at, off)| at + off / 4).collect();
        own.sort_unstable();
        let votes = Votes::new(&PARAMS, &reference);
        proptest::prop_assert_eq!(votes.distance(&own), votes.most(&own, PARAMS.search_ms));
    }
}
