//! The text of an event, piece by piece: words, line ends, and what stands in braces.
//!
//! Nothing here recurses: a `\t` that holds other tags is flat, and each byte is looked at a fixed number of times.

use std::ops::Range;

/// No tag that anybody knows has more arguments.
const MOST_ARGUMENTS: usize = 8;

/// A piece of an event's text; all ranges count from the text's first byte.
#[derive(Clone, Debug)]
pub(super) enum Token<'t> {
    /// Words, shown as they stand.
    Text(Range<usize>),
    /// `\N`
    Break(Range<usize>),
    /// `\n`
    SoftBreak(Range<usize>),
    /// `\h`
    HardSpace(Range<usize>),
    /// `\{` or `\}`; the brace is shown.
    Brace(Range<usize>, &'t str),
    /// A backslash kept apart from the letter behind it by a word joiner.
    Backslash(Range<usize>),
    /// A brace that is never closed; it is text, and comes as such.
    Unclosed(Range<usize>),
    /// Words in braces that are no tag.
    Comment(Range<usize>),
    /// An override tag.
    Tag(Tag<'t>),
}

/// An override tag: `\name(arguments)`, or `\name` with a value glued to it.
#[derive(Clone, Debug)]
pub(super) struct Tag<'t> {
    pub(super) span: Range<usize>,
    /// What stands between the backslash and the parenthesis or the next tag: `i1`, `pos`.
    pub(super) name: &'t str,
    /// Where that begins.
    pub(super) name_at: usize,
    args: [Range<usize>; MOST_ARGUMENTS],
    count: usize,
    /// It has parentheses.
    pub(super) parens: bool,
    /// It holds other tags; they follow.
    pub(super) holds: bool,
    /// It stands in a `\t`.
    pub(super) inside: bool,
}

impl Tag<'_> {
    /// The arguments that are not empty, as many as are looked at.
    pub(super) fn args(&self) -> &[Range<usize>] {
        self.args.get(..self.count.min(MOST_ARGUMENTS)).unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// Cuts an event's text into pieces.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The closing brace of the block that is open.
    block: Option<usize>,
    /// Where the parenthesis of a `\t` closes.
    change: Option<usize>,
    /// No closing brace follows.
    no_close: bool,
    told_unclosed: bool,
}

/// A sign nobody sees, which keeps a backslash from the letter behind it: the only way to show both.
pub(super) const JOINER: &str = "\u{2060}";
/// What a backslash makes something else of, and the joiner itself.
pub(super) const GUARDED: [char; 6] = ['N', 'n', 'h', '{', '}', '\u{2060}'];

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, block: None, change: None, no_close: false, told_unclosed: false }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn words(&mut self) -> Option<Token<'t>> {
        let bytes = self.bytes();
        let from = self.at;
        let mut look = from;
        loop {
            let rest = bytes.get(look..).unwrap_or_default();
            let Some(here) = memchr::memchr2(b'{', b'\\', rest).map(|i| look + i) else {
                self.at = bytes.len();
                return (from < bytes.len()).then_some(Token::Text(from..bytes.len()));
            };
            let special = if bytes.get(here) == Some(&b'\\') { self.escape(here) } else { self.brace(here) };
            match special {
                None => look = here + 1,
                Some(_) if here > from => {
                    self.at = here;
                    return Some(Token::Text(from..here));
                }
                Some(Special::Block(close)) => {
                    self.block = Some(close);
                    self.at = here + 1;
                    return None;
                }
                Some(Special::Token(token, next)) => {
                    self.at = next;
                    self.told_unclosed = self.told_unclosed || matches!(token, Token::Unclosed(_));
                    return Some(token);
                }
            }
        }
    }

    fn brace(&mut self, here: usize) -> Option<Special<'t>> {
        if !self.no_close {
            let close = memchr::memchr(b'}', self.bytes().get(here..).unwrap_or_default());
            if let Some(len) = close {
                return Some(Special::Block(here + len));
            }
            self.no_close = true;
        }
        let told = self.told_unclosed;
        (!told).then_some(Special::Token(Token::Unclosed(here..here + 1), here))
    }

    fn escape(&self, here: usize) -> Option<Special<'t>> {
        let span = here..here + 2;
        let token = match self.bytes().get(here + 1)? {
            b'N' => Token::Break(span),
            b'n' => Token::SoftBreak(span),
            b'h' => Token::HardSpace(span),
            b'{' | b'}' => Token::Brace(span, self.text.get(here + 1..here + 2)?),
            _ => {
                let behind = self.text.get(here + 1..)?.strip_prefix(JOINER)?;
                let guarded = behind.starts_with(GUARDED);
                let end = here + 1 + JOINER.len();
                return guarded.then_some(Special::Token(Token::Backslash(here..end), end));
            }
        };
        Some(Special::Token(token, here + 2))
    }

    /// The next tag or comment of the open block; `None` at its end.
    fn block(&mut self, close: usize) -> Option<Token<'t>> {
        let bytes = self.bytes();
        loop {
            let limit = self.change.unwrap_or(close);
            let from = self.at;
            let here = memchr::memchr(b'\\', bytes.get(from..limit).unwrap_or_default()).map(|i| from + i);
            let skipped = from..here.unwrap_or(limit);
            match here {
                Some(here) => self.at = here,
                None if limit < close => (self.at, self.change) = (limit + 1, None),
                None => (self.at, self.change, self.block) = (close + 1, None, None),
            }
            let said =
                self.text.get(skipped.clone()).is_some_and(|t| !t.trim_matches([' ', '\t', ')']).is_empty());
            if said {
                return Some(Token::Comment(skipped));
            }
            match here {
                Some(here) => {
                    let tag = self.tag(here, limit, close);
                    if !tag.name.is_empty() {
                        return Some(Token::Tag(tag));
                    }
                }
                None if self.block.is_none() => return None,
                None => {}
            }
        }
    }

    /// Reads the tag whose backslash stands at `here`; it ends before `limit`.
    fn tag(&mut self, here: usize, limit: usize, close: usize) -> Tag<'t> {
        let bytes = self.bytes();
        let find = |from: usize, look: fn(&[u8]) -> Option<usize>| {
            let part = bytes.get(from..limit).unwrap_or_default();
            look(part).map_or(limit, |i| from + i)
        };
        let begin = find(here + 1, |part| part.iter().position(|b| !matches!(b, b' ' | b'\t')));
        let end = find(begin, |part| memchr::memchr2(b'(', b'\\', part));
        let name = self.text.get(begin..end).unwrap_or_default().trim_end_matches([' ', '\t']);
        let mut tag = Tag {
            span: here..end,
            name,
            name_at: begin,
            args: Default::default(),
            count: 0,
            parens: end < limit && bytes.get(end) == Some(&b'('),
            holds: false,
            inside: self.change.is_some(),
        };
        self.at = end;
        if !tag.parens {
            return tag;
        }
        let mut from = end + 1;
        loop {
            let stop = find(from, |part| memchr::memchr3(b',', b'\\', b')', part));
            match bytes.get(stop).filter(|_| stop < limit) {
                Some(b'\\') => {
                    tag.holds = true;
                    if name == "t" {
                        // The first parenthesis that closes ends it, and whatever is nested in it.
                        if self.change.is_none() {
                            let part = bytes.get(stop..close).unwrap_or_default();
                            self.change = Some(memchr::memchr(b')', part).map_or(close, |i| stop + i));
                        }
                        self.at = stop;
                        tag.span.end = stop;
                    } else {
                        let end = find(stop, |part| memchr::memchr(b')', part));
                        push(&mut tag, self.text, from..end);
                        self.at = (end + 1).min(limit);
                        tag.span.end = self.at;
                    }
                    return tag;
                }
                Some(b',') => {
                    push(&mut tag, self.text, from..stop);
                    from = stop + 1;
                }
                _ => {
                    push(&mut tag, self.text, from..stop);
                    self.at = (stop + 1).min(limit);
                    tag.span.end = self.at;
                    return tag;
                }
            }
        }
    }
}

/// What a backslash or a brace begins.
enum Special<'t> {
    Token(Token<'t>, usize),
    Block(usize),
}

/// Adds an argument that is not empty, without the blanks around it.
fn push(tag: &mut Tag<'_>, text: &str, range: Range<usize>) {
    let whole = text.get(range.clone()).unwrap_or_default();
    let body = whole.trim_matches([' ', '\t']);
    if body.is_empty() {
        return;
    }
    let start = range.start + whole.len() - whole.trim_start_matches([' ', '\t']).len();
    if let Some(arg) = tag.args.get_mut(tag.count) {
        *arg = start..start + body.len();
    }
    tag.count += 1;
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while self.at < self.text.len() || self.block.is_some() {
            let token = match self.block {
                Some(close) => self.block(close),
                None => self.words(),
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}
