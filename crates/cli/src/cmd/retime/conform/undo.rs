//! `--undo`: the old bytes again, with the texts as they are now.

use super::super::{output, track};
use super::{plan, rewrite, targets, written};
use crate::Outcome;
use crate::args::{Conform, Form};
use crate::io;
use crate::load::{self, name};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::base::{Edit, splice};
use tregua_parse::syntax::Document;
use tregua_qa::conform::{Archive, read_plan};

pub(super) fn run(archive: &Path, args: &Conform) -> Result<Outcome> {
    let bytes = load::read(archive, &args.to.reading)?;
    let text = load::text(archive, bytes.bytes())?;
    let archived = read_plan(text).map_err(|e| anyhow!("{}: {e}", name(archive)))?;
    let mut plan = plan(&args.to.files, &args.short, &args.to.reading)?;
    plan.programme.frame_rate = plan.programme.frame_rate.or(Some(archived.recut.rate()));
    let to = rewrite(&args.to, &plan);
    let targets = targets(&to, args.format)?;
    let inputs = output::read_all(&to)?;
    let (mut outputs, mut said) = (Vec::new(), Vec::new());
    for (job, input) in plan.jobs.iter().zip(&inputs) {
        let path = &job.path;
        let document = track::read(job, input, track::known(job, &plan, &to.reading), to.allow_empty)?;
        let Some(document) = document else {
            bail!("{}: holds no cue, so that nothing can be put back into it", name(path));
        };
        let (place, edits) = find(&archived.files, path, &document)
            .map_err(|why| anyhow!("{}: {}: {why}", name(archive), name(path)))?;
        let bytes = splice(input.bytes(), &edits).map_err(|e| anyhow!("{}: {e}", name(path)))?;
        outputs.push(bytes);
        said.push((name(path), place, edits.len()));
    }
    output::send(targets, &to, &inputs, &outputs, &[])?;
    if args.format == Form::Json {
        let file = |(path, of, places): &(String, String, usize)| serde_json::json!({ "path": path, "archived_as": of, "places": places });
        let files: Vec<_> = said.iter().map(file).collect();
        let text = render::json::pretty(&serde_json::json!({ "version": 1, "files": files }))?;
        let _sent = io::write_stdout(&[], text.as_bytes())?;
    } else if !args.to.quiet {
        for (path, _, places) in said {
            render::note(&format!("{path}: put back, {} changed", render::count(places, "place")));
        }
    }
    Ok(Outcome::Clean)
}

/// What the plan holds for a file: by its path, by its name, or else the only one that fits it.
fn find(files: &[Archive], path: &Path, document: &Document<'_>) -> Result<(String, Vec<Edit>)> {
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let same = |archive: &&Archive| archive.name == written(path);
    let named = |archive: &&Archive| last(Path::new(&archive.name)) == last(path);
    let exact: Vec<&Archive> = files.iter().filter(same).collect();
    let by_name: Vec<&Archive> = files.iter().filter(named).collect();
    let known = [exact, by_name].into_iter().find(|found| found.len() == 1);
    if let Some([archive]) = known.as_deref() {
        let edits = archive.inverse.undo(document).map_err(|e| anyhow!("{e}"))?;
        return Ok((archive.name.clone(), edits));
    }
    let fits = |archive: &Archive| Some((archive.name.clone(), archive.inverse.undo(document).ok()?));
    let mut fitting = files.iter().filter_map(fits);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one),
        (Some((a, _)), Some((b, _))) => {
            bail!("it may be {} or {}; give it that name", a.escape_debug(), b.escape_debug())
        }
        _ => {
            let names: Vec<String> = files.iter().map(|file| file.name.escape_debug().to_string()).collect();
            bail!("the plan holds nothing that fits it, only {}", names.join(", "))
        }
    }
}
