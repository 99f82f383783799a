//! What is given to a language: a line of a cue, or a whole cue.

use super::look::Look;
use super::score::First;
use crate::language::{Tongue, identify};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use tregua_parse::model::Track;
use tregua_parse::time::Time;

/// Where the languages stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mode {
    /// One above the other in each cue.
    Stacked,
    /// Each with cues of its own.
    Apart,
}

/// A line or a cue.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) cue: u32,
    /// Its lines in [`Track::lines`].
    pub(super) lines: Range<u32>,
    pub(super) text: String,
    /// The language its text is found to be in, and how sure that is, in percent.
    pub(super) tongue: Option<Tongue>,
    pub(super) confidence: u8,
    /// What the file says of it beside its text, by kind.
    pub(super) look: Look,
    /// Units of one number stand together: those of a cue, or of cues that begin at once.
    pub(super) cluster: usize,
    /// How many separators stand before it in its cue.
    pub(super) part: usize,
}

/// All lines that show something.
pub(super) fn lines(track: &Track<'_>, parts: &[Option<Cow<'_, str>>]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(track.lines.len());
    for (at, cue) in track.cues.iter().enumerate() {
        let part = parts.get(at).and_then(Option::as_deref);
        for (line, number) in track.lines_of(cue).iter().zip(cue.lines.clone()) {
            let text = track.text_of(line);
            let look = Look::new(track, cue, line, part);
            let cue = u32::try_from(at).unwrap_or(u32::MAX);
            let verdict = identify(&text);
            out.push(Unit {
                cue,
                lines: number..number.saturating_add(1),
                text,
                tongue: verdict.tongue,
                confidence: verdict.confidence,
                look,
                cluster: at,
                part: 0,
            });
        }
    }
    start(&mut out, track);
    out
}

/// Keeps the in-times, for cues that begin at once.
fn start(units: &mut [Unit], track: &Track<'_>) {
    for unit in units {
        let times = track.cues.get(unit.cue as usize).and_then(|cue| cue.times);
        unit.look.start = times.map(|times| times.0);
    }
}

/// Whether the languages share cues: whether more cues certainly hold two than hold several lines of one.
pub(super) fn mode(lines: &[Unit], first: &[First]) -> Mode {
    let (mut mixed, mut pure) = (0, 0);
    let mut at = 0;
    while let Some(unit) = lines.get(at) {
        let more = lines.get(at..).unwrap_or_default().iter().take_while(|it| it.cue == unit.cue).count();
        let sure = first.get(at..at + more).unwrap_or_default().iter().filter_map(First::sure);
        let mut seen: Vec<usize> = sure.collect();
        let certain = seen.len();
        seen.sort_unstable();
        seen.dedup();
        mixed += usize::from(seen.len() > 1);
        pure += usize::from(seen.len() == 1 && certain > 1);
        at += more.max(1);
    }
    if mixed > 0 && mixed >= pure { Mode::Stacked } else { Mode::Apart }
}

/// The units of a mode, and the lines between languages that are none.
pub(super) fn units(lines: &[Unit], mode: Mode) -> (Vec<Unit>, Vec<u32>) {
    match mode {
        Mode::Stacked => {
            let text = separator(lines);
            let (mut out, mut between) = (Vec::with_capacity(lines.len()), Vec::new());
            let (mut cue, mut part) = (None, 0);
            for unit in lines {
                if cue != Some(unit.cue) {
                    (cue, part) = (Some(unit.cue), 0);
                }
                if text.as_deref() == Some(unit.text.trim()) {
                    between.push(unit.lines.start);
                    part += 1;
                } else {
                    out.push(Unit { part, ..unit.clone() });
                }
            }
            (out, between)
        }
        Mode::Apart => (cues(lines), Vec::new()),
    }
}

/// A line without letters that stands inside most cues and never at their edge.
fn separator(lines: &[Unit]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut inside = 0;
    for (at, unit) in lines.iter().enumerate() {
        let same = |other: Option<&Unit>| other.is_some_and(|other| other.cue == unit.cue);
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        let head = !same(before);
        inside += usize::from(head && same(lines.get(at + 1)));
        let text = unit.text.trim();
        if !text.is_empty() && !text.chars().any(char::is_alphanumeric) && !head && same(lines.get(at + 1)) {
            *counts.entry(text).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(text, count)| (*count, std::cmp::Reverse(*text)))?;
    (most.1 * 2 > inside && most.1 > 1).then(|| most.0.to_owned())
}

/// The lines of each cue as one.
fn cues(lines: &[Unit]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut clusters = 0;
    let mut last: Option<Time> = None;
    for line in lines {
        match out.last_mut() {
            Some(unit) if unit.cue == line.cue => {
                unit.lines.end = line.lines.end;
                unit.text.push('\n');
                unit.text.push_str(&line.text);
                unit.look.meet(&line.look);
            }
            _ => {
                clusters += usize::from(line.look.start.is_none() || line.look.start != last);
                last = line.look.start;
                out.push(Unit { cluster: clusters, ..line.clone() });
            }
        }
    }
    for unit in out.iter_mut().filter(|unit| unit.lines.len() > 1) {
        let verdict = identify(&unit.text);
        (unit.tongue, unit.confidence) = (verdict.tongue, verdict.confidence);
    }
    out
}
