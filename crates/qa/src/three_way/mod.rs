//! Two people changed one track: both changes are kept.
//!
//! The three versions are matched as cues. What only one side changed of a cue (its in-time, out-time, words, markup, or what
//! stands beside them) is taken; what both changed in their own way is a conflict, and both versions stay in the file, marked
//! so that the format still reads and a check finds them. Where one side moved a whole stretch by one rule, whatever
//! the other side did in it moves along.
//!
//! The result is *ours* with edits: every byte of an unchanged cue is ours. Only counters that count on are counted anew
//! where cues come or go.
//!
//! ```
//! use tregua_parse::{format::srt, source::Source};
//! use tregua_qa::three_way::{Labels, merge};
//!
//! let base = "1\n00:00:01,000 --> 00:00:02,000\nПривет!\n\n";
//! let ours = "1\n00:00:03,500 --> 00:00:04,500\nПривет!\n\n";
//! let theirs = "1\n00:00:01,000 --> 00:00:02,000\n<i>Здравствуй!</i>\n\n";
//! let [base, ours, theirs] =
//!     [base, ours, theirs].map(|text| srt::parse(Source::open(text.as_bytes(), None, None).unwrap()));
//! let merged = merge(&base, &ours, &theirs, Labels::default()).unwrap();
//! assert_eq!(merged.bytes, "1\n00:00:03,500 --> 00:00:04,500\n<i>Здравствуй!</i>\n\n".as_bytes());
//! assert!(merged.conflicts.is_empty());
//! ```

#![deny(clippy::float_arithmetic)]

mod block;
mod form;
mod links;
mod motion;
mod paste;
mod plan;
mod properties;
mod skeleton;
mod text;
mod write;

pub use form::Labels;

use crate::diff::diff;
use crate::retime::RetimeError;
use block::Version;
use form::{Form, Markers};
use links::Links;
use motion::Motion;
use std::fmt;
use tregua_parse::base::SpliceError;
use tregua_parse::format::{Format, by_name};
use tregua_parse::source::EditError;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

/// What both sides changed in their own way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Of {
    /// The in-time.
    Start,
    /// The out-time.
    End,
    /// The words.
    Text,
    /// What stands beside times and words: settings, styles, attributes.
    Beside,
    /// One side took the cue away, the other changed it.
    Removed,
    /// Both split or merged cues.
    Shape,
    /// Both put a cue in at one time.
    Added,
    /// What stands between the cues or before them.
    Around,
}

/// One place that a person must decide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What differs.
    pub of: Vec<Of>,
    /// Our cues, by their index in our version.
    pub ours: Vec<usize>,
    /// Their cues, by their index in theirs.
    pub theirs: Vec<usize>,
}

/// The merged file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What a person must decide, in the order of the file; what stands around the cues comes last.
    pub conflicts: Vec<Conflict>,
}

/// Why three versions cannot be merged. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MergeError {
    /// They are of different formats.
    Formats([&'static str; 3]),
    /// A version's encoding is not certain, so its letters cannot be compared. 0 is the base, 1 ours, 2 theirs.
    Undecided(usize),
    /// Timed text stands inside of timed text.
    Nested,
    /// Cues come, go or clash, and the format has no place for that known here.
    Shape(&'static str),
    /// A cue of ours that cannot be taken out.
    Stays(String),
    /// The times cannot be written.
    Retime(RetimeError),
    /// A letter cannot be written in our encoding.
    Edit(EditError),
    /// Changes touch one another.
    Splice(SpliceError),
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Formats([base, ours, theirs]) => write!(
                f,
                "the versions are of different formats (base {base}, ours {ours}, theirs {theirs}); convert them to one first"
            ),
            Self::Undecided(which) => {
                let name = ["base", "ours", "theirs"].get(*which).copied().unwrap_or("one version");
                write!(f, "the encoding of {name} is not certain; name it with --encoding")
            }
            Self::Nested => {
                f.write_str("a timed part stands inside of another cue; such files are not merged cue by cue")
            }
            Self::Shape(format) => {
                write!(
                    f,
                    "cues were added, removed or clash, and {format} files are only merged where times and words change"
                )
            }
            Self::Stays(cue) => write!(f, "{cue} cannot be taken out, as others depend on it"),
            Self::Retime(error) => error.fmt(f),
            Self::Edit(error) => error.fmt(f),
            Self::Splice(error) => write!(
                f,
                "{error}: a change of ours and one of theirs stand in one place of the file, as where a line holds several \
                 cues; convert the three versions to SubRip, merge these, and convert the result back"
            ),
        }
    }
}

impl std::error::Error for MergeError {}

/// Merges what became of `base` in `ours` and in `theirs`: the bytes of ours with their changes.
///
/// # Errors
/// [`MergeError`] where the versions cannot be compared or the result cannot be written.
pub fn merge(
    base: &Document<'_>,
    ours: &Document<'_>,
    theirs: &Document<'_>,
    labels: Labels<'_>,
) -> Result<Merged, MergeError> {
    let formats = [base.format, ours.format, theirs.format];
    let format = by_name(ours.format).filter(|_| formats.iter().all(|it| *it == ours.format));
    let Some(format) = format else { return Err(MergeError::Formats(formats)) };
    // What is the same needs no reading.
    let raw = [base, ours, theirs].map(|it| it.source.raw());
    let same = if raw[1] == raw[2] || raw[0] == raw[2] {
        Some(raw[1])
    } else {
        Some(raw[2]).filter(|_| raw[0] == raw[1])
    };
    match same {
        Some(bytes) => Ok(Merged { bytes: bytes.to_vec(), conflicts: Vec::new() }),
        None => by_cues([base, ours, theirs], format, labels),
    }
}

fn by_cues(
    [base, ours, theirs]: [&Document<'_>; 3],
    format: &'static Format,
    labels: Labels<'_>,
) -> Result<Merged, MergeError> {
    if let Some(which) = [base, ours, theirs].iter().position(|it| !it.source.is_decided()) {
        return Err(MergeError::Undecided(which));
    }
    let form = Form::of(format.id);
    let [b, o, t] = [base, ours, theirs].map(|it| Version::new(it, form));
    if b.is_nested() || o.is_nested() || t.is_nested() {
        return Err(MergeError::Nested);
    }
    let (to_ours, to_theirs) = (diff(base, ours), diff(base, theirs));
    let motion = Motion {
        // All are of one format: a time that was moved by a rule is rounded once.
        tolerance: Time::from_ticks(to_ours.tolerance.max(to_theirs.tolerance).ticks() / 2),
        ours: to_ours.map.clone(),
        theirs: to_theirs.map.clone(),
    };
    let alone = |other: &crate::diff::Diff| -> Vec<bool> {
        let mut out = vec![false; base.cues.len()];
        for change in other.changes.iter().filter(|it| it.is_same()) {
            let cues = out.get_mut(change.old.start as usize..change.old.end as usize);
            cues.unwrap_or_default().fill(true);
        }
        out
    };
    let (ours_alone, theirs_alone) = (alone(&to_ours), alone(&to_theirs));
    let of_ours = Links::new(&to_ours, base.cues.len(), &|at, _| theirs_alone.get(at) == Some(&true));
    let of_theirs = Links::new(&to_theirs, base.cues.len(), &|at, _| ours_alone.get(at) == Some(&true));
    let plan = plan::Planner::new([&b, &o, &t], [&of_ours, &of_theirs], &motion).plan();
    let writing =
        write::Writing { format, form, base: &b, ours: &o, theirs: &t, markers: Markers::new(labels) };
    writing.write(plan)
}

#[cfg(test)]
mod tests;
