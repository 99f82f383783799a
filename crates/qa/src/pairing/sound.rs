//! What a word's consonants sound like, in signs that Latin and Cyrillic letters share: a quick key under which names
//! and words of common origin meet. Whether two names are one is for [`names`](crate::names) to say.

/// Consonants of a key.
const CONSONANTS: u32 = 3;

/// The key of a word in small letters: whether it begins with a vowel, and its first three consonants; 0 for a word
/// with fewer.
pub(super) fn skeleton(word: &[char]) -> u32 {
    let mut key = 1;
    let (mut count, mut last) = (0, 0);
    for (at, c) in word.iter().enumerate() {
        let sound = match SOUNDS.get(*c as usize).copied().unwrap_or(0) {
            CONTEXT => {
                let next = word.get(at + 1).copied().unwrap_or('\0');
                let before = at.checked_sub(1).and_then(|at| word.get(at)).copied().unwrap_or('\0');
                in_context(before, *c, next)
            }
            sound => u32::from(sound),
        };
        if at == 0 && sound == 0 && !matches!(*c, 'h' | 'y' | 'j' | 'й') {
            key = 2;
        }
        // A double letter is one sound.
        if sound != 0 && sound != last {
            key = key << 4 | sound;
            count += 1;
            if count == CONSONANTS {
                return key;
            }
        }
        last = sound;
    }
    0
}

/// It depends on the letters beside it.
const CONTEXT: u8 = 0xff;

/// The classes of consonants; vowels, signs and what one language writes and another does not have none.
const CLASSES: [(u8, &[char]); 16] = [
    (1, &['b', 'v', 'w', 'б', 'в']),
    (2, &['p', 'п']),
    (3, &['f', 'ф']),
    (4, &['d', 'д']),
    (5, &['t', 'т']),
    (6, &['k', 'q', 'к', 'қ']),
    (7, &['г', 'ғ']),
    (8, &['j', 'х', 'һ']),
    (9, &['с', 'з', 'ц']),
    (10, &['l', 'л']),
    (11, &['m', 'м']),
    (12, &['n', 'ñ', 'ң', 'н']),
    (13, &['r', 'р']),
    (14, &['ч', 'ш', 'щ', 'ж']),
    (CONTEXT, &['c', 's', 'z']),
    (CONTEXT, &['g', 'h']),
];

/// The class of each letter, by its number.
static SOUNDS: [u8; 0x500] = {
    let mut out = [0; 0x500];
    let mut class = 0;
    while class < CLASSES.len() {
        let (sound, letters) = CLASSES[class];
        let mut at = 0;
        while at < letters.len() {
            out[letters[at] as usize] = sound;
            at += 1;
        }
        class += 1;
    }
    out
};

/// The class of a letter that sounds by its neighbours.
fn in_context(before: char, c: char, next: char) -> u32 {
    match c {
        // ch and sh are one sound, and told by their first letter.
        'c' | 's' | 'z' if next == 'h' => 14,
        'c' if matches!(next, 'e' | 'i' | 'é' | 'í') => 9,
        'c' => 6,
        'g' if matches!(next, 'e' | 'i' | 'é' | 'í') => 8,
        'g' => 7,
        'h' if before == 'k' => 8,
        's' | 'z' => 9,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    fn key(word: &str) -> u32 {
        skeleton(&word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn names_of_both_scripts_have_one_key() {
        let pairs = [
            ("vicente", "висенте"),
            ("vicente", "висентенің"),
            ("carlos", "карлоса"),
            ("guillermo", "гильермо"),
            ("orlov", "орловпын"),
            ("comandante", "командир"),
            ("madrid", "мадридте"),
        ];
        for (latin, cyrillic) in pairs {
            assert_eq!(key(latin), key(cyrillic), "{latin} {cyrillic}");
            assert_ne!(key(latin), 0, "{latin}");
        }
        assert_ne!(key("carlos"), key("марина"));
        assert_eq!(key("eva"), 0);
    }
}
