//! JSON as a flat list of values with their places. Never fails: what was read before a fault is there.

use crate::base::Span;
use std::borrow::Cow;

/// Deeper values are a fault; the schema needs eight.
const DEEPEST: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

/// A value; those inside it follow it in the list, up to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Its bytes, quotes and brackets included.
    pub(super) span: Span,
    end: usize,
}

pub(super) struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    at: usize,
    /// Where the text is no JSON.
    pub(super) fault: Option<usize>,
}

/// A part of a string: as it stands, or written as an escape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Verbatim(Span),
    Escape(char, Span),
}

impl<'t> Tree<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut tree = Self { text, nodes: Vec::new(), at: bom, fault: None };
        let whole = tree.value(0).is_some() && {
            tree.blanks();
            tree.at == text.len()
        };
        tree.fault = (!whole).then_some(tree.at);
        tree
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    pub(super) fn is(&self, index: usize, kind: Kind) -> bool {
        self.node(index).is_some_and(|node| node.kind == kind)
    }

    /// The values in an array; keys and values by turns of an object.
    pub(super) fn inside(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.node(index).map_or(0, |node| node.end);
        let mut at = index + 1;
        std::iter::from_fn(move || {
            let here = (at < end).then_some(at)?;
            at = self.node(here)?.end.max(here + 1);
            Some(here)
        })
    }

    /// An object's entries: the key's index, and its value's.
    pub(super) fn entries(&self, index: usize) -> impl Iterator<Item = (usize, usize)> {
        let mut inside = self.inside(index);
        let object = self.is(index, Kind::Object);
        std::iter::from_fn(move || {
            let key = inside.next().filter(|_| object)?;
            Some((key, inside.next()?))
        })
    }

    /// The value of an object's key; the first, where there are several.
    pub(super) fn get(&self, index: usize, key: &str) -> Option<usize> {
        self.entries(index).find(|(it, _)| self.inner(*it).of(self.text) == key).map(|(_, value)| value)
    }

    /// A string's bytes between its quotes.
    pub(super) fn inner(&self, index: usize) -> Span {
        self.node(index).map_or(Span::default(), |node| {
            Span::new(node.span.start as usize + 1, (node.span.end as usize).saturating_sub(1))
        })
    }

    /// What names something: a string's bytes between its quotes, or a number's.
    pub(super) fn name(&self, index: usize) -> Option<Span> {
        match self.node(index)? {
            node if node.kind == Kind::Number => Some(node.span),
            node => (node.kind == Kind::Text).then(|| self.inner(index)),
        }
    }

    /// The text of a value as it is written.
    pub(super) fn raw(&self, index: usize) -> &'t str {
        self.node(index).map_or("", |node| node.span.of(self.text))
    }

    /// A string, decoded.
    pub(super) fn string(&self, index: usize) -> Option<Cow<'t, str>> {
        self.is(index, Kind::Text).then_some(())?;
        let inner = self.inner(index);
        let text = inner.of(self.text);
        if !text.contains('\\') {
            return Some(Cow::Borrowed(text));
        }
        let mut out = String::new();
        for part in self.parts(inner) {
            match part {
                Part::Verbatim(span) => out.push_str(span.of(self.text)),
                Part::Escape(letter, _) => out.push(letter),
            }
        }
        Some(Cow::Owned(out))
    }

    /// A string's parts. An escape that is none stands as it is.
    pub(super) fn parts(&self, inner: Span) -> impl Iterator<Item = Part> {
        let text = self.text;
        let (mut at, end) = (inner.start as usize, inner.end as usize);
        std::iter::from_fn(move || {
            let rest = text.get(at..end).filter(|rest| !rest.is_empty())?;
            let start = at;
            match memchr::memchr(b'\\', rest.as_bytes()) {
                Some(0) => {
                    let escape = escape(rest);
                    let len = escape.map_or(1, |(_, len)| len);
                    at += len;
                    let span = Span::new(start, at);
                    Some(escape.map_or(Part::Verbatim(span), |(letter, _)| Part::Escape(letter, span)))
                }
                found => {
                    at += found.unwrap_or(rest.len());
                    Some(Part::Verbatim(Span::new(start, at)))
                }
            }
        })
    }

    fn blanks(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, sign: u8) -> bool {
        self.blanks();
        let is = self.peek() == Some(sign);
        self.at += usize::from(is);
        is
    }

    /// Reads a value; `None` at a fault, with what came before it in the list.
    fn value(&mut self, depth: usize) -> Option<()> {
        self.blanks();
        let (start, index) = (self.at, self.nodes.len());
        let kind = match self.peek()? {
            b'{' => Kind::Object,
            b'[' => Kind::Array,
            b'"' => return self.text(),
            b't' => return self.word("true", Kind::True),
            b'f' => return self.word("false", Kind::False),
            b'n' => return self.word("null", Kind::Null),
            _ => return self.number(),
        };
        (depth < DEEPEST).then_some(())?;
        self.nodes.push(Node { kind, span: Span::empty(start), end: index + 1 });
        self.at += 1;
        let whole = self.members(kind, depth);
        let (end, stop) = (self.nodes.len(), self.at);
        if let Some(node) = self.nodes.get_mut(index) {
            (node.end, node.span) = (end, Span::new(start, stop));
        }
        whole
    }

    fn members(&mut self, kind: Kind, depth: usize) -> Option<()> {
        let close = if kind == Kind::Object { b'}' } else { b']' };
        if self.eat(close) {
            return Some(());
        }
        loop {
            if kind == Kind::Object {
                self.blanks();
                (self.peek() == Some(b'"')).then_some(())?;
                self.text()?;
                self.eat(b':').then_some(())?;
            }
            self.value(depth + 1)?;
            if self.eat(close) {
                return Some(());
            }
            self.eat(b',').then_some(())?;
        }
    }

    fn leaf(&mut self, kind: Kind, len: usize) -> Option<()> {
        let span = Span::new(self.at, self.at + len);
        self.nodes.push(Node { kind, span, end: self.nodes.len() + 1 });
        self.at += len;
        Some(())
    }

    fn word(&mut self, word: &str, kind: Kind) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then_some(())?;
        self.leaf(kind, word.len())
    }

    fn number(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let len = rest.iter().take_while(|b| b.is_ascii_digit() || b"+-.eE".contains(b)).count();
        (len > 0 && rest.iter().take(len).any(u8::is_ascii_digit)).then_some(())?;
        self.leaf(Kind::Number, len)
    }

    fn text(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at + 1..)?;
        let mut len = 0;
        loop {
            len += memchr::memchr2(b'"', b'\\', rest.get(len..)?)?;
            if rest.get(len) == Some(&b'"') {
                return self.leaf(Kind::Text, len + 2);
            }
            len += 2;
        }
    }
}

/// The escape at the start of `text`, which begins with a backslash: its letter and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        sign @ (b'"' | b'\\' | b'/') => char::from(*sign),
        b'u' => {
            let high = unit(text)?;
            let low = text.get(6..).and_then(unit).filter(|low| (0xdc00..0xe000).contains(low));
            return match (high, low) {
                (0xd800..0xdc00, Some(low)) => {
                    char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                        .map(|letter| (letter, 12))
                }
                _ => Some((char::from_u32(high).unwrap_or('\u{fffd}'), 6)),
            };
        }
        _ => return None,
    };
    Some((letter, 2))
}

/// `\u` and four hexadecimal digits.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}
