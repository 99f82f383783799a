//! Findings as JUnit's XML: a suite for each file, a case for each rule that looked at it.

use super::report::{FileReport, Finding};
use super::xml::{HEAD, attribute, escaped};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tregua_parse::base::Severity;

/// The suites of a report, until their totals are known.
#[derive(Default)]
pub(super) struct Suites {
    text: String,
    total: Counts,
}

impl Suites {
    pub(super) fn add(&mut self, suite: &str, counts: Counts) {
        self.text.push_str(suite);
        self.total.add(counts);
    }

    /// The report. There is no time and no host in it: the same files give the same bytes.
    pub(super) fn document(&self) -> String {
        let Counts { tests, failures, errors } = self.total;
        let suites = &self.text;
        format!(
            "{HEAD}<testsuites name=\"tregua\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>\n"
        )
    }
}

/// What a suite adds to the totals.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
    }
}

/// A file's suite.
pub(super) fn part(file: &FileReport, bar: Option<Severity>) -> (String, Counts) {
    let mut out = String::new();
    let mut body = String::new();
    // Some readers take what is before the last dot for a package.
    let class = attribute(&file.path.replace('.', "_"));
    let counts = match &file.failed {
        Some(why) => {
            let _ = write!(
                body,
                "    <testcase classname=\"{class}\" name=\"tregua/readable\">\n      <error type=\"unreadable\" message=\"{}\">{}</error>\n    </testcase>\n",
                attribute(why),
                escaped(why)
            );
            Counts { tests: 1, failures: 0, errors: 1 }
        }
        None => cases(bar, file, &class, &mut body),
    };
    let Counts { tests, failures, errors } = counts;
    let name = attribute(&file.path);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" file=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\">",
        attribute(&file.location.path)
    );
    let known = [
        ("format", file.format),
        ("encoding", file.encoding),
        ("language", file.language.as_deref()),
        ("profile", file.profile.as_deref()),
    ];
    if known.iter().any(|(_, value)| value.is_some()) {
        out.push_str("    <properties>\n");
        for (name, value) in known.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            let _ = writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", attribute(value));
        }
        out.push_str("    </properties>\n");
    }
    out.push_str(&body);
    out.push_str("  </testsuite>\n");
    (out, counts)
}

fn cases(bar: Option<Severity>, file: &FileReport, class: &str, out: &mut String) -> Counts {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &file.findings {
        by_rule.entry(finding.rule).or_default().push(finding);
    }
    let mut counts = Counts::default();
    let mut case = |rule: &str, found: &[&Finding]| {
        let (failing, others): (Vec<&Finding>, Vec<&Finding>) =
            found.iter().copied().partition(|finding| bar.is_some_and(|bar| finding.severity >= bar));
        counts.tests += 1;
        counts.failures += usize::from(!failing.is_empty());
        let _ = write!(out, "    <testcase classname=\"{class}\" name=\"{}\"", attribute(rule));
        if found.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push_str(">\n");
        if let [first, more @ ..] = failing.as_slice() {
            let rest = if more.is_empty() { String::new() } else { format!(" (and {} more)", more.len()) };
            let _ = writeln!(
                out,
                "      <failure type=\"{}\" message=\"{}{rest}\">{}</failure>",
                first.severity.name(),
                attribute(&first.said()),
                escaped(&list(file, &failing))
            );
        }
        if !others.is_empty() {
            let _ = writeln!(out, "      <system-out>{}</system-out>", escaped(&list(file, &others)));
        }
        out.push_str("    </testcase>\n");
    };
    for rule in &file.ran {
        let found = by_rule.remove(rule).unwrap_or_default();
        case(rule, &found);
    }
    // A rule of the whole set runs as the first track's profile says, and may find something in any.
    for (rule, found) in by_rule {
        case(rule, &found);
    }
    counts
}

/// Findings as lines.
fn list(file: &FileReport, found: &[&Finding]) -> String {
    let mut out = String::new();
    for finding in found {
        let place = match file.is_text {
            true => format!("{}:{}", finding.place.line, finding.place.column),
            false => format!("byte {}", finding.place.byte_start),
        };
        let (level, said) = (finding.severity.name(), finding.said());
        let _ = write!(out, "\n{}:{place}: {level}: {said}", file.path);
        if let Some(help) = &finding.help {
            let _ = write!(out, "\n    help: {help}");
        }
        if let Some(fix) = &finding.fix {
            let _ = write!(out, "\n    fix: {} ({})", fix.title, fix.applicability.name());
        }
    }
    out.push('\n');
    out
}
