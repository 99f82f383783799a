use super::*;
use tregua_parse::time::Time;

fn ms(n: i64) -> Time {
    Time::from_millis(n).unwrap()
}

/// A film of `count` cues whose gaps and lengths follow no rule that repeats.
fn film(count: i64, seed: u64) -> Vec<Line> {
    let mut state = seed;
    let mut dice = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i64 % sides as i64
    };
    let mut at = 0;
    let line = |_| {
        at += 900 + dice(5200);
        let start = at;
        at += 800 + dice(2600);
        Line { start: ms(start), end: ms(at), clue: Clue::default() }
    };
    (0..count).map(line).collect()
}

fn moved(lines: &[Line], to: impl Fn(i64) -> i64) -> Vec<Line> {
    let moved = |time: Time| ms(to(time.to_millis()));
    lines.iter().map(|l| Line { start: moved(l.start), end: moved(l.end), clue: l.clue }).collect()
}

/// The furthest any in-time is from where it belongs, in milliseconds.
fn worst(found: &Alignment, own: &[Line], right: &[Line]) -> i64 {
    let out = |(own, right): (&Line, &Line)| {
        (found.map.apply(own.start).unwrap().to_millis() - right.start.to_millis()).abs()
    };
    own.iter().zip(right).map(out).max().unwrap()
}

#[test]
fn a_track_in_sync_is_left() {
    let film = film(300, 1);
    let found = align(&film, &film, &Options::default()).unwrap();
    assert!(found.in_sync && found.map.is_identity() && found.splits.is_empty());
    // Other people's times wander by a frame or two.
    let other = moved(&film, |t| t + t * 7 % 61 - 30);
    assert!(align(&other, &film, &Options::default()).unwrap().in_sync);
}

#[test]
fn distance_speed_and_splits_are_found_together() {
    let film = film(600, 2);
    let cut = film[300].start.to_millis() - 400;
    let late = |t: i64| t * 24 / 25 + if t < cut { 5_000 } else { 47_000 };
    let own = moved(&film, late);
    // Speed in units of the right side: 25/24.
    let found = align(&own, &film, &Options::default()).unwrap();
    assert!(found.usual && found.speed.fraction() == (25, 24), "{}", found.speed);
    assert_eq!(found.splits.len(), 1);
    assert!(worst(&found, &own, &film) <= 20);
    let split = found.splits[0];
    assert!(split.earliest <= split.at && split.at <= split.latest);
    assert_eq!(split.jump.to_millis(), -43_750);
}

#[test]
fn odd_speeds_are_found() {
    let film = film(500, 3);
    let own = moved(&film, |t| t * 10_000 / 10_123 + 2_000);
    let found = align(&own, &film, &Options::default()).unwrap();
    assert!(!found.usual && worst(&found, &own, &film) <= 20, "{}", found.speed);
}

#[test]
fn other_films_are_refused() {
    for seed in 10..13 {
        let refusal = align(&film(300, seed), &film(320, seed + 100), &Options::default()).unwrap_err();
        assert!(refusal.confidence < 900, "{refusal}");
    }
    assert_eq!(align(&film(3, 1), &film(300, 1), &Options::default()).unwrap_err().why, Why::TooFew);
    assert!(align(&[], &[], &Options::default()).is_err());
}

#[test]
fn what_repeats_is_a_tie() {
    let beat: Vec<Line> = (0..200)
        .map(|n| Line { start: ms(n * 4000), end: ms(n * 4000 + 1500), clue: Clue::default() })
        .collect();
    let own = moved(&beat[40..160], |t| t + 1234);
    let found = align(&own, &beat, &Options::default());
    assert!(found.is_err(), "{found:?}");
}

#[test]
fn wild_times_do_no_harm() {
    let film = film(200, 5);
    let mut own = moved(&film, |t| t + 3_700);
    own[7].start = Time::from_ticks(i64::MAX);
    own[9].end = Time::from_ticks(i64::MIN);
    let found = align(&own, &film, &Options::default()).unwrap();
    assert_eq!(found.map.apply(ms(60_000)), Some(ms(56_300)));
}

#[test]
fn a_track_of_another_film_does_not_go_with_the_others() {
    let film = film(200, 5);
    let own = moved(&film, |t| t + 3_700);
    let found = align(&own, &film, &Options::default()).unwrap();
    // Half of its cues, and by other hands.
    let other: Vec<Line> = moved(&own, |t| t + t % 83).into_iter().step_by(2).collect();
    assert_eq!(belongs(&other, &film, &found.map), Ok(()));
    let refusal = belongs(&super::tests::film(200, 6), &film, &found.map).unwrap_err();
    assert_eq!(refusal.why, Why::Share);
    assert!(belongs(&[], &film, &found.map).is_err() && belongs(&own, &[], &found.map).is_err());
}

#[test]
fn a_film_s_order_is_kept() {
    let film = film(400, 7);
    // A scene that has moved is found; forty that were dealt anew are no film.
    let at = |n: usize| film[n].start.to_millis();
    let scene = |own: &[Line], by: i64| moved(own, |t| t + by);
    let mut own = scene(&film[..100], 0);
    own.extend(scene(&film[200..300], at(100) - at(200)));
    own.extend(scene(&film[100..200], at(300) - at(200)));
    own.extend(scene(&film[300..], 0));
    let found = align(&own, &film, &Options::default()).unwrap();
    assert_eq!(found.splits.len(), 3);
    let mut dealt = Vec::new();
    let mut end = 0;
    for n in (0..40).map(|n| n * 27 % 40 * 10) {
        let part = &film[n..n + 10];
        dealt.extend(scene(part, end - part[0].start.to_millis()));
        end = dealt.last().unwrap().end.to_millis() + 1_000;
    }
    let refusal = align(&dealt, &film, &Options::default()).unwrap_err();
    assert!(matches!(refusal.why, Why::Order | Why::Nothing | Why::Tie | Why::Unsure), "{refusal}");
}

#[test]
fn a_reference_may_hold_a_part_of_the_film() {
    let film = film(900, 8);
    let own = moved(&film, |t| t + 3_700);
    for part in [&film[..200], &film[400..600], &film[700..]] {
        let found = align(&own, part, &Options::default()).unwrap();
        assert!(found.splits.is_empty() && worst(&found, &own, &film) <= 20, "{:?}", found.splits);
    }
}

#[test]
fn five_cues_are_enough_where_they_agree_and_other_films_are_refused() {
    let films: Vec<Vec<Line>> = (0..100).map(|seed| film(5, seed * 77 + 5)).collect();
    // Another language: in-times on other frames, cues of other lengths.
    let spoken = |film: &[Line], by: i64| -> Vec<Line> {
        let frame = |time: i64| (time * 25 / 1000) * 1000 / 25;
        let own = moved(film, |t| frame(t + by));
        let longer =
            |(n, line): (usize, Line)| Line { end: ms(line.end.to_millis() + [0, 400, -300][n % 3]), ..line };
        own.into_iter().enumerate().map(longer).collect()
    };
    let (mut found, mut wrong) = (0, 0);
    for (at, film) in films.iter().enumerate() {
        let own = spoken(film, 700 * at as i64);
        if let Ok(answer) = align(&own, film, &Options::default()) {
            assert!(worst(&answer, &own, film) <= 40, "{at}");
            found += 1;
        }
        for step in [7, 31] {
            let other = &films[(at + step) % films.len()];
            wrong += usize::from(align(&own, other, &Options::default()).is_ok());
        }
    }
    assert!(found >= 97 && wrong <= 2, "{found} of 100 found, {wrong} of 200 taken for another");
}
