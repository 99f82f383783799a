//! Beginning and ending captions, and taking down what they show.

use super::super::faults;
use super::super::screen::ShownRow;
use super::{Caption, CaptionKind, Event, Machine};
use crate::syntax::{Problem, ProblemKind};

impl Machine {
    /// Whether a caption is on the screen.
    pub(super) fn is_open(&self) -> bool {
        self.screen.is_some() || !self.left.is_empty() || self.window.iter().any(Option::is_some)
    }

    /// Notes an instant, once.
    pub(super) fn event(&mut self, at: Event) -> usize {
        if self.events.last().is_none_or(|last| (last.line, last.offset) != (at.line, at.offset)) {
            self.events.push(at);
        }
        self.events.len() - 1
    }

    pub(super) fn open(&mut self, kind: CaptionKind, start: usize, rows: Vec<ShownRow>) -> usize {
        self.captions.push(Caption { kind, start, end: None, rows: Vec::new() });
        let caption = self.captions.len() - 1;
        self.fill(caption, rows);
        caption
    }

    pub(super) fn end(&mut self, caption: usize, event: usize) {
        if let Some(caption) = self.captions.get_mut(caption) {
            caption.end.get_or_insert(event);
        }
    }

    /// Ends all captions on the screen.
    pub(super) fn close(&mut self, event: usize) {
        let mut open = std::mem::take(&mut self.left);
        open.extend(self.window.iter_mut().filter_map(Option::take));
        open.extend(self.screen.take());
        for caption in open {
            self.end(caption, event);
        }
    }

    /// Takes down what the captions that grew letter by letter show now.
    pub(super) fn settle(&mut self) {
        let painted = |i: &usize| self.captions.get(*i).is_some_and(|c| c.kind == CaptionKind::Paint);
        if let Some(caption) = self.screen.filter(painted) {
            let rows = self.shown().shown();
            self.fill(caption, rows);
        }
        if let Some(caption) = self.window.back().copied().flatten() {
            let row = self.row;
            let rows = self.shown().row(row).into_iter().collect();
            self.fill(caption, rows);
        }
    }

    pub(super) fn fill(&mut self, caption: usize, rows: Vec<ShownRow>) {
        let count = |rows: &[ShownRow]| rows.iter().map(|row| usize::from(row.width)).sum::<usize>();
        let columns = count(&rows);
        let Some(place) = self.captions.get_mut(caption) else { return };
        self.allowance += count(&place.rows);
        if let Some(left) = self.allowance.checked_sub(columns) {
            self.allowance = left;
            place.rows = rows;
        } else if let Some(row) = rows.first() {
            let cue = u32::try_from(caption).ok();
            self.problems.push(Problem { kind: ProblemKind::Own(&faults::AGAIN), span: row.span, cue });
        }
    }

    /// Reports text that was loaded and is now lost.
    pub(super) fn unseen(&mut self) {
        let loaded = self.loaded();
        if loaded.seen || loaded.is_blank() {
            return;
        }
        if let Some(span) = loaded.span() {
            self.problems.push(Problem { kind: ProblemKind::Own(&faults::UNSEEN), span, cue: None });
        }
    }

    pub(in super::super) fn finish(mut self) -> (Vec<Event>, Vec<Caption>, Vec<Problem>) {
        self.settle();
        self.unseen();
        for (index, caption) in self.captions.iter().enumerate().filter(|(_, c)| c.end.is_none()) {
            let word = self.events.get(caption.start).map(|event| event.word);
            let span = caption.rows.last().map(|row| row.span).or(word).unwrap_or_default();
            let cue = u32::try_from(index).ok();
            self.problems.push(Problem { kind: ProblemKind::Own(&faults::STAYS), span, cue });
        }
        (self.events, self.captions, self.problems)
    }
}
