//! A check of any number of files that are found as the run goes on, each by itself.

use super::aside::{Aside, Put};
use super::job::{self, Job, Plan, RuleSets, Said};
use super::kept::Kept;
use super::reports::Reports;
use super::show::Shown;
use super::spelling::Speller;
use super::{Tools, check_jobs, check_read, fix, large, paths};
use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::catalogue::{self, Clock, Item, Named, Room, Step, Unfound, is_ambiguous};
use crate::io;
use crate::load::{self, Bytes, name};
use crate::open::NoSubtitle;
use crate::render;
use crate::timings::{Timings, part};
use anyhow::{Result, bail};
use std::path::Path;
use std::time::Duration;
use tregua_qa::check::Meter;

pub(super) fn run(args: &Check, named: Named) -> Result<Outcome> {
    let named = named.with_projects();
    let timings = Timings::new(args.reporting.timings);
    let (loose, read) = io::traced(|| Film::of(args, &Said { many: true, ..args.into() }));
    let loose = loose?;
    paths::refuse(args, &loose.plan, &read)?;
    let tools = loose.tools(&timings);
    let Film { plan, sets, speller, aside } = &loose;
    let Some(like) = plan.jobs.first() else { bail!("no file is named") };
    if args.fix || args.unsafe_fixes || args.diff {
        return fix::many(args, named, plan, like, (tools, aside));
    }
    let mut reports = Reports::new(args, true)?;
    let kept = Kept::open(args, plan, sets, speller.as_ref());
    let work = Work {
        args,
        plan,
        like,
        tools,
        aside,
        kept: kept.as_ref(),
        room: Room::new(args.batch.memory()),
        limit: args.batch.timeout(),
        written: written(args),
    };
    let run = catalogue::Run::new(&args.batch, &named);
    let mut ended = Ok(());
    let end = run.over(
        named,
        |item| item,
        |item| work.one(item),
        |unit| {
            // What was in hand when the run had to end changes nothing any more.
            if ended.is_err() {
                return Step::Stop;
            }
            let unit = match unit {
                Ok(unit) => unit,
                Err(error) => {
                    ended = Err(error);
                    return Step::Stop;
                }
            };
            if unit.shown.iter().all(|shown| shown.passed_over) {
                return Step::Passed;
            }
            let failed = unit.shown.iter().any(|shown| shown.failed.is_some());
            ended = unit.tell(args, &mut reports);
            if ended.is_err() || reports.is_over() { Step::Stop } else { Step::Done { failed } }
        },
    );
    if let Some(why) = kept.and_then(Kept::finish) {
        render::message("warning", &format!("what was found could not be kept for the next run: {why}"));
    }
    ended?;
    if io::interrupted() {
        return Ok(end.tell("checked", &not_whole(args)));
    }
    let outcome = reports.finish(plan, aside, &timings)?;
    Ok(end.tell("checked", "").and(outcome))
}

/// What an interrupted run did not do, and what the next one will.
fn not_whole(args: &Check) -> String {
    let reporting = &args.reporting;
    let files = reporting.output.is_some() || !reporting.reports.is_empty();
    let reports = if files { "; no report file was written" } else { "" };
    let again = match args.cache.no_cache {
        true => "",
        false => "; run it again to go on from here, as what was found is kept",
    };
    format!("{reports}{again}")
}

/// A film, or files that each stand for themselves, with all that they are checked by.
pub(super) struct Film {
    pub(super) plan: Plan,
    sets: RuleSets,
    speller: Option<Speller>,
    pub(super) aside: Aside,
}

impl Film {
    fn of(args: &Check, said: &Said<'_>) -> Result<Self> {
        let plan = job::plan(said)?;
        let sets = RuleSets::new(args, &plan, said.many)?;
        let speller = Speller::new(args, &plan)?;
        let aside = Aside::new(args, &plan)?;
        Ok(Self { plan, sets, speller, aside })
    }

    /// The film whose project is in a folder.
    pub(super) fn project(args: &Check, folder: &Path) -> Result<Self> {
        let paths = [folder.to_path_buf()];
        Self::of(args, &Said { paths: &paths, ..args.into() })
    }

    pub(super) fn tools<'t>(&'t self, timings: &'t Timings) -> Tools<'t> {
        Tools { sets: &self.sets, speller: self.speller.as_ref(), timings, clock: None }
    }
}

/// What is said of a file, or of a film with its project.
struct Unit {
    shown: Vec<Shown>,
    film: Option<Box<Film>>,
}

impl Unit {
    fn of(shown: Shown) -> Self {
        Self { shown: vec![shown], film: None }
    }

    fn tell(self, args: &Check, reports: &mut Reports<'_>) -> Result<()> {
        if let Some(film) = &self.film {
            // The baseline is that of the run.
            let puts: Vec<&Put> = self.shown.iter().map(|shown| &shown.put).collect();
            film.aside.mention(&puts, args.reporting.format == ReportForm::Human);
        }
        let ours = self.film.is_some();
        let put = |shown: Shown| match ours {
            // Its waivers are its project's, and told.
            true => Shown { put: shown.put.without_waivers(), ..shown },
            false => shown,
        };
        self.shown.into_iter().map(put).try_for_each(|shown| reports.add(shown))
    }
}

/// What the threads share.
struct Work<'r> {
    args: &'r Check,
    plan: &'r Plan,
    like: &'r Job,
    tools: Tools<'r>,
    aside: &'r Aside,
    kept: Option<&'r Kept>,
    room: Room,
    limit: Option<Duration>,
    /// Report files that are there already.
    written: Vec<&'r Path>,
}

impl Work<'_> {
    /// One file. An error ends the run.
    fn one(&self, item: Result<Item, Unfound>) -> Result<Unit> {
        match item {
            Ok(item) if item.project => self.film(&item.path),
            Ok(item) => self.file(item).map(Unit::of),
            Err(Unfound { path, why }) => Shown::failed(self.args, &path, why).map(Unit::of),
        }
    }

    /// The tracks of a film whose project was found, held against one another.
    fn film(&self, folder: &Path) -> Result<Unit> {
        let film = match Film::project(self.args, folder) {
            Ok(film) => film,
            Err(error) => return Shown::failed(self.args, folder, format!("{error:#}")).map(Unit::of),
        };
        film.plan.jobs.iter().try_for_each(|job| self.refuse(&job.path))?;
        let clock = Clock::start(self.limit);
        let tools = Tools { clock: Some(&clock), ..film.tools(self.tools.timings) };
        let all = check_jobs(self.args, &film.plan.jobs, &film.plan, tools, &film.aside);
        let shown = all.into_iter().collect::<Result<Vec<_>>>()?;
        if let Err(late) = clock.in_time(folder) {
            return Shown::failed(self.args, folder, late.to_string()).map(Unit::of);
        }
        Ok(Unit { shown, film: Some(Box::new(film)) })
    }

    /// Ends the run where a report is to take the place of a track. An earlier report in the folder is no subtitle file.
    fn refuse(&self, path: &Path) -> Result<()> {
        if self.written.iter().any(|written| io::same_file(written, path)) {
            bail!("{}: is one of the files to be read; name another file for the report", name(path));
        }
        Ok(())
    }

    fn file(&self, item: Item) -> Result<Shown> {
        self.refuse(&item.path)?;
        let weight = item.weight();
        let job = self.like.for_file(item.path, self.args.lang.as_ref());
        let _seat = self.room.enter(weight);
        let clock = Clock::start(self.limit);
        let tools = Tools { clock: Some(&clock), ..self.tools };
        if self.aside.is_idle(self.args)
            && let Some(shown) = large::check(self.args, &job, self.plan, tools)?
        {
            return match clock.in_time(&job.path) {
                Ok(()) => Ok(shown),
                Err(late) => Shown::failed(self.args, &job.path, late.to_string()),
            };
        }
        let timings = self.tools.timings;
        let read = timings.measure(part::READING, || load::read(&job.path, &self.args.reading));
        let key = match (&read, self.kept) {
            (Ok(Bytes::File(input)), Some(kept)) => {
                let key = kept.key(&job.path, &input.bytes);
                if let Some(shown) = kept.get(self.args, &job.path, key)? {
                    return Ok(shown);
                }
                Some((kept, key))
            }
            _ => None,
        };
        let no_subtitle =
            |error: &anyhow::Error| !item.named && is_ambiguous(&job.path) && error.is::<NoSubtitle>();
        let all = check_read(
            self.args,
            std::slice::from_ref(&job),
            &[read],
            self.plan,
            (tools, self.aside),
            &no_subtitle,
        );
        let shown = all.into_iter().next().unwrap_or_else(|| Ok(Shown::default()))?;
        if let Err(late) = clock.in_time(&job.path) {
            return Shown::failed(self.args, &job.path, late.to_string());
        }
        if let Some((kept, key)) = key {
            kept.put(key, &shown);
        }
        Ok(shown)
    }
}

/// Report files that are there and hold no earlier report.
fn written(args: &Check) -> Vec<&Path> {
    let reporting = &args.reporting;
    let first = reporting.output.iter().map(|path| (reporting.format, path.as_path()));
    let all = first.chain(reporting.reports.iter().map(|it| (it.form, it.path.as_path())));
    let is_other = |form, path| io::head(path, 256).is_some_and(|head| !render::is_earlier(form, &head));
    all.filter(|(form, path)| is_other(*form, path)).map(|(_, path)| path).collect()
}
