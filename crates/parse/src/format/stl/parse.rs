//! Bytes → cues, slots and problems.

use super::header::{self, Disk, Header};
use super::layout::{Aside, Block, LAST, Layout, Subtitle};
use super::offsets::Offsets;
use super::{check, fault};
use crate::base::Span;
use crate::format::ReadOptions;
use crate::source::Source;
use crate::syntax::{
    Base, BaseId, CueNode, Document, Fault, Problem, ProblemKind, RATE_UNKNOWN, SlotId, TimeSlot,
};
use crate::time::{Clockwork, FrameRate, Notation, Time, Timecode};

/// Indexes an EBU STL file.
#[must_use]
pub fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    let document = Document::new(super::as_bytes(source), "stl");
    let raw = document.source.raw();
    let mut reader = Reader { document, offsets: Offsets::new(raw), raw, base: BaseId::ZERO, options };
    reader.file();
    let mut document = reader.document;
    if document.cues.is_empty() {
        let span = Span::new(0, document.source.text().len());
        document.problems.push(Problem { kind: ProblemKind::NoCues, span, cue: None });
    }
    document.problems.sort_by_key(|problem| problem.span.start);
    document
}

/// Reads a timecode's fields; hours end with the day.
pub(super) fn time(fields: [u8; 4], rate: FrameRate) -> Option<Time> {
    (fields[0] < 24).then_some(())?;
    Timecode::from_fields(fields.map(i64::from), rate)?.time()
}

struct Reader<'a, 'o> {
    document: Document<'a>,
    offsets: Offsets<'a>,
    raw: &'a [u8],
    /// What all times are counted from.
    base: BaseId,
    options: &'o ReadOptions,
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self) {
        let disk = header::disk(self.raw, self.options.rate);
        if self.raw.len() < header::LEN {
            let known = disk != Disk::Foreign;
            return self.report(
                if known { &fault::HEADER_CUT } else { &fault::NOT_STL },
                0,
                usize::MAX,
                None,
            );
        }
        let rate = match disk {
            Disk::Rate(rate) => Some(rate),
            Disk::Unknown | Disk::Foreign => self.options.rate,
        };
        match disk {
            // The times of a file that has nothing of the format would be anything.
            Disk::Foreign if rate.is_none() => return self.report(&fault::NOT_STL, 0, usize::MAX, None),
            Disk::Foreign => self.report(&fault::NOT_STL, 0, header::LEN, None),
            Disk::Unknown if rate.is_none() => self.report_field(&RATE_UNKNOWN, header::DFC),
            Disk::Unknown => self.report_field(&fault::RATE, header::DFC),
            Disk::Rate(_) => {}
        }
        let stated = matches!(disk, Disk::Rate(_));
        self.document.clockwork = Clockwork { rate, stated, ..Clockwork::default() };
        if let Some(start) = self.options.start {
            self.base = self.document.base(Base { since: SlotId::NONE, offset: start.negate() });
        }
        let layout = Layout::read(self.raw);
        self.header(&layout);
        self.subtitles(&layout);
        if let Some(at) = check::not_upwards(&layout) {
            self.report(&fault::NUMBERS, at, at + 2, None);
        }
        for (aside, range) in &layout.asides {
            let fault = match aside {
                Aside::User => &fault::USER_DATA,
                Aside::Reserved => &fault::RESERVED,
                Aside::Filling => &fault::FILLING,
                Aside::Stray => &fault::STRAY,
            };
            self.report(fault, range.start, range.end, None);
        }
    }

    fn report(&mut self, fault: &'static Fault, start: usize, end: usize, cue: Option<usize>) {
        self.problem(ProblemKind::Own(fault), start, end, cue);
    }

    fn report_field(&mut self, fault: &'static Fault, field: header::Field) {
        self.report(fault, field.at, field.at + field.len, None);
    }

    fn problem(&mut self, kind: ProblemKind, start: usize, end: usize, cue: Option<usize>) {
        let span = self.offsets.span(start, end);
        self.document.problems.push(Problem { kind, span, cue: cue.and_then(|i| u32::try_from(i).ok()) });
    }

    fn header(&mut self, layout: &Layout<'_>) {
        for (fault, field) in check::header(self.raw, layout) {
            self.report_field(fault, field);
        }
        let Some(rate) = self.document.clockwork.rate else { return };
        let field = header::TCP;
        match field.timecode(self.raw).and_then(|fields| time(fields, rate)) {
            Some(start) if start > Time::ZERO && self.options.start.is_none() => {
                self.report_field(&fault::PROGRAMME_START, field);
            }
            None if !field.is_blank(self.raw) => {
                self.report_field(&fault::HEADER_TIMECODE, field);
            }
            _ => {}
        }
        self.first_cue(layout, rate);
    }

    /// The header's first in-cue moves with the subtitle it names. Where it names none (zero, as a rule) it was never
    /// set, and moving it would make up a time.
    fn first_cue(&mut self, layout: &Layout<'_>, rate: FrameRate) {
        let field = header::TCF;
        let Some(fields) = field.timecode(self.raw) else {
            if !field.is_blank(self.raw) {
                self.report_field(&fault::HEADER_TIMECODE, field);
            }
            return;
        };
        let starts = || {
            let blocks = layout.shown().filter_map(|subtitle| layout.blocks_of(subtitle).first());
            blocks.map(|block| block.timecode(0))
        };
        let named = starts().next() == Some(fields) || starts().min() == Some(fields);
        match time(fields, rate) {
            Some(written) if named => {
                let span = field.span(&self.offsets);
                self.slot(span, written, Notation::StlDigits);
            }
            _ if fields != [0; 4] => {
                self.report_field(&fault::FIRST_CUE, field);
            }
            _ => {}
        }
    }

    /// Adds a slot for a time as it is written.
    fn slot(&mut self, span: Span, written: Time, notation: Notation) -> SlotId {
        let start = self.options.start.unwrap_or(Time::ZERO);
        let Some(time) = written.checked_sub(start) else { return SlotId::NONE };
        let id = SlotId::new(self.document.slots.len());
        self.document.slots.push(TimeSlot { span, time, base: self.base, notation });
        id
    }

    fn subtitles(&mut self, layout: &Layout<'_>) {
        let header = Header::read(self.raw);
        let mut sets = check::Sets::default();
        for subtitle in &layout.subtitles {
            let blocks = layout.blocks_of(subtitle);
            let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { continue };
            let cue = (!subtitle.comment).then_some(self.document.cues.len());
            let mut ids = [SlotId::NONE; 2];
            for (n, block) in blocks.iter().enumerate() {
                let here = self.times(*block, cue);
                if n == 0 {
                    ids = here;
                }
            }
            self.blocks(subtitle, blocks, cue);
            let Some(index) = cue else { continue };
            let node = CueNode {
                number: self.offsets.span(first.at, first.at),
                timing: self.offsets.span(first.at + 5, first.at + 13),
                text: self.offsets.span(first.text_at(), last.text_at() + last.text().len()),
                start: ids[0],
                end: ids[1],
            };
            self.document.cues.push(node);
            for (fault, at) in check::first_block(*first, &header) {
                self.report(fault, first.at + at, first.at + at + 1, cue);
            }
            if let Some((start, end)) = self.document.times(&node) {
                if end <= start {
                    self.report(&fault::ENDS_EARLY, first.at + 9, first.at + 13, cue);
                }
                if start.is_negative() {
                    self.report(&fault::BEFORE_START, first.at + 5, first.at + 9, cue);
                }
            }
            for (fault, which) in sets.next(*first, index) {
                let span = self.document.cues.get(which).map_or(Span::default(), |node| node.timing);
                let cue = u32::try_from(which).ok();
                self.document.problems.push(Problem { kind: ProblemKind::Own(fault), span, cue });
            }
        }
        if let Some((fault, which)) = sets.finish() {
            let span = self.document.cues.get(which).map_or(Span::default(), |node| node.timing);
            let cue = u32::try_from(which).ok();
            self.document.problems.push(Problem { kind: ProblemKind::Own(fault), span, cue });
        }
    }

    /// The slots of a block, and what is wrong with its times.
    fn times(&mut self, block: Block<'_>, cue: Option<usize>) -> [SlotId; 2] {
        let Some(rate) = self.document.clockwork.rate else { return [SlotId::NONE; 2] };
        [0, 1].map(|which| {
            let at = block.at + 5 + which * 4;
            match time(block.timecode(which), rate) {
                Some(written) => {
                    let span = self.offsets.span(at, at + 4);
                    self.slot(span, written, Notation::StlTimecode)
                }
                None => {
                    self.problem(ProblemKind::StampUnreadable, at, at + 4, cue);
                    SlotId::NONE
                }
            }
        })
    }

    /// What is wrong with the blocks of a subtitle.
    fn blocks(&mut self, subtitle: &Subtitle, blocks: &[Block<'_>], cue: Option<usize>) {
        let Some(first) = blocks.first() else { return };
        if subtitle.unfinished {
            let last = blocks.last().unwrap_or(first);
            self.report(&fault::UNFINISHED, last.at + 3, last.at + 4, cue);
        }
        let (mut ordered, mut same_times) = (true, true);
        for (n, block) in blocks.iter().enumerate() {
            let wanted = u8::try_from(n % 0xf0).unwrap_or(0);
            ordered &= block.extension() == LAST || block.extension() == wanted;
            same_times &= (0..2).all(|which| block.timecode(which) == first.timecode(which));
            if block.bytes.len() < super::layout::BLOCK {
                self.report(&fault::BLOCK_CUT, block.at, block.at + block.bytes.len(), cue);
            }
            let behind = block.field().get(block.text().len()..).unwrap_or_default();
            if behind.iter().any(|b| matches!(b, 0x21..=0x7e | 0xa1..)) {
                let start = block.text_at() + block.text().len();
                self.report(&fault::BEHIND, start, start + behind.len(), cue);
            }
        }
        if !ordered {
            self.report(&fault::EXTENSIONS, first.at + 3, first.at + 4, cue);
        }
        if !same_times {
            self.report(&fault::TIMES_DIFFER, first.at + 5, first.at + 13, cue);
        }
    }
}
