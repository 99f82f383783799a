//! Edits and the one function that makes changed files.

use super::Span;
use smallvec::SmallVec;
use std::fmt;

/// "Put these bytes in the place of those": the only way a file changes.
///
/// The span counts bytes of the text the edit is meant for: raw bytes when it is given to [`splice`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards. A stamp, as nearly all edits of a track are, needs no memory of its own.
    pub with: SmallVec<[u8; 16]>,
}

impl Edit {
    /// An edit that puts `with` in the place of `span`.
    #[must_use]
    #[inline]
    pub fn new(span: Span, with: impl AsRef<[u8]>) -> Self {
        Self { span, with: SmallVec::from_slice(with.as_ref()) }
    }

    /// The same for a strict stamp of SubRip, which is nearly every edit of a track.
    #[must_use]
    #[inline]
    pub fn stamp(span: Span, with: [u8; 12]) -> Self {
        let mut room = [0; 16];
        room[..12].copy_from_slice(&with);
        Self { span, with: SmallVec::from_buf_and_len(room, 12) }
    }
}

/// Edits that cannot be applied together. Nothing was changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpliceError {
    /// Two edits claim the same bytes, or an edit begins before the end of the one before it.
    Overlap(Span, Span),
    /// An edit reaches beyond the end, or ends before it begins.
    OutOfBounds(Span),
}

impl fmt::Display for SpliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(a, b) => {
                write!(f, "two edits want the same bytes ({}..{} and {}..{})", a.start, a.end, b.start, b.end)
            }
            Self::OutOfBounds(s) => write!(f, "an edit lies outside the file ({}..{})", s.start, s.end),
        }
    }
}

impl std::error::Error for SpliceError {}

/// Applies `edits` to `raw` in order of position and returns the new bytes.
///
/// Every byte outside the edits' spans is copied unchanged. The edits may come in any order; two insertions at
/// one place keep the order they were given in.
///
/// # Errors
/// [`SpliceError`] when edits overlap or do not fit `raw`.
///
/// ```
/// use tregua_parse::base::{Edit, Span, splice};
/// let out = splice(b"00:00:01,000", &[Edit::new(Span::new(7, 8), *b"2")]).unwrap();
/// assert_eq!(out, b"00:00:02,000");
/// ```
pub fn splice(raw: &[u8], edits: &[Edit]) -> Result<Vec<u8>, SpliceError> {
    let growth: usize = edits.iter().map(|it| it.with.len().saturating_sub(it.span.len())).sum();
    let mut out = Vec::with_capacity(raw.len() + growth);
    splice_into(&mut out, raw, edits)?;
    Ok(out)
}

/// As [`splice`], appending the new bytes to `out`, which may hold others.
///
/// # Errors
/// As [`splice`]; nothing was appended then.
pub fn splice_into(out: &mut Vec<u8>, raw: &[u8], edits: &[Edit]) -> Result<(), SpliceError> {
    let sorted;
    let edits = if edits.is_sorted_by_key(|it| it.span) {
        edits
    } else {
        sorted = {
            let mut v = edits.to_vec();
            v.sort_by_key(|it| it.span);
            v
        };
        &sorted
    };
    let mut done = Span::default();
    let mut keeps_places = true;
    for edit in edits {
        let span = edit.span;
        if span.start < done.end {
            return Err(SpliceError::Overlap(done, span));
        }
        if span.end < span.start || span.end as usize > raw.len() {
            return Err(SpliceError::OutOfBounds(span));
        }
        keeps_places &= edit.with.len() == span.len();
        done = span;
    }
    // As a retime nearly always does: one copy of the whole, and the stamps over it.
    if keeps_places {
        let begin = out.len();
        out.extend_from_slice(raw);
        let new = &mut out[begin..];
        for edit in edits {
            new[edit.span.range()].copy_from_slice(&edit.with);
        }
        return Ok(());
    }
    let mut done = Span::default();
    for edit in edits {
        let span = edit.span;
        out.extend_from_slice(&raw[done.end as usize..span.start as usize]);
        out.extend_from_slice(&edit.with);
        done = span;
    }
    out.extend_from_slice(&raw[done.end as usize..]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_overlaps_are_refused() {
        let a = Edit::new(Span::new(0, 1), *b"xx");
        let b = Edit::new(Span::new(2, 3), *b"");
        assert_eq!(splice(b"abc", &[b.clone(), a.clone()]).unwrap(), b"xxb");
        assert_eq!(splice(b"abc", &[a.clone(), b]).unwrap(), b"xxb");
        let clash = Edit::new(Span::new(0, 2), *b"y");
        assert!(matches!(splice(b"abc", &[a, clash]), Err(SpliceError::Overlap(..))));
        let far = Edit::new(Span::new(2, 9), *b"y");
        assert!(matches!(splice(b"abc", &[far]), Err(SpliceError::OutOfBounds(_))));
    }

    proptest::proptest! {
        #[test]
        fn bytes_outside_the_spans_survive(
            raw in proptest::collection::vec(0u8..255, 0..60),
            cuts in proptest::collection::vec((0usize..61, 0usize..9), 0..6),
            keeps_places in proptest::bool::ANY,
        ) {
            let mut at: Vec<usize> = cuts.iter().map(|c| c.0.min(raw.len())).collect();
            at.sort_unstable();
            let edits: Vec<Edit> = at
                .chunks_exact(2)
                .zip(&cuts)
                .map(|(p, c)| {
                    let len = if keeps_places { p[1] - p[0] } else { c.1 };
                    Edit::new(Span::new(p[0], p[1]), vec![255; len])
                })
                .collect();
            let out = splice(&raw, &edits).unwrap();
            let mut appended = vec![7];
            splice_into(&mut appended, &raw, &edits).unwrap();
            proptest::prop_assert_eq!(&appended[1..], &out);
            let mut naive = Vec::new();
            let mut done = 0;
            for edit in &edits {
                naive.extend(&raw[done..edit.span.start as usize]);
                naive.extend(&edit.with);
                done = edit.span.end as usize;
            }
            naive.extend(&raw[done..]);
            proptest::prop_assert_eq!(&out, &naive);
            let kept: Vec<u8> = out.iter().copied().filter(|b| *b != 255).collect();
            let want: Vec<u8> = (0..raw.len())
                .filter(|i| !edits.iter().any(|e| e.span.range().contains(i)))
                .map(|i| raw[i])
                .collect();
            proptest::prop_assert_eq!(kept, want);
        }
    }
}
