//! A file's report as it is kept between runs: the same data in a form that can be read back.

use super::{Edit, FileReport, Finding, Fix, Label, Location, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use tregua_parse::base::{Applicability, Severity, Span};
use tregua_parse::format::by_name;
use tregua_parse::source::Encoding;
use tregua_qa::rules;

/// A file's report; names that the program knows are looked up when it is read.
#[derive(Serialize, Deserialize)]
pub(crate) struct Remembered {
    path: String,
    format: Option<String>,
    encoding: Option<String>,
    language: Option<String>,
    profile: Option<String>,
    bytes: usize,
    cues: usize,
    is_text: bool,
    /// Rules by their places in the manual: the program that reads this is the one that wrote it.
    ran: Vec<u16>,
    findings: Vec<One>,
}

#[derive(Serialize, Deserialize)]
struct One {
    rule: u16,
    severity: u8,
    message: String,
    place: At,
    cue: Option<u32>,
    cue_name: Option<String>,
    in_time: Option<String>,
    help: Option<String>,
    labels: Vec<(String, At)>,
    fix: Option<Mending>,
    fingerprint: String,
    key: String,
}

/// A fix: its title, how far it may be trusted, and its edits.
type Mending = (String, u8, Vec<(At, String)>);

/// A place: lines and columns, bytes, characters, the span, and whether a mark is part of it.
#[derive(Serialize, Deserialize)]
struct At([u32; 4], [u32; 2], [u32; 2], [u32; 2], bool);

impl Remembered {
    pub(crate) fn of(file: &FileReport) -> Self {
        let name = |name: Option<&str>| name.map(str::to_owned);
        Self {
            path: file.path.clone(),
            format: name(file.format),
            encoding: name(file.encoding),
            language: file.language.clone(),
            profile: file.profile.clone(),
            bytes: file.bytes,
            cues: file.cues,
            is_text: file.is_text,
            ran: file.ran.iter().map(|id| number(id)).collect(),
            findings: file.findings.iter().map(One::of).collect(),
        }
    }

    /// As bytes.
    pub(crate) fn write(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// Out of bytes; `None` where they are none of ours.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The report on the file of this name; `None` where it names something that this program does not know.
    pub(crate) fn report(self, path: &Path) -> Option<FileReport> {
        let format = match self.format {
            Some(name) => Some(by_name(&name)?.id),
            None => None,
        };
        let encoding = match self.encoding {
            Some(name) if name == Encoding::Bytes.name() => Some(Encoding::Bytes.name()),
            Some(name) => Some(Encoding::from_label(&name)?.name()),
            None => None,
        };
        Some(FileReport {
            path: self.path,
            location: Location::new(path, false),
            failed: None,
            format,
            encoding,
            language: self.language,
            profile: self.profile,
            bytes: self.bytes,
            cues: self.cues,
            findings: self.findings.into_iter().map(One::finding).collect::<Option<_>>()?,
            is_text: self.is_text,
            ran: self.ran.iter().map(|number| rule(*number)).collect::<Option<_>>()?,
        })
    }
}

/// The rules' ids, in the order of the manual.
fn ids() -> &'static [&'static str] {
    static IDS: OnceLock<Vec<&str>> = OnceLock::new();
    IDS.get_or_init(|| rules::ids().collect())
}

/// A rule's place; one that is not known has none that is read back.
fn number(id: &str) -> u16 {
    static PLACES: OnceLock<BTreeMap<&str, u16>> = OnceLock::new();
    let places = PLACES.get_or_init(|| ids().iter().copied().zip(0..).collect());
    places.get(id).copied().unwrap_or(u16::MAX)
}

fn rule(number: u16) -> Option<&'static str> {
    ids().get(usize::from(number)).copied()
}

impl One {
    fn of(it: &Finding) -> Self {
        let labels = it.labels.iter().map(|label| (label.message.clone(), At::of(&label.place)));
        let fix = it.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().map(|edit| (At::of(&edit.place), edit.text.clone()));
            (fix.title.clone(), fix.applicability as u8, edits.collect())
        });
        Self {
            rule: number(it.rule),
            severity: it.severity as u8,
            message: it.message.clone(),
            place: At::of(&it.place),
            cue: it.cue,
            cue_name: it.cue_name.clone(),
            in_time: it.in_time.clone(),
            help: it.help.clone(),
            labels: labels.collect(),
            fix,
            fingerprint: it.fingerprint.to_string(),
            key: it.key.to_string(),
        }
    }

    fn finding(self) -> Option<Finding> {
        let labels = self.labels.into_iter().map(|(message, at)| Label { message, place: at.place() });
        let fix = match self.fix {
            None => None,
            Some((title, applicability, edits)) => {
                let all = [Applicability::Safe, Applicability::Unsafe, Applicability::Display];
                let edits = edits.into_iter().map(|(at, text)| Edit { place: at.place(), text });
                let applicability = all.into_iter().find(|it| *it as u8 == applicability)?;
                Some(Fix { title, applicability, edits: edits.collect() })
            }
        };
        Some(Finding {
            rule: rule(self.rule)?,
            severity: [Severity::Error, Severity::Warning, Severity::Info]
                .into_iter()
                .find(|it| *it as u8 == self.severity)?,
            message: self.message,
            place: self.place.place(),
            cue: self.cue,
            cue_name: self.cue_name,
            in_time: self.in_time,
            help: self.help,
            labels: labels.collect(),
            fix,
            fingerprint: self.fingerprint.parse().ok()?,
            key: self.key.parse().ok()?,
        })
    }
}

impl At {
    fn of(it: &Place) -> Self {
        Self(
            [it.line, it.column, it.end_line, it.end_column],
            [it.byte_start, it.byte_end],
            [it.char_start, it.char_end],
            [it.span.start, it.span.end],
            it.with_mark,
        )
    }

    fn place(self) -> Place {
        let Self([line, column, end_line, end_column], bytes, chars, span, with_mark) = self;
        Place {
            line,
            column,
            end_line,
            end_column,
            byte_start: bytes[0],
            byte_end: bytes[1],
            char_start: chars[0],
            char_end: chars[1],
            span: Span { start: span[0], end: span[1] },
            with_mark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::sample;
    use super::*;

    #[test]
    fn a_report_comes_back_as_it_was() {
        let mut file = sample(&["a", "ә\u{0}b", ""], 5).files.remove(0);
        file.location = Location::new(Path::new("film.srt"), false);
        let bytes = Remembered::of(&file).write().unwrap();
        let back = Remembered::read(&bytes).unwrap().report(Path::new("film.srt")).unwrap();
        assert_eq!(format!("{back:?}"), format!("{file:?}"));
        for cut in 0..bytes.len() {
            assert!(Remembered::read(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
