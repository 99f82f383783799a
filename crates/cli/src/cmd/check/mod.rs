//! `tregua check`: find what is wrong, and mend what can be mended.

mod fix;
mod job;
mod progress;
mod shots;

use crate::Outcome;
use crate::args::{Check, Form};
use crate::load::{self, name};
use crate::open::{Known, Opened, decided, language_in, language_of, open, told};
use crate::render::{self, human::Human, json};
use anyhow::{Result, anyhow};
use job::{Job, Plan, RuleSets};
use progress::Progress;
use std::fmt::Write as _;
use tregua_parse::base::{Diagnostic, Lang, Severity};
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
    let progress = Progress::new(plan.jobs.len());
    let reports: Vec<FileReport> = if plan.together {
        check_together(args, &plan, &sets, &progress)
    } else {
        par::map(&plan.jobs, |job| {
            let one = std::slice::from_ref(job);
            let report = check_jobs(args, one, &plan, &sets).pop();
            progress.step();
            report.unwrap_or_default()
        })
    };
    progress.finish();
    show(args, reports)
}

fn check_together(args: &Check, plan: &Plan, sets: &RuleSets, progress: &Progress) -> Vec<FileReport> {
    let reports = check_jobs(args, &plan.jobs, plan, sets);
    reports.iter().for_each(|_| progress.step());
    reports
}

/// One file's report, ready to be shown.
#[derive(Default)]
struct FileReport {
    failed: Option<String>,
    /// Findings drawn for people.
    drawn: String,
    json: json::File,
    counts: Counts,
    line: String,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
}

impl Counts {
    fn of(found: &[Diagnostic]) -> Self {
        let level = |s: Severity| found.iter().filter(|d| d.severity == s).count();
        Self {
            errors: level(Severity::Error),
            warnings: level(Severity::Warning),
            infos: level(Severity::Info),
            fixable: found.iter().filter(|d| d.fix.is_some()).count(),
        }
    }

    fn words(self) -> String {
        let n = |n: usize, word: &str| (n > 0).then(|| render::count(n, word));
        let list: Vec<String> = [n(self.errors, "error"), n(self.warnings, "warning"), n(self.infos, "note")]
            .into_iter()
            .flatten()
            .collect();
        if list.is_empty() { "clean".to_owned() } else { list.join(", ") }
    }
}

/// A track that is ready to be checked.
struct Ready<'a> {
    job: &'a Job,
    format: &'static Format,
    document: Document<'a>,
    lang: Option<Lang>,
    lang_note: String,
}

/// Checks jobs together: each by itself, then all as a set where there are several.
fn check_jobs(args: &Check, jobs: &[Job], plan: &Plan, sets: &RuleSets) -> Vec<FileReport> {
    let read = par::map(jobs, |job| load::read(&job.path, &args.reading));
    let paired: Vec<_> = jobs.iter().zip(&read).collect();
    let ready = par::map(&paired, |(job, bytes)| match bytes {
        Ok(bytes) => prepare(job, bytes.bytes(), bytes.lang(), known(args, plan, job)),
        Err(error) => Err(anyhow!("{error:#}")),
    });
    let good: Vec<&Ready<'_>> = ready.iter().filter_map(|r| r.as_ref().ok()).collect();
    let tracks: Vec<Track<'_>> = par::map(&good, |r| format::lower(&r.document));
    let contexts: Vec<Context<'_>> = good
        .iter()
        .zip(&tracks)
        .map(|(r, track)| {
            Context::new(&r.document, track, r.lang.as_ref(), r.job.kind, plan.programme_of(r.job))
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
    let mut done = good.iter().zip(found).zip(&rules);
    ready
        .iter()
        .zip(jobs)
        .map(|(result, job)| match result {
            Err(error) => FileReport {
                failed: Some(format!("{error:#}")),
                json: json::File {
                    path: name(&job.path),
                    failed: Some(format!("{error:#}")),
                    ..json::File::default()
                },
                ..FileReport::default()
            },
            Ok(_) => match done.next() {
                Some(((ready, found), rules)) => {
                    report(args, ready, &found, &plan.profile_of(ready.job, rules))
                }
                None => FileReport::default(),
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
    Ok(Ready { job, format, document, lang, lang_note })
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

fn report(args: &Check, ready: &Ready<'_>, found: &[Diagnostic], profile: &str) -> FileReport {
    let shown = name(&ready.job.path);
    let counts = Counts::of(found);
    let lang = ready.lang.as_ref().map_or("language not known".to_owned(), |l| l.canonical());
    let guess = if ready.lang_note.is_empty() {
        String::new()
    } else {
        format!(" by its text ({})", ready.lang_note)
    };
    let line = format!(
        "{shown}: {} \u{2013} {lang}{guess}, profile {profile}, {}",
        counts.words(),
        render::count(ready.document.cues.len(), "cue")
    );
    let mut drawn = String::new();
    let mut json_file = json::File::default();
    match args.format {
        Form::Human => {
            let limit = if args.max_shown == 0 { usize::MAX } else { args.max_shown };
            if !found.is_empty() {
                let human = Human::new(&shown, &ready.document, true);
                found.iter().take(limit).for_each(|d| human.finding(d, &mut drawn));
            }
            if let Some(more) = found.len().checked_sub(limit).filter(|n| *n > 0) {
                let _ = writeln!(
                    drawn,
                    "{shown}: {more} more findings are not shown (--max-shown 0 shows all)\n"
                );
            }
        }
        Form::Json => {
            json_file = json::File {
                path: shown.clone(),
                failed: None,
                encoding: Some(ready.document.source.encoding().name()),
                language: ready.lang.as_ref().map(Lang::canonical),
                profile: Some(profile.to_owned()),
                cues: ready.document.cues.len(),
                findings: json::findings(&ready.document, found),
            };
        }
    }
    FileReport { failed: None, drawn, json: json_file, counts, line }
}

fn show(args: &Check, reports: Vec<FileReport>) -> Result<Outcome> {
    let mut summary = json::Summary { files: reports.len(), ..json::Summary::default() };
    for report in &reports {
        summary.failed += usize::from(report.failed.is_some());
        summary.errors += report.counts.errors;
        summary.warnings += report.counts.warnings;
        summary.infos += report.counts.infos;
        summary.fixable += report.counts.fixable;
    }
    let over = args.fail_on.bar().is_some_and(|bar| match bar {
        Severity::Error => summary.errors > 0,
        Severity::Warning => summary.errors + summary.warnings > 0,
        Severity::Info => summary.errors + summary.warnings + summary.infos > 0,
    });
    let outcome = if over { Outcome::Findings } else { Outcome::Clean };
    let outcome = if summary.failed > 0 { outcome.and(Outcome::Failed) } else { outcome };
    if args.format == Form::Json {
        for report in reports.iter().filter_map(|r| r.failed.as_ref()) {
            render::message("error", report);
        }
        let files = reports.into_iter().map(|r| r.json).collect();
        let text = serde_json::to_string_pretty(&json::Report { version: 1, files, summary })?;
        render::stdout(&format!("{text}\n"))?;
        return Ok(outcome);
    }
    let mut out = String::new();
    for report in &reports {
        out.push_str(&report.drawn);
    }
    for report in &reports {
        match &report.failed {
            Some(why) => render::message("error", why),
            None => {
                let _ = writeln!(out, "{}", render::plain(&report.line));
            }
        }
    }
    if reports.len() > 1 {
        let counts = Counts {
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            fixable: summary.fixable,
        };
        let failed = if summary.failed > 0 {
            format!(", {} could not be checked", summary.failed)
        } else {
            String::new()
        };
        let _ = writeln!(out, "{} files: {}{failed}", summary.files, counts.words());
    }
    if summary.fixable > 0 {
        let have = if summary.fixable == 1 { "has" } else { "have" };
        let what = render::count(summary.fixable, "finding");
        let _ =
            writeln!(out, "{what} {have} a fix: --fix --diff shows the safe ones, --unsafe-fixes --diff all");
    }
    render::stdout(&out)?;
    Ok(outcome)
}
