//! Codes in braces: `{y:i}` for a line, `{Y:i}` for all lines that follow.

use crate::model::{Colour, Style};

/// A code longer than this is text.
const LONGEST: usize = 256;

/// A code: its letter, its value, and its length with the braces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Code<'t> {
    pub(super) letter: u8,
    pub(super) value: &'t str,
    pub(super) len: usize,
}

/// What a code does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Effect {
    /// The style changes.
    Styled,
    /// The cue's place changes.
    Align(u8),
    /// Letters of another kind or size.
    Font,
    /// A position in pixels.
    Position,
    /// It cannot be read.
    Unreadable,
}

/// Reads the code at the start of `text`, which begins with a brace. The next brace ends the search, so that a run of
/// them costs no more than its length. `None` where the brace is plain text.
pub(super) fn code(text: &str) -> Option<Code<'_>> {
    let bytes = text.as_bytes();
    let letter = *bytes.get(1)?;
    if bytes.get(2) != Some(&b':') || !b"yYcCfFsSpPhHoO".contains(&letter) {
        return None;
    }
    let window = bytes.get(3..bytes.len().min(LONGEST))?;
    let end = memchr::memchr2(b'{', b'}', window).filter(|i| window.get(*i) == Some(&b'}'))? + 3;
    Some(Code { letter, value: text.get(3..end)?, len: end + 1 })
}

impl Code<'_> {
    /// Whether it holds for all lines that follow, and not for its own alone.
    pub(super) fn for_all(&self) -> bool {
        self.letter.is_ascii_uppercase()
    }

    /// Changes `style`, and says what else it does.
    pub(super) fn apply(&self, style: &mut Style) -> Effect {
        match self.letter.to_ascii_lowercase() {
            b'y' => {
                let mut known = false;
                for sign in self.value.bytes() {
                    let flag = match sign.to_ascii_lowercase() {
                        b'i' => &mut style.italic,
                        b'b' => &mut style.bold,
                        b'u' => &mut style.underline,
                        b's' => &mut style.strike,
                        _ => continue,
                    };
                    *flag = true;
                    known = true;
                }
                if known { Effect::Styled } else { Effect::Unreadable }
            }
            b'c' => match bgr(self.value) {
                Some(colour) => {
                    style.colour = Some(colour);
                    Effect::Styled
                }
                None => Effect::Unreadable,
            },
            b'p' => match self.value.trim() {
                "0" => Effect::Align(8),
                "1" => Effect::Align(2),
                _ => Effect::Unreadable,
            },
            b'o' => Effect::Position,
            _ => Effect::Font,
        }
    }
}

/// `$BBGGRR`: blue, green, red.
fn bgr(value: &str) -> Option<Colour> {
    let hex = value.trim().trim_start_matches('$');
    let digits = hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let value = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
    let byte = |shift: u32| u8::try_from(value >> shift & 0xff).unwrap_or(0);
    Some(Colour(byte(0), byte(8), byte(16)))
}
