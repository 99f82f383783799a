//! Positions in the text ⇄ positions in the file.

use crate::base::Span;

/// Runs of characters with one width in the text and one in the file. Empty for UTF-8 without malformed bytes:
/// there, both positions are the same number.
#[derive(Clone, Default, Debug)]
pub(crate) struct OffsetMap {
    runs: Vec<Run>,
    end_text: u32,
    end_raw: u32,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    text: u32,
    raw: u32,
    /// Bytes a character takes in the text and in the file.
    step_text: u16,
    step_raw: u16,
}

impl OffsetMap {
    pub(crate) fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// Appends one character of `text` bytes that was read from `raw` bytes.
    #[inline]
    pub(crate) fn push(&mut self, text: usize, raw: usize) {
        self.push_many(text, raw, 1);
    }

    /// Appends `n` characters of one shape.
    pub(crate) fn push_many(&mut self, text: usize, raw: usize, n: usize) {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let (step_text, step_raw) = (small(text), small(raw));
        let fits = usize::from(step_text) == text && usize::from(step_raw) == raw;
        let same = self.runs.last().is_some_and(|r| r.step_text == step_text && r.step_raw == step_raw);
        if !same || !fits {
            self.runs.push(Run { text: self.end_text, raw: self.end_raw, step_text, step_raw });
        }
        let big = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.end_text = self.end_text.saturating_add(big(text * n));
        self.end_raw = self.end_raw.saturating_add(big(raw * n));
    }

    pub(crate) fn to_raw(&self, span: Span) -> Span {
        self.to_raw_behind(span, &mut 0)
    }

    /// The same for spans that come in order: `run` is where the last one was, at first 0. Any order will do.
    pub(crate) fn to_raw_behind(&self, span: Span, run: &mut usize) -> Span {
        if self.is_identity() {
            return span;
        }
        let start = self.position(span.start, false, run);
        Span { start, end: if span.is_empty() { start } else { self.position(span.end, true, run) } }
    }

    /// The place in the file of one in the text. `up` moves a position inside a character to its end, else to its start.
    fn position(&self, text: u32, up: bool, run: &mut usize) -> u32 {
        if text >= self.end_text {
            return self.end_raw;
        }
        if self.runs.get(*run).is_some_and(|it| it.text > text) {
            *run = 0;
        }
        let rest = self.runs.get(*run..).unwrap_or_default();
        // Nearly always it is one of the next few.
        let mut reach = 1;
        while rest.get(reach).is_some_and(|it| it.text <= text) {
            reach *= 2;
        }
        let near = rest.get(..reach).unwrap_or(rest);
        *run += near.partition_point(|it| it.text <= text).saturating_sub(1);
        let Some(run) = self.runs.get(*run).filter(|it| it.text <= text) else { return 0 };
        let (step, offset) = (u32::from(run.step_text).max(1), text - run.text);
        let n = if up { offset.div_ceil(step) } else { offset / step };
        run.raw + n * u32::from(run.step_raw)
    }
}
