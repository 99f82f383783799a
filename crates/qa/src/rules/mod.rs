//! The rules: one a file, all in one list.

#![deny(clippy::float_arithmetic)]

mod file;
mod language;
mod set;
mod text;
mod timing;

use crate::rule::{Param, Rule};

/// Every rule, in the order of the manual.
pub static RULES: &[&Rule] = &[
    &file::encoding::RULE,
    &file::form::RULE,
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
    &text::apostrophe::RULE,
    &text::dialogue_dash::RULE,
    &text::ellipsis::RULE,
    &text::empty_cue::RULE,
    &text::line_shape::RULE,
    &text::line_too_long::RULE,
    &text::markup::RULE,
    &text::mixed_script::RULE,
    &text::odd_space::RULE,
    &text::one_line_would_do::RULE,
    &text::phrase_broken::RULE,
    &text::punctuation_space::RULE,
    &text::quotes::RULE,
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
