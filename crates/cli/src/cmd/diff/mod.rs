//! `tregua diff`: how two versions of a track differ.

mod human;
mod json;
mod page;

use crate::Outcome;
use crate::args::{DiffTracks, SideForm};
use crate::cmd::beside;
use crate::load;
use crate::open::{self, Known};
use crate::render::{self, html};
use anyhow::Result;
use tregua_qa::diff::{Diff, diff};

pub(super) fn run(args: &DiffTracks) -> Result<Outcome> {
    beside::spared(&args.report, [&args.old, &args.new])?;
    let (old, new) = (load::read(&args.old, &args.reading)?, load::read(&args.new, &args.reading)?);
    let (of_old, of_new) = (load::lang_of(&args.old), load::lang_of(&args.new));
    let a = open::open(&args.old, old.bytes(), Known::new(&args.reading, of_old.as_ref()))?.document;
    let b = open::open(&args.new, new.bytes(), Known::new(&args.reading, of_new.as_ref()))?.document;
    open::decided(&args.old, &a.source)?;
    open::decided(&args.new, &b.source)?;
    let found: Diff = diff(&a, &b);
    let text = match args.report.format {
        SideForm::Human => render::plain(&human::page(args, &a, &b, &found)),
        SideForm::Json => render::json::pretty(&json::page(args, &found))?,
        SideForm::Html => html::beside::page(&page::input(args, (&a, of_old), (&b, of_new), &found), render::spoken()),
    };
    beside::send(&args.report, &[old, new], &text)?;
    Ok(if found.is_same() { Outcome::Clean } else { Outcome::Findings })
}
