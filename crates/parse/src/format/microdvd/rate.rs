//! The frame rate of a first line, as an exact fraction.

use crate::time::{PerSecond, round_div};

/// Rates that run at 1000/1001 of a whole number, written with two or more decimals.
const NTSC: [i128; 5] = [24, 30, 48, 60, 120];

/// A rate, and whether it is one that no film has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Rate {
    pub(super) per_second: PerSecond,
    pub(super) odd: bool,
}

/// Whether the text of a first line is meant as a rate, readable or not: a number, or what programs print for none.
pub(super) fn looks_like_one(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '/' | 'e' | 'E');
    let none = ["nan", "inf", "-inf", "infinity"].iter().any(|word| text.eq_ignore_ascii_case(word));
    none || text.len() < 40 && text.contains(|c: char| c.is_ascii_digit()) && bare(text).chars().all(number)
}

fn bare(text: &str) -> &str {
    let cut = text.len().saturating_sub(3);
    match text.get(cut..) {
        Some(unit) if unit.eq_ignore_ascii_case("fps") => text.get(..cut).unwrap_or(text).trim_end(),
        _ => text,
    }
}

/// Reads a rate of 1 to 1000 frames a second. `23.976` and its other roundings are 24000/1001; a decimal that is no
/// rounding of such a rate is taken as it stands.
pub(super) fn read(text: &str) -> Option<Rate> {
    let text = bare(text);
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || !digits(whole) || !digits(decimals) {
        return None;
    }
    // Past nine decimals nothing is meant.
    let decimals = decimals.get(..decimals.len().min(9))?.trim_end_matches('0');
    let places = u32::try_from(decimals.len()).ok()?;
    let scale = 10i128.pow(places);
    let value: i128 = format!("{whole}{decimals}").parse().ok()?;
    if value < scale || value > 1000 * scale {
        return None;
    }
    let shown = 10i128.pow(places.min(3));
    let ntsc = |base: &&i128| {
        places >= 2 && round_div(**base * 1000 * shown, 1001) == round_div(value * shown, scale)
    };
    let (num, den) = NTSC.iter().find(ntsc).map_or((value, scale), |base| (base * 1000, 1001));
    let per_second = PerSecond::new(u64::try_from(num).ok()?, u64::try_from(den).ok()?)?;
    Some(Rate { per_second, odd: !matches!(den, 1 | 1001) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_exact_fractions() {
        for (text, fraction, odd) in [
            ("23.976", (24000, 1001), false),
            ("23,976", (24000, 1001), false),
            ("23.98", (24000, 1001), false),
            ("23.976024", (24000, 1001), false),
            ("29.97", (30000, 1001), false),
            ("29.970", (30000, 1001), false),
            ("59.94", (60000, 1001), false),
            ("47.952", (48000, 1001), false),
            ("25", (25, 1), false),
            ("25.000", (25, 1), false),
            ("24fps", (24, 1), false),
            ("12.5", (125, 10), true),
            ("23.97", (2397, 100), true),
            ("14.985", (14985, 1000), true),
        ] {
            let rate = read(text).unwrap();
            assert_eq!((rate.per_second.fraction(), rate.odd), (fraction, odd), "{text}");
            assert!(looks_like_one(text));
        }
        for text in ["0", "-25", "nan", "inf", "1e308", "0.0000001", "99999", "25/1"] {
            assert_eq!(read(text), None, "{text}");
            assert!(looks_like_one(text), "{text}");
        }
        for text in ["", "Hola", "25 años", "fps", "infantil"] {
            assert!(!looks_like_one(text), "{text}");
        }
    }
}
