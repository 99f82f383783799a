//! Lengths and colours, as styles write them.

use crate::model::Colour;

/// What a length is measured in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Px,
    Em,
    Cell,
    Percent,
    /// Percent of the root's width.
    Rw,
    /// Percent of the root's height.
    Rh,
}

/// A length in thousandths of its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Length {
    pub(super) milli: i64,
    pub(super) unit: Unit,
}

impl Length {
    /// Reads `80%`, `-1.5em`, `640px`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let end = text.find(|c: char| c.is_ascii_alphabetic() || c == '%')?;
        let (number, unit) = text.split_at(end);
        let unit = match unit {
            "px" => Unit::Px,
            "em" => Unit::Em,
            "c" => Unit::Cell,
            "%" => Unit::Percent,
            "rw" => Unit::Rw,
            "rh" => Unit::Rh,
            _ => return None,
        };
        Some(Self { milli: milli(number)?, unit })
    }
}

/// A number with sign and fraction, in thousandths; decimals past the third are cut off.
pub(super) fn milli(text: &str) -> Option<i64> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match body.split_once('.') {
        Some((_, "")) => return None,
        Some(pair) => pair,
        None => (body, ""),
    };
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 || whole.len() > 12 {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part = fraction.bytes().chain(*b"000").take(3).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let value = whole.checked_mul(1000)?.checked_add(part)?;
    Some(if negative { -value } else { value })
}

/// A colour: `None` inside where it is transparent.
pub(super) fn colour(text: &str) -> Option<Option<Colour>> {
    if text == "transparent" {
        return Some(None);
    }
    // Names are lower case in TTML.
    let lower = !text.bytes().any(|b| b.is_ascii_uppercase());
    if let Some(colour) = Colour::named(text).filter(|_| lower) {
        return Some(Some(colour));
    }
    if let Some(hex) = text.strip_prefix('#') {
        let good = matches!(hex.len(), 6 | 8) && hex.bytes().all(|b| b.is_ascii_hexdigit());
        let byte = |at: usize| hex.get(at..at + 2).and_then(|it| u8::from_str_radix(it, 16).ok());
        let opaque = hex.len() == 6 || byte(6) != Some(0);
        let colour = Colour(byte(0)?, byte(2)?, byte(4)?);
        return good.then_some(opaque.then_some(colour));
    }
    let (inside, wanted) = match text.strip_prefix("rgba(") {
        Some(rest) => (rest, 4),
        None => (text.strip_prefix("rgb(")?, 3),
    };
    let parts: Vec<&str> = inside.strip_suffix(')')?.split(',').collect();
    let component = |at: usize| {
        let part = parts.get(at)?;
        let digits = !part.is_empty() && part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u8>().ok()).flatten()
    };
    let colour = Colour(component(0)?, component(1)?, component(2)?);
    let alpha = if wanted == 4 { component(3)? } else { 255 };
    (parts.len() == wanted).then_some((alpha > 0).then_some(colour))
}
