//! The ways to set one text in two lines, and how good each is.

use super::{Phrases, ends_sentence};
use crate::chars::{trim, words};
use tregua_parse::model::{Counting, count};

/// One way to break a text in two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Layout {
    /// Where the blank stands that becomes the break, in the whole text.
    pub at: usize,
    /// Characters of the first line.
    pub first: u32,
    /// Characters of the second line.
    pub second: u32,
    /// Words of each line.
    pub words: (u32, u32),
    /// How well the break falls in with the sentence: punctuation before it, a conjunction behind it, a phrase parted.
    pub sense: i32,
}

/// What is wanted of the two lines' lengths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shape {
    /// Either line may be the longer.
    Either,
    /// The upper line is the longer.
    Top,
    /// The lower line is the longer.
    Bottom,
}

// Weights after those of a public segmentation module built on UNE 153010: a phrase parted costs 500, punctuation before
// the break is worth 60, and each character by which the lines differ costs one. A sentence's end is worth more than a
// comma, a conjunction or preposition behind the break less; a word alone in its line is hardly worth a comma.
const PARTED: i32 = -500;
const PARTED_PERHAPS: i32 = -120;
const AFTER_SENTENCE: i32 = 90;
const AFTER_COMMA: i32 = 60;
const BEFORE_OPENING: i32 = 20;
const LONE_WORD: i32 = -40;

impl Layout {
    /// Whether the two lines would fit into one.
    #[must_use]
    pub(crate) fn fits_one_line(&self, max: u32) -> bool {
        self.first.saturating_add(self.second) < max
    }

    /// Everything together: the better the higher.
    #[must_use]
    pub(crate) fn score(&self, shape: Shape) -> i32 {
        let apart = i32::try_from(self.first.abs_diff(self.second)).unwrap_or(i32::MAX);
        // Between two equal ones the shape that was asked for wins.
        let wanted = match shape {
            Shape::Either => false,
            Shape::Top => self.first > self.second,
            Shape::Bottom => self.second > self.first,
        };
        let lone = i32::from(self.words.0 < 2 || self.words.1 < 2) * LONE_WORD;
        self.sense.saturating_sub(apart).saturating_add(i32::from(wanted) * 5 + lone)
    }

    /// How the break of two given lines falls.
    #[must_use]
    pub(crate) fn of(phrases: Option<&Phrases>, first: &str, second: &str) -> Self {
        let (left, right) = (trim(first), trim(second));
        let count = |text| count(text, Counting::default());
        let measured = Self::measured((left, count(left)), (right, count(right)));
        Self { at: first.len(), ..measured }.judged(phrases, left, right)
    }

    /// The same of two lines without blanks at their ends, whose characters are counted already. Its sense is not asked
    /// for.
    #[must_use]
    pub(crate) fn measured((left, first): (&str, u32), (right, second): (&str, u32)) -> Self {
        let words = |text: &str| u32::try_from(words(text)).unwrap_or(u32::MAX);
        Self { at: left.len(), first, second, words: (words(left), words(right)), sense: 0 }
    }

    /// With the sense that the break between the two lines makes.
    #[must_use]
    pub(crate) fn judged(self, phrases: Option<&Phrases>, left: &str, right: &str) -> Self {
        Self { sense: sense(phrases, left, right), ..self }
    }
}

fn sense(phrases: Option<&Phrases>, left: &str, right: &str) -> i32 {
    let opens = i32::from(phrases.is_some_and(|it| it.opens(right))) * BEFORE_OPENING;
    if ends_sentence(left) {
        return AFTER_SENTENCE;
    }
    if left.ends_with([',', ';', ':', '–', '—']) {
        return AFTER_COMMA + opens;
    }
    match phrases.and_then(|it| it.broken(left, right)) {
        Some(broken) if broken.sure => PARTED,
        Some(_) => PARTED_PERHAPS,
        None => opens,
    }
}

/// Every way to break a text in two at a blank so that no line is longer than `max`.
pub(crate) fn layouts<'t>(
    phrases: Option<&'t Phrases>,
    text: &'t str,
    max: u32,
) -> impl Iterator<Item = Layout> + 't {
    // A text too long for two lines has no way; what nobody would read is not tried at every blank.
    let fits = count(text, Counting::default()) <= max.saturating_mul(2).saturating_add(1);
    let text = if fits { text } else { "" };
    text.match_indices(' ')
        .filter(|(at, _)| *at > 0 && at + 1 < text.len())
        .filter_map(move |(at, _)| {
            let (left, right) = (text.get(..at)?, text.get(at + 1..)?);
            // A dash at the start of a line would be read as a new speaker's.
            let dash = right.starts_with(['-', '–', '—']);
            (!dash).then(|| Layout { at, ..Layout::of(phrases, left, right) })
        })
        .filter(move |it| it.first <= max && it.second <= max)
}
