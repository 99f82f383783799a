//! A track as MicroDVD: the frame rate in the first line, then a line for each cue.

use super::codes::code;
use crate::format::common::{common_style, lines_of, start_with, times_of, without};
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written};
use crate::model::{Loss, LossKind, Style, Track};
use crate::time::{FrameRate, PerSecond};
use std::fmt::Write as _;

/// Codes carry the style of whole lines, and top or bottom.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        bold: true,
        underline: true,
        strike: true,
        colour: true,
        align: true,
        ..Carries::NONE
    },
    template: None,
    utf8_only: false,
    write,
};

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let rate = target.rate.ok_or(WriteError::FrameRate)?;
    let frames = PerSecond::from(rate);
    let mut out = first_line(rate, frames)?;
    let mut losses = Vec::new();
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = times_of(cue, index, frames, &mut losses)? else { continue };
        let Some(lines) = lines_of(track, cue, index, &mut losses) else { continue };
        let number = |time| frames.nearest(time).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = write!(out, "{{{}}}{{{}}}", number(start), number(end));
        match cue.align {
            None | Some(2) => {}
            Some(8) => out.push_str("{P:0}"),
            Some(other) => losses.push(Loss::cue(LossKind::Align, index, format!("place {other}"))),
        }
        let styles: Vec<Style> =
            lines.iter().map(|line| common_style(&line, WRITER.carries, index, &mut losses)).collect();
        let all =
            styles.first().copied().filter(|first| lines.len() > 1 && styles.iter().all(|s| s == first));
        if let Some(style) = all {
            codes(&mut out, style, true);
        }
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                out.push('|');
            }
            if let (None, Some(style)) = (all, styles.get(n)) {
                codes(&mut out, *style, false);
            }
            let text: String = line.iter().map(|piece| piece.text.as_ref()).collect();
            let text = plain(&without(&text, "|", "/", index, &mut losses), index, &mut losses);
            let slash = text.starts_with('/') && text.len() > 1;
            out.push_str(&start_with(text, slash, index, &mut losses));
        }
        out.push('\n');
    }
    Ok(Written { body: Body::Text(out), losses })
}

/// `{1}{1}23.976`: three decimals say every rate of film and television.
fn first_line(rate: FrameRate, frames: PerSecond) -> Result<String, WriteError> {
    let (num, den) = frames.fraction();
    let milli = crate::time::round_div(i128::from(num) * 1000, i128::from(den));
    let text = format!("{}.{:03}", milli / 1000, milli % 1000);
    let read = super::rate::read(&text).filter(|it| it.per_second == frames);
    read.map(|_| format!("{{1}}{{1}}{text}\n")).ok_or(WriteError::RateUnfit(rate))
}

fn codes(out: &mut String, style: Style, all: bool) {
    let flags = [(style.italic, "i"), (style.bold, "b"), (style.underline, "u"), (style.strike, "s")];
    let names: Vec<&str> = flags.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect();
    let (style_code, colour_code) = if all { ("Y", "C") } else { ("y", "c") };
    if !names.is_empty() {
        let _ = write!(out, "{{{style_code}:{}}}", names.join(","));
    }
    if let Some(colour) = style.colour {
        let _ = write!(out, "{{{colour_code}:${:02X}{:02X}{:02X}}}", colour.2, colour.1, colour.0);
    }
}

/// Text in which nothing is read as a code.
fn plain(text: &str, index: usize, losses: &mut Vec<Loss>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        out.push('{');
        if code(sign).is_some() {
            out.push(' ');
            losses.push(Loss::cue(
                LossKind::Text,
                index,
                "a blank was put into text that would be taken for a code",
            ));
        }
        rest = sign.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}
