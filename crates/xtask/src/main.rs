//! `cargo xtask <chore>`.

use anyhow::{Result, bail};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::{alignment, feature, fuzz, growth, root, shots};

const USAGE: &str = "cargo xtask feature [--check]    write, or compare, the feature film in fixtures/feature
  cargo xtask house                write the profile that a house copies and edits, from the rules' pages
  cargo xtask shots [--check]      the same for its shot changes in fixtures/shots
  cargo xtask align-pairs OUT [--seed N] [--per-class N] [--classes A,B]
                                   pairs of tracks with known truth for `tests/peers/align.py`; real films are used where
                                   TREGUA_SHARED, or ../shared, has them
  cargo xtask fuzz [--minutes N] [TARGET…]
                                   run the fuzz targets, each so long (needs nightly and cargo-fuzz); `--distil` puts the
                                   best of what they found into fuzz/corpus
  cargo xtask findings FOLDER OUT  what the rules find in the real tracks of a folder, and findings to judge (needs Python)
  cargo xtask faults [TREGUA] [OPTIONS]
                                   kill and fail every system call of every command that changes files, and run them in
                                   every bad place (needs Python and strace; --help lists the options)
  cargo xtask torture FOLDER [TREGUA] [--only REGEX] [--command REGEX]
                                   every command over every hostile file of a folder with a manifest (needs Python)
  cargo xtask growth [TREGUA] [--only REGEX] [--command REGEX] [--time]
                                   how the program's instructions grow with hostile shapes (needs Python and valgrind)
  cargo xtask shapes FOLDER KIB... write those shapes
  cargo xtask corpus FOLDER [TREGUA] [--only REGEX] [--law REGEX]
                                   what must hold for every real file of a folder (needs Python)
  cargo xtask ecosystem OLD NEW FOLDER... [--only REGEX]
                                   what two builds say and write otherwise about the files of a folder (needs Python)
  cargo xtask cloud                the program against an S3-compatible server of this machine and servers that fail (needs
                                   Python; compiles the feature `cloud`, which takes minutes)
  cargo xtask giant [TREGUA] [--mb N] [--folder DIR] [--check]
                                   memory and time of SubRip files of 64 MB, 200 MB and a gigabyte (needs Python)
  cargo xtask bench-catalogue [TREGUA] [--subtitler PROGRAM] [--rounds N] [--folder FOLDER]
                                   time and memory of runs over 3,000 files and over one of 200 MB (needs Python)
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
        ["align-pairs", out, options @ ..] => align_pairs(Path::new(out), options),
        ["fuzz", options @ ..] => say(&fuzz::run(&fuzz::Options::parse(options)?)?),
        ["findings", folder, out] => {
            let tregua = root().join("target/release/tregua");
            python("findings.py", &[Path::new(folder), Path::new(out), &tregua])
        }
        ["faults", given @ ..] => faults(given),
        ["torture", rest @ ..] => python("torture.py", &rest.iter().map(Path::new).collect::<Vec<_>>()),
        ["corpus", rest @ ..] => python("corpus.py", &rest.iter().map(Path::new).collect::<Vec<_>>()),
        ["ecosystem", rest @ ..] => python("ecosystem.py", &rest.iter().map(Path::new).collect::<Vec<_>>()),
        ["growth", rest @ ..] => grow(rest),
        ["giant", rest @ ..] => {
            let root = root();
            let args = std::iter::once(root.as_path()).chain(rest.iter().map(Path::new));
            python("giant.py", &args.collect::<Vec<_>>())
        }
        ["shapes", folder, sizes @ ..] => {
            let sizes: Vec<usize> = sizes.iter().map(|size| size.parse()).collect::<Result<_, _>>()?;
            say(&growth::write(Path::new(folder), &sizes)?)
        }
        ["cloud"] => python("cloud.py", &[]),
        ["bench-catalogue", rest @ ..] => {
            python("catalogue.py", &rest.iter().map(Path::new).collect::<Vec<_>>())
        }
        ["bench-peers"] => python("peers.py", &[&root()]),
        _ => bail!("usage:\n  {USAGE}"),
    }
}

/// Runs the program over hostile shapes in three sizes.
fn grow(words: &[&str]) -> Result<()> {
    let (tregua, options) = match words.split_first() {
        Some((tregua, options)) if !tregua.starts_with("--") => (Path::new(tregua).to_path_buf(), options),
        _ => (root().join("target/release/tregua"), words),
    };
    let folder = root().join("target/growth");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    growth::write(&folder, &[8, 32, 256])?;
    let mut args = vec![folder.as_path(), tregua.as_path()];
    args.extend(options.iter().map(Path::new));
    python("growth.py", &args)
}

/// Writes pairs to measure the aligner with.
fn align_pairs(out: &Path, options: &[&str]) -> Result<()> {
    let (mut seed, mut per_class) = (1, 8);
    let mut classes = alignment::CLASSES.to_vec();
    for option in options.chunks(2) {
        match option {
            ["--seed", number] => seed = number.parse()?,
            ["--per-class", number] => per_class = number.parse()?,
            ["--classes", list] => {
                classes.retain(|class| list.split(',').any(|one| one == *class));
                if classes.len() != list.split(',').count() {
                    bail!("--classes {list}: the classes are {}", alignment::CLASSES.join(", "));
                }
            }
            _ => bail!("usage:\n  {USAGE}"),
        }
    }
    let shared = std::env::var_os("TREGUA_SHARED").map_or_else(|| root().join("../shared"), Into::into);
    let sources = alignment::Sources::read(&root(), Some(&shared.join("corpora")))?;
    say(&alignment::write(&sources, out, &classes, seed, per_class)?)
}

/// Faults on the program that is named, or on the one that was built last.
fn faults(given: &[&str]) -> Result<()> {
    let (program, options) = match given {
        [program, options @ ..] if !program.starts_with('-') => (PathBuf::from(program), options),
        options => (root().join("target/release/tregua"), options),
    };
    if !program.is_file() {
        bail!(
            "{}: no such program; build it with `cargo build --release`, or name another",
            program.display()
        );
    }
    // Runs have other folders at hand.
    let (program, root) = (program.canonicalize()?, root().canonicalize()?);
    let args: Vec<&Path> =
        [root.as_path(), &program].into_iter().chain(options.iter().map(Path::new)).collect();
    python("faults.py", &args)
}

/// Runs a script of this crate.
fn python(script: &str, args: &[&Path]) -> Result<()> {
    let script = root().join("crates/xtask").join(script);
    let status = Command::new("python3").arg(&script).args(args).status()?;
    if !status.success() {
        bail!("{} did not finish: {status}", script.display());
    }
    Ok(())
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
