//! The reader: SYNC tags, their paragraphs, and which ends which.

use super::entities::shows;
use super::tokens::{Token, Tokens};
use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::{attribute, ended_by, ended_by_nothing, index, slot};
use crate::source::Source;
use crate::syntax::{BaseId, CueNode, Document, Fault, LineEnds, Problem, ProblemKind, SlotId, scan, whole};
use crate::time::{ClockFault, Notation, Time, Unit};
use std::collections::BTreeMap;

static NO_START: Fault = Fault::error("sami-no-start", "this SYNC does not say when it starts");

struct Sync {
    tag: Span,
    /// Where the number is written, and what it says.
    start: Option<(Span, Option<Time>)>,
}

struct Paragraph<'t> {
    sync: usize,
    class: &'t str,
    text: Span,
    blank: bool,
}

impl Sync {
    fn time(&self) -> Option<Time> {
        self.start.and_then(|(_, time)| time)
    }
}

#[derive(Default)]
struct Reader<'t> {
    syncs: Vec<Sync>,
    paragraphs: Vec<Paragraph<'t>>,
    /// A paragraph is open.
    open: bool,
    in_body: bool,
    junk: Span,
}

pub(super) fn parse<'a>(source: Source<'a>, _: &ReadOptions) -> Document<'a> {
    let text = source.text();
    let mut reader = Reader::default();
    for token in Tokens::new(text, Span::new(0, text.len())) {
        reader.token(text, token);
    }
    let Reader { syncs, paragraphs, junk, .. } = reader;
    let ends = scan(text.as_bytes(), |_| {});
    let places = places(&syncs, &paragraphs);
    let ended: Vec<Option<usize>> = next_of_class(&syncs, &paragraphs);
    let cues: Vec<(usize, Span, Option<usize>)> = paragraphs
        .iter()
        .zip(ended)
        .filter(|(p, _)| !p.blank)
        .map(|(p, end)| (p.sync, p.text, end))
        .collect();
    let mut document = Document::new(source, super::FORMAT.id);
    fill(&mut document, &syncs, &cues, &places);
    if !junk.is_empty() {
        document.problems.push(Problem { kind: ProblemKind::JunkBefore, span: junk, cue: None });
    }
    // HTML has one blank for every line end: only a file without any other is odd.
    let ends = LineEnds { cr: ends.cr && !ends.lf && !ends.crlf, ..ends };
    whole(&mut document, ends);
    document.problems.retain(|problem| problem.kind != ProblemKind::FinalNewlineMissing);
    document
}

impl<'t> Reader<'t> {
    fn token(&mut self, text: &'t str, token: Token<'t>) {
        match token {
            Token::Comment => {}
            Token::Text(span) => self.text(text, span),
            Token::Tag(mark, span) if mark.is("sync") && !mark.closing => {
                let start = attribute(mark.attributes, "start").map(|(range, value)| {
                    let at = span.start as usize + mark.attributes_at();
                    let time = value.parse::<i64>().ok().and_then(Time::from_millis);
                    (Span::new(range.start, range.end).offset(at), time)
                });
                self.syncs.push(Sync { tag: span, start });
                self.open = false;
            }
            Token::Tag(mark, span) if mark.is("p") && !mark.closing && !self.syncs.is_empty() => {
                let class = attribute(mark.attributes, "class").map_or("", |(_, class)| class);
                self.paragraph(class, Span::empty(span.end as usize));
            }
            Token::Tag(mark, _)
                if mark.closing && ["p", "sync", "body", "sami"].iter().any(|it| mark.is(it)) =>
            {
                self.open = false;
            }
            Token::Tag(mark, _) if mark.is("body") => self.in_body = true,
            // Tags that style text belong to it.
            Token::Tag(_, span) => {
                if let Some(last) = self.paragraphs.last_mut().filter(|_| self.open) {
                    last.text.end = span.end;
                }
            }
        }
    }

    fn paragraph(&mut self, class: &'t str, text: Span) {
        let sync = self.syncs.len().saturating_sub(1);
        self.paragraphs.push(Paragraph { sync, class, text, blank: true });
        self.open = true;
    }

    fn text(&mut self, text: &'t str, span: Span) {
        let shows = shows(span.of(text));
        if self.syncs.is_empty() {
            if self.in_body && shows {
                self.junk = if self.junk.is_empty() { span } else { self.junk.cover(span) };
            }
            return;
        }
        if !self.open {
            // A blank that was written as one ends what was seen, as it does in a paragraph.
            if !shows && !span.of(text).contains(['&', '\u{a0}']) {
                return;
            }
            // Text that stands in no paragraph is one without a class.
            self.paragraph("", Span::empty(span.start as usize));
        }
        if let Some(last) = self.paragraphs.last_mut().filter(|_| shows) {
            last.blank = false;
            last.text.end = span.end;
        }
    }
}

/// Where the slot of each SYNC will be: behind each come the ends of the cues it begins.
fn places(syncs: &[Sync], paragraphs: &[Paragraph<'_>]) -> Vec<usize> {
    let mut cues = vec![0usize; syncs.len()];
    for paragraph in paragraphs.iter().filter(|p| !p.blank) {
        if let Some(n) = cues.get_mut(paragraph.sync) {
            *n += 1;
        }
    }
    let mut place = 0;
    let each = syncs.iter().zip(cues).map(|(sync, cues)| {
        let here = place;
        place += if sync.time().is_some() { 1 + cues } else { 0 };
        here
    });
    each.collect()
}

/// For each paragraph the next SYNC, with a readable start, that has one of the same class.
fn next_of_class(syncs: &[Sync], paragraphs: &[Paragraph<'_>]) -> Vec<Option<usize>> {
    let mut out = vec![None; paragraphs.len()];
    // The nearest SYNC behind here that has this class, and the one behind that.
    let mut seen: BTreeMap<String, (usize, Option<usize>)> = BTreeMap::new();
    for (paragraph, end) in paragraphs.iter().zip(&mut out).rev() {
        let class = paragraph.class.to_ascii_lowercase();
        let readable = syncs.get(paragraph.sync).is_some_and(|sync| sync.time().is_some());
        let before = seen.get(&class).copied();
        *end = match before {
            Some((nearest, behind)) if nearest == paragraph.sync => behind,
            Some((nearest, _)) => Some(nearest),
            None => None,
        };
        if readable && before.is_none_or(|(nearest, _)| nearest != paragraph.sync) {
            seen.insert(class, (paragraph.sync, before.map(|(nearest, _)| nearest)));
        }
    }
    out
}

fn fill(
    document: &mut Document<'_>,
    syncs: &[Sync],
    cues: &[(usize, Span, Option<usize>)],
    places: &[usize],
) {
    let notation = Notation::Count(Unit::Milliseconds);
    let mut cues = cues.iter().peekable();
    for (n, sync) in syncs.iter().enumerate() {
        let has_cue = cues.peek().is_some_and(|(of, ..)| *of == n);
        let cue = has_cue.then(|| index(document.cues.len()));
        let mut tell = |kind, span| document.problems.push(Problem { kind, span, cue });
        let (kind, span) = match sync.start {
            Some((span, Some(time))) if time.is_negative() => {
                (Some(ProblemKind::StampLoose(ClockFault::Negative)), span)
            }
            Some((_, Some(_))) => (None, sync.tag),
            Some((span, None)) if !span.is_empty() => (Some(ProblemKind::StampUnreadable), span),
            _ => (Some(ProblemKind::Own(&NO_START)), sync.tag),
        };
        if let Some(kind) = kind {
            tell(kind, span);
        }
        let start = match sync.start {
            Some((span, Some(time))) => slot(document, span, time, BaseId::ZERO, notation),
            _ => SlotId::NONE,
        };
        while let Some((_, text, ended)) = cues.next_if(|(of, ..)| *of == n) {
            let next =
                ended.and_then(|next| Some((SlotId::new(*places.get(next)?), syncs.get(next)?.time()?)));
            let end = match next {
                _ if start == SlotId::NONE => SlotId::NONE,
                Some((since, time)) => {
                    let at = sync.start.map_or(sync.tag.end, |(span, _)| span.end);
                    ended_by(document, at, since, time)
                }
                None => ended_by_nothing(document, document.cues.len(), start),
            };
            let number = Span::empty(sync.tag.start as usize);
            document.cues.push(CueNode { number, timing: sync.tag, text: *text, start, end });
        }
    }
}
