//! Tracks inside films: `film.mkv#kk`.

use crate::io::{self, Opened, shown};
use crate::render;
use anyhow::{Result, anyhow};
use std::fs::File;
use std::path::{Path, PathBuf};
use tregua_containers::{extract, is_container, list, pick, split_selector};
use tregua_parse::base::Lang;

/// A track taken out of a film.
#[derive(Debug)]
pub(crate) struct Taken {
    /// The subtitle file.
    pub(crate) bytes: Vec<u8>,
    /// The language the film names.
    pub(crate) lang: Option<Lang>,
}

/// What a path names.
pub(crate) enum Named {
    /// A track inside a film.
    Track(Taken),
    /// A file that is no film.
    File(Opened),
    /// Something elsewhere, or nothing.
    Other,
}

/// The subtitle file that a track inside a film is, or the file that is no film.
///
/// The whole name is tried first: a file's own name may hold a `#`.
pub(crate) fn named(path: &Path) -> Result<Named> {
    let (mut film, selector) = match find(path)? {
        Found::Film(film, selector) => (film, selector),
        Found::File(opened) => return Ok(Named::File(opened)),
        Found::Other => return Ok(Named::Other),
    };
    let fail = |why: String| anyhow!("{}: {why}", shown(path));
    let tracks = list(&mut film).map_err(|e| fail(e.to_string()))?;
    let index = pick(&tracks, selector.as_deref()).map_err(|e| fail(e.to_string()))?;
    let taken = extract(&mut film, index).map_err(|e| fail(e.to_string()))?;
    for note in &taken.notes {
        render::message("warning", &format!("{}: {note}", shown(path)));
    }
    if !taken.more.is_empty() {
        return Err(fail(format!(
            "this track is {} TTML documents that cannot be joined without a loss; take them out with another program",
            taken.more.len() + 1
        )));
    }
    let lang = taken.lang.as_deref().and_then(|tag| Lang::parse(tag).ok());
    Ok(Named::Track(Taken { bytes: taken.bytes, lang }))
}

/// Whether the path names a film or a track inside one.
pub(crate) fn is_film(path: &Path) -> Result<bool> {
    Ok(matches!(find(path)?, Found::Film(..)))
}

/// The file that a path names: the film of a track inside one, else the path itself.
pub(crate) fn base(path: &Path) -> PathBuf {
    let (base, selector) = split(path);
    if selector.is_some() && base.is_file() { base } else { path.to_path_buf() }
}

/// A path without the track that it names, and that. An object's name is a name only, and so is that of a file that is there: a
/// `#` may be part of it.
pub(crate) fn split(path: &Path) -> (PathBuf, Option<String>) {
    match split_selector(path) {
        (base, Some(selector)) if !io::is_remote(path) && !path.is_file() => (base, Some(selector)),
        _ => (path.to_path_buf(), None),
    }
}

/// What stands at a path.
enum Found {
    /// A film, by its first bytes, and the track inside it that is meant.
    Film(File, Option<String>),
    /// Another file.
    File(Opened),
    Other,
}

fn find(path: &Path) -> Result<Found> {
    if io::is_remote(path) {
        return Ok(Found::Other);
    }
    let (base, selector) = split(path);
    let whole = selector.is_none();
    let opened = match Opened::at(&base) {
        Ok(opened) => opened,
        Err(fault) if base.is_file() => return Err(fault.into()),
        // It may come; it was looked for.
        Err(_) => return Ok(Found::Other),
    };
    Ok(match is_container(&opened.first_bytes(16)?).is_some() {
        true => Found::Film(opened.into_file(), selector),
        false if whole => Found::File(opened),
        false => Found::Other,
    })
}

/// The language that a selector names.
pub(crate) fn lang_of_selector(selector: &str) -> Option<Lang> {
    let selector = selector.to_ascii_lowercase().replace('_', "-");
    let kinds = ["-forced", "-sdh", "-hi"];
    let tag = kinds.iter().find_map(|kind| selector.strip_suffix(kind)).unwrap_or(&selector);
    // A number picks a track and says nothing of its language.
    Lang::parse(tag).ok().filter(|_| !tag.bytes().all(|b| b.is_ascii_digit()))
}
