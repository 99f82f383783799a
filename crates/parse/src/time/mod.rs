//! Exact time.
//!
//! [`Time`] counts 1/705 600 000 of a second, a unit that holds milliseconds, hundredths, 90 kHz, 48 kHz and
//! one frame of every common rate, the 1000/1001 twins included, as whole numbers. Nothing here uses floating
//! point.

#![deny(clippy::float_arithmetic)]

mod clockwork;
mod frame_rate;
mod human;
mod notation;
mod timecode;

pub use clockwork::{Clockwork, Drop, Labels, PerSecond};
pub use frame_rate::{FrameRate, FrameRateError};
pub use human::{TimeTextError, parse_signed};
pub use notation::{Clock, ClockFault, Decimal, Notation, Respelt, TtmlFault, TtmlTime, Unit, read_ttml};
pub use timecode::{Timecode, TimecodeError};

use std::fmt;

/// A point on the time line, or a distance between two: a signed count of 1/705 600 000 s.
///
/// The range is about ±3.6 million hours. Arithmetic is checked: a result out of range is `None`, never a
/// wrapped value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(i64);

/// How many units make one second.
pub const TICKS_PER_SECOND: i64 = 705_600_000;
const TICKS_PER_MILLI: i64 = TICKS_PER_SECOND / 1000;

impl Time {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One second.
    pub const SECOND: Self = Self(TICKS_PER_SECOND);
    /// One hour.
    pub const HOUR: Self = Self(TICKS_PER_SECOND * 3600);

    /// From units of 1/705 600 000 s.
    #[must_use]
    pub const fn from_ticks(ticks: i64) -> Self {
        Self(ticks)
    }

    /// In units of 1/705 600 000 s.
    #[must_use]
    pub const fn ticks(self) -> i64 {
        self.0
    }

    /// From milliseconds; `None` beyond the range.
    #[must_use]
    pub const fn from_millis(ms: i64) -> Option<Self> {
        match ms.checked_mul(TICKS_PER_MILLI) {
            Some(ticks) => Some(Self(ticks)),
            None => None,
        }
    }

    /// From a fraction of seconds, rounded to the nearest unit; `None` beyond the range or when `den` is not
    /// positive.
    #[must_use]
    pub fn from_fraction(num: i128, den: i128) -> Option<Self> {
        (den > 0).then_some(())?;
        let scaled = num.checked_mul(i128::from(TICKS_PER_SECOND))?;
        i64::try_from(round_div(scaled, den)).ok().map(Self)
    }

    /// To milliseconds, rounded to the nearest, halves away from zero.
    #[must_use]
    pub fn to_millis(self) -> i64 {
        self.to_unit(1000)
    }

    /// Whether two times are written as the same millisecond. A frame and the millisecond that SubRip rounds it to are
    /// one time: no viewer and no player tells them apart.
    #[must_use]
    pub fn same_millisecond(self, other: Self) -> bool {
        self.to_millis() == other.to_millis()
    }

    /// To whole 1/`per_second` s, rounded to the nearest, halves away from zero. `per_second` must be at least 1
    /// and at most 10⁹ for the result to fit; it is clamped otherwise.
    #[must_use]
    pub fn to_unit(self, per_second: u32) -> i64 {
        let scaled = i128::from(self.0) * i128::from(per_second.max(1));
        let units = round_div(scaled, i128::from(TICKS_PER_SECOND));
        i64::try_from(units).unwrap_or(if units < 0 { i64::MIN } else { i64::MAX })
    }

    /// The sum, or `None` beyond the range.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(ticks) => Some(Self(ticks)),
            None => None,
        }
    }

    /// The difference, or `None` beyond the range.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(ticks) => Some(Self(ticks)),
            None => None,
        }
    }

    /// The difference, held at the ends of the range: for comparing, never for writing.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The negative, held at the end of the range.
    #[must_use]
    pub const fn negate(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// Without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Before zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// `num / den` to the nearest whole number, halves away from zero. `den` must be positive.
pub(crate) fn round_div(num: i128, den: i128) -> i128 {
    // Times and rates as they are fit into a word, whose division is many times faster.
    let small = |n: i128| u64::try_from(n.unsigned_abs()).ok().filter(|n| *n < 1 << 62);
    if let (Some(n), Some(d)) = (small(num), small(den))
        && let Some(magnitude) = (n * 2 + d).checked_div(d * 2)
    {
        return if num < 0 { -i128::from(magnitude) } else { i128::from(magnitude) };
    }
    let (n, d) = (num.unsigned_abs(), den.unsigned_abs());
    let (whole, rest) = (n / d, n % d);
    let magnitude = i128::try_from(whole + u128::from(rest >= d - rest)).unwrap_or(i128::MAX);
    if num < 0 { -magnitude } else { magnitude }
}

impl fmt::Display for Time {
    /// `HH:MM:SS,mmm`, rounded to the millisecond, with a minus sign before zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spelt(b',', &mut [0; SPELT]))
    }
}

/// Room for a time as it is shown.
const SPELT: usize = 32;

impl Time {
    /// Adds the time as it is shown, without what formatting costs: tracks have thousands.
    pub(crate) fn push_to(self, out: &mut String) {
        self.push_with(b',', out);
    }

    /// Adds a time line, from this time to `end`, with `sign` before the milliseconds: a comma in SubRip, a full stop in WebVTT.
    #[inline]
    pub(crate) fn push_line_to(self, end: Self, sign: u8, out: &mut String) {
        let mut line = *b"00:00:00,000 --> 00:00:00,000";
        if let Some(((from, _), (to, _))) = Notation::spell_strict(self).zip(Notation::spell_strict(end)) {
            line[..12].copy_from_slice(&from);
            line[17..].copy_from_slice(&to);
            (line[8], line[25]) = (sign, sign);
            if let Ok(line) = std::str::from_utf8(&line) {
                out.push_str(line);
                return;
            }
        }
        self.push_with(sign, out);
        out.push_str(" --> ");
        end.push_with(sign, out);
    }

    #[inline]
    fn push_with(self, sign: u8, out: &mut String) {
        // Nearly every time is before a hundred hours.
        if let Some((mut stamp, _)) = Notation::spell_strict(self) {
            stamp[8] = sign;
            if let Ok(stamp) = std::str::from_utf8(&stamp) {
                out.push_str(stamp);
                return;
            }
        }
        out.push_str(self.spelt(sign, &mut [0; SPELT]));
    }

    fn spelt(self, sign: u8, room: &mut [u8; SPELT]) -> &str {
        let ms = self.to_millis();
        let abs = ms.unsigned_abs();
        let mut at = room.len();
        let mut put = |byte: u8| {
            at = at.saturating_sub(1);
            if let Some(slot) = room.get_mut(at) {
                *slot = byte;
            }
        };
        let mut number = |mut rest: u64, least: u32, before: Option<u8>| {
            let mut digits = 0;
            while digits < least || rest > 0 {
                put(b'0' + (rest % 10) as u8);
                rest /= 10;
                digits += 1;
            }
            before.into_iter().for_each(&mut put);
        };
        number(abs % 1000, 3, Some(sign));
        number(abs / 1000 % 60, 2, Some(b':'));
        number(abs / 60_000 % 60, 2, Some(b':'));
        number(abs / 3_600_000, 2, (ms < 0).then_some(b'-'));
        std::str::from_utf8(room.get(at..).unwrap_or_default()).unwrap_or_default()
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} ({} units)", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_frame_of_every_common_rate_is_whole() {
        for (num, den) in [(24, 1), (25, 1), (30, 1), (48, 1), (50, 1), (60, 1), (100, 1), (120, 1)] {
            assert_eq!(TICKS_PER_SECOND * den % num, 0, "{num}/{den}");
        }
        for base in [24, 30, 60, 120] {
            assert_eq!(TICKS_PER_SECOND * 1001 % (base * 1000), 0, "{base}000/1001");
        }
        for per_second in [1000, 100, 90_000, 48_000, 250] {
            assert_eq!(TICKS_PER_SECOND % per_second, 0, "{per_second} a second");
        }
    }

    proptest! {
        #[test]
        fn a_time_is_added_as_it_is_shown(
            ticks in prop_oneof![
                any::<i64>(),
                -Time::HOUR.0 * 2..Time::HOUR.0 * 110,
                (-2000i64..400_000_000, -400_000i64..400_000).prop_map(|(ms, more)| ms * TICKS_PER_MILLI + more),
                (99 * Time::HOUR.0..101 * Time::HOUR.0),
            ],
            more in prop_oneof![any::<i64>(), 0..Time::HOUR.0 * 99],
        ) {
            let time = Time::from_ticks(ticks);
            let end = Time::from_ticks(more);
            let (mut one, mut comma, mut stop) = ("x".to_owned(), "x".to_owned(), String::new());
            time.push_to(&mut one);
            time.push_line_to(end, b',', &mut comma);
            time.push_line_to(end, b'.', &mut stop);
            prop_assert_eq!(one, format!("x{time}"));
            prop_assert_eq!(&comma, &format!("x{time} --> {end}"));
            prop_assert_eq!(stop, comma[1..].replace(',', "."));
        }

        #[test]
        fn add_and_subtract_are_inverse(a in any::<i64>(), b in any::<i64>()) {
            let (a, b) = (Time::from_ticks(a), Time::from_ticks(b));
            if let Some(sum) = a.checked_add(b) {
                prop_assert_eq!(sum.checked_sub(b), Some(a));
            }
        }

        #[test]
        fn milliseconds_survive(ms in -10_000_000_000i64..10_000_000_000) {
            prop_assert_eq!(Time::from_millis(ms).unwrap().to_millis(), ms);
        }

        // Law of the design: every notation whose grain is over 3 ns survives, ticks of 1/10 000 000 s included.
        #[test]
        fn ten_megahertz_ticks_survive(n in -1_000_000_000_000i64..1_000_000_000_000) {
            let t = Time::from_fraction(i128::from(n), 10_000_000).unwrap();
            prop_assert_eq!(t.to_unit(10_000_000), n);
        }

        #[test]
        fn rounding_agrees_with_big_integers(num in any::<i64>(), factor in 1i64..1_000_000, den in 1i64..1_000_000_000) {
            use num_bigint::BigInt;
            let big = BigInt::from(num) * BigInt::from(factor);
            let (doubled, d) = (&big * 2, BigInt::from(den));
            let sign = if num < 0 { -1 } else { 1 };
            let want = (doubled * sign + &d) / (&d * 2) * sign;
            prop_assert_eq!(BigInt::from(round_div(i128::from(num) * i128::from(factor), i128::from(den))), want);
        }
    }
}
