//! SMPTE timecode labels ⇄ frame numbers ⇄ time.

use super::{FrameRate, Time};
use std::fmt;

/// A timecode label `HH:MM:SS:FF` at a frame rate. Drop-frame labels are written `HH:MM:SS;FF`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Timecode {
    frame: i64,
    rate: FrameRate,
}

/// Why a text is no timecode at a rate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TimecodeError {
    /// Not of the form `HH:MM:SS:FF`.
    Form(String),
    /// A field is too large for its place.
    Field(String),
    /// The label is one that drop-frame timecode skips.
    Dropped(String),
    /// A `;` with a rate that does not drop.
    NotDrop(String, FrameRate),
}

impl fmt::Display for TimecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(t) => write!(f, "\u{201c}{t}\u{201d} is not a timecode (HH:MM:SS:FF)"),
            Self::Field(t) => write!(f, "\u{201c}{t}\u{201d} has a field that is too large at this rate"),
            Self::Dropped(t) => write!(f, "the label {t} does not exist in drop-frame timecode"),
            Self::NotDrop(t, rate) => {
                write!(f, "\u{201c}{t}\u{201d} is written as drop-frame, but {rate} does not drop")
            }
        }
    }
}

impl std::error::Error for TimecodeError {}

impl Timecode {
    /// The label of frame `frame`, which must not be negative.
    #[must_use]
    pub fn from_frame(frame: i64, rate: FrameRate) -> Option<Self> {
        (frame >= 0).then_some(Self { frame, rate })
    }

    /// Reads `HH:MM:SS:FF`; the last separator may be `;`, `,` or `.` for drop-frame.
    ///
    /// # Errors
    /// [`TimecodeError`], which tells a malformed label from one that drop-frame skips.
    pub fn parse(text: &str, rate: FrameRate) -> Result<Self, TimecodeError> {
        let form = || TimecodeError::Form(text.to_owned());
        let cut = text.rfind([':', ';', ',', '.']).ok_or_else(form)?;
        let (clock, frames) = (&text[..cut], &text[cut + 1..]);
        if text.as_bytes()[cut] != b':' && !rate.drops() {
            return Err(TimecodeError::NotDrop(text.to_owned(), rate));
        }
        let mut fields = clock.split([':', ';']).chain([frames]).map(|field| {
            let digits = !field.is_empty() && field.len() <= 4 && field.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| field.parse::<i64>().ok()).flatten()
        });
        let mut next = || fields.next().flatten().ok_or_else(form);
        let (h, m, s, f) = (next()?, next()?, next()?, next()?);
        if fields.next().is_some() {
            return Err(form());
        }
        if m > 59 || s > 59 || f >= i64::from(rate.timebase()) {
            return Err(TimecodeError::Field(text.to_owned()));
        }
        Self::from_fields([h, m, s, f], rate).ok_or_else(|| TimecodeError::Dropped(text.to_owned()))
    }

    /// From hours, minutes, seconds and frames; `None` where a field is too large or negative, hours above 9999
    /// included, or where drop-frame timecode skips the label.
    #[must_use]
    pub fn from_fields([h, m, s, f]: [i64; 4], rate: FrameRate) -> Option<Self> {
        let base = i64::from(rate.timebase());
        let skipped = dropped_per_minute(rate);
        let fits = |field: i64, end: i64| (0..end).contains(&field);
        let dropped = f < skipped && s == 0 && m % 10 != 0;
        if !fits(h, 10_000) || !fits(m, 60) || !fits(s, 60) || !fits(f, base) || dropped {
            return None;
        }
        let minutes = h * 60 + m;
        Some(Self { frame: (minutes * 60 + s) * base + f - skipped * (minutes - minutes / 10), rate })
    }

    /// The frame's number, counted from 0 at 00:00:00:00.
    #[must_use]
    pub fn frame(self) -> i64 {
        self.frame
    }

    /// Hours, minutes, seconds and frames of the label.
    #[must_use]
    pub fn fields(self) -> [i64; 4] {
        let base = i64::from(self.rate.timebase());
        let skipped = dropped_per_minute(self.rate);
        let mut n = self.frame;
        if skipped > 0 {
            let in_minute = base * 60 - skipped;
            let in_ten = in_minute * 10 + skipped;
            let (tens, rest) = (n / in_ten, n % in_ten);
            let minutes = if rest < base * 60 { 0 } else { 1 + (rest - base * 60) / in_minute };
            n += skipped * (9 * tens + minutes);
        }
        let (frames, seconds) = (n % base, n / base);
        [seconds / 3600, seconds / 60 % 60, seconds % 60, frames]
    }

    /// The real time of the frame's start; `None` beyond the range.
    #[must_use]
    pub fn time(self) -> Option<Time> {
        self.rate.time_of(self.frame)
    }
}

/// Labels skipped at the start of each minute that is no multiple of ten: 2 at 29.97, 4 at 59.94.
fn dropped_per_minute(rate: FrameRate) -> i64 {
    if rate.drops() { i64::from(rate.timebase()) / 15 } else { 0 }
}

impl fmt::Display for Timecode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [h, m, s, frames] = self.fields();
        let separator = if dropped_per_minute(self.rate) > 0 { ';' } else { ':' };
        write!(f, "{h:02}:{m:02}:{s:02}{separator}{frames:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(text: &str) -> FrameRate {
        text.parse().unwrap()
    }

    #[test]
    fn drop_frame_labels() {
        let df = rate("29.97df");
        assert_eq!(Timecode::parse("01:00:00;00", df).unwrap().frame(), 107_892);
        assert_eq!(Timecode::parse("00:01:00;02", df).unwrap().frame(), 1800);
        assert_eq!(Timecode::from_frame(1799, df).unwrap().to_string(), "00:00:59;29");
        assert_eq!(Timecode::from_frame(1800, df).unwrap().to_string(), "00:01:00;02");
        assert_eq!(Timecode::parse("01:00:00;00", rate("59.94df")).unwrap().frame(), 215_784);
        for gone in ["00:01:00;00", "00:01:00;01", "00:59:00;01"] {
            assert!(matches!(Timecode::parse(gone, df), Err(TimecodeError::Dropped(_))), "{gone}");
        }
        assert!(Timecode::parse("00:10:00;00", df).is_ok());
        assert!(matches!(
            Timecode::parse("00:00:00;00", FrameRate::F23_976),
            Err(TimecodeError::NotDrop(..))
        ));
        assert!(matches!(Timecode::parse("00:00:00:24", FrameRate::F24), Err(TimecodeError::Field(_))));
        for bad in ["", "1:2:3", "00:00:00:00:00", "00:00:0a:00", "::::"] {
            assert!(Timecode::parse(bad, FrameRate::F25).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn print_and_parse_are_inverse(n in 0i64..20_000_000, which in 0usize..7) {
            let rate = rate(["24", "23.976", "25", "29.97", "29.97df", "59.94df", "60"][which]);
            let code = Timecode::from_frame(n, rate).unwrap();
            prop_assert_eq!(Timecode::parse(&code.to_string(), rate).unwrap(), code);
            prop_assert_eq!(rate.nearest_frame(code.time().unwrap()), n);
        }
    }
}
