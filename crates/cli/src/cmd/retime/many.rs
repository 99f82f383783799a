//! A retiming of any number of files that are found as the run goes on, each by itself.

use super::large::Large;
use super::output::Targets;
use super::{Done, Maps, one, output};
use crate::Outcome;
use crate::args::RetimeFiles;
use crate::catalogue::{
    Clock, FULL, Item, Named, Places, Room, Run, Step, Unfound, below, is_ambiguous, make_room,
};
use crate::cmd::packet::{self, Made, Packet};
use crate::film;
use crate::io::{self, FaultKind, Journal, Output, Progress, Target};
use crate::load::{self, Bytes, name};
use crate::open::NoSubtitle;
use crate::render;
use anyhow::{Result, anyhow, bail};
use std::path::{Path, PathBuf};

/// What became of a file.
enum Became {
    /// How many of its times were moved, and what is to be known of it.
    Moved(usize, Vec<String>),
    Failed(String),
    /// It holds no subtitles, or is a result itself.
    Passed,
    /// It was moved by an earlier run.
    Earlier,
    /// A signal came before it was begun.
    Undone,
}

/// A file, and where its result goes; `None` is the file itself. Or why it cannot be worked on.
type Prepared = Result<(Item, Option<PathBuf>), String>;

/// The same, or new bytes that are not written yet, with how many times were moved, and what is to be known of it.
type Ready = packet::Ready<Became, (usize, Vec<String>)>;

/// Moves the times of every file. `asked` tells the request, for the record.
pub(super) fn run(files: &RetimeFiles, named: Named, maps: &Maps, asked: &str) -> Result<Outcome> {
    let to = &files.to;
    if files.plan.is_some() {
        bail!("--plan writes one map; name the files it is for, one by one");
    }
    if !to.in_place && to.suffix.is_none() && to.output_dir.is_none() {
        bail!(
            "folders, patterns and lists of files need a place to go to: --in-place, --suffix SUFFIX or --output-dir DIR"
        );
    }
    output::check_suffix(to)?;
    if let Some(folder) = &to.output_dir {
        io::make_folder(folder)?;
    }
    let journal =
        files.resume.resume.as_ref().map(|path| Journal::open(path, io::seed(asked))).transpose()?;
    let room = Room::new(files.batch.memory());
    let mut places = Places::default();
    let prepare = |item: Result<Item, Unfound>| {
        let item = item.map_err(|unfound| unfound.why)?;
        let place = place(files, &item).and_then(|place| match place {
            Some(place) => places.take(&item.path, place).map(Some),
            None => Ok(None),
        });
        place.map(|place| (item, place)).map_err(|why| format!("{why:#}"))
    };
    // What is put in its own place goes alone, so that no two files are held at once.
    let weight = |prepared: &Prepared| match prepared {
        Ok((item, Some(place))) => item.weight_to(place),
        Ok((_, None)) => FULL,
        Err(_) => 0,
    };
    let work = |packet: Vec<Prepared>| {
        let weights = packet.iter().flatten().map(|(item, _)| item.weight());
        let _seat = room.enter(weights.fold(0, u64::saturating_add));
        let mut all =
            Packet::new(to.overwrite, |(moved, notes): (usize, Vec<String>), written| match written {
                Ok(written) => Became::Moved(moved, notes.into_iter().chain(load::left(&written)).collect()),
                // It is as it was, and counted with those that are.
                Err(fault) if fault.kind() == FaultKind::Interrupted => Became::Undone,
                Err(fault) => Became::Failed(fault.to_string()),
            });
        for prepared in packet {
            let weight = weight(&prepared);
            all.add(weight, Became::Undone, || match prepared {
                Ok((item, place)) => ready(files, &item, place, maps, journal.as_ref()),
                Err(why) => Ready::Became(Became::Failed(why)),
            });
        }
        all.finish()
    };
    let mut moved = 0_usize;
    let end =
        Run::new(&files.batch, &named).over_packets(named, prepare, weight, work, |became| match became {
            Became::Moved(times, notes) => {
                moved = moved.saturating_add(times);
                if !to.quiet {
                    notes.iter().for_each(|note| render::message("warning", note));
                }
                Step::Done { failed: false }
            }
            Became::Failed(why) => {
                render::message("error", &why);
                Step::Done { failed: true }
            }
            Became::Passed => Step::Passed,
            Became::Undone => Step::Undone,
            Became::Earlier => Step::Earlier,
        });
    if !to.quiet {
        let failed = if end.failed > 0 { format!(", {} failed", end.failed) } else { String::new() };
        let done = render::count(end.done - end.failed, "file");
        render::note(&format!("moved {} in {done}{failed}", render::count(moved, "time")));
    }
    let again = match (&journal, to.in_place) {
        (Some(_), _) => "; the same command goes on from here",
        (None, true) => "; without --resume FILE another run would move the same files once more",
        (None, false) => "; with --resume FILE a run can be gone on with",
    };
    Ok(end.tell("moved", again))
}

/// Where a file's result goes; `None` is the file itself.
fn place(files: &RetimeFiles, item: &Item) -> Result<Option<PathBuf>> {
    let to = &files.to;
    Ok(match (&to.suffix, &to.output_dir) {
        (Some(suffix), _) => Some(output::with_suffix(&item.path, suffix)?),
        (None, Some(folder)) => Some(below(folder, &item.path, &item.under)?),
        (None, None) => None,
    })
}

/// Whether a file that was found is the result of an earlier run beside its original.
fn is_result(files: &RetimeFiles, path: &Path) -> Result<bool, io::Fault> {
    let Some(suffix) = &files.to.suffix else { return Ok(false) };
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { return Ok(false) };
    let Some(own) = stem.strip_suffix(suffix.as_str()) else { return Ok(false) };
    let extension = path.extension().and_then(|it| it.to_str()).map_or(String::new(), |it| format!(".{it}"));
    io::is_there(&path.with_file_name(format!("{own}{extension}")))
}

fn ready(
    files: &RetimeFiles,
    item: &Item,
    place: Option<PathBuf>,
    maps: &Maps,
    journal: Option<&Journal>,
) -> Ready {
    match is_result(files, &item.path) {
        Ok(true) if !item.named => return Ready::Became(Became::Passed),
        Err(fault) if !item.named => return Ready::Became(Became::Failed(fault.to_string())),
        _ => {}
    }
    match each(files, &item.path, place, maps, journal) {
        Ok(ready) => ready,
        Err(error) if !item.named && is_ambiguous(&item.path) && error.is::<NoSubtitle>() => {
            Ready::Became(Became::Passed)
        }
        Err(error) if io::is_interrupted(&error) => Ready::Became(Became::Undone),
        Err(error) => Ready::Became(Became::Failed(format!("{error:#}"))),
    }
}

fn each(
    files: &RetimeFiles,
    path: &Path,
    place: Option<PathBuf>,
    maps: &Maps,
    journal: Option<&Journal>,
) -> Result<Ready> {
    let clock = Clock::start(files.batch.timeout());
    // A record of the run wants sums of the whole.
    if journal.is_none()
        && let Some((mut large, input)) = Large::open(path, files, place.is_none())?
    {
        large.clock = Some(&clock);
        let to = match &place {
            Some(place) => {
                make_room(place)?;
                Targets::Files(vec![place.clone()])
            }
            None => Targets::InPlace,
        };
        if let Some(done) = large.run(&input, &to, maps)? {
            let notes = done.notes.into_iter().chain(load::left(&done.written)).collect();
            return Ok(Ready::Became(Became::Moved(done.totals.moved, notes)));
        }
    }
    let most = load::max_bytes(&files.to.reading);
    let input = match &place {
        None if film::is_film(path)? => {
            bail!("{}: a track inside a film is not changed there; write it to a file with -o", name(path))
        }
        None => {
            load::foreign(path)?;
            Bytes::File(io::read_for_rewrite(path, most)?)
        }
        Some(_) => load::read(path, &files.to.reading)?,
    };
    if let Some(journal) = journal {
        let progress = match &place {
            None => journal.in_place(path, input.bytes()),
            Some(place) => {
                let there = io::read_if_there(place, most)?;
                journal.elsewhere(path, input.bytes(), there.as_ref().map(|it| it.bytes.as_slice()))
            }
        };
        match progress {
            Progress::Open => {}
            Progress::Done => return Ok(Ready::Became(Became::Earlier)),
            Progress::Changed => bail!(
                "{}: was changed by another program since the run began that is gone on with; it was left as it is",
                name(path)
            ),
        }
    }
    let Done { bytes, report, notes, .. } = one(path, input.bytes(), files, maps, false)?;
    clock.in_time(path)?;
    if let (Some(journal), Some(input)) = (journal, input.input()) {
        let noted = journal.intend(path, &input.bytes, &bytes);
        noted.map_err(|e| {
            let why = io::reason(&e);
            anyhow!("{}: it was left as it is, for that could not be noted in the record: {why}", name(path))
        })?;
    }
    let moved = report.moved;
    if let Some(place) = place {
        make_room(&place)?;
        return Ok(Ready::Made(Box::new(Made { place, input, bytes, told: (moved, notes) })));
    }
    let Some(input) = input.input() else { bail!("{}: cannot be replaced", name(path)) };
    let written = io::write_all(&[], &[Output { target: Target::Replace(input), bytes: &bytes }])?;
    let notes = notes.into_iter().chain(load::left(&written)).collect();
    Ok(Ready::Became(Became::Moved(moved, notes)))
}
