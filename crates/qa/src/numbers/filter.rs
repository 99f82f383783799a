//! A look at how a word begins, which says of nearly all words that they are no numbers.

use super::fold::fold;
use super::words::heads;
use crate::language::Tongue;

/// A bit for each way to begin, folded into 4096.
pub(super) struct Filter([u64; 64]);

static SPANISH: Filter = Filter::new(heads(Tongue::Spanish));
static RUSSIAN: Filter = Filter::new(heads(Tongue::Russian));
static KAZAKH: Filter = Filter::new(heads(Tongue::Kazakh));
static ENGLISH: Filter = Filter::new(heads(Tongue::English));
static NONE: Filter = Filter([0; 64]);

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

    /// `heads` are beginnings of three letters, and words of two, with blanks between.
    const fn new(heads: &str) -> Self {
        let bytes = heads.as_bytes();
        let mut bits = [0; 64];
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b' ' || bytes[at] == b'\n' {
                at += 1;
                continue;
            }
            let (key, len) = letters(bytes, at);
            set(&mut bits, hash(key));
            at += len;
        }
        Self(bits)
    }

    /// Whether a word that begins at `at` may be a number.
    pub(super) fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let (key, _) = letters(bytes, at);
        let place = hash(key);
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }
}

const fn set(bits: &mut [u64; 64], place: usize) {
    bits[place / 64] |= 1 << (place % 64);
}

const fn hash(key: [u8; 3]) -> usize {
    let key = (key[0] as u32) << 12 | (key[1] as u32) << 6 | key[2] as u32;
    // Fibonacci hashing: the upper twelve bits.
    (key.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// Codes of the first three letters, 0 where the word is over before, and the bytes they take.
const fn letters(bytes: &[u8], at: usize) -> ([u8; 3], usize) {
    let mut key = [0; 3];
    let (mut n, mut len) = (0, 0);
    while n < 3 && at + len < bytes.len() {
        let byte = bytes[at + len];
        if byte.is_ascii_alphabetic() {
            key[n] = byte & 0x1f;
            len += 1;
        } else if matches!(byte, 0xc3 | 0xd0..=0xd3) && at + len + 1 < bytes.len() {
            let c = (byte as u32 & 0x1f) << 6 | (bytes[at + len + 1] as u32 & 0x3f);
            key[n] = code(c);
            len += 2;
        } else {
            break;
        }
        n += 1;
    }
    (key, len)
}

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
