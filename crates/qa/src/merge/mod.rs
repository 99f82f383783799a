//! Several tracks of one film become one.
//!
//! Two steps, each of use by itself. [`answers`] finds which cues of the tracks answer one another; [`stack`]
//! makes one cue of every group and says what could not be carried over. [`to_srt`] spells the result. [`layers`] and
//! [`interleaved`] join nothing: each cue stays one, in its language's part of the screen or just in time order.
//!
//! ```
//! use tregua_parse::{base::Lang, format::srt, source::Source};
//! use tregua_qa::merge::{AnswerOptions, Input, StackOptions, answers, stack, to_srt};
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
//! let found = answers(&inputs, &AnswerOptions::default());
//! assert_eq!(found.groups[0].members, [vec![0], vec![0, 1]]);
//! let options = StackOptions { times: found.times, ..StackOptions::default() };
//! let merged = stack(&inputs, &found.groups, &options);
//! assert!(merged.losses.is_empty());
//! assert_eq!(
//!     to_srt(&merged),
//!     "1\n00:00:01,000 --> 00:00:04,000\nBuenos días. ¿Qué tal?\nҚайырлы таң.\nҚалайсың?\n\n"
//! );
//! ```

#![deny(clippy::float_arithmetic)]

mod answers;
mod arrange;
mod floor;
mod forced;
mod group;
mod layers;
mod link;
mod loss;
mod moved;
mod stack;
mod text;
mod times;
mod untangle;
mod wrap;
mod write;

pub use answers::{AnswerOptions, Answers, answers};
pub use forced::{Overlaid, Sign, narratives, overlay};
pub(crate) use group::{GroupOptions, group_times, is_pair};
pub use layers::{Seat, interleaved, layers};
pub use loss::{Loss, LossKind};
pub use stack::stack;
pub use write::{to_srt, to_track};

use std::borrow::Cow;
use tregua_parse::base::Lang;
use tregua_parse::model::{Colour, Style, Track};
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;

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

/// In-time and out-time of a cue, where both could be read.
pub type Times = Option<(Time, Time)>;

/// Cues that answer one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// For each input the indices of its cues, in the order of their in-times (the file's where those are
    /// equal). A cue without readable times follows the cue it stands behind in its file.
    pub members: Vec<Vec<u32>>,
    /// From the first in-time to the last out-time; `None` where no member has readable times.
    pub times: Times,
}

/// Where the times of a merged cue come from.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Timing {
    /// The first in-time and the last out-time of all members.
    #[default]
    Union,
    /// Those of the first language that has a timed cue in the group.
    First,
    /// While all languages of the group are shown; those of the first where that is too short to be read.
    Intersection,
    /// Those of this input where it has a timed cue in the group, of the first language that has one elsewhere.
    Of(usize),
}

/// How many lines a language may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// At most so many lines in each cue; a text in more is set anew, at least in one.
    pub lines: u8,
    /// Characters a line that was set anew may have before it is named as too long.
    pub width: u32,
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
    /// For each input in turn; inputs beyond its end keep their lines.
    pub budgets: Vec<Option<Budget>>,
    /// A line between two languages.
    pub separator: Option<String>,
    /// For each input the times its cues are taken to have, as [`answers`] gives them; inputs beyond its end have
    /// their own.
    pub times: Vec<Vec<Times>>,
    /// Least distance between an out-time and the next in-time. Only ever cuts out-times, and never below the
    /// out-time of the cue's first language.
    pub min_gap: Time,
}

/// One track made of several.
#[derive(Clone, Debug)]
pub struct Merged<'t> {
    /// The languages of the inputs; [`MergedLine::input`] and [`MergedCue::members`] count in this order.
    pub languages: Vec<Lang>,
    /// The cues in the order of their in-times.
    pub cues: Vec<MergedCue<'t>>,
    /// What was not carried over as it was, input by input and cue by cue.
    pub losses: Vec<Loss>,
}

/// One cue of the result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedCue<'t> {
    /// In-time.
    pub start: Time,
    /// Out-time; never before the in-time.
    pub end: Time,
    /// Where on the screen, as on a numeric keypad, where the members agree on it.
    pub align: Option<u8>,
    /// The lines in the order of the languages. Lines that show nothing are left out.
    pub lines: Vec<MergedLine<'t>>,
    /// For each input the cues that went into this one.
    pub members: Vec<Vec<u32>>,
}

/// One line of a merged cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedLine<'t> {
    /// The input it comes from.
    pub input: usize,
    /// The cue of that input; the first one where lines were set anew.
    pub cue: u32,
    /// It is no line of the input, but the one that stands before the input's own.
    pub separator: bool,
    /// The line as styled runs, decoration included.
    pub runs: Vec<MergedRun<'t>>,
}

/// A stretch of a merged line in one style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedRun<'t> {
    /// The text as shown; borrowed from the track where it stands there so.
    pub text: Cow<'t, str>,
    /// Its style.
    pub style: Style,
}

#[cfg(test)]
mod tests;
