//! The state of a 608 decoder, and the captions that come and go on its screen.
//!
//! *Pop-on*: text is loaded unseen; a flip shows it. *Paint-on*: letters are seen as they come; whatever one line of the
//! file adds to the screen makes a caption of the whole screen, which takes the place of the one before. *Roll-up*:
//! each row is a caption, from its first letter until it rolls out of its window.

mod captions;

use super::code::{Code, Command};
use super::faults;
use super::screen::{COLUMNS, Cell, KEPT, Memory, ROWS, ShownRow};
use super::tables::{self, TRANSPARENT};
use crate::base::Span;
use crate::model::{Colour, Style};
use crate::syntax::{Fault, Problem};
use std::collections::VecDeque;

/// An instant at which the screen changes: a word of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Event {
    /// The line, counted over those with codes.
    pub(super) line: usize,
    /// Frames from the line's timecode.
    pub(super) offset: i64,
    /// The word.
    pub(super) word: Span,
}

/// What is seen from one instant to another.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Caption {
    pub(super) kind: CaptionKind,
    /// Its place in [`Decoded::events`](super::decode::Decoded::events).
    pub(super) start: usize,
    /// `None` where nothing ends it.
    pub(super) end: Option<usize>,
    pub(super) rows: Vec<ShownRow>,
}

/// How a caption comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CaptionKind {
    Pop,
    Paint,
    Roll,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
enum Mode {
    #[default]
    None,
    Pop,
    Paint,
    Roll,
}

#[derive(Default)]
pub(super) struct Machine {
    mode: Mode,
    /// Text mode is on; `mode` is what was before it.
    text: bool,
    memories: [Memory; 2],
    /// Which of them is on the screen.
    front: usize,
    row: u8,
    column: u8,
    style: Style,
    flash: bool,
    /// This line's letters go on with a painted caption.
    burst: bool,
    /// The caption that is the whole screen.
    screen: Option<usize>,
    /// The captions of the window's rows, the lowest last.
    window: VecDeque<Option<usize>>,
    /// Captions of rows that roll-up mode left on the screen when another began.
    left: Vec<usize>,
    events: Vec<Event>,
    captions: Vec<Caption>,
    problems: Vec<Problem>,
    /// Columns that captions may still show: what flips back and forth must not fill the memory.
    allowance: usize,
}

/// Columns of captions for each word that is sent. No honest file comes near: a word sends two.
const COLUMNS_A_WORD: usize = 16;

impl Machine {
    pub(super) fn begin_line(&mut self) {
        self.burst = false;
    }

    /// Acts on one code; gives back what is wrong with it.
    pub(super) fn act(&mut self, code: Code, at: Event) -> Option<&'static Fault> {
        self.allowance = self.allowance.saturating_add(COLUMNS_A_WORD);
        match code {
            Code::Command(command) => return self.command(command, at),
            Code::Letters(a, b) => {
                let first = (a != 0).then(|| self.letter(tables::basic(a), at)).flatten();
                let second = (b != 0).then(|| self.letter(tables::basic(b), at)).flatten();
                return first.or(second);
            }
            Code::Special(letter) => return self.letter(letter, at),
            _ if self.text => return Some(&faults::TEXT),
            Code::Extended(letter) => {
                self.back();
                return self.letter(letter, at);
            }
            Code::Preamble { row, column, colour, italic, underline } => {
                let colour = tables::colour(colour);
                self.style = Style { italic, underline, colour, ..Style::default() };
                self.flash = false;
                self.go_to(row);
                self.column = column;
            }
            Code::Look(colour, underline) => {
                match colour {
                    Some(code) => {
                        self.style.italic = false;
                        self.style.colour = tables::colour(code);
                    }
                    None => self.style.italic = true,
                }
                self.style.underline = underline;
                self.flash = false;
                return self.gap(at);
            }
            Code::Behind(colour) => {
                // Black is what captions have behind them unasked.
                let colour = colour.filter(|c| *c < 7).and_then(|c| tables::COLOURS.get(usize::from(c)));
                self.style.background = colour.copied();
                return self.behind(at);
            }
            Code::Black(underline) => {
                self.style.colour = Some(Colour(0, 0, 0));
                self.style.underline = underline;
                return self.behind(at);
            }
            Code::Tab(n) if self.column < COLUMNS => self.column = (self.column + n).min(COLUMNS - 1),
            Code::Tab(_) => {}
            Code::Null | Code::Data | Code::Unknown => {}
        }
        None
    }

    fn command(&mut self, command: Command, at: Event) -> Option<&'static Fault> {
        match command {
            Command::PopOn => self.enter(Mode::Pop),
            Command::PaintOn => {
                self.enter(Mode::Paint);
                self.burst = false;
            }
            Command::RollUp(depth) => self.roll_up(depth, at),
            Command::Text => {
                self.text = true;
                return Some(&faults::TEXT);
            }
            Command::EraseShown => {
                if self.is_open() || !self.shown().is_blank() {
                    let event = self.event(at);
                    self.settle();
                    self.close(event);
                }
                self.shown().clear();
                self.burst = false;
            }
            Command::EraseLoaded => {
                self.unseen();
                self.loaded().clear();
            }
            Command::Flip => self.flip(at),
            Command::Alarm => {}
            _ if self.text => return Some(&faults::TEXT),
            Command::Flash => {
                self.flash = true;
                return self.gap(at);
            }
            Command::Return => self.carriage_return(at),
            Command::Backspace | Command::DeleteToEnd => self.delete(command, at),
        }
        None
    }

    fn enter(&mut self, mode: Mode) {
        if self.mode == Mode::Roll && mode != Mode::Roll {
            self.settle();
            self.left.extend(self.window.drain(..).flatten());
        }
        self.mode = mode;
        self.text = false;
    }

    fn shown(&mut self) -> &mut Memory {
        let [first, second] = &mut self.memories;
        if self.front == 0 { first } else { second }
    }

    fn loaded(&mut self) -> &mut Memory {
        let [first, second] = &mut self.memories;
        if self.front == 0 { second } else { first }
    }

    /// The memory that letters go to.
    fn target(&mut self) -> &mut Memory {
        if self.mode == Mode::Pop { self.loaded() } else { self.shown() }
    }

    /// The cell a code of its own takes: a blank.
    fn gap(&mut self, at: Event) -> Option<&'static Fault> {
        self.letter(' ', at)
    }

    /// Colours behind letters take the place of the blank before them. A decoder writes over a letter that stands
    /// there instead; its author meant it, so it stays.
    fn behind(&mut self, at: Event) -> Option<&'static Fault> {
        let before = self.column.checked_sub(1)?;
        let row = self.row;
        if self.target().is_seen(row, before) {
            return Some(&faults::BEHIND);
        }
        self.back();
        self.gap(at)
    }

    fn letter(&mut self, letter: char, at: Event) -> Option<&'static Fault> {
        if self.text {
            return Some(&faults::TEXT);
        }
        let seen = !matches!(letter, ' ' | TRANSPARENT);
        match self.mode {
            Mode::None => return Some(&faults::NO_MODE),
            Mode::Pop => {}
            Mode::Paint if seen && !self.burst => self.begin_burst(at),
            Mode::Roll if seen && self.window.back() == Some(&None) => {
                let event = self.event(at);
                let caption = self.open(CaptionKind::Roll, event, Vec::new());
                if let Some(last) = self.window.back_mut() {
                    *last = Some(caption);
                }
            }
            Mode::Paint | Mode::Roll => {}
        }
        let wide = self.column >= COLUMNS;
        let (row, column) = (self.row, self.column.min(KEPT - 1));
        let cell = Cell { letter, style: self.style, flash: self.flash, word: at.word };
        let target = self.target();
        target.put(row, column, cell);
        if seen {
            target.seen = false;
        }
        self.column = column + 1;
        (wide && seen).then_some(&faults::WIDE)
    }

    fn back(&mut self) {
        self.column = self.column.saturating_sub(1);
        let (row, column) = (self.row, self.column);
        self.target().erase(row, column);
    }

    /// Letters taken away: a caption that has none left is over.
    fn delete(&mut self, command: Command, at: Event) {
        if self.mode != Mode::Pop {
            self.settle();
        }
        if command == Command::Backspace {
            if self.column > 0 {
                self.back();
            }
        } else {
            let (row, column) = (self.row, self.column);
            self.target().erase_from(row, column);
        }
        if self.mode != Mode::Pop && self.is_open() && self.shown().is_blank() {
            let event = self.event(at);
            self.close(event);
            self.burst = false;
        }
    }

    fn flip(&mut self, at: Event) {
        self.enter(Mode::Pop);
        self.burst = false;
        if !self.is_open() && self.loaded().is_blank() {
            self.front = 1 - self.front.min(1);
            return;
        }
        let event = self.event(at);
        self.settle();
        self.close(event);
        self.shown().seen = true;
        self.front = 1 - self.front.min(1);
        let shown = self.shown();
        shown.seen = true;
        let rows = shown.shown();
        if !rows.is_empty() {
            let caption = self.open(CaptionKind::Pop, event, rows);
            self.screen = Some(caption);
        }
    }

    fn begin_burst(&mut self, at: Event) {
        let event = self.event(at);
        self.settle();
        self.close(event);
        let caption = self.open(CaptionKind::Paint, event, Vec::new());
        self.screen = Some(caption);
        self.burst = true;
    }

    fn roll_up(&mut self, depth: u8, at: Event) {
        let before = self.mode;
        self.enter(Mode::Roll);
        if before != Mode::Roll {
            if self.is_open() || !self.shown().is_blank() {
                let event = self.event(at);
                self.settle();
                self.close(event);
            }
            self.unseen();
            self.memories.iter_mut().for_each(Memory::clear);
            self.window = std::iter::repeat_n(None, depth.into()).collect();
            (self.row, self.column) = (ROWS - 1, 0);
            (self.style, self.flash) = (Style::default(), false);
            return;
        }
        while self.window.len() > usize::from(depth) {
            let top = self.top();
            self.shown().erase_from(top, 0);
            if let Some(caption) = self.window.pop_front().flatten() {
                let event = self.event(at);
                self.end(caption, event);
            }
        }
        while self.window.len() < usize::from(depth) {
            self.window.push_front(None);
        }
        self.go_to(self.row);
    }

    /// The row of the window's topmost row.
    fn top(&self) -> u8 {
        let depth = u8::try_from(self.window.len()).unwrap_or(1).max(1);
        self.row.saturating_sub(depth - 1)
    }

    /// To another row; in roll-up mode the window moves with it, as far as the screen allows.
    fn go_to(&mut self, row: u8) {
        if self.mode != Mode::Roll {
            self.row = row;
            return;
        }
        let depth = u8::try_from(self.window.len()).unwrap_or(1).max(1);
        let (from, to) = (self.row, row.max(depth - 1));
        if from != to {
            self.shown().shift(depth, from, to);
            self.row = to;
        }
    }

    fn carriage_return(&mut self, at: Event) {
        if self.mode != Mode::Roll {
            return;
        }
        self.settle();
        if let Some(caption) = self.window.pop_front().flatten() {
            let event = self.event(at);
            self.end(caption, event);
        }
        self.window.push_back(None);
        let (top, base) = (self.top(), self.row);
        self.shown().roll(top, base);
        self.column = 0;
        (self.style, self.flash) = (Style::default(), false);
    }
}
