//! The words of a track by cue, as far as they help to find what answers them: cut down to a stem, with a key that a
//! name, a number or a word of common origin shares with its counterpart in another language.
//!
//! A stem is a word's first five letters: enough to tell words apart, and what Spanish, Kazakh and Russian endings
//! leave alone. A key is what a word's first three consonants sound like in either script (Vicente and Висентенің are
//! both v-s-n), or a number's value.

use super::side::{ASKS, BREAKS_OFF, DIGITS, EXCLAIMS, SUNG};
use super::sound::skeleton;
use crate::language::Tongue;
use crate::numbers::Counted;
use std::ops::Range;
use tregua_parse::model::{Track, is_unseen};

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
    /// The keys that entries have, each with its entry, in order.
    pub(super) keys: Vec<(u32, u32)>,
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

/// The words of a track while its cues are read.
pub(super) struct Reader {
    numbers: Counted,
    all: Vec<Token>,
    cues: u32,
}

impl Reader {
    /// For so many cues of a track.
    pub(super) fn new(track: &Track<'_>, tongue: Tongue, cues: usize) -> Self {
        Self { numbers: Counted::of(track, tongue), all: Vec::with_capacity(cues * 8), cues: 0 }
    }

    /// Reads the next cue, and tells what its text shows.
    pub(super) fn cue(&mut self, track: &Track<'_>, cue: u32) -> Shown {
        let (first, place) = (self.all.len(), self.cues);
        self.cues += 1;
        let mut shown = Shown::default();
        let Some(it) = track.cues.get(cue as usize) else { return shown };
        for line in track.lines_of(it) {
            shown.begins = true;
            for run in track.runs_of(line) {
                read(&run.text, place, &mut self.all, &mut shown);
            }
        }
        for number in self.numbers.of_cue(cue).iter().filter(|number| !number.weak) {
            let value = number.value;
            let hash = [value.numerator(), value.denominator()].iter().fold(0x9dc5, |hash, part| {
                part.to_le_bytes().iter().fold(hash, |hash, byte| mix(hash, u32::from(*byte)))
            });
            self.all.push(Token { hash, cue: place, key: hash | 1 << 31, firm: true });
        }
        self.all.truncate(first + MOST);
        shown
    }

    pub(super) fn done(self) -> Words {
        Words::list(&self.all, self.cues as usize)
    }
}

impl Words {
    fn list(all: &[Token], cues: usize) -> Self {
        // By stem; those of one stay in the order of their cues.
        let mut order: Vec<u64> =
            (0u64..).zip(all).map(|(at, token)| u64::from(token.hash) << 32 | at).collect();
        order.sort_unstable();
        let mut entries: Vec<Entry> = Vec::with_capacity(all.len() / 3);
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        let mut ends = vec![0u32; cues];
        let mut last = None;
        for place in order {
            let Some(token) = all.get((place & 0xffff_ffff) as usize) else { continue };
            if last != Some(token.hash) {
                last = Some(token.hash);
                entries.push(Entry { key: 0, count: 0, firm: true });
            }
            let id = u32::try_from(entries.len()).unwrap_or(u32::MAX) - 1;
            let Some(entry) = entries.last_mut() else { continue };
            // Once a cue.
            if places.last() != Some(&(token.cue, id)) {
                places.push((token.cue, id));
                entry.count += 1;
                if let Some(end) = ends.get_mut(token.cue as usize) {
                    *end += 1;
                }
            }
            entry.key = entry.key.max(token.key);
            // A first word has a capital, too: a name has one everywhere.
            entry.firm &= token.firm;
        }
        // Cue by cue; those of one cue stay in the order of the entries.
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
        let keyed = (0u64..).zip(&entries).filter(|(_, it)| it.key != 0);
        let mut keys: Vec<u64> = keyed.map(|(id, it)| u64::from(it.key) << 32 | id).collect();
        keys.sort_unstable();
        let keys = keys.iter().map(|both| ((both >> 32) as u32, (both & 0xffff_ffff) as u32)).collect();
        Self { entries, keys, tokens, ends }
    }

    /// The stems of a cue.
    pub(super) fn of_cue(&self, cue: usize) -> &[u32] {
        let from = cue.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(cue).copied().unwrap_or(from);
        self.tokens.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The stems of some cues, cue by cue; none of those beyond the last.
    pub(super) fn of_cues(&self, cues: Range<usize>) -> impl Iterator<Item = &[u32]> {
        let before = cues.start.checked_sub(1).and_then(|before| self.ends.get(before));
        let mut from = before.copied().unwrap_or(0) as usize;
        cues.map(move |cue| {
            let to = self.ends.get(cue).map_or(from, |end| *end as usize);
            let words = self.tokens.get(from..to).unwrap_or_default();
            from = to;
            words
        })
    }

    /// How many cues there are.
    pub(super) fn cues(&self) -> usize {
        self.ends.len()
    }
}

fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193)
}

/// What a cue's text shows.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Shown {
    /// How many letters and digits.
    pub(super) letters: i32,
    /// Which of [`SIGNS`](super::side::SIGNS), but for dialogue.
    pub(super) signs: u8,
    /// How many lines begin with a dash; nine at most.
    pub(super) dashes: u8,
    /// Nothing of the line was shown yet.
    begins: bool,
}

/// The words and signs of a run.
fn read(text: &str, cue: u32, out: &mut Vec<Token>, shown: &mut Shown) {
    let mut word = ['\0'; LONGEST];
    let (mut len, mut capital, mut last) = (0, false, ' ');
    let (mut letters, mut begins) = (shown.letters, shown.begins);
    for c in text.chars() {
        if let Some(low) = lower(c) {
            if len == 0 {
                capital = low != c;
            }
            if let Some(slot) = word.get_mut(len) {
                *slot = low;
            }
            len += 1;
            letters = letters.saturating_add(1);
            (begins, last) = (false, c);
            continue;
        }
        if len >= SHORTEST {
            out.push(token(&word, len, cue, capital));
        }
        len = 0;
        if begins && !is_unseen(c) {
            begins = false;
            shown.dashes += u8::from(shown.dashes < 9 && matches!(c, '-' | '–' | '—' | '‐' | '‑'));
        }
        match c {
            ' ' => {}
            '?' => shown.signs |= ASKS,
            '!' => shown.signs |= EXCLAIMS,
            '…' => shown.signs |= BREAKS_OFF,
            '.' if last == '.' => shown.signs |= BREAKS_OFF,
            '♪' | '♫' | '#' => shown.signs |= SUNG,
            '0'..='9' => {
                shown.signs |= DIGITS;
                letters = letters.saturating_add(1);
            }
            ' '..='/' => {}
            _ => letters = letters.saturating_add(1),
        }
        last = c;
    }
    if len >= SHORTEST {
        out.push(token(&word, len, cue, capital));
    }
    (shown.letters, shown.begins) = (letters, begins);
}

fn token(word: &[char; LONGEST], len: usize, cue: u32, capital: bool) -> Token {
    let letters = word.get(..len.min(LONGEST)).unwrap_or_default();
    let hash = letters.iter().take(STEM).fold(0x811c_9dc5, |hash, c| mix(hash, u32::from(*c)));
    Token { hash, cue, key: skeleton(letters), firm: capital }
}

/// A letter in its small form; `None` for anything else.
#[inline]
fn lower(c: char) -> Option<char> {
    match SMALL.get(c as usize).copied().unwrap_or(ASK) {
        0 => None,
        ASK => lower_by_tables(c),
        low => char::from_u32(u32::from(low)),
    }
}

/// Ask the standard library.
const ASK: u16 = u16::MAX;

/// The small form of each letter below the Armenian ones; 0 for what is none.
static SMALL: [u16; 0x530] = {
    let mut out = [0; 0x530];
    let mut at = 0u16;
    while (at as usize) < out.len() {
        out[at as usize] = match at {
            // a to z, and their capitals; what stands around them are no letters of the film's languages.
            0x61..=0x7a => at,
            0x41..=0x5a => at + 32,
            0..=0xbf | 0xd7 | 0xf7 => 0,
            // ß to ÿ, а to џ.
            0xdf..=0xff | 0x430..=0x45f => at,
            // À to Þ, А to Я.
            0xc0..=0xde | 0x410..=0x42f => at + 32,
            // Kazakh capitals have even numbers, their small letters the odd ones behind.
            0x490..=0x4bf | 0x4d0..=0x52f => at | 1,
            _ => ASK,
        };
        at += 1;
    }
    out
};

fn lower_by_tables(c: char) -> Option<char> {
    match c {
        // Signs, which are frequent.
        '\u{2000}'..='\u{2070}' => None,
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
