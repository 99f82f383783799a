//! Files that are too large to be held, and that can be read in windows: SubRip, WebVTT and scripts, in an encoding that keeps ASCII.

mod times;
mod walk;

pub(crate) use times::{Times, is_earlier};
pub(crate) use walk::{Next, Part, Walk};

use crate::args::Reading;
use crate::foreign;
use crate::io::{self, Input, Pieces};
use crate::load;
use crate::open::Known;
use anyhow::Result;
use std::path::Path;
use tregua_parse::format::{Format, Sniffed, Windows, declared_encoding, sniff_beginning, sniff_bytes};
use tregua_parse::source::{Encoding, Source, by_beginning};

/// What a file's beginning is judged by.
pub(crate) const HEAD: usize = 1 << 16;

/// A window that has no place to be cut grows up to this; then the file is read whole.
pub(crate) const LONGEST: usize = 64 << 20;

/// How large a file is read in windows, and how large these are.
#[derive(Clone, Copy)]
struct Sizes {
    file: u64,
    window: usize,
}

impl Sizes {
    /// A window, and what is made of it, stays in a processor's cache.
    const USUAL: Self = Self { file: 8 << 20, window: 512 << 10 };

    /// For tests, `TREGUA_LARGE=BYTES` makes small files large.
    fn get() -> Self {
        let asked = std::env::var("TREGUA_LARGE").ok().and_then(|bytes| bytes.parse::<u32>().ok());
        asked.map_or(Self::USUAL, |bytes| Self { file: bytes.into(), window: bytes as usize })
    }
}

/// A large file, open, with what its beginning tells.
pub(crate) struct Large {
    pub(crate) pieces: Pieces,
    /// The encoding that the user or the file's beginning names.
    pub(crate) named: Option<Encoding>,
    /// Bytes of a window.
    pub(crate) window: usize,
    pub(crate) format: &'static Format,
    /// How it is read in windows.
    pub(crate) windows: &'static Windows,
    /// What each window begins with.
    pub(crate) head: Vec<u8>,
    /// Bytes of the file.
    size: u64,
}

impl Large {
    /// Whether a place in the text is one in the file: as far as its beginning tells it is UTF-8, and places reach to its end.
    pub(crate) fn has_plain_places(&self) -> bool {
        let utf8 = self.named.is_none_or(|named| named == Encoding::Utf8);
        utf8 && u32::try_from(self.size).is_ok()
    }
}

/// Opens a file that is large and can be read in windows, one of a certain format where one is given; `None` for every other,
/// which is left untouched. The [`Input`] stands for it where it is rewritten.
///
/// # Errors
/// As reading the whole.
pub(crate) fn open(
    path: &Path,
    reading: &Reading,
    encoding: Option<Encoding>,
    only: Option<&Format>,
    rewrite: bool,
) -> Result<Option<(Large, Input)>> {
    let sizes = Sizes::get();
    let fits = |size: u64| size > sizes.file && size <= load::max_bytes(reading);
    let known = Known::new(reading, None);
    let is_other = |format: &Format| format.windows.is_none() || only.is_some_and(|only| only != format);
    // What is no file may have the name of one.
    if path == Path::new("-")
        || io::is_remote(path)
        || known.format.is_some_and(is_other)
        || known.reading.start.is_some()
    {
        return Ok(None);
    }
    let Some((_, size)) = io::identity(path).filter(|(_, size)| fits(*size)) else { return Ok(None) };
    if load::foreign(path).is_err() || crate::film::is_film(path)? {
        return Ok(None);
    }
    let (mut pieces, input) = Pieces::open(path, rewrite)?;
    let (head, _) = pieces.look(HEAD, path)?;
    let extension = load::extension(path);
    let named = match (encoding.or(known.encoding), by_beginning(head)) {
        (Some(named), _) if named.keeps_ascii() && named != Encoding::Bytes => Some(named),
        (None, Some(Encoding::Utf8)) => Some(Encoding::Utf8),
        (None, None) if declared_encoding(head).is_none() => None,
        _ => return Ok(None),
    };
    let binary = || !matches!(sniff_bytes(head, extension.as_deref()), Sniffed::Nothing);
    if foreign::by_first_bytes(head).is_some() || known.format.is_none() && binary() {
        return Ok(None);
    }
    let format = format_of(head, named.unwrap_or(Encoding::Utf8), known.format);
    let Some((format, windows)) = format.filter(|it| !is_other(it)).and_then(|it| Some((it, it.windows?)))
    else {
        return Ok(None);
    };
    let Some(head) = (windows.head)(head).and_then(|len| head.get(..len)).map(<[u8]>::to_vec) else {
        return Ok(None);
    };
    Ok(Some((Large { pieces, named, window: sizes.window, format, windows, head, size }, input)))
}

/// A file's format by its beginning, whatever follows.
pub(crate) fn format_of(
    head: &[u8],
    encoding: Encoding,
    named: Option<&'static Format>,
) -> Option<&'static Format> {
    let source = || Source::open(head, Some(encoding), None).ok();
    named.or_else(|| Some(sniff_beginning(source()?.text())?.0))
}
