//! The rules: one a file, all in one list.

#![deny(clippy::float_arithmetic)]

#[macro_use]
mod declare;

mod file;
mod language;
mod set;
mod text;
mod timing;

use crate::check::{Context, Sink};
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
pub type SetCheck = Box<dyn Fn(&[Context<'_>], &mut [Sink<'_>]) + Send + Sync>;

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

/// Every rule, in the order of the manual.
pub static RULES: &[&Rule] = &[
    &file::encoding::RULE,
    &file::line_ends::RULE,
    &file::numbering::RULE,
    &file::stamp_form::RULE,
    &file::stamp_unreadable::RULE,
    #[cfg(feature = "srtlib")]
    &file::strict_reader::RULE,
    &file::structure::RULE,
    &language::kazakh_letter::RULE,
    &language::wrong_language::RULE,
    &set::drift::RULE,
    &set::no_counterpart::RULE,
    &text::empty_cue::RULE,
    &text::line_too_long::RULE,
    &text::markup::RULE,
    &text::mixed_script::RULE,
    &text::stray_space::RULE,
    &text::too_many_lines::RULE,
    &timing::gap_in_chaining_zone::RULE,
    &timing::gap_too_short::RULE,
    &timing::off_grid::RULE,
    &timing::out_of_order::RULE,
    &timing::overlap::RULE,
    &timing::reading_too_fast::RULE,
    &timing::too_brief::RULE,
    &timing::too_long::RULE,
];

/// The ids of all rules.
pub fn ids() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id)
}

/// The parameters of the rule with that id; `None` where there is no such rule.
#[must_use]
pub fn params(id: &str) -> Option<&'static [Param]> {
    find(id).map(|rule| rule.params)
}

/// The rule with that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}

#[cfg(test)]
mod tests;
