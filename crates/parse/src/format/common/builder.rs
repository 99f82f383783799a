//! Builds a track cue by cue, line by line, run by run.

use super::tags::{Styles, mark};
use crate::base::Span;
use crate::model::{Cue, Details, Line, Loss, LossKind, Run, Style, Track};
use crate::syntax::{CueNode, Document, Problem, ProblemKind};
use std::borrow::Cow;

/// A track in the making.
pub(in crate::format) struct Builder<'d> {
    document: &'d Document<'d>,
    text: &'d str,
    /// What was built so far.
    pub(in crate::format) track: Track<'d>,
    first_line: usize,
    first_run: usize,
}

impl<'d> Builder<'d> {
    pub(in crate::format) fn new(document: &'d Document<'_>) -> Self {
        let cues = document.cues.len();
        let track = Track {
            cues: Vec::with_capacity(cues),
            lines: Vec::with_capacity(cues * 2),
            runs: Vec::with_capacity(cues * 2),
            ..Track::default()
        };
        Self { document, text: document.source.text(), track, first_line: 0, first_run: 0 }
    }

    /// The index of the cue that is being built.
    pub(in crate::format) fn cue(&self) -> usize {
        self.track.cues.len()
    }

    /// Whether the line that is being built has a run already.
    pub(in crate::format) fn in_line(&self) -> bool {
        self.track.runs.len() > self.first_run
    }

    /// Text that stands in the source as it is shown.
    pub(in crate::format) fn verbatim(&mut self, span: Span, style: Style) {
        if !span.is_empty() {
            self.track.runs.push(Run::plain(span.of(self.text), span, style));
        }
    }

    /// Text that is written otherwise than it is shown.
    pub(in crate::format) fn decoded(&mut self, text: impl Into<String>, span: Span, style: Style) {
        self.track.runs.push(Run { text: Cow::Owned(text.into()), span, style, details: None });
    }

    /// A stretch of text with HTML-like tags. Tags that style no text are text themselves.
    pub(in crate::format) fn tagged(&mut self, span: Span, styles: &mut Styles) {
        let whole = span.of(self.text);
        let base = span.start as usize;
        let (mut from, mut look) = (0, 0);
        while let Some(at) = memchr::memchr(b'<', whole.as_bytes().get(look..).unwrap_or_default()) {
            let at = at + look;
            look = at + 1;
            let Some(mark) = whole.get(at..).and_then(mark) else { continue };
            let place = Span::new(base + at, base + at + mark.len);
            let style = styles.style();
            let mut odd = Vec::new();
            let known = styles.apply(&mark, place, &mut |kind, span| odd.push((kind, span)));
            odd.into_iter().for_each(|(kind, span)| self.report(kind, span));
            look = at + mark.len;
            if !known {
                self.report(ProblemKind::TagUnknown, place);
                continue;
            }
            self.verbatim(Span::new(base + from, base + at), style);
            from = look;
        }
        self.verbatim(Span::new(base + from, base + whole.len()), styles.style());
    }

    /// Closes the tags that are still open at the end of a cue.
    pub(in crate::format) fn finish(&mut self, styles: &mut Styles) {
        let mut odd = Vec::new();
        styles.finish(&mut |kind, span| odd.push((kind, span)));
        odd.into_iter().for_each(|(kind, span)| self.report(kind, span));
    }

    /// Ends a line. `span` is its bytes, markup included.
    pub(in crate::format) fn end_line(&mut self, span: Span) {
        let runs = super::index(self.first_run)..super::index(self.track.runs.len());
        self.first_run = self.track.runs.len();
        self.track.lines.push(Line { span, runs });
    }

    /// Ends a line, and leaves it out where it shows nothing.
    pub(in crate::format) fn end_shown_line(&mut self, span: Span) {
        let blank = |run: &Run<'_>| run.text.trim_matches(crate::model::is_unseen).is_empty();
        if self.track.runs.get(self.first_run..).unwrap_or_default().iter().all(blank) {
            self.track.runs.truncate(self.first_run);
        } else {
            self.end_line(span);
        }
    }

    /// Ends a cue.
    pub(in crate::format) fn end_cue(
        &mut self,
        node: &CueNode,
        align: Option<u8>,
        details: Option<Details<'d>>,
    ) {
        let lines = super::index(self.first_line)..super::index(self.track.lines.len());
        self.first_line = self.track.lines.len();
        let details = details.filter(|it| *it != Details::default()).map(Box::new);
        self.track.cues.push(Cue { times: self.document.times(node), lines, align, details });
    }

    /// Reports a problem of the cue that is being built.
    pub(in crate::format) fn report(&mut self, kind: ProblemKind, span: Span) {
        let cue = Some(super::index(self.cue()));
        self.track.problems.push(Problem { kind, span, cue });
    }

    /// Notes what the cue that is being built has and the model has not; each once.
    pub(in crate::format) fn lose(&mut self, kind: LossKind, what: impl Into<Cow<'static, str>>) {
        let loss = Loss::cue(kind, self.cue(), what);
        if self.track.losses.last() != Some(&loss) {
            self.track.losses.push(loss);
        }
    }

    /// Notes what the whole file has and the model has not.
    pub(in crate::format) fn lose_whole(&mut self, kind: LossKind, what: impl Into<Cow<'static, str>>) {
        self.track.losses.push(Loss::track(kind, what));
    }
}
