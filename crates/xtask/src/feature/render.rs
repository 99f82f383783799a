//! From the film to the bytes of a SubRip file, with room for whatever can be wrong about them.

use super::{CHAIN, Film, Track};

/// Latin-1's í, which is no UTF-8.
const STRAY_BYTE: u8 = 0xed;
/// Stands in a text for that byte; for private use, so no text has it for anything else.
pub(super) const STRAY: char = '\u{f7ed}';

/// One cue of one file.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The slot of the film it belongs to.
    pub(super) slot: usize,
    /// In-time and out-time in frames.
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) lines: Vec<String>,
    /// Milliseconds that the two times are off their frames.
    pub(super) slip: [i64; 2],
    pub(super) counter: Counter,
    /// What is written in place of the line with the times.
    pub(super) stamps: Option<String>,
    /// A byte order mark before the counter.
    pub(super) bom: bool,
    /// The first text line ends as lines of the other kind of file do.
    pub(super) odd_line_end: bool,
    pub(super) after: After,
}

/// The line above the times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Counter {
    /// One more than the one before.
    Next,
    /// Two more, from here on.
    Skip,
    /// No line at all.
    Missing,
    /// This.
    Written(String),
}

/// What follows the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
    /// One blank line.
    Blank,
    /// None.
    Nothing,
    /// Two.
    Two,
    /// One that holds a blank.
    Dirty,
    /// Not even the end of the text line: the end of the file.
    Cut,
}

impl Block {
    pub(super) fn new(slot: usize, start: i64, end: i64, lines: Vec<String>) -> Self {
        Self {
            slot,
            start,
            end,
            lines,
            slip: [0; 2],
            counter: Counter::Next,
            stamps: None,
            bom: false,
            odd_line_end: false,
            after: After::Blank,
        }
    }

    /// The line with the times as it should be.
    pub(super) fn timing(&self) -> String {
        format!("{} --> {}", stamp(self.start, self.slip[0]), stamp(self.end, self.slip[1]))
    }
}

/// The cues of one language.
pub(super) fn blocks(film: &Film, track: usize) -> Vec<Block> {
    let mut out = Vec::new();
    for (index, slot) in film.slots.iter().enumerate() {
        let lines = &slot.lines[track];
        let mut push = |start, end, lines: &[String]| {
            out.push(Block::new(index, start, end, dressed(lines, slot.italic)));
        };
        match slot.split.filter(|split| split.track == track) {
            Some(split) => {
                push(slot.start, split.end, &lines[..1]);
                push(split.end + CHAIN, slot.ends[track], &lines[1..]);
            }
            None => push(slot.start, slot.ends[track], lines),
        }
    }
    out
}

/// Lines as they are written: tags around the whole cue.
pub(super) fn dressed(lines: &[String], italic: bool) -> Vec<String> {
    let mut out = lines.to_vec();
    if italic {
        if let Some(first) = out.first_mut() {
            first.insert_str(0, "<i>");
        }
        if let Some(last) = out.last_mut() {
            last.push_str("</i>");
        }
    }
    out
}

/// The bytes of a file.
pub(super) fn bytes(track: &Track, blocks: &[Block]) -> Vec<u8> {
    let (usual, odd) = if track.crlf { ("\r\n", "\n") } else { ("\n", "\r\n") };
    let mut text = String::new();
    if track.bom {
        text.push('\u{feff}');
    }
    let mut number = 0;
    for block in blocks {
        number += 1 + u32::from(block.counter == Counter::Skip);
        if block.bom {
            text.push('\u{feff}');
        }
        match &block.counter {
            Counter::Missing => {}
            Counter::Written(counter) => text.extend([counter, usual]),
            Counter::Next | Counter::Skip => text.extend([number.to_string().as_str(), usual]),
        }
        text.extend([block.stamps.clone().unwrap_or_else(|| block.timing()).as_str(), usual]);
        for (index, line) in block.lines.iter().enumerate() {
            text.push_str(line);
            let cut = block.after == After::Cut && index + 1 == block.lines.len();
            if !cut {
                text.push_str(if block.odd_line_end && index == 0 { odd } else { usual });
            }
        }
        match block.after {
            After::Blank => text.push_str(usual),
            After::Two => text.extend([usual, usual]),
            After::Dirty => text.extend([" ", usual]),
            After::Nothing | After::Cut => {}
        }
    }
    let mut out = Vec::with_capacity(text.len());
    for (index, part) in text.split(STRAY).enumerate() {
        out.extend((index > 0).then_some(STRAY_BYTE));
        out.extend_from_slice(part.as_bytes());
    }
    out
}

/// A frame's time, rounded to the nearest millisecond (frames of 24 a second are thirds of one apart from it, so
/// there are no halves), and moved by `slip`.
fn stamp(frame: i64, slip: i64) -> String {
    let ms = (frame * 125 + 1) / 3 + slip;
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02},{ms:03}", s / 3600, s / 60 % 60, s % 60)
}
