//! What stayed of the old picture, and where it stands in the new one.

use std::fmt;
use tregua_parse::time::{FrameRate, Time};

/// No frame lies farther off. A stretch that reaches here has no end.
pub const FAR: i64 = 1 << 50;

/// More stretches has no film.
const MOST: usize = 200_000;

/// A stretch of the old picture, and where it begins in the new one: frames, each counted from its picture's first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Its first frame in the old picture.
    pub from: i64,
    /// The first frame behind it.
    pub to: i64,
    /// The frame of the new picture that its first one becomes.
    pub at: i64,
}

impl Stretch {
    /// How far its frames are moved.
    #[must_use]
    pub fn shift(&self) -> i64 {
        self.at - self.from
    }

    /// The frame of the new picture behind its last one.
    #[must_use]
    pub fn end(&self) -> i64 {
        self.to + self.shift()
    }
}

/// A film that was cut anew: stretches in the order of the new picture. What no stretch holds was removed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recut {
    rate: FrameRate,
    stretches: Vec<Stretch>,
    reused: bool,
    turned: bool,
}

/// Stretches that make no film.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecutError {
    /// There are none.
    Nothing,
    /// There are too many.
    TooMany,
    /// A stretch without frames, or one too far off.
    Bad(Stretch),
    /// Two stretches want one place in the new picture.
    Overlap(Stretch, Stretch),
}

impl fmt::Display for RecutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("nothing of the old picture is kept"),
            Self::TooMany => f.write_str("it has more stretches than any film"),
            Self::Bad(s) => {
                write!(
                    f,
                    "the stretch from frame {} to {} at {} holds no frames or is out of range",
                    s.from, s.to, s.at
                )
            }
            Self::Overlap(a, b) => write!(
                f,
                "two stretches want one place: one ends at frame {} of the new picture, the next begins at frame {}",
                a.end(),
                b.at
            ),
        }
    }
}

impl std::error::Error for RecutError {}

impl Recut {
    /// Puts stretches in order. Neighbours that were not parted become one.
    ///
    /// # Errors
    /// [`RecutError`] where they make no film.
    pub fn new(rate: FrameRate, mut stretches: Vec<Stretch>) -> Result<Self, RecutError> {
        if stretches.len() > MOST {
            return Err(RecutError::TooMany);
        }
        let far = |n: i64| !(-FAR..=FAR).contains(&n);
        if let Some(bad) =
            stretches.iter().find(|s| s.to <= s.from || far(s.from) || far(s.to) || far(s.at / 4))
        {
            return Err(RecutError::Bad(*bad));
        }
        stretches.sort_by_key(|s| (s.at, s.from));
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for next in stretches {
            match joined.last_mut() {
                Some(last) if last.end() > next.at => return Err(RecutError::Overlap(*last, next)),
                Some(last) if last.to == next.from && last.end() == next.at => last.to = next.to,
                _ => joined.push(next),
            }
        }
        if joined.is_empty() {
            return Err(RecutError::Nothing);
        }
        let turned = joined.windows(2).any(|pair| matches!(pair, [a, b] if b.from < a.from));
        let mut old: Vec<(i64, i64)> = joined.iter().map(|s| (s.from, s.to)).collect();
        old.sort_unstable();
        let reused = old.windows(2).any(|pair| matches!(pair, [a, b] if b.0 < a.1));
        Ok(Self { rate, stretches: joined, reused, turned })
    }

    /// The frame rate of both pictures.
    #[must_use]
    pub fn rate(&self) -> FrameRate {
        self.rate
    }

    /// The stretches, in the order of the new picture.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Some frames of the old picture are seen more than once in the new one.
    #[must_use]
    pub fn is_reused(&self) -> bool {
        self.reused
    }

    /// Later material stands before earlier.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        self.turned
    }

    /// How far `frames` are, negative where they lead back.
    pub(super) fn span(&self, frames: i64) -> Option<Time> {
        self.rate.time_of(frames)
    }

    /// What of the old picture was removed, in its order: `None` for without a beginning or an end.
    #[must_use]
    pub fn removed(&self) -> Vec<(Option<i64>, Option<i64>)> {
        let mut old: Vec<(i64, i64)> = self.stretches.iter().map(|s| (s.from, s.to)).collect();
        old.sort_unstable();
        let mut out = Vec::new();
        let mut at = -FAR;
        for (from, to) in old {
            if from > at {
                out.push(((at > -FAR).then_some(at), Some(from)));
            }
            at = at.max(to);
        }
        if at < FAR {
            out.push((Some(at), None));
        }
        out
    }

    /// How many frames of the new picture are of the old one; `None` where a stretch has no end.
    #[must_use]
    pub fn kept(&self) -> Option<i64> {
        let ends = |s: &Stretch| s.from > -FAR && s.to < FAR;
        let all = self.stretches.iter().map(|s| ends(s).then_some(s.to - s.from));
        all.sum()
    }

    /// How many frames of the old picture were removed between kept ones, and how many of the new one are new.
    #[must_use]
    pub fn lost_and_gained(&self) -> (i64, i64) {
        let between = self.removed().into_iter().filter_map(|(from, to)| Some(to? - from?));
        let lost = between.fold(0i64, i64::saturating_add);
        let gaps = self.stretches.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(b.at - a.end()),
            _ => None,
        });
        (lost, gaps.fold(0i64, i64::saturating_add))
    }
}
