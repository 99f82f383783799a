//! Text, tags and comments, one after the other: one look at each byte, no depth.

use crate::base::Span;
use crate::format::common::{Mark, mark};

/// A stretch of the file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'t> {
    Text(Span),
    Tag(Mark<'t>, Span),
    Comment,
}

/// The tokens of a part of a text.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// A tag or comment that was found behind a text.
    next: Option<Token<'t>>,
    /// No comment ends behind here; asking again would cost the rest of the text each time.
    no_comment_ends: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str, part: Span) -> Self {
        let end = (part.end as usize).min(text.len());
        Self { text, at: part.start as usize, end, next: None, no_comment_ends: false }
    }

    /// The tag or comment at a `<`, and its length.
    fn special(&mut self, at: usize) -> Option<(Token<'t>, usize)> {
        let rest = self.text.get(at..self.end)?;
        // `<-- … -->` is a slip that many files have from one common example.
        let comment = ["<!--", "<--"].iter().find(|open| rest.starts_with(**open));
        if let Some(open) = comment {
            if self.no_comment_ends {
                return None;
            }
            let Some(close) = memchr::memmem::find(rest.get(open.len()..)?.as_bytes(), b"-->") else {
                self.no_comment_ends = true;
                return None;
            };
            let len = open.len() + close + 3;
            return Some((Token::Comment, len));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let len = memchr::memchr2(b'>', b'<', rest.get(1..)?.as_bytes())? + 2;
            return rest.get(..len)?.ends_with('>').then_some((Token::Comment, len));
        }
        let mark = mark(rest)?;
        Some((Token::Tag(mark, Span::new(at, at + mark.len)), mark.len))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(token) = self.next.take() {
            return Some(token);
        }
        let start = self.at;
        let mut look = start;
        while let Some(found) =
            self.text.as_bytes().get(look..self.end).and_then(|rest| memchr::memchr(b'<', rest))
        {
            let at = look + found;
            let Some((token, len)) = self.special(at) else {
                look = at + 1;
                continue;
            };
            self.at = at + len;
            if at == start {
                return Some(token);
            }
            self.next = Some(token);
            return Some(Token::Text(Span::new(start, at)));
        }
        self.at = self.end;
        (start < self.end).then(|| Token::Text(Span::new(start, self.end)))
    }
}
