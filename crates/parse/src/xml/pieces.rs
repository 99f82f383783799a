//! The text between tags, cut where a reference stands for something else than what is written.

use crate::base::Span;
use std::borrow::Cow;

/// A stretch of text: borrowed where it stands in the file as it is read, owned where it is a reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Piece<'t> {
    pub(crate) text: Cow<'t, str>,
    /// What was written.
    pub(crate) span: Span,
}

/// The pieces of the text at `span`. What is no reference XML knows stays as it is written. In a CDATA section
/// (`literal`) nothing is a reference.
pub(crate) fn pieces(text: &str, span: Span, literal: bool) -> impl Iterator<Item = Piece<'_>> {
    let whole = span.of(text);
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = whole.get(at..).filter(|rest| !rest.is_empty())?;
        let place = |from: usize, to: usize| Span::new(from, to).offset(span.start as usize);
        let mut look = 0;
        while !literal && let Some(and) = memchr::memchr(b'&', rest.as_bytes().get(look..)?).map(|i| i + look)
        {
            let Some((letter, len)) = rest.get(and..).and_then(reference) else {
                look = and + 1;
                continue;
            };
            let (from, end) = (at, at + and);
            if and > 0 {
                at = end;
                return Some(Piece { text: Cow::Borrowed(whole.get(from..end)?), span: place(from, end) });
            }
            at += len;
            return Some(Piece { text: Cow::Owned(letter.to_string()), span: place(from, at) });
        }
        let from = at;
        at = whole.len();
        Some(Piece { text: Cow::Borrowed(rest), span: place(from, at) })
    })
}

/// A text with all references read.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pieces(text, Span::new(0, text.len()), false).map(|piece| piece.text).collect())
}

/// Longest reference looked at, from `&` to `;`.
const LONGEST: usize = 32;

/// The character that the reference at the start of `text` names, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let name = body(text)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
            let plain = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
            let code = plain.then(|| u32::from_str_radix(digits, radix).ok()).flatten()?;
            char::from_u32(code).filter(|c| is_allowed(*c))?
        }
    };
    Some((letter, name.len() + 2))
}

/// What stands between `&` and `;` at the start of `text`.
fn body(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('&')?;
    let bytes = rest.as_bytes();
    let end = memchr::memchr(b';', bytes.get(..bytes.len().min(LONGEST))?)?;
    rest.get(..end)
}

/// A character that may stand in XML 1.0.
pub(super) fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => c >= ' ',
    }
}

/// What an ampersand that is no good reference is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bad {
    /// Nothing but an ampersand.
    Lone,
    /// A name XML does not know.
    Entity,
    /// A number of no character.
    Number,
}

/// The ampersands of a text that name nothing, with their places.
pub(super) fn bad(text: &str) -> impl Iterator<Item = (Bad, Span)> {
    memchr::memchr_iter(b'&', text.as_bytes()).filter_map(move |at| {
        let rest = text.get(at..)?;
        if reference(rest).is_some() {
            return None;
        }
        let named = body(rest).filter(|name| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(super::names::in_name)
        });
        Some(match named {
            Some(name) => {
                let kind = if name.starts_with('#') { Bad::Number } else { Bad::Entity };
                (kind, Span::new(at, at + name.len() + 2))
            }
            None => (Bad::Lone, Span::new(at, at + 1)),
        })
    })
}
