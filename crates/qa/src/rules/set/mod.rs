//! Rules about the tracks of one film together.

pub(super) mod drift;
pub(super) mod no_counterpart;
