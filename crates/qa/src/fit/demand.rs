//! What a profile's timing rules ask, in frames, and in which order it yields.

use crate::shots::{Frames, Zones};

/// One demand of a timing rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Demand {
    /// No time before the programme: `timing/beyond-programme`.
    Start,
    /// The first text not too early: `timing/first-too-early`.
    First,
    /// No time behind the programme's end: `timing/beyond-programme`.
    End,
    /// The smallest gap before this cue: `timing/gap-too-short`.
    Gap,
    /// The shortest duration: `timing/too-brief`, `timing/flash`.
    Brief,
    /// The longest duration: `timing/too-long`.
    Long,
    /// The in-time on a cut, or half a second from it: `timing/in-time-off-cut`.
    InCut,
    /// The out-time before a cut, or half a second from it: `timing/out-time-off-cut`.
    OutCut,
    /// No gap in the chaining zone before this cue: `timing/gap-in-chaining-zone`.
    Chaining,
    /// The reading speed: `timing/reading-too-fast`.
    Reading,
}

impl Demand {
    /// All, the firmest first.
    pub const ALL: [Self; 10] = [
        Self::Start,
        Self::First,
        Self::End,
        Self::Gap,
        Self::Brief,
        Self::Long,
        Self::InCut,
        Self::OutCut,
        Self::Chaining,
        Self::Reading,
    ];

    /// The rule that asks it.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Start | Self::End => "timing/beyond-programme",
            Self::First => "timing/first-too-early",
            Self::Gap => "timing/gap-too-short",
            Self::Brief => "timing/too-brief",
            Self::Long => "timing/too-long",
            Self::InCut => "timing/in-time-off-cut",
            Self::OutCut => "timing/out-time-off-cut",
            Self::Chaining => "timing/gap-in-chaining-zone",
            Self::Reading => "timing/reading-too-fast",
        }
    }

    /// How firm it is, 0 the firmest. Fewer demands of a firmer kind unmet is better than any number of a softer one:
    /// the programme's ends, then what makes a cue visible at all (gaps, shortest duration), the longest duration, the
    /// cuts, the chaining zone, and the reading speed, which is asked where there is room.
    #[must_use]
    pub const fn rank(self) -> u32 {
        match self {
            Self::Start | Self::First | Self::End => 0,
            Self::Gap | Self::Brief => 1,
            Self::Long => 2,
            Self::InCut | Self::OutCut => 3,
            Self::Chaining => 4,
            Self::Reading => 5,
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// What one such demand unmet weighs: 21 bits for each rank.
    const fn price(rank: u32) -> u128 {
        1 << (21 * (5 - rank))
    }
}

/// The most cues that are fitted together: beyond them the counts of unmet demands could run into one another.
pub const MOST: usize = 1 << 19;

/// A set of demands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Demands(u16);

impl Demands {
    /// None.
    pub const NONE: Self = Self(0);
    /// All.
    pub const ALL: Self = Self((1 << 10) - 1);

    /// With one more where `holds`.
    #[must_use]
    pub fn with(self, demand: Demand, holds: bool) -> Self {
        if holds { Self(self.0 | demand.bit()) } else { self }
    }

    /// Without one.
    #[must_use]
    pub fn without(self, demand: Demand) -> Self {
        Self(self.0 & !demand.bit())
    }

    /// Whether it is in it.
    #[must_use]
    pub fn has(self, demand: Demand) -> bool {
        self.0 & demand.bit() != 0
    }

    /// Those in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of it that are not in the other.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// None is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each, the firmest first.
    pub fn iter(self) -> impl Iterator<Item = Demand> {
        Demand::ALL.into_iter().filter(move |demand| self.has(*demand))
    }

    /// What they weigh together when they are unmet.
    #[must_use]
    pub fn price(self) -> u128 {
        PRICES[usize::from(self.0) % PRICES.len()]
    }
}

/// The price of every set, as the walk over all frames asks for it more often than for anything else.
static PRICES: [u128; 1 << 10] = {
    let mut prices = [0; 1 << 10];
    let mut set = 0;
    while set < prices.len() {
        let mut nth = 0;
        while nth < Demand::ALL.len() {
            let demand = Demand::ALL[nth];
            if set & demand.bit() as usize != 0 {
                prices[set] += Demand::price(demand.rank());
            }
            nth += 1;
        }
        set += 1;
    }
    prices
};

/// What is asked, in frames; what a profile does not ask is `None`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Limits {
    /// No time may be negative.
    pub from_zero: bool,
    /// The first cue's earliest in-time.
    pub first: Option<i64>,
    /// The last frame a time may stand on.
    pub end: Option<i64>,
    /// The smallest gap.
    pub gap: Option<i64>,
    /// The shortest duration.
    pub min: Option<i64>,
    /// The longest duration.
    pub max: Option<i64>,
    /// Gaps above the first number and below the second are asked not to be.
    pub chaining: Option<(i64, i64)>,
    /// What cuts ask of in-times.
    pub in_zones: Option<Zones>,
    /// What cuts ask of out-times.
    pub out_zones: Option<Zones>,
    /// The cuts.
    pub shots: Option<Frames>,
}

impl Limits {
    /// What an in-time breaks by itself. One behind the end breaks nothing of its own: its out-time does.
    #[must_use]
    pub fn of_in(&self, frame: i64, first: bool) -> Demands {
        let cut = self.in_zones.zip(self.shots.as_ref());
        let off =
            cut.is_some_and(|(zones, shots)| crate::shots::in_time(frame, shots, zones).breach().is_some());
        Demands::NONE
            .with(Demand::InCut, off)
            .with(Demand::Start, self.from_zero && frame < 0)
            .with(Demand::First, first && self.first.is_some_and(|least| frame < least))
    }

    /// What an out-time breaks by itself.
    #[must_use]
    pub fn of_out(&self, frame: i64) -> Demands {
        let cut = self.out_zones.zip(self.shots.as_ref());
        let off =
            cut.is_some_and(|(zones, shots)| crate::shots::out_time(frame, shots, zones).breach().is_some());
        Demands::NONE.with(Demand::OutCut, off).with(Demand::End, self.end.is_some_and(|end| frame > end))
    }

    /// What a duration in frames breaks.
    #[must_use]
    pub fn of_duration(&self, frames: i64) -> Demands {
        Demands::NONE
            .with(Demand::Brief, self.min.is_some_and(|min| frames < min))
            .with(Demand::Long, self.max.is_some_and(|max| frames > max))
    }

    /// What a gap in frames breaks.
    #[must_use]
    pub fn of_gap(&self, frames: i64) -> Demands {
        let chain = self.chaining.is_some_and(|(least, below)| frames > least && frames < below);
        Demands::NONE
            .with(Demand::Gap, self.gap.is_some_and(|gap| frames < gap))
            .with(Demand::Chaining, chain)
    }

    /// Nothing is asked of gaps, durations or places.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let ends = self.from_zero || self.first.is_some() || self.end.is_some();
        let times = self.gap.is_some() || self.min.is_some() || self.max.is_some();
        let cuts = self.in_zones.is_some() || self.out_zones.is_some();
        !(ends || times || cuts || self.chaining.is_some())
    }

    /// Gaps of so many frames and more break nothing; at least one, as within a frame it matters what is written.
    #[must_use]
    pub fn free_gap(&self) -> i64 {
        let below = self.chaining.map_or(0, |(_, below)| below);
        self.gap.unwrap_or(0).max(below).max(1)
    }
}
