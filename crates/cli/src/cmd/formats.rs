//! `tregua formats`: what is read and what is written.

use crate::Outcome;
use crate::render;
use anyhow::Result;
use std::fmt::Write as _;
use tregua_parse::format::{FORMATS, Look};

pub(crate) fn run() -> Result<Outcome> {
    let width = FORMATS.iter().map(|f| f.id.len()).max().unwrap_or(0);
    let names = FORMATS.iter().map(|f| f.name.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for format in FORMATS {
        let read = if matches!(format.sniff, Look::Never) { "-" } else { "read" };
        let write = if format.write.is_some() { "write" } else { "-" };
        let extensions: Vec<String> = format.extensions.iter().map(|e| format!(".{e}")).collect();
        let pad = " ".repeat(names - format.name.chars().count());
        let _ = writeln!(
            out,
            "{:width$}  {}{pad}  {read:4}  {write:5}  {}",
            format.id,
            format.name,
            extensions.join(" ")
        );
    }
    render::stdout(&out)
}
