//! The pairs of letters of a language, learnt from lines of this very file.

use super::log::chance;
use std::collections::HashMap;

/// What all pairs of one text may add up to.
const MOST: i32 = 300;
/// Pairs of a text that are looked at.
const LOOKED_AT: usize = 200;
/// Pairs that must be known before anybody is judged by them.
const ENOUGH: u64 = 300;

/// Counts of pairs of letters, language by language.
#[derive(Debug)]
pub(super) struct Letters {
    counts: HashMap<(char, char), Vec<u64>>,
    totals: Vec<u64>,
}

impl Letters {
    pub(super) fn new(languages: usize) -> Self {
        Self { counts: HashMap::new(), totals: vec![0; languages] }
    }

    /// Learns a text.
    pub(super) fn add(&mut self, text: &str, language: usize) {
        for pair in pairs(text) {
            let counts = self.counts.entry(pair).or_insert_with(|| vec![0; self.totals.len()]);
            for (slot, total) in counts.get_mut(language).into_iter().zip(self.totals.get_mut(language)) {
                (*slot, *total) = (*slot + 1, *total + 1);
            }
        }
    }

    /// How well a text goes with each language, in hundredths of a nat; the best has none to lose.
    pub(super) fn score(&self, text: &str, out: &mut Vec<i32>) {
        out.clear();
        out.resize(self.totals.len(), 0);
        if self.totals.iter().any(|total| *total < ENOUGH) {
            return;
        }
        for pair in pairs(text).take(LOOKED_AT) {
            let counts = self.counts.get(&pair);
            for (language, (score, total)) in out.iter_mut().zip(&self.totals).enumerate() {
                let count = counts.and_then(|counts| counts.get(language)).copied().unwrap_or(0);
                // Pairs hang together, so each says a third of what it would by itself.
                *score += chance(count, *total) / 3;
            }
        }
        let best = out.iter().copied().max().unwrap_or(0);
        for score in out.iter_mut() {
            *score = (*score - best).max(-MOST);
        }
    }
}

/// The pairs of letters, edges of words included.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut last = ' ';
    let letters = text.chars().chain([' ']).flat_map(char::to_lowercase);
    letters.filter_map(move |c| {
        let c = if c.is_alphabetic() { c } else { ' ' };
        let before = std::mem::replace(&mut last, c);
        (before != ' ' || c != ' ').then_some((before, c))
    })
}
