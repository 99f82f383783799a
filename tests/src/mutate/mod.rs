//! The seeded mutator: one fault of one class at random places of the clean feature, and what the rules say of it.
//!
//! A mutation is planted only where it is a fault for certain: [`Class::apply`] looks at the place and declines where the
//! change would be lawful, or would bring about another fault than those the class declares. Faults stand so far apart
//! that a file of 1 900 cues holds many of them at once.

// Part of tests, though the compiler cannot know it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod compare;
mod file;
mod listed;
mod run;
mod set;
mod sheet;
mod style;
mod text;
mod timing;

use std::path::Path;

pub use listed::Entry;
pub use run::{Score, Scores, all};
pub use sheet::{Cue, Dice, Film, Sheet, Site};

/// The seed of everything.
pub const SEED: u64 = 20_261_128;
/// Mutations for each class of those that docs/rules-measured.md tells of.
pub const MUTATIONS: usize = 300;

/// Mutations for each class in this run: [`MUTATIONS`], or what `TREGUA_MUTATIONS` says for a quicker one.
#[must_use]
pub fn mutations() -> usize {
    let asked = std::env::var("TREGUA_MUTATIONS").ok().and_then(|number| number.parse().ok());
    asked.unwrap_or(MUTATIONS)
}

/// A kind of fault.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// The rule that must find it.
    pub rule: &'static str,
    /// What is done, in a few words.
    pub what: &'static str,
    /// The tracks it is done to: places in [`Film::tracks`].
    pub tracks: &'static [usize],
    /// What else may be found beside it, as its direct consequence.
    pub brings: &'static [&'static str],
    /// How much of the film it needs.
    pub scale: Scale,
    /// The profile, where it is not the language's own.
    pub profile: Option<&'static str>,
    /// The entry of `defects.toml` that it is, where it needs no code.
    pub entry: Option<&'static Entry>,
    /// Plants it, or says that it is no fault at this place.
    pub apply: fn(&mut Site<'_>) -> bool,
}

/// How much of the film a class needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// Many in a whole track.
    Many,
    /// Many in a whole track, with the film's cuts.
    Cuts,
    /// One in a stretch of so many cues; what the rule says is about the file.
    Stretch(usize),
    /// Many in a whole track, which is compared with the others.
    Set,
    /// One in a stretch of so many cues, which begins at zero and is compared with the same of the other tracks.
    SetStretch(usize),
}

/// Spanish, Kazakh, Russian.
const ES: usize = 0;
const KK: usize = 1;
const RU: usize = 2;
const ALL: &[usize] = &[ES, KK, RU];

const fn class(rule: &'static str, what: &'static str, apply: fn(&mut Site<'_>) -> bool) -> Class {
    Class { rule, what, tracks: ALL, brings: &[], scale: Scale::Many, profile: None, entry: None, apply }
}

/// Every class: those of code, and the listed ones of rules that have none.
#[must_use]
pub fn classes(root: &Path) -> Vec<Class> {
    let mut all =
        [timing::CLASSES, text::CLASSES, style::CLASSES, file::CLASSES, set::CLASSES, compare::CLASSES]
            .concat();
    all.extend(listed::classes(root, &all));
    all
}
