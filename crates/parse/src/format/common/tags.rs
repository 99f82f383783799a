//! HTML-like tags as small formats take them: read with tolerance, written balanced.

use crate::base::Span;
use crate::format::write::Piece;
use crate::model::{Colour, Style};
use crate::syntax::ProblemKind;
use std::ops::Range;

/// A tag longer than this is text.
const LONGEST_TAG: usize = 2048;

/// A tag: its name, and what follows the name up to the closing bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::format) struct Mark<'t> {
    pub(in crate::format) name: &'t str,
    pub(in crate::format) closing: bool,
    pub(in crate::format) attributes: &'t str,
    /// Bytes of the whole tag.
    pub(in crate::format) len: usize,
}

impl Mark<'_> {
    pub(in crate::format) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Where the attributes begin, counted from the tag's first byte.
    pub(in crate::format) fn attributes_at(&self) -> usize {
        1 + usize::from(self.closing) + self.name.len()
    }
}

/// Reads the tag at the start of `text`, which begins with `<`. `None` where the sign is plain text. The next `<`
/// ends the search, so that a run of them costs no more than its length.
pub(in crate::format) fn mark(text: &str) -> Option<Mark<'_>> {
    let bytes = text.as_bytes();
    let window = bytes.get(1..bytes.len().min(LONGEST_TAG))?;
    let end = memchr::memchr2(b'<', b'>', window).filter(|i| window.get(*i) == Some(&b'>'))? + 1;
    let inner = text.get(1..end)?;
    let (name, closing) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
    let cut = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, attributes) = name.split_at(cut);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    Some(Mark { name, closing, attributes, len: end + 1 })
}

/// An attribute's value and its place in `attributes`: `Start=10`, `class='x'`, `color = "red"`.
pub(in crate::format) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<(Range<usize>, &'t str)> {
    let mut at = 0;
    loop {
        let rest = attributes.get(at..)?;
        let start = rest.find(|c: char| c.is_ascii_alphanumeric())?;
        let word = rest.get(start..)?;
        let len =
            word.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(word.len());
        let (key, after) = word.split_at(len);
        at += start + len;
        let value = after.trim_start();
        let Some(value) = value.strip_prefix('=').map(str::trim_start) else { continue };
        let from = attributes.len() - value.len();
        let (range, next) = match value.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => {
                let body = value.get(1..)?;
                let len = body.find(char::from(*quote)).unwrap_or(body.len());
                (from + 1..from + 1 + len, from + 2 + len)
            }
            _ => {
                let len = value.find(char::is_whitespace).unwrap_or(value.len());
                let len = value.get(..len)?.trim_end_matches('/').len();
                (from..from + len, from + len)
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some((range.clone(), attributes.get(range)?));
        }
        at = at.max(next).min(attributes.len());
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tag {
    Italic,
    Bold,
    Underline,
    Strike,
    Font,
}

const TAGS: [(&str, Tag); 8] = [
    ("i", Tag::Italic),
    ("b", Tag::Bold),
    ("u", Tag::Underline),
    ("s", Tag::Strike),
    ("strike", Tag::Strike),
    ("em", Tag::Italic),
    ("strong", Tag::Bold),
    ("font", Tag::Font),
];

fn known(mark: &Mark<'_>) -> Option<Tag> {
    let tag = TAGS.iter().find(|(name, _)| mark.is(name)).map(|(_, tag)| *tag)?;
    // `<i think>` is no tag; only font has attributes.
    (tag == Tag::Font || mark.attributes.trim_matches(['/', ' ']).is_empty()).then_some(tag)
}

/// The styles in force while a cue is read.
#[derive(Default)]
pub(in crate::format) struct Styles {
    open: [Vec<Opened>; 5],
}

#[derive(Clone, Copy)]
struct Opened {
    span: Span,
    colour: Option<Colour>,
}

impl Styles {
    /// The style of text that follows.
    pub(in crate::format) fn style(&self) -> Style {
        let on = |tag: Tag| !self.stack(tag).is_empty();
        Style {
            italic: on(Tag::Italic),
            bold: on(Tag::Bold),
            underline: on(Tag::Underline),
            strike: on(Tag::Strike),
            colour: self.stack(Tag::Font).last().and_then(|it| it.colour),
            ..Style::default()
        }
    }

    #[allow(clippy::indexing_slicing, reason = "as many stacks as tags")]
    fn stack(&self, tag: Tag) -> &Vec<Opened> {
        &self.open[tag as usize]
    }

    /// Takes a tag into account. `false` where it is none of those that style text.
    pub(in crate::format) fn apply(
        &mut self,
        mark: &Mark<'_>,
        span: Span,
        report: &mut impl FnMut(ProblemKind, Span),
    ) -> bool {
        let Some(tag) = known(mark) else { return false };
        // An inner font without a colour keeps the outer one's.
        let outer = self.stack(tag).last().and_then(|it| it.colour);
        let Some(stack) = self.open.get_mut(tag as usize) else { return false };
        if !mark.closing {
            let colour = attribute(mark.attributes, "color").and_then(|(_, value)| Colour::parse(value));
            stack.push(Opened { span, colour: colour.or(outer) });
        } else if stack.pop().is_none() {
            report(ProblemKind::TagUnbalanced, span);
        }
        true
    }

    /// Closes what is still open at the end of a cue, and reports it.
    pub(in crate::format) fn finish(&mut self, report: &mut impl FnMut(ProblemKind, Span)) {
        let mut left: Vec<Span> =
            self.open.iter_mut().flat_map(|stack| stack.drain(..)).map(|it| it.span).collect();
        left.sort_unstable();
        for span in left {
            report(ProblemKind::TagUnbalanced, span);
        }
    }
}

/// The tags a format has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::format) struct TagSet {
    pub(in crate::format) strike: bool,
    pub(in crate::format) colour: bool,
}

/// Spells a line with tags, balanced and never crossing. Where text would be taken for a tag, an empty pair of tags is
/// put inside: it shows nothing, and readers no longer see one piece.
pub(in crate::format) fn spell_tags(pieces: &[Piece<'_>], set: TagSet) -> String {
    let mut merged: Vec<(String, Style)> = Vec::new();
    for piece in pieces {
        let style = Style {
            italic: piece.style.italic,
            bold: piece.style.bold,
            underline: piece.style.underline,
            strike: piece.style.strike && set.strike,
            colour: piece.style.colour.filter(|_| set.colour),
            ..Style::default()
        };
        match merged.last_mut() {
            Some((text, last)) if *last == style => text.push_str(&piece.text),
            _ => merged.push((piece.text.to_string(), style)),
        }
    }
    let mut out = String::new();
    for (text, style) in merged {
        let flags =
            [(style.bold, "b"), (style.italic, "i"), (style.underline, "u"), (style.strike, "s")].into_iter();
        let names: Vec<&str> = flags.filter(|(on, _)| *on).map(|(_, name)| name).collect();
        if let Some(colour) = style.colour {
            out.push_str(&format!("<font color=\"{colour}\">"));
        }
        names.iter().for_each(|name| out.push_str(&format!("<{name}>")));
        let mut rest = text.as_str();
        while let Some(at) = rest.find('<') {
            let (before, sign) = rest.split_at(at);
            out.push_str(before);
            out.push('<');
            if mark(sign).is_some() {
                out.push_str("<i></i>");
            }
            rest = sign.get(1..).unwrap_or_default();
        }
        out.push_str(rest);
        names.iter().rev().for_each(|name| out.push_str(&format!("</{name}>")));
        if style.colour.is_some() {
            out.push_str("</font>");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_all_kinds() {
        let text = " Start=10 class='x y' ID = \"z\" bare k=v/";
        for (name, want) in [("start", "10"), ("class", "x y"), ("id", "z"), ("k", "v")] {
            let (range, value) = attribute(text, name).unwrap();
            assert_eq!((value, &text[range]), (want, want), "{name}");
        }
        assert_eq!(attribute(text, "bare"), None);
        assert_eq!(attribute(" Start=", "start").map(|(_, v)| v), Some(""));
        assert_eq!(attribute(" a=\"unclosed", "a").map(|(_, v)| v), Some("unclosed"));
        assert_eq!(attribute("=====", "a"), None);
    }

    #[test]
    fn what_is_a_tag() {
        assert_eq!(mark("<i>x").map(|m| (m.name, m.closing, m.len)), Some(("i", false, 3)));
        assert_eq!(mark("</FONT >x").map(|m| (m.name, m.closing, m.len)), Some(("FONT", true, 8)));
        for text in ["<", "<>", "< i>", "<3>", "<i", "<i<b>", "</>"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
