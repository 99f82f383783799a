//! How a time is spelt in a file: read tolerantly, written back in its author's spelling.
//!
//! No separate record of the spelling is kept. The old spelling *is* the notation: [`Notation::respell`] reads
//! its fields again and changes digits only, so separators, odd spaces and field widths stay as they were.

mod clock;
mod count;
mod label;
mod plain;
mod stl;
mod strict;
mod ttml;

pub use ttml::{TtmlFault, TtmlTime, read as read_ttml};

use super::{Clockwork, TICKS_PER_SECOND, Time};
use clock::{Units, fields, spell, tolerant};

/// The family of spellings a slot belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Notation {
    /// SubRip's `HH:MM:SS,mmm` and everything readers take for it.
    SubRip,
    /// A clock with a decimal fraction, as most text formats write it.
    Decimal(Decimal),
    /// A timecode label `HH:MM:SS:FF` at [`Clockwork::rate`]; `;` or `,` before the frames says drop-frame.
    Label,
    /// A whole number of units.
    Count(Unit),
    /// Four bytes, hours, minutes, seconds and frames at [`Clockwork::rate`], each a character U+0000 to U+00FF
    /// (the blocks of EBU STL).
    StlTimecode,
    /// Eight digits `HHMMSSFF` at [`Clockwork::rate`] (the header of EBU STL).
    StlDigits,
    /// One of TTML's time expressions.
    Ttml,
    /// Not written at all: the time follows from another slot, or from the format's defaults.
    Implied,
}

/// What a clock with a decimal fraction looks like when its author gives no hint.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Decimal {
    /// Digits of the fraction: 3 for WebVTT, 2 for ASS.
    pub digits: u8,
    /// The least width of the hours, where they are written.
    pub hours: u8,
    /// Without hours, minutes may run past 59. Where they may not, hours are put in.
    pub long_minutes: bool,
}

impl Decimal {
    /// `HH:MM:SS.mmm` (WebVTT, DCP).
    pub const MILLIS: Self = Self { digits: 3, hours: 2, long_minutes: false };
    /// `H:MM:SS.mmm` (SBV).
    pub const SHORT_MILLIS: Self = Self { digits: 3, hours: 1, long_minutes: true };
    /// `HH:MM:SS.cc` (SubViewer, LRC).
    pub const CENTIS: Self = Self { digits: 2, hours: 2, long_minutes: true };
    /// `HH:MM:SS` (SubViewer 1).
    pub const SECONDS: Self = Self { digits: 0, hours: 2, long_minutes: true };
    /// `HH:MM:SS.mmm`, or nine digits where milliseconds do not hold the time: finer than the unit of [`Time`].
    pub const EXACT: Self = Self { digits: 9, hours: 2, long_minutes: true };
    /// `H:MM:SS.cc` (ASS).
    pub const SHORT_CENTIS: Self = Self { digits: 2, hours: 1, long_minutes: true };
}

/// What a whole number counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// Frames of [`Clockwork::frames`].
    Frames,
    /// Ticks of [`Clockwork::ticks`].
    Ticks,
    /// Seconds.
    Seconds,
    /// Tenths of a second.
    Deciseconds,
    /// Hundredths of a second.
    Centiseconds,
    /// Thousandths of a second.
    Milliseconds,
}

/// A deviation from a format's strict spelling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum ClockFault {
    /// `04:48,460`: no hours field.
    NoHours,
    /// `00:00:04`: no fraction.
    NoFraction,
    /// Another sign than the format's before the fraction.
    Separator,
    /// A fraction of other than three digits, read as a decimal fraction: `,5` is half a second.
    FractionDigits,
    /// Minutes or seconds above 59.
    Above59,
    /// A field that is not two digits wide (hours may be wider).
    Width,
    /// Blanks inside.
    Blanks,
    /// Before zero.
    Negative,
}

impl ClockFault {
    /// All of them, in the order they are reported.
    pub const ALL: [Self; 8] = [
        Self::NoHours,
        Self::NoFraction,
        Self::Separator,
        Self::FractionDigits,
        Self::Above59,
        Self::Width,
        Self::Blanks,
        Self::Negative,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A time read from its spelling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// The time.
    pub time: Time,
    /// Bytes of the spelling, from the first byte given.
    pub len: usize,
    faults: u8,
}

impl Clock {
    /// The spelling is exactly the format's own.
    #[must_use]
    pub fn is_strict(self) -> bool {
        self.faults == 0
    }

    /// Whether the spelling deviates in this way.
    #[must_use]
    pub fn has(self, fault: ClockFault) -> bool {
        self.faults & fault.bit() != 0
    }
}

/// A time written anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Respelt {
    /// The new spelling.
    pub text: String,
    /// What the spelling says less what was asked for: the rounding error.
    pub error: Time,
    /// The author's grain could not hold the time; the fraction got more digits.
    pub widened: bool,
}

impl Notation {
    /// Reads a clock with a decimal fraction at the start of `text`, tolerantly. `None` when there is none, it is
    /// out of range or ambiguous, or the notation is another.
    #[inline]
    #[must_use]
    pub fn read(self, text: &[u8]) -> Option<Clock> {
        match self {
            Self::SubRip => {
                strict::stamp(text).or_else(|| strict::long_stamp(text)).or_else(|| tolerant(text))
            }
            Self::Decimal(_) => plain::stamp(text).or_else(|| tolerant(text)),
            Self::Label
            | Self::Count(_)
            | Self::StlTimecode
            | Self::StlDigits
            | Self::Ttml
            | Self::Implied => None,
        }
    }

    /// Both times of a line in SubRip's strict form; `None` for every other line.
    #[inline(always)]
    pub(crate) fn strict_line(line: &[u8; 29]) -> Option<(Time, Time)> {
        strict::pair::<b','>(line)
    }

    /// The same with full stops for the commas, as WebVTT has them.
    #[inline(always)]
    pub(crate) fn strict_line_with_stops(line: &[u8; 29]) -> Option<(Time, Time)> {
        strict::pair::<b'.'>(line)
    }

    /// What the notation does where the author's spelling gives no hint, and the sign before its fraction.
    fn own_form(self) -> (Decimal, char) {
        match self {
            Self::Decimal(form) => (form, '.'),
            _ => (Decimal { digits: 3, hours: 2, long_minutes: true }, ','),
        }
    }

    /// Spells `new` the way `old` is spelt. `None` when `old` is not readable.
    ///
    /// A difference of whole hours changes the hours field only, one of whole minutes leaves the seconds alone,
    /// so odd values in the lower fields survive. A fraction of fewer digits than the format's own is widened
    /// when it cannot hold the new time exactly. The result is rounded once, to the nearest.
    #[must_use]
    pub fn respell(self, old: &str, new: Time, clockwork: &Clockwork) -> Option<Respelt> {
        match self {
            Self::SubRip | Self::Decimal(_) => self.respell_clock(old, new),
            Self::Label => label::respell(old, new, clockwork),
            Self::Count(unit) => count::respell(old, new, unit, clockwork),
            Self::StlTimecode => stl::respell(old, new, clockwork),
            Self::StlDigits => stl::respell_digits(old, new, clockwork),
            Self::Ttml => ttml::respell(old, new, clockwork),
            Self::Implied => None,
        }
    }

    /// As [`respell`](Self::respell) with the rounding error, for the spelling that nearly every stamp has: SubRip's strict one, or the same
    /// with a point in WebVTT and TTML, of two digits of hours before and after. `None` for every other.
    #[inline]
    pub(crate) fn respell_strict(
        self,
        old: &str,
        new: Time,
        clockwork: &Clockwork,
    ) -> Option<([u8; 12], Time)> {
        let pointed = match self {
            Self::SubRip => false,
            Self::Decimal(form) => form.hours == 2 && form.digits <= 3,
            Self::Ttml => clockwork.labels.is_none(),
            _ => return None,
        };
        let old = old.as_bytes().try_into().ok()?;
        if !pointed {
            return strict::one::<b','>(old).and_then(|_| Self::spell_strict(new));
        }
        strict::one::<b'.'>(old)?;
        let (mut stamp, error) = Self::spell_strict(new)?;
        stamp[8] = b'.';
        Some((stamp, error))
    }

    /// A time in that spelling.
    #[inline]
    pub(crate) fn spell_strict(time: Time) -> Option<([u8; 12], Time)> {
        strict::spell_short(time)
    }

    fn respell_clock(self, old: &str, new: Time) -> Option<Respelt> {
        if self == Self::SubRip
            && strict::is_plain(old.as_bytes())
            && let Some((text, error)) = strict::spell(new)
        {
            return Some(Respelt { text, error, widened: false });
        }
        self.respell_fields(old, new)
    }

    fn respell_fields(self, old: &str, new: Time) -> Option<Respelt> {
        let bytes = old.as_bytes();
        let (rest, fields) = fields(bytes).ok()?;
        let read = self.read(bytes)?;
        if !rest.is_empty() || read.len != bytes.len() {
            return None;
        }
        let (form, sign) = self.own_form();
        let own = u32::from(form.digits);
        let written = fields.fraction.as_ref().map_or(0, |f| u32::try_from(f.len()).unwrap_or(0));
        let exact = |digits: u32| {
            (i128::from(new.ticks()) * 10i128.pow(digits.min(own))) % i128::from(TICKS_PER_SECOND) == 0
        };
        let widened = written < own && !exact(written);
        let digits = if widened { own } else { written };
        let scale = 10u32.pow(digits.min(9));
        let units = new.to_unit(scale);
        let error = Time::from_fraction(i128::from(units), i128::from(scale))?.saturating_sub(new);
        // Beyond what the fraction's grain can count in 64 bits, the nearest spelling is far away.
        if error.abs() > Time::SECOND {
            return None;
        }
        let new_text = spell(old, &fields, Units { units, scale, digits, was: read.time }, form, sign);
        Some(Respelt { text: new_text, error, widened })
    }
}

#[cfg(test)]
mod tests;
