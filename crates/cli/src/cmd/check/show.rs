//! What a check says of one file, made where the file is checked: its share of every report.

use super::Ready;
use super::aside::Put;
use crate::args::{Check, ReportForm};
use crate::load::name;
use crate::render::html;
use crate::render::human::Human;
use crate::render::report::{Checked, FileReport, Summary, failed, file};
use crate::render::stream::Part;
use crate::render::tell;
use anyhow::Result;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::model::Track;
use tregua_qa::profile::RuleSet;

/// Findings of a file that are drawn where nothing is said.
const SHOWN: usize = 100;

/// A file's share of all reports, and what people see of it.
#[derive(Default)]
pub(super) struct Shown {
    /// One for each form of [`forms`], in their order.
    pub(super) parts: Vec<Part>,
    /// Why it could not be checked.
    pub(super) failed: Option<String>,
    /// Its name in reports.
    pub(super) path: String,
    pub(super) counts: Summary,
    /// Its findings, drawn.
    pub(super) drawn: String,
    /// The line that sums it up.
    pub(super) line: String,
    /// What of it does not count.
    pub(super) put: Put,
    /// The track as a page shows it.
    pub(super) page: Option<html::model::Track>,
    /// It was found in a folder, and holds no subtitles.
    pub(super) passed_over: bool,
    /// All that was found, where it is to be kept.
    pub(super) report: Option<Arc<FileReport>>,
}

impl Shown {
    /// Of a file that could not be checked.
    pub(super) fn failed(args: &Check, path: &Path, why: String) -> Result<Self> {
        Self::of(args, failed(path, why))
    }

    /// Of a file with its findings.
    pub(super) fn checked(
        args: &Check,
        ready: &Ready<'_>,
        track: &Track<'_>,
        found: &[Diagnostic],
        (rules, profile): (&RuleSet, &str),
    ) -> Result<Self> {
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
            true => (draw(args, ready, &report), Line::of(ready).said(&report)),
            false => (String::new(), String::new()),
        };
        Ok(Self { drawn, line, ..Self::of(args, report)? })
    }

    /// Of a file that was checked window by window, with what is drawn of it.
    pub(super) fn windowed(
        args: &Check,
        report: FileReport,
        mut drawn: String,
        line: &Line<'_>,
    ) -> Result<Self> {
        if !for_people(args) {
            return Self::of(args, report);
        }
        not_drawn(args, &name(line.path), report.findings.len(), &mut drawn);
        let line = line.said(&report);
        Ok(Self { drawn, line, ..Self::of(args, report)? })
    }

    /// Of a file that an earlier run has checked.
    pub(super) fn remembered(
        args: &Check,
        report: FileReport,
        counts: Summary,
        drawn: &str,
        line: &str,
    ) -> Result<Self> {
        let (drawn, line) = (drawn.to_owned(), line.to_owned());
        Ok(Self { counts, drawn, line, report: None, ..Self::of(args, report)? })
    }

    /// Of a file that holds no subtitles, and that nobody named.
    pub(super) fn passed_over() -> Self {
        Self { passed_over: true, ..Self::default() }
    }

    fn of(args: &Check, report: FileReport) -> Result<Self> {
        let report = Arc::new(report);
        let parts = forms(args).map(|form| Part::new(form, &report, args.fail_on.bar()));
        let parts: Vec<Part> = parts.filter_map(Result::transpose).collect::<Result<_>>()?;
        Ok(Self {
            parts,
            failed: report.failed.clone(),
            path: report.path.clone(),
            counts: Summary::of(&report.findings),
            report: Some(report),
            ..Self::default()
        })
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

/// The forms for programs that are asked for, in the order in which the reports are written.
pub(super) fn forms(args: &Check) -> impl Iterator<Item = ReportForm> {
    let all = std::iter::once(args.reporting.format).chain(args.reporting.reports.iter().map(|it| it.form));
    all.filter(|form| !matches!(form, ReportForm::Human | ReportForm::Html))
}

/// Whether a report for people is wanted.
fn for_people(args: &Check) -> bool {
    args.reporting.wants(ReportForm::Human)
}

fn draw(args: &Check, ready: &Ready<'_>, report: &FileReport) -> String {
    let mut out = String::new();
    let shown = name(&ready.job.path);
    let found = &report.findings;
    if !found.is_empty() {
        let human = Human::new(&shown, &ready.document, true);
        found.iter().take(limit(args)).for_each(|finding| human.finding(finding, &mut out));
    }
    not_drawn(args, &shown, found.len(), &mut out);
    out
}

/// How many findings of a file are drawn.
pub(super) fn limit(args: &Check) -> usize {
    match args.reporting.max_shown {
        None => SHOWN,
        Some(0) => usize::MAX,
        Some(n) => n,
    }
}

fn not_drawn(args: &Check, shown: &str, found: usize, out: &mut String) {
    if let Some(more) = found.checked_sub(limit(args)).filter(|n| *n > 0) {
        let _ = writeln!(out, "{}\n", tell!("not-shown", name = shown, n = more));
    }
}

/// What the line that sums a file up says beside its counts.
pub(super) struct Line<'l> {
    pub(super) path: &'l Path,
    pub(super) lang: Option<&'l Lang>,
    /// How the language was found, where nobody named it.
    pub(super) lang_note: &'l str,
}

impl<'l> Line<'l> {
    fn of(ready: &'l Ready<'_>) -> Self {
        Self { path: &ready.job.path, lang: ready.lang.as_ref(), lang_note: &ready.lang_note }
    }

    fn said(&self, report: &FileReport) -> String {
        let lang = self.lang.map_or_else(|| tell!("no-language"), Lang::canonical);
        let lang = match self.lang_note {
            "" => lang,
            note => tell!("by-text", language = lang, evidence = note),
        };
        tell!(
            "file",
            name = name(self.path),
            counts = words(Summary::of(&report.findings)),
            language = lang,
            profile = report.profile.as_deref().unwrap_or_default(),
            cues = tell!("cues", n = report.cues)
        )
    }
}

/// Counts in words.
pub(super) fn words(counts: Summary) -> String {
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
