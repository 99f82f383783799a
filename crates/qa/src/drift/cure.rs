//! What would bring the track back: a map of time, and the command line for it.

use super::{Kind, Shape, Step};
use crate::retime::{Piece, Speed, TimeMap};
use std::fmt::Write as _;
use tregua_parse::time::{FrameRate, Time};

impl Shape {
    /// The map that carries the track's own times over to the reference's.
    #[must_use]
    pub fn map(&self) -> Option<TimeMap> {
        match &self.kind {
            Kind::Constant { by } => Some(TimeMap::shift(*by)),
            Kind::Linear { speed, by, .. } => {
                pieces(*speed, &[Step { from: Time::ZERO, to: Time::ZERO, by: *by }])
            }
            Kind::Steps { speed, steps } => pieces(*speed, steps),
            Kind::Unclear => None,
        }
    }

    /// The command that would do it; `None` where there is nothing to do, or no one command does it.
    #[must_use]
    pub fn cure(&self, file: &str) -> Option<String> {
        match &self.kind {
            Kind::Constant { by } => {
                let by = by.to_millis();
                (by != 0).then(|| format!("tregua retime shift --by {} {file}", seconds(by)))
            }
            Kind::Linear { rates: Some((from, to)), by, .. } if self.is_close(*by) => {
                Some(rate(*from, *to, file))
            }
            Kind::Linear { .. } => self.points(&[self.range.0, self.range.1], file),
            Kind::Steps { steps, speed } => {
                let mut at = vec![self.range.0];
                for pair in steps.windows(2) {
                    let [before, after] = pair else { continue };
                    // The last cue before the step keeps its length where the new times leave room for it.
                    let hair = Time::from_millis(1).unwrap_or_default();
                    // Where the track has more than the reference, what is between is squeezed: no more of it than must be.
                    let more = unscaled(before.by.saturating_sub(after.by), *speed);
                    let more = if after.by >= before.by { Time::ZERO } else { more };
                    let last = after.from.saturating_sub(more).saturating_sub(hair).max(before.to);
                    at.extend([last, after.from]);
                }
                at.push(self.range.1);
                at.dedup();
                self.points(&at, file)
            }
            Kind::Unclear => None,
        }
    }

    /// A distance that is no more than the pairs are out by.
    fn is_close(&self, by: Time) -> bool {
        let frame = Time::from_millis(42).unwrap_or_default();
        by.abs() <= self.spread.max(frame)
    }

    fn points(&self, at: &[Time], file: &str) -> Option<String> {
        let map = self.map()?;
        let mut command = "tregua retime points".to_owned();
        let mut last = None;
        for old in at {
            let (old, new) = (old.to_millis(), map.apply(*old)?.to_millis());
            if last.is_some_and(|(a, b)| old <= a || new <= b) {
                return None;
            }
            last = Some((old, new));
            let (old, new) = (Time::from_millis(old)?, Time::from_millis(new)?);
            write!(command, " --at {old}={new}").ok()?;
        }
        (at.len() > 1).then(|| format!("{command} {file}"))
    }
}

/// A distance on the reference's clock as the track's own, rounded up.
fn unscaled(distance: Time, speed: Speed) -> Time {
    let (num, den) = speed.fraction();
    let own = i128::from(distance.ticks()).saturating_mul(i128::from(den)) / i128::from(num.max(1)) + 1;
    Time::from_ticks(i64::try_from(own).unwrap_or(i64::MAX))
}

fn rate(from: FrameRate, to: FrameRate, file: &str) -> String {
    format!("tregua retime rate --from {from} --to {to} {file}")
}

/// `-2500` as `-2.5s`.
fn seconds(ms: i64) -> String {
    let (sign, ms) = (if ms < 0 { "-" } else { "+" }, ms.unsigned_abs());
    let fraction = format!(".{:03}", ms % 1000);
    format!("{sign}{}{}s", ms / 1000, fraction.trim_end_matches('0').trim_end_matches('.'))
}

fn pieces(speed: Speed, steps: &[Step]) -> Option<TimeMap> {
    let (num, den) = speed.fraction();
    let piece = |step: &Step| {
        let scaled = i128::from(step.from.ticks()) * i128::from(num) / i128::from(den);
        let to = Time::from_ticks(i64::try_from(scaled).ok()?).checked_add(step.by)?;
        Some(Piece { from: step.from, at: step.from, to, speed })
    };
    TimeMap::from_pieces(steps.iter().map(piece).collect::<Option<Vec<_>>>()?).ok()
}
