//! The defective copy: the same film with one fault of every kind planted in it, and the list of what a check
//! must find there. Every fault stands where the film leaves room for it, so that it is found for what it is and
//! for nothing else; what it causes elsewhere all the same is listed with the reason.

mod file;
mod layout;
mod manifest;
mod planter;
mod set;
mod text;
mod timing;

use super::render::bytes;
use super::{Film, Made, TRACKS};
use anyhow::Result;
use planter::Planter;

/// The folder, from that of the film.
const FOLDER: &str = "defects";

/// The files of the defective copy.
pub(super) fn make(film: &Film) -> Result<Vec<Made>> {
    let mut planter = Planter::new(film);
    timing::plant(&mut planter)?;
    text::plant(&mut planter)?;
    file::plant(&mut planter)?;
    layout::plant(&mut planter)?;
    // Last, as the drift begins at a window that is counted in pairs of cues, which the faults before it change.
    set::plant(&mut planter)?;
    let mut out = Vec::new();
    for (track, blocks) in TRACKS.iter().zip(&planter.tracks) {
        out.push(Made { path: format!("{FOLDER}/{}", track.file), bytes: bytes(track, blocks) });
    }
    out.push(Made { path: format!("{FOLDER}/tregua.toml"), bytes: project().into_bytes() });
    let manifest = manifest::write(&planter)?;
    out.push(Made { path: format!("{FOLDER}/manifest.toml"), bytes: manifest.into_bytes() });
    Ok(out)
}

fn project() -> String {
    let mut out = String::from(
        "# Written by `cargo xtask feature`; do not edit. What a check must find here is listed in manifest.toml.\n\n\
         [programme]\ntitle = \"La estepa y el mar (with planted defects)\"\nframe_rate = \"24\"\nlength = \"02:30:00\"\n",
    );
    for track in &TRACKS {
        out.push_str(&format!("\n[[track]]\nlang = \"{}\"\nfile = \"{}\"\n", track.lang, track.file));
    }
    out
}
