//! Numbers as they are written in the page: places in percent, times, decimals. Whole numbers only.

use super::words::{Word, Words};
use std::fmt;

/// A stretch of an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Axis {
    pub(super) from: i64,
    /// More than `from`.
    pub(super) to: i64,
}

impl Axis {
    /// At least one unit long.
    pub(super) fn new(from: i64, to: i64) -> Self {
        Self { from, to: to.max(from.saturating_add(1)) }
    }

    pub(super) fn span(self) -> i64 {
        self.to.saturating_sub(self.from).max(1)
    }

    pub(super) fn holds(self, at: i64) -> bool {
        (self.from..=self.to).contains(&at)
    }

    /// Where something stands, in percent of the axis.
    pub(super) fn place(self, at: i64) -> Percent {
        let part = i128::from(at.clamp(self.from, self.to)) - i128::from(self.from);
        Percent::of(part, i128::from(self.span()))
    }
}

/// Thousandths of a percent, written as `12.5%`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Percent(pub(super) i64);

impl Percent {
    const WHOLE: i64 = 100_000;

    pub(super) fn of(part: i128, whole: i128) -> Self {
        let share = part.saturating_mul(i128::from(Self::WHOLE)) / whole.max(1);
        Self(i64::try_from(share).unwrap_or(0))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}%");
        }
        let part = format!("{part:03}");
        write!(f, "{sign}{whole}.{}%", part.trim_end_matches('0'))
    }
}

impl maud::Render for Percent {
    fn render_to(&self, out: &mut String) {
        use fmt::Write as _;
        let _ = write!(out, "{self}");
    }
}

/// `01:02:03.456`; a time before zero has a sign.
pub(super) fn stamp(ms: i64) -> String {
    format!("{}.{:03}", clock(ms), ms.unsigned_abs() % 1000)
}

/// `01:02:03`.
pub(super) fn clock(ms: i64) -> String {
    let sign = if ms < 0 { "\u{2212}" } else { "" };
    let seconds = ms.unsigned_abs() / 1000;
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Tenths as `12.5`, with the language's decimal sign.
pub(super) fn tenths(n: i64, words: Words) -> String {
    let sign = if n < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}{}{}", n.unsigned_abs() / 10, words.get(Word::DecimalSign), n.unsigned_abs() % 10)
}

/// Milliseconds as seconds: `1.25`, with as many decimals as needed.
pub(super) fn seconds(ms: i64, words: Words) -> String {
    let sign = if ms < 0 { "\u{2212}" } else { "" };
    let (whole, part) = (ms.unsigned_abs() / 1000, ms.unsigned_abs() % 1000);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:03}");
    format!("{sign}{whole}{}{}", words.get(Word::DecimalSign), part.trim_end_matches('0'))
}

/// The same with the unit: `1.25 s`.
pub(super) fn in_seconds(ms: i64, words: Words) -> String {
    words.fill(Word::Seconds, &[("n", &seconds(ms, words))])
}

/// A difference with its sign: `+120`, `−40`, `0`.
pub(super) fn signed(n: i64) -> String {
    match n {
        0 => "0".to_owned(),
        1.. => format!("+{n}"),
        _ => format!("\u{2212}{}", n.unsigned_abs()),
    }
}

/// A step that divides a stretch into at most `most` parts, of those that clocks have.
pub(super) fn time_step(span: i64, most: i64) -> i64 {
    const STEPS: [i64; 17] = [
        1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
        3_600_000, 7_200_000, 14_400_000, 43_200_000, 86_400_000,
    ];
    let fits = |step: &i64| span / step <= most;
    STEPS.into_iter().find(fits).unwrap_or_else(|| {
        let days = span / most.max(1) / 86_400_000;
        days.saturating_add(1).saturating_mul(86_400_000)
    })
}

/// A step of 1, 2 or 5 and zeros that divides a stretch into at most `most` parts.
pub(super) fn round_step(span: i64, most: i64) -> i64 {
    let mut unit = 1i64;
    loop {
        for step in [1, 2, 5].map(|n| unit.saturating_mul(n)) {
            if span / step <= most.max(1) {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// The marks of an axis: multiples of a step.
pub(super) fn ticks(axis: Axis, step: i64) -> impl Iterator<Item = i64> {
    let step = step.max(1);
    let first = axis.from.div_euclid(step).saturating_add(i64::from(axis.from.rem_euclid(step) != 0));
    // No axis has so many marks; one that was asked for them would fill the memory.
    (0..200i64)
        .filter_map(move |n| first.checked_add(n)?.checked_mul(step))
        .take_while(move |at| *at <= axis.to)
}

/// The value in the middle of a sorted list; of two, the lower.
pub(super) fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_exact() {
        let axis = Axis::new(0, 9_000_000);
        assert_eq!(axis.place(4_500_000).to_string(), "50%");
        assert_eq!(axis.place(1).to_string(), "0%");
        assert_eq!(axis.place(i64::MAX).to_string(), "100%");
        assert_eq!(Axis::new(i64::MIN, i64::MAX).place(0).to_string(), "100%");
        assert_eq!(Axis::new(5, 5).span(), 1);
    }

    #[test]
    fn steps_and_ticks() {
        assert_eq!(time_step(9_000_000, 10), 900_000);
        assert!(time_step(i64::MAX, 8) > 86_400_000);
        assert_eq!((round_step(1000, 5), round_step(7, 10)), (200, 1));
        assert!(round_step(i64::MAX, 1) > 0);
        let all: Vec<i64> = ticks(Axis::new(-250, 250), 100).collect();
        assert_eq!(all, [-200, -100, 0, 100, 200]);
        assert!(ticks(Axis::new(i64::MIN, i64::MAX), 1).count() <= 200);
    }

    #[test]
    fn times_are_written_as_people_write_them() {
        assert_eq!(stamp(3_723_456), "01:02:03.456");
        assert_eq!(stamp(-1_500), "\u{2212}00:00:01.500");
        assert_eq!(seconds(1_250, Words::of(tregua_qa::message::MessageLanguage::English)), "1.25");
        assert_eq!(seconds(-2_000, Words::of(tregua_qa::message::MessageLanguage::English)), "\u{2212}2");
        assert_eq!(tenths(-5, Words::of(tregua_qa::message::MessageLanguage::English)), "\u{2212}0.5");
        assert_eq!(stamp(i64::MIN).chars().next(), Some('\u{2212}'));
    }
}
