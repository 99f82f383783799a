//! A conversion of any number of files that are found as the run goes on, each by itself.

use super::losses::{self, Losses};
use super::target::{Wanted, extension};
use super::{large, made, renamed};
use crate::Outcome;
use crate::args::{Convert, Form};
use crate::catalogue::{
    Clock, Item, Named, Places, Room, Run, Step, Unfound, below, is_ambiguous, make_room,
};
use crate::cmd::packet::{self, Made, Packet};
use crate::io::{self, FaultKind, Journal, Progress};
use crate::load::{self, Bytes, name};
use crate::open::NoSubtitle;
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};

/// What became of a file.
enum Became {
    Written(Losses),
    /// Losses, and why nothing was written for them.
    Refused(Losses, String),
    Failed(PathBuf, String),
    /// It holds no subtitles.
    Passed,
    /// It was written by an earlier run.
    Earlier,
    /// A signal came before it was begun.
    Undone,
}

/// The same, or bytes that are not written yet, with what is lost in them.
type Ready = packet::Ready<Became, (PathBuf, Losses)>;

/// A file, and where its result goes; or why it cannot be worked on.
type Prepared = Result<(Item, PathBuf), (PathBuf, String)>;

pub(super) fn run(args: &Convert, wanted: &Wanted, named: Named, template: Option<&str>) -> Result<Outcome> {
    let Some(folder) = &args.output_dir else {
        bail!("folders, patterns and lists of files need a folder to go to: --output-dir DIR");
    };
    io::make_folder(folder)?;
    let journal = args.resume.resume.as_ref().map(|path| Journal::open(path, seed(args))).transpose()?;
    let room = Room::new(args.batch.memory());
    let mut places = Places::default();
    let prepare = |item: Result<Item, Unfound>| {
        let item = item.map_err(|Unfound { path, why }| (path, why))?;
        let place = place(folder, &item, wanted).and_then(|place| places.take(&item.path, place));
        place.map(|place| (item.clone(), place)).map_err(|why| (item.path, format!("{why:#}")))
    };
    let weight = |prepared: &Prepared| prepared.as_ref().map_or(0, |(item, place)| item.weight_to(place));
    let work = |packet: Vec<Prepared>| {
        let weights = packet.iter().flatten().map(|(item, _)| item.weight());
        let _seat = room.enter(weights.fold(0, u64::saturating_add));
        let mut all = Packet::new(args.overwrite, |(path, losses), written| match written {
            Ok(written) => {
                load::mention_left(&written);
                Became::Written(losses)
            }
            // It is as it was, and counted with those that are.
            Err(fault) if fault.kind() == FaultKind::Interrupted => Became::Undone,
            Err(fault) => Became::Failed(path, fault.to_string()),
        });
        for prepared in packet {
            let weight = weight(&prepared);
            all.add(weight, Became::Undone, || match prepared {
                Ok((item, place)) => ready(args, wanted, item, place, journal.as_ref(), template),
                Err((path, why)) => Ready::Became(Became::Failed(path, why)),
            });
        }
        all.finish()
    };
    let mut told = Told::new(args)?;
    let end =
        Run::new(&args.batch, &named).over_packets(named, prepare, weight, work, |became| told.add(became));
    let Told { ended, empty, refused, .. } = told;
    ended?;
    if args.format == Form::Json {
        render::stdout(losses::foot(empty))?;
    } else if !args.quiet {
        let (done, failed) = (end.done - end.failed - refused, end.failed);
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        render::note(&format!("{} converted{failed}", render::count(done, "file")));
    }
    let again = match journal {
        Some(_) => "; the same command goes on from here",
        None => "; with --resume FILE a run can be gone on with",
    };
    let outcome = if refused > 0 { Outcome::Findings } else { Outcome::Clean };
    Ok(end.tell("converted", again).and(outcome))
}

/// What is said of the files.
struct Told<'a> {
    args: &'a Convert,
    ended: Result<()>,
    empty: bool,
    /// Files of which nothing was written, as no loss is allowed.
    refused: usize,
}

impl<'a> Told<'a> {
    fn new(args: &'a Convert) -> Result<Self> {
        if args.format == Form::Json {
            render::stdout(losses::HEAD)?;
        }
        Ok(Self { args, ended: Ok(()), empty: true, refused: 0 })
    }

    fn add(&mut self, became: Became) -> Step {
        let losses = match became {
            Became::Passed => return Step::Passed,
            Became::Earlier => return Step::Earlier,
            Became::Undone => return Step::Undone,
            Became::Written(losses) => losses,
            Became::Refused(losses, why) => {
                render::message("error", &why);
                self.refused += 1;
                losses
            }
            Became::Failed(path, why) => {
                render::message("error", &why);
                self.ended = self.list(&Losses::failed(&path, &why));
                return if self.ended.is_err() { Step::Stop } else { Step::Done { failed: true } };
            }
        };
        if self.args.format == Form::Human && !self.args.quiet {
            losses.print();
        }
        self.ended = self.list(&losses);
        if self.ended.is_err() { Step::Stop } else { Step::Done { failed: false } }
    }

    fn list(&mut self, losses: &Losses) -> Result<()> {
        if self.args.format == Form::Json && self.ended.is_ok() {
            render::stdout(&losses::part(losses, self.empty)?)?;
            self.empty = false;
        }
        std::mem::replace(&mut self.ended, Ok(()))
    }
}

/// Where a file's result goes.
fn place(folder: &Path, item: &Item, wanted: &Wanted) -> Result<PathBuf> {
    let way = below(folder, &item.path, &item.under)?;
    let folder = way.parent().ok_or_else(|| anyhow!("{}: has no name", name(&item.path)))?;
    renamed(&item.path, folder, &extension(&item.path, wanted.format))
}

fn ready(
    args: &Convert,
    wanted: &Wanted,
    item: Item,
    place: PathBuf,
    journal: Option<&Journal>,
    template: Option<&str>,
) -> Ready {
    match one(args, wanted, &item, place, journal, template) {
        Ok(ready) => ready,
        Err(error) if !item.named && is_ambiguous(&item.path) && error.is::<NoSubtitle>() => {
            Ready::Became(Became::Passed)
        }
        Err(error) if io::is_interrupted(&error) => Ready::Became(Became::Undone),
        Err(error) => Ready::Became(Became::Failed(item.path, format!("{error:#}"))),
    }
}

fn one(
    args: &Convert,
    wanted: &Wanted,
    item: &Item,
    place: PathBuf,
    journal: Option<&Journal>,
    template: Option<&str>,
) -> Result<Ready> {
    let path = &item.path;
    let clock = Clock::start(args.batch.timeout());
    // A record is of a file's bytes, and these are held for it.
    let large = if journal.is_none() { large::made(args, wanted, path, template)? } else { None };
    let (done, input) = match large {
        Some(done) => done,
        None => {
            let input = load::read(path, &args.reading.general())?;
            if let Some(journal) = journal {
                let there = there(&place, args)?;
                if journal.elsewhere(path, input.bytes(), there.as_deref()) == Progress::Done {
                    return Ok(Ready::Became(Became::Earlier));
                }
            }
            (made(args, wanted, path, &input, template)?, input)
        }
    };
    if let Some(why) = done.refused(args, path) {
        return Ok(Ready::Became(Became::Refused(done.losses, why)));
    }
    clock.in_time(path)?;
    make_room(&place)?;
    if let (Some(journal), Bytes::File(input)) = (journal, &input) {
        let noted = journal.intend(path, &input.bytes, &done.bytes);
        noted.map_err(|e| {
            anyhow!(
                "{}: nothing was written, as it cannot be noted in the record: {}",
                name(path),
                io::reason(&e)
            )
        })?;
    }
    let told = (path.clone(), done.losses);
    Ok(Ready::Made(Box::new(Made { place, input, bytes: done.bytes, told })))
}

/// What is at the place of a result already.
fn there(place: &Path, args: &Convert) -> Result<Option<Vec<u8>>> {
    let there = io::read_if_there(place, load::max_bytes(&args.reading.general()))?;
    Ok(there.map(|there| there.bytes))
}

/// What is asked for, so that the record of another request is not taken for this one's.
fn seed(args: &Convert) -> u64 {
    let Convert {
        to,
        encoding,
        line_ending,
        bom,
        lang,
        title,
        target_start,
        template,
        output_dir,
        reading,
        ..
    } = args;
    let what = (to, encoding, line_ending, bom, lang, title, target_start);
    io::seed(&format!("convert {what:?} {template:?} {output_dir:?} {reading:?}"))
}
