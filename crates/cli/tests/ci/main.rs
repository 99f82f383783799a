//! `ci/`: the GitHub Action, the GitLab template, the hooks of pre-commit, and their page. Each file is what its host
//! wants, and the shell in it runs here, with the program on the path, over films good and bad.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod expression;
mod github;
mod gitlab;
mod hooks;
mod page;
mod shape;

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GOOD: &str = "1\n00:00:01,000 --> 00:00:03,000\nHasta mañana.\n";
const BAD: &str = "1\n00:00:01,000 --> 00:00:03,000\nHasta  mañana.\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn yaml(path: &str) -> Value {
    serde_yaml_ng::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A repository with a good and a bad track, one of them with a blank in its name.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("subtitles/season 1")).unwrap();
    fs::write(folder.join("subtitles/good.es.srt"), GOOD).unwrap();
    fs::write(folder.join("subtitles/season 1/bad film.es.srt"), BAD).unwrap();
    folder
}

struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// Runs a script as a host does, the program on its path.
fn run(shell: &[&str], script: &str, folder: &Path, env: &BTreeMap<String, String>) -> Ran {
    let program = Path::new(env!("CARGO_BIN_EXE_tregua")).parent().unwrap();
    let file = folder.join(".script");
    fs::write(&file, script).unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg(&file).current_dir(folder).env("PATH", path).env("LC_ALL", "C").envs(env);
    let out = command.output().unwrap();
    Ran {
        code: out.status.code().unwrap(),
        stdout: String::from_utf8(out.stdout).unwrap(),
        stderr: String::from_utf8(out.stderr).unwrap(),
    }
}

/// A value of a variable as hosts pass it on.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
