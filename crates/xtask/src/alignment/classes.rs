//! What is wrong in each class of pairs.

use super::cuts::Cuts;
use super::pair::{self, Warp};
use super::source::{Film, Sources};
use super::{Cue, Pair, noise};
use crate::feature::dice::Dice;

/// All classes, in the order of the table in docs/alignment.md.
pub const CLASSES: [&str; 34] = [
    "sync-same",
    "sync-other",
    "offset-small",
    "offset",
    "offset-far",
    "offset-12h",
    "speed-standard",
    "speed-standard-offset",
    "speed-1001",
    "speed-odd",
    "splits",
    "splits-9",
    "splits-small",
    "drift-splits",
    "speed-splits",
    "jitter-50",
    "jitter-150",
    "jitter-300",
    "drop-10",
    "drop-20",
    "drop-40",
    "resegmented",
    "sparse",
    "sparse-splits",
    "forced",
    "forced-splits",
    "sounds",
    "tiny-5",
    "tiny-12",
    "real-short",
    "real-splits",
    "real-independent",
    "unrelated-real",
    "unrelated-anew",
];

/// 24 to 25 and back, 23.976 to 25 and back.
const STANDARD: [(i64, i64); 4] = [(24, 25), (25, 24), (960, 1_001), (1_001, 960)];
/// 23.976 to 24, 29.97 to 30, and back.
const THOUSANDTH: [(i64, i64); 2] = [(1_000, 1_001), (1_001, 1_000)];
/// Frames a second that times may stand on.
const GRIDS: [(i64, i64); 4] = [(24, 1), (25, 1), (24_000, 1_001), (30_000, 1_001)];

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The feature, and in one of three pairs a long real film where there is one.
    Long,
    /// A real film of minutes.
    Short,
    /// A real film of minutes with tracks that were timed by different people.
    Independent,
    /// A long real film.
    Real,
    /// So many cues of the feature that follow one another.
    Window(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    All,
    OneIn(i64),
    Some([i64; 2]),
}

/// What is done to a pair of a class.
struct Recipe {
    from: From,
    same: i64,
    /// Least and greatest offset; the sign falls.
    late: [i64; 2],
    /// Of a hundred pairs, how many have an offset.
    late_share: i64,
    speed: (i64, i64),
    splits: [i64; 2],
    size: [i64; 2],
    jitter: i64,
    drop: i64,
    resegment: i64,
    kept: Kept,
    sounds: [i64; 2],
}

impl Recipe {
    fn of(class: &str, dice: &mut Dice) -> Self {
        let mut out = Self {
            from: From::Long,
            same: 20,
            late: [100, MINUTE],
            late_share: 100,
            speed: (1, 1),
            splits: [0, 0],
            size: [SECOND, 3 * MINUTE],
            jitter: 0,
            drop: 0,
            resegment: 14,
            kept: Kept::All,
            sounds: [0, 0],
        };
        let pick =
            |list: &[(i64, i64)], dice: &mut Dice| list[dice.between(0, list.len() as i64 - 1) as usize];
        match class {
            "sync-same" => (out.same, out.late_share, out.resegment) = (100, 0, 0),
            "sync-other" => (out.same, out.late_share) = (0, 0),
            "offset-small" => out.late = [100, 2 * SECOND],
            "offset" => out.late = [2 * SECOND, MINUTE],
            "offset-far" => out.late = [MINUTE, HOUR],
            "offset-12h" => out.late = [HOUR, 12 * HOUR],
            "speed-standard" => (out.speed, out.late_share) = (pick(&STANDARD, dice), 0),
            "speed-standard-offset" => (out.speed, out.late) = (pick(&STANDARD, dice), [SECOND, 10 * MINUTE]),
            "speed-1001" => (out.speed, out.late_share) = (pick(&THOUSANDTH, dice), 50),
            "speed-odd" => (out.speed, out.late_share) = (odd(dice), 50),
            "splits" => out.splits = [1, 6],
            "splits-9" => out.splits = [9, 9],
            "splits-small" => (out.splits, out.size) = ([1, 4], [300, 999]),
            "drift-splits" => (out.splits, out.speed) = ([1, 6], drift(dice)),
            "speed-splits" => {
                let list = if dice.percent(60) { &STANDARD[..] } else { &THOUSANDTH[..] };
                (out.splits, out.speed) = ([1, 6], pick(list, dice));
            }
            "jitter-50" => (out.jitter, out.splits) = (50, [0, 2]),
            "jitter-150" => (out.jitter, out.splits) = (150, [0, 2]),
            "jitter-300" => (out.jitter, out.splits) = (300, [0, 2]),
            "drop-10" => (out.drop, out.splits) = (10, [0, 2]),
            "drop-20" => (out.drop, out.splits) = (20, [0, 2]),
            "drop-40" => (out.drop, out.splits) = (40, [0, 2]),
            "resegmented" => (out.same, out.resegment, out.splits) = (0, 60, [0, 2]),
            "sparse" => out.kept = Kept::OneIn(4),
            "sparse-splits" => (out.kept, out.splits) = (Kept::OneIn(4), [1, 3]),
            "forced" => out.kept = Kept::Some([40, 100]),
            "forced-splits" => (out.kept, out.splits) = (Kept::Some([40, 100]), [1, 3]),
            "sounds" => (out.sounds, out.splits) = ([10, 30], [0, 2]),
            "tiny-5" => (out.from, out.resegment) = (From::Window(5), 0),
            "tiny-12" => (out.from, out.resegment) = (From::Window(12), 0),
            "real-short" => (out.from, out.late_share) = (From::Short, 70),
            "real-independent" => (out.from, out.same, out.resegment) = (From::Independent, 0, 0),
            "real-splits" => (out.from, out.splits) = (From::Real, [1, 3]),
            _ => {}
        }
        if class == "real-short" && dice.percent(50) {
            out.speed = pick(&STANDARD, dice);
        }
        out
    }
}

/// A speed from 0.9 to 1.1 that no two frame rates have.
fn odd(dice: &mut Dice) -> (i64, i64) {
    match dice.between(0, 5) {
        0 => (10_123, 10_000),
        1 => (95, 100),
        _ => loop {
            let up = dice.between(9_000, 11_000);
            if (up - 10_000).abs() > 3 {
                return (up, 10_000);
            }
        },
    }
}

/// A slow drift: up to one and a half per cent.
fn drift(dice: &mut Dice) -> (i64, i64) {
    let off = dice.between(30, 1_500);
    (if dice.percent(50) { 100_000 + off } else { 100_000 - off }, 100_000)
}

/// The pair `number` of a class; none where there is no film for it.
pub(super) fn make(sources: &Sources, class: &str, number: usize, dice: &mut Dice) -> Option<Pair> {
    let class = CLASSES.into_iter().find(|known| *known == class)?;
    if class.starts_with("unrelated") {
        return unrelated(sources, class, number, dice);
    }
    let recipe = Recipe::of(class, dice);
    let film = film(sources, recipe.from, dice)?;
    let [input, reference] = languages(film, dice.percent(recipe.same), dice);
    let whole = input.1.len().min(reference.1.len());
    let mut tracks = [input.1.clone(), reference.1.clone()];
    if let From::Window(count) = recipe.from {
        let from = dice.between(0, (whole - count) as i64) as usize;
        let since = tracks[0][from].start;
        for track in &mut tracks {
            let first = track.partition_point(|cue| cue.start < since);
            *track = track.iter().skip(first).take(count).cloned().collect();
            let begin = since - lead(since);
            track.iter_mut().for_each(|cue| (cue.start, cue.end) = (cue.start - begin, cue.end - begin));
        }
    }
    if recipe.resegment > 0 {
        for track in &mut tracks {
            *track = noise::resegment(track, recipe.resegment / 2, dice);
        }
    }
    let count = dice.between(recipe.splits[0], recipe.splits[1]);
    let cuts = Cuts::throw([&tracks[0], &tracks[1]], count, recipe.size, dice);
    let [input_track, reference_track] = &mut tracks;
    match dice.between(0, 2) {
        _ if recipe.drop == 0 => {}
        0 => noise::drop(input_track, recipe.drop, dice),
        1 => noise::drop(reference_track, recipe.drop, dice),
        _ => {
            noise::drop(input_track, recipe.drop, dice);
            noise::drop(reference_track, recipe.drop, dice);
        }
    }
    match recipe.kept {
        Kept::All => {}
        Kept::OneIn(n) => noise::leave(input_track, input_track.len() / n as usize, dice),
        Kept::Some([least, most]) => noise::leave(input_track, dice.between(least, most) as usize, dice),
    }
    if recipe.sounds[1] > 0 {
        let share = dice.between(recipe.sounds[0], recipe.sounds[1]);
        if dice.percent(50) {
            noise::sounds(input_track, &input.0, share, dice);
        } else {
            noise::sounds(reference_track, &reference.0, share, dice);
        }
    }
    let warp = Warp {
        cuts,
        speed: recipe.speed,
        late: late(&recipe, dice),
        jitter: recipe.jitter,
        grid: grid(dice),
    };
    let source = format!("{} {}-{}", film.name, input.0, reference.0);
    Some(pair::make(class, number, source, [&tracks[0], &tracks[1]], &warp, dice))
}

/// A window of the feature begins as a film does, a few seconds in.
fn lead(since: i64) -> i64 {
    since.min(8 * SECOND)
}

fn late(recipe: &Recipe, dice: &mut Dice) -> i64 {
    let late = dice.between(recipe.late[0], recipe.late[1]);
    let sign = if dice.percent(50) { 1 } else { -1 };
    if dice.percent(recipe.late_share) { sign * late } else { 0 }
}

/// Half of the pairs stand on frames, half on milliseconds.
fn grid(dice: &mut Dice) -> Option<(i64, i64)> {
    let at = dice.between(0, 2 * GRIDS.len() as i64 - 1) as usize;
    GRIDS.get(at).copied()
}

fn film<'s>(sources: &'s Sources, from: From, dice: &mut Dice) -> Option<&'s Film> {
    let any = |list: &'s [Film], dice: &mut Dice| list.get(dice.between(0, list.len() as i64 - 1) as usize);
    match from {
        From::Long if dice.percent(33) => Some(any(&sources.long, dice).unwrap_or(&sources.feature)),
        From::Long | From::Window(_) => Some(&sources.feature),
        From::Independent => any(&sources.independent, dice),
        From::Short => any(&sources.short, dice),
        From::Real => any(&sources.long, dice),
    }
}

/// Two languages of a film, or one twice.
fn languages<'s>(film: &'s Film, same: bool, dice: &mut Dice) -> [&'s (String, Vec<Cue>); 2] {
    let count = film.tracks.len() as i64;
    let first = dice.between(0, count - 1);
    let second = if same { first } else { (first + dice.between(1, (count - 1).max(1))) % count };
    [&film.tracks[first as usize], &film.tracks[second as usize]]
}

/// Two tracks that have nothing to do with one another: of two real films, or of the feature and another with its habits.
fn unrelated(sources: &Sources, class: &'static str, number: usize, dice: &mut Dice) -> Option<Pair> {
    let (input, reference) = if class == "unrelated-anew" {
        let [one, two] = languages(&sources.feature, dice.percent(30), dice);
        let name = format!("feature {}-anew", one.0);
        ((name, one.1.clone()), ("feature".to_owned(), noise::dealt_anew(&two.1, dice)))
    } else {
        // A long film is made of short ones, so it does not stand beside them.
        let mut all: Vec<&Film> = sources.short.iter().chain(&sources.independent).collect();
        if all.is_empty() {
            return None;
        }
        if dice.percent(30) {
            all = sources.long.iter().chain([&sources.feature]).collect();
        }
        dice.shuffle(&mut all);
        let [one, two] = [all.first()?, all.get(1)?];
        let [input, reference] = [one, two].map(|film| languages(film, false, dice)[0]);
        let name = format!("{} {} against {} {}", one.name, input.0, two.name, reference.0);
        ((name, input.1.clone()), (String::new(), reference.1.clone()))
    };
    let flat = |late| Warp { cuts: Cuts::default(), speed: (1, 1), late, jitter: 0, grid: None };
    let late = if dice.percent(50) { dice.between(-MINUTE, MINUTE) } else { 0 };
    let mut out = pair::make(class, number, input.0, [&input.1, &reference.1], &flat(late), dice);
    out.truth.clear();
    Some(out)
}
