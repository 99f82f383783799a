//! What is counted over the cues of a file, or over those of its windows, one after another.

use tregua_parse::model::{Counting, Track, count};
use tregua_parse::syntax::{Document, LineEnds, Problem, ProblemKind};
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND, Time};

/// The rates whose frames times may stand on.
const RATES: [&str; 4] = ["23.976", "24", "25", "29.97"];

/// The sums so far.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) cues: usize,
    /// Cues with readable times.
    pub(super) timed: usize,
    pub(super) lines: usize,
    pub(super) first_in: Option<Time>,
    pub(super) last_out: Option<Time>,
    oddities: usize,
    /// The line ends of all windows.
    ends: LineEnds,
    /// Characters a second of each cue that lasts, in tenths.
    speeds: Vec<i64>,
    /// How many times stand on a frame of each of [`RATES`].
    on_frames: [usize; RATES.len()],
}

impl Tally {
    /// Adds a file.
    pub(super) fn add(&mut self, document: &Document<'_>, track: &Track<'_>) {
        self.oddities += document.problems.len() + track.problems.len();
        self.add_cues(document, track);
    }

    /// Adds the next window of a file, of whose first bytes so many were counted before. Its line ends may be odd only beside those of
    /// other windows.
    pub(super) fn add_window(&mut self, document: &Document<'_>, track: &Track<'_>, counted: usize) {
        let of_ends = |kind| matches!(kind, ProblemKind::LineEndsMixed | ProblemKind::LineEndsCr);
        let is_new = |it: &&Problem| it.span.start as usize >= counted && !of_ends(it.kind);
        self.oddities += document.problems.iter().chain(&track.problems).filter(is_new).count();
        self.ends = self.ends.join(document.ends);
        self.add_cues(document, track);
    }

    /// How much is odd.
    pub(super) fn oddities(&self) -> usize {
        self.oddities + usize::from(self.ends.problem().is_some())
    }

    fn add_cues(&mut self, document: &Document<'_>, track: &Track<'_>) {
        self.cues += document.cues.len();
        self.lines += track.lines.len();
        let rates = RATES.map(|rate| rate.parse::<FrameRate>().ok());
        for cue in &track.cues {
            let Some((start, end)) = cue.times else { continue };
            self.timed += 1;
            self.first_in = Some(self.first_in.map_or(start, |first| first.min(start)));
            self.last_out = self.last_out.max(Some(end));
            for (rate, n) in rates.iter().zip(&mut self.on_frames) {
                *n += [start, end].into_iter().filter(|time| stands_on_a_frame(*time, *rate)).count();
            }
            if start < end {
                let lines = track.lines_of(cue).iter();
                let n: u32 = lines.map(|l| count(&track.text_of(l), Counting::default())).sum();
                let tenths = i128::from(n) * 10 * i128::from(TICKS_PER_SECOND)
                    / i128::from(end.saturating_sub(start).ticks());
                self.speeds.extend(i64::try_from(tenths));
            }
        }
    }

    /// The 50th, 90th, 99th and 100th percentile of characters a second, in tenths.
    pub(super) fn reading_speeds(mut self) -> Vec<(u8, i64)> {
        self.speeds.sort_unstable();
        let last = self.speeds.len().saturating_sub(1);
        let at = |percent: u8| self.speeds.get(last * usize::from(percent) / 100).copied();
        [50, 90, 99, 100].into_iter().filter_map(|percent| Some((percent, at(percent)?))).collect()
    }

    /// The share of times, in percent, that stand on a frame of each rate.
    pub(super) fn on_frames(&self) -> Vec<(String, usize)> {
        let all = (self.timed * 2).max(1);
        RATES.iter().zip(self.on_frames).map(|(rate, n)| ((*rate).to_owned(), n * 100 / all)).collect()
    }
}

/// Whether a time is that of a frame, one millisecond allowed.
fn stands_on_a_frame(time: Time, rate: Option<FrameRate>) -> bool {
    let ms = Time::from_millis(1).unwrap_or_default();
    let frame = rate.and_then(|rate| rate.time_of(rate.nearest_frame(time)));
    frame.is_some_and(|frame| time.saturating_sub(frame).abs() <= ms)
}
