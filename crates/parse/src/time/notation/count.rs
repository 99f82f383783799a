//! Times that are whole numbers: frames, ticks, hundredths.

use super::{Respelt, Unit};
use crate::time::{Clockwork, PerSecond, Time};

impl Unit {
    /// How many of them make a second; `None` where the document must say and does not.
    #[must_use]
    pub fn per_second(self, clockwork: &Clockwork) -> Option<PerSecond> {
        match self {
            Self::Frames => clockwork.frames,
            Self::Ticks => clockwork.ticks,
            Self::Seconds => PerSecond::new(1, 1),
            Self::Deciseconds => PerSecond::new(10, 1),
            Self::Centiseconds => PerSecond::new(100, 1),
            Self::Milliseconds => PerSecond::new(1000, 1),
        }
    }
}

/// The digits of `old` are replaced, with at least as many as before where they had leading zeros; blanks and signs
/// around them stay.
pub(super) fn respell(old: &str, new: Time, unit: Unit, clockwork: &Clockwork) -> Option<Respelt> {
    let per_second = unit.per_second(clockwork)?;
    let start = old.find(|c: char| c.is_ascii_digit() || c == '-')?;
    let number = old.get(start..)?;
    let sign = usize::from(number.starts_with('-'));
    let digits = number.get(sign..)?;
    let len = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (written, tail) = (digits.get(..len)?, digits.get(len..)?);
    let n = per_second.nearest(new).filter(|n| clockwork.counts_to(*n))?;
    let error = per_second.time_of(n)?.checked_sub(new)?;
    let width = if written.len() > 1 && written.starts_with('0') { written.len() } else { 1 };
    let minus = if n < 0 { "-" } else { "" };
    let head = old.get(..start)?;
    let text = format!("{head}{minus}{:0width$}{tail}", n.unsigned_abs());
    Some(Respelt { text, error, widened: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_surroundings() {
        let film = Clockwork { frames: PerSecond::new(24000, 1001), ..Clockwork::default() };
        let respell = |old: &str, ms: i64, unit| {
            let it = respell(old, Time::from_millis(ms).unwrap(), unit, &film).unwrap();
            (it.text, it.error.to_unit(1_000_000))
        };
        assert_eq!(respell("24", 1001, Unit::Frames), ("24".to_owned(), 0));
        assert_eq!(respell("0024", 2002, Unit::Frames), ("0048".to_owned(), 0));
        assert_eq!(respell(" 7 ", 1000, Unit::Frames), (" 24 ".to_owned(), 1000));
        assert_eq!(respell("12", 1234, Unit::Centiseconds), ("123".to_owned(), -4000));
        assert_eq!(respell("5", -40, Unit::Milliseconds), ("-40".to_owned(), 0));
        let short = Clockwork { largest: Some(99), ..Clockwork::default() };
        let text = |ms| {
            super::respell("5", Time::from_millis(ms).unwrap(), Unit::Milliseconds, &short).map(|it| it.text)
        };
        assert_eq!(
            [99, -99, 100, -100].map(text),
            [Some("99".to_owned()), Some("-99".to_owned()), None, None]
        );
        let bare = Clockwork::default();
        assert_eq!(super::respell("5", Time::ZERO, Unit::Frames, &bare), None);
        assert_eq!(super::respell("x", Time::ZERO, Unit::Seconds, &bare), None);
    }
}
