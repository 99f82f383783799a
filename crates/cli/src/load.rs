//! From names to bytes: reading files, and what messages call them.

use crate::args::Reading;
use crate::film::{self, Named};
use crate::io::{self, Input, shown};
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeSet;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_qa::project::lang_of_file_name;

/// The limit of `--max-size` in bytes.
pub(crate) fn max_bytes(reading: &Reading) -> u64 {
    reading.more.max_size.saturating_mul(1 << 20)
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path, reading: &Reading) -> Result<Bytes> {
    if path == Path::new("-") {
        use std::io::Read;
        let limit = max_bytes(reading);
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|e| io::Fault::stdin(&e))?;
        if bytes.len() as u64 > limit {
            bail!(
                "standard input is larger than {} MiB; raise the limit with --max-size",
                reading.more.max_size
            );
        }
        return Ok(Bytes::Stdin(bytes));
    }
    foreign(path)?;
    Ok(match film::named(path)? {
        Named::Track(taken) => Bytes::Track(taken),
        Named::File(opened) => Bytes::File(opened.read(max_bytes(reading))?),
        Named::Other => Bytes::File(io::read(path, max_bytes(reading))?),
    })
}

/// Refuses temporary files of this program, which a killed run may have left behind.
pub(crate) fn foreign(path: &Path) -> Result<()> {
    if path.file_name().is_some_and(io::is_own_temp) {
        bail!("{}: a temporary file that an interrupted run left behind; remove it", name(path));
    }
    Ok(())
}

/// Mentions temporary files of interrupted runs in the folders of these files, once a folder.
pub(crate) fn mention_leftovers<'p>(paths: impl Iterator<Item = &'p Path>) {
    let folders: BTreeSet<&Path> = paths.filter_map(Path::parent).collect();
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let stale = io::stale_temps(folder);
        if let Some(first) = stale.first() {
            let others = match stale.len() - 1 {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            crate::render::message(
                "warning",
                &format!("an interrupted run left {}{others} behind; it can be removed", shown(first)),
            );
        }
    }
}

/// A file of settings as text.
pub(crate) fn text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|_| anyhow!("{}: not UTF-8", name(path)))
}

/// Mentions old versions that lie about under temporary names.
pub(crate) fn mention_left(written: &io::Written) {
    left(written).for_each(|line| crate::render::message("warning", &line));
}

/// The same as lines.
pub(crate) fn left(written: &io::Written) -> impl Iterator<Item = String> {
    written.left.iter().map(|path| format!("the old version could not be removed: {}", shown(path)))
}

/// What was read.
#[derive(Debug)]
pub(crate) enum Bytes {
    Stdin(Vec<u8>),
    /// Taken out of a film.
    Track(film::Taken),
    File(Input),
}

impl Bytes {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Stdin(bytes) => bytes,
            Self::Track(taken) => &taken.bytes,
            Self::File(input) => &input.bytes,
        }
    }

    /// The language that the film names a track has.
    pub(crate) fn lang(&self) -> Option<Lang> {
        match self {
            Self::Track(taken) => taken.lang.clone(),
            Self::Stdin(_) | Self::File(_) => None,
        }
    }

    pub(crate) fn input(&self) -> Option<&Input> {
        match self {
            Self::Stdin(_) | Self::Track(_) => None,
            Self::File(input) => Some(input),
        }
    }
}

/// How a path is called in messages.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { shown(path) }
}

/// A file's extension, lower case and without the dot.
pub(crate) fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase)
}

/// The language a file's name tells.
pub(crate) fn lang_of(path: &Path) -> Option<Lang> {
    let of_name = |path: &Path| path.file_name().and_then(|n| n.to_str()).and_then(lang_of_file_name);
    match film::split(path) {
        (film, Some(selector)) => film::lang_of_selector(&selector).or_else(|| of_name(&film)),
        (path, None) => of_name(&path),
    }
}
