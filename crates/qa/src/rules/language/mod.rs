//! Rules about languages.

pub(super) mod kazakh_letter;
pub(super) mod wrong_language;
