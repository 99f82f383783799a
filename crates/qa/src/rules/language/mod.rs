//! Rules about languages.

pub(super) mod kazakh_harmony;
pub(super) mod kazakh_letter;
pub(super) mod kazakh_stripped;
pub(super) mod russian_dash;
pub(super) mod russian_kept_together;
pub(super) mod russian_yo;
pub(super) mod spanish_abbreviation;
pub(super) mod spanish_opening_mark;
pub(super) mod spanish_punctuation;
pub(super) mod spanish_variant;
pub(super) mod spelling;
pub(super) mod wrong_language;
pub(super) mod wrong_track;

#[cfg(test)]
mod tests;
