//! `cargo xtask align-pairs`: pairs of tracks of one film whose times differ in a way that is known, to measure what
//! brings one onto the other's times. All of it falls from one seed, the same on every machine.

mod classes;
mod cuts;
mod noise;
mod pair;
mod source;
#[cfg(test)]
mod tests;
mod write;

pub use classes::CLASSES;
pub use source::{Film, Sources};
pub use write::{INDEX_HEAD, index_line, srt, truth_tsv, write};

use crate::feature::dice::Dice;

/// A cue: times in milliseconds and its text, lines divided by LF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// In-time.
    pub start: i64,
    /// Out-time.
    pub end: i64,
    /// What is shown.
    pub text: String,
}

/// What is true of a cue of the file to be aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// Its in-time and out-time before any jitter, on the reference's time line; none where the reference's picture
    /// lacks what the cue was made for.
    pub times: Option<(i64, i64)>,
    /// Where a perfect map takes the in-time that stands in the file, jitter and rounding included.
    pub mapped: Option<i64>,
}

/// A place where the two pictures were cut otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Out-time, as it stands in the file, of the last cue before that has a place in the reference's picture.
    pub after: i64,
    /// In-time, as it stands in the file, of the first such cue behind the split.
    pub before: i64,
    /// By how many milliseconds of the reference the cues behind move more than those before.
    pub jump: i64,
}

/// Two tracks, and what is true of them.
#[derive(Clone, Debug)]
pub struct Pair {
    /// One of [`CLASSES`].
    pub class: &'static str,
    /// The class and a number.
    pub name: String,
    /// Which film, and which languages.
    pub source: String,
    /// The file whose times are to be put right.
    pub input: Vec<Cue>,
    /// The file whose times are right.
    pub reference: Vec<Cue>,
    /// One for each cue of `input`; empty when the two have nothing to do with one another.
    pub truth: Vec<Truth>,
    /// In the order of time.
    pub splits: Vec<Split>,
    /// What the times of `input` are multiplied by.
    pub speed: (i64, i64),
    /// In- and out-times of `input` are off by up to so many milliseconds, each by itself.
    pub jitter: i64,
}

impl Pair {
    /// The two are tracks of one film.
    #[must_use]
    pub fn is_related(&self) -> bool {
        !self.truth.is_empty()
    }

    /// Nothing is to be done.
    #[must_use]
    pub fn is_in_sync(&self) -> bool {
        self.class.starts_with("sync-")
    }
}

/// The pairs `0..count` of a class. A pair depends on the seed, the class and its number only, not on how many are asked
/// for. Without real films, the feature takes their place; the classes that are about real films are then empty.
#[must_use]
pub fn pairs(sources: &Sources, class: &str, seed: u64, count: usize) -> Vec<Pair> {
    let made = |number| {
        let mut dice = Dice::new(mixed(seed, class, number));
        // The first throws of a generator with near seeds are near one another.
        (0..4).for_each(|_| _ = dice.between(0, 1));
        classes::make(sources, class, number, &mut dice)
    };
    (0..count).filter_map(made).collect()
}

/// A seed of its own for each pair: FNV-1a.
fn mixed(seed: u64, class: &str, number: usize) -> u64 {
    let bytes = seed.to_le_bytes().into_iter().chain(class.bytes()).chain((number as u64).to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
