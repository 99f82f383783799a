//! A look at how a word begins, which says of nearly all words that they are no numbers.

use super::fold::fold;
use super::words::heads;
use crate::language::Tongue;

/// Bits for the ways to begin.
pub(super) struct Filter {
    /// For the first two letters of one byte each.
    latin: [u64; 16],
    /// For the first two of two bytes each: the lower six bits of the second of them.
    cyrillic: [u64; 64],
    /// For the first three, folded into 4096.
    three: [u64; 64],
}

static SPANISH: Filter = Filter::new(heads(Tongue::Spanish));
static RUSSIAN: Filter = Filter::new(heads(Tongue::Russian));
static KAZAKH: Filter = Filter::new(heads(Tongue::Kazakh));
static ENGLISH: Filter = Filter::new(heads(Tongue::English));
static NONE: Filter = Filter::empty();

impl Filter {
    pub(super) fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::Spanish => &SPANISH,
            Tongue::Russian => &RUSSIAN,
            Tongue::Kazakh => &KAZAKH,
            Tongue::English => &ENGLISH,
            Tongue::Other => &NONE,
        }
    }

    const fn empty() -> Self {
        Self { latin: [0; 16], cyrillic: [0; 64], three: [0; 64] }
    }

    /// `heads` are beginnings of three letters, and words of two, with blanks between.
    const fn new(heads: &str) -> Self {
        let mut out = Self::empty();
        out.add(heads.as_bytes());
        out
    }

    /// The beginnings of all words of some lists.
    pub(super) const fn of_lists<T>(lists: &[&[(&str, T)]]) -> Self {
        let mut out = Self::empty();
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                out.add(lists[list][at].0.as_bytes());
                at += 1;
            }
            list += 1;
        }
        out
    }

    /// A bit for the first letters of every word.
    const fn add(&mut self, words: &[u8]) {
        let mut at = 0;
        while at < words.len() {
            if words[at] == b' ' || words[at] == b'\n' {
                at += 1;
                continue;
            }
            if let Some((cyrillic, place)) = pair(words, at) {
                let bits: &mut [u64] = if cyrillic { &mut self.cyrillic } else { &mut self.latin };
                bits[place / 64] |= 1 << (place % 64);
            }
            let three = hash(letters(words, at));
            self.three[three / 64] |= 1 << (three % 64);
            while at < words.len() && words[at] != b' ' {
                at += 1;
            }
        }
    }

    /// Whether a word that begins at `at` may be a number.
    pub(super) fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        // Two letters settle most words; where they cannot, three are looked at.
        let two = match pair(bytes, at) {
            Some((true, place)) => self.cyrillic[place / 64] >> (place % 64) & 1 == 1,
            Some((false, place)) => self.latin[place / 64] >> (place % 64) & 1 == 1,
            None => true,
        };
        two && self.may_go_on(bytes, at)
    }

    fn may_go_on(&self, bytes: &[u8], at: usize) -> bool {
        let three = hash(letters(bytes, at));
        self.three[three / 64] >> (three % 64) & 1 == 1
    }
}

/// The first two letters as a place in one of the tables. None for capitals of two bytes, for letters with accents,
/// and for words of one letter.
const fn pair(bytes: &[u8], at: usize) -> Option<(bool, usize)> {
    if at + 1 >= bytes.len() {
        return None;
    }
    let (one, two) = (bytes[at], bytes[at + 1]);
    if one < 0x80 {
        return if two.is_ascii_alphabetic() {
            Some((false, (one as usize & 31) << 5 | two as usize & 31))
        } else {
            None
        };
    }
    let small = match one {
        0xd0 => two >= 0xb0,
        0xd1 => true,
        // Kazakh capitals have even numbers.
        0xd2 | 0xd3 => two & 1 == 1,
        _ => false,
    };
    if !small || at + 3 >= bytes.len() || !matches!(bytes[at + 2], 0xd0..=0xd3) {
        return None;
    }
    Some((true, (two as usize & 63) << 6 | bytes[at + 3] as usize & 63))
}

const fn hash(key: [u8; 3]) -> usize {
    let key = (key[0] as u32) << 12 | (key[1] as u32) << 6 | key[2] as u32;
    // Fibonacci hashing: the upper twelve bits.
    (key.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// Codes of the first three letters, 0 where the word is over before.
const fn letters(bytes: &[u8], mut at: usize) -> [u8; 3] {
    let mut key = [0; 3];
    let mut n = 0;
    while n < 3 && at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            key[n] = byte & 0x1f;
            at += 1;
        } else if matches!(byte, 0xc3 | 0xd0..=0xd3) && at + 1 < bytes.len() {
            let block = if byte == 0xc3 { 4 } else { byte as usize & 3 };
            // Behind a reference the table stays where it is.
            key[n] = (&CODES)[block << 6 | bytes[at + 1] as usize & 63];
            at += 2;
        } else {
            break;
        }
        n += 1;
    }
    key
}

/// The codes of letters of two bytes, by first byte (0xd0 to 0xd3, then 0xc3) and six bits of the second.
const CODES: [u8; 320] = {
    let mut all = [0; 320];
    let mut at = 0;
    while at < 320 {
        all[at] = code(if at < 256 { 0x400 + at as u32 } else { 0xc0 + at as u32 - 256 });
        at += 1;
    }
    all
};

/// A number for a letter of two bytes, whatever its case and accent.
const fn code(c: u32) -> u8 {
    let c = match char::from_u32(c) {
        Some(c) => fold(c),
        None => '\0',
    };
    match c {
        'a'..='z' => c as u8 & 0x1f,
        'ñ' => 27,
        'а'..='я' => (c as u32 - 'а' as u32) as u8 + 1,
        'ә' => 33,
        'ғ' => 34,
        'қ' => 35,
        'ң' => 36,
        'ө' => 37,
        'ұ' => 38,
        'ү' => 39,
        'һ' => 40,
        'і' => 41,
        _ => 63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_other_words_pass() {
        let share = |tongue: Tongue, text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            let passed = words.iter().filter(|word| Filter::of(tongue).may_begin(word.as_bytes(), 0)).count();
            passed * 100 / words.len()
        };
        let russian =
            "он приехал ночью в телячьих вагонах и никто не сказал нам что это за место я видел только снег";
        assert!(share(Tongue::Russian, russian) <= 5);
        let kazakh =
            "біз түнде мал таситын вагонмен жеттік ол жердің атын ешкім айтқан жоқ көргенім тек қар болды";
        assert!(share(Tongue::Kazakh, kazakh) <= 10);
        let spanish = "llegamos de noche en vagones de ganado nadie nos dijo el nombre de aquel lugar yo solo veía nieve";
        assert!(share(Tongue::Spanish, spanish) <= 5);
    }

    #[test]
    fn every_number_passes() {
        assert!(Filter::of(Tongue::Kazakh).may_begin("ҮШІНШІ".as_bytes(), 0));
        assert!(Filter::of(Tongue::Spanish).may_begin("Décimo".as_bytes(), 0));
        assert!(Filter::of(Tongue::Spanish).may_begin("un".as_bytes(), 0));
        assert!(Filter::of(Tongue::Russian).may_begin("Четвёртый".as_bytes(), 0));
    }
}
