//! The words of a track by cue, as far as they help to find what answers them: cut down to a stem, with a key that a
//! name, a number or a word of common origin shares with its counterpart in another language.
//!
//! A stem is a word's first five letters: enough to tell words apart, and what Spanish, Kazakh and Russian endings
//! leave alone. A key is what a word's first three consonants sound like in either script (Vicente and Висентенің are
//! both v-s-n), or a number's value.

use super::sound::skeleton;
use crate::language::Tongue;
use crate::numbers::Counted;
use tregua_parse::model::Track;

/// Letters of a stem.
const STEM: usize = 5;
/// Letters of a word that are looked at.
const LONGEST: usize = 16;
/// Shorter words say too little.
const SHORTEST: usize = 3;
/// Words of one cue that are kept. Dialogue has no more; a hostile file may.
const MOST: usize = 24;

/// A stem of a track.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What a counterpart in another language shares; 0 for nothing.
    pub(super) key: u32,
    /// In how many cues it stands.
    pub(super) count: u32,
    /// Its key is a number's value, or it is written like a name.
    pub(super) firm: bool,
}

/// The stems of a track, and which cue has which.
#[derive(Clone, Default, Debug)]
pub(super) struct Words {
    pub(super) entries: Vec<Entry>,
    /// Places in `entries`, cue by cue, each once a cue.
    tokens: Vec<u32>,
    /// For each cue the end of its tokens.
    ends: Vec<u32>,
}

/// A word where it stands.
#[derive(Clone, Copy)]
struct Token {
    hash: u32,
    cue: u32,
    key: u32,
    firm: bool,
}

impl Words {
    /// Reads the cues `order` of a track.
    pub(super) fn of(track: &Track<'_>, tongue: Tongue, order: &[u32]) -> Self {
        let numbers = Counted::of(track, tongue);
        let mut all: Vec<Token> = Vec::with_capacity(order.len() * 8);
        for (place, cue) in (0u32..).zip(order) {
            let first = all.len();
            let Some(it) = track.cues.get(*cue as usize) else { continue };
            for run in track.runs_of_cue(it) {
                read(&run.text, place, &mut all);
            }
            for number in numbers.of_cue(*cue).iter().filter(|number| !number.weak) {
                let value = number.value;
                let hash = [value.numerator(), value.denominator()].iter().fold(0x9dc5, |hash, part| {
                    part.to_le_bytes().iter().fold(hash, |hash, byte| mix(hash, u32::from(*byte)))
                });
                all.push(Token { hash, cue: place, key: hash | 1 << 31, firm: true });
            }
            all.truncate(first + MOST);
        }
        Self::list(all, order.len())
    }

    fn list(mut all: Vec<Token>, cues: usize) -> Self {
        // Those of one stem stay in the order of their cues.
        all.sort_by_key(|token| token.hash);
        let mut entries = Vec::with_capacity(all.len() / 3);
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for same in all.chunk_by(|a, b| a.hash == b.hash) {
            let id = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            let before = places.len();
            for token in same {
                // Once a cue.
                if places.last() != Some(&(token.cue, id)) {
                    places.push((token.cue, id));
                }
            }
            let count = u32::try_from(places.len() - before).unwrap_or(u32::MAX);
            let key = same.iter().map(|token| token.key).max().unwrap_or(0);
            // A first word has a capital, too: a name has one everywhere.
            let firm = same.iter().all(|token| token.firm);
            entries.push(Entry { key, count, firm });
        }
        // Cue by cue; those of one cue stay in the order of the entries.
        let mut ends = vec![0u32; cues];
        for (cue, _) in &places {
            if let Some(end) = ends.get_mut(*cue as usize) {
                *end += 1;
            }
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(cues);
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut tokens = vec![0u32; places.len()];
        for (cue, id) in places {
            let Some(next) = next.get_mut(cue as usize) else { continue };
            if let Some(slot) = tokens.get_mut(*next as usize) {
                *slot = id;
            }
            *next += 1;
        }
        Self { entries, tokens, ends }
    }

    /// The stems of a cue.
    pub(super) fn of_cue(&self, cue: usize) -> &[u32] {
        let from = cue.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(cue).copied().unwrap_or(from);
        self.tokens.get(from as usize..to as usize).unwrap_or_default()
    }

    /// How many cues there are.
    pub(super) fn cues(&self) -> usize {
        self.ends.len()
    }
}

fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193)
}

/// The words of a run.
fn read(text: &str, cue: u32, out: &mut Vec<Token>) {
    let mut word = ['\0'; LONGEST];
    let (mut len, mut capital) = (0, false);
    for c in text.chars().chain(std::iter::once(' ')) {
        if let Some(low) = lower(c) {
            if len == 0 {
                capital = low != c;
            }
            if let Some(slot) = word.get_mut(len) {
                *slot = low;
            }
            len += 1;
            continue;
        }
        if len >= SHORTEST {
            let letters = word.get(..len.min(LONGEST)).unwrap_or_default();
            let hash = letters.iter().take(STEM).fold(0x811c_9dc5, |hash, c| mix(hash, u32::from(*c)));
            out.push(Token { hash, cue, key: skeleton(letters), firm: capital });
        }
        len = 0;
    }
}

/// A letter in its small form; `None` for anything else.
fn lower(c: char) -> Option<char> {
    match c {
        'a'..='z' | 'а'..='я' => Some(c),
        'A'..='Z' | 'А'..='Я' => char::from_u32(u32::from(c) + 32),
        '\0'..='@' | '['..='`' | '{'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2070}' => None,
        'ß'..='ÿ' | 'ѐ'..='џ' => Some(c),
        'À'..='Þ' => char::from_u32(u32::from(c) + 32),
        // Kazakh capitals have even numbers, their small letters the odd ones behind.
        '\u{490}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' => char::from_u32(u32::from(c) | 1),
        _ if c.is_alphabetic() => c.to_lowercase().next(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_are_made_small_as_by_the_standard_library() {
        for c in ('\0'..=char::MAX).filter(|c| !matches!(c, '\0'..='\u{bf}')) {
            let small = c.is_alphabetic().then(|| c.to_lowercase().next()).flatten();
            assert_eq!(super::lower(c), small, "{c:?}");
        }
    }
}
