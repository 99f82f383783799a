//! `tregua retime`: move times, write all tracks or none.

mod align;
mod conform;
mod fit;
mod large;
mod many;
mod output;
mod reels;
mod sound;
mod track;

use crate::Outcome;
use crate::args::{Form, Moving, Retime, RetimeFiles};
use crate::catalogue::Named;
use crate::io::{self, Input};
use crate::load::{self, Bytes, name};
use crate::open::{Known, open};
use crate::render;
use anyhow::{Result, anyhow, bail};
use large::Large;
use std::path::{Path, PathBuf};
use tregua_parse::syntax::Document;
use tregua_qa::align::Alignment;
use tregua_qa::retime::{Anchor, TimeMap, Totals, parse_anchor, read_plan, retime_bytes, write_plan};

/// Whether the file, or what becomes of it, lies elsewhere: an object is read and written whole.
fn concerns_objects(path: &Path, files: &Moving) -> bool {
    let to = [files.to.output.as_deref(), files.to.output_dir.as_deref()];
    to.into_iter().flatten().chain([path]).any(io::is_remote)
}

/// How a map was found, and by the name of what.
type Found = (Alignment, String);

/// Where a document's map comes from; for most commands it is the same for all.
enum Maps {
    One(TimeMap),
    Points(Vec<Anchor>),
    Align(Box<align::Aligner>),
}

impl Maps {
    fn planned(plan_file: &Path, invert: bool, files: &Moving) -> Result<Self> {
        let bytes = load::read(plan_file, &files.to.reading)?;
        let text = load::text(plan_file, bytes.bytes())?;
        let map = read_plan(text).map_err(|e| anyhow!("{}: {e}", name(plan_file)))?;
        let map = if invert { map.invert().map_err(|e| anyhow!("{}: {e}", name(plan_file)))? } else { map };
        Ok(Self::One(map))
    }

    /// What is asked for, in one spelling.
    fn asked(&self) -> String {
        match self {
            Self::One(map) => format!("{map:?}"),
            Self::Points(anchors) => format!("{anchors:?}"),
            Self::Align(aligner) => aligner.reference().to_owned(),
        }
    }

    fn of(&self, document: Option<&Document<'_>>) -> Result<(TimeMap, Option<Found>)> {
        match self {
            Self::One(map) => Ok((map.clone(), None)),
            Self::Points(anchors) => {
                let points = anchors.iter().map(|a| a.resolve(document)).collect::<Result<Vec<_>, _>>()?;
                Ok((TimeMap::points(&points)?, None))
            }
            Self::Align(aligner) => {
                let found = aligner.of(document)?;
                Ok((found.map.clone(), Some((found, aligner.reference().to_owned()))))
            }
        }
    }
}

pub(crate) fn run(args: &Retime) -> Result<Outcome> {
    let mut picture = None;
    // Each track of an alignment has a reference of its own, so it knows no folders.
    let mut any_number: Option<&RetimeFiles> = None;
    let mut of_any_number = |files| -> &Moving { any_number.insert(files) };
    let (files, maps): (&Moving, Box<dyn FnOnce() -> Result<Maps> + '_>) = match args {
        Retime::Shift(args) => {
            (of_any_number(&args.files), Box::new(|| Ok(Maps::One(TimeMap::shift(args.by)))))
        }
        Retime::Rate(args) => {
            (of_any_number(&args.files), Box::new(|| Ok(Maps::One(TimeMap::rate(args.from, args.to)))))
        }
        Retime::Points(args) => {
            let anchors = args.points.iter().map(|p| parse_anchor(p)).collect::<Result<Vec<_>, _>>()?;
            (of_any_number(&args.files), Box::new(|| Ok(Maps::Points(anchors))))
        }
        Retime::Align(args) => {
            picture = align::Picture::of(args)?;
            (&args.files, Box::new(|| Ok(Maps::Align(Box::new(align::Aligner::new(args)?)))))
        }
        Retime::Fit(args) => return fit::run(args),
        Retime::Snap(args) => return fit::snap(args),
        Retime::Conform(args) => return conform::run(args),
        Retime::Reels(args) => return reels::run(args),
        Retime::Apply(args) => {
            let files = of_any_number(&args.files);
            (files, Box::new(|| Maps::planned(&args.plan_file, args.invert, files)))
        }
    };
    let follow_links = any_number.is_some_and(|many| many.batch.follow_links);
    let named = match &files.to.output_dir {
        // No server writes several objects all or none.
        Some(folder) if files.to.files.len() > 1 && io::is_remote(folder) => {
            Some(Named::each(&files.to.files, follow_links)?)
        }
        _ => Named::of(&files.to.files, follow_links)?,
    };
    if let Some(named) = named {
        let Some(many) = any_number else {
            bail!("align takes files, not folders: each track has a reference of its own");
        };
        // The map of a plan is part of what is asked for, not its name.
        let maps = maps()?;
        let to = (&files.to.in_place, &files.to.suffix, &files.to.output_dir, &files.to.allow_empty);
        let asked = format!("retime {} {to:?} {:?} {:?}", maps.asked(), files.edges, files.to.reading);
        return many::run(many, named, &maps, &asked);
    }
    if any_number.is_some_and(|many| many.resume.resume.is_some()) {
        bail!(
            "--resume is for folders, patterns and lists of files; files that are named are written all or none"
        );
    }
    if let Retime::Align(args) = args
        && args.format == Form::Json
    {
        return align::answer(args, picture);
    }
    let dry = files.plan.is_some();
    let targets = output::targets(&files.to, dry)?;
    let maps = match (files.to.files.as_slice(), args) {
        ([path], Retime::Shift(_) | Retime::Rate(_) | Retime::Points(_) | Retime::Apply(_))
            if !concerns_objects(path, files) =>
        {
            match Large::open(path, files, files.to.in_place)? {
                Some((large, input)) => {
                    let maps = maps()?;
                    if let Some(done) = large.run(&input, &targets, &maps)? {
                        return Ok(told(files, path, done));
                    }
                    Box::new(move || Ok(maps))
                }
                None => maps,
            }
        }
        _ => maps,
    };
    // The files come first: nobody listens to a film for a track that is not there.
    let inputs = output::read_all(&files.to)?;
    let maps = maps()?;
    let mut all = Vec::with_capacity(inputs.len());
    let mut said = Vec::new();
    for (path, input) in files.to.files.iter().zip(&inputs) {
        let mut done = one(path, input.bytes(), files, &maps, dry)?;
        said.extend(done.notes.drain(..).map(|note| (true, note)));
        said.push((false, format!("{}: {}", name(path), summary(&done.report, dry))));
        all.push(done);
    }
    let picture = picture.zip(all.first().and_then(|done| done.found.as_ref()));
    let picture = picture.map(|(picture, (found, _))| picture.drawn(found));
    let outcome = write_out(files, targets, &inputs, all, picture)?;
    // What was done is said when it is done.
    if !files.to.quiet {
        for (warning, line) in said {
            if warning { render::message("warning", &line) } else { render::note(&line) }
        }
    }
    Ok(outcome)
}

/// Says what was done to a large file.
fn told(files: &Moving, path: &Path, done: large::Done) -> Outcome {
    load::mention_left(&done.written);
    if files.to.in_place {
        load::mention_leftovers(std::iter::once(path));
    }
    if !files.to.quiet {
        done.notes.iter().for_each(|note| render::message("warning", note));
        render::note(&format!("{}: {}", name(path), summary(&done.totals, false)));
    }
    Outcome::Clean
}

/// Writes the results, or the plan, to where the user wants them, and the picture with them.
fn write_out(
    files: &Moving,
    targets: output::Targets,
    inputs: &[Bytes],
    all: Vec<Done>,
    picture: Option<(PathBuf, Vec<u8>)>,
) -> Result<Outcome> {
    let beside = picture.iter().map(|(path, bytes)| (path, bytes.as_slice()));
    let mut pairs: Vec<(&PathBuf, &[u8])> = beside.collect();
    if let Some(plan) = &files.plan {
        if all.windows(2).any(|two| two[0].map != two[1].map) {
            bail!("the points are not the same for all files; write one plan for each");
        }
        let text = all.first().map(Done::plan).unwrap_or_default();
        if plan == Path::new("-") {
            output::write(&pairs, inputs, files.to.overwrite)?;
            let all: Vec<&Input> = inputs.iter().filter_map(Bytes::input).collect();
            let _sent = io::write_stdout(&all, text.as_bytes())?;
            return Ok(Outcome::Clean);
        }
        pairs.push((plan, text.as_bytes()));
        return output::write(&pairs, inputs, files.to.overwrite);
    }
    let outputs: Vec<Vec<u8>> = all.into_iter().map(|done| done.bytes).collect();
    output::send(targets, &files.to, inputs, &outputs, &pairs)
}

/// One file's new bytes.
struct Done {
    bytes: Vec<u8>,
    report: Totals,
    map: TimeMap,
    notes: Vec<String>,
    /// How the map was found, and by what.
    found: Option<Found>,
}

impl Done {
    /// The map as a plan, and how it was found.
    fn plan(&self) -> String {
        let mut text = write_plan(&self.map);
        if let Some((found, by)) = &self.found {
            text.push_str(&found.to_toml(by));
        }
        text
    }
}

/// `dry` where nothing is moved yet: whoever applies the map decides what becomes of cues that cannot simply be moved.
fn one(path: &Path, raw: &[u8], files: &Moving, maps: &Maps, dry: bool) -> Result<Done> {
    let lang = load::lang_of(path);
    let fail = |e: String| anyhow!("{}: {e}", name(path));
    let document = match open(path, raw, Known::new(&files.to.reading, lang.as_ref())) {
        Ok(found) => found.document,
        Err(_) if files.to.allow_empty => {
            let (map, found) = maps.of(None)?;
            let notes = vec![format!("{}: holds no cue; copied as it is", name(path))];
            return Ok(Done { bytes: raw.to_vec(), report: Totals::default(), map, notes, found });
        }
        Err(error) => return Err(error),
    };
    if document.cues.is_empty() && !files.to.allow_empty {
        bail!("{}: holds no cue; nothing was written (--allow-empty accepts such files)", name(path));
    }
    let (map, found) = maps.of(Some(&document)).map_err(|e| e.context(name(path)))?;
    let mut notes = output::notes(path, &document);
    let cues = document.cues.len();
    let moved = match retime_bytes(document, &map, files.edges.options()) {
        Ok(moved) => moved,
        Err(error) if dry => {
            notes.push(format!("{}: {error}", name(path)));
            return Ok(Done { bytes: raw.to_vec(), report: Totals::default(), map, notes, found });
        }
        Err(error) => return Err(fail(error.to_string())),
    };
    if moved.report.dropped.len() == cues && cues > 0 && !files.to.allow_empty {
        bail!(
            "{}: all of its cues would be taken out; nothing was written (--allow-empty accepts that)",
            name(path)
        );
    }
    Ok(Done { bytes: moved.bytes, notes, report: moved.report.into(), map, found })
}

fn summary(report: &Totals, planned: bool) -> String {
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
        if list.count() > 0 {
            out.push_str(&format!("; {what}: {list}"));
        }
    }
    out
}
