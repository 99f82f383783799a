//! What a client or a standard asks of a file beyond what its format does: declared beside the reader of the format,
//! and looked for only where a profile names it.

use crate::syntax::{Document, Problem};

/// What one client or standard asks.
pub struct Demands {
    /// The name profiles know it by: `netflix-ttml`.
    pub id: &'static str,
    /// Who asks, for people.
    pub name: &'static str,
    /// The formats it is about; documents of others are let be.
    pub formats: &'static [&'static str],
    /// What a document has against it, each a [`Fault`](crate::syntax::Fault) of its own, in any order.
    pub check: fn(&Document<'_>) -> Vec<Problem>,
}

/// Everything that can be asked for.
pub static DEMANDS: &[&Demands] = &[
    &super::dcp::INTEROP_LIMITS,
    &super::dcp::SMPTE_LIMITS,
    &super::stl::DELIVERY,
    &super::ttml::EBU_TT_D,
    &super::ttml::NETFLIX,
];

impl std::fmt::Debug for Demands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl Demands {
    /// The demands of that name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        DEMANDS.iter().find(|it| it.id == id).copied()
    }

    /// What a document has against them, in the order of the file; nothing where it is of another format.
    #[must_use]
    pub fn unmet(&self, document: &Document<'_>) -> Vec<Problem> {
        if !self.formats.contains(&document.format) {
            return Vec::new();
        }
        let mut found = (self.check)(document);
        found.sort_by_key(|problem| problem.span);
        found.dedup();
        for problem in found.iter_mut().filter(|problem| problem.cue.is_none()) {
            // Cues are in the order of the file.
            let begun = document.cues.partition_point(|cue| cue.timing.start <= problem.span.start);
            let last = begun.checked_sub(1).and_then(|at| Some((at, document.cues.get(at)?)));
            let inside = last.filter(|(_, cue)| problem.span.end <= cue.text.end);
            problem.cue = inside.and_then(|(at, _)| u32::try_from(at).ok());
        }
        found
    }
}
