//! A track that was made: spelt in its format, and sent where it was asked for.

use crate::cmd::convert::by_extension;
use crate::io::{self, Input, Output, Target};
use crate::load;
use crate::render::losses::{Lost, grouped};
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::format::write::{self, Body, Target as Told};
use tregua_parse::format::{Format, written_as};
use tregua_parse::model::Track;

/// The format of a result: named, by the output's name, or the format that was read.
///
/// # Errors
/// A name that says no format.
pub(super) fn target(
    named: Option<&'static Format>,
    output: Option<&Path>,
    own: &'static Format,
) -> Result<&'static Format> {
    let output = output.filter(|path| *path != Path::new("-"));
    let format = match (named, output) {
        (Some(format), _) => format,
        (None, Some(output)) => match by_extension(output, &|_| true) {
            // Of several formats with this extension the one that was read is meant.
            Err(_) if has_extension(own, output) && own.write.is_some() => own,
            found => found?.ok_or_else(|| {
                let unclear = "its name does not say what it is to be; name the format with --to";
                anyhow!("{}: {unclear}", load::name(output))
            })?,
        },
        (None, None) if own.write.is_some() => own,
        // Of formats that are only read another one is the usual way to write them.
        (None, None) => own.extensions.first().and_then(|it| written_as(it).first().copied()).unwrap_or(own),
    };
    Ok(format)
}

fn has_extension(format: &Format, path: &Path) -> bool {
    let extension = path.extension().and_then(|it| it.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|it| format.extensions.contains(&it.as_str()))
}

/// The track's bytes, and what its format cannot say, in lines for people; `cue` is how they call a cue.
///
/// # Errors
/// A format that is not written, and what cannot be written in it.
pub(super) fn spell(
    track: &Track<'_>,
    format: &Format,
    told: &Told<'_>,
    cue: impl Fn(u32) -> String,
) -> Result<(Vec<u8>, Vec<String>)> {
    let Some(writer) = format.write else {
        bail!("{} is read, but not written, by this version; `tregua formats` lists what is", format.name);
    };
    let written = write::write(track, writer, told)?;
    let names: Vec<String> = written.losses.iter().map(|loss| loss.cue.map_or(String::new(), &cue)).collect();
    let each = written.losses.iter().zip(&names);
    let all: Vec<Lost<'_>> =
        each.map(|(loss, name)| Lost { kind: loss.kind, what: &loss.what, name }).collect();
    let bytes = match written.body {
        Body::Text(text) => text.into_bytes(),
        Body::Bytes(bytes) => bytes,
    };
    Ok((bytes, grouped(&all)))
}

/// How people call a cue that no input has.
pub(super) fn of_the_result(cue: u32) -> String {
    format!("cue {} of the result", cue.saturating_add(1))
}

/// Writes a result to its file, or to standard output where none is named.
///
/// # Errors
/// A file that cannot be written, that is there already, or that is one of the inputs.
pub(super) fn deliver(inputs: &[&Input], output: Option<&Path>, overwrite: bool, bytes: &[u8]) -> Result<()> {
    match output.filter(|path| *path != Path::new("-")) {
        Some(path) => {
            let target = Target::Create { path, overwrite };
            load::mention_left(&io::write_all(inputs, &[Output { target, bytes }])?);
        }
        None => {
            let _sent = io::write_stdout(inputs, bytes)?;
        }
    }
    Ok(())
}
