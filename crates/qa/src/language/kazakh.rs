//! How Kazakh text looks: its own letters, its vowels, and what is left of its words without those letters.

use super::cyrillic_words;

/// What a noun or a number that is a predicate says of whom it is said.
pub(crate) const PERSONS: [&str; 16] = [
    "мын", "мін", "бын", "бін", "пын", "пін", "сың", "сің", "сыз", "сіз", "мыз", "міз", "быз", "біз", "пыз",
    "піз",
];

/// How many of a text's Cyrillic letters there are, and how many of them are ә ғ қ ң ө ұ ү һ і.
#[must_use]
pub fn own_letters(text: &str) -> (u32, u32) {
    let (mut all, mut own) = (0, 0);
    let mut bytes = text.bytes();
    while let Some(lead) = bytes.next() {
        if matches!(lead, 0xd0..=0xd3) {
            all += 1;
            own += u32::from(kind(lead, bytes.next().unwrap_or_default()) & OWN != 0);
        }
    }
    (all, own)
}

/// What a frequent word is with its own letters, and whether it is written so.
///
/// ```
/// use tregua_qa::language::kazakh::bare;
/// assert_eq!(bare("Ушин"), Some(("үшін", false)));
/// assert_eq!(bare("үшін"), Some(("үшін", true)));
/// assert_eq!(bare("балалар"), None);
/// ```
#[must_use]
pub fn bare(word: &str) -> Option<(&'static str, bool)> {
    const LONGEST: usize = 12;
    let (mut buffer, mut len, mut own) = ([0_u8; LONGEST * 2], 0, false);
    for c in word.chars() {
        let c = c.to_lowercase().next()?;
        let plain = plain(c);
        own |= plain != c;
        let place = buffer.get_mut(len..len + 2)?;
        (plain.len_utf8() == 2).then(|| plain.encode_utf8(place))?;
        len += 2;
    }
    let key = std::str::from_utf8(buffer.get(..len)?).ok()?;
    let at = BARE.binary_search_by_key(&key, |(bare, _)| bare).ok()?;
    BARE.get(at).map(|(_, right)| (*right, own))
}

/// Whether a text is Kazakh that lost its letters: frequent words stand in it more often without them than with them,
/// and often enough to be Kazakh at all.
pub fn is_stripped<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    /// One word of so many, at least; in such text one of eight is on the list, in Russian one of thousands.
    const OF: usize = 50;
    let (mut words, mut without, mut with) = (0, 0, 0);
    for word in lines.flat_map(cyrillic_words) {
        words += 1;
        if let Some((_, right)) = bare(word) {
            *if right { &mut with } else { &mut without } += 1;
        }
    }
    without > with && without * OF > words
}

/// The Russian letter that stands where a keyboard or a code page lacks the Kazakh one.
///
/// ```
/// use tregua_qa::language::kazakh::plain;
/// assert_eq!("Көңілім".chars().map(plain).collect::<String>(), "Конилим");
/// ```
#[must_use]
pub const fn plain(c: char) -> char {
    match c {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        'Ә' => 'А',
        'Ғ' => 'Г',
        'Қ' => 'К',
        'Ң' => 'Н',
        'Ө' => 'О',
        'Ұ' | 'Ү' => 'У',
        'Һ' => 'Х',
        'І' => 'И',
        _ => c,
    }
}

/// Whether a word mixes back vowels (а о ұ ы) and front ones (ә ө ү і е). The endings -мен, -бен and -пен never change,
/// and do not count; и and у go with both.
#[must_use]
pub fn mixes_vowels(word: &str) -> bool {
    let stem = ["мен", "бен", "пен", "менен"].iter().find_map(|ending| word.strip_suffix(ending));
    let (mut back, mut front) = (false, false);
    for c in stem.unwrap_or(word).chars() {
        match c {
            'а' | 'о' | 'ұ' | 'ы' | 'А' | 'О' | 'Ұ' | 'Ы' => back = true,
            'ә' | 'ө' | 'ү' | 'і' | 'е' | 'Ә' | 'Ө' | 'Ү' | 'І' | 'Е' => front = true,
            _ => {}
        }
    }
    back && front
}

/// How many of a text's Cyrillic words have more than one letter, and how many of these mix their vowels: as
/// [`mixes_vowels`] of each of [`cyrillic_words`].
#[must_use]
pub fn words_mixed(text: &str) -> (u32, u32) {
    let (mut all, mut mixed) = (0, 0);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !matches!(byte, 0xd0..=0xd4) {
            at += 1;
            continue;
        }
        let (start, mut kinds) = (at, 0);
        while let Some(lead @ (0xd0..=0xd4 | 0xcc)) = bytes.get(at) {
            kinds |= kind(*lead, bytes.get(at + 1).copied().unwrap_or_default());
            at += 2;
        }
        all += u32::from(at > start + 2);
        // Most words have vowels of one kind, whatever they end in.
        if at > start + 2 && kinds & (BACK | FRONT) == BACK | FRONT {
            mixed += u32::from(text.get(start..at).is_some_and(mixes_vowels));
        }
    }
    (all, mixed)
}

const BACK: u8 = 1;
const FRONT: u8 = 2;
const OWN: u8 = 4;

/// What a letter of two bytes is: a vowel of either kind, one of the nine. By two bits of the first, six of the second.
#[inline]
fn kind(lead: u8, byte: u8) -> u8 {
    static KINDS: [u8; 256] = {
        let mut all = [0; 256];
        let mut at = 0u32;
        while at < 256 {
            let vowel = match char::from_u32(0x400 + at) {
                Some('а' | 'о' | 'ұ' | 'ы' | 'А' | 'О' | 'Ұ' | 'Ы') => BACK,
                Some('ә' | 'ө' | 'ү' | 'і' | 'е' | 'Ә' | 'Ө' | 'Ү' | 'І' | 'Е') => FRONT,
                _ => 0,
            };
            // Those from U+0480 on are counted whatever they are.
            let own = at >= 0x80 || matches!(char::from_u32(0x400 + at), Some('І' | 'і'));
            all[at as usize] = if own { vowel | OWN } else { vowel };
            at += 1;
        }
        all
    };
    if matches!(lead, 0xd0..=0xd3) { KINDS[usize::from(lead & 3) << 6 | usize::from(byte & 0x3f)] } else { 0 }
}

/// Frequent words without their own letters, which are no words of Kazakh or of everyday Russian then, and with them;
/// sorted. Chosen by the project from its own film and from free sentences.
static BARE: &[(&str, &str)] = &[
    ("айел", "әйел"),
    ("айткан", "айтқан"),
    ("акелди", "әкелді"),
    ("акыл", "ақыл"),
    ("акырын", "ақырын"),
    ("арине", "әрине"),
    ("ашык", "ашық"),
    ("аяк", "аяқ"),
    ("барлыгы", "барлығы"),
    ("барлык", "барлық"),
    ("баска", "басқа"),
    ("бизге", "бізге"),
    ("биздин", "біздің"),
    ("билемин", "білемін"),
    ("билмеймин", "білмеймін"),
    ("бирак", "бірақ"),
    ("бирге", "бірге"),
    ("биреу", "біреу"),
    ("болган", "болған"),
    ("буган", "бұған"),
    ("бугин", "бүгін"),
    ("букил", "бүкіл"),
    ("бул", "бұл"),
    ("бурын", "бұрын"),
    ("дейди", "дейді"),
    ("дейин", "дейін"),
    ("дурыс", "дұрыс"),
    ("еди", "еді"),
    ("екинши", "екінші"),
    ("емеспин", "емеспін"),
    ("енди", "енді"),
    ("ертен", "ертең"),
    ("ески", "ескі"),
    ("ешкандай", "ешқандай"),
    ("ешкашан", "ешқашан"),
    ("ешким", "ешкім"),
    ("жаксы", "жақсы"),
    ("жакын", "жақын"),
    ("жане", "және"),
    ("жигит", "жігіт"),
    ("жок", "жоқ"),
    ("жумыс", "жұмыс"),
    ("журек", "жүрек"),
    ("казак", "қазақ"),
    ("казакша", "қазақша"),
    ("казир", "қазір"),
    ("кайда", "қайда"),
    ("кайдан", "қайдан"),
    ("кайтып", "қайтып"),
    ("калай", "қалай"),
    ("кандай", "қандай"),
    ("канша", "қанша"),
    ("карап", "қарап"),
    ("катты", "қатты"),
    ("кейин", "кейін"),
    ("келди", "келді"),
    ("келеди", "келеді"),
    ("кетти", "кетті"),
    ("кешир", "кешір"),
    ("кириниз", "кіріңіз"),
    ("киси", "кісі"),
    ("конил", "көңіл"),
    ("коп", "көп"),
    ("корген", "көрген"),
    ("кордим", "көрдім"),
    ("корип", "көріп"),
    ("кудай", "құдай"),
    ("куни", "күні"),
    ("кутип", "күтіп"),
    ("кыз", "қыз"),
    ("кыздар", "қыздар"),
    ("кырык", "қырық"),
    ("маган", "маған"),
    ("мугалим", "мұғалім"),
    ("мумкин", "мүмкін"),
    ("мунда", "мұнда"),
    ("мундай", "мұндай"),
    ("оган", "оған"),
    ("ози", "өзі"),
    ("озим", "өзім"),
    ("ойткени", "өйткені"),
    ("омир", "өмір"),
    ("онын", "оның"),
    ("осыган", "осыған"),
    ("оте", "өте"),
    ("отирик", "өтірік"),
    ("ракмет", "рақмет"),
    ("саган", "саған"),
    ("салем", "сәлем"),
    ("себеби", "себебі"),
    ("сегиз", "сегіз"),
    ("сизге", "сізге"),
    ("сиздер", "сіздер"),
    ("сиздин", "сіздің"),
    ("сиякты", "сияқты"),
    ("соз", "сөз"),
    ("сойлеме", "сөйлеме"),
    ("сонгы", "соңғы"),
    ("сондыктан", "сондықтан"),
    ("тагы", "тағы"),
    ("тогыз", "тоғыз"),
    ("тогызыншы", "тоғызыншы"),
    ("туган", "туған"),
    ("тусиндим", "түсіндім"),
    ("уйге", "үйге"),
    ("уйде", "үйде"),
    ("улкен", "үлкен"),
    ("уш", "үш"),
    ("ушин", "үшін"),
    ("шыгар", "шығар"),
    ("шыгып", "шығып"),
    ("шыкты", "шықты"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_list_is_sorted_and_each_word_is_its_right_form_without_the_nine() {
        assert!(BARE.is_sorted());
        for (bare, right) in BARE {
            assert_eq!(right.chars().map(plain).collect::<String>(), *bare);
            assert_ne!(bare, right);
            assert_eq!(super::bare(bare), Some((*right, false)));
        }
    }

    proptest! {
        #[test]
        fn a_text_is_counted_as_its_words(text in "[ -.аоұыәөүіеАІңзкмнбпҢЁҰ\u{306}ԱԮ…]{0,40}|(у|ы|ке|ла)(мен|бен|пен|менен)") {
            let words = || cyrillic_words(&text).filter(|word| word.len() > 2);
            let mixed = words().filter(|word| mixes_vowels(word)).count();
            prop_assert_eq!(words_mixed(&text), (words().count() as u32, mixed as u32));
        }
    }

    #[test]
    fn letters_and_vowels() {
        assert_eq!(own_letters("Қыз, үй, Іні, кот 5 a"), (11, 4));
        for (word, mixed) in [("балалар", false), ("үйлерде", false), ("баламен", false), ("кітап", true)]
        {
            assert_eq!(mixes_vowels(word), mixed, "{word}");
        }
    }
}
