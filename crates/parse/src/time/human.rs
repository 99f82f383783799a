//! Times as people type them on a command line.

use super::{FrameRate, Time};
use std::fmt;

/// A text that is not a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimeTextError {
    text: String,
    why: &'static str,
}

impl fmt::Display for TimeTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\u{201c}{}\u{201d} is not a time: {}; write one like +3.7s, -250ms, 00:01:02,500, 1m30s or 12f@25",
            self.text, self.why
        )
    }
}

impl std::error::Error for TimeTextError {}

/// Reads a time or a distance with an optional sign.
///
/// Units are `h`, `m` (or `min`), `s`, `ms` and `f` (frames, with the rate behind `@`); several may follow one
/// another (`1m30s`). Clock forms are `HH:MM:SS,mmm`, `MM:SS.mmm` and the like. A bare number is seconds.
///
/// # Errors
/// [`TimeTextError`] when it is none of these or out of range.
///
/// ```
/// use tregua_parse::time::{Time, parse_signed};
/// assert_eq!(parse_signed("-250ms").unwrap(), Time::from_millis(-250).unwrap());
/// assert_eq!(parse_signed("12f@25").unwrap(), Time::from_millis(480).unwrap());
/// ```
pub fn parse_signed(text: &str) -> Result<Time, TimeTextError> {
    let fail = |why| TimeTextError { text: text.to_owned(), why };
    let trimmed = text.trim();
    let (negative, body) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let body = body.trim_start();
    if body.is_empty() {
        return Err(fail("it is empty"));
    }
    let time = if body.contains(':') { clock(body) } else { units(body) }.map_err(fail)?;
    Ok(if negative { time.negate() } else { time })
}

const RANGE: &str = "it is out of range";
const FORM: &str = "its form is not known";

/// `H:M:S,f` or `M:S,f`.
fn clock(body: &str) -> Result<Time, &'static str> {
    let mut total = Time::ZERO;
    let fields: Vec<&str> = body.split(':').collect();
    if fields.len() > 3 {
        return Err("frames need a rate; write them as 12f@25");
    }
    for (i, field) in fields.iter().rev().enumerate() {
        let weight = 60i128.pow(u32::try_from(i).unwrap_or(0));
        if i > 0 && field.contains(['.', ',']) {
            return Err(FORM);
        }
        let part = decimal(field, weight, 1)?;
        total = total.checked_add(part).ok_or(RANGE)?;
    }
    Ok(total)
}

/// Numbers with units, one after another.
fn units(body: &str) -> Result<Time, &'static str> {
    let mut total = Time::ZERO;
    let mut rest = body;
    while !rest.is_empty() {
        let cut = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(cut);
        let tail = tail.trim_start();
        let cut = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, mut tail) = tail.split_at(cut);
        let part = match unit {
            "h" => decimal(number, 3600, 1)?,
            "m" | "min" => decimal(number, 60, 1)?,
            "s" | "sec" => decimal(number, 1, 1)?,
            "" if tail.is_empty() => decimal(number, 1, 1)?,
            "ms" => decimal(number, 1, 1000)?,
            "f" | "fr" => {
                let rate = tail.strip_prefix('@').ok_or("frames need a rate, as in 12f@25")?;
                tail = "";
                let rate: FrameRate = rate.parse().map_err(|_| "the frame rate behind @ is not known")?;
                let (num, den) = rate.fraction();
                decimal(number, i128::from(den), i128::from(num))?
            }
            _ => return Err("its unit is not known (h, m, s, ms, f)"),
        };
        total = total.checked_add(part).ok_or(RANGE)?;
        rest = tail.trim_start();
    }
    Ok(total)
}

/// A decimal number times `num`/`den` seconds.
fn decimal(text: &str, num: i128, den: i128) -> Result<Time, &'static str> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.len() <= 12 && t.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        return Err("it holds no number, or too long a one");
    }
    let scale = 10i128.pow(u32::try_from(fraction.len()).unwrap_or(0));
    let read = |t: &str| if t.is_empty() { Ok(0) } else { t.parse::<i128>().map_err(|_| FORM) };
    let value = read(whole)? * scale + read(fraction)?;
    Time::from_fraction(value * num, den * scale).ok_or(RANGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write() {
        for (text, ms) in [
            ("+3.7s", 3700),
            ("3,7s", 3700),
            ("-250ms", -250),
            ("\u{2212}250ms", -250),
            ("0", 0),
            ("0s", 0),
            ("00:01:02,500", 62_500),
            ("-01:00:00", -3_600_000),
            ("1:02.5", 62_500),
            ("12f@25", 480),
            ("24f@23.976", 1001),
            ("1m30s", 90_000),
            ("1h 2m 3s 4ms", 3_723_004),
            ("1.5h", 5_400_000),
        ] {
            assert_eq!(parse_signed(text).unwrap().to_millis(), ms, "{text}");
        }
        for bad in [
            "",
            "+",
            "-",
            "abc",
            "12f",
            "12f@",
            "12f@0",
            "1:2:3:4",
            "1.5:20",
            "3x",
            "99999999999h",
            ".",
            "--1s",
            "1s@25",
        ] {
            assert!(parse_signed(bad).is_err(), "{bad}");
        }
    }
}
