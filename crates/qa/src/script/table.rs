//! The two tables of Kazakh Latin letters.
//!
//! Sources: the alphabet of 2021 in its version of April (Ң is Ñ), as the comparison of Kazakh alphabets gives it; the
//! alphabet of 2018 by Decree 637 of 19 February 2018. Letters that only Russian words have (ё ц ч щ ъ ь э ю я) are in
//! neither alphabet, save ч of 2018: what stands for them here is what transliteration tools write.

/// Which alphabet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// Of April 2021: ä ğ ı ñ ö ş ü ū.
    Latin2021,
    /// Of 2018, with acute accents: á ǵ ı ń ó sh ch ú ý. Superseded, but met in files.
    Latin2018,
}

/// Lower case, upper case (as at the head of a word), and whether the alphabet itself says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latin(pub(super) &'static str, pub(super) &'static str, pub(super) bool);

const LETTERS: [(char, Latin, Latin); 42] = [
    ('а', Latin("a", "A", true), Latin("a", "A", true)),
    ('ә', Latin("ä", "Ä", true), Latin("á", "Á", true)),
    ('б', Latin("b", "B", true), Latin("b", "B", true)),
    ('в', Latin("v", "V", true), Latin("v", "V", true)),
    ('г', Latin("g", "G", true), Latin("g", "G", true)),
    ('ғ', Latin("ğ", "Ğ", true), Latin("ǵ", "Ǵ", true)),
    ('д', Latin("d", "D", true), Latin("d", "D", true)),
    ('е', Latin("e", "E", true), Latin("e", "E", true)),
    ('ё', Latin("io", "İo", false), Latin("io", "Io", false)),
    ('ж', Latin("j", "J", true), Latin("j", "J", true)),
    ('з', Latin("z", "Z", true), Latin("z", "Z", true)),
    ('и', Latin("i", "İ", true), Latin("ı", "I", true)),
    ('й', Latin("i", "İ", true), Latin("ı", "I", true)),
    ('к', Latin("k", "K", true), Latin("k", "K", true)),
    ('қ', Latin("q", "Q", true), Latin("q", "Q", true)),
    ('л', Latin("l", "L", true), Latin("l", "L", true)),
    ('м', Latin("m", "M", true), Latin("m", "M", true)),
    ('н', Latin("n", "N", true), Latin("n", "N", true)),
    ('ң', Latin("ñ", "Ñ", true), Latin("ń", "Ń", true)),
    ('о', Latin("o", "O", true), Latin("o", "O", true)),
    ('ө', Latin("ö", "Ö", true), Latin("ó", "Ó", true)),
    ('п', Latin("p", "P", true), Latin("p", "P", true)),
    ('р', Latin("r", "R", true), Latin("r", "R", true)),
    ('с', Latin("s", "S", true), Latin("s", "S", true)),
    ('т', Latin("t", "T", true), Latin("t", "T", true)),
    ('у', Latin("u", "U", true), Latin("ý", "Ý", true)),
    ('ұ', Latin("ū", "Ū", true), Latin("u", "U", true)),
    ('ү', Latin("ü", "Ü", true), Latin("ú", "Ú", true)),
    ('ф', Latin("f", "F", true), Latin("f", "F", true)),
    ('х', Latin("h", "H", true), Latin("h", "H", true)),
    ('һ', Latin("h", "H", true), Latin("h", "H", true)),
    ('ц', Latin("c", "C", false), Latin("ts", "Ts", false)),
    ('ч', Latin("ç", "Ç", false), Latin("ch", "Ch", true)),
    ('ш', Latin("ş", "Ş", true), Latin("sh", "Sh", true)),
    ('щ', Latin("şç", "Şç", false), Latin("shch", "Shch", false)),
    ('ъ', Latin("", "", false), Latin("", "", false)),
    ('ы', Latin("y", "Y", true), Latin("y", "Y", true)),
    ('і', Latin("ı", "I", true), Latin("i", "I", true)),
    ('ь', Latin("", "", false), Latin("", "", false)),
    ('э', Latin("e", "E", false), Latin("e", "E", false)),
    ('ю', Latin("iu", "İu", false), Latin("ıý", "Iý", false)),
    ('я', Latin("ia", "İa", false), Latin("ıa", "Ia", false)),
];

/// What a Cyrillic letter, in lower case, becomes; `None` for all others.
pub(super) fn latin(letter: char, table: Table) -> Option<Latin> {
    let (_, of_2021, of_2018) = LETTERS.iter().find(|(c, ..)| *c == letter)?;
    Some(match table {
        Table::Latin2021 => *of_2021,
        Table::Latin2018 => *of_2018,
    })
}

/// Letters that become the same one: which it was, nobody can tell from the Latin text.
pub(super) fn shares(letter: char, upper: bool, table: Table) -> Option<char> {
    Some(match (letter, table) {
        // Small і keeps its dot; the capital is that of и and й.
        ('і', Table::Latin2018) if upper => 'и',
        ('и', _) => 'й',
        ('й', _) => 'и',
        ('х', _) => 'һ',
        ('һ', _) => 'х',
        _ => return None,
    })
}
