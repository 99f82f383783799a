//! Subtitle files as lossless documents.
//!
//! This crate turns bytes into a [`Document`](syntax::Document) (an index over the bytes: cues, the places
//! where times are written, and everything that had to be recovered) and a document into a
//! [`Track`](model::Track) (what a viewer would read). Parsing never fails and never panics; what could not be
//! understood is kept and reported with its place. Changes are [`Edit`](base::Edit)s on the raw bytes, applied
//! by [`splice`](base::splice), so a byte nobody named is never touched.
//!
//! The crate does no input or output of its own, asks no clock and reads no environment.
//!
//! ```
//! use tregua_parse::{format, source::Source};
//! let raw = "1\n00:00:01,000 --> 00:00:02,500\n<i>Тоқта!</i>\n".as_bytes();
//! let document = format::srt::parse(Source::open(raw, None, None).unwrap());
//! let track = format::srt::lower(&document);
//! assert_eq!(track.text_of(&track.lines[0]), "Тоқта!");
//! ```

pub mod base;
pub mod format;
pub mod model;
pub mod source;
pub mod syntax;
pub mod time;
#[allow(dead_code, unused_imports, reason = "what one format of the XML family needs, another may not")]
mod xml;
