//! The changes of shot of a film, sorted, with look-ups.

use tregua_parse::time::{FrameRate, Time};

/// The times of the first frame of each new shot, ascending, none twice. The programme's own first frame is no change.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Shots {
    times: Vec<Time>,
    frames: Option<Frames>,
}

/// The same in frames.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frames {
    rate: FrameRate,
    numbers: Vec<i64>,
}

impl Shots {
    /// A list of these times. Where the frame rate is known each is moved to its nearest frame.
    #[must_use]
    pub fn new(mut times: Vec<Time>, rate: Option<FrameRate>) -> Self {
        let frames = rate.map(|rate| Frames::of(&times, rate));
        match &frames {
            Some(frames) => {
                times.clear();
                times.extend(frames.numbers.iter().filter_map(|n| frames.rate.time_of(*n)));
            }
            None => tidy(&mut times),
        }
        Self { times, frames }
    }

    /// All times.
    #[must_use]
    pub fn times(&self) -> &[Time] {
        &self.times
    }

    /// All frames, at the rate the list was made for; `None` where none was known.
    #[must_use]
    pub fn frames(&self) -> Option<&Frames> {
        self.frames.as_ref()
    }

    /// All frames at `rate`. Where the list was made for it, [`frames`](Self::frames) has them ready.
    #[must_use]
    pub fn at(&self, rate: FrameRate) -> Frames {
        Frames::of(&self.times, rate)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// There is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// The last change at `time` or before it.
    #[must_use]
    pub fn before(&self, time: Time) -> Option<Time> {
        before(&self.times, time)
    }

    /// The first change after `time`.
    #[must_use]
    pub fn after(&self, time: Time) -> Option<Time> {
        after(&self.times, time)
    }

    /// The change nearest to `time`; of two as near, the earlier.
    #[must_use]
    pub fn nearest(&self, time: Time) -> Option<Time> {
        nearest(self.before(time), self.after(time), |t| t.ticks().abs_diff(time.ticks()))
    }
}

impl Frames {
    fn of(times: &[Time], rate: FrameRate) -> Self {
        let mut numbers: Vec<i64> = times.iter().map(|time| rate.nearest_frame(*time)).collect();
        tidy(&mut numbers);
        Self { rate, numbers }
    }

    /// Their frame rate.
    #[must_use]
    pub fn rate(&self) -> FrameRate {
        self.rate
    }

    /// All of them.
    #[must_use]
    pub fn numbers(&self) -> &[i64] {
        &self.numbers
    }

    /// Whether a new shot begins with this frame.
    #[must_use]
    pub fn contains(&self, frame: i64) -> bool {
        self.numbers.binary_search(&frame).is_ok()
    }

    /// The last change at `frame` or before it.
    #[must_use]
    pub fn before(&self, frame: i64) -> Option<i64> {
        before(&self.numbers, frame)
    }

    /// The first change after `frame`.
    #[must_use]
    pub fn after(&self, frame: i64) -> Option<i64> {
        after(&self.numbers, frame)
    }

    /// The change nearest to `frame`; of two as near, the earlier.
    #[must_use]
    pub fn nearest(&self, frame: i64) -> Option<i64> {
        nearest(self.before(frame), self.after(frame), |n| n.abs_diff(frame))
    }
}

fn tidy<T: Ord>(list: &mut Vec<T>) {
    if !list.is_sorted() {
        list.sort_unstable();
    }
    list.dedup();
}

fn before<T: Ord + Copy>(list: &[T], at: T) -> Option<T> {
    let end = list.partition_point(|one| *one <= at);
    end.checked_sub(1).and_then(|i| list.get(i)).copied()
}

fn after<T: Ord + Copy>(list: &[T], at: T) -> Option<T> {
    list.get(list.partition_point(|one| *one <= at)).copied()
}

fn nearest<T: Copy>(before: Option<T>, after: Option<T>, far: impl Fn(T) -> u64) -> Option<T> {
    match (before, after) {
        (Some(a), Some(b)) => Some(if far(a) <= far(b) { a } else { b }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn time(ms: i64) -> Time {
        Time::from_millis(ms).unwrap()
    }

    #[test]
    fn sorted_on_the_grid_and_none_twice() {
        let times = vec![time(5_458), time(3_750), time(5_459), time(8_333)];
        let shots = Shots::new(times.clone(), Some(FrameRate::F24));
        assert_eq!(shots.frames().unwrap().numbers(), [90, 131, 200]);
        assert_eq!(shots.times()[1], FrameRate::F24.time_of(131).unwrap());
        // Without a rate there is no grid that would make one of the two.
        let bare = Shots::new(times, None);
        assert_eq!((bare.len(), bare.frames()), (4, None));
        assert_eq!(bare.at(FrameRate::F24), *shots.frames().unwrap());
    }

    #[test]
    fn look_ups() {
        let shots = Shots::new(vec![time(1_000), time(2_000), time(4_000)], Some(FrameRate::F25));
        assert_eq!(shots.before(time(999)), None);
        assert_eq!(shots.before(time(1_000)), Some(time(1_000)));
        assert_eq!(shots.after(time(1_000)), Some(time(2_000)));
        assert_eq!(shots.after(time(4_000)), None);
        assert_eq!(shots.nearest(time(1_500)), Some(time(1_000)));
        assert_eq!(shots.nearest(time(3_001)), Some(time(4_000)));
        assert_eq!(Shots::default().nearest(time(1)), None);
        let frames = shots.frames().unwrap();
        assert_eq!((frames.before(49), frames.after(49), frames.nearest(49)), (Some(25), Some(50), Some(50)));
        assert!(frames.contains(50) && !frames.contains(51));
    }

    proptest! {
        #[test]
        fn as_a_walk_through_the_list(list in prop::collection::vec(-500i64..500, 0..40), at in -600i64..600) {
            let times = list.iter().map(|n| FrameRate::F24.time_of(*n).unwrap()).collect();
            let shots = Shots::new(times, Some(FrameRate::F24));
            let frames = shots.frames().unwrap();
            prop_assert_eq!(frames.before(at), list.iter().copied().filter(|n| *n <= at).max());
            prop_assert_eq!(frames.after(at), list.iter().copied().filter(|n| *n > at).min());
            prop_assert_eq!(frames.contains(at), list.contains(&at));
            let near = list.iter().map(|n| (n - at).abs()).min();
            prop_assert_eq!(frames.nearest(at).map(|n| (n - at).abs()), near);
            let time = FrameRate::F24.time_of(at).unwrap();
            let frame = |time: Option<Time>| time.map(|t| FrameRate::F24.nearest_frame(t));
            prop_assert_eq!(frame(shots.before(time)), frames.before(at));
            prop_assert_eq!(frame(shots.after(time)), frames.after(at));
            prop_assert_eq!(frame(shots.nearest(time)), frames.nearest(at));
        }
    }
}
