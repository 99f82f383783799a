//! Rules about the tracks of one film together.

pub(super) mod drift;
pub(super) mod marks_differ;
pub(super) mod names_differ;
pub(super) mod no_counterpart;
pub(super) mod numbers_differ;
pub(super) mod styles_differ;
pub(super) mod times_differ;
pub(super) mod untranslated;

#[cfg(test)]
mod tests;
