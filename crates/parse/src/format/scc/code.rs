//! What a pair of bytes asks of a decoder.

use super::tables;

/// A pair of bytes without parity, on whichever data channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Code {
    /// Nothing: filling.
    Null,
    /// One or two letters of the first table; a zero is filling.
    Letters(u8, u8),
    /// A letter of the special set.
    Special(char),
    /// A letter that takes the place of the one before it.
    Extended(char),
    /// To a row, with a column and a look.
    Preamble {
        /// Row, from 0.
        row: u8,
        /// Column, from 0.
        column: u8,
        /// Colour, 0 to 6.
        colour: u8,
        /// Italics.
        italic: bool,
        /// Underline.
        underline: bool,
    },
    /// A change of look inside a row; `None` is italics, which leave the colour.
    Look(Option<u8>, bool),
    /// A colour behind letters, 0 to 7; `None` is the picture itself.
    Behind(Option<u8>),
    /// Black letters, underlined or not.
    Black(bool),
    /// Columns to the right.
    Tab(u8),
    /// A command.
    Command(Command),
    /// Extended data, which is about the programme: its start, its kind and what follows.
    Data,
    /// A control pair that the standard does not have, or a set of letters this reader lacks.
    Unknown,
}

/// Commands, by their second byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Command {
    /// RCL: what follows is loaded unseen.
    PopOn,
    /// BS.
    Backspace,
    /// AOF, AON: without effect.
    Alarm,
    /// DER: from the cursor to the end of the row.
    DeleteToEnd,
    /// RU2 to RU4.
    RollUp(u8),
    /// FON.
    Flash,
    /// RDC: what follows is shown at once.
    PaintOn,
    /// TR, RTD: no captions.
    Text,
    /// EDM.
    EraseShown,
    /// CR.
    Return,
    /// ENM.
    EraseLoaded,
    /// EOC: what was loaded is shown.
    Flip,
}

/// The data channel of a control pair (0 or 1), and the pair.
pub(super) fn read(first: u8, second: u8) -> (Option<u8>, Code) {
    match first {
        0 if second < 0x20 => (None, Code::Null),
        0 | 0x20..=0x7f => (None, Code::Letters(first, if second < 0x20 { 0 } else { second })),
        0x01..=0x0f => (None, Code::Data),
        _ => (Some(first >> 3 & 1), control(first & 0x17, second)),
    }
}

/// A control pair with the bit of its channel taken off.
fn control(first: u8, second: u8) -> Code {
    let underline = second & 1 != 0;
    match (first, second) {
        (_, 0x40..=0x7f) => preamble(first, second),
        (0x11, 0x20..=0x2d) => Code::Look(Some(second >> 1 & 7), underline),
        (0x11, 0x2e | 0x2f) => Code::Look(None, underline),
        (0x11, 0x30..=0x3f) => tables::special(second).map_or(Code::Unknown, Code::Special),
        (0x12 | 0x13, 0x20..=0x3f) => {
            tables::extended(first & 7, second).map_or(Code::Unknown, Code::Extended)
        }
        (0x10, 0x20..=0x2f) => Code::Behind(Some(second >> 1 & 7)),
        (0x17, 0x2d) => Code::Behind(None),
        (0x17, 0x2e | 0x2f) => Code::Black(underline),
        (0x17, 0x21..=0x23) => Code::Tab(second & 3),
        // 15 is 14 on the second field.
        (0x14 | 0x15, 0x20..=0x2f) => Code::Command(command(second)),
        _ => Code::Unknown,
    }
}

fn preamble(first: u8, second: u8) -> Code {
    let row = tables::row(first, second);
    let underline = second & 1 != 0;
    let low = second & 0x1f;
    if low >= 0x10 {
        return Code::Preamble { row, column: (low - 0x10) / 2 * 4, colour: 0, italic: false, underline };
    }
    let italic = low >= 0x0e;
    Code::Preamble { row, column: 0, colour: if italic { 0 } else { low >> 1 }, italic, underline }
}

fn command(second: u8) -> Command {
    match second & 0x0f {
        0 => Command::PopOn,
        1 => Command::Backspace,
        2 | 3 => Command::Alarm,
        4 => Command::DeleteToEnd,
        n @ 5..=7 => Command::RollUp(n - 3),
        8 => Command::Flash,
        9 => Command::PaintOn,
        10 | 11 => Command::Text,
        12 => Command::EraseShown,
        13 => Command::Return,
        14 => Command::EraseLoaded,
        _ => Command::Flip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let preamble = |row, column, colour, italic, underline| Code::Preamble {
            row,
            column,
            colour,
            italic,
            underline,
        };
        for (pair, channel, code) in [
            (0x1420, Some(0), Code::Command(Command::PopOn)),
            (0x1c2f, Some(1), Code::Command(Command::Flip)),
            (0x152c, Some(0), Code::Command(Command::EraseShown)),
            (0x1426, Some(0), Code::Command(Command::RollUp(3))),
            (0x1452, Some(0), preamble(13, 4, 0, false, false)),
            (0x147a, Some(0), preamble(14, 20, 0, false, false)),
            (0x1370, Some(0), preamble(12, 0, 0, false, false)),
            (0x104f, Some(0), preamble(10, 0, 0, true, true)),
            (0x1964, Some(1), preamble(1, 0, 2, false, false)),
            (0x112e, Some(0), Code::Look(None, false)),
            (0x1129, Some(0), Code::Look(Some(4), true)),
            (0x1137, Some(0), Code::Special('♪')),
            (0x1227, Some(0), Code::Extended('¡')),
            (0x1b22, Some(1), Code::Extended('Í')),
            (0x1722, Some(0), Code::Tab(2)),
            (0x102e, Some(0), Code::Behind(Some(7))),
            (0x4100, None, Code::Letters(b'A', 0)),
            (0x0041, None, Code::Letters(0, b'A')),
            (0x0000, None, Code::Null),
            (0x0103, None, Code::Data),
            (0x1724, Some(0), Code::Unknown),
            (0x1410, Some(0), Code::Unknown),
        ] {
            let [first, second] = u16::to_be_bytes(pair);
            assert_eq!(read(first, second), (channel, code), "{pair:04x}");
        }
    }

    #[test]
    fn no_pair_of_bytes_is_too_odd() {
        for pair in 0..0x8000u16 {
            let [first, second] = pair.to_be_bytes();
            if let (_, Code::Preamble { row, column, colour, .. }) = read(first, second & 0x7f) {
                assert!(row < 15 && column < 32 && colour < 7);
            }
        }
    }
}
