//! Where decoded samples belong: gaps become silence, what comes twice is dropped, so that time does not drift.

/// The longest programme that is listened to: twelve hours.
const LONGEST: u64 = 12 * 3600;

/// What to do with a packet's samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Silence that comes before them.
    pub(crate) silence: u64,
    /// How many of them are left out, from the first.
    pub(crate) skip: usize,
    /// How many are used after that.
    pub(crate) take: usize,
}

/// The samples written so far, at the track's own rate.
#[derive(Debug)]
pub(crate) struct Timeline {
    written: u64,
    slack: u64,
    limit: u64,
}

impl Timeline {
    pub(crate) fn new(rate: u32) -> Self {
        // Containers round their times to a millisecond or a tick; what is nearer than 12 ms is one stream of sound.
        Self { written: 0, slack: u64::from(rate) * 12 / 1000, limit: u64::from(rate) * LONGEST }
    }

    /// Samples placed so far.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// Whether the programme is as long as one may be.
    pub(crate) fn is_full(&self) -> bool {
        self.written >= self.limit
    }

    /// Finds the place of `count` samples whose first is heard at sample `at`; `None` is a time that is not known.
    pub(crate) fn place(&mut self, at: Option<i128>, count: usize) -> Place {
        let here = i128::from(self.written);
        let at = at.unwrap_or(here);
        let (mut silence, mut skip) = (0, 0);
        if at > here + i128::from(self.slack) {
            silence =
                u64::try_from(at - here).unwrap_or(u64::MAX).min(self.limit.saturating_sub(self.written));
        } else if at < here - i128::from(self.slack) || at < 0 {
            skip = usize::try_from(here - at).unwrap_or(usize::MAX).min(count);
        }
        let room = self.limit.saturating_sub(self.written).saturating_sub(silence);
        let take = (count - skip).min(usize::try_from(room).unwrap_or(usize::MAX));
        self.written = self.written.saturating_add(silence).saturating_add(take as u64);
        Place { silence, skip, take }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_silence_and_an_echo_is_dropped() {
        let mut line = Timeline::new(1000);
        assert_eq!(
            line.place(Some(-100), 150),
            Place { silence: 0, skip: 100, take: 50 },
            "the encoder's lead-in"
        );
        assert_eq!(line.place(Some(55), 100), Place { silence: 0, skip: 0, take: 100 }, "a rounded time");
        assert_eq!(line.place(Some(500), 100), Place { silence: 350, skip: 0, take: 100 });
        assert_eq!(line.place(Some(550), 100), Place { silence: 0, skip: 50, take: 50 });
        assert_eq!(line.place(Some(0), 100), Place { silence: 0, skip: 100, take: 0 });
        assert_eq!(line.place(None, 10), Place { silence: 0, skip: 0, take: 10 });
        assert_eq!(line.written(), 660);
    }

    #[test]
    fn a_time_beyond_measure_ends_at_the_limit() {
        let mut line = Timeline::new(10);
        let place = line.place(Some(i128::from(i64::MAX)), 100);
        assert_eq!(place, Place { silence: LONGEST * 10, skip: 0, take: 0 });
        assert!(line.is_full());
    }
}
