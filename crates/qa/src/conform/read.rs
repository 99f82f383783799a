//! Reading a re-cut in whatever form it comes: found by its content.

use super::clock::Clock;
use super::recut::{FAR, Recut, RecutError, Stretch};
use super::{edl, otio, segments};
use crate::shots::{Moment, MomentError};
use std::fmt;
use tregua_parse::time::FrameRate;

/// What is known before a list is read.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The frame rate of both pictures.
    pub rate: FrameRate,
    /// What the list's source clock shows at the old picture's first frame.
    pub start: Option<Moment>,
    /// What its record clock shows at the new picture's first frame; as `start` where nobody said.
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
    /// The earliest frame of its sources on their own clock, counted from 00:00:00:00.
    pub earliest: i64,
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
    /// What it says makes no film.
    Recut(RecutError),
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
    /// Record places count from the new picture's first frame.
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
    let clock = |start| Clock { rate: told.rate, start }.first().map_err(ListError::Start);
    let old = clock(told.start)?;
    let new = if events.record_from_zero { 0 } else { clock(told.new_start.or(told.start))? };
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
    let earliest = events.all.iter().map(|event| event.stretch.from).min().unwrap_or(0);
    let recut = Recut::new(told.rate, stretches).map_err(ListError::Recut)?;
    Ok(Listed { recut, form, notes: events.notes, earliest })
}
