//! The tokenizer of cue text, as the standard's states have it: text, tags, times in angle brackets, character
//! references.
//!
//! A tag reaches from its `<` to the next `>`, or to the end of the text, whatever stands between. Every byte is
//! looked at a fixed number of times.

use super::reference::{self, Decoded};
use std::borrow::Cow;
use std::ops::Range;

/// One token. Neighbouring pieces of text (verbatim, line ends, references, zero bytes) are what the standard has
/// as one string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// Text as it stands.
    Text(&'t str),
    /// A line end: LF, CR or CR LF.
    LineEnd,
    /// A character reference.
    Reference(Decoded),
    /// A zero byte; shown as U+FFFD.
    Nul,
    /// A start tag.
    Start(Tag<'t>),
    /// An end tag with its name.
    End(&'t str),
    /// A tag that begins with a digit.
    Stamp(&'t str),
}

impl Token<'_> {
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::LineEnd | Self::Reference(_) | Self::Nul)
    }
}

/// A start tag's parts, as they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    classes: &'t str,
    annotation: &'t str,
}

impl<'t> Tag<'t> {
    fn read(inner: &'t str) -> Self {
        let end = inner.find(|c: char| c == '.' || is_space(c)).unwrap_or(inner.len());
        let (name, rest) = inner.split_at(end);
        let stop = if rest.starts_with('.') { rest.find(is_space).unwrap_or(rest.len()) } else { 0 };
        let (classes, annotation) = rest.split_at(stop);
        Self { name, classes, annotation }
    }

    /// Its classes, in their order.
    pub(super) fn classes(self) -> impl Iterator<Item = &'t str> {
        self.classes.split('.').filter(|class| !class.is_empty())
    }

    /// Its annotation without the blanks around it.
    pub(super) fn annotation_as_written(self) -> &'t str {
        self.annotation.trim_matches(is_space)
    }

    /// Its annotation: blanks at the ends taken off and runs of them made one, references decoded.
    pub(super) fn annotation(self) -> Cow<'t, str> {
        let text = self.annotation_as_written();
        let odd = |(at, c): (usize, char)| {
            c == '&'
                || c == '\0'
                || is_space(c) && (c != ' ' || text.get(at + 1..).is_some_and(|t| t.starts_with(is_space)))
        };
        if !text.char_indices().any(odd) {
            return Cow::Borrowed(text);
        }
        // The standard decodes first and takes blanks off afterwards.
        let mut decoded = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (next, len) = match reference::read(rest) {
                Some((it, len)) => {
                    it.push_to(&mut decoded);
                    (None, len)
                }
                None => (Some(if c == '\0' { char::REPLACEMENT_CHARACTER } else { c }), c.len_utf8()),
            };
            decoded.extend(next);
            rest = rest.get(len..).unwrap_or("");
        }
        let words: Vec<&str> = decoded.split(is_space).filter(|word| !word.is_empty()).collect();
        Cow::Owned(words.join(" "))
    }
}

/// ASCII white space.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// The tokens of a cue's text, each with its place.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// `&` signs that begin no reference, until somebody takes them out.
    pub(super) ampersands: Vec<usize>,
    /// The last tag has no `>`.
    pub(super) cut_off: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, ampersands: Vec::new(), cut_off: false }
    }

    fn tag(&mut self, rest: &'t str) -> (Token<'t>, usize) {
        let end = memchr::memchr(b'>', rest.as_bytes());
        self.cut_off = end.is_none();
        let stop = end.unwrap_or(rest.len());
        let inner = rest.get(1..stop).unwrap_or("");
        let token = match inner.as_bytes().first() {
            Some(b'/') => Token::End(inner.get(1..).unwrap_or("")),
            Some(b'0'..=b'9') => Token::Stamp(inner),
            _ => Token::Start(Tag::read(inner)),
        };
        (token, stop + usize::from(end.is_some()))
    }

    /// Text up to the next sign that means something; an `&` that begins no reference means nothing.
    fn plain(&mut self, rest: &'t str) -> (Token<'t>, usize) {
        let bytes = rest.as_bytes();
        let mut len = 0;
        while let Some(b) = bytes.get(len) {
            match b {
                b'<' | b'\n' | b'\r' | 0 => break,
                b'&' if rest.get(len..).and_then(reference::read).is_some() => break,
                b'&' => self.ampersands.push(self.at + len),
                _ => {}
            }
            len += 1;
        }
        (Token::Text(rest.get(..len).unwrap_or("")), len)
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (Token<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (token, len) = match rest.as_bytes() {
            [b'<', ..] => self.tag(rest),
            [b'\r', b'\n', ..] => (Token::LineEnd, 2),
            [b'\r' | b'\n', ..] => (Token::LineEnd, 1),
            [0, ..] => (Token::Nul, 1),
            [b'&', ..] => match reference::read(rest) {
                Some((decoded, len)) => (Token::Reference(decoded), len),
                None => self.plain(rest),
            },
            _ => self.plain(rest),
        };
        let range = self.at..self.at + len;
        self.at = range.end;
        Some((token, range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let text = "a & b&amp;\r\n<v.x.y  Ana &amp;\n Luis >c</v><00:01.000>d<i";
        let mut all = Tokens::new(text);
        let found: Vec<(Token<'_>, &str)> = all.by_ref().map(|(t, r)| (t, &text[r])).collect();
        let kinds: Vec<&str> = found.iter().map(|f| f.1).collect();
        assert_eq!(
            kinds,
            ["a & b", "&amp;", "\r\n", "<v.x.y  Ana &amp;\n Luis >", "c", "</v>", "<00:01.000>", "d", "<i"]
        );
        let Token::Start(tag) = found[3].0 else { panic!() };
        assert_eq!((tag.name, tag.annotation().as_ref()), ("v", "Ana & Luis"));
        assert_eq!(tag.classes().collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!((all.ampersands, all.cut_off), (vec![2], true));
    }

    proptest::proptest! {
        #[test]
        fn every_byte_is_in_one_token(text in "[<>&/.a-c0:; \\n\\r\\x00é]{0,80}") {
            let mut at = 0;
            for (token, range) in Tokens::new(&text) {
                proptest::prop_assert_eq!(range.start, at);
                proptest::prop_assert!(!range.is_empty());
                if let Token::Start(tag) = token {
                    let _ = (tag.annotation(), tag.classes().count());
                }
                at = range.end;
            }
            proptest::prop_assert_eq!(at, text.len());
        }
    }
}
