//! Times: `begin`, `end` and `dur` of every element, each counted from what it stands in.

use super::faults;
use super::head::{Counting, TimeBase};
use super::names::Tag;
use super::parse::Index;
use super::tree::{Plan, Tree};
use crate::base::Span;
use crate::syntax::{Base, BaseId, Fault, SlotId, TimeSlot};
use crate::time::{Notation, Time, TtmlFault, read_ttml};
use crate::xml::{Attribute, Element};
use std::borrow::Cow;

/// A point on the time line that times are counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    time: Time,
    /// The slot it stands at; [`SlotId::NONE`] at the document's own zero.
    pub(super) slot: SlotId,
    base: BaseId,
    /// It follows from a time that cannot be read.
    broken: bool,
}

/// When an element is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) begin: Anchor,
    /// Its end and the slot that says so; `None` where nothing ends it.
    pub(super) end: Option<(Time, SlotId)>,
    /// An end that cannot be read.
    pub(super) end_broken: bool,
}

/// An element whose end tag is still to come.
struct Open {
    tag: Tag,
    shown: Interval,
    /// Where its next child begins, if its children follow one another.
    next: Anchor,
    /// The latest end of its children.
    latest: Option<(Time, SlotId)>,
    sequence: bool,
}

/// Reads all times of a document, whose programme starts at `start` on its own clock. Gives the interval of each plan, which come in
/// the order of the file: one of every element would take more memory than the elements themselves.
pub(super) fn read(
    index: &mut Index<'_>,
    tree: &Tree<'_>,
    plans: &[Plan],
    counting: &Counting,
    start: Time,
) -> Vec<Interval> {
    let base = match start {
        Time::ZERO => BaseId::ZERO,
        start => index.base(Base { since: SlotId::NONE, offset: start.negate() }),
    };
    let root = Anchor { time: start.negate(), slot: SlotId::NONE, base, broken: false };
    let mut reader = Reader { index, text: tree.xml.text(), counting, told: [false; 2] };
    let mut all: Vec<Interval> = Vec::with_capacity(plans.len());
    let mut open: Vec<Open> = Vec::new();
    for element in tree.xml.elements() {
        // Leave what this element does not stand in.
        while open.len() > element.depth() as usize {
            leave(&mut open);
        }
        let (above, tag) = (open.last(), tree.tag(element));
        // Only what flows takes its turn in a sequence; the rest starts with what it stands in.
        let from = match above {
            Some(above) if above.sequence && takes_turns(tag) => above.next,
            Some(above) => above.shown.begin,
            None => root,
        };
        let outer = Interval { begin: from, end: None, end_broken: false };
        let mut shown = above.map_or(outer, |above| Interval { begin: from, ..above.shown });
        let mut next = from;
        if tag != Tag::Foreign {
            reader.element(element, from, &mut shown);
            next = shown.begin;
        }
        if plans.get(all.len()).is_some_and(|plan| plan.element == element.id()) {
            all.push(shown);
        }
        let sequence = tree.is_sequence(element);
        open.push(Open { tag, shown, next, latest: None, sequence });
    }
    debug_assert_eq!(all.len(), plans.len(), "plans in the order of the file, each once");
    all
}

fn takes_turns(tag: Tag) -> bool {
    matches!(tag, Tag::Body | Tag::Div | Tag::P | Tag::Span | Tag::Image | Tag::Audio)
}

/// The innermost element is over: its parent knows when.
fn leave(open: &mut Vec<Open>) {
    let Some(Open { tag, shown: it, latest, .. }) = open.pop() else { return };
    let Some(above) = open.last_mut() else { return };
    if !takes_turns(tag) {
        return;
    }
    // An end that only the parent gives it is not its own.
    let own = it.end.filter(|end| above.shown.end.is_none_or(|outer| end.1 != outer.1));
    let end = own.or(latest);
    if above.sequence {
        above.next = match end {
            _ if it.begin.broken || it.end_broken => Anchor { broken: true, ..it.begin },
            Some((time, slot)) => Anchor { time, slot, base: BaseId::ZERO, broken: false },
            // Text without a duration takes no time in a sequence.
            None => it.begin,
        };
    }
    above.latest = above.latest.max(end);
}

impl Anchor {
    /// It follows from a time that cannot be read.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    /// The instant.
    pub(super) fn time(&self) -> Time {
        self.time
    }
}

struct Reader<'r, 't> {
    index: &'r mut Index<'t>,
    text: &'r str,
    counting: &'r Counting,
    /// Frames, ticks without a rate: said once.
    told: [bool; 2],
}

/// What an attribute says.
enum Said {
    Time(Time, Span),
    Unknown,
    Nothing,
}

impl Reader<'_, '_> {
    fn report(&mut self, fault: &'static Fault, span: Span) {
        self.index.report(fault, span);
    }

    fn element(&mut self, element: Element<'_, '_>, from: Anchor, it: &mut Interval) {
        let [mut begin, mut end, mut dur] = [None; 3];
        for attribute in element.attributes().filter(|it| it.is_bare()) {
            let place = match attribute.name() {
                "begin" => &mut begin,
                "end" => &mut end,
                "dur" => &mut dur,
                _ => continue,
            };
            *place = place.or(Some(attribute));
        }
        if let Some(begin) = begin {
            it.begin = match self.value(begin) {
                Said::Time(value, span) => match self.slot(from, value, span) {
                    Some((time, slot)) => Anchor { time, slot, base: BaseId::ZERO, broken: false },
                    None => Anchor { broken: true, slot: SlotId::NONE, ..from },
                },
                Said::Unknown => Anchor { broken: true, slot: SlotId::NONE, ..from },
                Said::Nothing => from,
            };
        }
        let mut own: Option<(Time, SlotId)> = None;
        for (attribute, since) in [(end, from), (dur, it.begin)] {
            let Some(attribute) = attribute else { continue };
            let found = match self.value(attribute) {
                Said::Time(value, span) => self.slot(since, value, span),
                Said::Unknown => None,
                Said::Nothing => continue,
            };
            match found {
                Some(found) => own = Some(own.map_or(found, |before| before.min(found))),
                None => it.end_broken = true,
            }
        }
        if let Some((time, _)) = own
            && time < it.begin.time
            && !it.begin.broken
        {
            self.report(&faults::BACKWARDS, element.start_tag());
        } else if let Some((outer, _)) = it.end
            && it.begin.time > outer
            && begin.is_some()
        {
            self.report(&faults::OUTSIDE_PARENT, element.start_tag());
        }
        // What ends first ends it; where both end at once, its own end does.
        it.end = match (own, it.end) {
            (Some(own), Some(outer)) if outer.0 < own.0 => Some(outer),
            (Some(own), _) => Some(own),
            (None, outer) => outer,
        };
        if self.counting.discontinuous
            && let Some(dur) = dur
        {
            self.report(&faults::DUR_DISCONTINUOUS, dur.span());
        }
    }

    /// Reads one attribute.
    fn value(&mut self, attribute: Attribute<'_, '_>) -> Said {
        let span = attribute.value_span();
        let value = attribute.value();
        let written = span.of(self.text);
        if matches!(value, Cow::Owned(_)) && written.contains('&') {
            self.report(&faults::TIME_REFERENCE, span);
            return Said::Unknown;
        }
        if value == "indefinite" || value == "media" {
            // SMIL's words, which some tools write: as if there were no such attribute.
            self.report(&faults::TIME_EXPRESSION, span);
            return Said::Nothing;
        }
        match read_ttml(written, &self.counting.clockwork) {
            Ok(it) => {
                let fault = it.fault.map(|fault| match fault {
                    TtmlFault::Above59 => &faults::ABOVE_59,
                    TtmlFault::Dropped => &faults::DROPPED,
                    _ => &faults::LOOSE,
                });
                if let Some(fault) = fault {
                    self.report(fault, span);
                }
                if it.frames && it.clock && self.counting.base == TimeBase::Clock {
                    self.report(&faults::FRAMES_ON_CLOCK, span);
                }
                let once = |told: &mut bool| !std::mem::replace(told, true);
                if it.frames && !self.counting.frame_rate_given && once(&mut self.told[0]) {
                    self.report(&faults::UNDER_RATE, span);
                }
                if it.ticks && !self.counting.tick_rate_given && once(&mut self.told[1]) {
                    self.report(&faults::UNDER_TICKS, span);
                }
                Said::Time(it.time, span)
            }
            Err(fault) => {
                let fault = match fault {
                    TtmlFault::WallClock if self.counting.base == TimeBase::Clock => &faults::WALL_CLOCK,
                    TtmlFault::WallClock => &faults::WALL_CLOCK_BASE,
                    TtmlFault::NoRate => &faults::NO_RATE,
                    TtmlFault::Frames => &faults::FRAMES,
                    TtmlFault::SubFrames => &faults::SUB_FRAMES,
                    _ => &faults::TIME_EXPRESSION,
                };
                self.report(fault, span);
                Said::Unknown
            }
        }
    }

    /// A new slot, counted from an anchor.
    fn slot(&mut self, from: Anchor, value: Time, span: Span) -> Option<(Time, SlotId)> {
        if from.broken {
            self.report(&faults::BELOW, span);
            return None;
        }
        let Some(time) = from.time.checked_add(value) else {
            self.report(&faults::TIME_EXPRESSION, span);
            return None;
        };
        let base = match from.slot {
            SlotId::NONE => from.base,
            since => self.index.base(Base { since, offset: Time::ZERO }),
        };
        let slot = SlotId::new(self.index.slots.len());
        self.index.slots.push(TimeSlot { span, time, base, notation: Notation::Ttml });
        Some((time, slot))
    }
}
