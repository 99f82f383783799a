//! The words one slip away from another, each with how unlikely the slip is.

use super::dictionary::Speech;

/// Rows of the keyboards.
const KEYS: [&str; 6] = ["qwertyuiop", "asdfghjklñ", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];

/// Letters mistaken for each other because they sound alike, are one letter with and without a sign, or were not at
/// hand: the first number is the cost.
const SPANISH: [&str; 14] =
    ["aá", "eé", "ií", "oó", "uúü", "nñ", "bv", "sz", "cs", "cz", "gj", "iy", "kq", "ck"];
const RUSSIAN: [&str; 12] = ["её", "ьъ", "ий", "ао", "еи", "яе", "иы", "шщ", "зс", "дт", "бп", "вф"];
const KAZAKH: [&str; 15] =
    ["кқ", "гғ", "нң", "аә", "оө", "уұү", "ыі", "иі", "хһ", "еі", "ио", "ий", "бп", "дт", "иы"];

/// Hands every word one slip away to `try_it` with its cost, the likelier kinds first; stops when told to.
pub(super) fn near(word: &str, speech: Speech, try_it: &mut dyn FnMut(&str, u32) -> bool) {
    let letters: Vec<char> = word.chars().collect();
    let mut buffer = String::with_capacity(word.len() + 4);
    let mut offer = |at: usize, gone: usize, with: &[char], cost: u32| {
        buffer.clear();
        buffer.extend(letters.get(..at).unwrap_or_default());
        buffer.extend(with);
        buffer.extend(letters.get(at + gone..).unwrap_or_default());
        // People know how a word begins.
        try_it(&buffer, cost + u32::from(at == 0))
    };
    let pairs = || letters.iter().zip(letters.iter().skip(1)).enumerate();
    for (at, (a, b)) in pairs() {
        if a == b {
            if !offer(at, 1, &[], 2) {
                return;
            }
        } else if !offer(at, 2, &[*b, *a], 2) {
            return;
        }
    }
    for (at, c) in letters.iter().enumerate() {
        if !offer(at, 1, &[*c, *c], 2) {
            return;
        }
    }
    let all = letters.iter().enumerate().flat_map(|(at, c)| {
        speech.letters().chars().map(move |other| (swap_cost(*c, other, speech), at, other))
    });
    let mut others: Vec<(u32, usize, char)> = all.filter(|(cost, ..)| *cost > 0).collect();
    others.sort_by_key(|(cost, ..)| *cost);
    for (cost, at, other) in others {
        if !offer(at, 1, &[other], cost) {
            return;
        }
    }
    for at in 0..letters.len() {
        let doubled = pairs().any(|(nth, (a, b))| nth == at && a == b);
        let silent = letters.get(at) == Some(&'h');
        if !doubled && !offer(at, 1, &[], if silent { 2 } else { 4 }) {
            return;
        }
    }
    for at in 0..=letters.len() {
        for other in speech.letters().chars() {
            let silent = other == 'h' && speech == Speech::Spanish;
            if !offer(at, 0, &[other], if silent { 2 } else { 4 }) {
                return;
            }
        }
    }
}

/// How unlikely it is that one letter was written for another; 0 for itself.
fn swap_cost(a: char, b: char, speech: Speech) -> u32 {
    if a == b {
        return 0;
    }
    let (alike, signs): (&[&str], usize) = match speech {
        Speech::Spanish => (&SPANISH, 6),
        Speech::Russian => (&RUSSIAN, 3),
        Speech::Kazakh => (&KAZAKH, 9),
        Speech::Plain => (&[], 0),
    };
    let both = |group: &&str| group.contains(a) && group.contains(b);
    match alike.iter().position(both) {
        Some(nth) if nth < signs => 1,
        Some(_) => 2,
        None if are_beside(a, b) => 3,
        None => 4,
    }
}

/// Whether two letters are beside each other on a keyboard.
fn are_beside(a: char, b: char) -> bool {
    let key = |c: char| {
        KEYS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.chars().position(|key| key == c).map(|at| (row, at)))
    };
    match (key(a), key(b)) {
        (Some((row, at)), Some((other, to))) => {
            row / 3 == other / 3 && row.abs_diff(other) <= 1 && at.abs_diff(to) <= 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn all(word: &str, speech: Speech) -> BTreeMap<String, u32> {
        let mut out = BTreeMap::new();
        near(word, speech, &mut |word, cost| {
            let least = out.entry(word.to_owned()).or_insert(cost);
            *least = cost.min(*least);
            true
        });
        out
    }

    #[test]
    fn slips_and_their_costs() {
        for (word, meant, cost, speech) in [
            ("habia", "había", 1, Speech::Spanish),
            ("qiuero", "quiero", 2, Speech::Spanish),
            ("ola", "hola", 3, Speech::Spanish),
            ("привет".trim_end_matches('т'), "привет", 4, Speech::Russian),
            ("превет", "привет", 2, Speech::Russian),
            ("програма", "программа", 2, Speech::Russian),
            ("казақ", "қазақ", 2, Speech::Kazakh),
            ("бізз", "біз", 2, Speech::Kazakh),
        ] {
            assert_eq!(all(word, speech).get(meant), Some(&cost), "{word}");
        }
    }

    #[test]
    fn it_stops_when_told_to() {
        let mut left = 5;
        near("слово", Speech::Russian, &mut |_, _| {
            left -= 1;
            left > 0
        });
        assert_eq!(left, 0);
        assert!(all("", Speech::Russian).len() < 40);
    }
}
