//! Frame rates as exact fractions.

use super::{TICKS_PER_SECOND, Time, round_div};
use std::fmt;
use std::str::FromStr;

/// A frame rate: a whole timebase, whether it runs at 1000/1001 of it, and whether its timecode drops labels.
///
/// 23.976 is timebase 24 with the 1000/1001 flag; it never drops. Only 29.97 and 59.94 may.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FrameRate {
    timebase: u32,
    ntsc: bool,
    drop: bool,
}

/// A text or a combination that is no frame rate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameRateError(String);

impl fmt::Display for FrameRateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FrameRateError {}

/// `twice / 2 / den` to the nearest, halves away from zero. None where a sum on the way does not fit.
fn nearest(twice: i64, den: i64) -> Option<i64> {
    let magnitude = twice.checked_abs()?.checked_add(den)?.checked_div(den.checked_mul(2)?)?;
    Some(if twice < 0 { -magnitude } else { magnitude })
}

impl FrameRate {
    /// 24 frames a second: cinema.
    pub const F24: Self = Self { timebase: 24, ntsc: false, drop: false };
    /// 24000/1001.
    pub const F23_976: Self = Self { timebase: 24, ntsc: true, drop: false };
    /// 25 frames a second.
    pub const F25: Self = Self { timebase: 25, ntsc: false, drop: false };

    /// A rate from its parts. `timebase` is 1 to 1000 frames.
    ///
    /// # Errors
    /// When the timebase is out of range, or drop-frame is asked of anything but 29.97 and 59.94.
    pub fn new(timebase: u32, ntsc: bool, drop: bool) -> Result<Self, FrameRateError> {
        if !(1..=1000).contains(&timebase) {
            return Err(FrameRateError(format!("a frame rate of {timebase} is out of range (1 to 1000)")));
        }
        let rate = Self { timebase, ntsc, drop };
        if drop && !(ntsc && (timebase == 30 || timebase == 60)) {
            return Err(FrameRateError(format!(
                "{} has no drop-frame timecode; only 29.97 and 59.94 have",
                Self { drop: false, ..rate }
            )));
        }
        Ok(rate)
    }

    /// The same rate with or without drop-frame timecode; `None` where it has none.
    #[must_use]
    pub fn with_drop(self, drop: bool) -> Option<Self> {
        Self::new(self.timebase, self.ntsc, drop).ok()
    }

    /// The whole number of frames in one second of timecode: 24 for 23.976.
    #[must_use]
    pub fn timebase(self) -> u32 {
        self.timebase
    }

    /// Whether it runs at 1000/1001 of its timebase.
    #[must_use]
    pub fn is_ntsc(self) -> bool {
        self.ntsc
    }

    /// Whether its timecode drops labels.
    #[must_use]
    pub fn drops(self) -> bool {
        self.drop
    }

    /// Frames per second as a fraction: (24000, 1001).
    #[must_use]
    pub fn fraction(self) -> (u32, u32) {
        if self.ntsc { (self.timebase * 1000, 1001) } else { (self.timebase, 1) }
    }

    /// The time of frame `n`, exact where the unit allows (all common rates), else to the nearest unit.
    /// `None` beyond the range.
    #[must_use]
    pub fn time_of(self, n: i64) -> Option<Time> {
        let (num, den) = self.fraction();
        // Every frame of a film fits into a word.
        let twice = n.checked_mul(2 * i64::from(den) * TICKS_PER_SECOND);
        if let Some(ticks) = twice.and_then(|twice| nearest(twice, i64::from(num))) {
            return Some(Time::from_ticks(ticks));
        }
        Time::from_fraction(i128::from(n) * i128::from(den), i128::from(num))
    }

    /// The frame nearest to `time`, halves away from zero.
    #[must_use]
    pub fn nearest_frame(self, time: Time) -> i64 {
        let (num, den) = self.fraction();
        // Every time of a film fits into a word.
        let twice = time.ticks().checked_mul(2 * i64::from(num));
        let unit = i64::from(den) * TICKS_PER_SECOND;
        if let Some(frame) = twice.and_then(|twice| nearest(twice, unit)) {
            return frame;
        }
        let frames = round_div(
            i128::from(time.ticks()) * i128::from(num),
            i128::from(den) * i128::from(TICKS_PER_SECOND),
        );
        i64::try_from(frames).unwrap_or(if frames < 0 { i64::MIN } else { i64::MAX })
    }

    /// The smallest number of frames that lasts at least `time`.
    #[must_use]
    pub fn frames_at_least(self, time: Time) -> i64 {
        let n = self.nearest_frame(time);
        match self.time_of(n) {
            Some(t) if t < time => n.saturating_add(1),
            _ => n,
        }
    }

    /// Half a second in frames, to the nearest, halves up: 12 at 24, 13 at 25, 15 at 29.97.
    /// (Subtitle Edit rounds 12.5 to 13 in the same way; no publisher's page says.)
    #[must_use]
    pub fn half_second(self) -> i64 {
        self.nearest_frame(Time::from_ticks(TICKS_PER_SECOND / 2))
    }
}

impl FromStr for FrameRate {
    type Err = FrameRateError;

    /// Reads `25`, `23.976`, `23.98`, `24000/1001`, `29.97`, `29.97df`, `59.94`.
    fn from_str(text: &str) -> Result<Self, FrameRateError> {
        let bad = || {
            FrameRateError(format!(
                "\u{201c}{text}\u{201d} is not a frame rate; write one like 24, 23.976, 25, 29.97df or 24000/1001"
            ))
        };
        let lower = text.trim().to_ascii_lowercase();
        let lower = lower.strip_suffix("fps").unwrap_or(&lower).trim_end();
        let (number, drop) = match lower.strip_suffix("df") {
            Some(rest) => (rest.trim_end(), true),
            None => (lower.strip_suffix("ndf").unwrap_or(lower).trim_end(), false),
        };
        if let Some((num, den)) = number.split_once('/') {
            let (num, den): (u32, u32) =
                (num.trim().parse().map_err(|_| bad())?, den.trim().parse().map_err(|_| bad())?);
            return match den {
                1 => Self::new(num, false, drop),
                1001 if num % 1000 == 0 => Self::new(num / 1000, true, drop),
                _ => Err(bad()),
            };
        }
        match number {
            "23.976" | "23.98" | "23,976" => Self::new(24, true, drop),
            "29.97" | "29,97" => Self::new(30, true, drop),
            "47.952" | "47.95" => Self::new(48, true, drop),
            "59.94" | "59,94" => Self::new(60, true, drop),
            "119.88" => Self::new(120, true, drop),
            _ => {
                let whole = number.split_once(['.', ',']).map_or(number, |(whole, zeros)| {
                    if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') { whole } else { "" }
                });
                Self::new(whole.parse().map_err(|_| bad())?, false, drop)
            }
        }
    }
}

impl fmt::Display for FrameRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drop = if self.drop { "df" } else { "" };
        match (self.timebase, self.ntsc) {
            (base, false) => write!(f, "{base}{drop}"),
            (24, true) => write!(f, "23.976{drop}"),
            (30, true) => write!(f, "29.97{drop}"),
            (60, true) => write!(f, "59.94{drop}"),
            (base, true) => write!(f, "{}/1001{drop}", base * 1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_fractions() {
        for (text, fraction) in
            [("25", (25, 1)), ("23.976", (24000, 1001)), ("30000/1001", (30000, 1001)), ("24.000", (24, 1))]
        {
            assert_eq!(text.parse::<FrameRate>().unwrap().fraction(), fraction, "{text}");
        }
        for bad in ["", "0", "23.977", "25df", "23.976df", "24df", "-25", "1/0", "99999", "25.5"] {
            assert!(bad.parse::<FrameRate>().is_err(), "{bad}");
        }
        assert!("29.97df".parse::<FrameRate>().unwrap().drops());
    }

    #[test]
    fn frames_that_last_five_sixths_of_a_second() {
        // profiles.md, "Frame arithmetic for the time rules".
        let min = Time::from_fraction(5, 6).unwrap();
        for (rate, frames) in
            [("23.976", 20), ("24", 20), ("25", 21), ("29.97", 25), ("50", 42), ("59.94", 50)]
        {
            assert_eq!(rate.parse::<FrameRate>().unwrap().frames_at_least(min), frames, "{rate}");
        }
        for (rate, half) in [("23.976", 12), ("24", 12), ("25", 13), ("29.97", 15), ("60", 30)] {
            assert_eq!(rate.parse::<FrameRate>().unwrap().half_second(), half, "{rate}");
        }
    }

    proptest! {
        #[test]
        fn frames_survive_the_trip_through_milliseconds(n in 0i64..1_000_000, which in 0usize..6) {
            let rate: FrameRate = ["24", "23.976", "25", "29.97", "50", "59.94"][which].parse().unwrap();
            let time = rate.time_of(n).unwrap();
            prop_assert_eq!(rate.nearest_frame(time), n);
            let ms = Time::from_millis(time.to_millis()).unwrap();
            prop_assert_eq!(rate.nearest_frame(ms), n);
        }
    }
}
