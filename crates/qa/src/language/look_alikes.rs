//! Letters that look right and are not: Latin ones inside Cyrillic words, and strangers in place of the nine
//! letters of Kazakh.

use super::letters::{self, Kind};
use std::ops::Range;

/// The Cyrillic letters a Latin one may stand for inside a Cyrillic word, the likeliest first.
///
/// In Kazakh `h` is һ before н and `Y` looks like Ү before it looks like У; Russian has no і, so `i` has no twin
/// there. Digits are left out: 3 and 0 inside a word are rarely a typing slip.
///
/// ```
/// use tregua_qa::language::latin_twins;
/// assert_eq!(latin_twins('h', true), ['һ', 'н']);
/// assert_eq!(latin_twins('h', false), ['н']);
/// assert!(latin_twins('i', false).is_empty());
/// ```
#[must_use]
pub const fn latin_twins(c: char, kazakh: bool) -> &'static [char] {
    match c {
        'a' => &['а'],
        'c' => &['с'],
        'e' => &['е'],
        'o' => &['о'],
        'p' => &['р'],
        'x' => &['х'],
        'k' => &['к'],
        'm' => &['м'],
        't' => &['т'],
        'b' => &['в'],
        'ë' => &['ё'],
        'A' => &['А'],
        'B' => &['В'],
        'C' => &['С'],
        'E' => &['Е'],
        'K' => &['К'],
        'M' => &['М'],
        'O' => &['О'],
        'P' => &['Р'],
        'T' => &['Т'],
        'X' => &['Х'],
        'Ë' => &['Ё'],
        'y' if kazakh => &['у', 'ү'],
        'Y' if kazakh => &['Ү', 'У'],
        'h' if kazakh => &['һ', 'н'],
        'i' | 'ı' | 'ï' if kazakh => &['і'],
        'I' | 'İ' | 'Ï' if kazakh => &['І'],
        'y' => &['у'],
        'Y' => &['У'],
        'h' => &['н'],
        'H' => &['Н'],
        _ => &[],
    }
}

/// The Kazakh letter that a letter of another Cyrillic alphabet, of Greek or of phonetics (or the yen sign) is
/// mistaken for.
///
/// Only for text known to be Kazakh: ҡ is right in Bashkir, ї in Ukrainian. Ask for a wrong encoding first, for
/// KZ-1048 read as windows-1251 shows ї for ү and є for ғ.
#[must_use]
pub const fn kazakh_twin(c: char) -> Option<char> {
    Some(match c {
        'ə' | 'ǝ' | 'є' | 'ӛ' => 'ә',
        'Ə' | 'Ǝ' | 'Є' | 'Ӛ' => 'Ә',
        'ҕ' | 'ӷ' | 'ӻ' => 'ғ',
        'Ҕ' | 'Ӷ' | 'Ӻ' => 'Ғ',
        'ҡ' | 'ķ' | 'ӄ' | 'ҟ' | 'ҝ' | 'ĸ' => 'қ',
        'Ҡ' | 'Ķ' | 'Ӄ' | 'Ҟ' | 'Ҝ' => 'Қ',
        'ҥ' | 'ӊ' | 'ӈ' | 'ŋ' => 'ң',
        'Ҥ' | 'Ӊ' | 'Ӈ' | 'Ŋ' => 'Ң',
        'ɵ' | 'θ' | 'ѳ' | 'ӫ' | 'ø' => 'ө',
        'Ɵ' | 'Θ' | 'ϴ' | 'Ѳ' | 'Ӫ' | 'Ø' => 'Ө',
        '¥' => 'Ұ',
        'γ' => 'ү',
        'Υ' => 'Ү',
        'ҳ' => 'һ',
        'Ҳ' => 'Һ',
        'ı' | 'ї' | 'ӏ' => 'і',
        'Ї' | 'Ӏ' => 'І',
        _ => return None,
    })
}

/// The letter that should stand where `c` does in a Cyrillic word: for Kazakh one of the nine, else a Latin
/// letter's likeliest twin.
#[must_use]
pub fn look_alike(c: char, in_kazakh: bool) -> Option<char> {
    let nine = if in_kazakh { kazakh_twin(c) } else { None };
    nine.or_else(|| latin_twins(c, in_kazakh).first().copied())
}

/// The Latin letter a Cyrillic one may stand for inside a Latin word. Only true look-alikes: small к, м, н and т
/// do not pass for Latin letters.
const fn cyrillic_twin(c: char) -> Option<char> {
    Some(match c {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'һ' => 'h',
        'ѕ' => 's',
        'ј' => 'j',
        'ё' => 'ë',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' | 'Ү' => 'Y',
        'Х' => 'X',
        'І' => 'I',
        'Ѕ' => 'S',
        'Ј' => 'J',
        'Ё' => 'Ë',
        _ => return None,
    })
}

/// A word with letters of two scripts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MixedWord {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The word in one script, if every odd letter has a twin there.
    pub fixed: Option<String>,
    /// The letters out of place, each with its byte position in the text.
    pub odd: Vec<(usize, char)>,
}

/// Words that mix Latin and Cyrillic letters; in Kazakh also those with a Greek letter or a yen sign for one of
/// the nine.
///
/// A word is a run of letters, combining marks and inner apostrophes. A hyphen ends it, so that `TV-да` is clean.
/// Which script is meant is told by letters with no twin in the other one; where there are none, by number. When
/// both scripts have letters of that sort (`PDFка`), or neither wins, the word is reported without a fix.
///
/// ```
/// let text = "Сaлем, TV-да pоlvo бар.";
/// let words: Vec<_> = tregua_qa::language::mixed_words(text, true).filter_map(|word| word.fixed).collect();
/// assert_eq!(words, ["Салем", "polvo"]);
/// ```
pub fn mixed_words(text: &str, kazakh: bool) -> impl Iterator<Item = MixedWord> + '_ {
    words(text, kazakh).filter_map(move |(at, word)| examine(at, word, kazakh))
}

/// Letter, mark, or a sign that stands for a letter in Kazakh.
fn in_word(c: char, kazakh: bool) -> bool {
    letters::kind(c) != Kind::None || kazakh && c == '¥'
}

/// The words of a text with their positions.
fn words(text: &str, kazakh: bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c| in_word(c, kazakh))?;
        let mut end = start;
        let mut chars = text.get(start..)?.chars().peekable();
        while let Some(c) = chars.next() {
            let inner =
                matches!(c, '\'' | '’' | '\u{2bc}') && chars.peek().is_some_and(|&c| in_word(c, kazakh));
            if !inner && !in_word(c, kazakh) {
                break;
            }
            end += c.len_utf8();
        }
        at = end;
        Some((start, text.get(start..end)?))
    })
}

/// Looks at one word; none when it is all of one script.
fn examine(at: usize, word: &str, kazakh: bool) -> Option<MixedWord> {
    let (mut cyrillic, mut latin, mut strange) = (0, 0, 0);
    // Letters that the other script has no twin for: they tell which script the word is meant to be in.
    let (mut cyrillic_only, mut latin_only) = (false, false);
    for c in word.chars() {
        match letters::kind(c) {
            Kind::Cyrillic => {
                cyrillic += 1;
                cyrillic_only |= cyrillic_twin(c).is_none();
            }
            Kind::Latin => {
                latin += 1;
                latin_only |= look_alike(c, kazakh).is_none();
            }
            _ => strange += i32::from(kazakh && kazakh_twin(c).is_some()),
        }
    }
    if cyrillic == 0 || latin + strange == 0 {
        return None;
    }
    let to_cyrillic = match (cyrillic_only || strange > 0, latin_only) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        (true, true) => None,
        (false, false) if cyrillic == latin => None,
        (false, false) => Some(cyrillic > latin),
    };
    // What is odd about a word nobody can place is its smaller part.
    let odd_kind = if to_cyrillic.unwrap_or(cyrillic >= latin) { Kind::Latin } else { Kind::Cyrillic };
    let is_odd = |c| letters::kind(c) == odd_kind || odd_kind == Kind::Latin && strange_sign(c, kazakh);
    let odd = word.char_indices().filter(|&(_, c)| is_odd(c)).map(|(i, c)| (at + i, c)).collect();
    // No word is longer; what is may be an attack on time.
    let to_cyrillic = to_cyrillic.filter(|_| word.len() <= 200);
    let fixed = to_cyrillic.and_then(|to_cyrillic| {
        let fix = |(i, c)| match (is_odd(c), to_cyrillic) {
            (false, _) => Some(c),
            (true, true) => choose(c, i, word, kazakh),
            (true, false) => cyrillic_twin(c),
        };
        word.char_indices().map(fix).collect()
    });
    Some(MixedWord { range: at..at + word.len(), fixed, odd })
}

/// A Greek letter or a currency sign standing for a Kazakh letter.
fn strange_sign(c: char, kazakh: bool) -> bool {
    kazakh && letters::kind(c) != Kind::Cyrillic && kazakh_twin(c).is_some()
}

/// The best twin of an odd letter at `at` in a word; none where Kazakh leaves the choice open.
fn choose(c: char, at: usize, word: &str, kazakh: bool) -> Option<char> {
    let best = look_alike(c, kazakh)?;
    if !kazakh || !matches!(c, 'y' | 'Y' | '¥') {
        return Some(best);
    }
    let before = word.get(..at).and_then(|part| part.chars().next_back());
    let after = word.get(at + c.len_utf8()..).and_then(|part| part.chars().next());
    let vowel = |c: Option<char>| c.is_some_and(|c| "аәеиоөұүыіэюяАӘЕИОӨҰҮЫІЭЮЯaeoiAEOI".contains(c));
    if c == '¥' {
        return Some(if before.is_some() && word.chars().any(char::is_lowercase) { 'ұ' } else { best });
    }
    // Next to a vowel it is the glide у, at the end of a word the у of verbal nouns; elsewhere the harmony of the
    // other vowels decides between ү and у.
    let small_u = [after, before].into_iter().any(vowel) || after.is_none();
    let front = word.chars().any(|c| "әөүіеӘӨҮІЕieIE".contains(c));
    let back = word.chars().any(|c| "аоұыАОҰЫaoAO".contains(c));
    match (small_u, front, back) {
        (true, ..) | (false, false, true) => Some(if c == 'y' { 'у' } else { 'У' }),
        (false, true, false) => Some(if c == 'y' { 'ү' } else { 'Ү' }),
        _ => None,
    }
}
