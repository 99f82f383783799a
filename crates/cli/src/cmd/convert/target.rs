//! What a conversion is to make, and where it goes.

use super::renamed;
use crate::args::{Convert, Form, To};
use crate::load::name;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tregua_parse::format::{Format, written_as};
use tregua_qa::script::Table;

/// Where one result goes.
#[derive(Debug)]
pub(super) enum Place {
    Stdout,
    File(PathBuf),
}

/// What is wanted of all files.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The format; each file's own where only its letters are to change.
    pub(super) format: Option<&'static Format>,
    /// The alphabet Kazakh is to be written in.
    pub(super) script: Option<Table>,
    /// Where each file goes, in their order.
    pub(super) places: Vec<Place>,
}

impl Wanted {
    /// `many` says that files are found as the run goes on.
    pub(super) fn new(args: &Convert, many: bool) -> Result<Self> {
        let (mut format, mut script) = (None, None);
        for to in &args.to {
            let twice = match to {
                To::Format(it) => format.replace(*it).is_some(),
                To::Script(it) => script.replace(*it).is_some(),
            };
            if twice {
                bail!("--to names one format, and one alphabet, at most");
            }
        }
        let dash = |path: &PathBuf| path == Path::new("-");
        if args.format == Form::Json && args.output_dir.is_none() && args.output.as_ref().is_none_or(dash) {
            bail!("--format json prints the losses on standard output, so the result must go to a file");
        }
        if let Some(output) = args.output.as_ref().filter(|path| !dash(path)) {
            if format.is_none() {
                format = by_extension(output, &|_| true)?;
            }
            if format.is_none() && script.is_none() {
                bail!("{}: its name does not say what it is to be; name the format with --to", name(output));
            }
        }
        if format.is_none() && script.is_none() {
            bail!("name what to convert to with --to FORMAT, or a file with -o");
        }
        let places = if many { Vec::new() } else { places(args, format)? };
        Ok(Self { format, script, places })
    }
}

/// The one format, of those that are fit, that is written with the extension of the name; an error where there are several.
pub(crate) fn by_extension(output: &Path, fit: &dyn Fn(&Format) -> bool) -> Result<Option<&'static Format>> {
    let extension = output.extension().and_then(|e| e.to_str()).unwrap_or("");
    let mut all = written_as(&extension.to_ascii_lowercase());
    all.retain(|format| fit(format));
    if all.len() > 1 {
        let ids: Vec<&str> = all.iter().map(|f| f.id).collect();
        bail!(
            "{}: several formats have this extension; name one with --to {}",
            name(output),
            ids.join(" or ")
        );
    }
    Ok(all.first().copied())
}

/// The extension of a result: its format's, or that of the file where it stays in its own.
pub(super) fn extension(path: &Path, format: Option<&Format>) -> String {
    let own = || path.extension().and_then(|e| e.to_str()).unwrap_or("srt").to_owned();
    format.and_then(|f| f.extensions.first()).map_or_else(own, |first| (*first).to_owned())
}

fn places(args: &Convert, format: Option<&'static Format>) -> Result<Vec<Place>> {
    if let Some(folder) = &args.output_dir {
        let mut taken: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
        let mut places = Vec::with_capacity(args.files.len());
        for path in &args.files {
            let to = renamed(path, folder, &extension(path, format))?;
            if let Some(other) = taken.insert(to.clone(), path) {
                bail!("{} and {} would both become {}", name(other), name(path), name(&to));
            }
            places.push(Place::File(to));
        }
        return Ok(places);
    }
    if args.files.len() > 1 {
        bail!("several files need a folder to go to: --output-dir DIR");
    }
    Ok(match &args.output {
        Some(path) if path != Path::new("-") => vec![Place::File(path.clone())],
        _ => vec![Place::Stdout],
    })
}
