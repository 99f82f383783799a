//! Profiles by name, and profiles in files, which may extend both.

use crate::io;
use crate::load;
use anyhow::{Result, anyhow};
use std::path::{Path, PathBuf};
use tregua_qa::profile::{ALIASES, BUILTIN, Profile, ProfileError};

/// The largest profile that is read: nobody writes longer ones by hand.
const LARGEST: u64 = 16 << 20;

/// A profile by name or, where the name ends in `.toml`, from a file; `folder` is where relative files are looked for
/// that are not in the one at hand.
pub(crate) fn find(name: &str, folder: &Path) -> Result<Profile> {
    if !is_file(name) {
        return Ok(Profile::builtin(name)?);
    }
    read(&place(name, folder), &[])
}

/// A profile's text as it stands.
pub(crate) fn text(name: &str, folder: &Path) -> Result<String> {
    if is_file(name) {
        let path = place(name, folder);
        let input = io::read(&path, LARGEST)?;
        return Ok(load::text(&path, &input.bytes)?.to_owned());
    }
    let name = ALIASES.iter().find(|(old, _)| *old == name).map_or(name, |(_, now)| now);
    let found = BUILTIN.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| anyhow!("{}: no text", name.escape_debug()))
}

fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "toml")
}

fn place(name: &str, folder: &Path) -> PathBuf {
    let given = PathBuf::from(name);
    if given.exists() || folder == Path::new(".") { given } else { folder.join(name) }
}

/// Reads a file and those it extends, which stand relative to it. `trail` are those that extend this one.
fn read(path: &Path, trail: &[PathBuf]) -> Result<Profile> {
    let input = io::read(path, LARGEST)?;
    let text = load::text(path, &input.bytes)?;
    let here = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let trail = [trail, &[here]].concat();
    let parent = |base: &str| -> Result<Profile, ProfileError> {
        if !is_file(base) {
            return Profile::builtin(base);
        }
        let next = path.parent().unwrap_or(Path::new("")).join(base);
        if next.canonicalize().is_ok_and(|next| trail.contains(&next)) {
            return Err(ProfileError::new(&io::shown(&next), "extends itself"));
        }
        read(&next, &trail).map_err(|error| match error.downcast::<ProfileError>() {
            Ok(error) => error,
            Err(error) => {
                let (whose, why) = (io::shown(&next), format!("{error:#}"));
                let why = why.strip_prefix(&format!("{whose}: ")).unwrap_or(&why);
                ProfileError::new(&whose, why)
            }
        })
    };
    Ok(Profile::parse(&io::shown(path), text, &parent)?)
}
