//! Lines of two clocks with a comma between them, and clocks written anew.

use crate::time::{Clock, Notation, TICKS_PER_SECOND, Time};
use std::ops::Range;

/// A time line's parts, counted from its first byte. A stamp that cannot be read is `None`.
#[derive(Clone, Debug)]
pub(in crate::format) struct Pair {
    pub(in crate::format) start: (Range<usize>, Option<Clock>),
    pub(in crate::format) end: (Range<usize>, Option<Clock>),
}

/// A line that is longer than this is no time line.
const LONGEST: usize = 96;

/// Reads a line of two clocks. `None` where it does not look like one; where `damaged` is allowed, a stamp may be
/// unreadable.
pub(in crate::format) fn read_pair(line: &[u8], notation: Notation, damaged: bool) -> Option<Pair> {
    if line.len() > LONGEST || digits(line) < 4 {
        return None;
    }
    // The comma may also be the sign before a fraction, so each is tried as the middle.
    let commas = || line.iter().enumerate().filter(|(_, b)| **b == b',').map(|(at, _)| at);
    let halves = |at: usize| (trimmed(line, 0..at), trimmed(line, at + 1..line.len()));
    let whole = commas().map(halves).find_map(|(a, b)| {
        let (start, end) = (clock(line, &a, notation)?, clock(line, &b, notation)?);
        Some(Pair { start: (a, Some(start)), end: (b, Some(end)) })
    });
    if whole.is_some() || !damaged {
        return whole;
    }
    // Two halves that have a clock's colons and hardly any letters.
    let like = |range: &Range<usize>| {
        let half = line.get(range.clone()).unwrap_or_default();
        let count = |wanted: fn(&u8) -> bool| half.iter().filter(|b| wanted(b)).count();
        count(|b| *b == b':') >= 2 && count(u8::is_ascii_digit) >= 3 && count(u8::is_ascii_alphabetic) <= 2
    };
    let (a, b) = commas().map(halves).find(|(a, b)| like(a) && like(b))?;
    let (start, end) = (clock(line, &a, notation), clock(line, &b, notation));
    Some(Pair { start: (a, start), end: (b, end) })
}

/// How many digits there are; without a branch, for every line of a file is asked. No line here has 256.
fn digits(line: &[u8]) -> u8 {
    line.iter().fold(0, |n: u8, b| n.wrapping_add(u8::from(b.is_ascii_digit())))
}

fn trimmed(line: &[u8], range: Range<usize>) -> Range<usize> {
    let part = line.get(range.clone()).unwrap_or_default();
    let blank = |b: &u8| matches!(b, b' ' | b'\t');
    let before = part.iter().take_while(|b| blank(b)).count();
    let after = part.iter().rev().take_while(|b| blank(b)).count();
    let start = range.start + before;
    start..(range.end - after.min(part.len() - before))
}

/// A clock that is the whole of a part of a line.
fn clock(line: &[u8], range: &Range<usize>, notation: Notation) -> Option<Clock> {
    let part = line.get(range.clone())?;
    notation.read(part).filter(|clock| clock.len == part.len())
}

/// `H…:MM:SS` and so many digits of a fraction, to the nearest; `None` before zero and beyond what can be counted.
pub(in crate::format) fn spell_clock(time: Time, digits: u32, hours: usize) -> Option<String> {
    let scale = 10i64.checked_pow(digits)?;
    let units = crate::time::round_div(i128::from(time.ticks()) * i128::from(scale), TICKS_PER_SECOND.into());
    let units = i64::try_from(units).ok().filter(|units| *units >= 0)?;
    let (fraction, seconds) = (units % scale, units / scale);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let clock = format!("{h:0hours$}:{m:02}:{s:02}");
    Some(if digits == 0 { clock } else { format!("{clock}.{fraction:0w$}", w = digits as usize) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Decimal;

    fn pair(line: &str) -> Option<(Option<i64>, Option<i64>)> {
        let it = read_pair(line.as_bytes(), Notation::Decimal(Decimal::CENTIS), true)?;
        let ms = |clock: Option<Clock>| clock.map(|c| c.time.to_millis());
        Some((ms(it.start.1), ms(it.end.1)))
    }

    #[test]
    fn two_clocks() {
        assert_eq!(pair("00:00:01.50,00:00:02.00"), Some((Some(1500), Some(2000))));
        assert_eq!(pair("0:00:01.500 , 0:00:02.000"), Some((Some(1500), Some(2000))));
        assert_eq!(pair("00:00:01,00:00:02"), Some((Some(1000), Some(2000))));
        assert_eq!(pair("00:00:01,50,00:00:02,00"), Some((Some(1500), Some(2000))));
        assert_eq!(pair("0:00:13.f89,0:00:15.489"), Some((None, Some(15_489))));
        for text in ["", "Hola, Vicente", "12,13", "a las 10:20, a las 10:30", "00:00:01.00"] {
            assert_eq!(pair(text), None, "{text}");
        }
    }

    #[test]
    fn clocks_are_rounded_once() {
        let time = Time::from_millis(3_599_995).unwrap();
        assert_eq!(spell_clock(time, 2, 2).unwrap(), "01:00:00.00");
        assert_eq!(spell_clock(time, 3, 1).unwrap(), "0:59:59.995");
        assert_eq!(spell_clock(time, 0, 2).unwrap(), "01:00:00");
        assert_eq!(spell_clock(Time::from_ticks(-i64::MAX), 9, 2), None);
        assert_eq!(spell_clock(Time::from_ticks(29_400_000), 9, 2).unwrap(), "00:00:00.041666667");
    }
}
