//! Advanced SubStation Alpha (`.ass`) and SubStation Alpha v4 (`.ssa`).
//!
//! There is no standard; what the players libass and VSFilter do is one. Sections hold lines of fields, and `Format:`
//! lines say in which order. Read and kept: every section, known or not. Moved by a retime: the times of events shown
//! or not, and every time inside their text. Lowered to the model: letters in italics, bold, underlined, struck out
//! and coloured, places, fades, who speaks. Everything else (fonts, borders, movement, drawings, karaoke) is listed as
//! a loss. Attached fonts and pictures are never decoded, and their names never used.

mod codes;
mod columns;
mod faults;
mod head;
mod inner;
mod lower;
mod parse;
mod script;
mod slots;
mod stamp;
mod styles;
mod tags;
mod text;
mod write;

use super::{Format, Look, ReadOptions, Sniff};
use crate::base::Span;
use crate::source::Source;
use crate::syntax::scan;
use script::Section;

pub use lower::lower;
pub use parse::parse;

/// Advanced SubStation Alpha; SSA v4 is read as well, and written as its successor.
pub static FORMAT: Format = Format {
    id: "ass",
    name: "Advanced SubStation Alpha",
    extensions: &["ass", "ssa"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse(source).take_off(options.start),
    lower,
    take_out: super::take_out::lines,
    write: Some(&write::WRITER),
};

/// `[Script Info]` at the head is certain. Other sections and lines with two times may be words in a file of another
/// kind, so a time line of that kind weighs more.
fn sniff(text: &str) -> Sniff {
    const HEAD: usize = 1 << 16;
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = &body.as_bytes()[..body.len().min(HEAD)];
    let mut best = Sniff::NO;
    let mut first = true;
    scan(head, |line| {
        let line = Span::new(line.start, line.end).of(body).trim();
        if best.score >= 85 || line.is_empty() || line.starts_with(';') {
            return;
        }
        let at_top = std::mem::replace(&mut first, false);
        let seen = match script::is_own_section(line) {
            Some(Section::Info) if at_top => Sniff { score: 100, reason: "[Script Info] at its head" },
            Some(Section::Info) => Sniff { score: 85, reason: "a section [Script Info]" },
            Some(Section::Events) => Sniff { score: 85, reason: "a section [Events]" },
            Some(_) => Sniff { score: 85, reason: "a section of styles" },
            None if is_dialogue(line) => Sniff { score: 80, reason: "a Dialogue line with two times" },
            None => return,
        };
        if seen.score > best.score {
            best = seen;
        }
    });
    best
}

fn is_dialogue(line: &str) -> bool {
    let Some(fields) = line.strip_prefix("Dialogue:") else { return false };
    fields.split(',').take(16).filter(|field| stamp::read(field.trim()).is_some()).count() >= 2
}

#[cfg(test)]
mod tests;
