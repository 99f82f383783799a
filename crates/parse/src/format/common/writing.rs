//! What writers of small formats have in common.

use crate::format::write::{Carries, Piece, Shown, WriteError, lines};
use crate::model::{Cue, Loss, LossKind, Style, Track};
use crate::time::{Notation, PerSecond, Time};
use std::borrow::Cow;

/// A cue's times as a format with this grain will say them. `None` where the cue has none and is left out; both that
/// and rounding are noted.
///
/// # Errors
/// Where a time is before zero or beyond what can be counted.
pub(in crate::format) fn times_of(
    cue: &Cue<'_>,
    index: usize,
    grain: PerSecond,
    losses: &mut Vec<Loss>,
) -> Result<Option<(Time, Time)>, WriteError> {
    let Some((start, end)) = cue.times else {
        losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
        return Ok(None);
    };
    let rounded = |time: Time, losses: &mut Vec<Loss>| {
        let fault = |limit| WriteError::Time { cue: super::index(index), time, limit };
        if time.is_negative() {
            return Err(fault("this format has no times before zero"));
        }
        let near = grain.nearest(time).and_then(|n| grain.time_of(n)).ok_or(fault("it is out of range"))?;
        if !near.same_millisecond(time) {
            let (from, to) = (exact(time), exact(near));
            losses.push(Loss::cue(LossKind::Time, index, format!("{from} became {to}")));
        }
        Ok(near)
    };
    Ok(Some((rounded(start, losses)?, rounded(end, losses)?)))
}

fn exact(time: Time) -> String {
    let digits = if Time::from_millis(time.to_millis()) == Some(time) { 3 } else { 6 };
    super::spell_clock(time, digits, 2).unwrap_or_else(|| time.to_string())
}

/// A cue's lines that show something; blank ones are left out, and that is noted. `None` where none is left: formats
/// of this kind have no cue without text.
pub(in crate::format) fn lines_of<'t>(
    track: &'t Track<'t>,
    cue: &'t Cue<'t>,
    index: usize,
    losses: &mut Vec<Loss>,
) -> Option<Shown<'t>> {
    let (shown, fewer) = lines(track, cue, false);
    if shown.is_empty() {
        losses.push(Loss::cue(LossKind::Cue, index, "it shows nothing"));
        return None;
    }
    if fewer {
        losses.push(Loss::cue(LossKind::Lines, index, "blank lines"));
    }
    Some(shown)
}

/// What all pieces of a line that show something have in common; for formats that style whole lines. What only some
/// have is noted as lost, save what the format can never say.
pub(in crate::format) fn common_style(
    line: &[Piece<'_>],
    can: Carries,
    index: usize,
    losses: &mut Vec<Loss>,
) -> Style {
    let shown: Vec<Style> =
        line.iter().filter(|piece| !piece.text.trim().is_empty()).map(|p| p.style).collect();
    let Some(first) = shown.first().copied() else { return Style::default() };
    let mut lose = |kind| losses.push(Loss::cue(kind, index, "a part of a line cannot be styled"));
    let mut flag = |can: bool, get: fn(&Style) -> bool, kind| {
        let (all, any) = (shown.iter().all(get), shown.iter().any(get));
        if can && any && !all {
            lose(kind);
        }
        can && all
    };
    let style = Style {
        italic: flag(can.italic, |s| s.italic, LossKind::Italic),
        bold: flag(can.bold, |s| s.bold, LossKind::Bold),
        underline: flag(can.underline, |s| s.underline, LossKind::Underline),
        strike: flag(can.strike, |s| s.strike, LossKind::Strike),
        ..Style::default()
    };
    let same = shown.iter().all(|s| s.colour == first.colour);
    if can.colour && !same {
        lose(LossKind::Colour);
    }
    Style { colour: first.colour.filter(|_| can.colour && same), ..style }
}

/// Text with each sign that the format needs for itself written otherwise, which is noted.
pub(in crate::format) fn without<'t>(
    text: &'t str,
    sign: &str,
    instead: &str,
    index: usize,
    losses: &mut Vec<Loss>,
) -> Cow<'t, str> {
    if !text.contains(sign) {
        return Cow::Borrowed(text);
    }
    let what = format!("\u{201c}{sign}\u{201d} is the format's own; \u{201c}{instead}\u{201d} is written");
    losses.push(Loss::cue(LossKind::Text, index, what));
    Cow::Owned(text.replace(sign, instead))
}

/// Text that would be read as more than text at the start of a line, with a blank before it, which is noted.
pub(in crate::format) fn start_with(
    mut text: String,
    taken: bool,
    index: usize,
    losses: &mut Vec<Loss>,
) -> String {
    if taken {
        text.insert(0, ' ');
        losses.push(Loss::cue(
            LossKind::Text,
            index,
            "a blank was put before text that would be taken for markup",
        ));
    }
    text
}

/// Text that would be read as a line of two times, with a sign after its commas that nobody sees; that is noted.
pub(in crate::format) fn no_times(
    text: String,
    notation: Notation,
    index: usize,
    losses: &mut Vec<Loss>,
) -> String {
    if super::read_pair(text.as_bytes(), notation, false).is_none() {
        return text;
    }
    losses.push(Loss::cue(LossKind::Text, index, "text that would be taken for times was set apart"));
    text.replace(',', ",\u{a0}")
}
