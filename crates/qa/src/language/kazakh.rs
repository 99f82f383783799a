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
    let bytes = text.as_bytes();
    // So few at once that a byte counts them, which lets many be counted side by side.
    for (nth, part) in bytes.chunks(128).enumerate() {
        let behind = bytes.get(nth * 128 + 1..).unwrap_or_default();
        all += u32::from(part.iter().map(|b| u8::from(matches!(b, 0xd0..=0xd3))).sum::<u8>());
        own += u32::from(part.iter().map(|b| u8::from(matches!(b, 0xd2 | 0xd3))).sum::<u8>());
        let dotted = |(lead, byte): (&u8, &u8)| {
            u8::from((*lead == 0xd0) & (*byte == 0x86) | (*lead == 0xd1) & (*byte == 0x96))
        };
        own += u32::from(part.iter().zip(behind).map(dotted).sum::<u8>());
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
    // Most words have vowels of one kind, whatever they end in.
    if kinds(word) != BACK | FRONT {
        return false;
    }
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

const BACK: u8 = 1;
const FRONT: u8 = 2;

/// The vowels of either kind in a word, told by the bytes of Cyrillic letters: five bits of the first, six of the second.
fn kinds(word: &str) -> u8 {
    static KINDS: [u8; 256] = {
        let mut all = [0; 256];
        let mut at = 0u32;
        while at < 256 {
            all[at as usize] = match char::from_u32(0x400 + at) {
                Some('а' | 'о' | 'ұ' | 'ы' | 'А' | 'О' | 'Ұ' | 'Ы') => BACK,
                Some('ә' | 'ө' | 'ү' | 'і' | 'е' | 'Ә' | 'Ө' | 'Ү' | 'І' | 'Е') => FRONT,
                _ => 0,
            };
            at += 1;
        }
        all
    };
    let (mut lead, mut kinds) = (0, 0);
    for byte in word.bytes() {
        // Behind another lead the byte is no letter's end; then a word of both kinds is looked at for nothing.
        if matches!(lead, 0xd0..=0xd3) {
            kinds |= KINDS[usize::from(lead & 3) << 6 | usize::from(byte & 0x3f)];
        }
        lead = byte;
    }
    kinds
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

    #[test]
    fn the_list_is_sorted_and_each_word_is_its_right_form_without_the_nine() {
        assert!(BARE.is_sorted());
        for (bare, right) in BARE {
            assert_eq!(right.chars().map(plain).collect::<String>(), *bare);
            assert_ne!(bare, right);
            assert_eq!(super::bare(bare), Some((*right, false)));
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
