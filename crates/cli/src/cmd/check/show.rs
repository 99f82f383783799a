//! What a check says: the report on standard output, and in files.

use super::aside::{Aside, Put};
use super::job::Plan;
use super::{Ready, page};
use crate::Outcome;
use crate::args::{Check, ReportForm};
use crate::io::{self, Output, Target};
use crate::load::{self, name};
use crate::render::html;
use crate::render::human::Human;
use crate::render::report::{Checked, FileReport, Report, Summary, failed, file};
use crate::render::{self, machine, tell};
use crate::timings::Timings;
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::path::Path;
use tregua_parse::base::{Diagnostic, Lang, Severity};
use tregua_parse::model::Track;
use tregua_qa::profile::RuleSet;

/// Findings of a file that are drawn where nothing is said.
const SHOWN: usize = 100;

/// Bytes that tell whose report a file is.
const HEAD: u64 = 256;

/// A file's report, and what people see of it.
#[derive(Default)]
pub(super) struct Shown {
    report: FileReport,
    /// Its findings, drawn.
    drawn: String,
    /// The line that sums it up.
    line: String,
    /// What of it does not count.
    put: Put,
    /// The track as a page shows it.
    page: Option<html::model::Track>,
}

impl Shown {
    /// Of a file that could not be checked.
    pub(super) fn failed(path: &Path, why: String) -> Self {
        Self { report: failed(path, why), ..Self::default() }
    }

    /// Of a file with its findings.
    pub(super) fn checked(
        args: &Check,
        ready: &Ready<'_>,
        track: &Track<'_>,
        found: &[Diagnostic],
        (rules, profile): (&RuleSet, &str),
    ) -> Self {
        let checked = Checked {
            path: &ready.job.path,
            in_film: ready.in_film,
            document: &ready.document,
            track,
            lang: ready.lang.as_ref(),
            rules,
            profile,
        };
        let report = file(&checked, found);
        let (drawn, line) = match for_people(args) {
            true => (draw(args, ready, &report), line(ready, &report)),
            false => (String::new(), String::new()),
        };
        Self { report, drawn, line, ..Self::default() }
    }

    /// With the track for a page.
    pub(super) fn drawn(self, page: html::model::Track) -> Self {
        Self { page: Some(page), ..self }
    }

    /// With what was put aside.
    pub(super) fn with(self, put: Put) -> Self {
        Self { put, ..self }
    }
}

/// Whether a report for people is wanted.
fn for_people(args: &Check) -> bool {
    let reporting = &args.reporting;
    reporting.format == ReportForm::Human || reporting.reports.iter().any(|it| it.form == ReportForm::Human)
}

fn draw(args: &Check, ready: &Ready<'_>, report: &FileReport) -> String {
    let mut out = String::new();
    let shown = name(&ready.job.path);
    let found = &report.findings;
    let limit = match args.reporting.max_shown {
        None => SHOWN,
        Some(0) => usize::MAX,
        Some(n) => n,
    };
    if !found.is_empty() {
        let human = Human::new(&shown, &ready.document, true);
        found.iter().take(limit).for_each(|finding| human.finding(finding, &mut out));
    }
    if let Some(more) = found.len().checked_sub(limit).filter(|n| *n > 0) {
        let _ = writeln!(out, "{}\n", tell!("not-shown", name = shown.as_str(), n = more));
    }
    out
}

fn line(ready: &Ready<'_>, report: &FileReport) -> String {
    let lang = ready.lang.as_ref().map_or_else(|| tell!("no-language"), Lang::canonical);
    let lang = match ready.lang_note.as_str() {
        "" => lang,
        note => tell!("by-text", language = lang, evidence = note),
    };
    tell!(
        "file",
        name = name(&ready.job.path),
        counts = words(Summary::of(&report.findings)),
        language = lang,
        profile = report.profile.as_deref().unwrap_or_default(),
        cues = tell!("cues", n = report.cues)
    )
}

fn words(counts: Summary) -> String {
    let Summary { errors, warnings, infos, .. } = counts;
    let mut list = Vec::new();
    if errors > 0 {
        list.push(tell!("errors", n = errors));
    }
    if warnings > 0 {
        list.push(tell!("warnings", n = warnings));
    }
    if infos > 0 {
        list.push(tell!("notes", n = infos));
    }
    if list.is_empty() { tell!("clean") } else { list.join(", ") }
}

/// Report files that may be written. Looked at before the work, so that nobody waits for a refusal.
pub(super) struct Files<'a> {
    all: Vec<(ReportForm, &'a Path, bool)>,
    /// The form of standard output, where it is not `--output`'s.
    stdout: bool,
}

impl<'a> Files<'a> {
    pub(super) fn new(args: &'a Check) -> Result<Self> {
        let reporting = &args.reporting;
        let output = reporting.output.as_deref().filter(|path| *path != Path::new("-"));
        let first = output.map(|path| (reporting.format, path));
        let others = reporting.reports.iter().map(|it| (it.form, it.path.as_path()));
        let mut all = Vec::new();
        for (form, path) in first.into_iter().chain(others) {
            let may = reporting.overwrite
                || match io::head(path, HEAD) {
                    Some(head) if !render::is_earlier(form, &head) => bail!(
                        "{}: exists already and holds no earlier report of this form; replace it with --overwrite, or name another file",
                        name(path)
                    ),
                    there => there.is_some(),
                };
            all.push((form, path, may));
        }
        Ok(Self { all, stdout: output.is_none() })
    }

    fn write(&self, report: &Report, human: &str, page: &str) -> Result<()> {
        let texts = self.all.iter().map(|(form, ..)| {
            if *form == ReportForm::Html {
                return Ok(page.to_owned());
            }
            let text = machine(*form, report)?;
            Ok(text.unwrap_or_else(|| anstream::adapter::strip_str(human).to_string()))
        });
        let texts = texts.collect::<Result<Vec<String>>>()?;
        let outputs: Vec<Output<'_>> = self
            .all
            .iter()
            .zip(&texts)
            .map(|((_, path, overwrite), text)| Output {
                target: Target::Create { path, overwrite: *overwrite },
                bytes: text.as_bytes(),
            })
            .collect();
        let written = io::write_all(&[], &outputs)?;
        load::mention_left(&written);
        Ok(())
    }
}

pub(super) fn show(
    args: &Check,
    plan: &Plan,
    all: Vec<Shown>,
    files: &Files<'_>,
    aside: &Aside,
    timings: &Timings,
) -> Result<Outcome> {
    aside.finish(args, &all.iter().map(|shown| &shown.put).collect::<Vec<_>>())?;
    let mut people = String::new();
    let (mut lines, mut reports, mut tracks) = (Vec::new(), Vec::new(), Vec::new());
    for shown in all {
        people.push_str(&shown.drawn);
        lines.push(shown.line);
        tracks.extend(shown.page);
        reports.push(shown.report);
    }
    let report = Report { timings: timings.table(), ..Report::new(reports, args.fail_on.bar()) };
    for why in report.files.iter().filter_map(|file| file.failed.as_ref()) {
        render::message("error", why);
    }
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let _ = writeln!(people, "{}", render::plain(line));
    }
    people.push_str(&sum(report.summary));
    let page = if args.reporting.wants(ReportForm::Html) {
        let failed = report
            .files
            .iter()
            .filter_map(|file| file.failed.as_ref().map(|why| page::failed(Path::new(&file.path), why)));
        let input = page::input(plan, tracks, failed.collect(), args.reporting.max_shown);
        html::page(&input, render::spoken())
    } else {
        String::new()
    };
    if files.stdout {
        let text = match args.reporting.format {
            ReportForm::Html => Some(page.clone()),
            form => machine(form, &report)?,
        };
        render::stdout(text.as_deref().unwrap_or(&people))?;
    }
    if !files.all.is_empty() {
        files.write(&report, &people, &page)?;
    }
    if !matches!(args.reporting.format, ReportForm::Json | ReportForm::Jsonl)
        && let Some(table) = timings.table()
    {
        render::note(table.lines().trim_end());
    }
    let outcome = outcome(&report);
    // Who writes a baseline says that these findings are known.
    let known = args.write_baseline.is_some() && outcome == Outcome::Findings;
    Ok(if known { Outcome::Clean } else { outcome })
}

/// The last lines for people.
fn sum(summary: Summary) -> String {
    let mut out = String::new();
    if summary.files > 1 {
        let failed = match summary.failed {
            0 => String::new(),
            n => format!(", {}", tell!("failed", n = n)),
        };
        let files = tell!("files", n = summary.files, counts = words(summary));
        let _ = writeln!(out, "{files}{failed}");
    }
    if summary.fixable > 0 {
        let _ = writeln!(out, "{}", tell!("fixable", n = summary.fixable));
    }
    out
}

fn outcome(report: &Report) -> Outcome {
    let Summary { errors, warnings, infos, failed, .. } = report.summary;
    let over = report.bar.is_some_and(|bar| match bar {
        Severity::Error => errors > 0,
        Severity::Warning => errors + warnings > 0,
        Severity::Info => errors + warnings + infos > 0,
    });
    let outcome = if over { Outcome::Findings } else { Outcome::Clean };
    if failed > 0 { outcome.and(Outcome::Failed) } else { outcome }
}
