//! Where retimed files go: standard output, new files, or the files themselves; a set all or none.

use crate::Outcome;
use crate::args::Rewrite;
use crate::film;
use crate::io::{self, Input, Output, Target};
use crate::load::{self, Bytes, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use tregua_parse::source::Encoding;
use tregua_parse::syntax::Document;

/// Where the results go.
pub(crate) enum Targets {
    Stdout,
    InPlace,
    Files(Vec<PathBuf>),
}

/// Where the user wants the results; `elsewhere` where they are not files of this kind, as a plan.
///
/// # Errors
/// What cannot be meant.
pub(crate) fn targets(files: &Rewrite, elsewhere: bool) -> Result<Targets> {
    let stdin = files.files.iter().any(|f| f == Path::new("-"));
    let several = files.files.len() > 1;
    if files.in_place {
        if stdin {
            bail!("standard input cannot be replaced; leave out --in-place");
        }
        return Ok(Targets::InPlace);
    }
    if let Some(suffix) = &files.suffix {
        if stdin {
            bail!("standard input has no name to put a suffix to");
        }
        check_suffix(files)?;
        let each = files.files.iter().map(|f| with_suffix(f, suffix));
        return Ok(Targets::Files(each.collect::<Result<_>>()?));
    }
    if let Some(folder) = &files.output_dir {
        let place = |path: &PathBuf| match path.file_name() {
            Some(own) if !stdin => Ok(folder.join(own)),
            _ => Err(anyhow!("{}: has no name to have in the folder", name(path))),
        };
        let each = files.files.iter().map(place).collect::<Result<Vec<_>>>()?;
        io::make_folder(folder)?;
        return Ok(Targets::Files(each));
    }
    match &files.output {
        Some(_) if several => {
            bail!("-o takes one file; for several use --in-place, --suffix or --output-dir")
        }
        Some(path) if path == Path::new("-") => Ok(Targets::Stdout),
        Some(path) => Ok(Targets::Files(vec![path.clone()])),
        None if several && !elsewhere => {
            bail!("several files cannot all go to standard output; use --in-place, --suffix or --output-dir")
        }
        None => Ok(Targets::Stdout),
    }
}

/// Refuses a suffix that is no part of a name.
pub(super) fn check_suffix(files: &Rewrite) -> Result<()> {
    if files.suffix.as_ref().is_some_and(|it| it.is_empty() || it.contains(['/', '\\', '\0'])) {
        bail!("the suffix must be a part of a file name, such as .new");
    }
    Ok(())
}

/// `film.es.srt` with `.new` is `film.es.new.srt`.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> Result<PathBuf> {
    let stem = path.file_stem().ok_or_else(|| anyhow!("{}: has no name to put a suffix to", name(path)))?;
    let mut file = stem.to_owned();
    file.push(suffix);
    if let Some(extension) = path.extension() {
        file.push(".");
        file.push(extension);
    }
    Ok(path.with_file_name(file))
}

/// The bytes of all files, locked where they are to be replaced.
///
/// # Errors
/// A file that cannot be read, or not be replaced.
pub(crate) fn read_all(files: &Rewrite) -> Result<Vec<Bytes>> {
    if files.in_place {
        for path in &files.files {
            if film::is_film(path)? {
                bail!(
                    "{}: a track inside a film is not changed there; write it to a file with -o",
                    name(path)
                );
            }
        }
        files.files.iter().try_for_each(|f| load::foreign(f))?;
        let paths: Vec<&Path> = files.files.iter().map(PathBuf::as_path).collect();
        let inputs = io::read_set_for_rewrite(&paths, load::max_bytes(&files.reading))?;
        return Ok(inputs.into_iter().map(Bytes::File).collect());
    }
    files.files.iter().map(|f| load::read(f, &files.reading)).collect()
}

/// Writes the results to where the user wants them, with `more` files beside them, all or none.
///
/// # Errors
/// What could not be written; then nothing is.
pub(crate) fn send(
    targets: Targets,
    files: &Rewrite,
    inputs: &[Bytes],
    outputs: &[Vec<u8>],
    more: &[(&PathBuf, &[u8])],
) -> Result<Outcome> {
    match targets {
        Targets::Stdout => {
            // What goes to a stream cannot be taken back, so files come first.
            write(more, inputs, files.overwrite)?;
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let _sent = io::write_stdout(&all, outputs.first().map_or(&[][..], Vec::as_slice))?;
            Ok(Outcome::Clean)
        }
        Targets::InPlace => {
            let both = inputs.iter().zip(outputs);
            let outputs: Vec<Output<'_>> = both
                .filter_map(|(i, bytes)| i.input().map(|i| Output { target: Target::Replace(i), bytes }))
                .chain(created(more, files.overwrite))
                .collect();
            load::mention_left(&io::write_all(&[], &outputs)?);
            load::mention_leftovers(files.files.iter().map(PathBuf::as_path));
            Ok(Outcome::Clean)
        }
        Targets::Files(paths) => {
            let pairs: Vec<(&PathBuf, &[u8])> =
                paths.iter().zip(outputs.iter().map(Vec::as_slice)).chain(more.iter().copied()).collect();
            write(&pairs, inputs, files.overwrite)
        }
    }
}

/// Writes files that are not the inputs, all or none.
pub(crate) fn write(files: &[(&PathBuf, &[u8])], inputs: &[Bytes], overwrite: bool) -> Result<Outcome> {
    let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
    let outputs: Vec<Output<'_>> = created(files, overwrite).collect();
    load::mention_left(&io::write_all(&all, &outputs)?);
    Ok(Outcome::Clean)
}

fn created<'o>(files: &'o [(&PathBuf, &[u8])], overwrite: bool) -> impl Iterator<Item = Output<'o>> {
    files.iter().map(move |(path, bytes)| Output { target: Target::Create { path, overwrite }, bytes })
}

/// What a person should know about a file whose times are moved.
pub(crate) fn notes(path: &Path, document: &Document<'_>) -> Vec<String> {
    let source = &document.source;
    Form {
        decided: source.is_decided(),
        encoding: source.encoding(),
        malformed: source.malformed().iter().map(|m| m.raw.len()).sum(),
        problems: document.problems.len(),
    }
    .notes(path)
}

/// What is odd about a file as it is written.
pub(super) struct Form {
    pub(super) decided: bool,
    pub(super) encoding: Encoding,
    /// Bytes that spell nothing.
    pub(super) malformed: usize,
    pub(super) problems: usize,
}

impl Form {
    /// What a person should know of that.
    pub(super) fn notes(&self, path: &Path) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.decided {
            notes.push(format!(
                "{}: its encoding is not certain; its times were still moved, as digits are the same bytes in all candidates",
                name(path)
            ));
        }
        if self.malformed > 0 {
            notes.push(format!(
                "{}: {} cannot be read as {}; kept as it is",
                name(path),
                render::count(self.malformed, "byte"),
                self.encoding
            ));
        }
        if self.problems > 0 {
            notes.push(format!(
                "{}: {} of form kept as it is; `tregua check` names them",
                name(path),
                render::count(self.problems, "oddity")
            ));
        }
        notes
    }
}
