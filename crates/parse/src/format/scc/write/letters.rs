//! A cue's lines in the letters and looks of 608.

use super::super::tables::{self, Sent};
use crate::format::write::{Shown, WriteError};
use crate::model::{Colour, Loss, LossKind, Style, is_unseen};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What letters look like.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Look {
    /// 0 (white) to 6.
    pub(super) colour: u8,
    pub(super) italic: bool,
    pub(super) underline: bool,
}

impl Look {
    /// The second bytes of the mid-row codes that change this look to another; each takes a cell.
    pub(super) fn to(self, new: Self) -> Vec<u8> {
        let underline = u8::from(new.underline);
        let colour = 0x20 | new.colour << 1 | underline;
        let italic = 0x2e | underline;
        if self == new {
            return Vec::new();
        }
        match (new.italic, self.colour == new.colour) {
            (false, _) => vec![colour],
            (true, true) => vec![italic],
            (true, false) => vec![colour, italic],
        }
    }
}

/// A letter and its look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Glyph {
    pub(super) sent: Sent,
    pub(super) look: Look,
}

/// Letters without a blank between them.
pub(super) type Word = Vec<Glyph>;

/// Turns text into letters of 608, and remembers those it has none for.
#[derive(Default)]
pub(super) struct Letters {
    missing: BTreeMap<char, u32>,
}

impl Letters {
    /// Whether a letter is missing.
    pub(super) fn lack(&self) -> bool {
        !self.missing.is_empty()
    }

    /// The error that names the missing letters.
    pub(super) fn finish(self) -> Result<(), WriteError> {
        if self.missing.is_empty() {
            return Ok(());
        }
        Err(WriteError::Letters {
            letters: self.missing.into_iter().collect(),
            set: "CEA-608",
            help: "608 captions have Latin letters only; write IMSC or WebVTT instead",
        })
    }

    /// The lines of a cue as words.
    pub(super) fn lines(&mut self, lines: &Shown<'_>, cue: usize, losses: &mut Vec<Loss>) -> Vec<Vec<Word>> {
        let mut other = Vec::new();
        let mut looks = Vec::new();
        let mut blanks = false;
        let mut out = Vec::with_capacity(lines.len());
        for line in lines.iter() {
            let mut words: Vec<Word> = vec![Word::new()];
            for piece in &line {
                let look = look(piece.style, &mut looks);
                for letter in piece.text.nfc() {
                    if letter.is_whitespace() {
                        // Blanks at the ends of a line show nothing; two in a row do.
                        blanks |= words.last().is_some_and(Vec::is_empty);
                        words.push(Word::new());
                    } else if let Some(word) = words.last_mut() {
                        self.letter(letter, look, cue, word, &mut other);
                    }
                }
            }
            words.retain(|word| !word.is_empty());
            if !words.is_empty() {
                out.push(words);
            }
        }
        losses.extend(other.into_iter().map(|what| Loss::cue(LossKind::Text, cue, what)));
        losses.extend(looks.into_iter().map(|what| Loss::cue(LossKind::Colour, cue, what)));
        if blanks {
            losses.push(Loss::cue(LossKind::Text, cue, "several blanks in a row became one"));
        }
        out
    }

    fn letter(&mut self, letter: char, look: Look, cue: usize, word: &mut Word, other: &mut Vec<String>) {
        if let Some(sent) = tables::sent(letter) {
            word.push(Glyph { sent, look });
        } else if let Some(instead) = tables::instead(letter) {
            word.extend(instead.chars().filter_map(tables::sent).map(|sent| Glyph { sent, look }));
            note(other, format!("\u{201c}{letter}\u{201d} became \u{201c}{instead}\u{201d}"));
        } else if is_unseen(letter) {
            note(other, format!("U+{:04X}, which shows nothing, is left out", u32::from(letter)));
        } else {
            let cue = u32::try_from(cue).unwrap_or(u32::MAX);
            self.missing.entry(letter).or_insert(cue);
        }
    }
}

/// Says a thing once.
fn note(said: &mut Vec<String>, what: String) {
    if !said.contains(&what) {
        said.push(what);
    }
}

/// The look of a style, with a word for each colour that 608 does not have.
fn look(style: Style, losses: &mut Vec<String>) -> Look {
    let wanted = style.colour.unwrap_or(Colour::WHITE);
    let (colour, exact) = tables::nearest(wanted);
    if !exact {
        let shown = tables::COLOURS.get(usize::from(colour)).copied().unwrap_or(Colour::WHITE);
        note(losses, format!("{wanted} became {shown}"));
    }
    Look { colour, italic: style.italic, underline: style.underline }
}
