//! How one side's times and the other's come together.

use crate::retime::{Piece, Speed, TimeMap};
use tregua_parse::time::Time;

/// The rules by which the two sides moved the base's times.
pub(super) struct Motion {
    pub(super) ours: Option<TimeMap>,
    pub(super) theirs: Option<TimeMap>,
    /// How far a time may be from what a rule says.
    pub(super) tolerance: Time,
}

/// Both sides changed one time, each in its own way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Clash;

/// A cue's times; `None` where they cannot be read.
pub(super) type Times = (Option<Time>, Option<Time>);

/// Where a map takes `time`, by the rule that holds at `at`: a cue lies on one side of a cut.
pub(super) fn carry(map: Option<&TimeMap>, at: Time, time: Time) -> Time {
    let one = piece(map, at).and_then(|piece| TimeMap::from_pieces(vec![piece]).ok());
    one.and_then(|map| map.apply(time)).unwrap_or(time)
}

/// The rule that holds at a time.
fn piece(map: Option<&TimeMap>, at: Time) -> Option<Piece> {
    let pieces = map?.pieces();
    let after = pieces.partition_point(|piece| piece.from <= at);
    pieces.get(after.saturating_sub(1)).copied()
}

impl Motion {
    fn near(&self, a: Time, b: Time) -> bool {
        a.saturating_sub(b).abs() <= self.tolerance
    }

    /// Whether a map's rule at `at` says `time` for `base`. What a shift moves is all rounded alike; a speed rounds each
    /// time by itself, and is known from rounded times.
    fn says(&self, map: Option<&TimeMap>, at: Time, base: Time, time: Time) -> bool {
        const EXACT: i64 = 1000;
        let far = carry(map, at, base).saturating_sub(time).abs();
        let steady = piece(map, at).is_none_or(|piece| piece.speed == Speed::ONE);
        far.ticks() <= EXACT || !steady && far.ticks() / 2 <= self.tolerance.ticks()
    }

    /// The times of what only the side of `own` has, moved as the `other` side moved everything around it. A cue lies on
    /// one side of a cut, unless it was made of several (`joined`).
    fn follow(own: Option<&TimeMap>, other: Option<&TimeMap>, times: Times, joined: bool) -> Times {
        let Some(at) = times.0.or(times.1) else { return times };
        let end =
            times.1.filter(|_| joined).map_or(at, |end| Time::from_ticks(end.ticks().saturating_sub(1)));
        // What moved already stays.
        let one = |at: Time, time: Time| if carry(own, at, at) == at { carry(other, at, time) } else { time };
        (times.0.map(|time| one(at, time)), times.1.map(|time| one(end, time)))
    }

    /// Times of theirs, as ours moved what is around them.
    pub(super) fn follow_ours(&self, times: Times, joined: bool) -> Times {
        Self::follow(self.theirs.as_ref(), self.ours.as_ref(), times, joined)
    }

    /// Times of ours, as theirs moved what is around them.
    pub(super) fn follow_theirs(&self, times: Times, joined: bool) -> Times {
        Self::follow(self.ours.as_ref(), self.theirs.as_ref(), times, joined)
    }

    /// Whether a rule of the side, or no change at all, explains these times.
    pub(super) fn explains(&self, map: Option<&TimeMap>, base: Times, side: Times) -> bool {
        let Some(at) = base.0.or(base.1) else { return base == side };
        let says = |base: Option<Time>, side: Option<Time>| match (base, side) {
            (Some(base), Some(side)) => base == side || self.says(map, at, base, side),
            (base, side) => base == side,
        };
        says(base.0, side.0) && says(base.1, side.1)
    }

    /// One time of a cue that all three have; `at` is the base's in-time.
    pub(super) fn meet(
        &self,
        at: Time,
        base: Option<Time>,
        ours: Option<Time>,
        theirs: Option<Time>,
    ) -> Result<Option<Time>, Clash> {
        if theirs == base {
            return Ok(ours);
        }
        if ours == base {
            return Ok(theirs);
        }
        let (Some(base), Some(mine), Some(other)) = (base, ours, theirs) else {
            return if ours == theirs { Ok(ours) } else { Err(Clash) };
        };
        let (said, said_theirs) =
            (carry(self.ours.as_ref(), at, base), carry(self.theirs.as_ref(), at, base));
        let one_rule = self.near(said, said_theirs);
        match (
            self.says(self.ours.as_ref(), at, base, mine),
            self.says(self.theirs.as_ref(), at, base, other),
        ) {
            // Both moved all of it alike.
            (true, true) if one_rule => Ok(Some(mine.min(other))),
            (true, false) if one_rule => Ok(theirs),
            (false, true) if one_rule => Ok(ours),
            // One moved everything, the other this cue: first the cue, then everything.
            (true, false) if said_theirs == base => Ok(Some(carry(self.ours.as_ref(), at, other))),
            (false, true) if said == base => Ok(Some(carry(self.theirs.as_ref(), at, mine))),
            _ if mine == other => Ok(ours),
            _ => Err(Clash),
        }
    }
}
