//! A place in a text: half open, counted in bytes.

use std::ops::Range;

/// A half-open range of byte positions.
///
/// Spans in a [`Document`](crate::syntax::Document) count bytes of the *decoded* text. For UTF-8 that is the
/// raw file; for every other encoding [`Source::to_raw`](crate::source::Source::to_raw) gives the place in the
/// file. Positions are 32 bit: a source of 4 GiB or more is refused before it is parsed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after the span.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`. Positions beyond 32 bits are clamped; sources that
    /// large never reach a parser.
    #[inline]
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The empty span at `at`.
    #[must_use]
    pub fn empty(at: usize) -> Self {
        Self::new(at, at)
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// No byte inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// As a range for slicing.
    #[inline]
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The piece of `text` the span covers; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span counted from `base` further on.
    #[must_use]
    pub fn offset(self, base: usize) -> Self {
        Self::new(self.start as usize + base, self.end as usize + base)
    }
}

#[inline]
fn clamp(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
