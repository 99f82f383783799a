//! Exact numbers in profiles.

use serde::Deserialize;
use std::fmt;
use tregua_parse::time::Time;

/// An exact number from a profile: `7`, or `"5/6"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fraction {
    /// Numerator.
    pub num: u32,
    /// Denominator, at least 1.
    pub den: u32,
}

impl Fraction {
    /// As seconds.
    #[must_use]
    pub fn seconds(self) -> Time {
        Time::from_fraction(i128::from(self.num), i128::from(self.den)).unwrap_or(Time::ZERO)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Whole(u32),
            Text(String),
        }
        let bad = || serde::de::Error::custom("expected a whole number or a fraction such as \"5/6\"");
        match Raw::deserialize(deserializer).map_err(|_| bad())? {
            Raw::Whole(num) => Ok(Self { num, den: 1 }),
            Raw::Text(text) => {
                let (num, den) = text.split_once('/').unwrap_or((text.as_str(), "1"));
                let read = |t: &str| t.trim().parse::<u32>().ok();
                let both = read(num).zip(read(den)).filter(|(_, den)| *den > 0);
                both.map(|(num, den)| Self { num, den }).ok_or_else(bad)
            }
        }
    }
}
