//! SBV (`.sbv`), what YouTube takes and gives: `H:MM:SS.mmm,H:MM:SS.mmm`, lines of text, a blank line.
//!
//! No counter, no head, no markup: what looks like a tag is text.

use super::common::{
    Blocks, Builder, lines_of, no_times, read_blocks, read_pair, share, spell_clock, times_of,
};
use super::write::{Body, Carries, Target, WriteError, Writer, Written};
use super::{Format, Look, ReadOptions, Sniff};
use crate::base::Span;
use crate::model::Track;
use crate::source::Source;
use crate::syntax::{Document, Fault, scan};
use crate::time::{Decimal, Notation, PerSecond};

/// SBV.
pub static FORMAT: Format = Format {
    id: "sbv",
    name: "SBV (YouTube)",
    extensions: &["sbv"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| read_blocks(source, &HOW).take_off(options.start),
    lower,
    take_out: super::take_out::blocks,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&WRITER),
};

static LOOSE: Fault = Fault::warning("sbv-loose", "these times are not spelt H:MM:SS.mmm,H:MM:SS.mmm");

const NOTATION: Notation = Notation::Decimal(Decimal::SHORT_MILLIS);

static HOW: Blocks = Blocks { id: "sbv", notation: NOTATION, header: |_| false, strict, loose: &LOOSE };

/// `H:MM:SS.mmm,H:MM:SS.mmm`, hours of one digit or more.
fn strict(line: &[u8]) -> bool {
    let half = |half: &[u8]| {
        let hours = half.iter().take_while(|b| b.is_ascii_digit()).count();
        let rest = half.get(hours..).unwrap_or_default();
        let shape = |(at, b): (usize, &u8)| match at {
            0 | 3 => *b == b':',
            6 => *b == b'.',
            _ => b.is_ascii_digit(),
        };
        hours > 0 && rest.len() == 10 && rest.iter().enumerate().all(shape)
    };
    let comma = memchr::memchr(b',', line);
    comma.is_some_and(|at| {
        half(line.get(..at).unwrap_or_default()) && half(line.get(at + 1..).unwrap_or_default())
    })
}

fn sniff(text: &str) -> Sniff {
    let short = |line: &[u8]| strict(line) && line.get(1) == Some(&b':');
    if share(text, short).1 > 0 {
        return Sniff { score: 90, reason: "a line H:MM:SS.mmm,H:MM:SS.mmm" };
    }
    if share(text, strict).1 > 0 {
        return Sniff { score: 80, reason: "two times with milliseconds and a comma between them" };
    }
    match share(text, |line| read_pair(line, NOTATION, false).is_some()).1 {
        0 => Sniff::NO,
        _ => Sniff { score: 30, reason: "two times with a comma between them" },
    }
}

fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for node in &document.cues {
        let body = node.text.of(text);
        scan(body.as_bytes(), |l| {
            let span = Span::new(l.start, l.end).offset(node.text.start as usize);
            builder.verbatim(span, crate::model::Style::default());
            builder.end_shown_line(span);
        });
        builder.end_cue(node, None, None);
    }
    builder.track
}

/// Text and times, no more.
static WRITER: Writer = Writer { carries: Carries::NONE, template: None, utf8_only: false, write };

fn write(track: &Track<'_>, _: &Target<'_>) -> Result<Written, WriteError> {
    let (mut out, mut losses) = (String::new(), Vec::new());
    let grain = PerSecond::new(1000, 1).ok_or(WriteError::FrameRate)?;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = times_of(cue, index, grain, &mut losses)? else { continue };
        let Some(lines) = lines_of(track, cue, index, &mut losses) else { continue };
        let clock = |time| spell_clock(time, 3, 1).unwrap_or_default();
        out.push_str(&format!("{},{}\n", clock(start), clock(end)));
        for line in lines.iter() {
            let text: String = line.iter().map(|piece| piece.text.as_ref()).collect();
            out.push_str(&no_times(text, NOTATION, index, &mut losses));
            out.push('\n');
        }
        out.push('\n');
    }
    Ok(Written { body: Body::Text(out), losses })
}

#[cfg(test)]
mod tests;
