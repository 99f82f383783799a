//! SubRip's time line: `00:00:01,000 --> 00:00:02,500`, and everything readers take for one.

use crate::time::{Clock, ClockFault, Notation};
use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_while, take_while1};
use nom::combinator::consumed;
use nom::multi::many0_count;
use nom::{IResult, Parser};
use std::ops::Range;

/// A time line's parts, counted from its first byte.
#[derive(Clone, Debug)]
pub(super) struct Timing {
    pub(super) start: Option<(Range<usize>, Clock)>,
    pub(super) end: Option<(Range<usize>, Clock)>,
    /// Everything between the stamps.
    pub(super) arrow: Range<usize>,
    /// Where what follows the out-time begins.
    pub(super) rest: usize,
    /// Form and spelling are exactly SubRip's, and nothing follows.
    pub(super) strict: bool,
}

/// Reads a line as a time line, strictly or with tolerance; both times must be there, and the first be readable.
#[inline]
pub(super) fn read(line: &[u8]) -> Option<Timing> {
    // A text line is told apart by its first byte nearly always.
    match line.first()? {
        b'0'..=b'9' => {
            // Hours have two digits nearly always, and up to four where films are counted through.
            if let Some(at) = (12..=14).find(|at| line.get(*at..at + 5) == Some(b" --> ")) {
                let start = Notation::SubRip.read(line)?;
                let end = Notation::SubRip.read(line.get(at + 5..)?)?;
                if start.len == at && start.is_strict() && end.is_strict() {
                    let stop = at + 5 + end.len;
                    return Some(Timing {
                        start: Some((0..at, start)),
                        end: Some((at + 5..stop, end)),
                        arrow: at..at + 5,
                        rest: stop,
                        strict: stop == line.len(),
                    });
                }
            }
        }
        b' ' | b'\t' | b'-' | 0xe2 | 0xef => {}
        _ => return None,
    }
    tolerant(line)
}

#[cold]
fn tolerant(line: &[u8]) -> Option<Timing> {
    memchr::memchr(b'>', line)?;
    let at = |rest: &[u8]| line.len() - rest.len();
    let (rest, _) = unseen(line).ok()?;
    let (begin, start) = (at(rest), Notation::SubRip.read(rest)?);
    let rest = &rest[start.len..];
    let arrow_begin = at(rest);
    let (rest, _) = arrow(rest).ok()?;
    let (end_begin, end) = (at(rest), Notation::SubRip.read(rest)?);
    let start = Some((begin..begin + start.len, start));
    let arrow = arrow_begin..end_begin;
    if goes_on(end, &rest[end.len..]) {
        return Some(Timing { start, end: None, arrow, rest: line.len(), strict: false });
    }
    let rest = end_begin + end.len;
    Some(Timing { start, end: Some((end_begin..rest, end)), arrow, rest, strict: false })
}

/// Whether what could be read is only the beginning of a damaged stamp: `00:00:1O,000` with a letter O is not one
/// second. A stamp whose milliseconds were read is whole, whatever is glued to it.
fn goes_on(clock: Clock, tail: &[u8]) -> bool {
    let blank = |b: &u8| matches!(b, b' ' | b'\t');
    let whole = !clock.has(ClockFault::NoFraction) && !clock.has(ClockFault::FractionDigits);
    let glued = tail.first().is_some_and(|b| !blank(b));
    !whole && (glued || tail.trim_ascii_start().first().is_some_and(u8::is_ascii_digit))
}

/// Blanks and signs nobody sees, before the in-time.
fn unseen(input: &[u8]) -> IResult<&[u8], usize, ()> {
    many0_count(alt((
        take_while1(|b| b == b' ' || b == b'\t'),
        tag("\u{feff}"),
        tag("\u{200b}"),
        direction_mark,
    )))
    .parse(input)
}

/// U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069, which editors for Arabic and Hebrew put around lines.
fn direction_mark(input: &[u8]) -> IResult<&[u8], &[u8], ()> {
    match input {
        [0xe2, 0x80, 0x8e | 0x8f | 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..] => take(3usize)(input),
        _ => Err(nom::Err::Error(())),
    }
}

/// `-->` and its misspellings: `->`, `- ->`, `—>`, `==>`, `--->`, `-->>`, `>`.
fn arrow(input: &[u8]) -> IResult<&[u8], &[u8], ()> {
    let shaft = many0_count(alt((
        take_while1(|b: u8| b" \t-=".contains(&b)),
        tag("\u{2013}"),
        tag("\u{2014}"),
        tag("\u{2212}"),
    )));
    let (rest, (all, _)) =
        consumed((shaft, take_while1(|b| b == b'>'), take_while(|b| b == b' ' || b == b'\t')))
            .parse(input)?;
    Ok((rest, all))
}

/// Reads a line that stands where a time line must stand but has no two readable times. `None` when it does
/// not look like a time line at all.
#[cold]
pub(super) fn damaged(line: &[u8], after_counter: bool) -> Option<Timing> {
    let (body, _) = unseen(line).ok()?;
    let skipped = line.len() - body.len();
    let colons = |part: &[u8]| {
        memchr::memchr_iter(b':', part).count()
            + memchr::memmem::find_iter(part, "\u{ff1a}".as_bytes()).count()
    };
    let Some(head) = memchr::memchr(b'>', body) else {
        // No arrow: the file was cut here, or the out-time is missing.
        let only_clock = body.iter().all(|b| b.is_ascii_digit() || b":,. -".contains(b));
        let cut =
            after_counter && only_clock && colons(body) >= 1 && body.first().is_some_and(u8::is_ascii_digit);
        return cut.then(|| {
            // A stamp that is not whole may have lost digits.
            let whole = Notation::SubRip.read(body).filter(|c| c.is_strict());
            let start = whole.map(|c| (skipped..skipped + c.len, c));
            Timing { start, end: None, arrow: line.len()..line.len(), rest: line.len(), strict: false }
        });
    };
    let before = &body[..head];
    let shaft = before.iter().rposition(|b| !b" \t-=".contains(b)).map_or(0, |i| i + 1);
    let (stamp, arrow_len) = (&before[..shaft], before.len() - shaft);
    // Prose that holds an arrow is no time line: a stamp is short, has two colons and digits of some kind.
    let digits = std::str::from_utf8(stamp).map_or_else(
        |_| stamp.iter().filter(|b| b.is_ascii_digit()).count(),
        |s| s.chars().filter(|c| c.is_numeric()).count(),
    );
    let clock_like = |b: &u8| b.is_ascii_digit() || b.is_ascii_punctuation();
    let too_long = stamp.len() > 64 && !stamp[..64].iter().all(clock_like);
    if arrow_len < 1 || colons(stamp) < 2 || digits < 3 || too_long {
        return None;
    }
    let clock = |part: &[u8], at: usize| {
        let (rest, _) = unseen(part).ok()?;
        let at = at + part.len() - rest.len();
        let clock = Notation::SubRip.read(rest)?;
        // A stamp that goes on behind what could be read is not that stamp.
        let behind = &rest[clock.len..];
        let blank = behind.iter().all(|b| *b == b' ' || *b == b'\t');
        let named = behind.trim_ascii().first().is_some_and(u8::is_ascii_alphabetic);
        let whole = blank || named && matches!(self::rest(behind), Rest::Coordinates | Rest::Settings);
        whole.then_some((at..at + clock.len, clock))
    };
    let after = skipped + head + body[head..].iter().take_while(|b| **b == b'>').count();
    let start = clock(stamp, skipped);
    let end = clock(&line[after..], after);
    let (after, rest) = end.as_ref().map_or((after, line.len()), |e| (e.0.start, e.0.end));
    Some(Timing { start, end, arrow: skipped + shaft..after, rest, strict: false })
}

/// Whether a text line holds an arrow with a time behind it.
#[cold]
pub(super) fn inside_text(line: &[u8]) -> bool {
    let mut arrows = memchr::memmem::find_iter(line, b"-->");
    arrows.next().is_some_and(|at| Notation::SubRip.read(line[at + 3..].trim_ascii_start()).is_some())
}

/// What stands behind the out-time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rest {
    Nothing,
    Coordinates,
    Settings,
    Other,
}

pub(super) fn rest(rest: &[u8]) -> Rest {
    if crate::syntax::is_blank(rest) {
        return Rest::Nothing;
    }
    let blank = |b: &u8| *b == b' ' || *b == b'\t';
    let trimmed = rest.trim_ascii();
    // Glued to the stamp, it is part of a damaged stamp: `,980.` or `540l`.
    if !rest.first().is_some_and(blank) {
        return Rest::Other;
    }
    let key = |word: &[u8]| memchr::memchr(b':', word).map(|i| word[..i].to_ascii_lowercase());
    let words = || trimmed.split(blank).filter(|w| !w.is_empty());
    let all = |keys: &[&[u8]]| words().all(|w| key(w).is_some_and(|k| keys.contains(&k.as_slice())));
    if all(&[b"x1", b"x2", b"y1", b"y2"]) {
        Rest::Coordinates
    } else if words().any(|w| {
        key(w).is_some_and(|k| {
            [&b"position"[..], b"align", b"line", b"size", b"vertical", b"region"].contains(&k.as_slice())
        })
    }) {
        Rest::Settings
    } else {
        Rest::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_time_line_has_two_colons_and_three_digits_at_least() {
        let is_one = |line: &str| damaged(line.as_bytes(), true).is_some();
        assert!(is_one("0:x0:1 --> 00:00:02,000"));
        assert!(!is_one("0:x:1 --> 00:00:02,000"));
        assert!(!is_one("0:x01 --> 00:00:02,000"));
        assert!(!is_one("00:x0:1 00:00:02,000"));
        // The shortest arrow there is, and none.
        assert!(is_one("00:0x:01->00:00:02,000"));
        assert!(!is_one("00:0x:01>00:00:02,000"));
        // A stamp that runs on is one still, prose as long is not.
        assert!(is_one(&format!("0:0:{}x --> 00:00:02,000", "1".repeat(80))));
        assert!(!is_one(&format!("a 1:2:3 {}--> 00:00:02,000", "сөз ".repeat(20))));
    }

    /// In-time, arrow, out-time and what follows, as they are written; `!` before the strict form.
    fn parts(line: &str, timing: Option<Timing>) -> String {
        let Some(it) = timing else { return "none".to_owned() };
        let stamp = |stamp: &Option<(Range<usize>, Clock)>| {
            stamp.as_ref().map_or("?".to_owned(), |(range, clock)| {
                format!("{}={}", &line[range.clone()], clock.time.to_millis())
            })
        };
        let arrow = &line[it.arrow];
        let arrow = if it.end.is_some() { arrow } else { arrow.trim() };
        let (start, end) = (stamp(&it.start), stamp(&it.end));
        format!("{}{start}|{arrow}|{end}|{}", if it.strict { "!" } else { "" }, &line[it.rest..])
    }

    #[test]
    fn the_parts_of_a_time_line() {
        for (line, want) in [
            ("00:00:01,000 --> 00:00:02,500", "!00:00:01,000=1000| --> |00:00:02,500=2500|"),
            ("100:00:01,000 --> 1000:00:02,000", "!100:00:01,000=360001000| --> |1000:00:02,000=3600002000|"),
            ("00:00:01,000 --> 00:00:02,500 X1:1", "00:00:01,000=1000| --> |00:00:02,500=2500| X1:1"),
            ("00:00:01,000 --> 00:00:02.500", "00:00:01,000=1000| --> |00:00:02.500=2500|"),
            (" \t00:00:01,000-->00:00:02,500", "00:00:01,000=1000|-->|00:00:02,500=2500|"),
            ("\u{feff}00:00:01,000 -> 00:00:02,500a", "00:00:01,000=1000| -> |00:00:02,500=2500|a"),
            (
                "\u{200b}\u{202a}\u{2066}00:00:01,000 > 00:00:02,500",
                "00:00:01,000=1000| > |00:00:02,500=2500|",
            ),
            ("-00:00:01,000 - -> -00:00:02,500", "-00:00:01,000=-1000| - -> |-00:00:02,500=-2500|"),
            ("00:00:01,000 \u{2014}> 00:00:02,500", "00:00:01,000=1000| \u{2014}> |00:00:02,500=2500|"),
            ("00:00:01,000 ==>> 00:00:02,500", "00:00:01,000=1000| ==>> |00:00:02,500=2500|"),
            // A stamp that goes on behind what can be read of it is not that stamp.
            ("00:00:01,000 --> 00:00:1O,000", "00:00:01,000=1000|-->|?|"),
            ("00:00:01,000 --> 00:00:02,000l", "00:00:01,000=1000| --> |00:00:02,000=2000|l"),
            ("00:00:01,000 --> 00:00:02 text", "00:00:01,000=1000| --> |00:00:02=2000| text"),
            ("00:00:01,000 --> 00:00:02 500", "00:00:01,000=1000|-->|?|"),
            ("00:00:01,000 --> ", "none"),
            ("00:00:01,000 00:00:02,500", "none"),
            ("a 00:00:01,000 --> 00:00:02,500", "none"),
            ("", "none"),
        ] {
            assert_eq!(parts(line, read(line.as_bytes())), want, "{line}");
        }
    }

    #[test]
    fn the_parts_of_a_damaged_one() {
        for (line, want) in [
            ("00:00:01,000 --> ", "00:00:01,000=1000|-->|?|"),
            ("00:0x:01,000 --> 00:00:02,500", "?| --> |00:00:02,500=2500|"),
            (" 00:0x:01,000 ->> 00:00:02,500 ", "?| ->> |00:00:02,500=2500| "),
            ("\u{feff}00:00:01,000 -> x", "00:00:01,000=1000|->|?|"),
            // Cut, or without an out-time.
            ("00:00:01,000", "00:00:01,000=1000||?|"),
            ("00:00:01,0", "?||?|"),
            ("00:", "?||?|"),
            ("00", "none"),
            ("00:00:01,000 Hola", "none"),
            ("Hola: a > b: 100", "none"),
        ] {
            assert_eq!(parts(line, damaged(line.as_bytes(), true)), want, "{line}");
        }
        // Only below a counter is a lone stamp more than text.
        assert!(damaged(b"00:00:01,000", false).is_none());
    }

    #[test]
    fn what_follows_the_times_is_told_by_its_keys() {
        for (behind, want) in [
            ("", Rest::Nothing),
            (" \t", Rest::Nothing),
            (" X1:1 X2:2 Y1:3 Y2:4", Rest::Coordinates),
            ("\tx1:1  y2:4 ", Rest::Coordinates),
            (" X1:1 X3:2", Rest::Other),
            (" X1:1 align:start", Rest::Settings),
            (" POSITION:10% size:50%", Rest::Settings),
            (" line:0 Hola", Rest::Settings),
            (" Hola: line", Rest::Other),
            ("X1:1", Rest::Other),
            (".align:start", Rest::Other),
        ] {
            assert_eq!(rest(behind.as_bytes()), want, "{behind:?}");
        }
    }

    #[test]
    fn an_arrow_with_a_time_behind_it_inside_text() {
        for (line, want) in [
            ("a --> 00:00:02,000", true),
            ("a-->  00:00:02,000 b", true),
            ("a --> b", false),
            ("a -> 00:00:02,000", false),
            ("a 00:00:02,000 -->", false),
        ] {
            assert_eq!(inside_text(line.as_bytes()), want, "{line}");
        }
    }
}
