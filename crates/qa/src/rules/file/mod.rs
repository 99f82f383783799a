//! Rules about the file itself.

pub(super) mod byte_order_mark;
pub(super) mod demand_unmet;
pub(super) mod encoding;
pub(super) mod form;
pub(super) mod line_ends;
pub(super) mod merge_conflict;
pub(super) mod name_pattern;
pub(super) mod numbering;
pub(super) mod stamp_form;
pub(super) mod stamp_unreadable;
#[cfg(feature = "srtlib")]
pub(super) mod strict_reader;
pub(super) mod structure;
pub(super) mod too_large;
