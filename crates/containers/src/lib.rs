//! Text tracks out of films: Matroska and WebM, MP4 and QuickTime.
//!
//! [`list`] names the subtitle tracks of a film, [`pick`] finds the one that is meant, [`extract`] makes a subtitle
//! file of it: SubRip, ASS, SSA, WebVTT or TTML, as the track is. The film is never read whole: headers are stepped
//! through, and of the rest only the text samples are read. Both readers are this crate's own and bounded: every count
//! and size is held against the file's length before anything is allocated, nothing recurses, and a damaged file
//! gives an error or a shorter track with a note, never a crash and never a wait.
//!
//! The crate does no input or output of its own: it works on any [`Read`] + [`Seek`].

mod error;
mod input;
mod language;
mod matroska;
mod mp4;
mod notes;
mod pick;
mod render;
mod track;

pub use error::ContainerError;
pub use pick::{PickError, pick, split_selector};
pub use track::{Container, Content, Extracted, TextFormat, TrackInfo};

use error::Result;
use input::Input;
use std::io::{Read, Seek};

/// Which container a file is, by its first bytes; twelve are enough.
///
/// ```
/// use tregua_containers::{Container, is_container};
/// assert_eq!(is_container(b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\xf7\x81"), Some(Container::Matroska));
/// assert_eq!(is_container(b"\0\0\0\x20ftypisom"), Some(Container::Mp4));
/// assert_eq!(is_container(b"The free world"), None);
/// ```
#[must_use]
pub fn is_container(head: &[u8]) -> Option<Container> {
    if head.starts_with(&matroska::MAGIC) {
        return Some(Container::Matroska);
    }
    let (size, kind) = (head.first_chunk::<4>()?, head.get(4..8)?);
    // A text can have any of these words after four letters; the first byte of a size is none that a text begins
    // with. A size of 1 is followed by a longer one.
    let plausible = size[0] < 8 && (u32::from_be_bytes(*size) >= 8 || *size == [0, 0, 0, 1]);
    let kinds: [&[u8]; 8] = [b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];
    (plausible && kinds.contains(&kind)).then_some(Container::Mp4)
}

/// The subtitle tracks of a film, those of pictures included, in the order of the file.
///
/// # Errors
/// [`ContainerError`] where the file is no container, is damaged in its headers, or cannot be read.
pub fn list(reader: impl Read + Seek) -> Result<Vec<TrackInfo>> {
    let (_, film) = open(reader)?;
    Ok(film.infos())
}

/// Takes one track out of a film; `index` counts from 0 in what [`list`] gives.
///
/// # Errors
/// [`ContainerError`] where the file is no container, is damaged or cannot be read, and where the track holds no text.
pub fn extract(reader: impl Read + Seek, index: usize) -> Result<Extracted> {
    let (mut input, film) = open(reader)?;
    let mut all = film.infos();
    let count = all.len();
    if index >= count {
        return Err(ContainerError::NoSuchTrack { index, count });
    }
    let info = all.swap_remove(index);
    let format = match info.content {
        Content::Text(format) => format,
        Content::Chapters => TextFormat::Srt,
        Content::Pictures(_) | Content::Unread(_) => {
            return Err(ContainerError::NotText { what: info.describe() });
        }
    };
    let taken = match &film {
        Film::Matroska(film) => film.extract(&mut input, index)?,
        Film::Mp4(film) => film.extract(&mut input, index)?,
    };
    Ok(Extracted {
        bytes: taken.bytes,
        more: taken.more,
        format,
        lang: info.lang,
        name: info.name,
        forced: info.forced,
        notes: taken.notes.finish(),
    })
}

/// What a reader of one kind of container takes out.
#[derive(Default)]
struct Taken {
    bytes: Vec<u8>,
    more: Vec<Vec<u8>>,
    notes: notes::Notes,
}

/// A film whose headers were read.
enum Film {
    Matroska(matroska::Film),
    Mp4(mp4::Film),
}

impl Film {
    fn infos(&self) -> Vec<TrackInfo> {
        match self {
            Self::Matroska(film) => film.infos(),
            Self::Mp4(film) => film.infos(),
        }
    }
}

fn open<R: Read + Seek>(reader: R) -> Result<(Input<R>, Film)> {
    let mut input = Input::new(reader)?;
    let mut head = [0; 16];
    let n = input.peek(0, &mut head)?;
    let film = match is_container(head.get(..n).unwrap_or_default()) {
        Some(Container::Matroska) => Film::Matroska(matroska::Film::open(&mut input)?),
        Some(Container::Mp4) => Film::Mp4(mp4::Film::open(&mut input)?),
        None => return Err(ContainerError::NotAContainer),
    };
    Ok((input, film))
}

#[cfg(test)]
mod tests;
