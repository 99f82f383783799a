//! Numbers in settings: kept as they are spelt, so that none is too large, too small or rounded.

use crate::model::Percent;
use std::cmp::Ordering;

/// The least whole number that is nearer to two to the power of 1024 than to the largest number a player's 64-bit
/// floating point has. From here on the standard calls a number an error.
const TOO_LARGE: &str = "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792";

/// How far above 100 a percentage may be and still be read as 100: half a step of that floating point, as digits
/// of the fraction.
const STILL_100: &str = "00000000000000710542735760100185871124267578125";

/// A number of the form `-?D+(.D+)?`. Zero has no sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number<'t>(&'t str);

impl<'t> Number<'t> {
    pub(super) const HUNDRED: Number<'static> = Number("100");
    pub(super) const THREE: Number<'static> = Number("3");
    pub(super) const ZERO: Number<'static> = Number("0");

    /// A line number: an integer or a decimal fraction, either sign, within what floating point can say.
    pub(super) fn line(text: &'t str) -> Option<Self> {
        let body = text.strip_prefix('-').unwrap_or(text);
        let it = Self::unsigned(body)?;
        let whole = it.whole_digits();
        let large = match whole.len().cmp(&TOO_LARGE.len()) {
            Ordering::Equal => whole >= TOO_LARGE,
            other => other == Ordering::Greater,
        };
        let zero = body.bytes().all(|b| b == b'0' || b == b'.');
        (!large).then_some(Self(if zero { body } else { text }))
    }

    /// A percentage with its sign `%`, from 0 to 100.
    pub(super) fn percentage(text: &'t str) -> Option<Self> {
        let it = Self::unsigned(text.strip_suffix('%')?)?;
        let whole = it.whole_digits();
        let fits = match whole.len() {
            0..=2 => true,
            3 => whole == "100" && it.fraction().trim_end_matches('0') <= STILL_100,
            _ => false,
        };
        fits.then_some(it)
    }

    /// Digits only.
    pub(super) fn digits(text: &'t str) -> Option<Self> {
        (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(Self(text))
    }

    fn unsigned(text: &'t str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        (digits(whole) && digits(fraction)).then_some(Self(text))
    }

    /// As it is spelt, without `%`, and without a sign where it is zero.
    #[must_use]
    pub fn as_str(self) -> &'t str {
        self.0
    }

    fn whole_digits(self) -> &'t str {
        let body = self.0.strip_prefix('-').unwrap_or(self.0);
        body.split_once('.').map_or(body, |(whole, _)| whole).trim_start_matches('0')
    }

    fn fraction(self) -> &'t str {
        self.0.split_once('.').map_or("", |(_, fraction)| fraction)
    }

    /// As a percentage of the model; what is smaller than a thousandth is cut off.
    #[must_use]
    pub fn percent(self) -> Percent {
        let digits = self.whole_digits();
        let milli =
            Percent::parse(if digits.is_empty() { "0" } else { digits }).map_or(i32::MAX, Percent::milli);
        let part =
            self.fraction().bytes().chain(*b"000").take(3).fold(0, |n, b| n * 10 + i32::from(b - b'0'));
        let milli = milli.saturating_add(part);
        Percent::from_milli(if self.0.starts_with('-') { -milli } else { milli })
    }

    /// As a whole number, to the nearest, and whether it is just that; `None` beyond 16 bits.
    pub(super) fn row(self) -> Option<(i16, bool)> {
        let digits = self.whole_digits();
        let whole: i16 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        let up = i16::from(self.fraction().starts_with(['5', '6', '7', '8', '9']));
        let n = whole.checked_add(up)?;
        let exact = self.fraction().bytes().all(|b| b == b'0');
        Some((if self.0.starts_with('-') { -n } else { n }, exact))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_to_the_letter() {
        let just_too_large = format!("{TOO_LARGE}.0");
        let largest = format!("{}1", &TOO_LARGE[..308]);
        for (text, good) in [
            ("0", true),
            ("-0", true),
            ("-12", true),
            ("1.5", true),
            (".5", false),
            ("5.", false),
            ("1.2.3", false),
            ("--1", false),
            ("1-", false),
            ("+1", false),
            ("1e3", false),
            ("-", false),
            ("", false),
            (just_too_large.as_str(), false),
            (largest.as_str(), true),
        ] {
            assert_eq!(Number::line(text).is_some(), good, "{text}");
        }
        assert!(Number::line(&"9".repeat(308)).is_some());
        assert!(Number::line(&format!("000{}", "9".repeat(308))).is_some());
        assert!(Number::line(&"9".repeat(310)).is_none());
        assert_eq!(Number::line("-0.0").unwrap().as_str(), "0.0");
        assert_eq!(Number::line("-1.5").unwrap().row(), Some((-2, false)));
        assert_eq!(Number::line("007.0").unwrap().row(), Some((7, true)));
        assert_eq!(Number::line("99999").unwrap().row(), None);
    }

    #[test]
    fn percentages_to_the_letter() {
        for (text, milli) in [
            ("0%", Some(0)),
            ("100%", Some(100_000)),
            ("0100.000%", Some(100_000)),
            ("33.3339%", Some(33_333)),
            ("100.000000000000001%", Some(100_000)),
            ("100.00000000000001%", None),
            ("101%", None),
            ("1000%", None),
            ("-1%", None),
            ("-0%", None),
            ("50", None),
            ("50%%", None),
            ("%", None),
            (".5%", None),
            ("NaN%", None),
            ("1e1%", None),
        ] {
            assert_eq!(Number::percentage(text).map(|n| n.percent().milli()), milli, "{text}");
        }
    }
}
