//! A line as a viewer reads it, and the way back to its bytes.

use std::borrow::Cow;
use std::ops::Range;
use tregua_parse::base::{Edit, Span};
use tregua_parse::model::{Line, Run, Track};

/// A line of a cue without its markup. Places inside its text lead back to the file.
#[derive(Clone, Debug)]
pub struct Shown<'c> {
    /// What a viewer reads.
    pub text: Cow<'c, str>,
    /// The line in the file, markup included.
    pub line: &'c Line,
    runs: &'c [Run<'c>],
    /// Where each run ends in the text; empty where there is one. A box, as a cue may have millions of lines.
    ends: Box<[usize]>,
}

impl<'c> Shown<'c> {
    pub(super) fn new(track: &'c Track<'c>, line: &'c Line) -> Self {
        let runs = track.runs_of(line);
        let text = match runs {
            [] => Cow::Borrowed(""),
            // Most lines are one run; no text needs to be put together.
            [run] => Cow::Borrowed(run.text.as_ref()),
            _ => Cow::Owned(runs.iter().map(|run| run.text.as_ref()).collect()),
        };
        let mut ends = Vec::new();
        if runs.len() > 1 {
            ends.reserve_exact(runs.len());
            ends.extend(runs.iter().scan(0, |end, run| {
                *end += run.text.len();
                Some(*end)
            }));
        }
        Self { text, line, runs, ends: ends.into_boxed_slice() }
    }

    /// Its runs.
    #[must_use]
    pub fn runs(&self) -> &'c [Run<'c>] {
        self.runs
    }

    /// The runs that share a part of the text, each with the part in its own bytes.
    fn parts(&self, range: &Range<usize>) -> impl Iterator<Item = (&'c Run<'c>, Range<usize>)> {
        let (start, end) = (range.start, range.end);
        self.from(move |run_end| run_end < start).take_while(move |(_, from)| *from < end).filter_map(
            move |(run, from)| {
                let (a, b) = (start.saturating_sub(from), end.saturating_sub(from).min(run.text.len()));
                let whole = start <= from && end > from;
                (a < b || (whole && run.text.is_empty())).then_some((run, a..b))
            },
        )
    }

    /// The runs behind those whose ends are passed over, each with its place in the text.
    fn from(&self, passed: impl Fn(usize) -> bool) -> impl Iterator<Item = (&'c Run<'c>, usize)> {
        let first = self.ends.partition_point(|end| passed(*end));
        let begin = first.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let runs = self.runs.get(first..).unwrap_or_default();
        runs.iter().scan(begin, |at, run| {
            let from = *at;
            *at += run.text.len();
            Some((run, from))
        })
    }

    /// Where a part of the text stands in the file: from its first byte to its last, with the markup between them; the
    /// whole run where it is not written as it is shown. An empty part is a place between two characters.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            return self.at(range.start).unwrap_or(self.line.span);
        }
        let mut all: Option<Span> = None;
        for (run, part) in self.parts(&range).filter(|(_, part)| !part.is_empty()) {
            let span = run.place(part).unwrap_or(run.span);
            all =
                Some(all.map_or(span, |all| Span {
                    start: all.start.min(span.start),
                    end: all.end.max(span.end),
                }));
        }
        all.unwrap_or(self.line.span)
    }

    /// Where a part of the text stands, if it stands there in one piece just as it is shown.
    #[must_use]
    pub fn verbatim(&self, range: Range<usize>) -> Option<Span> {
        if range.is_empty() {
            return self.at(range.start);
        }
        let mut parts = self.parts(&range);
        let (run, part) = parts.next()?;
        (part.len() == range.len()).then(|| run.place(part)).flatten()
    }

    /// The place in the file right before the character at `at` or, at the end of the text, behind the last.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<Span> {
        let last = at == self.text.len();
        let (run, from) = self.from(|end| if last { end < at } else { end <= at }).next()?;
        let inside = at.checked_sub(from).filter(|at| *at <= run.text.len() && !run.text.is_empty())?;
        run.place(inside..inside)
    }

    /// The edits that write `with` in the place of a part of the text; none where it is not written as it is shown.
    /// Where markup stands inside the part it stays, behind the new text.
    #[must_use]
    pub fn replace(&self, range: Range<usize>, with: &str) -> Option<Vec<Edit>> {
        if range.is_empty() {
            return self.at(range.start).map(|place| vec![Edit::new(place, with)]);
        }
        let mut edits = Vec::new();
        for (run, part) in self.parts(&range).filter(|(_, part)| !part.is_empty()) {
            let new = if edits.is_empty() { with } else { "" };
            edits.push(Edit::new(run.place(part)?, new));
        }
        (!edits.is_empty()).then_some(edits)
    }

    /// The place of a part of the text given as a slice of it.
    #[must_use]
    pub fn range_of(&self, part: &str) -> Option<Range<usize>> {
        let base = self.text.as_ptr() as usize;
        let start = (part.as_ptr() as usize).checked_sub(base)?;
        (start + part.len() <= self.text.len()).then_some(start..start + part.len())
    }
}

#[cfg(test)]
mod tests {
    use tregua_parse::base::{Span, splice};
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    const HEAD: &str = "1\n00:00:01,000 --> 00:00:02,000\n";

    fn with(line: &str, check: impl Fn(&super::Shown<'_>, usize, &str)) {
        let text = format!("{HEAD}{line}\n");
        let document = srt::parse(Source::open(text.as_bytes(), None, None).unwrap());
        let track = srt::lower(&document);
        let shown = super::Shown::new(&track, &track.lines[0]);
        check(&shown, HEAD.len(), &text);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        with("Ven <i>aq</i>uí ya", |shown, base, text| {
            assert_eq!(shown.text, "Ven aquí ya");
            let span = |range| shown.span(range).of(text);
            assert_eq!(span(0..3), "Ven");
            assert_eq!(span(4..6), "aq");
            assert_eq!(span(4..9), "aq</i>uí");
            assert_eq!(shown.verbatim(4..9), None);
            assert_eq!(shown.verbatim(4..6), Some(Span::new(base + 7, base + 9)));
            assert_eq!(shown.at(12), Some(Span::empty(text.len() - 1)));
            assert_eq!(shown.at(4), Some(Span::empty(base + 7)));
            assert_eq!(shown.at(13), None);
            assert_eq!(shown.range_of(&shown.text[4..6]), Some(4..6));
        });
    }

    #[test]
    fn replacing_keeps_markup() {
        with("Ven <i>aq</i>uí ya", |shown, _, text| {
            let new = |range, with| {
                let edits = shown.replace(range, with).unwrap();
                String::from_utf8(splice(text.as_bytes(), &edits).unwrap()).unwrap()
            };
            assert_eq!(new(4..9, "allí"), format!("{HEAD}Ven <i>allí</i> ya\n"));
            assert_eq!(new(0..0, "- "), format!("{HEAD}- Ven <i>aq</i>uí ya\n"));
            assert_eq!(new(9..9, "!"), format!("{HEAD}Ven <i>aq</i>uí! ya\n"));
        });
    }
}
