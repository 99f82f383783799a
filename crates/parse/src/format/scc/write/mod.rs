//! A track as pop-on captions.
//!
//! Times are counted in frames of 29.97: drop-frame labels for 29.97df and 59.94df, non-drop for 29.97, 59.94 and for
//! 23.976, whose pictures become 29.97 by pull-down without a change of time. Other rates would need a change of speed,
//! and are refused. Every caption is loaded so that it appears on the frame of its in-time. Where there is no room to
//! load it (the first caption of a programme that starts at zero, very short captions in a row) it comes late, and a
//! loss says by how much.

mod letters;
mod rows;
mod schedule;

use super::lines::{HEADER, rate};
use crate::format::write::{Body, Carries, Target, WriteError, Writer, Written, lines};
use crate::model::{Cue, Loss, LossKind, Track};
use crate::time::{FrameRate, Time, Timecode};
use letters::Letters;
use rows::Block;
use schedule::Caption;
use std::fmt::Write as _;

/// Mid-row codes carry colours, italics and underline, rows and columns the place.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        underline: true,
        colour: true,
        align: true,
        place: true,
        start: true,
        ..Carries::NONE
    },
    template: None,
    utf8_only: false,
    write,
};

/// How the labels count.
fn labels(target: &Target<'_>) -> Result<FrameRate, WriteError> {
    let film = target.rate.ok_or(WriteError::FrameRate)?;
    let fits = film.is_ntsc() && matches!(film.timebase(), 24 | 30 | 60);
    fits.then(|| rate(film.drops())).flatten().ok_or(WriteError::RateUnfit(film))
}

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let rate = labels(target)?;
    let mut losses = Vec::new();
    let mut letters = Letters::default();
    let mut captions: Vec<(Caption, Block)> = Vec::new();
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = frames(cue, index, rate, target, &mut losses)? else { continue };
        let (shown, fewer) = lines(track, cue, false);
        if fewer {
            losses.push(Loss::cue(LossKind::Lines, index, "blank lines"));
        }
        // Each of them has a letter.
        if shown.len() > rows::CELLS {
            return Err(rows::too_much(index));
        }
        let lines = letters.lines(&shown, index, &mut losses);
        // Where letters are missing nothing is written; the rest is read for more of them.
        if letters.lack() {
            continue;
        }
        let Some(block) = Block::new(lines, cue, index, &mut losses)? else {
            losses.push(Loss::cue(LossKind::Cue, index, "nothing to show"));
            continue;
        };
        captions.push((Caption { cue: index, start, end, load: Vec::new() }, block));
    }
    letters.finish()?;
    captions.sort_by_key(|(caption, _)| (caption.start, caption.cue));
    let joined = join(captions, &mut losses);
    let mut out = format!("{HEADER}\n\n");
    for line in schedule::schedule(&joined, &mut losses) {
        let label = Timecode::from_frame(line.frame, rate);
        let label = label.ok_or_else(|| WriteError::Other("a timecode is out of range".to_owned()))?;
        // Writing to a String cannot fail.
        let _ = write!(out, "{label}\t");
        for (n, [first, second]) in line.words.into_iter().enumerate() {
            let blank = if n == 0 { "" } else { " " };
            let _ = write!(out, "{blank}{:02x}{:02x}", odd(first), odd(second));
        }
        out.push_str("\n\n");
    }
    Ok(Written { body: Body::Text(out), losses })
}

/// A byte with odd parity.
fn odd(byte: u8) -> u8 {
    if byte.count_ones().is_multiple_of(2) { byte | 0x80 } else { byte }
}

/// In- and out-time in frames on the written clock; `None` for a cue that has none.
fn frames(
    cue: &Cue<'_>,
    index: usize,
    rate: FrameRate,
    target: &Target<'_>,
    losses: &mut Vec<Loss>,
) -> Result<Option<(i64, i64)>, WriteError> {
    let Some((start, end)) = cue.times else {
        losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
        return Ok(None);
    };
    let number = u32::try_from(index).unwrap_or(u32::MAX);
    let mut frame = |time: Time| {
        let fail = |limit| WriteError::Time { cue: number, time, limit };
        let clock = target.start.unwrap_or(Time::ZERO);
        let at = clock.checked_add(time).ok_or(fail("it is out of range"))?;
        if at.is_negative() {
            return Err(fail("timecodes begin at zero"));
        }
        let frame = rate.nearest_frame(at);
        let grain = rate.time_of(frame).and_then(|t| t.checked_sub(clock)).unwrap_or(time);
        if !grain.same_millisecond(time) {
            losses.push(Loss::cue(LossKind::Time, index, format!("rounded to {grain}")));
        }
        Ok(frame)
    };
    Ok(Some((frame(start)?, frame(end)?)))
}

/// Makes one caption of neighbours that come and go together and stand on rows of their own.
fn join(captions: Vec<(Caption, Block)>, losses: &mut Vec<Loss>) -> Vec<Caption> {
    let mut out: Vec<(Caption, Block)> = Vec::with_capacity(captions.len());
    for (caption, block) in captions {
        if let Some((last, blocks)) = out.last_mut()
            && (last.start, last.end) == (caption.start, caption.end)
            && blocks.is_apart(&block)
        {
            let what = format!("shown as one caption with cue {}", last.cue + 1);
            losses.push(Loss::cue(LossKind::Overlap, caption.cue, what));
            blocks.join(block);
        } else {
            out.push((caption, block));
        }
    }
    out.into_iter().map(|(caption, block)| Caption { load: block.load(), ..caption }).collect()
}

#[cfg(test)]
mod tests;
