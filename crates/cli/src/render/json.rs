//! Findings for programs: one JSON document, stable keys.

use super::is_dangerous;
use super::report::Report;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write as _;

/// Prints a page for programs.
pub(crate) fn page(page: &impl Serialize) -> Result<crate::Outcome> {
    super::stdout(&pretty(page)?)
}

/// The report as one document.
pub(crate) fn report(report: &Report) -> Result<String> {
    pretty(report)
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
    if !json.contains(steers) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if steers(c) {
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
