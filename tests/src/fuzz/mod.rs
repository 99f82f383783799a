//! What the fuzzer holds the product to. Each law takes any bytes and says what is broken; the fuzz targets in `fuzz/`
//! and the replay of their corpora (`tests/fuzz_corpus.rs`) run the same code.

#![allow(clippy::unwrap_used, clippy::panic, reason = "part of tests, though the compiler cannot know it")]

mod check;
mod config;
mod containers;
mod convert;
mod fix;
mod input;
mod open;
mod parse;
mod retime;
mod three_way;

use tregua_parse::format::{FORMATS, Look};

/// What a law says of an input.
pub type Verdict = Result<(), String>;

/// A law: what holds of any bytes.
type Law = fn(&[u8]) -> Verdict;

/// The laws that are not about one format alone.
const LAWS: [(&str, Law); 8] = [
    ("check", check::law),
    ("config", config::law),
    ("containers", containers::law),
    ("convert", convert::law),
    ("fix", fix::law),
    ("open", open::law),
    ("retime", retime::law),
    ("three_way", three_way::law),
];

/// The name of every target: the formats that are read, and the other laws.
#[must_use]
pub fn targets() -> Vec<&'static str> {
    let formats =
        FORMATS.iter().filter(|format| !matches!(format.sniff, Look::Never)).map(|format| format.id);
    formats.chain(LAWS.iter().map(|(name, _)| *name)).collect()
}

/// Holds an input against the law of a target.
///
/// # Errors
/// What is broken.
///
/// # Panics
/// Where there is no such target.
pub fn law(target: &str, raw: &[u8]) -> Verdict {
    if let Some((_, law)) = LAWS.iter().find(|(name, _)| *name == target) {
        return law(raw);
    }
    let format = FORMATS.iter().find(|format| format.id == target && !matches!(format.sniff, Look::Never));
    parse::law(format.unwrap_or_else(|| panic!("no target {target}")), raw)
}

/// As [`law`], for the fuzzer, which sees a broken law as a panic.
///
/// # Panics
/// Where the law is broken.
pub fn hold(target: &str, raw: &[u8]) {
    if let Err(why) = law(target, raw) {
        panic!("{target}: {why}");
    }
}
