//! What a run reads and what it writes, held against each other before the work: a report or a baseline never takes the
//! place of a file that the run needs.

use super::job::Plan;
use crate::args::Check;
use crate::film;
use crate::io::{self, Trace};
use crate::load::name;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// What a run writes into a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Report,
    Baseline,
}

/// Refuses a run that would write over what it reads, or write two things into one file. `read` is what was read to get
/// ready: the project, profiles, shot changes, word lists.
pub(super) fn refuse(args: &Check, plan: &Plan, read: &Trace) -> Result<()> {
    let written = written(args);
    if written.is_empty() {
        return Ok(());
    }
    let tracks = plan.jobs.iter().map(|job| film::base(&job.path)).chain(args.shots.clone());
    let mut inputs: Vec<PathBuf> = tracks.chain(read.files().map(Path::to_path_buf)).collect();
    for place in named_dictionaries(args, plan) {
        if place.is_dir() {
            inputs.extend(io::list(&place).into_iter().filter(|file| is_dictionary(file)));
        } else {
            inputs.extend([place.with_extension("aff"), place]);
        }
    }
    for (nth, (path, what)) in written.iter().enumerate() {
        // A baseline may be renewed in its place.
        let baseline = args.baseline.as_ref().filter(|_| *what == Written::Report);
        if let Some(input) = inputs.iter().chain(baseline).find(|input| is_input(input, path)) {
            let said = match *input == *path || std::path::absolute(path).is_ok_and(|whole| whole == *input) {
                true => "is one of the files to be read".to_owned(),
                false => format!("is {} by another name, which is to be read", name(from_here(input))),
            };
            let what = match what {
                Written::Report => "report",
                Written::Baseline => "baseline",
            };
            bail!("{}: {said}; name another file for the {what}", name(path));
        }
        if written.iter().take(nth).any(|(other, _)| is_same_output(other, path)) {
            bail!("{}: is another output of this run as well; name another file", name(path));
        }
    }
    Ok(())
}

/// Reports and the baseline, in the order in which they are looked at.
fn written(args: &Check) -> Vec<(&Path, Written)> {
    let reporting = &args.reporting;
    let output = reporting.output.as_deref().filter(|path| *path != Path::new("-"));
    let reports = output.into_iter().chain(reporting.reports.iter().map(|it| it.path.as_path()));
    let baseline = args.write_baseline.as_deref();
    reports
        .map(|path| (path, Written::Report))
        .chain(baseline.map(|path| (path, Written::Baseline)))
        .collect()
}

/// Dictionaries that the command line or the project names. They are read when the first word asks for them.
fn named_dictionaries(args: &Check, plan: &Plan) -> Vec<PathBuf> {
    #[cfg(feature = "spell")]
    let mut named = args.spelling.dictionary.clone();
    #[cfg(not(feature = "spell"))]
    let mut named = {
        let _ = args;
        Vec::new()
    };
    let of_project = plan.spelling.iter().flat_map(|files| &files.dictionaries);
    named.extend(of_project.map(|file| plan.base.join(file)));
    named
}

fn is_dictionary(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "dic" || end == "aff")
}

/// Whether what is to be written is a file to be read. A device takes what it is given and loses nothing.
fn is_input(input: &Path, path: &Path) -> bool {
    let input = if input == Path::new("-") { Path::new("/dev/stdin") } else { input };
    path.is_file() && io::same_file(input, path)
}

/// Whether two outputs are one file, be it there or not.
fn is_same_output(a: &Path, b: &Path) -> bool {
    if a.exists() || b.exists() {
        return a.is_file() && io::same_file(a, b);
    }
    match (placed(a), placed(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// A file's name in its real folder, whether it is there or not.
fn placed(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// A file's name from the folder at hand, where it is below that.
fn from_here(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path)
}
