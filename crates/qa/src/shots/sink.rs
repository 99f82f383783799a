//! Where readers put what they find: times on the programme's own time line, and what is wrong.

use super::list::Shots;
use super::moment::{Label, Moment, MomentError};
use super::read::{ReadError, Told};
use std::fmt::Write as _;
use tregua_parse::time::{FrameRate, TICKS_PER_SECOND, Time};

/// More changes than this has no film: one in every second makes 200 000 in two days.
const MOST: usize = 200_000;

/// So many problems are kept; the others are counted.
const KEPT: usize = 10;

/// Something in a list that was left out, or looks wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Its line, from 1, where it has one.
    pub line: Option<usize>,
    /// What it is. Parts of the file may stand in it: escape it before it is shown.
    pub text: String,
}

/// Collects what a reader finds.
pub(super) struct Sink {
    told: Told,
    times: Vec<Time>,
    pub(super) problems: Vec<Problem>,
    pub(super) more_problems: usize,
    refused: Option<ReadError>,
    /// Times that were written with enough digits to tell a frame, and how many of them are near none.
    measured: usize,
    between_frames: usize,
    /// The first label or clock time, on the list's own clock.
    first: Option<Time>,
}

impl Sink {
    pub(super) fn new(told: Told) -> Self {
        Self {
            told,
            times: Vec::new(),
            problems: Vec::new(),
            more_problems: 0,
            refused: None,
            measured: 0,
            between_frames: 0,
            first: None,
        }
    }

    /// The film's frame rate.
    pub(super) fn rate(&self) -> Option<FrameRate> {
        self.told.rate
    }

    /// The list is of no use.
    pub(super) fn refuse(&mut self, error: ReadError) {
        self.refused.get_or_insert(error);
    }

    /// Nothing more need be read.
    pub(super) fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Something about the list as a whole.
    pub(super) fn note(&mut self, text: String) {
        self.problem(None, || text);
    }

    /// Something about a line; `seen` is what stands there.
    pub(super) fn line_problem(&mut self, line: usize, seen: &str, what: &dyn std::fmt::Display) {
        self.problem(Some(line), || format!("{}: {what}", quoted(seen)));
    }

    fn problem(&mut self, line: Option<usize>, text: impl FnOnce() -> String) {
        if self.problems.len() < KEPT {
            self.problems.push(Problem { line, text: text() });
        } else {
            self.more_problems += 1;
        }
    }

    /// A new shot begins at `moment`.
    pub(super) fn shot(&mut self, line: usize, seen: &str, moment: Moment) {
        match self.place(moment) {
            Ok(Some(time)) => self.push(time),
            // The first shot begins with the programme: no change.
            Ok(None) => {}
            Err(Fault::Moment(MomentError::NoRate)) => self.refuse(ReadError::NoRate { line }),
            Err(Fault::Moment(error)) => self.line_problem(line, seen, &error),
            Err(Fault::Before) => self.line_problem(line, seen, &"before the programme's first frame"),
            Err(Fault::Beyond) => self.line_problem(line, seen, &"beyond the programme's end"),
        }
    }

    fn push(&mut self, time: Time) {
        if self.times.last() == Some(&time) {
            return;
        }
        if self.times.len() == MOST {
            self.times.sort_unstable();
            self.times.dedup();
            // Where little went, tidying again and again would take for ever.
            if self.times.len() > MOST / 2 {
                self.refuse(ReadError::TooMany);
                return;
            }
        }
        self.times.push(time);
    }

    /// Its time on the programme's time line, to the nearest frame; `None` at its very beginning.
    fn place(&mut self, moment: Moment) -> Result<Option<Time>, Fault> {
        let (rate, own) = (self.told.rate, moment.time(self.told.rate)?);
        if matches!(moment, Moment::Label(_) | Moment::Clock(_)) {
            self.first.get_or_insert(own);
        }
        let since = match self.offset(moment) {
            Some(offset) => offset.time(rate)?,
            None => Time::ZERO,
        };
        let time = own.checked_sub(since).ok_or(MomentError::Range)?;
        let time = match rate {
            Some(rate) => {
                let on_grid = rate.time_of(rate.nearest_frame(time)).ok_or(MomentError::Range)?;
                self.measure(time.saturating_sub(on_grid), rate);
                on_grid
            }
            None => time,
        };
        match time {
            _ if time.is_negative() => Err(Fault::Before),
            Time::ZERO => Ok(None),
            _ if self.told.length.is_some_and(|length| time > length) => Err(Fault::Beyond),
            _ => Ok(Some(time)),
        }
    }

    /// What is taken off a moment. A start named for the list itself goes for all of it; that of the programme for what
    /// is read off a clock, as frame numbers and bare seconds count from the picture's first frame.
    fn offset(&self, moment: Moment) -> Option<Moment> {
        let programmes = || self.told.start.map(Moment::Clock);
        match (moment, self.told.own_start) {
            // A label's start is a label too: at 23.976 the frame 10:00:00:00 is shown 36 seconds after ten hours.
            (Moment::Label(label), own) => {
                let like = |start: Label| Moment::Label(Label { drop: start.drop.or(label.drop), ..start });
                match own.or_else(programmes)? {
                    Moment::Label(start) => Some(like(start)),
                    Moment::Clock(time) => Label::at(time, self.told.rate?).map(like),
                    other => Some(other),
                }
            }
            (_, Some(own)) => Some(own),
            (Moment::Clock(_), None) => programmes(),
            (Moment::Frame(_) | Moment::Seconds(_), None) => None,
        }
    }

    /// Notes how far a time was from its frame.
    fn measure(&mut self, error: Time, rate: FrameRate) {
        let frame = rate.time_of(1).map_or(0, Time::ticks);
        self.measured += 1;
        self.between_frames += usize::from(error.ticks().abs() > frame / 4);
    }

    /// The list, or why there is none.
    pub(super) fn finish(mut self) -> Result<(Shots, Vec<Problem>, usize), ReadError> {
        if let Some(error) = self.refused {
            return Err(error);
        }
        self.look_over();
        let shots = Shots::new(self.times, self.told.rate);
        if shots.is_empty() {
            return Err(ReadError::Nothing { problems: self.problems, more: self.more_problems });
        }
        if let Some(near) = every_frame(shots.times()) {
            return Err(ReadError::EveryFrame { near, all: shots.len() });
        }
        Ok((shots, self.problems, self.more_problems))
    }

    /// What only the whole list can tell.
    fn look_over(&mut self) {
        if let Some(rate) = self.told.rate
            && self.measured >= 8
            && self.between_frames * 5 > self.measured
        {
            self.note(format!(
                "{} of {} times lie between two frames; was the list made from a film at another rate than {rate}?",
                self.between_frames, self.measured
            ));
        }
        let unnamed = self.told.start.is_none() && self.told.own_start.is_none();
        if let Some(hour) = self.first.filter(|_| unnamed).and_then(|first| self.whole_hour(first)) {
            self.note(format!(
                "the list begins at {hour:02}:00:00; if the tracks count from zero, take it off with --shots-start {hour:02}:00:00:00"
            ));
        }
    }

    /// The hour that a list begins at, where that looks like the start of a programme.
    fn whole_hour(&self, first: Time) -> Option<i64> {
        /// Frames that a label may lag behind the clock in an hour, at 1000/1001, and a little over.
        const LAG: i64 = 4;
        // Drop-frame runs ahead of the clock by less than a second.
        let second = first.ticks() / TICKS_PER_SECOND + 1;
        let (hour, rest) = (second / 3600, second % 3600);
        (hour > 0 && rest <= hour * LAG + 1).then_some(hour)
    }
}

enum Fault {
    Moment(MomentError),
    Before,
    Beyond,
}

impl From<MomentError> for Fault {
    fn from(error: MomentError) -> Self {
        Self::Moment(error)
    }
}

/// How many changes follow another within a twentieth of a second, where that is most of them: then the list names
/// frames, not cuts.
fn every_frame(times: &[Time]) -> Option<usize> {
    const FEW: usize = 24;
    let close = |pair: &&[Time]| pair[1].saturating_sub(pair[0]).ticks() <= TICKS_PER_SECOND / 20;
    let near = times.windows(2).filter(close).count();
    (times.len() >= FEW && near * 2 > times.len()).then_some(near)
}

/// The beginning of what stands in a line, in quotes.
pub(super) fn quoted(seen: &str) -> String {
    const LEN: usize = 40;
    let mut out = String::from("\u{201c}");
    let mut letters = seen.trim().chars();
    out.extend(letters.by_ref().take(LEN));
    let _ = out.write_str(if letters.next().is_some() { "\u{2026}\u{201d}" } else { "\u{201d}" });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_and_no_more() {
        let shot = |sink: &mut Sink, n: i64| sink.shot(1, "", Moment::Frame(n));
        let told = Told { rate: Some(FrameRate::F24), ..Told::default() };
        let mut sink = Sink::new(told);
        // The same ones again and again are no more than they are.
        (1..=300_000).for_each(|n| shot(&mut sink, 1 + n % 1000 * 100));
        assert!(!sink.is_refused());
        assert_eq!(sink.finish().unwrap().0.len(), 1000);
        let mut sink = Sink::new(told);
        (1..=200_001).for_each(|n| shot(&mut sink, n));
        assert!(sink.is_refused());
        assert!(matches!(sink.finish(), Err(ReadError::TooMany)));
    }

    #[test]
    fn what_is_quoted_is_short() {
        assert_eq!(quoted(" abc "), "\u{201c}abc\u{201d}");
        assert_eq!(quoted(&"ә".repeat(1_000_000)).chars().count(), 43);
    }
}
