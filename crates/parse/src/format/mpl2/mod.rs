//! MPL2 (`.txt`, `.mpl`): a cue a line, `[start][end]text|second line`, counted in tenths of a second.
//!
//! The format of Polish players of about 2005, without a standard. At the start of a line `/` says italic, `\` bold
//! and `_` underlined; there is no other markup.

use super::common::{
    Builder, Counted, common_style, fields, lines_of, read_counted, share, start_with, take_lines, times_of,
    without,
};
use super::write::{Body, Carries, Target, WriteError, Writer, Written};
use super::{Format, Look, ReadOptions, Sniff};
use crate::base::Span;
use crate::model::{Style, Track};
use crate::source::Source;
use crate::syntax::{Document, is_blank, scan};
use crate::time::{Clockwork, PerSecond, Unit};
use std::fmt::Write as _;

/// MPL2.
pub static FORMAT: Format = Format {
    id: "mpl2",
    name: "MPL2",
    extensions: &["mpl", "txt"],
    sniff: Look::Text(sniff),
    parse,
    lower,
    take_out: take_lines,
    parts: None,
    programme_start: None,
    windows: None,
    write: Some(&WRITER),
};

static HOW: Counted = Counted { id: "mpl2", brackets: *b"[]", unit: Unit::Deciseconds };

fn sniff(text: &str) -> Sniff {
    match share(text, |line| fields(line, HOW.brackets).is_some()) {
        (all, hits) if hits * 2 > all => {
            Sniff { score: 90, reason: "lines that begin with two numbers in brackets" }
        }
        (_, hits) if hits > 0 => Sniff { score: 20, reason: "a few lines with two numbers in brackets" },
        _ => Sniff::NO,
    }
}

fn parse<'a>(source: Source<'a>, options: &ReadOptions) -> Document<'a> {
    read_counted(source, &HOW, Clockwork::default(), |_, _, _| false).take_off(options.start)
}

fn lower<'d>(document: &'d Document<'_>) -> Track<'d> {
    let text = document.source.text();
    let mut builder = Builder::new(document);
    for node in &document.cues {
        let body = node.text.of(text);
        scan(body.as_bytes(), |l| {
            let mut at = node.text.start as usize + l.start;
            for part in body.get(l.start..l.end).unwrap_or_default().split('|') {
                let span = Span::new(at, at + part.len());
                at += part.len() + 1;
                let (style, marks) = marks(part);
                builder.verbatim(Span::new(span.start as usize + marks, span.end as usize), style);
                if !is_blank(part.as_bytes()) || l.start == 0 {
                    builder.end_line(span);
                }
            }
        });
        builder.end_cue(node, None, None);
    }
    builder.track
}

/// The style that the signs at the start of a line say, and how many they are.
fn marks(line: &str) -> (Style, usize) {
    let mut style = Style::default();
    for (len, sign) in line.bytes().enumerate() {
        match sign {
            b'/' => style.italic = true,
            b'\\' => style.bold = true,
            b'_' => style.underline = true,
            _ => return (style, len),
        }
    }
    // A line of nothing but such signs is text.
    (Style::default(), 0)
}

/// Three signs at the start of a line.
static WRITER: Writer = Writer {
    carries: Carries { italic: true, bold: true, underline: true, ..Carries::NONE },
    template: None,
    utf8_only: false,
    write,
};

fn write(track: &Track<'_>, _: &Target<'_>) -> Result<Written, WriteError> {
    let (mut out, mut losses) = (String::new(), Vec::new());
    let tenths = PerSecond::new(10, 1).ok_or(WriteError::FrameRate)?;
    for (index, cue) in track.cues.iter().enumerate() {
        let Some((start, end)) = times_of(cue, index, tenths, &mut losses)? else { continue };
        let Some(lines) = lines_of(track, cue, index, &mut losses) else { continue };
        // Writing to a String cannot fail.
        let _ = write!(out, "[{}][{}]", start.to_unit(10), end.to_unit(10));
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                out.push('|');
            }
            let style = common_style(&line, WRITER.carries, index, &mut losses);
            let signs = [(style.italic, '/'), (style.bold, '\\'), (style.underline, '_')];
            out.extend(signs.into_iter().filter(|(on, _)| *on).map(|(_, sign)| sign));
            let text: String = line.iter().map(|piece| piece.text.as_ref()).collect();
            let text = without(&text, "|", "/", index, &mut losses).into_owned();
            let taken = text.starts_with(['/', '\\', '_']);
            out.push_str(&start_with(text, taken, index, &mut losses));
        }
        out.push('\n');
    }
    Ok(Written { body: Body::Text(out), losses })
}

#[cfg(test)]
mod tests;
