//! Hunspell dictionaries on this machine: where they are found, and reading each once a run.
//!
//! What the user names comes first, then the folders of `DICPATH`, then the places where Hunspell, LibreOffice and the
//! systems keep them. In each group the best region wins: es_MX before es_ES for es-419.

use crate::io::{self, shown};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tregua_parse::base::Lang;
use tregua_qa::spelling::{Dictionary, Hunspell, Shelf};

/// The largest file that is read as part of a dictionary.
const MOST: u64 = 256 << 20;

/// Variables that say where dictionaries may be.
const VARIABLES: [&str; 6] = ["DICPATH", "XDG_DATA_HOME", "XDG_DATA_DIRS", "HOME", "APPDATA", "ProgramFiles"];

/// The dictionaries this run may use.
#[derive(Debug)]
pub(crate) struct Dictionaries {
    groups: Vec<Vec<PathBuf>>,
    read: Mutex<BTreeMap<PathBuf, Slot>>,
}

/// A dictionary that is read when it is first asked for, once.
type Slot = Arc<OnceLock<Option<Arc<dyn Dictionary>>>>;

impl Dictionaries {
    /// With what the user names (`.dic` files, or folders of them) and what the environment says.
    pub(crate) fn new(named: &[PathBuf]) -> Result<Self> {
        Self::with(named, &|name| std::env::var_os(name))
    }

    fn with(named: &[PathBuf], variable: &dyn Fn(&str) -> Option<OsString>) -> Result<Self> {
        for path in named {
            check_named(path)?;
        }
        let values: BTreeMap<&str, OsString> =
            VARIABLES.iter().filter_map(|name| Some((*name, variable(name)?))).collect();
        let list = |name: &str| -> Vec<PathBuf> {
            values.get(name).map(|value| std::env::split_paths(value).collect()).unwrap_or_default()
        };
        let one = |name: &str| values.get(name).map(PathBuf::from);
        let groups = vec![named.to_vec(), list("DICPATH"), usual_places(&list("XDG_DATA_DIRS"), &one)];
        Ok(Self { groups, read: Mutex::default() })
    }

    /// The `.dic` file for a language.
    pub(crate) fn find(&self, lang: &Lang) -> Option<PathBuf> {
        let found = self.groups.iter().find_map(|group| best(group, lang));
        if found.is_none() {
            // One may be put there.
            self.groups.iter().take(1).flatten().for_each(|place| io::looked_for(place));
        }
        found
    }

    /// Every file that may be read, with what changes when it is written anew.
    pub(crate) fn versions(&self) -> Vec<(PathBuf, Option<String>)> {
        let places = self.groups.iter().flatten();
        let files = places.flat_map(|place| match place.is_dir() {
            true => io::list(place),
            false => vec![place.clone(), place.with_extension("aff")],
        });
        let parts = files.filter(|file| file.extension().is_some_and(|end| end == "dic" || end == "aff"));
        parts.map(|file| (file.clone(), io::version(&file))).collect()
    }

    fn slot(&self, path: &Path) -> Slot {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(path.to_path_buf()).or_default().clone()
    }
}

impl Shelf for Dictionaries {
    fn dictionary(&self, lang: &Lang) -> Option<Arc<dyn Dictionary>> {
        let path = self.find(lang)?;
        // The lock is not held while a dictionary is read, so that two are read side by side.
        let slot = self.slot(&path);
        let read = slot.get_or_init(|| match load(&path, lang) {
            Ok(dictionary) => Some(dictionary),
            Err(error) => {
                render::message("warning", &format!("{error:#}; spelling is not checked by it"));
                None
            }
        });
        read.clone()
    }
}

/// Reads a dictionary's two files.
pub(crate) fn load(dic: &Path, lang: &Lang) -> Result<Arc<dyn Dictionary>> {
    let aff = dic.with_extension("aff");
    let (aff, raw) = (io::read(&aff, MOST)?, io::read(dic, MOST)?);
    let read = Hunspell::new(&aff.bytes, &raw.bytes, lang.language());
    let read = read.map_err(|e| anyhow!("{}: no Hunspell dictionary: {e}", shown(dic)))?;
    Ok(Arc::new(read.named(shown(dic))))
}

/// Refuses what the user names and cannot be a dictionary.
fn check_named(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if path.extension() != Some(OsStr::new("dic")) {
        bail!("{}: a dictionary is a .dic file with its .aff beside it, or a folder of them", shown(path));
    }
    for file in [path.to_path_buf(), path.with_extension("aff")] {
        if !file.is_file() {
            bail!("{}: there is no such file", shown(&file));
        }
    }
    if tag_of(path).is_none() {
        bail!("{}: its name does not say its language; name it like es_ES.dic", shown(path));
    }
    Ok(())
}

/// The language that a dictionary's name tells: `es_ES.dic`, `kk_KZ.dic`, `ru-RU.dic`, `ru.dic`.
fn tag_of(dic: &Path) -> Option<Lang> {
    Lang::parse(dic.file_stem()?.to_str()?).ok()
}

/// The best dictionary of some places, each a `.dic` file or a folder: by region, then by the order of the places.
fn best(places: &[PathBuf], lang: &Lang) -> Option<PathBuf> {
    let files =
        places.iter().flat_map(|place| if place.is_dir() { io::list(place) } else { vec![place.clone()] });
    let fitting = files.filter(|file| file.extension() == Some(OsStr::new("dic"))).filter_map(|file| {
        let tag = tag_of(&file).filter(|tag| tag.language() == lang.language())?;
        let whole = file.is_file() && file.with_extension("aff").is_file();
        whole.then(|| (rank(&tag, lang), file))
    });
    // The first of equals, in the order of places and names.
    fitting.min_by_key(|(rank, _)| *rank).map(|(_, file)| file)
}

/// How far a dictionary's region is from the one wanted; 0 is the very one.
fn rank(tag: &Lang, wanted: &Lang) -> usize {
    // Where a language is at home, and which of its dictionaries serve a whole continent.
    let near: &[&str] = match (wanted.language(), wanted.region()) {
        ("es", Some("419")) => &["419", "MX", "CO", "AR", "US", "CL", "PE", "VE"],
        ("es", _) => &["ES"],
        ("ru", _) => &["RU"],
        ("kk", _) => &["KZ"],
        ("en", _) => &["US", "GB"],
        _ => &[],
    };
    match tag.region() {
        region if region == wanted.region() => 0,
        Some(region) => near.iter().position(|it| *it == region).map_or(20, |nth| nth + 2),
        None => 1,
    }
}

/// Where dictionaries are usually kept.
fn usual_places(shared: &[PathBuf], variable: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let home = variable("HOME");
    let data = variable("XDG_DATA_HOME").or_else(|| home.as_ref().map(|home| home.join(".local/share")));
    out.extend(data.map(|data| data.join("hunspell")));
    out.extend(shared.iter().map(|data| data.join("hunspell")));
    for folder in [
        "/usr/share/hunspell",
        "/usr/local/share/hunspell",
        "/usr/share/myspell/dicts",
        "/usr/share/myspell",
        "/run/current-system/sw/share/hunspell",
        "/opt/homebrew/share/hunspell",
        "/Library/Spelling",
    ] {
        out.push(PathBuf::from(folder));
    }
    out.extend(home.as_ref().map(|home| home.join("Library/Spelling")));
    out.extend(variable("APPDATA").map(|data| data.join("hunspell")));
    // LibreOffice has a folder for each of its dictionaries.
    let programs = variable("ProgramFiles").map(|programs| programs.join("LibreOffice/share/extensions"));
    let office = [
        "/usr/lib/libreoffice/share/extensions",
        "/usr/lib64/libreoffice/share/extensions",
        "/opt/libreoffice/share/extensions",
        "/Applications/LibreOffice.app/Contents/Resources/extensions",
    ];
    for folder in office.iter().map(PathBuf::from).chain(programs) {
        out.extend(io::list(&folder).into_iter().filter(|path| path.is_dir()));
    }
    out
}

#[cfg(test)]
mod tests;
