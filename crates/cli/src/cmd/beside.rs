//! What `compare` and `diff` share: how wide a table is, and where the report goes.

use crate::args::{SideForm, SideReport};
use crate::film;
use crate::io::{self, Input, Output, Target};
use crate::load::{self, Bytes, name};
use crate::render;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// How wide a table is where nothing is said and there is no terminal.
const WIDTH: u16 = 80;
/// No table is narrower, whatever the terminal is.
const LEAST: u16 = 60;

/// How many columns there are: as told, as the terminal has, or the usual.
pub(super) fn width(told: Option<u16>) -> usize {
    let of_terminal = || rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|it| it.ws_col);
    let width = told.or_else(|| of_terminal().filter(|it| *it > 0)).unwrap_or(WIDTH);
    usize::from(width.max(LEAST))
}

/// Refuses a report file that is one of the tracks; asked before the work, so that nobody waits for it.
///
/// # Errors
/// It is one of them.
pub(super) fn spared<'p>(report: &SideReport, tracks: impl IntoIterator<Item = &'p PathBuf>) -> Result<()> {
    let Some(output) = report.output.as_deref() else { return Ok(()) };
    // A device takes what it is given and loses nothing.
    if !output.is_file() {
        return Ok(());
    }
    for track in tracks {
        let track = if track == Path::new("-") { PathBuf::from("/dev/stdin") } else { film::base(track) };
        if io::same_file(&track, output) {
            bail!("{}: is one of the tracks; write the report to another file", name(output));
        }
    }
    Ok(())
}

/// Sends a report to standard output or into its file. Colours are for terminals.
///
/// # Errors
/// A file that cannot be written, or that is there already.
pub(super) fn send(report: &SideReport, inputs: &[Bytes], text: &str) -> Result<()> {
    match report.output.as_deref() {
        Some(path) if path != Path::new("-") => {
            let bare = match report.format {
                SideForm::Human => anstream::adapter::strip_str(text).to_string(),
                SideForm::Json | SideForm::Html => text.to_owned(),
            };
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let target = Target::Create { path, overwrite: report.overwrite };
            load::mention_left(&io::write_all(&all, &[Output { target, bytes: bare.as_bytes() }])?);
        }
        _ => {
            render::stdout(text)?;
        }
    }
    Ok(())
}
