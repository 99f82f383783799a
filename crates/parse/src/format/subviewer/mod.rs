//! SubViewer 2.0 (`.sub`): a head of `[INFORMATION]`, then `HH:MM:SS.hh,HH:MM:SS.hh`, a line of text with `[br]`
//! between its lines, a blank line.
//!
//! The head's title is kept in the model, the rest is noted as lost on conversion. Its delay is not added to the
//! times: players do not do so either. Tags for italic, bold and underlined text are common.

mod lower;
mod write;

use super::common::{Blocks, read_blocks, read_pair, share};
use super::{Format, Look, ReadOptions, Sniff};
use crate::source::Source;
use crate::syntax::{Document, Fault, Problem, ProblemKind};
use crate::time::{Decimal, Notation};

/// SubViewer 2.0.
pub static FORMAT: Format = Format {
    id: "subviewer",
    name: "SubViewer 2.0",
    extensions: &["sub"],
    sniff: Look::Text(sniff),
    parse,
    lower: lower::lower,
    take_out: super::take_out::blocks,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&write::WRITER),
};

static LOOSE: Fault = Fault::warning("subviewer-loose", "these times are not spelt HH:MM:SS.hh,HH:MM:SS.hh");
static DELAY: Fault = Fault::warning(
    "subviewer-delay",
    "the head asks for a delay; players ignore it, and so are the times here",
)
.help("if the film needs the delay, move the times by it");

const NOTATION: Notation = Notation::Decimal(Decimal::CENTIS);

static HOW: Blocks = Blocks { id: "subviewer", notation: NOTATION, header, strict, loose: &LOOSE };

/// `[TITLE]…`: capital letters and blanks in brackets.
fn header(line: &[u8]) -> bool {
    let key = line.strip_prefix(b"[").and_then(|rest| rest.get(..memchr::memchr(b']', rest)?));
    key.is_some_and(|key| !key.is_empty() && key.iter().all(|b| b.is_ascii_uppercase() || *b == b' '))
}

/// `HH:MM:SS.hh,HH:MM:SS.hh`, hours of two digits or more.
fn strict(line: &[u8]) -> bool {
    let half = |half: &[u8]| {
        let hours = half.iter().take_while(|b| b.is_ascii_digit()).count();
        let rest = half.get(hours..).unwrap_or_default();
        let shape = |(at, b): (usize, &u8)| match at {
            0 | 3 => *b == b':',
            6 => *b == b'.',
            _ => b.is_ascii_digit(),
        };
        hours > 1 && rest.len() == 9 && rest.iter().enumerate().all(shape)
    };
    let comma = memchr::memchr(b',', line);
    comma.is_some_and(|at| {
        half(line.get(..at).unwrap_or_default()) && half(line.get(at + 1..).unwrap_or_default())
    })
}

fn sniff(text: &str) -> Sniff {
    let pair = |line: &[u8]| read_pair(line, NOTATION, false).is_some();
    let head = share(text, |line| line.trim_ascii().eq_ignore_ascii_case(b"[INFORMATION]")).1 > 0;
    if head && share(text, pair).1 > 0 {
        return Sniff { score: 95, reason: "an [INFORMATION] head and lines of two times" };
    }
    if share(text, strict).1 > 0 {
        return Sniff { score: 90, reason: "a line HH:MM:SS.hh,HH:MM:SS.hh" };
    }
    match share(text, pair).1 {
        0 => Sniff::NO,
        _ => Sniff { score: 35, reason: "two times with a comma between them" },
    }
}

fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    let mut document = read_blocks(source, &HOW);
    let delayed = lower::head(&document).find(|(key, value, _)| {
        key.eq_ignore_ascii_case("DELAY") && value.bytes().any(|b| (b'1'..=b'9').contains(&b))
    });
    if let Some((_, _, span)) = delayed {
        let at = document.problems.partition_point(|p| p.span < span);
        document.problems.insert(at, Problem { kind: ProblemKind::Own(&DELAY), span, cue: None });
    }
    document.take_off(options.start)
}

#[cfg(test)]
mod tests;
