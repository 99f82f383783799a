//! The merged track as a SubRip file, and as a track that any format can be written from.

use super::{Merged, MergedCue, MergedLine};
use std::borrow::Cow;
use std::fmt::Write;
use tregua_parse::base::Span;
use tregua_parse::format::srt::spell_line;
use tregua_parse::model::{Cue, Line, Run, Style, Track};

/// Spells a merged track as SubRip: UTF-8, LF, counters from 1, one blank line after each cue.
///
/// Times are rounded to the millisecond, which keeps their order.
#[must_use]
pub fn to_srt(merged: &Merged<'_>) -> String {
    let letters = |line: &MergedLine<'_>| line.runs.iter().map(|run| run.text.len()).sum::<usize>() + 1;
    let size = |cue: &MergedCue<'_>| 48 + cue.lines.iter().map(letters).sum::<usize>();
    let mut out = String::with_capacity(merged.cues.iter().map(size).sum());
    for (index, cue) in merged.cues.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}\n{} --> {}", index + 1, cue.start, cue.end);
        for (n, line) in cue.lines.iter().enumerate() {
            if let (0, Some(align)) = (n, cue.align) {
                let _ = write!(out, "{{\\an{align}}}");
            }
            let runs: Vec<(&str, Style)> =
                line.runs.iter().map(|run| (run.text.as_ref(), run.style)).collect();
            out.push_str(&spell_line(&runs));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// The merged track for the writers of other formats. Its runs stand in no source.
#[must_use]
pub fn to_track<'m>(merged: &'m Merged<'_>) -> Track<'m> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let lines = || merged.cues.iter().flat_map(|cue| &cue.lines);
    let mut track = Track {
        cues: Vec::with_capacity(merged.cues.len()),
        lines: Vec::with_capacity(lines().count()),
        runs: Vec::with_capacity(lines().map(|line| line.runs.len()).sum()),
        ..Track::default()
    };
    for cue in &merged.cues {
        let first = count(track.lines.len());
        for line in &cue.lines {
            let from = count(track.runs.len());
            track.runs.extend(line.runs.iter().map(|run| Run {
                text: Cow::Borrowed(run.text.as_ref()),
                span: Span::default(),
                style: run.style,
                details: None,
            }));
            track.lines.push(Line { span: Span::default(), runs: from..count(track.runs.len()) });
        }
        let lines = first..count(track.lines.len());
        track.cues.push(Cue { times: Some((cue.start, cue.end)), lines, align: cue.align, details: None });
    }
    track
}
