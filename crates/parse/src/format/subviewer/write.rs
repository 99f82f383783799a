//! A track as SubViewer 2.0: head, times in hundredths, `[br]` between lines.

use super::NOTATION;
use super::lower::breaks;
use crate::format::common::{TagSet, lines_of, no_times, spell_clock, spell_tags, times_of};
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written};
use crate::model::{Loss, LossKind, Track};
use crate::time::PerSecond;

/// Three tags.
pub(super) static WRITER: Writer = Writer {
    carries: Carries { italic: true, bold: true, underline: true, title: true, ..Carries::NONE },
    template: None,
    utf8_only: false,
    write,
};

const HEAD: [&str; 9] = [
    "[AUTHOR]",
    "[SOURCE]",
    "[PRG]",
    "[FILEPATH]",
    "[DELAY]0",
    "[CD TRACK]0",
    "[COMMENT]",
    "[END INFORMATION]",
    "[SUBTITLE]",
];

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let title = target.title.or(track.title.as_deref()).unwrap_or_default();
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!("[INFORMATION]\n[TITLE]{}\n", title.trim());
    HEAD.iter().for_each(|line| out.extend([line, "\n"]));
    out.push_str("[COLF]&HFFFFFF,[STYLE]no,[SIZE]24,[FONT]Arial\n");
    let mut losses = Vec::new();
    let grain = PerSecond::new(100, 1).ok_or(WriteError::FrameRate)?;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = times_of(cue, index, grain, &mut losses)? else { continue };
        let Some(lines) = lines_of(track, cue, index, &mut losses) else { continue };
        let clock = |time| spell_clock(time, 2, 2).unwrap_or_default();
        out.push_str(&format!("{},{}\n", clock(start), clock(end)));
        let set = TagSet { strike: false, colour: false };
        let mut text = String::new();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                text.push_str("[br]");
            }
            text.push_str(&no_breaks(spell_tags(&line, set), index, &mut losses));
        }
        out.push_str(&no_times(text, NOTATION, index, &mut losses));
        out.push_str("\n\n");
    }
    Ok(Written { body: Body::Text(out), losses })
}

/// Text in which nothing is read as a line break.
fn no_breaks(text: String, index: usize, losses: &mut Vec<Loss>) -> String {
    let breaks: Vec<usize> = breaks(&text).collect();
    if breaks.is_empty() {
        return text;
    }
    losses.push(Loss::cue(
        LossKind::Text,
        index,
        "a blank was put into text that would be taken for a line break",
    ));
    let mut text = text;
    breaks.iter().rev().for_each(|at| text.insert(at + 1, ' '));
    text
}
