//! A cue's lines as the bytes of a text field.

use super::letters;
use crate::format::stl::charset::{Bytes, Charset, Table};
use crate::format::stl::text::COLOURS;
use crate::format::write::{Shown, WriteError};
use crate::model::{Colour, Loss, LossKind, Style};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text as it is written.
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    /// Signs of its longest line.
    pub(super) longest: usize,
}

/// Spells texts in one table and collects the letters it lacks.
pub(super) struct Speller<'s> {
    charset: &'s Charset,
    missing: BTreeMap<char, u32>,
    coloured: bool,
}

/// What codes are in force.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Look {
    italic: bool,
    underline: bool,
    colour: Option<Colour>,
    background: Option<Colour>,
}

impl<'s> Speller<'s> {
    pub(super) fn new(charset: &'s Charset) -> Self {
        Self { charset, missing: BTreeMap::new(), coloured: false }
    }

    /// Spells a cue. Styles are ended with each line and begun again in the next, as readers differ in what a line
    /// break does to them.
    pub(super) fn spell(&mut self, lines: &Shown<'_>, cue: usize, losses: &mut Vec<Loss>) -> Text {
        let mut out = Text { bytes: Vec::new(), longest: 0 };
        let mut swaps = Vec::new();
        let mut look = Look::default();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                out.bytes.push(0x8a);
            }
            let mut signs = 0;
            for (i, piece) in line.iter().enumerate() {
                let wanted = self.look(piece.style, cue, losses);
                // A colour is said again in each line.
                if i == 0 && wanted.colour.is_some() {
                    look.colour = None;
                }
                change(&mut out.bytes, look, wanted);
                look = wanted;
                signs += self.letters(&piece.text, cue, &mut out.bytes, &mut swaps);
            }
            let ended = Look { colour: look.colour, ..Look::default() };
            change(&mut out.bytes, look, ended);
            look = ended;
            out.longest = out.longest.max(signs);
        }
        if !swaps.is_empty() {
            losses.push(Loss::cue(LossKind::Text, cue, swaps.join(", ")));
        }
        out
    }

    /// Writes the letters of a piece: how many signs they are.
    fn letters(&mut self, text: &str, cue: usize, out: &mut Vec<u8>, swaps: &mut Vec<String>) -> usize {
        let mut signs = 0;
        // Asked first, as composing takes three times as long as finding out that nothing is to be composed.
        let composed: Cow<'_, str> = match is_nfc_quick(text.chars()) {
            IsNormalized::Yes => Cow::Borrowed(text),
            _ => Cow::Owned(text.nfc().collect()),
        };
        for letter in composed.chars() {
            let mut put = |bytes: Option<Bytes>| match bytes {
                Some(Bytes::One(byte)) => out.push(byte),
                Some(Bytes::Two(accent, letter)) => out.extend([accent, letter]),
                None => {}
            };
            let twin = matches!(letter, '―' | 'Ð').then_some(if letter == 'Ð' { "Đ" } else { "—" });
            let other = match self.charset.write(letter) {
                own @ Some(_) => {
                    put(own);
                    signs += 1;
                    twin
                }
                None => match letters::stand_in(letter) {
                    Some(other) => {
                        other.chars().for_each(|sign| put(self.charset.write(sign)));
                        signs += other.len();
                        Some(other)
                    }
                    None => {
                        let cue = u32::try_from(cue).unwrap_or(u32::MAX);
                        self.missing.entry(letter).or_insert(cue);
                        None
                    }
                },
            };
            if let Some(other) = other {
                let swap = match other.is_empty() {
                    true => format!("U+{:04X} left out", u32::from(letter)),
                    false => format!("{} written {other}", letter.escape_debug()),
                };
                if !swaps.contains(&swap) {
                    swaps.push(swap);
                }
            }
        }
        signs
    }

    /// The look of a style, colours to the nearest of the eight.
    fn look(&mut self, style: Style, cue: usize, losses: &mut Vec<Loss>) -> Look {
        let mut near = |colour: Option<Colour>, kind| {
            let colour = colour?;
            let nearest = nearest(colour);
            if nearest != colour {
                losses.push(Loss::cue(kind, cue, format!("{colour} written as {nearest}")));
            }
            Some(nearest)
        };
        let colour = near(style.colour, LossKind::Colour).filter(|colour| *colour != Colour::WHITE);
        let background = near(style.background, LossKind::Background);
        let teletext = colour.is_some() || background.is_some_and(|it| it != COLOURS[0]);
        if teletext && !self.coloured {
            self.coloured = true;
            losses.push(Loss::track(
                LossKind::Colour,
                "EBU STL has colours for teletext; some readers do not show them in open subtitles",
            ));
        }
        Look { italic: style.italic, underline: style.underline, colour, background }
    }

    /// # Errors
    /// The letters that the table lacks.
    pub(super) fn finish(self, table: Table) -> Result<(), WriteError> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let kazakh = self.missing.keys().any(|letter| letters::is_kazakh(*letter));
        Err(WriteError::Letters {
            letters: self.missing.into_iter().collect(),
            set: table.name(),
            help: match kazakh {
                true => "write Kazakh in the 2021 Latin alphabet (--to kk-Latn) or choose another format",
                false => "choose another format",
            },
        })
    }
}

fn nearest(colour: Colour) -> Colour {
    let far = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let distance = |it: &Colour| far(it.0, colour.0) + far(it.1, colour.1) + far(it.2, colour.2);
    COLOURS.into_iter().min_by_key(distance).unwrap_or(Colour::WHITE)
}

fn code(colour: Option<Colour>) -> u8 {
    let at = COLOURS.iter().position(|it| Some(*it) == colour);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(7)
}

/// Writes the codes that lead from one look to another.
fn change(out: &mut Vec<u8>, from: Look, to: Look) {
    if from.italic && !to.italic {
        out.push(0x81);
    }
    if from.underline && !to.underline {
        out.push(0x83);
    }
    let mut colour = from.colour;
    if from.background != to.background {
        match to.background {
            None => out.push(0x85),
            Some(black) if black == COLOURS[0] => out.push(0x84),
            // The background is the letters' colour of the moment.
            Some(other) => {
                out.extend([code(Some(other)), 0x1d]);
                colour = Some(other).filter(|it| *it != Colour::WHITE);
            }
        }
    }
    if colour != to.colour {
        out.push(code(to.colour));
    }
    if to.underline && !from.underline {
        out.push(0x82);
    }
    if to.italic && !from.italic {
        out.push(0x80);
    }
}
