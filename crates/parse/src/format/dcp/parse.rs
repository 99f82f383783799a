//! Where cues and times stand.

use super::faults;
use super::head::{self, Head};
use super::times::{self, Family, Stamp};
use crate::base::Span;
use crate::format::ReadOptions;
use crate::source::Source;
use crate::syntax::{Base, BaseId, CueNode, Document, Fault, Problem, ProblemKind, SlotId, TimeSlot};
use crate::time::{Clockwork, Time};
use crate::xml::{Attribute, Element, Xml};

/// Indexes a source. `asked` is the family the caller takes it for; what its root says counts more.
pub(super) fn parse<'a>(source: Source<'a>, options: &ReadOptions, asked: Family) -> Document<'a> {
    let mut document = Document::new(source, name(asked));
    let text = document.source.text().to_owned();
    let xml = Xml::parse(&text);
    let mut problems: Vec<Problem> = Vec::new();
    let mut report = |fault: &'static Fault, span: Span, cue: Option<u32>| {
        problems.push(Problem { kind: ProblemKind::Own(fault), span, cue });
    };
    for (span, fault) in &xml.faults {
        report(fault, *span, None);
    }
    let root = head::family(&xml);
    if let (None, Some(root)) = (root, xml.root()) {
        report(&faults::ROOT, root.start_tag(), None);
    }
    let family = root.unwrap_or(asked);
    document.format = name(family);
    // Where the root is another, its head says nothing of this.
    let head = match root {
        Some(_) => head::read(&xml, family, options.rate, &mut |fault, span| report(fault, span, None)),
        None => Head { rate: options.rate, stated: false, start: None },
    };
    document.clockwork = Clockwork { stated: head.stated, ..times::clockwork(family, head.rate) };
    let mut reader = Reader {
        text: &text,
        family,
        clockwork: document.clockwork,
        cues: Vec::new(),
        problems: &mut problems,
    };
    reader.all(&xml);
    let cues = std::mem::take(&mut reader.cues);
    let offset = match (options.start, head.start) {
        (Some(start), _) => start,
        (None, None) => Time::ZERO,
        // Times count from StartTime where they can.
        (None, Some((start, span))) => {
            let fits = cues.iter().filter_map(|cue| cue.start.map(|it| it.1.time)).all(|time| time >= start);
            let fault = if fits { &faults::START_ON_CLOCK } else { &faults::START_IGNORED };
            problems.push(Problem { kind: ProblemKind::Own(fault), span, cue: None });
            if fits { start } else { Time::ZERO }
        }
    };
    let base = match offset {
        Time::ZERO => BaseId::ZERO,
        // What is written is later than the instant by as much.
        offset => document.base(Base { since: SlotId::NONE, offset: offset.negate() }),
    };
    for cue in cues {
        cue.index(&mut document, base, offset);
    }
    if document.cues.is_empty() {
        problems.push(Problem { kind: ProblemKind::NoCues, span: Span::empty(0), cue: None });
    }
    problems.sort_by_key(|problem| problem.span.start);
    document.problems = problems;
    document
}

fn name(family: Family) -> &'static str {
    match family {
        Family::Smpte => "dcp",
        Family::Interop => "dcp-interop",
    }
}

/// An attribute's value by name, in any letter case: `HAlign` in Interop, `Halign` in SMPTE.
pub(super) fn attribute<'x, 't>(element: Element<'x, 't>, name: &str) -> Option<Attribute<'x, 't>> {
    element.attributes().find(|it| it.name().eq_ignore_ascii_case(name))
}

/// A cue before its times are set off from the start of the clock.
struct Found {
    number: Span,
    timing: Span,
    text: Span,
    start: Option<(Span, Stamp)>,
    end: Option<(Span, Stamp)>,
    up: Option<(Span, Stamp)>,
    down: Option<(Span, Stamp)>,
}

impl Found {
    /// Adds the cue and its slots, in the order they are written.
    fn index(self, document: &mut Document<'_>, base: BaseId, offset: Time) {
        let mut add = |slot: Option<(Span, Stamp)>| {
            let Some((span, stamp)) = slot else { return SlotId::NONE };
            let Some(time) = stamp.time.checked_sub(offset) else { return SlotId::NONE };
            document.slots.push(TimeSlot { span, time, base, notation: stamp.notation });
            SlotId::new(document.slots.len() - 1)
        };
        let (start, end) = (add(self.start), add(self.end));
        // A fade lasts from the in-time on, or from the out-time on. One of no length stays so whatever moves.
        for (fade, since) in [(self.up, start), (self.down, end)] {
            let fade = fade.filter(|(_, stamp)| stamp.time != Time::ZERO);
            let (Some((span, stamp)), Some(from)) = (fade, document.time(since)) else { continue };
            let Some(time) = from.checked_add(stamp.time) else { continue };
            let base = document.base(Base { since, offset: Time::ZERO });
            document.slots.push(TimeSlot { span, time, base, notation: stamp.notation });
        }
        let Self { number, timing, text, .. } = self;
        document.cues.push(CueNode { number, timing, text, start, end });
    }
}

struct Reader<'r> {
    text: &'r str,
    family: Family,
    clockwork: Clockwork,
    cues: Vec<Found>,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn report(&mut self, kind: ProblemKind, span: Span) {
        let cue = u32::try_from(self.cues.len()).ok();
        self.problems.push(Problem { kind, span, cue });
    }

    fn all(&mut self, xml: &Xml<'_>) {
        let mut inside_until = 0;
        for element in xml.elements().filter(|element| element.name() == "Subtitle") {
            if element.span().start < inside_until {
                self.report(ProblemKind::Own(&faults::INSIDE), element.start_tag());
            }
            inside_until = inside_until.max(element.span().end);
            self.subtitle(element);
        }
        let short = |cue: &Found| {
            [&cue.start, &cue.end].into_iter().flatten().all(|(span, _)| {
                span.of(self.text).rsplit_once(':').is_some_and(|(_, ticks)| ticks.len() < 3)
            })
        };
        let first = self.cues.iter().find_map(|cue| cue.start.map(|it| it.0));
        if let (Family::Interop, Some(span)) = (self.family, first)
            && self.cues.iter().all(short)
        {
            let kind = ProblemKind::Own(&faults::SHORT_TICKS);
            self.problems.push(Problem { kind, span, cue: None });
        }
    }

    fn subtitle(&mut self, element: Element<'_, '_>) {
        let number = attribute(element, "SpotNumber").map_or(Span::empty(0), Attribute::value_span);
        let start = self.time(element, "TimeIn", false);
        let end = self.time(element, "TimeOut", false);
        if attribute(element, "TimeIn").is_none() {
            self.report(ProblemKind::Own(&faults::IN_MISSING), element.start_tag());
        }
        if attribute(element, "TimeOut").is_none() {
            self.report(ProblemKind::StampMissing, element.start_tag());
        }
        let up = self.time(element, "FadeUpTime", true);
        let down = self.time(element, "FadeDownTime", true);
        let (timing, text) = (element.start_tag(), element.content());
        self.cues.push(Found { number, timing, text, start, end, up, down });
    }

    fn time(&mut self, element: Element<'_, '_>, name: &str, fade: bool) -> Option<(Span, Stamp)> {
        let span = attribute(element, name)?.value_span();
        let written = span.of(self.text);
        let blanks = written.len() - written.trim_start().len();
        let inner = written.trim();
        let inner_span = Span::new(blanks, blanks + inner.len()).offset(span.start as usize);
        let Some(stamp) = times::read(inner, self.family, &self.clockwork, fade) else {
            self.report(ProblemKind::StampUnreadable, span);
            return None;
        };
        if let Some(fault) = stamp.fault {
            self.report(ProblemKind::Own(fault), inner_span);
        }
        Some((inner_span, stamp))
    }
}
