//! The spellings of times in D-Cinema subtitles.

use super::faults;
use crate::syntax::Fault;
use crate::time::{Clockwork, Decimal, FrameRate, Notation, PerSecond, Time, Timecode, Unit};

/// The two families of files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// SMPTE 428-7.
    Smpte,
    /// Interop, by Texas Instruments' CineCanvas.
    Interop,
}

/// Ticks of Interop a second.
pub(super) const TICKS: u32 = 250;

/// Digits that a fade may have which is a bare number, and the largest one.
const DIGITS: usize = 9;
const LARGEST: u32 = 10u32.pow(9) - 1;

/// How a file counts: Interop in ticks, SMPTE in edit units of its rate.
pub(super) fn clockwork(family: Family, rate: Option<FrameRate>) -> Clockwork {
    let rate = match family {
        Family::Interop => FrameRate::new(TICKS, false, false).ok(),
        Family::Smpte => rate,
    };
    Clockwork {
        rate,
        frames: rate.map(PerSecond::from),
        ticks: PerSecond::new(TICKS.into(), 1),
        largest: Some(LARGEST),
        ..Clockwork::default()
    }
}

/// A time that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stamp {
    pub(super) time: Time,
    pub(super) notation: Notation,
    pub(super) fault: Option<&'static Fault>,
}

/// Reads `HH:MM:SS:EE`, `HH:MM:SS.sss` or, for fades, a bare number of ticks.
pub(super) fn read(text: &str, family: Family, clockwork: &Clockwork, fade: bool) -> Option<Stamp> {
    let smpte = family == Family::Smpte;
    if text.contains('.') {
        let notation = Notation::Decimal(Decimal::MILLIS);
        let clock = notation.read(text.as_bytes()).filter(|clock| clock.len == text.len())?;
        let whole = text.matches(':').count() == 2 && !clock.time.is_negative();
        let fault = smpte.then_some(&faults::DECIMAL);
        return whole.then_some(Stamp { time: clock.time, notation, fault });
    }
    if fade && !text.is_empty() && text.len() <= DIGITS && text.bytes().all(|b| b.is_ascii_digit()) {
        let unit = if smpte { Unit::Frames } else { Unit::Ticks };
        let time = unit.per_second(clockwork)?.time_of(text.parse().ok()?)?;
        let fault = smpte.then_some(&faults::BARE_COUNT);
        return Some(Stamp { time, notation: Notation::Count(unit), fault });
    }
    // Only colons: the other separators of timecode mean drop-frame, which cinema has not.
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let code = plain.then(|| Timecode::parse(text, clockwork.rate?).ok()).flatten()?;
    Some(Stamp { time: code.time()?, notation: Notation::Label, fault: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        let film = clockwork(Family::Smpte, Some(FrameRate::F24));
        let ms = |text: &str, family, fade| {
            let clockwork = if family == Family::Interop { clockwork(family, None) } else { film };
            read(text, family, &clockwork, fade).map(|stamp| stamp.time.to_millis())
        };
        use Family::{Interop, Smpte};
        assert_eq!(ms("00:00:10:12", Smpte, false), Some(10_500));
        assert_eq!(ms("00:00:10:24", Smpte, false), None);
        assert_eq!(ms("00:00:10:125", Interop, false), Some(10_500));
        assert_eq!(ms("00:00:10:250", Interop, false), None);
        assert_eq!(ms("00:00:10.5", Interop, false), Some(10_500));
        assert_eq!(ms("20", Interop, true), Some(80));
        assert_eq!(ms("020", Interop, true), Some(80));
        assert_eq!(ms("20", Interop, false), None);
        assert_eq!((ms("000000020", Interop, true), ms("0000000020", Interop, true)), (Some(80), None));
        assert_eq!(ms("00:00:00:020", Interop, true), Some(80));
        assert_eq!(ms("12", Smpte, true), Some(500));
        for bad in ["", ":", "1:2:3", "00:00:10;12", "-00:00:10:12", "0:10.5", "a", "00:00:10:1\u{661}"] {
            assert_eq!((ms(bad, Smpte, true), ms(bad, Interop, true)), (None, None), "{bad}");
        }
    }
}
