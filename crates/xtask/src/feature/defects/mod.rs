//! The defective copy: the same film with one fault of every kind planted in it, and the list of what a check
//! must find there. Every fault stands where the film leaves room for it, so that it is found for what it is and
//! for nothing else; what it causes elsewhere all the same is listed with the reason.

mod file;
mod layout;
mod listed;
mod manifest;
mod planter;
mod set;
mod shots;
mod text;
mod timing;

use super::render::bytes;
use super::{Film, Made, TRACKS};
use anyhow::Result;
pub(super) use listed::LIST;
use planter::Planter;

/// The folder, from that of the film.
const FOLDER: &str = "defects";

/// The files of the defective copy.
pub(super) fn make(film: &Film, list: &str) -> Result<Vec<Made>> {
    let mut planter = Planter::new(film);
    let on_cuts = shots::reserve(&mut planter)?;
    layout::line_shape(&mut planter)?;
    listed::plant(&mut planter, list, listed::Wants::Word)?;
    timing::plant(&mut planter)?;
    text::plant(&mut planter)?;
    file::plant(&mut planter)?;
    layout::plant(&mut planter)?;
    listed::plant(&mut planter, list, listed::Wants::Any)?;
    timing::speed_jump(&mut planter)?;
    layout::songs(&mut planter)?;
    // Last, as the drift begins at a window that is counted in pairs of cues, which the faults before it change.
    set::plant(&mut planter)?;
    shots::early(&mut planter)?;
    let length = shots::beyond(&mut planter)?;
    let cuts = shots::plant(&mut planter, length, &on_cuts)?;
    let mut out = Vec::new();
    for (track, blocks) in TRACKS.iter().zip(&planter.tracks) {
        out.push(Made { path: format!("{FOLDER}/{}", track.file), bytes: bytes(track, blocks) });
    }
    out.push(Made { path: format!("{FOLDER}/tregua.toml"), bytes: project(length).into_bytes() });
    out.push(Made { path: format!("{FOLDER}/shots.txt"), bytes: cuts.into_bytes() });
    let manifest = manifest::write(&planter)?;
    out.push(Made { path: format!("{FOLDER}/manifest.toml"), bytes: manifest.into_bytes() });
    Ok(out)
}

/// The project file, for a film of so many seconds. Rules that the languages' profiles leave to others are asked for too.
fn project(length: i64) -> String {
    let (hours, minutes, seconds) = (length / 3600, length / 60 % 60, length % 60);
    let leader = shots::LEADER;
    let mut out = format!(
        "# Written by `cargo xtask feature`; do not edit. What a check must find here is listed in manifest.toml.\n\n\
         [programme]\ntitle = \"La estepa y el mar (with planted defects)\"\nframe_rate = \"24\"\n\
         length = \"{hours:02}:{minutes:02}:{seconds:02}\"\nshots = \"shots.txt\"\n"
    );
    for track in &TRACKS {
        out.push_str(&format!("\n[[track]]\nlang = \"{}\"\nfile = \"{}\"\n", track.lang, track.file));
    }
    out.push_str(&format!(
        "\n# Rules that no profile of the three languages has.\n\n\
         [rules.\"timing/first-too-early\"]\nlevel = \"warning\"\nmin_seconds = {leader}\n\
         because = \"The leader of the reel runs for {leader} seconds.\"\n\n\
         [rules.\"timing/flash\"]\nlevel = \"warning\"\nbecause = \"To see that it is found.\"\n"
    ));
    out
}
