//! What an unknown word may have been meant to be, within a budget of work.
//!
//! Hunspell's own search takes three to eighty milliseconds a word, and several hundred where it goes through the
//! whole dictionary. Nearly every misspelling is one slip away from its word, and those few hundred words are looked
//! up in a millisecond; the dictionary is asked only where that finds nothing. The budget counts work, not time: the
//! same track gets the same suggestions on every machine.

use super::dictionary::Speech;
use super::edits;
use super::forms::Forms;
use super::judge::Judge;
use crate::language::capitalised;

/// How much may be done to find suggestions for a track.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Suggestions for each word at most.
    pub each: usize,
    /// Words, the first of the track, that get suggestions.
    pub words: usize,
    /// Words that may be looked up in the dictionary to find what is one slip away; a word takes some six hundred.
    pub look_ups: u32,
    /// Words for which the dictionary may make its own search of one or two slips.
    pub searches: usize,
    /// Words for which the dictionary may be gone through from end to end.
    pub far_searches: usize,
}

impl Default for Budget {
    /// Some thirty milliseconds a track.
    fn default() -> Self {
        Self { each: 3, words: 50, look_ups: 20_000, searches: 1, far_searches: 0 }
    }
}

impl Budget {
    /// No suggestions at all.
    pub const NONE: Self = Self { each: 0, words: 0, look_ups: 0, searches: 0, far_searches: 0 };
}

/// Candidates costlier than this are not taken apart into Kazakh suffixes, which takes ten look-ups.
const WORTH_STRIPPING: u32 = 2;

/// Suggests for one word after another, and keeps the account.
pub(super) struct Suggester<'s> {
    pub(super) judge: &'s Judge<'s>,
    pub(super) forms: &'s Forms,
    /// Names of the track, as they are written.
    pub(super) names: &'s dyn Fn(&str) -> bool,
    pub(super) left: Budget,
}

impl Suggester<'_> {
    /// Suggestions for a word, the likeliest first.
    pub(super) fn suggest(&mut self, word: &str) -> Vec<String> {
        if self.left.words == 0 || self.left.each == 0 {
            return Vec::new();
        }
        self.left.words -= 1;
        let mut found = self.near(word);
        if found.is_empty() && self.left.searches > 0 {
            self.left.searches -= 1;
            found = ranked(self.judge.dictionary.suggest(word, false));
        }
        if found.is_empty() && self.left.far_searches > 0 {
            self.left.far_searches -= 1;
            found = ranked(self.judge.dictionary.suggest(word, true));
        }
        found.sort_by_key(|(a, _)| *a);
        let mut out: Vec<String> = Vec::new();
        for (_, suggestion) in found {
            let suggestion = in_case_of(word, suggestion);
            if !out.contains(&suggestion) {
                out.push(suggestion);
            }
        }
        out.truncate(self.left.each);
        out
    }

    /// Known words one slip away, with the cost of the slip; cheaper where the track has the word elsewhere. Unlikely
    /// slips are looked up only where no likelier one makes a word.
    fn near(&mut self, word: &str) -> Vec<(u32, String)> {
        let small = word.to_lowercase();
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let mut found: Vec<(u32, String)> = Vec::new();
        for (nth, tier) in [0..=2, 3..=3, 4..=u32::MAX].into_iter().enumerate() {
            edits::near(&small, self.judge.speech, &mut |candidate, cost| {
                if candidate.chars().nth(1).is_none() {
                    return true;
                }
                let title = if capital { capitalised(candidate) } else { String::new() };
                if capital && nth == 0 && (self.names)(&title) {
                    found.push((cost.saturating_sub(2), title));
                    return true;
                }
                let said = nth == 0 && self.forms.count(candidate) + self.forms.count(&title) > 0;
                if !said && !tier.contains(&cost) {
                    return true;
                }
                let Some(known) = self.is_known(candidate, cost) else { return false };
                if known {
                    found.push((if said { cost.saturating_sub(2) } else { cost }, candidate.to_owned()));
                }
                true
            });
            if !found.is_empty() {
                break;
            }
        }
        found.extend(self.apart(&small));
        found
    }

    /// Whether a candidate is a word; `None` where the budget is spent.
    fn is_known(&mut self, candidate: &str, cost: u32) -> Option<bool> {
        let strip = self.judge.speech == Speech::Kazakh && cost <= WORTH_STRIPPING;
        self.left.look_ups = self.left.look_ups.checked_sub(if strip { 10 } else { 1 })?;
        Some(if strip {
            self.judge.knows(candidate)
        } else {
            self.judge.dictionary.has(candidate) || self.judge.words.has(candidate)
        })
    }

    /// Two words whose blank is missing: aver is a ver.
    fn apart(&self, word: &str) -> Option<(u32, String)> {
        const LONE: &str = "aeoyuавикосуя";
        let known = |part: &str| {
            let long = part.chars().nth(1).is_some();
            (long || LONE.contains(part)) && !part.is_empty() && self.judge.dictionary.has(part)
        };
        word.char_indices().skip(1).find_map(|(at, _)| {
            let (a, b) = word.split_at(at);
            (known(a) && known(b)).then(|| (5, format!("{a} {b}")))
        })
    }
}

/// The dictionary's own order as costs.
fn ranked(words: Vec<String>) -> Vec<(u32, String)> {
    (0u32..).zip(words).collect()
}

/// The suggestion with the capitals of the word.
fn in_case_of(word: &str, suggestion: String) -> String {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let (first, second) = (letters.next(), letters.next());
    let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
    match (upper(first), upper(second)) {
        (true, true) => suggestion.to_uppercase(),
        (true, false) => capitalised(&suggestion),
        _ => suggestion,
    }
}
