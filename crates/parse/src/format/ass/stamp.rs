//! The times of an event: `H:MM:SS.cc`, and what readers take for it.

use super::faults::{STAMP_ABOVE_59, STAMP_FORM, STAMP_HUNDREDTHS, STAMP_NEGATIVE};
use crate::syntax::Fault;
use crate::time::{ClockFault, Decimal, Notation, Time};

pub(super) const NOTATION: Notation = Notation::Decimal(Decimal::SHORT_CENTIS);

/// A time, and what is wrong with its spelling.
pub(super) struct Stamp {
    pub(super) time: Time,
    pub(super) faults: Vec<&'static Fault>,
}

/// Reads a field that holds a time and nothing else.
pub(super) fn read(field: &str) -> Option<Stamp> {
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
