//! Losses for people: a line for each kind.

use std::collections::{BTreeMap, BTreeSet};
use tregua_parse::model::LossKind;

/// Cues, and things, named in a line.
const SHOWN: usize = 5;

/// One loss, and what people call its cue; empty for a loss of the whole track.
pub(crate) struct Lost<'l> {
    pub(crate) kind: LossKind,
    pub(crate) what: &'l str,
    pub(crate) name: &'l str,
}

/// For each kind how many there are, what was lost, and the first cues.
pub(crate) fn grouped(all: &[Lost<'_>]) -> Vec<String> {
    let mut kinds: BTreeMap<LossKind, Vec<&Lost<'_>>> = BTreeMap::new();
    for loss in all {
        kinds.entry(loss.kind).or_default().push(loss);
    }
    let line = |(kind, all): (LossKind, Vec<&Lost<'_>>)| {
        let (mut what, mut seen) = (Vec::new(), BTreeSet::new());
        for it in all.iter().map(|loss| loss.what).filter(|what| !what.is_empty()) {
            if what.len() <= SHOWN && seen.insert(it) {
                what.push(it);
            }
        }
        let more = if what.len() > SHOWN { "; \u{2026}" } else { "" };
        what.truncate(SHOWN);
        let what = if what.is_empty() { String::new() } else { format!(": {}{more}", what.join("; ")) };
        let mut names: Vec<&str> = all.iter().map(|loss| loss.name).filter(|name| !name.is_empty()).collect();
        names.dedup();
        let rest = match names.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let names = match names.len() {
            0 => String::new(),
            _ => format!(" ({}{rest})", names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ")),
        };
        format!("{} \u{d7} {}{what}{names}", all.len(), kind.name())
    };
    kinds.into_iter().map(line).collect()
}
