//! What a SubRip file holds and a track does not.

use crate::base::Span;
use crate::model::{Colour, Cue, Line, Loss, LossKind, Track};
use crate::syntax::{Document, ProblemKind};

/// Everything of the file that is in no cue of the track. No cue but those `marked`, by their indices, holds markup.
#[cold]
pub(super) fn losses(document: &Document<'_>, track: &Track<'_>, marked: &[usize]) -> Vec<Loss> {
    let text = document.source.text();
    let mut out = Vec::new();
    let last = u32::try_from(document.cues.len()).ok().and_then(|n| n.checked_sub(1));
    for problem in &document.problems {
        // A counter that stands alone ends the file.
        let alone = problem.kind == ProblemKind::NumberAlone;
        let cue = problem.cue.or(last.filter(|_| alone));
        let what = shorten(problem.span.of(text));
        let (kind, what) = match problem.kind {
            ProblemKind::Coordinates => {
                (LossKind::Position, format!("the coordinates \u{201c}{what}\u{201d}"))
            }
            ProblemKind::Settings => (LossKind::Position, format!("the settings \u{201c}{what}\u{201d}")),
            ProblemKind::TimingRest if !cue.is_some_and(|cue| is_line(track, cue, problem.span)) => {
                (LossKind::Text, format!("\u{201c}{what}\u{201d} behind the times"))
            }
            ProblemKind::BlankInText => (LossKind::Lines, "blank lines inside the text".to_owned()),
            ProblemKind::NumberMalformed | ProblemKind::NumberAlone => {
                (LossKind::Id, format!("\u{201c}{what}\u{201d}, taken for a counter"))
            }
            ProblemKind::JunkBefore => {
                (LossKind::Comment, format!("\u{201c}{what}\u{201d}, which belongs to no cue"))
            }
            _ => continue,
        };
        out.push(Loss { kind, cue, what: what.into() });
    }
    for bad in document.source.malformed() {
        let at = document.cues.partition_point(|cue| cue.block().end <= bad.text.start);
        let inside = document.cues.get(at).filter(|cue| cue.text.start <= bad.text.start);
        if inside.is_some() {
            out.push(Loss::cue(LossKind::Text, at, "bytes that could not be read stand as \u{fffd}"));
        }
    }
    for (at, cue) in marked.iter().filter_map(|at| Some((*at, track.cues.get(*at)?))) {
        marks(track, cue, text, |dropped| {
            let what = format!("\u{201c}{}\u{201d}", shorten(dropped));
            out.push(Loss::cue(kind_of(dropped), at, what));
        });
    }
    out
}

/// What kind of thing a mark says that no run holds.
fn kind_of(mark: &str) -> LossKind {
    let code = mark.trim_start_matches(['{', '\\']);
    match mark.as_bytes().first() {
        Some(b'<') => LossKind::Font,
        _ if code.starts_with("pos") || code.starts_with("move") => LossKind::Position,
        _ if code.starts_with("fn") || code.starts_with("fs") => LossKind::Font,
        _ if code.starts_with("fad") => LossKind::Fade,
        _ if code.starts_with(['k', 'K']) => LossKind::InnerTimes,
        _ => LossKind::Effect,
    }
}

/// Whether what stands behind the times was read as a line of the cue. The blanks before the words are no part of the
/// line.
fn is_line(track: &Track<'_>, cue: u32, span: Span) -> bool {
    let inside = |line: &Line| span.start <= line.span.start && line.span.end <= span.end;
    track.cues.get(cue as usize).is_some_and(|cue| track.lines_of(cue).iter().any(inside))
}

/// Calls `dropped` for markup of a cue that says something a styled run does not hold. Markup is what stands
/// in a line between its runs.
fn marks<'t>(track: &Track<'_>, cue: &Cue<'_>, text: &'t str, mut dropped: impl FnMut(&'t str)) {
    for line in track.lines_of(cue) {
        let mut at = line.span.start;
        for run in track.runs_of(line) {
            gap(Span { start: at, end: run.span.start }.of(text), &mut dropped);
            at = run.span.end;
        }
        gap(Span { start: at, end: line.span.end }.of(text), &mut dropped);
    }
}

fn gap<'t>(mut rest: &'t str, dropped: &mut impl FnMut(&'t str)) {
    while let Some(close) = rest.as_bytes().first().map(|b| if *b == b'{' { '}' } else { '>' }) {
        let len = rest.find(close).map_or(rest.len(), |i| i + 1);
        let (mark, tail) = rest.split_at(len);
        if !is_held(mark) {
            dropped(mark);
        }
        rest = tail;
    }
}

/// Whether a style and a position hold all that a mark says.
fn is_held(mark: &str) -> bool {
    if let Some(inner) = mark.strip_prefix('{').and_then(|m| m.strip_suffix('}')) {
        if let Some(codes) = inner.strip_prefix('\\') {
            return codes.split('\\').all(|code| is_held_code(code.trim()));
        }
        let name = inner.as_bytes().first().map(u8::to_ascii_lowercase);
        return matches!(name, Some(b'y' | b'c'));
    }
    let Some(inner) = mark.strip_prefix('<').and_then(|m| m.strip_suffix('>')) else { return false };
    if inner.starts_with('/') || !inner.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("font")) {
        return true;
    }
    let attributes = inner.get(4..).unwrap_or_default().trim();
    let Some((name, value)) = attributes.split_once('=') else { return attributes.is_empty() };
    let value = value.trim();
    let bare = value.trim_matches(|c| c == '"' || c == '\'');
    name.trim().eq_ignore_ascii_case("color") && Colour::parse(bare).is_some()
}

/// One override code without its backslash.
fn is_held_code(code: &str) -> bool {
    let number = |names: &[&str]| {
        names
            .iter()
            .filter_map(|n| code.strip_prefix(n))
            .any(|v| v.trim().bytes().all(|b| b.is_ascii_digit()))
    };
    let colour = |names: &[&str]| {
        let hex = |v: &str| v.bytes().all(|b| b.is_ascii_hexdigit() || b"&Hh ".contains(&b));
        names.iter().filter_map(|n| code.strip_prefix(n)).any(hex)
    };
    code.is_empty() || code == "r" || number(&["an", "a", "i", "b", "u", "s"]) || colour(&["1c", "c"])
}

/// The start of a piece of text, on one line: losses are read in a list.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.trim_start_matches('\u{feff}').trim();
    let mut short: String =
        line.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().nth(LONGEST).is_some() {
        short.push('\u{2026}');
    }
    short
}
