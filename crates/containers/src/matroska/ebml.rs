//! EBML elements: an id, a size, and then a value or further elements.
//!
//! Why not the crate `matroska-demuxer`: release 0.8.1 does not give what stands in BlockAdditions, reads every frame
//! of picture and sound on the way to the subtitles, and on hostile headers waits for ever (a SeekHead that names
//! itself) or panics (two of them; a position near 2⁶⁴). The tests still ask it for its opinion on whole files.

use crate::error::Result;
use crate::input::{Input, MOST};
use std::io::{Read, Seek};

/// An element: its id with the length marker, and the place of its content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Element {
    pub(crate) id: u32,
    pub(crate) at: u64,
    pub(crate) end: u64,
    /// The size is not written: a live recording, whose element lasts until one follows that cannot be inside it.
    pub(crate) open: bool,
    /// The file is shorter than the element says.
    pub(crate) cut: bool,
}

/// The element at a place, inside a parent that ends at `limit`. `None` at the end, and where no element stands.
pub(crate) fn element<R: Read + Seek>(input: &mut Input<R>, at: u64, limit: u64) -> Result<Option<Element>> {
    let limit = limit.min(input.len());
    if at >= limit {
        return Ok(None);
    }
    let mut head = [0; 12];
    let n = input.peek(at, &mut head)?;
    let head = head.get(..n).unwrap_or_default();
    let Some((id, id_len)) = id(head) else { return Ok(None) };
    let Some((size, size_len)) = vint(head.get(id_len..).unwrap_or_default()) else { return Ok(None) };
    let Some(start) = at.checked_add((id_len + size_len) as u64).filter(|start| *start <= limit) else {
        return Ok(None);
    };
    let open = size.is_none();
    let wanted = size.and_then(|size| start.checked_add(size)).unwrap_or(u64::MAX);
    Ok(Some(Element { id, at: start, end: wanted.min(limit), open, cut: !open && wanted > limit }))
}

/// An id of one to four bytes.
fn id(bytes: &[u8]) -> Option<(u32, usize)> {
    let len = bytes.first()?.leading_zeros() as usize + 1;
    let written = bytes.get(..len).filter(|_| len <= 4)?;
    Some((written.iter().fold(0, |n, b| n << 8 | u32::from(*b)), len))
}

/// A number of one to eight bytes, and how many; the number is `None` where all its bits are set: "not known".
pub(crate) fn vint(bytes: &[u8]) -> Option<(Option<u64>, usize)> {
    let first = *bytes.first()?;
    let len = first.leading_zeros() as usize + 1;
    let written = bytes.get(..len).filter(|_| len <= 8)?;
    let all = written.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
    // Seven bits of each byte count.
    let mask = (1u64 << (7 * len)) - 1;
    let value = all & mask;
    Some(((value != mask).then_some(value), len))
}

/// The elements inside another.
pub(crate) struct Children {
    at: u64,
    end: u64,
}

impl Children {
    pub(crate) fn of(parent: &Element) -> Self {
        Self { at: parent.at, end: parent.end }
    }

    /// The next one. An element without a size has no place inside a small parent, and ends it.
    pub(crate) fn next<R: Read + Seek>(&mut self, input: &mut Input<R>) -> Result<Option<Element>> {
        let found = element(input, self.at, self.end)?;
        self.at = found.map_or(self.end, |found| found.end);
        Ok(found)
    }
}

/// The bytes of an element.
pub(crate) fn bytes<R: Read + Seek>(input: &mut Input<R>, element: &Element) -> Result<Vec<u8>> {
    input.piece(element.at, element.end.saturating_sub(element.at))
}

/// A whole number; 0 where the element has no byte, `None` where it has more than eight.
pub(crate) fn number<R: Read + Seek>(input: &mut Input<R>, element: &Element) -> Result<Option<u64>> {
    if element.end.saturating_sub(element.at) > 8 {
        return Ok(None);
    }
    let bytes = bytes(input, element)?;
    Ok(Some(bytes.iter().fold(0, |n, b| n << 8 | u64::from(*b))))
}

/// A name, up to a NUL if there is one. Names longer than a page are no names.
pub(crate) fn text<R: Read + Seek>(input: &mut Input<R>, element: &Element) -> Result<String> {
    let size = element.end.saturating_sub(element.at).min(4096).min(MOST);
    let bytes = input.piece(element.at, size)?;
    let bytes = bytes.split(|b| *b == 0).next().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn numbers_of_every_length() {
        assert_eq!(vint(&[0x81]), Some((Some(1), 1)));
        assert_eq!(vint(&[0xff]), Some((None, 1)));
        assert_eq!(vint(&[0x40, 0x7f]), Some((Some(127), 2)));
        assert_eq!(vint(&[0x01, 0, 0, 0, 0, 0, 0, 9]), Some((Some(9), 8)));
        assert_eq!(vint(&[0x01, 255, 255, 255, 255, 255, 255, 255]), Some((None, 8)));
        assert_eq!(vint(&[0x00, 1]), None);
        assert_eq!(vint(&[0x40]), None);
        assert_eq!(id(&[0x1a, 0x45, 0xdf, 0xa3]), Some((0x1a45_dfa3, 4)));
        assert_eq!(id(&[0x08, 0, 0, 0, 0]), None);
    }

    #[test]
    fn elements_end_with_their_parent() {
        let mut input = Input::new(Cursor::new([0xec, 0x83, 1, 2, 3, 0xbf, 0x90, 1])).unwrap();
        let void = element(&mut input, 0, 8).unwrap().unwrap();
        assert_eq!(void, Element { id: 0xec, at: 2, end: 5, open: false, cut: false });
        let crc = element(&mut input, 5, 8).unwrap().unwrap();
        assert_eq!((crc.end, crc.cut), (8, true));
        assert_eq!(element(&mut input, 8, 8).unwrap(), None);
    }
}
