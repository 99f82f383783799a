//! The reader: events, their times, and what is wrong with the script around them.

use super::columns::EventField;
use super::faults as f;
use super::inner;
use super::script::{Event, Kind, Section, Walker, What};
use super::slots::Slots;
use super::stamp;
use super::version::{Version, look};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::{CueNode, Document, Fault, Problem, ProblemKind, SlotId, whole};
use crate::time::{Clockwork, Time};

/// Indexes a script. `asked` is the version the caller takes it for; what it says itself counts more.
pub(super) fn parse(source: Source<'_>, asked: Version) -> Document<'_> {
    let text = source.text();
    let version = look(text).version.unwrap_or(asked);
    let mut reader = Reader {
        text,
        slots: Slots::default(),
        cues: Vec::new(),
        problems: Vec::new(),
        told_unformatted: false,
        attachment: Attachment::default(),
    };
    let mut walker = Walker::new(text);
    while let Some((line, what)) = walker.next() {
        reader.line(line, what);
    }
    let Reader { slots, cues, problems, .. } = reader;
    let ends = walker.ends;
    let Slots { slots, relative } = slots;
    // The numbers inside of texts.
    let clockwork = Clockwork { largest: Some(i32::MAX.unsigned_abs()), ..Clockwork::default() };
    let mut document = Document { cues, slots, problems, clockwork, ..Document::new(source, version.id()) };
    for (at, base) in relative {
        let id = document.base(base);
        if let Some(slot) = document.slots.get_mut(at) {
            slot.base = id;
        }
    }
    whole(&mut document, ends);
    document
}

/// What has been seen of the attachment that is being read.
#[derive(Default)]
struct Attachment {
    /// The last line was shorter than lines are, so it ends the attachment.
    ended: bool,
    told: bool,
}

struct Reader<'t> {
    text: &'t str,
    slots: Slots,
    cues: Vec<CueNode>,
    problems: Vec<Problem>,
    told_unformatted: bool,
    attachment: Attachment,
}

impl Reader<'_> {
    fn say(&mut self, fault: &'static Fault, span: Span, cue: Option<u32>) {
        self.problems.push(Problem { kind: ProblemKind::Own(fault), span, cue });
    }

    fn line(&mut self, line: Span, what: What) {
        match what {
            What::Header(_, true) => self.say(&f::SECTION_ODD, line, None),
            What::Header(Section::Unknown, _) => self.say(&f::SECTION_UNKNOWN, line, None),
            What::Format(None, _) => self.say(&f::FORMAT_UNUSABLE, line, None),
            What::Format(Some(odd), changed) => {
                let faults = [(odd.unknown, &f::FIELD_UNKNOWN), (odd.twice, &f::FIELD_TWICE)];
                let changed = changed.then_some(line);
                let more = [(odd.text, &f::TEXT_NOT_LAST), (changed, &f::FORMAT_CHANGED)];
                for (span, fault) in faults.into_iter().chain(more) {
                    if let Some(span) = span {
                        self.say(fault, span, None);
                    }
                }
            }
            What::Style { short: true, .. } => self.say(&f::STYLE_SHORT, line, None),
            What::Style { behind: Some(behind), .. } => self.say(&f::STYLE_LONG, behind, None),
            What::Event(event) => self.event(line, &event),
            What::Attachment(name) => {
                self.attachment = Attachment::default();
                let outside = |c: char| matches!(c, '/' | '\\' | ':' | '\0');
                if name.of(self.text).contains(outside) || name.of(self.text).contains("..") {
                    self.say(&f::ATTACHMENT_PATH, name, None);
                }
            }
            What::Data => self.data(line),
            What::Junk => self.say(&f::JUNK, line, None),
            What::Header(..) | What::Info { .. } | What::Style { .. } | What::Note => {}
        }
    }

    /// Attachments are lines of 80 signs from `!` to a grave accent, three bytes in four signs; a shorter line is the
    /// last.
    fn data(&mut self, line: Span) {
        const WIDTH: usize = 80;
        let body = line.of(self.text).as_bytes();
        let signs = body.iter().all(|b| (b'!'..=b'`').contains(b));
        let whole = signs && body.len() <= WIDTH && body.len() % 4 != 1 && !self.attachment.ended;
        self.attachment.ended = body.len() < WIDTH;
        if !whole && !std::mem::replace(&mut self.attachment.told, true) {
            self.say(&f::ATTACHMENT_BAD, line, None);
        }
    }

    fn event(&mut self, line: Span, event: &Event) {
        let shown = event.kind == Kind::Dialogue;
        let cue = shown.then(|| u32::try_from(self.cues.len()).unwrap_or(u32::MAX));
        let stamp = |field| {
            let span = event.get(field)?;
            Some((span, stamp::read(span.of(self.text))))
        };
        let (start, end) = (stamp(EventField::Start), stamp(EventField::End));
        let readable =
            |it: &Option<(Span, Option<stamp::Stamp>)>| it.as_ref().is_some_and(|(_, s)| s.is_some());
        if event.text().is_none() && !readable(&start) && !readable(&end) {
            return self.say(&f::CUT_OFF, line, None);
        }
        if event.unformatted && !std::mem::replace(&mut self.told_unformatted, true) {
            self.say(&f::FORMAT_MISSING, Span::empty(line.start as usize), cue);
        }
        for (is, fault) in [
            (event.outside && shown, &f::OUTSIDE),
            (event.short, &f::EVENT_SHORT),
            (event.key_case, &f::KEY_CASE),
        ] {
            if is {
                self.say(fault, line, cue);
            }
        }
        self.times(line, event, cue, start, end);
    }

    fn times(
        &mut self,
        line: Span,
        event: &Event,
        cue: Option<u32>,
        start: Option<(Span, Option<stamp::Stamp>)>,
        end: Option<(Span, Option<stamp::Stamp>)>,
    ) {
        let spans = [&start, &end].map(|it| it.as_ref().map(|(span, _)| *span));
        let timing = match spans {
            [Some(a), Some(b)] => a.cover(b),
            [Some(one), None] | [None, Some(one)] => one,
            [None, None] => {
                Span { end: event.text().map_or(line.end, |text| text.start.max(line.start)), ..line }
            }
        };
        let mut ids = [SlotId::NONE; 2];
        let mut found = [start, end];
        let missing = found.iter().any(|it| !matches!(it, Some((_, Some(_)))));
        // The slots stand in the order of the file, and in it an out-time may be the first.
        let swapped = matches!(spans, [Some(a), Some(b)] if b < a);
        for at in if swapped { [1, 0] } else { [0, 1] } {
            let Some(it) = found.get_mut(at).map(Option::take) else { continue };
            let (span, stamp) = match it {
                Some((span, Some(stamp))) => (span, stamp),
                Some((span, None)) => {
                    self.problems.push(Problem { kind: ProblemKind::StampUnreadable, span, cue });
                    continue;
                }
                None => {
                    self.problems.push(Problem { kind: ProblemKind::StampMissing, span: line, cue });
                    continue;
                }
            };
            for fault in stamp.faults {
                self.say(fault, span, cue);
            }
            // What is not shown moves as a whole or not at all; for cues that is the engine's to decide.
            if missing && cue.is_none() {
                continue;
            }
            if let Some(id) = ids.get_mut(at) {
                *id = self.slots.push(span, stamp.time, stamp::NOTATION, None);
            }
        }
        let [start, end] = ids;
        let text = event.text().unwrap_or(Span::empty(line.end as usize));
        if let (Some(first), Some(last), false) =
            (self.slots.time(start), self.slots.time(end), event.enclosed)
        {
            self.inner(text, cue, (start, first), (end, last));
        }
        if cue.is_some() {
            let number = Span::empty(line.start as usize);
            self.cues.push(CueNode { number, timing, text, start, end });
        }
    }

    fn inner(&mut self, text: Span, cue: Option<u32>, start: (SlotId, Time), end: (SlotId, Time)) {
        let mut told: Vec<&'static Fault> = Vec::new();
        let mut found = Vec::new();
        inner::slots(&mut self.slots, self.text, text, (start, end), |fault, span| {
            // Comments hold the scripts of karaoke makers, whose numbers are none.
            if cue.is_some() && !told.contains(&fault) {
                told.push(fault);
                found.push((fault, span));
            }
        });
        for (fault, span) in found {
            self.say(fault, span, cue);
        }
    }
}
