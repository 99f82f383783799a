//! The languages of a cue say the same, so they have as many speakers, and often as many lines.

use super::units::Unit;

/// Which language a line would be in if each had as many speakers; or, where nobody has a dash, as many lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Expected {
    /// By the speakers' dashes.
    Speakers(usize),
    /// By the lines.
    Lines(usize),
}

/// For each line of a cue what is expected of it; none where it does not come out even.
pub(super) fn expected(units: &[Unit], order: &[usize]) -> Vec<Option<Expected>> {
    let languages = order.len().max(1);
    let dash = |unit: &Unit| unit.text.trim_start().starts_with(['-', '–', '—', '‐', '‑']);
    let dashes = units.iter().filter(|unit| dash(unit)).count();
    let whole = |count: usize| if count.is_multiple_of(languages) { count / languages } else { 0 };
    let (speakers, lines) = (whole(dashes), whole(units.len()));
    let mut seen = 0;
    let mut out = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let language = |nth: usize, each: usize| order.get(nth.checked_div(each)?).copied();
        let it = if dashes == 0 {
            language(at, lines).map(Expected::Lines)
        } else if dash(unit) {
            seen += 1;
            language(seen - 1, speakers).map(Expected::Speakers)
        } else {
            None
        };
        out.push(it);
    }
    out
}
