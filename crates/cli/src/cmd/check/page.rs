//! From what a check knows to what its HTML page shows. The only place of the page that sees findings and documents.

use super::Ready;
use super::job::Plan;
use crate::load::name;
use crate::render::html::model::{
    Cue, Failed, Finding, FrameRate, Input, Level, Limits, Line, Rule, Run, TextAlign, Track,
};
use crate::render::{tell, words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tregua_parse::base::{Applicability, Diagnostic, Lang, Severity};
use tregua_parse::model::{self, Counting, Place};
use tregua_parse::source::{Encoding, LineIndex};
use tregua_parse::time::Time;
use tregua_qa::check::Context;
use tregua_qa::profile::Setting;
use tregua_qa::programme::{Audience, Kind};
use tregua_qa::rule::Fraction;

/// Findings that are listed where nothing is said: more make a page that nobody reads to its end.
const LISTED: usize = 1000;

/// Lines of a cue, stretches of a line and characters of a stretch that are drawn: a damaged file may have millions of
/// them. The counts of characters are of all.
const LINES: usize = 50;
const RUNS: usize = 200;
const LONGEST: usize = 2000;

/// All that stands on the page beside the tracks.
pub(super) fn input(plan: &Plan, tracks: Vec<Track>, failed: Vec<Failed>, most: Option<usize>) -> Input {
    let ids: BTreeSet<&str> =
        tracks.iter().flat_map(|track| track.findings.iter().map(|it| it.rule.as_str())).collect();
    let rules = ids.into_iter().filter_map(tregua_qa::rules::find);
    let rules =
        rules.map(|rule| Rule { id: rule.id.to_owned(), summary: sentence(rule.summary()) }).collect();
    let programme = &plan.programme;
    Input {
        title: programme.title.clone(),
        frame_rate: programme.frame_rate.map(|rate| {
            let (frames, seconds) = rate.fraction();
            FrameRate { name: rate.to_string(), frames, seconds }
        }),
        length: programme.length.map(Time::to_millis),
        shots: programme.shots.iter().flat_map(|it| it.times()).map(|time| time.to_millis()).collect(),
        one_film: plan.together,
        tracks,
        failed,
        rules,
        most: match most {
            None => Some(LISTED),
            Some(0) => None,
            Some(most) => Some(most),
        },
    }
}

/// A manual page is wrapped, and marks code.
fn sentence(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "")
}

/// A file that could not be checked.
pub(super) fn failed(path: &Path, why: &str) -> Failed {
    let shown = name(path);
    // The reason begins with the name as a rule.
    let why = why.strip_prefix(&shown).and_then(|it| it.strip_prefix(": ")).unwrap_or(why);
    Failed { path: shown, why: why.to_owned() }
}

/// A track with its findings.
pub(super) fn track(
    ready: &Ready<'_>,
    context: &Context<'_>,
    found: &[Diagnostic],
    profile: &str,
    settings: &BTreeMap<String, Setting>,
) -> Track {
    let lines = LineIndex::new(context.text());
    let is_text = ready.document.source.encoding() != Encoding::Bytes;
    let finding = |d: &Diagnostic| Finding {
        rule: d.rule.to_owned(),
        level: match d.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Note,
        },
        message: words(&d.message),
        help: d.help.as_ref().map(words),
        fix: d.fix.as_ref().map(|fix| {
            let how = match fix.applicability {
                Applicability::Safe => "--fix".to_owned(),
                Applicability::Unsafe => "--unsafe-fixes".to_owned(),
                Applicability::Display => tell!("by-hand"),
            };
            format!("{} ({how})", words(&fix.title))
        }),
        cue: d.cue.and_then(|cue| usize::try_from(cue).ok()),
        line: is_text.then(|| lines.place(context.text(), d.span.start).line),
    };
    Track {
        path: name(&ready.job.path),
        language: ready.lang.as_ref().map(Lang::canonical),
        profile: profile.to_owned(),
        format: ready.format.name.to_owned(),
        encoding: if is_text { ready.document.source.encoding().name().to_owned() } else { String::new() },
        limits: limits(settings, context),
        cues: (0..context.track.cues.len()).filter_map(|index| cue(context, index)).collect(),
        findings: found.iter().map(finding).collect(),
    }
}

fn cue(context: &Context<'_>, index: usize) -> Option<Cue> {
    let it = context.track.cues.get(index)?;
    let number = context.document.cues.get(index).map_or("", |cue| cue.number.of(context.text()).trim());
    let plain = !number.is_empty() && number.len() <= 12 && number.bytes().all(|b| b.is_ascii_digit());
    let place = it.details.as_ref().map(|details| details.place).unwrap_or_default();
    Some(Cue {
        number: if plain { number.to_owned() } else { (index + 1).to_string() },
        times: it.times.map(|(start, end)| (start.to_millis(), end.to_millis())),
        lines: context.track.lines_of(it).iter().take(LINES).map(|it| line(context, it)).collect(),
        characters: context.characters(it, Counting::default()),
        align: it.align,
        x: place.x.map(|it| it.milli()),
        y: place.y.map(|it| it.milli()).or_else(|| row(&place, it.align)),
        text_align: place.text.map(|it| match it {
            model::TextAlign::Left | model::TextAlign::Start => TextAlign::Left,
            model::TextAlign::Centre => TextAlign::Centre,
            model::TextAlign::Right | model::TextAlign::End => TextAlign::Right,
        }),
    })
}

fn line(context: &Context<'_>, line: &model::Line) -> Line {
    let run = |run: &model::Run<'_>| Run {
        text: match run.text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}\u{2026}", run.text.get(..end).unwrap_or_default()),
            None => run.text.clone().into_owned(),
        },
        italic: run.style.italic,
        bold: run.style.bold,
        underline: run.style.underline,
        colour: run.style.colour.map(|model::Colour(r, g, b)| (r, g, b)),
    };
    let runs = context.track.runs_of(line).iter().take(RUNS).map(run).collect();
    Line { runs, characters: context.line_characters(line, Counting::default()) }
}

/// The height a row stands at, in thousandths of a percent: its top, middle or foot, as the cue is aligned. Where the
/// number of rows depends on the size of the letters there are as many as on most screens.
fn row(place: &Place, align: Option<u8>) -> Option<i32> {
    const USUAL: i32 = 15;
    let row = place.row?;
    let of = row.of.map_or(USUAL, i32::from).max(1);
    let n = i32::from(row.n);
    let top = (if n < 0 { n + of } else { n }).clamp(0, of - 1);
    let halves = match align.unwrap_or(2) {
        7..=9 => 0,
        4..=6 => 1,
        _ => 2,
    };
    Some((top * 2 + halves) * 50_000 / of)
}

/// The numbers of the track's profile that plots draw.
fn limits(settings: &BTreeMap<String, Setting>, context: &Context<'_>) -> Limits {
    let whole = |rule: &str, name: &str| settings.get(rule)?.params.get(name)?.as_integer();
    let time = |rule: &str, name: &str| {
        let value = settings.get(rule)?.params.get(name)?.clone();
        value.try_into::<Fraction>().ok().map(|it| it.seconds().to_millis())
    };
    let speed = match (context.kind == Kind::Sdh, context.programme.audience == Audience::Children) {
        (false, false) => "adults",
        (false, true) => "children",
        (true, false) => "sdh_adults",
        (true, true) => "sdh_children",
    };
    Limits {
        speed: whole("timing/reading-too-fast", speed).and_then(|it| u32::try_from(it).ok()),
        line: whole("text/line-too-long", "max").and_then(|it| u32::try_from(it).ok()),
        briefest: time("timing/too-brief", "min_seconds"),
        longest: time("timing/too-long", "max_seconds"),
        gap_frames: whole("timing/gap-too-short", "min_frames"),
        gap: whole("timing/gap-too-short", "min_ms"),
    }
}
