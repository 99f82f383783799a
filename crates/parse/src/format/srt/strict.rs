//! `srtlib`: its types to and from ours, and what such a strict reader makes of a file.

use crate::base::Span;
use crate::source::Source;
use crate::syntax::{CueNode, Document, SlotId};
use crate::time::{Notation, Time};
use srtlib::{Subtitle, Subtitles, Timestamp};
use std::fmt;

/// Why a cue cannot become an [`srtlib::Subtitle`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ToSrtlibError {
    /// Its counter is missing, or no number that fits.
    Number,
    /// A time is missing or unreadable.
    Untimed,
    /// A time is before zero or beyond 255:59:59,999, the last srtlib can hold.
    OutOfRange(Time),
}

impl fmt::Display for ToSrtlibError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number => f.write_str("the cue has no number that fits"),
            Self::Untimed => f.write_str("the cue has no readable times"),
            Self::OutOfRange(time) => write!(f, "{time} is out of srtlib's range (0 to 255:59:59,999)"),
        }
    }
}

impl std::error::Error for ToSrtlibError {}

/// A cue together with its document, which holds its text and times.
#[derive(Clone, Copy, Debug)]
pub struct CueOf<'d, 'a> {
    /// The document.
    pub document: &'d Document<'a>,
    /// The cue.
    pub cue: &'d CueNode,
}

impl TryFrom<Time> for SrtlibTime {
    type Error = ToSrtlibError;

    /// Rounds to the millisecond.
    fn try_from(time: Time) -> Result<Self, ToSrtlibError> {
        let out = || ToSrtlibError::OutOfRange(time);
        let ms = u32::try_from(time.to_millis()).map_err(|_| out())?;
        let hours = u8::try_from(ms / 3_600_000).map_err(|_| out())?;
        let small = |n: u32| u8::try_from(n % 60).unwrap_or(0);
        let rest = u16::try_from(ms % 1000).unwrap_or(0);
        Ok(Self(Timestamp::new(hours, small(ms / 60_000), small(ms / 1000), rest)))
    }
}

/// A time of `srtlib`, wrapped so that conversions can be written here.
#[derive(Clone, Debug)]
pub struct SrtlibTime(pub Timestamp);

impl From<&Timestamp> for Time {
    fn from(stamp: &Timestamp) -> Self {
        let (h, m, s, ms) = stamp.get();
        let ms = ((i64::from(h) * 60 + i64::from(m)) * 60 + i64::from(s)) * 1000 + i64::from(ms);
        Self::from_millis(ms).unwrap_or_default()
    }
}

impl TryFrom<CueOf<'_, '_>> for Subtitle {
    type Error = ToSrtlibError;

    /// Coordinates and whatever else stands on the time line are lost, as `srtlib` has no place for them.
    fn try_from(of: CueOf<'_, '_>) -> Result<Self, ToSrtlibError> {
        let text = of.document.source.text();
        let number = of.cue.number.of(text).trim().trim_start_matches('\u{feff}');
        let number = number.parse().map_err(|_| ToSrtlibError::Number)?;
        let (start, end) = of.document.times(of.cue).ok_or(ToSrtlibError::Untimed)?;
        let (start, end) = (SrtlibTime::try_from(start)?, SrtlibTime::try_from(end)?);
        Ok(Self::new(number, start.0, end.0, of.cue.text.of(text).replace("\r\n", "\n")))
    }
}

impl TryFrom<&Document<'_>> for Subtitles {
    type Error = (usize, ToSrtlibError);

    fn try_from(document: &Document<'_>) -> Result<Self, (usize, ToSrtlibError)> {
        let each = document.cues.iter().enumerate();
        let all: Result<Vec<Subtitle>, _> =
            each.map(|(i, cue)| Subtitle::try_from(CueOf { document, cue }).map_err(|e| (i, e))).collect();
        Ok(Self::new_from_vec(all?))
    }
}

/// The text of a file that holds the subtitles of `srtlib`, in SubRip's strict form.
#[must_use]
pub fn to_text(subtitles: &Subtitles) -> String {
    let mut out = String::new();
    for subtitle in subtitles {
        let (start, end) = (Time::from(&subtitle.start_time), Time::from(&subtitle.end_time));
        let text = subtitle.text.trim_end_matches('\n');
        out.push_str(&format!("{}\n{start} --> {end}\n{text}\n\n", subtitle.num));
    }
    out
}

/// What a strict reader makes of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The same cues with the same times and text.
    Same,
    /// It refuses the whole file.
    Refuses {
        /// Its own words.
        why: String,
        /// The first cue that it stumbles over, counted from 0, where one could be found.
        cue: Option<usize>,
    },
    /// It reads other cues, times or texts than are there.
    Misreads {
        /// The first cue that it reads otherwise.
        cue: usize,
        /// How.
        how: Misreading,
    },
}

/// What a strict reader takes for something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misreading {
    /// It finds another number of cues.
    Count,
    /// It reads other times.
    Times,
    /// It reads other text.
    Text,
}

/// Asks `srtlib` to read the document's text.
#[must_use]
pub fn ask(document: &Document<'_>) -> Verdict {
    if document.strict || is_plain(document) { Verdict::Same } else { ask_in_full(document) }
}

/// Whether the document is nothing but cues of the strict shape, one behind the other, which is what `srtlib` writes
/// itself. Nearly every file is, and need not be read again to know what comes of it.
fn is_plain(document: &Document<'_>) -> bool {
    let text = document.source.text();
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    for (n, cue) in document.cues.iter().enumerate() {
        let begin = if n == 0 { Some(at) } else { behind_line_end(bytes, at) };
        let Some(behind) = begin.and_then(|begin| plain_cue(document, cue, begin)) else { return false };
        at = behind;
    }
    // One blank line may stand at the end.
    let rest = bytes.get(at..).unwrap_or_default();
    matches!(rest, b"" | b"\n" | b"\r\n") && !document.cues.is_empty()
}

/// Behind the line end at `at`.
fn behind_line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'\n', ..] => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        _ => None,
    }
}

/// Behind the last line of a cue of the strict shape that begins at `at`.
fn plain_cue(document: &Document<'_>, cue: &CueNode, at: usize) -> Option<usize> {
    const LINE: usize = 29;
    let bytes = document.source.text().as_bytes();
    let place = |span: Span| (span.start as usize, span.end as usize);
    let ((number, number_end), (timing, timing_end), (text, text_end)) =
        (place(cue.number), place(cue.timing), place(cue.text));
    let digits = bytes.get(number..number_end)?;
    let strict = Notation::strict_line(bytes.get(timing..)?.first_chunk()?)?;
    let follows = number == at
        && (1..=9).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && behind_line_end(bytes, number_end) == Some(timing)
        && timing_end == timing + LINE
        && behind_line_end(bytes, timing_end) == Some(text)
        && text_end > text
        && written(document, cue) == Some(strict);
    // No line is empty, and a CR stands nowhere but at the end of one.
    let mut line = text;
    for end in memchr::memchr2_iter(b'\n', b'\r', bytes.get(text..text_end)?).map(|end| text + end) {
        let lone = end + 1 == text_end || bytes.get(end + 1) != Some(&b'\n');
        match bytes.get(end) {
            _ if end == line => return None,
            Some(b'\n') => line = end + 1,
            _ if lone => return None,
            _ => {}
        }
    }
    let behind = if text_end == bytes.len() { Some(text_end) } else { behind_line_end(bytes, text_end) };
    behind.filter(|_| follows && line < text_end)
}

/// A cue's times as they are written: the programme's start, where one was taken off, is no business of the reader's.
fn written(document: &Document<'_>, cue: &CueNode) -> Option<(Time, Time)> {
    let of = |slot: SlotId| {
        let slot = document.slots.get(slot.index()?)?;
        match document.base_of(slot) {
            Some(base) => slot.time.checked_sub(base.offset),
            None => Some(slot.time),
        }
    };
    Some((of(cue.start)?, of(cue.end)?))
}

/// The verdict of the reader itself.
fn ask_in_full(document: &Document<'_>) -> Verdict {
    let text = document.source.text();
    let read = match Subtitles::parse_from_str(text.to_owned()) {
        Ok(read) => read.to_vec(),
        Err(error) => return Verdict::Refuses { why: error.to_string(), cue: stumbling_block(document) },
    };
    let differs = |i: usize| -> Option<Misreading> {
        let (Some(cue), Some(other)) = (document.cues.get(i), read.get(i)) else {
            return Some(Misreading::Count);
        };
        let times = written(document, cue);
        if times != Some((Time::from(&other.start_time), Time::from(&other.end_time))) {
            return Some(Misreading::Times);
        }
        // srtlib drops the CR of each line and keeps a line end at the end of the last cue.
        let ours = cue.text.of(text).replace("\r\n", "\n");
        (ours.trim_end_matches('\n') != other.text.replace("\r\n", "\n").trim_end_matches(['\n', '\r']))
            .then_some(Misreading::Text)
    };
    let count = document.cues.len().max(read.len());
    match (0..count).find_map(|i| differs(i).map(|how| (i, how))) {
        Some((cue, how)) => Verdict::Misreads { cue, how },
        None => Verdict::Same,
    }
}

/// The first cue without which the file up to it would be read: found by halving, as the reader names no line.
fn stumbling_block(document: &Document<'_>) -> Option<usize> {
    let text = document.source.text();
    let readable = |n: usize| {
        let end = document.cues.get(n).map_or(text.len(), |cue| cue.block().start as usize);
        Subtitles::parse_from_str(text.get(..end).unwrap_or("").to_owned()).is_ok()
    };
    let (mut good, mut bad) = (0, document.cues.len());
    while bad > good + 1 {
        let middle = good.midpoint(bad);
        if readable(middle) { good = middle } else { bad = middle }
    }
    (bad > good).then_some(good)
}

/// A source of a strict text, for those who hold `srtlib` types: [`to_text`], then [`parse`](super::parse).
///
/// # Errors
/// When the text is too large to be addressed.
pub fn source_of(text: &str) -> Result<Source<'_>, crate::source::TooLarge> {
    Source::open(text.as_bytes(), None, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::srt::parse;
    use proptest::prelude::*;

    fn verdict(text: &str) -> Verdict {
        ask(&parse(Source::open(text.as_bytes(), None, None).unwrap()))
    }

    #[test]
    fn what_a_strict_reader_says() {
        let good = "1\n00:00:01,000 --> 00:00:02,000\nUno\ndos\n\n2\n00:00:03,000 --> 00:00:04,000\nTres\n";
        assert_eq!(verdict(good), Verdict::Same);
        assert_eq!(verdict(&good.replace('\n', "\r\n")), Verdict::Same);
        assert_eq!(verdict(&format!("\u{feff}{good}")), Verdict::Same);
        assert!(matches!(
            verdict(&good.replace("00:00:03,000 -->", "00:00:03,000 ->")),
            Verdict::Refuses { cue: Some(1), .. }
        ));
        assert!(matches!(
            verdict(&good.replace("2\n00:00:03", "00:00:03")),
            Verdict::Refuses { cue: Some(1), .. }
        ));
        assert!(matches!(verdict(&good.replace("\n\n2\n", "\n2\n")), Verdict::Misreads { cue: 0, .. }));
        assert!(matches!(verdict(&good.replace("03,000", "03,5")), Verdict::Misreads { cue: 1, .. }));
        // Nor does it know of the programme's start.
        for text in [good.to_owned(), good.replace("2\n00:00:03", "3\n00:00:03")] {
            let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
            assert_eq!(ask(&document.take_off(Time::from_millis(1000))), Verdict::Same, "{text}");
        }
    }

    /// What strict files are made of, and what is nearly strict.
    const PARTS: &[&str] = &[
        "1\n",
        "12\n",
        "0123456789\n",
        "a\n",
        "00:00:01,000 --> 00:00:02,000\n",
        "00:00:01,000 --> 00:00:02,000 \n",
        "00:00:01.000 --> 00:00:02,000\n",
        "Uno\n",
        "dos tres\n",
        " \n",
        "4\r",
        "Uno\r",
        "\u{feff}",
        "\n",
        "\n",
        "1\n00:00:01,000 --> 00:00:02,000\nUno\n\n",
        "1\n00:00:01,000 --> 00:00:02,000\nUno\n\n",
        "2\n00:00:03,000 --> 00:00:04,000\nУно\nдос\n\n",
    ];

    proptest! {
        #[test]
        fn what_is_plain_is_read_alike(
            parts in prop::collection::vec(prop::sample::select(PARTS), 0..10),
            end in prop::sample::select(vec!["\n", "\r\n"]),
            cut in 0usize..4,
        ) {
            let mut text = parts.concat().replace('\n', end);
            text.truncate(text.char_indices().rev().take(cut).last().map_or(text.len(), |(at, _)| at));
            let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
            prop_assert!(is_plain(&document) || !document.strict, "{:?}", text);
            if is_plain(&document) {
                prop_assert_eq!(ask_in_full(&document), Verdict::Same, "{:?}", text);
            }
        }
    }

    #[test]
    fn strict_files_are_seen_to_be_plain() {
        let good = "1\n00:00:01,000 --> 00:00:02,000\nUno\ndos\n\n2\n00:00:03,000 --> 00:00:04,000\nTres\n\n";
        let plain = |text: &str| is_plain(&parse(Source::open(text.as_bytes(), None, None).unwrap()));
        for text in [good, good.trim_end(), &good.replace('\n', "\r\n"), &format!("\u{feff}{good}")] {
            assert!(plain(text), "{text:?}");
        }
        // The reader knows it already.
        let known = |text: &str| parse(Source::open(text.as_bytes(), None, None).unwrap()).strict;
        assert!(known(good) && known(&good.replace("\n", "\r\n")) && !known(good.trim_end()) && !known(""));
        for (old, new) in
            [("Uno\n", "\n"), ("01,000", "01.000"), ("Tres\n", "Tres\n\n"), ("Uno", "U\rno"), ("1\n", "1 \n")]
        {
            assert!(!plain(&good.replacen(old, new, 1)), "{old:?}");
        }
    }

    #[test]
    fn there_and_back() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nUno\n\n7\n255:59:59,998 --> 255:59:59,999\nDos\n\n";
        let document = parse(Source::open(text.as_bytes(), None, None).unwrap());
        let theirs = Subtitles::try_from(&document).unwrap();
        assert_eq!(to_text(&theirs), text);
        let far = text.replace("255:59:59,999", "256:00:00,000");
        let document = parse(Source::open(far.as_bytes(), None, None).unwrap());
        assert!(matches!(Subtitles::try_from(&document), Err((1, ToSrtlibError::OutOfRange(_)))));
    }
}
