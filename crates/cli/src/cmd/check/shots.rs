//! `--shots`: where the film's shots change.

use super::job::Said;
use crate::io;
use crate::load::{self, Bytes, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use tregua_parse::source::Source;
use tregua_qa::programme::Programme;
use tregua_qa::project::ShotList;
use tregua_qa::shots::{Shots, Told, read as read_list};

/// Reads the list that the command line names, or else the project; `None` where neither does. What was left out of it
/// is said on standard error.
pub(super) fn read(
    args: &Said<'_>,
    base: &Path,
    project: Option<&ShotList>,
    programme: &Programme,
) -> Result<Option<Shots>> {
    let path = match (args.shots, project) {
        (Some(path), _) => path.to_owned(),
        (None, Some(list)) if base == Path::new(".") => PathBuf::from(&list.file),
        (None, Some(list)) => base.join(&list.file),
        (None, None) if args.shots_format.is_some() || args.shots_start.is_some() => {
            bail!(
                "--shots-format and --shots-start say something about a list that nobody named; name it with --shots"
            )
        }
        (None, None) => return Ok(None),
    };
    // What the project says of its own list is not said of another one.
    let project = project.filter(|_| args.shots.is_none());
    let told = Told {
        rate: programme.frame_rate,
        start: programme.start,
        own_start: args.shots_start.or_else(|| project.and_then(|list| list.start)),
        length: programme.length,
        reader: args.shots_format.or_else(|| project.and_then(|list| list.reader)),
    };
    let bytes = if path == Path::new("-") {
        load::read(&path, args.reading)?
    } else {
        Bytes::File(io::read(&path, load::max_bytes(args.reading))?)
    };
    let fail = |why: String| anyhow!("{}: {why}", name(&path));
    // Only digits and ASCII signs matter, and those are certain in every encoding; PowerShell writes logs as UTF-16.
    let source = Source::open(bytes.bytes(), None, None).map_err(|e| fail(e.to_string()))?;
    let list = read_list(source.text(), &told).map_err(|e| fail(e.to_string()))?;
    for problem in &list.problems {
        let place = problem.line.map_or(String::new(), |line| format!(":{line}"));
        render::message("warning", &format!("{}{place}: {}", name(&path), problem.text));
    }
    if list.more_problems > 0 {
        render::message("warning", &format!("{}: {} more like these", name(&path), list.more_problems));
    }
    if args.notes {
        let what = render::count(list.shots.len(), "shot change");
        render::note(&format!("{}: {what}, read as {} ({})", name(&path), list.reader.name, list.reason));
    }
    Ok(Some(list.shots))
}
