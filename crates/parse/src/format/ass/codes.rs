//! The override tags that players know, and how their values are read.

use super::tags::Tag;
use crate::base::Span;
use crate::model::Colour;
use std::ops::Range;

/// What an override tag does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Code {
    Italic,
    Bold,
    Underline,
    Strike,
    Colour,
    Align,
    OldAlign,
    Pos,
    Move,
    Fade,
    /// `\t`: whatever it holds changes bit by bit.
    Change,
    Reset,
    /// The duration of a syllable.
    Karaoke,
    /// When the next syllable begins.
    KaraokeAt,
    Drawing,
    Wrap,
    /// The look of letters.
    Look,
    /// Everything else that is seen.
    Effect,
    Unknown,
}

impl Code {
    /// It counts only with parentheses, and its name has nothing glued to it.
    fn needs_parens(self, name: &str) -> bool {
        matches!(self, Self::Pos | Self::Move | Self::Fade | Self::Change)
            || matches!(name, "clip" | "iclip" | "org")
    }

    /// Its value is a number.
    fn is_number(self) -> bool {
        use Code::*;
        matches!(
            self,
            Italic
                | Bold
                | Underline
                | Strike
                | Align
                | OldAlign
                | Karaoke
                | KaraokeAt
                | Drawing
                | Wrap
                | Effect
        )
    }
}

/// Tags are found by how they begin, so a longer name stands before a shorter one.
const CODES: [(&str, Code); 49] = [
    ("xbord", Code::Look),
    ("ybord", Code::Look),
    ("xshad", Code::Look),
    ("yshad", Code::Look),
    ("alpha", Code::Effect),
    ("iclip", Code::Effect),
    ("blur", Code::Effect),
    ("bord", Code::Look),
    ("clip", Code::Effect),
    ("fade", Code::Fade),
    ("fscx", Code::Look),
    ("fscy", Code::Look),
    ("move", Code::Move),
    ("shad", Code::Look),
    ("fad", Code::Fade),
    ("fax", Code::Effect),
    ("fay", Code::Effect),
    ("frx", Code::Effect),
    ("fry", Code::Effect),
    ("frz", Code::Effect),
    ("fsc", Code::Look),
    ("fsp", Code::Look),
    ("org", Code::Effect),
    ("pbo", Code::Effect),
    ("pos", Code::Pos),
    ("1a", Code::Effect),
    ("2a", Code::Effect),
    ("3a", Code::Effect),
    ("4a", Code::Effect),
    ("1c", Code::Colour),
    ("2c", Code::Look),
    ("3c", Code::Look),
    ("4c", Code::Look),
    ("an", Code::Align),
    ("be", Code::Effect),
    ("fe", Code::Look),
    ("fn", Code::Look),
    ("fr", Code::Effect),
    ("fs", Code::Look),
    ("kf", Code::Karaoke),
    ("ko", Code::Karaoke),
    ("kt", Code::KaraokeAt),
    ("a", Code::OldAlign),
    ("b", Code::Bold),
    ("c", Code::Colour),
    ("i", Code::Italic),
    ("k", Code::Karaoke),
    ("K", Code::Karaoke),
    ("p", Code::Drawing),
];
const SHORT: [(&str, Code); 5] =
    [("q", Code::Wrap), ("r", Code::Reset), ("s", Code::Strike), ("t", Code::Change), ("u", Code::Underline)];

/// A tag understood.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) code: Code,
    /// The bare name: `fs` of `\fs20`.
    pub(super) name: &'static str,
    /// The value glued to the name, or the first argument.
    pub(super) value: Option<Range<usize>>,
}

/// What a tag is.
pub(super) fn find(tag: &Tag<'_>, text: &str) -> Found {
    let unknown = Found { code: Code::Unknown, name: "", value: None };
    let Some((name, code)) = CODES.iter().chain(&SHORT).find(|(name, _)| tag.name.starts_with(name)).copied()
    else {
        return unknown;
    };
    let glued = tag.name.get(name.len()..).unwrap_or_default();
    if code.needs_parens(name) && (!tag.parens || !glued.is_empty()) {
        return unknown;
    }
    let start = tag.name_at + tag.name.len() - glued.trim_start_matches([' ', '\t']).len();
    let value = match glued.trim_matches([' ', '\t']).len() {
        0 => tag.args().first().cloned(),
        len => Some(start..start + len),
    };
    let begins = value.clone().and_then(|value| text.get(value)?.chars().next());
    let fits = match code {
        // `\bla` is no \b.
        _ if begins.is_none() => true,
        Code::Colour => begins.is_some_and(|c| c.is_ascii_hexdigit() || matches!(c, '&' | 'H' | 'h' | '#')),
        Code::Effect if matches!(name, "clip" | "iclip") || name.ends_with('a') => true,
        code if code.is_number() => {
            begins.is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | '&'))
        }
        _ => true,
    };
    if fits { Found { code, name, value } } else { unknown }
}

/// The whole number a value begins with; `None` where it begins with none, or is out of all reason.
pub(super) fn whole(value: &str) -> Option<i32> {
    let (negative, digits) = match value.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let n: i32 = digits.get(..len)?.parse().ok()?;
    Some(if negative { -n } else { n })
}

/// A number in thousandths; `None` where there is none, or it is out of all reason.
pub(super) fn thousandths(value: &str) -> Option<i64> {
    let (negative, body) = match value.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 || whole.len() > 9 {
        return None;
    }
    let units: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part = fraction.bytes().chain(*b"000").take(3).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let all = units * 1000 + part;
    Some(if negative { -all } else { all })
}

/// `&HBBGGRR&`, in an override tag always hexadecimal.
pub(super) fn tag_colour(value: &str) -> Option<Colour> {
    let hex = value.trim_start_matches('&').trim_start_matches(['H', 'h']).trim_end_matches('&');
    let fits = (1..=8).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    u32::from_str_radix(hex, 16).ok().filter(|_| fits).map(bgr)
}

/// A colour in a style: `&HAABBGGRR`, or a decimal number that may be negative.
pub(super) fn style_colour(value: &str) -> Option<Colour> {
    if value.starts_with('&') || value.starts_with("0x") || value.starts_with(['H', 'h']) {
        return tag_colour(value.strip_prefix("0x").unwrap_or(value));
    }
    let n: i64 = value.parse().ok()?;
    // Old scripts write the bits of a negative 32-bit number.
    u32::try_from(n).ok().or_else(|| i32::try_from(n).ok().map(i32::cast_unsigned)).map(bgr)
}

fn bgr(value: u32) -> Colour {
    let byte = |shift: u32| u8::try_from(value >> shift & 0xff).unwrap_or(0);
    Colour(byte(0), byte(8), byte(16))
}

/// SSA's alignment: 1 to 3 at the bottom, plus 4 at the top, plus 8 in the middle.
pub(super) fn old_align(n: i32) -> Option<u8> {
    let place = match n {
        1..=3 => n,
        5..=7 => n + 2,
        9..=11 => n - 5,
        _ => return None,
    };
    u8::try_from(place).ok()
}

/// The span of a range of a text that begins at `at`.
pub(super) fn place(at: Span, range: &Range<usize>) -> Span {
    Span::new(range.start, range.end).offset(at.start as usize)
}
