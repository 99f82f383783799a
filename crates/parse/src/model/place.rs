//! Where on the screen a cue stands, finer than the nine places of a numeric keypad.

use std::fmt;

/// Thousandths of one percent, exact and without floating point.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Percent(i32);

impl Percent {
    /// From thousandths of a percent.
    #[must_use]
    pub const fn from_milli(milli: i32) -> Self {
        Self(milli)
    }

    /// In thousandths of a percent.
    #[must_use]
    pub const fn milli(self) -> i32 {
        self.0
    }

    /// `part` of `whole` as a percentage, to the nearest; `None` where `whole` is not positive or the share is
    /// absurd.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        (whole > 0).then_some(())?;
        let scaled = i128::from(part) * 100_000;
        i32::try_from(crate::time::round_div(scaled, whole.into())).ok().map(Self)
    }

    /// Reads digits with an optional decimal fraction and sign, without the `%`; digits past the third decimal are
    /// cut off.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, body) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 || whole.len() > 6 {
            return None;
        }
        let whole: i32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let thousandths =
            fraction.bytes().chain(*b"000").take(3).fold(0, |n, b| n * 10 + i32::from(b - b'0'));
        let milli = whole.checked_mul(1000)?.checked_add(thousandths)?;
        Some(Self(if negative { -milli } else { milli }))
    }
}

impl fmt::Display for Percent {
    /// `12.5`, with as many decimals as needed and without the `%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// A text row, counted from 0 at the top, or from -1 at the bottom upwards.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Row {
    /// The row.
    pub n: i16,
    /// How many rows the screen has; `None` where that depends on the size of the letters (WebVTT).
    pub of: Option<u8>,
}

/// How the lines of a cue are aligned among one another, where that is not what its place says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TextAlign {
    /// Where reading starts.
    Start,
    /// Centred.
    Centre,
    /// Where reading ends.
    End,
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Text that runs in columns.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Vertical {
    /// Columns from right to left.
    RightToLeft,
    /// Columns from left to right.
    LeftToRight,
}

/// A place on the screen. The anchor, the corner or side that the cue's `align` names, stands at (`x`, `y`).
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Place {
    /// From the left edge of the picture, in percent of its width.
    pub x: Option<Percent>,
    /// From the top edge of the picture, in percent of its height.
    pub y: Option<Percent>,
    /// The width of the box the lines are broken in.
    pub width: Option<Percent>,
    /// The height of that box.
    pub height: Option<Percent>,
    /// A row instead of `y`.
    pub row: Option<Row>,
    /// How the lines are aligned, where `align` does not say it.
    pub text: Option<TextAlign>,
    /// Columns instead of lines.
    pub vertical: Option<Vertical>,
}

impl Place {
    /// Nothing that `align` alone does not say.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact() {
        for (text, milli, shown) in [
            ("85", 85_000, "85"),
            ("12.5", 12_500, "12.5"),
            ("-0.125", -125, "-0.125"),
            (".5", 500, "0.5"),
            ("33.33333", 33_333, "33.333"),
        ] {
            let it = Percent::parse(text).unwrap();
            assert_eq!((it.milli(), it.to_string().as_str()), (milli, shown), "{text}");
        }
        for bad in ["", ".", "x", "1e3", "5%", "99999999", "1.2.3"] {
            assert_eq!(Percent::parse(bad), None, "{bad}");
        }
        assert_eq!(Percent::of(1, 3).unwrap().milli(), 33_333);
        assert_eq!(Percent::of(1, 0), None);
    }
}
