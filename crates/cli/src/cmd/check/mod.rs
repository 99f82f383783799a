//! `tregua check`: find what is wrong, and mend what can be mended.

mod aside;
mod baseline;
mod fix;
pub(crate) mod job;
mod kept;
mod large;
mod many;
mod page;
mod paths;
mod ran;
mod reports;
mod shots;
mod show;
#[cfg(feature = "spell")]
mod spelling;
#[cfg(not(feature = "spell"))]
#[path = "no_spelling.rs"]
mod spelling;
mod watch;
mod windowed;

use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::catalogue::{Clock, Named, Progress};
use crate::io;
use crate::load::{self, Bytes};
use crate::open::{Known, Opened, decided, language_in, language_of, open_metered, told};
use crate::render::words;
use crate::timings::{Timings, part};
use anyhow::{Error, Result, anyhow};
use aside::{Aside, Put};
use job::{Job, Plan, RuleSets};
use reports::Reports;
use show::Shown;
use spelling::Speller;
use std::num::NonZeroUsize;
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::format::{self, Format};
use tregua_parse::model::Track;
use tregua_parse::source::Encoding;
use tregua_parse::syntax::Document;
use tregua_qa::check::{Context, LANGUAGE, Meter, check_metered, check_set_metered, sort};
use tregua_qa::par;
use tregua_qa::profile::RuleSet;

pub(crate) fn run(args: &Check) -> Result<Outcome> {
    if args.reporting.watch { watch::run(args, || once(args)) } else { once(args) }
}

/// Bytes of a film's tracks that one thread is done with before another would be of use: on two cores a second one takes
/// up to a fifth more of the processors' time for an eighth less of the reader's.
const FEW: u64 = 1 << 20;

fn once(args: &Check) -> Result<Outcome> {
    // A folder with a project is that project; all else that is no file is searched.
    let project = matches!(args.paths.as_slice(), [one] if one.is_dir() && job::is_project(one));
    if let Some(named) = Named::of(&args.paths, args.batch.follow_links)?.filter(|_| !project) {
        par::limit(args.batch.jobs);
        return many::run(args, named);
    }
    let timings = Timings::new(args.reporting.timings);
    let (ready, read) = io::traced(|| {
        let (plan, sets) = timings.measure(part::PROFILES, || {
            let plan = job::plan(&args.into())?;
            let sets = RuleSets::new(args, &plan, false)?;
            anyhow::Ok((plan, sets))
        })?;
        let speller = Speller::new(args, &plan)?;
        anyhow::Ok((plan, sets, speller))
    });
    let (plan, sets, speller) = ready?;
    paths::refuse(args, &plan, &read)?;
    // Whoever watches may have folders to go through the next time, which hand out work from threads of their own.
    if plan.jobs.len() > 1 && !args.reporting.watch {
        let alone = speller.is_none() && size(&plan.jobs).is_some_and(|bytes| bytes < FEW);
        par::share(args.batch.jobs.or(alone.then_some(NonZeroUsize::MIN)));
    } else {
        par::limit(args.batch.jobs);
    }
    let tools = Tools { sets: &sets, speller: speller.as_ref(), timings: &timings, clock: None };
    let aside = Aside::new(args, &plan)?;
    if args.fix || args.unsafe_fixes || args.diff {
        return fix::run(args, &plan, (tools, &aside));
    }
    let mut reports = Reports::new(args, false)?;
    let progress = Progress::new(plan.jobs.len());
    let shown: Vec<Result<Shown>> = if plan.together {
        check_together(args, &plan, tools, &aside, &progress)
    } else {
        par::map(&plan.jobs, |job| {
            let shown = check_one(args, job, &plan, tools, &aside);
            progress.step();
            shown
        })
    };
    progress.finish();
    for shown in shown {
        reports.add(shown?)?;
    }
    reports.finish(&plan, &aside, &timings)
}

fn check_together(
    args: &Check,
    plan: &Plan,
    tools: Tools<'_>,
    aside: &Aside,
    progress: &Progress,
) -> Vec<Result<Shown>> {
    let reports = check_jobs(args, &plan.jobs, plan, tools, aside);
    reports.iter().for_each(|_| progress.step());
    reports
}

/// What all files of a run are checked by.
#[derive(Clone, Copy)]
struct Tools<'t> {
    sets: &'t RuleSets,
    speller: Option<&'t Speller>,
    timings: &'t Timings,
    /// The time that a file may take.
    clock: Option<&'t Clock>,
}

/// Measures, and watches the clock.
impl Meter for Tools<'_> {
    fn measure<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        self.timings.measure(what, work)
    }

    fn is_on(&self) -> bool {
        self.timings.is_on()
    }

    fn is_over(&self) -> bool {
        self.clock.is_some_and(Clock::is_over)
    }
}

/// A track that is ready to be checked.
struct Ready<'a> {
    job: &'a Job,
    format: &'static Format,
    document: Document<'a>,
    lang: Option<Lang>,
    lang_note: String,
    /// It is a track inside a film.
    in_film: bool,
}

/// Bytes to be checked, and what is known of them beside what their job says.
struct Given<'b> {
    bytes: &'b [u8],
    lang: Option<Lang>,
    encoding: Option<Encoding>,
    /// They are a track inside a film.
    in_film: bool,
}

/// A checked track: its findings that count, and what was put aside.
struct Looked<'l, 'a, 'c> {
    ready: &'l Ready<'a>,
    context: &'l Context<'c>,
    rules: &'l RuleSet,
    found: Vec<Diagnostic>,
    put: Put,
}

/// How large files on this machine's disks are together; `None` where any is elsewhere, or inside another.
fn size(jobs: &[Job]) -> Option<u64> {
    let size = |job: &Job| std::fs::metadata(&job.path).ok().map(|meta| meta.len());
    jobs.iter().try_fold(0u64, |sum, job| Some(sum.saturating_add(size(job)?)))
}

/// Reads a file that stands for itself, and checks it.
fn check_one(args: &Check, job: &Job, plan: &Plan, tools: Tools<'_>, aside: &Aside) -> Result<Shown> {
    let large = if aside.is_idle(args) { large::check(args, job, plan, tools)? } else { None };
    if let Some(shown) = large {
        return Ok(shown);
    }
    let report = check_jobs(args, std::slice::from_ref(job), plan, tools, aside).pop();
    report.unwrap_or_else(|| Ok(Shown::default()))
}

/// Reads jobs and checks them together.
fn check_jobs(
    args: &Check,
    jobs: &[Job],
    plan: &Plan,
    tools: Tools<'_>,
    aside: &Aside,
) -> Vec<Result<Shown>> {
    let read =
        par::map(jobs, |job| tools.timings.measure(part::READING, || load::read(&job.path, &args.reading)));
    check_read(args, jobs, &read, plan, (tools, aside), &|_| false)
}

/// Checks together what was read. `passes` says of which failures nobody needs to hear.
fn check_read(
    args: &Check,
    jobs: &[Job],
    read: &[Result<Bytes>],
    plan: &Plan,
    (tools, aside): (Tools<'_>, &Aside),
    passes: &(dyn Fn(&Error) -> bool + Sync),
) -> Vec<Result<Shown>> {
    let given = read.iter().map(|read| match read {
        Ok(read) => {
            let in_film = matches!(read, Bytes::Track(_));
            Ok(Given { bytes: read.bytes(), lang: read.lang(), encoding: None, in_film })
        }
        Err(error) => Err(anyhow!("{error:#}")),
    });
    check_given(args, jobs, &given.collect::<Vec<_>>(), plan, (tools, aside), |job, looked| {
        let Looked { ready, context, rules, found, put } = match looked {
            Ok(looked) => looked,
            Err(why) if passes(why) => return Ok(Shown::passed_over()),
            Err(why) => return Shown::failed(args, &job.path, format!("{why:#}")),
        };
        let profile = plan.profile_of(ready.job, rules);
        let shown = tools.timings.measure(part::REPORTING, || {
            Shown::checked(args, ready, context.track, &found, (rules, &profile))
        })?;
        let shown = shown.with(put);
        if !args.reporting.wants(ReportForm::Html) {
            return Ok(shown);
        }
        let settings = tools.sets.settings(&rules.profile);
        Ok(shown.drawn(page::track(ready, context, &found, &profile, &settings)))
    })
}

/// Checks bytes together: each track by itself, then all as a set where there are several. What is made of each, or of
/// why it could not be checked, comes in the order of the jobs.
fn check_given<T>(
    args: &Check,
    jobs: &[Job],
    given: &[Result<Given<'_>>],
    plan: &Plan,
    (tools, aside): (Tools<'_>, &Aside),
    make: impl Fn(&Job, Result<Looked<'_, '_, '_>, &Error>) -> T,
) -> Vec<T> {
    let sets = tools.sets;
    let timings = tools.timings;
    let pairs: Vec<_> = jobs.iter().zip(given).collect();
    let ready = par::map(&pairs, |(job, given)| match given {
        Ok(given) => {
            let mut known = known(args, plan, job);
            known.encoding = given.encoding.or(known.encoding);
            let ready = prepare(job, given.bytes, given.lang.clone(), known, timings);
            ready.map(|ready| Ready { in_film: given.in_film, ..ready })
        }
        Err(error) => Err(anyhow!("{error:#}")),
    });
    let good: Vec<&Ready<'_>> = ready.iter().filter_map(|r| r.as_ref().ok()).collect();
    let tracks: Vec<Track<'_>> =
        par::map(&good, |r| timings.measure(part::LOWERING, || format::lower(&r.document)));
    let langs: Vec<Option<&Lang>> = good.iter().map(|r| r.lang.as_ref()).collect();
    let film = tools.speller.map(|speller| speller.film(&tracks, &langs));
    let film = film.as_ref();
    let lent = |nth: usize| move |word: &str| film.is_some_and(|film| film.lends(nth, word));
    let lent: Vec<_> = (0..good.len()).map(lent).collect();
    let spellings: Vec<_> = lent.iter().map(|lent| film.map(|film| film.spelling(lent))).collect();
    let names: Vec<_> = good.iter().map(|r| r.job.path.to_string_lossy()).collect();
    let contexts: Vec<Context<'_>> = good
        .iter()
        .zip(&tracks)
        .zip(spellings.iter().zip(&names))
        .map(|((r, track), (spelling, name))| {
            Context::new(&r.document, track, r.lang.as_ref(), r.job.kind, plan.programme_of(r.job))
                .with_spelling(spelling.as_ref())
                .named(name)
        })
        .collect();
    let rules: Vec<_> = good.iter().map(|r| sets.of(r.job, r.lang.as_ref())).collect();
    let work: Vec<usize> = (0..good.len()).collect();
    let mut found: Vec<Vec<Diagnostic>> = par::map(&work, |i| match (contexts.get(*i), rules.get(*i)) {
        (Some(context), Some(rules)) => check_metered(context, rules, &tools),
        _ => Vec::new(),
    });
    for (list, more) in found.iter_mut().zip(check_set_metered(&contexts, &rules, &tools)) {
        list.extend(more);
        sort(list);
    }
    // Tracks are looked at together by the rules of the first.
    let first = rules.first().copied().filter(|_| good.len() > 1);
    let mut done = good.iter().zip(&contexts).zip(found).zip(&rules);
    let each = ready.iter().zip(jobs).filter_map(|(result, job)| match result {
        Err(error) => Some(make(job, Err(error))),
        Ok(_) => done.next().map(|(((ready, context), found), rules)| {
            let ran = ran::ran(plan, tools, ready.lang.as_ref(), rules, first);
            let (found, put) = aside.sift(ready, context.track, ran, found);
            make(job, Ok(Looked { ready, context, rules, found, put }))
        }),
    });
    each.collect()
}

/// What is known about a job's file before it is read.
fn known<'j>(args: &Check, plan: &Plan, job: &'j Job) -> Known<'j> {
    let mut known = Known::new(&args.reading, job.lang.as_ref());
    known.encoding = job.encoding;
    known.reading.rate = plan.programme.frame_rate;
    known.reading.start = plan.programme.start;
    known
}

/// Opens a file and finds its language.
fn prepare<'a>(
    job: &'a Job,
    bytes: &'a [u8],
    in_film: Option<Lang>,
    known: Known<'_>,
    meter: &impl Meter,
) -> Result<Ready<'a>> {
    let Opened { document, format, .. } = open_metered(&job.path, bytes, known, meter)?;
    decided(&job.path, &document.source)?;
    let (lang, lang_note) = match job.lang.clone().or(in_film) {
        Some(lang) => (Some(lang), String::new()),
        None => meter.measure(LANGUAGE, || by_track(&format::lower(&document))),
    };
    Ok(Ready { job, format, document, lang, lang_note, in_film: false })
}

/// The language a track names itself or, with the evidence, that of its text.
pub(crate) fn by_track(track: &Track<'_>) -> (Option<Lang>, String) {
    match language_in(track) {
        Some(lang) => (Some(lang), String::new()),
        None => {
            let verdict = language_of(track);
            (told(&verdict), words(&verdict.evidence.message()))
        }
    }
}
