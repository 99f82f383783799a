//! How one side's times and the other's come together.

use crate::retime::TimeMap;
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
    let Some(map) = map else { return time };
    let after = map.pieces().partition_point(|piece| piece.from <= at);
    let piece = map.pieces().get(after.saturating_sub(1)).copied();
    let one = piece.and_then(|piece| TimeMap::from_pieces(vec![piece]).ok());
    one.and_then(|map| map.apply(time)).unwrap_or(time)
}

impl Motion {
    fn near(&self, a: Time, b: Time) -> bool {
        a.saturating_sub(b).abs() <= self.tolerance
    }

    /// The times of what only the side of `own` has, moved as the `other` side moved everything around it.
    pub(super) fn follow(&self, own: Option<&TimeMap>, other: Option<&TimeMap>, times: Times) -> Times {
        let Some(at) = times.0.or(times.1) else { return times };
        // Moved already.
        if carry(own, at, at) != at {
            return times;
        }
        let move_one = |time: Option<Time>| time.map(|time| carry(other, at, time));
        (move_one(times.0), move_one(times.1))
    }

    pub(super) fn follow_ours(&self, times: Times) -> Times {
        self.follow(self.theirs.as_ref(), self.ours.as_ref(), times)
    }

    pub(super) fn follow_theirs(&self, times: Times) -> Times {
        self.follow(self.ours.as_ref(), self.theirs.as_ref(), times)
    }

    /// Whether a rule of the side, or no change at all, explains these times.
    pub(super) fn explains(&self, map: Option<&TimeMap>, base: Times, side: Times) -> bool {
        let Some(at) = base.0.or(base.1) else { return base == side };
        let says = |base: Option<Time>, side: Option<Time>| match (base, side) {
            (Some(base), Some(side)) => base == side || self.near(carry(map, at, base), side),
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
        if ours == theirs || theirs == base {
            return Ok(ours);
        }
        if ours == base {
            return Ok(theirs);
        }
        let (Some(base), Some(ours), Some(theirs)) = (base, ours, theirs) else { return Err(Clash) };
        let (said, said_theirs) =
            (carry(self.ours.as_ref(), at, base), carry(self.theirs.as_ref(), at, base));
        let one_rule = self.near(said, said_theirs);
        match (self.near(said, ours), self.near(said_theirs, theirs)) {
            // Both moved all of it alike.
            (true, true) if one_rule => Ok(Some(ours.min(theirs))),
            (true, false) if one_rule => Ok(Some(theirs)),
            (false, true) if one_rule => Ok(Some(ours)),
            // One moved everything, the other this cue: first the cue, then everything.
            (true, false) if said_theirs == base => Ok(Some(carry(self.ours.as_ref(), at, theirs))),
            (false, true) if said == base => Ok(Some(carry(self.theirs.as_ref(), at, ours))),
            _ => Err(Clash),
        }
    }
}
