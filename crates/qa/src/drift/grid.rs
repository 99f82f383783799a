//! The frame rate that a track's times were counted in, where they betray it.

use tregua_parse::time::{FrameRate, Time};

/// Times without which nothing is said: fewer fit a grid by chance.
const FEWEST: usize = 60;
/// Times that are looked at, or somewhat more.
const ENOUGH: usize = 300;

/// The one rate whose frames nearly all of these times stand on, to the rounded millisecond, and on nearly every frame of
/// a second now and then. `None` where no rate or more than one is so: whole seconds are frames of every rate.
///
/// ```
/// use tregua_parse::time::{FrameRate, Time};
/// use tregua_qa::drift::rate_of;
/// let on = |n: i64| Time::from_millis(n * 7919 % 90_000 * 40).unwrap();
/// assert_eq!(rate_of((0..200).map(on)), Some(FrameRate::F25));
/// let loose = |n: i64| Time::from_millis(n * 7919 % 90_000 * 41 + n % 7).unwrap();
/// assert_eq!(rate_of((0..200).map(loose)), None);
/// ```
#[must_use]
pub fn rate_of(times: impl Iterator<Item = Time> + Clone) -> Option<FrameRate> {
    let all = times.clone().count();
    if all < FEWEST {
        return None;
    }
    // Some from all over the film tell as much as all.
    let step = (all / ENOUGH).max(1);
    let times = times.step_by(step);
    let all = all.div_ceil(step);
    let thirty = [FrameRate::new(30, true, false), FrameRate::new(30, false, false)];
    let rates =
        [FrameRate::F24, FrameRate::F23_976, FrameRate::F25].into_iter().chain(thirty.into_iter().flatten());
    let millisecond = Time::from_millis(1).unwrap_or_default();
    let most_off = all / 50;
    // Tenths of a second are all frames of 30 a second, but only of ten of them.
    let is_spread = |rate: FrameRate| {
        let base = i64::from(rate.timebase().clamp(1, 64));
        let seen =
            times.clone().fold(0u64, |seen, time| seen | 1 << rate.nearest_frame(time).rem_euclid(base));
        i64::from(seen.count_ones()) * 3 >= base * 2
    };
    let fits = |rate: &FrameRate| {
        let is_off = |time: &Time| {
            let frame = rate.time_of(rate.nearest_frame(*time));
            frame.is_none_or(|frame| time.saturating_sub(frame).abs() > millisecond)
        };
        times.clone().filter(is_off).take(most_off + 1).count() <= most_off && is_spread(*rate)
    };
    let mut fitting = rates.filter(fits);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
