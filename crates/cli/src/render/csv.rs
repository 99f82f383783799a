//! Findings as a table for spreadsheets, which take some texts for formulas.

use super::plain;
use super::report::FileReport;
use std::fmt::Write as _;

/// The columns. A byte order mark stands before them: without it Excel takes the file for the system's old encoding.
pub(super) const HEAD: &str = "\u{feff}path,line,column,end_line,end_column,cue,in_time,severity,rule,message,help,fix,applicability,fingerprint\r\n";

/// A file as rows: each finding, or that it could not be checked.
pub(super) fn part(file: &FileReport) -> String {
    let mut out = String::new();
    if let Some(why) = &file.failed {
        let (path, why) = (cell(&file.path), cell(why));
        let _ = write!(out, "{path},,,,,,,\"error\",\"tregua/unreadable\",{why},,,,\r\n");
    }
    for finding in &file.findings {
        let place = &finding.place;
        let _ = write!(out, "{},", cell(&file.path));
        let _ = match file.is_text {
            true => {
                write!(out, "{},{},{},{}", place.line, place.column, place.end_line, place.end_column)
            }
            false => write!(out, ",,,"),
        };
        let cue = finding.cue.map(|cue| cue.to_string()).unwrap_or_default();
        let fix = finding.fix.as_ref();
        let _ = write!(
            out,
            ",{cue},{},{},{},{},{},{},{},{}\r\n",
            optional(finding.in_time.as_deref()),
            cell(finding.severity.name()),
            cell(finding.rule),
            cell(&finding.message),
            optional(finding.help.as_deref()),
            optional(fix.map(|fix| fix.title.as_str())),
            optional(fix.map(|fix| fix.applicability.name())),
            cell(&finding.fingerprint.to_string()),
        );
    }
    out
}

fn optional(text: Option<&str>) -> String {
    text.map(cell).unwrap_or_default()
}

/// A text in quotes. A sign that a spreadsheet would take for the beginning of a formula gets an apostrophe before it: at
/// the beginning, and behind whatever another list separator, tab or line end would make the beginning of a cell.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 3);
    out.push('"');
    let mut begins = true;
    for c in plain(text).chars() {
        // A tab or CR would be one too, but is `\u{…}` by now. The last four are the same signs in full width.
        let formula = matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
        if begins && formula {
            out.push('\'');
        }
        begins = matches!(c, ',' | ';' | '|' | '\n') || begins && (c == ' ' || c == '"');
        out.push(c);
        if c == '"' {
            out.push('"');
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, want) in [
            ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
            ("- ¿Quién es?\n- Soy yo.", "\"'- ¿Quién es?\n'- Soy yo.\""),
            ("+1", "\"'+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"\\u{9}=1\""),
            ("＝1", "\"'＝1\""),
            (" \"=1", "\" \"\"'=1\""),
            ("a;=1", "\"a;'=1\""),
            ("a-b = c", "\"a-b = c\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ] {
            assert_eq!(cell(text), want, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_one_cell(text in ".*|[=+@,;\"'\\r\\n\\t \u{feff}-]*") {
            let row = format!("{},{}\r\n", cell(&text), cell("x"));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            proptest::prop_assert_eq!(rows.len(), 1);
            proptest::prop_assert_eq!(rows[0].len(), 2);
            let without = |text: &str| text.replace('\'', "");
            proptest::prop_assert_eq!(without(&rows[0][0]), without(&plain(&text)));
            let first = rows[0][0].trim_start().chars().next();
            proptest::prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')), "{:?}", first);
        }
    }
}
