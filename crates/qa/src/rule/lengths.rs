//! How many characters lines and cues have.

use super::Context;
use super::kinds::Kinds;
use crate::chars::{self, trim};
use tregua_parse::model::{Counting, Cue, Line, LineBreaks, Run, count};

impl Context<'_> {
    /// The number of characters of a whole cue, for reading speed.
    #[must_use]
    pub fn characters(&self, cue: &Cue<'_>, counting: Counting) -> u32 {
        let lines = self.track.lines_of(cue);
        // Where nobody has counted all lines and their kinds are not known, few cues are asked for.
        let known = is_usual(counting) && (self.lengths.get().is_some() || self.kinds.get().is_some());
        let range = cue.lines.start as usize..cue.lines.end as usize;
        let text: u32 = match known.then(|| self.all_lengths()).and_then(|all| all.get(range)) {
            Some(lengths) => lengths.iter().fold(0, |sum, length| sum.saturating_add(*length)),
            None => lines.iter().fold(0, |sum, line| sum.saturating_add(self.count(line, counting))),
        };
        text.saturating_add(breaks(lines, counting))
    }

    /// As many as [`characters`](Self::characters) of the cue `index`, or more: found without a look at what joins, is not seen
    /// or is an escape.
    #[must_use]
    pub(crate) fn characters_at_most(&self, index: u32, cue: &Cue<'_>, counting: Counting) -> u32 {
        if self.kinds.get().is_some() {
            return self.characters(cue, counting);
        }
        let points = |cue: &Cue<'_>| {
            let runs = self.track.runs_of_cue(cue);
            runs.iter().fold(0u32, |sum, run| sum.saturating_add(chars::points(&run.text)))
        };
        let all = self.most.get_or_init(|| self.track.cues.iter().map(points).collect());
        let most = all.get(index as usize).copied().unwrap_or_else(|| points(cue));
        most.saturating_add(breaks(self.track.lines_of(cue), counting))
    }

    /// The number of characters of a line as shown, blanks at its ends left out.
    #[must_use]
    pub fn line_characters(&self, line: &Line, counting: Counting) -> u32 {
        if !is_usual(counting) {
            return self.count(line, counting);
        }
        // The track's lines follow one another, so a line's address tells which of them it is.
        let lines = self.track.lines.as_slice();
        let at = (std::ptr::from_ref(line) as usize).checked_sub(lines.as_ptr() as usize);
        let at = at.map(|bytes| bytes / size_of::<Line>());
        let here = at.filter(|at| lines.get(*at).is_some_and(|it| std::ptr::eq(it, line)));
        here.and_then(|at| self.all_lengths().get(at).copied()).unwrap_or_else(|| self.count(line, counting))
    }

    /// The characters of each line, counted in the usual way.
    #[inline]
    fn all_lengths(&self) -> &[u32] {
        self.lengths.get_or_init(|| self.count_all(Counting::default()))
    }

    /// Most cues have nothing but letters and signs that are a character each.
    fn count_all(&self, counting: Counting) -> Vec<u32> {
        let mut all: Vec<Option<u32>> = vec![None; self.track.lines.len()];
        let Kinds { each, points, .. } = self.all_kinds();
        for (cue, traits) in self.track.cues.iter().zip(each) {
            if !traits.is_plain() {
                continue;
            }
            let range = cue.lines.start as usize..cue.lines.end as usize;
            let lengths = all.get_mut(range).unwrap_or_default();
            for (length, line) in lengths.iter_mut().zip(self.track.lines_of(cue)) {
                *length = match self.track.runs_of(line) {
                    [run] => {
                        let text = trim(&run.text);
                        match text.len() == run.text.len() {
                            true => points.get(line.runs.start as usize).copied(),
                            false => Some(chars::points(text)),
                        }
                    }
                    runs => plain_runs(runs),
                };
            }
        }
        let each = all.into_iter().zip(&self.track.lines);
        each.map(|(length, line)| length.unwrap_or_else(|| self.count(line, counting))).collect()
    }

    fn count(&self, line: &Line, counting: Counting) -> u32 {
        match self.track.runs_of(line) {
            // Most lines are one run; no text needs to be put together.
            [run] if !run.text.contains('\\') => count(trim(&run.text), counting),
            // `\h` is an escape for a no-break blank, and shown as one.
            _ => count(self.track.text_of(line).replace("\\h", "\u{a0}").trim(), counting),
        }
    }
}

/// Whether lines are counted in the usual way; what line breaks count as is no matter of theirs.
fn is_usual(counting: Counting) -> bool {
    counting == Counting { line_breaks: counting.line_breaks, ..Counting::default() }
}

/// What the line breaks of a cue count as.
fn breaks(lines: &[Line], counting: Counting) -> u32 {
    match counting.line_breaks {
        LineBreaks::Nothing => 0,
        LineBreaks::Space => u32::try_from(lines.len().saturating_sub(1)).unwrap_or(u32::MAX),
    }
}

/// The characters of a line in several styles, where each code point is one and no blank is at its ends.
fn plain_runs(runs: &[Run<'_>]) -> Option<u32> {
    let (first, last) = (runs.first()?, runs.last()?);
    let begins = trim(&first.text).len() == first.text.len() && !first.text.is_empty();
    let ends = trim(&last.text).len() == last.text.len() && !last.text.is_empty();
    (begins && ends).then(|| runs.iter().map(|run| chars::points(&run.text)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Kind, Programme};
    use proptest::prelude::*;
    use tregua_parse::format::srt;
    use tregua_parse::source::Source;

    proptest! {
        /// However they are asked for, and whatever is known already.
        #[test]
        fn all_ways_of_counting_agree(
            cues in prop::collection::vec(
                "([ -~а-яёқ«…–—’\u{301}\u{a0}\u{ad}\u{200b}👩\u{200d}\u{0958}]|<i>|</i>|\\\\h|&amp;|\n){1,40}",
                1..5,
            ),
        ) {
            let cue = |text: &String| format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n");
            let raw: String = cues.iter().map(cue).collect();
            let document = srt::parse(Source::open(raw.as_bytes(), None, None).unwrap());
            let track = srt::lower(&document);
            let programme = Programme::default();
            let context = || Context::new(&document, &track, None, Kind::Full, &programme);
            let (bare, known) = (context(), context());
            known.read_text();
            for counting in [
                Counting::default(),
                Counting { line_breaks: LineBreaks::Space, ..Counting::default() },
                Counting { spaces: false, ..Counting::default() },
            ] {
                for (index, cue) in (0..).zip(&track.cues) {
                    let n = bare.characters(cue, counting);
                    let lines: u32 = track.lines_of(cue).iter().map(|line| bare.count(line, counting)).sum();
                    prop_assert_eq!(n, lines + breaks(track.lines_of(cue), counting));
                    prop_assert_eq!(n, known.characters(cue, counting));
                    prop_assert!(n <= bare.characters_at_most(index, cue, counting));
                    prop_assert!(n <= known.characters_at_most(index, cue, counting));
                    for line in track.lines_of(cue) {
                        prop_assert_eq!(bare.count(line, counting), known.line_characters(line, counting));
                    }
                }
            }
        }
    }
}
