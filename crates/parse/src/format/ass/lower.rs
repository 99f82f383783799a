//! From places to what a viewer reads.

use super::SSA;
use super::codes::whole;
use super::columns::EventField;
use super::faults as f;
use super::head::{Head, Seen as SeenInfo};
use super::script::{Event, Kind, Section, Walker, What};
use super::styles::{Odd, Styles};
use super::text::{self, Script};
use crate::base::Span;
use crate::model::{Cue, Details, Loss, LossKind, Track};
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Lowers a script.
#[must_use]
pub fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut track = Track::default();
    let found = Found::read(document, &mut track.problems);
    track.title = found.head.title.map(Cow::Borrowed);
    track.lang = found.head.lang.map(Cow::Borrowed);
    let script = Script { text, styles: &found.styles, picture: found.head.picture(), wrap: found.head.wrap };
    let mut used = BTreeSet::new();
    for (index, node) in document.cues.iter().enumerate() {
        let cue = u32::try_from(index).unwrap_or(u32::MAX);
        let event = found.events.get(index);
        let field = |field| event.and_then(|event| event.get(field));
        let style = field(EventField::Style).map(|span| (span, span.of(text)));
        let named = style.and_then(|(_, name)| found.styles.find(name)).copied();
        if let (Some((span, _)), None) = (style, named) {
            track.problems.push(Problem { kind: ProblemKind::Own(&f::STYLE_UNKNOWN), span, cue: Some(cue) });
        }
        let named = named.unwrap_or_else(|| found.styles.fallback());
        used.insert(named.name);
        if let Some(span) = event.and_then(|event| odd_number(text, event)) {
            track.problems.push(Problem { kind: ProblemKind::Own(&f::VALUE), span, cue: Some(cue) });
        }
        let times = document.times(node);
        let voice = field(EventField::Name).map(|span| span.of(text));
        let first = u32::try_from(track.lines.len()).unwrap_or(u32::MAX);
        let one = text::Event { cue, style: named, voice, span: node.text, times };
        let seen = text::lower(&script, &one, &mut track);
        let lines = first..u32::try_from(track.lines.len()).unwrap_or(u32::MAX);
        let align = seen.align.or(Some(named.align).filter(|align| *align != 2));
        let details = Details { place: seen.place, fade: seen.fade, ..Details::default() };
        let details = (details != Details::default()).then(|| Box::new(details));
        track.cues.push(Cue { times, lines, align, details });
        cue_losses(text, event, index, &seen.dropped, &mut track.losses);
    }
    found.losses(&used, &mut track.losses);
    if !document.source.malformed().is_empty() {
        malformed(document, &mut track.losses);
    }
    track.problems.sort_by_key(|p| p.span);
    track
}

/// What stands in a script beside the words.
struct Found<'t> {
    head: Head<'t>,
    styles: Styles<'t>,
    /// One for each cue.
    events: Vec<Event>,
    comments: usize,
    others: usize,
    attachments: usize,
    notes: usize,
    sections: Vec<&'t str>,
    layered: bool,
    /// Events that SSA's editor marks.
    marked: usize,
}

impl<'t> Found<'t> {
    fn read(document: &'t Document<'_>, problems: &mut Vec<Problem>) -> Self {
        let text = document.source.text();
        let mut out = Self {
            head: Head::default(),
            styles: Styles::default(),
            events: Vec::with_capacity(document.cues.len()),
            comments: 0,
            others: 0,
            attachments: 0,
            notes: 0,
            sections: Vec::new(),
            layered: false,
            marked: 0,
        };
        let mut walker = Walker::new(text);
        while let Some((line, what)) = walker.next() {
            let mut say = |fault: &'static Fault, span| {
                problems.push(Problem { kind: ProblemKind::Own(fault), span, cue: None })
            };
            match what {
                What::Info { key, value } => match out.head.read(key.of(text), value.of(text)) {
                    SeenInfo::Fine => {}
                    SeenInfo::Unreadable => say(&f::VALUE, value),
                    SeenInfo::Timer => say(&f::TIMER, value),
                },
                What::Style { fields, ssa, .. } => out.styles.read(text, &fields, ssa, |odd| match odd {
                    Odd::Unnamed => say(&f::STYLE_UNNAMED, line),
                    Odd::Twice => say(&f::STYLE_TWICE, line),
                    Odd::Value(span) => say(&f::VALUE, span),
                }),
                What::Event(event) => out.event(document, line, event),
                What::Attachment(_) => out.attachments += 1,
                What::Header(Section::Unknown | Section::Editor, _) => {
                    const MOST: usize = 8;
                    if out.sections.len() < MOST {
                        out.sections.push(line.of(text).trim());
                    }
                }
                What::Junk => out.notes += 1,
                _ => {}
            }
        }
        out
    }

    fn event(&mut self, document: &Document<'_>, line: Span, event: Event) {
        // The reader decides what is a cue.
        let cue = document.cues.get(self.events.len());
        let here = |span: &Span| line.start <= span.start && span.end <= line.end;
        match event.kind {
            Kind::Dialogue if cue.is_some_and(|cue| here(&cue.number)) => {
                let value = event.get(EventField::Layer).map_or("0", |span| span.of(document.source.text()));
                // One field: what lies on top in ASS, a mark in SSA, where some leave out its name.
                match value.strip_prefix("Marked=") {
                    Some(mark) => self.marked += usize::from(mark != "0"),
                    None if document.format == SSA.id => self.marked += usize::from(value != "0"),
                    None => self.layered |= value != "0",
                }
                self.events.push(event);
            }
            Kind::Dialogue => self.notes += 1,
            Kind::Comment => self.comments += 1,
            Kind::Other => self.others += 1,
        }
    }

    fn losses(&self, used: &BTreeSet<&str>, losses: &mut Vec<Loss>) {
        let mut lose = |loss: Loss| losses.push(loss);
        let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        if self.comments > 0 {
            lose(Loss::of_all_cues(
                LossKind::Comment,
                counted(self.comments, "line that is not shown", "lines that are not shown"),
            ));
        }
        if self.notes > 0 {
            lose(Loss::of_all_cues(
                LossKind::Comment,
                counted(
                    self.notes,
                    "line that is none of its section",
                    "lines that are none of their sections",
                ),
            ));
        }
        if self.others > 0 {
            lose(Loss::of_all_cues(
                LossKind::Attachment,
                counted(
                    self.others,
                    "event with a picture, sound or command",
                    "events with pictures, sounds or commands",
                ),
            ));
        }
        if self.attachments > 0 {
            lose(Loss::of_all_cues(
                LossKind::Attachment,
                counted(self.attachments, "attached font or picture", "attached fonts or pictures"),
            ));
        }
        if self.layered {
            lose(Loss::track(LossKind::Effect, "numbers of layers, which say what lies on top"));
        }
        if self.marked > 0 {
            let events = counted(self.marked, "event", "events");
            lose(Loss::of_all_cues(
                LossKind::Metadata,
                format!("the mark of {events}, which only editors show"),
            ));
        }
        let (here, unused): (Vec<&str>, Vec<&str>) =
            self.styles.names().filter(|name| !name.is_empty()).partition(|name| used.contains(name));
        if !here.is_empty() {
            let what = format!("font, size and border of {}", listed("style", "styles", &here));
            lose(of_styles(LossKind::Font, what, &here));
        }
        if !unused.is_empty() {
            let what = format!("{} that no cue has", listed("the style", "the styles", &unused));
            lose(of_styles(LossKind::Metadata, what, &unused));
        }
        if !self.head.notes.is_empty() {
            lose(Loss::track(
                LossKind::Metadata,
                format!("what [Script Info] says: {}", listed("", "", &self.head.notes).trim()),
            ));
        }
        if !self.sections.is_empty() {
            lose(Loss::track(LossKind::Metadata, listed("the section", "the sections", &self.sections)));
        }
    }
}

/// So many names are listed, each of so many characters at most.
const SHOWN: usize = 6;
const NAME: usize = 40;

/// What is lost of some styles. Where not all are named, other cues may have others of which the same is said.
fn of_styles(kind: LossKind, what: String, names: &[&str]) -> Loss {
    let cut = names.len() > SHOWN || names.iter().any(|name| shown(name) != *name);
    Loss { of_all_cues: cut, ..Loss::track(kind, what) }
}

/// A name on one line, not too long.
fn shown(name: &str) -> String {
    name.chars().take(NAME).filter(|c| !c.is_control()).collect()
}

/// Names in a list that people can read, not all of very many.
fn listed(one: &str, many: &str, names: &[&str]) -> String {
    let word = if names.len() == 1 { one } else { many };
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| shown(name)).collect();
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!("{word} {}{more}", shown.join(", "))
}

/// The first of an event's layer and margins that is no number.
fn odd_number(text: &str, event: &Event) -> Option<Span> {
    use EventField::{Layer, MarginL, MarginR, MarginV};
    let fields = [Layer, MarginL, MarginR, MarginV].into_iter().filter_map(|field| event.get(field));
    let mut odd = fields.filter(|span| {
        let value = span.of(text);
        let digits = value.strip_prefix("Marked=").unwrap_or(value);
        let plain = digits.bytes().enumerate().all(|(i, b)| b.is_ascii_digit() || i == 0 && b == b'-');
        !plain || whole(digits).is_none()
    });
    odd.next()
}

fn cue_losses(
    text: &str,
    event: Option<&Event>,
    index: usize,
    dropped: &[(LossKind, &'static str)],
    losses: &mut Vec<Loss>,
) {
    let field = |field| event.and_then(|event| event.get(field)).map(|span| span.of(text));
    let margins = [EventField::MarginL, EventField::MarginR, EventField::MarginV];
    if margins.into_iter().filter_map(field).any(|value| value.bytes().any(|b| b != b'0')) {
        losses.push(Loss::cue(LossKind::Position, index, "margins of its own"));
    }
    if let Some(effect) = field(EventField::Effect) {
        let effect: String = effect.chars().take(40).filter(|c| !c.is_control()).collect();
        losses.push(Loss::cue(LossKind::Effect, index, format!("the effect \u{201c}{effect}\u{201d}")));
    }
    let mut kinds: Vec<LossKind> = dropped.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let names: Vec<String> = dropped
            .iter()
            .filter(|(it, _)| *it == kind)
            .map(|(_, name)| {
                if name.contains([' ', '\\']) || *name == "karaoke" {
                    (*name).to_owned()
                } else {
                    format!("\\{name}")
                }
            })
            .collect();
        losses.push(Loss::cue(kind, index, names.join(", ")));
    }
}

/// Cues in whose text stand bytes that could not be read.
fn malformed(document: &Document<'_>, losses: &mut Vec<Loss>) {
    for bad in document.source.malformed() {
        let at = document.cues.partition_point(|cue| cue.block().end <= bad.text.start);
        if document.cues.get(at).is_some_and(|cue| cue.text.start <= bad.text.start) {
            losses.push(Loss::cue(LossKind::Text, at, "bytes that could not be read stand as \u{fffd}"));
        }
    }
}
