//! Content encodings: frames that are deflated, or stripped of what they all begin with.

use super::ebml::{Children, Element, bytes, number};
use crate::error::Result;
use crate::input::{Input, MOST};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use std::io::{Read, Seek};

/// One step that was taken when the track was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Coding {
    order: u64,
    scope: u64,
    how: How,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum How {
    /// Deflated, in a zlib wrapper.
    Zlib,
    /// These bytes stood before each frame.
    Stripped(Vec<u8>),
    /// Something that this reader does not undo.
    Other(&'static str),
}

/// The steps of a track, the last one taken first.
pub(super) fn codings<R: Read + Seek>(input: &mut Input<R>, parent: &Element) -> Result<Vec<Coding>> {
    let mut out = Vec::new();
    let mut children = Children::of(parent);
    while let Some(child) = children.next(input)? {
        // Two are more than any track has.
        if child.id == 0x6240 && out.len() < 16 {
            out.push(coding(input, &child)?);
        }
    }
    out.sort_by_key(|coding: &Coding| std::cmp::Reverse(coding.order));
    Ok(out)
}

fn coding<R: Read + Seek>(input: &mut Input<R>, parent: &Element) -> Result<Coding> {
    let mut out = Coding { order: 0, scope: 1, how: How::Zlib };
    let mut encrypted = false;
    let mut children = Children::of(parent);
    while let Some(child) = children.next(input)? {
        match child.id {
            0x5031 => out.order = number(input, &child)?.unwrap_or(0),
            0x5032 => out.scope = number(input, &child)?.unwrap_or(1),
            0x5033 => encrypted = number(input, &child)? != Some(0),
            0x5034 => out.how = compression(input, &child)?,
            _ => {}
        }
    }
    if encrypted {
        out.how = How::Other("encrypted");
    }
    Ok(out)
}

fn compression<R: Read + Seek>(input: &mut Input<R>, parent: &Element) -> Result<How> {
    let (mut algorithm, mut settings) = (0, Vec::new());
    let mut children = Children::of(parent);
    while let Some(child) = children.next(input)? {
        match child.id {
            0x4254 => algorithm = number(input, &child)?.unwrap_or(u64::MAX),
            0x4255 => settings = bytes(input, &child)?,
            _ => {}
        }
    }
    Ok(match algorithm {
        0 => How::Zlib,
        1 => How::Other("compressed with bzip2"),
        2 => How::Other("compressed with LZO"),
        3 => How::Stripped(settings),
        _ => How::Other("compressed in an unknown way"),
    })
}

/// What stops a track from being read at all.
pub(super) fn obstacle(codings: &[Coding]) -> Option<&'static str> {
    codings.iter().find_map(|coding| match coding.how {
        How::Other(what) => Some(what),
        _ => None,
    })
}

/// Whose bytes are to be undone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Frame = 1,
    Private = 2,
}

/// Undoes the steps; `None` where the bytes are damaged or grow beyond all measure.
pub(super) fn undo(codings: &[Coding], scope: Scope, mut data: Vec<u8>) -> Option<Vec<u8>> {
    for coding in codings.iter().filter(|coding| coding.scope & scope as u64 != 0) {
        data = match &coding.how {
            How::Zlib => decompress_to_vec_zlib_with_limit(&data, usize::try_from(MOST / 4).ok()?).ok()?,
            How::Stripped(start) => [start.as_slice(), &data].concat(),
            How::Other(_) => return None,
        };
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_is_undone_first() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib("Қарағанды".as_bytes(), 6);
        let zlib = Coding { order: 1, scope: 1, how: How::Zlib };
        let strip = Coding { order: 0, scope: 3, how: How::Stripped(b"> ".to_vec()) };
        let both = [zlib, strip];
        let out = undo(&both, Scope::Frame, packed.clone()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "> Қарағанды");
        assert_eq!(undo(&both, Scope::Private, b"x".to_vec()).unwrap(), b"> x");
        assert_eq!(undo(&both, Scope::Frame, packed[1..].to_vec()), None);
    }

    #[test]
    fn a_frame_that_bursts_is_refused() {
        let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 17 << 20], 6);
        assert!(bomb.len() < 20_000);
        assert_eq!(undo(&[Coding { order: 0, scope: 1, how: How::Zlib }], Scope::Frame, bomb), None);
    }
}
