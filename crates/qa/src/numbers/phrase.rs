//! Number words in a row, with what goes between and behind them.

use super::filter::Filter;
use super::fold::{Folded, Word, next_word, word_at, word_before};
use super::idiom;
use super::sum::{Entry, Role, Sum};
use super::units::{self, Dimension};
use super::value::Value;
use super::words::look;
use super::{Kind, Number, Spelling};
use crate::language::Tongue;

/// Reads the number that begins with the word at `start`.
pub(super) fn read(text: &str, start: usize, tongue: Tongue) -> Option<Number> {
    let first = word_at(text, start)?;
    let folded = first.folded();
    if let Some(number) = half_hour(text, first, folded.as_str(), tongue) {
        return Some(number);
    }
    let entry = look(folded.as_str(), tongue)?;
    if entry == ARTICLE && stands_alone(text, first.end, tongue) {
        return Some(number(first, first.end, &Sum::new(tongue, entry)));
    }
    let mut sum = Sum::new(tongue, entry);
    let mut end = first.end;
    while let Some((next, entry, joined)) = follow(text, end, tongue) {
        if !sum.add(entry, joined) {
            break;
        }
        end = next.end;
    }
    let mut number = number(first, end, &sum);
    if sum.words == 1 && matches!(entry.role, Role::Fraction | Role::HalfOf) {
        number.kind = Kind::Fraction;
        one_and_a_half(text, &mut number, tongue);
    }
    halves(text, &mut sum, &mut number, tongue);
    let ahead = Ahead::of(text, number.end as usize);
    let end = number.end;
    if let Some(next) = ahead.next().filter(|next| !next.text.is_empty()) {
        parts(&mut number, entry, next, tongue);
        decimals(text, &mut number, next, tongue);
    }
    let moved = number.end != end;
    let ahead = if moved { Ahead::of(text, number.end as usize) } else { ahead };
    let next = ahead.next();
    behind(text, &mut number, next, tongue);
    if number.unit.is_none() && number.weak && tongue == Tongue::Russian && sum.words == 1 {
        number.unit = units::inside(folded.as_str());
    }
    idiom::clock(text, &mut number, next, tongue);
    if !number.weak && number.kind != Kind::ClockWords {
        number.weak = idiom::is_loose(text, &number, tongue);
    }
    Some(number)
}

fn number(first: Word<'_>, end: usize, sum: &Sum) -> Number {
    Number {
        start: first.start as u32,
        end: end as u32,
        value: sum.value(),
        other: None,
        kind: if sum.ordinal { Kind::Ordinal } else { Kind::Cardinal },
        spelling: Spelling::Words,
        weak: sum.is_weak(),
        unit: None,
    }
}

/// Un, один, бір: half of all that is found.
const ARTICLE: Entry = Entry::plain(1).weak();

/// Whether nothing behind an article makes a larger number of it.
fn stands_alone(text: &str, end: usize, tongue: Tongue) -> bool {
    let bytes = text.as_bytes();
    let Some(next) = next_word(text, end) else { return bytes.get(end) != Some(&b'-') };
    let goes_on = Filter::of(tongue).may_begin(bytes, next.start) || TURNS.may_begin(bytes, next.start);
    // Una canción y media; a line end is a blank too, and the joint may stand behind several.
    let behind = next_word(text, next.end);
    let half = tongue == Tongue::Spanish && behind.is_some_and(|word| matches!(word.text, "y" | "Y"));
    !goes_on && !half
}

/// The word behind a number, folded once for all who ask.
struct Ahead<'t> {
    word: Option<Word<'t>>,
    folded: Option<Folded<'t>>,
}

/// The same as it is asked: the word's place and its folded text, which is empty where it makes no difference.
#[derive(Clone, Copy)]
pub(super) struct Next<'a> {
    pub(super) end: usize,
    pub(super) text: &'a str,
}

/// How the words begin that make something else of the number before them, in any of the languages. Most words do
/// not, and are not folded.
static TURNS: Filter = Filter::of_lists(&[&[(
    "cuarto tercio quinto decimas por coma punto menos en de y medio media lugar трети четверти пятых целых целая утра \
     вечера ночи дня пополудни час с со бүтін жарым point per third quarter and of an",
    (),
)]]);

impl<'t> Ahead<'t> {
    fn of(text: &'t str, end: usize) -> Self {
        let word = next_word(text, end);
        let bytes = text.as_bytes();
        let counts =
            word.filter(|word| TURNS.may_begin(bytes, word.start) || units::may_begin(bytes, word.start));
        Self { word, folded: counts.map(|word| word.folded()) }
    }

    fn next(&self) -> Option<Next<'_>> {
        let text = self.folded.as_ref().map_or("", |folded| folded.as_str());
        self.word.map(|word| Next { end: word.end, text })
    }
}

/// The next word of a number, and whether a joining word stood before it.
fn follow(text: &str, end: usize, tongue: Tongue) -> Option<(Word<'_>, Entry, bool)> {
    let mut word = match next_word(text, end) {
        Some(word) => word,
        // twenty-five.
        None if tongue == Tongue::English && text.as_bytes().get(end) == Some(&b'-') => {
            word_at(text, end + 1)?
        }
        None => return None,
    };
    let joints = [(Tongue::Spanish, "y"), (Tongue::English, "and"), (Tongue::Russian, "и")];
    let short = word.text.len() <= 3;
    let joined = short && joints.contains(&(tongue, word.folded().as_str()));
    if joined {
        word = next_word(text, word.end)?;
    }
    // Most words are told from numbers by their first letters.
    if !Filter::of(tongue).may_begin(text.as_bytes(), word.start) {
        return None;
    }
    Some((word, look(word.folded().as_str(), tongue)?, joined))
}

/// "Y media", "с половиной", "жарым", "and a half": added to the number; behind the noun too.
fn halves(text: &str, sum: &mut Sum, number: &mut Number, tongue: Tongue) {
    let end = number.end as usize;
    if number.kind != Kind::Cardinal {
        return;
    }
    let found = match tongue {
        Tongue::Spanish => half_behind(text, end, &["y"], &["medio", "media"]).or_else(|| {
            // Una canción y media.
            let noun = next_word(text, end)?;
            let half = half_behind(text, noun.end, &["y"], &["medio", "media"])?;
            let plain = next_word(text, half).is_none_or(|next| is_function(next.folded().as_str()));
            (plain && look(noun.folded().as_str(), tongue).is_none()).then_some(half)
        }),
        Tongue::Russian => half_behind(text, end, &["с", "со"], &["половиной", "четвертью"]),
        Tongue::Kazakh => {
            next_word(text, end).filter(|word| word.folded().as_str().starts_with("жарым")).map(|w| w.end)
        }
        Tongue::English => half_behind(text, end, &["and"], &["half"]).or_else(|| {
            let and = next_word(text, end).filter(|word| word.folded().as_str() == "and")?;
            half_behind(text, and.end, &["a"], &["half"])
        }),
        Tongue::Other => None,
    };
    let Some(end) = found else { return };
    let quarter = text.get(..end).is_some_and(|head| head.ends_with("четвертью"));
    sum.add_quarters(if quarter { 1 } else { 2 });
    number.end = end as u32;
    // Half a million more: бір жарым миллион.
    if let Some((next, entry, false)) = follow(text, end, tongue)
        && entry.role == Role::Scale
        && sum.add(entry, false)
    {
        number.end = next.end as u32;
    }
    number.value = sum.value();
    number.weak = false;
}

/// Hora y media, without a number before it.
fn one_and_a_half(text: &str, number: &mut Number, tongue: Tongue) {
    let (Some(and), Some(noun)) = two_before(text, number.start as usize) else { return };
    let unit = units::named(noun.folded().as_str(), tongue);
    let half = number.value.denominator() == 2 && number.value.numerator() == 1;
    if tongue == Tongue::Spanish && half && and.folded().as_str() == "y" && unit.is_some() {
        number.value = number.value.plus(Value::whole(1)).unwrap_or(number.value);
        (number.kind, number.weak, number.unit) = (Kind::Cardinal, false, unit);
    }
}

fn half_behind(text: &str, end: usize, joint: &[&str], half: &[&str]) -> Option<usize> {
    let is = |word: &Word<'_>, list: &[&str]| list.contains(&word.folded().as_str());
    // Joints are short; few words get as far as being folded.
    let joint = next_word(text, end).filter(|word| word.text.len() <= 4 && is(word, joint))?;
    next_word(text, joint.end).filter(|word| is(word, half)).map(|half| half.end)
}

/// Spanish words that do not make a noun of the "medio" before them.
fn is_function(word: &str) -> bool {
    const LIST: [&str; 22] = [
        "de", "del", "que", "y", "o", "para", "por", "en", "mas", "despues", "antes", "hasta", "con", "sin",
        "a", "al", "desde", "no", "se", "me", "te", "como",
    ];
    LIST.contains(&word)
}

/// Dos tercios, две трети, three quarters: no accusation hangs on a fraction in words.
fn parts(number: &mut Number, entry: Entry, next: Next<'_>, tongue: Tongue) {
    let Some(many) = number.value.integer().filter(|n| (1..=20).contains(n)) else { return };
    if entry.ordinal || number.kind != Kind::Cardinal {
        return;
    }
    let of = match (tongue, next.text) {
        (Tongue::Spanish, "tercio" | "tercios") => 3,
        (Tongue::Spanish, "cuarto" | "cuartos") => 4,
        (Tongue::Spanish, "quinto" | "quintos") if many > 1 => 5,
        (Tongue::Spanish, "decimas" | "decimos") => 10,
        (Tongue::Russian, "трети") => 3,
        (Tongue::Russian, "четверти") => 4,
        (Tongue::Russian, "пятых") => 5,
        (Tongue::English, "third" | "thirds") => 3,
        (Tongue::English, "quarter" | "quarters") => 4,
        _ => return,
    };
    if let Some(value) = number.value.over(of) {
        (number.value, number.kind, number.weak) = (value, Kind::Fraction, true);
        number.end = next.end as u32;
    }
}

/// Tres coma cinco, три целых пять десятых, үш бүтін оннан бес, three point five.
fn decimals(text: &str, number: &mut Number, sign: Next<'_>, tongue: Tongue) {
    if number.kind != Kind::Cardinal || number.value.integer().is_none() {
        return;
    }
    let whole = |at: usize| {
        let word = next_word(text, at)?;
        let mut sum = Sum::new(tongue, look(word.folded().as_str(), tongue)?);
        let mut end = word.end;
        while let Some((next, entry, joined)) = follow(text, end, tongue) {
            if !sum.add(entry, joined) {
                break;
            }
            end = next.end;
        }
        Some((sum.value(), end))
    };
    let found = match (tongue, sign.text) {
        (Tongue::Spanish, "coma" | "punto") | (Tongue::English, "point") => {
            whole(sign.end).and_then(|(part, end)| {
                let digits = u32::try_from(part.integer()?.to_string().len()).ok()?;
                Some((part.over(10i64.checked_pow(digits)?)?, end))
            })
        }
        (Tongue::Russian, "целых" | "целая" | "целой" | "целую") => whole(sign.end)
            .and_then(|(part, end)| {
                let name = next_word(text, end)?;
                let folded = name.folded();
                let of = if folded.as_str().starts_with("десят") {
                    10
                } else if folded.as_str().starts_with("сот") {
                    100
                } else {
                    return None;
                };
                Some((part.over(of)?, name.end))
            }),
        (Tongue::Kazakh, "бүтін") => whole(sign.end).and_then(|(of, end)| {
            let (part, end) = whole(end)?;
            Some((part.over(of.integer().filter(|n| matches!(n, 10 | 100 | 1000))?)?, end))
        }),
        _ => None,
    };
    if let Some((part, end)) = found
        && let Some(value) = number.value.plus(part)
    {
        (number.value, number.end, number.kind, number.weak) = (value, end as u32, Kind::Decimal, false);
    }
}

/// The unit behind the number, and what it makes of it.
fn behind(text: &str, number: &mut Number, next: Option<Next<'_>>, tongue: Tongue) {
    let Some((unit, end)) = units::behind(text, number.end as usize, next, tongue) else { return };
    number.unit = Some(unit);
    match unit.dimension {
        Dimension::Percent => (number.kind, number.end, number.weak) = (Kind::Percent, end as u32, false),
        Dimension::Money if number.kind != Kind::Ordinal => number.kind = Kind::Money,
        _ => {}
    }
}

/// Thousands and millions in words behind digits, then the unit. Gives the number's end.
pub(super) fn after_digits(text: &str, number: &mut Number, tongue: Tongue) -> usize {
    let end = number.end as usize;
    if let Some(word) = next_word(text, end).or_else(|| word_at(text, end)) {
        let scale = scale(word.folded().as_str(), tongue);
        if let Some(value) = scale.and_then(|factor| number.value.times(factor)) {
            (number.value, number.end) = (value, word.end as u32);
            number.other = number.other.and_then(|other| other.times(scale?));
            number.kind = Kind::Cardinal;
        }
    }
    if number.kind != Kind::Clock {
        let ahead = Ahead::of(text, number.end as usize);
        behind(text, number, ahead.next(), tongue);
        let before = text.get(..number.start as usize).and_then(|head| head.trim_end().chars().next_back());
        if let Some(unit) = before.and_then(units::sign_of).filter(|unit| unit.dimension == Dimension::Money)
        {
            (number.unit, number.kind) = (Some(unit), Kind::Money);
        }
    }
    let ahead = Ahead::of(text, number.end as usize);
    idiom::clock(text, number, ahead.next(), tongue);
    number.end as usize
}

fn scale(word: &str, tongue: Tongue) -> Option<i64> {
    Some(match (tongue, word) {
        (Tongue::Spanish, "mil") => 1000,
        (Tongue::Spanish, "millon" | "millones") => 1_000_000,
        (Tongue::English, "thousand") => 1000,
        (Tongue::English, "million") => 1_000_000,
        (Tongue::English, "billion") => 1_000_000_000,
        (Tongue::Kazakh, "мың" | "мыңға" | "мыңдай" | "мыңнан") => 1000,
        (Tongue::Kazakh | Tongue::Russian, "млн" | "миллион") => 1_000_000,
        (Tongue::Kazakh | Tongue::Russian, "млрд" | "миллиард") => 1_000_000_000,
        (Tongue::Russian, "тыс") => 1000,
        (Tongue::Russian, _) if word.starts_with("тысяч") && !word.starts_with("тысячн") => 1000,
        (Tongue::Russian, _) if word.starts_with("миллион") && !word.starts_with("миллионн") => {
            1_000_000
        }
        (Tongue::Russian, _) if word.starts_with("миллиард") => 1_000_000_000,
        _ => return None,
    })
}

/// Russian half hours count to the hour that is under way: половина девятого and полдевятого are half past eight.
fn half_hour(text: &str, word: Word<'_>, folded: &str, tongue: Tongue) -> Option<Number> {
    if tongue != Tongue::Russian || !folded.starts_with("пол") {
        return None;
    }
    let hour = |word: &str| {
        super::words::russian_ordinal(word).filter(|n| (1..=12).contains(n) && word.ends_with("го"))
    };
    let (hour, end) = match hour(folded.strip_prefix("пол")?) {
        Some(hour) => (hour, word.end),
        None if folded == "пол" || folded.starts_with("половин") => {
            let next = next_word(text, word.end)?;
            (hour(next.folded().as_str())?, next.end)
        }
        None => return None,
    };
    // The half of the first is half past twelve.
    let before = if hour == 1 { 12 } else { hour - 1 };
    Some(Number {
        start: word.start as u32,
        end: end as u32,
        value: Value::whole(before * 2 + 1).over(2)?,
        other: None,
        kind: Kind::ClockWords,
        spelling: Spelling::Words,
        weak: false,
        unit: None,
    })
}

/// The folded word before a place, and the one before that.
pub(super) fn two_before(text: &str, at: usize) -> (Option<Word<'_>>, Option<Word<'_>>) {
    let one = word_before(text, at);
    (one, one.and_then(|one| word_before(text, one.start)))
}
