//! A baseline: the findings a project had on the day it was written, so that only new ones count.
//!
//! It is keyed by content: a cue put in, a shift or a renumbering brings no old finding back, and words that are changed
//! do.

use super::Fingerprint;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::fmt;

/// Known findings of files.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Baseline {
    /// By path; each a rule, for people who read the file, and a key.
    files: BTreeMap<String, Vec<(String, Fingerprint)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    files: BTreeMap<String, Vec<String>>,
}

/// A text that is no baseline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaselineError(String);

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

const VERSION: u32 = 1;

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// [`BaselineError`] where the text is not one, or one of a later version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = toml::from_str(text)
            .map_err(|e| BaselineError(format!("this is no baseline: {}", e.to_string().trim_end())))?;
        if file.version != VERSION {
            let version = file.version;
            return Err(BaselineError(format!(
                "a baseline of version {version}; this program reads version {VERSION}"
            )));
        }
        let read = |known: String| {
            let parts =
                known.split_once(' ').and_then(|(rule, key)| Some((rule.to_owned(), key.parse().ok()?)));
            parts.ok_or_else(|| {
                BaselineError(format!("\u{201c}{}\u{201d} is no known finding", known.escape_debug()))
            })
        };
        let files = file.files.into_iter().map(|(path, known)| {
            Ok((path, known.into_iter().map(read).collect::<Result<_, BaselineError>>()?))
        });
        Ok(Self { files: files.collect::<Result<_, BaselineError>>()? })
    }

    /// The text to be kept: one finding a line, in an order that does not depend on the run, so that versions can be
    /// compared.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = format!(
            "# Findings known when this was written; only others count. Made by tregua check --write-baseline.\nversion = {VERSION}\n\n[files]\n"
        );
        for (path, known) in &self.files {
            out.push_str(&format!("{} = [\n", toml::Value::from(path.as_str())));
            for (rule, key) in known {
                out.push_str(&format!("  \"{rule} {key}\",\n"));
            }
            out.push_str("]\n");
        }
        out
    }

    /// Writes down a file's findings; a file without any is left out.
    pub fn add<'f>(&mut self, path: &str, found: impl Iterator<Item = (&'f str, Fingerprint)>) {
        let mut known: Vec<_> = found.map(|(rule, key)| (rule.to_owned(), key)).collect();
        known.sort();
        if !known.is_empty() {
            self.files.insert(path.to_owned(), known);
        }
    }

    /// What a file's findings are held against, where only some rules have run on it: what is known of another rule is
    /// not missed.
    #[must_use]
    pub fn file(&self, path: &str, ran: &dyn Fn(&str) -> bool) -> Held {
        let known = self.files.get(path).map_or(&[][..], Vec::as_slice);
        Held { left: known.iter().filter(|(rule, _)| ran(rule)).map(|(_, key)| *key).collect() }
    }

    /// Takes over what another baseline knows and a run has not looked at, under the paths that the files have here;
    /// tells how many findings those are. `looked_at` is asked with such a path and a rule.
    pub fn carry(
        &mut self,
        other: &Self,
        path_here: &dyn Fn(&str) -> String,
        looked_at: &dyn Fn(&str, &str) -> bool,
    ) -> usize {
        let mut carried = 0;
        for (path, known) in &other.files {
            let path = path_here(path);
            let unseen: Vec<_> = known.iter().filter(|(rule, _)| !looked_at(&path, rule)).cloned().collect();
            if unseen.is_empty() {
                continue;
            }
            carried += unseen.len();
            let here = self.files.entry(path).or_default();
            here.extend(unseen);
            here.sort();
            here.dedup();
        }
        carried
    }

    /// Whether it knows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether it knows something of a file.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// The known findings of one file that have not turned up yet.
#[derive(Clone, Debug)]
pub struct Held {
    left: HashSet<Fingerprint>,
}

impl Held {
    /// Whether the finding was known; each is known once.
    pub fn take(&mut self, key: Fingerprint) -> bool {
        self.left.remove(&key)
    }

    /// How many known findings have not turned up: they are mended, and the baseline may forget them.
    #[must_use]
    pub fn mended(&self) -> usize {
        self.left.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u128) -> Fingerprint {
        format!("{n:032x}").parse().unwrap()
    }

    #[test]
    fn written_and_read_again() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.write()).unwrap(), baseline);
        baseline.add("b \"x\".srt", [("timing/overlap", key(5)), ("text/markup", key(9))].into_iter());
        baseline.add("a.srt", [("timing/overlap", key(5))].into_iter());
        baseline.add("clean.srt", std::iter::empty());
        let text = baseline.write();
        assert_eq!(Baseline::parse(&text).unwrap(), baseline);
        assert_eq!(text.lines().count(), 11, "{text}");
        let mut held = baseline.file("b \"x\".srt", &|_| true);
        assert!(held.take(key(5)) && !held.take(key(5)) && !held.take(key(7)));
        assert_eq!((held.mended(), baseline.file("none", &|_| true).mended()), (1, 0));
        assert_eq!(baseline.file("b \"x\".srt", &|rule| rule == "text/markup").mended(), 1);
        assert!(baseline.knows("a.srt") && !baseline.knows("clean.srt") && !baseline.is_empty());
    }

    #[test]
    fn what_was_not_looked_at_is_taken_over() {
        let mut old = Baseline::default();
        old.add("a.srt", [("text/markup", key(1)), ("timing/overlap", key(2))].into_iter());
        old.add("b.srt", [("text/markup", key(3))].into_iter());
        let mut new = Baseline::default();
        new.add("x/a.srt", [("text/markup", key(4))].into_iter());
        let here = |path: &str| format!("x/{path}");
        let carried = new.carry(&old, &here, &|path, rule| path == "x/a.srt" && rule == "text/markup");
        assert_eq!(carried, 2);
        let mut right = Baseline::default();
        right.add("x/a.srt", [("text/markup", key(4)), ("timing/overlap", key(2))].into_iter());
        right.add("x/b.srt", [("text/markup", key(3))].into_iter());
        assert_eq!(new, right);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for (text, says) in [
            ("", "no baseline"),
            ("version = 2\n[files]\n", "version 2"),
            ("version = 1\n", "files"),
            ("version = 1\n[files]\na = [\"timing/overlap 5\"]\n", "no known finding"),
        ] {
            let error = Baseline::parse(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
