//! The rules: one a file, all in one list.

#![deny(clippy::float_arithmetic)]

mod file;
mod language;
mod set;
mod text;
pub(crate) mod timing;

use crate::rule::Rule;

/// Every rule, in the order of the manual.
pub static RULES: &[&Rule] = &[
    &file::byte_order_mark::RULE,
    &file::demand_unmet::RULE,
    &file::encoding::RULE,
    &file::form::RULE,
    &file::line_ends::RULE,
    &file::merge_conflict::RULE,
    &file::name_pattern::RULE,
    &file::numbering::RULE,
    &file::stamp_form::RULE,
    &file::stamp_unreadable::RULE,
    #[cfg(feature = "srtlib")]
    &file::strict_reader::RULE,
    &file::structure::RULE,
    &file::too_large::RULE,
    &language::kazakh_harmony::RULE,
    &language::kazakh_letter::RULE,
    &language::kazakh_stripped::RULE,
    &language::russian_dash::RULE,
    &language::russian_kept_together::RULE,
    &language::russian_yo::RULE,
    &language::spanish_abbreviation::RULE,
    &language::spanish_opening_mark::RULE,
    &language::spanish_punctuation::RULE,
    &language::spanish_variant::RULE,
    &language::spelling::RULE,
    &language::wrong_language::RULE,
    &language::wrong_track::RULE,
    &set::drift::RULE,
    &set::forced_missing::RULE,
    &set::frame_rates_differ::RULE,
    &set::marks_differ::RULE,
    &set::names_differ::RULE,
    &set::no_counterpart::RULE,
    &set::numbers_differ::RULE,
    &set::styles_differ::RULE,
    &set::times_differ::RULE,
    &set::untranslated::RULE,
    &set::wrong_file::RULE,
    &text::all_caps::RULE,
    &text::apostrophe::RULE,
    &text::control_character::RULE,
    &text::credit_or_address::RULE,
    &text::decomposed_letter::RULE,
    &text::dialogue_dash::RULE,
    &text::ellipsis::RULE,
    &text::empty_cue::RULE,
    &text::glyph::RULE,
    &text::line_shape::RULE,
    &text::line_too_long::RULE,
    &text::markup::RULE,
    &text::mixed_script::RULE,
    &text::mojibake::RULE,
    &text::music_note::RULE,
    &text::number_in_words::RULE,
    &text::number_separator::RULE,
    &text::odd_space::RULE,
    &text::one_line_would_do::RULE,
    &text::phrase_broken::RULE,
    &text::punctuation_space::RULE,
    &text::quotes::RULE,
    &text::repeated::RULE,
    &text::replacement_character::RULE,
    &text::sdh_mark::RULE,
    &text::stray_space::RULE,
    &text::too_many_lines::RULE,
    &timing::beyond_programme::RULE,
    &timing::first_too_early::RULE,
    &timing::flash::RULE,
    &timing::gap_in_chaining_zone::RULE,
    &timing::gap_too_short::RULE,
    &timing::in_time_off_cut::RULE,
    &timing::no_duration::RULE,
    &timing::off_grid::RULE,
    &timing::out_of_order::RULE,
    &timing::out_time_off_cut::RULE,
    &timing::overlap::RULE,
    &timing::reading_too_fast::RULE,
    &timing::speed_jump::RULE,
    &timing::too_brief::RULE,
    &timing::too_long::RULE,
];

/// The ids of all rules.
pub fn ids() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|rule| rule.id)
}

/// Whether a rule of that id exists and this build is without it.
#[must_use]
pub fn is_left_out(id: &str) -> bool {
    cfg!(not(feature = "srtlib")) && id == "file/strict-reader"
}

/// The rule with that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}

/// The rule of that id or, where only one has it, of that fault: `too-brief` is `timing/too-brief`.
///
/// # Errors
/// What to tell the user, with the nearest id.
pub fn named(id: &str) -> Result<&'static Rule, String> {
    let mut by_fault =
        RULES.iter().filter(|rule| rule.id.split_once('/').is_some_and(|(_, fault)| fault == id));
    let only = || by_fault.next().filter(|_| by_fault.next().is_none()).copied();
    find(id).or_else(only).ok_or_else(|| unknown(id))
}

/// What is said of a rule that does not exist, with the nearest that does.
pub(crate) fn unknown(id: &str) -> String {
    if ids().any(|known| known.split_once('/').is_some_and(|(group, _)| group == id)) {
        return format!("{id} is a group of rules; `tregua rules {id}` lists them");
    }
    let near = crate::profile::nearest(id, ids());
    let hint = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
    format!("there is no rule \u{201c}{}\u{201d}{hint} (`tregua rules` lists them)", id.escape_debug())
}

#[cfg(test)]
mod gates;
#[cfg(test)]
mod tests;
