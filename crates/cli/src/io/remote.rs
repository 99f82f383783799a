//! Names of objects in the cloud, and of what a web server has: `s3://bucket/key`, `gs://…`, `az://container/key`, `https://…`.
//!
//! They travel through the program as paths do. A file of this machine that has such a name is that file.

use super::fault::{Fault, FaultKind};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Where an object is kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Scheme {
    /// Amazon S3, and servers that speak its language.
    S3,
    /// Google Cloud Storage.
    Gs,
    /// Azure Blob Storage.
    Az,
    /// A web server, which is only read from.
    Https,
    /// The same without encryption: on this machine, or where the environment allows it.
    Http,
}

const SCHEMES: &[(&str, Scheme)] = &[
    ("s3://", Scheme::S3),
    ("gs://", Scheme::Gs),
    ("az://", Scheme::Az),
    ("https://", Scheme::Https),
    ("http://", Scheme::Http),
];

impl Scheme {
    /// Whether it is a web server, which knows neither lists nor writing.
    #[must_use]
    pub fn is_web(self) -> bool {
        matches!(self, Self::Https | Self::Http)
    }

    /// Whether lists come in the order of names, and can begin behind any of them.
    #[cfg(feature = "cloud")]
    pub(super) fn lists_in_order(self) -> bool {
        matches!(self, Self::S3 | Self::Gs)
    }
}

/// An object's name, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remote {
    /// Where it is kept.
    pub scheme: Scheme,
    /// The bucket, the container, or the web server.
    pub place: String,
    /// The name within; of a web server's, the way as it was given.
    pub key: String,
}

/// Whether a name is that of an object, and no file of this machine has it.
#[must_use]
pub fn is_remote(path: &Path) -> bool {
    scheme(path).is_some() && fs::symlink_metadata(path).is_err()
}

fn scheme(path: &Path) -> Option<(Scheme, &[u8])> {
    let bytes = path.as_os_str().as_bytes();
    SCHEMES.iter().find_map(|(name, scheme)| bytes.strip_prefix(name.as_bytes()).map(|rest| (*scheme, rest)))
}

/// Whether a name stands for all objects that begin so: a bucket, or a way that ends in `/`.
#[must_use]
pub fn is_prefix(path: &Path) -> bool {
    let Some((scheme, rest)) = scheme(path) else { return false };
    !scheme.is_web() && (rest.ends_with(b"/") || !rest.contains(&b'/'))
}

/// Whether an object's name is a pattern.
#[must_use]
pub fn is_pattern(path: &Path) -> bool {
    let Some((scheme, rest)) = scheme(path) else { return false };
    !scheme.is_web() && rest.iter().any(|b| matches!(b, b'*' | b'?' | b'[' | b'{'))
}

/// Whether a web server has it.
#[must_use]
pub fn is_web(path: &Path) -> bool {
    scheme(path).is_some_and(|(scheme, _)| scheme.is_web())
}

/// An object's name without where it is kept, as a way below a folder.
#[must_use]
pub fn way(path: &Path) -> Option<&Path> {
    let (_, rest) = scheme(path).filter(|_| is_remote(path))?;
    Some(Path::new(std::ffi::OsStr::from_bytes(rest)))
}

impl Remote {
    /// Takes a name apart; `None` where it is that of a file.
    ///
    /// # Errors
    /// A name that no object can have.
    pub fn of(path: &Path) -> Result<Option<Self>, Fault> {
        let Some((scheme, rest)) = scheme(path).filter(|_| is_remote(path)) else { return Ok(None) };
        let fail = |text: &str| Fault::about(FaultKind::NotRegular, path, text);
        let rest = std::str::from_utf8(rest).map_err(|_| fail("is no name of an object: it is not UTF-8"))?;
        let (place, key) = rest.split_once('/').unwrap_or((rest, ""));
        if scheme.is_web() {
            if place.is_empty() {
                return Err(fail("names no server"));
            }
            return Ok(Some(Self { scheme, place: place.to_owned(), key: key.to_owned() }));
        }
        let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '$');
        if place.is_empty() || !place.chars().all(sound) {
            return Err(fail("names no bucket or container: its name has letters, digits, `-`, `_` and `.`"));
        }
        let inner = key.strip_suffix('/').unwrap_or(key);
        if let Some(why) = inner.split('/').filter(|_| !inner.is_empty()).find_map(unfit) {
            return Err(fail(why));
        }
        Ok(Some(Self { scheme, place: place.to_owned(), key: key.to_owned() }))
    }

    /// The name of another object in the same place.
    #[must_use]
    pub fn sibling(&self, key: &str) -> PathBuf {
        let name = SCHEMES.iter().find(|(_, scheme)| *scheme == self.scheme).map_or("", |(name, _)| name);
        PathBuf::from(format!("{name}{}/{key}", self.place))
    }

    /// The part of the key that no sign of a pattern stands in, and of it the part up to the last `/`.
    #[must_use]
    pub fn literal(&self) -> (&str, &str) {
        let end = self.key.find(['*', '?', '[', '{', '\\']).unwrap_or(self.key.len());
        let literal = self.key.get(..end).unwrap_or_default();
        let folder = literal.rfind('/').and_then(|at| literal.get(..=at)).unwrap_or_default();
        (literal, folder)
    }
}

/// Why a part of a key cannot be asked for.
fn unfit(part: &str) -> Option<&'static str> {
    match part {
        "" => Some(
            "has an empty part in its name (`//`), which cannot be asked for; give the object another name",
        ),
        "." | ".." => Some(
            "has `.` or `..` as a part of its name, which cannot be asked for; give the object another name",
        ),
        part if part.chars().any(|c| c.is_ascii_control()) => Some(
            "has a control character in its name, which cannot be asked for; give the object another name",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<(Scheme, String, String)> {
        Remote::of(Path::new(name)).unwrap().map(|it| (it.scheme, it.place, it.key))
    }

    #[test]
    fn names_are_taken_apart() {
        let is = |scheme, place: &str, key: &str| Some((scheme, place.to_owned(), key.to_owned()));
        assert_eq!(of("s3://films/reels/1.kk.srt"), is(Scheme::S3, "films", "reels/1.kk.srt"));
        assert_eq!(of("gs://films/niño — 1.srt"), is(Scheme::Gs, "films", "niño — 1.srt"));
        assert_eq!(of("az://films/reels/"), is(Scheme::Az, "films", "reels/"));
        assert_eq!(
            of("https://example.org:8443/a%20b.vtt"),
            is(Scheme::Https, "example.org:8443", "a%20b.vtt")
        );
        assert_eq!(of("films/a.srt"), None);
        assert_eq!(of("S3://films/a.srt"), None);
        assert_eq!(of("s3:/films/a.srt"), None);
    }

    #[test]
    fn names_that_no_object_can_have_are_refused() {
        for name in [
            "s3:///a.srt",
            "s3://films//a.srt",
            "s3://films/a//b.srt",
            "s3://films/../b.srt",
            "s3://films/./b.srt",
            "s3://films/\u{1b}[31m.srt",
            "s3://films/a\nb.srt",
            "s3://fil ms/a.srt",
            "https:///a.srt",
        ] {
            assert!(Remote::of(Path::new(name)).is_err(), "{name}");
        }
    }

    #[test]
    fn a_file_of_this_machine_is_that_file() {
        let folder = std::env::temp_dir().join(format!("tregua-remote-{}", std::process::id()));
        let name = |base: &Path| PathBuf::from(format!("{}/s3:/films/a.srt", base.display()));
        fs::create_dir_all(name(&folder).parent().unwrap()).unwrap();
        fs::write(name(&folder), "").unwrap();
        // Relative names are looked for from the folder at hand, which tests share; so the rule is asked by itself.
        assert!(scheme(Path::new("s3://films/a.srt")).is_some());
        assert!(fs::symlink_metadata(folder.join("s3://films/a.srt")).is_ok(), "the kernel reads // as /");
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn prefixes_and_patterns_are_told_from_names() {
        let what = |name: &str| (is_prefix(Path::new(name)), is_pattern(Path::new(name)));
        assert_eq!(what("s3://films"), (true, false));
        assert_eq!(what("s3://films/"), (true, false));
        assert_eq!(what("s3://films/reels/"), (true, false));
        assert_eq!(what("s3://films/reels"), (false, false));
        assert_eq!(what("s3://films/*.srt"), (false, true));
        assert_eq!(what("https://example.org/films/"), (false, false));
        assert_eq!(what("https://example.org/[1]"), (false, false));
        assert_eq!(what("films/"), (false, false));
        let parts = |name: &str| {
            let remote = Remote::of(Path::new(name)).unwrap().unwrap();
            let (literal, folder) = remote.literal();
            (literal.to_owned(), folder.to_owned())
        };
        assert_eq!(parts("s3://films/reels/ep*.srt"), ("reels/ep".into(), "reels/".into()));
        assert_eq!(parts("s3://films/*.srt"), (String::new(), String::new()));
        assert_eq!(parts("s3://films/reels/"), ("reels/".into(), "reels/".into()));
    }
}
