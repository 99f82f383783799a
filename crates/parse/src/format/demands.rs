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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::format::srt;
    use crate::source::Source;
    use crate::syntax::ProblemKind;

    const TEXT: &str = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n";

    /// A demand against each byte.
    fn each_byte(document: &Document<'_>) -> Vec<Problem> {
        let one = |at| Problem { kind: ProblemKind::BlankExtra, span: Span::new(at, at + 1), cue: None };
        (0..document.source.text().len()).rev().flat_map(|at| [one(at), one(at)]).collect()
    }

    #[test]
    fn what_is_said_of_a_place_in_a_cue_is_said_of_the_cue() {
        let demands = Demands { id: "", name: "", formats: &["srt"], check: each_byte };
        let document = srt::parse(Source::open(TEXT.as_bytes(), None, None).unwrap());
        let found: Vec<_> = demands.unmet(&document).into_iter().map(|it| it.cue).collect();
        let cue = |at: usize| {
            let inside =
                |cue: &crate::syntax::CueNode| (cue.timing.start..cue.text.end).contains(&(at as u32));
            document.cues.iter().position(inside).map(|n| n as u32)
        };
        assert_eq!(found, (0..TEXT.len()).map(cue).collect::<Vec<_>>());
        assert!(Demands { formats: &["vtt"], ..demands }.unmet(&document).is_empty());
    }
}
