//! Numbers of profiles with what they rest on, for people and for programs.

use super::filled;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use tregua_qa::profile::{Basis, Confidence, Source, sources};

/// The column in which a number ends.
const LEFT: usize = 30;

/// One number in a line: `    max = 42                  official   netflix/base:49  NF-GEN`. `places` is the width of the
/// column of places; none is shown where it is 0.
pub(crate) fn row(left: &str, basis: &Basis, places: usize, out: &mut String) {
    let mut first = format!("    {left}  ");
    let pad = |n: usize| " ".repeat(n);
    match LEFT.checked_sub(first.chars().count()) {
        Some(n) => first.push_str(&pad(n)),
        None => {
            out.push_str(&filled(left, "    ", "        "));
            first = pad(LEFT);
        }
    }
    let _ = write!(first, "{:9}  ", basis.confidence.name());
    if places > 0 {
        let _ = write!(first, "{:places$}  ", place(basis));
    }
    let rest = pad(first.chars().count());
    let cited = if basis.source.is_empty() { "no source".to_owned() } else { basis.source.join(", ") };
    out.push_str(&filled(&cited, &first, &rest));
}

/// Where a number was set: `netflix/base:49`.
pub(crate) fn place(basis: &Basis) -> String {
    format!("{}:{}", basis.profile, basis.line)
}

/// The works that numbers come from; those of a user's own that the list does not know stand by themselves.
#[derive(Default)]
pub(crate) struct Cited<'b> {
    works: BTreeSet<&'b str>,
    sure: BTreeSet<Confidence>,
}

impl<'b> Cited<'b> {
    pub(crate) fn add(&mut self, basis: &'b Basis) {
        self.works.extend(basis.source.iter().map(String::as_str));
        self.sure.insert(basis.confidence);
    }

    fn known(&self) -> impl Iterator<Item = (&'b str, &'static Source)> {
        self.works.iter().filter_map(|id| Some((*id, sources().get(*id)?)))
    }

    /// What the words for sureness and the ids of sources stand for.
    pub(crate) fn list(&self, out: &mut String) {
        if !self.sure.is_empty() {
            out.push_str("\nHow sure\n");
        }
        for confidence in self.sure.iter().rev() {
            let _ = writeln!(out, "    {:9}  {}", confidence.name(), confidence.meaning());
        }
        let width = self.known().map(|(id, _)| id.len()).max().unwrap_or(0);
        let rest = " ".repeat(width + 6);
        for (n, (id, source)) in self.known().enumerate() {
            if n == 0 {
                out.push_str("\nWhere the numbers come from\n");
            }
            let note = source.note.as_ref().map_or(String::new(), |note| format!(" ({note})"));
            out.push_str(&filled(&format!("{}{note}", source.title), &format!("    {id:width$}  "), &rest));
            if let Some(at) = &source.at {
                out.push_str(&filled(at, &rest, &rest));
            }
        }
    }

    pub(crate) fn json(&self) -> BTreeMap<&'b str, Work> {
        let work = |(id, s): (&'b str, &'static Source)| (id, Work { title: &s.title, at: s.at.as_deref() });
        self.known().map(work).collect()
    }
}

/// A work that numbers come from.
#[derive(Serialize)]
pub(crate) struct Work {
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'static str>,
}

/// What a number rests on, for programs.
#[derive(Serialize)]
pub(crate) struct Ground<'b> {
    profile: &'b str,
    line: usize,
    confidence: &'static str,
    source: &'b [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'b str>,
}

impl<'b> From<&'b Basis> for Ground<'b> {
    fn from(basis: &'b Basis) -> Self {
        Self {
            profile: &basis.profile,
            line: basis.line,
            confidence: basis.confidence.name(),
            source: &basis.source,
            because: basis.because.as_deref(),
        }
    }
}
