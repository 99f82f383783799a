//! Rules about the tracks of one film together.

pub(super) mod drift;
pub(super) mod no_counterpart;

use crate::rule::Context;

/// What to call a track in messages: its language, or its place.
fn name(contexts: &[Context<'_>], index: usize) -> String {
    let lang = contexts.get(index).and_then(|c| c.lang);
    lang.map_or_else(|| format!("track {}", index + 1), |l| format!("the {} track", l.canonical()))
}
