//! Findings as Checkstyle's XML, which many review tools read.

use super::report::{FileReport, Finding, Report};
use super::xml::{HEAD, attribute};
use std::fmt::Write as _;

/// The report as one document.
pub(crate) fn report(report: &Report) -> String {
    let mut out = format!("{HEAD}<checkstyle version=\"4.3\">\n");
    for file in &report.files {
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
    }
    out.push_str("</checkstyle>\n");
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
