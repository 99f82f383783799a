//! SubRip (`.srt`): no standard, one strict form, and thirty years of variants.
//!
//! Strict form: a counter, `HH:MM:SS,mmm --> HH:MM:SS,mmm`, text lines, a blank line. Everything else that
//! readers are asked to survive is recovered and reported; nothing is dropped. Inline markup (`<i> <b> <u>
//! <font>`, `{\an8}` and other brace codes) lowers to styled runs.

mod losses;
mod lower;
mod markup;
mod parse;
mod spell;
#[cfg(feature = "srtlib")]
pub mod strict;
mod timing;
mod window;
mod write;

use super::{Format, Look, ReadOptions, Sniff};
use crate::source::Source;

pub use lower::lower;
pub use parse::parse;
pub use spell::spell_line;
pub use window::last_cut;

/// SubRip.
pub static FORMAT: Format = Format {
    id: "srt",
    name: "SubRip",
    extensions: &["srt", "msrt"],
    sniff: Look::Text(sniff),
    parse: |source: Source<'_>, options: &ReadOptions| parse(source).take_off(options.start),
    lower,
    take_out: super::take_out::blocks,
    parts: None,
    programme_start: None,
    windows: Some(&window::WINDOWS),
    write: Some(&write::WRITER),
};

/// What is said where a time line is found.
pub(super) const SEEN: Sniff = Sniff { score: 90, reason: "a SubRip time line" };

/// Whether a text begins with a counter and a strict time line, each on a line of its own.
pub(super) fn begins_strictly(text: &str) -> bool {
    let bytes = text.trim_start_matches('\u{feff}').as_bytes();
    window::begins_block(bytes, 0)
}

/// A time line with an arrow within the first lines decides. A WebVTT file under the name `.srt` is read too,
/// as its cues have the same shape, but with a low score.
fn sniff(text: &str) -> Sniff {
    let head = &text.as_bytes()[..text.len().min(1 << 16)];
    let webvtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut found = false;
    crate::syntax::scan(head, |line| {
        found = found || timing::read(&head[line.start..line.end]).is_some();
    });
    match (found, webvtt) {
        (true, false) => SEEN,
        (true, true) => Sniff { score: 40, reason: "SubRip time lines behind a WebVTT header" },
        // The first 64 KiB may be blank lines or one long text.
        (false, _)
            if text.len() > head.len() && memchr::memmem::find(text.as_bytes(), b" --> ").is_some() =>
        {
            Sniff { score: 30, reason: "an arrow between times, far into the file" }
        }
        _ => Sniff { score: 0, reason: "no time line" },
    }
}

#[cfg(test)]
mod tests;
