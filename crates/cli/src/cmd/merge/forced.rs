//! `tregua merge forced`: forced narratives into a full track, and out of one.

use crate::Outcome;
use crate::args::{ByArg, Forced};
use crate::cmd::result::{self, target};
use crate::io::Input;
use crate::load::{self, Bytes, name};
use crate::open::{self, Known, Opened};
use crate::render;
use anyhow::{Result, bail};
use std::path::Path;
use tregua_parse::format::write::Target as Told;
use tregua_parse::model::Track;
use tregua_qa::merge::{Overlaid, Sign, narratives, overlay};

pub(super) fn run(args: &Forced) -> Result<Outcome> {
    if args.tolerance.is_negative() {
        bail!("the tolerance cannot be negative");
    }
    let full = load::read(&args.full, &args.reading)?;
    let opened = opened(args, &args.full, &full)?;
    let track = (opened.format.lower)(&opened.document);
    let Some(path) = &args.forced else {
        let (mut out, summary) = taken_out(args, &track)?;
        // A track of nothing but narratives is forced as a whole: no cue of it need say so.
        let told = target(args.to, args.output.as_deref(), opened.format)?
            .write
            .is_some_and(|writer| writer.carries.forced);
        for details in out.cues.iter_mut().filter_map(|cue| cue.details.as_deref_mut()).filter(|_| !told) {
            details.forced = false;
        }
        return deliver(args, &[&full], &opened, &out, &summary);
    };
    let forced = load::read(path, &args.reading)?;
    let theirs = self::opened(args, path, &forced)?;
    let narratives = (theirs.format.lower)(&theirs.document);
    let out = overlay(&track, &narratives, args.tolerance);
    for cue in &out.left_out {
        let cue = theirs.document.cue_name(*cue as usize);
        render::message("loss", &format!("{}: {cue} has no readable times and was left out", name(path)));
    }
    if args.strict && !out.left_out.is_empty() {
        render::message("error", "nothing was written, as --strict allows no loss");
        return Ok(Outcome::Findings);
    }
    let summary = put_in(args, path, &out);
    deliver(args, &[&full, &forced], &opened, &out.track, &summary)
}

fn opened<'a>(args: &Forced, path: &Path, bytes: &'a Bytes) -> Result<Opened<'a>> {
    let lang = load::lang_of(path).or_else(|| bytes.lang());
    let opened = open::open(path, bytes.bytes(), Known::new(&args.reading, lang.as_ref()))?;
    open::decided(path, &opened.document.source)?;
    open::bearable(path, &opened.document)?;
    if opened.document.cues.is_empty() {
        bail!("{}: holds no cue", name(path));
    }
    Ok(opened)
}

/// The narratives of a full track, and what to say of them.
fn taken_out<'a>(args: &Forced, track: &Track<'a>) -> Result<(Track<'a>, String)> {
    let of = name(&args.full);
    let all = track.cues.len();
    let sign = match args.by {
        Some(ByArg::Mark) | None => Sign::Flag,
        Some(ByArg::Capitals) => Sign::Capitals,
        Some(ByArg::Italics) => Sign::Italics,
        Some(ByArg::Top) => Sign::Top,
    };
    let (out, found) = narratives(track, sign);
    let told: Vec<String> = Sign::ALL
        .into_iter()
        .map(|sign| {
            let with = track.cues.iter().filter(|cue| sign.is_on(track, cue)).count();
            format!("{with} {}", sign.words())
        })
        .collect();
    let told = format!("of {} {}", render::count(all, "cue"), told.join(", "));
    if found.is_empty() {
        let how = "name with --by what tells narratives from dialogue: capitals, italics or top";
        bail!("{of}: {told}; {how}");
    }
    if found.len() == all {
        bail!("{of}: {told}; all of it would be narratives, so this tells nothing apart");
    }
    Ok((
        out,
        format!("{of}: {} taken out, {}; {told}", render::count(found.len(), "narrative"), sign.words()),
    ))
}

fn put_in(args: &Forced, path: &Path, out: &Overlaid<'_>) -> String {
    format!(
        "{}: {} of {} put in, {} of them at the top over dialogue; {} {}",
        name(&args.full),
        render::count(out.added, "narrative"),
        name(path),
        out.above,
        out.known,
        if out.known == 1 { "was there and is marked" } else { "were there and are marked" }
    )
}

fn deliver(
    args: &Forced,
    read: &[&Bytes],
    full: &Opened<'_>,
    track: &Track<'_>,
    summary: &str,
) -> Result<Outcome> {
    let format = target(args.to, args.output.as_deref(), full.format)?;
    let lang = load::lang_of(&args.full).or_else(|| open::language_in(track));
    let lang = lang.or_else(|| open::told(&open::language_of(track)));
    let told = Told { lang: lang.as_ref(), rate: args.reading.more.fps, ..Told::default() };
    let (bytes, losses) = result::spell(track, format, &told, result::of_the_result)?;
    let tell = || losses.iter().for_each(|line| render::message("loss", line));
    if args.strict && !losses.is_empty() {
        tell();
        render::message("error", "nothing was written, as --strict allows no loss");
        return Ok(Outcome::Findings);
    }
    let inputs: Vec<&Input> = read.iter().filter_map(|bytes| bytes.input()).collect();
    result::deliver(&inputs, args.output.as_deref(), args.overwrite, &bytes)?;
    tell();
    render::note(summary);
    Ok(Outcome::Clean)
}
