//! Names learnt from the track: what is written with a capital inside sentences, more than once and never without,
//! is no misspelling.

use super::dictionary::Speech;
use super::forms::Forms;
use super::kazakh;
use std::collections::{BTreeMap, BTreeSet};

/// How many names that begin alike a new one is compared with.
const NEIGHBOURS: usize = 64;

/// Endings of Russian names: Болат, Болата, Болатом; Пилар has none.
const RUSSIAN: [&str; 24] = [
    "", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й", "ой", "ей", "ою", "ею", "ом", "ем", "ём", "ым",
    "ам", "ами", "ах", "ов", "ями",
];

/// A name in all its forms.
#[derive(Default)]
struct Name {
    /// In small letters.
    forms: Vec<String>,
    members: Vec<usize>,
    times: usize,
    inside: bool,
}

/// Which of these words, by their numbers in the list, are names.
pub(super) fn learn(forms: &Forms, unknown: &[usize], speech: Speech) -> BTreeSet<usize> {
    let mut candidates: Vec<(String, usize)> = Vec::new();
    for &nth in unknown {
        let Some(form) = forms.list.get(nth).filter(|form| form.has_capital()) else { continue };
        let small = form.text.to_lowercase();
        // A word that also stands in small letters is none.
        if forms.count(&small) == 0 {
            candidates.push((small, nth));
        }
    }
    // Shorter forms come before the longer ones that they begin.
    candidates.sort_unstable();
    let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    for (small, nth) in candidates {
        let Some(form) = forms.list.get(nth) else { continue };
        let beginning: String = small.chars().take(3).collect();
        let alike = names.entry(beginning).or_default();
        let near = alike.len().saturating_sub(NEIGHBOURS);
        let own = alike
            .get_mut(near..)
            .unwrap_or_default()
            .iter_mut()
            .find(|name| name.forms.iter().take(NEIGHBOURS).any(|other| are_one(other, &small, speech)));
        let name = match own {
            Some(name) => name,
            None => {
                alike.push(Name::default());
                match alike.last_mut() {
                    Some(name) => name,
                    None => continue,
                }
            }
        };
        name.times += form.places.len();
        name.inside |= form.is_capital_inside();
        name.forms.push(small);
        name.members.push(nth);
    }
    let learnt = names.into_values().flatten().filter(|name| name.inside && name.times > 1);
    learnt.flat_map(|name| name.members).collect()
}

/// Whether two words in small letters are forms of one name.
fn are_one(a: &str, b: &str, speech: Speech) -> bool {
    if a == b {
        return true;
    }
    let shared: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (stem, a_end, b_end) = match (a.get(..shared), a.get(shared..), b.get(shared..)) {
        (Some(stem), Some(a_end), Some(b_end)) if stem.chars().nth(2).is_some() => (stem, a_end, b_end),
        _ => return false,
    };
    match speech {
        Speech::Russian => RUSSIAN.contains(&a_end) && RUSSIAN.contains(&b_end),
        Speech::Kazakh => {
            let forms_of = |stem: &str| {
                stem.chars().nth(2).is_some()
                    && (a == stem || kazakh::is_form_of(a, stem))
                    && (b == stem || kazakh::is_form_of(b, stem))
            };
            // The first letter of two suffixes may be the same: -дан and -да.
            let shorter = stem.char_indices().next_back().and_then(|(at, _)| stem.get(..at));
            forms_of(stem) || shorter.is_some_and(forms_of)
        }
        Speech::Spanish | Speech::Plain => {
            matches!((a_end, b_end), ("", "s" | "'s" | "es") | ("s" | "'s" | "es", ""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name() {
        for (a, b, speech) in [
            ("болат", "болата", Speech::Russian),
            ("сауле", "саулей", Speech::Russian),
            ("кадиса", "кадисе", Speech::Russian),
            ("кадисте", "кадистің", Speech::Kazakh),
            ("айгерім", "айгеріммін", Speech::Kazakh),
            ("валенсиядан", "валенсияда", Speech::Kazakh),
            ("orlov", "orlovs", Speech::Spanish),
        ] {
            assert!(are_one(a, b, speech), "{a} {b}");
        }
        for (a, b, speech) in [
            ("болат", "болек", Speech::Russian),
            ("висенте", "виссарион", Speech::Russian),
            ("айгерім", "айгүл", Speech::Kazakh),
            ("pila", "pilar", Speech::Spanish),
        ] {
            assert!(!are_one(a, b, speech), "{a} {b}");
        }
    }
}
