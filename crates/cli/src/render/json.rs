//! Findings for programs: one JSON document, stable keys.

use super::report::{FileReport, VERSION};
use super::stream::End;
use super::{is_dangerous, is_log_command};
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;
use tregua_parse::time::{TICKS_PER_SECOND, Time};

/// Prints a page for programs.
pub(crate) fn page(page: &impl Serialize) -> Result<crate::Outcome> {
    super::stdout(&pretty(page)?)
}

/// A time as the JSON form of tracks spells it: `00:00:01.000`, with nine digits where milliseconds do not hold it, so
/// that the exact time can be read back.
pub(crate) fn clock(time: Time) -> String {
    let sign = if time.is_negative() { "-" } else { "" };
    let units = i128::from(time.ticks()).abs();
    let second = i128::from(TICKS_PER_SECOND);
    let (digits, part) = match Time::from_millis(time.to_millis()) == Some(time) {
        true => (3, 1000),
        false => (9, 1_000_000_000),
    };
    let whole = (units * part + second / 2) / second;
    let (seconds, rest) = (whole / part, whole % part);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{sign}{h:02}:{m:02}:{s:02}.{rest:0digits$}")
}

/// What stands before the files of a report.
pub(crate) const HEAD: &str = "{\n  \"version\": 1,\n  \"files\": [";
const _: () = assert!(VERSION == 1, "the head names the version");

/// A file of a report, set in by its depth in the document.
pub(super) fn part(file: &FileReport) -> Result<String> {
    indented(&serde_json::to_string_pretty(file)?, "    ")
}

/// What stands behind the files; `begun` says that there was one.
pub(super) fn foot(begun: bool, end: &End) -> Result<String> {
    let mut out = if begun { "\n  ],\n" } else { "],\n" }.to_owned();
    let summary = indented(&serde_json::to_string_pretty(&end.summary)?, "  ")?;
    let _ = write!(out, "  \"summary\": {}", summary.trim_start());
    if let Some(timings) = &end.timings {
        let timings = indented(&serde_json::to_string_pretty(timings)?, "  ")?;
        let _ = write!(out, ",\n  \"timings\": {}", timings.trim_start());
    }
    out.push_str("\n}\n");
    Ok(out)
}

/// Pretty JSON on lines of its own, set in. A line end in a text is an escape, so every line is one of the form's own.
pub(crate) fn indented(json: &str, by: &str) -> Result<String> {
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    for line in json.lines() {
        out.push('\n');
        out.push_str(by);
        out.push_str(line);
    }
    Ok(harmless(out))
}

/// A value as JSON in lines, with a line end.
pub(crate) fn pretty(value: &impl Serialize) -> Result<String> {
    Ok(harmless(serde_json::to_string_pretty(value)?) + "\n")
}

/// A value as JSON on one line, with a line end.
pub(super) fn line(value: &impl Serialize) -> Result<String> {
    Ok(harmless(serde_json::to_string(value)?) + "\n")
}

/// JSON with the same values and nothing that steers a terminal. Below U+0020 only its own line ends are left, and beyond
/// ASCII it has nothing but what stands in strings, so that every such character may be an escape.
fn harmless(json: String) -> String {
    let steers = |c: char| !c.is_ascii_control() && is_dangerous(c) || c == '\u{7f}';
    // The runner of a build looks for its commands in the middle of a line, too.
    let command = |at: usize| is_log_command(json.get(at..).unwrap_or(""), false);
    if !json.contains(steers) && !json.match_indices("##").any(|(at, _)| command(at)) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for (at, c) in json.char_indices() {
        if steers(c) || c == '#' && command(at) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_exact() {
        let time = |ticks: i64| clock(Time::from_ticks(ticks));
        assert_eq!(clock(Time::from_millis(-3_723_004).unwrap()), "-01:02:03.004");
        assert_eq!(time(TICKS_PER_SECOND / 24), "00:00:00.041666667");
        assert_eq!(time(-1), "-00:00:00.000000001");
        assert_eq!(time(i64::MIN), "-3631020:06:27.832732154");
    }

    proptest::proptest! {
        #[test]
        fn what_is_escaped_is_read_back(text in "\\PC*|[\\x00-\\x1f\\x7f-\\u{9f}\u{202e}\u{feff}\"\\\\a]*|.*") {
            let value = serde_json::json!({ "text": &text, "list": [&text, 1] });
            for json in [pretty(&value).unwrap(), line(&value).unwrap()] {
                let back: serde_json::Value = serde_json::from_str(&json).unwrap();
                proptest::prop_assert_eq!(&back, &value);
                proptest::prop_assert!(!json.contains(|c| c != '\n' && is_dangerous(c)), "{}", json);
            }
            proptest::prop_assert_eq!(line(&value).unwrap().matches('\n').count(), 1);
        }
    }
}
