//! How a check reports: in which form, and where to.

use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(ClapArgs, Debug)]
pub(crate) struct Reporting {
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = ReportForm::Human, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(crate) format: ReportForm,
    /// Write the report to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(crate) output: Option<PathBuf>,
    /// Write a report in this form to this file besides; may be given several times (--report sarif=tregua.sarif).
    #[arg(
        long = "report",
        value_name = "FORM=FILE",
        value_parser = form_and_file,
        conflicts_with_all = ["fix", "unsafe_fixes", "diff"]
    )]
    pub(crate) reports: Vec<ReportFile>,
    /// Replace report files that exist, whatever they hold; an earlier report of the same form is replaced unasked.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Show at most this many findings: of a file (100 where nothing is said), in HTML of all files together (1000,
    /// the gravest first); 0 shows all. Only for people; the other forms have all.
    #[arg(long, value_name = "N")]
    pub(crate) max_shown: Option<usize>,
    /// Tell what the time was spent on, rule by rule: on standard error, and in the report's JSON.
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(crate) timings: bool,
    /// Check again whenever a file changes that was read, the project and profiles among them. Ctrl-C ends it, with the
    /// exit code of the last check.
    #[arg(long)]
    pub(crate) watch: bool,
}

impl Reporting {
    /// Whether a report in this form is asked for.
    pub(crate) fn wants(&self, form: ReportForm) -> bool {
        self.format == form || self.reports.iter().any(|it| it.form == form)
    }
}

/// A form of the report on a check.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq, Debug)]
pub(crate) enum ReportForm {
    /// For people.
    Human,
    /// For programs: one document.
    Json,
    /// For programs: an object a line.
    Jsonl,
    /// For code scanning and editors: SARIF 2.1.0.
    Sarif,
    /// For test reports: JUnit's XML.
    Junit,
    /// For the log of a GitHub workflow, which makes annotations of it.
    Github,
    /// For GitLab's Code Quality.
    Gitlab,
    /// For review tools: Checkstyle's XML.
    Checkstyle,
    /// For spreadsheets.
    Csv,
    /// For clients: one page, complete in itself.
    Html,
}

/// A report in a form of its own, for a file.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    pub(crate) form: ReportForm,
    pub(crate) path: PathBuf,
}

fn form_and_file(text: &str) -> Result<ReportFile, String> {
    let (form, path) =
        text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or("write it as FORM=FILE")?;
    let form = ReportForm::from_str(form, true).map_err(|_| {
        let names = ReportForm::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names.map(|it| it.get_name().to_owned()).collect();
        format!("there is no form \u{201c}{form}\u{201d} (there are {})", names.join(", "))
    })?;
    if path == "-" {
        return Err("standard output has --format; name a file".to_owned());
    }
    Ok(ReportFile { form, path: PathBuf::from(path) })
}
