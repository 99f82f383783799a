//! Where reels lie in their film: behind one another by their lengths, or by clocks that run on from one to the next.

use super::recut::FAR;
use super::reels::{ReelError, Reels};
use std::fmt;
use tregua_parse::syntax::Document;
use tregua_parse::time::{FrameRate, Time, Timecode};

/// A cue may begin so far outside of its reel: reels overlap a little, and what is shown at a change is in both.
const HANDLE: i64 = 10;

/// Seconds after which a reel's first cue is too late for a clock of which nobody said that it begins at zero.
const SILENT: i64 = 1800;

/// What a reel's track tells of its reel.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ReelFacts {
    /// What its clock shows at its first frame, where somebody says so.
    pub start: Option<Time>,
    /// The earliest and the latest in-time, and the latest out-time; `None` without a cue that has times.
    pub shown: Option<(Time, Time, Time)>,
}

impl ReelFacts {
    /// What a document tells; its start is what its format says.
    #[must_use]
    pub fn of(document: &Document<'_>) -> Self {
        let mut shown: Option<(Time, Time, Time)> = None;
        for (start, end) in document.cues.iter().filter_map(|cue| document.times(cue)) {
            shown = Some(match shown {
                Some((first, last, out)) => (first.min(start), last.max(start), out.max(end)),
                None => (start, start, end),
            });
        }
        Self { start: tregua_parse::format::programme_start(document), shown }
    }
}

/// How it is known where reels lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placing {
    /// By their lengths.
    Lengths,
    /// Their clocks run on from one to the next.
    Clocks,
}

/// Why nobody can say where the reels lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlaceError {
    /// They are no reels of a film.
    Reels(ReelError),
    /// There are neither as many lengths as reels nor one less.
    Lengths {
        /// How many reels there are.
        reels: usize,
        /// How many lengths.
        lengths: usize,
    },
    /// Without lengths each clock's start is needed, and nobody says this reel's, counted from 1.
    NoStart(usize),
    /// Without lengths the clocks must run on, and this reel's, counted from 1, does not begin behind the one before.
    NotOn {
        /// The reel.
        reel: usize,
        /// What its clock begins at.
        start: Timecode,
    },
    /// The clocks are whole hours apart: a sign for the reel's number as a rule, not its place in the film.
    Hours(Vec<Timecode>),
    /// A cue begins outside of its reel.
    Outside {
        /// The reel, counted from 1.
        reel: usize,
        /// Its in-time, on the reel's clock.
        cue: Time,
        /// What the clock shows at the reel's first frame.
        from: Time,
        /// What it shows where the reel has ended.
        to: Time,
    },
    /// Nobody says what the clock of a reel begins at nor how long it is, and its first cue is too late for zero.
    Late {
        /// The reel, counted from 1.
        reel: usize,
        /// Its first in-time.
        cue: Time,
    },
    /// A start or a length out of range, of the reel counted from 1.
    Range(usize),
}

impl PlaceError {
    /// Whether lengths would be an answer, and not starts alone.
    #[must_use]
    pub fn wants_lengths(&self) -> bool {
        matches!(self, Self::NoStart(_) | Self::NotOn { .. } | Self::Hours(_))
    }
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reels(why) => why.fmt(f),
            Self::Lengths { reels, lengths } => write!(
                f,
                "{reels} reels need as many lengths (the last one\u{2019}s may be left out); there are {lengths}"
            ),
            Self::NoStart(reel) => write!(f, "nothing says where reel {reel} begins in the film"),
            Self::NotOn { reel, start } => write!(
                f,
                "the clock of reel {reel} begins at {start}, not behind where the one before begins, so that clocks do \
                 not tell where reels lie"
            ),
            Self::Hours(starts) => {
                let starts: Vec<String> = starts.iter().take(4).map(ToString::to_string).collect();
                write!(
                    f,
                    "the reels\u{2019} clocks begin whole hours apart ({}): the hour is the reel\u{2019}s number as a \
                     rule, and does not tell where it lies in the film",
                    starts.join(", ")
                )
            }
            Self::Outside { reel, cue, from, to } => write!(
                f,
                "reel {reel} has a cue at {cue}, and its clock would show {from} to {to} while it runs"
            ),
            Self::Late { reel, cue } => write!(
                f,
                "reel {reel} has its first cue at {cue}, so that its clock hardly begins at 00:00:00:00, and nothing says \
                 where it does"
            ),
            Self::Range(reel) => write!(f, "the start or the length of reel {reel} is out of range"),
        }
    }
}

impl std::error::Error for PlaceError {}

/// Finds where reels lie: by `lengths` in frames (one for each, or all but the last one's), else by clocks that run on.
///
/// What the clocks show at each reel's first frame is in `facts`; with lengths, zero where nobody says it.
///
/// # Errors
/// [`PlaceError`] where that cannot be known, or does not fit the cues.
pub fn place(rate: FrameRate, lengths: &[i64], facts: &[ReelFacts]) -> Result<(Reels, Placing), PlaceError> {
    let n = facts.len();
    if !lengths.is_empty() && lengths.len() != n && lengths.len() + 1 != n {
        return Err(PlaceError::Lengths { reels: n, lengths: lengths.len() });
    }
    let frame = |at: usize, time: Time| {
        let frame = rate.nearest_frame(time);
        (-FAR..FAR).contains(&frame).then_some(frame).ok_or(PlaceError::Range(at + 1))
    };
    let mut starts = Vec::with_capacity(n);
    for (at, facts) in facts.iter().enumerate() {
        let start = facts.start.map(|start| frame(at, start)).transpose()?;
        starts.push(match start {
            Some(start) => start,
            None if lengths.is_empty() => return Err(PlaceError::NoStart(at + 1)),
            None => 0,
        });
    }
    let (mut lengths, placing) = match lengths {
        [] => (running(rate, &starts)?, Placing::Clocks),
        given => (given.to_vec(), Placing::Lengths),
    };
    // The last reel lasts as long as its cues where nobody says more.
    if let (Some(facts), Some(start)) = (facts.last(), starts.last())
        && lengths.len() < n
    {
        let late =
            |cue: &Time| frame(n - 1, *cue).map_or(true, |at| at >= SILENT * i64::from(rate.timebase()));
        let first = facts.shown.map(|(first, ..)| first).filter(|_| facts.start.is_none());
        if let Some(cue) = first.filter(late) {
            return Err(PlaceError::Late { reel: n, cue });
        }
        let end = facts.shown.map_or(Ok(0), |(.., out)| frame(n - 1, out))?;
        lengths.push(end.saturating_sub(*start).max(1));
    }
    let reels = Reels::new(rate, &lengths, &starts).map_err(PlaceError::Reels)?;
    let handle = HANDLE * i64::from(rate.timebase());
    for (at, (reel, facts)) in reels.all().iter().zip(facts).enumerate() {
        let (from, to) = (reel.start, reel.start.saturating_add(reel.to.saturating_sub(reel.from)));
        let Some((first, last, _)) = facts.shown else { continue };
        for cue in [first, last] {
            let here = frame(at, cue)?;
            if here < from.saturating_sub(handle) || here >= to.saturating_add(handle) {
                let time = |frame| rate.time_of(frame).unwrap_or_default();
                return Err(PlaceError::Outside { reel: at + 1, cue, from: time(from), to: time(to) });
            }
        }
    }
    Ok((reels, placing))
}

/// The lengths of all reels but the last, where their clocks run on.
fn running(rate: FrameRate, starts: &[i64]) -> Result<Vec<i64>, PlaceError> {
    let label = |at: usize| {
        let start = starts.get(at).copied().unwrap_or_default();
        Timecode::from_frame(start, rate).ok_or(PlaceError::Range(at + 1))
    };
    let lengths: Vec<i64> =
        starts.iter().zip(starts.iter().skip(1)).map(|(one, next)| next.saturating_sub(*one)).collect();
    if let Some(at) = lengths.iter().position(|length| *length <= 0) {
        return Err(PlaceError::NotOn { reel: at + 2, start: label(at + 1)? });
    }
    let labels = (0..starts.len()).map(label).collect::<Result<Vec<_>, _>>()?;
    let within = |label: &Timecode| label.fields().into_iter().skip(1).collect::<Vec<_>>();
    let mut within = labels.iter().map(within);
    let first = within.next();
    if labels.len() > 1 && within.all(|it| Some(it) == first) {
        return Err(PlaceError::Hours(labels));
    }
    Ok(lengths)
}
