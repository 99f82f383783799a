//! How many instructions a check of the feature takes. Unlike time they do not depend on what else the machine does, so a
//! bound on them can be near: what makes a check slower by a sixth is found here. Counted by valgrind; where there is none
//! the test says so and passes.

use std::path::Path;
use std::process::Command;

/// What the check took when this was last measured, in millions: as tests are built, and as releases are.
const MEASURED: u64 = if cfg!(debug_assertions) { 1_116 } else { 107 };
/// A little more is let pass, in percent: compilers differ.
const MORE: u64 = 15;

#[test]
fn a_check_of_the_feature_takes_no_more_instructions_than_it_did() {
    let Some(counted) = count() else {
        eprintln!("no valgrind is installed: nothing is counted");
        return;
    };
    let millions = counted / 1_000_000;
    let most = MEASURED * (100 + MORE) / 100;
    eprintln!("{millions} million instructions; {most} are allowed");
    assert!(
        millions <= most,
        "a check of the feature takes {millions} million instructions, {MEASURED} when it was measured: find what is slow \
         now with `valgrind --tool=callgrind`, or write down why it has to be"
    );
}

/// The instructions of `tregua check` in the root of the repository; `None` where valgrind cannot be started.
fn count() -> Option<u64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .args([env!("CARGO_BIN_EXE_tregua"), "check"])
        .current_dir(root)
        // Waiting for one another costs instructions too, and never as many.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{told}");
    let line = told.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let number = line.and_then(|line| line.rsplit(' ').next()).map(|number| number.replace(',', ""));
    let number = number.and_then(|number| number.parse().ok());
    assert!(number.is_some(), "valgrind tells no instructions: {told}");
    number
}
