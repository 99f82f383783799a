//! `tregua diff`: how two versions of a track differ.

mod human;
mod json;
mod page;

use crate::Outcome;
use crate::args::{DiffTracks, SideForm};
use crate::cmd::beside;
use crate::load::{self, Bytes};
use crate::open::{self, Known};
use crate::render::{self, html};
use anyhow::Result;
use std::path::Path;
use tregua_parse::base::Lang;
use tregua_parse::syntax::Document;
use tregua_qa::diff::{Diff, diff};

pub(super) fn run(args: &DiffTracks) -> Result<Outcome> {
    beside::spared(&args.report, [&args.old, &args.new])?;
    let (old, new) = (read(&args.old, args)?, read(&args.new, args)?);
    let (of_old, of_new) = (load::lang_of(&args.old), load::lang_of(&args.new));
    let (a, b) = match (is_nothing(&args.old), is_nothing(&args.new)) {
        (true, false) => {
            let b = document(&args.new, &new, of_new.as_ref(), args)?;
            (open::nothing(&b, &args.reading)?, b)
        }
        (false, true) => {
            let a = document(&args.old, &old, of_old.as_ref(), args)?;
            let b = open::nothing(&a, &args.reading)?;
            (a, b)
        }
        _ => (
            document(&args.old, &old, of_old.as_ref(), args)?,
            document(&args.new, &new, of_new.as_ref(), args)?,
        ),
    };
    let found: Diff = diff(&a, &b);
    let text = match args.report.format {
        SideForm::Human => render::plain(&human::page(args, &a, &b, &found)),
        SideForm::Json => render::json::pretty(&json::page(args, &found))?,
        SideForm::Html => {
            html::beside::page(page::input(args, (&a, of_old), (&b, of_new), &found), render::spoken())
        }
    };
    beside::send(&args.report, &[old, new], &text)?;
    Ok(if found.is_same() { Outcome::Clean } else { Outcome::Findings })
}

/// What git names where a version has no such file.
fn is_nothing(path: &Path) -> bool {
    path == Path::new("/dev/null")
}

fn read(path: &Path, args: &DiffTracks) -> Result<Bytes> {
    if is_nothing(path) { Ok(Bytes::Stdin(Vec::new())) } else { load::read(path, &args.reading) }
}

fn document<'b>(
    path: &Path,
    bytes: &'b Bytes,
    lang: Option<&Lang>,
    args: &DiffTracks,
) -> Result<Document<'b>> {
    let document = open::open(path, bytes.bytes(), Known::new(&args.reading, lang))?.document;
    open::decided(path, &document.source)?;
    Ok(document)
}
