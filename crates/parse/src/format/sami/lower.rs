//! From paragraphs to what a viewer reads.

use super::entities::entity;
use super::head::Head;
use super::tokens::{Token, Tokens};
use crate::base::Span;
use crate::format::common::{Builder, Mark, Styles, attribute, mark};
use crate::model::{Colour, Details, LossKind, Style, Track};
use crate::syntax::{Document, Fault, ProblemKind};
use std::borrow::Cow;

static ENTITY: Fault =
    Fault::warning("sami-entity", "this name is no letter's; players show it as it is written");

/// A tag in front of a text is not looked for further back.
const LONGEST_TAG: usize = 2048;

pub(super) fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let end = document.cues.first().map_or(text.len(), |cue| cue.timing.start as usize);
    let head = Head::read(text, end);
    let mut paragraph = Paragraph { text, builder: Builder::new(document), gap: None };
    if head.styled {
        paragraph.builder.lose_whole(LossKind::Font, "the style sheet");
    }
    let langs: Vec<Option<&str>> =
        document.cues.iter().map(|node| head.lang(class_before(text, node.text.start as usize))).collect();
    let own = langs.iter().flatten().next().copied();
    for (node, lang) in document.cues.iter().zip(langs) {
        paragraph.read(node.text);
        let foreign = lang.filter(|lang| Some(*lang) != own).map(Cow::Borrowed);
        let details = Details { lang: foreign, ..Details::default() };
        paragraph.builder.end_cue(node, None, Some(details));
    }
    let mut track = paragraph.builder.track;
    track.lang = own.map(Cow::Borrowed);
    track.title = head.title;
    track
}

/// The class of the `<P>` that ends right before here.
pub(super) fn class_before(text: &str, at: usize) -> &str {
    tag_before(text, at)
        .and_then(|(_, mark)| attribute(mark.attributes, "class"))
        .map_or("", |(_, class)| class)
}

/// The `<P>` that ends right before here, with its place.
pub(super) fn tag_before(text: &str, at: usize) -> Option<(usize, Mark<'_>)> {
    let bytes = text.as_bytes().get(..at)?;
    let from = at.saturating_sub(LONGEST_TAG);
    let open = memchr::memrchr(b'<', bytes.get(from..)?)? + from;
    let mark = mark(text.get(open..at)?)?;
    (mark.is("p") && !mark.closing && mark.len == at - open).then_some((open, mark))
}

struct Paragraph<'d> {
    text: &'d str,
    builder: Builder<'d>,
    /// Blanks and line ends since the last letter: one blank where a letter follows in the same line.
    gap: Option<Span>,
}

impl Paragraph<'_> {
    fn read(&mut self, span: Span) {
        let mut styles = Styles::default();
        let mut line = span.start as usize;
        self.gap = None;
        for token in Tokens::new(self.text, span) {
            match token {
                Token::Text(span) => self.words(span, styles.style()),
                Token::Comment => self.builder.lose(LossKind::Comment, ""),
                Token::Tag(mark, place) if mark.is("br") => {
                    self.builder.end_shown_line(Span::new(line, place.start as usize));
                    line = place.end as usize;
                    self.gap = None;
                }
                Token::Tag(mark, place) => self.tag(&mark, place, &mut styles),
            }
        }
        self.builder.end_shown_line(Span::new(line, span.end as usize));
        self.builder.finish(&mut styles);
    }

    fn tag(&mut self, mark: &Mark<'_>, place: Span, styles: &mut Styles) {
        let mut odd = Vec::new();
        let known = styles.apply(mark, place, &mut |kind, span| odd.push((kind, span)));
        odd.into_iter().for_each(|(kind, span)| self.builder.report(kind, span));
        if !known {
            self.builder.report(ProblemKind::TagUnknown, place);
        } else if mark.is("font") && !mark.closing {
            let get = |name| attribute(mark.attributes, name).map(|(_, value)| value);
            if let Some(colour) = get("color").filter(|it| Colour::parse(it).is_none()) {
                self.builder.lose(LossKind::Colour, colour.to_owned());
            }
            if let Some(font) = get("face").or(get("size")) {
                self.builder.lose(LossKind::Font, font.to_owned());
            }
        }
    }

    /// A stretch of text without tags. Words with single blanks between them are one run.
    fn words(&mut self, span: Span, style: Style) {
        let whole = span.of(self.text);
        let bytes = whole.as_bytes();
        let base = span.start as usize;
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
        let mut from: Option<usize> = None;
        let mut at = 0;
        while let Some(b) = bytes.get(at) {
            if blank(b) {
                let len = bytes.get(at..).unwrap_or_default().iter().take_while(|b| blank(b)).count();
                let single = *b == b' ' && len == 1 && at + 1 < bytes.len();
                if !(single && from.is_some()) {
                    self.flush(from.take(), at, base, style);
                    let here = Span::new(base + at, base + at + len);
                    self.gap = Some(self.gap.map_or(here, |gap| gap.cover(here)));
                }
                at += len;
                continue;
            }
            let reference = if *b == b'&' { whole.get(at..).map(entity) } else { None };
            match reference {
                Some(Some((letter, len))) => {
                    self.flush(from.take(), at, base, style);
                    self.bridge(base + at, style);
                    self.builder.decoded(letter, Span::new(base + at, base + at + len), style);
                    at += len;
                    continue;
                }
                // `&` alone is common; a name that is none is a slip.
                Some(None) if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    let tail = bytes.get(at..bytes.len().min(at + 12)).unwrap_or_default();
                    if let Some(len) = memchr::memchr(b';', tail) {
                        let place = Span::new(base + at, base + at + len + 1);
                        self.builder.report(ProblemKind::Own(&ENTITY), place);
                    }
                }
                _ => {}
            }
            if from.is_none() {
                from = Some(self.bridge(base + at, style) - base);
            }
            at += 1;
        }
        self.flush(from, bytes.len(), base, style);
    }

    fn flush(&mut self, from: Option<usize>, to: usize, base: usize, style: Style) {
        if let Some(from) = from {
            self.builder.verbatim(Span::new(base + from, base + to), style);
        }
    }

    /// Puts the blank for a gap before a letter at `at`, where the line has begun. Gives where a run that begins here
    /// begins.
    fn bridge(&mut self, at: usize, style: Style) -> usize {
        let Some(gap) = self.gap.take().filter(|_| self.builder.in_line()) else { return at };
        self.builder.decoded(" ", gap, style);
        at
    }
}
