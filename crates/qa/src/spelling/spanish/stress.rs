//! Where a Spanish word is stressed, and where its accent is written.

/// The same word without accents on its vowels; ü and ñ stay.
pub(super) fn without_accents(word: &str) -> String {
    word.chars().map(plain).collect()
}

/// The same word with those accents only that part two vowels, as in oír, and stay whatever is added to it.
pub(super) fn with_hiatus_only(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_strong(*c));
    let kept = |(at, c): (usize, &char)| {
        let parts = matches!(c, 'í' | 'ú') && (beside(at.checked_sub(1)) || beside(Some(at + 1)));
        if parts { *c } else { plain(*c) }
    };
    chars.iter().enumerate().map(kept).collect()
}

/// The word with an accent on each of its vowels in turn.
pub(super) fn with_an_accent(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let accented = |nth: usize| -> String {
        chars.iter().enumerate().map(|(at, c)| if at == nth { accent(*c) } else { *c }).collect()
    };
    (0..chars.len()).filter(|nth| chars.get(*nth).is_some_and(|c| accent(*c) != *c)).map(accented).collect()
}

fn plain(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        c => c,
    }
}

fn accent(c: char) -> char {
    match c {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ó',
        'u' => 'ú',
        c => c,
    }
}

fn is_strong(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'o' | 'á' | 'é' | 'ó')
}

fn is_weak(c: char) -> bool {
    matches!(c, 'i' | 'u' | 'ü' | 'í' | 'ú')
}

fn has_accent(c: char) -> bool {
    plain(c) != c
}

/// A word cut at its vowels: each syllable's vowels by their places among its letters.
pub(super) struct Syllables {
    letters: Vec<char>,
    vowels: Vec<Vec<usize>>,
}

impl Syllables {
    /// None for a word without a vowel.
    pub(super) fn of(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let mut vowels: Vec<Vec<usize>> = Vec::new();
        for (at, c) in letters.iter().enumerate() {
            // A y at the end sounds as i.
            let last_y = *c == 'y' && at + 1 == letters.len();
            if !is_strong(*c) && !is_weak(*c) && !last_y {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
            let glued = before.is_some_and(|b| {
                let vowel = is_strong(b) || is_weak(b);
                let two_strong = is_strong(b) && is_strong(*c);
                let hiatus =
                    matches!(b, 'í' | 'ú') && is_strong(*c) || is_strong(b) && matches!(c, 'í' | 'ú');
                vowel && !two_strong && !hiatus
            });
            match vowels.last_mut() {
                Some(last) if glued => last.push(at),
                _ => vowels.push(vec![at]),
            }
        }
        (!vowels.is_empty()).then_some(Self { letters, vowels })
    }

    fn letter(&self, at: usize) -> char {
        self.letters.get(at).copied().unwrap_or(' ')
    }

    /// The stressed syllable, counted from the word's beginning.
    pub(super) fn stressed_from_start(&self) -> Option<usize> {
        let written =
            self.vowels.iter().position(|vowels| vowels.iter().any(|at| has_accent(self.letter(*at))));
        let last = self.vowels.len() - 1;
        let open = matches!(self.letters.last()?, 'a' | 'e' | 'i' | 'o' | 'u' | 'n' | 's');
        Some(written.unwrap_or(if open { last.saturating_sub(1) } else { last }))
    }

    /// The word with an accent where it must be written for this syllable to be the stressed one.
    pub(super) fn spelt(&self, stressed: usize) -> String {
        let from_end = (self.vowels.len() - 1).saturating_sub(stressed);
        let open = self.letters.last().is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'n' | 's'));
        let vowels = self.vowels.get(stressed).map(Vec::as_slice).unwrap_or_default();
        let carrier =
            vowels.iter().find(|at| is_strong(self.letter(**at))).or_else(|| vowels.last()).copied();
        let written = match from_end {
            0 => open && self.vowels.len() > 1,
            1 => !open,
            _ => true,
        };
        let spell = |(at, c): (usize, &char)| if written && Some(at) == carrier { accent(*c) } else { *c };
        self.letters.iter().enumerate().map(spell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stress_and_accents() {
        for (word, stressed) in [
            ("mueve", 0),
            ("lleven", 0),
            ("comprender", 2),
            ("está", 1),
            ("hagamos", 1),
            ("dé", 0),
            ("rey", 0),
        ] {
            assert_eq!(Syllables::of(word).unwrap().stressed_from_start(), Some(stressed), "{word}");
        }
        for (bare, stressed, spelt) in [
            ("muevelos", 0, "muévelos"),
            ("deme", 0, "deme"),
            ("comprenderlo", 2, "comprenderlo"),
            ("diciendome", 1, "diciéndome"),
            ("cuidate", 0, "cuídate"),
        ] {
            assert_eq!(Syllables::of(bare).unwrap().spelt(stressed), spelt);
        }
        assert!(Syllables::of("brr").is_none());
    }
}
