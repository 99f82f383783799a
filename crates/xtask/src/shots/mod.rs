//! `cargo xtask shots`: where the shots of the made-up feature change, as lists of every form that is read. The cuts
//! agree with the times of the three tracks: about half of the in-times are on a cut, and no time is beside one.

mod cuts;
mod forms;
mod logs;

pub use cuts::cuts;

use crate::feature::{Film, Made, script};
use anyhow::{Context as _, Result};
use std::path::Path;

/// The folder, from the root of the workspace.
pub const FOLDER: &str = "fixtures/shots";
/// Length of the first reel in frames: 20 minutes. Decision lists have at most 999 events, so they come in reels.
pub const REEL: i64 = 20 * 60 * crate::feature::FPS;

/// Everything the chore would write.
///
/// # Errors
/// When the script of the feature cannot be read.
pub fn make(root: &Path) -> Result<Vec<Made>> {
    let film = cuts(&Film::assemble(&script(root)?)?);
    let reel: Vec<i64> = film.iter().copied().filter(|cut| *cut < REEL).collect();
    let files = [
        ("film.frames.txt", forms::frames(&film)),
        ("film.shotchanges", forms::seconds(&film)),
        ("reel1.labels.txt", forms::labels(&reel)),
        ("reel1.clock.txt", forms::clock(&reel)),
        ("reel1.comma.txt", forms::seconds(&reel).replace('.', ",").replace('\n', "\r\n")),
        ("reel1.edl", forms::edl(&reel)),
        ("reel1-Scenes.csv", forms::scenes(&reel)),
        ("reel1.showinfo.log", logs::show_info(&reel)),
        ("reel1.metadata.txt", logs::metadata(&reel)),
        ("reel1.scdet.log", logs::scdet(&reel)),
        ("reel1.ffprobe.csv", logs::csv(&reel)),
        ("reel1.ffprobe.json", logs::json(&reel)),
        ("reel1.ffprobe.flat", logs::flat(&reel)),
    ];
    Ok(files.map(|(path, text)| Made { path: path.to_owned(), bytes: text.into_bytes() }).into())
}

/// Writes everything, and says what.
///
/// # Errors
/// As [`make`], and when a file cannot be written.
pub fn write(root: &Path) -> Result<String> {
    let folder = root.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    let made = make(root)?;
    for one in &made {
        std::fs::write(folder.join(&one.path), &one.bytes).with_context(|| one.path.clone())?;
    }
    Ok(format!("{FOLDER}: {} files", made.len()))
}

/// The files that are missing, or are not what the chore would write.
///
/// # Errors
/// As [`make`].
pub fn stale(root: &Path) -> Result<Vec<String>> {
    let folder = root.join(FOLDER);
    let old = make(root)?
        .into_iter()
        .filter(|one| std::fs::read(folder.join(&one.path)).ok().as_ref() != Some(&one.bytes));
    Ok(old.map(|one| one.path).collect())
}
