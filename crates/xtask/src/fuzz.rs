//! Runs the fuzz targets: a thin layer over `cargo +nightly fuzz run`, with the corpora, dictionaries and limits of each.

use crate::root;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run is told.
#[derive(Debug)]
pub struct Options {
    /// How long each target runs.
    pub minutes: u32,
    /// Makes `fuzz/corpus` anew of what the targets have found so far, and runs nothing.
    pub distil: bool,
    /// The targets; all where none is named.
    pub targets: Vec<String>,
}

/// Inputs of the repository, and how many of their bytes, are kept for each target.
const KEPT: usize = 40;
const KEPT_LEN: usize = 4096;

/// The targets that take a file of any text format.
const LAWS: [&str; 6] = ["open", "retime", "convert", "fix", "three_way", "check"];

impl Options {
    /// Reads `[--minutes N] [--distil] [TARGET…]`.
    ///
    /// # Errors
    /// For anything else, and for a target that does not exist.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut out = Self { minutes: 1, distil: false, targets: Vec::new() };
        let all = targets()?;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--minutes" => out.minutes = words.next().copied().unwrap_or_default().parse()?,
                "--distil" => out.distil = true,
                name if all.iter().any(|it| it == name) => out.targets.push(name.to_owned()),
                name => bail!("no target {name}; there are {}", all.join(", ")),
            }
        }
        if out.targets.is_empty() {
            out.targets = all;
        }
        Ok(out)
    }
}

/// The targets of `fuzz/Cargo.toml`.
fn targets() -> Result<Vec<String>> {
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml"))?;
    let names = manifest.split("[[bin]]\nname = \"").skip(1).filter_map(|rest| rest.split('"').next());
    Ok(names.map(str::to_owned).collect())
}

/// Runs targets one after another; what they find of new code is kept in `target/fuzz/corpus`, what breaks a law in
/// `fuzz/artifacts`.
///
/// # Errors
/// Where a law was broken, after all targets ran, or cargo-fuzz cannot be run.
pub fn run(options: &Options) -> Result<String> {
    let mut broken = Vec::new();
    for target in &options.targets {
        let corpus = build().join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        let good =
            if options.distil { distil(target, &corpus)? } else { one(target, &corpus, options.minutes)? };
        if !good {
            broken.push(target.as_str());
        }
    }
    if !broken.is_empty() {
        bail!("broken: {}; the inputs are in fuzz/artifacts", broken.join(", "));
    }
    Ok(format!("{} targets, nothing broken", options.targets.len()))
}

fn build() -> PathBuf {
    root().join("target/fuzz")
}

/// `cargo fuzz run` with what all runs have. The crates have no unsafe code of their own, so no sanitizer slows them.
fn fuzz(target: &str, folders: &[PathBuf], flags: &[String]) -> Result<bool> {
    let mut command = Command::new("cargo");
    command.args(["+nightly", "fuzz", "run", "--sanitizer", "none", "--fuzz-dir", "fuzz", target]);
    command.args(folders).arg("--").args(flags);
    // A law reads its input many times over.
    let longest = if LAWS.contains(&target) { 4096 } else { 65536 };
    command.arg(format!("-max_len={longest}")).args(["-timeout=5", "-rss_limit_mb=1024"]);
    Ok(command.current_dir(root()).env("CARGO_TARGET_DIR", build()).status()?.success())
}

fn one(target: &str, corpus: &Path, minutes: u32) -> Result<bool> {
    let mut folders = vec![corpus.to_path_buf()];
    folders.extend(seeds(target));
    let mut flags =
        vec![format!("-max_total_time={}", u64::from(minutes) * 60), "-print_final_stats=1".to_owned()];
    let dictionary = root().join("fuzz/dict").join(format!("{}.dict", dictionary(target)));
    flags.push(format!("-dict={}", dictionary.display()));
    fuzz(target, &folders, &flags)
}

/// What a target may begin with: what was kept of earlier runs, what broke it once, and fixtures.
fn seeds(target: &str) -> Vec<PathBuf> {
    let fixtures: &[&str] = match target {
        law if LAWS.contains(&law) => &[
            "ass",
            "dcp",
            "encodings",
            "json",
            "lrc",
            "microdvd",
            "mpl2",
            "sami",
            "sbv",
            "scc",
            "srt",
            "ssa",
            "stl",
            "subviewer",
            "subviewer1",
            "ttml",
            "vtt",
        ],
        "config" => &["conform", "shots"],
        "dcp-interop" => &["dcp"],
        one => &[one],
    };
    let kept = ["corpus", "regressions"].map(|folder| root().join("fuzz").join(folder).join(target));
    let fixtures = fixtures.iter().map(|folder| root().join("fixtures").join(folder));
    kept.into_iter().chain(fixtures).filter(|folder| folder.is_dir()).collect()
}

/// The dictionary of a target.
fn dictionary(target: &str) -> &str {
    match target {
        law if LAWS.contains(&law) => "any",
        "ssa" => "ass",
        "dcp-interop" => "dcp",
        one => one,
    }
}

/// Puts the fewest small inputs that reach what the whole corpus reaches into `fuzz/corpus`; where these are too many,
/// those that reach most.
fn distil(target: &str, corpus: &Path) -> Result<bool> {
    let scratch = build().join("distilled").join(target);
    let small = build().join("small").join(target);
    let kept = root().join("fuzz/corpus").join(target);
    for folder in [&scratch, &small] {
        if folder.is_dir() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    fs::create_dir_all(&kept)?;
    for folder in [corpus, &kept] {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.metadata()?.len() <= KEPT_LEN as u64 {
                fs::copy(entry.path(), small.join(entry.file_name()))?;
            }
        }
    }
    let good = fuzz(target, &[scratch.clone(), small], &["-set_cover_merge=1".to_owned()])?;
    // A cover is written beginning with the input that reaches most.
    let mut found = Vec::new();
    for entry in fs::read_dir(&scratch)? {
        let entry = entry?;
        found.push((entry.metadata()?.modified()?, entry.path()));
    }
    found.sort();
    for entry in fs::read_dir(&kept)? {
        fs::remove_file(entry?.path())?;
    }
    for (_, path) in found.iter().take(KEPT) {
        fs::copy(path, kept.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(good)
}
