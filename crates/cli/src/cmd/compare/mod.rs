//! `tregua compare`: which cues of one track answer which of another.

mod found;
mod human;
mod json;
mod page;
mod read;

use crate::Outcome;
use crate::args::{Compare, SideForm};
use crate::cmd::beside;
use crate::load::{self, Bytes, name};
use crate::render::{self, html};
use anyhow::{Result, bail};
use found::Comparison;
use read::Told;
use std::mem::ManuallyDrop;
use std::ops::Range;
use std::path::PathBuf;
use tregua_qa::pairing::{DOUBTFUL, Options, RELATED, Side, pair};

pub(super) fn run(args: &Compare) -> Result<Outcome> {
    if !args.lang.is_empty() && args.lang.len() != args.files.len() {
        let (langs, files) =
            (render::count(args.lang.len(), "language"), render::count(args.files.len(), "file"));
        bail!("--lang names {langs} for {files}");
    }
    beside::spared(&args.report, &args.files)?;
    let bytes = args.files.iter().map(|it| load::read(it, &args.reading)).collect::<Result<Vec<Bytes>>>()?;
    let mut tracks: Vec<Told> = Vec::with_capacity(bytes.len());
    let mut sides: Vec<Side> = Vec::with_capacity(bytes.len());
    for (at, (path, bytes)) in args.files.iter().zip(&bytes).enumerate() {
        let (told, side) = read::track(path, bytes, args.lang.get(at), &args.reading)?;
        tracks.push(told);
        sides.push(side);
    }
    let pairing = pair(&sides, &Options { search: args.search });
    read::label(&mut tracks);
    // The program ends with this: to give back thousands of texts one by one would take a while, for nothing.
    let found = ManuallyDrop::new(Comparison::new(tracks, pairing, u16::from(args.min_confidence) * 10));
    let strangers = less_related(args, &found, 0..RELATED, "does not seem to be");
    if !strangers.is_empty() && !args.insist {
        bail!("{}\n{WAY_OUT}", strangers.join("\n"));
    }
    let doubtful = less_related(args, &found, RELATED..DOUBTFUL, "may not be");
    strangers.iter().chain(&doubtful).for_each(|it| render::message("warning", it));
    let text = match args.report.format {
        SideForm::Human => human::page(&found, args.all, beside::width(args.width)),
        SideForm::Json => render::json::pretty(&json::page(&found))?,
        SideForm::Html => html::beside::page(page::input(&found), render::spoken()),
    };
    beside::send(&args.report, &bytes, &text)?;
    Ok(Outcome::Clean)
}

/// What to do where a track does not seem to be of the film.
const WAY_OUT: &str = "it may be of another film or cut, run at another speed (`tregua retime align --to` finds out, and brings it over), \
    or be further away than --search allows; --insist compares it all the same";

/// What is to be said of tracks that have so much to do with the others.
fn less_related(args: &Compare, found: &Comparison, range: Range<u16>, how: &str) -> Vec<String> {
    let spine = args.files.get(found.pairing.spine).map_or_else(String::new, |path| name(path));
    let each = args.files.iter().zip(&found.pairing.related).filter(|(_, related)| range.contains(related));
    let say = |(path, related): (&PathBuf, &u16)| {
        format!(
            "{}: {how} of the same film as {spine}: their times go together by {} %, those of one film by more than 90 % \
             nearly always",
            name(path),
            related / 10
        )
    };
    each.map(say).collect()
}
