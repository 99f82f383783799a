//! What a merge does not carry over as it was.

use super::Input;
use std::fmt;
use tregua_parse::base::Span;
use tregua_parse::model::{Colour, Cue};
use tregua_parse::syntax::ProblemKind;

/// One thing that is not in the result as it was in its track.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// What kind of thing.
    pub kind: LossKind,
    /// The input it happened to.
    pub input: usize,
    /// The cue of that input, counted from 0.
    pub cue: u32,
    /// Language and cue as people find them: `kk cue 12`.
    pub name: String,
    /// What happened, in words.
    pub detail: String,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.detail)
    }
}

/// The kinds of [`Loss`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum LossKind {
    /// The out-time was moved to an earlier time.
    Trimmed,
    /// The in-time was moved to a later time.
    Delayed,
    /// The merged cue lasts so short that nobody can read it, though the cue itself is long enough.
    Flashed,
    /// The cue overlaps the next one in its own track; the overlap stays.
    Overlap,
    /// The out-time lies before the in-time.
    Reversed,
    /// A time before zero, which no SubRip file can hold; it was kept.
    BeforeZero,
    /// No readable times; the text went to a neighbour.
    Untimed,
    /// The members of the cue stand at different places of the screen.
    AlignDropped,
    /// Markup that is not SubRip's was kept as text.
    UnknownTagKept,
    /// Codes and attributes a styled run cannot hold.
    CodeDropped,
    /// Screen coordinates behind the times.
    CoordinatesDropped,
    /// Cue settings of another format behind the times.
    SettingsDropped,
    /// Signs behind the times that are neither text nor anything known.
    RestDropped,
    /// Blank lines inside the text.
    BlankDropped,
    /// Text that was taken for the counter of a cue.
    NumberDropped,
    /// Lines ahead of the first cue.
    JunkDropped,
    /// Bytes that spell nothing stand as U+FFFD.
    Malformed,
    /// A time that is no whole millisecond stands as the nearest one.
    Rounded,
}

impl LossKind {
    /// Whether nothing anybody could see was lost or changed and the entry is there to be known.
    #[must_use]
    pub fn is_notice(self) -> bool {
        matches!(self, Self::Overlap | Self::BeforeZero | Self::UnknownTagKept | Self::Rounded)
    }
}

/// Puts a loss together.
pub(super) fn loss(
    inputs: &[Input<'_>],
    kind: LossKind,
    (input, cue): (usize, u32),
    detail: impl Into<String>,
) -> Loss {
    let name = inputs.get(input).map(|i| match i.document.cues.get(cue as usize) {
        Some(_) => format!("{} {}", i.lang, i.document.cue_name(cue as usize)),
        // The file holds no cue at all.
        None => i.lang.to_string(),
    });
    Loss { kind, input, cue, name: name.unwrap_or_default(), detail: detail.into() }
}

/// The losses of every cue that come from its own track, whatever it is merged with.
pub(super) fn of_tracks(inputs: &[Input<'_>]) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let text = input.document.source.text();
        let last = u32::try_from(input.document.cues.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let mut add = |kind, cue, detail: String| losses.push(loss(inputs, kind, (index, cue), detail));
        for problem in input.document.problems.iter().chain(&input.track.problems) {
            let cue = problem.cue.unwrap_or(0);
            let what = shorten(problem.span.of(text));
            match problem.kind {
                ProblemKind::Coordinates => {
                    add(
                        LossKind::CoordinatesDropped,
                        cue,
                        format!("its coordinates \u{201c}{what}\u{201d} were dropped"),
                    );
                }
                ProblemKind::Settings => {
                    add(
                        LossKind::SettingsDropped,
                        cue,
                        format!("its settings \u{201c}{what}\u{201d} were dropped"),
                    );
                }
                ProblemKind::TimingRest if !is_line(input, cue, problem.span) => {
                    add(
                        LossKind::RestDropped,
                        cue,
                        format!("\u{201c}{what}\u{201d} behind its times was dropped"),
                    );
                }
                ProblemKind::BlankInText => {
                    add(LossKind::BlankDropped, cue, "blank lines inside its text were left out".to_owned());
                }
                ProblemKind::NumberMalformed | ProblemKind::NumberAlone => {
                    add(
                        LossKind::NumberDropped,
                        // One that stands alone ends the file.
                        problem.cue.unwrap_or(last),
                        format!("\u{201c}{what}\u{201d}, taken for a counter, was dropped"),
                    );
                }
                ProblemKind::JunkBefore => {
                    add(
                        LossKind::JunkDropped,
                        cue,
                        "the lines before it belong to no cue and were dropped".to_owned(),
                    );
                }
                ProblemKind::TagUnknown => {
                    add(
                        LossKind::UnknownTagKept,
                        cue,
                        format!("\u{201c}{what}\u{201d} is no SubRip tag and was kept as text"),
                    );
                }
                _ => {}
            }
        }
        for bad in input.document.source.malformed() {
            let at = input.document.cues.partition_point(|cue| cue.block().end <= bad.text.start);
            let inside = input.document.cues.get(at).filter(|cue| cue.text.start <= bad.text.start);
            if let (Some(_), Ok(cue)) = (inside, u32::try_from(at)) {
                add(LossKind::Malformed, cue, "bytes that could not be read stand as \u{fffd}".to_owned());
            }
        }
        for (at, cue) in input.track.cues.iter().enumerate() {
            let Ok(id) = u32::try_from(at) else { break };
            marks(input, cue, text, |dropped| {
                add(LossKind::CodeDropped, id, format!("\u{201c}{}\u{201d} was dropped", shorten(dropped)));
            });
            if let Some((start, end)) = cue.times {
                if end < start {
                    add(
                        LossKind::Reversed,
                        id,
                        format!("its out-time {end} lies before its in-time {start}"),
                    );
                }
                if start.is_negative() || end.is_negative() {
                    add(
                        LossKind::BeforeZero,
                        id,
                        format!("it begins or ends before zero ({start} to {end})"),
                    );
                }
            }
        }
    }
    losses
}

/// Whether what stands behind the times was read as a line of the cue.
fn is_line(input: &Input<'_>, cue: u32, span: Span) -> bool {
    let cue = input.track.cues.get(cue as usize);
    cue.is_some_and(|cue| input.track.lines_of(cue).iter().any(|line| line.span == span))
}

/// Calls `dropped` for markup of a cue that says something a styled run does not hold. Markup is what stands
/// in a line between its runs.
fn marks<'t>(input: &Input<'_>, cue: &Cue, text: &'t str, mut dropped: impl FnMut(&'t str)) {
    for line in input.track.lines_of(cue) {
        let mut at = line.span.start;
        for run in input.track.runs_of(line) {
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
