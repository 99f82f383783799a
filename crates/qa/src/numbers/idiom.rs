//! What stands around a number and makes something else of it: a time of day, "both of us", a way of speaking.

use super::fold::{next_word, word_before};
use super::phrase::{Next, two_before};
use super::value::Value;
use super::words::look;
use super::{Kind, Number, Spelling};
use crate::language::Tongue;

/// Makes a time of day of a number, where the words around say so.
pub(super) fn clock(text: &str, number: &mut Number, next: Option<Next<'_>>, tongue: Tongue) {
    let hour = number.value.floor();
    let plain = matches!(number.kind, Kind::Cardinal | Kind::ClockWords)
        && !matches!(number.value.denominator(), 3..);
    if !plain || !(0..=24).contains(&hour) {
        return;
    }
    let told = match tongue {
        Tongue::Spanish => spanish(text, number, next),
        Tongue::Russian => next.and_then(|next| russian(text, number, next)),
        Tongue::Kazakh => kazakh(text, number),
        Tongue::English => english(text, number),
        Tongue::Other => None,
    };
    if let Some(sure) = told {
        (number.kind, number.weak) = (Kind::ClockWords, !sure);
    }
}

/// A las ocho, a las ocho y cuarto, las nueve menos diez, las dos de la tarde.
fn spanish(text: &str, number: &mut Number, next: Option<Next<'_>>) -> Option<bool> {
    const BEFORE: [&str; 16] = [
        "a", "son", "era", "eran", "es", "hacia", "sobre", "desde", "hasta", "de", "para", "antes", "fueron",
        "seran", "daban", "dieron",
    ];
    let article = word_before(text, number.start as usize)?;
    if article.text.len() > 3 || !matches!(article.folded().as_str(), "la" | "las") {
        return None;
    }
    let before = word_before(text, article.start).map(|word| word.folded());
    let before = before.as_ref().map_or("", |word| word.as_str());
    let told = match next.map_or("", |next| next.text) {
        sign @ ("y" | "menos") if number.value.integer().is_some() => next.and_then(|sign_word| {
            let word = next_word(text, sign_word.end)?;
            let minutes = match word.folded().as_str() {
                "cuarto" => 15,
                other => i64::try_from(look(other, Tongue::Spanish)?.quarters / 4).ok()?,
            };
            let part = Value::new(if sign == "y" { minutes } else { 60 - minutes }, 60)?;
            let hour = number.value.floor() - i64::from(sign == "menos");
            number.value = Value::new(hour.max(0), 1)?.plus(part)?;
            number.end = word.end as u32;
            Some(())
        }),
        "en" => next
            .and_then(|word| next_word(text, word.end))
            .filter(|w| w.folded().as_str() == "punto")
            .map(|_| ()),
        "de" => next
            .and_then(|word| next_word(text, word.end))
            .filter(|w| w.folded().as_str() == "la")
            .map(|_| ()),
        _ => None,
    };
    let half = number.value.integer().is_none();
    let alone = next.is_none() && before == "a";
    if told.is_some() || half || BEFORE.contains(&before) {
        Some(told.is_some() || half || alone)
    } else {
        None
    }
}

/// В восемь часов вечера, в восемь вечера. Without a part of the day it may be so many hours.
fn russian(text: &str, number: &mut Number, next: Next<'_>) -> Option<bool> {
    let part = |word: &str, hour: bool| {
        matches!(word, "утра" | "вечера" | "ночи" | "пополудни") || hour && word == "дня"
    };
    if part(next.text, false) {
        return Some(true);
    }
    if !matches!(next.text, "час" | "часа" | "часов" | "часам" | "часу") {
        return None;
    }
    let daytime = next_word(text, next.end).is_some_and(|word| part(word.folded().as_str(), true));
    let before = word_before(text, number.start as usize);
    let before = before.map(|word| word.folded());
    let at = matches!(
        before.as_ref().map_or("", |word| word.as_str()),
        "в" | "к" | "до" | "с" | "около" | "после"
    );
    (daytime || at).then_some(daytime)
}

/// Сағат сегізде; тоғыз жарымда.
fn kazakh(text: &str, number: &mut Number) -> Option<bool> {
    let before = word_before(text, number.start as usize);
    if before.is_some_and(|word| word.text.len() == "сағат".len() && word.folded().as_str() == "сағат")
    {
        return Some(true);
    }
    let own = text.get(number.range())?;
    let inflected = ["жарымда", "жарымға", "жарымнан"].iter().any(|tail| own.ends_with(tail));
    inflected.then_some(false)
}

/// Eight o'clock, half past eight, a quarter to nine, 8 p.m.
fn english(text: &str, number: &mut Number) -> Option<bool> {
    let rest = text.get(number.end as usize..).unwrap_or("").trim_start();
    let marks = ["o'clock", "o’clock", "a.m", "p.m", "am ", "pm "];
    if marks.iter().any(|mark| rest.starts_with(mark)) {
        return Some(true);
    }
    let (before, part) = two_before(text, number.start as usize);
    let (before, part) = (before?.folded(), part?.folded());
    let minutes = match part.as_str() {
        "half" => 30,
        "quarter" => 15,
        other => i64::try_from(look(other, Tongue::English)?.quarters / 4).ok()?,
    };
    let hour = number.value.integer()?;
    number.value = match before.as_str() {
        "past" => Value::new(hour * 60 + minutes, 60)?,
        "to" if hour > 0 && minutes < 60 && part.as_str() != "half" => Value::new(hour * 60 - minutes, 60)?,
        _ => return None,
    };
    Some(before.as_str() == "past" || part.as_str() == "quarter")
}

/// Whether a number in words need not be one in another language.
pub(super) fn is_loose(text: &str, number: &Number, tongue: Tongue) -> bool {
    let (start, end) = (number.start as usize, number.end as usize);
    let (head, tail) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    // A word that is spoken about: “Dos” quiere decir amigo.
    if head.ends_with(['«', '“', '"', '„', '‘']) && tail.starts_with(['»', '”', '"', '’', '“'])
    {
        return true;
    }
    // Во-первых, в-третьих.
    if tongue == Tongue::Russian && (head.ends_with("в-") || head.ends_with("В-") || head.ends_with("о-"))
    {
        return true;
    }
    if tongue == Tongue::Kazakh && number.kind == Kind::Ordinal {
        let own = text.get(number.range()).unwrap_or("");
        if own.ends_with("шіден") || own.ends_with("шыдан") {
            return true;
        }
    }
    let Some(value) = number.value.integer() else { return false };
    if number.kind == Kind::Percent {
        return value == 100;
    }
    // Few numbers are part of a way of speaking.
    let common = matches!(value, 2 | 3 | 4 | 7 | 100 | 1000 | 1_000_000);
    let many = tongue == Tongue::Russian && value < 10;
    if !common && !many && number.kind != Kind::Ordinal {
        return false;
    }
    let before = word_before(text, start).map(|word| word.folded());
    let before = before.as_ref().map_or("", |word| word.as_str());
    let next = next_word(text, end).map(|word| word.folded());
    let next = next.as_ref().map_or("", |word| word.as_str());
    // Третьего дня is the day before yesterday.
    number.kind == Kind::Ordinal && value == 3 && next == "дня"
        || both(value, before, text.get(number.range()).unwrap_or(""), tongue)
        || figure(value, before, next)
}

/// The two of us, вы двое.
fn both(value: i64, before: &str, own: &str, tongue: Tongue) -> bool {
    let list: &[&str] = match tongue {
        Tongue::Spanish if value == 2 => &[
            "los", "las", "nosotros", "nosotras", "vosotros", "vosotras", "ustedes", "ellos", "ellas",
            "estos", "estas", "esos", "esas",
        ],
        Tongue::English if value == 2 => &["the", "you", "us", "we", "these", "those", "them", "they"],
        Tongue::Russian if ["ое", "оих", "оим", "еро", "ерых"].iter().any(|tail| own.ends_with(tail)) => {
            &["вы", "мы", "они", "вас", "нас", "их", "вам", "нам", "им", "эти", "этих"]
        }
        _ => return false,
    };
    list.contains(&before)
}

/// Ways of speaking: a thousand times, two steps away, four walls, and what everybody has two of.
fn figure(value: i64, before: &str, next: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|stem| next.starts_with(stem));
    match value {
        2 => starts(&[
            "paso",
            "palabra",
            "ojos",
            "manos",
            "pies",
            "piernas",
            "brazos",
            "orejas",
            "oidos",
            "rodillas",
            "hombros",
            "mejillas",
            "шаг",
            "слов",
            "глаз",
            "рук",
            "ног",
            "уха",
            "ушей",
            "колен",
            "плеч",
            "щек",
            "көз",
            "қол",
            "аяқ",
            "аяғ",
            "құлақ",
            "құлағ",
            "иық",
            "иығ",
            "сөз",
            "қадам",
            "step",
            "word",
            "eyes",
            "hands",
            "feet",
            "legs",
            "arms",
            "ears",
        ]),
        4 => starts(&[
            "gatos",
            "palabras",
            "cosas",
            "paredes",
            "vientos",
            "стены",
            "стен",
            "сторон",
            "қабырға",
            "құбыла",
            "walls",
        ]),
        7 => starts(&["cielo", "неб", "аспан", "heaven", "пятниц"]),
        100 | 1000 | 1_000_000 => {
            before == "все"
                || matches!(before, "ұлы" | "орта" | "кіші")
                || starts(&["veces", "maravillas", "раз", "рет", "есе", "times"])
        }
        _ => next == "lugar",
    }
}

/// Two neighbours with "or" or a hyphen between are a guess, пять-шесть; the other language may guess otherwise.
pub(super) fn about(text: &str, numbers: &mut [Number]) {
    for at in 1..numbers.len() {
        let Some([one, two]) = numbers.get_mut(at - 1..=at) else { continue };
        let words = one.spelling == Spelling::Words && two.spelling == Spelling::Words;
        let next = matches!((one.value.integer(), two.value.integer()), (Some(a), Some(b)) if a.checked_add(1) == Some(b));
        let between = text.get(one.end as usize..two.start as usize).unwrap_or("");
        let joint = matches!(between.trim(), "-" | "–" | "o" | "u" | "или" | "немесе" | "or");
        if words && next && joint {
            (one.weak, two.weak) = (true, true);
        }
    }
}
