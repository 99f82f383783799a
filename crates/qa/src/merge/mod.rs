//! Several tracks of one film become one.
//!
//! Two steps, each of use by itself. [`group`] finds which cues of the tracks answer one another; [`stack`]
//! makes one cue of every group and says what could not be carried over. [`to_srt`] spells the result.
//!
//! ```
//! use tregua_parse::{base::Lang, format::srt, source::Source};
//! use tregua_qa::merge::{GroupOptions, Input, StackOptions, group, stack, to_srt};
//!
//! let es = "1\n00:00:01,000 --> 00:00:04,000\nBuenos días. ¿Qué tal?\n".as_bytes();
//! let kk = "1\n00:00:01,000 --> 00:00:02,400\nҚайырлы таң.\n\n2\n00:00:02,500 --> 00:00:04,000\nҚалайсың?\n";
//! let es = srt::parse(Source::open(es, None, None).unwrap());
//! let kk = srt::parse(Source::open(kk.as_bytes(), None, None).unwrap());
//! let (a, b) = (srt::lower(&es), srt::lower(&kk));
//! let inputs = [
//!     Input { lang: Lang::parse("es").unwrap(), document: &es, track: &a },
//!     Input { lang: Lang::parse("kk").unwrap(), document: &kk, track: &b },
//! ];
//! let groups = group(&inputs, &GroupOptions::default());
//! assert_eq!(groups[0].members, [vec![0], vec![0, 1]]);
//! let merged = stack(&inputs, &groups, &StackOptions::default());
//! assert!(merged.losses.is_empty());
//! assert_eq!(
//!     to_srt(&merged),
//!     "1\n00:00:01,000 --> 00:00:04,000\nBuenos días. ¿Qué tal?\nҚайырлы таң.\nҚалайсың?\n\n"
//! );
//! ```

#![deny(clippy::float_arithmetic)]

mod floor;
mod group;
mod layers;
mod link;
mod loss;
mod stack;
mod text;
mod times;
mod untangle;
mod write;

pub use group::group;
pub(crate) use group::{Times, group_times, is_pair};
pub use layers::{Seat, layers};
pub use loss::{Loss, LossKind};
pub use stack::stack;
pub use write::{to_srt, to_track};

use tregua_parse::base::Lang;
use tregua_parse::model::{Colour, Style, Track};
use tregua_parse::syntax::Document;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// One track to be merged, with the document it was lowered from.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The track's language, for the names of cues in losses.
    pub lang: Lang,
    /// Where names of cues and problems of the reading come from.
    pub document: &'a Document<'a>,
    /// What is merged; lowered from `document`.
    pub track: &'a Track<'a>,
}

/// How [`group`] decides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupOptions {
    /// Edges of different tracks no further apart than this count as one edge: an overlap this short links
    /// nothing, a piece this short that sticks out parts nothing.
    pub tolerance: Time,
    /// Percent of the shorter cue the longer one must cover to answer it; above 100 is read as 100.
    pub share: u8,
}

impl Default for GroupOptions {
    /// 0.2 s and half of the shorter cue.
    fn default() -> Self {
        Self { tolerance: Time::from_ticks(TICKS_PER_SECOND / 5), share: 50 }
    }
}

/// Cues that answer one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// For each input the indices of its cues, in the order of their in-times (the file's where those are
    /// equal). A cue without readable times follows the cue it stands behind in its file.
    pub members: Vec<Vec<u32>>,
    /// From the first in-time to the last out-time; `None` where no member has readable times.
    pub times: Option<(Time, Time)>,
}

/// Where the times of a merged cue come from.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Timing {
    /// The first in-time and the last out-time of all members.
    #[default]
    Union,
    /// Those of the first language that has a timed cue in the group.
    First,
}

/// What marks a language among the others.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Decoration {
    /// All its text in italics.
    pub italic: bool,
    /// The colour of text that has none of its own.
    pub colour: Option<Colour>,
}

/// How [`stack`] builds cues.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct StackOptions {
    /// Where times come from.
    pub timing: Timing,
    /// For each input in turn; inputs beyond its end have none.
    pub decorations: Vec<Decoration>,
    /// Least distance between an out-time and the next in-time. Only ever cuts out-times, and never below the
    /// out-time of the cue's first language.
    pub min_gap: Time,
}

/// One track made of several.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The languages of the inputs; [`MergedLine::input`] and [`MergedCue::members`] count in this order.
    pub languages: Vec<Lang>,
    /// The cues in the order of their in-times.
    pub cues: Vec<MergedCue>,
    /// What was not carried over as it was, input by input and cue by cue.
    pub losses: Vec<Loss>,
}

/// One cue of the result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedCue {
    /// In-time.
    pub start: Time,
    /// Out-time; never before the in-time.
    pub end: Time,
    /// Where on the screen, as on a numeric keypad, where the members agree on it.
    pub align: Option<u8>,
    /// The lines in the order of the languages. Lines that show nothing are left out.
    pub lines: Vec<MergedLine>,
    /// For each input the cues that went into this one.
    pub members: Vec<Vec<u32>>,
}

/// One line of a merged cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedLine {
    /// The input it comes from.
    pub input: usize,
    /// The cue of that input.
    pub cue: u32,
    /// The line as styled runs, decoration included.
    pub runs: Vec<MergedRun>,
}

/// A stretch of a merged line in one style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedRun {
    /// The text as shown.
    pub text: String,
    /// Its style.
    pub style: Style,
}

#[cfg(test)]
mod tests;
