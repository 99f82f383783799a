//! Kazakh words that lost the nine letters which Russian keyboards and code pages lack: казак for қазақ.
//!
//! Each letter may stand for itself or for one or two others; vowel harmony leaves few of the combinations. What is
//! found must be a known word, and of several the frequent one, or the one that the track has elsewhere, is it.

use super::frequent;
use crate::language::{capitalised, in_capitals_of};
use crate::spelling::forms::Forms;
use crate::spelling::judge::Judge;

/// Combinations of letters tried for one word, in each way of reading its vowels.
const MOST: usize = 160;

/// Combinations that suffixes are taken off of.
const STRIPPED: usize = 120;

/// A word with its letters given back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::spelling) struct Restored {
    pub(in crate::spelling) word: String,
    /// It is a frequent word or one that the track has with its letters.
    pub(in crate::spelling) sure: bool,
}

/// The nine letters.
pub(in crate::spelling) fn is_of_the_nine(c: char) -> bool {
    matches!(c, 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і')
        || matches!(c, 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' | 'І')
}

/// The word that `word` was before it lost some of the nine letters. Where none is lost throughout the track
/// (`partly` is false), a word that has one of them did not lose the others.
pub(in crate::spelling) fn restore(
    word: &str,
    judge: &Judge<'_>,
    forms: &Forms,
    partly: bool,
) -> Option<Restored> {
    if !partly && word.chars().any(is_of_the_nine) {
        return None;
    }
    let small = word.to_lowercase();
    let letters: Vec<char> = small.chars().collect();
    let said = |word: &str| forms.count(word) + forms.count(&capitalised(word));
    let mut best: Option<(u32, String)> = None;
    let mut candidates = Vec::new();
    for vowels in [Vowels::Back, Vowels::Front, Vowels::Mixed] {
        combine(&letters, vowels, &mut candidates);
    }
    for candidate in candidates.iter().filter(|candidate| **candidate != small) {
        let rank = if frequent::is_frequent(candidate) {
            4
        } else if said(candidate) > 0 && judge.knows(candidate) {
            3
        } else if judge.dictionary.has(candidate) || judge.words.has(candidate) {
            2
        } else {
            0
        };
        if rank > best.as_ref().map_or(0, |(rank, _)| *rank) {
            best = Some((rank, candidate.clone()));
        }
    }
    // Taking suffixes off is ten times the work, so it comes last.
    let best = best.or_else(|| {
        let mut likely = candidates.iter().filter(|candidate| **candidate != small).take(STRIPPED);
        let found = likely.find(|candidate| judge.knows(candidate));
        found.map(|candidate| (1, candidate.clone()))
    });
    best.map(|(rank, found)| Restored { word: in_capitals_of(word, &found), sure: rank > 2 })
}

/// How a word's vowels are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vowels {
    Back,
    Front,
    /// кітап, қадір.
    Mixed,
}

/// What a letter may have been, the likeliest first.
fn choices(letters: &[char], at: usize, vowels: Vowels) -> &'static [char] {
    let letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().unwrap_or(' ');
    let is_vowel = |c: char| "аеоуиыэяюёәөұүі".contains(c);
    let first_syllable = !letters.iter().take(at).any(|c| is_vowel(*c));
    // Beside a vowel у is the glide and stays.
    let glide = is_vowel(letter(at.checked_sub(1))) || is_vowel(letter(Some(at + 1)));
    let ends = at + 1 == letters.len();
    match (letter(Some(at)), vowels) {
        ('к', Vowels::Back) => &['қ', 'к'],
        ('г', Vowels::Back) => &['ғ', 'г'],
        ('у', Vowels::Back) if !glide && !ends => &['ұ', 'у'],
        ('у', Vowels::Front) if !glide && !ends => &['ү', 'у'],
        ('у', Vowels::Mixed) if !glide && !ends => &['ұ', 'ү', 'у'],
        ('а', Vowels::Front) if first_syllable => &['ә', 'а'],
        ('а', Vowels::Mixed) => &['а', 'ә'],
        ('о', Vowels::Front) if first_syllable => &['ө', 'о'],
        ('и', Vowels::Front) => &['і', 'и'],
        ('ы', Vowels::Front) => &['і'],
        ('и', Vowels::Mixed) => &['і', 'и'],
        ('ы', Vowels::Mixed) => &['ы', 'і'],
        ('к', Vowels::Mixed) => &['қ', 'к'],
        ('г', Vowels::Mixed) => &['ғ', 'г'],
        ('н', _) => &['н', 'ң'],
        ('х', _) => &['х', 'һ'],
        _ => &[],
    }
}

/// All combinations of what the letters may have been, up to a bound, without those that are there already.
fn combine(letters: &[char], vowels: Vowels, out: &mut Vec<String>) {
    let mut words = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let choices = choices(letters, at, vowels);
        let choices = if choices.is_empty() { std::slice::from_ref(letter) } else { choices };
        let full = words.len() * choices.len() > MOST;
        let wanted = if full { choices.get(..1).unwrap_or_default() } else { choices };
        words = words.iter().flat_map(|word| wanted.iter().map(move |c| format!("{word}{c}"))).collect();
    }
    for word in words {
        if !out.contains(&word) {
            out.push(word);
        }
    }
}
