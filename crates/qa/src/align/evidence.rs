//! What an alignment goes by, as a table of the plan that carries it: for people and for other programs; a plan is applied
//! without it.

use super::judge::Alignment;
use std::fmt::Write as _;
use tregua_parse::time::Time;

impl Alignment {
    /// The table `[evidence]` of a plan (TOML) with `[[evidence.split]]` for each split. Shares run from 0 to 1, times are in
    /// milliseconds unless they are clocks, evidence and margin in natural units of information. `reference` names what the
    /// track was held against.
    #[must_use]
    pub fn to_toml(&self, reference: &str) -> String {
        let per_mille = |n: u16| format!("{}.{:03}", n / 1000, n % 1000);
        let tenths = |n: i64| format!("{}{}.{}", if n < 0 { "-" } else { "" }, n.abs() / 10, n.abs() % 10);
        let mut out = String::from("\n# How this was found. It is not applied.\n[evidence]\n");
        // Writing to a String cannot fail.
        let _ = writeln!(out, "reference = {}", toml::Value::from(reference));
        let _ = writeln!(out, "confidence = {}", per_mille(self.confidence));
        let _ = writeln!(out, "evidence = {}", tenths(self.evidence));
        let _ = writeln!(out, "margin = {}", tenths(self.margin));
        let _ = writeln!(out, "cues = {}", self.cues);
        let _ = writeln!(out, "explained = {}", per_mille(self.explained));
        let _ = writeln!(out, "outside = {}", self.outside);
        let _ = writeln!(out, "residual-median-ms = {}", self.median.to_millis());
        let _ = writeln!(out, "residual-90-percent-ms = {}", self.most.to_millis());
        let _ = writeln!(out, "in-sync = {}", self.in_sync);
        for split in &self.splits {
            let clock = |time: Time| Time::from_millis(time.to_millis()).unwrap_or(time);
            let _ = writeln!(out, "\n[[evidence.split]]");
            let _ = writeln!(out, "at = \"{}\"", clock(split.at));
            let _ = writeln!(out, "earliest = \"{}\"", clock(split.earliest));
            let _ = writeln!(out, "latest = \"{}\"", clock(split.latest));
            let _ = writeln!(out, "later-by-ms = {}", split.jump.to_millis());
        }
        out
    }
}
