//! Subtitles of digital cinema packages: SMPTE 428-7 (`SubtitleReel`) and Interop (`DCSubtitle`).
//!
//! A `Subtitle` is a cue, each `Text` in it a line with a place of its own; lines are read from the top of the screen to
//! its bottom. Times of SMPTE are labels of edit units (`TimeCodeRate` a second), those of Interop ticks of 4 ms
//! (`HH:MM:SS:TTT`) or decimal fractions. Where `StartTime` is not zero and no in-time is before it, times count
//! from it.
//!
//! Fades are times of their own: how long a cue takes to appear from its in-time on, and to go from its out-time on.
//! They do not move with a shift; a change of rate changes their length. One of no length stays so. A fade that is
//! not written is 20 ticks in Interop and none in SMPTE.
//!
//! Read and kept, and not part of the model: fonts with their sizes and effects, pictures, depth, rotation, the spacing
//! of lines. Written is one reel in white letters of 42 points with a border; `write` says how.

mod asked;
mod faults;
mod head;
mod languages;
mod lower;
mod parse;
mod place;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod uuid;
mod write;

use super::{Format, Look, Sniff};
use crate::base::{Edit, Span};
use crate::syntax::{Document, ProblemKind};
use crate::time::Time;
pub use asked::{INTEROP_LIMITS, SMPTE_LIMITS};
use lower::lower;
use times::Family;

/// SMPTE 428-7.
pub static SMPTE: Format = Format {
    id: "dcp",
    name: "D-Cinema subtitles (SMPTE 428-7)",
    extensions: &["xml"],
    sniff: Look::Text(|text| sniff(text, "SubtitleReel", "the root element SubtitleReel of SMPTE 428-7")),
    parse: |source, options| parse::parse(source, options, Family::Smpte),
    lower,
    take_out,
    parts: None,
    programme_start: Some(|_| Some(Time::ZERO)),
    windows: None,
    write: Some(&write::SMPTE),
};

/// Interop.
pub static INTEROP: Format = Format {
    id: "dcp-interop",
    name: "D-Cinema subtitles (Interop)",
    extensions: &["xml"],
    sniff: Look::Text(|text| sniff(text, "DCSubtitle", "the root element DCSubtitle of Interop")),
    parse: |source, options| parse::parse(source, options, Family::Interop),
    lower,
    take_out,
    parts: None,
    programme_start: Some(|_| Some(Time::ZERO)),
    windows: None,
    write: Some(&write::INTEROP),
};

/// Whether the `StartTime` of a document counts for nothing, as times before it are used.
#[must_use]
pub fn ignores_start(document: &Document<'_>) -> bool {
    let ignored = |kind| matches!(kind, ProblemKind::Own(fault) if std::ptr::eq(fault, &raw const faults::START_IGNORED));
    document.problems.iter().any(|problem| ignored(problem.kind))
}

/// The root element decides. Its name is looked for behind the XML declaration and comments, not far into the file.
fn sniff(text: &str, root: &str, reason: &'static str) -> Sniff {
    const FAR: usize = 1 << 14;
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if text.len() - rest.len() > FAR => return Sniff::NO,
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        let Some(behind) = rest.find(end).and_then(|at| rest.get(at + end.len()..)) else { return Sniff::NO };
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or("");
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
    let local = name.rsplit(':').next().unwrap_or("");
    if local == root { Sniff { score: 95, reason } } else { Sniff::NO }
}

/// Takes out the elements `Subtitle`, each with its line where nothing else stands there. One that holds another
/// stays, unless that is taken out too.
fn take_out(document: &Document<'_>, cues: &[usize]) -> Result<Vec<Edit>, usize> {
    let mut edits: Vec<Edit> = Vec::with_capacity(cues.len());
    for (at, index) in cues.iter().enumerate() {
        let span = element(document, *index).ok_or(*index)?;
        if edits.last().is_some_and(|edit| span.start < edit.span.end) {
            continue;
        }
        let inside = (index + 1..).zip(document.cues.get(index + 1..).unwrap_or_default());
        let inside = inside.take_while(|(_, cue)| cue.timing.start < span.end).map(|(inside, _)| inside);
        if !inside.eq(cues
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .copied()
            .take_while(|other| document.cues.get(*other).is_some_and(|cue| cue.timing.start < span.end)))
        {
            return Err(*index);
        }
        edits.push(Edit::new(span, *b""));
    }
    Ok(edits)
}

/// All of the element of a cue, with the line it has for itself.
fn element(document: &Document<'_>, index: usize) -> Option<Span> {
    let text = document.source.text();
    let cue = document.cues.get(index)?;
    let start = cue.timing.start as usize;
    let inside = (cue.text.end.max(cue.timing.end)) as usize;
    let rest = text.get(inside..)?;
    let end = if rest.starts_with("</") { inside + rest.find('>')? + 1 } else { inside };
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    let blank = |c: char| c == ' ' || c == '\t';
    let indent = before.trim_end_matches(blank);
    let tail = after.trim_start_matches(blank);
    let newline = ["\r\n", "\n", "\r"].into_iter().find(|newline| tail.starts_with(newline));
    let alone = indent.is_empty() || indent.ends_with(['\n', '\r']);
    Some(match newline.filter(|_| alone) {
        Some(newline) => Span::new(indent.len(), text.len() - tail.len() + newline.len()),
        None => Span::new(start, end),
    })
}
