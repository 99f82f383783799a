//! Kazakh tracks whose own letters were lost: қазақ written казак.
//!
//! The whole track is asked first: 136 of 1000 letters of Kazakh are one of the nine that Russian lacks, and a
//! track that passed through a Russian code page or keyboard has next to none of some or all of them. Then each word
//! without one of the nine that no dictionary has is tried with its letters given back.

use super::dictionary::Speech;
use super::forms::{Forms, Place};
use super::judge::Judge;
use super::kazakh::frequent::mistaken_for;
use super::kazakh::restore::{Restored, is_of_the_nine, restore};
use super::look::{Spelling, unknown_forms};
use super::names;
use std::collections::{BTreeMap, BTreeSet};
use tregua_parse::base::{Lang, Script};
use tregua_parse::model::Track;

/// The nine letters, and how often each is met in a thousand letters of news and web text, times hundred.
const SHARES: [(char, u64); 9] = [
    ('і', 3460),
    ('қ', 3410),
    ('ғ', 1770),
    ('ң', 1520),
    ('ұ', 970),
    ('ө', 910),
    ('ү', 780),
    ('ә', 750),
    ('һ', 6),
];

/// A letter of which this many should stand in the track and none does is lost.
const EXPECTED: u64 = 12;

/// Different words of a track that are tried with other letters; a feature film written without the nine has a
/// thousand that need them.
const TRIED: usize = 4000;

/// What became of a Kazakh track's own letters.
#[derive(Clone, Debug)]
pub struct Stripped {
    /// Letters of the track in Kazakh words.
    pub letters: u64,
    /// How many of them are one of the nine.
    pub nine: u64,
    /// Letters of the nine that never occur, though at least a dozen of each should.
    pub missing: Vec<char>,
    /// What this adds up to.
    pub loss: Loss,
    /// Words that lost letters, in the order in which they first appear.
    pub words: Vec<StrippedWord>,
}

impl Stripped {
    /// Letters of the nine in a thousand; 136 is usual.
    #[must_use]
    pub fn per_mille(&self) -> u64 {
        (self.nine * 1000).checked_div(self.letters).unwrap_or_default()
    }
}

/// How much of a track lost its letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Loss {
    /// Nothing, or single words.
    #[default]
    Words,
    /// Some of the nine letters are lost throughout.
    Letters,
    /// The whole track is written without the nine letters.
    Track,
}

/// A word that lost letters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StrippedWord {
    /// As it is written.
    pub word: String,
    /// As it should be.
    pub restored: String,
    /// It should be so beyond doubt: the word is frequent, or the track has it with its letters, or the letters it
    /// needs are lost throughout.
    pub sure: bool,
    /// Where it stands.
    pub places: Vec<Place>,
}

impl Spelling<'_> {
    /// Looks for lost letters in a Kazakh track. `None` for any other language, and without a dictionary.
    #[must_use]
    pub fn stripped(&self, track: &Track<'_>, lang: &Lang) -> Option<Stripped> {
        if Speech::of(lang) != Speech::Kazakh || lang.script() != Script::Cyrillic {
            return None;
        }
        let dictionary = self.shelf().dictionary(lang)?;
        let judge = self.judge(Speech::Kazakh, dictionary.as_ref());
        let forms = Forms::of(track, lang);
        let unknown = unknown_forms(&forms, &judge, track, lang);
        let names = names::learn(&forms, &unknown.keys().copied().collect::<Vec<_>>(), Speech::Kazakh);
        Some(losses(&forms, &judge, &unknown, &names))
    }
}

/// Weighs the letters of a track and gives unknown words theirs back.
pub(super) fn losses(
    forms: &Forms,
    judge: &Judge<'_>,
    unknown: &BTreeMap<usize, Vec<Place>>,
    names: &BTreeSet<usize>,
) -> Stripped {
    let mut out = count(forms);
    let partly = !out.missing.is_empty();
    let mut words: BTreeMap<String, StrippedWord> = BTreeMap::new();
    for (nth, places) in unknown.iter().filter(|(nth, _)| !names.contains(nth)).take(TRIED) {
        let Some(form) = forms.list.get(*nth) else { continue };
        if let Some(Restored { word, sure }) = restore(&form.text, judge, forms, partly) {
            add(&mut words, &form.text, word, sure, places);
        }
    }
    out.loss = loss(&out, &words);
    // Where the track is sound, what is not beyond doubt is a matter of spelling.
    words.retain(|_, word| word.sure || out.loss > Loss::Words);
    pairs(&mut words, forms, judge, out.loss);
    let mut words: Vec<StrippedWord> = words.into_values().collect();
    for word in &mut words {
        word.places.sort_unstable_by_key(|place| (place.cue, place.span));
        word.sure |= match out.loss {
            Loss::Words => false,
            Loss::Letters => {
                let new = |c: &char| is_of_the_nine(*c) && !word.word.contains(*c);
                word.restored
                    .chars()
                    .filter(new)
                    .flat_map(char::to_lowercase)
                    .all(|c| out.missing.contains(&c))
            }
            Loss::Track => true,
        };
    }
    words.sort_by_key(|word| word.places.first().map(|place| (place.cue, place.span)));
    out.words = words;
    out
}

/// The verdict on the whole track.
fn loss(found: &Stripped, words: &BTreeMap<String, StrippedWord>) -> Loss {
    let restorable: usize = words.values().filter(|word| word.sure).map(|word| word.places.len()).sum();
    // A quarter of the usual share and less is no style.
    let usual: u64 = SHARES.iter().map(|(_, share)| share).sum();
    let far_below = found.nine * 100_000 * 4 < found.letters * usual;
    match restorable {
        ..3 => Loss::Words,
        _ if far_below => Loss::Track,
        _ if !found.missing.is_empty() => Loss::Letters,
        _ => Loss::Words,
    }
}

/// Counts letters of words that are not in capitals by themselves and no names inside a sentence.
fn count(forms: &Forms) -> Stripped {
    let (mut letters, mut each) = (0_u64, [0_u64; SHARES.len()]);
    for form in forms.list.iter().filter(|form| !form.is_capital_inside()) {
        let times = form.places.len() as u64;
        for c in form.text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()) {
            letters += times;
            if let Some(slot) = SHARES.iter().zip(&mut each).find(|((letter, _), _)| *letter == c) {
                *slot.1 += times;
            }
        }
    }
    let lost = SHARES
        .iter()
        .zip(&each)
        .filter(|((_, share), times)| **times == 0 && letters * share >= EXPECTED * 100_000);
    let missing = lost.map(|((letter, _), _)| *letter).collect();
    Stripped { letters, nine: each.iter().sum(), missing, loss: Loss::Words, words: Vec::new() }
}

/// Words that the dictionary has and that are another's remains: only where the track shows that letters are lost, or
/// has the other word too.
fn pairs(words: &mut BTreeMap<String, StrippedWord>, forms: &Forms, judge: &Judge<'_>, loss: Loss) {
    for form in &forms.list {
        let small = form.text.to_lowercase();
        let Some(meant) = mistaken_for(&small) else { continue };
        if judge.words.has(&form.text) || !(loss > Loss::Words || forms.count(meant) > 0) {
            continue;
        }
        let places: Vec<Place> = form.places.iter().map(|(place, _)| *place).collect();
        let restored =
            if form.has_capital() { crate::language::capitalised(meant) } else { meant.to_owned() };
        add(words, &form.text, restored, false, &places);
    }
}

fn add(
    words: &mut BTreeMap<String, StrippedWord>,
    word: &str,
    restored: String,
    sure: bool,
    places: &[Place],
) {
    let new = || StrippedWord { word: word.to_owned(), restored, sure, places: Vec::new() };
    words.entry(word.to_lowercase()).or_insert_with(new).places.extend(places);
}

#[cfg(test)]
mod tests;
