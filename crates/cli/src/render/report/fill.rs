//! From findings to the report: the one place that knows how a finding is made.

use super::location::spelt;
use super::place::Places;
use super::{Edit, FileReport, Finding, Fix, Label, Location};
use crate::film;
use crate::load::name;
use crate::render::words;
use std::path::Path;
use tregua_parse::base::{Diagnostic, Lang};
use tregua_parse::model::Track;
use tregua_parse::source::Encoding;
use tregua_parse::syntax::Document;
use tregua_parse::time::Time;
use tregua_qa::check::{Fingerprint, fingerprints};
use tregua_qa::profile::RuleSet;
use tregua_qa::rule::cue_name;

/// A track that was checked.
#[derive(Clone, Copy)]
pub(crate) struct Checked<'c> {
    /// As the user named it.
    pub(crate) path: &'c Path,
    /// It is a track inside a film.
    pub(crate) in_film: bool,
    pub(crate) document: &'c Document<'c>,
    pub(crate) track: &'c Track<'c>,
    pub(crate) lang: Option<&'c Lang>,
    pub(crate) rules: &'c RuleSet,
    /// What its profile is called, variants included.
    pub(crate) profile: &'c str,
}

/// The report on a file that could not be checked.
pub(crate) fn failed(path: &Path, why: String) -> FileReport {
    FileReport {
        path: called(path),
        location: Location::new(path, film::base(path) != path),
        failed: Some(why),
        ..FileReport::default()
    }
}

/// The report on a file, with its findings in their order.
pub(crate) fn file(checked: &Checked<'_>, found: &[Diagnostic]) -> FileReport {
    let Checked { path, document, track, .. } = *checked;
    let location = Location::new(path, checked.in_film);
    // A track is known by the whole name, a plain file by the name that others see too.
    let known_by = if checked.in_film { called(path) } else { location.path.clone() };
    let findings = match found {
        [] => Vec::new(),
        _ => {
            let places = Places::new(document);
            let keys = fingerprints(document, track, found);
            let one = |(found, key)| finding(checked, &places, found, key, &known_by);
            found.iter().zip(keys).map(one).collect()
        }
    };
    FileReport {
        path: called(path),
        location,
        failed: None,
        format: Some(document.format),
        encoding: Some(document.source.encoding().name()),
        language: checked.lang.map(Lang::canonical),
        profile: Some(checked.profile.to_owned()),
        bytes: document.source.raw().len(),
        cues: document.cues.len(),
        findings,
        is_text: document.source.encoding() != Encoding::Bytes,
        ran: checked.rules.active().iter().map(|active| active.rule.id).collect(),
    }
}

fn called(path: &Path) -> String {
    if path == Path::new("-") { name(path) } else { spelt(path) }
}

fn finding(
    checked: &Checked<'_>,
    places: &Places<'_>,
    found: &Diagnostic,
    key: Fingerprint,
    known_by: &str,
) -> Finding {
    let cue = found.cue.and_then(|cue| checked.track.cues.get(cue as usize));
    Finding {
        rule: found.rule,
        severity: found.severity,
        message: words(&found.message),
        place: places.place(found.span),
        cue: found.cue.map(|cue| cue.saturating_add(1)),
        cue_name: found.cue.map(|cue| words(&cue_name(checked.document, cue))),
        in_time: cue.and_then(|cue| cue.times).map(|(start, _)| clock(start)),
        help: found.help.as_ref().map(words),
        labels: found
            .labels
            .iter()
            .map(|label| Label { message: words(&label.text), place: places.place(label.span) })
            .collect(),
        fix: found.fix.as_ref().map(|fix| Fix {
            title: words(&fix.title),
            applicability: fix.applicability,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit {
                    place: places.place(edit.span),
                    text: String::from_utf8_lossy(&edit.with).into_owned(),
                })
                .collect(),
        }),
        fingerprint: key.in_file(known_by),
        key,
    }
}

/// `00:00:01.000`, to the millisecond.
fn clock(time: Time) -> String {
    time.to_string().replace(',', ".")
}
