//! How many instructions the commands take that people wait for: a check, a comparison and a merge of the feature's three
//! tracks, the difference of two versions of one, a shift and a conversion of one. Unlike time they do not depend on what else the machine does, so a
//! bound on them can be near: what makes a command slower by a sixth is found here. Counted by valgrind; where there is
//! none the tests say so and pass.

#![allow(clippy::print_stderr, reason = "a test")]

use std::path::Path;
use std::process::Command;

/// A little more than was measured is let pass, in percent: compilers differ.
const MORE: u64 = 15;

/// The feature's tracks.
const TRACKS: [&str; 3] = [
    "fixtures/feature/tregua-feature.es-ES.srt",
    "fixtures/feature/tregua-feature.kk.srt",
    "fixtures/feature/tregua-feature.ru.srt",
];

#[test]
fn a_check_of_the_feature_takes_no_more_instructions_than_it_did() {
    holds(&["check"], 0, CHECK);
}

#[test]
fn a_comparison_of_three_tracks_takes_no_more_instructions_than_it_did() {
    holds(&[&["compare"][..], &TRACKS].concat(), 0, COMPARE);
}

#[test]
fn a_stacked_merge_of_three_tracks_takes_no_more_instructions_than_it_did() {
    holds(&[&["merge", "--layout", "stacked"][..], &TRACKS].concat(), 0, MERGE);
}

#[test]
fn a_difference_of_two_versions_takes_no_more_instructions_than_it_did() {
    holds(&["diff", TRACKS[0], "fixtures/feature/defects/tregua-feature.es-ES.srt"], 1, DIFF);
}

#[test]
fn a_shift_of_a_track_takes_no_more_instructions_than_it_did() {
    holds(&["retime", "shift", "--by", "3.7s", TRACKS[1]], 0, SHIFT);
}

#[test]
fn a_conversion_of_a_track_takes_no_more_instructions_than_it_did() {
    holds(&["convert", "--to", "vtt", TRACKS[1]], 0, CONVERT);
}

/// What each took when this was last measured, in millions: as tests are built, and as releases are.
const CHECK: u64 = if cfg!(debug_assertions) { 1_141 } else { 111 };
const COMPARE: u64 = if cfg!(debug_assertions) { 2_092 } else { 129 };
const MERGE: u64 = if cfg!(debug_assertions) { 2_540 } else { 173 };
const DIFF: u64 = if cfg!(debug_assertions) { 386 } else { 42 };
const SHIFT: u64 = if cfg!(debug_assertions) { 55 } else { 3 };
const CONVERT: u64 = if cfg!(debug_assertions) { 94 } else { 6 };

/// Holds what a command takes against what it took.
fn holds(args: &[&str], code: i32, measured: u64) {
    let Some(counted) = count(args, code) else {
        eprintln!("no valgrind is installed: nothing is counted");
        return;
    };
    let millions = counted / 1_000_000;
    let most = measured * (100 + MORE) / 100;
    eprintln!("{args:?}: {millions} million instructions; {most} are allowed");
    assert!(
        millions <= most,
        "{args:?} takes {millions} million instructions, {measured} when it was measured: find what is slow now with \
         `valgrind --tool=callgrind`, or write down why it has to be"
    );
}

/// The instructions of a command in the root of the repository; `None` where valgrind cannot be started.
fn count(args: &[&str], code: i32) -> Option<u64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env!("CARGO_BIN_EXE_tregua"))
        .args(args)
        .current_dir(root)
        // Waiting for one another costs instructions too, and never as many.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(code), "{told}");
    let line = told.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let number = line.and_then(|line| line.rsplit(' ').next()).map(|number| number.replace(',', ""));
    let number = number.and_then(|number| number.parse().ok());
    assert!(number.is_some(), "valgrind tells no instructions: {told}");
    number
}
