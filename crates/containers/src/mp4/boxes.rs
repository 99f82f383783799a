//! Boxes: a size, four letters, and then a value or further boxes; and bytes read one value after another.
//!
//! Why no crate: `mp4` 0.14 and `re_mp4` 0.5 hang on damaged headers, `mp4parse` and Symphonia are under the MPL,
//! and `mp4-atom` 0.17 reads all of `moov` into memory, gives the whole film up for one quirk in a picture track,
//! brings ten crates along and knows no `stpp`. What text tracks need is a dozen boxes.

use crate::error::{Result, broken};
use crate::input::Input;
use std::io::{Read, Seek};

/// A box: its four letters and the place of its content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) kind: [u8; 4],
    /// Where the box itself begins.
    pub(super) start: u64,
    pub(super) at: u64,
    pub(super) end: u64,
    /// The file is shorter than the box says.
    pub(super) cut: bool,
}

/// The boxes between two places.
pub(super) struct Parts {
    at: u64,
    end: u64,
}

impl Parts {
    pub(super) fn between(at: u64, end: u64) -> Self {
        Self { at, end }
    }

    pub(super) fn of(parent: &Part) -> Self {
        Self::between(parent.at, parent.end)
    }

    /// The next box; `None` at the end and where no box stands.
    pub(super) fn next<R: Read + Seek>(&mut self, input: &mut Input<R>) -> Result<Option<Part>> {
        let (start, limit) = (self.at, self.end.min(input.len()));
        if start >= limit {
            return Ok(None);
        }
        let mut head = [0; 16];
        let n = input.peek(start, &mut head)?;
        let Some((size, kind, long)) = header(head.get(..n).unwrap_or_default()) else { return Ok(None) };
        let head_len = if long { 16 } else { 8 };
        let at = start.saturating_add(head_len);
        // No size: the box is the last one and lasts to the end.
        let wanted = if size == 0 { limit } else { start.saturating_add(size) };
        if (size != 0 && size < head_len) || at > limit {
            return Ok(None);
        }
        self.at = wanted.min(limit);
        Ok(Some(Part { kind, start, at, end: wanted.min(limit), cut: wanted > limit }))
    }

    /// The first box of a kind among those that are left.
    pub(super) fn find<R: Read + Seek>(
        &mut self,
        input: &mut Input<R>,
        kind: &[u8; 4],
    ) -> Result<Option<Part>> {
        while let Some(part) = self.next(input)? {
            if part.kind == *kind {
                return Ok(Some(part));
            }
        }
        Ok(None)
    }
}

/// A box's size, its letters, and whether the size is the long one.
fn header(bytes: &[u8]) -> Option<(u64, [u8; 4], bool)> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    match u32::from_be_bytes(*size) {
        1 => Some((u64::from_be_bytes(*rest.first_chunk()?), *kind, true)),
        size => Some((u64::from(size), *kind, false)),
    }
}

/// The content of a box.
pub(super) fn bytes<R: Read + Seek>(input: &mut Input<R>, part: &Part) -> Result<Vec<u8>> {
    if part.cut {
        return broken("a box reaches beyond its parent", part.start);
    }
    input.piece(part.at, part.end.saturating_sub(part.at))
}

/// The boxes inside bytes that were read already; whatever is no box ends them.
pub(super) fn inside(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (size, kind, long) = header(bytes)?;
        let head = if long { 16 } else { 8 };
        let size = if size == 0 { bytes.len() } else { usize::try_from(size).ok()? };
        if size < head {
            return None;
        }
        // A box that is cut off gives what there is of it.
        let (whole, rest) = bytes.split_at(size.min(bytes.len()));
        bytes = rest;
        Some((kind, whole.get(head..)?))
    })
}

/// Values read one after another; beyond the end all are `None`.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.chunk::<1>().map(|[b]| b)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.chunk().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_be_bytes)
    }

    /// Four bytes in version 0 of a box, eight in version 1.
    pub(super) fn long(&mut self, version: u8) -> Option<u64> {
        if version == 1 { self.u64() } else { self.u32().map(u64::from) }
    }

    /// The version of a full box, and its flags.
    pub(super) fn full(&mut self) -> Option<(u8, u32)> {
        let word = self.u32()?;
        Some((u8::try_from(word >> 24).unwrap_or(0), word & 0x00ff_ffff))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn boxes_of_every_size() {
        let mut data = b"\0\0\0\x0cmoovabcd".to_vec();
        data.extend_from_slice(b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x12xy");
        data.extend_from_slice(b"\0\0\0\0freezzz");
        let mut input = Input::new(Cursor::new(&data)).unwrap();
        let mut parts = Parts::between(0, data.len() as u64);
        let mut found = Vec::new();
        while let Some(part) = parts.next(&mut input).unwrap() {
            found.push((part.kind, bytes(&mut input, &part).unwrap()));
        }
        let want = [(*b"moov", b"abcd".to_vec()), (*b"mdat", b"xy".to_vec()), (*b"free", b"zzz".to_vec())];
        assert_eq!(found, want);
        let again: Vec<_> = inside(&data).map(|(kind, bytes)| (kind, bytes.to_vec())).collect();
        assert_eq!(again, want);
        for bad in [&b"\0\0\0\x07moovabcd"[..], b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x0f", b"\0\0\0"] {
            let mut input = Input::new(Cursor::new(bad)).unwrap();
            assert_eq!(Parts::between(0, 99).next(&mut input).unwrap(), None);
            assert_eq!(inside(bad).count(), 0);
        }
    }
}
