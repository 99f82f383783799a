//! A cue's text: lines of styled runs.

use super::super::css::Sheet;
use super::super::faults as fault;
use super::super::reference::Decoded;
use super::super::timing;
use super::super::token::{Tag, Token, Tokens};
use super::super::tree::Element;
use super::inside;
use super::shown;
use crate::base::Span;
use crate::model::{Line, Loss, LossKind, Ruby, Run, RunDetails, Style, Track};
use crate::syntax::{Problem, ProblemKind};
use std::borrow::Cow;

/// A longer annotation that has to be decoded is kept as it is written, so that no few bytes of a file become many.
const LONGEST_DECODED: usize = 512;

/// What a cue's text says beside its runs.
#[derive(Default)]
pub(super) struct Said<'d> {
    /// The language all of it is in.
    pub(super) lang: Option<Cow<'d, str>>,
    /// Times inside.
    pub(super) inner_times: usize,
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Open {
    element: Element,
    span: Span,
    style: Style,
    /// Places in the list of annotations.
    voice: Option<usize>,
    lang: Option<usize>,
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Lowers one cue's text.
pub(super) fn lower<'d>(
    source: &'d str,
    body: Span,
    index: usize,
    sheet: &Sheet,
    track: &mut Track<'d>,
) -> Said<'d> {
    let text = body.of(source);
    if text.is_empty() {
        return Said::default();
    }
    if memchr::memchr3(b'<', b'&', 0, text.as_bytes()).is_none()
        && memchr::memchr(b'\r', text.as_bytes()).is_none()
    {
        plain(text, body, track);
        return Said::default();
    }
    let first = track.runs.len();
    let mut reader = Reader {
        body,
        cue: u32::try_from(index).ok(),
        sheet,
        open: Vec::new(),
        annotations: Vec::new(),
        unknown: Vec::new(),
        odd_tags: Vec::new(),
        inner_times: 0,
        track,
    };
    reader.read(text);
    let Reader { unknown, odd_tags, inner_times, .. } = reader;
    for class in unknown {
        track.losses.push(Loss::cue(LossKind::Font, index, format!("class {}", shown(class))));
    }
    for tag in odd_tags {
        // `< 5 and >` is text that somebody meant, and no tag.
        let tag = tag.of(source);
        let named = tag.get(1..).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        let kind = if named { LossKind::Effect } else { LossKind::Text };
        track.losses.push(Loss::cue(kind, index, format!("tag {}", shown(tag))));
    }
    Said { lang: whole_language(track.runs.get_mut(first..).unwrap_or_default()), inner_times }
}

/// A cue without markup: a run for each line.
fn plain<'d>(text: &'d str, body: Span, track: &mut Track<'d>) {
    let mut at = body.start as usize;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        let run = count(track.runs.len());
        track.runs.push(Run::plain(line, span, Style::default()));
        track.lines.push(Line { span, runs: run..run.saturating_add(1) });
        at = span.end as usize + 1;
    }
}

/// Where all runs are in one language, it is the cue's.
fn whole_language<'d>(runs: &mut [Run<'d>]) -> Option<Cow<'d, str>> {
    let of = |run: &Run<'d>| run.details.as_ref().and_then(|details| details.lang.clone());
    let lang = of(runs.first()?)?;
    if !runs.iter().all(|run| of(run).as_ref() == Some(&lang)) {
        return None;
    }
    for run in runs {
        if let Some(details) = &mut run.details {
            details.lang = None;
            if details.voice.is_none() {
                run.details = None;
            }
        }
    }
    Some(lang)
}

struct Reader<'d, 's, 'k> {
    body: Span,
    cue: Option<u32>,
    sheet: &'s Sheet,
    open: Vec<Open>,
    annotations: Vec<Cow<'d, str>>,
    unknown: Vec<&'d str>,
    /// Tags that WebVTT does not have.
    odd_tags: Vec<Span>,
    inner_times: usize,
    track: &'k mut Track<'d>,
}

impl<'d> Reader<'d, '_, '_> {
    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.track.problems.push(Problem { kind, span, cue: self.cue });
    }

    fn read(&mut self, text: &'d str) {
        let mut tokens = Tokens::new(text);
        let mut first = count(self.track.runs.len());
        let mut from = 0;
        let mut last = 0..0;
        while let Some((token, range)) = tokens.next() {
            let span = inside(&range, self.body);
            if tokens.cut_off && !is_tag(token) {
                self.unclosed(text, &range, &mut from, &mut first);
                last = range;
                break;
            }
            match token {
                // A line feed breaks the line where it is written as a reference too.
                Token::LineEnd | Token::Reference(Decoded::LINE_FEED) => {
                    self.line(from..range.start, first);
                    (first, from) = (count(self.track.runs.len()), range.end);
                }
                token if token.is_text() => self.piece(token, span),
                Token::Start(tag) => self.start(tag, span),
                Token::End(name) => self.end(name, span),
                Token::Stamp(text) => self.inner_times += usize::from(timing::whole_stamp(text).is_some()),
                _ => {}
            }
            last = range;
        }
        self.line(from..text.len(), first);
        if tokens.cut_off {
            self.report(ProblemKind::Own(&fault::TAG_OPEN), inside(&last, self.body));
        }
        for at in std::mem::take(&mut tokens.ampersands) {
            self.report(ProblemKind::Own(&fault::REFERENCE), inside(&(at..at + 1), self.body));
        }
        for open in std::mem::take(&mut self.open) {
            // A voice that speaks the whole cue, and ruby text at the end of its ruby, need no end tag.
            if !matches!(open.element, Element::Voice | Element::RubyText) {
                self.report(ProblemKind::TagUnbalanced, open.span);
            }
        }
    }

    /// A piece of text within a line.
    fn piece(&mut self, token: Token<'d>, span: Span) {
        match token {
            Token::Text(text) => self.run(Cow::Borrowed(text), span),
            Token::Reference(decoded) => {
                let mut out = String::new();
                decoded.push_to(&mut out);
                // A line end that a reference names is a blank to players: no run holds one.
                let out = if out.contains(['\n', '\r']) { out.replace(['\n', '\r'], " ") } else { out };
                self.run(Cow::Owned(out), span);
            }
            _ => self.run(Cow::Owned("\u{fffd}".to_owned()), span),
        }
    }

    /// Text behind a `<` that no `>` follows. Players take it for a tag and show nothing; it is kept as text.
    fn unclosed(&mut self, text: &'d str, range: &std::ops::Range<usize>, from: &mut usize, first: &mut u32) {
        let mut at = range.start;
        for part in text.get(range.clone()).unwrap_or("").split_inclusive('<') {
            let (words, sign) = part.strip_suffix('<').map_or((part, 0), |words| (words, 1));
            for (token, place) in Tokens::new(words) {
                let place = at + place.start..at + place.end;
                if token == Token::LineEnd {
                    self.line(*from..place.start, *first);
                    (*first, *from) = (count(self.track.runs.len()), place.end);
                } else {
                    self.piece(token, inside(&place, self.body));
                }
            }
            at += words.len();
            let sign = at..at + sign;
            if !sign.is_empty() {
                self.run(Cow::Borrowed("<"), inside(&sign, self.body));
            }
            at = sign.end;
        }
    }

    fn line(&mut self, range: std::ops::Range<usize>, first: u32) {
        // No line is empty; between CR and CR LF that are read as one line end there seems to be one.
        if range.is_empty() {
            return;
        }
        let runs = first..count(self.track.runs.len());
        self.track.lines.push(Line { span: inside(&range, self.body), runs });
    }

    fn run(&mut self, text: Cow<'d, str>, span: Span) {
        let (style, voice, lang) = match self.open.last() {
            Some(open) => (open.style, open.voice, open.lang),
            None => (Style::default(), None, None),
        };
        let annotation = |at: Option<usize>| at.and_then(|at| self.annotations.get(at)).cloned();
        let details = RunDetails { lang: annotation(lang), voice: annotation(voice) };
        let details = (details != RunDetails::default()).then(|| Box::new(details));
        self.track.runs.push(Run { text, span, style, details });
    }

    fn start(&mut self, tag: Tag<'d>, span: Span) {
        let Some(element) = Element::of(tag.name) else {
            if self.odd_tags.len() < super::LISTED {
                self.odd_tags.push(span);
            }
            return self.report(ProblemKind::TagUnknown, span);
        };
        let top = self.open.last();
        if element == Element::RubyText && top.is_none_or(|top| top.element != Element::Ruby) {
            return self.report(ProblemKind::TagUnbalanced, span);
        }
        let mut open = match top {
            Some(top) => Open { element, span, ..*top },
            None => Open { element, span, style: Style::default(), voice: None, lang: None },
        };
        match element {
            Element::Italic => open.style.italic = true,
            Element::Bold => open.style.bold = true,
            Element::Underline => open.style.underline = true,
            Element::Ruby => open.style.ruby = Ruby::Base,
            Element::RubyText => open.style.ruby = Ruby::Text,
            Element::Voice => open.voice = self.annotation(tag),
            Element::Lang => open.lang = self.annotation(tag),
            Element::Class => {}
        }
        for class in tag.classes() {
            if !self.sheet.apply(element, class, &mut open.style)
                && !self.unknown.contains(&class)
                && self.unknown.len() < super::LISTED
            {
                self.unknown.push(class);
            }
        }
        self.open.push(open);
    }

    fn annotation(&mut self, tag: Tag<'d>) -> Option<usize> {
        let text = match tag.annotation() {
            Cow::Owned(text) if text.len() > LONGEST_DECODED => Cow::Borrowed(tag.annotation_as_written()),
            text => text,
        };
        (!text.is_empty()).then(|| {
            self.annotations.push(text);
            self.annotations.len() - 1
        })
    }

    fn end(&mut self, name: &str, span: Span) {
        let element = Element::of(name);
        let top = self.open.last().map(|open| open.element);
        if element.is_some() && element == top {
            self.open.pop();
        } else if element == Some(Element::Ruby) && top == Some(Element::RubyText) {
            self.open.pop();
            self.open.pop();
        } else {
            let kind = if element.is_some() { ProblemKind::TagUnbalanced } else { ProblemKind::TagUnknown };
            self.report(kind, span);
        }
    }
}

/// Whether a tag without its `>` is one all the same, with nothing in it that might be meant as text.
fn is_tag(token: Token<'_>) -> bool {
    match token {
        Token::Start(tag) => Element::of(tag.name).is_some() && tag.annotation_as_written().is_empty(),
        Token::End(name) => Element::of(name).is_some(),
        Token::Stamp(text) => timing::whole_stamp(text).is_some(),
        _ => true,
    }
}

/// Whether the first letter that has a direction runs from right to left.
pub(super) fn is_right_to_left(text: &str) -> bool {
    let right = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    // Markup is no text; its letters would count as Latin.
    let words = Tokens::new(text).filter_map(|(token, _)| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    words.flat_map(str::chars).find(|c| c.is_alphabetic() || right(*c)).is_some_and(right)
}
