//! Reading and writing tracks as tests do: the format is known, and text is UTF-8.

#![allow(clippy::unwrap_used, reason = "tests stop where a format cannot be read at all")]

use tregua_parse::format::write::{Body, Written};
use tregua_parse::format::{Format, Look, ReadOptions};
use tregua_parse::source::{Encoding, Source};
use tregua_parse::syntax::Document;

/// Reads bytes as a format.
///
/// # Panics
/// Where the bytes are more than any reader takes.
#[must_use]
pub fn parse<'a>(format: &Format, bytes: &'a [u8]) -> Document<'a> {
    let encoding = match format.sniff {
        Look::Bytes(_) => Encoding::Bytes,
        Look::Text(_) | Look::Never => Encoding::Utf8,
    };
    (format.parse)(Source::open(bytes, Some(encoding), None).unwrap(), &ReadOptions::default())
}

/// What was written, as bytes.
#[must_use]
pub fn bytes(written: &Written) -> Vec<u8> {
    match &written.body {
        Body::Text(text) => text.clone().into_bytes(),
        Body::Bytes(bytes) => bytes.clone(),
    }
}
