//! The formats: each in a file or folder of its own, all in one list.

#![deny(clippy::float_arithmetic)]

pub mod ass;
mod common;
pub mod dcp;
pub mod demands;
pub mod json;
pub mod lrc;
pub mod microdvd;
pub mod mpl2;
pub mod sami;
pub mod sbv;
pub mod scc;
mod sniffing;
pub mod srt;
pub mod stl;
pub mod subviewer;
pub mod subviewer1;
mod take_out;
pub mod ttml;
pub mod vtt;
mod windows;
pub mod write;

pub use demands::{DEMANDS, Demands};
pub use sniffing::{Sniff, Sniffed, sniff, sniff_beginning, sniff_bytes};
pub use windows::Windows;

pub use crate::xml::declared_encoding;

use crate::base::Edit;
use crate::model::Track;
use crate::source::Source;
use crate::syntax::Document;
use crate::time::{FrameRate, Time};
use std::borrow::Cow;
use std::fmt;
use write::Writer;

/// A subtitle format.
pub struct Format {
    /// The short name used on the command line.
    pub id: &'static str,
    /// The name people use.
    pub name: &'static str,
    /// File extensions, lower case, without the dot; the first is the usual one.
    pub extensions: &'static [&'static str],
    /// How its files are told from others.
    pub sniff: Look,
    /// Indexes a source. Never fails.
    pub parse: for<'a> fn(Source<'a>, &ReadOptions) -> Document<'a>,
    /// What a viewer would read.
    pub lower: for<'d> fn(&'d Document<'_>) -> Track<'d>,
    /// The edits of the text that take cues out and leave the rest a whole file, given their indices in rising order;
    /// or the index of the first that cannot be taken out without a change to others.
    pub take_out: fn(&Document<'_>, &[usize]) -> Result<Vec<Edit>, usize>,
    /// What a file tells its cues apart by beside their text, cue by cue, such as an ASS style; `None` for formats that have
    /// nothing of the kind, or that [`lower`](Self::lower) keeps it of.
    pub parts: Option<Parts>,
    /// Where a document of it says its programme starts, on the clock that its times are of ([`programme_start`]).
    pub programme_start: Option<fn(&Document<'_>) -> Option<Time>>,
    /// How its large files are read in windows; `None` for formats whose files are read as a whole.
    pub windows: Option<&'static Windows>,
    /// How it is written; `None` for formats that are only read.
    pub write: Option<&'static Writer>,
}

/// Names for each cue of a document the part of the file's own that it belongs to.
pub type Parts = for<'d> fn(&'d Document<'_>) -> Vec<Option<Cow<'d, str>>>;

/// What sniffing looks at.
#[derive(Clone, Copy, Debug)]
pub enum Look {
    /// The decoded text.
    Text(fn(&str) -> Sniff),
    /// The bytes: the format is no text. Such a file is read as [`Encoding::Bytes`](crate::source::Encoding::Bytes).
    Bytes(fn(&[u8]) -> Sniff),
    /// Nothing: files of this kind are found by another entry of the list, and this one only writes.
    Never,
}

/// What a reader may be told that a file does not say itself.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ReadOptions {
    /// The film's frame rate, for formats that count frames. It does not overrule what a file says of itself.
    pub rate: Option<FrameRate>,
    /// Where the programme starts on the file's own clock (10:00:00:00 in broadcasting): taken off all times.
    pub start: Option<Time>,
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Every format this crate reads or writes.
pub static FORMATS: &[&Format] = &[
    &srt::FORMAT,
    &ass::FORMAT,
    &ass::SSA,
    &vtt::FORMAT,
    &ttml::FORMAT,
    &stl::FORMAT,
    &scc::FORMAT,
    &microdvd::FORMAT,
    &subviewer::FORMAT,
    &subviewer1::FORMAT,
    &sbv::FORMAT,
    &mpl2::FORMAT,
    &lrc::FORMAT,
    &sami::FORMAT,
    &json::FORMAT,
    &ttml::write::IMSC,
    &ttml::write::EBU_TT_D,
    &ttml::write::NETFLIX,
    &ttml::write::ITT,
    &dcp::SMPTE,
    &dcp::INTEROP,
];

/// The format of that name or file extension.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Format> {
    let name = name.to_ascii_lowercase();
    let all = || FORMATS.iter().copied();
    all().find(|f| f.id == name).or_else(|| all().find(|f| f.extensions.contains(&name.as_str())))
}

/// The formats that are written with this file extension, lower case and without the dot; those whose usual extension it
/// is where there are some.
#[must_use]
pub fn written_as(extension: &str) -> Vec<&'static Format> {
    let all = || FORMATS.iter().copied().filter(|f| f.write.is_some());
    let usual: Vec<_> = all().filter(|f| f.extensions.first() == Some(&extension)).collect();
    if usual.is_empty() { all().filter(|f| f.extensions.contains(&extension)).collect() } else { usual }
}

/// What a viewer would read, by the document's own format.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    by_name(document.format).map_or_else(Track::default, |format| (format.lower)(document))
}

/// What a document tells its cues apart by, by its own format; empty where it has nothing of the kind.
#[must_use]
pub fn parts<'d>(document: &'d Document<'_>) -> Vec<Option<Cow<'d, str>>> {
    let parts = by_name(document.format).and_then(|format| format.parts);
    parts.map_or_else(Vec::new, |parts| parts(document))
}

/// Where a document itself says that its programme starts, on the clock its times are of: TCP of EBU STL,
/// `documentStartOfProgramme` of EBU-TT. A D-Cinema document counts from its reel's first frame. `None` where it says
/// nothing. What was [taken off](ReadOptions::start) its times is not taken off this.
#[must_use]
pub fn programme_start(document: &Document<'_>) -> Option<Time> {
    by_name(document.format).and_then(|format| format.programme_start).and_then(|start| start(document))
}

#[cfg(test)]
mod tests;
