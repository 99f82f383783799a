//! Where a file is, as other programs name it.

use crate::film;
use crate::io;
use crate::load::name;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Whence {
    /// A file.
    #[default]
    File,
    /// A track inside a film: the location is the film's.
    Film,
    /// The input stream.
    Stdin,
}

/// Where a file is.
#[derive(Clone, Default, Debug)]
pub(crate) struct Location {
    pub(crate) whence: Whence,
    /// The path without `./`; what is not UTF-8 in it is escaped.
    pub(crate) path: String,
    /// The path as a reference relative to the folder of the run, or as a `file:` address.
    pub(crate) uri: String,
}

impl Location {
    /// Of a path that the user named; `in_film` where it was a track inside a film.
    pub(crate) fn new(path: &Path, in_film: bool) -> Self {
        if path == Path::new("-") {
            return Self { whence: Whence::Stdin, path: name(path), uri: "stdin".to_owned() };
        }
        if io::is_remote(path) {
            return Self { whence: Whence::File, path: spelt(path), uri: address(path) };
        }
        let (whence, path) = match in_film {
            true => (Whence::Film, film::base(path)),
            false => (Whence::File, path.to_path_buf()),
        };
        let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
        Self { whence, path: spelt(&path), uri: uri(&path) }
    }
}

/// A path for programs: exact where it is UTF-8.
pub(super) fn spelt(path: &Path) -> String {
    path.to_str().map_or_else(|| name(path), ToOwned::to_owned)
}

/// A path as RFC 3986 wants it.
fn uri(path: &Path) -> String {
    let mut out = String::new();
    if path.is_absolute() {
        out.push_str("file://");
    }
    encode(path.as_os_str().as_encoded_bytes(), "", &mut out);
    out
}

/// An object's name as RFC 3986 wants it. A web server's is an address already, but for letters that are none there.
fn address(path: &Path) -> String {
    let name = spelt(path);
    let (scheme, rest) = name.split_once("://").unwrap_or_default();
    let mut out = format!("{scheme}://");
    encode(rest.as_bytes(), if io::is_web(path) { "%:[]@!$&'()*+,;=" } else { "" }, &mut out);
    out
}

/// Appends bytes, all but letters, digits and what may stand there by their numbers.
fn encode(bytes: &[u8], others: &str, out: &mut String) {
    for b in bytes {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(*b));
            }
            b if others.as_bytes().contains(b) => out.push(char::from(*b)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{b:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_addresses() {
        for (path, spelt, uri) in [
            ("film.kk.srt", "film.kk.srt", "film.kk.srt"),
            ("./cut/./Дала 1.srt", "cut/Дала 1.srt", "cut/%D0%94%D0%B0%D0%BB%D0%B0%201.srt"),
            ("../a:b%#?.srt", "../a:b%#?.srt", "../a%3Ab%25%23%3F.srt"),
            ("/films/a.srt", "/films/a.srt", "file:///films/a.srt"),
            ("s3://films/a b#1.srt", "s3://films/a b#1.srt", "s3://films/a%20b%231.srt"),
            (
                "https://h.example:8/ñ%20.srt",
                "https://h.example:8/ñ%20.srt",
                "https://h.example:8/%C3%B1%20.srt",
            ),
        ] {
            let it = Location::new(Path::new(path), false);
            assert_eq!((it.path.as_str(), it.uri.as_str(), it.whence), (spelt, uri, Whence::File));
        }
        // There is no such film, so the name stays whole.
        let it = Location::new(Path::new("film.mkv#kk"), true);
        assert_eq!(
            (it.path.as_str(), it.uri.as_str(), it.whence),
            ("film.mkv#kk", "film.mkv%23kk", Whence::Film)
        );
        assert_eq!(Location::new(Path::new("-"), false).whence, Whence::Stdin);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"\xff\x1b.srt"));
        let it = Location::new(path, false);
        assert_eq!((it.uri.as_str(), it.path.as_str()), ("%FF%1B.srt", "\\xff\\u{1b}.srt"));
    }
}
