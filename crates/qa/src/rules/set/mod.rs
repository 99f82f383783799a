//! Rules about the tracks of one film together.

pub(super) mod drift;
pub(super) mod forced_missing;
pub(super) mod frame_rates_differ;
pub(super) mod no_counterpart;
pub(super) mod wrong_file;
