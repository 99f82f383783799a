//! What people and programs get to see. Nothing from a file reaches a terminal unescaped.

/// `tell!("cues", n = 3)`: one of the report's own texts, in the language of this run.
macro_rules! tell {
    ($part:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::render::words(
            &tregua_parse::base::Message::new("report", $part)$(.with(stringify!($name), $value))*
        )
    };
}
pub(crate) use tell;

mod checkstyle;
mod csv;
mod github;
mod gitlab;
pub(crate) mod html;
pub(crate) mod human;
pub(crate) mod json;
mod jsonl;
mod junit;
pub(crate) mod losses;
pub(crate) mod numbers;
pub(crate) mod report;
mod sarif;
pub(crate) mod stream;
#[cfg(test)]
mod tests;
mod xml;

use crate::Outcome;
use crate::args::ReportForm;
use crate::io::{Fault, STDOUT};
use anstyle::{AnsiColor, Style};
use anyhow::Result;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::OnceLock;
use tregua_parse::base::Message;
use tregua_qa::message::{Catalogue, MessageLanguage};
use unicode_width::UnicodeWidthStr;

static LANGUAGE: OnceLock<MessageLanguage> = OnceLock::new();

/// Settles the language that findings are told in; without it they are told in English.
pub(crate) fn speak(language: MessageLanguage) {
    let _ = LANGUAGE.set(language);
}

/// The language that findings are told in.
pub(crate) fn spoken() -> MessageLanguage {
    LANGUAGE.get().copied().unwrap_or_default()
}

/// A finding's message in the language of this run.
pub(crate) fn words(message: &Message) -> String {
    Catalogue::of(spoken()).say(message)
}

/// Whether bytes begin as a report of this form does, so that a report of an earlier run may be replaced unasked.
pub(crate) fn is_earlier(form: ReportForm, head: &[u8]) -> bool {
    let begins: &[&str] = match form {
        // Nothing tells it from any other text.
        ReportForm::Human => &[],
        ReportForm::Html => {
            const SIGN: &[u8] = b"<head><meta charset=\"utf-8\"><meta name=\"generator\" content=\"Tregua ";
            let ours = head.starts_with(b"<!DOCTYPE html>") && head.windows(SIGN.len()).any(|it| it == SIGN);
            return head.is_empty() || ours;
        }
        ReportForm::Json => &["{\n  \"version\": 1,\n  \"files\": ["],
        ReportForm::Jsonl => &["{\"type\":\"finding\"", "{\"type\":\"file\"", "{\"type\":\"summary\""],
        ReportForm::Sarif => &["{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\""],
        ReportForm::Junit => &["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tregua\""],
        ReportForm::Github => &[
            "::error file=",
            "::warning file=",
            "::notice file=",
            "::error title=",
            "::warning title=",
            "::notice title=",
        ],
        ReportForm::Gitlab => &["[]\n", "[\n  {\n    \"description\": "],
        ReportForm::Checkstyle => &["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version="],
        ReportForm::Csv => &[csv::HEAD],
    };
    head.is_empty() || begins.iter().any(|begin| head.starts_with(begin.as_bytes()))
}

/// Writes to standard output; a reader that has gone ends the program quietly.
pub(crate) fn stdout(text: &str) -> Result<Outcome> {
    printed(text).map(|_| Outcome::Clean)
}

/// Writes to standard output and says whether somebody still reads there.
pub(crate) fn printed(text: &str) -> Result<bool> {
    match anstream::stdout().lock().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Fault::cut_short(Path::new(STDOUT), &error).into()),
        Ok(()) => Ok(true),
    }
}

/// One line on standard error: `error: …`. Where standard error is gone there is nobody to tell.
pub(crate) fn message(level: &str, text: &str) {
    let colour = if level == "error" { AnsiColor::BrightRed } else { AnsiColor::Yellow };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let _ = writeln!(anstream::stderr(), "{style}{level}{style:#}: {}", plain(text));
}

/// The same for what a check has to say, in the language of this run.
pub(crate) fn warning(text: &str) {
    message(&tell!("warning"), text);
}

/// One line on standard error without a level.
pub(crate) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", plain(text));
}

/// `1 cue`, `2 cues`.
pub(crate) fn count(n: usize, word: &str) -> String {
    match (n, word) {
        (1, _) => format!("1 {word}"),
        (_, "loss") => format!("{n} losses"),
        (_, "oddity") => format!("{n} oddities"),
        (_, "fix") => format!("{n} fixes"),
        _ => format!("{n} {word}s"),
    }
}

/// A paragraph in lines of at most 80 columns, the first behind `first` and the others behind `rest`.
pub(crate) fn filled(text: &str, first: &str, rest: &str) -> String {
    const WIDTH: usize = 80;
    let mut out = first.to_owned();
    let mut column = first.width();
    let mut begun = false;
    for word in text.split_whitespace() {
        let width = word.width();
        if begun && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(rest);
            column = rest.width();
            if is_log_command(word, rest.trim().is_empty()) {
                out.push('\\');
            }
        } else if begun {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        begun = true;
    }
    out.push('\n');
    out
}

/// Control characters, direction marks and their kin as `\u{…}`, and so the first sign of what the log of a build would
/// take for a command; line ends stay.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Nothing but blanks since the line began.
    let mut begins = true;
    for (at, c) in text.char_indices() {
        if c != '\n' && is_dangerous(c) || is_log_command(text.get(at..).unwrap_or(""), begins) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
        begins = c == '\n' || begins && c.is_whitespace();
    }
    out
}

/// Whether this is a command to a build's runner: `::error::` at the beginning of a line, blanks before it left out, and
/// `##vso[`, `##[` and `##teamcity[` anywhere in it.
pub(crate) fn is_log_command(text: &str, begins: bool) -> bool {
    match text.as_bytes() {
        [b':', b':', ..] => begins,
        [b'#', b'#', rest @ ..] => {
            ["[", "vso[", "teamcity["].iter().any(|it| rest.starts_with(it.as_bytes()))
        }
        _ => false,
    }
}

/// Characters that steer a terminal or reverse what is read on it.
pub(crate) fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{feff}')
}
