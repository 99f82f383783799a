//! Tracks inside films: `film.mkv#kk`.

use crate::io::{self, shown};
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

/// The subtitle file that a track inside a film is; `None` where the path names no film.
///
/// The whole name is tried first: a file's own name may hold a `#`.
pub(crate) fn track(path: &Path) -> Result<Option<Taken>> {
    let Some((mut film, selector)) = film(path)? else { return Ok(None) };
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
    Ok(Some(Taken { bytes: taken.bytes, lang }))
}

/// Whether the path names a film or a track inside one.
pub(crate) fn is_film(path: &Path) -> Result<bool> {
    Ok(film(path)?.is_some())
}

/// The file that a path names: the film of a track inside one, else the path itself.
pub(crate) fn base(path: &Path) -> PathBuf {
    let (base, selector) = split(path);
    if selector.is_some() && !path.is_file() && base.is_file() { base } else { path.to_path_buf() }
}

/// A path without the track that it names, and that; an object's name is a name only.
pub(crate) fn split(path: &Path) -> (PathBuf, Option<String>) {
    if io::is_remote(path) { (path.to_path_buf(), None) } else { split_selector(path) }
}

/// The film that a path names, where its first bytes are those of one, and the track inside it.
fn film(path: &Path) -> Result<Option<(File, Option<String>)>> {
    if io::is_remote(path) {
        return Ok(None);
    }
    let (base, selector) = split(path);
    let (base, selector) = if path.is_file() { (path, None) } else { (base.as_path(), selector) };
    if !base.is_file() {
        // It may come.
        io::looked_for(base);
        return Ok(None);
    }
    let file = io::open_film(base)?;
    let head = io::first_bytes(&file, base, 16)?;
    Ok(is_container(&head).map(|_| (file, selector)))
}

/// The language that a selector names.
pub(crate) fn lang_of_selector(path: &Path) -> Option<Lang> {
    if path.is_file() {
        return None;
    }
    let (_, selector) = split(path);
    let selector = selector?;
    let selector = selector.to_ascii_lowercase().replace('_', "-");
    let kinds = ["-forced", "-sdh", "-hi"];
    let tag = kinds.iter().find_map(|kind| selector.strip_suffix(kind)).unwrap_or(&selector);
    // A number picks a track and says nothing of its language.
    Lang::parse(tag).ok().filter(|_| !tag.bytes().all(|b| b.is_ascii_digit()))
}
