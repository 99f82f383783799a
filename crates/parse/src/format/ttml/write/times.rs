//! Times of TTML, written so that every reader shows the frame that was meant.
//!
//! A reader of IMSC shows a cue from the first frame that does not begin before its time: the whole number at or
//! above time × rate. A frame's time rounded *up* to the millisecond therefore lands one frame late; cut off to
//! the millisecond it lands on its frame. So milliseconds are cut off, never rounded up, and where the film's rate is
//! known a time that stands on a frame, give or take its rounding, is written as that frame's time.

use crate::time::{FrameRate, TICKS_PER_SECOND, Time, Timecode};

/// How a form of TTML writes times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    /// `HH:MM:SS.mmm` from the start of the film.
    Millis {
        /// The film's rate, where it is known.
        rate: Option<FrameRate>,
    },
    /// Timecode labels `HH:MM:SS:FF`.
    Labels {
        /// Their rate.
        rate: FrameRate,
        /// Where the programme starts on their clock.
        start: Time,
    },
}

/// How well a spelling says a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    /// Exactly.
    Exact,
    /// Less than two milliseconds off, and on the frame that was meant.
    Frame,
    /// Rounded: the time that is written.
    Rounded(Time),
}

const MILLI: i64 = TICKS_PER_SECOND / 1000;

impl Clock {
    /// The spelling of a time, and how well it fits. `None` for what has no spelling: times before zero.
    pub(super) fn spell(self, time: Time) -> Option<(String, Fit)> {
        match self {
            Self::Millis { rate } => millis(time, rate),
            Self::Labels { rate, start } => {
                let frame = rate.nearest_frame(time.checked_add(start)?);
                let label = Timecode::from_frame(frame, rate)?;
                // Behind a colon as before the others: TTML has one separator, and says elsewhere whether labels drop.
                let [h, m, s, f] = label.fields();
                let said = label.time()?.checked_sub(start)?;
                let fit = match said.saturating_sub(time).abs().ticks() {
                    0 => Fit::Exact,
                    1..MILLI => Fit::Frame,
                    _ => Fit::Rounded(said),
                };
                Some((format!("{h:02}:{m:02}:{s:02}:{f:02}"), fit))
            }
        }
    }
}

fn millis(time: Time, rate: Option<FrameRate>) -> Option<(String, Fit)> {
    let (ms, fit) = whole_millis(time, rate)?;
    let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    Some((format!("{h:02}:{m:02}:{s:02}.{:03}", ms % 1000), fit))
}

/// The millisecond to write, and how well it fits.
fn whole_millis(time: Time, rate: Option<FrameRate>) -> Option<(i64, Fit)> {
    (!time.is_negative()).then_some(())?;
    let on_frame = rate.and_then(|rate| {
        let frame = rate.time_of(rate.nearest_frame(time))?;
        // With frames shorter than two milliseconds everything would stand on one.
        let near = frame.saturating_sub(time).abs().ticks() < MILLI && rate.timebase() < 500;
        near.then_some(frame)
    });
    let ms = on_frame.unwrap_or(time).ticks() / MILLI;
    let said = Time::from_millis(ms)?;
    let fit = match (said == time, on_frame) {
        (true, _) => Fit::Exact,
        (false, Some(_)) => Fit::Frame,
        (false, None) => Fit::Rounded(said),
    };
    Some((ms, fit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATES: [&str; 9] = ["23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60"];

    /// The frame a reader of IMSC begins to show at a number of milliseconds, in whole numbers.
    fn first_frame(ms: i64, rate: FrameRate) -> i64 {
        let (num, den) = rate.fraction();
        let (scaled, unit) = (ms * i64::from(num), 1000 * i64::from(den));
        (scaled + unit - 1) / unit
    }

    #[test]
    fn every_frame_of_a_film_is_shown_as_itself() {
        for name in RATES {
            let rate: FrameRate = name.parse().unwrap();
            for n in 0..i64::from(rate.timebase()) * 9000 {
                let exact = rate.time_of(n).unwrap();
                // As the film has it, and as SubRip has rounded it.
                for time in [exact, Time::from_millis(exact.to_millis()).unwrap()] {
                    let (ms, fit) = whole_millis(time, Some(rate)).unwrap();
                    assert_eq!(first_frame(ms, rate), n, "{name}: {ms} ms");
                    assert!(!matches!(fit, Fit::Rounded(_)), "{name}: {ms} ms");
                }
            }
        }
    }

    #[test]
    fn rounding_up_would_show_a_frame_late() {
        // What the cutting off is for: 83.333 ms is frame 2 at 24, and 42 ms would be frame 2 in the place of 1.
        let rate = FrameRate::F24;
        assert_eq!(first_frame(42, rate), 2);
        let clock = Clock::Millis { rate: Some(rate) };
        let srt = Time::from_millis(42).unwrap();
        assert_eq!(clock.spell(srt), Some(("00:00:00.041".to_owned(), Fit::Frame)));
        assert_eq!(Clock::Millis { rate: None }.spell(srt), Some(("00:00:00.042".to_owned(), Fit::Exact)));
    }

    #[test]
    fn labels_count_frames_and_not_seconds() {
        let rate: FrameRate = "23.976".parse().unwrap();
        let clock = Clock::Labels { rate, start: Time::ZERO };
        // An hour of labels lasts 3603.6 s.
        let hour = Time::from_millis(3_603_600).unwrap();
        assert_eq!(clock.spell(hour), Some(("01:00:00:00".to_owned(), Fit::Exact)));
        let late = Time::from_millis(1_020).unwrap();
        let frame = rate.time_of(24).unwrap();
        assert_eq!(clock.spell(late), Some(("00:00:01:00".to_owned(), Fit::Rounded(frame))));
        let ten = Clock::Labels { rate: FrameRate::F25, start: Time::from_millis(36_000_000).unwrap() };
        assert_eq!(ten.spell(Time::SECOND), Some(("10:00:01:00".to_owned(), Fit::Exact)));
        let drop = Clock::Labels { rate: "29.97df".parse().unwrap(), start: Time::ZERO };
        let at = "29.97".parse::<FrameRate>().unwrap().time_of(1800).unwrap();
        assert_eq!(drop.spell(at), Some(("00:01:00:02".to_owned(), Fit::Exact)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_never_late(ticks in 0i64..9_000_000_000_000, which in 0usize..10) {
            let rate = RATES.get(which).map(|name| name.parse().unwrap());
            let time = Time::from_ticks(ticks);
            let (_, fit) = Clock::Millis { rate }.spell(time).unwrap();
            if let Fit::Rounded(said) = fit {
                prop_assert!(said < time && time.saturating_sub(said).ticks() < MILLI);
            }
        }
    }
}
