//! `tregua merge three-way`: what two people made of one track.

use crate::Outcome;
use crate::args::ThreeWay;
use crate::cmd::result;
use crate::io::{self, Input, Output, Target};
use crate::load::{self, Bytes, name};
use crate::open::{self, Known};
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::Path;
use tregua_parse::syntax::Document;
use tregua_qa::three_way::{Conflict, Labels, MergeError, Merged, Of, merge};

pub(super) fn run(args: &ThreeWay) -> Result<Outcome> {
    let paths = [&args.base, &args.ours, &args.theirs];
    if args.in_place && args.ours == Path::new("-") {
        bail!("standard input cannot be replaced; leave out --in-place");
    }
    let ours = match args.in_place {
        true => {
            load::foreign(&args.ours)?;
            let limit = load::max_bytes(&args.reading);
            let input = io::read_set_for_rewrite(&[args.ours.as_path()], limit)?.into_iter().next();
            Bytes::File(input.ok_or_else(|| anyhow!("{}: could not be read", name(&args.ours)))?)
        }
        false => load::read(&args.ours, &args.reading)?,
    };
    let read = [load::read(&args.base, &args.reading)?, ours, load::read(&args.theirs, &args.reading)?];
    let mut documents: Vec<Option<Document<'_>>> = Vec::with_capacity(3);
    for (at, (path, bytes)) in paths.iter().zip(&read).enumerate() {
        // The version that both sides began with is empty where both put the file in: git gives it so.
        if at == 0 && bytes.bytes().is_empty() {
            documents.push(None);
            continue;
        }
        let lang = load::lang_of(path);
        let document = open::open(path, bytes.bytes(), Known::new(&args.reading, lang.as_ref()))?.document;
        open::decided(path, &document.source)?;
        documents.push(Some(document));
    }
    let [base, Some(ours), Some(theirs)] = documents.as_slice() else { bail!("three versions are needed") };
    let nothing = if base.is_none() { Some(open::nothing(ours, &args.reading)?) } else { None };
    let Some(base) = base.as_ref().or(nothing.as_ref()) else { bail!("three versions are needed") };
    let labels = Labels { ours: &args.ours_label, theirs: &args.theirs_label };
    let Merged { bytes, conflicts } = merge(base, ours, theirs, labels).map_err(|error| match error {
        // These speak of more than one of the files, and name them.
        MergeError::Formats(_) | MergeError::Undecided(_) => anyhow!(error),
        error => anyhow!("{}: not merged, and nothing was written: {error}", name(&args.ours)),
    })?;
    let inputs: Vec<&Input> = read.iter().filter_map(Bytes::input).collect();
    if args.in_place {
        let target = read.get(1).and_then(Bytes::input).map(Target::Replace);
        let target = target.ok_or_else(|| anyhow!("{}: cannot be replaced", name(&args.ours)))?;
        load::mention_left(&io::write_all(&[], &[Output { target, bytes: &bytes }])?);
    } else {
        result::deliver(&inputs, args.output.as_deref(), args.overwrite, &bytes)?;
    }
    tell(ours, theirs, &conflicts);
    Ok(if conflicts.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn tell(ours: &Document<'_>, theirs: &Document<'_>, conflicts: &[Conflict]) {
    const SHOWN: usize = 20;
    for conflict in conflicts.iter().take(SHOWN) {
        let what: Vec<&str> = conflict.of.iter().map(|of| called(*of)).collect();
        let place = match (conflict.ours.first(), conflict.theirs.first()) {
            (Some(cue), _) => format!("{} of ours: ", ours.cue_name(*cue)),
            (None, Some(cue)) => format!("{} of theirs: ", theirs.cue_name(*cue)),
            (None, None) => String::new(),
        };
        render::message("conflict", &format!("{place}{}", what.join(", ")));
    }
    if let Some(more) = conflicts.len().checked_sub(SHOWN).filter(|n| *n > 0) {
        render::message("conflict", &format!("and {more} more"));
    }
    if !conflicts.is_empty() {
        render::note(&format!(
            "{}; both versions stand in the file between <<<<<<< and >>>>>>>",
            render::count(conflicts.len(), "conflict")
        ));
    }
}

fn called(of: Of) -> &'static str {
    match of {
        Of::Start => "both changed the in-time",
        Of::End => "both changed the out-time",
        Of::Text => "both changed the text",
        Of::Beside => "both changed what stands beside times and text",
        Of::Removed => "one side took out what the other changed",
        Of::Shape => "both changed which cues there are",
        Of::Added => "both put in a cue at this time",
        Of::Around => "both changed what stands around the cues",
    }
}
