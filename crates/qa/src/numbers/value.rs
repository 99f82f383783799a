//! Exact values.

use std::fmt;

/// An exact rational number that is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Value {
    num: i64,
    den: i64,
}

impl Value {
    /// `num / den`, reduced; `None` for a negative number or a denominator that is not positive.
    #[must_use]
    pub const fn new(num: i64, den: i64) -> Option<Self> {
        if num < 0 || den <= 0 {
            return None;
        }
        let divisor = gcd(num, den);
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// A whole number; larger ones than an `i64` holds are held at its end.
    pub(super) const fn whole(n: u64) -> Self {
        Self { num: if n > i64::MAX as u64 { i64::MAX } else { n as i64 }, den: 1 }
    }

    /// The numerator.
    #[must_use]
    pub const fn numerator(self) -> i64 {
        self.num
    }

    /// The denominator, at least 1.
    #[must_use]
    pub const fn denominator(self) -> i64 {
        self.den
    }

    /// The number, where it is a whole one.
    #[must_use]
    pub const fn integer(self) -> Option<i64> {
        if self.den == 1 { Some(self.num) } else { None }
    }

    /// The whole part.
    #[must_use]
    pub const fn floor(self) -> i64 {
        self.num / self.den
    }

    pub(super) fn times(self, factor: i64) -> Option<Self> {
        let num = i128::from(self.num) * i128::from(factor);
        let divisor = i128::from(gcd(self.den, factor.max(1)));
        Self::new(i64::try_from(num / divisor).ok()?, i64::try_from(i128::from(self.den) / divisor).ok()?)
    }

    pub(super) fn over(self, divisor: i64) -> Option<Self> {
        Self::new(self.num, self.den.checked_mul(divisor)?)
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let num = self.num.checked_mul(other.den)?.checked_add(other.num.checked_mul(self.den)?)?;
        Self::new(num, self.den.checked_mul(other.den)?)
    }

    /// The same time of day on a clock of twelve hours.
    pub(super) fn on_the_dial(self) -> Self {
        let twelve = self.den.saturating_mul(12);
        Self { num: self.num % twelve.max(1), den: self.den }
    }
}

const fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl fmt::Display for Value {
    /// `12`, `1/2`; `2.5` where it ends within three places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 {
            return write!(f, "{}", self.num);
        }
        if 1000 % self.den != 0 {
            return write!(f, "{}/{}", self.num, self.den);
        }
        let thousandths = self.num % self.den * (1000 / self.den);
        let digits = format!("{thousandths:03}");
        write!(f, "{}.{}", self.num / self.den, digits.trim_end_matches('0'))
    }
}
