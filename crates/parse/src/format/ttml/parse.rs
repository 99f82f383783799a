//! From a text to its index: cues, slots, problems.

use super::names::{Edition, Space, attribute};
use super::timing::Interval;
use super::tree::Tree;
use super::{faults, head, timing, valid};
use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::open_ends;
use crate::source::{Encoding, Source};
use crate::syntax::{Base, BaseId, CueNode, Document, Fault, Problem, ProblemKind, SlotId, TimeSlot};
use crate::time::{Clockwork, Notation, Time};
use crate::xml::declared_encoding;

/// What is found in a text.
#[derive(Default)]
pub(super) struct Index<'t> {
    text: &'t str,
    pub(super) slots: Vec<TimeSlot>,
    bases: Vec<Base>,
    clockwork: Clockwork,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Index<'t> {
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn base(&mut self, base: Base) -> BaseId {
        if self.bases.last() != Some(&base) {
            self.bases.push(base);
        }
        BaseId::new(self.bases.len() - 1)
    }

    pub(super) fn report(&mut self, fault: &'static Fault, span: Span) {
        self.problems.push(Problem { kind: ProblemKind::Own(fault), span, cue: None });
    }
}

/// Indexes a text as TTML.
pub(super) fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    let mut index = Index { text: source.text(), ..Index::default() };
    let cues = read(&mut index, source.text(), options);
    encoding(&mut index, &source);
    index.problems.sort_by_key(|it| it.span);
    index.problems.dedup();
    assign(&mut index.problems, &cues);
    let Index { slots, bases, clockwork, problems, .. } = index;
    let mut document =
        Document { cues, slots, bases, clockwork, problems, ..Document::new(source, super::FORMAT.id) };
    open_ends::close(&mut document);
    document
}

fn read(index: &mut Index<'_>, text: &str, options: &ReadOptions) -> Vec<CueNode> {
    let tree = Tree::new(text);
    for (span, fault) in &tree.xml.faults {
        index.report(fault, *span);
    }
    let first = Span::new(0, text.chars().next().map_or(0, char::len_utf8));
    let none = Problem { kind: ProblemKind::NoCues, span: first, cue: None };
    let Some(root) = tree.xml.root() else {
        index.problems.push(none);
        return Vec::new();
    };
    match tree.edition {
        Some(Edition::Current) => {}
        Some(Edition::Draft) => index.report(&faults::DRAFT, root.start_tag()),
        Some(Edition::Missing) => index.report(&faults::NAMESPACE, root.start_tag()),
        None => {
            match super::names::space(root.namespace()) {
                Space::Isd => valid::check_isd(root, index),
                _ => index.report(&faults::ROOT, root.name_span()),
            }
            index.problems.push(none);
            return Vec::new();
        }
    }
    let counting = head::counting(root, options.rate, &mut |fault, span| index.report(fault, span));
    index.clockwork = counting.clockwork;
    if counting.base == head::TimeBase::Clock {
        index.report(&faults::CLOCK_BASE, root.start_tag());
    }
    if counting.discontinuous {
        index.report(&faults::DISCONTINUOUS, root.start_tag());
    }
    let start = options.start.unwrap_or(Time::ZERO);
    let plans = tree.plans();
    let intervals = timing::read(index, &tree, &plans, &counting, start);
    valid::check(&tree, &counting, index);
    let mut implied = SlotId::NONE;
    let mut cues: Vec<CueNode> = Vec::with_capacity(plans.len());
    for (plan, interval) in plans.iter().zip(&intervals) {
        let Some(element) = tree.xml.element(plan.element) else { continue };
        let id = attribute(element, Space::Xml, "id").map(|it| it.value_span());
        let number = id.unwrap_or_else(|| Span::empty(element.start_tag().start as usize));
        let start = starts(index, interval, &mut implied, element.start_tag());
        let end = match interval.end {
            _ if interval.end_broken => SlotId::NONE,
            Some((_, slot)) => slot,
            None => SlotId::OPEN,
        };
        cues.push(CueNode { number, timing: element.start_tag(), text: element.content(), start, end });
    }
    if cues.is_empty() {
        index.problems.push(none);
    }
    cues
}

/// What the file declares against what it is in.
fn encoding(index: &mut Index<'_>, source: &Source<'_>) {
    let text = source.text();
    let Some(name) = declared_encoding(text.as_bytes()) else { return };
    let declared = Encoding::from_label(name);
    let wide = |it: Encoding| {
        matches!(it, Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Utf32Le | Encoding::Utf32Be)
    };
    let actual = source.encoding();
    // All encodings but the wide ones spell ASCII alike; "UTF-16" may mean either order.
    let fault = match declared {
        Some(declared) if wide(declared) != wide(actual) => &faults::WIDE_ENCODING,
        Some(declared) if wide(declared) || declared == actual => return,
        Some(_) if text.is_ascii() || !source.is_decided() => return,
        None if name.eq_ignore_ascii_case("utf-16") && wide(actual) => return,
        _ => &faults::ENCODING,
    };
    let at = text.find(name).unwrap_or(0);
    index.report(fault, Span::new(at, at + name.len()));
}

/// The slot a cue begins with. Where nothing says when, it is there from the start: one slot for all such cues.
fn starts(index: &mut Index<'_>, it: &Interval, implied: &mut SlotId, tag: Span) -> SlotId {
    if it.begin.is_broken() {
        return SlotId::NONE;
    }
    if it.begin.slot != SlotId::NONE {
        return it.begin.slot;
    }
    if *implied == SlotId::NONE {
        *implied = SlotId::new(index.slots.len());
        index.slots.push(TimeSlot {
            span: Span::empty(tag.start as usize),
            time: it.begin.time(),
            base: BaseId::ZERO,
            notation: Notation::Implied,
        });
    }
    *implied
}

/// Says of each problem which cue it is in.
fn assign(problems: &mut [Problem], cues: &[CueNode]) {
    let whole = |cue: &CueNode| cue.timing.cover(cue.text);
    for problem in problems {
        let at = cues.partition_point(|cue| cue.timing.start <= problem.span.start);
        // A timed span stands in another cue; the innermost is the last that began before.
        let around = (0..at).rev().take(8).find(|i| {
            cues.get(*i).is_some_and(|cue| problem.span.start < whole(cue).end && !whole(cue).is_empty())
        });
        problem.cue = around.and_then(|i| u32::try_from(i).ok());
    }
}
