//! From places to what a viewer reads.

mod place;
mod text;

use super::block::{Kind, Scanner};
use super::css::Sheet;
use super::faults as fault;
use super::header::{self, Field};
use super::players::settings;
use super::region::Region;
use crate::base::Span;
use crate::model::{Cue, Details, Loss, LossKind, Track};
use crate::syntax::{Document, ProblemKind};
use std::borrow::Cow;

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
    let mut used = Vec::new();
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
            let region = settings.region_in(&file.regions);
            if let Some(region) = region {
                used.push(region.span);
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
    for region in file.regions.iter().filter(|region| !used.contains(&region.span)) {
        let what = format!("region {} that no cue uses", shown(region.id));
        track.losses.push(Loss::track(LossKind::Metadata, what));
    }
    track
}

/// What a file holds beside its cues.
struct File<'d> {
    regions: Vec<Region<'d>>,
    sheet: Sheet,
}

impl<'d> File<'d> {
    fn read(document: &'d Document<'_>, track: &mut Track<'d>) -> Self {
        let source = document.source.text();
        let mut scanner = Scanner::new(source);
        let mut file = Self { regions: Vec::new(), sheet: Sheet::default() };
        let head = scanner.head();
        let line = head.line.of(source);
        track.title = header::title(line).map(Cow::Borrowed);
        let rest = line.get("WEBVTT".len()..).unwrap_or("").trim();
        if track.title.is_none() && !rest.is_empty() {
            track.losses.push(Loss::track(LossKind::Metadata, format!("header: {}", shown(rest))));
        }
        for line in head.lines.of(source).split(['\n', '\r']) {
            match header::field(line) {
                Some(Field::Language(lang)) if track.lang.is_none() => track.lang = Some(Cow::Borrowed(lang)),
                Some(_) => {
                    track.losses.push(Loss::track(LossKind::Metadata, format!("header: {}", shown(line))))
                }
                None => {}
            }
        }
        let mut notes = 0;
        while let Some(block) = scanner.block() {
            match block.kind {
                Kind::Style => file.sheet.read(block.body.of(source)),
                Kind::Region => {
                    file.regions.push(Region::read(block.body.of(source), block.body, &mut |_, _| {}));
                }
                Kind::Note => {
                    notes += 1;
                    if notes <= LISTED {
                        let words = block.span.of(source).strip_prefix("NOTE").unwrap_or("");
                        track.losses.push(Loss::track(LossKind::Comment, shown(words)));
                    }
                }
                _ => {}
            }
        }
        if notes > LISTED {
            track.losses.push(Loss::track(LossKind::Comment, format!("and {} more notes", notes - LISTED)));
        }
        for rule in &file.sheet.unread {
            track.losses.push(Loss::track(LossKind::Font, format!("style {rule}")));
        }
        // What the reader reported as no part of a cue.
        for problem in &document.problems {
            let ProblemKind::Own(own) = problem.kind else { continue };
            let text = own == &fault::STRAY || own == &fault::STRAY_ARROW || own == &fault::HEADER_TEXT;
            let words = || shown(problem.span.of(source));
            if text {
                track.losses.push(Loss::track(LossKind::Text, format!("lines of no cue: {}", words())));
            } else if own == &fault::BLOCK_LATE {
                track.losses.push(Loss::track(LossKind::Metadata, words()));
            }
        }
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
