//! A cue as it stands in its file: its counter, times and text, and what stands between them.

use super::form::Form;
use tregua_parse::base::Span;
use tregua_parse::format::Format;
use tregua_parse::syntax::{BaseId, CueNode, Document, SlotId};
use tregua_parse::time::{Notation, Time};

/// What a stretch of a cue's bytes is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    Number,
    Start,
    End,
    Text,
}

/// A cue's places.
pub(super) struct Block {
    /// The cue in the document.
    pub(super) node: CueNode,
    /// From its first byte to its last.
    pub(super) region: Span,
    /// Its parts in the order of the file.
    pub(super) parts: Vec<(Part, Span)>,
    /// The text with LF line ends; each time inside of it stands as its distance from the in-time.
    pub(super) text: String,
    /// What stands around the parts: one stretch more than there are parts.
    pub(super) around: Vec<Span>,
    /// The times inside the text: indices of slots.
    pub(super) inner: Vec<usize>,
}

/// Stands for a time inside a text, with its distance from the in-time behind it.
const STAMP: char = '\u{1}';

/// One of the three versions.
pub(super) struct Version<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) blocks: Vec<Block>,
    /// Every counter is one more than the one before.
    pub(super) counted: bool,
}

impl<'d, 'a> Version<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, form: Form) -> Self {
        let mut by_place: Vec<(u32, usize)> =
            document.slots.iter().enumerate().map(|(at, slot)| (slot.span.start, at)).collect();
        by_place.sort_unstable();
        let blocks = document.cues.iter().map(|node| block(document, node, form, &by_place)).collect();
        let number = |at: usize| document.cue_number(at)?.parse::<u64>().ok();
        let first = number(0);
        let counted = first.is_some()
            && (0..document.cues.len()).all(|at| {
                number(at).is_some()
                    && number(at).zip(first).map(|(n, first)| n.checked_sub(first))
                        == Some(u64::try_from(at).ok())
            });
        Self { document, blocks, counted }
    }

    pub(super) fn text(&self) -> &'d str {
        self.document.source.text()
    }

    pub(super) fn block(&self, at: usize) -> Option<&Block> {
        self.blocks.get(at)
    }

    pub(super) fn times(&self, at: usize) -> (Option<Time>, Option<Time>) {
        let of = |slot: SlotId| self.document.time(slot);
        self.blocks.get(at).map_or((None, None), |block| (of(block.node.start), of(block.node.end)))
    }

    /// A cue's text, comparable between versions.
    pub(super) fn words(&self, at: usize) -> &str {
        self.blocks.get(at).map_or("", |block| block.text.as_str())
    }

    /// What stands around a cue's parts, with LF line ends.
    pub(super) fn around(&self, at: usize) -> Vec<String> {
        let spans = self.blocks.get(at).map_or(&[][..], |block| &block.around);
        spans.iter().map(|span| lf(span.of(self.text()))).collect()
    }

    pub(super) fn kinds(&self, at: usize) -> Vec<Part> {
        self.blocks.get(at).map_or(Vec::new(), |block| block.parts.iter().map(|part| part.0).collect())
    }

    /// Whether a cue stands inside of another.
    pub(super) fn is_nested(&self) -> bool {
        self.blocks.windows(2).any(|pair| matches!(pair, [a, b] if b.region.start < a.region.end))
    }

    /// Whether the spelling of a slot is an instant by itself, and not a distance from another.
    pub(super) fn is_absolute(&self, slot: usize) -> bool {
        let base = self.document.slots.get(slot).map(|slot| (slot.base, self.document.base_of(slot)));
        base.is_some_and(|(id, base)| {
            id == BaseId::ZERO || base.is_some_and(|base| base.since == SlotId::NONE)
        })
    }
}

/// A text with LF line ends.
pub(super) fn lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn block(document: &Document<'_>, node: &CueNode, form: Form, by_place: &[(u32, usize)]) -> Block {
    let source = document.source.text();
    let whole = node.block();
    let region = match form {
        Form::Lines { .. } => line_around(source, whole),
        Form::Elements => with_end_tag(source, whole),
        _ => whole,
    };
    let inside = |span: Span| span.start >= region.start && span.end <= region.end && !span.is_empty();
    let mut parts: Vec<(Part, Span)> = Vec::with_capacity(4);
    let plain = !node.number.is_empty() && node.number.of(source).trim().bytes().all(|b| b.is_ascii_digit());
    if plain && inside(node.number) {
        parts.push((Part::Number, node.number));
    }
    for (part, slot) in [(Part::Start, node.start), (Part::End, node.end)] {
        let slot = slot.index().and_then(|at| document.slots.get(at));
        if let Some(slot) = slot.filter(|slot| slot.notation != Notation::Implied && inside(slot.span)) {
            parts.push((part, slot.span));
        }
    }
    let text = Span {
        start: node.text.start.max(region.start),
        end: node.text.end.min(region.end).max(node.text.start),
    };
    parts.push((Part::Text, text));
    parts.sort_by_key(|part| part.1);
    let mut around = Vec::with_capacity(parts.len().saturating_add(1));
    let mut at = region.start;
    for (_, span) in &parts {
        around.push(Span { start: at, end: span.start.max(at) });
        at = span.end.max(at);
    }
    around.push(Span { start: at, end: region.end.max(at) });
    let own = [node.start.index(), node.end.index()];
    let from = by_place.partition_point(|(start, _)| *start < text.start);
    let inner: Vec<usize> = by_place
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|(start, _)| *start < text.end)
        .map(|(_, at)| *at)
        .filter(|at| {
            !own.contains(&Some(*at)) && document.slots.get(*at).is_some_and(|slot| !slot.span.is_empty())
        })
        .collect();
    let mut block = Block { node: *node, region, parts, text: String::new(), around, inner };
    block.text = comparable(document, &block, text);
    block
}

/// The text with each absolute time as its distance from the in-time: a cue that moved as a whole has the same text.
fn comparable(document: &Document<'_>, block: &Block, text: Span) -> String {
    let source = document.source.text();
    let start = document.time(block.node.start).unwrap_or(Time::ZERO);
    let mut out = String::with_capacity(text.len());
    let mut at = text.start;
    for slot in block.inner.iter().filter_map(|at| document.slots.get(*at)) {
        if slot.base != BaseId::ZERO || slot.span.start < at {
            continue;
        }
        out.push_str(Span { start: at, end: slot.span.start }.of(source));
        out.push(STAMP);
        out.push_str(&slot.time.saturating_sub(start).ticks().to_string());
        at = slot.span.end;
    }
    out.push_str(Span { start: at, end: text.end }.of(source));
    lf(&out)
}

/// Whether a comparable text has times inside.
pub(super) fn is_stamped(text: &str) -> bool {
    text.contains(STAMP)
}

fn with_end_tag(source: &str, span: Span) -> Span {
    let after = source.get(span.end as usize..).unwrap_or("");
    let len = after.strip_prefix("</").and_then(|tag| tag.find('>')).map_or(0, |at| at.saturating_add(3));
    Span::new(span.start as usize, (span.end as usize).saturating_add(len))
}

fn line_around(source: &str, span: Span) -> Span {
    let before = source.get(..span.start as usize).unwrap_or("");
    let after = source.get(span.end as usize..).unwrap_or("");
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at.saturating_add(1));
    let len = after.find(['\n', '\r']).unwrap_or(after.len());
    Span::new(start, (span.end as usize).saturating_add(len))
}

/// Where a cue begins and ends with all that goes when it is taken out; `None` where it cannot be.
pub(super) fn unit(document: &Document<'_>, format: &Format, cue: usize) -> Option<Span> {
    let edits = (format.take_out)(document, &[cue]).ok()?;
    edits.first().map(|edit| edit.span)
}

/// As [`unit`] for all cues, in one go where that is possible.
pub(super) fn units(document: &Document<'_>, format: &Format) -> Vec<Option<Span>> {
    let all: Vec<usize> = (0..document.cues.len()).collect();
    match (format.take_out)(document, &all) {
        Ok(edits) if edits.len() == all.len() => edits.iter().map(|edit| Some(edit.span)).collect(),
        _ => all.into_iter().map(|cue| unit(document, format, cue)).collect(),
    }
}
