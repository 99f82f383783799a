//! English.

use crate::numbers::sum::{Entry, Role};

pub(super) const HEADS: &str = "bil bot cou dou doz eig ele fif fir fiv for fou hal hun mil nin one pai qua sec sev six \
    ten thi tho thr tri twe twi two zer";

pub(super) fn look(word: &str) -> Option<Entry> {
    let weak = |n| Some(Entry::plain(n).weak().last());
    match word {
        "zero" => Some(Entry::plain(0).weak()),
        "one" => Some(Entry::plain(1).weak()),
        "first" => Some(Entry::plain(1).weak().ordinal().last()),
        "second" => Some(Entry::plain(2).weak().ordinal().last()),
        "third" => Some(Entry::plain(3).ordinal().last()),
        "thirds" => weak(3),
        "fifth" => Some(Entry::plain(5).ordinal().last()),
        "eighth" => Some(Entry::plain(8).ordinal().last()),
        "ninth" => Some(Entry::plain(9).ordinal().last()),
        "twelfth" => Some(Entry::plain(12).ordinal().last()),
        "both" | "pair" | "couple" | "twice" | "double" | "twins" => weak(2),
        "thrice" | "triple" => weak(3),
        "half" | "halves" => Some(Entry { quarters: 2, ..Entry::new(0, Role::HalfOf) }.weak()),
        "quarter" | "quarters" => Some(Entry { quarters: 1, ..Entry::new(0, Role::Fraction) }.weak().last()),
        "dozen" | "dozens" => Some(Entry::new(12, Role::Dozen).weak().last()),
        "hundred" => Some(Entry::new(100, Role::Hundred)),
        "hundredth" => Some(Entry::new(100, Role::Hundred).ordinal().last()),
        "hundreds" => weak(100),
        "thousand" => Some(Entry::plain(1000)),
        "thousandth" => Some(Entry::plain(1000).ordinal().last()),
        "thousands" => weak(1000),
        "million" => Some(Entry::plain(1_000_000)),
        "millions" => weak(1_000_000),
        "billion" => Some(Entry::plain(1_000_000_000)),
        "billions" => weak(1_000_000_000),
        _ => match base(word) {
            Some(value) => Some(Entry::plain(value)),
            None => ordinal(word).map(|value| Entry::plain(value).ordinal().last()),
        },
    }
}

fn base(word: &str) -> Option<u64> {
    Some(match word {
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn ordinal(word: &str) -> Option<u64> {
    if let Some(stem) = word.strip_suffix("ieth") {
        let tens = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
        let place = tens.iter().position(|ten| *ten == stem)?;
        return Some(20 + 10 * u64::try_from(place).ok()?);
    }
    base(word.strip_suffix("th")?)
}
