//! A check of any number of files that are found as the run goes on, each by itself.

use super::aside::Aside;
use super::job::{self, Job, Plan, RuleSets, Said};
use super::kept::Kept;
use super::reports::Reports;
use super::show::Shown;
use super::spelling::Speller;
use super::{Tools, check_read, fix, paths};
use crate::Outcome;
use crate::args::Check;
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
    let timings = Timings::new(args.reporting.timings);
    let (ready, read) = io::traced(|| {
        let plan = job::plan(&Said { many: true, ..args.into() })?;
        let sets = RuleSets::new(args, &plan, true)?;
        let speller = Speller::new(args, &plan)?;
        anyhow::Ok((plan, sets, speller))
    });
    let (plan, sets, speller) = ready?;
    paths::refuse(args, &plan, &read)?;
    let aside = Aside::new(args, &plan)?;
    let tools = Tools { sets: &sets, speller: speller.as_ref(), timings: &timings, clock: None };
    let Some(like) = plan.jobs.first() else { bail!("no file is named") };
    if args.fix || args.unsafe_fixes || args.diff {
        return fix::many(args, named, &plan, like, (tools, &aside));
    }
    let mut reports = Reports::new(args, true)?;
    let kept = Kept::open(args, &plan, &sets, speller.as_ref());
    let work = Work {
        args,
        plan: &plan,
        like,
        tools,
        aside: &aside,
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
        |shown| {
            let shown = match shown {
                Ok(shown) if shown.passed_over => return Step::Passed,
                Ok(shown) => shown,
                Err(error) => {
                    ended = Err(error);
                    return Step::Stop;
                }
            };
            let failed = shown.failed.is_some();
            ended = reports.add(shown);
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
    let outcome = reports.finish(&plan, &aside, &timings)?;
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
    fn one(&self, item: Result<Item, Unfound>) -> Result<Shown> {
        let item = match item {
            Ok(item) => item,
            Err(Unfound { path, why }) => return Shown::failed(self.args, &path, why),
        };
        if self.written.iter().any(|path| io::same_file(path, &item.path)) {
            // An earlier report in the folder is no subtitle file; a track that a report is to replace is a mistake.
            bail!("{}: is one of the files to be read; name another file for the report", name(&item.path));
        }
        let job = self.like.for_file(item.path, self.args.lang.as_ref());
        let _seat = self.room.enter(item.size);
        let clock = Clock::start(self.limit);
        let tools = Tools { clock: Some(&clock), ..self.tools };
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
        if clock.is_over() {
            let seconds = self.limit.unwrap_or_default().as_secs();
            let why = format!("{}: given up after {seconds} seconds (--timeout)", name(&job.path));
            return Shown::failed(self.args, &job.path, why);
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
