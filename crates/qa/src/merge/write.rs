//! The merged track as a SubRip file.

use super::{Merged, MergedCue};
use std::fmt::Write;

/// Spells a merged track as SubRip: UTF-8, LF, counters from 1, one blank line after each cue.
///
/// Times are rounded to the millisecond, which keeps their order.
#[must_use]
pub fn to_srt(merged: &Merged) -> String {
    let size = |cue: &MergedCue| 48 + cue.lines.iter().map(|l| l.text.len() + 1).sum::<usize>();
    let mut out = String::with_capacity(merged.cues.iter().map(size).sum());
    for (index, cue) in merged.cues.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}\n{} --> {}", index + 1, cue.start, cue.end);
        for (n, line) in cue.lines.iter().enumerate() {
            if let (0, Some(align)) = (n, cue.align) {
                let _ = write!(out, "{{\\an{align}}}");
            }
            out.push_str(&line.text);
            out.push('\n');
        }
        out.push('\n');
    }
    out
}
