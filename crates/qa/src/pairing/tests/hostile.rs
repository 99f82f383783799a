//! Tracks no film has: nothing panics, nothing takes more than linear time.

use super::laws::conserved;
use crate::language::Tongue;
use crate::pairing::{Options, Side, pair};
use std::borrow::Cow;
use std::time::{Duration, Instant};
use tregua_parse::base::Span;
use tregua_parse::model::{Cue, Line, Run, Style, Track};
use tregua_parse::time::Time;

/// A track of cues with these times in milliseconds, in this order.
fn track(times: impl Iterator<Item = (i64, i64)>, text: &'static str) -> Track<'static> {
    let mut track = Track::default();
    for ((start, end), at) in times.zip(0u32..) {
        let time =
            |ms| Time::from_millis(ms).unwrap_or(Time::from_ticks(if ms < 0 { i64::MIN } else { i64::MAX }));
        track.cues.push(Cue {
            times: Some((time(start), time(end))),
            lines: at..at + 1,
            align: None,
            details: None,
        });
        track.lines.push(Line { span: Span::new(0, 0), runs: at..at + 1 });
        let run =
            Run { text: Cow::Borrowed(text), span: Span::new(0, 0), style: Style::default(), details: None };
        track.runs.push(run);
    }
    track
}

fn side(times: impl Iterator<Item = (i64, i64)>) -> Side {
    Side::new(&track(times, "- ¿Cuántos días llevamos? Veintitrés, Висенте."), Tongue::Spanish)
}

#[test]
fn nothing_answers_nothing() {
    let none = || side(std::iter::empty());
    let one = || side(std::iter::once((1000, 2000)));
    assert!(pair(&[], &Options::default()).groups.is_empty());
    assert!(pair(&[none(), none(), none()], &Options::default()).groups.is_empty());
    for sides in [vec![one()], vec![one(), none()], vec![none(), one()], vec![none(), one(), none(), one()]] {
        let found = pair(&sides, &Options::default());
        conserved(&sides, &found);
    }
}

#[test]
fn extreme_and_disordered_times() {
    let wild = || {
        let times =
            [(i64::MAX, i64::MIN), (i64::MIN, i64::MAX), (0, 0), (5, -5), (i64::MAX, i64::MAX), (-9, 9)];
        side(times.into_iter().cycle().take(40))
    };
    let back = || side((0..120).rev().map(|at| (at * 3000, at * 3000 + 2500)));
    let plain = || side((0..120).map(|at| (at * 3000 + at % 7 * 100, at * 3000 + 2500)));
    let nested = || side((0..120).map(|at| (at * 10, 10_000_000 - at * 10)));
    let empty = || side((0..120).map(|at| (at * 3000, at * 3000)));
    let all = [wild, back, plain, nested, empty];
    let search = [
        Time::from_ticks(i64::MIN),
        Time::from_ticks(0),
        Options::default().search,
        Time::from_ticks(i64::MAX),
    ];
    for one in all {
        for other in all {
            for search in search {
                let sides = [one(), other(), plain()];
                conserved(&sides, &pair(&sides, &Options { search }));
            }
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
/// How long two such tracks take, of 500 cues and of 5 000.
fn grows_linearly(name: &str, times: impl Fn(i64) -> (i64, i64)) {
    let took = |count: i64| {
        let sides = [side((0..count).map(&times)), side((0..count).map(&times))];
        let start = Instant::now();
        let found = pair(&sides, &Options::default());
        let took = start.elapsed();
        let paired: usize =
            found.groups.iter().map(|group| group.cues.iter().map(Vec::len).sum::<usize>()).sum();
        assert_eq!(paired, sides.iter().map(|side| side.cues).sum::<usize>());
        took
    };
    let (few, many) = (took(500), took(5000));
    println!("{name}: {few:?}, {many:?}");
    // Ten times as much and some, on a busy machine.
    assert!(many < few * 40 + Duration::from_millis(500), "{name}: {few:?}, {many:?}");
}

#[test]
fn ten_times_the_cues_take_ten_times_as_long() {
    grows_linearly("a long film", |at| (at * 3000 + at % 13 * 90, at * 3000 + 2400));
    grows_linearly("all at one time", |_| (5000, 7000));
    grows_linearly("all within a second", |at| (at % 1000, at % 1000 + 50));
    grows_linearly("each within the one before", |at| (at, 1_000_000 - at));
    grows_linearly("two heaps", |at| if at % 2 == 0 { (0, 1000) } else { (50_000_000, 50_001_000) });
}
