//! Running rules over a track.

#![deny(clippy::float_arithmetic)]

mod baseline;
mod fingerprint;
mod fix;
mod meter;
mod waiver;

pub use crate::rule::Context;
pub use baseline::{Baseline, BaselineError, Held};
pub use fingerprint::{Fingerprint, NoFingerprint, fingerprints};
pub use fix::{Counts, FixError, FixInput, Fixed, fix};
pub use meter::{LANGUAGE, Meter, TEXT};
pub(crate) use waiver::Raw as RawWaiver;
pub use waiver::{Day, Place, Waiver, WaiverInput, waive};

use crate::profile::RuleSet;
use crate::rule::{Check, Set, Sink};
use tregua_parse::base::Diagnostic;

/// Runs every active rule that looks at one track. The findings come in the order of their place, then of their
/// rule; the same input gives the same list.
#[must_use]
pub fn check(context: &Context<'_>, rules: &RuleSet) -> Vec<Diagnostic> {
    check_metered(context, rules, &())
}

/// As [`check`], with each rule measured.
#[must_use]
pub fn check_metered(context: &Context<'_>, rules: &RuleSet, meter: &impl Meter) -> Vec<Diagnostic> {
    if meter.is_on() {
        meter.measure(TEXT, || context.read_text());
        meter.measure(LANGUAGE, || context.wrong_track().is_some());
    }
    let mut found = Vec::new();
    for active in rules.active() {
        if meter.is_over() {
            break;
        }
        if let Check::Track(check) = &active.check {
            let mut sink = Sink::new(active.rule, active.level, context.document, &mut found);
            meter.measure(active.rule.id, || check(context, &mut sink));
            sink.finish();
        }
    }
    sort(&mut found);
    found
}

/// Runs every active rule that looks at the tracks of one film together. Gives a list of findings for each track.
/// A set rule runs with the level and the parameters that the first track's profile gives it.
#[must_use]
pub fn check_set(contexts: &[Context<'_>], rules: &[&RuleSet]) -> Vec<Vec<Diagnostic>> {
    check_set_metered(contexts, rules, &())
}

/// As [`check_set`], with each rule measured.
#[must_use]
pub fn check_set_metered(
    contexts: &[Context<'_>],
    rules: &[&RuleSet],
    meter: &impl Meter,
) -> Vec<Vec<Diagnostic>> {
    let mut found: Vec<Vec<Diagnostic>> = contexts.iter().map(|_| Vec::new()).collect();
    let Some(first) = rules.first().filter(|_| contexts.len() > 1) else { return found };
    // What set rules share is found when the first of them asks, and once.
    let set = Set::new(contexts);
    for active in first.active() {
        if let Check::Set(check) = &active.check {
            let mut sinks: Vec<Sink<'_>> = contexts
                .iter()
                .zip(&mut found)
                .map(|(context, found)| Sink::new(active.rule, active.level, context.document, found))
                .collect();
            meter.measure(active.rule.id, || check(&set, &mut sinks));
            sinks.into_iter().for_each(Sink::finish);
        }
    }
    found.iter_mut().for_each(|list| sort(list));
    found
}

/// Puts findings in the order reports have: by place, then by rule, then by message.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
}

#[cfg(test)]
mod tests;
