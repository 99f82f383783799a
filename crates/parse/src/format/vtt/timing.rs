//! The line with a cue's times: as the standard reads it, and as people misspell it.

use crate::time::{Clock, ClockFault, Decimal, Notation, Time};
use std::ops::Range;

/// WebVTT's own spelling.
pub(super) const NOTATION: Notation = Notation::Decimal(Decimal::MILLIS);

/// Hours of more digits than this are beyond [`Time`], whatever they are.
const LONGEST_HOURS: usize = 12;

/// A stamp in the standard's spelling.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    pub(super) range: Range<usize>,
    /// `None` beyond the range of [`Time`]: the standard sets no limit to hours.
    pub(super) time: Option<Time>,
}

/// A time line the standard accepts.
#[derive(Clone, Debug)]
pub(super) struct Timing {
    pub(super) start: Stamp,
    pub(super) end: Stamp,
    /// Where the settings begin.
    pub(super) rest: usize,
    /// Blanks stand on both sides of the arrow, and behind the out-time where something follows.
    pub(super) tidy: bool,
}

/// Reads a time line by the standard's rules.
pub(super) fn strict(line: &[u8]) -> Option<Timing> {
    plain(line).or_else(|| strict_slowly(line))
}

/// A line that begins `HH:MM:SS.mmm --> HH:MM:SS.mmm`, as nearly all do, with nothing or a blank behind.
#[inline]
fn plain(line: &[u8]) -> Option<Timing> {
    let (times, rest) = line.split_first_chunk::<29>()?;
    let (start, end) = Notation::strict_line_with_stops(times)?;
    rest.first().is_none_or(|b| is_blank(*b)).then_some(Timing {
        start: Stamp { range: 0..12, time: Some(start) },
        end: Stamp { range: 17..29, time: Some(end) },
        rest: 29,
        tidy: true,
    })
}

fn strict_slowly(line: &[u8]) -> Option<Timing> {
    let start = stamp(line, skip(line, 0))?;
    let arrow = skip(line, start.range.end);
    (line.get(arrow..arrow + 3)? == b"-->").then_some(())?;
    let begin = skip(line, arrow + 3);
    let end = stamp(line, begin)?;
    let rest = end.range.end;
    let tidy = arrow > start.range.end
        && begin > arrow + 3
        && start.range.start == 0
        && line.get(rest).is_none_or(|b| is_blank(*b));
    Some(Timing { start, end, rest, tidy })
}

/// A stamp that is the whole of `text`, as in a tag.
pub(super) fn whole_stamp(text: &str) -> Option<Stamp> {
    stamp(text.as_bytes(), 0).filter(|stamp| stamp.range.end == text.len())
}

/// ASCII white space.
fn is_blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

fn skip(line: &[u8], at: usize) -> usize {
    at + line.get(at..).map_or(0, |rest| rest.iter().take_while(|b| is_blank(**b)).count())
}

/// The stamp at `from`, to the letter: `[H+:]MM:SS.mmm`.
fn stamp(line: &[u8], from: usize) -> Option<Stamp> {
    let digits = |at: usize| {
        let rest = line.get(at..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let number = |range: Range<usize>| -> Option<i64> {
        let run = line.get(range).filter(|run| run.len() <= LONGEST_HOURS)?;
        Some(run.iter().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
    };
    let two = |at: usize| (digits(at) == 2).then(|| number(at..at + 2)).flatten();
    let sign = |at: usize, sign: u8| (line.get(at) == Some(&sign)).then_some(at + 1);
    let first = digits(from);
    if first == 0 {
        return None;
    }
    let one = number(from..from + first);
    let hours = first != 2 || one.is_none_or(|n| n > 59);
    let at = sign(from + first, b':')?;
    let second = two(at)?;
    let at = at + 2;
    let (h, m, s, at) = if hours || line.get(at) == Some(&b':') {
        let at = sign(at, b':')?;
        (one, second, two(at)?, at + 2)
    } else {
        (Some(0), one?, second, at)
    };
    let at = sign(at, b'.')?;
    if digits(at) != 3 || m > 59 || s > 59 {
        return None;
    }
    let ms = number(at..at + 3)?;
    let time = h
        .and_then(|h| h.checked_mul(3600)?.checked_add(m * 60 + s)?.checked_mul(1000)?.checked_add(ms))
        .and_then(Time::from_millis);
    Some(Stamp { range: from..at + 3, time })
}

/// A time line the standard refuses, with what can be read of it.
#[derive(Clone, Debug)]
pub(super) struct Loose {
    pub(super) start: Option<(Range<usize>, Clock)>,
    pub(super) end: Option<(Range<usize>, Clock)>,
    /// Where the in-time should stand, the arrow, and where the out-time should stand.
    pub(super) before: Range<usize>,
    pub(super) arrow: Range<usize>,
    pub(super) after: Range<usize>,
    /// Where what follows the out-time begins.
    pub(super) rest: usize,
}

/// Reads a time line with tolerance: other signs before the fraction, other arrows, one of the times missing.
/// `None` when it does not look like one.
#[cold]
pub(super) fn loose(line: &[u8]) -> Option<Loose> {
    let arrow = arrow(line)?;
    let (before, after) = (0..arrow.start, arrow.end..line.len());
    let start = clock(line, before.clone()).filter(|(range, _)| skip(line, range.end) >= arrow.start);
    let end = clock(line, after.clone()).filter(|(range, clock)| !goes_on(line, range.end, *clock));
    // Prose with an arrow in it is no time line: a damaged stamp is short and has digits and a colon or dot.
    let like = |range: &Range<usize>| {
        let part = line.get(range.clone()).unwrap_or_default().trim_ascii();
        let word = part.split(|b| is_blank(*b)).next().unwrap_or_default();
        word.len() <= 64 && word.iter().any(u8::is_ascii_digit) && word.iter().any(|b| b":.,".contains(b))
    };
    if start.is_none() && end.is_none() && !(like(&before) && like(&after)) {
        return None;
    }
    let rest = end.as_ref().map_or(line.len(), |it| it.0.end);
    Some(Loose { start, end, before, arrow, after, rest })
}

/// The first `>` with a shaft before it: `-->`, `->`, `--->`, `==>`, `—>`, `->>`.
fn arrow(line: &[u8]) -> Option<Range<usize>> {
    let head = memchr::memchr(b'>', line)?;
    let mut start = head;
    loop {
        let before = line.get(..start)?;
        let dash = ["\u{2013}", "\u{2014}", "\u{2212}"].iter().any(|dash| before.ends_with(dash.as_bytes()));
        match before.last() {
            Some(b'-' | b'=') => start -= 1,
            _ if dash => start -= 3,
            _ => break,
        }
    }
    let end = head + line.get(head..)?.iter().take_while(|b| **b == b'>').count();
    (start < head).then_some(start..end)
}

fn clock(line: &[u8], range: Range<usize>) -> Option<(Range<usize>, Clock)> {
    let part = line.get(range.clone())?;
    let unseen = |part: &[u8]| {
        let marks = ["\u{feff}", "\u{200b}", "\u{200e}", "\u{200f}", "\u{a0}"];
        let mark = marks.iter().find(|mark| part.starts_with(mark.as_bytes())).map_or(0, |mark| mark.len());
        if part.first().is_some_and(|b| is_blank(*b)) { 1 } else { mark }
    };
    let mut skipped = 0;
    while let len @ 1.. = unseen(part.get(skipped..)?) {
        skipped += len;
    }
    let clock = NOTATION.read(part.get(skipped..)?)?;
    let from = range.start + skipped;
    Some((from..from + clock.len, clock))
}

/// Whether what could be read is only the beginning of a damaged stamp: `00:1O.000` with a letter O is not ten
/// minutes. A stamp whose milliseconds were read is whole, whatever is glued to it.
fn goes_on(line: &[u8], end: usize, clock: Clock) -> bool {
    let whole = !clock.has(ClockFault::NoFraction) && !clock.has(ClockFault::FractionDigits);
    !whole && line.get(end).is_some_and(|b| !is_blank(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> Option<i64> {
        whole_stamp(text).map(|s| s.time.map_or(-1, Time::to_millis))
    }

    #[test]
    fn stamps_to_the_letter() {
        for (text, want) in [
            ("00:01.000", Some(1000)),
            ("59:59.999", Some(3_599_999)),
            ("60:00.000", None),
            ("60:00:00.000", Some(216_000_000)),
            ("1:00:00.000", Some(3_600_000)),
            ("001:00:00.000", Some(3_600_000)),
            ("100:00:00.000", Some(360_000_000)),
            ("9999999999:00:00.000", Some(-1)),
            ("99999999999999999999:00:00.000", Some(-1)),
            ("1:00.000", None),
            ("00:00:60.000", None),
            ("00:60:00.000", None),
            ("00:00:1.000", None),
            ("00:00:01,000", None),
            ("00:00:01.00", None),
            ("00:00:01.0000", None),
            ("-00:00:01.000", None),
            ("00:00:01", None),
            ("00:01.000:", None),
            ("", None),
        ] {
            assert_eq!(ms(text), want, "{text}");
        }
    }

    #[test]
    fn lines_to_the_letter() {
        for good in [
            "00:00.000 --> 00:01.000",
            "00:00.000-->00:01.000",
            "\t00:00.000\x0c-->  00:00:01.000\t",
            "00:00.000 --> 00:01.000align:start",
        ] {
            assert!(strict(good.as_bytes()).is_some(), "{good}");
        }
        for bad in ["00:00.000 -> 00:01.000", "00:00.000\x0b--> 00:01.000", "00:00.000 -->", "x --> y", ""] {
            assert!(strict(bad.as_bytes()).is_none(), "{bad}");
        }
    }

    #[test]
    fn plain_lines_are_read_as_all_others() {
        let (mut quick, good) = (0, *b"01:22:33.444 --> 15:16:57.898 l");
        for at in 0..good.len() {
            for byte in 0..=u8::MAX {
                let mut line = good;
                line[at] = byte;
                for line in [&line[..], &line[..29], &line[..23]] {
                    quick += usize::from(plain(line).is_some());
                    assert_eq!(
                        format!("{:?}", strict(line)),
                        format!("{:?}", strict_slowly(line)),
                        "{byte:#x} at {at}"
                    );
                }
            }
        }
        assert!(quick > 256, "{quick} lines were plain");
    }

    #[test]
    fn lines_with_tolerance() {
        let read = |text: &str| {
            let it = loose(text.as_bytes())?;
            let time = |t: &Option<(Range<usize>, Clock)>| t.as_ref().map(|t| t.1.time.to_millis());
            Some((time(&it.start), time(&it.end), text[it.rest..].to_owned()))
        };
        let some = |a: i64, b: i64, rest: &str| Some((Some(a), Some(b), rest.to_owned()));
        assert_eq!(read("00:00:01,000 --> 00:00:02,500"), some(1000, 2500, ""));
        assert_eq!(read("00:00:01.000 -> 00:00:02.500 line:0"), some(1000, 2500, " line:0"));
        assert_eq!(read("\u{feff}00:01 ---> 00:02.5"), some(1000, 2500, ""));
        assert_eq!(read("00:00:01.000 \u{2014}> 00:00:02.500"), some(1000, 2500, ""));
        assert_eq!(read("00:00:01.000 -->"), Some((Some(1000), None, String::new())));
        assert_eq!(read("00:02.bad --> 00:03.456"), Some((None, Some(3456), String::new())));
        assert_eq!(read("00:00:01.000 --> 00:1O.000"), Some((Some(1000), None, String::new())));
        assert_eq!(read("0.0.0 --> x"), None);
        for prose in ["a --> b", "-->", "x > y", "1 -> 2", "see 3.5 -> that"] {
            assert_eq!(read(prose), None, "{prose}");
        }
    }
}
