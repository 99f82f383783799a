//! `tregua retime`: move times, write all tracks or none.

mod align;
mod fit;
mod output;
mod sound;

use crate::Outcome;
use crate::args::{Retime, RetimeFiles};
use crate::io::{self, Input};
use crate::load::{self, Bytes, name};
use crate::open::{Known, open};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
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
        Retime::Align { to, min_confidence, joint, files } => {
            let aligner = align::Aligner::new(to, *min_confidence, *joint, files)?;
            (files, Box::new(move |document| aligner.map(document)))
        }
        Retime::Fit(args) => return fit::run(args),
        Retime::Snap(args) => return fit::snap(args),
        Retime::Apply { plan_file, invert, files } => {
            let bytes = load::read(plan_file, &files.to.reading)?;
            let text = load::text(plan_file, bytes.bytes())?;
            let map = read_plan(text).map_err(|e| anyhow!("{}: {e}", name(plan_file)))?;
            let map =
                if *invert { map.invert().map_err(|e| anyhow!("{}: {e}", name(plan_file)))? } else { map };
            (files, Box::new(move |_| Ok(map.clone())))
        }
    };
    let targets = output::targets(&files.to, files.plan.is_some())?;
    let inputs = output::read_all(&files.to)?;
    let mut outputs = Vec::with_capacity(inputs.len());
    let mut plans = Vec::new();
    let mut said = Vec::new();
    for (path, input) in files.to.files.iter().zip(&inputs) {
        let done = one(path, input.bytes(), files, &map)?;
        plans.push(done.map);
        outputs.push(done.bytes);
        said.extend(done.notes.into_iter().map(|note| (true, note)));
        said.push((false, format!("{}: {}", name(path), summary(&done.report, files.plan.is_some()))));
    }
    let outcome = write_out(files, targets, &inputs, &plans, &outputs)?;
    // What was done is said when it is done.
    if !files.to.quiet {
        for (warning, line) in said {
            if warning { render::message("warning", &line) } else { render::note(&line) }
        }
    }
    Ok(outcome)
}

/// Writes the results, or the plan, to where the user wants them.
fn write_out(
    files: &RetimeFiles,
    targets: output::Targets,
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
        return output::write(&[(plan, text.as_bytes())], inputs, files.to.overwrite);
    }
    output::send(targets, &files.to, inputs, outputs)
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
    let document = match open(path, raw, Known::new(&files.to.reading, lang.as_ref())) {
        Ok(found) => found.document,
        Err(_) if files.to.allow_empty => {
            let map = map(None)?;
            let notes = vec![format!("{}: holds no cue; copied as it is", name(path))];
            return Ok(Done { bytes: raw.to_vec(), report: Report::default(), map, notes });
        }
        Err(error) => return Err(error),
    };
    if document.cues.is_empty() && !files.to.allow_empty {
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
    let mut notes = output::notes(path, &document);
    let retimed = match retime(&document, &map, options) {
        Ok(retimed) => retimed,
        // A plan moves nothing; whoever applies it decides what becomes of such cues.
        Err(error) if files.plan.is_some() => {
            notes.push(format!("{}: {error}", name(path)));
            return Ok(Done { bytes: raw.to_vec(), report: Report::default(), map, notes });
        }
        Err(error) => return Err(fail(error.to_string())),
    };
    if retimed.report.dropped.len() == document.cues.len()
        && !document.cues.is_empty()
        && !files.to.allow_empty
    {
        bail!(
            "{}: all of its cues would be taken out; nothing was written (--allow-empty accepts that)",
            name(path)
        );
    }
    let bytes = splice(raw, &retimed.edits).map_err(|e| fail(e.to_string()))?;
    Ok(Done { bytes, notes, report: retimed.report, map })
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
