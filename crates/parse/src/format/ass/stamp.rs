//! The times of an event: `H:MM:SS.cc`, and what readers take for it.

use super::faults::{STAMP_ABOVE_59, STAMP_FORM, STAMP_HUNDREDTHS, STAMP_NEGATIVE};
use crate::syntax::Fault;
use crate::time::{ClockFault, Decimal, Notation, TICKS_PER_SECOND, Time};

pub(super) const NOTATION: Notation = Notation::Decimal(Decimal::SHORT_CENTIS);

/// A time, and what is wrong with its spelling.
pub(super) struct Stamp {
    pub(super) time: Time,
    pub(super) faults: Vec<&'static Fault>,
}

/// Reads a field that holds a time and nothing else.
pub(super) fn read(field: &str) -> Option<Stamp> {
    match plain(field.as_bytes()) {
        Some(time) => Some(Stamp { time, faults: Vec::new() }),
        None => read_slowly(field),
    }
}

/// `H:MM:SS.cc` with one digit of hours, as nearly all are.
fn plain(field: &[u8]) -> Option<Time> {
    let &[h, b':', m1, m2, b':', s1, s2, b'.', c1, c2] = field else { return None };
    let digit = |b: u8| Some(b.wrapping_sub(b'0')).filter(|n| *n <= 9).map(u32::from);
    let two = |a, b| Some(digit(a)? * 10 + digit(b)?);
    let (h, m, s, c) = (digit(h)?, two(m1, m2)?, two(s1, s2)?, two(c1, c2)?);
    let hundredths = ((h * 60 + m) * 60 + s) * 100 + c;
    (m <= 59 && s <= 59).then(|| Time::from_ticks(i64::from(hundredths) * (TICKS_PER_SECOND / 100)))
}

fn read_slowly(field: &str) -> Option<Stamp> {
    let clock = NOTATION.read(field.as_bytes()).filter(|clock| clock.len == field.len())?;
    let mut faults = Vec::new();
    let body = field.strip_prefix('-').unwrap_or(field);
    let mut parts = body.split(':');
    let (hours, minutes, rest) = (parts.next(), parts.next(), parts.next());
    let digits = |part: Option<&str>, len: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|p| len.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let (seconds, fraction) = rest.and_then(|rest| rest.split_once('.')).unzip();
    let hundredths = field.bytes().rev().take_while(u8::is_ascii_digit).count();
    if clock.has(ClockFault::NoFraction) || hundredths != 2 {
        faults.push(&STAMP_HUNDREDTHS);
    }
    let form = digits(hours, 1..=9) && digits(minutes, 2..=2) && digits(seconds, 2..=2);
    if !(clock.has(ClockFault::NoFraction) || form && digits(fraction, 1..=9)) {
        faults.push(&STAMP_FORM);
    }
    if clock.has(ClockFault::Above59) {
        faults.push(&STAMP_ABOVE_59);
    }
    if clock.has(ClockFault::Negative) {
        faults.push(&STAMP_NEGATIVE);
    }
    Some(Stamp { time: clock.time, faults })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_time_is_read_as_any_other() {
        for at in 0..10 {
            for byte in 0..=0x7f {
                let mut field = *b"1:23:45.67";
                field[at] = byte;
                let field = std::str::from_utf8(&field).unwrap();
                let slowly = read_slowly(field).filter(|it| it.faults.is_empty()).map(|it| it.time);
                let quick = plain(field.as_bytes());
                assert!(quick.is_none() || quick == slowly, "{field:?}: {quick:?}, {slowly:?}");
                assert!(byte == b'+' || quick == slowly, "{field:?}: {quick:?}, {slowly:?}");
            }
        }
        assert_eq!(plain(b"0:00:01.5"), None);
    }

    #[test]
    fn what_readers_take_for_a_time() {
        let form = |text: &str| {
            let stamp = read(text)?;
            Some((stamp.time.to_millis(), stamp.faults))
        };
        let cases: [(&str, i64, &[&Fault]); 9] = [
            ("0:00:01.50", 1500, &[]),
            ("00:00:01.50", 1500, &[]),
            ("100:00:01.50", 360_001_500, &[]),
            ("0:00:01.5", 1500, &[&STAMP_HUNDREDTHS]),
            ("0:00:01.500", 1500, &[&STAMP_HUNDREDTHS]),
            ("0:00:01", 1000, &[&STAMP_HUNDREDTHS]),
            ("0:00:01,50", 1500, &[&STAMP_FORM]),
            ("0:00:61.50", 61_500, &[&STAMP_ABOVE_59]),
            ("-0:00:01.00", -1000, &[&STAMP_NEGATIVE]),
        ];
        for (text, ms, faults) in cases {
            assert_eq!(form(text), Some((ms, faults.to_vec())), "{text}");
        }
        for text in
            ["", "0:00:01.50x", "1", "99999999999999999999:00:00.00", "999999999:99:99.99", "0:00:01:50"]
        {
            assert_eq!(form(text), None, "{text}");
        }
    }
}
