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
        let next = word.get(at + 1).copied().unwrap_or('\0');
        let before = at.checked_sub(1).and_then(|at| word.get(at)).copied().unwrap_or('\0');
        let sound = consonant(before, *c, next);
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

/// The class of a consonant; 0 for vowels, signs and what one language writes and another does not.
fn consonant(before: char, c: char, next: char) -> u32 {
    match c {
        'b' | 'v' | 'w' | 'б' | 'в' => 1,
        'p' | 'п' => 2,
        'f' | 'ф' => 3,
        'd' | 'д' => 4,
        't' | 'т' => 5,
        // ch and sh are one sound, and told by their first letter.
        'c' if next == 'h' => 14,
        's' if next == 'h' => 14,
        'z' if next == 'h' => 14,
        'c' if matches!(next, 'e' | 'i' | 'é' | 'í') => 9,
        'k' | 'c' | 'q' | 'к' | 'қ' => 6,
        'g' if matches!(next, 'e' | 'i' | 'é' | 'í') => 8,
        'g' | 'г' | 'ғ' => 7,
        'j' | 'х' | 'һ' => 8,
        'h' if matches!(before, 'k') => 8,
        's' | 'z' | 'с' | 'з' | 'ц' => 9,
        'l' | 'л' => 10,
        'm' | 'м' => 11,
        'n' | 'ñ' | 'ң' | 'н' => 12,
        'r' | 'р' => 13,
        'ч' | 'ш' | 'щ' | 'ж' => 14,
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
