//! A track as EBU STL: open subtitles (DSC 0), the character table its letters ask for, one block or more a cue.
//!
//! Colours and backgrounds are spelt with teletext's codes, which the standard keeps for closed subtitles; readers of
//! open ones know them as a rule, and a loss says so. The library asks no clock: the creation and revision dates,
//! which every reader takes for granted, are the first of January 1980.

mod head;
mod letters;
mod spell;

use super::charset::Charset;
use super::layout::{BLOCK, FILLER, LAST};
use super::place;
use crate::format::write::{Body, Carries, Shown, Target, WriteError, Writer, Written, lines};
use crate::model::{Cue, Loss, LossKind, Place, Track};
use crate::time::{FrameRate, Time, Timecode};

/// Italics, underline, colours and rows; the language and the title in the header.
pub(super) static WRITER: Writer = Writer {
    carries: Carries {
        italic: true,
        underline: true,
        colour: true,
        background: true,
        align: true,
        place: true,
        lang: true,
        title: true,
        start: true,
        ..Carries::NONE
    },
    utf8_only: false,
    template: None,
    write,
};

/// Bytes of text in a block.
const ROOM: usize = BLOCK - super::layout::TEXT;
/// Blocks a subtitle may have: 0x00 to 0xEF, and the last.
const MOST_BLOCKS: usize = 0xf0 + 1;

/// A cue as it will be written.
struct Entry<'t> {
    index: usize,
    cue: &'t Cue<'t>,
    times: [Timecode; 2],
    shown: Shown<'t>,
}

fn write(track: &Track<'_>, target: &Target<'_>) -> Result<Written, WriteError> {
    let rate = target.rate.ok_or(WriteError::FrameRate)?;
    let disk = head::disk(rate).ok_or(WriteError::RateUnfit(rate))?;
    let mut losses = Vec::new();
    if rate.drops() {
        losses.push(Loss::track(
            LossKind::Metadata,
            "the timecodes are drop-frame, which EBU STL cannot say; tell readers",
        ));
    }
    let entries = entries(track, target, rate, &mut losses)?;
    let table = letters::table(entries.iter().map(|entry| &entry.shown));
    let charset = Charset::new(table);
    let (mut blocks, mut longest) = (Vec::new(), 0);
    let mut speller = spell::Speller::new(&charset);
    for (n, entry) in entries.iter().enumerate() {
        let text = speller.spell(&entry.shown, entry.index, &mut losses);
        longest = longest.max(text.longest);
        if text.bytes.len() > ROOM * MOST_BLOCKS {
            return Err(WriteError::Other(format!(
                "the text of cue {} is too long for EBU STL, whose subtitles have 26992 bytes at most",
                entry.index + 1
            )));
        }
        push(&mut blocks, n, entry, &text.bytes, &mut losses);
    }
    speller.finish(table)?;
    let counts = head::Counts { subtitles: entries.len(), blocks: blocks.len() / BLOCK, longest };
    let first = entries.iter().map(|entry| entry.times[0]).min_by_key(|code| code.frame());
    let mut bytes =
        head::spell(track, target, &head::Facts { disk, table, first, counts, rate }, &mut losses)?;
    bytes.extend_from_slice(&blocks);
    Ok(Written { body: Body::Bytes(bytes), losses })
}

/// The cues that can be written, with their frames.
fn entries<'t>(
    track: &'t Track<'t>,
    target: &Target<'_>,
    rate: FrameRate,
    losses: &mut Vec<Loss>,
) -> Result<Vec<Entry<'t>>, WriteError> {
    let mut out: Vec<Entry<'t>> = Vec::new();
    let mut until: Option<Time> = None;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = cue.times else {
            losses.push(Loss::cue(LossKind::Cue, index, "its times cannot be read"));
            continue;
        };
        let (mut times, mut rounded) = ([None; 2], Vec::new());
        for (slot, time) in times.iter_mut().zip([start, end]) {
            let (code, written) = timecode(time, target.start, rate, index)?;
            if !written.same_millisecond(time) {
                rounded.push(format!("{time} rounded to {written}"));
            }
            *slot = Some(code);
        }
        if !rounded.is_empty() {
            losses.push(Loss::cue(LossKind::Time, index, rounded.join(", ")));
        }
        let [Some(from), Some(mut to)] = times else { continue };
        if start < end && to.frame() <= from.frame() {
            to = Timecode::from_frame(from.frame() + 1, rate).unwrap_or(to);
        }
        if until.is_some_and(|until| start < until) {
            losses.push(Loss::cue(
                LossKind::Overlap,
                index,
                "it begins before another ends; EBU STL allows that in cumulative sets only, and it is written so",
            ));
        }
        until = until.max(Some(end));
        let (shown, fewer) = lines(track, cue, false);
        if fewer {
            losses.push(Loss::cue(LossKind::Lines, index, "blank lines"));
        }
        out.push(Entry { index, cue, times: [from, to], shown });
    }
    Ok(out)
}

/// The timecode nearest to a time, and the time it stands for.
fn timecode(
    time: Time,
    start: Option<Time>,
    rate: FrameRate,
    index: usize,
) -> Result<(Timecode, Time), WriteError> {
    let cue = u32::try_from(index).unwrap_or(u32::MAX);
    let refuse = |limit| WriteError::Time { cue, time, limit };
    let start = start.unwrap_or(Time::ZERO);
    let written = time.checked_add(start).filter(|_| !time.is_negative());
    let written = written.ok_or(refuse("EBU STL has no times before zero"))?;
    let day = "the clock of EBU STL ends with the day";
    let code = Timecode::from_frame(rate.nearest_frame(written), rate).ok_or(refuse(day))?;
    if code.fields()[0] > 23 {
        return Err(refuse(day));
    }
    let rounded = code.time().and_then(|it| it.checked_sub(start)).ok_or(refuse(day))?;
    Ok((code, rounded))
}

/// Adds the blocks of a cue, the `n`th from 0.
fn push(blocks: &mut Vec<u8>, n: usize, entry: &Entry<'_>, text: &[u8], losses: &mut Vec<Loss>) {
    let place = entry.cue.details.as_ref().map_or(Place::default(), |details| details.place);
    let (row, justification, exact) = place::spell(entry.cue.align, &place, entry.shown.len());
    if !exact {
        losses.push(Loss::cue(LossKind::Position, entry.index, "its place was rounded to a row and a side"));
    }
    if entry.shown.len() > usize::from(place::ROWS) {
        losses.push(Loss::cue(LossKind::Position, entry.index, "it has more lines than the screen has rows"));
    }
    let byte = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let number = u16::try_from(n % 0xffff + 1).unwrap_or(u16::MAX).to_le_bytes();
    let parts = text.len().div_ceil(ROOM).max(1);
    for part in 0..parts {
        let extension = if part + 1 == parts { LAST } else { byte(part) };
        blocks.extend([byte(n / 0xffff), number[0], number[1], extension, 0]);
        for code in entry.times {
            blocks.extend(code.fields().map(|field| u8::try_from(field).unwrap_or(0)));
        }
        blocks.extend([row, justification, 0]);
        let start = part * ROOM;
        let piece = text.get(start..text.len().min(start + ROOM)).unwrap_or_default();
        blocks.extend_from_slice(piece);
        blocks.extend(std::iter::repeat_n(FILLER, ROOM - piece.len()));
    }
}

#[cfg(test)]
mod tests;
