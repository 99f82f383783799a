//! Rules about the file itself.

pub(super) mod encoding;
pub(super) mod line_ends;
pub(super) mod numbering;
pub(super) mod stamp_form;
pub(super) mod stamp_unreadable;
pub(super) mod structure;
