//! `cargo xtask <chore>`.

use anyhow::{Result, bail};
use std::io::Write as _;
use xtask::{feature, root};

const USAGE: &str =
    "cargo xtask feature [--check]    write, or compare, the feature film in fixtures/feature";

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
        _ => bail!("usage:\n  {USAGE}"),
    }
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
