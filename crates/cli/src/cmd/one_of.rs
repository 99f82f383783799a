//! One of several tracks of a film that are put beside one another: opened, and in which language it is.

use crate::args::Reading;
use crate::load::{self, Bytes, name};
use crate::open::{self, Known};
use anyhow::{Result, bail};
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::format::Format;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;

/// A track that was opened.
pub(super) struct One<'a> {
    pub(super) document: Document<'a>,
    pub(super) format: &'static Format,
    /// What the user, the file's name or the film says.
    named: Option<Lang>,
}

/// Opens a track that has cues and whose letters are certain; `named` is the language that the user says.
///
/// # Errors
/// What is no such track.
pub(super) fn open<'a>(
    path: &Path,
    bytes: &'a Bytes,
    named: Option<&Lang>,
    reading: &Reading,
) -> Result<One<'a>> {
    let named = named.cloned().or_else(|| load::lang_of(path)).or_else(|| bytes.lang());
    let opened = open::open(path, bytes.bytes(), Known::new(reading, named.as_ref()))?;
    open::decided(path, &opened.document.source)?;
    if opened.document.cues.is_empty() {
        bail!("{}: holds no cue", name(path));
    }
    Ok(One { document: opened.document, format: opened.format, named })
}

impl One<'_> {
    /// Its language: as it was named, as the file says, or as its text tells for certain.
    pub(super) fn lang(&self, track: &Track<'_>) -> Option<Lang> {
        let named = self.named.clone().or_else(|| open::language_in(track));
        named.or_else(|| open::told(&open::language_of(track)))
    }
}
