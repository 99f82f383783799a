//! Running rules over a track.

mod context;
mod fix;
mod sink;

pub use context::{Context, TimedCue};
pub use fix::{FixError, Fixed, fix};
pub use sink::{Sink, retimed};

use crate::profile::RuleSet;
use tregua_parse::base::Diagnostic;

/// Runs every active rule over one track. The findings come in the order of their place, then of their rule;
/// the same input gives the same list.
#[must_use]
pub fn check(context: &Context<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for active in rules.active() {
        let mut sink = Sink::new(active.rule, active.level, context.document, &mut found);
        (active.check)(context, &mut sink);
    }
    found.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
    found
}
