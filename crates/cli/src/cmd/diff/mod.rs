//! `tregua diff`: how two versions of a track differ.

mod human;
mod json;

use crate::Outcome;
use crate::args::{DiffTracks, Form};
use crate::load;
use crate::open::{self, Known};
use crate::render;
use anyhow::Result;
use tregua_qa::diff::{Diff, diff};

pub(super) fn run(args: &DiffTracks) -> Result<Outcome> {
    let (old, new) = (load::read(&args.old, &args.reading)?, load::read(&args.new, &args.reading)?);
    let (of_old, of_new) = (load::lang_of(&args.old), load::lang_of(&args.new));
    let a = open::open(&args.old, old.bytes(), Known::new(&args.reading, of_old.as_ref()))?.document;
    let b = open::open(&args.new, new.bytes(), Known::new(&args.reading, of_new.as_ref()))?.document;
    open::decided(&args.old, &a.source)?;
    open::decided(&args.new, &b.source)?;
    let found: Diff = diff(&a, &b);
    match args.format {
        Form::Human => render::stdout(&render::plain(&human::page(args, &a, &b, &found)))?,
        Form::Json => render::json::page(&json::page(args, &found))?,
    };
    Ok(if found.is_same() { Outcome::Clean } else { Outcome::Findings })
}
