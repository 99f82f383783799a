//! `tregua retime`: move times, write all tracks or none.

use crate::Outcome;
use crate::args::{Retime, RetimeFiles};
use crate::film;
use crate::io::{self, Input, Output, Target};
use crate::load::{self, Bytes, name};
use crate::open::{Known, open};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};
use tregua_parse::base::splice;
use tregua_parse::syntax::Document;
use tregua_qa::retime::{
    BelowZero, Options, Report, TimeMap, Unreadable, parse_anchor, read_plan, retime, write_plan,
};

/// The map for a document; for most commands it is the same for all.
type MapOf = dyn Fn(Option<&Document<'_>>) -> Result<TimeMap>;

pub(crate) fn run(args: &Retime) -> Result<Outcome> {
    let (files, map): (_, Box<MapOf>) = match args {
        Retime::Shift { by, files } => {
            let map = TimeMap::shift(*by);
            (files, Box::new(move |_| Ok(map.clone())))
        }
        Retime::Rate { from, to, files } => {
            let map = TimeMap::rate(*from, *to);
            (files, Box::new(move |_| Ok(map.clone())))
        }
        Retime::Points { points, files } => {
            let anchors = points.iter().map(|p| parse_anchor(p)).collect::<Result<Vec<_>, _>>()?;
            let of = move |document: Option<&Document<'_>>| -> Result<TimeMap> {
                let points = anchors.iter().map(|a| a.resolve(document)).collect::<Result<Vec<_>, _>>()?;
                Ok(TimeMap::points(&points)?)
            };
            (files, Box::new(of))
        }
        Retime::Apply { plan_file, invert, files } => {
            let bytes = load::read(plan_file, &files.reading)?;
            let text = load::text(plan_file, bytes.bytes())?;
            let map = read_plan(text).map_err(|e| anyhow!("{}: {e}", name(plan_file)))?;
            let map =
                if *invert { map.invert().map_err(|e| anyhow!("{}: {e}", name(plan_file)))? } else { map };
            (files, Box::new(move |_| Ok(map.clone())))
        }
    };
    let targets = targets(files)?;
    let inputs = read_all(files)?;
    let mut outputs = Vec::with_capacity(inputs.len());
    let mut plans = Vec::new();
    let mut said = Vec::new();
    for (path, input) in files.files.iter().zip(&inputs) {
        let done = one(path, input.bytes(), files, &map)?;
        plans.push(done.map);
        outputs.push(done.bytes);
        said.extend(done.notes.into_iter().map(|note| (true, note)));
        said.push((false, format!("{}: {}", name(path), summary(&done.report, files.plan.is_some()))));
    }
    let outcome = write_out(files, targets, &inputs, &plans, &outputs)?;
    // What was done is said when it is done.
    if !files.quiet {
        for (warning, line) in said {
            if warning { render::message("warning", &line) } else { render::note(&line) }
        }
    }
    Ok(outcome)
}

/// Writes the results, or the plan, to where the user wants them.
fn write_out(
    files: &RetimeFiles,
    targets: Targets,
    inputs: &[Bytes],
    plans: &[TimeMap],
    outputs: &[Vec<u8>],
) -> Result<Outcome> {
    if let Some(plan) = &files.plan {
        if plans.windows(2).any(|p| p[0] != p[1]) {
            bail!("the points are not the same for all files; write one plan for each");
        }
        let text = plans.first().map(write_plan).unwrap_or_default();
        if plan == Path::new("-") {
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let _sent = io::write_stdout(&all, text.as_bytes())?;
            return Ok(Outcome::Clean);
        }
        return write(&[(plan, text.as_bytes())], inputs, files.overwrite);
    }
    match targets {
        Targets::Stdout => {
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let _sent = io::write_stdout(&all, outputs.first().map_or(&[][..], Vec::as_slice))?;
            Ok(Outcome::Clean)
        }
        Targets::InPlace => {
            let both = inputs.iter().zip(outputs);
            let outputs: Vec<Output<'_>> = both
                .filter_map(|(i, bytes)| i.input().map(|i| Output { target: Target::Replace(i), bytes }))
                .collect();
            load::mention_left(&io::write_all(&[], &outputs)?);
            load::mention_leftovers(files.files.iter().map(PathBuf::as_path));
            Ok(Outcome::Clean)
        }
        Targets::Files(paths) => {
            let pairs: Vec<(&PathBuf, &[u8])> = paths.iter().zip(outputs.iter().map(Vec::as_slice)).collect();
            write(&pairs, inputs, files.overwrite)
        }
    }
}

/// Where the results go.
enum Targets {
    Stdout,
    InPlace,
    Files(Vec<PathBuf>),
}

fn targets(files: &RetimeFiles) -> Result<Targets> {
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
        if suffix.is_empty() || suffix.contains(['/', '\\', '\0']) {
            bail!("the suffix must be a part of a file name, such as .new");
        }
        let each = files.files.iter().map(|f| with_suffix(f, suffix));
        return Ok(Targets::Files(each.collect::<Result<_>>()?));
    }
    match &files.output {
        Some(_) if several => bail!("-o takes one file; for several use --in-place or --suffix"),
        Some(path) if path == Path::new("-") => Ok(Targets::Stdout),
        Some(path) => Ok(Targets::Files(vec![path.clone()])),
        None if several && files.plan.is_none() => {
            bail!("several files cannot all go to standard output; use --in-place or --suffix")
        }
        None => Ok(Targets::Stdout),
    }
}

/// `film.es.srt` with `.new` is `film.es.new.srt`.
fn with_suffix(path: &Path, suffix: &str) -> Result<PathBuf> {
    let stem = path.file_stem().ok_or_else(|| anyhow!("{}: has no name to put a suffix to", name(path)))?;
    let mut file = stem.to_owned();
    file.push(suffix);
    if let Some(extension) = path.extension() {
        file.push(".");
        file.push(extension);
    }
    Ok(path.with_file_name(file))
}

fn read_all(files: &RetimeFiles) -> Result<Vec<Bytes>> {
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

/// One file's new bytes.
struct Done {
    bytes: Vec<u8>,
    report: Report,
    map: TimeMap,
    notes: Vec<String>,
}

fn one(path: &Path, raw: &[u8], files: &RetimeFiles, map: &MapOf) -> Result<Done> {
    let lang = load::lang_of(path);
    let fail = |e: String| anyhow!("{}: {e}", name(path));
    let document = match open(path, raw, Known::new(&files.reading, lang.as_ref())) {
        Ok(found) => found.document,
        Err(_) if files.allow_empty => {
            let map = map(None)?;
            let notes = vec![format!("{}: holds no cue; copied as it is", name(path))];
            return Ok(Done { bytes: raw.to_vec(), report: Report::default(), map, notes });
        }
        Err(error) => return Err(error),
    };
    if document.cues.is_empty() && !files.allow_empty {
        bail!("{}: holds no cue; nothing was written (--allow-empty accepts such files)", name(path));
    }
    let map = map(Some(&document)).map_err(|e| fail(format!("{e:#}")))?;
    let options = Options {
        below_zero: match (files.clamp, files.drop_negative) {
            (true, _) => BelowZero::Clamp,
            (false, true) => BelowZero::Drop,
            (false, false) => BelowZero::Refuse,
        },
        unreadable: if files.keep_unreadable { Unreadable::Keep } else { Unreadable::Refuse },
    };
    let mut notes = notes(path, &document);
    let retimed = match retime(&document, &map, options) {
        Ok(retimed) => retimed,
        // A plan moves nothing; whoever applies it decides what becomes of such cues.
        Err(error) if files.plan.is_some() => {
            notes.push(format!("{}: {error}", name(path)));
            return Ok(Done { bytes: raw.to_vec(), report: Report::default(), map, notes });
        }
        Err(error) => return Err(fail(error.to_string())),
    };
    if retimed.report.dropped.len() == document.cues.len() && !document.cues.is_empty() && !files.allow_empty
    {
        bail!(
            "{}: all of its cues would be taken out; nothing was written (--allow-empty accepts that)",
            name(path)
        );
    }
    let bytes = splice(raw, &retimed.edits).map_err(|e| fail(e.to_string()))?;
    Ok(Done { bytes, notes, report: retimed.report, map })
}

/// What a person should know about a file whose times are moved.
fn notes(path: &Path, document: &Document<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let source = &document.source;
    if !source.is_decided() {
        notes.push(format!(
            "{}: its encoding is not certain; its times were still moved, as digits are the same bytes in all candidates",
            name(path)
        ));
    }
    match source.malformed().iter().map(|m| m.raw.len()).sum::<usize>() {
        0 => {}
        n => notes.push(format!(
            "{}: {} cannot be read as {}; kept as it is",
            name(path),
            render::count(n, "byte"),
            source.encoding()
        )),
    }
    match document.problems.len() {
        0 => {}
        n => notes.push(format!(
            "{}: {} of form kept as it is; `tregua check` names them",
            name(path),
            render::count(n, "oddity")
        )),
    }
    notes
}

fn summary(report: &Report, planned: bool) -> String {
    let verb = if planned { "would move" } else { "moved" };
    let cues = render::count(report.cues, "cue");
    let mut out = format!("{verb} {} of {} in {cues}", report.moved, render::count(report.slots, "time"));
    if report.largest_error.ticks() != 0 {
        // A unit is 1.4 ns; microseconds are enough for people.
        out.push_str(&format!(
            ", largest rounding error {} \u{b5}s",
            report.largest_error.to_unit(1_000_000)
        ));
    }
    if report.widened > 0 {
        out.push_str(&format!(", {} times got milliseconds", report.widened));
    }
    for (list, what) in [
        (&report.clamped, "held at zero"),
        (&report.invisible, "nothing is left to see of"),
        (&report.dropped, "taken out"),
        (&report.unreadable, "left where they are"),
    ] {
        if !list.is_empty() {
            out.push_str(&format!("; {what}: {}", list.join(", ")));
        }
    }
    out
}

/// Writes files that are not the inputs, all or none.
fn write(files: &[(&PathBuf, &[u8])], inputs: &[Bytes], overwrite: bool) -> Result<Outcome> {
    let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
    let outputs: Vec<Output<'_>> = files
        .iter()
        .map(|(path, bytes)| Output { target: Target::Create { path, overwrite }, bytes })
        .collect();
    load::mention_left(&io::write_all(&all, &outputs)?);
    Ok(Outcome::Clean)
}
