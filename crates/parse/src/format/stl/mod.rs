//! EBU STL (EBU Tech 3264, 1991): what European broadcasters exchange. Binary: a header of 1024 bytes (GSI) and blocks
//! of 128 (TTI), each with timecodes of four bytes and up to 112 bytes of text in one of five character tables.
//!
//! Such a file is opened as [`Encoding::Bytes`], so that its text has one character for each byte. Mapped: times, text
//! in all five tables, colours, italics, underline, boxes, rows and justification, title and language. Comments,
//! the user's own data and everything else in the header are kept in the file and listed as losses of a track.
//!
//! Times are read as written. [`ReadOptions::start`] is taken off them; [`programme_start`] is what the header says it
//! is. `STL30.01` is 30000/1001 frames a second without drop-frame, unless [`ReadOptions::rate`] says otherwise.

mod asked;
mod charset;
mod check;
mod fault;
mod header;
mod lang;
mod layout;
mod lower;
mod offsets;
mod parse;
mod place;
mod take_out;
mod text;
mod write;

use super::{Format, Look, ReadOptions, Sniff};
use crate::source::{Encoding, Source};
use crate::syntax::Document;
use crate::time::{Time, Timecode};

pub use asked::DELIVERY;
pub use lower::lower;
pub use parse::parse;
use take_out::take_out;

/// EBU STL.
pub static FORMAT: Format = Format {
    id: "stl",
    name: "EBU STL",
    extensions: &["stl"],
    sniff: Look::Bytes(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| -> Document<'_> { parse(source, options) },
    lower,
    take_out,
    parts: None,
    programme_start: Some(programme_start),
    windows: None,
    write: Some(&write::WRITER),
};

/// The disk format code decides; nothing else begins with it behind three signs.
fn sniff(raw: &[u8]) -> Sniff {
    match (raw.get(3..8), raw.len() < header::LEN) {
        (Some([b'S', b'T', b'L', tens, ones]), cut) if tens.is_ascii_digit() && ones.is_ascii_digit() => {
            let reason = if cut { "the beginning of an EBU STL header" } else { "an EBU STL header" };
            Sniff { score: if cut { 90 } else { 100 }, reason }
        }
        _ => Sniff::NO,
    }
}

/// Where the header says the programme starts (TCP); `None` where it says nothing that can be read.
#[must_use]
pub fn programme_start(document: &Document<'_>) -> Option<Time> {
    let fields = header::TCP.timecode(document.source.raw())?;
    Timecode::from_fields(fields.map(i64::from), document.clockwork.rate?)?.time()
}

/// The source as bytes, whatever it was opened as.
fn as_bytes(source: Source<'_>) -> Source<'_> {
    if source.encoding() == Encoding::Bytes {
        return source;
    }
    // Only size can be refused, and this size was not.
    Source::open(source.raw(), Some(Encoding::Bytes), None).unwrap_or(source)
}

#[cfg(test)]
mod tests;
