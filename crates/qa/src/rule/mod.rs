//! What a rule is: its page, its parameters, what it may look at, and where its findings go.

#![deny(clippy::float_arithmetic)]

#[macro_use]
mod declare;
#[macro_use]
mod phrases;

mod context;
mod cuts;
mod fraction;
mod kinds;
mod lengths;
mod lines;
pub(crate) mod quotation;
mod set;
mod shown;
mod sink;
mod streams;
mod traits;

pub use crate::pairs::TimedCue;
pub use context::Context;
pub(crate) use cuts::{Side, off_cut};
pub use fraction::Fraction;
pub use lines::{LineDash, dashes, is_dash, join_lines, line_dash, move_break};
pub use phrases::{cue_name, distance, help_of, millis, said, seconds, tenths, tongue_name, track_name};
pub use set::{Set, is_sure, odd};
pub use shown::Shown;
pub use sink::{Finding, MOST, Sink, retimed, unlisted, with_its_line};
pub use traits::Traits;

use tregua_parse::base::{Applicability, Severity};

/// A rule of the manual.
pub struct Rule {
    /// `group/fault`, such as `timing/gap-too-short`.
    pub id: &'static str,
    /// Its level where a profile names it without one.
    pub level: Severity,
    /// The furthest its fixes may be trusted; `None` where it has no fix.
    pub fix: Option<Applicability>,
    /// The manual page, in Markdown: *What it does*, *Why*, examples that run as tests, *Sources*.
    pub doc: &'static str,
    /// The parameters a profile may set.
    pub params: &'static [Param],
    /// Reads the parameters and makes the rule ready to run.
    pub prepare: fn(&toml::Table) -> Result<Check, String>,
}

/// A parameter of a rule.
#[derive(Debug)]
pub struct Param {
    /// Its key in a profile.
    pub name: &'static str,
    /// Its type in Rust's words.
    pub kind: &'static str,
    /// What it means, with its unit.
    pub doc: &'static str,
}

/// A rule with its parameters, ready to run.
pub enum Check {
    /// Looks at one track.
    Track(TrackCheck),
    /// Looks at all tracks of a film together.
    Set(SetCheck),
}

/// A check of one track.
pub type TrackCheck = Box<dyn Fn(&Context<'_>, &mut Sink<'_>) + Send + Sync>;

/// A check of the tracks of one film; a sink for each track, in their order.
pub type SetCheck = Box<dyn Fn(&Set<'_, '_>, &mut [Sink<'_>]) + Send + Sync>;

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Rule {
    /// The first sentence of its manual page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.doc.trim_start().split("\n\n").next().unwrap_or("").trim()
    }
}
