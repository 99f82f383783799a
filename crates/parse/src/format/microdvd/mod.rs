//! MicroDVD (`.sub`): a cue a line, `{start}{end}text|second line`, counted in frames.
//!
//! There is no standard. The frame rate stands in a first line `{1}{1}23.976`, or the user names it; it is never
//! guessed, since a wrong one puts every cue out of place. Without it the cues have no times, and
//! [`RATE_UNKNOWN`] says so. Codes in braces style a line (small letter) or the rest of the cue (capital letter);
//! `{f:} {s:} {h:} {o:}` are read and not kept in the model.

mod codes;
mod lower;
mod rate;
mod write;

use super::common::{Counted, Fields, fields, read_counted, share, take_lines};
use super::{Format, Look, ReadOptions, Sniff};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::{Document, Fault, Problem, ProblemKind, RATE_UNKNOWN};
use crate::time::{Clockwork, Unit};

/// MicroDVD.
pub static FORMAT: Format = Format {
    id: "microdvd",
    name: "MicroDVD",
    extensions: &["sub"],
    sniff: Look::Text(sniff),
    parse,
    lower: lower::lower,
    take_out: take_lines,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&write::WRITER),
};

static RATE_UNREADABLE: Fault = Fault::error("microdvd-rate-unreadable", "this frame rate cannot be read")
    .help("write one like 23.976, or name the film's frame rate with --fps");

static RATE_ODD: Fault =
    Fault::warning("microdvd-rate-odd", "an unusual frame rate; it is taken exactly as it is written")
        .help("check it against the film");

static RATE_COMMA: Fault = Fault::warning(
    "microdvd-rate-comma",
    "the frame rate is written with a comma; players may read its whole part alone",
)
.help("write 23.976 with a point");

static HOW: Counted = Counted { id: "microdvd", brackets: *b"{}", unit: Unit::Frames };

fn sniff(text: &str) -> Sniff {
    match share(text, |line| fields(line, HOW.brackets).is_some()) {
        (all, hits) if hits * 2 > all => {
            Sniff { score: 90, reason: "lines that begin with two frame numbers in braces" }
        }
        (_, hits) if hits > 0 => Sniff { score: 20, reason: "a few lines with two numbers in braces" },
        _ => Sniff::NO,
    }
}

fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    let clockwork = Clockwork { frames: options.rate.map(Into::into), ..Clockwork::default() };
    let mut first = true;
    let mut document = read_counted(source, &HOW, clockwork, |document, fields, line| {
        std::mem::take(&mut first) && rate_line(document, fields, line)
    });
    if document.clockwork.frames.is_none()
        && let Some(cue) = document.cues.first()
    {
        let problem = Problem { kind: ProblemKind::Own(&RATE_UNKNOWN), span: cue.timing, cue: None };
        let at = document.problems.partition_point(|p| p.span < problem.span);
        document.problems.insert(at, problem);
    }
    document.take_off(options.start)
}

/// Whether a line is `{1}{1}25`, which names the frame rate and is no cue. The film's rate as the file says it is
/// above what the user names.
fn rate_line(document: &mut Document<'_>, fields: &Fields, line: Span) -> bool {
    let text = line.of(document.source.text());
    let (from, to) = (text.get(fields.start.clone()), text.get(fields.end.clone()));
    let body = text.get(fields.len..).unwrap_or_default().trim();
    if from != to || !matches!(from, Some("0" | "1")) || !rate::looks_like_one(body) {
        return false;
    }
    let span = Span::new(line.start as usize + fields.len, line.end as usize);
    let fault = match rate::read(body) {
        Some(rate) => {
            document.clockwork.frames = Some(rate.per_second);
            document.clockwork.stated = true;
            let comma = body.contains(',').then_some(&RATE_COMMA);
            comma.or(rate.odd.then_some(&RATE_ODD))
        }
        None => Some(&RATE_UNREADABLE),
    };
    document.problems.extend(fault.map(|fault| Problem { kind: ProblemKind::Own(fault), span, cue: None }));
    true
}

#[cfg(test)]
mod tests;
