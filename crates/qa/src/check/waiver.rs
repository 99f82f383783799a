//! Waivers: findings that somebody has looked at and lets stand, with the reason.

use crate::rules;
use serde::Deserialize;
use std::fmt;
use tregua_parse::base::Diagnostic;
use tregua_parse::model::Track;
use tregua_parse::syntax::Document;
use tregua_parse::time::{Time, parse_signed};

/// A waiver of a project file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiver {
    /// A rule's id or a group (`timing`).
    pub rule: String,
    /// The track's file as the project names it, or its language; all tracks where it is not said.
    pub track: Option<String>,
    /// Where.
    pub place: Place,
    /// Why. Never empty.
    pub reason: String,
    /// The last day it holds.
    pub expires: Option<Day>,
}

/// The cues a waiver is about. A finding that belongs to no cue is waived only by `Everywhere`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// All of them.
    Everywhere,
    /// The cues from one counter to another, as they are written; places, counted from 1, where cues have no counters.
    Cues(u64, u64),
    /// The cues that are on screen between two times.
    Times(Time, Time),
    /// The cues whose shown text holds these words.
    Text(String),
}

/// A day: year, month and day of the month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub u16, pub u8, pub u8);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

/// A waiver as a project file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Raw {
    rule: String,
    track: Option<String>,
    cue: Option<Number>,
    time: Option<String>,
    text: Option<String>,
    reason: String,
    expires: Option<toml::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    One(u64),
    Range(String),
}

impl Raw {
    /// The waiver, or what is wrong with it.
    pub(crate) fn read(self) -> Result<Waiver, String> {
        let known =
            |id: &str| id == self.rule || id.strip_prefix(&self.rule).is_some_and(|r| r.starts_with('/'));
        if !rules::ids().any(known) {
            return Err(format!(
                "there is no rule or group \u{201c}{}\u{201d}; `tregua rules` lists them",
                self.rule
            ));
        }
        if self.reason.trim().is_empty() {
            return Err("`reason` must say why the finding may stand".to_owned());
        }
        let place = match (self.cue, self.time, self.text) {
            (None, None, None) => Place::Everywhere,
            (Some(Number::One(n)), None, None) => Place::Cues(n, n),
            (Some(Number::Range(text)), None, None) => {
                let pair = range(&text, |n| n.parse::<u64>().ok());
                let (from, to) = pair.ok_or("`cue` must be a number, or two as in \"12-15\"")?;
                Place::Cues(from, to)
            }
            (None, Some(text), None) => {
                let pair = range(&text, |time| parse_signed(time).ok());
                let (from, to) = pair.ok_or("`time` must be two times as in \"00:10:00-00:12:30\"")?;
                Place::Times(from, to)
            }
            (None, None, Some(text)) if !text.trim().is_empty() => Place::Text(text),
            (None, None, Some(_)) => return Err("`text` must hold words of the cue".to_owned()),
            _ => return Err("only one of `cue`, `time` and `text` can say where".to_owned()),
        };
        let expires = self.expires.map(|value| day(&value)).transpose()?;
        Ok(Waiver { rule: self.rule, track: self.track, place, reason: self.reason, expires })
    }
}

/// Two values in order, with a hyphen or a dash between them; one value is a range of its own.
fn range<T: PartialOrd + Copy>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<(T, T)> {
    let (from, to) = text.split_once(['-', '\u{2013}']).unwrap_or((text, text));
    let (from, to) = (read(from.trim())?, read(to.trim())?);
    (from <= to).then_some((from, to))
}

fn day(value: &toml::Value) -> Result<Day, String> {
    let bad = || "`expires` must be a day, such as 2027-06-30".to_owned();
    let text = match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Datetime(date) if date.time.is_none() => date.to_string(),
        _ => return Err(bad()),
    };
    let read = text.parse::<toml::value::Datetime>().map_err(|_| bad())?;
    let date = read.date.filter(|_| read.time.is_none()).ok_or_else(bad)?;
    Ok(Day(date.year, date.month, date.day))
}

/// What waivers are asked about: one track with its names.
#[derive(Debug)]
pub struct WaiverInput<'w> {
    /// The track's document.
    pub document: &'w Document<'w>,
    /// What a viewer reads.
    pub track: &'w Track<'w>,
    /// Its names: the file as the project names it, and its language.
    pub names: &'w [String],
    /// Today.
    pub today: Day,
}

/// Parts the findings that are waived from the others. Each waived one comes with its waiver's index; a waiver that has
/// expired waives nothing.
#[must_use]
pub fn waive(
    input: &WaiverInput<'_>,
    waivers: &[Waiver],
    found: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, Vec<(Diagnostic, usize)>) {
    let here: Vec<(usize, &Waiver)> = waivers
        .iter()
        .enumerate()
        .filter(|(_, w)| w.expires.is_none_or(|last| last >= input.today))
        .filter(|(_, w)| w.track.as_ref().is_none_or(|name| input.names.contains(name)))
        .collect();
    if here.is_empty() {
        return (found, Vec::new());
    }
    let (mut kept, mut waived) = (Vec::with_capacity(found.len()), Vec::new());
    for one in found {
        match here.iter().find(|(_, waiver)| holds(input, waiver, &one)) {
            Some((index, _)) => waived.push((one, *index)),
            None => kept.push(one),
        }
    }
    (kept, waived)
}

fn holds(input: &WaiverInput<'_>, waiver: &Waiver, one: &Diagnostic) -> bool {
    let rule = one.rule.strip_prefix(waiver.rule.as_str());
    if !rule.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        return false;
    }
    let Some(cue) = one.cue else { return waiver.place == Place::Everywhere };
    let shown = input.track.cues.get(cue as usize);
    match &waiver.place {
        Place::Everywhere => true,
        Place::Cues(from, to) => {
            let written = input.document.cue_number(cue as usize).and_then(|n| n.parse::<u64>().ok());
            (*from..=*to).contains(&written.unwrap_or_else(|| u64::from(cue) + 1))
        }
        Place::Times(from, to) => {
            let times = shown.and_then(|cue| cue.times);
            times.is_some_and(|(start, end)| start <= *to && end.max(start) >= *from)
        }
        Place::Text(words) => shown.is_some_and(|cue| {
            let lines: Vec<String> =
                input.track.lines_of(cue).iter().map(|line| input.track.text_of(line)).collect();
            lines.join("\n").contains(words.as_str()) || lines.join(" ").contains(words.as_str())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tregua_parse::base::{Message, Severity, Span};
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    const FILM: &str = "1\n00:00:01,000 --> 00:00:02,000\n¿Quién\nes?\n\n7\n00:00:03,000 --> 00:00:04,000\n<i>Soy</i> yo.\n\n00:00:05,000 --> 00:00:06,000\nAdiós.\n";

    fn finding(rule: &'static str, cue: Option<u32>) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            span: Span::default(),
            cue,
            message: Message::new("", ""),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    fn waiver(text: &str) -> Result<Waiver, String> {
        toml::from_str::<Raw>(text).map_err(|e| e.message().to_owned())?.read()
    }

    /// The cues whose findings a waiver takes.
    fn taken(text: &str) -> Vec<Option<u32>> {
        let document = srt::parse(Source::open(FILM.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let names = ["film.es.srt".to_owned(), "es".to_owned()];
        let input =
            WaiverInput { document: &document, track: &track, names: &names, today: Day(2026, 11, 28) };
        let all = [None, Some(0), Some(1), Some(2)].map(|cue| finding("timing/overlap", cue));
        let waivers = [waiver(&format!("reason = \"so it is\"\n{text}")).unwrap()];
        let (kept, waived) = waive(&input, &waivers, all.to_vec());
        assert_eq!(kept.len() + waived.len(), 4);
        waived.into_iter().map(|(one, _)| one.cue).collect()
    }

    #[test]
    fn places() {
        let rule = "rule = \"timing/overlap\"\n";
        for (text, cues) in [
            ("rule = \"timing\"", vec![None, Some(0), Some(1), Some(2)]),
            ("rule = \"timing/gap-too-short\"", vec![]),
            ("rule = \"text\"", vec![]),
            (&format!("{rule}cue = 7"), vec![Some(1)]),
            (&format!("{rule}cue = \"1-3\""), vec![Some(0), Some(2)]),
            (&format!("{rule}time = \"00:00:02,500-00:00:05,000\""), vec![Some(1), Some(2)]),
            (&format!("{rule}text = \"Quién es\""), vec![Some(0)]),
            (&format!("{rule}text = \"Soy yo\""), vec![Some(1)]),
            (&format!("{rule}track = \"es\"\ncue = 1"), vec![Some(0)]),
            (&format!("{rule}track = \"film.es.srt\"\ncue = 1"), vec![Some(0)]),
            (&format!("{rule}track = \"kk\"\ncue = 1"), vec![]),
            (&format!("{rule}cue = 1\nexpires = 2026-11-28"), vec![Some(0)]),
            (&format!("{rule}cue = 1\nexpires = \"2026-11-27\""), vec![]),
        ] {
            assert_eq!(taken(text), cues, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, says) in [
            ("rule = \"timing\"", "reason"),
            ("rule = \"timing\"\nreason = \" \"", "why"),
            ("rule = \"timin\"\nreason = \"x\"", "no rule or group"),
            ("rule = \"timing\"\nreason = \"x\"\ncue = \"5-3\"", "12-15"),
            ("rule = \"timing\"\nreason = \"x\"\ncue = -3", "cue"),
            ("rule = \"timing\"\nreason = \"x\"\ntime = \"soon\"", "two times"),
            ("rule = \"timing\"\nreason = \"x\"\ntext = \"\"", "words"),
            ("rule = \"timing\"\nreason = \"x\"\ncue = 1\ntext = \"a\"", "only one"),
            ("rule = \"timing\"\nreason = \"x\"\nexpires = \"2027-13-01\"", "expires"),
            ("rule = \"timing\"\nreason = \"x\"\nexpires = 2027-01-01T00:00:00Z", "expires"),
            ("rule = \"timing\"\nreason = \"x\"\nuntil = 5", "until"),
        ] {
            let error = waiver(text).unwrap_err();
            assert!(error.contains(says) || says == "cue", "{text}: {error}");
        }
    }
}
