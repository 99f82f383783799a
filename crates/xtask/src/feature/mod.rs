//! `cargo xtask feature`: a feature film of 150 minutes in three languages, and a copy of it with planted
//! defects and a list of what a check must find. Made from `script.tsv` and `defects.toml` alone: no clock, no
//! randomness that is not in the seed, so that every machine writes the same bytes.

mod defects;
pub(crate) mod dice;
mod film;
mod render;
mod script;
mod verify;

pub use film::{Film, Slot, Split};
pub use script::{Row, Scene, Script};

use anyhow::{Context as _, Result};
use std::path::Path;

/// The folder all of it is in, from the root of the workspace.
pub const FOLDER: &str = "fixtures/feature";

/// One language of the film, with the habits of whoever delivered it.
#[derive(Debug)]
pub struct Track {
    /// As the project file names it.
    pub lang: &'static str,
    /// The name of its file.
    pub file: &'static str,
    /// It begins with a byte order mark.
    pub bom: bool,
    /// Its lines end with CR LF.
    pub crlf: bool,
}

/// The three tracks, in the order of the script's columns. The first is the template the others were made from.
pub const TRACKS: [Track; 3] = [
    Track { lang: "es-ES", file: "tregua-feature.es-ES.srt", bom: false, crlf: false },
    Track { lang: "kk", file: "tregua-feature.kk.srt", bom: true, crlf: true },
    Track { lang: "ru", file: "tregua-feature.ru.srt", bom: false, crlf: false },
];

/// Place of a track in [`TRACKS`].
pub(crate) const ES: usize = 0;
pub(crate) const KK: usize = 1;
pub(crate) const RU: usize = 2;

/// Frames a second.
pub const FPS: i64 = 24;
/// Shortest time on the screen: 5/6 s.
pub const BRIEFEST: i64 = 20;
/// Longest time on the screen: 7 s.
pub const LONGEST: i64 = 7 * FPS;
/// The gap between chained cues.
pub const CHAIN: i64 = 2;
/// The shortest gap that is a pause: half a second.
pub const PAUSE: i64 = 12;
/// Characters a second that can be read.
pub const READ: i64 = 17;
/// Characters a line may have, track by track. The sources for Russian conflict; 39 pleases all.
pub const LINE: [usize; 3] = [42, 42, 39];

/// A file of the set.
#[derive(Debug)]
pub struct Made {
    /// Its path from [`FOLDER`].
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Reads the script under `root`.
///
/// # Errors
/// When it is not there, or a line of it is not as it should be.
pub fn script(root: &Path) -> Result<Script> {
    let path = root.join(FOLDER).join("script.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Script::parse(&text)
}

/// The defects that are listed rather than programmed.
fn listed(root: &Path) -> Result<String> {
    let path = root.join(FOLDER).join(defects::LIST);
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// In-times and out-times of all cues of all tracks, in frames.
#[must_use]
pub fn times(film: &Film) -> [Vec<i64>; 2] {
    let blocks = (0..TRACKS.len()).flat_map(|track| render::blocks(film, track));
    let (mut starts, mut ends): (Vec<i64>, Vec<i64>) = blocks.map(|block| (block.start, block.end)).unzip();
    for list in [&mut starts, &mut ends] {
        list.sort_unstable();
        list.dedup();
    }
    [starts, ends]
}

/// Everything the chore would write.
///
/// # Errors
/// When the script cannot be made into a film, or a defect finds no place.
pub fn make(script: &Script, defects: &str) -> Result<Vec<Made>> {
    let film = Film::assemble(script)?;
    verify::film(&film)?;
    let mut out = Vec::new();
    for (index, track) in TRACKS.iter().enumerate() {
        let blocks = render::blocks(&film, index);
        out.push(Made { path: track.file.to_owned(), bytes: render::bytes(track, &blocks) });
    }
    out.extend(defects::make(&film, defects)?);
    Ok(out)
}

/// Writes everything, and says what.
///
/// # Errors
/// As [`make`], and when a file cannot be written.
pub fn write(root: &Path) -> Result<String> {
    let script = script(root)?;
    let listed = listed(root)?;
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(folder.join("defects"))?;
    let made = make(&script, &listed)?;
    for one in &made {
        std::fs::write(folder.join(&one.path), &one.bytes).with_context(|| one.path.clone())?;
    }
    let film = Film::assemble(&script)?;
    Ok(format!("{FOLDER}: {} files\n{}", made.len(), verify::summary(&film)))
}

/// The files that are missing, or are not what the chore would write.
///
/// # Errors
/// As [`make`].
pub fn stale(root: &Path) -> Result<Vec<String>> {
    let folder = root.join(FOLDER);
    let made = make(&script(root)?, &listed(root)?)?;
    let old = made
        .into_iter()
        .filter(|one| std::fs::read(folder.join(&one.path)).ok().as_ref() != Some(&one.bytes));
    Ok(old.map(|one| one.path).collect())
}
