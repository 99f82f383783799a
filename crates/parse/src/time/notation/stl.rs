//! Timecodes of EBU STL: four bytes in a block, eight digits in the header.

use super::Respelt;
use crate::time::{Clockwork, Time, Timecode};

/// Hours past the day have no timecode.
const DAY: i64 = 24;

fn label(new: Time, clockwork: &Clockwork) -> Option<([i64; 4], Time)> {
    let rate = clockwork.rate?;
    let code = Timecode::from_frame(rate.nearest_frame(new), rate)?;
    let error = code.time()?.checked_sub(new)?;
    let fields = code.fields();
    (fields[0] < DAY).then_some((fields, error))
}

/// Four characters, one for each field.
pub(super) fn respell(old: &str, new: Time, clockwork: &Clockwork) -> Option<Respelt> {
    (old.chars().count() == 4).then_some(())?;
    let (fields, error) = label(new, clockwork)?;
    let text: Option<String> =
        fields.into_iter().map(|field| u8::try_from(field).ok().map(char::from)).collect();
    Some(Respelt { text: text?, error, widened: false })
}

/// Eight digits.
pub(super) fn respell_digits(old: &str, new: Time, clockwork: &Clockwork) -> Option<Respelt> {
    (old.len() == 8 && old.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
    let ([h, m, s, f], error) = label(new, clockwork)?;
    (f < 100).then(|| Respelt { text: format!("{h:02}{m:02}{s:02}{f:02}"), error, widened: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(rate: &str) -> Clockwork {
        Clockwork { rate: rate.parse().ok(), ..Clockwork::default() }
    }

    #[test]
    fn bytes_and_digits() {
        let time = Time::from_millis(36_000_480).unwrap();
        let it = respell("\0\u{1}\u{2}\u{3}", time, &at("25")).unwrap();
        assert_eq!((it.text.as_str(), it.error), ("\n\0\0\u{c}", Time::ZERO));
        assert_eq!(respell_digits("00000000", time, &at("25")).unwrap().text, "10000012");
        // One hour of real time is less than an hour of labels at 23.976, and nothing is dropped.
        let hour = Time::HOUR;
        let it = respell("\0\0\0\0", hour, &at("23.976")).unwrap();
        assert_eq!(it.text, "\0\u{3b}\u{38}\u{a}");
        let day = Time::from_millis(86_400_000).unwrap();
        assert_eq!(respell("\0\0\0\0", day, &at("25")), None);
        assert_eq!(respell("\0\0\0\0", Time::from_millis(-40).unwrap(), &at("25")), None);
        assert_eq!(respell("\0\0\0", time, &at("25")), None);
        assert_eq!(respell_digits("0000000 ", time, &at("25")), None);
    }
}
