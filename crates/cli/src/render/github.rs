//! Findings as commands that GitHub's runners turn into annotations.

use super::plain;
use super::report::{FileReport, Finding, Whence};
use std::fmt::Write as _;
use tregua_parse::base::Severity;

/// A file as lines, a command each.
pub(super) fn part(file: &FileReport) -> String {
    let mut out = String::new();
    if let Some(why) = &file.failed {
        let _ = writeln!(out, "::error file={},title=tregua::{}", property(&file.location.path), data(why));
    }
    for finding in &file.findings {
        command(file, finding, &mut out);
    }
    out
}

fn command(file: &FileReport, finding: &Finding, out: &mut String) {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let _ = write!(out, "::{level} {}", named(file));
    if file.has_lines() {
        let place = &finding.place;
        let _ = write!(out, "line={},endLine={},", place.line, place.end_line);
        // Columns are for one line only.
        if place.line == place.end_line {
            let _ = write!(out, "col={},endColumn={},", place.column, place.end_column);
        }
    }
    let mut text = file.said(finding);
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    let _ = writeln!(out, "title={}::{}", property(finding.rule), data(&text));
}

/// The property that names a file; the input stream has none.
fn named(file: &FileReport) -> String {
    match file.location.whence {
        Whence::Stdin => String::new(),
        Whence::File | Whence::Film => format!("file={},", property(&file.location.path)),
    }
}

/// Text behind the command. A line end in it would begin another command.
fn data(text: &str) -> String {
    plain(text).replace('%', "%25").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("100 %\n::error::a\r\u{1b}[0m"), "100 %25%0A\\u{3a}:error::a\\u{d}\\u{1b}[0m");
        assert_eq!(property("a,b::c"), "a%2Cb%3A%3Ac");
    }
}
