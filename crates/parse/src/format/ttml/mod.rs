//! TTML.

pub mod write;

use super::{Format, Look};

/// Stands in until the reader is there.
pub static FORMAT: Format = Format {
    id: "ttml",
    name: "TTML",
    extensions: &["ttml"],
    sniff: Look::Never,
    parse: |source, _| crate::syntax::Document::new(source, "ttml"),
    lower: |_| crate::model::Track::default(),
    take_out: |_, _| Ok(Vec::new()),
    write: None,
};
