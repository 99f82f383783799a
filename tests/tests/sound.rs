//! Speech at known times over silence, noise and something like music: what is heard begins where it was spoken, and
//! cues that are late, at another speed or cut otherwise find their way back to it. Where there is no espeak-ng the tests
//! say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use tregua_audio::{Speech, listen};
use tregua_parse::time::Time;
use tregua_qa::align::{Alignment, Clue, Line, Options, Refusal, align};
use tregua_speech::{Background, Cue, Heard, Scene, Speaker, from_srt, is_there, write};
use tregua_tests::corpus::root;

/// How much of the feature is spoken, in milliseconds.
const LENGTH: u64 = 200_000;

/// Cues of the feature from one time to another, as if the film began there.
fn cues(lang: &str, from: u64, to: u64) -> Vec<Cue> {
    let text =
        fs::read_to_string(root().join(format!("fixtures/feature/tregua-feature.{lang}.srt"))).unwrap();
    let inside = from_srt(&text).into_iter().filter(|cue| cue.start >= from && cue.end < to);
    inside.map(|cue| Cue { start: cue.start - from, end: cue.end - from, ..cue }).collect()
}

/// A scene, and what is heard in it.
fn spoken(lang: &str, scene: Scene) -> (Vec<Heard>, Speech) {
    let mut wav = Cursor::new(Vec::new());
    let voice = lang.split('-').next().unwrap();
    let truth = write(&mut wav, &cues(lang, 0, LENGTH), &Speaker::new(voice), scene).unwrap();
    wav.set_position(0);
    (truth, listen(wav, None, &mut |_| ControlFlow::Continue(())).unwrap())
}

fn is_dumb() -> bool {
    let dumb = !is_there();
    if dumb {
        eprintln!("skipped: espeak-ng is not installed");
    }
    dumb
}

/// A language, a scene, when sentences are heard in it, and what was.
type Played = (&'static str, Scene, Vec<Heard>, Speech);

/// Every scene, played and heard once for all tests.
static SCENES: LazyLock<Vec<Played>> = LazyLock::new(|| {
    let scene = |background, snr, seed| Scene { background, snr, seed };
    [
        ("es-ES", scene(Background::Silence, 20.0, 1)),
        ("kk", scene(Background::Pink, 10.0, 2)),
        ("ru", scene(Background::White, 3.0, 3)),
        ("es-ES", scene(Background::Pink, 0.0, 4)),
        ("kk", scene(Background::Music, 10.0, 5)),
        ("ru", scene(Background::Film, 3.0, 6)),
    ]
    .into_iter()
    .map(|(lang, scene)| {
        let (truth, speech) = spoken(lang, scene);
        (lang, scene, truth, speech)
    })
    .collect()
});

fn ms(n: i64) -> Time {
    Time::from_millis(n).unwrap()
}

fn line((start, end): (i64, i64)) -> Line {
    Line { start: ms(start), end: ms(end), clue: Clue::default() }
}

fn found(own: &[(i64, i64)], speech: &Speech) -> Result<Alignment, Refusal> {
    let own: Vec<Line> = own.iter().copied().map(line).collect();
    let heard = |it: &tregua_audio::Interval| line((it.start_ms as i64, it.end_ms as i64));
    align(&own, &speech.intervals.iter().map(heard).collect::<Vec<_>>(), &Options::default())
}

/// Cues as people set them, up to 80 ms off.
fn own(cues: &[Cue]) -> Vec<(i64, i64)> {
    let off = |n: usize| (n * n * 7919 + n * 104_729) as i64 % 161 - 80;
    let cue = |(n, cue): (usize, &Cue)| (cue.start as i64 + off(n), cue.end as i64 + off(n + 1000));
    cues.iter().enumerate().map(cue).collect()
}

/// Times that go where they were spoken, in per cent, and the middle one of what they are out by.
fn right(found: &Alignment, moved: &[i64], cues: &[Cue]) -> (usize, i64) {
    let out = |(moved, cue): (&i64, &Cue)| {
        found.map.apply(ms(*moved)).map_or(i64::MAX, |time| time.to_millis() - cue.start as i64)
    };
    let mut out: Vec<i64> = moved.iter().zip(cues).map(out).collect();
    out.sort_unstable();
    (out.iter().filter(|out| out.abs() <= 100).count() * 100 / out.len(), out[out.len() / 2])
}

#[test]
fn speech_begins_where_it_was_spoken() {
    if is_dumb() {
        return;
    }
    for (lang, scene, truth, speech) in SCENES.iter() {
        let nearest = |one: &Heard| {
            let away = speech.intervals.iter().map(|it| it.start_ms as i64 - one.start as i64);
            away.min_by_key(|away| away.abs()).filter(|away| away.abs() < 150)
        };
        let mut away: Vec<i64> = truth.iter().filter_map(nearest).collect();
        away.sort_unstable();
        let (share, middle) = (away.len() * 100 / truth.len(), away[away.len() / 2]);
        eprintln!("{lang} {scene:?}: {share} % found, {middle} ms late");
        assert!(share >= 65, "{lang} {scene:?}: {share} % of {} sentences", truth.len());
        assert!(middle.abs() <= 25, "{lang} {scene:?}: {middle} ms late");
    }
}

#[test]
fn cues_find_the_sound_of_their_film() {
    if is_dumb() {
        return;
    }
    for (lang, scene, _, speech) in SCENES.iter() {
        let cues = cues(lang, 0, LENGTH);
        let own = own(&cues);
        type Move = fn(i64) -> i64;
        let cases: [(&str, Move, usize); 3] = [
            ("late", |time| time + 3700, 100),
            ("at the speed of 25 for 24", |time| time * 24 / 25, 100),
            ("cut", |time| if time < 110_000 { time - 1500 } else { time + 12_300 }, 95),
        ];
        for (what, by, least) in cases {
            let own: Vec<_> = own.iter().map(|cue| (by(cue.0), by(cue.1))).collect();
            let exact: Vec<_> = cues.iter().map(|cue| by(cue.start as i64)).collect();
            let found = found(&own, speech).unwrap_or_else(|why| panic!("{lang} {scene:?}, {what}: {why}"));
            let (share, middle) = right(&found, &exact, &cues);
            eprintln!("{lang} {scene:?}, {what}: {share} %, {middle} ms, {} splits", found.splits.len());
            assert!(share >= least, "{lang} {scene:?}, {what}: {share} %, {middle} ms off");
        }
    }
}

#[test]
fn the_sound_of_another_film_is_refused() {
    if is_dumb() {
        return;
    }
    for (lang, scene, _, speech) in SCENES.iter() {
        for part in [2, 5] {
            let other = own(&cues(lang, part * LENGTH, (part + 1) * LENGTH));
            let found = found(&other, speech);
            assert!(found.is_err(), "{lang} {scene:?}: part {part} of the film was taken for the first");
        }
    }
}
