//! How a document counts: frames, ticks and labels, as its own header or the user says.

use super::{FrameRate, TICKS_PER_SECOND, Time, round_div};
use std::fmt;

/// So many in a second, as an exact fraction: frames, ticks. Any rate a file may name fits, not only the usual
/// frame rates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PerSecond {
    num: u64,
    den: u64,
}

impl PerSecond {
    /// `num / den` a second. `None` where either is zero, or where one unit would be shorter than a nanosecond or
    /// longer than an hour.
    #[must_use]
    pub const fn new(num: u64, den: u64) -> Option<Self> {
        if num == 0 || den == 0 || num / den > 1_000_000_000 || den / num > 3600 {
            return None;
        }
        Some(Self { num, den })
    }

    /// Numerator and denominator, as given.
    #[must_use]
    pub const fn fraction(self) -> (u64, u64) {
        (self.num, self.den)
    }

    /// The time of the `n`th, rounded to the nearest unit of [`Time`]; `None` beyond the range.
    #[must_use]
    pub fn time_of(self, n: i64) -> Option<Time> {
        let scaled = i128::from(n).checked_mul(i128::from(self.den))?;
        Time::from_fraction(scaled, i128::from(self.num))
    }

    /// The number nearest to `time`, halves away from zero; `None` beyond the range.
    #[must_use]
    pub fn nearest(self, time: Time) -> Option<i64> {
        let num = i128::from(time.ticks()).checked_mul(i128::from(self.num))?;
        let den = i128::from(self.den).checked_mul(i128::from(TICKS_PER_SECOND))?;
        i64::try_from(round_div(num, den)).ok()
    }
}

impl From<FrameRate> for PerSecond {
    fn from(rate: FrameRate) -> Self {
        let (num, den) = rate.fraction();
        Self { num: num.into(), den: den.into() }
    }
}

impl fmt::Display for PerSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}

/// What a document's times are counted by, beyond hours, minutes, seconds and decimal fractions.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Clockwork {
    /// The rate of timecode labels `HH:MM:SS:FF`, where it is known. Whether a label drops may be said by its own
    /// spelling (`;`).
    pub rate: Option<FrameRate>,
    /// Frames a second, where frames are counted.
    pub frames: Option<PerSecond>,
    /// Sub-frames a frame, where a format divides frames.
    pub sub_frames: Option<u32>,
    /// Ticks a second, where a format counts ticks.
    pub ticks: Option<PerSecond>,
    /// Frame numbers in one second of a clock time (TTML): one less than this is the last. Without it, as many as
    /// `frames` begins in a second.
    pub nominal: Option<u32>,
    /// Whether the file itself says the rate or the frames.
    pub stated: bool,
    /// Set where TTML's clock times are labels (its time base `smpte`).
    pub labels: Option<Labels>,
    /// The largest whole number that is read as a time, where a format's readers know one; none is written that is further from zero.
    pub largest: Option<u32>,
}

impl Clockwork {
    /// Whether a whole number may be written as a time.
    #[must_use]
    pub fn counts_to(&self, n: i64) -> bool {
        self.largest.is_none_or(|largest| n.unsigned_abs() <= largest.into())
    }

    /// The film's frame rate, where the file itself says one that films have.
    #[must_use]
    pub fn film_rate(&self) -> Option<FrameRate> {
        if !self.stated {
            return None;
        }
        let drops = matches!(self.labels, Some(Labels { drop: Drop::Ntsc, .. }));
        self.rate.or_else(|| {
            let (num, den) = self.frames?.fraction();
            let whole =
                |num: u64, den: u64| num.is_multiple_of(den).then(|| u32::try_from(num / den).ok()).flatten();
            match whole(num, den) {
                Some(base) => FrameRate::new(base, false, false).ok(),
                None => {
                    let base = whole(num.checked_mul(1001)?, den.checked_mul(1000)?)?;
                    FrameRate::new(base, true, drops).or_else(|_| FrameRate::new(base, true, false)).ok()
                }
            }
        })
    }
}

/// Clock times that are labels of frames.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Labels {
    /// Labels in a second.
    pub frames: u32,
    /// The numbers left out.
    pub drop: Drop,
}

/// Which numbers labels leave out, so that they keep up with a rate that is no whole number.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Drop {
    /// None.
    #[default]
    None,
    /// Two each minute, but not in every tenth.
    Ntsc,
    /// Four every second minute, but not in every twentieth.
    Pal,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn absurd_rates_are_none() {
        for (num, den) in [(0, 1), (1, 0), (2_000_000_000, 1), (1, 4000), (u64::MAX, 1)] {
            assert_eq!(PerSecond::new(num, den), None, "{num}/{den}");
        }
        assert!(PerSecond::new(10_000_000, 1).is_some());
    }

    #[test]
    fn the_film_rate_a_file_says() {
        let of =
            |num, den| Clockwork { frames: PerSecond::new(num, den), stated: true, ..Clockwork::default() };
        let told = |clockwork: Clockwork| clockwork.film_rate().map(|rate| rate.to_string());
        assert_eq!(told(of(25, 1)).as_deref(), Some("25"));
        assert_eq!(told(of(24_000, 1001)).as_deref(), Some("23.976"));
        assert_eq!(told(of(48_000, 2002)).as_deref(), Some("23.976"));
        assert_eq!(told(of(25, 2)), None);
        assert_eq!(told(Clockwork { stated: false, ..of(25, 1) }), None);
        let drops = Labels { frames: 30, drop: Drop::Ntsc };
        let rate = Clockwork { labels: Some(drops), ..of(30_000, 1001) }.film_rate().unwrap();
        assert!(rate.drops());
    }

    proptest! {
        #[test]
        fn numbers_survive(n in -1_000_000_000i64..1_000_000_000, num in 1u64..100_000_000, den in 1u64..2000) {
            let rate = PerSecond::new(num, den);
            prop_assume!(rate.is_some());
            let rate = rate.unwrap();
            let time = rate.time_of(n);
            prop_assume!(time.is_some());
            prop_assert_eq!(rate.nearest(time.unwrap()), Some(n));
        }
    }
}
