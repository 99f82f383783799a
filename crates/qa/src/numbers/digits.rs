//! Numbers in digits: thousands, decimals, times of day, dates, and what is written to them.

use super::fold::{fold, word_at};
use super::value::Value;
use super::{Kind, Number, Spelling};
use crate::bytes::is_letter;
use crate::language::Tongue;

/// A run of digits.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    value: u64,
}

impl Run {
    fn len(self) -> usize {
        self.end - self.start
    }

    fn at(text: &str, start: usize) -> Option<Self> {
        let digits = text.as_bytes().get(start..)?.iter().take_while(|b| b.is_ascii_digit());
        let mut run = Self { start, end: start, value: 0 };
        for digit in digits {
            run.value = run.value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            run.end += 1;
        }
        (run.end > start).then_some(run)
    }
}

/// The sign between two runs of digits, where it may be part of one number.
fn sign(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let known = matches!(
        c,
        '.' | ',' | ':' | '/' | '-' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | 'h'
    );
    known.then_some((c, at + c.len_utf8()))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Reads the number that begins with the digit at `start`, or the numbers, where it is a date. Gives the end.
pub(super) fn read(text: &str, start: usize, tongue: Tongue, out: &mut Vec<Number>) -> usize {
    let Some(first) = Run::at(text, start) else { return start + 1 };
    let (number, end) = if let Some((number, end)) = clock(text, first) {
        (number, end)
    } else if let Some(end) = date(text, first, out) {
        return end;
    } else {
        plain(text, first, tongue)
    };
    let (end, ordinal) = suffix(text, end);
    let glued = glued(text, start) || capital_behind(text, end);
    out.push(Number {
        end: end as u32,
        kind: if ordinal && number.kind == Kind::Cardinal { Kind::Ordinal } else { number.kind },
        weak: number.weak || glued,
        ..number
    });
    end
}

fn number(run: Run, end: usize, value: Value, kind: Kind) -> Number {
    Number {
        start: run.start as u32,
        end: end as u32,
        value,
        other: None,
        kind,
        spelling: Spelling::Digits,
        weak: false,
        unit: None,
    }
}

/// 20:30, 1:23:45, 20h30.
fn clock(text: &str, first: Run) -> Option<(Number, usize)> {
    let (c, next) = sign(text, first.end)?;
    let minutes = Run::at(text, next).filter(|run| run.len() == 2 && run.value < 60)?;
    if !matches!(c, ':' | 'h') || first.len() > 2 || first.value > 24 {
        return None;
    }
    let mut value = Value::whole(first.value * 60 + minutes.value).over(60)?;
    let mut end = minutes.end;
    if let Some((':', next)) = sign(text, end)
        && let Some(seconds) = Run::at(text, next).filter(|run| run.len() == 2 && run.value < 60)
    {
        value = value.plus(Value::whole(seconds.value).over(3600)?)?;
        end = seconds.end;
    }
    Some((number(first, end, value, Kind::Clock), end))
}

/// 9.05.1945, 9/5/45: the day and the year, and the month without weight, as it is mostly a word elsewhere.
fn date(text: &str, day: Run, out: &mut Vec<Number>) -> Option<usize> {
    let (c, next) = sign(text, day.end)?;
    let month = Run::at(text, next)?;
    let (second, next) = sign(text, month.end)?;
    let year = Run::at(text, next)?;
    let fits = matches!(c, '.' | '/' | '-') && c == second && matches!(year.len(), 2 | 4);
    let range = |run: Run, most: u64| run.len() <= 2 && (1..=most).contains(&run.value);
    // An American date has the month first; one of the two is above 12, or both may be either.
    if !fits || !range(day, 31) || !range(month, 31) || month.value > 12 && day.value > 12 {
        return None;
    }
    let open = month.value <= 12 && day.value <= 12 && month.value != day.value;
    let weak_day = day.value <= 12 && (month.value > 12 || open && c == '/');
    let part =
        |run: Run, weak: bool| Number { weak, ..number(run, run.end, Value::whole(run.value), Kind::Date) };
    let weak_month = month.value <= 12;
    out.extend([part(day, weak_day), part(month, weak_month), part(year, false)]);
    Some(year.end)
}

/// Thousands, decimals, fractions.
fn plain(text: &str, first: Run, tongue: Tongue) -> (Number, usize) {
    let simple = |run: Run| {
        let kind =
            if run.len() == 4 && (1000..=2100).contains(&run.value) { Kind::Year } else { Kind::Cardinal };
        (number(run, run.end, Value::whole(run.value), kind), run.end)
    };
    // Groups of three digits with one and the same sign between.
    let (mut value, mut end, mut groups, mut mark) = (first.value, first.end, 0, '\0');
    if first.len() <= 3 {
        while let Some((c, next)) = sign(text, end) {
            let grouping = matches!(c, '.' | ',' | '\'' | '’') || is_space(c);
            let Some(group) = Run::at(text, next).filter(|run| run.len() == 3 && grouping) else { break };
            // "Uno de 5, 300 más" has a blank behind its comma; "5 300" has none to spare.
            if groups > 0 && c != mark {
                break;
            }
            value = value.saturating_mul(1000).saturating_add(group.value);
            (end, mark, groups) = (group.end, c, groups + 1);
        }
    }
    let decimals = |end: usize| {
        let (c, next) = sign(text, end)?;
        let run = Run::at(text, next).filter(|run| run.len() <= 9)?;
        (matches!(c, '.' | ',') && c != mark).then_some((c, run))
    };
    let scaled = |whole: u64, run: Run| {
        let part = Value::whole(run.value).over(10i64.checked_pow(u32::try_from(run.len()).ok()?)?)?;
        Value::whole(whole).plus(part)
    };
    if groups == 0 {
        if let Some(fraction) = fraction(text, first) {
            return fraction;
        }
        let Some((c, run)) = decimals(end) else { return simple(first) };
        let Some(decimal) = scaled(first.value, run) else { return simple(first) };
        let mut found = number(first, run.end, decimal, Kind::Decimal);
        // 20.30 may be half past eight.
        if c == '.' && run.len() == 2 && first.value <= 24 && run.value < 60 {
            found.other = Value::whole(first.value * 60 + run.value).over(60);
        }
        return (found, run.end);
    }
    if let Some((_, run)) = decimals(end)
        && let Some(decimal) = scaled(value, run)
    {
        return (number(first, run.end, decimal, Kind::Decimal), run.end);
    }
    let mut found = number(first, end, Value::whole(value), Kind::Cardinal);
    if groups == 1 && matches!(mark, '.' | ',') {
        // 1.234 is a thousand in Madrid and a little over one in Mexico.
        let decimal = Value::whole(value).over(1000);
        let thousands = match tongue {
            Tongue::Spanish => mark == '.',
            Tongue::English => mark == ',',
            _ => false,
        };
        found.other = decimal;
        if let Some(decimal) = decimal.filter(|_| !thousands) {
            (found.value, found.other, found.kind) = (decimal, Some(Value::whole(value)), Kind::Decimal);
        }
    } else if is_space(mark) && mark == ' ' && groups == 1 {
        found.other = Some(Value::whole(first.value));
    }
    (found, end)
}

/// 1/2, 24/7: no accusation hangs on it.
fn fraction(text: &str, first: Run) -> Option<(Number, usize)> {
    let (c, next) = sign(text, first.end)?;
    let below = Run::at(text, next).filter(|run| c == '/' && run.value > 0 && run.len() <= 3)?;
    let value = Value::whole(first.value).over(i64::try_from(below.value).ok()?)?;
    let found = Number { weak: true, ..number(first, below.end, value, Kind::Fraction) };
    Some((found, below.end))
}

/// What is written to the digits: 3-й, 5-ші, 2ª, 21st, 1990s, 20-летний. The end, and whether it makes an ordinal.
fn suffix(text: &str, end: usize) -> (usize, bool) {
    let rest = text.get(end..).unwrap_or("");
    let mut next = rest.chars();
    match next.next() {
        Some(c @ ('º' | 'ª')) => return (end + c.len_utf8(), true),
        Some('.') if matches!(next.next(), Some('º' | 'ª')) => return (end + 1 + 'º'.len_utf8(), true),
        _ => {}
    }
    let hyphen = rest.starts_with(['-', '\u{2010}', '\u{2011}']);
    let skip = if hyphen { rest.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let Some(word) = word_at(text, end + skip) else { return (end, false) };
    let folded = word.folded();
    let ordinal = match folded.as_str() {
        "й" | "го" | "му" | "м" | "я" | "е" | "ю" | "х" | "ые" | "ого" | "ой" => hyphen,
        "ші" | "шы" | "нші" | "ншы" | "інші" | "ыншы" => true,
        "o" | "a" | "er" | "ro" | "ra" | "do" | "da" | "to" | "ta" | "st" | "nd" | "rd" | "th" => !hyphen,
        _ => false,
    };
    if ordinal || hyphen { (word.end, ordinal) } else { (end, false) }
}

/// Letters right before the digits, or a hyphen and letters: T-34, A4, COVID-19. That is a name, not a number.
fn glued(text: &str, start: usize) -> bool {
    let head = text.get(..start).unwrap_or("");
    let last = head.chars().next_back();
    let hyphen = matches!(last, Some('-' | '\u{2010}' | '\u{2011}'));
    let before = if hyphen { head.chars().rev().nth(1) } else { last };
    before.is_some_and(|c| c.is_alphabetic())
}

/// 3D, 5G.
fn capital_behind(text: &str, end: usize) -> bool {
    let next = text.get(end..).and_then(|rest| rest.chars().next());
    text.as_bytes().get(end).copied().is_some_and(is_letter)
        && next.is_some_and(|c| fold(c) != c && c.is_uppercase())
}
