//! Reading a list of shot changes in whatever form it comes.

use super::list::Shots;
use super::moment::Moment;
use super::sink::{Problem, Sink, quoted};
use super::{edl, ffmpeg, ffprobe, plain, pyscenedetect, subtitle_edit};
use std::fmt;
use tregua_parse::format::Sniff;
use tregua_parse::time::{FrameRate, Time};

/// A form that lists of shot changes come in.
#[derive(Debug)]
pub struct Reader {
    /// What it is called where one is named.
    pub id: &'static str,
    /// What it is called in messages, with its article.
    pub name: &'static str,
    /// How much a text looks like it.
    pub(super) sniff: fn(&str) -> Sniff,
    /// Reads it. What cannot be understood is a problem.
    pub(super) read: fn(&str, &mut Sink),
}

/// Every form that is read.
pub static READERS: [&Reader; 6] = [
    &plain::READER,
    &subtitle_edit::READER,
    &ffmpeg::READER,
    &ffprobe::READER,
    &edl::READER,
    &pyscenedetect::READER,
];

/// The reader of that id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.id.eq_ignore_ascii_case(id)).copied()
}

/// What is known before a list is read.
#[derive(Clone, Copy, Default, Debug)]
pub struct Told {
    /// The film's frame rate. Frame numbers and timecodes need it; times are moved to their nearest frame.
    pub rate: Option<FrameRate>,
    /// Where the programme starts. It is taken off timecodes and clock times; frame numbers and seconds count from the
    /// picture's first frame.
    pub start: Option<Time>,
    /// Where the list itself starts, when that is another place: taken off everything in it.
    pub own_start: Option<Moment>,
    /// How long the programme runs.
    pub length: Option<Time>,
    /// The list's form, where it should not be found out.
    pub reader: Option<&'static Reader>,
}

/// A list that was read.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The changes.
    pub shots: Shots,
    /// The form they were in.
    pub reader: &'static Reader,
    /// How that was found.
    pub reason: &'static str,
    /// What was left out, or looks wrong: the first of it.
    pub problems: Vec<Problem>,
    /// How many more problems there are.
    pub more_problems: usize,
}

/// Why a list gives no shot changes.
#[derive(Clone, Debug)]
pub enum ReadError {
    /// It is in no form that is known.
    Unknown {
        /// What was seen.
        seen: String,
    },
    /// It could be in two forms, which say different things.
    Tie([(&'static Reader, Sniff); 2]),
    /// It counts frames, and the frame rate is not known.
    NoRate {
        /// The first line that does.
        line: usize,
    },
    /// Nothing is left of it.
    Nothing {
        /// Why.
        problems: Vec<Problem>,
        /// How many more problems there are.
        more: usize,
    },
    /// It lists frames, not cuts.
    EveryFrame {
        /// Changes that follow the one before at once.
        near: usize,
        /// All of them.
        all: usize,
    },
    /// More changes than any film has.
    TooMany,
    /// It is in this form, and is not what it should be.
    Unfit(&'static str),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { seen } => write!(f, "no list of shot changes that is known: {seen}"),
            Self::Tie([(a, why), (b, other)]) => write!(
                f,
                "it could be {} ({}) or {} ({}); name one with --shots-format {} or {}",
                a.name, why.reason, b.name, other.reason, a.id, b.id
            ),
            Self::NoRate { line } => {
                write!(f, "line {line} counts frames, and the frame rate is not known; name it with --fps")
            }
            Self::Nothing { problems, more } => {
                f.write_str("no shot change is left of it")?;
                let first = problems.first();
                if let Some(problem) = first {
                    f.write_str(": ")?;
                    if let Some(line) = problem.line {
                        write!(f, "line {line}: ")?;
                    }
                    f.write_str(&problem.text)?;
                }
                match problems.len().saturating_sub(1) + more {
                    0 => Ok(()),
                    n => write!(f, " (and {n} more)"),
                }
            }
            Self::EveryFrame { near, all } => write!(
                f,
                "{near} of {all} entries follow the one before within a frame or two: these are frames, not shot \
                 changes; take those with a new shot only, as with ffmpeg's select='gt(scene,0.3)'"
            ),
            Self::TooMany => f.write_str("more than a hundred thousand shot changes; no film has so many"),
            Self::Unfit(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a list of shot changes. Its form is found by its content, where none is named.
///
/// # Errors
/// [`ReadError`] where its form is not certain, it counts frames and no rate is known, or nothing is left of it. A line
/// that cannot be understood is a problem, and no error.
///
/// ```
/// use tregua_qa::shots::{Told, read};
/// let told = Told { rate: "24".parse().ok(), ..Told::default() };
/// let list = read("# reel 1\n00:00:05:11\n200\n", &told).unwrap();
/// assert_eq!(list.shots.frames().unwrap().numbers(), [131, 200]);
/// ```
pub fn read(text: &str, told: &Told) -> Result<Listed, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (reader, reason) = match told.reader {
        Some(reader) => (reader, "named by the user"),
        None => find(text)?,
    };
    let mut sink = Sink::new(*told);
    (reader.read)(text, &mut sink);
    let (shots, problems, more_problems) = sink.finish()?;
    Ok(Listed { shots, reader, reason, problems, more_problems })
}

/// A score below this is nobody's certainty.
const CERTAIN: u8 = 50;

/// The reader that fits best: the beginning decides, and the whole where the beginning says nothing.
fn find(text: &str) -> Result<(&'static Reader, &'static str), ReadError> {
    const HEAD: usize = 1 << 18;
    let head = text.get(..floor(text, HEAD)).unwrap_or(text);
    let mut fits = fits(head);
    if fits.is_empty() && head.len() < text.len() {
        fits = self::fits(text);
    }
    match fits.as_slice() {
        [] => Err(ReadError::Unknown { seen: seen(head) }),
        [a, b, ..] if a.1.score == b.1.score => Err(ReadError::Tie([a.clone(), b.clone()])),
        [(reader, sniff), ..] => Ok((*reader, sniff.reason)),
    }
}

fn fits(text: &str) -> Vec<(&'static Reader, Sniff)> {
    let each = READERS.iter().map(|reader| (*reader, (reader.sniff)(text)));
    let mut fits: Vec<_> = each.filter(|(_, sniff)| sniff.score >= CERTAIN).collect();
    fits.sort_by_key(|(_, sniff)| std::cmp::Reverse(sniff.score));
    fits
}

/// What a text that is no list looks like.
fn seen(text: &str) -> String {
    let survey = plain::survey(text);
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    match first {
        None => "it is empty".to_owned(),
        Some(first) => {
            let begins = quoted(first);
            format!(
                "{} of its first {} lines hold a time alone; it begins {begins}",
                survey.times(),
                survey.all()
            )
        }
    }
}

/// The largest place up to `at` that is between two characters.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
