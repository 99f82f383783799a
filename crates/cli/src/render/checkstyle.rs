//! Findings as Checkstyle's XML, which many review tools read.

use super::report::{FileReport, Finding};
use super::xml::attribute;
use std::fmt::Write as _;

/// What stands before the files.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// What stands behind them.
pub(super) const FOOT: &str = "</checkstyle>\n";

/// A file with its findings.
pub(super) fn part(file: &FileReport) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "  <file name=\"{}\">", attribute(&file.location.path));
    if let Some(why) = &file.failed {
        let _ = writeln!(
            out,
            "    <error severity=\"error\" message=\"{}\" source=\"tregua.unreadable\"/>",
            attribute(why)
        );
    }
    for finding in &file.findings {
        error(file, finding, &mut out);
    }
    out.push_str("  </file>\n");
    out
}

fn error(file: &FileReport, finding: &Finding, out: &mut String) {
    out.push_str("    <error ");
    if file.has_lines() {
        let _ = write!(out, "line=\"{}\" column=\"{}\" ", finding.place.line, finding.place.column);
    }
    let _ = writeln!(
        out,
        "severity=\"{}\" message=\"{}\" source=\"tregua.{}\"/>",
        finding.severity.name(),
        attribute(&file.said(finding)),
        attribute(&finding.rule.replace('/', "."))
    );
}
