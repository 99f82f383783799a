//! Pairs of tracks whose true times are known (`cargo xtask align-pairs`), aligned: what docs/alignment.md promises, class
//! by class, over a pair of each. `TREGUA_PAIRS=20` takes so many.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use tregua_parse::time::Time;
use tregua_qa::align::{Alignment, Clue, Line, Options, Refusal, align};
use tregua_qa::retime::Speed;
use xtask::alignment::{Cue, Pair, Sources, pairs};

/// Not the seed of the table, so that nothing is fitted to its pairs.
const SEED: u64 = 20_261_129;
/// A split may be found so many cues from where it is, and its jump be off by so many milliseconds.
const NEAR: usize = 3;
const CLOSE: i64 = 100;

/// What was counted over the pairs of some classes.
#[derive(Debug, Default)]
struct Count {
    pairs: usize,
    refused: Vec<String>,
    cues: usize,
    /// In-times within 100 ms of the true ones.
    near: usize,
    /// In-times within 100 ms of where a perfect map takes them.
    mapped: usize,
    splits: usize,
    found: usize,
    extra: usize,
    wrong_speed: Vec<String>,
    moved: Vec<String>,
}

impl Count {
    fn of(classes: &[&str], each: usize) -> Self {
        let each = std::env::var("TREGUA_PAIRS").map_or(each, |number| number.parse().unwrap());
        let sources = Sources::read(&xtask::root(), None).unwrap();
        let mut count = Self::default();
        for class in classes {
            for pair in pairs(&sources, class, SEED, each) {
                count.add(&pair);
            }
        }
        eprintln!("{classes:?}: {count:?}");
        count
    }

    fn add(&mut self, pair: &Pair) {
        self.pairs += 1;
        let Ok(found) = aligned(pair) else { return self.refused.push(pair.name.clone()) };
        if pair.is_in_sync() && !(found.in_sync && found.map.is_identity()) {
            self.moved.push(pair.name.clone());
        }
        let speed = Speed::new(pair.speed.0, pair.speed.1).unwrap();
        if found.speed.fraction() != speed.fraction() {
            self.wrong_speed.push(format!("{}: {:?}", pair.name, found.speed.fraction()));
        }
        for (cue, truth) in pair.input.iter().zip(&pair.truth) {
            let Some(((start, _), mapped)) = truth.times.zip(truth.mapped) else { continue };
            let new = found.map.apply(ms(cue.start)).unwrap().to_millis();
            self.cues += 1;
            self.near += usize::from((new - start).abs() <= CLOSE);
            self.mapped += usize::from((new - mapped).abs() <= CLOSE);
        }
        self.splits += pair.splits.len();
        let windows: Vec<[i64; 2]> =
            pair.splits.iter().map(|split| around(&pair.input, split.after, split.before)).collect();
        let inside = |[first, last]: &[i64; 2], at: Time| (*first..=*last).contains(&at.to_millis());
        for (split, window) in pair.splits.iter().zip(&windows) {
            // Cues without a place in the reference may be taken for a stretch of their own.
            let steps: Vec<i64> = found
                .splits
                .iter()
                .filter(|one| inside(window, one.at))
                .map(|one| one.jump.to_millis())
                .collect();
            let is_found = !steps.is_empty() && (steps.iter().sum::<i64>() - split.jump).abs() <= CLOSE;
            self.found += usize::from(is_found);
        }
        let strange = |at: Time| !windows.iter().any(|window| inside(window, at));
        self.extra += found.splits.iter().filter(|one| strange(one.at)).count();
    }

    /// The promises that hold for every class.
    fn holds(&self) {
        assert!(self.refused.len() * 50 <= self.pairs, "wrongly refused: {:?}", self.refused);
        assert!(
            self.mapped * 1_000 >= self.cues * 980,
            "{} of {} cues where they belong",
            self.mapped,
            self.cues
        );
        assert!(self.found * 100 >= self.splits * 95, "{} of {} splits found", self.found, self.splits);
        assert!(self.extra * 50 <= self.splits.max(self.pairs), "{} false splits", self.extra);
        assert!(self.moved.is_empty(), "good files moved: {:?}", self.moved);
    }

    /// That there are so few tenths of a second between the cues and the truth, where there is no jitter to speak of.
    fn is_near(&self) {
        assert!(self.near * 1_000 >= self.cues * 980, "{} of {} cues within 100 ms", self.near, self.cues);
    }
}

fn ms(ms: i64) -> Time {
    Time::from_millis(ms).unwrap()
}

fn lines(cues: &[Cue]) -> Vec<Line> {
    cues.iter()
        .map(|cue| Line { start: ms(cue.start), end: ms(cue.end), clue: Clue::of(&cue.text) })
        .collect()
}

fn aligned(pair: &Pair) -> Result<Alignment, Refusal> {
    align(&lines(&pair.input), &lines(&pair.reference), &Options::default())
}

/// From the out-time before a split to the in-time behind it, and some cues more on either side.
fn around(cues: &[Cue], after: i64, before: i64) -> [i64; 2] {
    let first = cues.partition_point(|cue| cue.end < after).saturating_sub(NEAR);
    let last = (cues.partition_point(|cue| cue.start < before) + NEAR).min(cues.len() - 1);
    [cues[first].start.min(after), cues[last].start.max(before)]
}

#[test]
fn what_is_in_sync_stays() {
    let count = Count::of(&["sync-same", "sync-other"], 1);
    count.holds();
    assert!(count.refused.is_empty() && count.wrong_speed.is_empty());
}

#[test]
fn offsets_of_a_tenth_of_a_second_to_twelve_hours() {
    let count = Count::of(&["offset-small", "offset", "offset-far", "offset-12h"], 1);
    count.holds();
    count.is_near();
    assert!(count.wrong_speed.is_empty(), "{:?}", count.wrong_speed);
}

#[test]
fn standard_speeds_are_found_exactly() {
    let count = Count::of(&["speed-standard", "speed-standard-offset", "speed-1001"], 1);
    count.holds();
    count.is_near();
    assert!(count.wrong_speed.is_empty(), "{:?}", count.wrong_speed);
}

#[test]
fn odd_speeds() {
    let count = Count::of(&["speed-odd"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn splits() {
    let count = Count::of(&["splits", "splits-9", "splits-small"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn splits_with_a_drift_or_another_speed() {
    let count = Count::of(&["drift-splits", "speed-splits"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn jitter_of_a_twentieth_of_a_second() {
    let count = Count::of(&["jitter-50"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn more_jitter() {
    Count::of(&["jitter-150", "jitter-300"], 1).holds();
}

#[test]
fn cues_missing_merged_split_and_described_sounds() {
    let count = Count::of(&["drop-10", "drop-20", "drop-40", "resegmented", "sounds"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn sparse_tracks() {
    let count = Count::of(&["sparse", "sparse-splits", "forced", "forced-splits"], 1);
    count.holds();
    count.is_near();
}

#[test]
fn tiny_files() {
    let count = Count::of(&["tiny-12"], 12);
    count.holds();
    count.is_near();
    // Five cues often say too little; then they are refused, never put where they do not belong.
    let count = Count::of(&["tiny-5"], 24);
    count.is_near();
    assert!(count.refused.len() * 2 <= count.pairs, "refused: {:?}", count.refused);
}

#[test]
fn another_film_is_refused() {
    let sources = Sources::read(&xtask::root(), None).unwrap();
    let each = std::env::var("TREGUA_PAIRS").map_or(3, |number| number.parse().unwrap());
    for mut pair in pairs(&sources, "unrelated-anew", SEED, each) {
        // The longer the files, the surer.
        pair.input.truncate(250);
        pair.reference.truncate(250);
        let refusal = aligned(&pair).unwrap_err();
        assert!(refusal.confidence < 900, "{}: {refusal}", pair.name);
    }
}
