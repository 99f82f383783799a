//! What is wrong with a text as a whole, whatever its format.

use super::{Document, LineEnds, Problem, ProblemKind};
use crate::base::Span;

/// Reports what concerns no single cue: no cue at all, odd line ends, a last line that does not end, zero bytes and
/// byte order marks inside. Sorts all problems by place. To be called last.
pub(crate) fn whole(document: &mut Document<'_>, ends: LineEnds) {
    document.ends = ends;
    let Document { source, problems, cues, .. } = document;
    let bytes = source.text().as_bytes();
    let mut tell = |kind, span| problems.push(Problem { kind, span, cue: None });
    if cues.is_empty() {
        let first = source.text().chars().next().map_or(0, char::len_utf8);
        tell(ProblemKind::NoCues, Span::new(0, first));
    }
    if let Some(kind) = ends.problem() {
        tell(kind, Span::empty(0));
    }
    if bytes.last().is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
        tell(ProblemKind::FinalNewlineMissing, Span::empty(bytes.len()));
    }
    // Neither a zero byte nor the first byte of U+FEFF is anywhere in most files: one look instead of two.
    let behind = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    if memchr::memchr2(0, BOM[0], bytes.get(behind..).unwrap_or_default()).is_some() {
        odd_bytes(bytes, problems);
    }
    problems.sort_by_key(|p| p.span);
}

const BOM: &[u8] = "\u{feff}".as_bytes();

/// Zero bytes and byte order marks where none belongs; the first zero of each run is enough.
fn odd_bytes(bytes: &[u8], problems: &mut Vec<Problem>) {
    let mut tell = |kind, span| problems.push(Problem { kind, span, cue: None });
    let mut last = None;
    for at in memchr::memchr_iter(0, bytes) {
        if last != Some(at.wrapping_sub(1)) {
            tell(ProblemKind::Nul, Span::new(at, at + 1));
        }
        last = Some(at);
    }
    for at in memchr::memmem::find_iter(bytes, BOM).filter(|at| *at > 0) {
        tell(ProblemKind::BomInside, Span::new(at, at + BOM.len()));
    }
}
