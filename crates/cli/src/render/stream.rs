//! A report that is written file by file, so that a run over any number of files holds a few of them only.

use super::report::{FileReport, Summary};
use super::{checkstyle, csv, github, gitlab, json, jsonl, junit, sarif};
use crate::args::ReportForm;
use crate::timings::Table;
use anyhow::Result;
use std::sync::Arc;
use tregua_parse::base::Severity;

/// What a form makes of one file. It is made anywhere, and added in the order of the files.
#[derive(Debug)]
pub(crate) enum Part {
    /// A stretch of the report.
    Text(String),
    /// A suite, with what it adds to the totals, which stand at the head of that form.
    Suite(String, junit::Counts),
    /// The file itself: the form numbers files and rules over the whole run.
    Whole(Arc<FileReport>),
}

impl Part {
    /// A file's part; `None` in the forms for people. `bar` is the lowest severity that makes the run fail.
    pub(crate) fn new(
        form: ReportForm,
        file: &Arc<FileReport>,
        bar: Option<Severity>,
    ) -> Result<Option<Self>> {
        Ok(Some(match form {
            ReportForm::Human | ReportForm::Html => return Ok(None),
            ReportForm::Json => Self::Text(json::part(file)?),
            ReportForm::Jsonl => Self::Text(jsonl::part(file)?),
            ReportForm::Github => Self::Text(github::part(file)),
            ReportForm::Gitlab => Self::Text(gitlab::part(file)?),
            ReportForm::Checkstyle => Self::Text(checkstyle::part(file)),
            ReportForm::Csv => Self::Text(csv::part(file)),
            ReportForm::Junit => {
                let (suite, counts) = junit::part(file, bar);
                Self::Suite(suite, counts)
            }
            ReportForm::Sarif => Self::Whole(Arc::clone(file)),
        }))
    }
}

/// What is known when all files are through.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) summary: Summary,
    pub(crate) timings: Option<Table>,
}

/// A report on its way.
pub(crate) struct Stream {
    form: ReportForm,
    /// A part was written already.
    begun: bool,
    suites: junit::Suites,
    log: sarif::Collected,
}

impl Stream {
    /// A report in a form for programs; `None` for those for people, which are drawn of the tracks themselves.
    pub(crate) fn new(form: ReportForm) -> Option<Self> {
        if matches!(form, ReportForm::Human | ReportForm::Html) {
            return None;
        }
        Some(Self { form, begun: false, suites: junit::Suites::default(), log: sarif::Collected::new() })
    }

    /// What stands before the files.
    pub(crate) fn head(&self) -> &'static str {
        match self.form {
            ReportForm::Json => json::HEAD,
            ReportForm::Gitlab => "[",
            ReportForm::Checkstyle => checkstyle::HEAD,
            ReportForm::Csv => csv::HEAD,
            _ => "",
        }
    }

    /// What can be written now that this file's part is known; nothing where the form waits for the end.
    pub(crate) fn add(&mut self, part: Part) -> String {
        match part {
            Part::Text(text) if text.is_empty() => text,
            Part::Text(text) => {
                let joint = match self.form {
                    ReportForm::Json | ReportForm::Gitlab if self.begun => ",",
                    _ => "",
                };
                self.begun = true;
                if joint.is_empty() { text } else { format!("{joint}{text}") }
            }
            Part::Suite(text, counts) => {
                self.suites.add(&text, counts);
                String::new()
            }
            Part::Whole(file) => {
                self.log.add(&file);
                String::new()
            }
        }
    }

    /// What stands behind the files.
    pub(crate) fn foot(self, end: &End) -> Result<String> {
        Ok(match self.form {
            ReportForm::Json => json::foot(self.begun, end)?,
            ReportForm::Jsonl => jsonl::foot(end)?,
            ReportForm::Gitlab => if self.begun { "\n]\n" } else { "]\n" }.to_owned(),
            ReportForm::Checkstyle => checkstyle::FOOT.to_owned(),
            ReportForm::Junit => self.suites.document(),
            ReportForm::Sarif => self.log.document(end.summary.failed == 0)?,
            ReportForm::Human | ReportForm::Html | ReportForm::Github | ReportForm::Csv => String::new(),
        })
    }
}
