//! Names: of temporary files, told apart from everybody else’s, and of any file in a message.

use super::folder::names_in;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const PREFIX: &str = ".tregua-";
const SUFFIX: &str = ".tmp";
const DIGITS: usize = 16;

/// A temporary file older than this belongs to no living run.
const STALE: Duration = Duration::from_secs(3600);

/// A name no other run uses: short, whatever the target is called, so that a target name of 255 bytes works too.
pub(super) fn temp_name() -> OsString {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // RandomState is seeded by the operating system; the rest keeps forks and threads apart. Names need not be secret:
    // the file is made with O_EXCL, and a name already taken is tried again with another.
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.write_u64(COUNT.fetch_add(1, Ordering::Relaxed));
    hasher.write_u128(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos()));
    OsString::from(format!("{PREFIX}{:016x}{SUFFIX}", hasher.finish()))
}

/// Whether `name` (the last part of a path) is the name of one of our temporary files. Such a file is never an input.
#[must_use]
pub fn is_own_temp(name: &OsStr) -> bool {
    name.to_str().and_then(|n| n.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)).is_some_and(|middle| {
        middle.len() == DIGITS && middle.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

/// The temporary files in `dir` that a killed run left behind, sorted: ours by name, regular, and untouched for an hour.
///
/// For mentioning, not for deleting unasked. A folder that cannot be listed has none to mention.
#[must_use]
pub fn stale_temps(dir: &Path) -> Vec<PathBuf> {
    temps_older_than(dir, STALE, SystemTime::now())
}

pub(super) fn temps_older_than(dir: &Path, age: Duration, now: SystemTime) -> Vec<PathBuf> {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let old = |path: &PathBuf| {
        // ctime, not mtime: a temporary file may hold a target's old version, whose mtime is years back.
        fs::symlink_metadata(path).is_ok_and(|meta| {
            let changed = Duration::from_secs(u64::try_from(meta.ctime()).unwrap_or(0));
            meta.is_file() && now.checked_sub(changed).is_some_and(|d| d >= age)
        })
    };
    let paths = names_in(dir, is_own_temp).into_iter().map(|name| dir.join(name));
    let mut found: Vec<_> = paths.filter(old).collect();
    found.sort();
    found
}

/// A path for messages: nothing in it can move the cursor, hide text or start a new line.
///
/// Control characters, bidirectional controls, invisible tags and bytes that are not UTF-8 are escaped (`\n`, `\u{202e}`,
/// `\xff`), and so is the backslash, so that each name has one spelling.
#[must_use]
pub fn shown(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.is_empty() {
        return "\"\"".to_owned();
    }
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\\' => out.push_str("\\\\"),
                c if unsafe_to_show(c) => out.extend(c.escape_unicode()),
                c => out.push(c),
            }
        }
        for b in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{b:02x}");
        }
    }
    out
}

fn unsafe_to_show(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
