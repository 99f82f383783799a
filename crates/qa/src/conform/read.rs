//! Reading a re-cut in whatever form it comes: found by its content.

use super::clock::Clock;
use super::recut::{FAR, Recut, RecutError, Stretch};
use super::{edl, otio, segments};
use crate::shots::{Label, Moment, MomentError};
use std::fmt;
use tregua_parse::time::{FrameRate, Time, Timecode};

/// What is known before a list is read.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The frame rate of both pictures.
    pub rate: FrameRate,
    /// What the list's source clock shows at the old picture's first frame.
    pub start: Option<Moment>,
    /// What the tracks' own clock shows there: the list's is taken to be the same where nobody said.
    pub programme: Option<Moment>,
    /// The earliest in-time of the tracks: a list that begins a little before it is on their clock.
    pub first_cue: Option<Time>,
    /// What its record clock shows at the new picture's first frame; as the source clock where nobody said.
    pub new_start: Option<Moment>,
    /// The source that is the old picture, where the list has several.
    pub source: Option<String>,
}

/// A list that was read.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it says.
    pub recut: Recut,
    /// The form it is in, with its article.
    pub form: &'static str,
    /// What a person should know.
    pub notes: Vec<String>,
    /// Where its sources begin, and in which event.
    pub earliest: Begins,
}

/// Where a clock of a list begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Begins {
    /// What it shows.
    pub at: Timecode,
    /// The event: `line 4`, `item 3`.
    pub place: String,
}

/// Why a list gives no re-cut. Parts of the file may stand in the texts: escape them before they are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListError {
    /// It is in no form that is known.
    Unknown,
    /// A place that cannot be read, or asks for what cues cannot do.
    Line {
        /// The form it is in.
        form: &'static str,
        /// The line, or the item, where there is one.
        line: Option<usize>,
        /// What is wrong.
        why: String,
    },
    /// It takes its picture from several sources, and nobody said which is the old film.
    Sources(Vec<String>),
    /// It has no such source.
    NoSource {
        /// The one that was asked for.
        asked: String,
        /// Those there are.
        there: Vec<String>,
    },
    /// A start is no moment at this rate.
    Start(MomentError),
    /// One of its clocks is far from the picture's beginning.
    Clock {
        /// The clock.
        clock: ListClock,
        /// Where it begins.
        begins: Begins,
        /// What it was said to show at the picture's first frame; zero where nobody said.
        first: Timecode,
        /// What it may show there: the nearest full hour.
        hour: Timecode,
    },
    /// What it says makes no film.
    Recut(RecutError),
}

/// The clocks of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListClock {
    /// That of the old picture.
    Source,
    /// That of the new one.
    Record,
}

fn some(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(8).map(|n| format!("\u{201c}{n}\u{201d}")).collect();
    match names.len().saturating_sub(8) {
        0 => quoted.join(", "),
        more => format!("{} and {more} more", quoted.join(", ")),
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str(
                "no list of a re-cut that is known: neither an edit decision list (events with four timecodes), nor \
                 segments (XML with Start_tc, End_tc and Destination_tc), nor OpenTimelineIO (JSON with OTIO_SCHEMA)",
            ),
            Self::Line { form, line: Some(line), why } => write!(f, "{form}, line {line}: {why}"),
            Self::Line { form, line: None, why } => write!(f, "{form}: {why}"),
            Self::Sources(names) => write!(
                f,
                "it takes its picture from {} sources ({}), each with a clock of its own; name the one that is the \
                 old film with --reel",
                names.len(),
                some(names)
            ),
            Self::NoSource { asked, there } => {
                write!(f, "no picture comes from \u{201c}{asked}\u{201d}; its sources are {}", some(there))
            }
            Self::Start(why) => write!(f, "its start: {why}"),
            Self::Clock { clock, begins: Begins { at, place }, first, hour } => {
                let (name, of, option) = match clock {
                    ListClock::Source => ("source", "old", "--edl-start"),
                    ListClock::Record => ("record", "new", "--record-start"),
                };
                write!(
                    f,
                    "its earliest event, at {place}, has {name} timecode {at}, which is far from {first}, where the \
                     {of} picture is taken to begin; say what the {name} clock shows at that picture\u{2019}s first frame \
                     with {option} (perhaps {hour})"
                )
            }
            Self::Recut(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ListError {}

/// What a reader cannot take.
pub(super) struct LineFault {
    pub(super) line: Option<usize>,
    pub(super) why: String,
}

struct Event {
    source: String,
    named: bool,
    stretch: Stretch,
    line: usize,
    length: Option<i64>,
    speed: Option<usize>,
}

/// Where readers put what they find, on the list's own clocks.
#[derive(Default)]
pub(super) struct Events {
    all: Vec<Event>,
    notes: Vec<String>,
    /// Its labels are drop-frame, or are not, where it says that.
    pub(super) drop: Option<bool>,
    /// It counts items, not lines, and record places from the new picture's first frame.
    pub(super) record_from_zero: bool,
}

impl Events {
    pub(super) fn push(&mut self, source: String, (from, to, at): (i64, i64, i64), line: usize) -> usize {
        let stretch = Stretch { from, to, at };
        self.all.push(Event { source, named: false, stretch, line, length: None, speed: None });
        self.all.len() - 1
    }

    /// How long the event is in the new picture, where the list says it.
    pub(super) fn set_length(&mut self, index: usize, length: i64) {
        self.all.get_mut(index).map(|event| event.length = Some(length)).unwrap_or_default();
    }

    /// The line that gives an event another speed.
    pub(super) fn set_speed(&mut self, index: usize, line: usize) {
        self.all.get_mut(index).map(|event| event.speed = Some(line)).unwrap_or_default();
    }

    /// The name of the clip an event is from; `again` over one that it has.
    pub(super) fn name(&mut self, index: usize, name: &str, again: bool) {
        if let Some(event) = self.all.get_mut(index).filter(|event| again || !event.named) {
            (event.source, event.named) = (name.to_owned(), true);
        }
    }

    /// The film's rate, with labels of the list's own kind.
    fn rate(&self, rate: FrameRate) -> FrameRate {
        self.drop.and_then(|drop| rate.with_drop(drop)).unwrap_or(rate)
    }

    pub(super) fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }
}

type Form = (&'static str, fn(&str) -> bool, fn(&str, FrameRate, &mut Events) -> Result<(), LineFault>);

/// Every form, in an order that leaves no doubt: an XML or JSON file holds no events, and lines of events are neither.
const FORMS: [Form; 3] = [
    ("an OpenTimelineIO file", otio::fits, otio::read),
    ("a list of segments", segments::fits, segments::read),
    ("an edit decision list", edl::fits, edl::read),
];

/// Reads a list.
///
/// # Errors
/// [`ListError`] with the place and what to do.
pub fn read(text: &str, told: &Telling) -> Result<Listed, ListError> {
    let Some((form, _, reader)) = FORMS.iter().find(|(_, fits, _)| fits(text)) else {
        return Err(ListError::Unknown);
    };
    let mut events = Events::default();
    let line = |fault: LineFault| ListError::Line { form, line: fault.line, why: fault.why };
    reader(text, told.rate, &mut events).map_err(line)?;
    let mut sources: Vec<String> = events.all.iter().map(|event| event.source.clone()).collect();
    sources.sort_unstable();
    sources.dedup();
    match &told.source {
        Some(asked) => {
            if !sources.iter().any(|source| source.eq_ignore_ascii_case(asked)) {
                return Err(ListError::NoSource { asked: asked.clone(), there: sources });
            }
            events.all.retain(|event| event.source.eq_ignore_ascii_case(asked));
        }
        None if sources.len() > 1 => return Err(ListError::Sources(sources)),
        None => {}
    }
    let clock = |start: Option<Moment>| {
        // A label is of the same kind as the list's own.
        let start = start.map(|start| match start {
            Moment::Label(label) => Moment::Label(Label { drop: label.drop.or(events.drop), ..label }),
            other => other,
        });
        Clock { rate: told.rate, start }.first().map_err(ListError::Start)
    };
    let start = told.start.or(told.programme);
    let old = clock(start)?;
    let new = if events.record_from_zero { 0 } else { clock(told.new_start.or(start))? };
    let mut stretches = Vec::with_capacity(events.all.len());
    for event in &events.all {
        let refuse = |line: usize, why: String| ListError::Line { form, line: Some(line), why };
        if let Some(at) = event.speed {
            return Err(refuse(
                at,
                "a speed effect: the picture runs at another speed there, and cues cannot".to_owned(),
            ));
        }
        let Stretch { from, to, at } = event.stretch;
        if event.length.is_some_and(|length| length != to - from) {
            let length = event.length.unwrap_or_default();
            return Err(refuse(
                event.line,
                format!("{} frames of source fill {length} frames of record", to - from),
            ));
        }
        let far = |n: i64| !(-FAR / 2..=FAR / 2).contains(&n);
        if [from, to, at, old, new].into_iter().any(far) {
            return Err(refuse(event.line, "out of range".to_owned()));
        }
        stretches.push(Stretch { from: from - old, to: to - old, at: at - new });
    }
    let recut = Recut::new(told.rate, stretches).map_err(|why| match why {
        RecutError::Overlap(before, late) => {
            let is_late = |event: &&Event| event.stretch.from - old == late.from && event.stretch.at - new == late.at;
            let until = Timecode::from_frame((before.end() + new).max(0), events.rate(told.rate));
            let until = until.map(|until| until.to_string()).unwrap_or_default();
            let why = format!(
                "an earlier event has the record up to {until}; the list must be of one video track, laid flat"
            );
            ListError::Line { form, line: events.all.iter().find(is_late).map(|event| event.line), why }
        }
        other => ListError::Recut(other),
    })?;
    let earliest = near(&events, ListClock::Source, old, told)?;
    near(&events, ListClock::Record, new, told)?;
    Ok(Listed { recut, form, notes: events.notes, earliest })
}

/// Where a clock begins, which must not be far from the picture's first frame: nobody cuts half an hour off a film's
/// head without a word, but lists on a clock of their own are common.
fn near(events: &Events, clock: ListClock, first: i64, told: &Telling) -> Result<Begins, ListError> {
    const FAR_OFF: i64 = 1800;
    let place = |event: &Event| match clock {
        ListClock::Source => event.stretch.from,
        ListClock::Record => event.stretch.at,
    };
    let rate = events.rate(told.rate);
    let label = |frame: i64| Timecode::from_frame(frame, rate).ok_or(ListError::Start(MomentError::Range));
    let Some(event) = events.all.iter().min_by_key(|event| place(event)) else {
        return Err(ListError::Recut(RecutError::Nothing));
    };
    let at = place(event);
    let kind = if events.record_from_zero { "item" } else { "line" };
    let begins = Begins { at: label(at.max(0))?, place: format!("{kind} {}", event.line) };
    let said = match clock {
        ListClock::Source => told.start.is_some(),
        ListClock::Record => told.new_start.is_some(),
    };
    let second = i64::from(rate.timebase());
    let half_hour = FAR_OFF * second;
    // What was said is believed, as long as something of the picture is left.
    let last = events.all.iter().map(|event| event.stretch.to).max().unwrap_or(at);
    let nothing_left = clock == ListClock::Source && last <= first;
    let is_near = match clock {
        ListClock::Source => {
            let cue = told.first_cue.filter(|_| !events.record_from_zero);
            let before = cue.map(|cue| told.rate.nearest_frame(cue) - (at - first));
            (-half_hour..half_hour).contains(&(at - first))
                || before.is_some_and(|before| (0..half_hour).contains(&before))
        }
        // Both pictures are on one clock.
        ListClock::Record => {
            let source = events.all.iter().map(|event| event.stretch.from).min().unwrap_or(at);
            events.record_from_zero || (-half_hour..half_hour).contains(&(at - source))
        }
    };
    if nothing_left || !said && !is_near {
        let hours = (at.max(0) / second + 1800) / 3600;
        let hour = Timecode::from_fields([hours, 0, 0, 0], rate);
        let hour = hour.ok_or(ListError::Start(MomentError::Range))?;
        return Err(ListError::Clock { clock, begins, first: label(first.max(0))?, hour });
    }
    Ok(begins)
}
