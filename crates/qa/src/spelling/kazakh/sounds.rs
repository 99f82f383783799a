//! The sounds of Kazakh that decide which form a suffix takes: the last vowel and the last letter of what it
//! follows.

/// A set of classes of final letters.
pub(super) type Finals = u8;

/// A vowel.
pub(super) const V: Finals = 1;
/// р, й, and the glides у and и.
pub(super) const R: Finals = 2;
/// л.
pub(super) const L: Finals = 4;
/// м, н, ң.
pub(super) const N: Finals = 8;
/// з, ж.
pub(super) const Z: Finals = 16;
/// Voiceless ones, and б, в, г, ғ, д, which end loans and sound voiceless there.
pub(super) const T: Finals = 32;

/// Every voiced final.
pub(super) const VOICED: Finals = V | R | L | N | Z;
/// Every consonant, glides included.
pub(super) const C: Finals = R | L | N | Z | T;

/// The class of a word's last letter; none for a word that ends in no Kazakh letter.
pub(super) fn finals(word: &str) -> Finals {
    // A soft sign is no sound of its own.
    let last = word.chars().rev().find(|c| *c != 'ь');
    match last {
        Some('а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'э' | 'ё') => V,
        Some('р' | 'й' | 'у' | 'и') => R,
        Some('л') => L,
        Some('м' | 'н' | 'ң') => N,
        Some('з' | 'ж') => Z,
        Some('б'..='я' | 'ғ' | 'қ' | 'һ') => T,
        _ => 0,
    }
}

/// Which vowels a word asks of its suffixes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Harmony {
    /// а, ы.
    Back,
    /// е, і.
    Front,
    /// Not told by its letters: Кадис, with и, goes with the front ones, тарих with the back ones.
    Either,
}

/// The harmony that a word's last vowel sets.
pub(super) fn harmony(word: &str) -> Harmony {
    // A soft sign softens what comes before it in some loans, and so does an open ә at the end.
    let mut open = word.ends_with(['ь', 'ә']);
    for c in word.chars().rev() {
        match c {
            'и' => open = true,
            'а' | 'о' | 'ұ' | 'ы' | 'ё' => return if open { Harmony::Either } else { Harmony::Back },
            'ә' | 'е' | 'і' | 'ө' | 'ү' | 'э' => {
                return if open { Harmony::Either } else { Harmony::Front };
            }
            // The glide у says nothing of itself: баруға, келуге. Alone it is back: судың.
            _ => {}
        }
    }
    if open { Harmony::Either } else { Harmony::Back }
}

/// Whether a letter is a vowel that a suffix may begin with.
pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'ә' | 'е' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'и' | 'у' | 'э' | 'ё')
}
