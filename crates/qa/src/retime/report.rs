//! What a retime did, and why one was refused.

use std::fmt;
use tregua_parse::base::SpliceError;
use tregua_parse::source::EditError;
use tregua_parse::time::Time;

/// What a retime did.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// Cues in the file.
    pub cues: usize,
    /// Stamps in the file.
    pub slots: usize,
    /// Stamps written anew.
    pub moved: usize,
    /// The largest difference between a stamp as written and the exact time.
    pub largest_error: Time,
    /// Stamps that got more digits, because the author's spelling could not hold the time.
    pub widened: usize,
    /// Cues that were held at zero.
    pub clamped: Vec<String>,
    /// Those of them of which nothing is left to see.
    pub invisible: Vec<String>,
    /// Cues that were taken out.
    pub dropped: Vec<String>,
    /// Cues that stayed where they are, because their times cannot be read.
    pub unreadable: Vec<String>,
}

/// Why nothing was retimed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RetimeError {
    /// Cues would begin or end before zero.
    BelowZero {
        /// Their names.
        cues: Vec<String>,
        /// The earliest time that would have been written.
        earliest: Time,
    },
    /// Cues whose times cannot be read would stay behind.
    Unreadable {
        /// Their names.
        cues: Vec<String>,
    },
    /// Times that follow from the format's defaults, and are not written, would have to move.
    Unwritten {
        /// The names of their cues.
        cues: Vec<String>,
    },
    /// A cue whose in-time is not written would cut cues in it that move, if it stayed.
    Holds {
        /// Its name.
        cue: String,
    },
    /// A cue cannot be taken out without a change to others.
    Stays {
        /// Its name.
        cue: String,
    },
    /// At its new time a cue would be read as the line that names the frame rate.
    FrameRate {
        /// Its name.
        cue: String,
    },
    /// Captions would be read as other ones, as some stay, or stand out of order.
    Tangled,
    /// All times of a D-Cinema file would lie behind its `StartTime`, which counts for nothing now, and would be counted from it.
    StartTime,
    /// A time would leave the range.
    OutOfRange {
        /// The time.
        time: Time,
    },
    /// The file cannot take the change.
    Edit(EditError),
    /// Two times lie in one place of the file.
    Splice(SpliceError),
}

/// The first few names, and how many more there are.
pub(crate) fn some(names: &[String]) -> String {
    some_of(names, names.len())
}

/// The same of `all` names, of which these are the first.
fn some_of(names: &[String], all: usize) -> String {
    const SHOWN: usize = 5;
    let head = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match all.saturating_sub(SHOWN) {
        0 => head,
        more => format!("{head} and {more} more"),
    }
}

impl fmt::Display for RetimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tell(f, None)
    }
}

impl RetimeError {
    /// The names of the cues it is about.
    pub(super) fn cues(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Self::BelowZero { cues, .. } | Self::Unreadable { cues } | Self::Unwritten { cues } => Some(cues),
            Self::Holds { .. }
            | Self::Stays { .. }
            | Self::FrameRate { .. }
            | Self::StartTime
            | Self::Tangled
            | Self::OutOfRange { .. }
            | Self::Edit(_)
            | Self::Splice(_) => None,
        }
    }

    /// Writes what is told; `all` is how many cues it is about, where not all are named.
    pub(super) fn tell(&self, f: &mut fmt::Formatter<'_>, all: Option<usize>) -> fmt::Result {
        let of = |cues: &[String]| (all.unwrap_or(cues.len()), some_of(cues, all.unwrap_or(cues.len())));
        match self {
            Self::BelowZero { cues, earliest } => {
                let (all, some) = of(cues);
                write!(
                    f,
                    "{all} of its cues would be before zero ({some}; the earliest at {earliest}); \
                     --clamp holds them at zero, --drop-negative takes them out"
                )
            }
            Self::Unreadable { cues } => {
                let (all, some) = of(cues);
                write!(
                    f,
                    "{all} of its cues have times that cannot be read and would stay behind ({some}); \
                     mend them, or leave them where they are with --keep-unreadable"
                )
            }
            Self::Unwritten { cues } => {
                let (all, some) = of(cues);
                write!(
                    f,
                    "{all} of its cues begin or end at times that are not written in the file and would stay behind ({some}); \
                     write them into the file, or leave them where they are with --keep-unreadable"
                )
            }
            Self::Holds { cue } => write!(
                f,
                "{cue} begins at a time that is not written in the file and holds cues that move: \
                 where it stayed, it would end them; write its in-time into the file"
            ),
            Self::Stays { cue } => write!(
                f,
                "{cue} cannot be taken out of a file of this format without a change to others; \
                 --clamp holds it at zero"
            ),
            Self::FrameRate { cue } => write!(
                f,
                "at its new time, {cue} would be read as the line that names the frame rate; write that line before it \
                 ({{1}}{{1}}25 for 25 frames a second)"
            ),
            Self::Tangled => f.write_str(
                "at their new times captions would end one another where they did not, and be read as other captions; mend the \
                 times that cannot be read, or that are out of order, first",
            ),
            Self::StartTime => write!(
                f,
                "its StartTime counts for nothing, as times before it are used; all would lie behind it then, and be counted from it: \
                 write 00:00:00:00 there first"
            ),
            Self::OutOfRange { time } => write!(f, "the new time of {time} is out of range"),
            Self::Edit(error) => fmt::Display::fmt(error, f),
            Self::Splice(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl std::error::Error for RetimeError {}
