//! Rules about languages.

pub(super) mod kazakh_letter;
pub(super) mod russian_dash;
pub(super) mod spanish_opening_mark;
pub(super) mod spanish_punctuation;
pub(super) mod wrong_language;
pub(super) mod wrong_track;
