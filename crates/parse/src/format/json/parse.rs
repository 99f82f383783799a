//! The reader: where cues, times and texts stand.

use super::tree::{Kind, Tree};
use crate::base::Span;
use crate::format::ReadOptions;
use crate::format::common::{index, slot};
use crate::source::Source;
use crate::syntax::{Base, BaseId, CueNode, Document, Fault, Problem, ProblemKind, SlotId, scan, whole};
use crate::time::{Decimal, Notation, Time};

static BROKEN: Fault =
    Fault::error("json-broken", "from here on this is no JSON; what stands above was read");
static VERSION: Fault = Fault::error("json-version", "this version of the format is not known; version 1 is")
    .help("a newer Tregua may have written it");

pub(super) const NOTATION: Notation = Notation::Decimal(Decimal::EXACT);

/// The values that are cues.
pub(super) fn cues(tree: &Tree<'_>) -> Vec<usize> {
    let Some(list) = tree.get(0, "cues").filter(|it| tree.is(*it, Kind::Array)) else { return Vec::new() };
    tree.inside(list).filter(|it| tree.is(*it, Kind::Object)).collect()
}

/// A time as it stands: the clock's place, and what it says.
type Stamp = (Span, Option<Time>);

/// A cue's places.
struct Places {
    object: Span,
    id: Span,
    times: [Option<Stamp>; 2],
    text: Span,
    fade: Vec<(Span, Time)>,
}

pub(super) fn parse<'a>(source: Source<'a>, _: &ReadOptions) -> Document<'a> {
    let text = source.text();
    let tree = Tree::read(text);
    let places: Vec<Places> = cues(&tree).into_iter().map(|cue| places(&tree, cue)).collect();
    let mut problems = Vec::new();
    let mut tell = |kind, span| problems.push(Problem { kind, span, cue: None });
    if let Some(at) = tree.fault {
        tell(ProblemKind::Own(&BROKEN), Span::new(at, text.len()));
    }
    if let Some(version) = tree.get(0, "version").filter(|it| tree.raw(*it) != "1") {
        tell(ProblemKind::Own(&VERSION), tree.node(version).map_or(Span::default(), |node| node.span));
    }
    let ends = scan(text.as_bytes(), |_| {});
    let mut document = Document { problems, ..Document::new(source, super::FORMAT.id) };
    places.into_iter().for_each(|places| fill(&mut document, places));
    whole(&mut document, ends);
    document.problems.retain(|problem| problem.kind != ProblemKind::FinalNewlineMissing);
    document
}

fn places(tree: &Tree<'_>, cue: usize) -> Places {
    let span = |index: usize| tree.node(index).map_or(Span::default(), |node| node.span);
    let stamp = |index: usize| -> Option<Stamp> {
        if tree.is(index, Kind::Null) {
            return None;
        }
        let inner = if tree.is(index, Kind::Text) { tree.inner(index) } else { span(index) };
        let text = tree.raw(index).trim_matches('"');
        let time =
            NOTATION.read(text.as_bytes()).filter(|clock| clock.len == text.len()).map(|clock| clock.time);
        Some((inner, time.filter(|_| tree.is(index, Kind::Text) && inner.len() == text.len())))
    };
    let key = |key| tree.get(cue, key);
    let object = span(cue);
    let fade = key("fade").into_iter().flat_map(|it| tree.inside(it).collect::<Vec<_>>());
    let fade = fade.filter_map(|it| stamp(it).and_then(|(span, time)| Some((span, time?)))).take(2);
    Places {
        object,
        id: key("id").and_then(|id| tree.name(id)).unwrap_or(Span::empty(object.start as usize)),
        times: [key("start").and_then(stamp), key("end").and_then(stamp)],
        text: key("lines").map_or(Span::empty(object.end as usize), span),
        fade: fade.collect(),
    }
}

fn fill(document: &mut Document<'_>, places: Places) {
    let cue = document.cues.len();
    let Places { object, id, times, text, fade } = places;
    let mut slots = [SlotId::NONE; 2];
    let mut timing: Option<Span> = None;
    for (stamp, into) in times.iter().zip(&mut slots) {
        let mut tell = |kind, span| document.problems.push(Problem { kind, span, cue: Some(index(cue)) });
        match *stamp {
            Some((span, Some(time))) => *into = slot(document, span, time, BaseId::ZERO, NOTATION),
            Some((span, None)) => tell(ProblemKind::StampUnreadable, span),
            None => tell(ProblemKind::StampMissing, object),
        }
        timing = stamp.map(|(span, _)| timing.map_or(span, |timing| timing.cover(span))).or(timing);
    }
    // A fade in lasts from the in-time on; a fade out lasts as long as one that begins at the out-time would.
    for ((span, length), since) in fade.into_iter().zip(slots) {
        if let Some(time) = document.time(since).and_then(|from| from.checked_add(length)) {
            let base = document.base(Base { since, offset: Time::ZERO });
            slot(document, span, time, base, NOTATION);
        }
    }
    let timing = timing.unwrap_or(Span::empty(object.start as usize));
    document.cues.push(CueNode { number: id, timing, text, start: slots[0], end: slots[1] });
}
