//! Text as it is shown: blanks collapsed as XML's `xml:space` says, cut into lines and runs with exact places.

use crate::base::Span;
use crate::model::{Line, Run, RunDetails, Style, Track};
use crate::xml::Piece;
use std::borrow::Cow;

/// How a stretch of text looks and who says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'r, 'd> {
    pub(super) style: Style,
    pub(super) details: Option<&'r RunDetails<'d>>,
    /// Blanks and line ends count as they are written.
    pub(super) preserve: bool,
}

/// Puts one cue's lines and runs into a track.
pub(super) struct Builder<'k, 'd> {
    text: &'d str,
    track: &'k mut Track<'d>,
    /// The first run of the open line.
    first: usize,
    /// A blank that is shown only if something follows it in the line.
    blank: Option<Run<'d>>,
    /// Where the open line begins, if it stays empty.
    at: u32,
}

/// A blank as XML has it.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

impl<'k, 'd> Builder<'k, 'd> {
    pub(super) fn new(text: &'d str, track: &'k mut Track<'d>, at: u32) -> Self {
        let first = track.runs.len();
        Self { text, track, first, blank: None, at }
    }

    /// Adds a piece of text.
    pub(super) fn piece(&mut self, piece: Piece<'d>, look: Look<'_, 'd>) {
        let Cow::Borrowed(body) = piece.text else {
            // A reference is a run of its own; a blank by reference is a blank like any other.
            if !look.preserve && piece.text.chars().all(is_blank) {
                self.keep_blank(piece.span, look);
            } else if piece.text == "\n" {
                self.line_end(piece.span);
            } else if piece.text.contains(['\n', '\r']) {
                // CSS shows a carriage return as a blank; written as such it would have been a line end to XML.
                let text = piece.text.replace(['\n', '\r'], " ");
                self.push(run(Cow::Owned(text), piece.span, look));
            } else {
                self.push(run(piece.text, piece.span, look));
            }
            return;
        };
        let start = piece.span.start as usize;
        let place = |from: usize, to: usize| Span::new(from, to).offset(start);
        let mut at = 0;
        while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
            let blank = rest.starts_with(is_blank);
            let ends =
                if look.preserve { rest.find(['\n', '\r']) } else { rest.find(|c| is_blank(c) != blank) };
            let len = ends.unwrap_or(rest.len());
            if look.preserve && len == 0 {
                let width = if rest.starts_with("\r\n") { 2 } else { 1 };
                self.line_end(place(at, at + width));
                at += width;
                continue;
            }
            let end = at + len;
            if blank && !look.preserve {
                self.keep_blank(place(at, end), look);
            } else if let Some(word) = body.get(at..end) {
                self.push(run(Cow::Borrowed(word), place(at, end), look));
            }
            at = end;
        }
    }

    /// A blank is held back until something follows it.
    fn keep_blank(&mut self, span: Span, look: Look<'_, 'd>) {
        let begins_line = self.track.runs.len() == self.first;
        if !begins_line && self.blank.is_none() {
            let single = span.of(self.text) == " ";
            let text = if single { Cow::Borrowed(" ") } else { Cow::Owned(" ".to_owned()) };
            self.blank = Some(run(text, span, look));
        }
    }

    fn push(&mut self, run: Run<'d>) {
        if let Some(blank) = self.blank.take() {
            self.join(blank);
        }
        self.join(run);
    }

    /// Adds a run, or lengthens the last one where the two are one stretch of the source in one look.
    fn join(&mut self, run: Run<'d>) {
        let whole = |run: &Run<'_>| matches!(run.text, Cow::Borrowed(_));
        if let Some(last) = self.track.runs.get_mut(self.first..).and_then(<[Run<'d>]>::last_mut)
            && whole(last)
            && whole(&run)
            && last.span.end == run.span.start
            && last.style == run.style
            && last.details == run.details
        {
            last.span = last.span.cover(run.span);
            if let Some(text) = self.text.get(last.span.range()) {
                last.text = Cow::Borrowed(text);
            }
            return;
        }
        // A single blank that is not a part of the stretch before it still stands where it is written.
        let run = match run.span.of(self.text) {
            written if whole(&run) && written == run.text => {
                Run { text: Cow::Borrowed(self.slice(run.span)), ..run }
            }
            _ => run,
        };
        self.track.runs.push(run);
    }

    fn slice(&self, span: Span) -> &'d str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Ends the open line; `by` is what ends it.
    pub(super) fn line_end(&mut self, by: Span) {
        self.close(by.start);
        self.at = by.end;
    }

    fn close(&mut self, end: u32) {
        self.blank = None;
        let runs = self.track.runs.get(self.first..).unwrap_or_default();
        let span = match (runs.first(), runs.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span { start: self.at.min(end), end: self.at.min(end) },
        };
        let range = count(self.first)..count(self.track.runs.len());
        self.track.lines.push(Line { span, runs: range });
        self.first = self.track.runs.len();
    }

    /// Ends the cue, whose lines begin at `lines`. A cue without any run has no line.
    pub(super) fn finish(mut self, end: u32, lines: u32) {
        self.close(end);
        let own = self.track.lines.get(lines as usize..).unwrap_or_default();
        if own.iter().all(|line| line.runs.is_empty()) {
            self.track.lines.truncate(lines as usize);
        }
    }
}

fn run<'d>(text: Cow<'d, str>, span: Span, look: Look<'_, 'd>) -> Run<'d> {
    let details = look.details.map(|details| Box::new(details.clone()));
    Run { text, span, style: look.style, details }
}

/// A position in one of a track's lists.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
