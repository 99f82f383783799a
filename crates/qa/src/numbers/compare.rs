//! Whether two texts give the same numbers.
//!
//! A number is answered by one of the same value anywhere in the other text, in whatever spelling: a set is compared,
//! no order, and twice is as good as once. Beyond that these count as the same:
//!
//! * a clock of twelve hours and one of twenty-four; a time of day and its hour, or the next one, or its minutes;
//! * a year and its last two digits; 50 % and a half; both readings of 1.234;
//! * the same time, length, weight or volume in another unit, to a quarter: half a year and six months, a mile and
//!   a half and two and a half kilometres. The same unit with another number is a difference;
//! * sums in different currencies, whatever they are;
//! * a number word that the other language left in its own sound (дос for *dos*), and digits that are grouped
//!   otherwise (555-12-34).
//!
//! A time of day in words is only held against another time of day.

use super::units::{self, Unit};
use super::value::Value;
use super::{Kind, Number, Spelling, find_into};
use crate::chars;
use crate::language::Tongue;
use crate::names;

/// A text with its language.
#[derive(Clone, Copy, Debug)]
pub struct Said<'t> {
    /// The text as shown, lines parted by line ends.
    pub text: &'t str,
    /// Its language.
    pub tongue: Tongue,
}

/// A number that stands in one text and not in the other, or one that stands in the other's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The number in the first text.
    pub a: Option<Number>,
    /// The number in the second.
    pub b: Option<Number>,
}

impl Difference {
    /// Whether one number stands against another: more certain than one that is only missing.
    #[must_use]
    pub fn is_contradiction(&self) -> bool {
        self.a.is_some() && self.b.is_some()
    }
}

/// Bytes of a text that is compared. Longer ones are no dialogue, and may be hostile.
const LONGEST: usize = 4096;
/// Numbers of two texts that are compared.
pub(super) const MOST: usize = 100;

/// The numbers in which two texts differ. Texts far longer than dialogue are not compared.
///
/// ```
/// use tregua_qa::language::Tongue;
/// use tregua_qa::numbers::{Said, differences};
/// let es = Said { text: "Faltan treinta y ocho.", tongue: Tongue::Spanish };
/// let ru = |text| Said { text, tongue: Tongue::Russian };
/// assert!(differences(es, ru("Не хватает тридцати восьми.")).is_empty());
/// assert!(differences(es, ru("Не хватает 39."))[0].is_contradiction());
/// ```
#[must_use]
pub fn differences(a: Said<'_>, b: Said<'_>) -> Vec<Difference> {
    let mut numbers = Vec::new();
    if a.text.len().max(b.text.len()) > LONGEST {
        return Vec::new();
    }
    find_into(a.text, a.tongue, &mut numbers);
    let count = numbers.len();
    find_into(b.text, b.tongue, &mut numbers);
    let (of_a, of_b) = numbers.split_at(count);
    if numbers.is_empty() || numbers.len() > MOST {
        return Vec::new();
    }
    let missed = |own: &[Number], there: &[Number]| -> Vec<Number> {
        let clock = there.iter().any(Number::is_clock);
        // A time of day in words is held against another time of day only.
        let missed = |n: &&Number| accuses(n) && (n.kind != Kind::ClockWords || clock);
        own.iter().filter(missed).filter(|n| !there.iter().any(|m| same(n, m))).copied().collect()
    };
    let (mut only_a, mut only_b) = (missed(of_a, of_b), missed(of_b, of_a));
    if only_a.is_empty() && only_b.is_empty() || !a.is_read() || !b.is_read() {
        return Vec::new();
    }
    if digits(a.text).is_some_and(|all| digits(b.text) == Some(all)) {
        only_a.retain(|n| n.spelling != Spelling::Digits);
        only_b.retain(|n| n.spelling != Spelling::Digits);
    }
    only_a.retain(|n| !excused(n, a, b, of_b));
    only_b.retain(|n| !excused(n, b, a, of_a));
    let pairs = only_a.len().min(only_b.len());
    let (both_a, rest_a) = only_a.split_at(pairs);
    let (both_b, rest_b) = only_b.split_at(pairs);
    let both = both_a.iter().zip(both_b).map(|(a, b)| Difference { a: Some(*a), b: Some(*b) });
    let first = rest_a.iter().map(|a| Difference { a: Some(*a), b: None });
    let second = rest_b.iter().map(|b| Difference { a: None, b: Some(*b) });
    both.chain(first).chain(second).collect()
}

/// What is left of differences once the neighbours are heard: translators move a number into the cue before or
/// behind. `near_a` and `near_b` are the texts around the first and the second.
#[must_use]
pub fn remaining(differences: Vec<Difference>, near_a: Said<'_>, near_b: Said<'_>) -> Vec<Difference> {
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    find_into(near_a.text, near_a.tongue, &mut of_a);
    find_into(near_b.text, near_b.tongue, &mut of_b);
    let stays = |n: Option<Number>, near: &[Number]| n.filter(|n| !near.iter().any(|m| same(n, m)));
    let rest = differences.into_iter().map(|d| Difference { a: stays(d.a, &of_b), b: stays(d.b, &of_a) });
    rest.filter(|d| d.a.is_some() || d.b.is_some()).collect()
}

impl Said<'_> {
    /// Whether the text can be in its language at all: an untranslated cue has no numbers to compare.
    fn is_read(&self) -> bool {
        let cyrillic = match self.tongue {
            Tongue::Russian | Tongue::Kazakh => true,
            Tongue::Spanish | Tongue::English => false,
            Tongue::Other => return false,
        };
        let own = |c: char| chars::is_alphabetic(c) && matches!(c, '\u{400}'..='\u{52f}') == cyrillic;
        let (mut letters, mut good) = (0usize, 0usize);
        for c in self.text.chars().filter(|c| chars::is_alphabetic(*c)) {
            letters += 1;
            good += usize::from(own(c));
        }
        !self.text.trim().is_empty() && good * 2 >= letters
    }
}

/// Whether a number is missed where it has no answer.
pub(super) fn accuses(n: &Number) -> bool {
    !n.weak
}

/// Whether two numbers say the same.
pub(super) fn same(n: &Number, m: &Number) -> bool {
    let readings = |n: &Number| [Some(n.value), n.other].into_iter().flatten();
    if readings(n).any(|x| readings(m).any(|y| x == y)) {
        return true;
    }
    if n.is_clock() || m.is_clock() {
        return match (n.is_clock(), m.is_clock()) {
            (true, true) => n.value.on_the_dial() == m.value.on_the_dial(),
            (true, false) => part_of_clock(n.value, m.value),
            _ => part_of_clock(m.value, n.value),
        };
    }
    let fraction = |whole: &Number, part: &Number| {
        let of = part.value.denominator() > 1 && part.kind == Kind::Fraction;
        let terms = [part.value.numerator(), part.value.denominator()];
        of && whole.value.integer().is_some_and(|n| terms.contains(&n))
    };
    if fraction(n, m) || fraction(m, n) {
        return true;
    }
    let percent = |p: &Number, q: &Number| p.kind == Kind::Percent && p.value.over(100) == Some(q.value);
    percent(n, m) || percent(m, n) || short_year(n, m) || short_year(m, n)
}

/// Whether a plain number may be the hour, the next one, or the minutes of a time of day.
fn part_of_clock(clock: Value, number: Value) -> bool {
    let Some(number) = number.integer() else { return clock.on_the_dial() == number.on_the_dial() };
    let (hour, den) = (clock.floor(), clock.denominator());
    let minutes = (clock.numerator() % den).saturating_mul(60) / den;
    let hours = [hour % 12, (hour + 1) % 12];
    (0..=24).contains(&number) && hours.contains(&(number % 12))
        || minutes > 0 && (number == minutes || number == 60 - minutes)
}

/// 1945 and 45.
fn short_year(long: &Number, short: &Number) -> bool {
    let (Some(long), Some(short)) = (long.value.integer(), short.value.integer()) else { return false };
    (1000..=2100).contains(&long) && (10..100).contains(&short) && long % 100 == short
}

/// All digits of a text, one after another.
fn digits(text: &str) -> Option<Vec<u8>> {
    let all: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    (all.len() > 4).then_some(all)
}

/// What speaks for a number without an answer; looked for only where there is one.
fn excused(n: &Number, here: Said<'_>, there: Said<'_>, others: &[Number]) -> bool {
    if let Some(unit) = n.unit {
        let other = others.iter().filter_map(|m| Some((m.unit?, m.value)));
        if other.chain(bare(there)).any(|(of, many)| unit.agrees(n.value, of, many)) {
            return true;
        }
        // Fifteen minutes to nine, and a quarter to nine.
        if unit == Unit::MINUTE && others.iter().any(|m| m.value.times(60) == Some(n.value)) {
            return true;
        }
    }
    // A word of one language that the other repeats: "Uno, dos, tres" in a lesson of Spanish.
    let own = here.text.get(n.range()).unwrap_or("");
    let foreign = n.spelling == Spelling::Words && script(here.tongue) != script(there.tongue);
    foreign && words(there.text).any(|word| names::same_sound(own, here.tongue, word, there.tongue))
}

fn script(tongue: Tongue) -> bool {
    matches!(tongue, Tongue::Russian | Tongue::Kazakh)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !chars::is_alphabetic(c)).filter(|word| !word.is_empty())
}

/// Units without a number: "a week" is seven days, though nothing says one.
fn bare(said: Said<'_>) -> impl Iterator<Item = (Unit, Value)> {
    let one = Value::whole(1);
    words(said.text).filter_map(move |word| {
        let folded = super::fold::Folded::of(word);
        Some((units::named(folded.as_str(), said.tongue)?, one))
    })
}
