//! Places in the file → places in its text, where bytes from 0x80 on take two bytes each.

use crate::base::Span;

/// Bytes from one mark to the next.
const STEP: usize = 128;

/// How many bytes of the file take two bytes of the text, counted up to marks.
pub(super) struct Offsets<'r> {
    raw: &'r [u8],
    high: Vec<usize>,
}

impl<'r> Offsets<'r> {
    pub(super) fn new(raw: &'r [u8]) -> Self {
        let mut high = Vec::with_capacity(raw.len() / STEP + 2);
        let mut sum = 0;
        for chunk in raw.chunks(STEP) {
            high.push(sum);
            sum += count(chunk);
        }
        high.push(sum);
        Self { raw, high }
    }

    /// The place in the text; the end of the text for everything beyond.
    pub(super) fn at(&self, raw: usize) -> usize {
        let raw = raw.min(self.raw.len());
        let mark = raw / STEP;
        let before = self.high.get(mark).copied().unwrap_or(0);
        let since = self.raw.get(mark * STEP..raw).unwrap_or_default();
        raw + before + count(since)
    }

    /// The span of the text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.at(start), self.at(end))
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b >= 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_text_has_each_byte_where_it_is_said(
            raw in proptest::collection::vec(proptest::num::u8::ANY, 0..700),
        ) {
            let text: String = raw.iter().map(|b| char::from(*b)).collect();
            let offsets = Offsets::new(&raw);
            for (i, b) in raw.iter().enumerate() {
                let span = offsets.span(i, i + 1);
                proptest::prop_assert_eq!(span.of(&text).chars().collect::<Vec<_>>(), vec![char::from(*b)]);
            }
            proptest::prop_assert_eq!(offsets.at(raw.len() + 9), text.len());
        }
    }
}
