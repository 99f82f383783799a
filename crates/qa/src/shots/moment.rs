//! A place on a list's own clock, as it is written.

use super::number::decimal;
use crate::chars::trim;
use std::fmt;
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND, Time, Timecode, parse_signed};

/// A place on a list's own clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// A frame's number, counted from 0 at the first frame of the picture.
    Frame(i64),
    /// The label of a frame: `10:00:05:12`.
    Label(Label),
    /// A clock time, `10:00:05,500`: on the clock of whoever wrote it.
    Clock(Time),
    /// Seconds since the first frame of the picture.
    Seconds(Time),
}

/// A timecode label whose rate is not known yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// Hours, minutes, seconds, frames.
    pub fields: [i64; 4],
    /// Whether it says itself that it is drop-frame.
    pub drop: Option<bool>,
}

/// A text that is no moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MomentError {
    /// Of no known form.
    Form,
    /// Too large.
    Range,
    /// It counts frames, and no frame rate is known.
    NoRate,
    /// A field is too large at this rate.
    Field(FrameRate),
    /// Drop-frame timecode skips it.
    Skipped,
    /// It is drop-frame, which this rate is not.
    NotDrop(FrameRate),
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("neither a frame number nor a time"),
            Self::Range => f.write_str("out of range"),
            Self::NoRate => f.write_str("counts frames, and the frame rate is not known"),
            Self::Field(rate) => write!(f, "a field is too large for a timecode at {rate} frames a second"),
            Self::Skipped => f.write_str("drop-frame timecode has no such label"),
            Self::NotDrop(rate) => write!(f, "written as drop-frame, which {rate} frames a second is not"),
        }
    }
}

impl std::error::Error for MomentError {}

impl Moment {
    /// Reads a frame number (`301`, `301f`), a label (`00:01:02:03`, drop-frame with `;`), a clock time
    /// (`00:01:02,345`, `1:02.5`) or seconds (`12.541`, `3.7s`, `250ms`, `12f@25`).
    ///
    /// # Errors
    /// [`MomentError`] where it is none of these, or too large.
    ///
    /// ```
    /// use tregua_qa::shots::Moment;
    /// assert_eq!(Moment::parse("301"), Ok(Moment::Frame(301)));
    /// assert!(matches!(Moment::parse("00:01:02:03"), Ok(Moment::Label(_))));
    /// ```
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        /// Nothing longer is one.
        const LONGEST: usize = 64;
        let text = trim(text);
        if text.len() > LONGEST {
            return Err(MomentError::Form);
        }
        if let Some(number) = frame_number(text) {
            return number.map(Self::Frame);
        }
        if let Some(label) = Label::parse(text) {
            return Ok(Self::Label(label));
        }
        if let Some(read) = decimal(text.as_bytes()) {
            return Ok(Self::Seconds(read.time));
        }
        // Three digits behind a third colon are thousandths, as in SubRip files of the same odd spelling.
        let odd = text.rfind(':').filter(|_| text.matches(':').count() == 3);
        let time = match odd.map(|at| text.split_at(at)) {
            Some((clock, rest)) if rest.len() == 4 => parse_signed(&format!("{clock}.{}", &rest[1..])),
            _ => parse_signed(text),
        };
        let time = time.map_err(|_| MomentError::Form)?;
        Ok(if text.contains(':') { Self::Clock(time) } else { Self::Seconds(time) })
    }

    /// Its time since zero on its own clock.
    ///
    /// # Errors
    /// [`MomentError`] where it needs a frame rate and there is none, or has no place at this one.
    pub fn time(self, rate: Option<FrameRate>) -> Result<Time, MomentError> {
        match self {
            Self::Clock(time) | Self::Seconds(time) => Ok(time),
            Self::Frame(n) => rate.ok_or(MomentError::NoRate)?.time_of(n).ok_or(MomentError::Range),
            Self::Label(label) => label.time(rate.ok_or(MomentError::NoRate)?),
        }
    }
}

/// `301`, `301f`, `-3`; the outer `None` where it is something else.
fn frame_number(text: &str) -> Option<Result<i64, MomentError>> {
    let digits = text.strip_suffix("fr").or(text.strip_suffix('f')).unwrap_or(text).trim_end();
    let number = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().map_err(|_| MomentError::Range))
}

impl Label {
    /// Reads `HH:MM:SS:FF`; a `;` anywhere says drop-frame.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = [0; 4];
        let mut parts = text.split([':', ';']);
        for field in &mut fields {
            *field = field_of(parts.next()?)?;
        }
        let last = text.rsplit([':', ';']).next()?;
        let whole = parts.next().is_none() && last.len() < 3;
        whole.then(|| Self { fields, drop: text.contains(';').then_some(true) })
    }

    /// The label that a clock shows at `time`, in frames of a second of `rate`.
    #[must_use]
    pub fn at(time: Time, rate: FrameRate) -> Option<Self> {
        let (second, rest) = (time.ticks() / TICKS_PER_SECOND, time.ticks() % TICKS_PER_SECOND);
        let base = i64::from(rate.timebase());
        let frame = (rest * base + TICKS_PER_SECOND / 2) / TICKS_PER_SECOND;
        let fields = [second / 3600, second / 60 % 60, second % 60, frame.min(base - 1)];
        (!time.is_negative()).then_some(Self { fields, drop: None })
    }

    /// Its frame's time, counted from 00:00:00:00. Where the label does not say whether it is drop-frame, the rate does.
    ///
    /// # Errors
    /// [`MomentError`] where there is no such label at this rate.
    pub fn time(self, rate: FrameRate) -> Result<Time, MomentError> {
        let drop = self.drop.unwrap_or(rate.drops());
        let own = rate.with_drop(drop).ok_or(MomentError::NotDrop(rate))?;
        let code = Timecode::from_fields(self.fields, own);
        // The same label without drop-frame tells a field that is too large from a label that is skipped.
        let fits =
            || rate.with_drop(false).and_then(|rate| Timecode::from_fields(self.fields, rate)).is_some();
        let code =
            code.ok_or_else(|| if fits() { MomentError::Skipped } else { MomentError::Field(rate) })?;
        code.time().ok_or(MomentError::Range)
    }
}

fn field_of(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ms(text: &str, rate: &str) -> Result<i64, MomentError> {
        Moment::parse(text).and_then(|moment| moment.time(rate.parse().ok())).map(Time::to_millis)
    }

    #[test]
    fn every_spelling() {
        for (text, rate, want) in [
            ("301", "24", 12_542),
            ("301f", "24", 12_542),
            (" 301 fr ", "25", 12_040),
            ("00:00:12:13", "24", 12_542),
            ("00:01:00;02", "29.97", 60_060),
            ("00:01:00:02", "29.97", 60_127),
            ("00:01:00:02", "29.97df", 60_060),
            ("00;01;00;02", "29.97", 60_060),
            ("01:00:00:00", "23.976", 3_603_600),
            ("00:01:02,345", "x", 62_345),
            ("00:01:02:345", "x", 62_345),
            ("1:02.5", "x", 62_500),
            ("12.541", "x", 12_541),
            ("12,541", "x", 12_541),
            ("3.7s", "x", 3_700),
            ("250ms", "x", 250),
            ("12f@25", "x", 480),
            ("1e1", "x", 10_000),
        ] {
            assert_eq!(ms(text, rate), Ok(want), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_it() {
        let at = |rate: &str| rate.parse::<FrameRate>().unwrap();
        for (text, rate, why) in [
            ("301", "x", MomentError::NoRate),
            ("00:00:12:13", "x", MomentError::NoRate),
            ("00:00:12:24", "24", MomentError::Field(at("24"))),
            ("00:60:00:00", "24", MomentError::Field(at("24"))),
            ("00:01:00;00", "29.97", MomentError::Skipped),
            ("00:01:00;02", "25", MomentError::NotDrop(at("25"))),
            ("99999999999999999999", "24", MomentError::Range),
            ("9223372036854775807", "24", MomentError::Range),
            ("", "24", MomentError::Form),
            ("NaN", "24", MomentError::Form),
            ("1e308", "24", MomentError::Form),
            ("1:2:3:4:5", "24", MomentError::Form),
            ("Szene 12", "24", MomentError::Form),
            ("f", "24", MomentError::Form),
        ] {
            assert_eq!(ms(text, rate), Err(why), "{text}");
        }
        assert_eq!(Moment::parse(&"1".repeat(100)), Err(MomentError::Form));
    }

    #[test]
    fn labels_of_times() {
        let label = |ms, rate: &str| Label::at(Time::from_millis(ms).unwrap(), rate.parse().unwrap());
        assert_eq!(label(36_000_000, "23.976").unwrap().fields, [10, 0, 0, 0]);
        assert_eq!(label(1_500, "25").unwrap().fields, [0, 0, 1, 13]);
        assert_eq!(label(1_999, "25").unwrap().fields, [0, 0, 1, 24]);
        assert_eq!(label(-1, "25"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[-0-9:;,.fsm@ ]{0,20}|\\PC{0,70}", base in 1u32..1000) {
            let rate = FrameRate::new(base, false, false).ok();
            let _ = Moment::parse(&text).and_then(|moment| moment.time(rate));
        }

        #[test]
        fn frames_keep_their_number(n in 0i64..2_000_000, which in 0usize..5) {
            let rate: FrameRate = ["24", "25", "23.976", "29.97df", "60"][which].parse().unwrap();
            let time = Moment::parse(&n.to_string()).unwrap().time(Some(rate)).unwrap();
            prop_assert_eq!(rate.nearest_frame(time), n);
            let label = Timecode::from_frame(n, rate).unwrap().to_string();
            prop_assert_eq!(Moment::parse(&label).unwrap().time(Some(rate)).unwrap(), time, "{}", label);
        }
    }
}
