//! How well a line goes with each language, in hundredths of a nat.

use super::learn::Learnt;
use super::log::ln;
use super::look::KINDS;
use super::units::Unit;
use crate::language::Tongue;
use tregua_parse::base::{Lang, Script};

/// What letters of another script cost.
const SCRIPT: i32 = 700;
/// What a letter costs that a language does not have, twice at most: one may be in a name.
const LETTER: i32 = 350;
/// What the file's own word for the language is worth.
const NAMED: i32 = 900;

/// What a line says by itself.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct First {
    /// For each language.
    pub(super) scores: Vec<i32>,
}

impl First {
    /// The language, where there is no doubt.
    pub(super) fn sure(&self) -> Option<usize> {
        let (language, margin) = best(&self.scores)?;
        (margin >= super::SURE).then_some(language)
    }
}

/// The best of some scores, and by how much.
pub(super) fn best(scores: &[i32]) -> Option<(usize, i32)> {
    let (language, top) =
        scores.iter().copied().enumerate().max_by_key(|(at, it)| (*it, std::cmp::Reverse(*at)))?;
    let second = scores.iter().enumerate().filter(|(at, _)| *at != language).map(|(_, it)| *it).max();
    Some((language, second.map_or(0, |second| top - second)))
}

/// Each line by itself.
pub(super) fn firsts(units: &[Unit], languages: &[Lang]) -> Vec<First> {
    units.iter().map(|unit| first(unit, languages)).collect()
}

fn first(unit: &Unit, languages: &[Lang]) -> First {
    let mut scores = vec![0; languages.len()];
    let (mut latin, mut cyrillic) = (0usize, 0usize);
    for c in unit.text.chars().filter(|c| c.is_alphabetic()) {
        latin +=
            usize::from(matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
        cyrillic += usize::from(matches!(c, '\u{400}'..='\u{52f}'));
    }
    let kazakh = unit.text.chars().filter(|c| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(*c)).count().min(2);
    let kazakh = i32::try_from(kazakh).unwrap_or(0);
    let script = match (latin, cyrillic) {
        (0, 0) => None,
        (latin, cyrillic) if latin > cyrillic * 2 => Some(Script::Latin),
        (latin, cyrillic) if cyrillic > latin * 2 => Some(Script::Cyrillic),
        _ => None,
    };
    let named = unit.look.said.first().and_then(Option::as_deref).and_then(|tag| Lang::parse(tag).ok());
    for (score, lang) in scores.iter_mut().zip(languages) {
        if let Some(script) = script
            && lang.script() != Script::Other
            && lang.script() != script
        {
            *score -= SCRIPT;
        }
        if Tongue::of_tag(lang.language()) == Tongue::Russian {
            *score -= LETTER * kazakh;
        }
        if let Some(tongue) = unit.tongue
            && tongue == Tongue::of_tag(lang.language())
        {
            let (yes, no) = (unit.confidence, 100 - unit.confidence.min(99));
            *score += ln(yes.into()) - ln(no.into());
        }
        if named.as_ref().is_some_and(|named| named.language() == lang.language()) {
            *score += NAMED;
        }
    }
    First { scores }
}

/// Each line with what was learnt of styles, places and letters.
pub(super) fn all(units: &[Unit], languages: &[Lang], learnt: &Learnt) -> Vec<First> {
    let mut letters = Vec::new();
    let mut out = firsts(units, languages);
    for (unit, first) in units.iter().zip(&mut out) {
        learnt.letters.score(&unit.text, &mut letters);
        for (score, more) in first.scores.iter_mut().zip(&letters) {
            *score += more;
        }
        for kind in 0..KINDS {
            for (language, score) in first.scores.iter_mut().enumerate() {
                *score += learnt.look(unit, kind, language);
            }
        }
    }
    out
}
