//! The commands, and what they say and make of each file.

use crate::files::{File, Folder, digest};
use serde_json::Value;
use std::collections::HashMap;
use std::process::{Command, Stdio};

/// Of each run the digest; empty where nothing was said and nothing made.
pub(crate) type Digests = [String; RUNS.len()];

/// Enough to see a change by.
const DIGITS: usize = 6;

/// What a command's standard output consists of.
enum Says {
    /// A list of objects, each with the path of its file; or one below `files`.
    Json,
    /// Such objects, one on each line.
    Lines,
    /// Nothing of a file.
    Nothing,
}

/// A command over all files.
pub(crate) struct Run {
    pub(crate) name: &'static str,
    words: &'static [&'static str],
    says: Says,
    makes: Makes,
}

/// What becomes of the files.
#[derive(PartialEq)]
enum Makes {
    /// Nothing.
    Nothing,
    /// Each has a result, in a folder of the run's name.
    Results,
    /// They are changed where they stand.
    Changes,
}

const fn convert(name: &'static str, words: &'static [&'static str]) -> Run {
    Run { name, words, says: Says::Json, makes: Makes::Results }
}

const fn shift(name: &'static str, words: &'static [&'static str]) -> Run {
    Run { name, words, says: Says::Nothing, makes: Makes::Results }
}

/// The last one changes the files themselves.
pub(crate) const RUNS: [Run; 14] = [
    Run { name: "info", words: &["info", "--format", "json"], says: Says::Json, makes: Makes::Nothing },
    Run {
        name: "check",
        words: &["check", "--no-cache", "--format", "jsonl"],
        says: Says::Lines,
        makes: Makes::Nothing,
    },
    shift("shift", &["retime", "shift", "--by", "1.234s", "--allow-empty"]),
    shift("shift back", &["retime", "shift", "--by=-2s", "--clamp", "--keep-unreadable"]),
    shift("rate", &["retime", "rate", "--from", "25", "--to", "23.976", "--fps", "25", "--drop-negative"]),
    convert("to srt", &["convert", "--to", "srt", "--fps", "25"]),
    convert("to vtt", &["convert", "--to", "vtt", "--fps", "25"]),
    convert("to ass", &["convert", "--to", "ass", "--fps", "25"]),
    convert("to stl", &["convert", "--to", "stl", "--fps", "25", "--lang", "es"]),
    convert("to scc", &["convert", "--to", "scc", "--fps", "29.97df", "--lang", "es"]),
    convert("to imsc", &["convert", "--to", "imsc", "--fps", "25", "--lang", "ru"]),
    convert("to dcp", &["convert", "--to", "dcp", "--fps", "24", "--lang", "es"]),
    convert("to json", &["convert", "--to", "json", "--fps", "25"]),
    Run {
        name: "fix",
        words: &["check", "--no-cache", "--fix", "--unsafe-fixes", "--format", "jsonl"],
        says: Says::Lines,
        makes: Makes::Changes,
    },
];

impl Run {
    /// What it says and makes of each file, as a digest.
    pub(crate) fn over(&self, folder: &Folder, files: &[File]) -> Vec<(String, String)> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tregua"));
        command.current_dir(&folder.0).args(self.words).args(["--message-language", "en"]);
        if self.makes == Makes::Results {
            command.args(["--output-dir", self.name]);
        }
        match (self.name, &self.says) {
            // It takes no lists.
            ("info", _) => command.args(files.iter().map(|file| &file.place)),
            (_, Says::Json) => command.args(["--format", "json", "@list"]),
            _ => command.arg("@list"),
        };
        let done = command.stdin(Stdio::null()).output().unwrap();
        let code = done.status.code();
        assert!(
            matches!(code, Some(0..=2)),
            "{}: {code:?}: {}",
            self.name,
            String::from_utf8_lossy(&done.stderr)
        );
        let mut said: HashMap<String, String> = HashMap::new();
        for (path, words) in self.said(&done.stdout, &done.stderr) {
            said.entry(path).or_default().push_str(&words);
        }
        let of = |file: &File| {
            let words = said.get(&file.place).map(String::as_bytes).unwrap_or_default();
            let made = match self.makes {
                Makes::Nothing => Vec::new(),
                Makes::Results => folder.results(self.name, file),
                Makes::Changes => vec![folder.now(file)],
            };
            let all: Vec<&[u8]> = std::iter::once(words).chain(made.iter().map(Vec::as_slice)).collect();
            let nothing = all.iter().all(|it| it.is_empty());
            if nothing { String::new() } else { digest(&all)[..DIGITS].to_owned() }
        };
        files.iter().map(|file| (file.key.clone(), of(file))).collect()
    }

    /// What is said, with the file it is said of.
    fn said(&self, out: &[u8], err: &[u8]) -> Vec<(String, String)> {
        let out = String::from_utf8_lossy(out);
        let mut all: Vec<(String, String)> = match self.says {
            Says::Nothing => Vec::new(),
            Says::Lines => {
                out.lines().filter_map(|line| of_object(&serde_json::from_str(line).unwrap())).collect()
            }
            Says::Json => {
                let all: Value = serde_json::from_str(&out).unwrap();
                let list = all.as_array().or_else(|| all.get("files")?.as_array()).unwrap();
                list.iter().filter_map(of_object).collect()
            }
        };
        let err = String::from_utf8_lossy(err);
        for line in err.lines() {
            let about = ["error: ", "warning: "].iter().find_map(|head| line.strip_prefix(head));
            if let Some((path, _)) = about.and_then(|about| about.split_once(": ")) {
                all.push((path.to_owned(), line.to_owned()));
            }
        }
        all
    }
}

/// What an object says of a file.
fn of_object(object: &Value) -> Option<(String, String)> {
    Some((object.get("path")?.as_str()?.to_owned(), object.to_string()))
}
