//! Rules about the tracks of one film together.

pub(super) mod drift;
pub(super) mod forced_missing;
pub(super) mod frame_rates_differ;
pub(super) mod marks_differ;
pub(super) mod names_differ;
pub(super) mod no_counterpart;
pub(super) mod numbers_differ;
pub(super) mod styles_differ;
pub(super) mod times_differ;
pub(super) mod untranslated;
pub(super) mod wrong_file;

#[cfg(test)]
mod tests;
