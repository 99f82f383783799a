//! Markup, piece by piece: tolerant, and linear whatever the text.

use super::faults;
use super::names::{begins_name, is_space, name_len, spaces};
use crate::base::Span;
use crate::syntax::Fault;

/// One piece of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// Up to the next markup.
    Text,
    CData,
    Comment,
    Instruction,
    Doctype {
        /// It declares entities.
        entities: bool,
    },
    /// A start tag; its attributes were handed over. `empty`: it closes itself.
    Start {
        name: Span,
        empty: bool,
    },
    End {
        name: Span,
    },
    /// A tag that the end of the text cuts off.
    Cut,
}

/// An attribute as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Raw {
    pub(super) name: Span,
    pub(super) value: Span,
    /// Behind its closing quote.
    pub(super) end: u32,
}

/// Where a scan stands.
pub(super) struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The attributes of the last start tag.
    pub(super) attributes: Vec<Raw>,
    pub(super) faults: Vec<(Span, &'static Fault)>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { bytes: text.as_bytes(), at, attributes: Vec::new(), faults: Vec::new() }
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn fault(&mut self, from: usize, fault: &'static Fault) {
        self.faults.push((Span::new(from, self.at), fault));
    }

    /// The next piece with its place; `None` at the end.
    pub(super) fn next(&mut self) -> Option<(Token, Span)> {
        let start = self.at;
        let rest = self.rest();
        let second = rest.get(1).copied();
        let token = match (rest.first()?, second) {
            (b'<', Some(b'!')) if rest.starts_with(b"<!--") => {
                self.until(4, b"-->");
                Token::Comment
            }
            (b'<', Some(b'!')) if rest.starts_with(b"<![CDATA[") => {
                self.until(9, b"]]>");
                Token::CData
            }
            (b'<', Some(b'!')) if rest.get(..9).is_some_and(|it| it.eq_ignore_ascii_case(b"<!doctype")) => {
                self.doctype()
            }
            (b'<', Some(b'?')) => {
                self.until(2, b"?>");
                Token::Instruction
            }
            (b'<', Some(b'/')) if rest.get(2).is_some_and(|b| begins_name(*b)) => self.end_tag(),
            (b'<', Some(b)) if begins_name(b) => self.start_tag(),
            (first, _) => {
                let from = usize::from(*first == b'<');
                let len = memchr::memchr(b'<', rest.get(from..).unwrap_or_default());
                self.at += len.map_or(rest.len(), |len| len + from);
                if from == 1 {
                    self.faults.push((Span::new(start, start + 1), &faults::LONE_ANGLE));
                }
                Token::Text
            }
        };
        Some((token, Span::new(start, self.at)))
    }

    /// To behind the sign that closes what begins here with `open` bytes.
    fn until(&mut self, open: usize, close: &[u8]) {
        let start = self.at;
        let found = self.rest().get(open..).and_then(|inside| memchr::memmem::find(inside, close));
        match found {
            Some(at) => self.at += open + at + close.len(),
            None => {
                self.at = self.bytes.len();
                self.fault(start, &faults::CUT_COMMENT);
            }
        }
    }

    /// A document type with its internal subset. Quotes, comments and instructions in it may hold any sign.
    fn doctype(&mut self) -> Token {
        let start = self.at;
        let mut entities = false;
        let mut inside = false;
        self.at += 9;
        loop {
            let Some(len) =
                self.rest().iter().position(|b| matches!(b, b'<' | b'>' | b'[' | b']' | b'"' | b'\''))
            else {
                self.at = self.bytes.len();
                self.fault(start, &faults::CUT_COMMENT);
                break;
            };
            self.at += len;
            let rest = self.rest();
            match self.byte() {
                Some(quote @ (b'"' | b'\'')) => {
                    let close = rest.get(1..).and_then(|rest| memchr::memchr(quote, rest));
                    self.at += close.map_or(1, |len| len + 2);
                }
                Some(b'<') if rest.starts_with(b"<!--") => self.until(4, b"-->"),
                Some(b'<') if rest.starts_with(b"<?") => self.until(2, b"?>"),
                Some(b'<') => {
                    entities |= rest.get(..8).is_some_and(|it| it.eq_ignore_ascii_case(b"<!entity"));
                    self.at += 1;
                }
                Some(b'>') if !inside => {
                    self.at += 1;
                    break;
                }
                sign => {
                    inside = sign == Some(b'[') || inside && sign != Some(b']');
                    self.at += 1;
                }
            }
        }
        Token::Doctype { entities }
    }

    fn name(&mut self) -> Span {
        let start = self.at;
        self.at += name_len(self.rest());
        Span::new(start, self.at)
    }

    fn end_tag(&mut self) -> Token {
        let start = self.at;
        self.at += 2;
        let name = self.name();
        match memchr::memchr2(b'<', b'>', self.rest()) {
            Some(len) if self.rest().get(len) == Some(&b'>') => self.at += len + 1,
            Some(len) => {
                self.at += len;
                self.fault(start, &faults::TAG_OPEN);
            }
            None => {
                self.at = self.bytes.len();
                self.fault(start, &faults::CUT);
                return Token::Cut;
            }
        }
        Token::End { name }
    }

    fn start_tag(&mut self) -> Token {
        let start = self.at;
        self.at += 1;
        let name = self.name();
        self.attributes.clear();
        loop {
            self.at += spaces(self.rest());
            match self.byte() {
                None => {
                    self.fault(start, &faults::CUT);
                    return Token::Cut;
                }
                Some(b'>') => {
                    self.at += 1;
                    return Token::Start { name, empty: false };
                }
                Some(b'/') if self.rest().get(1) == Some(&b'>') => {
                    self.at += 2;
                    return Token::Start { name, empty: true };
                }
                Some(b'<') => {
                    self.fault(start, &faults::TAG_OPEN);
                    return Token::Start { name, empty: false };
                }
                Some(b) if begins_name(b) => self.attribute(),
                Some(_) => {
                    let from = self.at;
                    let signs = |b: &u8| is_space(*b) || begins_name(*b) || matches!(b, b'>' | b'<' | b'/');
                    let len = self.rest().get(1..).and_then(|rest| rest.iter().position(signs));
                    self.at += 1 + len.unwrap_or(self.rest().len() - 1);
                    self.fault(from, &faults::ATTRIBUTE);
                }
            }
        }
    }

    fn attribute(&mut self) {
        let start = self.at;
        let name = self.name();
        let after = self.at;
        self.at += spaces(self.rest());
        if self.byte() != Some(b'=') {
            self.at = after;
            return self.fault(start, &faults::ATTRIBUTE);
        }
        self.at += 1;
        self.at += spaces(self.rest());
        let value = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => self.quoted(quote),
            _ => {
                let from = self.at;
                let ends = |b: &u8| is_space(*b) || matches!(b, b'>' | b'<' | b'"' | b'\'');
                self.at += self.rest().iter().position(ends).unwrap_or(self.rest().len());
                self.fault(from, &faults::QUOTES);
                Span::new(from, self.at)
            }
        };
        self.attributes.push(Raw { name, value, end: Span::empty(self.at).end });
    }

    /// A value in quotes. Where no quote closes it before the tag ends, it ends with the tag.
    fn quoted(&mut self, quote: u8) -> Span {
        let open = self.at;
        self.at += 1;
        let from = self.at;
        let mut len = memchr::memchr2(quote, b'<', self.rest()).unwrap_or(self.rest().len());
        if self.rest().get(len) == Some(&b'<') {
            // An angle bracket may not stand in a value; it is one all the same where the quote closes before the
            // tag does.
            let tail = self.rest().get(len..).unwrap_or_default();
            let closed = memchr::memchr2(quote, b'>', tail).filter(|at| tail.get(*at) == Some(&quote));
            match closed {
                Some(more) => {
                    let bracket = from + len;
                    self.faults.push((Span::new(bracket, bracket + 1), &faults::LONE_ANGLE));
                    len += more;
                }
                None => {
                    let inside = self.rest().get(..len).unwrap_or_default();
                    len = memchr::memchr(b'>', inside).unwrap_or(len);
                    self.at += len;
                    self.faults.push((Span::new(open, open + 1), &faults::QUOTES));
                    return Span::new(from, self.at);
                }
            }
        }
        self.at += len;
        let value = Span::new(from, self.at);
        // At the end of the text the tag is cut, and said to be.
        self.at += usize::from(self.byte() == Some(quote));
        value
    }
}
