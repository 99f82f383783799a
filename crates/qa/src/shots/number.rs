//! Decimal numbers of seconds, read exactly.

use tregua_parse::time::Time;

/// A number of seconds, and how it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    /// Its time, to the nearest unit.
    pub(super) time: Time,
    /// Digits before the point, leading zeros left out.
    pub(super) whole: u32,
    /// Digits behind it; `None` where there is neither point nor exponent: a whole number.
    pub(super) places: Option<u32>,
}

/// Digits before the point that can be a time, and digits behind it that make a difference: beyond them lies less than a
/// unit.
const WHOLE: usize = 12;
const PLACES: usize = 16;

/// Reads `12`, `12.541`, `12,541`, `-0.5`, `4.1e-05`: the whole of `text`. `None` where it is no such number, or is out
/// of range. `nan` and `inf` are no numbers of seconds.
pub(super) fn decimal(text: &[u8]) -> Option<Decimal> {
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (whole, rest) = digits(body);
    let (places, rest) = match rest {
        [b'.' | b',', rest @ ..] => {
            let (places, rest) = digits(rest);
            (Some(places), rest)
        }
        _ => (None, rest),
    };
    if whole.is_empty() && places.is_none_or(<[u8]>::is_empty) {
        return None;
    }
    let exponent = match rest {
        [] => None,
        [b'e' | b'E', rest @ ..] => Some(exponent(rest)?),
        _ => return None,
    };
    let zeros = whole.iter().take_while(|b| **b == b'0').count();
    let whole = whole.get(zeros..).filter(|whole| whole.len() <= WHOLE)?;
    let behind = places.unwrap_or_default();
    let kept = behind.get(..PLACES).unwrap_or(behind);
    let mantissa = whole.iter().chain(kept).fold(0i128, |n, b| n * 10 + i128::from(b - b'0'));
    let power = exponent.unwrap_or(0) - i32::try_from(kept.len()).ok()?;
    let time = scaled(mantissa, power)?;
    let time = if negative { time.negate() } else { time };
    let written = |part: &[u8]| u32::try_from(part.len()).unwrap_or(u32::MAX);
    let places = places.map(written).or(exponent.map(|_| 0));
    Some(Decimal { time, whole: written(whole), places })
}

/// `mantissa` × 10^`power` seconds.
fn scaled(mantissa: i128, power: i32) -> Option<Time> {
    /// Beyond it nothing is left of any number read here.
    const SMALLEST: u32 = 37;
    if mantissa == 0 {
        return Some(Time::ZERO);
    }
    let size = power.unsigned_abs();
    if power < 0 {
        return Time::from_fraction(mantissa, 10i128.pow(size.min(SMALLEST)));
    }
    Time::from_fraction(mantissa.checked_mul(10i128.checked_pow(size)?)?, 1)
}

fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// The number behind `e`, of at most four digits.
fn exponent(text: &[u8]) -> Option<i32> {
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (run, rest) = digits(body);
    if run.is_empty() || run.len() > 4 || !rest.is_empty() {
        return None;
    }
    let size = run.iter().fold(0i32, |n, b| n * 10 + i32::from(b - b'0'));
    Some(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;
    use proptest::prelude::*;
    use tregua_parse::time::TICKS_PER_SECOND;

    #[test]
    fn what_is_written() {
        for (text, micros, places) in [
            ("12", 12_000_000, None),
            ("12.541667", 12_541_667, Some(6)),
            ("12,541", 12_541_000, Some(3)),
            ("0012.5", 12_500_000, Some(1)),
            ("00000000000000012.5", 12_500_000, Some(1)),
            ("-0.5", -500_000, Some(1)),
            (".5", 500_000, Some(1)),
            ("5.", 5_000_000, Some(0)),
            ("4.1e-05", 41, Some(1)),
            ("1E2", 100_000_000, Some(0)),
            ("1e-400", 0, Some(0)),
            ("0e9999", 0, Some(0)),
            ("12.541666666666666666666666666666666", 12_541_667, Some(33)),
        ] {
            let read = decimal(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.time.to_unit(1_000_000), read.places), (micros, places), "{text}");
        }
        for bad in [
            "",
            ".",
            "-",
            "+",
            "nan",
            "NaN",
            "inf",
            "-inf",
            "1e308",
            "1e",
            "1e99999",
            "12.5s",
            "1.2.3",
            "1 2",
            "9999999999999",
            "99999999999",
            "0x12",
            "--1",
            "1e+",
            "१२",
        ] {
            assert_eq!(decimal(bad.as_bytes()), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn as_big_integers(whole in 0u64..1_000_000_000, behind in "[0-9]{0,12}", power in -20i32..4) {
            let text = format!("{whole}.{behind}e{power}");
            let mantissa: BigInt = format!("{whole}{behind}").parse().unwrap();
            let shift = power - i32::try_from(behind.len()).unwrap();
            let scale = BigInt::from(10).pow(shift.unsigned_abs());
            let (num, den) = if shift < 0 { (mantissa, scale) } else { (mantissa * scale, BigInt::from(1)) };
            let want = (num * TICKS_PER_SECOND * 2 + &den) / (den * 2);
            let got = decimal(text.as_bytes()).map(|read| BigInt::from(read.time.ticks()));
            prop_assert_eq!(got, (want <= BigInt::from(i64::MAX)).then_some(want));
        }

        #[test]
        fn nothing_panics(text in "[-+0-9.,eE]{0,24}|\\PC{0,12}") {
            let _ = decimal(text.as_bytes());
        }
    }
}
