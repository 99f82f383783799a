//! TTML's time expressions: clock times (`00:00:01.500`, `00:00:01:12.1`) and offset times (`1.5s`, `36f`).
//!
//! On the time base `smpte` ([`Clockwork::labels`]) clock times are labels: they count frames of the nominal rate,
//! with numbers left out where the document says so, and each frame lasts as long as the effective rate says. On the
//! others hours, minutes and seconds are real ones, and only the frames within a second go by the effective rate.

mod respell;

use super::strict;
use crate::time::{Clockwork, Drop, Labels, PerSecond, Time};
use std::ops::Range;

pub(super) use respell::respell;

/// What a time expression says, beside its time, that its standard does not allow or that readers disagree on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TtmlFault {
    /// Not a time expression, or one out of range.
    Unreadable,
    /// A wall-clock time.
    WallClock,
    /// Frames or ticks, and the document's rate is not a good one.
    NoRate,
    /// Frames that the rate does not have in one second.
    Frames,
    /// Sub-frames beyond the document's sub-frame rate.
    SubFrames,
    /// A number that drop-frame counting leaves out.
    Dropped,
    /// Minutes or seconds above 59.
    Above59,
    /// A field that is not as wide as it must be, or a comma for the point.
    Loose,
}

/// A time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TtmlTime {
    /// The time it says.
    pub time: Time,
    /// It has frames, as a field or as its unit.
    pub frames: bool,
    /// It counts ticks.
    pub ticks: bool,
    /// It is a clock time; else an offset time.
    pub clock: bool,
    /// What is wrong with it though it could be read.
    pub fault: Option<TtmlFault>,
}

/// Where the parts of an expression stand.
enum Shape {
    Clock { fields: [Range<usize>; 3], rest: Rest },
    Offset { whole: Range<usize>, fraction: Option<Range<usize>>, unit: Unit },
}

enum Rest {
    Nothing,
    Fraction(Range<usize>),
    Frames(Range<usize>, Option<Range<usize>>),
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Hours,
    Minutes,
    Seconds,
    Millis,
    Frames,
    Ticks,
}

impl Unit {
    /// How long one is, as a fraction of seconds.
    fn seconds(self, clockwork: &Clockwork) -> Option<(u64, u64)> {
        let each = |rate: PerSecond| {
            let (num, den) = rate.fraction();
            (den, num)
        };
        match self {
            Self::Hours => Some((3600, 1)),
            Self::Minutes => Some((60, 1)),
            Self::Seconds => Some((1, 1)),
            Self::Millis => Some((1, 1000)),
            Self::Frames => clockwork.frames.map(each),
            Self::Ticks => clockwork.ticks.map(each),
        }
    }

    /// Decimals of this unit that hold a millisecond, or come so close that no frame is missed.
    fn own_digits(self) -> usize {
        match self {
            Self::Hours => 8,
            Self::Minutes => 6,
            Self::Seconds => 3,
            Self::Millis | Self::Frames | Self::Ticks => 0,
        }
    }
}

/// Longest number looked at: beyond that nothing is in range.
const LONGEST: usize = 18;

fn digits(text: &str, at: usize) -> Range<usize> {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at..at + rest.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn shape(text: &str) -> Option<Shape> {
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let some = |run: Range<usize>| (!run.is_empty()).then_some(run);
    let first = some(digits(text, 0))?;
    if byte(first.end) == Some(b':') {
        let minutes = some(digits(text, first.end + 1))?;
        (byte(minutes.end) == Some(b':')).then_some(())?;
        let seconds = some(digits(text, minutes.end + 1))?;
        let end = seconds.end;
        let (rest, end) = match byte(end) {
            None => (Rest::Nothing, end),
            Some(b'.' | b',') => {
                let fraction = some(digits(text, end + 1))?;
                (Rest::Fraction(fraction.clone()), fraction.end)
            }
            Some(b':' | b';') => {
                let frames = some(digits(text, end + 1))?;
                match byte(frames.end) {
                    Some(b'.') => {
                        let sub = some(digits(text, frames.end + 1))?;
                        (Rest::Frames(frames, Some(sub.clone())), sub.end)
                    }
                    _ => (Rest::Frames(frames.clone(), None), frames.end),
                }
            }
            Some(_) => return None,
        };
        return (end == text.len()).then_some(Shape::Clock { fields: [first, minutes, seconds], rest });
    }
    let (fraction, end) = match byte(first.end) {
        Some(b'.') => {
            let fraction = some(digits(text, first.end + 1))?;
            (Some(fraction.clone()), fraction.end)
        }
        _ => (None, first.end),
    };
    let unit = match text.get(end..)? {
        "h" => Unit::Hours,
        "m" => Unit::Minutes,
        "s" => Unit::Seconds,
        "ms" => Unit::Millis,
        "f" => Unit::Frames,
        "t" => Unit::Ticks,
        _ => return None,
    };
    Some(Shape::Offset { whole: first, fraction, unit })
}

/// Reads a whole text as a time expression.
///
/// # Errors
/// [`TtmlFault`] where it says no time that can be known.
pub fn read(text: &str, clockwork: &Clockwork) -> Result<TtmlTime, TtmlFault> {
    // What nearly every file has, read a word at a time.
    if clockwork.labels.is_none()
        && let Ok(plain) = text.as_bytes().try_into()
        && let Some(time) = strict::one::<b'.'>(plain)
    {
        return Ok(TtmlTime { time, frames: false, ticks: false, clock: true, fault: None });
    }
    read_any(text, clockwork)
}

fn read_any(text: &str, clockwork: &Clockwork) -> Result<TtmlTime, TtmlFault> {
    let number = |range: &Range<usize>| -> Result<i128, TtmlFault> {
        let run = text.get(range.clone()).filter(|run| run.len() <= LONGEST).ok_or(TtmlFault::Unreadable)?;
        run.parse().map_err(|_| TtmlFault::Unreadable)
    };
    if text.starts_with("wallclock(") && text.ends_with(')') {
        return Err(TtmlFault::WallClock);
    }
    let shape = shape(text).ok_or(TtmlFault::Unreadable)?;
    let out_of_range = |time: Option<Time>| time.ok_or(TtmlFault::Unreadable);
    match shape {
        Shape::Offset { whole, fraction, unit } => {
            let (num, den) = unit.seconds(clockwork).ok_or(TtmlFault::NoRate)?;
            let (value, scale) = decimal(text, &whole, fraction.as_ref()).ok_or(TtmlFault::Unreadable)?;
            let scaled = value.checked_mul(num.into()).ok_or(TtmlFault::Unreadable)?;
            let parts = i128::from(den).checked_mul(scale).ok_or(TtmlFault::Unreadable)?;
            let time = out_of_range(Time::from_fraction(scaled, parts))?;
            let (frames, ticks) = (unit == Unit::Frames, unit == Unit::Ticks);
            Ok(TtmlTime { time, frames, ticks, clock: false, fault: None })
        }
        Shape::Clock { fields: [h, m, s], rest } => {
            let (hours, minutes, seconds) = (number(&h)?, number(&m)?, number(&s)?);
            let mut fault = None;
            if h.len() < 2 || m.len() != 2 || s.len() != 2 || text.contains([',', ';']) {
                fault = Some(TtmlFault::Loose);
            }
            if minutes > 59 || seconds > 59 {
                fault = Some(TtmlFault::Above59);
            }
            let whole = hours * 3600 + minutes * 60 + seconds;
            let mut within = (0, 1);
            let mut of_frames = None;
            match &rest {
                Rest::Nothing => {}
                Rest::Fraction(run) => {
                    within =
                        decimal(text, &(run.start..run.start), Some(run)).ok_or(TtmlFault::Unreadable)?;
                }
                Rest::Frames(frames, sub) => {
                    let n = number(frames)?;
                    let rate = clockwork.frames.ok_or(TtmlFault::NoRate)?;
                    let (num, den) = rate.fraction();
                    let most = clockwork.nominal.map_or(num.div_ceil(den.max(1)), u64::from);
                    if n >= i128::from(most) {
                        return Err(TtmlFault::Frames);
                    }
                    if frames.len() < 2 {
                        fault = Some(TtmlFault::Loose);
                    }
                    let parts = i128::from(clockwork.sub_frames.unwrap_or(1).max(1));
                    let sub = sub.as_ref().map(number).transpose()?.unwrap_or(0);
                    if sub >= parts {
                        return Err(TtmlFault::SubFrames);
                    }
                    of_frames = Some((n * parts + sub, parts));
                }
            }
            let time = match clockwork.labels {
                Some(labels) => {
                    let rate = clockwork.frames.ok_or(TtmlFault::NoRate)?;
                    let nominal = i128::from(labels.frames);
                    let label = whole * nominal - labels.dropped(hours, minutes);
                    // In parts of a frame: sub-frames, or decimal parts of a second's frames.
                    let (num, den) = of_frames.unwrap_or((within.0 * nominal, within.1));
                    if labels.is_dropped(minutes, seconds, num / den.max(1)) {
                        fault = fault.or(Some(TtmlFault::Dropped));
                    }
                    scaled(label * den + num, den, rate)
                }
                None => match of_frames {
                    Some((n, parts)) => {
                        let rate = clockwork.frames.ok_or(TtmlFault::NoRate)?;
                        let within = scaled(n, parts, rate);
                        Time::from_fraction(whole, 1).zip(within).and_then(|(a, b)| a.checked_add(b))
                    }
                    None => whole
                        .checked_mul(within.1)
                        .and_then(|parts| Time::from_fraction(parts.checked_add(within.0)?, within.1)),
                },
            };
            Ok(TtmlTime {
                time: out_of_range(time)?,
                frames: of_frames.is_some(),
                ticks: false,
                clock: true,
                fault,
            })
        }
    }
}

/// The time of `num / den` frames.
fn scaled(num: i128, den: i128, rate: PerSecond) -> Option<Time> {
    let (per, second) = rate.fraction();
    Time::from_fraction(num.checked_mul(second.into())?, den.checked_mul(per.into())?)
}

/// A decimal number as a fraction. Digits beyond what a time can hold are cut off.
fn decimal(text: &str, whole: &Range<usize>, fraction: Option<&Range<usize>>) -> Option<(i128, i128)> {
    const MOST: usize = 12;
    let run = text.get(whole.clone()).filter(|run| run.len() <= LONGEST)?;
    let value: i128 = if run.is_empty() { 0 } else { run.parse().ok()? };
    let Some(fraction) = fraction else { return Some((value, 1)) };
    let part = text.get(fraction.start..fraction.end.min(fraction.start + MOST))?;
    let scale = 10i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    Some((value.checked_mul(scale)?.checked_add(part.parse().ok()?)?, scale))
}

impl Labels {
    /// Numbers left out before an hour and minute.
    fn dropped(self, hours: i128, minutes: i128) -> i128 {
        match self.drop {
            Drop::None => 0,
            Drop::Ntsc => (hours * 54 + minutes - minutes / 10) * 2,
            Drop::Pal => (hours * 27 + minutes / 2 - minutes / 20) * 4,
        }
    }

    fn is_dropped(self, minutes: i128, seconds: i128, frame: i128) -> bool {
        seconds == 0
            && match self.drop {
                Drop::None => false,
                Drop::Ntsc => minutes % 10 != 0 && frame < 2,
                Drop::Pal => minutes % 2 == 0 && minutes % 20 != 0 && frame < 4,
            }
    }
}

#[cfg(test)]
mod tests;
