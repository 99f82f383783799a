//! Cues that are blocks: a line with two clocks, lines of text, a blank line.

use super::clocks::{Pair, read_pair};
use super::{index, slot};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::{
    BaseId, CueNode, Document, Fault, Line, LineEnds, Problem, ProblemKind, SlotId, is_blank, line_at, whole,
};
use crate::time::{Clock, ClockFault, Notation};
use std::ops::Range;

/// What tells formats of this kind apart.
pub(in crate::format) struct Blocks {
    pub(in crate::format) id: &'static str,
    pub(in crate::format) notation: Notation,
    /// Whether a line before the first cue belongs to the file's head.
    pub(in crate::format) header: fn(&[u8]) -> bool,
    /// Whether a time line is spelt as the format wants, and what to say where it is not.
    pub(in crate::format) strict: fn(&[u8]) -> bool,
    pub(in crate::format) loose: &'static Fault,
}

struct Reader<'a, 'f> {
    document: Document<'a>,
    how: &'f Blocks,
    open: bool,
    /// Blank lines since the last line that was none.
    blanks: u32,
    /// A blank line stands inside the open cue's text, here.
    gap: Option<usize>,
    junk: Span,
}

/// Indexes a text.
pub(in crate::format) fn read_blocks<'a>(source: Source<'a>, how: &Blocks) -> Document<'a> {
    let mut ends = LineEnds::default();
    let mut at = if source.text().starts_with('\u{feff}') { 3 } else { 0 };
    let document = Document::new(source, how.id);
    let mut reader = Reader { document, how, open: false, blanks: 0, gap: None, junk: Span::default() };
    while let Some(line) = line_at(reader.document.source.text().as_bytes(), at, &mut ends) {
        at = line.next;
        reader.line(line);
    }
    reader.close();
    let Reader { mut document, junk, .. } = reader;
    if !junk.is_empty() {
        document.problems.push(Problem { kind: ProblemKind::JunkBefore, span: junk, cue: None });
    }
    whole(&mut document, ends);
    document
}

impl Reader<'_, '_> {
    fn line(&mut self, line: Line) {
        let here = Span::new(line.start, line.end);
        let body = here.of(self.document.source.text()).as_bytes();
        if is_blank(body) {
            self.blanks += 1;
            return;
        }
        // Behind a blank line, what has the look of a time line is one, though it cannot be read.
        let apart = self.blanks > 0 || !self.open;
        let strict = (self.how.strict)(body);
        let header = !self.open && (self.how.header)(body);
        if let Some(pair) = read_pair(body, self.how.notation, apart) {
            self.close();
            self.cue(here, &pair, strict);
        } else if self.open {
            self.text(here);
        } else if !header {
            self.junk = if self.junk.is_empty() { here } else { self.junk.cover(here) };
        }
        self.blanks = 0;
    }

    fn tell(&mut self, kind: ProblemKind, span: Span) {
        let cue = self.open.then(|| index(self.document.cues.len().saturating_sub(1)));
        self.document.problems.push(Problem { kind, span, cue });
    }

    fn cue(&mut self, here: Span, pair: &Pair, strict: bool) {
        let was_open = self.open;
        self.open = true;
        let empty = Span::empty(here.end as usize);
        let number = Span::empty(here.start as usize);
        let node = CueNode { number, timing: here, text: empty, start: SlotId::NONE, end: SlotId::NONE };
        self.document.cues.push(node);
        if was_open && self.blanks != 1 {
            let kind = if self.blanks == 0 { ProblemKind::BlankMissing } else { ProblemKind::BlankExtra };
            self.tell(kind, number);
        }
        let start = self.stamp(here, &pair.start);
        let end = self.stamp(here, &pair.end);
        if let Some(node) = self.document.cues.last_mut() {
            (node.start, node.end) = (start, end);
        }
        if !strict && start != SlotId::NONE && end != SlotId::NONE {
            self.tell(ProblemKind::Own(self.how.loose), here);
        }
    }

    fn stamp(&mut self, here: Span, (range, clock): &(Range<usize>, Option<Clock>)) -> SlotId {
        let span = Span::new(range.start, range.end).offset(here.start as usize);
        let Some(clock) = clock else {
            self.tell(ProblemKind::StampUnreadable, span);
            return SlotId::NONE;
        };
        for fault in [ClockFault::Above59, ClockFault::Negative].into_iter().filter(|fault| clock.has(*fault))
        {
            self.tell(ProblemKind::StampLoose(fault), span);
        }
        slot(&mut self.document, span, clock.time, BaseId::ZERO, self.how.notation)
    }

    fn text(&mut self, here: Span) {
        let blanks = self.blanks;
        let Some(node) = self.document.cues.last_mut() else { return };
        if blanks > 0 && self.gap.is_none() {
            self.gap = Some(here.start as usize);
        }
        node.text = if node.text.is_empty() { here } else { node.text.cover(here) };
    }

    fn close(&mut self) {
        let Some(gap) = self.gap.take() else { return };
        let first = self.document.cues.last().is_some_and(|node| node.text.start as usize == gap);
        let kind = if first { ProblemKind::BlankBeforeText } else { ProblemKind::BlankInText };
        self.tell(kind, Span::empty(gap));
    }
}
