//! `tregua check`: find what is wrong, and mend what can be mended.

mod aside;
mod fix;
mod job;
mod page;
mod progress;
mod shots;
mod show;

use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::load::{self, Bytes};
use crate::open::{Known, Opened, decided, language_in, language_of, open, told};
use anyhow::{Result, anyhow};
use aside::Aside;
use job::{Job, Plan, RuleSets};
use progress::Progress;
use show::{Files, Shown, show};
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::format::{self, Format};
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_qa::check::{Context, check, check_set, sort};
use tregua_qa::par;

pub(crate) fn run(args: &Check) -> Result<Outcome> {
    let plan = job::plan(args)?;
    let sets = RuleSets::new(args, &plan)?;
    if args.fix || args.unsafe_fixes || args.diff {
        return fix::run(args, &plan, &sets);
    }
    let files = Files::new(args, &plan)?;
    let aside = Aside::new(args, plan.waivers.clone())?;
    let progress = Progress::new(plan.jobs.len());
    let reports: Vec<Shown> = if plan.together {
        check_together(args, &plan, &sets, &aside, &progress)
    } else {
        par::map(&plan.jobs, |job| {
            let one = std::slice::from_ref(job);
            let report = check_jobs(args, one, &plan, &sets, &aside).pop();
            progress.step();
            report.unwrap_or_default()
        })
    };
    progress.finish();
    show(args, &plan, reports, &files, &aside)
}

fn check_together(
    args: &Check,
    plan: &Plan,
    sets: &RuleSets,
    aside: &Aside,
    progress: &Progress,
) -> Vec<Shown> {
    let reports = check_jobs(args, &plan.jobs, plan, sets, aside);
    reports.iter().for_each(|_| progress.step());
    reports
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

/// Checks jobs together: each by itself, then all as a set where there are several.
fn check_jobs(args: &Check, jobs: &[Job], plan: &Plan, sets: &RuleSets, aside: &Aside) -> Vec<Shown> {
    let read = par::map(jobs, |job| load::read(&job.path, &args.reading));
    let paired: Vec<_> = jobs.iter().zip(&read).collect();
    let ready = par::map(&paired, |(job, bytes)| match bytes {
        Ok(bytes) => {
            let ready = prepare(job, bytes.bytes(), bytes.lang(), known(args, plan, job));
            ready.map(|ready| Ready { in_film: matches!(bytes, Bytes::Track(_)), ..ready })
        }
        Err(error) => Err(anyhow!("{error:#}")),
    });
    let good: Vec<&Ready<'_>> = ready.iter().filter_map(|r| r.as_ref().ok()).collect();
    let tracks: Vec<Track<'_>> = par::map(&good, |r| format::lower(&r.document));
    let names: Vec<_> = good.iter().map(|r| r.job.path.to_string_lossy()).collect();
    let contexts: Vec<Context<'_>> = good
        .iter()
        .zip(&tracks)
        .zip(&names)
        .map(|((r, track), name)| {
            Context::new(&r.document, track, r.lang.as_ref(), r.job.kind, plan.programme_of(r.job))
                .named(name)
        })
        .collect();
    let rules: Vec<_> = good.iter().map(|r| sets.of(r.job, r.lang.as_ref())).collect();
    let work: Vec<usize> = (0..good.len()).collect();
    let mut found: Vec<Vec<Diagnostic>> = par::map(&work, |i| match (contexts.get(*i), rules.get(*i)) {
        (Some(context), Some(rules)) => check(context, rules),
        _ => Vec::new(),
    });
    for (list, more) in found.iter_mut().zip(check_set(&contexts, &rules)) {
        list.extend(more);
        sort(list);
    }
    let mut done = good.iter().zip(&contexts).zip(found).zip(&rules);
    ready
        .iter()
        .zip(jobs)
        .map(|(result, job)| match result {
            Err(error) => Shown::failed(&job.path, format!("{error:#}")),
            Ok(_) => match done.next() {
                Some((((ready, context), found), rules)) => {
                    let profile = plan.profile_of(ready.job, rules);
                    let (found, put) = aside.sift(ready, context.track, found);
                    let shown =
                        Shown::checked(args, ready, context.track, &found, (rules, &profile)).with(put);
                    if !args.reporting.wants(ReportForm::Html) {
                        return shown;
                    }
                    shown.drawn(page::track(ready, context, &found, &profile, &sets.settings(&rules.profile)))
                }
                None => Shown::default(),
            },
        })
        .collect()
}

/// What is known about a job's file before it is read.
fn known<'j>(args: &Check, plan: &Plan, job: &'j Job) -> Known<'j> {
    let mut known = Known::new(&args.reading, job.lang.as_ref());
    known.encoding = job.encoding;
    known.reading.rate = plan.programme.frame_rate;
    known.reading.start = known.reading.start.or(plan.programme.start);
    known
}

/// Opens a file and finds its language.
fn prepare<'a>(job: &'a Job, bytes: &'a [u8], in_film: Option<Lang>, known: Known<'_>) -> Result<Ready<'a>> {
    let Opened { document, format, .. } = open(&job.path, bytes, known)?;
    decided(&job.path, &document.source)?;
    let (lang, lang_note) = match job.lang.clone().or(in_film) {
        Some(lang) => (Some(lang), String::new()),
        None => by_track(&format::lower(&document)),
    };
    Ok(Ready { job, format, document, lang, lang_note, in_film: false })
}

/// The language a track names itself or, with the evidence, that of its text.
fn by_track(track: &Track<'_>) -> (Option<Lang>, String) {
    match language_in(track) {
        Some(lang) => (Some(lang), String::new()),
        None => {
            let verdict = language_of(track);
            (told(&verdict), verdict.evidence.to_string())
        }
    }
}
