//! Where every instant goes: exact, piecewise linear.

use std::fmt;
use std::str::FromStr;
use tregua_parse::time::{FrameRate, Time};

/// A speed as an exact positive fraction: new seconds for one old second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speed {
    num: i64,
    den: i64,
}

impl Speed {
    /// Unchanged.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// `num`/`den`, reduced; `None` unless both are positive.
    #[must_use]
    pub fn new(num: i64, den: i64) -> Option<Self> {
        if num <= 0 || den <= 0 {
            return None;
        }
        let divisor = gcd(num, den);
        Some(Self { num: num / divisor, den: den / divisor })
    }

    /// The speed that carries times made for a picture at `from` over to the same picture at `to`: every frame
    /// keeps its number. From 25 to 23.976 it is 1001/960.
    #[must_use]
    pub fn between(from: FrameRate, to: FrameRate) -> Self {
        let ((a, b), (c, d)) = (from.fraction(), to.fraction());
        let (num, den) = (i64::from(a) * i64::from(d), i64::from(b) * i64::from(c));
        Self::new(num, den).unwrap_or(Self::ONE)
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn fraction(self) -> (i64, i64) {
        (self.num, self.den)
    }

    fn inverse(self) -> Self {
        Self { num: self.den, den: self.num }
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den == 1 { write!(f, "{}", self.num) } else { write!(f, "{}/{}", self.num, self.den) }
    }
}

impl FromStr for Speed {
    type Err = MapError;

    fn from_str(text: &str) -> Result<Self, MapError> {
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let read = |t: &str| t.trim().parse::<i64>().ok();
        let speed = read(num).zip(read(den)).and_then(|(n, d)| Self::new(n, d));
        speed.ok_or_else(|| {
            MapError(format!("\u{201c}{text}\u{201d} is not a speed; write a fraction like 1001/960"))
        })
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// One stretch of a map: from `from` on (all earlier times too, for the first), `at` goes to `to` and every
/// other time follows at `speed`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// First old time the piece is for.
    pub from: Time,
    /// An old time whose new time is known.
    pub at: Time,
    /// That new time.
    pub to: Time,
    /// How fast the others follow.
    pub speed: Speed,
}

impl Piece {
    #[inline]
    pub(super) fn apply(&self, time: Time) -> Option<Time> {
        if self.speed == Speed::ONE {
            // Nearly always both fit; the sum of all three may where one of two does not.
            let near = time.checked_sub(self.at).and_then(|distance| distance.checked_add(self.to));
            if near.is_some() {
                return near;
            }
        }
        self.apply_slowly(time)
    }

    fn apply_slowly(&self, time: Time) -> Option<Time> {
        let (num, den) = self.speed.fraction();
        let distance = i128::from(time.ticks()) - i128::from(self.at.ticks());
        let scaled = distance.checked_mul(i128::from(num))?;
        // One division, rounded to the nearest unit; the unit is 1.4 ns.
        let den = i128::from(den);
        let twice = scaled.checked_mul(2)?;
        let half = if twice >= 0 { twice.checked_add(den)? } else { twice.checked_sub(den)? };
        let new = (half / den.checked_mul(2)?).checked_add(i128::from(self.to.ticks()))?;
        i64::try_from(new).ok().map(Time::from_ticks)
    }
}

/// A piecewise linear map of time, exact to the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimeMap {
    pieces: Vec<Piece>,
}

/// A map that cannot be made, or cannot be turned round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MapError(pub(crate) String);

impl fmt::Display for MapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MapError {}

impl TimeMap {
    /// Everything later by `by` (earlier where it is negative).
    #[must_use]
    pub fn shift(by: Time) -> Self {
        Self { pieces: vec![Piece { from: Time::ZERO, at: Time::ZERO, to: by, speed: Speed::ONE }] }
    }

    /// Times made for `from` carried over to `to`, with zero staying at zero.
    #[must_use]
    pub fn rate(from: FrameRate, to: FrameRate) -> Self {
        let speed = Speed::between(from, to);
        Self { pieces: vec![Piece { from: Time::ZERO, at: Time::ZERO, to: Time::ZERO, speed }] }
    }

    /// The line through two or more points `(old, new)`, broken at each; before the first and behind the last
    /// the nearest stretch goes on.
    ///
    /// # Errors
    /// Fewer than two points, two points at one old time, or new times that do not grow with the old ones.
    pub fn points(points: &[(Time, Time)]) -> Result<Self, MapError> {
        let mut points = points.to_vec();
        points.sort_unstable();
        if points.len() < 2 {
            return Err(MapError("two points at least are needed; for one, use a shift".to_owned()));
        }
        let mut pieces = Vec::with_capacity(points.len() - 1);
        for pair in points.windows(2) {
            let [(old_a, new_a), (old_b, new_b)] = pair else { continue };
            let span = old_b.checked_sub(*old_a).map(Time::ticks).unwrap_or(0);
            let new_span = new_b.checked_sub(*new_a).map(Time::ticks).unwrap_or(0);
            if span == 0 {
                return Err(MapError(format!("two points are given for {old_a}")));
            }
            let speed = Speed::new(new_span, span).ok_or_else(|| {
                MapError(format!("the points {old_a}={new_a} and {old_b}={new_b} would turn time backwards"))
            })?;
            pieces.push(Piece { from: *old_a, at: *old_a, to: *new_a, speed });
        }
        Ok(Self { pieces })
    }

    /// A map from its pieces.
    ///
    /// # Errors
    /// No piece, or pieces not in the order of their `from`.
    pub fn from_pieces(pieces: Vec<Piece>) -> Result<Self, MapError> {
        if pieces.is_empty() {
            return Err(MapError("the map has no piece".to_owned()));
        }
        if let Some(pair) = pieces.windows(2).find(|p| p[0].from >= p[1].from) {
            return Err(MapError(format!(
                "the pieces are not in order: {} comes after {}",
                pair[1].from, pair[0].from
            )));
        }
        Ok(Self { pieces })
    }

    /// The pieces, in order of time.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether every time stays where it is.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.pieces.iter().all(|p| p.speed == Speed::ONE && p.at == p.to)
    }

    /// The new time of an old one; `None` beyond the range of [`Time`].
    #[must_use]
    pub fn apply(&self, time: Time) -> Option<Time> {
        let after = self.pieces.partition_point(|p| p.from <= time);
        self.pieces.get(after.saturating_sub(1))?.apply(time)
    }

    /// The map that undoes this one.
    ///
    /// # Errors
    /// When two old stretches land on one another, so that a new time has two old ones.
    pub fn invert(&self) -> Result<Self, MapError> {
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (i, piece) in self.pieces.iter().enumerate() {
            let out = || MapError("the map leaves the range of times".to_owned());
            let from = piece.apply(piece.from).ok_or_else(out)?;
            if let Some(next) = self.pieces.get(i + 1) {
                let end = piece.apply(next.from).ok_or_else(out)?;
                let begin = next.apply(next.from).ok_or_else(out)?;
                if begin < end {
                    return Err(MapError(format!(
                        "the map cannot be turned round: what follows {} goes to {begin}, where earlier text already is (up to {end})",
                        next.from
                    )));
                }
            }
            pieces.push(Piece { from, at: piece.to, to: piece.at, speed: piece.speed.inverse() });
        }
        Self::from_pieces(pieces)
    }
}
