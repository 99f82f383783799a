//! `cargo xtask <chore>`.

use anyhow::{Result, bail};
use std::io::Write as _;
use xtask::{feature, root, shots};

const USAGE: &str = "cargo xtask feature [--check]    write, or compare, the feature film in fixtures/feature
  cargo xtask house                write the profile that a house copies and edits, from the rules' pages
  cargo xtask shots [--check]      the same for its shot changes in fixtures/shots
  cargo xtask bench-peers          measure against other tools and write docs/benchmarks.md (needs Python)";

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["feature"] => say(&feature::write(&root())?),
        ["feature", "--check"] => {
            let stale = feature::stale(&root())?;
            if !stale.is_empty() {
                bail!("not what `cargo xtask feature` would write: {}", stale.join(", "));
            }
            say("fixtures/feature is up to date")
        }
        ["house"] => {
            const FILE: &str = "crates/qa/profiles/house.toml";
            std::fs::write(root().join(FILE), tregua_qa::profile::starting_point()?)?;
            say(&format!("wrote {FILE}"))
        }
        ["shots"] => say(&shots::write(&root())?),
        ["shots", "--check"] => {
            let stale = shots::stale(&root())?;
            if !stale.is_empty() {
                bail!("not what `cargo xtask shots` would write: {}", stale.join(", "));
            }
            say("fixtures/shots is up to date")
        }
        ["bench-peers"] => {
            let script = root().join("crates/xtask/peers.py");
            let status = std::process::Command::new("python3").arg(script).arg(root()).status()?;
            if !status.success() {
                bail!("the benchmark did not finish: {status}");
            }
            Ok(())
        }
        _ => bail!("usage:\n  {USAGE}"),
    }
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
