//! Numbers in a text, in digits and in words, in Spanish, Russian, Kazakh and English; and whether two texts that
//! should say the same give the same numbers.
//!
//! Precision comes before recall. What is an article as often as a number (un, один, бір), what says "both" or
//! "half", what an idiom counts: all that is found and marked [`weak`](Number::weak). A weak number answers one in
//! the other text, and is never missed there itself. Signs are left out: "minus 38" and "38 bajo cero" are one number.

#![deny(clippy::float_arithmetic)]

mod compare;
mod digits;
mod filter;
mod fold;
mod idiom;
mod phrase;
mod roman;
mod sum;
mod track;
mod units;
mod value;
mod words;

#[cfg(test)]
mod tests;

pub use compare::{Difference, Said, differences, remaining};
pub use track::{Counted, GroupDifferences, between, text_of};
pub use units::{Dimension, Unit};
pub use value::Value;

use crate::bytes::{Class, class, word_end};
use crate::language::Tongue;
use filter::Filter;
use fold::word_at;

/// A number and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// First byte in the text.
    pub start: u32,
    /// Behind its last byte; what is written to it (`3-й`, `50 %`) is part of it.
    pub end: u32,
    /// How much. Times of day are in hours.
    pub value: Value,
    /// What it is if its sign is read in the other way: 1.234 as thousands or as a fraction, 20.30 as a time.
    pub other: Option<Value>,
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub spelling: Spelling,
    /// It may be no number, or need not be one in another language.
    pub weak: bool,
    /// What it counts, where that is a unit.
    pub unit: Option<Unit>,
}

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// How many.
    Cardinal,
    /// Which in a row.
    Ordinal,
    /// With a decimal sign.
    Decimal,
    /// Halves, thirds, `1/2`.
    Fraction,
    /// Four digits that may be a year.
    Year,
    /// Part of a date in digits.
    Date,
    /// A time of day in digits.
    Clock,
    /// A time of day in words: weak, unless nothing else can be meant.
    ClockWords,
    /// Of a hundred.
    Percent,
    /// Money.
    Money,
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    /// 1945.
    Digits,
    /// mil novecientos.
    Words,
    /// XX.
    Roman,
}

impl Number {
    /// Its place in the text.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    fn is_clock(&self) -> bool {
        matches!(self.kind, Kind::Clock | Kind::ClockWords)
    }
}

/// The numbers of a text in the order of the text. Line ends count as blanks, so that a number may run over one.
///
/// ```
/// use tregua_qa::language::Tongue;
/// use tregua_qa::numbers::find;
/// let values = |text, tongue| find(text, tongue).iter().map(|n| n.value.to_string()).collect::<Vec<_>>();
/// assert_eq!(values("Dos mil treinta y dos hombres.", Tongue::Spanish), ["2032"]);
/// assert_eq!(values("Около двух тысяч тридцати двух человек.", Tongue::Russian), ["2032"]);
/// assert_eq!(values("Екі мың отыз екіге жуық адам.", Tongue::Kazakh), ["2032"]);
/// ```
#[must_use]
pub fn find(text: &str, tongue: Tongue) -> Vec<Number> {
    let mut out = Vec::new();
    find_into(text, tongue, &mut out);
    out
}

/// The same, behind what is in the list already.
pub fn find_into(text: &str, tongue: Tongue, out: &mut Vec<Number>) {
    let first = out.len();
    let mut at = 0;
    while let Some(hit) = next_hit(text, at, tongue) {
        at = match hit {
            Hit::Digit(start) => read_digits(text, start, tongue, out),
            Hit::Roman(start) => {
                read_roman(text, start, out).unwrap_or_else(|| read_word(text, start, tongue, out))
            }
            Hit::Word(start) => read_word(text, start, tongue, out),
        };
    }
    if out.len() > first + 1 {
        idiom::about(text, out.get_mut(first..).unwrap_or_default());
    }
}

/// Whether there is anything that may be a number: costs next to nothing, and is wrong only in saying so too often.
#[must_use]
pub fn may_hold(text: &str, tongue: Tongue) -> bool {
    next_hit(text, 0, tongue).is_some()
}

/// Something that may be a number, and where it begins.
enum Hit {
    Digit(usize),
    Roman(usize),
    Word(usize),
}

fn next_hit(text: &str, from: usize, tongue: Tongue) -> Option<Hit> {
    let bytes = text.as_bytes();
    let filter = Filter::of(tongue);
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match class(*byte) {
            Class::Letter => {
                if filter.may_begin(bytes, at) {
                    return Some(Hit::Word(at));
                }
                if roman::may_begin(bytes, at) {
                    return Some(Hit::Roman(at));
                }
                at = word_end(bytes, at);
            }
            Class::Digit => return Some(Hit::Digit(at)),
            // ½ and its like.
            Class::Other(_) if *byte == 0xc2 && matches!(bytes.get(at + 1), Some(0xbc..=0xbe)) => {
                return Some(Hit::Digit(at));
            }
            Class::Other(len) => at += usize::from(len),
        }
    }
    None
}

/// The end of the word at `at`, or the next byte that may begin one.
fn past(text: &str, at: usize) -> usize {
    word_at(text, at).map_or(at + 1, |word| word.end)
}

fn read_digits(text: &str, start: usize, tongue: Tongue, out: &mut Vec<Number>) -> usize {
    let part = text.get(start..).and_then(|rest| rest.chars().next());
    let quarters = match part {
        Some('¼') => 1,
        Some('½') => 2,
        Some('¾') => 3,
        _ => {
            let first = out.len();
            let end = digits::read(text, start, tongue, out);
            return match out.get_mut(first..) {
                Some([number]) => phrase::after_digits(text, number, tongue),
                _ => end,
            };
        }
    };
    let value = Value::whole(quarters).over(4).unwrap_or(Value::whole(0));
    let end = start + '½'.len_utf8();
    // 2½ is one number.
    if let Some(last) =
        out.last_mut().filter(|last| last.end as usize == start && last.kind == Kind::Cardinal)
    {
        last.value = last.value.plus(value).unwrap_or(last.value);
        last.kind = Kind::Fraction;
        return end;
    }
    out.push(Number {
        start: start as u32,
        end: end as u32,
        value,
        other: None,
        kind: Kind::Fraction,
        spelling: Spelling::Digits,
        weak: true,
        unit: None,
    });
    end
}

fn read_roman(text: &str, start: usize, out: &mut Vec<Number>) -> Option<usize> {
    let word = word_at(text, start)?;
    let value = roman::value(word.text)?;
    let told = roman::is_told(text, word.start, word.end);
    // Untold, one letter is a word ("С тобой", "I am"), and so is what has more than I, V and X (MI, CD, MIX).
    let plain = word.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х'));
    if !told && (word.text.chars().count() == 1 || !plain) {
        return None;
    }
    out.push(Number {
        start: word.start as u32,
        end: word.end as u32,
        value: Value::whole(value),
        other: None,
        kind: Kind::Ordinal,
        spelling: Spelling::Roman,
        weak: !told || value <= 2,
        unit: None,
    });
    Some(word.end)
}

fn read_word(text: &str, start: usize, tongue: Tongue, out: &mut Vec<Number>) -> usize {
    let Some(number) = phrase::read(text, start, tongue) else { return past(text, start) };
    out.push(number);
    number.end as usize
}
