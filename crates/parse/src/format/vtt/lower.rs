//! From places to what a viewer reads.

mod place;
mod text;

use super::block::{Kind, Scanner};
use super::css::Sheet;
use super::faults as fault;
use super::header::{self, Field};
use super::players::{as_parsed, settings};
use super::region::Region;
use crate::base::Span;
use crate::model::{Cue, Details, Loss, LossKind, Track};
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// So many losses of one kind are listed; of more, only the number is.
const LISTED: usize = 100;

/// Longer words are not listed whole.
const LONGEST_SHOWN: usize = 80;

/// Lowers a WebVTT document.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let source = document.source.text();
    let mut track = Track {
        cues: Vec::with_capacity(document.cues.len()),
        lines: Vec::with_capacity(document.cues.len() * 2),
        runs: Vec::with_capacity(document.cues.len() * 2),
        ..Track::default()
    };
    let file = File::read(document, &mut track);
    let mut used = HashSet::new();
    for (index, node) in document.cues.iter().enumerate() {
        let first = text::count(track.lines.len());
        let said = text::lower(source, node.text, index, &file.sheet, &mut track);
        let lines = first..text::count(track.lines.len());
        let mut details = Details { lang: said.lang, ..Details::default() };
        let id = node.number.of(source);
        if !id.is_empty() && !id.bytes().all(|b| b.is_ascii_digit()) {
            details.id = Some(if id.contains('\0') {
                Cow::Owned(id.replace('\0', "\u{fffd}"))
            } else {
                Cow::Borrowed(id)
            });
        }
        let mut align = None;
        // Most cues have nothing behind their times.
        let out_time = node.end.index().and_then(|at| document.slots.get(at));
        if out_time.is_none_or(|slot| slot.span.end != node.timing.end) {
            let settings = settings(document, index);
            let region =
                settings.region.filter(|_| !settings.leaves_region()).and_then(|name| file.region(name));
            if let Some(region) = region {
                used.insert(region.span);
                if region.scroll {
                    track.losses.push(Loss::cue(
                        LossKind::Effect,
                        index,
                        "lines that scroll up in their region",
                    ));
                }
            }
            let rtl = || text::is_right_to_left(node.text.of(source));
            let found = place::of(&settings, region, rtl);
            (align, details.place) = (found.align, found.place);
            if let Some(line) = found.rounded {
                track.losses.push(Loss::cue(LossKind::Position, index, format!("line {line}")));
            }
        }
        if said.inner_times > 0 {
            let times = if said.inner_times == 1 { "time" } else { "times" };
            let what = format!("{} {times} inside the text", said.inner_times);
            track.losses.push(Loss::cue(LossKind::InnerTimes, index, what));
        }
        let details = (details != Details::default()).then(|| Box::new(details));
        track.cues.push(Cue { times: document.times(node), lines, align, details });
    }
    let unused = file.regions.iter().filter(|region| !used.contains(&region.span));
    let unused = unused.map(|region| format!("region {} that no cue uses", shown(region.id)));
    list(Loss::of_all_cues, LossKind::Metadata, unused, "regions", &mut track);
    track
}

/// Lists losses of the whole track, up to a number of them: such that its head alone knows of, or of all its cues.
fn list(
    loss: fn(LossKind, String) -> Loss,
    kind: LossKind,
    mut all: impl Iterator<Item = String>,
    what: &str,
    track: &mut Track<'_>,
) {
    track.losses.extend(all.by_ref().take(LISTED).map(|words| loss(kind, words)));
    let more = all.count();
    if more > 0 {
        track.losses.push(loss(kind, format!("and {more} more {what}")));
    }
}

/// What a file holds beside its cues.
struct File<'d> {
    regions: Vec<Region<'d>>,
    /// The last region of each name.
    by_name: HashMap<Cow<'d, str>, usize>,
    sheet: Sheet,
}

impl<'d> File<'d> {
    fn region(&self, name: &str) -> Option<&Region<'d>> {
        self.regions.get(*self.by_name.get(as_parsed(name).as_ref())?)
    }

    fn read(document: &'d Document<'_>, track: &mut Track<'d>) -> Self {
        let source = document.source.text();
        let mut scanner = Scanner::new(source);
        let mut file = Self { regions: Vec::new(), by_name: HashMap::new(), sheet: Sheet::default() };
        let head = scanner.head();
        let line = head.line.of(source);
        track.title = header::title(line).map(Cow::Borrowed);
        let rest = line.get("WEBVTT".len()..).unwrap_or("").trim();
        if track.title.is_none() && !rest.is_empty() {
            track.losses.push(Loss::track(LossKind::Metadata, format!("header: {}", shown(rest))));
        }
        let mut others = Vec::new();
        for line in head.lines.of(source).split(['\n', '\r']) {
            match header::field(line) {
                Some(Field::Language(lang)) if track.lang.is_none() => track.lang = Some(Cow::Borrowed(lang)),
                Some(_) => others.push(line),
                None => {}
            }
        }
        let others = others.into_iter().map(|line| format!("header: {}", shown(line)));
        list(Loss::track, LossKind::Metadata, others, "header lines", track);
        let mut notes = Vec::new();
        let (mut begun, mut among_cues) = (false, false);
        while let Some(block) = scanner.block() {
            let body = block.body;
            match block.kind {
                Kind::Style => file.sheet.read(body.of(source)),
                Kind::Region => {
                    let region = Region::read(body.of(source), body, &mut |_, _| {});
                    file.by_name.insert(as_parsed(region.id), file.regions.len());
                    file.regions.push(region);
                }
                Kind::Note => {
                    notes.push(block.span.of(source).strip_prefix("NOTE").unwrap_or(""));
                    among_cues |= begun;
                }
                Kind::Cue { .. } => begun = true,
                _ => {}
            }
        }
        let note = if among_cues { Loss::of_all_cues } else { Loss::track };
        list(note, LossKind::Comment, notes.into_iter().map(shown), "notes", track);
        let unread = file.sheet.unread.iter().map(|rule| format!("style {rule}"));
        list(Loss::track, LossKind::Font, unread, "rules of style", track);
        // What the reader reported as no part of a cue.
        let of = |is: fn(&Fault) -> bool| {
            let is = move |p: &&Problem| matches!(p.kind, ProblemKind::Own(own) if is(own));
            document.problems.iter().filter(is).map(|p| shown(p.span.of(source)))
        };
        let stray = of(|it| [&fault::STRAY, &fault::STRAY_ARROW, &fault::HEADER_TEXT].contains(&it));
        list(
            Loss::of_all_cues,
            LossKind::Text,
            stray.map(|words| format!("lines of no cue: {words}")),
            "lines of no cue",
            track,
        );
        list(
            Loss::of_all_cues,
            LossKind::Metadata,
            of(|it| *it == fault::BLOCK_LATE),
            "blocks that players ignore",
            track,
        );
        file
    }
}

/// Words on one line, not too many.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        if let Some((at, _)) = out.char_indices().nth(LONGEST_SHOWN) {
            out.truncate(at);
            out.push('\u{2026}');
            break;
        }
    }
    out
}

/// A span counted from the start of a cue's text, in the file.
fn inside(range: &std::ops::Range<usize>, of: Span) -> Span {
    Span::new(range.start, range.end).offset(of.start as usize)
}
