//! An alignment that is told to a program: every file has its answer, and the tracks are written only if all have a place.

use super::super::output::{self, Targets};
use super::super::{Maps, one, write_out};
use super::{Aligner, Page, Picture};
use crate::Outcome;
use crate::args::Align;
use anyhow::{Result, bail};
use std::path::Path;

/// Aligns files and prints what was found. Where no place is named for the tracks, none is written.
///
/// # Errors
/// What stands in the way of asking; a refusal of the aligner is an answer.
pub(in crate::cmd::retime) fn answer(args: &Align, picture: Option<Picture>) -> Result<Outcome> {
    let files = &args.files;
    let to = &files.to;
    let is_named = to.in_place || to.suffix.is_some() || to.output_dir.is_some() || to.output.is_some();
    let dry = !is_named;
    let targets = output::targets(to, dry)?;
    if is_named && matches!(targets, Targets::Stdout) || files.plan.as_deref() == Some(Path::new("-")) {
        bail!(
            "--format json writes the report to standard output; send the track to a file with -o, -i or --suffix, \
             the plan to one with --plan FILE, or leave them out"
        );
    }
    let inputs = output::read_all(to)?;
    let aligner = Aligner::new(args)?;
    let mut page = Page::new(&aligner);
    let maps = Maps::Align(Box::new(aligner));
    let mut all = Vec::with_capacity(inputs.len());
    for (path, input) in to.files.iter().zip(&inputs) {
        match one(path, input.bytes(), files, &maps, dry) {
            Ok(done) => {
                page.add(path, &done);
                all.push(done);
            }
            Err(error) => page.refuse(path, error)?,
        }
    }
    if page.has_refused() {
        return page.finish(false);
    }
    let picture = picture.zip(all.first().and_then(|done| done.found.as_ref()));
    let picture = picture.map(|(picture, (found, _))| picture.drawn(found));
    let written = is_named || files.plan.is_some();
    if written {
        write_out(files, targets, &inputs, all, picture)?;
    } else if let Some((path, bytes)) = picture {
        output::write(&[(&path, bytes.as_slice())], &inputs, to.overwrite)?;
    }
    page.finish(written)
}
