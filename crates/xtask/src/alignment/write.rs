//! Pairs as files.

use super::{Cue, Pair, Sources, pairs};
use anyhow::{Context as _, Result};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

/// The first line of `index.tsv`.
pub const INDEX_HEAD: &str =
    "class\tname\tsplits\tplaces\tjumps\tspeed\tjitter\trelated\tin_sync\tcues\treference_cues\tsource";

/// A SubRip file.
#[must_use]
pub fn srt(cues: &[Cue]) -> String {
    let stamp = |ms: i64| {
        let s = ms / 1_000;
        format!("{:02}:{:02}:{:02},{:03}", s / 3_600, s / 60 % 60, s % 60, ms % 1_000)
    };
    let mut out = String::new();
    for (n, cue) in cues.iter().enumerate() {
        _ = write!(out, "{}\n{} --> {}\n{}\n\n", n + 1, stamp(cue.start), stamp(cue.end), cue.text);
    }
    out
}

/// `NAME.truth.tsv`: for each cue of the input its in- and out-time in the file, the true ones, and where a perfect map
/// takes the in-time that stands in the file. Milliseconds, or `-` where the reference has no such place.
#[must_use]
pub fn truth_tsv(pair: &Pair) -> String {
    let mut out = String::from("old_in\told_out\ttrue_in\ttrue_out\tmapped_in\n");
    for (at, cue) in pair.input.iter().enumerate() {
        let truth = pair.truth.get(at);
        let word = |time: Option<i64>| time.map_or_else(|| "-".to_owned(), |time| time.to_string());
        let times = truth.and_then(|truth| truth.times);
        let [start, end] = [word(times.map(|t| t.0)), word(times.map(|t| t.1))];
        let mapped = word(truth.and_then(|truth| truth.mapped));
        _ = writeln!(out, "{}\t{}\t{start}\t{end}\t{mapped}", cue.start, cue.end);
    }
    out
}

/// The line of a pair in `index.tsv`. A place is the old out-time before the split and the old in-time behind it.
#[must_use]
pub fn index_line(pair: &Pair) -> String {
    let list = |words: Vec<String>| if words.is_empty() { "-".to_owned() } else { words.join(",") };
    let places = list(pair.splits.iter().map(|split| format!("{}..{}", split.after, split.before)).collect());
    let jumps = list(pair.splits.iter().map(|split| split.jump.to_string()).collect());
    let yes = |is: bool| if is { "yes" } else { "no" };
    format!(
        "{}\t{}\t{}\t{places}\t{jumps}\t{}/{}\t{}\t{}\t{}\t{}\t{}\t{}",
        pair.class,
        pair.name,
        pair.splits.len(),
        pair.speed.0,
        pair.speed.1,
        pair.jitter,
        yes(pair.is_related()),
        yes(pair.is_in_sync()),
        pair.input.len(),
        pair.reference.len(),
        pair.source,
    )
}

/// Writes `per_class` pairs of each of some classes into a folder, and says what. Pairs of other names that are there stay.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    sources: &Sources,
    folder: &Path,
    classes: &[&str],
    seed: u64,
    per_class: usize,
) -> Result<String> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let path = folder.join("index.tsv");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut index = format!("{INDEX_HEAD}\n");
    let mut names = HashSet::new();
    for class in classes {
        for pair in pairs(sources, class, seed, per_class) {
            for (ending, text) in [
                ("in.srt", srt(&pair.input)),
                ("ref.srt", srt(&pair.reference)),
                ("truth.tsv", truth_tsv(&pair)),
            ] {
                let file = folder.join(format!("{}.{ending}", pair.name));
                std::fs::write(&file, text).with_context(|| file.display().to_string())?;
            }
            _ = writeln!(index, "{}", index_line(&pair));
            names.insert(pair.name);
        }
    }
    for line in before.lines().skip(1) {
        if line.split('\t').nth(1).is_some_and(|name| !names.contains(name)) {
            _ = writeln!(index, "{line}");
        }
    }
    std::fs::write(&path, index)?;
    Ok(format!("{}: {} pairs of {} classes", folder.display(), names.len(), classes.len()))
}
