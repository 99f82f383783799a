//! A subtitle's text field → lines and runs.
//!
//! Teletext: each row begins in white on black, and a control code takes up a cell, which shows as a blank; blanks at
//! the ends of a row are layout. Open subtitles: codes take no room, blanks stay, and a style lasts until it is ended.

use super::charset::{Charset, Sign};
use super::header::Header;
use super::layout::Block;
use super::offsets::Offsets;
use super::place::Extent;
use crate::model::{Colour, Line, Run, Style, Track};
use crate::syntax::{Problem, ProblemKind};
use std::ops::Range;

const BLACK: Colour = Colour(0, 0, 0);

/// The eight colours of teletext, in the order of their codes.
pub(super) const COLOURS: [Colour; 8] = [
    BLACK,
    Colour(255, 0, 0),
    Colour(0, 255, 0),
    Colour(255, 255, 0),
    Colour(0, 0, 255),
    Colour(255, 0, 255),
    Colour(0, 255, 255),
    Colour::WHITE,
];

/// White, the format's own colour, is the player's own.
fn colour(code: u8) -> Option<Colour> {
    COLOURS.get(usize::from(code)).copied().filter(|colour| *colour != Colour::WHITE)
}

/// What a text holds beside lines and runs.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// The rows it takes up.
    pub(super) extent: Extent,
    /// Double height.
    pub(super) double: bool,
    /// Flashing, hidden or mosaic signs.
    pub(super) effect: bool,
}

/// Sets the texts of a file, one cue at a time.
pub(super) struct Setter<'s, 'd> {
    pub(super) text: &'d str,
    pub(super) offsets: &'s Offsets<'s>,
    pub(super) header: Header,
    pub(super) charset: Charset,
    bytes: Vec<(usize, u8)>,
}

/// Where the text stands.
struct State {
    cue: u32,
    style: Style,
    /// First run of the line.
    first_run: usize,
    /// The line's bytes so far.
    line: Option<Range<usize>>,
    /// Codes and blanks that wait for something to stand behind them, in teletext.
    gap: Option<Range<usize>>,
    /// Line breaks so far.
    breaks: i32,
    /// Line breaks before the first line and before the last.
    first: Option<i32>,
    last: i32,
    lines: i32,
    seen: Seen,
}

impl<'s, 'd> Setter<'s, 'd> {
    pub(super) fn new(text: &'d str, offsets: &'s Offsets<'s>, header: Header) -> Self {
        Self { text, offsets, header, charset: Charset::new(header.table), bytes: Vec::new() }
    }

    /// The text of some blocks as one string, without styles: comments, for reports.
    pub(super) fn plain(&self, blocks: &[Block<'_>]) -> String {
        let mut out = String::new();
        let bytes: Vec<u8> = blocks.iter().flat_map(|block| block.text()).copied().collect();
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            let mut len = 1;
            match byte {
                byte if Charset::is_plain(byte) => out.push(char::from(byte)),
                0xa0.. => {
                    let sign = self.charset.read(byte, bytes.get(at + 1).copied());
                    sign.push_to(&mut out);
                    len = sign.len;
                }
                0x80..=0x85 => {}
                _ if out.ends_with(' ') => {}
                _ => out.push(' '),
            }
            at += len;
        }
        out.trim().to_owned()
    }

    /// Sets a cue.
    pub(super) fn set(&mut self, blocks: &[Block<'_>], cue: u32, track: &mut Track<'d>) -> Seen {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        for block in blocks {
            let at = block.text_at();
            bytes.extend(block.text().iter().enumerate().map(|(i, byte)| (at + i, *byte)));
        }
        let mut state = State {
            cue,
            style: Style::default(),
            first_run: track.runs.len(),
            line: None,
            gap: None,
            breaks: 0,
            first: None,
            last: 0,
            lines: 0,
            seen: Seen::default(),
        };
        let mut at = 0;
        while let Some((place, byte)) = bytes.get(at).copied() {
            let len = match byte {
                0x8a => {
                    self.end_line(&mut state, track);
                    state.breaks += 1;
                    at += 1;
                    continue;
                }
                _ if Charset::is_plain(byte) => self.ascii(&bytes, at, &mut state, track),
                0xa0.. => self.letters(&bytes, at, &mut state, track),
                _ => {
                    self.code(byte, place, &mut state, track);
                    1
                }
            };
            let end = bytes.get(at + len - 1).map_or(place, |last| last.0) + 1;
            state.line = Some(state.line.map_or(place, |line| line.start)..end);
            at += len;
        }
        self.end_line(&mut state, track);
        self.bytes = bytes;
        let height = if state.seen.double { 2 } else { 1 };
        let above = state.first.unwrap_or(0);
        let span = (state.last - above).max((state.lines - 1).max(0) * height);
        state.seen.extent = Extent { above, rows: span + height };
        state.seen
    }

    /// A stretch of ASCII: how many bytes it has. It stands in the source as it is shown.
    fn ascii(&self, bytes: &[(usize, u8)], at: usize, state: &mut State, track: &mut Track<'d>) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some((start, _)) = rest.first().copied() else { return 1 };
        let joined = |(i, it): (usize, &(usize, u8))| Charset::is_plain(it.1) && it.0 == start + i;
        let len = rest.iter().enumerate().take_while(|it| joined(*it)).count().max(1);
        let shown = rest.get(..len).unwrap_or_default();
        for (place, byte) in shown {
            if let Some(fault) = self.charset.odd(*byte) {
                self.report(ProblemKind::Own(fault), *place..place + 1, state, track);
            }
        }
        let (mut from, mut to) = (0, len);
        if self.header.teletext {
            let blank = |it: &&(usize, u8)| it.1 == b' ';
            let goes_on = rest.get(len).is_some_and(|next| next.1 >= 0xa0 || Charset::is_plain(next.1));
            if !goes_on {
                to -= shown.iter().rev().take_while(blank).count();
            }
            if state.gap.is_some() || track.runs.len() == state.first_run {
                from = shown.iter().take_while(blank).count().min(to);
            }
            if to == from {
                widen(&mut state.gap, start..start + len);
                return len;
            }
            if from > 0 {
                widen(&mut state.gap, start..start + from);
            }
            self.fill_gap(state, track);
        }
        let span = self.offsets.span(start + from, start + to);
        track.runs.push(Run::plain(span.of(self.text), span, state.style));
        if to < len {
            state.gap = Some(start + to..start + len);
        }
        len
    }

    /// A stretch of letters from the upper half of the table: how many bytes it has.
    fn letters(&self, bytes: &[(usize, u8)], at: usize, state: &mut State, track: &mut Track<'d>) -> usize {
        self.fill_gap(state, track);
        let (mut len, mut text) = (0, String::new());
        let (mut start, mut end) = (0, 0);
        while let Some((place, first)) = bytes.get(at + len).copied().filter(|it| it.1 >= 0xa0) {
            // A stretch that goes on in another block is a run of its own there.
            if len > 0 && place != end {
                break;
            }
            let next = bytes.get(at + len + 1).copied();
            let Sign { letter, len: width, fault } = self.charset.read(first, next.map(|it| it.1));
            start = if len == 0 { place } else { start };
            end = if width > 1 { next.map_or(place, |it| it.0) + 1 } else { place + 1 };
            text.push(letter.0);
            text.extend(letter.1);
            if let Some(fault) = fault {
                self.report(ProblemKind::Own(fault), place..end, state, track);
            }
            len += width;
        }
        let span = self.offsets.span(start, end);
        track.runs.push(Run { text: text.into(), span, style: state.style, details: None });
        len.max(1)
    }

    /// A control code.
    fn code(&self, byte: u8, place: usize, state: &mut State, track: &mut Track<'d>) {
        let style = &mut state.style;
        match byte {
            0..=7 => style.colour = colour(byte),
            // Boxes and normal height: as a subtitle is in any case.
            0x09..=0x0c => {}
            0x0d => state.seen.double = true,
            // Flashing, other sizes, mosaic signs, hidden text.
            0x08 | 0x0e..=0x1a | 0x1e | 0x1f => state.seen.effect = true,
            0x1c => style.background = if self.header.teletext { None } else { Some(BLACK) },
            0x1d => style.background = Some(style.colour.unwrap_or(Colour::WHITE)),
            0x80 => style.italic = true,
            0x81 => style.italic = false,
            0x82 => style.underline = true,
            0x83 => style.underline = false,
            0x84 => style.background = Some(BLACK),
            0x85 => style.background = None,
            _ => self.report(ProblemKind::TagUnknown, place..place + 1, state, track),
        }
        if byte < 0x20 && self.header.teletext {
            widen(&mut state.gap, place..place + 1);
        }
        if matches!(byte, 0x08 | 0x0e..=0x1b | 0x1e | 0x1f) && !self.header.teletext {
            self.report(ProblemKind::TagUnknown, place..place + 1, state, track);
        }
    }

    /// The blank between what stands before a gap and what follows it.
    fn fill_gap(&self, state: &mut State, track: &mut Track<'d>) {
        let Some(gap) = state.gap.take() else { return };
        let Some(style) = track.runs.get(state.first_run..).and_then(<[_]>::last).map(|run| run.style) else {
            return;
        };
        let span = self.offsets.span(gap.start, gap.end);
        let written = span.of(self.text);
        let blanks = !written.is_empty() && written.bytes().all(|b| b == b' ');
        let run = match blanks {
            true => Run::plain(written, span, style),
            false => Run { text: " ".to_owned().into(), span, style, details: None },
        };
        track.runs.push(run);
    }

    fn end_line(&self, state: &mut State, track: &mut Track<'d>) {
        let runs = track.runs.get(state.first_run..).unwrap_or_default();
        let shows = runs.iter().any(|run| run.text.bytes().any(|b| b != b' '));
        match state.line.take().filter(|_| shows) {
            Some(line) => {
                let span = self.offsets.span(line.start, line.end);
                let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                track.lines.push(Line { span, runs: small(state.first_run)..small(track.runs.len()) });
                state.first.get_or_insert(state.breaks);
                state.last = state.breaks;
                state.lines += 1;
            }
            None => track.runs.truncate(state.first_run),
        }
        state.first_run = track.runs.len();
        state.gap = None;
        if self.header.teletext {
            state.style.colour = None;
            state.style.background = None;
        }
    }

    fn report(&self, kind: ProblemKind, place: Range<usize>, state: &State, track: &mut Track<'d>) {
        let span = self.offsets.span(place.start, place.end);
        track.problems.push(Problem { kind, span, cue: Some(state.cue) });
    }
}

fn widen(gap: &mut Option<Range<usize>>, by: Range<usize>) {
    *gap = Some(gap.as_ref().map_or(by.start, |gap| gap.start)..by.end);
}
